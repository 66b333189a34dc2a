//! Sentences that report an answer ("The Board agreed with our first two recommendations"), and
//! which of several asks each part of them answers.

use std::ops::Range;

use crate::cues::Cues;

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

/// A sentence cut where another verb of answering follows "but" or "and".
fn clauses(sentence: &str, cues: &Cues) -> Vec<Range<usize>> {
    const WORDS_AHEAD: usize = 4;
    let mut starts = vec![0];
    for joint in [" but ", " and "] {
        for (at, _) in sentence.match_indices(joint) {
            let behind = sentence.get(at + joint.len()..).unwrap_or_default();
            let ahead: Vec<&str> = behind.split_whitespace().take(WORDS_AHEAD).collect();
            // "… and stated that it would look into it" tells more of the same answer.
            let goes_on = ahead
                .first()
                .is_some_and(|word| ORDINALS.contains(word) || TELLING.contains(word));
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
    let all: Vec<String> = words
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: Option<&String>| {
        let word = word?;
        let spelt = NUMBERS
            .iter()
            .position(|number| number == word)
            .map(|at| at + 1);
        spelt.or_else(|| word.parse().ok())
    };
    let mut named = Vec::new();
    for (at, word) in all.iter().enumerate() {
        let many = number(all.get(at + 1)).filter(|&many| many <= total);
        match (word.as_str(), many) {
            ("first", Some(many)) => named.extend(0..many),
            ("last" | "final", Some(many)) => named.extend(total - many..total),
            ("last" | "final", None) => named.extend(total.checked_sub(1)),
            (word, _) => named.extend(ORDINALS.iter().position(|ordinal| *ordinal == word)),
        }
    }
    let about = all.iter().any(|word| word.starts_with("recommendation"));
    named.retain(|&at| at < total && about);
    named
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
    fn places_are_counted_from_both_ends() {
        assert_eq!(asks_named("our last two recommendations", 5), [3, 4]);
        assert_eq!(
            asks_named("the second and fourth recommendations", 5),
            [1, 3]
        );
        assert!(asks_named("agreed at first", 5).is_empty());
    }
}
