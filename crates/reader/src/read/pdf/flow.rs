//! The rows of a page in reading order: columns one after the other, and tables.

use super::lines::{Line, Row};
use super::ruled::Ruled;
use super::table::{self, Cell, Table};
use std::ops::Range;

/// A stretch of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Lines of prose.
    Lines(Vec<Line>),
    /// A table.
    Table(Table),
}

/// So many rows with the same gap make columns of prose.
const COLUMN_ROWS_MIN: usize = 6;
/// Each column takes at least this share of the page (percent).
const COLUMN_WIDTH_PERCENT: i32 = 22;
/// Left edges that differ by no more than this, in points, are the same.
const EDGE_POINTS: i32 = 6;
/// So many rows with several cells make a table.
const TABLE_ROWS_MIN: usize = 3;

/// The parts of a page, in reading order; `before` has the columns of the table that the page
/// before ends in.
pub(super) fn parts(
    rows: Vec<Row>,
    ruled: Vec<Ruled>,
    width: i32,
    before: Option<&[i32]>,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut rest, mut before) = (rows, before);
    for ruled in ruled {
        let above = rest.iter().filter(|row| row.top() < ruled.top).count();
        let below = rest.split_off(above);
        parts.extend(without_rules(rest, width, before));
        parts.push(Part::Table(ruled.table));
        (rest, before) = (below, None);
    }
    parts.extend(without_rules(rest, width, before));
    parts
}

/// Prose, and tables that only the order of their words shows.
fn without_rules(rows: Vec<Row>, width: i32, before: Option<&[i32]>) -> Vec<Part> {
    let found = table::find(&rows, before);
    let mut parts = Vec::new();
    let (mut rest, mut from) = (rows, 0);
    for one in found {
        let behind = rest.split_off(one.bands.end - from);
        rest.truncate(one.bands.start - from);
        parts.extend(without_tables(rest, width));
        match one.kind {
            table::Kind::Table(table) => parts.push(Part::Table(table)),
            table::Kind::Prose(columns) => parts.extend(columns.into_iter().map(Part::Lines)),
        }
        (rest, from) = (behind, one.bands.end);
    }
    parts.extend(without_tables(rest, width));
    parts
}

/// Prose in one column or two, and tables that only the places of their words show.
fn without_tables(rows: Vec<Row>, width: i32) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = rows;
    // A heading across the page may stand over two columns more.
    while let Some((stretch, gutter)) = two_columns(&rest, width) {
        let below = rest.split_off(stretch.end);
        let columns = rest.split_off(stretch.start);
        parts.extend(in_rows(&rest));
        parts.extend(in_columns(columns, gutter).map(Part::Lines));
        rest = below;
    }
    parts.extend(in_rows(&rest));
    parts
}

/// The next stretch of the page in two columns, from their first pair to the next line across, and
/// where the second one begins.
fn two_columns(rows: &[Row], width: i32) -> Option<(Range<usize>, i32)> {
    let drawn = drawn_gutter(rows, width);
    let gutter = match drawn {
        Some((gutter, _)) => gutter,
        None => gutter(rows, width)?,
    };
    let begins = |row: &Row| row.lines.iter().any(|line| is_at(line, gutter));
    let first = rows.iter().position(begins)?;
    let across = |row: &Row| row.lines.iter().any(|line| crosses(line, gutter));
    let stretch = rows.get(first..)?;
    // Space over the whole width ends both columns too, unless their order shows them.
    let apart = stretch.windows(2).position(|pair| match pair {
        [one, next] => next.top() - one.bottom() > (next.bottom() - next.top()) * 3 / 4,
        _ => false,
    });
    let apart = apart.filter(|_| drawn.is_none());
    let across = stretch.iter().position(across);
    // What is drawn on the left behind the second column stands below both.
    let below = drawn.and_then(|(_, second)| {
        let is_below = |line: &Line| line.first > second && line.left < gutter - EDGE_POINTS;
        stretch
            .iter()
            .position(|row| row.lines.iter().any(is_below))
    });
    let length = [across, apart.map(|at| at + 1), below];
    let length = length.into_iter().flatten().min();
    let end = length.map_or(rows.len(), |length| first + length);
    let pairs = rows.iter().take(end).filter(|row| begins(row)).count();
    (pairs >= COLUMN_ROWS_MIN).then_some((first..end, gutter))
}

fn is_at(line: &Line, gutter: i32) -> bool {
    (line.left - gutter).abs() <= EDGE_POINTS
}

fn crosses(line: &Line, gutter: i32) -> bool {
    line.left < gutter - EDGE_POINTS && line.right > gutter
}

/// Prose and tables, row by row.
fn in_rows(rows: &[Row]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while let Some((first, behind)) = rest.split_first() {
        let table = table_rows(rest);
        if table > 0 {
            let (table, behind) = rest.split_at_checked(table).unwrap_or((rest, &[]));
            parts.push(Part::Table(Table {
                edges: columns(table),
                ruled: false,
                rows: cells(table),
            }));
            rest = behind;
            continue;
        }
        let (lines, behind) = match beside(rest) {
            Some((lines, count)) => (lines, rest.get(count..).unwrap_or_default()),
            None => (first.lines.clone(), behind),
        };
        match parts.last_mut() {
            Some(Part::Lines(above)) => above.extend(lines),
            _ => parts.push(Part::Lines(lines)),
        }
        rest = behind;
    }
    parts
}

