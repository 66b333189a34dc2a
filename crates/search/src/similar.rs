//! Recommendations that ask for much the same, whoever made them: suggestions for people to judge.
//!
//! Two steps. The words that say most of an ask, and others of the same meaning ([`groups`]), find
//! two hundred [`candidates`]. These are put in order by how near their meaning is ([`nearness`]):
//! each word has a direction that was learnt from the register's own asks ([`learn`]), an ask is
//! the sum of its words, and words in common count besides. No model is downloaded, nothing leaves
//! the machine.

mod ahead;
mod candidates;
mod groups;
mod kept;
mod learn;
mod nearness;
mod senses;

pub(crate) use ahead::{Pace, work_ahead};
pub(crate) use kept::Kept;
pub use kept::SUGGESTED_MAX;
pub(crate) use learn::is_outgrown;
pub(crate) use senses::Senses;

use crate::SearchError;
use crate::columns::at;
use crate::document::{about, key};
use crate::fields::{telling, terms};
use crate::segment::{Segment, Snapshot};
use candidates::Candidate;
pub(crate) use candidates::Effort;
use fixedbitset::FixedBitSet;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use jiff::civil::Date;
use nearness::Compared;
use std::cmp::Ordering;
use std::sync::LazyLock;
use tantivy::tokenizer::TextAnalyzer;

/// What is done to find what is similar, when somebody asks and ahead.
pub(crate) const WHOLE: Effort = Effort {
    walked: 40_000,
    walked_of: 20,
    compared: 200,
};

/// What is done for a record's page while nothing has been worked out ahead: a tenth.
pub(crate) const QUICK: Effort = Effort {
    walked: 5_000,
    walked_of: 1_000,
    compared: 40,
};

/// Words of an ask that are kept for comparing. Asks are sentences; a longer text says what it is
/// about in its first page.
pub(crate) const WORDS_MAX: usize = 160;

/// Characters of a text that is compared with the register.
pub const COMPARED_CHARACTERS_MAX: usize = 4_000;

/// As near as this people call at least three of four that are suggested the same ask
/// (`benches/similar`); nearer than 0.8, nearly all.
pub const NEAR: f32 = 0.6;

/// A recommendation that asks for much the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    /// Which.
    pub id: RecommendationId,
    /// How near, from 0 to 1: of the same words 1.
    pub nearness: f32,
}

/// The words that an ask is compared by: its parts say the same again.
#[must_use]
pub(crate) fn compared(ask: &Ask) -> &str {
    &ask.text
}

/// A word as the index keeps it for comparing: 32 bits of its stem's hash. Two of the some 50,000
/// words of a register share one with a probability of 1 in 4, and nobody notices.
pub(crate) type Mark = u32;

/// The marks of a text's words in their order, without those that stand in every text.
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    words(text).iter().map(|word| mark(word)).collect()
}

fn words(text: &str) -> Vec<String> {
    let end = text
        .char_indices()
        .nth(COMPARED_CHARACTERS_MAX)
        .map_or(text.len(), |(at, _)| at);
    // Made once: it remembers stems, and its list of words that say nothing takes long to make.
    static TELLING: LazyLock<TextAnalyzer> = LazyLock::new(telling);
    let mut words = terms(&mut TELLING.clone(), text.get(..end).unwrap_or(text));
    words.truncate(WORDS_MAX);
    words
}

/// FNV-1a: the same on every machine and for ever, as it stands in the index. 0 means no word.
fn mark(word: &str) -> Mark {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash.max(1)
}

/// Marks as they stand in the index: two in a number, in their order.
pub(crate) fn packed(marks: &[Mark]) -> impl Iterator<Item = u64> + '_ {
    marks.chunks(2).map(|pair| {
        let first = pair.first().copied().unwrap_or(0);
        let second = pair.get(1).copied().unwrap_or(0);
        u64::from(first) << 32 | u64::from(second)
    })
}

/// The marks that stand in a number of the index.
pub(crate) fn unpacked(pair: u64) -> impl Iterator<Item = Mark> {
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(0);
    [half(pair >> 32), half(pair)]
        .into_iter()
        .filter(|mark| *mark != 0)
}

