//! An index at work: what is written to it, when that is committed, and with which place.

use crate::document::recommendation_of;
use crate::fields::Fields;
use crate::folder::Opened;
use crate::segment::Snapshot;
use crate::similar::Kept;
use crate::{Search, SearchError};
use heeded_domain::event::Subject;
use heeded_domain::id::OrganisationId;
use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Waker};
use std::time::{Duration, Instant};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

/// After a commit the next one waits so long: each makes files.
const COMMIT_EVERY: Duration = Duration::from_millis(500);

/// After a commit a change that a person made waits so long for the next one.
const COMMIT_FEW_EVERY: Duration = Duration::from_millis(200);

/// While no more than this many events behind, each commit is soon; further behind only what people
/// changed is found within a second anyway, and fewer commits are quicker.
const NEAR: u64 = 5_000;

/// Documents that fill a commit of a follower that is near.
const FULL_COMMIT: u64 = 500;

/// Documents in a commit of a follower that is far behind: a few tenths of a second for the writer,
/// for which what a person changed may have to wait.
const LARGE_COMMIT: u64 = 1_000;

/// As [`LARGE_COMMIT`], of an index that nobody asks yet. Up to so many wait for the writer in
/// memory, some 6 KB each.
const LARGEST_COMMIT: u64 = 5_000;

/// Memory of the writer before it makes a segment, in bytes: what a large commit takes.
const WRITER_BYTES: usize = 30_000_000;

/// An index that was made anew is merged into one segment before it is published, up to this many
/// documents: each search then looks into one place, and no facts stand in memory twice.
const MERGED_DOCUMENTS_MAX: u64 = 5_000_000;

/// How often is looked whether that is done.
const LOOK_FOR_MERGED_EVERY: Duration = Duration::from_millis(20);

/// An index at work.
pub(super) struct Work {
    pub(super) fields: Fields,
    kept: Arc<Kept>,
    index: Index,
    pub(super) writer: IndexWriter,
    reader: IndexReader,
    pub(super) up_to: UpTo,
    /// The last event up to which changes of a few events have been looked for.
    pub(super) looked_up_to: u64,
    /// Whether there were any since the last commit.
    pub(super) has_few: bool,
    /// Documents changed since the last commit.
    pub(super) changes: u64,
    committed: Option<Instant>,
    /// Whether it was made anew: then it is merged when it is whole.
    is_new: bool,
    /// Tells to end.
    stop: Arc<AtomicBool>,
}

/// Up to where an index has come; kept with each commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UpTo {
    /// The last event that was read.
    pub(super) seq: u64,
    /// The newest event when the index was begun: whatever was recorded up to it was read with all
    /// its events up to here, so only first events matter until this place is reached.
    pub(super) begun_at: u64,
}

impl UpTo {
    fn read(payload: &str) -> Option<Self> {
        let (seq, begun_at) = payload.split_once(' ')?;
        Some(Self {
            seq: seq.parse().ok()?,
            begun_at: begun_at.parse().ok()?,
        })
    }

    fn payload(self) -> String {
        format!("{} {}", self.seq, self.begun_at)
    }

    pub(super) fn is_whole(self) -> bool {
        self.seq >= self.begun_at
    }
}