/// The lines of a paragraph that has a few words by its side ("Accept in principle", right of what
/// is asked), these behind it; and how many rows they are.
fn beside(rows: &[Row]) -> Option<(Vec<Line>, usize)> {
    /// More words are a column of prose.
    const NARROW_WORDS_MAX: usize = 6;
    let (first, behind) = rows.split_first()?;
    let [left, right] = first.lines.as_slice() else {
        return None;
    };
    let wide = left.right - left.left > (right.right - right.left) * 2;
    let next = behind.first()?.lines.first()?;
    let goes_on = next.text.starts_with(char::is_lowercase) && is_at(next, left.left);
    if !wide || !goes_on {
        return None;
    }
    let within =
        |line: &Line| is_at(line, right.left) || is_at(line, left.left) && line.right < right.left;
    let follows = |pair: &&[Row]| match pair {
        [one, next] => {
            let near = next.top() - one.bottom() <= (next.bottom() - next.top()) * 3 / 4;
            near && next.lines.iter().all(within)
        }
        _ => false,
    };
    let count = 1 + rows.windows(2).take_while(follows).count();
    let lines = rows
        .iter()
        .take(count)
        .flat_map(|row| row.lines.iter().cloned());
    let (narrow, mut wide): (Vec<Line>, Vec<Line>) =
        lines.partition(|line| is_at(line, right.left));
    let words = narrow
        .iter()
        .map(|line| line.text.split_whitespace().count());
    let few = words.sum::<usize>() <= NARROW_WORDS_MAX && count > 1;
    wide.extend(narrow);
    few.then_some((wide, count))
}

/// Where the second of two columns begins, if the page has two columns of prose.
fn gutter(rows: &[Row], width: i32) -> Option<i32> {
    let wide = |line: &Line| (line.right - line.left) * 100 > width * COLUMN_WIDTH_PERCENT;
    let pairs = rows.iter().filter_map(|row| match row.lines.as_slice() {
        [one, other] if wide(one) && wide(other) => Some(other.left),
        _ => None,
    });
    let lefts: Vec<i32> = pairs.collect();
    let near = |left: i32| {
        lefts
            .iter()
            .filter(|&&one| (one - left).abs() <= EDGE_POINTS)
            .count()
    };
    let best = lefts
        .iter()
        .copied()
        .max_by_key(|&left| (near(left), -left))?;
    let crossing = rows.iter().flat_map(|row| &row.lines);
    let crossing = crossing.filter(|line| line.left < best - EDGE_POINTS && line.right > best);
    (near(best) >= COLUMN_ROWS_MIN && crossing.count() <= near(best)).then_some(best)
}

/// Where the second of two columns begins, and the place of its first line in the file, if that
/// draws all of the first column before it: then what stands side by side is no row, however it
/// lies.
fn drawn_gutter(rows: &[Row], width: i32) -> Option<(i32, usize)> {
    /// The head and the foot of a page stand anywhere.
    const STRAY_LINES_MAX: usize = 2;
    let mut lines: Vec<&Line> = rows.iter().flat_map(|row| &row.lines).collect();
    lines.sort_by_key(|line| line.first);
    let column = |lines: &[&Line]| {
        let wide = lines
            .iter()
            .filter(|line| (line.right - line.left) * 100 > width * COLUMN_WIDTH_PERCENT);
        wide.count() >= COLUMN_ROWS_MIN
    };
    let jumps = (1..lines.len()).filter(|&at| {
        let (Some(one), Some(next)) = (lines.get(at - 1), lines.get(at)) else {
            return false;
        };
        next.bottom < one.top && next.left > one.left
    });
    jumps.into_iter().find_map(|at| {
        let (left, right) = lines.split_at_checked(at)?;
        let first = right.first()?;
        let gutter = first.left;
        let top = right.iter().map(|line| line.top).min()?;
        let beside: Vec<&Line> = left
            .iter()
            .copied()
            .filter(|line| line.bottom > top)
            .collect();
        let stray = beside.iter().filter(|line| line.right > gutter).count()
            + right
                .iter()
                .filter(|line| line.left < gutter - EDGE_POINTS)
                .count();
        (stray <= STRAY_LINES_MAX && column(&beside) && column(right))
            .then_some((gutter, first.first))
    })
}

/// The left column, then the right one.
fn in_columns(rows: Vec<Row>, gutter: i32) -> [Vec<Line>; 2] {
    let lines = rows.into_iter().flat_map(|row| in_halves(row, gutter));
    let (right, left) = lines.partition(|line| line.left >= gutter - EDGE_POINTS);
    [left, right]
}