/// What is in a list, each once and in order, with how often.
fn counted<T: Ord + Copy>(mut list: Vec<T>) -> Vec<(T, usize)> {
    list.sort_unstable();
    let same = list.chunk_by(|a, b| a == b);
    same.filter_map(|same| Some((*same.first()?, same.len())))
        .collect()
}

/// Nearest first, those recorded first where they are as near.
fn in_order(one: &Similar, other: &Similar) -> Ordering {
    let nearness = other.nearness.total_cmp(&one.nearness);
    nearness.then(one.id.cmp(&other.id))
}

/// What is wanted of what is similar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Only what had been made by the end of a day; without a day, all.
    pub(crate) as_of: Option<Date>,
    /// How many, at most.
    pub(crate) most: usize,
    /// How near, at least.
    pub(crate) least: f32,
    pub(crate) effort: Effort,
}

impl Snapshot {
    /// What asks for much the same as a text, nearest first; not `but`.
    pub(crate) fn similar(
        &self,
        text: &str,
        but: Option<RecommendationId>,
        wanted: Wanted,
        senses: &Senses,
    ) -> Result<Vec<Similar>, SearchError> {
        let words = words(text);
        let marks: Vec<Mark> = words.iter().map(|word| mark(word)).collect();
        let but = but.map(|id| key(Subject::Recommendation(id)));
        let on = |segment: &Segment| {
            let on = wanted
                .as_of
                .map(|day| segment.columns.on(&segment.reader, day));
            on.transpose()
        };
        let days: Vec<_> = self.segments.iter().map(on).collect::<Result<_, _>>()?;
        let counts = |(segment, document): Candidate| {
            let (place, on) = (at(document), days.get(segment).and_then(Option::as_ref));
            self.segments.get(segment).is_some_and(|segment| {
                let is_alive = |alive: &FixedBitSet| alive.contains(place);
                segment.columns.recommendations.contains(place)
                    && segment.alive.as_ref().is_none_or(is_alive)
                    && on.is_none_or(|on| on.known.contains(place))
                    && segment.columns.keys.get(place).copied() != but
            })
        };
        let candidates = self.candidates((&words, &marks), wanted.effort, counts)?;
        let mut compared = Compared::new(&marks, senses);
        let mut nearest = Nearest::new(wanted);
        let mut other = Vec::with_capacity(WORDS_MAX);
        for (segment, document) in candidates {
            let Some(Segment { columns, .. }) = self.segments.get(segment) else {
                continue;
            };
            other.clear();
            let pairs = columns.asked.values_for_doc(document);
            other.extend(pairs.flat_map(unpacked));
            if let Some(nearness) = compared.nearness(&other, nearest.least) {
                let (number, _) = about(columns.keys.get(at(document)).copied().unwrap_or(0));
                let id = RecommendationId(number);
                nearest.add(Similar { id, nearness });
            }
        }
        Ok(nearest.found)
    }
}

/// The nearest of those that were compared.
struct Nearest {
    /// In order.
    found: Vec<Similar>,
    most: usize,
    /// What is less near comes no more among them.
    least: f32,
}

impl Nearest {
    fn new(wanted: Wanted) -> Self {
        Self {
            found: Vec::with_capacity(wanted.most.saturating_add(1)),
            most: wanted.most,
            least: wanted.least,
        }
    }

    fn add(&mut self, similar: Similar) {
        if similar.nearness < self.least {
            return;
        }
        let before = |other: &Similar| in_order(other, &similar).is_lt();
        self.found
            .insert(self.found.partition_point(before), similar);
        self.found.truncate(self.most);
        if let Some(last) = self.found.last().filter(|_| self.found.len() == self.most) {
            self.least = self.least.max(last.nearness);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{marks, packed, unpacked};

    #[test]
    fn marks_read_back_from_the_index_in_their_order() {
        for text in [
            "",
            "Review the rail crossings",
            "Review the rail crossings at once",
        ] {
            let marks = marks(text);
            let back: Vec<_> = packed(&marks).flat_map(unpacked).collect();
            assert_eq!(back, marks);
        }
    }

    #[test]
    fn other_forms_of_a_word_are_the_same_word_and_small_words_are_none() {
        assert_eq!(
            marks("Review the rail crossings"),
            marks("reviewing rail crossing")
        );
        assert_ne!(marks("rail"), marks("road"));
    }
}
