//! What is wrong with a scheme file: where, what, and how to mend it.

use std::ops::Range;

/// What is wrong with a scheme file, where it stands and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}. {mend}")]
pub struct SchemeError {
    /// The file, as it was called.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it, in a sentence.
    pub mend: String,
}

/// The same, before it is known in which file and line.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The byte where it begins.
    at: usize,
    what: String,
    mend: String,
}

/// What helps with every key.
const GUIDE: &str = "docs/schemes.md shows every key with an example";

impl Fault {
    pub(crate) fn new(at: usize, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            at,
            what: what.into(),
            mend: mend.into(),
        }
    }

    /// A value that is none of those that can stand there.
    pub(crate) fn not_one_of<'a>(
        at: usize,
        key: &str,
        value: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        let what = format!("{key} cannot be \"{value}\"");
        let mend = match nearest(value, known.clone()) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => format!("It is one of: {}.", known.collect::<Vec<_>>().join(", ")),
        };
        Self::new(at, what, mend)
    }

    /// What the TOML parser says, in our words where it is a key.
    pub(crate) fn of_toml(error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |Range { start, .. }| start);
        let message = error.message();
        let mut quoted = message.split('`').skip(1).step_by(2);
        let key = quoted.next().unwrap_or_default();
        if message.starts_with("unknown field") {
            let what = format!("the key \"{key}\" is not known here");
            let mend = match nearest(key, quoted.clone()) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!(
                    "The keys here are: {}.",
                    quoted.collect::<Vec<_>>().join(", ")
                ),
            };
            return Self::new(at, what, mend);
        }
        if message.starts_with("missing field") {
            return Self::new(
                at,
                format!("the key \"{key}\" is missing"),
                format!("Add it; {GUIDE}."),
            );
        }
        let what = message
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end_matches('.');
        Self::new(at, what, format!("Check this line; {GUIDE}."))
    }

    /// The same with one more way to mend it.
    pub(crate) fn and(mut self, mend: &str) -> Self {
        self.mend = format!("{} {mend}", self.mend);
        self
    }

    pub(crate) fn in_file(self, file: &str, text: &str) -> SchemeError {
        let before = text.get(..self.at).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        SchemeError {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: in_line.chars().count() + 1,
            what: self.what,
            mend: self.mend,
        }
    }
}

/// The word that somebody most likely meant: a third of its letters may be wrong.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let scored = known.map(|known| (edits(&word, &known.to_lowercase()), known));
    let (edits, near) = scored.min()?;
    (edits * 3 <= near.chars().count()).then_some(near)
}

/// How many letters have to be put in, taken out or changed (Levenshtein).
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (done, letter) in from.chars().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        let mut next = vec![left];
        for (above, other) in row.iter().skip(1).zip(&to) {
            let change = diagonal + usize::from(letter != *other);
            left = change.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{edits, nearest};

    #[test]
    fn edits_are_counted_as_levenshtein_counts_them() {
        for (from, to, count) in [("", "", 0), ("", "law", 3), ("kitten", "sitting", 3)] {
            assert_eq!(edits(from, to), count, "{from} to {to}");
            assert_eq!(edits(to, from), count, "{to} to {from}");
        }
    }

    #[test]
    fn only_what_is_near_is_suggested() {
        let known = ["legal_basis", "basis", "days"];
        assert_eq!(
            nearest("legal_base", known.into_iter()),
            Some("legal_basis")
        );
        assert_eq!(nearest("Bases", known.into_iter()), Some("basis"));
        assert_eq!(nearest("colour", known.into_iter()), None);
    }
}
