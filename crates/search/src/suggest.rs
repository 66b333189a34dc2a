//! "Did you mean": words of the index itself that are close to those typed, and lead to more.

use crate::SearchError;
use crate::find::Question;
use crate::segment::Snapshot;
use crate::words::{Part, Words};
use std::collections::HashMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

/// Suggestions are looked for while no more than this many records are found.
const FOUND_MAX: u64 = 3;

/// Words shorter than this are close to too many others.
const WORD_CHARACTERS_MIN: usize = 4;

/// Words of this length and more may be wrong in two places.
const TWO_FAULTS_CHARACTERS_MIN: usize = 6;

/// Words looked up: each is a walk through the words of the index.
const LOOKED_UP_MAX: usize = 3;

/// A word that is there is taken for a fault only if another is this many times more frequent.
const TIMES_MORE: u64 = 20;

impl Snapshot {
    /// What may have been meant, if that leads to more than `found`.
    pub(crate) fn suggestion(
        &self,
        question: &Question,
        found: u64,
    ) -> Result<Option<String>, SearchError> {
        if found > FOUND_MAX {
            return Ok(None);
        }
        let mut typed = question.words.typed.clone();
        let plain = question.words.wanted().filter(|part| part.stem.is_some());
        let mut looked_up = 0;
        for part in plain {
            let [word] = part.written.as_slice() else {
                continue;
            };
            let frequency = self.frequency(part)?;
            // Of a search that finds something only words that are hardly there are in doubt.
            let is_in_doubt = frequency <= FOUND_MAX;
            let is_long = word.chars().count() >= WORD_CHARACTERS_MIN;
            if !is_in_doubt || !is_long || looked_up >= LOOKED_UP_MAX {
                continue;
            }
            looked_up += 1;
            if let Some(better) = self.closest(word, frequency)? {
                typed = replaced(&typed, word, &better);
            }
        }
        if typed == question.words.typed {
            return Ok(None);
        }
        let more = self.total(question, &Words::read(&typed))?;
        Ok((more > found).then_some(typed))
    }

    /// Documents that have the stem of a word.
    fn frequency(&self, part: &Part) -> Result<u64, SearchError> {
        let stem = part.stem.as_deref().unwrap_or_default();
        let term = Term::from_field_text(self.fields.words, stem);
        Ok(self.searcher.doc_freq(&term)?)
    }

    /// The closest word of the index; of equally close ones the most frequent.
    fn closest(&self, word: &str, frequency: u64) -> Result<Option<String>, SearchError> {
        let faults = if frequency == 0 && word.chars().count() >= TWO_FAULTS_CHARACTERS_MIN {
            1..=2
        } else {
            1..=1
        };
        let least = frequency.saturating_mul(TIMES_MORE).max(1);
        for distance in faults {
            let words = self.within(word, distance)?;
            let best = words
                .into_iter()
                .filter(|(other, count)| other != word && *count >= least)
                .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
            if let Some((better, _)) = best {
                return Ok(Some(better));
            }
        }
        Ok(None)
    }

    /// The words of the index within a distance, each with how many documents have it.
    fn within(&self, word: &str, distance: u8) -> Result<HashMap<String, u64>, SearchError> {
        let term = Term::from_field_text(self.fields.exact, word);
        let fuzzy = FuzzyTermQuery::new(term, distance, true);
        let mut words: HashMap<String, u64> = HashMap::new();
        for segment in &self.segments {
            let index = segment.reader.inverted_index(self.fields.exact)?;
            let mut close = index.terms().search(fuzzy.automaton()?).into_stream()?;
            while close.advance() {
                if let Ok(word) = std::str::from_utf8(close.key()) {
                    let count = u64::from(close.value().doc_freq);
                    *words.entry(word.to_owned()).or_default() += count;
                }
            }
        }
        Ok(words)
    }
}

/// What was typed with one word replaced, whatever its case.
fn replaced(typed: &str, word: &str, better: &str) -> String {
    let swap = |piece: &str| {
        let bare: &str = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.to_lowercase() == word {
            piece.replace(bare, better)
        } else {
            piece.to_owned()
        }
    };
    typed.split(' ').map(swap).collect::<Vec<_>>().join(" ")
}
