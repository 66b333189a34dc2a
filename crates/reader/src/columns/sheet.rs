//! A map laid over a table: the words of every mapped cell as one text, and where each stands.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cell::{self, Mended};
use super::error::ColumnError;
use super::map::slots;
use super::{ColumnField, ColumnMap, ROWS_ABOVE, key, look};
use crate::document::Document;
use crate::layout::Span;
use crate::read::table::{Book, Table};
use crate::read::{Block, BlockKind, Look, Source};
use crate::reading::Encoding;
use crate::remark::{About, Remark, RemarkKind};

/// A row of the table, as places in the text.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number, as a spreadsheet shows it.
    pub(super) number: usize,
    /// The fields that it holds, each with the paragraphs of its cell; never an empty one.
    pub(super) cells: Vec<(ColumnField, Vec<Span>)>,
}

impl Row {
    pub(super) fn cell(&self, field: ColumnField) -> Option<&[Span]> {
        let mut of_field = self.cells.iter().filter(|(one, _)| *one == field);
        of_field.next().map(|(_, spans)| spans.as_slice())
    }

    pub(super) fn cells_of(&self, field: ColumnField) -> impl Iterator<Item = &[Span]> {
        let of_field = self.cells.iter().filter(move |(one, _)| *one == field);
        of_field.map(|(_, spans)| spans.as_slice())
    }

    /// From its first word to its last.
    pub(super) fn whole(&self) -> Span {
        let first = self.cells.first().and_then(|(_, spans)| spans.first());
        let last = self.cells.last().and_then(|(_, spans)| spans.last());
        let start = first.map_or(0, |span| span.range.start);
        Span {
            block: first.map_or(0, |span| span.block),
            range: start..last.map_or(start, |span| span.range.end),
        }
    }
}

/// Which column of a table a map means.
struct Plan<'a> {
    headings_at: usize,
    headings: &'a [String],
    columns: Vec<(ColumnField, usize)>,
    skip: Vec<(usize, &'a BTreeSet<String>)>,
}

/// Lays a map over the first table of a book that has its headings.
pub(super) fn lay(
    document: &Document<'_>,
    book: &Book,
    map: &ColumnMap,
) -> Result<(Source, Vec<Row>), ColumnError> {
    let mut failed = None;
    for table in &book.tables {
        match plan(document, table, map) {
            Ok(Some(plan)) => return Ok(write(book, table, map, &plan)),
            Ok(None) => {}
            Err(fault) => failed = failed.or(Some(fault)),
        }
    }
    Err(failed.unwrap_or_else(|| ColumnError::NoTable {
        document: document.name.to_owned(),
    }))
}

fn plan<'a>(
    document: &Document<'_>,
    table: &'a Table,
    map: &'a ColumnMap,
) -> Result<Option<Plan<'a>>, ColumnError> {
    let wanted = map.headings();
    let holds = |row: &[String]| {
        let there: BTreeSet<String> = row.iter().map(|cell| key(cell)).collect();
        wanted
            .iter()
            .filter(|one| there.contains(&key(one)))
            .count()
    };
    let rows = table.rows.iter().take(ROWS_ABOVE).enumerate();
    let best = rows.map(|(at, (_, row))| (holds(row), at));
    let best = best.max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)));
    let (at, headings) = match best {
        Some((count, at)) if count > 0 => match table.rows.get(at) {
            Some((_, row)) => (at, row.as_slice()),
            None => return Ok(None),
        },
        _ => match look::headings(table) {
            Some(found) => found,
            None => return Ok(None),
        },
    };
    let column = |heading: &str| {
        let wanted = key(heading);
        let place = headings.iter().position(|one| key(one) == wanted);
        place.ok_or_else(|| ColumnError::no_such_heading(document.name, heading, headings))
    };
    let mut columns = Vec::new();
    for (heading, field) in &map.columns {
        // A column that is not used need not be there.
        if *field != ColumnField::Unused {
            columns.push((*field, column(heading)?));
        }
    }
    for (_, words) in &map.fixed {
        slots(words).try_for_each(|heading| column(heading).map(drop))?;
    }
    let mut skip = Vec::new();
    for (heading, words) in &map.skip {
        skip.push((column(heading)?, words));
    }
    columns.sort_by_key(|&(field, column)| (order(field), column));
    Ok(Some(Plan {
        headings_at: at,
        headings,
        columns,
        skip,
    }))
}

