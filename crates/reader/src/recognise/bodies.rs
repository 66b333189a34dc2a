//! What the name of an organisation looks like, and the abbreviations that a document explains.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::names::{Known, Names};
use super::places::Places;
use super::words::{self, Word, WordSet};

/// Nouns that name bodies.
const BODY_NOUNS: WordSet = WordSet::of(&[
    "academy",
    "administration",
    "agency",
    "airline",
    "alliance",
    "association",
    "authorities",
    "authority",
    "australia",
    "board",
    "boards",
    "borough",
    "branch",
    "brigade",
    "bureau",
    "cabinet",
    "canada",
    "centre",
    "coastguard",
    "college",
    "colleges",
    "commission",
    "commissioner",
    "committee",
    "company",
    "confederation",
    "constabulary",
    "consortium",
    "corporation",
    "council",
    "councils",
    "department",
    "departments",
    "directorate",
    "division",
    "england",
    "estate",
    "executive",
    "federation",
    "force",
    "forum",
    "foundation",
    "garda",
    "government",
    "group",
    "guard",
    "hospital",
    "hospitals",
    "inspectorate",
    "institute",
    "institution",
    "laboratory",
    "limited",
    "ltd",
    "ministries",
    "ministry",
    "municipality",
    "network",
    "office",
    "ombudsman",
    "operator",
    "operators",
    "organisation",
    "organisations",
    "organization",
    "organizations",
    "panel",
    "partnership",
    "police",
    "programme",
    "regulator",
    "registry",
    "school",
    "scotland",
    "secretariat",
    "secretary",
    "service",
    "services",
    "síochána",
    "society",
    "taskforce",
    "team",
    "teams",
    "treasury",
    "tribunal",
    "trust",
    "trusts",
    "unit",
    "union",
    "university",
    "wales",
    "zealand",
]);
/// Nouns with which the name of a body is at its end, so that "and" behind it joins another body.
const LAST_NOUNS: WordSet = WordSet::of(&[
    "academy",
    "administration",
    "agency",
    "alliance",
    "association",
    "australia",
    "authority",
    "board",
    "boards",
    "bureau",
    "canada",
    "centre",
    "college",
    "commission",
    "commissioner",
    "committee",
    "company",
    "council",
    "councils",
    "directorate",
    "england",
    "executive",
    "federation",
    "forum",
    "foundation",
    "government",
    "group",
    "hospital",
    "hospitals",
    "inspectorate",
    "institute",
    "limited",
    "ltd",
    "network",
    "office",
    "ombudsman",
    "police",
    "regulator",
    "registry",
    "scotland",
    "secretariat",
    "service",
    "services",
    "síochána",
    "society",
    "trust",
    "trusts",
    "unit",
    "union",
    "university",
    "wales",
    "zealand",
]);

/// Names that differ in so many letters may be one.
const NEAR_LETTERS_MAX: usize = 2;

/// A shorter name is as near to many others.
const NEAR_LETTERS_MIN: usize = 8;

/// Whether a word is an abbreviation of a body: "NHSE", "DfT".
pub(crate) fn is_abbreviation(word: &str) -> bool {
    // Headings may be written large.
    const HEADINGS: &[&str] = &[
        "ACTION", "ANNEX", "CONTENTS", "FOREWORD", "INDEX", "NOTES", "PART", "PREFACE", "REPORT",
        "RESPONSE", "SCHEDULE", "STATUS", "SUMMARY",
    ];
    if HEADINGS.contains(&word) {
        return false;
    }
    let letters =
        word.len() >= 2 && word.len() <= 8 && word.bytes().all(|b| b.is_ascii_alphanumeric());
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    letters
        && capitals >= 2
        && capitals * 2 > word.len()
        && word.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
}

/// Whether a word of the name is a noun that names bodies.
pub(crate) fn has_body_noun(name: &str) -> bool {
    name.split_whitespace()
        .any(|word| words::is_capital(word) && BODY_NOUNS.has(without_possessive(word)))
}

/// "the department", "both entities": whether words say what somebody is, and not who.
pub(crate) fn is_unnamed(words: &str) -> bool {
    let mut rest = words.split(' ').skip(1);
    let noun = rest.next().is_some_and(is_unnamed_noun);
    words::opens_with_article(words) && noun && rest.next().is_none()
}

/// "department’s", in small letters: a noun that is no name by itself.
pub(crate) fn is_unnamed_noun(word: &str) -> bool {
    const MORE: WordSet = WordSet::of(&[
        "bank", "city", "coroner", "county", "entities", "entity", "minister", "state",
    ]);
    let bare = without_possessive(word);
    word.starts_with(char::is_lowercase) && (BODY_NOUNS.has(bare) || MORE.has(bare))
}

