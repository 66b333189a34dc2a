//! Workbooks (.xlsx, .xls, .ods) to text and blocks: each sheet a table.
//!
//! Dates in cells become dates in words, whatever the sheet shows. Calamine trusts the sizes that a
//! file states, so a zip file is unpacked to nowhere first, within the limits of `package`,
//! `stated` looks at the sizes, and `opendocument` counts what repeats come to; an old workbook
//! comes out of its file by `unpacked`, and `records` makes it harmless.

mod opendocument;
mod records;
mod stated;
mod unpacked;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, DataType, Dimensions, ExcelDateTime, Ods, Reader, Xls, Xlsx};
use heeded_due::day_in_words;
use jiff::civil::Date;

use super::grid::{Grid, GridCell, GridRow, Part};
use super::package::{Fault, Package};
use super::table::Table;
use super::writer::Writer;
use super::{BlockKind, MAX_DOCUMENT_BYTES, Source};
use crate::cues::Cues;
use crate::document::Document;
use crate::reading::{Encoding, Format};

/// A register of recommendations has some thousand rows and some dozen columns.
const MOST_CELLS: usize = 2_000_000;
/// The words of all cells together, in bytes: one string may stand in a million cells.
const MOST_WORDS_BYTES: usize = MAX_DOCUMENT_BYTES;
/// What the sheets span together, in cells: each is held as a rectangle with its empty cells, of 32
/// bytes or more.
const MOST_CELLS_OF_RECTANGLE: u64 = 4_000_000;
/// A register of many years has some dozen sheets.
const MOST_SHEETS: usize = 1000;
/// What is read of the sheets of an .xlsx file, in bytes, if each is as large as the largest part:
/// one part may be many sheets. At some 200 MB a second this is 10 seconds.
const MOST_READ_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// No program's sheet is wider (Excel: 16,384 columns).
const MOST_COLUMNS: u32 = 16_384;
/// The first sheet is called so where nobody gave it a name.
const NO_NAME: &str = "sheet";

/// Which program's form a workbook has, with what its reader has to know.
#[derive(Debug, PartialEq, Eq)]
enum Form {
    /// The size of its largest part.
    Xlsx {
        part_bytes: u64,
    },
    Ods,
    /// A file made anew of its records.
    Xls(Vec<u8>),
}

/// A sheet: its name, its cells by row and column, its merged cells.
#[derive(Default)]
struct Sheet {
    name: String,
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    /// How many columns a cell spans, by its place.
    spans: HashMap<(u32, u32), u32>,
}

/// What a workbook may still bring.
struct Room {
    cells: usize,
    words_bytes: usize,
}

/// Whether a package is a workbook.
pub(super) fn is_workbook(package: &Package<'_>) -> bool {
    package.holds("xl/workbook.xml") || package.holds("content.xml")
}

/// Reads a workbook.
pub(super) fn source(document: &Document<'_>, cues: &Cues) -> Result<Source, Fault> {
    let sheets = sheets(document.bytes)?;
    let mut writer = Writer::default();
    for sheet in &sheets {
        let named = !sheet.name.to_lowercase().starts_with(NO_NAME);
        if named && !sheet.rows.is_empty() {
            writer.block(BlockKind::Heading(2), "", &sheet.name);
        }
        writer.table(&grid(sheet), cues);
    }
    Ok(Source {
        title: None,
        format: Format::Spreadsheet,
        encoding: Encoding("UTF-8".to_owned()),
        text: writer.text,
        blocks: writer.blocks,
        remarks: Vec::new(),
    })
}

/// The words of every cell, sheet by sheet.
pub(super) fn tables(document: &Document<'_>) -> Result<Vec<Table>, Fault> {
    let sheets = sheets(document.bytes)?;
    Ok(sheets.into_iter().map(Sheet::table).collect())
}

fn form(bytes: &[u8]) -> Result<Form, Fault> {
    if !bytes.starts_with(b"PK") {
        let mut workbook = unpacked::records(bytes)?;
        records::tame(&mut workbook)?;
        return Ok(Form::Xls(unpacked::file(&workbook)?));
    }
    let mut package = Package::open(bytes)?;
    let part_bytes = package.check()?;
    if let Some(content) = Package::open(bytes)?.xml("content.xml")? {
        opendocument::check(&content)?;
        return Ok(Form::Ods);
    }
    stated::strings(&mut Package::open(bytes)?)?;
    Ok(Form::Xlsx { part_bytes })
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    let form = form(bytes)?;
    // What calamine cannot make sense of may stop it: that is no reason to stop Heeded.
    let sheets = catch_unwind(AssertUnwindSafe(|| match &form {
        Form::Xlsx { part_bytes } => {
            let book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
            let sheets = u64::try_from(book.sheet_names().len()).unwrap_or(u64::MAX);
            match sheets.saturating_mul(*part_bytes) > MOST_READ_BYTES {
                true => Err(Fault::Bomb),
                false => xlsx(book),
            }
        }
        Form::Ods => ranges(Ods::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?),
        Form::Xls(file) => {
            let file = Cursor::new(file.as_slice());
            ranges(Xls::new(file).map_err(|_| Fault::Broken)?)
        }
    }));
    sheets.unwrap_or(Err(Fault::Broken))
}

