//! Recommendations that ask for much the same, whoever made them: suggestions for people to judge.
//!
//! Two steps. The words of an ask, the rare ones before all, find a hundred candidates
//! ([`BM25`] of the index). These are put in order by how near their meaning is: each word has a
//! direction that was learnt from the register's own asks ([`learn`]), an ask is the sum of its
//! words, and words in common count a little besides. No model is downloaded, nothing leaves the
//! machine.
//!
//! [`BM25`]: https://en.wikipedia.org/wiki/Okapi_BM25

mod learn;
mod nearness;
mod senses;

pub(crate) use learn::is_outgrown;
pub(crate) use senses::Senses;

use crate::SearchError;
use crate::columns::at;
use crate::document::{About, about};
use crate::fields::{telling, terms};
use crate::segment::{Segment, Snapshot};
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use jiff::civil::Date;
use nearness::Meaning;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Term};

/// Candidates that are compared by meaning, in documents: those that share rare words. Of 300 the
/// same ones come first (`benches/similar`), at three times the cost.
const CANDIDATES: usize = 100;

/// Words of an ask that look for candidates: the rarest. More find the same ones later.
const LOOKED_FOR: usize = 16;

/// Words of an ask that are kept for comparing. Asks are sentences; a longer text says what it is
/// about in its first page.
pub(crate) const WORDS_MAX: usize = 160;

/// Characters of a text that is compared with the register.
pub const COMPARED_CHARACTERS_MAX: usize = 4_000;

/// As near as this people call most of what is suggested the same ask (`benches/similar`).
pub const NEAR: f32 = 0.75;

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
    let mut words = terms(&mut telling(), text.get(..end).unwrap_or(text));
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

impl Snapshot {
    /// What asks for much the same as a text, nearest first, at most `wanted`; not `but`.
    ///
    /// Only what had been made by the end of a day.
    pub(crate) fn similar(
        &self,
        text: &str,
        but: Option<RecommendationId>,
        (as_of, wanted): (Date, usize),
        senses: &Senses,
    ) -> Result<Vec<Similar>, SearchError> {
        let words = words(text);
        let marks: Vec<Mark> = words.iter().map(|word| mark(word)).collect();
        let meaning = Meaning::new(&marks, senses);
        let on = |segment: &Segment| segment.columns.on(&segment.reader, as_of);
        let days: Vec<_> = self.segments.iter().map(on).collect::<Result<_, _>>()?;
        let mut found = Vec::new();
        for (segment, document) in self.candidates(words)? {
            let (Some(segment), Some(on)) = (self.segments.get(segment), days.get(segment)) else {
                continue;
            };
            let columns = &segment.columns;
            let (number, kind) = about(columns.keys.get(at(document)).copied().unwrap_or(0));
            let is_known = on.known.contains(at(document));
            if kind != About::Recommendation || !is_known || but.is_some_and(|b| b.0 == number) {
                continue;
            }
            let pairs = columns.asked.values_for_doc(document);
            let other: Vec<Mark> = pairs.flat_map(unpacked).collect();
            found.push(Similar {
                id: RecommendationId(number),
                nearness: meaning.nearness(&Meaning::new(&other, senses)),
            });
        }
        found.sort_by(|a, b| b.nearness.total_cmp(&a.nearness).then(a.id.cmp(&b.id)));
        found.truncate(wanted);
        Ok(found)
    }

    /// Documents that share words with a text, by their segment; those that share rare ones.
    fn candidates(&self, mut words: Vec<String>) -> Result<Vec<(usize, DocId)>, SearchError> {
        words.sort_unstable();
        words.dedup();
        let ask: Field = self.fields.ask;
        let mut known = Vec::with_capacity(words.len());
        for word in words {
            let term = Term::from_field_text(ask, &word);
            let documents = self.searcher.doc_freq(&term)?;
            if documents > 0 {
                known.push((documents, term));
            }
        }
        known.sort_unstable_by_key(|(documents, _)| *documents);
        let rarest = known.into_iter().take(LOOKED_FOR);
        let queries = rarest.map(|(_, term)| {
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let query: Box<dyn Query> = Box::new(query);
            (Occur::Should, query)
        });
        let query = BooleanQuery::new(queries.collect());
        let first = TopDocs::with_limit(CANDIDATES).order_by_score();
        let found = self.searcher.search(&query, &first)?;
        let place = |segment: u32| usize::try_from(segment).unwrap_or(usize::MAX);
        Ok(found
            .into_iter()
            .map(|(_, address)| (place(address.segment_ord), address.doc_id))
            .collect())
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
