//! Two texts beside each other, word by word: what stayed, what went, what came.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::hash::{Hash, Hasher};

/// Words of both texts together that are compared; longer ones are shown whole, one after the
/// other. Comparing takes time with the square of what differs: at this length under a second.
const COMPARED_WORDS_MAX: usize = 20_000;

/// A piece of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "words")]
pub enum Piece {
    /// It stands in both.
    Same(String),
    /// It stands only in the older text.
    Removed(String),
    /// It stands only in the newer text.
    Added(String),
}

/// A word and the space behind it, which is no difference.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    letters: &'a str,
    whole: &'a str,
}

impl PartialEq for Word<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters
    }
}

impl Eq for Word<'_> {}

impl PartialOrd for Word<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.letters.cmp(other.letters)
    }
}

impl Hash for Word<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.letters.hash(state);
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for whole in text.split_inclusive(char::is_whitespace) {
        let letters = whole.trim_end();
        if !letters.is_empty() {
            words.push(Word { letters, whole });
        }
    }
    words
}

/// The difference of two texts, in the order of reading: what went stands before what came.
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (words(before), words(after));
    if old.len() + new.len() > COMPARED_WORDS_MAX {
        return vec![
            Piece::Removed(before.to_owned()),
            Piece::Added(after.to_owned()),
        ];
    }
    let mut pieces = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &old, &new) {
        let (removed, added) = (operation.old_range(), operation.new_range());
        if let DiffOp::Equal { .. } = operation {
            push(&mut pieces, Piece::Same, new.get(added));
        } else {
            push(&mut pieces, Piece::Removed, old.get(removed));
            push(&mut pieces, Piece::Added, new.get(added));
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, piece: fn(String) -> Piece, words: Option<&[Word<'_>]>) {
    let text: String = words.into_iter().flatten().map(with_space).collect();
    if !text.trim().is_empty() {
        pieces.push(piece(text.trim().to_owned()));
    }
}

fn with_space(word: &Word<'_>) -> String {
    format!("{} ", word.whole.trim_end_matches(' '))
}

/// The difference as one line for a terminal: `[-gone-]` and `{+new+}`, as `wdiff` writes it.
#[must_use]
pub fn in_one_line(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Same(words) => words.clone(),
        Piece::Removed(words) => format!("[-{words}-]"),
        Piece::Added(words) => format!("{{+{words}+}}"),
    };
    let all: Vec<String> = pieces.iter().map(piece).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: &str) {
        assert_eq!(in_one_line(&difference(before, after)), expected);
    }

    #[test]
    fn words_that_went_and_came_are_marked() {
        check(
            "We will publish guidance by Winter 2025.",
            "We will consider publishing guidance  by Spring 2027.",
            "We will [-publish-] {+consider publishing+} guidance by [-Winter 2025.-] \
             {+Spring 2027.+}",
        );
        check("the same", "the  same", "the same");
        check("", "new", "{+new+}");
        check("old", "", "[-old-]");
    }

    #[test]
    fn texts_too_long_to_compare_stand_whole() {
        let long = "word ".repeat(COMPARED_WORDS_MAX);
        assert_eq!(difference(&long, "short").len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_from_their_difference(
            before in "[ab ]{0,12}", after in "[abc\n ]{0,12}"
        ) {
            let pieces = difference(&before, &after);
            let read = |keep: fn(&Piece) -> Option<&String>| {
                let all: Vec<&str> = pieces.iter().filter_map(keep).flat_map(|words| {
                    words.split_whitespace()
                }).collect();
                all.join(" ")
            };
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let old = read(|piece| match piece {
                Piece::Same(words) | Piece::Removed(words) => Some(words),
                Piece::Added(_) => None,
            });
            let new = read(|piece| match piece {
                Piece::Same(words) | Piece::Added(words) => Some(words),
                Piece::Removed(_) => None,
            });
            proptest::prop_assert_eq!((old, new), (plain(&before), plain(&after)));
        }
    }
}
