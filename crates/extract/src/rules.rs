//! Poppler's `pdftocairo -svg`, for the lines that are drawn on pages.
//!
//! To draw a page takes several times as long as to get its words, so only those pages are drawn
//! whose words stand in columns, and of many all of them only if the likeliest bear a table. A page
//! that cannot be drawn in time is read as one without rules.

use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use heeded_reader::{Page, has_ruled_table, pages_in_columns};

use crate::child::{self, End, Task};
use crate::drawing;
use crate::error::Unextracted;

const PROGRAM: &str = "pdftocairo";
/// How long it may take in all: a hundred pages a second are usual.
const SECONDS_MAX: u64 = 30;
/// How much it may write at once: a page is 100 kB, and one with pictures some MB.
const OUTPUT_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The most pages that are drawn: tables run to some dozens.
const DRAWN_PAGES_MAX: usize = 1000;
/// So many of the likeliest pages are drawn first; the others, if one of these has a table.
const SAMPLE_PAGES: usize = 2;
/// To start the program again takes as long as to draw so many pages that nobody asked for.
const GAP_PAGES: usize = 2;

/// Adds their rules to the pages whose words may stand in a table.
///
/// That the program is missing is an error, for such a table would be read worse without a word of
/// it; it comes with poppler's others.
pub(crate) fn add(bytes: &[u8], pages: &mut [Page]) -> Result<(), Unextracted> {
    let wanted = pages_in_columns(pages);
    let wanted = wanted.get(..DRAWN_PAGES_MAX).unwrap_or(&wanted);
    let until = Instant::now() + Duration::from_secs(SECONDS_MAX);
    let (sample, rest) = wanted.split_at(wanted.len().min(SAMPLE_PAGES));
    draw(bytes, pages, sample, until)?;
    let ruled = |at: &usize| pages.get(*at).is_some_and(has_ruled_table);
    if sample.iter().any(ruled) {
        draw(bytes, pages, rest, until)?;
    }
    Ok(())
}

/// Draws pages, as many at once as stand together.
fn draw(
    bytes: &[u8],
    pages: &mut [Page],
    wanted: &[usize],
    until: Instant,
) -> Result<(), Unextracted> {
    for run in together(wanted) {
        let left = until.saturating_duration_since(Instant::now()).as_secs();
        if left == 0 {
            break;
        }
        let (first, last) = (run.start() + 1, run.end() + 1);
        let (first, last) = (first.to_string(), last.to_string());
        let drawn = child::run(&Task {
            program: PROGRAM,
            arguments: &["-svg", "-f", &first, "-l", &last, "-", "-"],
            input: bytes,
            seconds_max: left,
            output_bytes_max: OUTPUT_BYTES_MAX,
        })?;
        if drawn.end == End::Well {
            let found = drawing::rules(&drawn.text());
            let drawn = pages.iter_mut().skip(*run.start());
            drawn
                .zip(found)
                .for_each(|(page, rules)| page.rules = rules);
        }
    }
    Ok(())
}

/// Pages that stand together, or nearly.
fn together(wanted: &[usize]) -> Vec<RangeInclusive<usize>> {
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    let mut runs: Vec<RangeInclusive<usize>> = Vec::new();
    for page in wanted {
        match runs.last_mut() {
            Some(run) if page - run.end() <= GAP_PAGES => *run = *run.start()..=page,
            _ => runs.push(page..=page),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_drawn_together_over_small_gaps() {
        assert_eq!(together(&[8, 1, 0, 3, 7]), [0..=3, 7..=8]);
        assert_eq!(together(&[]), []);
    }
}
