//! The recommendations that are worth comparing with an ask: those that share its rare words, or
//! words of the same meaning.
//!
//! Each word that looks for candidates has a list in the index of where it stands. The lists are
//! walked one after the other, and what each word counts is added up by document. How much is
//! walked is limited, those first that count most: words that stand nearly everywhere tell least
//! and cost most, and without a limit the work would grow as the register does.

use super::groups::Groups;
use super::senses::{real, said};
use super::{Mark, counted};
use crate::SearchError;
use crate::columns::at;
use crate::segment::{Segment, Snapshot};
use std::sync::Arc;
use tantivy::collector::TopNComputer;
use tantivy::collector::sort_key::NaturalComparator;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, Term};

/// Words of an ask that look for candidates: those that say most. More find the same ones later.
const LOOKED_FOR: usize = 16;

/// Words of the same meaning that look for candidates besides, and what one counts beside a word
/// of the ask.
const LOOKED_FOR_BESIDES: usize = 12;
const BESIDES: f32 = 0.4;

/// Documents whose sums stand in memory at once, small enough for a processor's own memory.
const WINDOW: u32 = 1 << 15;

/// How a longer text is held against its words, after Okapi BM25 with its usual numbers.
const LENGTH: (f32, f32) = (1.2, 0.75);

/// How much is done to find what is similar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Places in lists of words that are walked,
    pub(super) walked: u32,
    /// and one more for so many documents of the register.
    pub(super) walked_of: u32,
    /// Candidates that are compared, in documents.
    pub(super) compared: usize,
}

/// A word that looks for candidates.
struct Word {
    /// What it counts.
    weight: f32,
    /// How many documents have it.
    with: u32,
    /// Where its list stands, by segment.
    lists: Vec<Option<TermInfo>>,
}

/// A candidate: its segment, and the document there.
pub(super) type Candidate = (usize, DocId);

impl Snapshot {
    /// The documents that share most with an ask, of those that count as candidates.
    pub(super) fn candidates(
        &self,
        (words, marks): (&[String], &[Mark]),
        effort: Effort,
        counts: impl Fn(Candidate) -> bool,
    ) -> Result<Vec<Candidate>, SearchError> {
        let indexes = self.segments.iter();
        let indexes = indexes.map(|segment| segment.reader.inverted_index(self.fields.ask));
        let indexes: Vec<_> = indexes.collect::<Result<_, _>>()?;
        let documents = u32::try_from(self.searcher.num_docs()).unwrap_or(u32::MAX);
        let more = documents.checked_div(effort.walked_of).unwrap_or(0);
        let walked = effort.walked.saturating_add(more);
        let words = self.looking_for((words, marks), &indexes, walked)?;
        let mut best: TopNComputer<f32, Candidate, _> =
            TopNComputer::new_with_comparator(effort.compared, NaturalComparator);
        for (place, (segment, index)) in self.segments.iter().zip(&indexes).enumerate() {
            let lengths = self.lengths(segment, index)?;
            let mut lists = Vec::with_capacity(words.len());
            for word in &words {
                if let Some(Some(list)) = word.lists.get(place) {
                    let basic = IndexRecordOption::Basic;
                    let list = index.read_block_postings_from_terminfo(list, basic)?;
                    lists.push(Walk::new(list, word.weight));
                }
            }
            walk(&mut lists, |document, sum| {
                let score = sum * lengths.of(document);
                let is_over = best.threshold.is_none_or(|threshold| score > threshold);
                if is_over && counts((place, document)) {
                    best.push(score, (place, document));
                }
            });
        }
        let best = best.into_sorted_vec();
        Ok(best.into_iter().map(|found| found.doc).collect())
    }

    /// The words that find candidates for a text, those first that say most; no more than have so
    /// many documents together.
    fn looking_for(
        &self,
        (words, marks): (&[String], &[Mark]),
        indexes: &[Arc<InvertedIndexReader>],
        walked: u32,
    ) -> Result<Vec<Word>, SearchError> {
        let mut own = Vec::with_capacity(words.len());
        for (word, times) in counted(words.iter().collect()) {
            own.extend(self.word(word, said(times), indexes)?);
        }
        put_in_order(&mut own, LOOKED_FOR);
        let groups = Groups::shipped();
        let mut besides = Vec::new();
        for (group, _) in counted(groups.within(marks).collect()) {
            let members = groups.members(group).iter();
            for member in members.filter(|member| !words.contains(member)) {
                besides.extend(self.word(member, BESIDES, indexes)?);
            }
        }
        put_in_order(&mut besides, LOOKED_FOR_BESIDES);
        own.append(&mut besides);
        let all = own.len();
        put_in_order(&mut own, all);
        let mut left = walked;
        let mut is_first = true;
        own.retain(|word| {
            let is_walked = std::mem::take(&mut is_first) || word.with <= left;
            if is_walked {
                left = left.saturating_sub(word.with);
            }
            is_walked
        });
        Ok(own)
    }

