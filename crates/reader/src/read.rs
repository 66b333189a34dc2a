//! Bytes to blocks with their place: one file per format.
//!
//! A format's file turns characters into a [`Source`]: the words of the document as one text in
//! reading order, and blocks that say what each stretch of it is. Lines that were wrapped are
//! joined here, so that every later value is a plain slice of the text. To add a format, add a file
//! that makes a [`Source`] and a line in [`source`].

mod csv;
mod docx;
mod email;
mod encoding;
mod grid;
pub(crate) mod html;
mod markdown;
pub(crate) mod numerals;
mod package;
mod pdf;
mod sheets;
mod sniff;
pub(crate) mod table;
pub(crate) mod text;
mod writer;
mod xml;

pub use email::files_in_letter;
pub(crate) use email::sent_on;

pub use pdf::{has_ruled_table, pages_in_columns};
use std::ops::Range;

use crate::cues::Cues;
use crate::document::{Document, Unreadable};
use crate::draft::Passage;
use crate::page::Face;
use crate::reading::{Encoding, Format};
use crate::remark::{About, Remark, RemarkKind};

/// The largest document that is read. The longest report in the corpus has 0.4 MB of text, and a
/// page saved with its pictures inside has 20 to 40 MB; a document of nothing but recommendations
/// needs about ten times its size while it is read, so this is what a small server bears.
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;

/// A document as text and blocks.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) title: Option<String>,
    pub(crate) format: Format,
    pub(crate) encoding: Encoding,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) remarks: Vec<Remark>,
}

/// A stretch of the text: a paragraph, a heading, an item of a list, (a paragraph of) a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its words, without the marker of a list.
    pub(crate) range: Range<usize>,
    pub(crate) kind: BlockKind,
    /// The page, from 1, where the document has pages.
    pub(crate) page: Option<u32>,
    /// For a cell: the heading of its column or row.
    pub(crate) label: Option<Range<usize>>,
    /// How it is printed, where the format tells.
    pub(crate) look: Look,
}

/// How a block is printed: what is printed alike belongs together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) face: Face,
    /// Its left edge, in points.
    pub(crate) left: i32,
}

/// What a block is, as far as its format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A heading and its level.
    Heading(u8),
    Paragraph,
    /// Begins an item of a list.
    Item,
    /// Goes on with the item before it.
    ItemPart,
    /// Stands in a table, in the row of this number (counted over the document).
    Cell(usize),
}

impl Source {
    /// The words of a stretch of the text.
    pub(crate) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The words of a block; none where there is no such block.
    pub(crate) fn block_words(&self, at: usize) -> &str {
        let block = self.blocks.get(at);
        block.map_or("", |block| self.words(&block.range))
    }

    /// What stands in front of a place on its line: before the words of an item, its marker.
    pub(crate) fn line_before(&self, at: usize) -> Range<usize> {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |line| line + 1)..at
    }

    /// Puts another document's words behind these.
    fn append(&mut self, other: Source) {
        self.text.push_str("\n\n");
        let shift = self.text.len();
        let moved = |range: &Range<usize>| range.start + shift..range.end + shift;
        let rows = self.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Cell(row) => Some(row + 1),
            _ => None,
        });
        let rows = rows.max().unwrap_or(0);
        self.text.push_str(&other.text);
        self.blocks
            .extend(other.blocks.into_iter().map(|block| Block {
                range: moved(&block.range),
                label: block.label.as_ref().map(moved),
                kind: match block.kind {
                    BlockKind::Cell(row) => BlockKind::Cell(row + rows),
                    kind => kind,
                },
                ..block
            }));
        self.remarks
            .extend(other.remarks.into_iter().map(|remark| Remark {
                passage: None,
                ..remark
            }));
    }

    /// The passage of a stretch that lies in (or begins in) a block.
    pub(crate) fn passage(&self, block: usize, range: Range<usize>) -> Passage {
        let page = self.blocks.get(block).and_then(|block| block.page);
        Passage {
            page,
            start: range.start,
            end: range.end,
        }
    }
}

/// Turns the bytes of a document into text and blocks.
pub(crate) fn source(document: &Document<'_>, cues: &Cues) -> Result<Source, Unreadable> {
    source_within(document, cues, 0)
}

/// The same for what is attached to a letter; `depth` letters are around it.
fn source_within(document: &Document<'_>, cues: &Cues, depth: usize) -> Result<Source, Unreadable> {
    let name = document.name.to_owned();
    if document.bytes.len() > MAX_DOCUMENT_BYTES {
        let bytes = document.bytes.len();
        return Err(Unreadable::TooLarge {
            name,
            bytes,
            limit: MAX_DOCUMENT_BYTES,
        });
    }
    if let Some(pages) = document.pages {
        return Ok(pdf::source(pages, cues));
    }
    if document.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty { name });
    }
    let format = sniff::format(document)?;
    match format {
        Format::Word => package::open(document, "a Word file", |package| {
            docx::source(package, cues)
        }),
        Format::Spreadsheet => {
            let read = sheets::source(document, cues);
            read.map_err(|fault| fault.of(document, "a spreadsheet"))
        }
        Format::Email => match email::source(document, cues, depth) {
            Some(letter) => Ok(letter),
            None => characters(document, (Format::Text, cues)),
        },
        _ => characters(document, (format, cues)),
    }
}

/// Reads a form that is characters.
fn characters(
    document: &Document<'_>,
    (format, cues): (Format, &Cues),
) -> Result<Source, Unreadable> {
    let decoded = encoding::decode(document.bytes, document.media_type, format);
    let mut source = match format {
        Format::Html => html::source(&decoded.text, cues),
        Format::Csv => csv::source(&decoded.text, cues),
        Format::Markdown => markdown::source(&decoded.text, cues),
        Format::Text | Format::Pdf | Format::Scan => text::source(&decoded.text),
        _ => text::source(&decoded.text),
    };
    source.encoding = Encoding(decoded.encoding.to_owned());
    if decoded.garbled {
        source.remarks.push(garbled(decoded.encoding));
    }
    Ok(source)
}

fn garbled(encoding: &str) -> Remark {
    Remark {
        kind: RemarkKind::GarbledCharacters,
        words: format!(
            "Some bytes are no characters in {encoding}, the encoding of the document; \
             each is shown as \u{fffd}."
        ),
        passage: None,
        about: About::Document,
    }
}
