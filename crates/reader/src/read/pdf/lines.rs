//! Runs of words to lines, and lines that stand side by side to rows.

use std::collections::{BTreeMap, HashMap};

use crate::page::{Face, Page, Run};
use crate::read::text;

/// Words on one line of one column or cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    /// The size and the face of most of its letters.
    pub(super) size: i32,
    pub(super) face: Face,
    pub(super) text: String,
    /// The places of its first and its last run in the file: what a file draws one after the other
    /// belongs together, such as the lines of a cell.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Where its later runs begin: their left edges and their bytes in the text.
    pub(super) starts: Vec<(i32, usize)>,
}

/// Lines that stand side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) lines: Vec<Line>,
}

impl Row {
    pub(super) fn top(&self) -> i32 {
        self.lines
            .iter()
            .map(|line| line.top)
            .min()
            .unwrap_or_default()
    }

    pub(super) fn bottom(&self) -> i32 {
        self.lines
            .iter()
            .map(|line| line.bottom)
            .max()
            .unwrap_or_default()
    }

    pub(super) fn words(&self) -> String {
        let words: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        words.join(" ")
    }
}

/// A gap wider than this share of the type's size (percent) parts columns and cells; the widest
/// space in justified print is half of it.
const COLUMN_GAP_PERCENT: i32 = 110;
/// And so wide, where the file draws something else between the two: a cell may be full.
const CELL_GAP_PERCENT: i32 = 60;
/// A gap wider than this share (percent) is a space.
const SPACE_PERCENT: i32 = 12;
/// The number or bullet of an item stands at most this far from its words, in points.
const MARKER_GAP_POINTS: i32 = 48;
/// Type smaller than this share of its neighbour (percent), and higher, is raised. Sizes are
/// rounded.
const RAISED_PERCENT: i32 = 85;

/// A run and its place in the file.
type Placed<'a> = (usize, &'a Run);

/// The rows of a page, from top to bottom.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut runs: Vec<Placed<'_>> = page
        .runs
        .iter()
        .filter(|run| !run.text.trim().is_empty() && run.width >= 0 && run.height > 0)
        .enumerate()
        .collect();
    runs.sort_by_key(|(_, run)| {
        (
            run.top.saturating_mul(2).saturating_add(run.height),
            run.left,
        )
    });
    let mut bands: Vec<(i32, i32, Vec<Placed<'_>>)> = Vec::new();
    for placed in runs {
        let run = placed.1;
        let (top, bottom) = (run.top, run.top.saturating_add(run.height));
        match bands.last_mut() {
            Some((from, to, band)) if overlap((*from, *to), (top, bottom)) => band.push(placed),
            _ => bands.push((top, bottom, vec![placed])),
        }
    }
    bands.into_iter().map(|(.., band)| row(band)).collect()
}

/// Whether two stretches share more than half of the shorter.
fn overlap(one: (i32, i32), other: (i32, i32)) -> bool {
    let shared = one.1.min(other.1) - one.0.max(other.0);
    let shorter = (one.1 - one.0).min(other.1 - other.0);
    shared * 2 > shorter
}

fn row(mut runs: Vec<Placed<'_>>) -> Row {
    runs.sort_by_key(|(_, run)| run.left);
    let mut row = Row::default();
    let mut counts = Counts::default();
    for (place, run) in runs {
        let words: String = letters(&run.text);
        if words.trim().is_empty() {
            continue;
        }
        match row.lines.last_mut() {
            Some(line) if is_mark(line, run, &words) => line.last = place,
            Some(line) if belongs(line, (place, run)) => {
                join(line, (place, run), &words);
                counts.add(line, run);
            }
            _ => {
                row.lines.push(begin((place, run), &words));
                counts = Counts::default();
                if let Some(line) = row.lines.last_mut() {
                    counts.add(line, run);
                }
            }
        }
    }
    row
}

/// The letters of a run: those that print joins stand apart again.
fn letters(text: &str) -> String {
    // Most words are plain, and come as they are.
    if text
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic())
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter_map(text::letter) {
        match letter {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            _ => out.push(letter),
        }
    }
    out
}

/// How many letters of a line stand in which type.
#[derive(Default)]
struct Counts {
    of: BTreeMap<(i32, Face), usize>,
    /// The type of most of them, with its count.
    most: (usize, (i32, Face)),
}

