//! Tables with lines only above and below their rows, or with shaded rows: where no words stand,
//! from the first row to the last, their columns part.

use super::lattice::{Lattice, SAME_POINTS, Stroke, crosses, cut, middle_of};
use crate::page::{Page, Run};

/// Space over all rows parts columns if it is so wide, in points: two spaces of usual print.
const GAP_POINTS_MIN: i32 = 5;
/// So many rows of several cells make a table: the headings and what stands below them.
const ROWS_MIN: usize = 2;
/// A row over the whole width names a group; it is at most so high, in points: two lines of print.
const GROUP_POINTS_MAX: i32 = 32;

/// The tables whose lines meet, and those of bands; these take the place of any that is only their
/// heading.
pub(super) fn with_bands(ruled: Vec<Lattice>, level: &[Stroke], page: &Page) -> Vec<Lattice> {
    let mut all = ruled;
    for lines in of_one_width(level) {
        for rows in sequences(&lines, page) {
            let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
                continue;
            };
            let (top, bottom) = (first.0.at, last.1.at);
            let is_ruled = |(above, below): &Band| {
                all.iter().any(|one| {
                    let ends = one.down.first().zip(one.down.last());
                    ends.is_some_and(|(from, to)| {
                        *from <= above.at + SAME_POINTS && *to >= below.at - SAME_POINTS
                    })
                })
            };
            let covered = rows.iter().all(is_ruled);
            let Some(lattice) = lattice(&rows, page).filter(|_| !covered) else {
                continue;
            };
            all.retain(|one| {
                let inside = one
                    .down
                    .iter()
                    .all(|at| (top - SAME_POINTS..=bottom + SAME_POINTS).contains(at));
                !inside
            });
            all.push(lattice);
        }
    }
    all
}

/// The level lines that begin and end at the same places, from top to bottom.
fn of_one_width(level: &[Stroke]) -> Vec<Vec<Stroke>> {
    let mut groups: Vec<Vec<Stroke>> = Vec::new();
    for &stroke in level {
        let near = |one: i32, other: i32| (one - other).abs() <= SAME_POINTS;
        let same = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|one| near(one.from, stroke.from) && near(one.to, stroke.to))
        });
        match same {
            Some(group) => group.push(stroke),
            None => groups.push(vec![stroke]),
        }
    }
    groups
}

/// A row: the lines above and below it.
type Band = (Stroke, Stroke);

/// The rows of several cells that follow each other, and the names of groups between them.
fn sequences(lines: &[Stroke], page: &Page) -> Vec<Vec<Band>> {
    let mut found: Vec<Vec<Band>> = Vec::new();
    let mut open: Vec<Band> = Vec::new();
    let mut close = |open: &mut Vec<Band>| {
        // What stands behind the last row of several cells is no group of any.
        while open
            .last()
            .is_some_and(|band| stretches(band, page).len() < 2)
        {
            open.pop();
        }
        let several = open.iter().filter(|band| stretches(band, page).len() > 1);
        if several.count() >= ROWS_MIN {
            found.push(std::mem::take(open));
        }
        open.clear();
    };
    for pair in lines.windows(2) {
        let &[above, below] = pair else { continue };
        let band = (above, below);
        let group = below.at - above.at <= GROUP_POINTS_MAX && !open.is_empty();
        match stretches(&band, page).len() {
            0 => {}
            1 if !group => close(&mut open),
            _ => open.push(band),
        }
    }
    close(&mut open);
    found
}

fn within<'p>((above, below): &'p Band, page: &'p Page) -> impl Iterator<Item = &'p Run> {
    page.runs.iter().filter(|run| {
        let (x, y) = middle_of(run);
        let words = !run.text.trim().is_empty();
        words && (above.from..=above.to).contains(&x) && (above.at..=below.at).contains(&y)
    })
}

/// The stretches of a row, or of several, that hold words.
fn stretches(band: &Band, page: &Page) -> Vec<(i32, i32)> {
    united(
        within(band, page)
            .map(|run| (run.left, run.left + run.width))
            .collect(),
    )
}

