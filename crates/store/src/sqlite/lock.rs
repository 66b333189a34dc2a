//! One process at a time has a data folder, and says who it is.
//!
//! The lock is the system's: it goes when the process goes, however it goes.

use crate::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// The lock's file in the data folder.
const FILE: &str = "heeded.lock";

/// What the holder says of itself is cut at this many bytes.
const HOLDER_BYTES_MAX: u64 = 1_000;

/// A data folder held by this process, for as long as this lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, or says who has it.
    pub(super) fn take(folder: &Path, holder: &str) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let doing = |cause| StoreError::File {
            doing: format!("locking {}", path.display()),
            cause,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(doing)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked {
                    holder: named(&mut file),
                });
            }
            Err(TryLockError::Error(cause)) => return Err(doing(cause)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()))
            .map_err(doing)?;
        Ok(Self { _file: file })
    }
}

fn named(file: &mut File) -> String {
    let mut text = String::new();
    match file.take(HOLDER_BYTES_MAX).read_to_string(&mut text) {
        Ok(read) if read > 0 => text,
        _ => "another process".to_owned(),
    }
}
