//! Tables that mark no headings, as word processors write them, and those with cells over several
//! rows: their cells are kept until the table ends, and read as those of a Word file are, if their
//! own words show headings.

use super::page::Built;
use crate::cues::Cues;
use crate::read::grid::{Grid, GridCell, GridRow, Part};
use crate::read::writer::Writer;

/// A table on paper has some dozen columns, and merged cells over some dozen rows; more are a
/// mistake or hostile.
const SPANNED_CELLS_MAX: usize = 200;

/// The cells of a table that is being read.
#[derive(Debug)]
pub(super) struct Cells {
    /// Where its text and its blocks begin.
    text: usize,
    block: usize,
    grid: Grid,
    /// For each of its blocks the row and the cell.
    places: Vec<(usize, usize)>,
    /// Over how many rows more a cell of each column goes on.
    down: Vec<usize>,
    /// Whether it has headings in front of values, another table inside, or words outside its
    /// cells.
    other: bool,
    /// Whether it marks the headings of its columns.
    heads: bool,
    /// Whether a cell that is no heading goes on in the row below.
    spans: bool,
}

impl Cells {
    pub(super) fn begin(built: &Built) -> Self {
        Self {
            text: built.text.len(),
            block: built.blocks.len(),
            grid: Grid::default(),
            places: Vec::new(),
            down: Vec::new(),
            other: false,
            heads: false,
            spans: false,
        }
    }

    /// Takes note of what only a page's own way of reading tables understands.
    pub(super) fn is_other(&mut self) {
        self.other = true;
    }

    pub(super) fn row(&mut self) {
        self.fill(usize::MAX);
        self.grid.rows.push(GridRow::default());
    }

    /// The next heading of a row of headings.
    pub(super) fn heading(&mut self, span: (usize, usize)) {
        self.put(span);
        self.heads = true;
        if let Some(row) = self.grid.rows.last_mut() {
            self.other |= !row.is_heading && row.cells.len() > 1;
            row.is_heading = true;
        }
    }

    /// The words of the last heading.
    pub(super) fn words<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let row = self.grid.rows.last_mut();
        if let Some(cell) = row.and_then(|row| row.cells.last_mut()) {
            cell.parts.extend(words.map(|words| Part {
                marker: None,
                words: words.to_owned(),
            }));
        }
    }

    /// The next cell, over so many columns and rows.
    pub(super) fn cell(&mut self, span: (usize, usize)) {
        self.put(span);
        self.spans |= span.1 > 1;
        self.other |= self.grid.rows.last().is_some_and(|row| row.is_heading);
    }

    fn put(&mut self, (across, down): (usize, usize)) {
        if self.grid.rows.is_empty() {
            self.row();
        }
        self.fill(0);
        let column = self.next_column();
        let across = across.clamp(1, SPANNED_CELLS_MAX);
        if column + across > self.down.len() {
            self.down.resize(column + across, 0);
        }
        let below = down.clamp(1, SPANNED_CELLS_MAX) - 1;
        let spanned = self.down.iter_mut().skip(column).take(across);
        spanned.for_each(|rows| *rows = below);
        if let Some(row) = self.grid.rows.last_mut() {
            row.cells.push(GridCell {
                column,
                span: across,
                ..GridCell::default()
            });
        }
    }

    fn next_column(&self) -> usize {
        let cells = self.grid.rows.last().map(|row| &row.cells);
        let last = cells.and_then(|cells| cells.last());
        last.map_or(0, |cell| cell.column + cell.span)
    }

    /// Puts the cells from above that go on here into the row: those before the next cell, or all.
    fn fill(&mut self, most: usize) {
        loop {
            let column = self.next_column();
            let goes_on = self.down.iter().enumerate().skip(column);
            let mut goes_on = goes_on.take(most.max(1)).filter(|(_, rows)| **rows > 0);
            let Some((column, _)) = goes_on.next() else {
                return;
            };
            let (Some(row), Some(rows)) = (self.grid.rows.last_mut(), self.down.get_mut(column))
            else {
                return;
            };
            *rows -= 1;
            row.cells.push(GridCell {
                column,
                span: 1,
                continues: true,
                ..GridCell::default()
            });
        }
    }

    /// A block was written.
    pub(super) fn block(&mut self, in_cell: bool) {
        let row = self.grid.rows.len().checked_sub(1);
        let cells = row.and_then(|row| Some((row, self.grid.rows.get(row)?.cells.len())));
        match cells.filter(|(_, cells)| in_cell && *cells > 0) {
            Some((row, cells)) => self.places.push((row, cells - 1)),
            None => self.other = true,
        }
    }

    /// Writes the table again with the headings that its words show; nothing where they show none.
    pub(super) fn end(mut self, built: &mut Built, rows: &mut usize, cues: &Cues) {
        let own = built.blocks.get(self.block..).unwrap_or_default();
        // Where each row has its own cells, a page's own way of reading marked headings will do.
        let plain = self.heads && !self.spans;
        if self.other || plain || own.len() != self.places.len() {
            return;
        }
        for (block, (row, cell)) in own.iter().zip(&self.places) {
            let before = built.text.get(..block.range.start).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let marker = before.get(line..).unwrap_or_default();
            let part = Part {
                marker: (!marker.is_empty()).then(|| marker.to_owned()),
                words: built
                    .text
                    .get(block.range.clone())
                    .unwrap_or_default()
                    .to_owned(),
            };
            let row = self.grid.rows.get_mut(*row);
            if let Some(cell) = row.and_then(|row| row.cells.get_mut(*cell)) {
                cell.parts.push(part);
            }
        }
        if !self.grid.shows_headings(cues) {
            return;
        }
        let mut writer = Writer {
            text: std::mem::take(&mut built.text),
            blocks: std::mem::take(&mut built.blocks),
            page: None,
            rows: *rows,
        };
        writer.text.truncate(self.text);
        writer.blocks.truncate(self.block);
        writer.table(&self.grid, cues);
        (built.text, built.blocks, *rows) = (writer.text, writer.blocks, writer.rows);
        let main = built.main.get(self.block).copied().unwrap_or_default();
        built.main.truncate(self.block);
        built.main.resize(built.blocks.len(), main);
    }
}
