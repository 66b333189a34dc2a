//! Pages of print to text and blocks.
//!
//! `lines` puts runs of words together to lines, `furniture` leaves out what the printer added
//! (running heads, page numbers, contents) and sets footnotes apart, `flow` brings the lines into
//! the order in which people read them, `drawn` and `table` find tables, `sheet` puts their pages
//! together, `blocks` joins lines to paragraphs.

mod blocks;
mod drawn;
mod flow;
mod furniture;
mod lines;
mod sheet;
mod table;

use super::Source;
use crate::cues::Cues;
use crate::page::{Origin, Pages};
use crate::reading::{Encoding, Format};
use lines::Row;

/// Reads pages.
pub(super) fn source(pages: &Pages, cues: &Cues) -> Source {
    let mut rows: Vec<Vec<Row>> = pages.pages.iter().map(lines::rows).collect();
    let print = lines::Print::of(&rows);
    furniture::leave_out(&mut rows, pages, cues);
    let notes = furniture::footnotes(&mut rows, &print, pages);
    let mut writer = blocks::Writer::new(print, cues);
    for ((number, rows), page) in (1..).zip(rows).zip(&pages.pages) {
        let open = writer.open_columns();
        for part in flow::parts(rows, page.width, open.as_deref()) {
            writer.part(&part, number);
        }
    }
    let (text, blocks) = writer.finish(&notes);
    let title = blocks::title(&text, &blocks);
    Source {
        title,
        format: match pages.origin {
            Origin::TextLayer => Format::Pdf,
            Origin::Scan => Format::Scan,
        },
        encoding: Encoding("UTF-8".to_owned()),
        text,
        blocks,
        remarks: Vec::new(),
    }
}
