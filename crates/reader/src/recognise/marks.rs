//! Which rules a sentence may concern, as its single words tell: one walk over the words of a
//! sentence keeps most rules from being tried on it.
//!
//! A mark promises one thing only: where it is missing, its rule finds nothing. The rule itself
//! still has to look. The walk is that of `crate::cues::phrases`.

use super::words::WordSet;
use super::{clauses, occasions, stance};

/// A rule, or a few that need the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// [`stance::stance`].
    Stance,
    /// [`clauses::event_behind`].
    Event,
    /// [`occasions::occasions`].
    Occasion,
    /// [`occasions::edition`].
    Edition,
}

impl Mark {
    pub(crate) const ALL: [Self; 4] = [Self::Stance, Self::Event, Self::Occasion, Self::Edition];

    /// The words of which a sentence has one at least, if the rule finds anything in it.
    pub(crate) fn words(self) -> &'static [WordSet] {
        match self {
            Self::Stance => stance::VERBS,
            Self::Event => clauses::EVENT_WORDS,
            Self::Occasion => occasions::OCCASION_ENDS,
            Self::Edition => occasions::EDITION_NOUNS,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Stance => 1,
            Self::Event => 2,
            Self::Occasion => 4,
            Self::Edition => 8,
        }
    }
}

/// The marks of a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

impl Marks {
    pub(crate) fn add(&mut self, mark: Mark) {
        self.0 |= mark.bit();
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether the rule has to be tried.
    pub(crate) fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;
    use crate::recognise::sentences::sentences;
    use proptest::prelude::*;

    fn finds(mark: Mark, sentence: &str) -> bool {
        match mark {
            Mark::Stance => stance::stance(sentence).is_some(),
            Mark::Event => clauses::event_behind(sentence, 0).is_some(),
            Mark::Occasion => !occasions::occasions(sentence).is_empty(),
            Mark::Edition => occasions::edition(sentence).is_some(),
        }
    }

    /// What a mark promises: no rule finds anything in a sentence without its mark.
    fn assert_marked(sentence: &str) {
        let marks = Cues::general().phrases.scan(sentence).marks;
        for mark in Mark::ALL {
            let found = finds(mark, sentence);
            assert!(marks.has(mark) || !found, "{mark:?} in {sentence:?}");
        }
    }

    #[test]
    fn each_rule_finds_something_that_is_marked_and_nothing_elsewhere() {
        for (mark, sentence) in [
            (Mark::Stance, "“We AGREE, with this recommendation."),
            (Mark::Event, "We will ask them once the pier is open."),
            (Mark::Occasion, "We will do so at the next (Budget)."),
            (Mark::Occasion, "It may take some time."),
            (
                Mark::Edition,
                "It will be in the spring Harbour-wide ‘Survey’.",
            ),
        ] {
            assert!(finds(mark, sentence), "{sentence}");
            assert_marked(sentence);
        }
        let marks = Cues::general().phrases.scan("Lamps burn at night.").marks;
        assert_eq!(marks, Marks::default());
    }

    #[test]
    fn no_sentence_of_the_cases_is_kept_from_a_rule() {
        let cases = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
        for folder in std::fs::read_dir(cases).unwrap().map(Result::unwrap) {
            if !folder.path().is_dir() {
                continue;
            }
            for file in std::fs::read_dir(folder.path()).unwrap() {
                let text = std::fs::read_to_string(file.unwrap().path()).unwrap_or_default();
                for range in sentences(&text) {
                    assert_marked(text.get(range).unwrap());
                }
            }
        }
    }

    /// Words of all rules and small words around them, however they are written.
    fn sentence() -> impl Strategy<Value = String> {
        let small = "the a an is are was not we this these recommendation recommendations next \
                     at by on in of take takes some several as soon until 2031 has will \
                     forthcoming earliest possible first Board";
        let all = Mark::ALL.iter().flat_map(|mark| mark.words());
        let words = all.flat_map(WordSet::all).chain(small.split(' '));
        let words: Vec<&str> = words.collect();
        let word = (prop::sample::select(words), 0..4_u8).prop_map(|(word, how)| match how {
            0 => word.to_uppercase(),
            1 => word.replace('\'', "’"),
            _ => word.to_owned(),
        });
        let gaps = [
            " ", " ", " ", ", ", " (", ") ", "-", "’s ", " “", "é ", "\u{a0}", "; ",
        ];
        let piece = (word, prop::sample::select(gaps.to_vec()));
        let piece = piece.prop_map(|(word, gap)| word + gap);
        prop::collection::vec(piece, 1..16).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(2_000)
        })]

        #[test]
        fn a_rule_finds_nothing_without_its_mark(sentence in sentence()) {
            assert_marked(&sentence);
        }
    }
}
