//! The follower: the index kept in step with the events of the register.
//!
//! It reads what came after the place that its last commit says, makes the documents of what was
//! touched anew, and commits with the new place. A kill at any moment loses only what was not
//! committed, which the next start reads again. A folder that has gone is made anew while the
//! index before still answers.
//!
//! What came by the hundred is read standing back; what a person changed comes first.

mod work;

use crate::document::{key, of_organisation, of_recommendation, of_report};
use crate::folder::Opened;
pub use crate::folder::Place;
use crate::similar::{Pace, work_ahead};
use crate::{Search, SearchError};
use heeded_domain::event::{
    Event, Fact, OrganisationFact, RecommendationFact, ReportFact, Subject,
};
use heeded_domain::id::OrganisationId;
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::Schemes;
use heeded_store::{Store, readers_first, standing_back};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use tantivy::Term;
use tokio::runtime::Handle;
use work::Work;

/// How often the follower looks whether something happened. A quarter of the second within which a
/// change has to be found.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// After a failure: a full disk is not freed within a second.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// Events read at once while nobody finds anything yet.
const EVENTS: u32 = 500;

/// Events read at once when changes are to be found: some 10 ms of work, which may take ten times
/// as long beside many readers, and what a person changed waits for it.
const PORTION_EVENTS: u32 = 100;

/// So many events of one moment at most are a change that a person made, who wants to find it. It
/// is made findable before what came earlier and by the thousand.
const FEW_EVENTS: u32 = 20;

/// So many of those at once, as what came earlier has to move on as well.
const FEW_AT_ONCE: u32 = 50;

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
    /// Waits for the register where what many events ask for is done standing back; `None`: it is
    /// done in place.
    aside: Option<Handle>,
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
            aside: None,
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
        self.aside = Some(runtime.handle().clone());
        let hurry = Arc::clone(&self.stop);
        let thread = std::thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || {
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
                readers_first();
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
            None => self.aside(async { self.open(head) }).await?,
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
        self.few_first(work, head).await?;
        if work.up_to.seq < head {
            self.aside(self.next(work)).await?;
        }
        self.search
            .progress(work.up_to.seq, work.up_to.begun_at.max(head));
        let behind = head.saturating_sub(work.up_to.seq);
        if work.is_time_to_commit(behind) {
            self.commit(work).await?;
        } else if behind == 0 && work.changes == 0 && work.has_merged()? {
            // Fewer segments answer quicker; the facts of large ones are many, and have no hurry.
            self.aside(async { work.publish(&self.search) }).await?;
        }
        Ok(behind > 0)
    }

    /// Makes the documents of changes of a few events before it is their turn. They are made again
    /// when it is, as what follows from them elsewhere is: the place up to which was read stays.
    async fn few_first(&self, work: &mut Work, head: u64) -> Result<(), SearchError> {
        let after = work.looked_up_to.max(work.up_to.seq);
        let comes_at_once = head <= work.up_to.seq + u64::from(PORTION_EVENTS);
        if comes_at_once || after >= head || !work.is_asked() {
            return Ok(());
        }
        let few = self.store.events_of_few(after, FEW_EVENTS, FEW_AT_ONCE);
        let few = few.await?;
        let is_all = few.len() < usize::try_from(FEW_AT_ONCE).unwrap_or_default();
        let last = few.last().map_or(head, |event| event.seq);
        work.looked_up_to = if is_all { head.max(last) } else { last };
        let touched: BTreeSet<Subject> = few.iter().map(|event| event.fact.subject()).collect();
        for subject in touched {
            self.add(work, subject).await?;
            work.has_few = true;
        }
        if work.has_few && work.is_time_to_commit(head - work.up_to.seq) {
            self.commit(work).await?;
        }
        Ok(())
    }

    /// Reads on, and makes documents.
    async fn next(&self, work: &mut Work) -> Result<(), SearchError> {
        let most = if work.is_asked() {
            PORTION_EVENTS
        } else {
            EVENTS
        };
        let events = self.store.events_after(work.up_to.seq, most).await?;
        if let Some(last) = events.last() {
            self.apply(work, &events).await?;
            work.up_to.seq = last.seq;
        }
        Ok(())
    }

    /// Commits; an index that nobody asks yet has no hurry.
    async fn commit(&self, work: &mut Work) -> Result<(), SearchError> {
        if work.is_asked() {
            return work.commit(&self.search);
        }
        self.aside(async { work.commit(&self.search) }).await
    }

    /// Has something done standing back.
    async fn aside<T: Send>(
        &self,
        work: impl Future<Output = Result<T, SearchError>> + Send,
    ) -> Result<T, SearchError> {
        match &self.aside {
            Some(runtime) => standing_back(|| runtime.block_on(work))?,
            None => work.await,
        }
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