/// Cell by cell: a sheet may state that it reaches to its last possible cell.
fn xlsx(mut book: Xlsx<Cursor<&[u8]>>) -> Result<Vec<Sheet>, Fault> {
    let mut sheets = Vec::new();
    let mut room = Room::default();
    for name in book.sheet_names() {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet {
            spans: merged.iter().map(span).collect(),
            ..Sheet::default()
        };
        let cells = book.worksheet_cells_reader(&name);
        let mut cells = cells.map_err(|_| Fault::Broken)?;
        while let Ok(Some(cell)) = cells.next_cell() {
            room.take(match cell.get_value() {
                DataRef::SharedString(words) => words.len(),
                _ => 0,
            })?;
            let words = words(&Data::from(DataRef::clone(cell.get_value())));
            sheet.put(cell.get_position(), words)?;
        }
        sheet.name = name;
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn span(merged: &Dimensions) -> ((u32, u32), u32) {
    let last = merged.end.1.saturating_sub(merged.start.1);
    (merged.start, last.min(MOST_COLUMNS).saturating_add(1))
}

fn ranges<'a, B: Reader<Cursor<&'a [u8]>>>(mut book: B) -> Result<Vec<Sheet>, Fault> {
    let mut sheets = Vec::new();
    let mut room = Room::default();
    let mut taken = HashSet::new();
    for name in book.sheet_names() {
        // Sheets of one name are one: calamine keeps the last.
        if !taken.insert(name.clone()) {
            continue;
        }
        let mut sheet = Sheet::default();
        let range = book.worksheet_range(&name).map_err(|_| Fault::Broken)?;
        for (row, column, value) in range.used_cells() {
            let words = words(value);
            room.take(words.len())?;
            let place = u32::try_from(row).and_then(|row| Ok((row, u32::try_from(column)?)));
            sheet.put(place.map_err(|_| Fault::Broken)?, words)?;
        }
        sheet.name = name;
        sheets.push(sheet);
    }
    Ok(sheets)
}

impl Default for Room {
    fn default() -> Self {
        Self {
            cells: MOST_CELLS,
            words_bytes: MOST_WORDS_BYTES,
        }
    }
}

impl Room {
    /// Takes a cell with so many bytes of words.
    fn take(&mut self, words_bytes: usize) -> Result<(), Fault> {
        let cells = self.cells.checked_sub(1);
        let bytes = self.words_bytes.checked_sub(words_bytes);
        let (Some(cells), Some(words_bytes)) = (cells, bytes) else {
            return Err(Fault::Bomb);
        };
        *self = Self { cells, words_bytes };
        Ok(())
    }
}

impl Sheet {
    fn table(self) -> Table {
        let number = |row: u32| usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let rows = self.rows.into_iter().map(|(row, cells)| {
            let mut words: Vec<String> = Vec::new();
            for (column, cell) in cells {
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                words.resize(words.len().max(column), String::new());
                words.push(cell);
            }
            (number(row), words)
        });
        Table {
            name: self.name,
            rows: rows.collect(),
        }
    }

    fn put(&mut self, (row, column): (u32, u32), words: String) -> Result<(), Fault> {
        if column >= MOST_COLUMNS {
            return Err(Fault::Broken);
        }
        if !words.trim().is_empty() {
            self.rows.entry(row).or_default().insert(column, words);
        }
        Ok(())
    }
}

/// The words of a cell.
fn words(value: &Data) -> String {
    match value {
        Data::String(words) => words.clone(),
        Data::DateTime(date) => day(date).unwrap_or_default(),
        Data::DateTimeIso(date) => {
            let day = date.get(..10).and_then(|day| day.parse::<Date>().ok());
            day.map_or_else(|| date.clone(), day_in_words)
        }
        Data::Error(_) | Data::Empty => String::new(),
        other => other.as_string().unwrap_or_default(),
    }
}

fn day(date: &ExcelDateTime) -> Option<String> {
    if !date.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    date.ok().map(day_in_words)
}

fn grid(sheet: &Sheet) -> Grid {
    // Empty columns on the left are no part of the table.
    let columns = sheet.rows.values().filter_map(|row| row.keys().next());
    let first = columns.copied().min().unwrap_or(0);
    let rows = sheet.rows.iter().map(|(row, cells)| GridRow {
        page: None,
        is_heading: false,
        cells: cells
            .iter()
            .map(|(column, words)| cell(sheet, (*row, *column), first, words))
            .collect(),
    });
    Grid {
        rows: rows.collect(),
    }
}

fn cell(sheet: &Sheet, (row, column): (u32, u32), first: u32, words: &str) -> GridCell {
    let span = sheet.spans.get(&(row, column)).copied().unwrap_or(1);
    GridCell {
        column: usize::try_from(column - first).unwrap_or(usize::MAX),
        span: usize::try_from(span).unwrap_or(1),
        continues: false,
        parts: parts(words),
        inner: Vec::new(),
    }
}

/// A cell's lines, each a paragraph; what opens one as a point of a list is its marker.
pub(super) fn parts(words: &str) -> Vec<Part> {
    let lines = words.lines().filter(|line| !line.trim().is_empty());
    let part = |line: &str| {
        let (marker, words) = super::text::marked(line.trim());
        Part {
            marker: (!marker.is_empty()).then(|| marker.to_owned()),
            words: words.to_owned(),
        }
    };
    lines.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_people_do() {
        assert_eq!(words(&Data::Float(3.0)), "3");
        assert_eq!(words(&Data::Float(2.5)), "2.5");
        assert_eq!(
            words(&Data::DateTimeIso("2031-06-30T00:00:00".to_owned())),
            "30 June 2031"
        );
        assert_eq!(words(&Data::Empty), "");
    }
}
