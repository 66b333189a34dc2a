//! Tables on a page: which of the rows that a file draws share their columns, and the cells.

use std::ops::Range;

use super::drawn::{self, Drawn, EDGE_POINTS, Placed};
use super::lines::{Line, Row, is_marker};
use crate::page::Face;

/// Columns are at least so wide, in points: edges closer together are those of indents.
const COLUMN_POINTS_MIN: i32 = 18;
/// So many rows make a table of two columns; a heading over them may be one.
const PAIR_ROWS_MIN: usize = 3;
/// So many make one of more columns.
const TABLE_ROWS_MIN: usize = 2;
/// A row over the whole width names a group; it has at most so many lines.
const GROUP_LINES_MAX: usize = 2;
/// Rows of two wide columns with so many lines each are columns of prose.
const PROSE_LINES_MIN: usize = 16;
/// And with so many, where they end together: fewer may end so by chance.
const EVEN_LINES_MIN: usize = 7;
/// In so many rows: one may be a row that the end of its page cuts.
const EVEN_ROWS_MIN: usize = 2;
/// A column of prose takes at least this share of the width (percent).
const PROSE_WIDTH_PERCENT: i32 = 35;
/// Of the rows of a table drawn line by line, at most so many in a hundred begin within a sentence.
const BROKEN_ROWS_PERCENT: usize = 20;

/// A table, or the part of it that stands on one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The left edges of its columns.
    pub(super) edges: Vec<i32>,
    /// Whether lines are drawn around it: what stands below it on its page is another.
    pub(super) ruled: bool,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell: its column, how many columns it spans, and its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) span: usize,
    /// Whether it is one with the cell above it.
    pub(super) continues: bool,
    pub(super) lines: Vec<Line>,
}

impl Cell {
    pub(super) fn is_bold(&self) -> bool {
        self.lines.iter().all(|line| line.face == Face::Bold)
    }
}

/// What cells that a file draws row by row are.
#[derive(Debug)]
pub(super) enum Kind {
    Table(Table),
    /// Columns of prose and the headings between them, in reading order.
    Prose(Vec<Vec<Line>>),
}

/// A table, or columns of prose, and the rows of print that it takes.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) bands: Range<usize>,
    pub(super) kind: Kind,
}

/// The tables of a page, and columns of prose that look like one; `before` has the columns of the
/// table that the page before ends in.
pub(super) fn find(page: &[Row], before: Option<&[i32]>) -> Vec<Found> {
    let drawn = drawn::rows(page);
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    let mut before = before;
    while let Some(rest) = drawn.get(from..).filter(|rest| !rest.is_empty()) {
        let length = length(rest, before);
        let rows = rest.get(..length).unwrap_or_default();
        let table = bands(page, rows).and_then(|bands| {
            let kind = table(rows, before)?;
            let apart = found
                .last()
                .is_none_or(|last| last.bands.end <= bands.start);
            apart.then_some(Found { bands, kind })
        });
        from += if table.is_some() { length } else { 1 };
        // What stands alone may be the foot or the head of the page.
        if table.is_some() || rest.first().is_some_and(Drawn::is_several) {
            before = None;
        }
        found.extend(table);
    }
    found
}

