//! Phrases of which only the first in a sentence counts. Most sentences have none of them: each of
//! their words is looked up once, and no phrase is looked for by itself.

use std::cmp::Reverse;

use super::phrases::is_whole;
use crate::recognise::lexicon::Lexicon;
use crate::recognise::places::Places;
use crate::recognise::words::{self, Kind};

/// Phrases in small letters, by their first run of letters and digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    by_first: Lexicon<Vec<String>>,
    /// A bit for each letter with which one begins.
    firsts: u32,
    /// Those that begin with anything else than letters of ASCII.
    others: Vec<String>,
}

impl Inside {
    pub(super) fn of(phrases: &[String]) -> Self {
        let mut all = Self::default();
        for phrase in phrases {
            let wide = |byte: &u8| words::kind(*byte) == Kind::Wide;
            match phrase.get(..run_end(phrase, 0)) {
                Some(first) if !first.is_empty() && !phrase.as_bytes().iter().any(wide) => {
                    all.by_first.of(first).push(phrase.clone());
                    all.firsts |= first.bytes().next().map_or(0, bit);
                }
                _ => all.others.push(phrase.clone()),
            }
        }
        all
    }

    /// Where the first of them ends that stands in a sentence as whole words; of those that begin
    /// together the longest. A phrase that stands before within a word counts nowhere.
    pub(super) fn first_end(&self, sentence: &str) -> Option<usize> {
        let others = self.others.iter();
        let other = others.filter_map(|phrase| first_of(phrase, sentence)).min();
        let first = other.into_iter().chain(self.first_begun(sentence)).min();
        first.map(|(_, Reverse(end))| end)
    }

    /// The first of those that begin with letters of ASCII.
    fn first_begun(&self, sentence: &str) -> Option<(usize, Reverse<usize>)> {
        let mut from = 0;
        loop {
            let rest = sentence.as_bytes().get(from..)?;
            let letter = |byte: &u8| words::kind(*byte) == Kind::Letter;
            let at = from + rest.iter().position(letter)?;
            from = run_end(sentence, at);
            let first = *sentence.as_bytes().get(at)?;
            if self.firsts & bit(first) != 0
                && let Some(phrases) = self.by_first.exactly(sentence.get(at..from)?)
            {
                let here = phrases.iter().filter(|phrase| stands(phrase, sentence, at));
                let found = here.filter_map(|phrase| first_of(phrase, sentence));
                let first = found.filter(|(first, _)| *first == at).min();
                if first.is_some() {
                    return first;
                }
            }
        }
    }
}

/// A bit for a letter of ASCII, the same for small letters and capitals; digits share theirs with
/// letters.
fn bit(byte: u8) -> u32 {
    1 << (byte % 32)
}

/// Where the letters and digits of ASCII end that stand at a place.
fn run_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let end = rest
        .iter()
        .position(|byte| words::kind(*byte) != Kind::Letter);
    from + end.unwrap_or(rest.len())
}

/// Whether a phrase stands at a place.
fn stands(phrase: &str, sentence: &str, at: usize) -> bool {
    let there = sentence.as_bytes().get(at..at + phrase.len());
    there.is_some_and(|there| there.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// Where a phrase first stands in a sentence, if it stands there as whole words.
fn first_of(phrase: &str, sentence: &str) -> Option<(usize, Reverse<usize>)> {
    let lower = sentence.to_ascii_lowercase();
    let at = lower.place_of(phrase)?;
    let range = at..at + phrase.len();
    is_whole(&lower, &range).then_some((at, Reverse(range.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn phrases() -> Vec<String> {
        let all = [
            "agreed",
            "did not",
            "agreed that",
            "-led",
            "öst",
            "did not agree",
        ];
        all.map(str::to_owned).into()
    }

    #[test]
    fn the_first_phrase_counts_and_of_those_that_begin_together_the_longest() {
        let inside = Inside::of(&phrases());
        let found = |sentence: &str| {
            let end = inside.first_end(sentence)?;
            sentence.get(..end).map(str::to_owned)
        };
        assert_eq!(
            found("It Agreed that it did not."),
            Some("It Agreed that".into())
        );
        assert_eq!(found("It DID NOT agree."), Some("It DID NOT agree".into()));
        assert_eq!(found("Disagreed, agreed"), None);
        assert_eq!(found("State -led, agreed"), Some("State -led".into()));
        assert_eq!(found("nothing of the kind"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(1_000)
        })]

        #[test]
        fn a_walk_finds_what_a_search_for_each_finds(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "agreed", "AGREED", "disagreed", "did", "not", "that", "öst", "Öst", " ",
                    " ", " ", "-led", "’", "é", "agree",
                ]),
                0..12,
            ),
        ) {
            let sentence = words.concat();
            let all = phrases();
            let found = all.iter().filter_map(|phrase| first_of(phrase, &sentence)).min();
            let end = found.map(|(_, Reverse(end))| end);
            prop_assert_eq!(Inside::of(&all).first_end(&sentence), end);
        }
    }
}
