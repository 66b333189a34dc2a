//! What is SQLite's own: how a connection is set up, and what its errors mean.
//!
//! The rest of the SQL under `sqlite/` is written so that PostgreSQL understands it too: `$1, $2`
//! in the order of first appearance, no functions beyond the standard's.

use crate::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// The database's file in the data folder.
pub(super) const FILE: &str = "heeded.sqlite";

/// Events in the order of their day. Without statistics the planner takes the index of subjects,
/// reads every recommendation's events and sorts them; the newest five then cost 100 ms.
pub(super) const NEWEST_EVENT: &str = "event e INDEXED BY event_newest";

/// Events in the order in which they were recorded. As above: an index of subjects would be sorted
/// whole for the newest few.
pub(super) const LAST_RECORDED_EVENT: &str = "event e NOT INDEXED";

/// Page cache of the writing connection, in KiB: a batch's index pages stay in memory.
const WRITER_CACHE_KIB: u32 = 40_000;

/// Page cache of each reading connection, in KiB. With [`super::readers`]' number of connections
/// the whole stays far below the 80 MB that a register of 100,000 may use.
const READER_CACHE_KIB: u32 = 4_000;

/// Statements kept prepared per connection: all there are, with room.
const STATEMENTS_MAX: usize = 128;

/// How long to wait while another process writes: each of its transactions takes milliseconds.
const BUSY_WAIT: Duration = Duration::from_secs(10);

/// Pages in the write-ahead log before they are moved: 256 MiB, so that a long import moves each
/// page of an index once and not for every batch. What a server writes in a day is far less.
const CHECKPOINT_PAGES: u32 = 64_000;

/// Bytes that the write-ahead log keeps on the disk once its pages have been moved.
const LOG_BYTES_KEPT: u32 = 16 << 20;

/// Opens the connection that writes; makes the file where there is none.
pub(super) fn open_writer(folder: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(folder, flags, WRITER_CACHE_KIB)
}

/// Makes the writing connection safe against the loss of power.
///
/// Apart from opening, because it writes: a newer database must be refused before.
pub(super) fn set_up_writer(connection: &Connection) -> Result<(), StoreError> {
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES};
             PRAGMA journal_size_limit = {LOG_BYTES_KEPT};"
        ))
        .map_err(failed)
}

/// Opens a connection that can only read.
pub(super) fn open_reader(folder: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(folder, flags, READER_CACHE_KIB)
}

fn open(folder: &Path, flags: OpenFlags, cache_kib: u32) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(folder.join(FILE), flags).map_err(failed)?;
    connection.busy_timeout(BUSY_WAIT).map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    // Plans do not depend on values: else a statement is prepared again for each new value, which
    // takes ten times as long as running it.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(failed)?;
    // No memory map: its pages would count as memory of the process and save little.
    connection
        .execute_batch(&format!(
            "PRAGMA cache_size = -{cache_kib}; PRAGMA temp_store = MEMORY;
             PRAGMA trusted_schema = OFF;"
        ))
        .map_err(failed)?;
    Ok(connection)
}

/// Names the state of the database that a connection sees: another than the last time when any
/// other connection, of this process or another, has written. Within a transaction it is the state
/// that the transaction is of.
pub(super) fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    let mut statement = connection
        .prepare_cached("PRAGMA data_version")
        .map_err(failed)?;
    statement.query_row((), |row| row.get(0)).map_err(failed)
}

/// What an error of the database means to us.
pub(super) fn failed(error: rusqlite::Error) -> StoreError {
    meaning(&error)
}

/// As [`failed`], for an error that is needed again.
pub(super) fn meaning(error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::NoSpace,
        Some(ErrorCode::DatabaseBusy) => StoreError::Busy,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged(format!("the database cannot be read ({error})"))
        }
        _ => StoreError::Database(error.to_string()),
    }
}
