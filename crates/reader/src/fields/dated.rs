//! The day that a report prints on its first pages: what its dates are read from.

use heeded_due::SaidOn;

use crate::document::Document;
use crate::read::Source;
use crate::reading::Format;
use crate::recognise::{dates, words};

/// The date stands on one of so many pages: a cover, its back, a title page and its back.
const FIRST_PAGES: u32 = 5;
/// A line that is a date has at most so many words: "Ordered to be printed 17 December 2030".
const DATE_LINE_WORDS: usize = 8;

/// The day or the month that stands by itself on one of the first pages of print.
pub(super) fn printed(source: &Source) -> Option<SaidOn> {
    if !matches!(source.format, Format::Pdf | Format::Scan) {
        return None;
    }
    let first = source
        .blocks
        .iter()
        .take_while(|block| block.page.is_some_and(|page| page <= FIRST_PAGES));
    let lines: Vec<&str> = first.map(|block| source.words(&block.range)).collect();
    let short = || {
        let few = |line: &&&str| words::all_words(line).count() <= DATE_LINE_WORDS;
        lines.iter().filter(few).copied()
    };
    let day = || short().find_map(|line| dates::day(line).map(|(date, _)| SaidOn::Day(date)));
    day().or_else(|| short().find_map(month))
}

/// The month in which the file was made: its words are hardly older, though it may have been made
/// again, so that the day would say too much.
pub(super) fn made(document: &Document<'_>) -> Option<SaidOn> {
    let made_on = document.pages?.made_on?;
    Some(SaidOn::Month(made_on.year(), made_on.month()))
}

/// "January 2026", and nothing else.
fn month(line: &str) -> Option<SaidOn> {
    let mut all = line.split_whitespace();
    let (first, second) = (all.next()?, all.next()?);
    let year: i16 = second.trim_end_matches('.').parse().ok()?;
    let whole = all.next().is_none() && (1900..2200).contains(&year);
    whole.then_some(SaidOn::Month(year, dates::month(first)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_by_itself_is_a_date() {
        assert_eq!(month("January 2031"), Some(SaidOn::Month(2031, 1)));
        assert_eq!(month("January 2031 in the harbour"), None);
        assert_eq!(month("Form 2031"), None);
    }
}
