//! The follower: the index kept in step with the events of the register.
//!
//! It reads what came after the place that its last commit says, makes the documents of what was
//! touched anew, and commits with the new place. A kill at any moment loses only what was not
//! committed, which the next start reads again. A folder that has gone is made anew while the
//! index before still answers.

use crate::document::{key, of_organisation, of_recommendation, of_report, recommendation_of};
use crate::fields::Fields;
use crate::folder::Opened;
pub use crate::folder::Place;
use crate::segment::Snapshot;
use crate::similar::{Kept, Pace, work_ahead};
use crate::{Search, SearchError};
use heeded_domain::event::{
    Event, Fact, OrganisationFact, RecommendationFact, ReportFact, Subject,
};
use heeded_domain::id::OrganisationId;
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::Schemes;
use heeded_store::{Store, readers_first};
use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::task::{Context, Waker};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, Term};

/// How often the follower looks whether something happened. A quarter of the second within which a
/// change has to be found.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// After a commit the next one waits so long: each makes files.
const COMMIT_EVERY: Duration = Duration::from_millis(500);

/// After a failure: a full disk is not freed within a second.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Events read at once.
const EVENTS: u32 = 500;

/// While no more than this many events behind, each commit is soon; further behind there is nothing
/// to be found within a second anyway, and few large commits are quicker.
const NEAR: u64 = 5_000;

/// Documents in a commit of a follower that is far behind. Up to so many wait for the writer in
/// memory, some 6 KB each.
const LARGE_COMMIT: u64 = 5_000;

/// Memory of the writer before it makes a segment, in bytes: what a large commit takes.
const WRITER_BYTES: usize = 30_000_000;

/// An index that was made anew is merged into one segment before it is published, up to this many
/// documents: each search then looks into one place, and no facts stand in memory twice.
const MERGED_DOCUMENTS_MAX: u64 = 5_000_000;

/// How often is looked whether that is done.
const LOOK_FOR_MERGED_EVERY: Duration = Duration::from_millis(20);

/// Keeps the index of a register in step with its events.
pub struct Follower {
    search: Search,
    store: Arc<dyn Store>,
    schemes: Arc<Schemes>,
    place: Place,
    work: Option<Work>,
    /// Learns, and works suggestions out ahead.
    tending: Option<JoinHandle<()>>,
    /// Tells that thread to end.
    stop: Arc<AtomicBool>,
}

/// An index at work.
struct Work {
    fields: Fields,
    kept: Arc<Kept>,
    index: Index,
    writer: IndexWriter,
    reader: IndexReader,
    up_to: UpTo,
    /// Documents changed since the last commit.
    changes: u64,
    committed: Option<Instant>,
    /// Whether it was made anew: then it is merged when it is whole.
    is_new: bool,
    /// Tells to end.
    stop: Arc<AtomicBool>,
}

/// Up to where an index has come; kept with each commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct UpTo {
    /// The last event that was read.
    seq: u64,
    /// The newest event when the index was begun: whatever was recorded up to it was read with all
    /// its events up to here, so only first events matter until this place is reached.
    begun_at: u64,
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

    fn is_whole(self) -> bool {
        self.seq >= self.begun_at
    }
}

/// A follower in a thread of its own; dropping it stops the follower.
#[derive(Debug)]
pub struct Running {
    stop: Option<Sender<()>>,
    /// Tells what takes long to end.
    hurry: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Follower {
    /// Waits for the thread beside it, which has the register open.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.tending.take() {
            thread.thread().unpark();
            // A panic of the thread has been reported where it happened.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        self.hurry.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been reported where it happened.
            let _ = thread.join();
        }
    }
}

impl Follower {
    /// Follows a register for a search; the index is opened at the first step.
    #[must_use]
    pub fn new(search: Search, store: Arc<dyn Store>, schemes: Arc<Schemes>, place: Place) -> Self {
        Self {
            search,
            store,
            schemes,
            place,
            work: None,
            tending: None,
            stop: Arc::default(),
        }
    }

