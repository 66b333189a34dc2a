//! Counting apart: one thread that counts for statistics, and what it remembers.
//!
//! A count may take seconds on a register of a million. Nobody's page waits on a busy thread for
//! it: who asks first waits asleep; who asks again while the register moves on gets the count
//! before, which says where the register stood, and the next count is begun.

use super::place::Place;
use super::readers::Readers;
use super::statistics::count;
use crate::{Answer, Counted, Statistics, StatisticsQuery, StoreError};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};

/// Requests for counts that may wait; who comes after that is told to come again.
const QUEUE_REQUESTS_MAX: usize = 32;

/// Counts remembered, some 20 KB each; when there are more all are forgotten.
const COUNTS_RESULTS_MAX: usize = 200;

/// Rows that are counted at once though an older count is at hand: some 30 ms.
const AT_ONCE_ROWS_MAX: u64 = 50_000;

/// A count, the newest event that it knows of, and how many rows it took.
#[derive(Clone)]
struct Kept {
    statistics: Arc<Statistics>,
    at: u64,
    rows: u64,
}

type Memory = Arc<Mutex<HashMap<StatisticsQuery, Kept>>>;
type Told = oneshot::Sender<Result<Kept, StoreError>>;

/// The way to the counting thread.
pub(super) struct Counting {
    queue: mpsc::Sender<(StatisticsQuery, Option<Told>)>,
    memory: Memory,
}

impl Counting {
    pub(super) fn start(folder: &Path, place: Arc<Place>) -> Result<Self, StoreError> {
        let (queue, requests) = mpsc::channel(QUEUE_REQUESTS_MAX);
        let memory = Memory::default();
        let (readers, remembered) = (
            Readers::new(folder, Arc::clone(&place)),
            Arc::clone(&memory),
        );
        std::thread::Builder::new()
            .name("heeded-counter".to_owned())
            .spawn(move || serve(&readers, requests, &remembered, &place))
            .map_err(|cause| StoreError::File {
                doing: "starting the counter".to_owned(),
                cause,
            })?;
        Ok(Self { queue, memory })
    }

    /// Answers with counts: the newest, or those before while new ones are made. `None` when so
    /// many wait for counts that there is no room to wait.
    pub(super) fn of(&self, wanted: StatisticsQuery, head: u64) -> Answer<'_, Option<Counted>> {
        let kept = lock(&self.memory).get(&wanted).cloned();
        let counted = move |kept: Kept| Counted {
            statistics: kept.statistics,
            at: kept.at,
            head,
        };
        match kept {
            Some(kept) if kept.at >= head => return done(Some(counted(kept))),
            Some(kept) if kept.rows > AT_ONCE_ROWS_MAX => {
                // When there is no room another request will bring it up to date.
                let _ = self.queue.try_send((wanted, None));
                return done(Some(counted(kept)));
            }
            _ => {}
        }
        let (tell, told) = oneshot::channel();
        if self.queue.try_send((wanted, Some(tell))).is_err() {
            return done(None);
        }
        Box::pin(async move {
            let stopped = |_| StoreError::Database("the counter has stopped".to_owned());
            Ok(Some(counted(told.await.map_err(stopped)??)))
        })
    }

    /// Forgets all of them: the tables were worked out again.
    pub(super) fn forget(&self) {
        lock(&self.memory).clear();
    }
}

fn done(counted: Option<Counted>) -> Answer<'static, Option<Counted>> {
    Box::pin(std::future::ready(Ok(counted)))
}

fn lock(memory: &Memory) -> std::sync::MutexGuard<'_, HashMap<StatisticsQuery, Kept>> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends when the register is closed: nothing sends any more.
fn serve(
    readers: &Readers,
    mut requests: mpsc::Receiver<(StatisticsQuery, Option<Told>)>,
    memory: &Memory,
    place: &Place,
) {
    while let Some((wanted, tell)) = requests.blocking_recv() {
        let head = place.head();
        // Somebody else may have asked the same in the meantime.
        let known = lock(memory)
            .get(&wanted)
            .filter(|kept| kept.at >= head)
            .cloned();
        let answer = known.map_or_else(
            || {
                let counted = readers.read(|connection| count(connection, &wanted));
                counted.map(|(statistics, rows)| Kept {
                    statistics: Arc::new(statistics),
                    at: head,
                    rows,
                })
            },
            Ok,
        );
        if let Ok(kept) = &answer {
            remember(memory, wanted, kept.clone());
        }
        if let Some(tell) = tell {
            // Who no longer waits need not be told.
            let _ = tell.send(answer);
        }
    }
}

fn remember(memory: &Memory, wanted: StatisticsQuery, kept: Kept) {
    let mut memory = lock(memory);
    if memory.len() >= COUNTS_RESULTS_MAX {
        memory.clear();
    }
    memory.insert(wanted, kept);
}
