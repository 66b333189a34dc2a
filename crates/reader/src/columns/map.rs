//! A column map: which heading holds which field, as a person has confirmed it. TOML.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::Encoding;
use heeded_domain::vocabulary::{AskKind, ClosureReason, Disposition, Progress};
use serde::Deserialize;

use super::error::{ColumnError, nearest};
use super::{ColumnField, Look, key};

/// A column map has a few dozen lines; one of more bytes than this is something else.
pub const MAX_MAP_BYTES: usize = 256 * 1024;

/// A column map as TOML has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    name: String,
    encoding: Option<String>,
    columns: BTreeMap<String, String>,
    fixed: BTreeMap<String, String>,
    separators: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, BTreeMap<String, String>>,
    skip: BTreeMap<String, Vec<String>>,
    dates: Option<String>,
}

/// Which heading of a table holds which field, and how its cells are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMap {
    /// What it is a map of, in a few words.
    pub name: String,
    pub(super) encoding: Option<&'static Encoding>,
    /// Heading, as the map writes it, and field.
    pub(super) columns: Vec<(String, ColumnField)>,
    /// What no column holds: the words, in which `{Heading}` stands for a cell.
    pub(super) fixed: Vec<(ColumnField, String)>,
    separators: BTreeMap<ColumnField, Vec<String>>,
    /// What a cell's words mean, by field.
    words: BTreeMap<ColumnField, BTreeMap<String, String>>,
    /// Rows left out: those whose cell under a heading is one of these.
    pub(super) skip: Vec<(String, BTreeSet<String>)>,
    pub(super) month_first: bool,
}

impl ColumnMap {
    /// Reads a map. `name` is what messages call it: its path.
    ///
    /// # Errors
    ///
    /// [`ColumnError`], saying which line, heading or word is wrong and what was probably meant.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ColumnError> {
        if text.len() > MAX_MAP_BYTES {
            let what = format!(
                "it has {} bytes, and a map at most {MAX_MAP_BYTES}",
                text.len()
            );
            return Err(ColumnError::in_map(name, what));
        }
        let raw: Raw = toml::from_str(text)
            .map_err(|cause| ColumnError::in_map(name, cause.to_string().trim_end()))?;
        checked(raw).map_err(|what| ColumnError::in_map(name, what))
    }

    /// Whether a column or a fixed value holds this.
    #[must_use]
    pub fn holds(&self, field: ColumnField) -> bool {
        let columns = self.columns.iter().map(|(_, field)| field);
        let fixed = self.fixed.iter().map(|(field, _)| field);
        columns.chain(fixed).any(|one| *one == field)
    }

    /// Whether a table has every heading that the map needs.
    #[must_use]
    pub fn fits(&self, table: &Look) -> bool {
        let there: BTreeSet<String> = table.columns.iter().map(|one| key(&one.heading)).collect();
        let mut needed = self.headings().into_iter();
        needed.all(|heading| there.contains(&key(heading)))
    }

    /// The headings that it needs: of columns that are not used none.
    pub(super) fn headings(&self) -> Vec<&str> {
        let used = self
            .columns
            .iter()
            .filter(|(_, field)| *field != ColumnField::Unused);
        let named = used.map(|(heading, _)| heading.as_str());
        let skipped = self.skip.iter().map(|(heading, _)| heading.as_str());
        let inside = self.fixed.iter().flat_map(|(_, words)| slots(words));
        let mut all: Vec<&str> = named.chain(skipped).chain(inside).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The values in one cell, each with no white space around it; never an empty one.
    pub(super) fn split<'a>(&self, field: ColumnField, cell: &'a str) -> Vec<&'a str> {
        let usual = || field.usual_separators().iter().map(|&mark| mark.to_owned());
        let marks = self.separators.get(&field);
        let marks = marks.map_or_else(|| usual().collect(), Clone::clone);
        let mut values = vec![cell];
        for mark in &marks {
            let pieces = values.iter().flat_map(|value| value.split(mark.as_str()));
            values = pieces.collect();
        }
        let values = values.into_iter().map(str::trim);
        values.filter(|value| !value.is_empty()).collect()
    }

    /// What the map says that words of a cell mean.
    pub(super) fn meaning(&self, field: ColumnField, words: &str) -> Option<&str> {
        let meanings = self.words.get(&field)?;
        meanings.get(&key(words)).map(String::as_str)
    }
}

