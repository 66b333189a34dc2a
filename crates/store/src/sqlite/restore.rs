//! From a backup to a data folder. The file is believed in nothing: only the names that a backup
//! has are taken, only as many bytes as its list says, and only when their SHA-256 is right.

use super::backup::{FORMAT, Listed, MANIFEST, Manifest, Proving};
use super::dialect::FILE;
use super::documents::{self, file_failed, sync_folder};
use super::{Opening, Progress, Sqlite, Step};
use crate::StoreError;
use crate::seal::hexadecimal;
use heeded_domain::scheme::Schemes;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Longest list: a million documents.
const MANIFEST_BYTES_MAX: u64 = 256 << 20;

/// Largest database: far more than any register, less than what fills a disk by mistake.
const DATABASE_BYTES_MAX: u64 = 1 << 40;

/// Largest document.
const DOCUMENT_BYTES_MAX: u64 = 4 << 30;

/// Where files stand until all of them have proved right.
const UNPROVED: &str = "restoring";

/// Restores a backup into a new or empty folder, proves it, and opens it.
///
/// # Errors
///
/// [`StoreError::NotABackup`] when anything in the file is not as it should be; then the folder is
/// as it was before. One that is not empty is refused.
pub fn restore(
    from: &Path,
    into: &Path,
    schemes: Arc<Schemes>,
    mut opening: Opening,
) -> Result<Sqlite, StoreError> {
    let making = |cause| file_failed("restoring into", into, cause);
    let made: Vec<&Path> = into.ancestors().take_while(|a| is_missing(a)).collect();
    fs::create_dir_all(into).map_err(making)?;
    if fs::read_dir(into).map_err(making)?.next().is_some() {
        return Err(making(io::Error::from(io::ErrorKind::DirectoryNotEmpty)));
    }
    let unproved = into.join(UNPROVED);
    let unpacked = unpack(from, &unproved, &mut opening.progress)
        .and_then(|()| move_in(&unproved, into).map_err(making));
    if unpacked.is_err() {
        // The error says more than that some rubbish stayed behind.
        let _ = fs::remove_dir_all(&unproved);
        // Deepest first; one that somebody has put something into meanwhile stays.
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
    }
    unpacked?;
    Sqlite::open(into, schemes, opening)
}

fn is_missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && !folder.exists()
}

/// Moves what has proved right to its place; the database last: without it there is no register.
fn move_in(unproved: &Path, into: &Path) -> io::Result<()> {
    fs::rename(
        unproved.join(documents::FOLDER),
        into.join(documents::FOLDER),
    )?;
    fs::rename(unproved.join(FILE), into.join(FILE))?;
    fs::remove_dir(unproved)?;
    sync_folder(into)
}

fn unpack(from: &Path, into: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), StoreError> {
    let reading = |cause| file_failed("reading", from, cause);
    // What the reader of archives says quotes the bytes it met, which may be anything.
    let broken = |cause: io::Error| match cause.kind() {
        io::ErrorKind::UnexpectedEof => not_a_backup("it ends too early"),
        _ => not_a_backup("it cannot be read as a backup file"),
    };
    let documents = into.join(documents::FOLDER);
    fs::create_dir_all(&documents).map_err(|e| file_failed("making", &documents, e))?;
    let mut archive = tar::Archive::new(File::open(from).map_err(reading)?);
    let mut entries = archive.entries().map_err(broken)?;
    let first = entries
        .next()
        .ok_or_else(|| not_a_backup("it is empty"))?
        .map_err(broken)?;
    let mut missing = read_manifest(first)?;
    let total = u64::try_from(missing.len()).unwrap_or(u64::MAX);
    for entry in entries {
        let mut entry = entry.map_err(broken)?;
        let name = name_of_entry(&entry)?;
        let listed = missing
            .remove(&name)
            .ok_or_else(|| not_a_backup(format!("“{name}” is not in its list, or is twice")))?;
        if entry.size() != listed.length_bytes {
            return Err(not_a_backup(format!(
                "“{name}” has not the length of the list"
            )));
        }
        unpack_file(&mut entry, &listed, into)?;
        let left = u64::try_from(missing.len()).unwrap_or(u64::MAX);
        progress(Progress {
            step: Step::Packing,
            done: total.saturating_sub(left),
            total,
        });
    }
    match missing.keys().next() {
        Some(name) => Err(not_a_backup(format!("“{name}” is missing"))),
        None => Ok(()),
    }
}

/// Reads the list and takes only names that a backup has.
fn read_manifest(
    mut entry: tar::Entry<'_, impl Read>,
) -> Result<BTreeMap<String, Listed>, StoreError> {
    if name_of_entry(&entry)? != MANIFEST || entry.size() > MANIFEST_BYTES_MAX {
        return Err(not_a_backup("it does not begin with its list"));
    }
    let mut json = Vec::new();
    entry
        .read_to_end(&mut json)
        .map_err(|e| not_a_backup(e.to_string()))?;
    let manifest: Manifest =
        serde_json::from_slice(&json).map_err(|_| not_a_backup("its list cannot be read"))?;
    if manifest.format != FORMAT {
        let format = manifest.format;
        return Err(not_a_backup(format!(
            "it has form {format}, this version knows {FORMAT}"
        )));
    }
    let files: BTreeMap<String, Listed> = manifest
        .files
        .into_iter()
        .map(|listed| (listed.path.clone(), listed))
        .collect();
    if !files.contains_key(FILE) {
        return Err(not_a_backup("it has no database"));
    }
    for listed in files.values() {
        let limit = if listed.path == FILE {
            DATABASE_BYTES_MAX
        } else {
            DOCUMENT_BYTES_MAX
        };
        if !has_a_right_name(listed) || listed.length_bytes > limit {
            return Err(not_a_backup(format!(
                "“{}” is nothing that a backup has",
                listed.path
            )));
        }
    }
    Ok(files)
}

/// Whether it is the database, or a document in the one place that its SHA-256 gives it.
fn has_a_right_name(listed: &Listed) -> bool {
    let place = documents::place(&listed.sha256);
    listed.path == FILE || place.is_some_and(|place| place == Path::new(&listed.path))
}

fn name_of_entry(entry: &tar::Entry<'_, impl Read>) -> Result<String, StoreError> {
    let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
    if entry.header().entry_type().is_file() {
        Ok(name)
    } else {
        Err(not_a_backup(format!("“{name}” is not a plain file")))
    }
}

fn unpack_file(
    entry: &mut tar::Entry<'_, impl Read>,
    listed: &Listed,
    into: &Path,
) -> Result<(), StoreError> {
    let path = into.join(&listed.path);
    let writing = |cause| file_failed("writing", &path, cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(writing)?;
    }
    let mut file = File::create_new(&path).map_err(writing)?;
    let mut proving = Proving {
        inner: entry,
        hash: Sha256::new(),
    };
    io::copy(&mut proving, &mut file)
        .and_then(|_| file.sync_all())
        .map_err(writing)?;
    if hexadecimal(&proving.hash.finalize()) == listed.sha256 {
        Ok(())
    } else {
        Err(not_a_backup(format!(
            "“{}” is not what was packed",
            listed.path
        )))
    }
}

fn not_a_backup(what: impl Into<String>) -> StoreError {
    StoreError::NotABackup(what.into())
}
