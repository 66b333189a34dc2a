//! A table as the words of its cells, nothing interpreted: what a column map is laid over.

use encoding_rs::Encoding;

use super::{MAX_DOCUMENT_BYTES, csv, encoding, sheets, sniff};
use crate::document::{Document, Unreadable};
use crate::reading::Format;

/// A sheet of a workbook, or the one table of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The name of the sheet; empty for a text.
    pub(crate) name: String,
    /// Its rows with their numbers as a spreadsheet shows them, from 1.
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// The tables of a document.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) tables: Vec<Table>,
    pub(crate) format: Format,
    pub(crate) encoding: &'static str,
    /// Whether some bytes were no characters.
    pub(crate) garbled: bool,
}

/// The tables of a workbook or of a table in plain text; `None` where it is neither. `known` is the
/// encoding, where somebody knows it better than its bytes tell.
pub(crate) fn book(
    document: &Document<'_>,
    known: Option<&'static Encoding>,
) -> Result<Option<Book>, Unreadable> {
    let name = || document.name.to_owned();
    if document.bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(Unreadable::TooLarge {
            name: name(),
            bytes: document.bytes.len(),
            limit: MAX_DOCUMENT_BYTES,
        });
    }
    if document.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty { name: name() });
    }
    if document.pages.is_some() {
        return Ok(None);
    }
    match sniff::format(document)? {
        Format::Spreadsheet => {
            let tables = sheets::tables(document);
            let tables = tables.map_err(|fault| fault.of(document, "a spreadsheet"))?;
            Ok(Some(Book {
                tables,
                format: Format::Spreadsheet,
                encoding: "UTF-8",
                garbled: false,
            }))
        }
        // Whatever the name says: who lays a map over it knows it for a table.
        Format::Csv | Format::Text => {
            let decoded = match known {
                Some(encoding) => encoding::decode_as(document.bytes, encoding),
                None => encoding::decode(document.bytes, document.media_type, Format::Csv),
            };
            let rows = csv::cells(&decoded.text);
            let table = Table {
                name: String::new(),
                rows: (1..).zip(rows).collect(),
            };
            Ok(Some(Book {
                tables: vec![table],
                format: Format::Csv,
                encoding: decoded.encoding,
                garbled: decoded.garbled,
            }))
        }
        _ => Ok(None),
    }
}
