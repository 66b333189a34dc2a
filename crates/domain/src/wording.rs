//! When two pieces of text say the same, and how alike they are.
//!
//! A document that is read again, or saved in another format, has other spaces, quotes and dashes
//! for the same words. [`plain`] takes those away; [`likeness`] is for what was edited.

use std::collections::BTreeSet;

/// Words that say nothing of what is asked: left out where likeness is measured, as they make any
/// two recommendations of one body look alike.
const LITTLE_WORDS: [&str; 34] = [
    "a",
    "all",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "by",
    "for",
    "from",
    "has",
    "have",
    "in",
    "into",
    "is",
    "it",
    "its",
    "of",
    "on",
    "or",
    "recommendation",
    "recommended",
    "recommends",
    "should",
    "that",
    "the",
    "their",
    "these",
    "this",
    "to",
    "which",
    "with",
];

/// The same words in one spelling of spaces, quotes and dashes: equal means "nothing was changed".
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().filter_map(|character| match character {
            '‘' | '’' | '‛' | '`' => Some('\''),
            '“' | '”' | '„' => Some('"'),
            '‐' | '‑' | '–' | '—' => Some('-'),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
            other => Some(other),
        }));
    }
    plain
}

/// The letters and digits alone, in lower case: equal means "the same words", whatever their
/// punctuation and capitals.
#[must_use]
pub fn bare(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

/// The words that matter for how alike two texts are.
#[must_use]
pub fn telling(text: &str) -> BTreeSet<String> {
    words(text)
        .filter(|word| LITTLE_WORDS.binary_search(&word.as_str()).is_err())
        .collect()
}

/// How alike two sets of telling words are, in per cent: twice what they share, of what both have
/// (the coefficient of Dice). Of two empty sets nothing is known: 0.
#[must_use]
pub fn likeness(one: &BTreeSet<String>, other: &BTreeSet<String>) -> u32 {
    let shared = one.intersection(other).count();
    dice(shared, one.len(), other.len())
}

/// As [`likeness`], from how many words two texts share and how many each has.
#[must_use]
pub fn dice(shared: usize, one: usize, other: usize) -> u32 {
    let per_cent = (200 * shared).checked_div(one + other).unwrap_or(0);
    u32::try_from(per_cent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_quotes_and_dashes_are_no_change_and_words_are() {
        assert_eq!(
            plain(" The “ward’s”\u{a0}rota –\nnow "),
            "The \"ward's\" rota - now"
        );
        assert_ne!(plain("We accept."), plain("We accept"));
        assert_eq!(bare("We accept."), bare("we   ACCEPT"));
        assert_eq!(plain(""), "");
    }

    #[test]
    fn little_words_are_sorted_for_the_look_up() {
        assert!(LITTLE_WORDS.is_sorted());
    }

    #[test]
    fn an_edit_is_alike_and_another_ask_of_the_same_body_is_not() {
        let likeness = |a: &str, b: &str| likeness(&telling(a), &telling(b));
        let ask = "WSB recommends that the Board reviews its guidance on night rotas for nurses.";
        let edited = "WSB recommends that the Board reviews guidance on the night rotas of nurses \
                      and doctors.";
        assert!(likeness(ask, edited) >= 80, "{}", likeness(ask, edited));
        let other = "WSB recommends that the Board fits alarms in every bathroom.";
        assert!(likeness(ask, other) < 50, "{}", likeness(ask, other));
        assert_eq!(likeness(ask, ask), 100);
        assert_eq!(likeness("", ""), 0);
    }
}