    /// A word and where it stands; `None` if that says nothing: none has it, or all have.
    fn word(
        &self,
        word: &str,
        counts: f32,
        indexes: &[Arc<InvertedIndexReader>],
    ) -> Result<Option<Word>, SearchError> {
        let term = Term::from_field_text(self.fields.ask, word);
        let lists = indexes.iter().map(|index| index.get_term_info(&term));
        let lists: Vec<_> = lists.collect::<Result<_, _>>()?;
        let with = lists.iter().flatten().map(|list| list.doc_freq).sum();
        let all = u32::try_from(self.searcher.num_docs()).unwrap_or(u32::MAX);
        let weight = counts * (real(all) / real(with)).ln();
        Ok((with > 0 && weight > 0.0).then_some(Word {
            weight,
            with,
            lists,
        }))
    }

    /// What a document's length makes of the sum of its words.
    fn lengths(
        &self,
        segment: &Segment,
        index: &InvertedIndexReader,
    ) -> Result<Lengths, SearchError> {
        let tokens = u32::try_from(index.total_num_tokens()).unwrap_or(u32::MAX);
        let usual = (real(tokens) / real(segment.reader.max_doc().max(1))).max(1.0);
        let (words, share) = LENGTH;
        let factors = std::array::from_fn(|id| {
            let id = u8::try_from(id).unwrap_or(u8::MAX);
            let length = real(FieldNormReader::id_to_fieldnorm(id));
            1.0 / (1.0 + words * (1.0 - share + share * length / usual))
        });
        Ok(Lengths {
            of: segment.reader.get_fieldnorms_reader(self.fields.ask)?,
            factors,
        })
    }
}

/// Those first that count most.
fn put_in_order(words: &mut Vec<Word>, most: usize) {
    words.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    words.truncate(most);
}

/// How long the documents of a segment are.
struct Lengths {
    of: FieldNormReader,
    /// By the byte that stands for a length in the index.
    factors: [f32; 256],
}

impl Lengths {
    fn of(&self, document: DocId) -> f32 {
        let length = usize::from(self.of.fieldnorm_id(document));
        self.factors.get(length).copied().unwrap_or(0.0)
    }
}

/// A walk through the list of a word.
struct Walk {
    list: BlockSegmentPostings,
    /// How far in the block of the list that was read last.
    at: usize,
    weight: f32,
}

impl Walk {
    fn new(list: BlockSegmentPostings, weight: f32) -> Self {
        Self {
            list,
            at: 0,
            weight,
        }
    }

    /// The next document; `None` at the end of the list.
    fn next(&mut self) -> Option<DocId> {
        if self.at >= self.list.docs().len() && self.at > 0 {
            self.list.advance();
            self.at = 0;
        }
        self.list.docs().get(self.at).copied()
    }

    /// The next documents before a place, as many as stand in one block of the list.
    fn next_before(&mut self, end: DocId) -> &[DocId] {
        // Behind the last document of a block the next block begins.
        let _ = self.next();
        let block = self.list.docs();
        let rest = block.get(self.at..).unwrap_or_default();
        let before = match rest.last() {
            Some(last) if *last < end => rest.len(),
            _ => rest.partition_point(|document| *document < end),
        };
        self.at += before;
        rest.get(..before).unwrap_or_default()
    }
}

/// Walks all lists, and tells of each document in one of them what its words count together.
fn walk(lists: &mut [Walk], mut found: impl FnMut(DocId, f32)) {
    let mut sums = vec![0.0_f32; at(WINDOW)];
    let mut summed: Vec<DocId> = Vec::new();
    while let Some(first) = lists.iter_mut().filter_map(Walk::next).min() {
        let begin = first - first % WINDOW;
        for walk in &mut *lists {
            let weight = walk.weight;
            loop {
                let documents = walk.next_before(begin.saturating_add(WINDOW));
                if documents.is_empty() {
                    break;
                }
                for document in documents {
                    if let Some(sum) = sums.get_mut(at(*document - begin)) {
                        if *sum == 0.0 {
                            summed.push(*document);
                        }
                        *sum += weight;
                    }
                }
            }
        }
        for document in summed.drain(..) {
            if let Some(sum) = sums.get_mut(at(document - begin)) {
                found(document, std::mem::take(sum));
            }
        }
    }
}
