//! Rows of cells, found by the order in which a file draws its lines: a program that lays out a
//! table draws cell after cell and row after row, so that a line which jumps up and to the right
//! begins the next cell, and one which jumps back to the left begins the next row.
//!
//! Two columns of prose are one such row to a page; how a table is told from them stands in
//! `super::table`.

use super::lines::{Line, Row};
use crate::page::Face;

/// Lines farther apart than so many of their heights are not in one cell.
const CELL_GAP_HEIGHTS: i32 = 4;
/// A cell begins at most so many heights of a line above the cells before it in its row.
const MIDDLE_HEIGHTS: i32 = 4;
/// Left edges that differ by no more than this, in points, are the same.
pub(super) const EDGE_POINTS: i32 = 6;

/// A line, and which row of print it stands in.
#[derive(Debug, Clone)]
pub(super) struct Placed<'a> {
    pub(super) band: usize,
    pub(super) line: &'a Line,
}

/// What a file draws side by side; prose is a row of one cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn<'a> {
    pub(super) cells: Vec<Vec<Placed<'a>>>,
}

/// Where a line belongs that is drawn next.
enum Place {
    SameCell,
    /// The lines of the cell before, from this one on, stand beside it.
    NextCell(usize),
    NextRow,
}

/// What a page draws, row by row.
pub(super) fn rows(page: &[Row]) -> Vec<Drawn<'_>> {
    let mut lines: Vec<Placed<'_>> = Vec::new();
    for (band, row) in page.iter().enumerate() {
        lines.extend(row.lines.iter().map(|line| Placed { band, line }));
    }
    lines.sort_by_key(|placed| placed.line.first);
    let mut drawn: Vec<Drawn<'_>> = Vec::new();
    for placed in lines {
        let above = drawn.iter().rev().nth(1).map_or(i32::MIN, Drawn::bottom);
        // The foot of a page may be drawn first.
        let top = drawn.last().map_or(i32::MAX, Drawn::top);
        let above = if above <= top { above } else { i32::MIN };
        let place = drawn.last().map(|row| row.place(placed.line, above));
        match (place, drawn.last_mut()) {
            (Some(Place::SameCell), Some(row)) => {
                if let Some(cell) = row.cells.last_mut() {
                    cell.push(placed);
                }
            }
            (Some(Place::NextCell(from)), Some(row)) => {
                let above = row.take_above(from);
                row.cells.push(vec![placed]);
                if let Some(above) = above {
                    let at = drawn.len() - 1;
                    drawn.insert(at, above);
                }
            }
            _ => drawn.push(Drawn {
                cells: vec![vec![placed]],
            }),
        }
    }
    joined(drawn)
}

/// Headings under a heading that spans them are drawn behind it: right of all that stands beside
/// them, they go on with its row.
fn joined(drawn: Vec<Drawn<'_>>) -> Vec<Drawn<'_>> {
    let mut rows: Vec<Drawn<'_>> = Vec::with_capacity(drawn.len());
    for row in drawn {
        let under = |before: &&mut Drawn<'_>| {
            let beside = row.top() < before.bottom() - EDGE_POINTS && row.top() >= before.top();
            let last = before.lefts().into_iter().max();
            let right = row.lefts().into_iter().min() > last;
            before.is_several() && row.is_several() && beside && right
        };
        match rows.last_mut().filter(under) {
            Some(before) => before.cells.extend(row.cells),
            None => rows.push(row),
        }
    }
    rows
}

