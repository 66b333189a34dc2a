//! Entries to drafts.

use crate::cues::Cues;
use crate::document::Document;
use crate::read::Source;
use crate::reading::Reading;

pub(crate) fn reading(document: &Document<'_>, _cues: &Cues, source: Source) -> Reading {
    Reading {
        title: source.title,
        format: source.format,
        encoding: source.encoding,
        calendar: document.calendar,
        text: source.text,
        drafts: Vec::new(),
        remarks: source.remarks,
    }
}
