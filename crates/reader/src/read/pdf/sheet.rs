//! A table as it goes on over the pages: the headings that each page repeats fall out, and a row
//! that a page breaks becomes one again.

use super::drawn::EDGE_POINTS;
use super::lines::Line;
use super::table::{Cell, Table};
use crate::read::grid::{Grid, GridCell, GridRow, Part};
use crate::read::text::{self, joins_word};
use crate::recognise::words;

/// Space of more than this share of the pitch of a cell (percent) begins a paragraph.
const PARAGRAPH_PERCENT: i32 = 135;
/// Print that differs by so much is of another kind, in points; fonts of one size differ by one.
const LABEL_SIZE_POINTS: i32 = 2;
/// A line of prose in a cell has at least so many letters; shorter ones are broken names and days.
const PROSE_BYTES_MIN: usize = 25;
/// Words without an end are a name or a number, unless there are more than so many.
const NAME_WORDS_MAX: usize = 3;

/// A table that the next page may go on with.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) edges: Vec<i32>,
    pub(super) grid: Grid,
    page: u32,
}

impl Sheet {
    pub(super) fn of(table: &Table, page: u32) -> Self {
        Self {
            edges: table.edges.clone(),
            grid: Grid {
                rows: rows(table, page),
            },
            page,
        }
    }

    /// Takes the rows of the next page, if they stand in the same columns; whether it did.
    pub(super) fn goes_on(&mut self, table: &Table, page: u32) -> bool {
        let near = |(one, other): (&i32, &i32)| (one - other).abs() <= EDGE_POINTS;
        let same =
            self.edges.len() == table.edges.len() && self.edges.iter().zip(&table.edges).all(near);
        if !same || page > self.page + 1 || table.ruled && page == self.page {
            return false;
        }
        let mut rows = rows(table, page);
        if let (Some(headings), Some(first)) = (self.grid.rows.first(), rows.first_mut()) {
            leave_out(headings, first);
            rows.retain(|row| !row.cells.is_empty());
        }
        let mut rows = rows.into_iter().peekable();
        let broken = page > self.page && rows.peek().is_some_and(|row| self.breaks_off(row));
        if broken && let (Some(row), Some(last)) = (rows.next(), self.grid.rows.last_mut()) {
            row.cells.into_iter().for_each(|cell| join(last, cell));
        }
        self.grid.rows.extend(rows);
        self.page = page;
        true
    }

    /// Whether the last row goes on with the first of the next page.
    fn breaks_off(&self, row: &GridRow) -> bool {
        let Some((last, rows)) = self.grid.rows.split_last() else {
            return false;
        };
        let first = |row: &GridRow| {
            let cell = row.cells.first().filter(|cell| cell.column == 0)?;
            Some(cell.words())
        };
        let filled = rows.iter().filter(|row| first(row).is_some()).count();
        let Some(own) = first(row) else {
            return filled * 2 >= rows.len();
        };
        // A row over all columns names the group of those below it.
        let group = |row: &GridRow| row.cells.iter().any(|cell| cell.span > 1);
        if group(row) || last.cells.len() == 1 && group(last) {
            return false;
        }
        let numbered = |words: &String| {
            words::all_words(words).take(2).any(|word| {
                word.text(words)
                    .starts_with(|letter: char| letter.is_ascii_digit())
            })
        };
        let rows = || rows.iter().skip(1).filter(|row| !group(row));
        let numbers = rows().filter_map(first).filter(numbered).count();
        // Where rows begin with numbers, one that does is the next, however the last one ended.
        if numbers > 0 && numbers * 2 >= rows().count() {
            let next = own.starts_with(|letter: char| letter.is_ascii_digit());
            if next || !numbered(&own) {
                return !next;
            }
        }
        own.starts_with(|letter: char| letter.is_lowercase())
            || first(last).is_some_and(|words| is_open(&words))
    }
}

/// Whether words are a sentence without its end.
fn is_open(words: &str) -> bool {
    let ended = words
        .trim_end()
        .ends_with(['.', '!', '?', ':', ';', ')', '”', '’']);
    !ended && words.split_whitespace().count() > NAME_WORDS_MAX
}

/// Takes the headings away that a page repeats; the rest of a cell that stands below them may have
/// come under them as one.
fn leave_out(headings: &GridRow, row: &mut GridRow) {
    let behind = |cell: &GridCell| {
        let heading = headings
            .cells
            .iter()
            .find(|one| one.column == cell.column)?;
        let (heading, first) = (heading.words(), &cell.parts.first()?.words);
        let rest = first.strip_prefix(heading.as_str())?;
        Some(rest.trim_start().to_owned())
    };
    let all = row.cells.len() == headings.cells.len();
    let rests: Option<Vec<String>> = row.cells.iter().map(behind).collect();
    let Some(rests) = rests.filter(|_| all) else {
        return;
    };
    for (cell, rest) in row.cells.iter_mut().zip(rests) {
        match cell.parts.first_mut() {
            Some(part) if !rest.is_empty() => part.words = rest,
            _ => cell.parts = cell.parts.split_off(cell.parts.len().min(1)),
        }
    }
    row.cells.retain(|cell| !cell.parts.is_empty());
}

