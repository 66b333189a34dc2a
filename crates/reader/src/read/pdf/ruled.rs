//! Tables whose rules are drawn: what stands between the same lines is one cell, wherever a file
//! draws its words and however many lines they take.
//!
//! `lattice` finds the boxes between lines that meet, `banded` tables that have lines only above
//! and below their rows.

use super::lattice::{self, Lattice, SAME_POINTS, Stroke, are_same};
use super::lines::{self, Row, is_marker};
use super::table::Table;
use super::{banded, furniture};
use crate::page::{Page, Rule};

/// What stands closer to the edge of a page, in points, frames the page.
const FRAME_POINTS: i32 = 6;
/// More lines one way, once joined, are those of a chart or a map.
const LINES_MAX: usize = 400;

/// The pages on which words stand below each other behind others, as those of a table do, and
/// those that may go on with one: where it is worth looking for lines. Counted from 0; those of
/// which most stands so come first.
#[must_use]
pub fn pages_in_columns(pages: &[Page]) -> Vec<usize> {
    let shares: Vec<Share> = pages.iter().map(share).collect();
    let several = |at: Option<usize>| at.and_then(|at| shares.get(at)).is_some_and(|one| one.edge);
    let found = shares.iter().enumerate().filter(|(at, own)| {
        let beside = several(at.checked_sub(1)) || several(Some(at + 1));
        own.edge || own.percent > 0 && beside
    });
    let mut found: Vec<(usize, usize)> = found.map(|(at, own)| (own.weight(), at)).collect();
    found.sort_by_key(|&(weight, at)| (std::cmp::Reverse(weight), at));
    found.into_iter().map(|(_, at)| at).collect()
}

/// How much of a page stands in columns.
struct Share {
    /// Of its rows, those where words stand behind others (percent, at least one where there are
    /// any).
    percent: usize,
    /// Those of three stretches and more (percent): lists of terms have two.
    wide: usize,
    /// Whether words of two rows begin at one place behind others.
    edge: bool,
}

impl Share {
    /// How likely a table is.
    fn weight(&self) -> usize {
        self.percent + self.wide * 2
    }
}

fn share(page: &Page) -> Share {
    let rows = lines::rows(page);
    let rows: Vec<&Row> = rows
        .iter()
        .filter(|row| !is_beside_body(row, page))
        .collect();
    let several = || rows.iter().copied().filter(|row| is_of_several(row));
    let wide = several().filter(|row| row.lines.len() > 2).count();
    let percent = |count: usize| (count * 100).div_ceil(rows.len().max(1));
    Share {
        percent: percent(several().count()),
        wide: percent(wide),
        edge: share_an_edge(several()),
    }
}

/// Whether a page has a table between whose cells lines are drawn.
#[must_use]
pub fn has_ruled_table(page: &Page) -> bool {
    !of_page(page, None).0.is_empty()
}

/// Heads and feet of pages and the lines of contents have parts that stand apart too.
fn is_beside_body(row: &Row, page: &Page) -> bool {
    furniture::in_margin(row, page.height) || row.words().contains("....")
}

/// Whether words stand behind others; those behind the number of an item do not.
fn is_of_several(row: &Row) -> bool {
    match row.lines.as_slice() {
        [] | [_] => false,
        [first, _] => !is_marker(&first.text),
        _ => true,
    }
}

/// Whether of two rows words begin at one place behind others.
fn share_an_edge<'r>(rows: impl Iterator<Item = &'r Row>) -> bool {
    let mut lefts: Vec<i32> = Vec::new();
    for row in rows {
        let behind = || row.lines.iter().skip(1).map(|line| line.left);
        let near = |left: i32| lefts.iter().any(|one| (one - left).abs() <= SAME_POINTS);
        if behind().any(near) {
            return true;
        }
        lefts.extend(behind());
    }
    false
}

/// A table and where on its page it stands.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) top: i32,
    /// Where its columns begin and end.
    pub(super) across: Vec<i32>,
    pub(super) table: Table,
}

/// The tables of each page from top to bottom, and the rows of print outside them.
pub(super) fn parted(pages: &[Page]) -> (Vec<Vec<Ruled>>, Vec<Vec<Row>>) {
    let (mut tables, mut rows): (Vec<Vec<Ruled>>, Vec<Vec<Row>>) = (Vec::new(), Vec::new());
    for page in pages {
        let before = tables.last().and_then(|tables| tables.last());
        let (own, rest) = of_page(page, before.map(|ruled| ruled.across.as_slice()));
        tables.push(own);
        rows.push(rest);
    }
    (tables, rows)
}

/// The same of one page; `before` has the columns of the last table of the page before.
fn of_page(page: &Page, before: Option<&[i32]>) -> (Vec<Ruled>, Vec<Row>) {
    let mut lattices = lattices(page);
    for run in &page.runs {
        if let Some(lattice) = lattices.iter_mut().find(|lattice| lattice.holds(run)) {
            lattice.take(run);
        }
    }
    let others: Vec<Vec<i32>> = lattices.iter().map(|one| one.across.clone()).collect();
    let is_alike = |one: &Lattice| {
        let same = others.iter().filter(|other| are_same(&one.across, other));
        same.count() > 1 || before.is_some_and(|before| are_same(&one.across, before))
    };
    let found = lattices.iter().filter_map(|lattice| {
        let table = lattice.table(is_alike(lattice))?;
        Some((lattice, table))
    });
    let (taken, mut tables): (Vec<&Lattice>, Vec<Ruled>) = found.unzip();
    // Most pages hold no table: their words stay where they are.
    if taken.is_empty() {
        return (tables, lines::rows(page));
    }
    tables.sort_by_key(|ruled| ruled.top);
    let outside = Page {
        width: page.width,
        height: page.height,
        runs: page
            .runs
            .iter()
            .filter(|run| !taken.iter().any(|lattice| lattice.holds(run)))
            .cloned()
            .collect(),
        rules: Vec::new(),
    };
    (tables, lines::rows(&outside))
}

impl Ruled {
    /// The lines of its cells, each a row of print.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        let lines = self
            .table
            .rows
            .iter()
            .flatten()
            .flat_map(|cell| &cell.lines);
        lines.map(|line| Row {
            lines: vec![line.clone()],
        })
    }
}

/// The lines of the tables of a page.
fn lattices(page: &Page) -> Vec<Lattice> {
    let is_level = |rule: &&Rule| rule.right - rule.left >= rule.bottom - rule.top;
    let frames = |at: i32, end: i32| at <= FRAME_POINTS || at >= end - FRAME_POINTS;
    let (level, upright): (Vec<&Rule>, Vec<&Rule>) = page.rules.iter().partition(is_level);
    let level = level.into_iter().map(|rule| Stroke {
        at: i32::midpoint(rule.top, rule.bottom),
        from: rule.left,
        to: rule.right,
    });
    let upright = upright.into_iter().map(|rule| Stroke {
        at: i32::midpoint(rule.left, rule.right),
        from: rule.top,
        to: rule.bottom,
    });
    let level = level.filter(|stroke| !frames(stroke.at, page.height));
    let upright = upright.filter(|stroke| !frames(stroke.at, page.width));
    let level = lattice::joined(level.collect());
    let upright = lattice::joined(upright.collect());
    if level.len() > LINES_MAX || upright.len() > LINES_MAX {
        return Vec::new();
    }
    let ruled = lattice::grouped(&level, &upright).into_iter();
    banded::with_bands(ruled.filter_map(Lattice::of).collect(), &level, page)
}
