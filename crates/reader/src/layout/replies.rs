//! Sentences that report an answer ("The Board agreed with our first two recommendations"), and
//! which of several asks each part of them answers.

use std::ops::Range;

use crate::cues::Cues;
use crate::recognise::places::Places;
use crate::recognise::{named_asks, words};

const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];
const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// Verbs that go on telling an answer.
const TELLING: &[&str] = &["said", "stated", "explained", "indicated"];

/// Whether a sentence reports an answer.
pub(super) fn is_reply(sentence: &str, cues: &Cues) -> bool {
    cues.labels.reports_answer(sentence)
}

/// Whether a sentence goes on with the answer to an ask by its number: "For recommendation 2, the
/// Board plans to".
pub(super) fn takes_up(sentence: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "as to ",
        "concerning ",
        "for ",
        "on ",
        "regarding ",
        "with regard to ",
        "with respect to ",
    ];
    let small = sentence.to_lowercase();
    let behind = OPENINGS
        .iter()
        .find_map(|opening| small.strip_prefix(opening));
    behind.is_some_and(|behind| behind.starts_with("recommendation"))
}

/// Whether words report an answer to some of so many asks, by their numbers or places.
pub(super) fn names_asks(words: &str, total: usize, cues: &Cues) -> bool {
    is_reply(words, cues) && !asks_named(words, total).is_empty()
}

/// The parts of a sentence that answer one of so many asks: those that name its place among them,
/// or else those that name none; nothing where all name others.
pub(super) fn of_ask(
    sentence: &str,
    (at, total): (usize, usize),
    cues: &Cues,
) -> Vec<Range<usize>> {
    let clauses = clauses(sentence, cues);
    let named: Vec<Vec<usize>> = clauses
        .iter()
        .map(|clause| asks_named(sentence.get(clause.clone()).unwrap_or_default(), total))
        .collect();
    if named.iter().all(Vec::is_empty) {
        return std::iter::once(0..sentence.len()).collect();
    }
    let those = |wanted: &dyn Fn(&[usize]) -> bool| -> Vec<Range<usize>> {
        let pairs = clauses.iter().zip(&named);
        pairs
            .filter(|(_, named)| wanted(named))
            .map(|(clause, _)| clause.clone())
            .collect()
    };
    let own = those(&|named| named.contains(&at));
    let general = those(&|named| named.is_empty());
    if own.is_empty() { general } else { own }
}

/// Whether words speak of asks by their places, or of several by their numbers: "concurred with our
/// first recommendation", "with recommendations 1 through 3".
pub(super) fn names_places(words: &str) -> bool {
    let head = words.split(". ").next().unwrap_or_default();
    let all: Vec<&str> = head.split([' ', ',']).collect();
    let asked = head.contains(" recommendation");
    let place = |word: &&str| ORDINALS.contains(word) || matches!(*word, "last" | "final");
    let mut behind = all
        .iter()
        .skip_while(|word| !word.eq_ignore_ascii_case("recommendations"));
    let several = behind
        .nth(1)
        .is_some_and(|word| word.starts_with(|one: char| one.is_ascii_digit()));
    asked && all.iter().any(place) || several && head.contains("concurred")
}

/// The asks that the first part of a sentence names which names any.
pub(super) fn first_named(sentence: &str, total: usize, cues: &Cues) -> Vec<usize> {
    let clauses = clauses(sentence, cues).into_iter();
    let mut named = clauses.map(|clause| {
        let words = sentence.get(clause).unwrap_or_default();
        asks_named(words, total)
    });
    named.find(|named| !named.is_empty()).unwrap_or_default()
}

/// A sentence cut where another verb of answering follows "but" or "and".
fn clauses(sentence: &str, cues: &Cues) -> Vec<Range<usize>> {
    const WORDS_AHEAD: usize = 4;
    let mut starts = vec![0];
    for joint in [" but ", " and "] {
        for (at, _) in sentence.match_indices(joint) {
            let behind = sentence.get(at + joint.len()..).unwrap_or_default();
            let ahead: Vec<&str> = behind.split_whitespace().take(WORDS_AHEAD).collect();
            // "… and stated that it would look into it" tells more of the same answer.
            let goes_on = ahead.first().is_some_and(|word| {
                let number = word.starts_with(|one: char| one.is_ascii_digit());
                number || ORDINALS.contains(word) || TELLING.contains(word)
            });
            if !goes_on && cues.labels.reports_answer(&ahead.join(" ")) {
                starts.push(at + 1);
            }
        }
    }
    starts.sort_unstable();
    let ends = starts
        .iter()
        .skip(1)
        .map(|start| start - 1)
        .chain([sentence.len()]);
    let trimmed = |(start, end): (&usize, usize)| {
        let words = sentence.get(*start..end).unwrap_or_default();
        *start..start + words.trim_end_matches([',', ' ']).len()
    };
    starts.iter().zip(ends).map(trimmed).collect()
}