/// The order in which the cells of a row are read: what is asked of whom comes first.
fn order(field: ColumnField) -> u8 {
    match field {
        ColumnField::Reference => 0,
        ColumnField::Issuer | ColumnField::Addressees => 1,
        ColumnField::Ask => 2,
        ColumnField::Disposition | ColumnField::Response => 3,
        ColumnField::Action => 4,
        _ => 5,
    }
}

fn write(book: &Book, table: &Table, map: &ColumnMap, plan: &Plan<'_>) -> (Source, Vec<Row>) {
    let mut writer = Writer::default();
    let mut rows = Vec::new();
    let mut left_out = 0_usize;
    for (number, cells) in table.rows.iter().skip(plan.headings_at + 1) {
        let cell = |column: usize| cells.get(column).map_or("", String::as_str);
        if cells.iter().all(|cell| cell.trim().is_empty()) || cells == plan.headings {
            continue;
        }
        let skipped = |(column, words): &(usize, &BTreeSet<String>)| {
            words.contains(&key(&cell::words(cell(*column)).0))
        };
        if plan.skip.iter().any(skipped) {
            left_out += 1;
            continue;
        }
        let mut row = Row {
            number: *number,
            cells: Vec::new(),
        };
        writer.row();
        for &(field, column) in &plan.columns {
            writer.cell(&mut row, map, (field, cell(column)));
        }
        for (field, words) in &map.fixed {
            let words = filled(words, plan.headings, cells);
            writer.cell(&mut row, map, (*field, &words));
        }
        rows.push(row);
    }
    let source = Source {
        title: None,
        format: book.format,
        encoding: Encoding(book.encoding.to_owned()),
        remarks: writer.remarks(book, left_out),
        text: writer.text,
        blocks: writer.blocks,
    };
    (source, rows)
}

/// The words of a fixed value, each `{Heading}` filled with the cell of this row.
fn filled(words: &str, headings: &[String], cells: &[String]) -> String {
    let mut filled = words.to_owned();
    for slot in slots(words) {
        let wanted = key(slot);
        let column = headings.iter().position(|one| key(one) == wanted);
        let cell = column.and_then(|column| cells.get(column));
        let cell = cell.map_or("", |cell| cell.trim());
        filled = filled.replace(&format!("{{{slot}}}"), cell);
    }
    filled
}

#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<Block>,
    rows: usize,
    put_right: usize,
}

impl Writer {
    fn row(&mut self) {
        self.rows += 1;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn cell(&mut self, row: &mut Row, map: &ColumnMap, (field, raw): (ColumnField, &str)) {
        let (words, mended) = cell::words(raw);
        // Words that mean nothing are none: "No reply recorded" is no reply.
        if words.is_empty() || map.meaning(field, &words) == Some("") {
            return;
        }
        self.put_right += usize::from(mended == Mended::Letters);
        let spans = words.lines().map(|line| self.paragraph(line)).collect();
        row.cells.push((field, spans));
    }

    fn paragraph(&mut self, words: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(words);
        let range: Range<usize> = start..self.text.len();
        self.blocks.push(Block {
            range: range.clone(),
            kind: BlockKind::Cell(self.rows),
            page: None,
            label: None,
            look: Look::default(),
        });
        Span {
            block: self.blocks.len() - 1,
            range,
        }
    }

    fn remarks(&self, book: &Book, left_out: usize) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let mut remark = |kind, words: String| {
            remarks.push(Remark {
                kind,
                words,
                passage: None,
                about: About::Document,
            });
        };
        if book.garbled {
            let words = format!(
                "Some bytes are no characters in {}, the encoding of the table; each is shown as \
                 \u{fffd}. A map can name another: encoding = \"…\".",
                book.encoding
            );
            remark(RemarkKind::GarbledCharacters, words);
        }
        if self.put_right > 0 {
            let words = format!(
                "In {} cells letters had been decoded wrongly by some program before (“â€™” for \
                 “’”), and are put right.",
                self.put_right
            );
            remark(RemarkKind::GarbledCharacters, words);
        }
        if left_out > 0 {
            let words = format!("{left_out} rows are left out, as the map says.");
            remark(RemarkKind::Unplaced, words);
        }
        remarks
    }
}