impl Counts {
    fn add(&mut self, line: &mut Line, run: &Run) {
        let own = (run.size, run.face);
        let count = self.of.entry(own).or_default();
        *count += run.text.trim().len();
        self.most = self.most.max((*count, own));
        (line.size, line.face) = self.most.1;
    }
}

/// The raised number that points at a footnote.
fn is_mark(line: &Line, run: &Run, words: &str) -> bool {
    let small = run.size * 100 <= line.size * RAISED_PERCENT;
    let raised = run.top + run.height < line.bottom || run.top <= line.top;
    let number = words
        .trim()
        .chars()
        .all(|l| l.is_ascii_digit() || ",*†‡[]".contains(l));
    let near = run.left - line.right <= line.size;
    small && raised && number && near
}

fn belongs(line: &Line, (place, run): Placed<'_>) -> bool {
    let gap = run.left - line.right;
    let size = line.size.max(run.size).max(run.height * 2 / 3);
    let widest = match place == line.last + 1 {
        true => COLUMN_GAP_PERCENT,
        false => CELL_GAP_PERCENT,
    };
    // A number in the middle of its cell stands beside some line of the next, drawn later.
    let marker = place == line.last + 1 && is_marker(&line.text);
    gap * 100 <= size * widest || marker && gap <= MARKER_GAP_POINTS
}

/// "1.", "(a)", "•", "12": what stands in front of an item by itself.
pub(super) fn is_marker(words: &str) -> bool {
    let bare = words.trim().trim_matches(|l: char| ".()[]".contains(l));
    let count = bare.chars().count();
    let bullet = count == 1 && bare.chars().all(|letter| !letter.is_alphanumeric());
    let number = bare.chars().all(|l| l.is_ascii_digit() || l == '.') && count <= 6;
    let roman = count <= 4 && bare.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let single = count == 1 && bare.is_ascii();
    let letter = (single || roman) && bare.len() < words.trim().len();
    count > 0 && (bullet || number || letter)
}

fn begin((place, run): Placed<'_>, words: &str) -> Line {
    Line {
        left: run.left,
        right: run.left.saturating_add(run.width),
        top: run.top,
        bottom: run.top.saturating_add(run.height),
        size: run.size,
        face: run.face,
        text: squeezed(words),
        first: place,
        last: place,
        starts: Vec::new(),
    }
}

fn join(line: &mut Line, (place, run): Placed<'_>, words: &str) {
    let gap = (run.left - line.right) * 100 > run.size.max(8) * SPACE_PERCENT;
    // "21st", with its "st" raised and in smaller type.
    let ordinal = matches!(words.trim(), "st" | "nd" | "rd" | "th")
        && line.text.ends_with(|one: char| one.is_ascii_digit());
    // In a row of cells of which some have two lines: the second, half a line lower.
    let lower = run.left < line.right - run.size.max(8);
    let gap = gap && !ordinal || lower;
    let space = words.starts_with(char::is_whitespace) || line.text.ends_with(' ') || gap;
    let more = squeezed(words);
    if space && !line.text.ends_with(' ') && !more.starts_with([',', '.', ';']) {
        line.text.push(' ');
    }
    line.starts.push((run.left, line.text.len()));
    (line.first, line.last) = (line.first.min(place), line.last.max(place));
    line.text.push_str(more.trim_start());
    line.right = line.right.max(run.left.saturating_add(run.width));
    line.top = line.top.min(run.top);
    line.bottom = line.bottom.max(run.top.saturating_add(run.height));
}

/// Without white space in front, and single spaces inside; one at the end stays.
fn squeezed(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if words.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    out
}

/// What is usual in the print of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Print {
    /// The size of most of its letters.
    pub(super) size: i32,
    /// From the top of one line to the top of the next.
    pub(super) pitch: i32,
}

