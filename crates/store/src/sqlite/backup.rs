//! A backup: one tar file with a list of its files, the database, the documents.
//!
//! It is written under another name and gets its own when it is whole and safe on the disk.

use super::dialect::{FILE, failed, open_reader};
use super::documents::{self, file_failed, sync_folder};
use super::rows::unsigned;
use super::{Progress, Step};
use crate::StoreError;
use crate::seal::hexadecimal;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The name of the list in the tar file; it comes first.
pub(super) const MANIFEST: &str = "manifest.json";

/// The form of backups that this version writes.
pub(super) const FORMAT: u32 = 1;

/// Pages of the database copied between two reports of progress.
const PAGES_AT_ONCE: i32 = 2_000;

/// Bytes read at once.
const BUFFER_BYTES: usize = 1 << 16;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// Its newest event.
    pub head: u64,
    /// Its documents.
    pub documents: u64,
    /// The length of the file.
    pub length_bytes: u64,
}

/// What a backup consists of.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) files: Vec<Listed>,
}

/// A file of a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) length_bytes: u64,
}

/// Writes the register of a folder into a new file.
pub(super) fn backup(
    folder: &Path,
    to: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<BackedUp, StoreError> {
    if to.exists() {
        let there = io::Error::from(io::ErrorKind::AlreadyExists);
        return Err(file_failed("writing", to, there));
    }
    let copy = Unfinished(beside(to, "database"));
    let packed = Unfinished(beside(to, "unfinished"));
    let head = copy_database(folder, &copy.0, progress)?;
    let documents = pack(folder, &copy.0, &packed.0, progress)?;
    fs::rename(&packed.0, to).map_err(|e| file_failed("writing", to, e))?;
    if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        sync_folder(parent).map_err(|e| file_failed("writing", parent, e))?;
    }
    let length_bytes = fs::metadata(to)
        .map_err(|e| file_failed("reading", to, e))?
        .len();
    Ok(BackedUp {
        head,
        documents,
        length_bytes,
    })
}

/// A file that goes when its work is done or fails.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // When it has been renamed there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

fn beside(to: &Path, what: &str) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}"));
    to.with_file_name(name)
}

/// Copies the database as it is at one moment, while it is in use; answers its newest event.
fn copy_database(
    folder: &Path,
    to: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, StoreError> {
    // What an earlier attempt left would be taken for a database.
    let _ = fs::remove_file(to);
    let source = open_reader(folder)?;
    let mut copy = Connection::open(to).map_err(failed)?;
    // Reading begins the transaction: the copy is of this moment however long it takes.
    source.execute_batch("BEGIN").map_err(failed)?;
    let head = "SELECT coalesce(max(seq), 0) FROM event";
    let head: i64 = source
        .query_row(head, (), |row| row.get(0))
        .map_err(failed)?;
    let backup = Backup::new(&source, &mut copy).map_err(failed)?;
    loop {
        let step = backup.step(PAGES_AT_ONCE).map_err(failed)?;
        let pages = backup.progress();
        let total = unsigned(i64::from(pages.pagecount));
        let done = total.saturating_sub(unsigned(i64::from(pages.remaining)));
        progress(Progress {
            step: Step::Copying,
            done,
            total,
        });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // Nobody else has the copy, and readers of the source are never locked out.
            _ => return Err(StoreError::Database("the database is busy".to_owned())),
        }
    }
    drop(backup);
    // One file and no log beside it.
    copy.execute_batch("PRAGMA journal_mode = DELETE")
        .map_err(failed)?;
    Ok(unsigned(head))
}

/// Packs the copy and its documents; answers how many documents there are.
fn pack(
    folder: &Path,
    copy: &Path,
    to: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, StoreError> {
    let connection = Connection::open(copy).map_err(failed)?;
    let names = documents::names(&connection)?;
    let mut files = vec![(copy.to_owned(), listed(copy, FILE)?)];
    for name in &names {
        let Some(place) = documents::place(name) else {
            return Err(StoreError::Damaged(format!(
                "“{name}” is no name of a document"
            )));
        };
        let path = folder.join(&place);
        let length_bytes = fs::metadata(&path)
            .map_err(|e| file_failed("reading", &path, e))?
            .len();
        let path_there = place.to_string_lossy().replace('\\', "/");
        files.push((
            path,
            Listed {
                path: path_there,
                sha256: name.clone(),
                length_bytes,
            },
        ));
    }
    let total = u64::try_from(files.len()).unwrap_or(u64::MAX);
    let manifest = Manifest {
        format: FORMAT,
        files: files.iter().map(|(_, listed)| listed.clone()).collect(),
    };
    let writing = |cause| file_failed("writing", to, cause);
    let mut tar = tar::Builder::new(File::create(to).map_err(writing)?);
    let json = serde_json::to_vec(&manifest).map_err(|e| StoreError::Database(e.to_string()))?;
    let length = u64::try_from(json.len()).unwrap_or(u64::MAX);
    tar.append_data(&mut header(length), MANIFEST, json.as_slice())
        .map_err(writing)?;
    for (done, (path, listed)) in (1..).zip(&files) {
        let mut file = File::open(path).map_err(|e| file_failed("reading", path, e))?;
        let mut proved = Proving {
            inner: &mut file,
            hash: Sha256::new(),
        };
        tar.append_data(&mut header(listed.length_bytes), &listed.path, &mut proved)
            .map_err(writing)?;
        if hexadecimal(&proved.hash.finalize()) != listed.sha256 {
            let what = format!("{} is not what was captured", listed.path);
            return Err(StoreError::Damaged(what));
        }
        progress(Progress {
            step: Step::Packing,
            done,
            total,
        });
    }
    let mut file = tar.into_inner().map_err(writing)?;
    file.flush()
        .and_then(|()| file.sync_all())
        .map_err(writing)?;
    Ok(u64::try_from(names.len()).unwrap_or(u64::MAX))
}

fn listed(path: &Path, name: &str) -> Result<Listed, StoreError> {
    let reading = |cause| file_failed("reading", path, cause);
    let mut file = File::open(path).map_err(reading)?;
    let mut proving = Proving {
        inner: &mut file,
        hash: Sha256::new(),
    };
    let length_bytes = io::copy(&mut proving, &mut io::sink()).map_err(reading)?;
    let sha256 = hexadecimal(&proving.hash.finalize());
    Ok(Listed {
        path: name.to_owned(),
        sha256,
        length_bytes,
    })
}

fn header(length_bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(length_bytes);
    header.set_mode(0o600);
    header
}

/// Hashes what is read through it.
pub(super) struct Proving<'a, R> {
    pub(super) inner: &'a mut R,
    pub(super) hash: Sha256,
}

impl<R: Read> Read for Proving<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let limit = buffer.len().min(BUFFER_BYTES);
        let read = self
            .inner
            .read(buffer.get_mut(..limit).unwrap_or_default())?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
