//! Documents as commands take them: from a file, an address or standard input, never more than
//! fits.
//!
//! A PDF file brings its pages along, which poppler's programs get out of it.

use super::sources::Source;
use crate::failure::Failure;
use crate::settings::Settings;
use heeded_fetch::{Answer, Fetched, Fetcher, Limits, Reach, Seen};
use heeded_reader::{Attached, MAX_DOCUMENT_BYTES, Pages};
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
    /// The words of the PDF files that lie in it, if it is a letter.
    pub(crate) attached: Vec<Attached>,
    /// Its media type, where it came with one.
    pub(crate) media_type: Option<String>,
    /// How it came, without its bytes, where it came from an address.
    pub(crate) fetched: Option<Fetched>,
}

/// Takes documents, with one fetcher for all: the robots.txt of a site is asked for once.
pub(crate) struct Taker {
    reach: Reach,
    /// Made when the first address comes.
    fetcher: Option<Fetcher>,
}

impl Taker {
    pub(crate) fn new(settings: &Settings) -> Self {
        let reach = if settings.allow_private_addresses {
            Reach::Private
        } else {
            Reach::Public
        };
        let fetcher = None;
        Self { reach, fetcher }
    }

    /// Takes a document.
    ///
    /// # Errors
    ///
    /// When it cannot be read or fetched. One that is too large is read no further than shows it:
    /// the reader then says so.
    pub(crate) fn take(&mut self, source: &Source) -> Result<Document, Failure> {
        match source {
            Source::Input => {
                let bytes = limited(io::stdin().lock());
                from_bytes("standard input".to_owned(), at("standard input", bytes)?)
            }
            Source::File(path) => file(path),
            Source::Address(address) => match self.ask(address, &Seen::default())? {
                Some(document) => Ok(document),
                None => Err(Failure::Other(format!("{address} sent nothing; try again"))),
            },
        }
    }

    /// Fetches a document; `None` when it is what was seen before.
    ///
    /// # Errors
    ///
    /// When it cannot be fetched.
    pub(crate) fn ask(&mut self, address: &str, seen: &Seen) -> Result<Option<Document>, Failure> {
        let limits = Limits::for_documents_of(MAX_DOCUMENT_BYTES);
        let fetcher = self
            .fetcher
            .get_or_insert_with(|| Fetcher::new(self.reach, limits));
        let Answer::Fetched(mut fetched) = fetcher.get_if_changed(address, seen)? else {
            return Ok(None);
        };
        let bytes = std::mem::take(&mut fetched.bytes);
        let mut document = from_bytes(fetched.name.clone(), bytes)?;
        document.media_type.clone_from(&fetched.media_type);
        document.fetched = Some(fetched);
        Ok(Some(document))
    }
}

fn file(path: &Path) -> Result<Document, Failure> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let bytes = File::open(path).and_then(limited);
    let bytes = at(&path.display().to_string(), bytes)?;
    from_bytes(name.to_string_lossy().into_owned(), bytes)
}

/// A document of which the bytes are there.
///
/// # Errors
///
/// When it is a PDF file that gives no words.
pub(crate) fn from_bytes(name: String, bytes: Vec<u8>) -> Result<Document, Failure> {
    let pages = if bytes.len() <= MAX_DOCUMENT_BYTES {
        heeded_extract::pages(&name, &bytes).map_err(|cause| Failure::Other(cause.to_string()))?
    } else {
        None
    };
    let attached = match &pages {
        Some(_) => Vec::new(),
        None => heeded_extract::attached(&heeded_reader::Document::new(&name, &bytes)),
    };
    Ok(Document {
        name,
        bytes,
        pages,
        attached,
        media_type: None,
        fetched: None,
    })
}

fn at(place: &str, bytes: io::Result<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    bytes.map_err(|cause| Failure::file(format!("reading {place}"), cause))
}

fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_DOCUMENT_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
