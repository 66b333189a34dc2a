//! Lines that meet, and the boxes between them: what stands between the same lines is one cell.

use super::lines::{self, Line, is_marker};
use super::ruled::Ruled;
use super::table::{self, Cell, Table};
use crate::page::{Page, Run};

/// Lines that lie no farther apart than this, in points, are one: borders are drawn double, or from
/// both of the cells that share them.
pub(super) const SAME_POINTS: i32 = 3;
/// Columns and rows are at least so wide, in points.
const CELL_POINTS_MIN: i32 = 5;
/// A table on one page has at most so many boxes, merged ones counted apart: 100 rows of 20 columns
/// have 2,000, and graph paper has more.
const TABLE_BOXES_MAX: usize = 20_000;
/// Of the rows of a chart, fewer than so many in a hundred hold words.
const FILLED_ROWS_PERCENT: usize = 50;

/// A line of a drawing: where it lies, and from where to where it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stroke {
    pub(super) at: i32,
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Stroke {
    fn covers(&self, place: i32) -> bool {
        self.from - SAME_POINTS <= place && place <= self.to + SAME_POINTS
    }

    fn meets(&self, other: &Self) -> bool {
        self.covers(other.at) && other.covers(self.at)
    }
}

/// The lines of one table: every one meets another.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// Where columns begin and end.
    pub(super) across: Vec<i32>,
    /// Where rows begin and end.
    pub(super) down: Vec<i32>,
    level: Vec<Stroke>,
    upright: Vec<Stroke>,
    /// The words of each box, by row and column, in the order of the file.
    boxes: Vec<Vec<Run>>,
    /// The box that leads the cell of each box.
    cells: Vec<usize>,
}

/// Strokes on one line that touch are one stroke, and lines close together one line.
pub(super) fn joined(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_unstable();
    let mut line = i32::MIN / 2;
    for stroke in &mut strokes {
        if stroke.at - line > SAME_POINTS {
            line = stroke.at;
        }
        stroke.at = line;
    }
    strokes.sort_unstable();
    let mut all: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        match all.last_mut() {
            Some(last) if last.at == stroke.at && stroke.from - last.to <= SAME_POINTS => {
                last.to = last.to.max(stroke.to);
            }
            _ => all.push(stroke),
        }
    }
    all
}

/// The strokes of each table: those that meet, over however many others.
pub(super) fn grouped(level: &[Stroke], upright: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut groups: Vec<(Vec<Stroke>, Vec<Stroke>)> = Vec::new();
    let mut left: Vec<Stroke> = level.to_vec();
    let mut standing: Vec<Stroke> = upright.to_vec();
    while let Some(first) = left.pop() {
        let (mut lying, mut up) = (vec![first], Vec::new());
        let (mut looked_lying, mut looked_up) = (0, 0);
        while looked_lying < lying.len() || looked_up < up.len() {
            if let Some(&one) = lying.get(looked_lying) {
                looked_lying += 1;
                up.extend(standing.extract_if(.., |other| one.meets(other)));
            } else if let Some(&one) = up.get(looked_up) {
                looked_up += 1;
                lying.extend(left.extract_if(.., |other| other.meets(&one)));
            }
        }
        groups.push((lying, up));
    }
    groups
}

/// Places in order, each once; those at the ends of what crosses them too, where no line closes a
/// table.
fn places(lines: &[Stroke], crossing: &[Stroke]) -> Vec<i32> {
    let mut places: Vec<i32> = lines.iter().map(|stroke| stroke.at).collect();
    places.sort_unstable();
    places.dedup_by(|next, one| *next - *one < CELL_POINTS_MIN);
    let (first, last) = (places.first().copied(), places.last().copied());
    let from = crossing.iter().map(|stroke| stroke.from).min();
    let to = crossing.iter().map(|stroke| stroke.to).max();
    if let Some((from, first)) = from.zip(first)
        && first - from > CELL_POINTS_MIN
    {
        places.insert(0, from);
    }
    if let Some((to, last)) = to.zip(last)
        && to - last > CELL_POINTS_MIN
    {
        places.push(to);
    }
    places
}

