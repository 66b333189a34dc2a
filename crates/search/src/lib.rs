//! Finds recommendations, reports and organisations: by words, by filters, with counts.
//!
//! The index holds nothing that the register does not: it follows the events ([`Follower`]), can be
//! deleted at any time, and is then made anew. [`Search`] is what pages ask; a question goes
//! [`words`] → [`find`](mod@find) → [`rank`] and [`count`], over [`columns`] of facts that stand in
//! memory.

mod axis;
mod columns;
mod count;
mod day;
mod document;
mod fields;
mod find;
mod folder;
mod follow;
mod passage;
mod rank;
mod segment;
mod similar;
mod stems;
mod suggest;
mod words;

pub use axis::{Axis, Choice};
pub use find::{BODIES_MAX, Found, NAMED_MAX, Question, REPORTS_MAX, Sort};
pub use follow::{Follower, Place, Running};
pub use passage::{Passage, Passages, TakenFrom};
pub use similar::{COMPARED_CHARACTERS_MAX, NEAR, SUGGESTED_MAX, Similar};
pub use words::{Ignored, PARTS_MAX, TYPED_CHARACTERS_MAX, Words};

use heeded_domain::id::{RecommendationId, ReportId};
use heeded_domain::recommendation::Ask;
use jiff::civil::Date;
use segment::Snapshot;
use similar::{Kept, QUICK, Senses, WHOLE, Wanted, compared, is_outgrown};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Why a search gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// There is no index yet; it is being made.
    #[error("search is being prepared: {done} of {of} changes are read")]
    Preparing {
        /// Events that have been read.
        done: u64,
        /// Events that there are.
        of: u64,
    },
    /// The index cannot be read or written; the follower makes it anew.
    #[error("the search index failed: {0}")]
    Index(String),
    /// The register cannot be read.
    #[error(transparent)]
    Store(#[from] heeded_store::StoreError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(cause: tantivy::TantivyError) -> Self {
        Self::Index(cause.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(cause: std::io::Error) -> Self {
        Self::Index(cause.to_string())
    }
}

/// The nearest so many, however far.
fn nearest(as_of: Date, most: usize) -> Wanted {
    Wanted {
        as_of: Some(as_of),
        most,
        least: 0.0,
        effort: WHOLE,
    }
}

/// What pages ask. Cheap to clone; all clones see the same index.
#[derive(Clone, Default)]
pub struct Search(Arc<Mutex<State>>);

/// What the follower has made so far.
#[derive(Default)]
struct State {
    snapshot: Option<Arc<Snapshot>>,
    /// Counts the snapshots.
    generation: u64,
    senses: Arc<Senses>,
    /// The suggestions worked out ahead for the index of the snapshot.
    kept: Option<Arc<Kept>>,
    /// Events that have been read, and how many there are.
    progress: (u64, u64),
}

/// So many events behind, the register is being filled: suggestions wait until that is done.
const FILLING_EVENTS: u64 = 5_000;

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Search")
    }
}

impl Search {
    /// Answers a question.
    ///
    /// # Errors
    ///
    /// [`SearchError::Preparing`] while there is no index, [`SearchError::Index`] when it is
    /// damaged.
    pub fn find(&self, question: &Question) -> Result<Found, SearchError> {
        self.snapshot()?.find(question)
    }

