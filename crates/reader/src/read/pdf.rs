//! Pages of print to text and blocks.
//!
//! `lines` puts runs of words together to lines, `furniture` leaves out what the printer added
//! (running heads, page numbers, contents) and sets footnotes apart, `flow` brings the lines into
//! the order in which people read them, `drawn` and `table` find tables, `sheet` puts their pages
//! together, `blocks` joins lines to paragraphs.

mod alike;
mod banded;
mod blocks;
mod drawn;
mod flow;
mod furniture;
mod lattice;
mod lines;
mod ruled;
mod sheet;
mod table;

use super::Source;
use crate::cues::Cues;
use crate::page::{Origin, Pages};
use crate::reading::{Encoding, Format};

use lines::Row;
use ruled::Ruled;
pub use ruled::{has_ruled_table, pages_in_columns};

/// Reads pages.
pub(super) fn source(pages: &Pages, cues: &Cues) -> Source {
    let (tables, mut rows) = ruled::parted(&pages.pages);
    let in_tables = tables
        .iter()
        .map(|tables| tables.iter().flat_map(Ruled::rows).collect());
    let in_tables: Vec<Vec<Row>> = in_tables.collect();
    let print = lines::Print::of(rows.iter().chain(&in_tables));
    furniture::leave_out(&mut rows, pages, cues);
    let notes = furniture::footnotes((&mut rows, &tables), &print, pages);
    let mut writer = blocks::Writer::new(print, cues);
    let all = rows.into_iter().zip(tables).zip(&pages.pages);
    for (number, ((rows, tables), page)) in (1..).zip(all) {
        let open = writer.open_columns();
        for part in flow::parts(rows, tables, page.width, open.as_deref()) {
            writer.part(&part, number);
        }
    }
    let (text, mut blocks) = writer.finish(&notes);
    alike::head(&text, &mut blocks);
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