/// Between which of the places a place lies.
fn between(places: &[i32], place: i32) -> usize {
    let count = places.partition_point(|&edge| edge <= place);
    count.saturating_sub(1).min(places.len().saturating_sub(2))
}

impl Lattice {
    pub(super) fn of((level, upright): (Vec<Stroke>, Vec<Stroke>)) -> Option<Self> {
        let across = places(&upright, &level);
        let down = places(&level, &upright);
        if across.len() < 3 || down.len() < 2 {
            return None;
        }
        let count = (across.len() - 1) * (down.len() - 1);
        if count > TABLE_BOXES_MAX {
            return None;
        }
        let mut lattice = Self {
            across,
            down,
            level,
            upright,
            boxes: vec![Vec::new(); count],
            cells: (0..count).collect(),
        };
        lattice.join();
        lattice.settle();
        Some(lattice)
    }

    fn width(&self) -> usize {
        self.across.len() - 1
    }

    /// Joins the boxes between which no line is drawn.
    fn join(&mut self) {
        let middle = |places: &[i32], at: usize| {
            let pair = places.get(at).zip(places.get(at + 1));
            pair.map_or(0, |(one, next)| i32::midpoint(*one, *next))
        };
        let drawn = |strokes: &[Stroke], at: Option<&i32>, place: i32| {
            at.is_none_or(|&at| {
                let here = |stroke: &&Stroke| (stroke.at - at).abs() < CELL_POINTS_MIN;
                strokes
                    .iter()
                    .filter(here)
                    .any(|stroke| stroke.covers(place))
            })
        };
        let width = self.width();
        for place in 0..self.boxes.len() {
            let (row, column) = (place / width, place % width);
            let (x, y) = (middle(&self.across, column), middle(&self.down, row));
            let right = drawn(&self.upright, self.across.get(column + 1), y);
            let below = drawn(&self.level, self.down.get(row + 1), x);
            if !right && column + 1 < width {
                self.unite(place, place + 1);
            }
            if !below && place + width < self.boxes.len() {
                self.unite(place, place + width);
            }
        }
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.cell(one), self.cell(other));
        if let Some(cell) = self.cells.get_mut(one.max(other)) {
            *cell = one.min(other);
        }
    }

    /// The box that leads the cell of a box. Each stands behind the one that leads it.
    fn cell(&self, place: usize) -> usize {
        let mut place = place;
        while let Some(&lead) = self.cells.get(place).filter(|lead| **lead != place) {
            place = lead;
        }
        place
    }

    /// Has each box name the one that leads its cell, and none between.
    fn settle(&mut self) {
        for place in 0..self.cells.len() {
            let lead = self.cell(place);
            if let Some(cell) = self.cells.get_mut(place) {
                *cell = lead;
            }
        }
    }

    pub(super) fn holds(&self, run: &Run) -> bool {
        let (x, y) = middle_of(run);
        let within = |places: &[i32], place: i32| {
            let ends = places.first().zip(places.last());
            ends.is_some_and(|(first, last)| (*first..=*last).contains(&place))
        };
        within(&self.across, x) && within(&self.down, y)
    }

    /// Puts words into their cell; those that poppler joined over a line are cut there.
    pub(super) fn take(&mut self, run: &Run) {
        let (_, y) = middle_of(run);
        let row = between(&self.down, y);
        let mut rest = run.clone();
        for column in 1..self.width() {
            let Some(&edge) = self.across.get(column) else {
                break;
            };
            let (left, right) = (row * self.width() + column - 1, row * self.width() + column);
            if crosses(&rest, edge)
                && self.cell(left) != self.cell(right)
                && let Some((one, other)) = cut(&rest, edge)
            {
                self.put(row, one);
                rest = other;
            }
        }
        self.put(row, rest);
    }

    fn put(&mut self, row: usize, run: Run) {
        let (x, _) = middle_of(&run);
        let place = self.cell(row * self.width() + between(&self.across, x));
        if let Some(words) = self.boxes.get_mut(place) {
            words.push(run);
        }
    }

    /// The table; none where it is a frame or a chart. `alike` is whether another beside or before
    /// it has its columns.
    pub(super) fn table(&self, alike: bool) -> Option<Ruled> {
        let width = self.width();
        let filled = |place: &usize| {
            self.boxes
                .get(*place)
                .is_some_and(|runs| runs.iter().any(|run| !run.text.trim().is_empty()))
        };
        let leads: Vec<usize> = (0..self.boxes.len()).filter(filled).collect();
        let mut columns: Vec<usize> = leads.iter().map(|place| place % width).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut rows: Vec<usize> = leads.iter().map(|place| place / width).collect();
        rows.dedup();
        let many = rows.len() * 100 >= (self.down.len() - 1) * FILLED_ROWS_PERCENT;
        let several = rows.len() > 1 || alike;
        if columns.len() < 2 || !many || !several {
            return None;
        }
        let edges = columns
            .iter()
            .filter_map(|&column| self.across.get(column).copied())
            .collect();
        let in_row = |&row: &usize| {
            let cells = columns.iter().enumerate();
            let cells = cells.filter_map(|(at, &column)| self.cell_at((row, column), at, &columns));
            cells.collect::<Vec<Cell>>()
        };
        let table = Table {
            edges,
            ruled: true,
            rows: rows.iter().map(in_row).collect(),
        };
        // Headings by themselves stand over rows that no lines part.
        let headings = rows.len() == 1 && table.rows.iter().flatten().all(Cell::is_bold);
        (!headings && !are_items(&table)).then(|| Ruled {
            top: self.down.first().copied().unwrap_or_default(),
            across: self.across.clone(),
            table,
        })
    }

    /// The cell that begins in a box, or goes on there from above.
    fn cell_at(&self, (row, column): (usize, usize), at: usize, columns: &[usize]) -> Option<Cell> {
        let width = self.width();
        let place = row * width + column;
        let lead = self.cell(place);
        let own = |other: usize| self.cell(other) == lead;
        let first = lead % width == column || !own(place.checked_sub(1).unwrap_or(place));
        let words = self.boxes.get(lead).filter(|words| !words.is_empty())?;
        if !first {
            return None;
        }
        let end = (row + 1) * width;
        let last = (place..end).take_while(|&other| own(other)).last()? % width;
        let spanned = columns.iter().skip(at).take_while(|&&one| one <= last);
        let continues = lead / width < row;
        let lines = if continues {
            Vec::new()
        } else {
            in_lines(words)
        };
        Some(Cell {
            column: at,
            span: spanned.count().max(1),
            continues,
            lines,
        })
    }
}

