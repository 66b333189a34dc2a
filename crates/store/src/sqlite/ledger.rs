//! What the writer holds: the connection of this process that writes, and where the register
//! stands.

use super::dialect::{data_version, failed, meaning};
use super::place::last_of_organisations;
use super::rows::{letter, signed, unsigned};
use crate::seal::{Hash, START};
use crate::{StoreError, SubjectKind};
use heeded_domain::event::Subject;
use heeded_domain::scheme::Schemes;
use rusqlite::{Connection, OptionalExtension};
use std::path::PathBuf;
use std::sync::Arc;

/// The writing side of a register.
pub(super) struct Ledger {
    pub(super) folder: PathBuf,
    pub(super) connection: Connection,
    pub(super) schemes: Arc<Schemes>,
    pub(super) head: Head,
    /// The last event about an organisation.
    pub(super) organisations: u64,
    pub(super) next_ids: NextIds,
    /// The state of the database that the above is of.
    version: i64,
}

/// The newest event: its number and the chain up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) chain: Hash,
}

/// The next identifier of each kind of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NextIds {
    organisation: u64,
    report: u64,
    recommendation: u64,
    changed: bool,
}

impl Ledger {
    pub(super) fn new(
        folder: PathBuf,
        connection: Connection,
        schemes: Arc<Schemes>,
    ) -> Result<Self, StoreError> {
        let head = read_head(&connection)?;
        let organisations = unsigned(head.seq);
        let next_ids = NextIds::read(&connection)?;
        let version = data_version(&connection)?;
        Ok(Self {
            folder,
            connection,
            schemes,
            head,
            organisations,
            next_ids,
            version,
        })
    }

    /// Runs work that is undone as one when it fails.
    pub(super) fn all_or_nothing<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let before = (self.head, self.organisations, self.next_ids);
        self.execute("SAVEPOINT work")?;
        let result = work(self);
        let ended = match &result {
            Ok(_) => self.execute("RELEASE work"),
            // When the disk is full SQLite may have rolled back everything; then these fail, and
            // the writer notices that its transaction has gone.
            Err(_) => self
                .execute("ROLLBACK TO work")
                .and_then(|()| self.execute("RELEASE work")),
        };
        let result = match (result, ended) {
            (Ok(done), Ok(())) => Ok(done),
            (Err(error), _) | (Ok(_), Err(error)) => Err(error),
        };
        if result.is_err() {
            (self.head, self.organisations, self.next_ids) = before;
        }
        result
    }

    fn execute(&self, sql: &str) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        statement.execute(()).map(|_| ()).map_err(failed)
    }

    /// Begins a transaction; where another process has written, from where that left the register.
    pub(super) fn begin(&mut self) -> Result<(), StoreError> {
        self.execute("BEGIN IMMEDIATE")?;
        let version = data_version(&self.connection)?;
        if version != self.version {
            let known = unsigned(self.head.seq);
            self.head = read_head(&self.connection)?;
            if let Some(last) = last_of_organisations(&self.connection, known)? {
                self.organisations = last;
            }
            self.next_ids = NextIds::read(&self.connection)?;
            self.version = version;
        }
        Ok(())
    }

    pub(super) fn commit(&self) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("COMMIT")?
            .execute(())
            .map(|_| ())
    }

    /// Whether the transaction that was begun has gone.
    pub(super) fn has_lost_its_transaction(&self) -> bool {
        self.connection.is_autocommit()
    }

    /// Undoes the transaction and reads again where the register stands.
    pub(super) fn roll_back(&mut self) -> Result<(), StoreError> {
        if !self.connection.is_autocommit() {
            self.connection
                .execute_batch("ROLLBACK")
                .map_err(|e| meaning(&e))?;
        }
        self.head = read_head(&self.connection)?;
        self.organisations = unsigned(self.head.seq);
        self.next_ids = NextIds::read(&self.connection)?;
        Ok(())
    }

    /// Writes the next identifiers when they have moved.
    pub(super) fn keep_next_ids(&mut self) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.next_ids.changed) {
            return Ok(());
        }
        let sql = "UPDATE next_id SET next = $1 WHERE subject_kind = $2";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        for kind in KINDS {
            let next = signed(self.next_ids.of(kind));
            statement.execute((next, letter(kind))).map_err(failed)?;
        }
        Ok(())
    }
}

const KINDS: [SubjectKind; 3] = [
    SubjectKind::Organisation,
    SubjectKind::Report,
    SubjectKind::Recommendation,
];

impl NextIds {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT next FROM next_id WHERE subject_kind = $1";
        let mut next = Self {
            organisation: 1,
            report: 1,
            recommendation: 1,
            changed: false,
        };
        for kind in KINDS {
            let kept = connection.query_row(sql, (letter(kind),), |row| row.get(0));
            *next.of_mut(kind) = unsigned(kept.map_err(failed)?);
        }
        Ok(next)
    }

    fn of(&mut self, kind: SubjectKind) -> u64 {
        *self.of_mut(kind)
    }

    fn of_mut(&mut self, kind: SubjectKind) -> &mut u64 {
        match kind {
            SubjectKind::Organisation => &mut self.organisation,
            SubjectKind::Report => &mut self.report,
            SubjectKind::Recommendation => &mut self.recommendation,
        }
    }

    pub(super) fn reserve(&mut self, kind: SubjectKind, count: u64) -> u64 {
        let next = self.of_mut(kind);
        let first = *next;
        *next = first.saturating_add(count);
        self.changed = true;
        first
    }

    /// An identifier that is used is never given out, however it was come by.
    pub(super) fn make_room(&mut self, subject: Subject) {
        let (kind, used) = match subject {
            Subject::Organisation(id) => (SubjectKind::Organisation, id.0),
            Subject::Report(id) => (SubjectKind::Report, id.0),
            Subject::Recommendation(id) => (SubjectKind::Recommendation, id.0),
        };
        let next = self.of_mut(kind);
        if *next <= used {
            *next = used.saturating_add(1);
            self.changed = true;
        }
    }
}

/// The newest event that the database has.
pub(super) fn read_head(connection: &Connection) -> Result<Head, StoreError> {
    let sql = "SELECT seq, chain FROM event ORDER BY seq DESC LIMIT 1";
    let head = connection
        .query_row(sql, (), |row| {
            Ok(Head {
                seq: row.get(0)?,
                chain: row.get(1)?,
            })
        })
        .optional()
        .map_err(failed)?;
    Ok(head.unwrap_or(Head {
        seq: 0,
        chain: START,
    }))
}