/// What stands in one column on one line is one line, however far justified words stand apart.
fn in_halves(row: Row, gutter: i32) -> Vec<Line> {
    let mut halves: Vec<Line> = Vec::new();
    for line in row.lines {
        let same = halves.last_mut().filter(|last| {
            (last.left >= gutter - EDGE_POINTS) == (line.left >= gutter - EDGE_POINTS)
        });
        match same {
            Some(last) => {
                last.text = [last.text.trim(), line.text.trim()].join(" ");
                last.right = line.right;
            }
            None => halves.push(line),
        }
    }
    halves
}

/// How many of the first rows are one table; 0 where they are none.
fn table_rows(rows: &[Row]) -> usize {
    let Some(first) = rows.first().filter(|row| row.lines.len() >= 2) else {
        return 0;
    };
    let mut edges: Vec<i32> = first.lines.iter().map(|line| line.left).collect();
    let known = |edges: &[i32], line: &Line| {
        edges
            .iter()
            .any(|edge| (edge - line.left).abs() <= EDGE_POINTS)
    };
    let (mut end, mut several) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        let fits = row.lines.iter().filter(|line| known(&edges, line)).count();
        // A line that runs over all columns is none of the table's.
        let over = row.lines.iter().any(|line| {
            edges
                .iter()
                .any(|&edge| edge > line.left + EDGE_POINTS && edge < line.right)
        });
        if fits == 0 || over {
            break;
        }
        if row.lines.len() >= 2 {
            several += 1;
            edges.extend(row.lines.iter().map(|line| line.left));
        }
        end = at + 1;
    }
    if several >= TABLE_ROWS_MIN { end } else { 0 }
}

/// The cells of a table: a new row where space or the first column shows one.
fn cells(rows: &[Row]) -> Vec<Vec<Cell>> {
    let columns = columns(rows);
    let gap = row_gap(rows);
    let mut table: Vec<Vec<Cell>> = Vec::new();
    let mut bottom = i32::MIN;
    for row in rows {
        let apart = bottom == i32::MIN || row.top() - bottom > gap;
        if apart {
            table.push(Vec::new());
        }
        bottom = row.bottom();
        let Some(cells) = table.last_mut() else {
            continue;
        };
        for line in &row.lines {
            let column = columns
                .iter()
                .rposition(|&left| left <= line.left + EDGE_POINTS)
                .unwrap_or_default();
            match cells.iter_mut().find(|cell| cell.column == column) {
                Some(cell) => cell.lines.push(line.clone()),
                None => cells.push(Cell {
                    column,
                    span: 1,
                    continues: false,
                    lines: vec![line.clone()],
                }),
            }
        }
    }
    for cells in &mut table {
        cells.sort_by_key(|cell| cell.column);
    }
    table
}

/// The left edges that several lines share.
fn columns(rows: &[Row]) -> Vec<i32> {
    let mut edges: Vec<i32> = rows
        .iter()
        .filter(|row| row.lines.len() >= 2)
        .flat_map(|row| row.lines.iter().map(|line| line.left))
        .collect();
    edges.sort_unstable();
    let mut columns: Vec<i32> = Vec::new();
    for edge in edges {
        if columns
            .last()
            .is_none_or(|last| edge - last > EDGE_POINTS * 3)
        {
            columns.push(edge);
        }
    }
    columns
}

/// Space above this parts rows: half again as much as the lines of a cell leave between them.
fn row_gap(rows: &[Row]) -> i32 {
    let mut gaps: Vec<i32> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] => Some(next.top() - one.bottom()),
            _ => None,
        })
        .collect();
    gaps.sort_unstable();
    let least = gaps.get(gaps.len() / 4).copied().unwrap_or_default();
    least.max(0) + 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(top: i32, lines: &[(i32, &str)]) -> Row {
        let line = |(left, text): &(i32, &str)| Line {
            left: *left,
            right: left + i32::try_from(text.len()).unwrap() * 6,
            top,
            bottom: top + 12,
            text: (*text).to_owned(),
            ..Line::default()
        };
        Row {
            lines: lines.iter().map(line).collect(),
        }
    }

    #[test]
    fn a_few_words_beside_a_paragraph_stand_behind_it() {
        let rows = [
            row(
                100,
                &[
                    (50, "The Office of Piers should review the"),
                    (400, "Subject to further"),
                ],
            ),
            row(
                114,
                &[(50, "adequacy of its lamps."), (400, "consideration")],
            ),
            row(150, &[(50, "The lamps will be reviewed in May.")]),
        ];
        let (lines, count) = beside(&rows).unwrap();
        let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(count, 2);
        assert_eq!(
            words,
            [
                "The Office of Piers should review the",
                "adequacy of its lamps.",
                "Subject to further",
                "consideration"
            ]
        );
        // A form: each value stands in the line of its name.
        let form = [
            row(
                100,
                &[(50, "Day of the report of the Office"), (400, "3 May")],
            ),
            row(114, &[(50, "Lead of the inquiry"), (400, "A. Tide")]),
        ];
        assert!(beside(&form).is_none());
    }
}