    /// Follows in a thread of its own until the answer is dropped.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub fn start(mut self) -> Result<Running, std::io::Error> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let (stop, stopped) = channel::<()>();
        let hurry = Arc::clone(&self.stop);
        let thread = std::thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || {
                readers_first();
                let mut wait = Duration::ZERO;
                while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    let stepped = runtime.block_on(self.step());
                    self.tend_meanwhile();
                    wait = match stepped {
                        Ok(true) => Duration::ZERO,
                        Ok(false) => LOOK_EVERY,
                        Err(error) => {
                            tracing::warn!("search: {error}; it is tried again");
                            self.work = None;
                            TRY_AGAIN_AFTER
                        }
                    };
                }
            })?;
        Ok(Running {
            stop: Some(stop),
            hurry,
            thread: Some(thread),
        })
    }

    /// Reads everything there is, commits and publishes it.
    ///
    /// # Errors
    ///
    /// When the register cannot be read or the index not be written.
    pub async fn catch_up(&mut self) -> Result<(), SearchError> {
        while self.step().await? {}
        let Some(work) = &mut self.work else {
            return Ok(());
        };
        if work.changes > 0 {
            work.commit(&self.search)?;
        }
        self.search.learn();
        work_ahead(&self.search, &self.store, Pace::AtOnce).await
    }

    /// Learns what the words of the register mean, if it has grown much since that was done. A
    /// follower in a thread does so by itself.
    pub fn learn(&self) {
        self.search.learn();
    }

    /// Learns, and works suggestions out ahead, in a thread of its own: of a large register that
    /// takes long, and what has changed has to be found meanwhile.
    fn tend_meanwhile(&mut self) {
        let is_busy = self.tending.as_ref().is_some_and(|one| !one.is_finished());
        let has_work = self.search.has_outgrown_senses() || self.search.lacks_suggestions();
        if is_busy || !has_work {
            return;
        }
        let (search, store) = (self.search.clone(), Arc::clone(&self.store));
        let stop = Arc::clone(&self.stop);
        let tending = std::thread::Builder::new()
            .name("similar".to_owned())
            .spawn(move || {
                search.learn();
                let ahead = work_ahead(&search, &store, Pace::BesideReaders(&stop));
                let worked = match tokio::runtime::Builder::new_current_thread().build() {
                    Ok(runtime) => runtime.block_on(ahead),
                    Err(error) => Err(error.into()),
                };
                if let Err(error) = worked {
                    tracing::warn!("search: suggestions: {error}; it is tried again");
                    std::thread::park_timeout(TRY_AGAIN_AFTER);
                }
            });
        // Without a thread, suggestions are worked out when they are asked for, until there is one.
        self.tending = tending.ok();
    }

    /// One step; answers whether there is more to do at once.
    ///
    /// # Errors
    ///
    /// As [`Follower::catch_up`]. The next step begins by opening the index again.
    pub async fn step(&mut self) -> Result<bool, SearchError> {
        if self.place.is_gone() {
            self.work = None;
        }
        let head = self.store.head().await?;
        let mut work = match self.work.take() {
            Some(work) => work,
            None => self.open(head)?,
        };
        let moved = self.follow(&mut work, head).await;
        // What failed is opened again.
        let moved = moved?;
        self.work = Some(work);
        Ok(moved)
    }

    /// Opens the index, or makes it anew where it is not ours, not whole, or ahead of the register.
    fn open(&self, head: u64) -> Result<Work, SearchError> {
        let kept = self.place.open().and_then(|opened| self.work(opened, head));
        let work = match kept {
            Ok(work) if work.up_to.seq <= head => work,
            _ => self.work(self.place.made_anew()?, head)?,
        };
        if work.up_to.is_whole() {
            work.publish(&self.search)?;
        }
        Ok(work)
    }

    fn work(&self, opened: Opened, head: u64) -> Result<Work, SearchError> {
        Work::new(opened, head, Arc::clone(&self.stop))
    }

    async fn follow(&self, work: &mut Work, head: u64) -> Result<bool, SearchError> {
        let events = if work.up_to.seq < head {
            self.store.events_after(work.up_to.seq, EVENTS).await?
        } else {
            Vec::new()
        };
        if let Some(last) = events.last() {
            self.apply(work, &events).await?;
            work.up_to.seq = last.seq;
        }
        self.search
            .progress(work.up_to.seq, work.up_to.begun_at.max(head));
        let behind = head.saturating_sub(work.up_to.seq);
        if work.is_time_to_commit(behind) {
            work.commit(&self.search)?;
        } else if behind == 0 && work.changes == 0 {
            work.look_for_merges(&self.search)?;
        }
        Ok(behind > 0)
    }

    /// Makes the documents of what the events touched anew.
    async fn apply(&self, work: &mut Work, events: &[Event]) -> Result<(), SearchError> {
        let begun_at = work.up_to.begun_at;
        let counts = |event: &&Event| event.seq > begun_at || is_first(&event.fact);
        let touched: BTreeSet<Subject> = events
            .iter()
            .filter(counts)
            .map(|event| event.fact.subject())
            .collect();
        let renamed: BTreeSet<OrganisationId> = events
            .iter()
            .filter(|event| event.seq > begun_at)
            .filter_map(|event| renamed(&event.fact))
            .collect();
        for subject in touched {
            self.add(work, subject).await?;
        }
        if renamed.is_empty() {
            return Ok(());
        }
        // What stands in the index by then may bear the old name.
        work.commit(&self.search)?;
        for subject in work.naming(&renamed, &self.search)? {
            self.add(work, subject).await?;
        }
        Ok(())
    }

    async fn add(&self, work: &mut Work, subject: Subject) -> Result<(), SearchError> {
        let fields = work.fields;
        let document = match subject {
            Subject::Organisation(id) => {
                let directory = self.store.directory().await?;
                directory.get(&id).map(|o| of_organisation(&fields, o))
            }
            Subject::Report(id) => {
                let report = self.store.report(id).await?;
                report.map(|report| of_report(&fields, subject, &report))
            }
            Subject::Recommendation(_) => {
                let events = self.store.events(subject).await?;
                let scheme = recommendation(&events).map(|record| record.ask.scheme);
                let scheme = scheme.and_then(|scheme| self.schemes.get(&scheme));
                let directory = self.store.directory().await?;
                scheme.and_then(|s| of_recommendation(&fields, &events, s, &directory))
            }
        };
        let term = Term::from_field_u64(fields.key, key(subject));
        work.writer.delete_term(term);
        if let Some(document) = document {
            work.writer.add_document(document)?;
        }
        work.changes += 1;
        Ok(())
    }
}

