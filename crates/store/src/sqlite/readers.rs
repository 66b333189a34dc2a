//! Connections that read. A read takes one, uses it in place and puts it back: no other thread is
//! asked, because a read takes microseconds and a change of threads costs more than that.

use super::dialect::{failed, open_reader};
use crate::StoreError;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Connections kept when nobody reads; when more read at once, each further one opens its own.
const IDLE_CONNECTIONS_MAX: usize = 4;

/// The reading connections of a folder.
#[derive(Debug)]
pub(super) struct Readers {
    folder: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            idle: Mutex::default(),
        }
    }

    /// Reads with a connection of its own.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = idle.map_or_else(|| open_reader(&self.folder), Ok)?;
        // One transaction: the parts of an answer are of one moment, and locks are taken once.
        connection.execute_batch("BEGIN").map_err(failed)?;
        let answer = work(&connection);
        connection.execute_batch("COMMIT").map_err(failed)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_CONNECTIONS_MAX {
            idle.push(connection);
        }
        answer
    }
}
