//! Documents in, drafts and remarks out.
//!
//! [`read`] takes a page or a text that some body published and gives back what it found: drafts of
//! recommendations with their responses and planned actions, and a remark on every doubt. Each
//! field carries the passage it was read from, the cue that gave it away, and how sure the reader
//! is.
//!
//! It never fails on a messy document, never invents, and never asks what day it is. The way of a
//! document: `read` (bytes to blocks) → `layout` (blocks to entries) → `fields` (entries to
//! drafts).

mod columns;
mod cues;
mod document;
mod draft;
pub mod explain;
mod fields;
pub mod json;
mod layout;
mod page;
mod read;
mod reading;
mod recognise;
mod remark;

use std::cell::RefCell;

use recognise::likelihood::WeighedTime;

pub use columns::{
    Column, ColumnError, ColumnField, ColumnMap, Look, MAX_MAP_BYTES, Particular, fingerprint,
    look, read_by_columns,
};
pub use cues::{CueError, Cues, Section};
pub use document::{Document, Unreadable};
pub use draft::{
    Commitment, Doubt, Draft, DraftAction, DraftDue, DraftResponse, Field, FoundIn, Passage, Sure,
};
pub use page::{Attached, Face, Origin, Page, Pages, Rule, Run};
pub use read::{MAX_DOCUMENT_BYTES, files_in_letter, has_ruled_table, pages_in_columns};
pub use reading::{Encoding, Format, Reading};
pub use recognise::names::{Name, Names};
pub use remark::{About, Remark, RemarkKind};

/// Reads a document into drafts and remarks.
///
/// # Errors
///
/// [`Unreadable`] only where there is no readable document at all: nothing in it, a format that is
/// not text, or one larger than [`MAX_DOCUMENT_BYTES`]. Everything else is read as far as it goes.
pub fn read(document: &Document<'_>, cues: &Cues) -> Result<Reading, Unreadable> {
    let source = read::source(document, cues)?;
    Ok(of_source(document, cues, source, None))
}

/// What a document's blocks say; the one way from blocks to a reading.
fn of_source(
    document: &Document<'_>,
    cues: &Cues,
    source: read::Source,
    times: Option<&RefCell<Vec<WeighedTime>>>,
) -> Reading {
    let mut reading = fields::reading(document, cues, source, times);
    columns::doubt(document, &mut reading);
    reading
}