/// The numbered boxes of a form: numbers in front of paragraphs are no column, unless a heading
/// stands over them.
fn are_items(table: &Table) -> bool {
    let narrow = |row: &&Vec<Cell>| row.first().is_some_and(|cell| cell.span == 1);
    let first = |row: &Vec<Cell>| match row.first() {
        Some(cell) if cell.column == 0 => cell.lines.iter().all(|line| is_marker(&line.text)),
        _ => true,
    };
    table.edges.len() == 2 && table.rows.iter().filter(narrow).all(first)
}

/// Whether places are those of another table.
pub(super) fn are_same(one: &[i32], other: &[i32]) -> bool {
    let near = |(one, other): (&i32, &i32)| (one - other).abs() <= SAME_POINTS;
    one.len() == other.len() && one.iter().zip(other).all(near)
}

pub(super) fn middle_of(run: &Run) -> (i32, i32) {
    let half = |length: i32| length / 2;
    (
        run.left.saturating_add(half(run.width)),
        run.top.saturating_add(half(run.height)),
    )
}

/// The words of a cell, line by line.
fn in_lines(runs: &[Run]) -> Vec<Line> {
    let page = Page {
        runs: runs.to_vec(),
        ..Page::default()
    };
    lines::rows(&page)
        .into_iter()
        .filter_map(|row| {
            let right = row.lines.iter().map(|line| line.right).max()?;
            let text = row.words();
            let first = row.lines.into_iter().next()?;
            Some(Line {
                text,
                right,
                ..first
            })
        })
        .collect()
}

/// Whether words run over an edge.
pub(super) fn crosses(run: &Run, edge: i32) -> bool {
    run.left + SAME_POINTS < edge && run.left + run.width > edge + SAME_POINTS
}

