//! A table in plain text (.csv, .tsv) to text and blocks, whatever parts its fields.

use super::grid::{Grid, GridCell, GridRow};
use super::writer::Writer;
use super::{Source, sheets};
use crate::cues::Cues;
use crate::reading::{Encoding, Format};
use crate::remark::{About, Remark, RemarkKind};

/// What may part the fields of a line.
const DELIMITERS: &[u8] = b",;\t|";
/// A cell takes some hundred bytes while it is read; a register has some hundred thousand.
const MOST_CELLS: usize = 2_000_000;
/// So many records show what parts their fields.
const LOOKED_AT_RECORDS: usize = 40;

/// Reads a table in plain text.
pub(super) fn source(text: &str, cues: &Cues) -> Source {
    let (delimiter, text) = declared(text).unwrap_or_else(|| (delimiter(text), text));
    let mut rows: Vec<GridRow> = Vec::new();
    let mut left = MOST_CELLS;
    let mut remarks = Vec::new();
    for record in records(text, delimiter) {
        let Some(rest) = left.checked_sub(record.len()) else {
            remarks.push(too_long(rows.len()));
            break;
        };
        left = rest;
        rows.push(GridRow {
            page: None,
            is_heading: false,
            cells: record.iter().enumerate().map(cell).collect(),
        });
    }
    let mut writer = Writer::default();
    writer.table(&Grid { rows }, cues);
    Source {
        title: None,
        format: Format::Csv,
        encoding: Encoding(String::new()),
        text: writer.text,
        blocks: writer.blocks,
        remarks,
    }
}

/// The words of every cell, row by row.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
    let (delimiter, text) = declared(text).unwrap_or_else(|| (delimiter(text), text));
    let mut left = MOST_CELLS;
    let fits = |record: &csv::StringRecord| {
        let rest = left.checked_sub(record.len());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let records = records(text, delimiter).take_while(fits);
    let words = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    records.map(words).collect()
}

fn too_long(rows: usize) -> Remark {
    Remark {
        kind: RemarkKind::Truncated,
        words: format!(
            "The table has more than {MOST_CELLS} cells: it was read up to row {rows}. Split it."
        ),
        passage: None,
        about: About::Document,
    }
}

fn cell((column, words): (usize, &str)) -> GridCell {
    GridCell {
        column,
        span: 1,
        continues: false,
        parts: sheets::parts(words),
        inner: Vec::new(),
    }
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = csv::StringRecord> {
    let mut builder = csv::ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter);
    builder
        .from_reader(text.as_bytes())
        .into_records()
        .flatten()
}

/// "sep=;" in the first line, as Excel understands it.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let delimiter = first.trim().strip_prefix("sep=")?.bytes().next()?;
    Some((delimiter, rest))
}

/// What gives most records the same number of fields, and more than one.
fn delimiter(text: &str) -> u8 {
    let score = |&delimiter: &u8| {
        let records = records(text, delimiter).take(LOOKED_AT_RECORDS);
        let sizes: Vec<usize> = records.map(|record| record.len()).collect();
        let same = |size: usize| sizes.iter().filter(|&&other| other == size).count();
        let best = sizes
            .iter()
            .filter(|&&size| size > 1)
            .map(|&size| (same(size), size));
        best.max().unwrap_or((0, 0))
    };
    let best = DELIMITERS
        .iter()
        .rev()
        .max_by_key(|delimiter| score(delimiter));
    best.copied().unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_the_fields_is_found() {
        assert_eq!(delimiter("a;b;c\n1,5;2;\"x;y\"\n3;4,5;6"), b';');
        assert_eq!(delimiter("a,b\n\"1\n2\",3\n"), b',');
        assert_eq!(delimiter("a\tb\tc\nd, e\tf\tg\n"), b'\t');
        assert_eq!(declared("sep=|\na|b"), Some((b'|', "a|b")));
    }
}
