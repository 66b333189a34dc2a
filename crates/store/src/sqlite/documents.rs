//! Captured documents: a file each, named by its SHA-256, and a row.
//!
//! The file is there and safe before its row is: a row without its file cannot come about, a file
//! without its row is harmless and is used when the same document comes again.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{date, query, signed, unsigned};
use crate::seal::name_of;
use crate::{DocumentRow, NewDocument, StoreError, day};
use rusqlite::{Connection, OptionalExtension};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of documents in the data folder.
pub(super) const FOLDER: &str = "documents";

/// Characters of a SHA-256 in hexadecimal.
const NAME_CHARACTERS: usize = 64;

/// The place of a document's bytes under [`FOLDER`]: by its first two characters, so that no
/// folder holds very many. `None` when this is no SHA-256.
pub(super) fn place(sha256: &str) -> Option<PathBuf> {
    let fits = sha256.len() == NAME_CHARACTERS
        && sha256
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let (first, rest) = sha256.split_at_checked(2)?;
    fits.then(|| Path::new(FOLDER).join(first).join(rest))
}

impl Ledger {
    /// Keeps a document under its name.
    pub(super) fn keep_document(
        &mut self,
        sha256: &str,
        document: &NewDocument,
    ) -> Result<(), StoreError> {
        let path = self
            .folder
            .join(place(sha256).ok_or_else(|| no_name(sha256))?);
        // A file that is missing or has been damaged is mended by its document coming again.
        if bytes(&self.folder, sha256).is_err() {
            keep_file(&path, &document.bytes)?;
        }
        let sql = "INSERT INTO document (sha256, name, media_type, address, captured_on,
             length_bytes) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (
            sha256,
            &document.name,
            &document.media_type,
            &document.address,
            day::number(document.captured_on),
            signed(u64::try_from(document.bytes.len()).unwrap_or(u64::MAX)),
        );
        statement.execute(row).map(|_| ()).map_err(failed)
    }
}

/// What is known of a document.
pub(super) fn row(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<DocumentRow>, StoreError> {
    let sql = "SELECT name, media_type, address, captured_on, length_bytes FROM document
               WHERE sha256 = $1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let found = statement
        .query_row((sha256,), |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()
        .map_err(failed)?;
    let Some((name, media_type, address, captured_on, length)) = found else {
        return Ok(None);
    };
    let (sha256, captured_on) = (sha256.to_owned(), date(captured_on)?);
    let length_bytes = unsigned(length);
    Ok(Some(DocumentRow {
        sha256,
        name,
        media_type,
        address,
        captured_on,
        length_bytes,
    }))
}

/// The bytes of a document, proved against their name.
pub(super) fn bytes(folder: &Path, sha256: &str) -> Result<Vec<u8>, StoreError> {
    let path = folder.join(place(sha256).ok_or_else(|| no_name(sha256))?);
    let bytes = fs::read(&path).map_err(|e| file_failed("reading", &path, e))?;
    if name_of(&bytes) == sha256 {
        Ok(bytes)
    } else {
        Err(StoreError::Damaged(format!(
            "document {sha256} is not what was captured"
        )))
    }
}

/// Writes a file so that after a loss of power it is there whole or not at all.
pub(super) fn keep_file(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|e| file_failed("making", folder, e))?;
    let unfinished = path.with_extension("unfinished");
    let written = write_through(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path));
    if let Err(cause) = written {
        // What is left of it is in the way of nothing, and the error matters more.
        let _ = fs::remove_file(&unfinished);
        return Err(file_failed("writing", path, cause));
    }
    // The name is safe once its folder is, and that folder's name once its own folder is.
    for folder in path.ancestors().skip(1).take(2) {
        sync_folder(folder).map_err(|e| file_failed("writing", folder, e))?;
    }
    Ok(())
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the names in a folder safe. Windows has no such thing and needs none.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// What an error of the file system means to us.
pub(super) fn file_failed(doing: &str, path: &Path, cause: io::Error) -> StoreError {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::NoSpace,
        _ => StoreError::File {
            doing: format!("{doing} {}", path.display()),
            cause,
        },
    }
}

fn no_name(sha256: &str) -> StoreError {
    let cause = io::Error::from(io::ErrorKind::NotFound);
    StoreError::File {
        doing: format!("looking for document “{sha256}”"),
        cause,
    }
}

/// The names of all documents.
pub(super) fn names(connection: &Connection) -> Result<Vec<String>, StoreError> {
    query(
        connection,
        "SELECT sha256 FROM document ORDER BY sha256",
        (),
        |row| row.get(0).map_err(failed),
    )
}