impl Work {
    pub(super) fn new(
        opened: Opened,
        head: u64,
        stop: Arc<AtomicBool>,
    ) -> Result<Self, SearchError> {
        let Opened {
            index,
            fields,
            kept,
        } = opened;
        let payload = index.load_metas()?.payload;
        let before = payload.as_deref().and_then(UpTo::read);
        let up_to = before.unwrap_or(UpTo {
            seq: 0,
            begun_at: head,
        });
        // One thread each: an import takes the other processors.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .num_merge_threads(1);
        let writer: IndexWriter = index.writer_with_options(options.build())?;
        let is_new = before.is_none();
        if is_new {
            // All at once, when it is whole.
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            fields,
            kept: Arc::new(kept),
            index,
            writer,
            reader,
            up_to,
            looked_up_to: up_to.seq,
            has_few: false,
            changes: 0,
            committed: None,
            is_new,
            stop,
        })
    }

    /// Whether anybody finds something in it: it is whole, and published or about to be.
    pub(super) fn is_asked(&self) -> bool {
        self.up_to.is_whole() && !self.is_new
    }

    pub(super) fn is_time_to_commit(&self, behind: u64) -> bool {
        let waited = self
            .committed
            .is_none_or(|last| last.elapsed() >= COMMIT_EVERY);
        let has_changes = self.changes > 0 || (self.is_new && behind == 0);
        let is_full = self.changes >= FULL_COMMIT && behind <= NEAR;
        let large = if self.is_asked() {
            LARGE_COMMIT
        } else {
            LARGEST_COMMIT
        };
        let few_waited = self
            .committed
            .is_none_or(|last| last.elapsed() >= COMMIT_FEW_EVERY);
        has_changes
            && (is_full
                || self.changes >= large
                || (self.has_few && few_waited)
                || (waited && behind <= NEAR))
    }

    /// Keeps what was read, with the place up to which it was.
    pub(super) fn commit(&mut self, search: &Search) -> Result<(), SearchError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&self.up_to.payload());
        prepared.commit()?;
        self.changes = 0;
        self.has_few = false;
        self.committed = Some(Instant::now());
        if !self.up_to.is_whole() {
            return Ok(());
        }
        if std::mem::take(&mut self.is_new) {
            self.merge_all()?;
        }
        self.publish(search)
    }

    /// Merges a new index into one segment; without that it would answer all the same.
    fn merge_all(&mut self) -> Result<(), SearchError> {
        self.writer
            .set_merge_policy(Box::<LogMergePolicy>::default());
        self.reader.reload()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() < 2 || self.reader.searcher().num_docs() > MERGED_DOCUMENTS_MAX {
            return Ok(());
        }
        let mut merging = self.writer.merge(&segments);
        let mut context = Context::from_waker(Waker::noop());
        while Pin::new(&mut merging).poll(&mut context).is_pending()
            && !self.stop.load(Ordering::Relaxed)
        {
            std::thread::sleep(LOOK_FOR_MERGED_EVERY);
        }
        Ok(())
    }

    pub(super) fn publish(&self, search: &Search) -> Result<(), SearchError> {
        self.reader.reload()?;
        let before = search.published();
        let snapshot = Snapshot::read(self.fields, self.reader.searcher(), before.as_deref())?;
        search.publish(Arc::new(snapshot), &self.kept);
        Ok(())
    }

    /// Whether segments were merged since it was published.
    pub(super) fn has_merged(&self) -> Result<bool, SearchError> {
        let now: BTreeSet<_> = self.index.searchable_segment_ids()?.into_iter().collect();
        let before = self.reader.searcher();
        let known = before.segment_readers().iter().map(|r| r.segment_id());
        Ok(known.collect::<BTreeSet<_>>() != now)
    }

    /// The recommendations in the index that name one of these organisations.
    pub(super) fn naming(
        &self,
        organisations: &BTreeSet<OrganisationId>,
        search: &Search,
    ) -> Result<BTreeSet<Subject>, SearchError> {
        self.reader.reload()?;
        let before = search.published();
        let snapshot = Snapshot::read(self.fields, self.reader.searcher(), before.as_deref())?;
        let mut subjects = BTreeSet::new();
        for segment in &snapshot.segments {
            let mut found = fixedbitset::FixedBitSet::with_capacity(segment.columns.documents);
            for id in organisations {
                for field in [self.fields.issuer, self.fields.addressee] {
                    segment.add(Term::from_field_u64(field, id.0), &mut found)?;
                }
            }
            let keys = found.ones().filter_map(|at| segment.columns.keys.get(at));
            let ids = keys.copied().map(recommendation_of);
            subjects.extend(ids.map(Subject::Recommendation));
        }
        Ok(subjects)
    }
}

#[cfg(test)]
mod tests {
    use super::UpTo;

    #[test]
    fn a_place_reads_back() {
        let up_to = UpTo {
            seq: 7,
            begun_at: 12,
        };
        assert_eq!(UpTo::read(&up_to.payload()), Some(up_to));
        assert!(!up_to.is_whole());
        assert_eq!(UpTo::read("nonsense"), None);
    }
}
