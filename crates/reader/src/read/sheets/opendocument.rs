//! What the repeats in an .ods file come to, before calamine writes every repeated cell out.
//!
//! "This cell 16,384 times, this row a million times" is a line of XML and more than any memory.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::stated::largest;
use super::{MOST_CELLS, MOST_CELLS_OF_RECTANGLE, MOST_SHEETS, MOST_WORDS_BYTES};
use crate::read::package::Fault;
use crate::read::xml::{attribute, name};

/// With one of these a cell is not empty.
const VALUES: [&str; 7] = [
    "boolean-value",
    "date-value",
    "formula",
    "string-value",
    "time-value",
    "value",
    "value-type",
];

/// Refuses a file of which the cells, all written out, are more than is borne.
pub(super) fn check(content: &str) -> Result<(), Fault> {
    let mut count = Count::default();
    let mut reader = Reader::from_str(content);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => count.open(&element)?,
            Ok(Event::Empty(element)) => {
                count.open(&element)?;
                count.close(name(&element));
            }
            Ok(Event::End(element)) => count.close(super::super::xml::local(element.name().0)),
            Ok(Event::Text(text)) => {
                count.words_bytes = count.words_bytes.saturating_add(length(text.len()));
            }
            Ok(Event::Eof) => break,
            Err(_) => return Err(Fault::Broken),
            Ok(_) => {}
        }
        if count.is_too_much() {
            return Err(Fault::Bomb);
        }
    }
    Ok(())
}

/// What was counted so far.
#[derive(Default)]
struct Count {
    /// Of all sheets: how many, their cells, and bytes of their words.
    sheets: usize,
    cells: u64,
    bytes: u64,
    /// Of the sheets before this one: what they span.
    spanned: u64,
    /// Of this sheet: its rows, those that are empty and may be its last, its widest row.
    rows: u64,
    empty_rows: u64,
    width: u64,
    /// Of this row: how often it stands there, its cells and those that are empty at its end.
    row_repeats: u64,
    columns: u64,
    empty_columns: u64,
    row_bytes: u64,
    /// Of this cell: how often it stands there, its words, whether it has a value.
    repeats: u64,
    words_bytes: u64,
    has_value: bool,
    in_cell: bool,
}

impl Count {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let repeats = |name| largest(element, name).map(length);
        let name = name(element);
        // Nothing of a table stands in a cell: it would be counted here and not there.
        if self.in_cell && is_of_table(name) {
            return Err(Fault::Broken);
        }
        match name {
            "table" => {
                self.sheets += 1;
                self.spanned = self.spanned();
                (self.rows, self.empty_rows, self.width) = (0, 0, 0);
            }
            "table-row" => {
                self.row_repeats = repeats("number-rows-repeated").unwrap_or(1);
                (self.columns, self.empty_columns, self.row_bytes) = (0, 0, 0);
            }
            "table-cell" | "covered-table-cell" => {
                self.in_cell = true;
                self.repeats = repeats("number-columns-repeated").unwrap_or(1);
                self.words_bytes = length(element.len());
                self.has_value = VALUES
                    .iter()
                    .any(|value| attribute(element, value).is_some());
            }
            // So many spaces, which calamine writes out.
            "s" => {
                let spaces = repeats("c").unwrap_or(1);
                self.words_bytes = self.words_bytes.saturating_add(spaces);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if is_of_table(name) {
            self.in_cell = false;
        }
        match name {
            "table-cell" | "covered-table-cell" if !self.has_value => {
                self.empty_columns = self.empty_columns.saturating_add(self.repeats);
            }
            "table-cell" | "covered-table-cell" => {
                let empty = std::mem::take(&mut self.empty_columns);
                self.columns = self.columns.saturating_add(empty);
                self.columns = self.columns.saturating_add(self.repeats);
                let bytes = self.words_bytes.saturating_mul(self.repeats);
                self.row_bytes = self.row_bytes.saturating_add(bytes);
            }
            "table-row" if self.columns == 0 => {
                self.empty_rows = self.empty_rows.saturating_add(self.row_repeats);
            }
            "table-row" => self.end_row(),
            _ => {}
        }
    }

    fn end_row(&mut self) {
        let empty = std::mem::take(&mut self.empty_rows);
        self.rows = self.rows.saturating_add(empty);
        self.rows = self.rows.saturating_add(self.row_repeats);
        self.width = self.width.max(self.columns);
        let cells = self.columns.saturating_mul(self.row_repeats);
        self.cells = self.cells.saturating_add(cells);
        let bytes = self.row_bytes.saturating_mul(self.row_repeats);
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// What the sheets span together, in cells.
    fn spanned(&self) -> u64 {
        let this = self.rows.saturating_mul(self.width);
        self.spanned.saturating_add(this)
    }

    fn is_too_much(&self) -> bool {
        self.sheets > MOST_SHEETS
            || self.words_bytes > length(MOST_WORDS_BYTES)
            || self.cells > length(MOST_CELLS)
            || self.bytes > length(MOST_WORDS_BYTES).saturating_mul(4)
            || self.spanned() > MOST_CELLS_OF_RECTANGLE
    }
}

fn is_of_table(name: &str) -> bool {
    matches!(
        name,
        "table" | "table-row" | "table-cell" | "covered-table-cell"
    )
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
