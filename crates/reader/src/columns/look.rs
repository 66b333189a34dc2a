//! What the headings of a table say, before anybody has confirmed it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cell;
use super::error::ColumnError;
use super::{ColumnField, ROWS_ABOVE, key};
use crate::document::Document;
use crate::draft::Sure;
use crate::read::table::{self, Table};

/// So many cells of each column are shown.
const SAMPLES: usize = 3;
/// A sample is cut at so many characters: a line on a screen.
const SAMPLE_CHARACTERS: usize = 60;
/// A row of headings has at least so many cells.
const LEAST_HEADINGS: usize = 2;
/// A heading has at most so many words; more are words of a cell.
const LONGEST_HEADING_WORDS: usize = 12;

/// A table with what its headings seem to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The sheet, where it has a name.
    pub sheet: String,
    /// The rows below the headings.
    pub rows: usize,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What it seems to hold, and how sure that is; `None`: nothing that a record holds.
    pub field: Option<(ColumnField, Sure)>,
    /// The first cells with words in them, cut to a line.
    pub samples: Vec<String>,
    /// How many of its cells are empty.
    pub empty: usize,
}

/// The phrases of `cues/columns.toml`.
#[derive(Debug, Deserialize)]
struct Phrases {
    certain: Vec<String>,
    unsure: Vec<String>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is compiled in, and a test reads it"
)]
static KNOWN: LazyLock<BTreeMap<String, (ColumnField, Sure)>> = LazyLock::new(|| {
    let text = include_str!("../../cues/columns.toml");
    let phrases: BTreeMap<String, Phrases> = toml::from_str(text).expect("the phrases are TOML");
    let mut known = BTreeMap::new();
    for (code, phrases) in phrases {
        let field = ColumnField::from_code(&code).expect("each section is a field");
        for phrase in phrases.unsure {
            known.insert(key(&phrase), (field, Sure::Doubtful));
        }
        for phrase in phrases.certain {
            known.insert(key(&phrase), (field, Sure::Certain));
        }
    }
    known
});

/// What the headings of each table of a document seem to say.
///
/// # Errors
///
/// [`ColumnError`] where there is no table with headings.
pub fn look(document: &Document<'_>) -> Result<Vec<Look>, ColumnError> {
    let book = table::book(document, None)?;
    let tables = book.map(|book| book.tables).unwrap_or_default();
    let looks: Vec<Look> = tables.iter().filter_map(look_at).collect();
    if looks.is_empty() {
        return Err(ColumnError::NoTable {
            document: document.name.to_owned(),
        });
    }
    Ok(looks)
}

/// The headings of each table: what a remembered map is looked up by.
pub(super) fn headings(table: &Table) -> Option<(usize, &[String])> {
    let rows = table.rows.iter().take(ROWS_ABOVE).enumerate();
    let mut best: Option<(usize, usize, &[String])> = None;
    for (at, (_, cells)) in rows {
        let filled: Vec<&String> = cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .collect();
        let short = |cell: &&String| cell.split_whitespace().count() <= LONGEST_HEADING_WORDS;
        if filled.len() < LEAST_HEADINGS || !filled.iter().all(short) {
            continue;
        }
        let known = filled.iter().filter(|cell| KNOWN.contains_key(&key(cell)));
        let known = known.count();
        // The first row unless a later one has more that is known: a title may stand above.
        if best.is_none_or(|(_, most, _)| known > most) {
            best = Some((at, known, cells));
        }
    }
    best.map(|(at, _, cells)| (at, cells))
}