/// The asks that words name by their place: "first three", "last two", "second and fourth".
fn asks_named(words: &str, total: usize) -> Vec<usize> {
    // Without this word no place is that of an ask.
    if words::find(words, "recommendation").is_none() {
        return Vec::new();
    }
    // What is compared here is ASCII.
    let small = words.to_ascii_lowercase();
    let all: Vec<&str> = small
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: Option<&&str>| {
        let word = *word?;
        let spelt = NUMBERS
            .iter()
            .position(|number| *number == word)
            .map(|at| at + 1);
        spelt.or_else(|| word.parse().ok())
    };
    let mut named = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let many = number(all.get(at + 1)).filter(|&many| many <= total);
        match (*word, many) {
            ("first", Some(many)) => named.extend(0..many),
            ("last" | "final", Some(many)) => named.extend(total - many..total),
            ("last" | "final", None) => named.extend(total.checked_sub(1)),
            (word, _) => named.extend(ORDINALS.iter().position(|ordinal| *ordinal == word)),
        }
    }
    let numbered = |word: &str| {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        bare.parse::<usize>().ok()?.checked_sub(1)
    };
    named.extend(
        named_asks::behind_labels(words).flat_map(|list| named_asks::places(list, numbered)),
    );
    let about = all.iter().any(|word| word.starts_with("recommendation"));
    // "The recommendation addressed to her": to another than the others, and the last.
    if named.is_empty() && words.contains("recommendation addressed to") {
        named.extend(total.checked_sub(1));
    }
    named.retain(|&at| at < total && about);
    named
}

/// "By letter of 2 May its chairman told me that": whether a paragraph begins with what the issuer
/// was told.
pub(super) fn is_told(words: &str) -> bool {
    const TELLING_ME: &[&str] = &[
        " advised me ",
        " advised us ",
        " informed me ",
        " informed us ",
        " replied on ",
        " replied that ",
        " told me ",
        " told us ",
        " wrote to me ",
        " wrote to us ",
    ];
    let first = words.split_inclusive(". ").next().unwrap_or_default();
    TELLING_ME.iter().any(|telling| first.holds(telling))
}

/// The one of some asks that a sentence takes up in its words: with its verb ("said that it would
/// refund the amount", of "refund the fees") and more than with any other.
pub(super) fn nearest(sentence: &str, asks: &[&str]) -> Option<usize> {
    /// To do what the ask begins with says more than to name the same things.
    const VERB: usize = 3;
    /// Shorter words join others: "with", "that".
    const LETTERS_MIN: usize = 5;
    let told: Vec<String> = words::all_words(sentence)
        .map(|word| stem(&word.key(sentence)))
        .collect();
    let mut scores: Vec<(usize, usize)> = Vec::new();
    for (at, ask) in asks.iter().enumerate() {
        let mut keys: Vec<String> = words::all_words(ask)
            .map(|word| stem(&word.key(ask)))
            .collect();
        let verb = keys.first().is_some_and(|verb| told.contains(verb));
        keys.sort_unstable();
        keys.dedup();
        let same = keys
            .iter()
            .filter(|key| key.len() >= LETTERS_MIN && told.contains(key));
        scores.push((usize::from(verb) * VERB + same.count(), at));
    }
    scores.sort_unstable_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
    match *scores.as_slice() {
        [(most, at), (next, _), ..] => {
            let alone = next == 0;
            (most > next && (most > VERB || alone)).then_some(at)
        }
        _ => None,
    }
}

/// How a word begins, without the ending that its place in a sentence gives it: "certify" and
/// "certification".
fn stem(key: &str) -> String {
    /// Of a shorter word too little would be left: "used", "site".
    const STEM_LETTERS_MIN: usize = 4;
    /// The letters of a long word that tell it from others.
    const STEM_LETTERS_MAX: usize = 6;
    let endings = ["ions", "ion", "ing", "ed", "es", "s", "e"];
    let stem = endings.iter().find_map(|ending| key.strip_suffix(ending));
    let stem = stem.filter(|stem| stem.len() >= STEM_LETTERS_MIN);
    stem.unwrap_or(key).chars().take(STEM_LETTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(sentence: &str, at: usize, total: usize) -> Vec<&str> {
        let parts = of_ask(sentence, (at, total), &Cues::general());
        parts
            .into_iter()
            .map(|range| sentence.get(range).unwrap())
            .collect()
    }

    #[test]
    fn each_ask_gets_its_part_of_an_answer() {
        let sentence = "The Board concurred with our first two recommendations but did not concur \
                        with the third recommendation.";
        assert_eq!(
            parts(sentence, 1, 3),
            ["The Board concurred with our first two recommendations"]
        );
        assert_eq!(
            parts(sentence, 2, 3),
            ["but did not concur with the third recommendation."]
        );
        let sentence = "The Board did not concur with our second recommendation and stated that \
                        it would look into it.";
        assert_eq!(parts(sentence, 1, 3), [sentence]);
        let sentence = "The Board agreed with all of our recommendations and thanked us.";
        assert_eq!(parts(sentence, 1, 3), [sentence]);
    }

    #[test]
    fn asks_are_named_by_their_numbers_or_taken_up_in_their_words() {
        assert_eq!(asks_named("recommendations 1, 2 and 4", 5), [0, 1, 3]);
        assert_eq!(asks_named("recommendations 2 through 4", 5), [1, 2, 3]);
        assert_eq!(asks_named("recommendations 1–3", 5), [0, 1, 2]);
        let asks = [
            "refund the fees to the owners",
            "review the fees of other years, and refund them",
            "light the pier",
        ];
        let told = "The Board said that it would refund the fees by June.";
        assert_eq!(nearest(told, &asks), Some(0));
        assert_eq!(nearest("The Board thanked us.", &asks), None);
    }

    #[test]
    fn places_are_counted_from_both_ends() {
        assert_eq!(asks_named("our last two recommendations", 5), [3, 4]);
        assert_eq!(
            asks_named("the second and fourth recommendations", 5),
            [1, 3]
        );
        assert!(asks_named("agreed at first", 5).is_empty());
    }
}