impl<'a> Drawn<'a> {
    pub(super) fn lines(&self) -> impl Iterator<Item = &Placed<'a>> {
        self.cells.iter().flatten()
    }

    pub(super) fn is_several(&self) -> bool {
        self.cells.len() > 1
    }

    pub(super) fn is_bold(&self) -> bool {
        self.lines().all(|placed| placed.line.face == Face::Bold)
    }

    /// Whether all cells end in about the same line.
    pub(super) fn ends_together(&self) -> bool {
        /// As columns of prose do, but for the last lines of a paragraph that is kept together.
        const APART_LINES_MAX: i32 = 4;
        let bottom = |cell: &Vec<Placed<'_>>| cell.iter().map(|one| one.line.bottom).max();
        let bottoms = || self.cells.iter().filter_map(bottom);
        let height = |placed: &Placed<'_>| placed.line.bottom - placed.line.top;
        let line = self.lines().map(height).max().unwrap_or_default();
        let apart = bottoms().max().zip(bottoms().min());
        apart.is_some_and(|(low, high)| low - high <= line * APART_LINES_MAX)
    }

    pub(super) fn top(&self) -> i32 {
        let tops = self.lines().map(|placed| placed.line.top);
        tops.min().unwrap_or_default()
    }

    pub(super) fn bottom(&self) -> i32 {
        let bottoms = self.lines().map(|placed| placed.line.bottom);
        bottoms.max().unwrap_or_default()
    }

    pub(super) fn right(&self) -> i32 {
        let rights = self.lines().map(|placed| placed.line.right);
        rights.max().unwrap_or_default()
    }

    /// The left edges of its cells.
    pub(super) fn lefts(&self) -> Vec<i32> {
        self.cells.iter().map(|cell| left(cell)).collect()
    }

    /// Where a line belongs; `above` is where the row before ends.
    fn place(&self, line: &Line, above: i32) -> Place {
        let Some((cell, before)) = self.cells.split_last() else {
            return Place::NextRow;
        };
        let Some(last) = cell.last().map(|placed| placed.line) else {
            return Place::NextRow;
        };
        let half = (line.bottom - line.top) / 2;
        let from = match before.is_empty() {
            true => first_beside(cell, line.top - half),
            false => 0,
        };
        let beside = cell.get(from..).unwrap_or_default();
        let edge = beside.iter().map(|placed| placed.line.right).max();
        let right = edge.is_some_and(|edge| line.left + 1 >= edge) && line.left > left(beside);
        let high = line.top + half <= last.bottom;
        // Where short cells stand in the middle of their row, a long one begins above them.
        let highest = (self.top() - half * 2 * MIDDLE_HEIGHTS).max(above);
        let high = high && (before.is_empty() || line.top + half >= highest);
        if right && high {
            return Place::NextCell(from);
        }
        let below = line.top >= last.top;
        let overlaps = line.left <= widest(cell) && line.right >= left(cell);
        let near = line.top - last.bottom <= half * 2 * CELL_GAP_HEIGHTS;
        let inside = line.left >= left(cell) - EDGE_POINTS
            || before.last().is_some_and(|cell| line.left > widest(cell));
        // The headings of columns are bold, and what stands below them is not.
        let headed = line.face != Face::Bold && self.is_bold();
        match before.is_empty() {
            true if below && overlaps => Place::SameCell,
            false if below && overlaps && near && inside && !headed => Place::SameCell,
            _ => Place::NextRow,
        }
    }

    /// Cuts off the lines of its one cell that stand above the row.
    fn take_above(&mut self, from: usize) -> Option<Self> {
        let cell = self.cells.last_mut().filter(|_| from > 0)?;
        let beside = cell.split_off(from);
        let above = std::mem::replace(cell, beside);
        Some(Self { cells: vec![above] })
    }
}

/// The first of the last lines of a cell that stand no higher than this.
fn first_beside(cell: &[Placed<'_>], top: i32) -> usize {
    let above = cell.iter().rposition(|placed| placed.line.top < top);
    above.map_or(0, |at| at + 1)
}

pub(super) fn left(cell: &[Placed<'_>]) -> i32 {
    let lefts = cell.iter().map(|placed| placed.line.left);
    lefts.min().unwrap_or_default()
}

fn widest(cell: &[Placed<'_>]) -> i32 {
    let rights = cell.iter().map(|placed| placed.line.right);
    rights.max().unwrap_or_default()
}
