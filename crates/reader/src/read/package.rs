//! The parts of a zip file (Word, spreadsheets), with limits on what they may unpack to.
//!
//! What a zip file says of its sizes is not believed: bytes are counted while they are unpacked.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Source;
use crate::document::{Document, Unreadable};

/// A document has some dozens of parts, with pictures some hundreds.
const MOST_PARTS: usize = 5000;
/// All parts together, in bytes: four times the largest document that is read as it is.
const MOST_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// What a part may grow to from one packed byte. XML packs up to 40 to 1; a bomb 1000 to 1.
const MOST_GROWTH: u64 = 250;
/// Below this size, in bytes, growth harms nobody.
const HARMLESS_BYTES: u64 = 4 * 1024 * 1024;

/// Why a file that should hold documents does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not a zip file, or damaged.
    Broken,
    /// It unpacks to more than is borne.
    Bomb,
    /// It declares a document type, which no program that writes such files does.
    Doctype,
}

impl Fault {
    /// What to say of a document that has this fault.
    pub(super) fn of(self, document: &Document<'_>, what: &'static str) -> Unreadable {
        Unreadable::Damaged {
            name: document.name.to_owned(),
            what,
            why: self.why(),
        }
    }

    fn why(self) -> &'static str {
        match self {
            Self::Broken => "it is damaged. Save or download it again.",
            Self::Bomb => {
                "it unpacks to more than 256 MB, or to far more than its size: no such document \
                 is honest. Give only the pages that hold the recommendations."
            }
            Self::Doctype => {
                "it declares a document type, which is refused: it could make the reader read \
                 other files. Save it again with Word or LibreOffice."
            }
        }
    }
}

/// Opens a document that is a zip file and reads it.
pub(super) fn open<'a>(
    document: &Document<'a>,
    what: &'static str,
    read: impl FnOnce(&mut Package<'a>) -> Result<Source, Fault>,
) -> Result<Source, Unreadable> {
    let mut package = Package::open(document.bytes);
    let read = match &mut package {
        Ok(package) => read(package),
        Err(fault) => Err(*fault),
    };
    read.map_err(|fault| fault.of(document, what))
}

/// A zip file whose parts are unpacked on demand.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left_bytes: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::Bomb);
        }
        Ok(Self {
            archive,
            left_bytes: MOST_UNPACKED_BYTES,
        })
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The names of the parts, in the order of the file.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }

    /// A part as characters; `None` where there is none of that name.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, Fault> {
        if !self.holds(name) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.unpack(name, &mut bytes)?;
        let text = match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
            None => String::from_utf8_lossy(&bytes).into_owned(),
        };
        if text.contains("<!DOCTYPE") {
            return Err(Fault::Doctype);
        }
        Ok(Some(text))
    }

    /// Unpacks every part to nowhere, for other programs' readers believe what a file says; the
    /// size of the largest.
    pub(super) fn check(&mut self) -> Result<u64, Fault> {
        let mut largest = 0;
        for name in self.names() {
            let before = self.left_bytes;
            self.unpack(&name, &mut Vec::new())?;
            largest = largest.max(before - self.left_bytes);
        }
        Ok(largest)
    }

    fn unpack(&mut self, name: &str, into: &mut Vec<u8>) -> Result<(), Fault> {
        let part = self.archive.by_name(name).map_err(|_| Fault::Broken)?;
        let grown = part.compressed_size().saturating_mul(MOST_GROWTH);
        let most = grown.max(HARMLESS_BYTES).min(self.left_bytes);
        let read = part.take(most.saturating_add(1)).read_to_end(into);
        let size = u64::try_from(read.map_err(|_| Fault::Broken)?).unwrap_or(u64::MAX);
        if size > most {
            return Err(Fault::Bomb);
        }
        self.left_bytes -= size;
        Ok(())
    }
}
