//! Documents as commands take them: from a file or from standard input, never more than fits.
//!
//! A PDF file brings its pages along, which poppler's programs get out of it.

use crate::failure::Failure;
use heeded_reader::{MAX_DOCUMENT_BYTES, Pages};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A document as it was taken.
pub(crate) struct Document {
    /// What to call it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Its words with their places, if it is a PDF file.
    pub(crate) pages: Option<Pages>,
}

/// Takes a document; "-" is standard input.
///
/// # Errors
///
/// When it cannot be read. One that is too large is read no further than shows it: the reader
/// then says so.
pub(crate) fn take(path: &Path) -> Result<Document, Failure> {
    let name = if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned()
    };
    let typed = path.to_string_lossy();
    if typed.starts_with("http://") || typed.starts_with("https://") {
        return Err(Failure::Other(format!(
            "{typed} is an address; this version reads files: save the page, and name the file"
        )));
    }
    let reading = || format!("reading {}", path.display());
    let bytes = if path == Path::new("-") {
        limited(io::stdin().lock())
    } else if path.is_dir() {
        return Err(Failure::Other(format!(
            "{} is a folder; name the files in it",
            path.display()
        )));
    } else {
        File::open(path).and_then(limited)
    };
    let bytes = bytes.map_err(|cause| Failure::file(reading(), cause))?;
    let pages = if bytes.len() <= MAX_DOCUMENT_BYTES {
        heeded_extract::pages(&name, &bytes).map_err(|cause| Failure::Other(cause.to_string()))?
    } else {
        None
    };
    Ok(Document { name, bytes, pages })
}

fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_DOCUMENT_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
