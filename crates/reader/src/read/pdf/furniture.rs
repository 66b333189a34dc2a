//! What the printer added to the words: running heads, page numbers, contents, footnotes.

use std::collections::{HashMap, HashSet};

use super::lines::{Print, Row};
use super::ruled::Ruled;
use crate::cues::Cues;
use crate::page::Pages;
use crate::recognise::dates;

/// Running heads and page numbers stand in this share of the page, above and below (percent).
const MARGIN_PERCENT: i32 = 13;
/// A line that stands in the margin of so many pages is a running head; in a document of two pages,
/// one in the margins of both.
const RUNNING_PAGES_MIN: usize = 3;
const FEWEST_PAGES: usize = 2;
/// Of the rows of a page of contents, at least so many in a hundred end or begin in a page number.
const CONTENTS_ROWS_PERCENT: usize = 40;
/// And so many in all: a short table may have a number at the end of every row too.
const CONTENTS_ROWS_MIN: usize = 4;
/// What such a page is called.
const CONTENTS_TITLES: &[&str] = &["contents", "index", "list of contents", "table of contents"];
/// Footnotes are printed at most this large (percent of the body).
const FOOTNOTE_SIZE_PERCENT: i32 = 90;

/// Takes running heads, page numbers and pages of contents away.
pub(super) fn leave_out(rows: &mut [Vec<Row>], pages: &Pages, cues: &Cues) {
    let least = rows.len().clamp(FEWEST_PAGES, RUNNING_PAGES_MIN);
    let heights: Vec<i32> = pages.pages.iter().map(|page| page.height).collect();
    let mut seen: HashMap<String, HashMap<i64, HashSet<usize>>> = HashMap::new();
    // "Tide Act 2031, section 28": a number that no page counts on.
    let mut whole: HashMap<String, HashSet<usize>> = HashMap::new();
    for (number, (rows, &height)) in rows.iter().zip(&heights).enumerate() {
        for row in rows.iter().filter(|row| in_margin(row, height)) {
            whole.entry(row.words()).or_default().insert(number);
            let (words, from) = pattern(&row.words(), number);
            let pages = seen.entry(words).or_default().entry(from).or_default();
            pages.insert(number);
        }
    }
    for (number, (rows, &height)) in rows.iter_mut().zip(&heights).enumerate() {
        rows.retain(|row| {
            let running = || {
                let (words, from) = pattern(&row.words(), number);
                let all = seen.get(&words);
                let same = all.and_then(|all| all.get(&from)).map_or(0, HashSet::len);
                let any: usize = all.map_or(0, |all| all.values().map(HashSet::len).sum());
                let again = whole.get(&row.words()).map_or(0, HashSet::len);
                let counted = same >= least && same * 2 > any;
                (counted || again >= least) && !is_column_heading(row, cues)
            };
            !in_margin(row, height) || !(is_page_number(&row.words()) || running())
        });
        if is_contents(rows) {
            rows.clear();
        }
    }
}

/// The headings of a table's columns are repeated at the head of each page too; none of them is a
/// number.
fn is_column_heading(row: &Row, cues: &Cues) -> bool {
    if row.lines.iter().any(|line| is_page_number(&line.text)) {
        return false;
    }
    let known = |text: &str| cues.labels.heading(text.trim()).is_some();
    let all = row.lines.len();
    let there = row.lines.iter().filter(|line| known(&line.text)).count();
    all >= 2 && there * 2 >= all
}

pub(super) fn in_margin(row: &Row, height: i32) -> bool {
    let margin = height * MARGIN_PERCENT / 100;
    row.bottom() < margin || row.top() > height - margin
}

/// Words as they are the same on every page: a number at either end that grows from page to page
/// is given as its distance from the count of pages. ("Recommendation 12" at the head of a page is
/// no running head, though others begin like it.)
fn pattern(words: &str, page: usize) -> (String, i64) {
    let words = words.trim();
    let page = i64::try_from(page).unwrap_or_default();
    let first = words.split_once(' ').map(|(first, rest)| (rest, first));
    for (rest, number) in [words.rsplit_once(' '), first].into_iter().flatten() {
        if let Ok(number) = number.parse::<i64>() {
            return (rest.to_lowercase(), number - page);
        }
    }
    (words.to_lowercase(), i64::MAX)
}

/// "12", "Page 3 of 10", "- iv -".
fn is_page_number(words: &str) -> bool {
    let words = words.to_lowercase();
    let bare = words
        .trim()
        .trim_start_matches("page")
        .trim_matches(|l: char| l.is_whitespace() || "-–|[]()".contains(l));
    let number = |word: &str| {
        let digits = word.len() <= 5 && word.bytes().all(|byte| byte.is_ascii_digit());
        let roman = word.len() <= 5 && word.bytes().all(|byte| b"ivxl".contains(&byte));
        !word.is_empty() && (digits || roman)
    };
    let mut parts = bare
        .split([' ', '/'])
        .filter(|part| !matches!(*part, "of" | ""));
    let first = parts.next().is_some_and(number);
    first && parts.all(number)
}

