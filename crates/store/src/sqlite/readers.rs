//! Connections that read. A read takes one, uses it in place and puts it back: no other thread is
//! asked, because a read takes microseconds and a change of threads costs more than that.
//!
//! Before it reads it notices whether anybody has written, another process included: what is
//! remembered of the register is never older than what is read.

use super::dialect::{data_version, failed, open_reader};
use super::place::Place;
use crate::StoreError;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Connections kept when nobody reads; when more read at once, each further one opens its own.
const IDLE_CONNECTIONS_MAX: usize = 4;

/// The reading connections of a folder.
#[derive(Debug)]
pub(super) struct Readers {
    folder: PathBuf,
    place: Arc<Place>,
    idle: Mutex<Vec<Reader>>,
}

/// A connection, and the state of the database that it last saw.
#[derive(Debug)]
struct Reader {
    connection: Connection,
    version: Option<i64>,
}

impl Readers {
    pub(super) fn new(folder: &Path, place: Arc<Place>) -> Self {
        Self {
            folder: folder.to_owned(),
            place,
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
        let mut reader = idle.map_or_else(|| self.open(), Ok)?;
        // One transaction: the parts of an answer are of one moment, and locks are taken once.
        reader.connection.execute_batch("BEGIN").map_err(failed)?;
        let answer = self
            .notice(&mut reader)
            .and_then(|()| work(&reader.connection));
        reader.connection.execute_batch("COMMIT").map_err(failed)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_CONNECTIONS_MAX {
            idle.push(reader);
        }
        answer
    }

    fn open(&self) -> Result<Reader, StoreError> {
        Ok(Reader {
            connection: open_reader(&self.folder)?,
            version: None,
        })
    }

    fn notice(&self, reader: &mut Reader) -> Result<(), StoreError> {
        let version = Some(data_version(&reader.connection)?);
        if reader.version != version {
            self.place.notice(&reader.connection)?;
            reader.version = version;
        }
        Ok(())
    }
}