/// "Tide Lights Inc.": whether a name ends as those of companies do.
pub(crate) fn is_company(name: &str) -> bool {
    const ENDS: &[&str] = &["co", "corp", "inc", "limited", "llc", "llp", "ltd", "plc"];
    let last = name.split_whitespace().next_back().map(words::key);
    last.is_some_and(|last| ENDS.contains(&last.as_str()))
}

/// "Board's", "Board’s": the bare word.
fn without_possessive(word: &str) -> &str {
    let word = words::trimmed(word);
    let owner = ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end));
    owner.unwrap_or(word)
}

/// "Harbour Board", "Department of Tides": the noun stands last, or first with "of".
fn names_body(name: &str) -> bool {
    let bare = words::without_article(name);
    let mut words = bare.split(' ');
    let first = words.next().unwrap_or_default();
    let of = matches!(words.next(), Some("of" | "for"));
    (of && BODY_NOUNS.has(first)) || (ends_body(name) && has_body_noun(name))
}

/// "Department of Tides": whether a name opens with what governs a field, whose words "and" may
/// join.
pub(crate) fn opens_with_field(name: &str) -> bool {
    const FIELDS: WordSet = WordSet::of(&[
        "academy",
        "association",
        "centre",
        "college",
        "commission",
        "commissioner",
        "committee",
        "department",
        "director",
        "directorate",
        "federation",
        "institute",
        "institution",
        "minister",
        "ministry",
        "office",
        "royal",
        "school",
        "secretary",
        "society",
        "union",
    ]);
    let first = words::without_article(name).split(' ').next();
    first.is_some_and(|first| FIELDS.has(first))
}

/// "The Department of Tides, Fisheries and Forestry", at the head of some words: a body whose
/// fields commas and an "and" join, none of which names a body.
pub(crate) fn of_fields(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let first = words.first()?;
    let opens = opens_with_field(text.get(first.start..)?);
    // "and" with a capital behind it ends the list; before it stands a comma at least.
    let mut comma = false;
    let mut last = None;
    for (at, word) in words.iter().enumerate().skip(1).filter(|_| opens) {
        let bare = word.text(text);
        let next = words.get(at + 1).map(|next| next.text(text));
        if comma && bare == "and" && next.is_some_and(words::is_capital) {
            let behind = words.get(at + 1..)?;
            let name = words::name_at(text, behind)?;
            last = Some(name.end);
            break;
        }
        if !words::is_capital(bare) && !words::is_connector(bare) {
            return None;
        }
        comma |= bare.ends_with(',');
    }
    let range = first.start..last?;
    let name = text.get(range.clone())?;
    let (_, fields) = name
        .split_once(" for ")
        .or_else(|| name.split_once(" of "))?;
    let (_, fields) = fields.split_once(", ")?;
    // "Housing, Communities and Local Government": a field, too.
    let fields = fields.replace("Local Government", "");
    let body = has_body_noun(&fields) || fields.split(' ').any(is_abbreviation);
    (!body).then_some(range)
}

/// Whether the name could end with this word.
pub(crate) fn ends_body(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    LAST_NOUNS.has(last) || is_abbreviation(last)
}

/// The names and abbreviations that hold in one document.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    /// What was handed in.
    known: Arc<Known>,
    /// What the document explains: the key of an abbreviation or name → the key of the full name.
    full: HashMap<String, String>,
}

impl Bodies {
    /// What was handed in, and every "Long Name (LN)" that the text explains.
    pub(crate) fn of(text: &str, names: &Names) -> Self {
        let mut bodies = Self {
            known: names.known(),
            full: HashMap::new(),
        };
        bodies.explained(text);
        bodies
    }

    /// Finds "Long Name (LN)".
    fn explained(&mut self, text: &str) {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find('(')) {
            let open = from + at;
            from = open + 1;
            let Some(inside) = text.get(from..).and_then(bracketed) else {
                continue;
            };
            let before = text.get(..open).unwrap_or_default();
            if let Some(name) = is_abbreviation(inside)
                .then(|| long_name(before, inside))
                .flatten()
            {
                let key = words::name_key(name);
                let short = words::name_key(inside);
                if self.full_of(&short).is_none() {
                    self.full.insert(short, key.clone());
                }
                self.full.insert(key.clone(), key);
            }
        }
    }

    /// The key of the full name of a key that is known.
    fn full_of(&self, key: &str) -> Option<&str> {
        let full = self.full.get(key).or_else(|| self.known.full.get(key));
        full.map(String::as_str)
    }

    /// Whether a name was handed in or explained.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let any = !self.full.is_empty() || !self.known.full.is_empty();
        any && self.full_of(&words::name_key(name)).is_some()
    }

    /// The name, of those handed in, that one is a letter or two off; `None` for a known name.
    pub(crate) fn nearly(&self, name: &str) -> Option<&str> {
        let key = words::name_key(name);
        if key.len() < NEAR_LETTERS_MIN || self.full_of(&key).is_some() {
            return None;
        }
        let letters = key.chars().count();
        let mut near = self.known.forms.iter().filter(|other| {
            letters.abs_diff(other.letters) <= NEAR_LETTERS_MAX
                && is_near((&key, letters), (&other.key, other.letters))
        });
        near.next().map(|near| near.name.as_str())
    }

    /// Whether two names mean one body: the same words, a known short form, or initials that fit.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        // Nearly always the ask and the line above it write a name in the same way.
        if one == other {
            return true;
        }
        let (a, b) = (words::name_key(one), words::name_key(other));
        let full = |key| self.full_of(key).unwrap_or(key);
        full(&a) == full(&b) || fits(one, other) || fits(other, one)
    }
}