fn look_at(table: &Table) -> Option<Look> {
    let (at, found) = headings(table)?;
    let rows: Vec<&Vec<String>> = table.rows.iter().skip(at + 1).map(|(_, row)| row).collect();
    let mut columns: Vec<Column> = Vec::new();
    for (column, heading) in found.iter().enumerate() {
        let cells = rows
            .iter()
            .map(|row| row.get(column).map_or("", |cell| cell.trim()));
        let empty = cells.clone().filter(|cell| cell.is_empty()).count();
        let mut samples: Vec<String> = Vec::new();
        for cell in cells.filter(|cell| !cell.is_empty()) {
            let sample = sample(cell);
            if !samples.contains(&sample) {
                samples.push(sample);
            }
            if samples.len() == SAMPLES {
                break;
            }
        }
        columns.push(Column {
            heading: heading.trim().to_owned(),
            field: KNOWN.get(&key(heading)).copied(),
            samples,
            empty,
        });
    }
    unsure_of_two(&mut columns);
    Some(Look {
        sheet: table.name.clone(),
        rows: rows.len(),
        columns,
    })
}

fn sample(words: &str) -> String {
    let (words, _) = cell::words(words);
    let line: Vec<&str> = words.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= SAMPLE_CHARACTERS {
        return line;
    }
    let cut: String = line.chars().take(SAMPLE_CHARACTERS).collect();
    format!("{}…", cut.trim_end())
}

/// Of two columns for one thing neither is certain; beside a certain one the unsure is unused.
fn unsure_of_two(columns: &mut [Column]) {
    let found: Vec<(ColumnField, Sure)> = columns.iter().filter_map(|one| one.field).collect();
    let count = |field: ColumnField, sure: Sure| {
        let same = found.iter().filter(|one| **one == (field, sure));
        same.count()
    };
    for column in columns {
        let Some((field, sure)) = column.field else {
            continue;
        };
        let certain = count(field, Sure::Certain);
        if sure == Sure::Doubtful && certain > 0 {
            column.field = None;
        } else if sure == Sure::Certain && certain > 1 {
            column.field = Some((field, Sure::Doubtful));
        }
    }
}

impl Look {
    /// Whether a person has to say what a column holds.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        let unsure = |column: &Column| matches!(column.field, Some((_, Sure::Doubtful)));
        let ask = |column: &Column| matches!(column.field, Some((ColumnField::Ask, _)));
        self.columns.iter().any(unsure) || !self.columns.iter().any(ask)
    }

    /// The headings of which it is unsure, and that make what is read without a map doubtful: those
    /// for who is asked for what, and what was answered.
    #[must_use]
    pub fn doubts(&self) -> Vec<&str> {
        let main = [
            ColumnField::Ask,
            ColumnField::Addressees,
            ColumnField::Response,
        ];
        let unsure = self.columns.iter().filter(
            |column| matches!(column.field, Some((field, Sure::Doubtful)) if main.contains(&field)),
        );
        unsure.map(|column| column.heading.as_str()).collect()
    }

    /// What the map of it is remembered by: its headings in any order.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        super::fingerprint(self.columns.iter().map(|column| column.heading.as_str()))
    }

    /// A column map to correct and to keep, with the samples as comments.
    #[must_use]
    pub fn to_toml(&self, name: &str) -> String {
        let mut text = String::from(
            "# A column map: what each column holds. Correct it, then use it:\n\
             #   heeded import FILE --columns THIS-FILE --issuer NAME\n\
             # Every key: docs/columns.md\n\n",
        );
        let quoted = |words: &str| toml::Value::from(words).to_string();
        // Writing to a text cannot fail.
        let _ = writeln!(text, "name = {}\n\n[columns]", quoted(name));
        let mut seen: Vec<String> = Vec::new();
        for column in self
            .columns
            .iter()
            .filter(|column| !column.heading.is_empty())
        {
            if seen.contains(&key(&column.heading)) {
                continue;
            }
            seen.push(key(&column.heading));
            let (field, sure) = match column.field {
                Some((field, Sure::Doubtful)) => (field, "unsure: "),
                Some((field, _)) => (field, ""),
                None => (ColumnField::Unused, ""),
            };
            let heading = quoted(&column.heading);
            let samples = column.samples.join(" · ");
            let _ = writeln!(text, "{heading} = \"{}\" # {sure}{samples}", field.code());
        }
        text
    }
}