/// Puts the rest of a cell behind its beginning.
fn join(row: &mut GridRow, cell: GridCell) {
    let Some(own) = row.cells.iter_mut().find(|own| own.column == cell.column) else {
        row.cells.push(cell);
        row.cells.sort_by_key(|cell| cell.column);
        return;
    };
    let mut parts = cell.parts.into_iter();
    if let Some(last) = own.parts.last_mut()
        && let Some(first) = parts.next()
    {
        let low = first
            .words
            .starts_with(|letter: char| letter.is_lowercase());
        let open = !last.words.trim_end().ends_with(['.', '!', '?', ':', ';']);
        match first.marker.is_none() && (low || open) {
            true => push(&mut last.words, &first.words),
            false => own.parts.push(first),
        }
    }
    own.parts.extend(parts);
}

/// The rows of a table as its cells' words.
fn rows(table: &Table, page: u32) -> Vec<GridRow> {
    let right = |column: usize| {
        let cells = table
            .rows
            .iter()
            .flatten()
            .filter(|cell| cell.column == column && cell.span == 1);
        let rights = cells.flat_map(|cell| &cell.lines).map(|line| line.right);
        rights.max().unwrap_or_default()
    };
    let rights: Vec<i32> = (0..table.edges.len()).map(right).collect();
    let row = |cells: &Vec<Cell>| GridRow {
        is_heading: cells.iter().all(Cell::is_bold),
        page: Some(page),
        cells: cells
            .iter()
            .map(|cell| GridCell {
                column: cell.column,
                span: cell.span,
                continues: cell.continues,
                parts: parts(&cell.lines, rights.get(cell.column).copied()),
                inner: Vec::new(),
            })
            .collect(),
    };
    table.rows.iter().map(row).collect()
}

/// The paragraphs of a cell.
fn parts(lines: &[Line], right: Option<i32>) -> Vec<Part> {
    let deltas = lines.windows(2).filter_map(|pair| match pair {
        [one, next] if next.top > one.top => Some(next.top - one.top),
        _ => None,
    });
    let pitch = deltas.min().unwrap_or_default();
    let mut parts: Vec<Part> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let words = line.text.trim();
        let marker = text::marker(words);
        let begins = before.is_none_or(|before| {
            let far = line.top - before.top > pitch * PARAGRAPH_PERCENT / 100;
            let bullet = marker.is_some() && !words.starts_with(|l: char| l.is_ascii_digit());
            let ended = before.text.trim_end().ends_with(['.', '!', '?', ':', ';']);
            let high = !words.starts_with(|letter: char| letter.is_lowercase());
            let shown = || marker.is_some() || is_labelled(words) || has_room(before, line, right);
            let next = || ended && high && shown();
            // Items whose marks are drawn end without a point: what follows would have had room.
            let item = || {
                let prose = before.text.len() >= PROSE_BYTES_MIN;
                let capital = words.starts_with(char::is_uppercase);
                capital && prose && has_room(before, line, right)
            };
            // A label in smaller or larger print stands over its words.
            let resized = (line.size - before.size).abs() >= LABEL_SIZE_POINTS;
            (far && (ended || high)) || bullet || next() || item() || resized && high
        });
        before = Some(line);
        match parts.last_mut().filter(|_| !begins) {
            Some(part) => push(&mut part.words, words),
            None => parts.push(part(words, marker.map_or(0, |range| range.end))),
        }
    }
    parts
}

/// "Remarks: the Board has lit it": a line that opens with a label.
fn is_labelled(words: &str) -> bool {
    /// More words before a colon are a sentence.
    const LABEL_WORDS_MAX: usize = 3;
    let label = words.split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| words::at_most(label, LABEL_WORDS_MAX))
}

fn part(words: &str, marker: usize) -> Part {
    let (marker, rest) = words.split_at_checked(marker).unwrap_or(("", words));
    let marker = (!marker.is_empty() && !rest.is_empty()).then(|| marker.to_owned());
    let words = if marker.is_some() { rest } else { words };
    Part {
        marker,
        words: words.to_owned(),
    }
}

/// Whether the first word of a line would have stood on the line before it.
fn has_room(before: &Line, line: &Line, right: Option<i32>) -> bool {
    let first = line
        .text
        .split(' ')
        .next()
        .map_or(0, |word| word.chars().count());
    let letters = line.text.chars().count().max(1);
    let width = i64::from(line.right - line.left);
    let (Ok(first), Ok(letters)) = (i64::try_from(first + 2), i64::try_from(letters)) else {
        return false;
    };
    right.is_some_and(|right| i64::from(right - before.right) * letters > width * first)
}

fn push(text: &mut String, words: &str) {
    if joins_word(text, words) {
        text.pop();
    } else if !(text.is_empty() || text.ends_with('-') && words.starts_with(char::is_lowercase)) {
        text.push(' ');
    }
    text.push_str(words);
}