/// Stretches without those between which there is too little space.
fn united(mut stretches: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    stretches.sort_unstable();
    let mut all: Vec<(i32, i32)> = Vec::new();
    for (from, to) in stretches {
        match all.last_mut() {
            Some(last) if from - last.1 < GAP_POINTS_MIN => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}

/// Whether the last words above a line are larger than the rest: a heading that is underlined, and
/// no row, whose columns are those of the page.
fn ends_in_heading(band: &Band, page: &Page) -> bool {
    /// So much higher than usual print is that of a heading, in points.
    const LARGER_POINTS_MIN: i32 = 2;
    let Some(last) = within(band, page).max_by_key(|run| run.top) else {
        return false;
    };
    let mut heights: Vec<i32> = within(band, page).map(|run| run.height).collect();
    heights.sort_unstable();
    let usual = heights.get(heights.len() / 2).copied().unwrap_or_default();
    last.height >= usual + LARGER_POINTS_MIN
}

/// Where every other row is shaded, the last one may not be: where that ends, if words begin at the
/// edges of several columns below the last line.
fn unshaded(last: Stroke, lefts: &[i32], page: &Page) -> Option<Stroke> {
    /// More space than a line of print ends a row.
    const SPACE_POINTS_MAX: i32 = 12;
    let below = page.runs.iter().filter(|run| {
        let (x, y) = middle_of(run);
        y > last.at && (last.from..=last.to).contains(&x) && !run.text.trim().is_empty()
    });
    let mut runs: Vec<&Run> = below.collect();
    runs.sort_by_key(|run| run.top);
    let mut bottom = last.at;
    let mut columns: Vec<usize> = Vec::new();
    for run in runs {
        let at_edge = |left: &i32| (left - run.left).abs() <= SAME_POINTS;
        if run.top - bottom > SPACE_POINTS_MAX {
            break;
        }
        columns.push(lefts.iter().position(at_edge)?);
        bottom = bottom.max(run.top.saturating_add(run.height));
    }
    columns.sort_unstable();
    columns.dedup();
    (columns.len() > 1).then_some(Stroke {
        at: bottom + SAME_POINTS,
        ..last
    })
}

/// The rows with lines between their columns; none where words of a row run on over them.
fn lattice(rows: &[Band], page: &Page) -> Option<Lattice> {
    let (first, last) = (rows.first()?.0, rows.last()?.1);
    let several = rows.iter().map(|band| (band, stretches(band, page)));
    let several: Vec<_> = several.filter(|(_, cells)| cells.len() > 1).collect();
    let most = several.iter().map(|(_, cells)| cells.len()).max()?;
    let fullest = || several.iter().filter(|(_, cells)| cells.len() == most);
    let columns = united(fullest().flat_map(|(_, cells)| cells.clone()).collect());
    // Each cell of a full row has a column of its own.
    let own = |cell: &(i32, i32)| columns.partition_point(|column| column.0 <= cell.0);
    let apart = |cells: &[(i32, i32)]| {
        cells.windows(2).all(|pair| match pair {
            [one, next] => own(one) < own(next),
            _ => true,
        })
    };
    // Below the last heading stand columns too, down to whatever line.
    let headings = several
        .split_last()
        .map_or(several.as_slice(), |(_, others)| others);
    let underlined = headings.iter().all(|(band, _)| ends_in_heading(band, page));
    if columns.len() < most || underlined || !fullest().all(|(_, cells)| apart(cells)) {
        return None;
    }
    let inner = columns.iter().skip(1).map(|&(from, _)| from - SAME_POINTS);
    let inner: Vec<i32> = inner.collect();
    let runs_on = |run: &Run| {
        inner
            .iter()
            .any(|&edge| crosses(run, edge) && cut(run, edge).is_none())
    };
    if several
        .iter()
        .any(|(band, _)| within(band, page).any(runs_on))
    {
        return None;
    }
    let lefts: Vec<i32> = columns.iter().map(|&(from, _)| from).collect();
    let below = unshaded(last, &lefts, page);
    let end = below.unwrap_or(last);
    let side = |at: i32| Stroke {
        at,
        from: first.at,
        to: end.at,
    };
    // The name of a group has the whole width.
    let bands = several.iter().map(|(band, _)| **band);
    let bands = bands.chain(below.map(|end| (last, end)));
    let parting = bands.flat_map(|(above, below)| {
        inner.iter().map(move |&at| Stroke {
            at,
            from: above.at + SAME_POINTS + 1,
            to: below.at - SAME_POINTS - 1,
        })
    });
    let upright = [side(first.from), side(first.to)]
        .into_iter()
        .chain(parting);
    let level = rows.iter().map(|band| band.0).chain([last]).chain(below);
    Lattice::of((level.collect(), upright.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::tests::run;

    fn tables(runs: Vec<Run>) -> usize {
        let level: Vec<Stroke> = [0, 20, 40, 60]
            .map(|at| Stroke {
                at,
                from: 0,
                to: 300,
            })
            .into();
        let page = Page {
            width: 300,
            height: 400,
            runs,
            rules: Vec::new(),
        };
        with_bands(Vec::new(), &level, &page).len()
    }

    #[test]
    fn space_that_no_row_fills_parts_columns() {
        let rows = vec![
            run(0, 5, 10, "No."),
            run(50, 5, 10, "Recommendation"),
            run(0, 25, 10, "1"),
            run(50, 25, 10, "Light the pier"),
            run(0, 45, 10, "2"),
            run(50, 45, 10, "Paint the pier"),
        ];
        assert_eq!(tables(rows), 1);
    }

    #[test]
    fn a_last_row_without_shade_belongs_to_its_table() {
        let last = Stroke {
            at: 60,
            from: 0,
            to: 300,
        };
        let below = |runs: Vec<Run>| {
            let page = Page {
                runs,
                ..Page::default()
            };
            unshaded(last, &[0, 50], &page).map(|end| end.at)
        };
        let row = vec![
            run(0, 65, 10, "3"),
            run(50, 65, 10, "Close it"),
            run(50, 77, 10, "at night"),
        ];
        assert_eq!(below(row.clone()), Some(90));
        let prose = vec![
            run(0, 65, 10, "The Board will say so."),
            run(0, 77, 10, "It has time."),
        ];
        assert_eq!(below(prose), None);
        let indented = vec![run(0, 65, 10, "3"), run(70, 65, 10, "Close it")];
        assert_eq!(below(indented), None);
        let far = row
            .into_iter()
            .map(|one| run(one.left, one.top + 30, 10, &one.text));
        assert_eq!(below(far.collect()), None);
    }

    #[test]
    fn prose_between_lines_is_no_table() {
        let prose = vec![
            run(0, 5, 10, "The Board lights its piers."),
            run(0, 25, 10, "It paints them too."),
            run(0, 45, 10, "Nobody falls from them."),
        ];
        assert_eq!(tables(prose), 0);
        // Words of one row that run on over the space of the others.
        let over = vec![
            run(0, 5, 10, "No."),
            run(50, 5, 10, "Recommendation"),
            run(0, 25, 10, "1"),
            run(50, 25, 10, "Light the pier"),
            run(0, 45, 10, "Unparted-words-over-the-gap"),
            run(200, 45, 10, "and more"),
        ];
        assert_eq!(tables(over), 0);
    }
}