fn is_first(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Organisation(_, OrganisationFact::Recorded(_))
            | Fact::Report(_, ReportFact::Recorded(_))
            | Fact::Recommendation(_, RecommendationFact::Recorded(_))
    )
}

fn renamed(fact: &Fact) -> Option<OrganisationId> {
    match fact {
        Fact::Organisation(id, OrganisationFact::Renamed(_) | OrganisationFact::AliasAdded(_)) => {
            Some(*id)
        }
        _ => None,
    }
}

impl Work {
    fn new(opened: Opened, head: u64, stop: Arc<AtomicBool>) -> Result<Self, SearchError> {
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
            changes: 0,
            committed: None,
            is_new,
            stop,
        })
    }

    fn is_time_to_commit(&self, behind: u64) -> bool {
        let waited = self
            .committed
            .is_none_or(|last| last.elapsed() >= COMMIT_EVERY);
        let has_changes = self.changes > 0 || (self.is_new && behind == 0);
        let is_full = self.changes >= u64::from(EVENTS) && behind <= NEAR;
        has_changes && (is_full || self.changes >= LARGE_COMMIT || (waited && behind == 0))
    }

    /// Keeps what was read, with the place up to which it was.
    fn commit(&mut self, search: &Search) -> Result<(), SearchError> {
        let mut prepared = self.writer.prepare_commit()?;
        prepared.set_payload(&self.up_to.payload());
        prepared.commit()?;
        self.changes = 0;
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

    fn publish(&self, search: &Search) -> Result<(), SearchError> {
        self.reader.reload()?;
        let before = search.published();
        let snapshot = Snapshot::read(self.fields, self.reader.searcher(), before.as_deref())?;
        search.publish(Arc::new(snapshot), &self.kept);
        Ok(())
    }

    /// Publishes again where segments were merged since: fewer of them answer quicker.
    fn look_for_merges(&self, search: &Search) -> Result<(), SearchError> {
        let now: BTreeSet<_> = self.index.searchable_segment_ids()?.into_iter().collect();
        let before = self.reader.searcher();
        let known = before.segment_readers().iter().map(|r| r.segment_id());
        let is_same = known.collect::<BTreeSet<_>>() == now;
        if is_same {
            return Ok(());
        }
        self.publish(search)
    }

    /// The recommendations in the index that name one of these organisations.
    fn naming(
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