impl Print {
    pub(super) fn of<'r>(pages: impl Iterator<Item = &'r Vec<Row>> + Clone) -> Self {
        /// Prose of fewer letters is a note below a table.
        const PROSE_BYTES_MIN: usize = 2_000;
        let widest = |page: &Vec<Row>| {
            let lines = page.iter().flat_map(|row| &row.lines);
            lines.map(|line| line.right - line.left).max().unwrap_or(0)
        };
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        // Lines as wide as the page are prose, whose print is often larger than that of tables.
        let mut prose: HashMap<i32, usize> = HashMap::new();
        for page in pages.clone() {
            let widest = widest(page);
            for line in page.iter().flat_map(|row| &row.lines) {
                *sizes.entry(line.size).or_default() += line.text.len();
                if (line.right - line.left) * 3 > widest * 2 {
                    *prose.entry(line.size).or_default() += line.text.len();
                }
            }
        }
        prose.retain(|_, bytes| *bytes >= PROSE_BYTES_MIN);
        let size = commonest(if prose.is_empty() { sizes } else { prose });
        let mut pitches: HashMap<i32, usize> = HashMap::new();
        for page in pages {
            // Along one edge: beside each other, columns of prose stand at heights of their own.
            let mut above: HashMap<i32, i32> = HashMap::new();
            for line in page.iter().flat_map(|row| &row.lines) {
                if line.size == size
                    && let Some(top) = above.insert(line.left, line.top)
                {
                    let pitch = line.top - top;
                    *pitches.entry(pitch).or_default() += usize::from(pitch > 0);
                }
            }
        }
        Self {
            size,
            pitch: closest(&pitches, size).max(1),
        }
    }
}

/// The smallest height among those that are common: where paragraphs are short there are as many
/// steps from one to the next as inside them. 13.5 points are counted as 13 and as 14.
fn closest(heights: &HashMap<i32, usize>, size: i32) -> i32 {
    let count = |height: i32| heights.get(&height).copied().unwrap_or_default();
    let both = |height: i32| count(height) + count(height + 1);
    let most = heights.keys().map(|&height| both(height)).max();
    let common = |&height: &i32| height >= size && both(height) * 2 >= most.unwrap_or_default();
    let height = heights.keys().copied().filter(common).min();
    height.map_or(0, |one| {
        if count(one + 1) > count(one) {
            one + 1
        } else {
            one
        }
    })
}

fn commonest(counts: HashMap<i32, usize>) -> i32 {
    counts
        .into_iter()
        .max_by_key(|&(value, count)| (count, std::cmp::Reverse(value)))
        .map_or(0, |(value, _)| value)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    #[test]
    fn where_paragraphs_are_short_lines_are_still_told_from_them() {
        let heights = [(13, 28), (14, 29), (25, 32), (26, 34), (60, 4)].into();
        assert_eq!(closest(&heights, 12), 14);
        let tables = [(9, 16), (10, 73), (13, 20), (33, 11)].into();
        assert_eq!(closest(&tables, 9), 10);
        assert_eq!(closest(&HashMap::new(), 12), 0);
    }

    /// Words in type of this size, of usual width.
    pub(in crate::read::pdf) fn run(left: i32, top: i32, size: i32, text: &str) -> Run {
        let width = i32::try_from(text.len()).unwrap() * size / 2;
        let height = size;
        let face = Face::Plain;
        let text = text.to_owned();
        Run {
            left,
            top,
            width,
            height,
            size,
            face,
            text,
        }
    }

    #[test]
    fn runs_make_lines_and_marks_of_footnotes_fall_out() {
        let page = Page {
            width: 600,
            height: 800,
            runs: vec![
                run(50, 100, 12, "Lamps burn"),
                run(110, 98, 7, "3"),
                run(300, 100, 12, "at night"),
                run(50, 120, 12, "(a)"),
                run(80, 120, 12, "Tides"),
            ],
            rules: Vec::new(),
        };
        let found = rows(&page);
        let lines: Vec<Vec<&str>> = found
            .iter()
            .map(|row| row.lines.iter().map(|line| line.text.as_str()).collect())
            .collect();
        assert_eq!(lines, [vec!["Lamps burn", "at night"], vec!["(a) Tides"]]);
    }

    #[test]
    fn markers_are_told_from_last_words() {
        for marker in ["1.", "(a)", "iv)", "•", "12"] {
            assert!(is_marker(marker), "{marker}");
        }
        for word in ["it.", "runs.", "Code.", "2031 was"] {
            assert!(!is_marker(word), "{word}");
        }
    }
}