/// Cuts words where a word begins at an edge.
pub(super) fn cut(run: &Run, edge: i32) -> Option<(Run, Run)> {
    let right = run.left.saturating_add(run.width);
    let at = table::word_at(&run.text, (run.left, right), edge)?;
    let (one, other) = run.text.split_at_checked(at)?;
    let part = |text: &str, left: i32, right: i32| Run {
        left,
        width: right - left,
        text: text.to_owned(),
        ..run.clone()
    };
    let parts = (part(one, run.left, edge - 1), part(other, edge + 1, right));
    (!one.trim().is_empty() && !other.trim().is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::tests::run;

    fn stroke(at: i32, from: i32, to: i32) -> Stroke {
        Stroke { at, from, to }
    }

    /// The words of each cell: its column, how many it spans, whether it goes on from above.
    fn cells(ruled: &Ruled) -> Vec<Vec<(usize, usize, bool, String)>> {
        let words = |cell: &Cell| {
            let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
            (cell.column, cell.span, cell.continues, lines.join(" "))
        };
        let row = |row: &Vec<Cell>| row.iter().map(words).collect();
        ruled.table.rows.iter().map(row).collect()
    }

    #[test]
    fn cells_span_where_no_line_is_drawn() {
        // Two columns and three rows; over the first row no line parts them, and the first column
        // goes on over the last two.
        let level = vec![
            stroke(0, 0, 200),
            stroke(20, 0, 200),
            stroke(40, 100, 200),
            stroke(60, 0, 200),
        ];
        let upright = vec![stroke(0, 0, 60), stroke(100, 20, 60), stroke(200, 0, 60)];
        let mut lattice = Lattice::of((level, upright)).unwrap();
        for run in [
            run(5, 5, 10, "Piers and lamps"),
            run(5, 25, 10, "R1"),
            run(105, 25, 10, "Light it"),
            run(105, 45, 10, "Paint it"),
        ] {
            assert!(lattice.holds(&run));
            lattice.take(&run);
        }
        let ruled = lattice.table(false).unwrap();
        let cell =
            |column, span, continues, words: &str| (column, span, continues, words.to_owned());
        assert_eq!(
            cells(&ruled),
            [
                vec![cell(0, 2, false, "Piers and lamps")],
                vec![cell(0, 1, false, "R1"), cell(1, 1, false, "Light it")],
                vec![cell(0, 1, true, ""), cell(1, 1, false, "Paint it")],
            ]
        );
    }

    #[test]
    fn words_that_run_over_a_line_are_cut_there() {
        let level = vec![stroke(0, 0, 200), stroke(20, 0, 200), stroke(40, 0, 200)];
        let upright = vec![stroke(0, 0, 40), stroke(50, 0, 40), stroke(200, 0, 40)];
        let mut lattice = Lattice::of((level, upright)).unwrap();
        lattice.take(&run(5, 5, 10, "Code No. Response"));
        lattice.take(&run(5, 25, 10, "1A"));
        lattice.take(&run(55, 25, 10, "Lit"));
        let ruled = lattice.table(false).unwrap();
        let first: Vec<String> = cells(&ruled)
            .swap_remove(0)
            .into_iter()
            .map(|cell| cell.3.trim().to_owned())
            .collect();
        assert_eq!(first, ["Code No.", "Response"]);
    }

    #[test]
    fn numbered_boxes_of_a_form_are_no_table() {
        let level = vec![stroke(0, 0, 200), stroke(20, 0, 200), stroke(40, 0, 200)];
        let upright = vec![stroke(0, 0, 40), stroke(30, 0, 40), stroke(200, 0, 40)];
        let mut lattice = Lattice::of((level, upright)).unwrap();
        for run in [
            run(5, 5, 10, "1"),
            run(35, 5, 10, "CORONER"),
            run(5, 25, 10, "2"),
            run(35, 25, 10, "POWERS"),
        ] {
            lattice.take(&run);
        }
        assert!(lattice.table(false).is_none());
    }

    #[test]
    fn graph_paper_is_no_table() {
        let lines = |count: i32| (0..count).map(|at| stroke(at * 10, 0, 4000)).collect();
        assert!(Lattice::of((lines(300), lines(300))).is_none());
        assert!(Lattice::of((lines(100), lines(20))).is_some());
    }
}
