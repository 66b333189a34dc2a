//! Where the register stands, for those who read: moved on by the writer of this process, and by
//! whoever notices that another process has written.

use super::dialect::failed;
use super::ledger::{Ledger, read_head};
use super::rows::{signed, unsigned};
use crate::StoreError;
use rusqlite::Connection;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often is looked whether another process has written, when nobody reads anything else. Half
/// of what the search takes to look for news.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Where the register stands.
#[derive(Debug)]
pub(super) struct Place {
    head: AtomicU64,
    organisations: AtomicU64,
    begun: Instant,
    /// When it was last looked at for its own sake, in milliseconds after it was begun.
    looked_ms: AtomicU64,
}

impl Place {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let place = Self {
            head: AtomicU64::new(0),
            organisations: AtomicU64::new(0),
            begun: Instant::now(),
            looked_ms: AtomicU64::new(0),
        };
        place.move_to(ledger);
        place
    }

    /// The newest event.
    pub(super) fn head(&self) -> u64 {
        self.head.load(Ordering::Acquire)
    }

    /// The newest event about an organisation.
    pub(super) fn organisations(&self) -> u64 {
        self.organisations.load(Ordering::Acquire)
    }

    /// Moves on to where the writer stands.
    pub(super) fn move_to(&self, ledger: &Ledger) {
        self.move_on(unsigned(ledger.head.seq), ledger.organisations);
    }

    /// Moves on to where the database stands, as a connection that just began to read sees it.
    pub(super) fn notice(&self, connection: &Connection) -> Result<(), StoreError> {
        let known = self.head();
        let head = unsigned(read_head(connection)?.seq);
        if head > known {
            let organisations = last_of_organisations(connection, known)?;
            self.move_on(head, organisations.unwrap_or_default());
        }
        Ok(())
    }

    /// Whether it is time to look for what other processes have written; true for one caller.
    pub(super) fn is_time_to_look(&self) -> bool {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let every = u64::try_from(LOOK_EVERY.as_millis()).unwrap_or(u64::MAX);
        let before = self.looked_ms.load(Ordering::Relaxed);
        now.saturating_sub(before) >= every
            && self
                .looked_ms
                .compare_exchange(before, now, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    /// Events are never taken back: whoever knows of a newer one is right.
    fn move_on(&self, head: u64, organisations: u64) {
        self.organisations
            .fetch_max(organisations, Ordering::AcqRel);
        self.head.fetch_max(head, Ordering::AcqRel);
    }
}

/// The last event about an organisation among those after a place.
pub(super) fn last_of_organisations(
    connection: &Connection,
    after: u64,
) -> Result<Option<u64>, StoreError> {
    // By the events after the place, which are few; an index of kinds would lead over all.
    let sql = "SELECT max(CASE WHEN subject_kind = 'B' THEN seq END) FROM event WHERE seq > $1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let last: Option<i64> = statement
        .query_row((signed(after),), |row| row.get(0))
        .map_err(failed)?;
    Ok(last.map(unsigned))
}