/// A page where rows lead to page numbers. Where no title says that it is one, the numbers have to
/// go up as those of pages do: a column of numbers beside asks does not, and their own numbers go
/// up one by one.
fn is_contents(rows: &[Row]) -> bool {
    let leads: Vec<Lead> = rows.iter().filter_map(lead).collect();
    let titled = rows.iter().take(2).any(|row| {
        let words = row.words().trim().to_lowercase();
        CONTENTS_TITLES.contains(&words.as_str())
    });
    let many = leads.len() * 100 >= rows.len() * CONTENTS_ROWS_PERCENT;
    leads.len() >= CONTENTS_ROWS_MIN && (titled || many && go_up(&leads))
}

/// How a row leads to a page: by dots, or by the number of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Dots,
    Page(Option<u32>),
}

/// Whether numbers go up as those of pages do.
fn go_up(leads: &[Lead]) -> bool {
    if leads.iter().filter(|lead| **lead == Lead::Dots).count() * 2 > leads.len() {
        return true;
    }
    let numbers = leads.iter().filter_map(|lead| match lead {
        Lead::Page(number) => *number,
        Lead::Dots => None,
    });
    let numbers: Vec<u32> = numbers.collect();
    let steps = || {
        numbers
            .windows(2)
            .filter_map(|pair| pair.last().zip(pair.first()))
    };
    let up = steps().filter(|(next, one)| next > one).count();
    let down = steps().filter(|(next, one)| next < one).count();
    let by_one = steps().filter(|(next, one)| **next == **one + 1).count();
    // Small Roman numbers say less, and stand before few chapters.
    let all_by_one = by_one + 1 == numbers.len();
    numbers.len() < CONTENTS_ROWS_MIN || down <= 1 && up * 2 >= numbers.len() && !all_by_one
}

fn lead(row: &Row) -> Option<Lead> {
    let words = row.words();
    if words.contains("....") || words.contains(". . . .") || words.contains("………") {
        return Some(Lead::Dots);
    }
    let number = |words: &str| {
        let bare = words.trim();
        let parts = bare.split(['-', '–']);
        !bare.is_empty() && parts.clone().count() <= 2 && parts.clone().all(is_page_number)
    };
    let page = |words: &str| {
        let first = words
            .trim()
            .split(['-', '–', ' '])
            .next()
            .unwrap_or_default();
        Lead::Page(first.parse().ok())
    };
    if row.lines.len() >= 2 {
        let ends = [row.lines.last(), row.lines.first()].into_iter().flatten();
        let mut ends = ends.filter(|line| number(&line.text));
        if let Some(line) = ends.next() {
            return Some(page(&line.text));
        }
    }
    let (first, rest) = words.split_once(' ')?;
    (first.contains(['-', '–']) && number(first) && !rest.is_empty()).then(|| page(first))
}

/// Takes the footnotes of each page out of its rows, and gives their words: no table stands below
/// them.
pub(super) fn footnotes(
    (rows, tables): (&mut [Vec<Row>], &[Vec<Ruled>]),
    print: &Print,
    pages: &Pages,
) -> Vec<String> {
    let mut notes = Vec::new();
    for ((rows, tables), page) in rows.iter_mut().zip(tables).zip(&pages.pages) {
        let table = tables.iter().map(|table| table.top).max();
        let small = |row: &Row| {
            row.lines
                .iter()
                .all(|line| line.size * 100 <= print.size * FOOTNOTE_SIZE_PERCENT)
        };
        let from = rows
            .iter()
            .rposition(|row| !small(row) || table.is_some_and(|top| row.top() < top))
            .map_or(0, |at| at + 1);
        // "4 May 2031", the last line of a cover, notes nothing.
        let numbered = |row: &Row| {
            let words = row.words();
            let marked = words.starts_with(|l: char| l.is_ascii_digit() || l == '*');
            marked && dates::day(&words).is_none_or(|(_, place)| place.start > 0)
        };
        let first = rows.iter().skip(from).position(numbered);
        if let Some(first) = first
            && rows
                .get(from + first)
                .is_some_and(|row| row.top() * 3 > page.height)
        {
            let found = rows.split_off(from + first);
            notes.push(found.iter().map(Row::words).collect::<Vec<_>>().join(" "));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_go_up() {
        let pages = |numbers: &[u32]| {
            let leads: Vec<Lead> = numbers.iter().map(|one| Lead::Page(Some(*one))).collect();
            go_up(&leads)
        };
        assert!(pages(&[3, 5, 9, 14, 14, 20]));
        assert!(!pages(&[16, 16, 5, 16, 10, 16]), "a column of goals");
        assert!(!pages(&[12, 13, 14, 15, 16]), "the numbers of asks");
        assert!(go_up(&[Lead::Dots; 5]));
    }

    #[test]
    fn page_numbers_are_told_from_words() {
        for words in ["12", "Page 3 of 10", "- iv -", "3/10", "| 7"] {
            assert!(is_page_number(words), "{words}");
        }
        for words in ["1 CORONER", "CP 1478", "2025 review", ""] {
            assert!(!is_page_number(words), "{words}");
        }
    }
}
