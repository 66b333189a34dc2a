//! The index at one moment: its segments with their facts. What readers ask; the follower makes a
//! new one after each commit, and segments that did not change are shared.

use crate::SearchError;
use crate::axis::Axis;
use crate::columns::{Columns, OnDay, at};
use crate::document::key;
use crate::fields::Fields;
use crate::similar::Similar;
use fixedbitset::FixedBitSet;
use heeded_domain::event::Subject;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::IndexRecordOption;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Searcher, SegmentReader, Term};

/// The index at one moment.
pub(crate) struct Snapshot {
    pub(crate) fields: Fields,
    pub(crate) searcher: Searcher,
    pub(crate) segments: Vec<Segment>,
}

/// A segment, without what has been deleted from it.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) columns: Arc<Columns>,
    /// `None`: nothing is deleted.
    pub(crate) alive: Option<FixedBitSet>,
}

impl Snapshot {
    /// Reads what a searcher sees; takes what it can from the snapshot before.
    pub(crate) fn read(
        fields: Fields,
        searcher: Searcher,
        before: Option<&Self>,
    ) -> Result<Self, SearchError> {
        let known: HashMap<SegmentId, &Arc<Columns>> = before
            .iter()
            .flat_map(|before| &before.segments)
            .map(|segment| (segment.reader.segment_id(), &segment.columns))
            .collect();
        let days = before.iter().flat_map(|before| &before.segments);
        let days: BTreeSet<Date> = days.flat_map(|segment| segment.columns.days()).collect();
        let segments = searcher.segment_readers().iter().map(|reader| {
            let columns = match known.get(&reader.segment_id()) {
                Some(columns) => Arc::clone(columns),
                None => Arc::new(Columns::read(reader)?),
            };
            let segment = Segment {
                alive: alive(reader),
                reader: reader.clone(),
                columns,
            };
            // Nobody who asks for a day that was asked for before has to wait for it.
            for day in &days {
                segment.whole(&*segment.columns.on(reader, *day)?);
            }
            Ok(segment)
        });
        let segments = segments.collect::<Result<_, SearchError>>()?;
        Ok(Self {
            fields,
            searcher,
            segments,
        })
    }
}

impl Snapshot {
    /// Whether all of these had been made by the end of a day.
    pub(crate) fn knows(&self, found: &[Similar], as_of: Date) -> Result<bool, SearchError> {
        let mut known = 0;
        for segment in &self.segments {
            let on = segment.columns.on(&segment.reader, as_of)?;
            let mut of_segment = FixedBitSet::with_capacity(segment.columns.documents);
            for similar in found {
                let key = key(Subject::Recommendation(similar.id));
                segment.add(Term::from_field_u64(self.fields.key, key), &mut of_segment)?;
            }
            of_segment.intersect_with(&on.known);
            if let Some(alive) = &segment.alive {
                of_segment.intersect_with(alive);
            }
            known += of_segment.count_ones(..);
        }
        Ok(known == found.len())
    }
}

fn alive(reader: &SegmentReader) -> Option<FixedBitSet> {
    reader.alive_bitset()?;
    let mut alive = FixedBitSet::with_capacity(at(reader.max_doc()));
    alive.extend(reader.doc_ids_alive().map(at));
    Some(alive)
}

impl Segment {
    /// The recommendations that are alive and were known on a day, those alone that have some words
    /// if there are any.
    pub(crate) fn known(&self, on: &OnDay, words: Option<&FixedBitSet>) -> FixedBitSet {
        let mut known = self.columns.recommendations.clone();
        known.intersect_with(&on.known);
        // What has the words is alive.
        if let Some(among) = words.or(self.alive.as_ref()) {
            known.intersect_with(among);
        }
        known
    }

    /// The documents that have a value of an axis; `None` where nothing has.
    pub(crate) fn with<'a>(
        &'a self,
        on: &'a OnDay,
        axis: Axis,
        value: u64,
    ) -> Option<&'a FixedBitSet> {
        match axis {
            Axis::Kind => self.columns.kinds.get(usize::try_from(value).ok()?),
            Axis::Year => self.columns.years.get(&value),
            _ => on.with(axis, value),
        }
    }

    /// Adds the documents that have a term to a set.
    pub(crate) fn add(&self, term: Term, to: &mut FixedBitSet) -> Result<(), SearchError> {
        let postings = self
            .reader
            .inverted_index(term.field())?
            .read_postings(&term, IndexRecordOption::Basic)?;
        let Some(mut postings) = postings else {
            return Ok(());
        };
        let mut buffer: [DocId; COLLECT_BLOCK_BUFFER_LEN] = [0; COLLECT_BLOCK_BUFFER_LEN];
        loop {
            let filled = postings.fill_buffer(&mut buffer);
            for document in buffer.iter().take(filled) {
                to.insert(at(*document));
            }
            if filled < buffer.len() {
                return Ok(());
            }
        }
    }

    /// Adds the documents that have a phrase to a set.
    pub(crate) fn add_phrase(
        &self,
        phrase: Vec<Term>,
        to: &mut FixedBitSet,
    ) -> Result<(), SearchError> {
        let found = self.columns.with_phrase(phrase, |phrase| {
            let scoring = EnableScoring::disabled_from_schema(self.reader.schema());
            let weight = PhraseQuery::new(phrase).weight(scoring)?;
            let mut found = FixedBitSet::with_capacity(self.columns.documents);
            weight.for_each_no_score(&self.reader, &mut |documents| {
                found.extend(documents.iter().map(|document| at(*document)));
            })?;
            Ok(found)
        })?;
        to.union_with(&found);
        Ok(())
    }
}
