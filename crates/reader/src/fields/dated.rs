//! The day that a report prints on its first pages: what its dates are read from.

use heeded_due::SaidOn;
use jiff::civil::Date;

use crate::document::Document;
use crate::read::{Block, BlockKind, Source};
use crate::reading::Format;
use crate::recognise::{dates, words};

/// The date stands on one of so many pages: a cover, its back, a title page and its back.
const FIRST_PAGES: u32 = 5;
/// A document without pages says when it was written within so many paragraphs.
const FIRST_PARAGRAPHS: usize = 12;
/// What stands there before the day on which it was written or up to which it tells.
const DATE_OPENINGS: &[&str] = &[
    "as at ",
    "as of ",
    "date ",
    "date: ",
    "date of meeting",
    "date of report",
    "date of publication",
    "dated ",
    "issued ",
    "last updated",
    "meeting date",
    "position at ",
    "position as at ",
    "position as of ",
    "published ",
    "published: ",
    "report date",
    "status at ",
    "status as at ",
    "tabled ",
    "tabled: ",
    "updated ",
    "year ended ",
    "year ending ",
];
/// A web page says when it was published within so many blocks.
const FIRST_BLOCKS_OF_PAGE: usize = 40;
/// A line that is a date has at most so many words: "Ordered to be printed 17 December 2030".
const DATE_LINE_WORDS: usize = 8;
/// What is done with a paper on its day, at the head of a line, and how many words that may have.
const LAID: &[&str] = &["Laid ", "Ordered ", "Presented ", "Published ", "Tabled "];
const LAID_LINE_WORDS: usize = 16;

/// The names under which a web page says in its head when it was published.
const PAGE_DATES: &[&str] = &[
    "article:published_time",
    "citation_publication_date",
    "date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "govuk:first-published-at",
    "govuk:publication-date",
    "publication_date",
    "pubdate",
];
/// The head of a web page ends within so many bytes.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// The day on which a web page says in its head that it was published.
pub(super) fn of_page(document: &Document<'_>, source: &Source) -> Option<SaidOn> {
    if source.format != Format::Html {
        return None;
    }
    let head = document
        .bytes
        .get(..HEAD_BYTES_MAX)
        .unwrap_or(document.bytes);
    let head = String::from_utf8_lossy(head);
    let mut tags = head.split("<meta ").skip(1);
    tags.find_map(|tag| {
        let tag = tag.split('>').next()?;
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property"))?;
        let known = PAGE_DATES.contains(&name.to_ascii_lowercase().as_str());
        let day = attribute(tag, "content").filter(|_| known)?.get(..10)?;
        Some(SaidOn::Day(day.parse().ok()?))
    })
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let quote = tag
        .get(at..)?
        .chars()
        .next()
        .filter(|one| "\"'".contains(*one))?;
    tag.get(at + 1..)?.split(quote).next()
}

/// The day or the month that stands by itself on one of the first pages of print.
pub(super) fn printed(source: &Source) -> Option<SaidOn> {
    if matches!(source.format, Format::Word | Format::Markdown | Format::Text) {
        return at_head(source);
    }
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
    let day = |line: &str| dates::day(line).map(|(date, _)| SaidOn::Day(date));
    // "Tabled in the Assembly of the Northern Isles on 4 May 2031"
    let laid = || {
        let opens = |line: &&&str| LAID.iter().any(|verb| line.starts_with(verb));
        let few = |line: &&&str| words::all_words(line).count() <= LAID_LINE_WORDS;
        let mut lines = lines.iter().filter(few).filter(opens);
        lines.find_map(|line| {
            let behind = line.rfind(" on ").and_then(|at| line.get(at..));
            behind.and_then(day).or_else(|| day(line))
        })
    };
    let plain = short().find_map(day);
    plain.or_else(laid).or_else(|| short().find_map(month))
}

/// The day or the month that one of the first paragraphs of a Word document is, or opens with.
fn at_head(source: &Source) -> Option<SaidOn> {
    let plain = |block: &&Block| !matches!(block.kind, BlockKind::Cell(_));
    let blocks = source.blocks.iter().filter(plain).take(FIRST_PARAGRAPHS);
    in_form(source).or_else(|| of_lines(source, blocks))
}

