//! Recommendations that ask for much the same, whoever made them: suggestions for people to judge.
//!
//! Two steps. The words that say most of an ask, and others of the same meaning ([`groups`]), find
//! two hundred candidates ([`BM25`] of the index). These are put in order by how near their
//! meaning is: each word has a direction that was learnt from the register's own asks ([`learn`]),
//! an ask is the sum of its words, and words in common count besides. No model is downloaded,
//! nothing leaves the machine.
//!
//! [`BM25`]: https://en.wikipedia.org/wiki/Okapi_BM25

mod ahead;
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
use crate::document::{About, about};
use crate::fields::{telling, terms};
use crate::segment::{Segment, Snapshot};
use groups::Groups;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use jiff::civil::Date;
use nearness::Meaning;
use senses::said;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Term};

/// Candidates that are compared by meaning, in documents. In a register of 35,000, of a hundred
/// that would be nearest of all 97 are among them.
const CANDIDATES: usize = 200;

/// Documents that are looked at for candidates, when most of them are not known yet on a day.
const LOOKED_AT_MAX: usize = 20_000;

/// Words of an ask that look for candidates: those that say most. More find the same ones later.
const LOOKED_FOR: usize = 16;

/// Words of the same meaning that look for candidates besides, and what one counts beside a word
/// of the ask.
const LOOKED_FOR_BESIDES: usize = 12;
const BESIDES: f32 = 0.4;

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

/// What is in a list, each once and in order, with how often.
fn counted<T: Ord + Copy>(mut list: Vec<T>) -> Vec<(T, usize)> {
    list.sort_unstable();
    let same = list.chunk_by(|a, b| a == b);
    same.filter_map(|same| Some((*same.first()?, same.len())))
        .collect()
}

/// Nearest first, those recorded first where they are as near.
fn put_in_order(found: &mut [Similar]) {
    found.sort_by(|a, b| b.nearness.total_cmp(&a.nearness).then(a.id.cmp(&b.id)));
}

impl Snapshot {
    /// What asks for much the same as a text, nearest first, at most `wanted`; not `but`.
    ///
    /// Only what had been made by the end of a day; without a day, all.
    pub(crate) fn similar(
        &self,
        text: &str,
        but: Option<RecommendationId>,
        (as_of, wanted): (Option<Date>, usize),
        senses: &Senses,
    ) -> Result<Vec<Similar>, SearchError> {
        let words = words(text);
        let marks: Vec<Mark> = words.iter().map(|word| mark(word)).collect();
        let meaning = Meaning::new(&marks, senses);
        let on = |segment: &Segment| {
            let on = as_of.map(|day| segment.columns.on(&segment.reader, day));
            on.transpose()
        };
        let days: Vec<_> = self.segments.iter().map(on).collect::<Result<_, _>>()?;
        let known = |(segment, document): (usize, DocId)| {
            let columns = &self.segments.get(segment)?.columns;
            let (number, kind) = about(columns.keys.get(at(document)).copied().unwrap_or(0));
            let on = days.get(segment)?.as_ref();
            let is_known = on.is_none_or(|on| on.known.contains(at(document)));
            let is_one = kind == About::Recommendation && but.is_none_or(|b| b.0 != number);
            (is_one && is_known).then_some((columns, document, number))
        };
        let query = self.looking_for(&words, &marks)?;
        let mut found = Vec::new();
        let mut looked_at = CANDIDATES;
        // On a past day most of what the words find may not have been made yet.
        let candidates: Vec<_> = loop {
            let first = self.first(&query, looked_at)?;
            let (is_all, is_deep) = (first.len() < looked_at, looked_at >= LOOKED_AT_MAX);
            let known: Vec<_> = first.into_iter().filter_map(known).collect();
            if is_all || is_deep || known.len() >= CANDIDATES / 2 {
                break known;
            }
            looked_at *= 10;
        };
        for (columns, document, number) in candidates.into_iter().take(CANDIDATES) {
            let pairs = columns.asked.values_for_doc(document);
            let other: Vec<Mark> = pairs.flat_map(unpacked).collect();
            found.push(Similar {
                id: RecommendationId(number),
                nearness: meaning.nearness(&Meaning::new(&other, senses)),
            });
        }
        put_in_order(&mut found);
        found.truncate(wanted);
        Ok(found)
    }

    /// The words that find candidates for a text.
    fn looking_for(&self, words: &[String], marks: &[Mark]) -> Result<BooleanQuery, SearchError> {
        let mut own = Vec::with_capacity(words.len());
        for (word, times) in counted(words.iter().collect()) {
            let said = said(times);
            if let Some((term, rarity)) = self.term(word)? {
                own.push((f64::from(said) * rarity, said, term));
            }
        }
        own.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
        own.truncate(LOOKED_FOR);
        let mut looked_for: Vec<(f32, Term)> = own
            .into_iter()
            .map(|(_, said, term)| (said, term))
            .collect();
        let groups = Groups::shipped();
        let mut besides = Vec::new();
        for (group, _) in counted(groups.within(marks)) {
            for member in groups.members(group) {
                if !words.contains(member)
                    && let Some((term, rarity)) = self.term(member)?
                {
                    besides.push((rarity, term));
                }
            }
        }
        besides.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        besides.truncate(LOOKED_FOR_BESIDES);
        looked_for.extend(besides.into_iter().map(|(_, term)| (BESIDES, term)));
        let queries = looked_for.into_iter().map(|(counts, term)| {
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let query: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(query), counts));
            (Occur::Should, query)
        });
        Ok(BooleanQuery::new(queries.collect()))
    }

    /// A word as it is looked for in asks and how rare it is; `None` if none has it.
    fn term(&self, word: &str) -> Result<Option<(Term, f64)>, SearchError> {
        let term = Term::from_field_text(self.fields.ask, word);
        let real = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let with = self.searcher.doc_freq(&term)?;
        let rarity = (real(self.searcher.num_docs()) / real(with)).ln().max(0.0);
        Ok((with > 0).then_some((term, rarity)))
    }

    /// The documents that a query finds first, by their segment.
    fn first(&self, query: &BooleanQuery, many: usize) -> Result<Vec<(usize, DocId)>, SearchError> {
        let first = TopDocs::with_limit(many).order_by_score();
        let found = self.searcher.search(query, &first)?;
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
