//! Tables whose headings did not stand over their columns, so that none was found: those of a table
//! of the same make, which a document has once for each chapter, are theirs.

use std::ops::Range;

use crate::read::{Block, BlockKind};

/// Fewer columns show no make.
const COLUMNS_MIN: usize = 3;
/// So many rows of the same make are no accident.
const ROWS_MIN: usize = 2;

/// Gives such tables the headings of the first table like them.
pub(super) fn head(text: &str, blocks: &mut [Block]) {
    let tables = tables(blocks);
    let headed: Vec<Vec<Range<usize>>> = tables
        .iter()
        .filter_map(|table| headings(text, blocks.get(table.clone())?))
        .collect();
    for table in tables {
        let Some(own) = blocks.get_mut(table) else {
            continue;
        };
        if own.iter().any(|block| block.label.is_some()) {
            continue;
        }
        let rows = rows(own);
        let like = headed.iter().find(|headings| {
            let alike = |row: &&Range<usize>| {
                let first = own
                    .get(row.start)
                    .is_some_and(|first| is_numbered(text, first));
                row.len() == headings.len() && first
            };
            rows.iter().filter(alike).count() >= ROWS_MIN
        });
        let Some(headings) = like else { continue };
        for row in rows.iter().filter(|row| row.len() == headings.len()) {
            let cells = own.get_mut(row.clone()).unwrap_or_default();
            for (cell, heading) in cells.iter_mut().zip(headings) {
                cell.label = Some(heading.clone());
            }
        }
    }
}

/// The tables among blocks.
fn tables(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Cell(_)) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The rows among the cells of a table.
fn rows(cells: &[Block]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, block) in cells.iter().enumerate() {
        let same = |last: &Range<usize>| {
            cells
                .get(last.start)
                .is_some_and(|one| one.kind == block.kind)
        };
        match found.last_mut() {
            Some(last) if same(last) => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The headings of a table, each over one cell of its first row, of which the first is a number.
fn headings(text: &str, cells: &[Block]) -> Option<Vec<Range<usize>>> {
    let first = rows(cells).into_iter().next()?;
    let row = cells.get(first)?;
    let numbered = row.first().is_some_and(|first| is_numbered(text, first));
    let labels: Vec<Range<usize>> = row.iter().filter_map(|cell| cell.label.clone()).collect();
    let apart = labels.windows(2).all(|two| two.first() != two.last());
    let whole = labels.len() == row.len() && labels.len() >= COLUMNS_MIN;
    (numbered && apart && whole).then_some(labels)
}

/// Whether a cell is the number of its row.
fn is_numbered(text: &str, cell: &Block) -> bool {
    /// No report asks for a thousand things; each digit is a byte.
    const DIGIT_BYTES_MAX: usize = 3;
    let words = text.get(cell.range.clone()).unwrap_or_default();
    let bare = words.trim().trim_end_matches('.');
    (1..=DIGIT_BYTES_MAX).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Face;
    use crate::read::Look;

    fn cell(row: usize, range: Range<usize>, label: Option<Range<usize>>) -> Block {
        Block {
            range,
            kind: BlockKind::Cell(row),
            page: None,
            label,
            look: Look {
                face: Face::Plain,
                left: 0,
            },
        }
    }

    #[test]
    fn a_table_takes_the_headings_of_one_like_it() {
        let text = "No Ask Due 1 A B 2 C D 3 E F";
        let [no, ask, due] = [0..2, 3..6, 7..10];
        let line = Block {
            kind: BlockKind::Paragraph,
            ..cell(0, 0..10, None)
        };
        let mut blocks = vec![
            cell(1, 11..12, None),
            cell(1, 13..14, None),
            cell(1, 15..16, None),
            cell(2, 17..18, None),
            cell(2, 19..20, None),
            cell(2, 21..22, None),
            line,
            cell(4, 23..24, Some(no.clone())),
            cell(4, 25..26, Some(ask.clone())),
            cell(4, 27..28, Some(due.clone())),
        ];
        head(text, &mut blocks);
        let labels: Vec<_> = blocks.iter().take(3).map(|one| one.label.clone()).collect();
        assert_eq!(labels, [Some(no), Some(ask), Some(due)]);
        // A row by itself shows no make.
        let mut one = blocks.split_off(3);
        for cell in one.iter_mut().take(3) {
            cell.label = None;
        }
        head(text, &mut one);
        assert!(one.first().is_some_and(|cell| cell.label.is_none()));
    }
}