/// Whether two keys, each with how many letters it has, differ by one or two letters that were
/// added, left out, changed or swapped.
fn is_near((one, letters): (&str, usize), (other, others): (&str, usize)) -> bool {
    let same = one.chars().zip(other.chars());
    let same = same.take_while(|(a, b)| a == b).count();
    let tail = one.chars().rev().zip(other.chars().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    // What stands between the same beginning and the same end.
    let tail = tail.min(letters.min(others) - same);
    let middle = letters.max(others) - same - tail;
    (1..=NEAR_LETTERS_MAX).contains(&middle)
}

/// What stands in a bracket that closes soon.
fn bracketed(rest: &str) -> Option<&str> {
    let end = rest
        .char_indices()
        .take(10)
        .find(|&(_, letter)| letter == ')')?
        .0;
    rest.get(..end)
}

/// The capital words before a bracket whose initials make the abbreviation.
fn long_name<'t>(before: &'t str, abbreviation: &str) -> Option<&'t str> {
    let mut from = before.len();
    for (count, word) in before.trim_end().rsplit(' ').enumerate() {
        from = from.checked_sub(word.len() + usize::from(count > 0 || before.ends_with(' ')))?;
        let name = before.get(from..)?.trim();
        if words::is_capital(word) && initials_fit(name, abbreviation) {
            return Some(name);
        }
        if count > 10 || word.ends_with(['.', ';', ':']) {
            return None;
        }
    }
    None
}

/// Whether an abbreviation stands for a name by its initials: "NHSE" for "NHS England".
fn fits(short: &str, long: &str) -> bool {
    is_abbreviation(short.trim()) && long.contains(' ') && initials_fit(long, short.trim())
}

fn initials_fit(name: &str, abbreviation: &str) -> bool {
    let mut initials = String::new();
    let mut capitals = String::new();
    for word in name.split([' ', '-']).filter(|word| !word.is_empty()) {
        if is_abbreviation(word) {
            initials.push_str(word);
            capitals.push_str(word);
        } else if let Some(first) = word.chars().next() {
            initials.push(first);
            if first.is_uppercase() {
                capitals.push(first);
            }
        }
    }
    capitals.eq_ignore_ascii_case(abbreviation) || initials.eq_ignore_ascii_case(abbreviation)
}

/// The bodies that a sentence names: abbreviations, and capital words with a noun for bodies.
pub(crate) fn named_in(sentence: &str, bodies: &Bodies) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for name in words::names(sentence, first_of_several) {
        let words_in = sentence.get(name.clone()).unwrap_or_default();
        let long = words_in.contains(' ');
        if bodies.knows(words_in) || (long && names_body(words_in)) {
            found.push(name);
        }
    }
    found
}

/// "The Harbour Board and Ann": the first name, where it is whole by itself.
fn first_of_several(sentence: &str, name: Range<usize>) -> Range<usize> {
    let words_in = sentence.get(name.clone()).unwrap_or_default();
    let first = words_in.place_of(" and ").and_then(|at| words_in.get(..at));
    match first {
        Some(first) if ends_body(first) && has_body_noun(first) => {
            name.start..name.start + first.len()
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_known_by_explanation_and_by_initials() {
        let bodies = Bodies::of(
            "The Coast and Tide Agency (CTA) and the Board.",
            Names::none(),
        );
        assert!(bodies.same("CTA", "the Coast and Tide Agency"));
        assert!(bodies.same("PHSX", "PHS Xanten"));
        assert!(bodies.same("DTM", "Department of Tides and Moorings"));
        assert!(!bodies.same("CTA", "Department of Tides and Moorings"));
    }

    #[test]
    fn bodies_in_a_sentence() {
        let sentence = "We asked the Harbour Safety Board and Ann at the Winter Market.";
        let found = named_in(sentence, &Bodies::default());
        let found: Vec<&str> = found
            .into_iter()
            .map(|range| sentence.get(range).unwrap())
            .collect();
        assert_eq!(found, ["the Harbour Safety Board"]);
    }
}
