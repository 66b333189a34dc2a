//! Phrases of which only the first in a sentence counts. Most sentences have none of them: each of
//! their words is looked up once, and no phrase is looked for by itself.

use std::cmp::Reverse;

use super::phrases::{Runs, is_whole};
use crate::recognise::lexicon::Lexicon;
use crate::recognise::places::Places;

/// Phrases in small letters, by their first run of letters and digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Inside {
    by_first: Lexicon<Vec<String>>,
    /// Those that begin with anything else.
    others: Vec<String>,
}

impl Inside {
    pub(super) fn of(phrases: &[String]) -> Self {
        let mut all = Self::default();
        for phrase in phrases {
            let first = Runs::of(phrase).next();
            let first = first.filter(|run| run.range.start == 0);
            match first.and_then(|run| phrase.get(run.range)) {
                Some(first) => all.by_first.of(&first.to_lowercase()).push(phrase.clone()),
                None => all.others.push(phrase.clone()),
            }
        }
        all
    }

    /// Where the first of them ends that stands in a sentence as whole words; of those that begin
    /// together the longest. A phrase that stands before within a word counts nowhere.
    pub(super) fn first_end(&self, sentence: &str) -> Option<usize> {
        let others = self.others.iter();
        let other = others.filter_map(|phrase| first_of(phrase, sentence)).min();
        let begun = Runs::of(sentence).find_map(|run| {
            let phrases = run.known_in(sentence, &self.by_first)?.iter();
            let here = |phrase: &&String| stands(phrase, sentence, run.range.start);
            let found = phrases.filter(here);
            let found = found.filter_map(|phrase| first_of(phrase, sentence));
            found.filter(|(at, _)| *at == run.range.start).min()
        });
        let first = other.into_iter().chain(begun).min();
        first.map(|(_, Reverse(end))| end)
    }
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