    /// Every recommendation that a question finds, in its order; its page does not matter.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn every(&self, question: &Question) -> Result<Vec<RecommendationId>, SearchError> {
        self.snapshot()?.every(question)
    }

    /// Every recommendation that a question finds, in no order, unless there are more than `most`;
    /// its order and page do not matter.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn few(
        &self,
        question: &Question,
        most: u64,
    ) -> Result<Option<Vec<RecommendationId>>, SearchError> {
        self.snapshot()?.few(question, most)
    }

    /// Those of some recommendations that a question finds; its order and page do not matter.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn which(
        &self,
        question: &Question,
        ids: &[RecommendationId],
    ) -> Result<BTreeSet<RecommendationId>, SearchError> {
        self.snapshot()?.which(question, ids)
    }

    /// Reports whose title has all of the words, best match first, at most [`REPORTS_MAX`].
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn reports(&self, words: &Words, as_of: Date) -> Result<Vec<ReportId>, SearchError> {
        self.snapshot()?.reports(words, as_of)
    }

    /// Recommendations that ask for much the same as one of the register, nearest first, at most
    /// `wanted`: of those made by the end of a day. Suggestions: nobody has confirmed them.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn similar(
        &self,
        (id, ask): (RecommendationId, &Ask),
        as_of: Date,
        wanted: usize,
    ) -> Result<Vec<Similar>, SearchError> {
        self.compared((id, ask), nearest(as_of, wanted))
    }

    /// What is suggested beside a recommendation: of [`Search::similar`] those that are as near as
    /// [`NEAR`], [`SUGGESTED_MAX`] at most. They were worked out ahead as a rule; until then, and
    /// for days of which that cannot be told, they are looked for with less effort, and a few may
    /// be missing. Some of them may have been made later than the day; they have no row as of that
    /// day.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn suggested(
        &self,
        (id, ask): (RecommendationId, &Ask),
        as_of: Date,
    ) -> Result<Vec<Similar>, SearchError> {
        let (snapshot, kept, _) = self.published_with_kept().ok_or_else(|| self.preparing())?;
        match kept.read(id) {
            // Of a list that was cut, others may have been left out for those made later.
            Some(slot)
                if slot.list.len() < SUGGESTED_MAX || snapshot.knows(&slot.list, as_of)? =>
            {
                Ok(slot.list)
            }
            _ => self.near((id, ask), Some(as_of), QUICK),
        }
    }

    /// Counts what has been published: two answers of the same number are of the same index.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.state().generation
    }

    fn compared(
        &self,
        (id, ask): (RecommendationId, &Ask),
        wanted: Wanted,
    ) -> Result<Vec<Similar>, SearchError> {
        let (snapshot, senses) = (self.snapshot()?, self.senses());
        snapshot.similar(compared(ask), Some(id), wanted, &senses)
    }

    /// As [`Search::similar`], for words that are not in the register; of more than
    /// [`COMPARED_CHARACTERS_MAX`] characters the first count.
    ///
    /// # Errors
    ///
    /// As [`Search::find`].
    pub fn like(
        &self,
        text: &str,
        as_of: Date,
        wanted: usize,
    ) -> Result<Vec<Similar>, SearchError> {
        let (snapshot, senses) = (self.snapshot()?, self.senses());
        snapshot.similar(text, None, nearest(as_of, wanted), &senses)
    }

    fn senses(&self) -> Arc<Senses> {
        Arc::clone(&self.state().senses)
    }

    /// Learns what the words of a register mean, if it has grown much since that was done; the
    /// senses before serve meanwhile.
    pub(crate) fn learn(&self) {
        let Some(snapshot) = self.published().filter(|_| self.has_outgrown_senses()) else {
            return;
        };
        let senses = Arc::new(snapshot.learnt());
        let before = std::mem::replace(&mut self.state().senses, senses);
        // Not within the lock, for which readers wait.
        drop(before);
    }

    /// Whether the register has grown much since the senses were learnt.
    pub(crate) fn has_outgrown_senses(&self) -> bool {
        let now = self.published().map_or(0, |s| s.recommendations());
        is_outgrown(self.senses().learnt_from(), now)
    }

    /// Whether suggestions are missing that could be worked out now.
    pub(crate) fn lacks_suggestions(&self) -> bool {
        let learnt_from = self.senses().learnt_from();
        !self.has_to_wait_for_suggestions()
            && self
                .published_with_kept()
                .is_some_and(|(_, kept, generation)| !kept.is_finished(generation, learnt_from))
    }

    /// Whether suggestions would be out of date at once: others are to be learnt from first, or the
    /// register is being filled.
    pub(crate) fn has_to_wait_for_suggestions(&self) -> bool {
        let (done, of) = self.state().progress;
        of.saturating_sub(done) > FILLING_EVENTS || self.has_outgrown_senses()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn snapshot(&self) -> Result<Arc<Snapshot>, SearchError> {
        self.published().ok_or_else(|| self.preparing())
    }

    fn preparing(&self) -> SearchError {
        let (done, of) = self.state().progress;
        SearchError::Preparing { done, of }
    }

    fn publish(&self, snapshot: Arc<Snapshot>, kept: &Arc<Kept>) {
        let mut state = self.state();
        let before = state.snapshot.replace(snapshot);
        state.kept = Some(Arc::clone(kept));
        state.generation += 1;
        drop(state);
        // Not within the lock, for which readers wait: what was merged away takes a while to free.
        drop(before);
    }

    fn published(&self) -> Option<Arc<Snapshot>> {
        self.state().snapshot.as_ref().map(Arc::clone)
    }

    fn published_with_kept(&self) -> Option<(Arc<Snapshot>, Arc<Kept>, u64)> {
        let state = self.state();
        let (snapshot, kept) = state.snapshot.as_ref().zip(state.kept.as_ref())?;
        Some((Arc::clone(snapshot), Arc::clone(kept), state.generation))
    }

    fn progress(&self, done: u64, of: u64) {
        self.state().progress = (done, of);
    }
}
