//! Bytes to blocks with their place: one file per format.

pub(crate) mod limits;

use crate::document::{Document, Unreadable};
use crate::reading::{Encoding, Format};
use crate::remark::Remark;

/// A document as text and blocks.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) title: Option<String>,
    pub(crate) format: Format,
    pub(crate) encoding: Encoding,
    pub(crate) text: String,
    pub(crate) remarks: Vec<Remark>,
}

pub(crate) fn source(document: &Document<'_>) -> Result<Source, Unreadable> {
    let text = String::from_utf8_lossy(document.bytes).into_owned();
    Ok(Source {
        title: None,
        format: Format::Text,
        encoding: Encoding("UTF-8".to_owned()),
        text,
        remarks: Vec::new(),
    })
}
