//! The one thread that writes. Work queues up for it; what has queued up is committed together, so
//! that many small changes cost one wait for the disk, and each is acknowledged after that.

use super::dialect::failed;
use super::ledger::Ledger;
use super::place::Place;
use crate::{Answer, StoreError};
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// Work that may wait in the queue; who comes after that waits to be let in.
const QUEUE_ITEMS_MAX: usize = 256;

/// Work committed together at most, so that the first of it need not wait for ever.
const GROUP_ITEMS_MAX: usize = 64;

/// Work in its savepoint, or not done at all; answers who is to be told after the commit.
type Job = Box<dyn FnOnce(Option<&mut Ledger>) -> Told + Send>;

/// Tells whoever waits, given whether the commit held.
type Told = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The way to the writing thread.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(ledger: Ledger, place: Arc<Place>) -> Result<Self, StoreError> {
        let (queue, jobs) = mpsc::channel(QUEUE_ITEMS_MAX);
        let thread = std::thread::Builder::new()
            .name("heeded-writer".to_owned())
            .spawn(move || write(ledger, jobs, &place))
            .map_err(|cause| StoreError::File {
                doing: "starting the writer".to_owned(),
                cause,
            })?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
        })
    }

    /// Queues work and answers when it is kept.
    pub(super) fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Ledger) -> Result<T, StoreError> + Send + 'static,
    ) -> Answer<'static, T> {
        let queue = self.queue.clone();
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |ledger| {
            let result = ledger.map(|ledger| ledger.all_or_nothing(work));
            Box::new(move |committed| {
                let answer = match (committed, result) {
                    // What went wrong with this very work says more than that all was undone.
                    (Err(_), Some(Err(own))) => Err(own),
                    (Err(undone), _) => Err(undone),
                    (Ok(()), result) => result.unwrap_or_else(|| Err(stopped())),
                };
                // Who no longer waits need not be told.
                let _ = tell.send(answer);
            })
        });
        Box::pin(async move {
            let queue = queue.ok_or_else(stopped)?;
            queue.send(job).await.map_err(|_| stopped())?;
            told.await.map_err(|_| stopped())?
        })
    }
}

impl Drop for Writer {
    /// Waits until all that was queued is kept.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has been reported over there.
            let _ = thread.join();
        }
    }
}

fn stopped() -> StoreError {
    StoreError::Database("the writer has stopped; restart Heeded".to_owned())
}

fn write(mut ledger: Ledger, mut jobs: mpsc::Receiver<Job>, place: &Place) {
    while let Some(first) = jobs.blocking_recv() {
        let mut group = vec![first];
        while group.len() < GROUP_ITEMS_MAX
            && let Ok(next) = jobs.try_recv()
        {
            group.push(next);
        }
        write_group(&mut ledger, group, place);
    }
    // Leaves one tidy file behind; while others read, or when that fails, the log is read at the
    // next start. Nobody waits for it.
    let _ = ledger
        .connection
        .execute_batch("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
}

/// Commits a group of work. Work that is refused leaves the others alone; when the transaction is
/// lost (a full disk), nothing of the group is kept and everyone is told.
fn write_group(ledger: &mut Ledger, group: Vec<Job>, place: &Place) {
    let mut outcome = ledger.begin();
    let mut tell: Vec<Told> = Vec::with_capacity(group.len());
    for job in group {
        // Outside a transaction work would keep itself, piece by piece: it is not begun.
        tell.push(job(outcome.is_ok().then_some(&mut *ledger)));
        if outcome.is_ok() && ledger.has_lost_its_transaction() {
            let undone = "a change written together with this one failed; repeat this one";
            outcome = Err(StoreError::Database(undone.to_owned()));
        }
    }
    if outcome.is_ok() {
        outcome = ledger.commit().map_err(failed);
    }
    if outcome.is_err() {
        // Where even this fails, the next begin fails as well and says why.
        let _ = ledger.roll_back();
    }
    place.move_to(ledger);
    for tell in tell {
        tell(match &outcome {
            Ok(()) => Ok(()),
            Err(StoreError::NoSpace) => Err(StoreError::NoSpace),
            Err(error) => Err(StoreError::Database(error.to_string())),
        });
    }
}