/// How many of the first rows share their columns.
fn length(rows: &[Drawn<'_>], before: Option<&[i32]>) -> usize {
    let Some(first) = rows.first() else { return 0 };
    let mut edges = match before {
        Some(edges) => edges.to_vec(),
        None if first.is_several() => first.lefts(),
        None => return 0,
    };
    let right = rows.iter().map(Drawn::right).max().unwrap_or_default();
    let (mut length, mut bottom) = (0, i32::MIN);
    for (at, row) in rows.iter().enumerate() {
        let next = rows.get(at + 1);
        let fits = match row.is_several() {
            true => shared(row, &edges) >= 2,
            false => is_in_column(row, &edges, right),
        };
        if row.top() < bottom.saturating_sub(EDGE_POINTS) {
            break;
        }
        if fits {
            (length, bottom) = (at + 1, row.bottom());
            edges.extend(row.lefts());
        } else {
            let group = !row.is_several() && row.lines().count() <= GROUP_LINES_MAX;
            let goes_on = next.is_some_and(|next| next.is_several() && shared(next, &edges) >= 2);
            if !(group && goes_on && length > 0) {
                break;
            }
        }
    }
    length
}

/// How many cells of a row begin at known edges.
fn shared(row: &Drawn<'_>, edges: &[i32]) -> usize {
    let known = |left: &i32| edges.iter().any(|edge| (edge - left).abs() <= EDGE_POINTS);
    row.lefts().iter().filter(|left| known(left)).count()
}

/// Whether what is drawn alone stands in one column behind the first: the rest of a cell.
fn is_in_column(row: &Drawn<'_>, edges: &[i32], right: i32) -> bool {
    let Some(left) = row.lefts().first().copied() else {
        return false;
    };
    let first = edges.iter().min().copied().unwrap_or_default();
    let next = edges
        .iter()
        .filter(|&&edge| edge > left + EDGE_POINTS)
        .min();
    let fits = row.right() <= next.copied().unwrap_or(right);
    let known = edges.iter().any(|edge| (edge - left).abs() <= EDGE_POINTS);
    known && fits && left > first + EDGE_POINTS
}

/// The rows of print that drawn rows take, if nothing else stands in them.
fn bands(page: &[Row], rows: &[Drawn<'_>]) -> Option<Range<usize>> {
    let all = || rows.iter().flat_map(Drawn::lines);
    let first = all().map(|placed| placed.band).min()?;
    let end = all().map(|placed| placed.band).max()? + 1;
    let there: usize = page
        .get(first..end)?
        .iter()
        .map(|row| row.lines.len())
        .sum();
    (there == all().count()).then_some(first..end)
}

/// The cells of rows that share their columns, if they are a table.
fn table(rows: &[Drawn<'_>], before: Option<&[i32]>) -> Option<Kind> {
    let several = rows.iter().filter(|row| row.is_several()).count();
    let edges = match before {
        Some(edges) => edges.to_vec(),
        None => columns(rows),
    };
    if edges.len() < 2 || (before.is_none() && several < TABLE_ROWS_MIN) {
        return None;
    }
    let pairs = edges.len() == 2;
    let bold = rows.iter().filter(|row| row.is_bold()).count();
    let headed = rows.first().is_some_and(Drawn::is_bold) && bold < rows.len();
    if before.is_none() && pairs && several < PAIR_ROWS_MIN && !headed {
        return None;
    }
    if pairs && !headed && is_prose(rows, before.is_some()) {
        let cells = rows.iter().flat_map(|row| &row.cells);
        let lines = |cell: &Vec<Placed<'_>>| cell.iter().map(|one| one.line.clone()).collect();
        return Some(Kind::Prose(cells.map(lines).collect()));
    }
    if pairs && !headed && are_items(rows) {
        return None;
    }
    let mut sizes: Vec<i32> = rows
        .iter()
        .flat_map(Drawn::lines)
        .map(|one| one.line.size)
        .collect();
    sizes.sort_unstable();
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    // A bold line by itself names a group, unless most of the table is bold; large print does too.
    let names_group = |row: &Drawn<'_>| {
        let short = !row.is_several() && row.lines().count() <= GROUP_LINES_MAX;
        let crosses = || row.lines().any(|placed| crosses(placed.line, &edges));
        let large = || row.lines().all(|placed| placed.line.size > size + 1);
        short && (crosses() || large() || row.is_bold() && bold * 2 < rows.len())
    };
    let cells = rows.iter().map(|row| match names_group(row) {
        true => vec![Cell {
            column: 0,
            span: edges.len(),
            continues: false,
            lines: row.lines().map(|placed| placed.line.clone()).collect(),
        }],
        false => in_columns(row, &edges),
    });
    let mut cells: Vec<Vec<Cell>> = cells.collect();
    if is_line_by_line(rows) {
        cells = joined(cells)?;
    }
    Some(Kind::Table(Table {
        edges,
        ruled: false,
        rows: cells,
    }))
}

/// Two columns of prose under headings of their own look like a few rows with many lines each, or
/// with fewer lines that end together, as the columns of prose do and cells by chance alone.
fn is_prose(rows: &[Drawn<'_>], goes_on: bool) -> bool {
    let several = || rows.iter().filter(|row| row.is_several());
    let cells = || several().flat_map(|row| &row.cells);
    let lines: usize = cells().map(Vec::len).sum();
    let (left, right) = (
        rows.iter().flat_map(Drawn::lefts).min().unwrap_or_default(),
        rows.iter().map(Drawn::right).max().unwrap_or_default(),
    );
    let wide = |cell: &Vec<Placed<'_>>| {
        let end = cell.iter().map(|placed| placed.line.right).max();
        let width = end.unwrap_or_default() - drawn::left(cell);
        width * 100 >= (right - left).max(1) * PROSE_WIDTH_PERCENT
    };
    let even = several().count() >= EVEN_ROWS_MIN && several().all(Drawn::ends_together);
    let each = |lines_min: usize| lines >= cells().count() * lines_min;
    cells().all(wide) && (even && each(EVEN_LINES_MIN) || !goes_on && each(PROSE_LINES_MIN))
}

/// Numbers in front of paragraphs are no column.
fn are_items(rows: &[Drawn<'_>]) -> bool {
    let firsts = rows.iter().filter(|row| row.is_several());
    firsts.filter_map(|row| row.cells.first()).all(|cell| {
        let words = cell.first().map_or("", |placed| placed.line.text.as_str());
        cell.len() == 1 && is_marker(words)
    })
}

/// The left edges that cells share, or that a heading has where lines below it begin.
fn columns(rows: &[Drawn<'_>]) -> Vec<i32> {
    let mut lefts: Vec<i32> = rows
        .iter()
        .filter(|row| row.is_several())
        .flat_map(Drawn::lefts)
        .collect();
    lefts.extend(hidden(rows));
    lefts.sort_unstable();
    let near = |edge: i32, other: i32| (edge - other).abs() <= EDGE_POINTS;
    let lines = || rows.iter().flat_map(Drawn::lines);
    let mut edges: Vec<i32> = Vec::new();
    for &left in &lefts {
        let times = lefts.iter().filter(|&&other| near(left, other)).count();
        let begin = lines()
            .filter(|placed| near(placed.line.left, left))
            .count();
        let known = times >= TABLE_ROWS_MIN || begin > TABLE_ROWS_MIN;
        let apart = edges
            .last()
            .is_none_or(|last| left - last >= COLUMN_POINTS_MIN);
        if known && apart {
            edges.push(left);
        }
    }
    edges
}

/// Where the words begin behind numbers that were taken for markers, if the heading has words there
/// too ("No. Recommendation").
fn hidden(rows: &[Drawn<'_>]) -> Vec<i32> {
    let firsts = || {
        rows.iter()
            .skip(1)
            .filter_map(|row| row.cells.first()?.first())
    };
    let behind = |placed: &Placed<'_>| {
        let &(left, at) = placed.line.starts.first()?;
        let marker = placed.line.text.get(..at)?;
        is_marker(marker).then_some(left)
    };
    let Some(edge) = firsts().filter_map(behind).next() else {
        return Vec::new();
    };
    let same = |placed: &&Placed<'_>| {
        behind(placed).is_some_and(|left| (left - edge).abs() <= EDGE_POINTS / 2)
    };
    let all = firsts().count();
    let heading = rows.first().and_then(|row| row.cells.first()?.first());
    let headed = heading.is_some_and(|placed| cut(placed.line, edge).is_some());
    match firsts().filter(same).count() * 2 > all && headed {
        true => vec![edge, edge],
        false => Vec::new(),
    }
}

/// The column that a place lies in.
fn column(left: i32, edges: &[i32]) -> usize {
    let at = edges.iter().rposition(|&edge| edge <= left + EDGE_POINTS);
    at.unwrap_or_default()
}

/// Whether a line takes several columns.
fn crosses(line: &Line, edges: &[i32]) -> bool {
    column(line.right - EDGE_POINTS * 2, edges) > column(line.left, edges)
}

/// The lines of a row in the columns of its table.
fn in_columns(row: &Drawn<'_>, edges: &[i32]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for piece in row.lines().flat_map(|placed| pieces(placed.line, edges)) {
        let column = column(piece.left, edges);
        match cells.iter_mut().find(|cell| cell.column == column) {
            Some(cell) => cell.lines.push(piece),
            None => cells.push(Cell {
                column,
                span: 1,
                continues: false,
                lines: vec![piece],
            }),
        }
    }
    cells.sort_by_key(|cell| cell.column);
    cells
}

/// A line, cut at the edges of columns that it runs across.
fn pieces(line: &Line, edges: &[i32]) -> Vec<Line> {
    let mut pieces = vec![line.clone()];
    for &edge in edges {
        let Some(last) = pieces.last() else { break };
        let crosses = last.left < edge - EDGE_POINTS && last.right > edge + EDGE_POINTS;
        if let Some((one, other)) = crosses.then(|| cut(last, edge)).flatten() {
            pieces.pop();
            pieces.extend([one, other]);
        }
    }
    pieces
}

/// Cuts a line where a word begins at an edge; poppler joins what stands close together.
fn cut(line: &Line, edge: i32) -> Option<(Line, Line)> {
    let at_run = line
        .starts
        .iter()
        .find(|(left, _)| (left - edge).abs() <= EDGE_POINTS);
    let at = match at_run {
        Some(&(_, at)) => at,
        None => word_at(&line.text, (line.left, line.right), edge)?,
    };
    let (one, other) = line.text.split_at_checked(at)?;
    let half = |text: &str, left: i32, right: i32| Line {
        text: text.trim().to_owned(),
        left,
        right,
        starts: Vec::new(),
        ..line.clone()
    };
    let (one, other) = (
        half(one, line.left, edge - 1),
        half(other, edge, line.right),
    );
    (!one.text.is_empty() && !other.text.is_empty()).then_some((one, other))
}

/// The word that begins nearest to an edge, by the usual widths of letters.
pub(super) fn word_at(text: &str, (left, right): (i32, i32), edge: i32) -> Option<usize> {
    const NEAR_POINTS: i32 = 10;
    let total = text.chars().map(units).sum::<i32>().max(1);
    let width = right - left;
    let mut so_far = 0;
    let mut best: Option<(i32, usize)> = None;
    let mut space = false;
    for (at, letter) in text.char_indices() {
        if space && letter != ' ' {
            let off = (left + width * so_far / total - edge).abs();
            if off <= NEAR_POINTS && best.is_none_or(|(least, _)| off < least) {
                best = Some((off, at));
            }
        }
        space = letter == ' ';
        so_far += units(letter);
    }
    best.map(|(_, at)| before_article(text, at))
}

/// "10 A panel should": the article behind a number opens the words of the next cell. What stands
/// before it is too short to say how wide the space between them was.
fn before_article(text: &str, at: usize) -> usize {
    const ARTICLE: &str = "A ";
    let before = text
        .get(..at)
        .and_then(|before| before.strip_suffix(ARTICLE));
    match before {
        Some(number) if is_marker(number) => number.len(),
        _ => at,
    }
}

/// How wide a letter is, in parts of usual print.
fn units(letter: char) -> i32 {
    match letter {
        ' ' | '.' | ',' | ';' | ':' | '\'' | '’' | '|' | 'i' | 'j' | 'l' | 'I' | '(' | ')' => 5,
        'f' | 'r' | 't' | '-' | '/' => 6,
        'm' | 'w' | 'M' | 'W' => 15,
        letter if letter.is_uppercase() => 13,
        _ => 10,
    }
}

/// Whether rows have one line to each cell, close above each other: a table of short rows, or one
/// that is drawn line by line.
fn is_line_by_line(rows: &[Drawn<'_>]) -> bool {
    let single = |row: &&Drawn<'_>| row.cells.iter().all(|cell| cell.len() == 1);
    let close = rows.windows(2).filter(|pair| match pair {
        [one, next] => {
            let height = one.bottom() - one.top();
            next.top() - one.bottom() <= height / 2
        }
        _ => false,
    });
    let single = rows.iter().filter(single).count();
    single * 10 >= rows.len() * 9 && close.count() * 2 >= rows.len()
}

/// Rows without a first cell go on with the row above; none, where the first cells show that
/// sentences run over the rows.
fn joined(rows: Vec<Vec<Cell>>) -> Option<Vec<Vec<Cell>>> {
    let first = |row: &Vec<Cell>| row.first().filter(|cell| cell.column == 0).cloned();
    let broken = rows.iter().filter_map(first).filter(|cell| {
        let words = cell.lines.first().map_or("", |line| line.text.as_str());
        words.starts_with(|letter: char| letter.is_lowercase())
    });
    if broken.count() * 100 > rows.len() * BROKEN_ROWS_PERCENT {
        return None;
    }
    let mut joined: Vec<Vec<Cell>> = Vec::new();
    for row in rows {
        match joined.last_mut() {
            Some(last) if row.first().is_some_and(|cell| cell.column > 0) => add(last, row),
            _ => joined.push(row),
        }
    }
    Some(joined)
}

fn add(last: &mut Vec<Cell>, row: Vec<Cell>) {
    for cell in row {
        match last.iter_mut().find(|one| one.column == cell.column) {
            Some(one) => one.lines.extend(cell.lines),
            None => last.push(cell),
        }
    }
}