/// The headings that a fixed value names: `{Heading}`.
pub(super) fn slots(words: &str) -> impl Iterator<Item = &str> {
    let opened = words.split('{').skip(1);
    opened.filter_map(|rest| Some(rest.split_once('}')?.0))
}

fn checked(raw: Raw) -> Result<ColumnMap, String> {
    let mut columns = Vec::new();
    for (heading, code) in raw.columns {
        columns.push((heading.clone(), field("columns", &heading, &code)?));
    }
    let mut fixed = Vec::new();
    for (code, words) in raw.fixed {
        fixed.push((field("fixed", &code, &code)?, words));
    }
    let mut separators = BTreeMap::new();
    for (code, marks) in raw.separators {
        separators.insert(field("separators", &code, &code)?, marks);
    }
    let mut words = BTreeMap::new();
    for (code, meanings) in raw.words {
        let field = field("words", &code, &code)?;
        for meaning in meanings.values() {
            known_meaning(field, meaning)?;
        }
        let keyed = meanings.into_iter().map(|(word, is)| (key(&word), is));
        words.insert(field, keyed.collect());
    }
    let skip = raw.skip.into_iter();
    let skip = skip.map(|(heading, words)| (heading, words.iter().map(|one| key(one)).collect()));
    let map = ColumnMap {
        name: raw.name,
        encoding: raw.encoding.as_deref().map(encoding).transpose()?,
        columns,
        fixed,
        separators,
        words,
        skip: skip.collect(),
        month_first: month_first(raw.dates.as_deref())?,
    };
    holds_an_ask(&map)?;
    Ok(map)
}

fn holds_an_ask(map: &ColumnMap) -> Result<(), String> {
    if map.name.trim().is_empty() {
        return Err("it has no name; begin it with name = \"…\"".to_owned());
    }
    if map.holds(ColumnField::Ask) {
        return Ok(());
    }
    Err(
        "no column holds the words of the recommendation; give one heading the field \"ask\""
            .to_owned(),
    )
}

fn field(section: &str, at: &str, code: &str) -> Result<ColumnField, String> {
    ColumnField::from_code(code.trim()).ok_or_else(|| {
        let codes = ColumnField::ALL.iter().map(|field| field.code());
        let place = match section {
            "columns" => format!("the column “{at}” cannot hold “{code}”"),
            _ => format!("[{section}] names “{code}”, which is no field"),
        };
        match nearest(code, codes.clone()) {
            Some(near) => format!("{place}; did you mean “{near}”?"),
            None => {
                let codes: Vec<&str> = codes.collect();
                format!("{place}; the fields are {}", codes.join(", "))
            }
        }
    })
}

/// Refuses a meaning that no record can hold, so that a slip shows before a thousand rows are read.
fn known_meaning(field: ColumnField, meaning: &str) -> Result<(), String> {
    let codes: Vec<String> = match field {
        ColumnField::Disposition => codes(Disposition::ALL, Disposition::code),
        ColumnField::Progress => codes(Progress::ALL, Progress::code),
        ColumnField::Kind => codes(AskKind::ALL, AskKind::code),
        ColumnField::Status => {
            let closed = ClosureReason::ALL.iter();
            let closed = closed.map(|reason| format!("closed {}", reason.code()));
            let others = ["verdict", "withdrawn"].map(str::to_owned);
            others.into_iter().chain(closed).collect()
        }
        _ => return Ok(()),
    };
    if meaning.is_empty() || codes.iter().any(|code| code == meaning) {
        return Ok(());
    }
    let what = format!("[words.{}] cannot say “{meaning}”", field.code());
    Err(match nearest(meaning, codes.iter().map(String::as_str)) {
        Some(near) => format!("{what}; did you mean “{near}”?"),
        None => format!("{what}; it is one of {}", codes.join(", ")),
    })
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|&value| code(value).to_owned()).collect()
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        format!(
            "there is no encoding “{label}”; it is named as in web pages: \
             utf-8, windows-1252, macintosh, utf-16le"
        )
    })
}

fn month_first(order: Option<&str>) -> Result<bool, String> {
    match order {
        None | Some("day-first") => Ok(false),
        Some("month-first") => Ok(true),
        Some(other) => Err(format!(
            "dates cannot be “{other}”; it is day-first (31/12/2031) or month-first (12/31/2031). \
             Year-month-day and dates in words are read as they are"
        )),
    }
}