/// The day in a row of the form at the head of a paper: "Meeting date | 4 May 2031".
fn in_form(source: &Source) -> Option<SaidOn> {
    let first = source.blocks.iter().take(FIRST_PARAGRAPHS);
    let mut rows = first.filter_map(|block| {
        let heading = source.words(block.label.as_ref()?).trim_end_matches(':');
        let heading = heading.to_lowercase();
        let opens = DATE_OPENINGS
            .iter()
            .any(|words| words.trim_end() == heading);
        let (day, place) = dates::day(source.words(&block.range))?;
        (opens && place.start == 0).then_some(SaidOn::Day(day))
    });
    rows.next()
}

fn of_lines<'b>(source: &Source, mut blocks: impl Iterator<Item = &'b Block>) -> Option<SaidOn> {
    blocks.find_map(|block| {
        let line = source.words(&block.range);
        let small = line.to_lowercase();
        let opens = DATE_OPENINGS.iter().any(|words| small.starts_with(words));
        if let Some(day) = approved(line) {
            return Some(SaidOn::Day(day));
        }
        let (day, place) = dates::day(line).unzip();
        let alone = place.is_some_and(|place| place.len() == line.trim().len());
        match day {
            Some(day) => (opens || alone).then_some(SaidOn::Day(day)),
            None => month(line),
        }
    })
}

/// "Version 2, approved by the Board on 4 May 2031": the day behind what was done with the paper.
fn approved(line: &str) -> Option<Date> {
    const DEEDS: &[&str] = &[
        "approved by ",
        "approved on ",
        "adopted by ",
        "adopted on ",
        "for publication, ",
    ];
    let small = line.to_ascii_lowercase();
    let end = DEEDS
        .iter()
        .filter_map(|deed| Some(small.find(deed)? + deed.len()));
    // "Submitted by the Government, 4 May 2031", by itself: others tell of what was submitted.
    let submitted = ["submitted by ", "submitted on "];
    let submitted = submitted.iter().find(|deed| small.starts_with(**deed));
    let end = end.min().or(submitted.map(|deed| deed.len()));
    let behind = line.get(end?..)?;
    dates::day(behind).map(|(day, _)| day)
}

/// The day under "Last updated" or else "Published" near the head of a web page.
pub(super) fn on_page(source: &Source) -> Option<SaidOn> {
    const UPDATED: &[&str] = &[
        "last updated",
        "page last updated",
        "recommendation status last updated",
        "status last updated",
    ];
    const PUBLISHED: &[&str] = &[
        "date issued",
        "date published",
        "last updated",
        "page last updated",
        "recommendation status last updated",
        "issue date",
        "issued",
        "publication date",
        "published",
        "date tabled",
        "tabled",
    ];
    if source.format != Format::Html {
        return None;
    }
    under(source, UPDATED).or_else(|| under(source, PUBLISHED))
}

/// The day behind one of some labels near the head of a web page.
fn under(source: &Source, labels: &[&str]) -> Option<SaidOn> {
    let blocks = source.blocks.iter().take(FIRST_BLOCKS_OF_PAGE);
    let mut found = blocks.filter_map(|block| {
        let line = source.words(&block.range);
        // "Performance audit · Report 7 · Tabled 4 May 2031"
        let small = line.to_lowercase();
        let parts = small.split(['·', '|', '•']).map(str::trim_start);
        let own = parts.flat_map(|part| labels.iter().filter_map(|label| part.strip_prefix(label)));
        let cell = block.label.as_ref().map(|label| source.words(label));
        let cell = cell.map(|label| label.trim_end_matches(':').to_lowercase());
        let cell = cell.is_some_and(|label| labels.contains(&label.as_str()));
        let mut values = own.chain(cell.then_some(small.as_str()));
        values.find_map(|value| {
            let value = value.trim_start_matches([':', ' ', '\n', '|']);
            let (day, place) = dates::day(value)?;
            (place.start == 0).then_some(SaidOn::Day(day))
        })
    });
    found.next()
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
