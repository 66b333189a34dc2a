//! The day that a report prints on its first pages: what its dates are read from.

pub(super) mod page;

use heeded_due::SaidOn;
use jiff::civil::Date;

use crate::document::Document;
use crate::read::{Block, BlockKind, Source, sent_on};
use crate::reading::Format;
use crate::recognise::sentences::sentences;
use crate::recognise::{dates, words};

/// The date stands on one of so many pages: a cover, its back, a title page and its back.
const FIRST_PAGES: u32 = 5;
/// A document without pages says when it was written within so many paragraphs.
const FIRST_PARAGRAPHS: usize = 12;
/// And so many lines, of its first table too.
const FIRST_LINES: usize = 24;
/// What stands there before the day on which it was written or up to which it tells.
const DATE_OPENINGS: &[&str] = &[
    "as at ",
    "as of ",
    "compiled ",
    "compiled on ",
    "date ",
    "date: ",
    "date of decision",
    "date of findings",
    "date of issue",
    "date of letter",
    "date of meeting",
    "date of publication",
    "date of reply",
    "date of report",
    "date of response",
    "date of this document",
    "date of this paper",
    "date of this report",
    "date of this table",
    "date of this update",
    "date of update",
    "dated ",
    "issued ",
    "last updated",
    "meeting: ",
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
/// A line that is a date has at most so many words: "Ordered to be printed 17 December 2030".
const DATE_LINE_WORDS: usize = 8;
/// What is done with a paper on its day, at the head of a line, and how many words that may have:
/// those of the Commons have twelve, with titles of ministers sixteen, of offices of the United
/// Nations seventeen.
const LAID: &[&str] = &[
    "Laid ",
    "Ordered ",
    "Presented ",
    "Published ",
    "Submitted ",
    "Tabled ",
];
const LAID_LINE_WORDS: usize = 26;
/// A title has at most so many words.
const TITLE_WORDS: usize = 16;
/// Words of a day: "4 May 2031", "May 4, 2031".
const DAY_WORDS: usize = 3;
/// And of a month: "May 2031".
const MONTH_WORDS: usize = 2;
/// The day on which a letter was sent.
pub(super) fn of_letter(document: &Document<'_>, source: &Source) -> Option<SaidOn> {
    let letter = source.format == Format::Email;
    letter
        .then(|| sent_on(document.bytes))
        .flatten()
        .map(SaidOn::Day)
}

/// The day or the month that stands by itself on one of the first pages of print.
pub(super) fn printed(source: &Source) -> Option<SaidOn> {
    if matches!(
        source.format,
        Format::Word | Format::Markdown | Format::Text | Format::Spreadsheet
    ) {
        return at_head(source);
    }
    if !matches!(source.format, Format::Pdf | Format::Scan) {
        return None;
    }
    let first = source
        .blocks
        .iter()
        .take_while(|block| block.page.is_none_or(|page| page <= FIRST_PAGES));
    let lines: Vec<&str> = first.map(|block| source.words(&block.range)).collect();
    let few = |line: &&&str| words::at_most(line, DATE_LINE_WORDS) && !is_between(line);
    // What a table tells of may have any day.
    let plain = |(block, _): &(&Block, &&str)| !matches!(block.kind, BlockKind::Cell(_));
    let plain = source
        .blocks
        .iter()
        .zip(&lines)
        .filter(plain)
        .map(|(_, line)| line);
    let short = || plain.clone().filter(few).copied();
    let cells = || lines.iter().filter(few).copied();
    let day = |line: &str| dates::day(line).map(|(date, _)| SaidOn::Day(date));
    let laid = lines.iter().find_map(|line| laid(line));
    let own = |line: &&str| {
        let small = line.to_lowercase();
        let opened = DATE_OPENINGS
            .iter()
            .filter(|words| words.starts_with("date of "));
        opened.into_iter().any(|words| small.starts_with(words))
    };
    in_form(source)
        .or_else(|| short().filter(own).find_map(day))
        .or_else(|| {
            let cover = month_of_cover(source);
            let within = |said_on: &SaidOn| cover.is_none_or(|cover| is_within(*said_on, cover));
            short().filter_map(day).find(within).or(cover)
        })
        .or(laid)
        .or_else(|| {
            let head = lines.iter().take(FIRST_PARAGRAPHS);
            head.copied().find_map(closes).map(SaidOn::Day)
        })
        .or_else(|| short().find_map(month))
        .or_else(|| {
            let head = lines.iter().take(FIRST_PARAGRAPHS);
            head.copied().find_map(closing_month)
        })
        .or_else(|| cells().find_map(day))
        .or_else(|| cells().find_map(month))
        .or_else(|| lines.iter().find_map(|line| came_in(line)))
        .or_else(|| at_foot(source))
}

/// The month that the first page of print has by itself, where that page has no day: what further
/// pages have may be any day that they tell of.
fn month_of_cover(source: &Source) -> Option<SaidOn> {
    let blocks = source.blocks.iter();
    let cover = blocks.take_while(|block| block.page.is_none_or(|page| page <= 1));
    let plain = cover.filter(|block| !matches!(block.kind, BlockKind::Cell(_)));
    let lines = plain
        .take(FIRST_PARAGRAPHS)
        .map(|block| source.words(&block.range));
    let short = lines.filter(|line| words::at_most(line, DATE_LINE_WORDS));
    let day = |line: &str| dates::day(line).is_some();
    let own = |line: &str| month(line).or_else(|| closing_month(line));
    short
        .clone()
        .find_map(own)
        .filter(|_| !short.clone().any(day))
}

/// "18 to 20 May 2031", "Visit to the Tide Isles (10 to 21 May 2031)", "1 July 2030 to 30 June
/// 2031" are when something was heard or seen: two days with nothing between them but "to".
fn is_between(line: &str) -> bool {
    let all: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.trim_start_matches('(').parse::<u16>().is_ok();
    let ends_day = |word: &str| number(word) || dates::month(word).is_some();
    let opens_day = |word: &str| word.parse::<u8>().is_ok();
    all.windows(3)
        .any(|three| matches!(three, [first, "to", last] if ends_day(first) && opens_day(last)))
}

/// "Ordered by the Assembly to be printed 4 May 2031", "Tabled in the Assembly on 4 May 2031",
/// "Presented to Parliament by Command of the Crown, May 2031".
fn laid(line: &str) -> Option<SaidOn> {
    let opens = LAID.iter().any(|verb| line.starts_with(verb));
    if !opens || !words::at_most(line, LAID_LINE_WORDS) {
        return None;
    }
    // "Presented to the States on 4 May 2031 by the Council of Ministers"
    let inside = || {
        let behind = line.get(line.find(" on ")? + " on ".len()..)?;
        let (day, place) = dates::day(behind)?;
        (place.start == 0).then_some(day)
    };
    closing_day(line)
        .or_else(inside)
        .map(SaidOn::Day)
        .or_else(|| month(last_words(line, MONTH_WORDS)))
}

/// The day with which a line ends.
fn closing_day(line: &str) -> Option<Date> {
    let line = line.trim_end().trim_end_matches('.');
    let last = last_words(line, DAY_WORDS);
    let (day, place) = dates::day(last)?;
    (place.start == 0 && place.end == last.len()).then_some(day)
}

/// The last words of a line.
fn last_words(line: &str, count: usize) -> &str {
    let mut starts = line.rmatch_indices(' ').map(|(at, _)| at + 1);
    let start = starts.nth(count.saturating_sub(1)).unwrap_or(0);
    line.get(start..).unwrap_or_default()
}

/// Where nothing is dated at its head: the day beside the signature, as coroners sign.
fn at_foot(source: &Source) -> Option<SaidOn> {
    const LAST_BLOCKS: usize = 8;
    const SIGNED: &[&str] = &["Dated: ", "Dated this ", "Dated ", "Date: "];
    let last = source.blocks.iter().rev().take(LAST_BLOCKS);
    let mut lines = last.map(|block| source.words(&block.range));
    lines.find_map(|line| {
        let ends = SIGNED
            .iter()
            .filter_map(|sign| Some(line.rfind(sign)? + sign.len()));
        // "9 21st April 2031", in the last box of the form.
        let boxed = line.trim().strip_prefix("9 ");
        let behind = match ends.max() {
            Some(end) => line.get(end..)?,
            None => boxed.filter(|day| words::at_most(day, DAY_WORDS))?,
        };
        dates::day(behind).map(|(day, _)| SaidOn::Day(day))
    })
}

/// The day or the month that one of the first paragraphs of a Word document is, or opens with.
fn at_head(source: &Source) -> Option<SaidOn> {
    let plain = |block: &&Block| !matches!(block.kind, BlockKind::Cell(_));
    let blocks = source.blocks.iter().filter(plain).take(FIRST_PARAGRAPHS);
    let lines = || blocks.clone().map(|block| source.words(&block.range));
    let told = |line: &str| {
        let first = sentences(line).into_iter().next();
        let first = first.and_then(|first| line.get(first)).unwrap_or(line);
        let own = |line: &str| {
            let told = published(line).or_else(|| of_line(line));
            told.filter(|_| !is_between(line))
        };
        own(first.trim_end_matches('.')).or_else(|| own(line))
    };
    let is_day = |said_on: &SaidOn| matches!(said_on, SaidOn::Day(_));
    in_form(source)
        .or_else(|| {
            let mut own = lines().filter(|line| line.starts_with("Published "));
            own.find_map(published)
        })
        .or_else(|| lines().filter_map(told).find(is_day))
        .or_else(|| below_label(source))
        .or_else(|| lines().find_map(told))
}

/// "Date", and "4 May 2031" in the next line, wherever a table stands them.
fn below_label(source: &Source) -> Option<SaidOn> {
    let lines = source.text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    let first: Vec<&str> = lines.take(FIRST_LINES).collect();
    first.windows(2).find_map(|pair| {
        let [label, value] = pair else { return None };
        let label = label.trim_end_matches(':').to_lowercase();
        let dates = DATE_OPENINGS.iter().any(|words| words.trim_end() == label);
        dates::whole_day(value).filter(|_| dates).map(SaidOn::Day)
    })
}

/// "Published on 4 May 2031", "Version 2, updated 4 May 2031", behind a title or by itself.
fn published(line: &str) -> Option<SaidOn> {
    let verb = [
        "ublished on ",
        "ublished ",
        "pdated on ",
        "pdated ",
        "Response dated ",
    ];
    let at = verb
        .iter()
        .find_map(|verb| Some(line.find(verb)? + verb.len()))?;
    let (day, place) = dates::day(line.get(at..)?)?;
    (place.start == 0 && is_title(line.get(..at)?)).then_some(SaidOn::Day(day))
}

/// The day in a row of the form at the head of a paper: "Meeting date | 4 May 2031". A label that
/// comes again is of one ask each: "Issued | 3 March 2030".
fn in_form(source: &Source) -> Option<SaidOn> {
    let label = |block: &Block| Some(source.words(block.label.as_ref()?).trim_end_matches(':'));
    let first = source.blocks.iter().enumerate().take(FIRST_PARAGRAPHS);
    let mut rows = first.filter_map(|(at, block)| {
        let heading = label(block)?;
        let small = heading.to_lowercase();
        let opens = DATE_OPENINGS.iter().any(|words| words.trim_end() == small);
        let day = dates::day(source.words(&block.range)).filter(|_| opens);
        let (day, _) = day.filter(|(_, place)| place.start == 0)?;
        let mut behind = source.blocks.get(at + 1..)?.iter().filter_map(label);
        let again = behind.any(|one| one.eq_ignore_ascii_case(heading));
        (!again).then_some(SaidOn::Day(day))
    });
    rows.next()
}

/// The day that a line gives or closes with.
fn of_line(line: &str) -> Option<SaidOn> {
    let small = line.to_lowercase();
    let opens = DATE_OPENINGS.iter().any(|words| small.starts_with(words));
    if let Some(day) = approved(line) {
        return Some(SaidOn::Day(day));
    }
    // "4 May 2031 | For official use"
    let alone = || {
        let mut parts = line.split(['|', '·', '•']).map(str::trim);
        parts.find_map(dates::whole_day)
    };
    let opened = dates::day(line).map(|(day, _)| day).filter(|_| opens);
    let own = opened.or_else(alone).or_else(|| closes(line));
    own.map(SaidOn::Day)
        .or_else(|| laid(line))
        .or_else(|| month(line))
        .or_else(|| closing_month(line))
}

/// "Status of recommendations at 4 May 2031", "Update for the Board, 4 May 2031", "The position at
/// 4 May 2031 is": the day up to which a paper tells, or that its title bears.
fn closes(line: &str) -> Option<Date> {
    /// "Verdict: 4 May 2031": the day of what a paper is about, and none of its own.
    const OF_CASE: &[&str] = &[
        "accident",
        "death",
        "hearing",
        "incident",
        "inquest",
        "inspection",
        "occurrence",
        "verdict",
        "visit",
    ];
    const STANDING: &[&str] = &["osition at ", "osition as at ", "osition on "];
    let stands = STANDING
        .iter()
        .find_map(|words| line.find(words).map(|at| at + words.len()));
    let stands = stands.and_then(|at| dates::day(line.get(at..)?));
    if let Some((day, _)) = stands.filter(|(_, place)| place.start == 0) {
        return Some(day);
    }
    // "Progress (mid-term, 4 May 2031)"
    let inside = line
        .trim_end()
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('));
    if let Some((_, inside)) = inside.filter(|(title, note)| is_title(title) && is_title(note))
        && !inside.starts_with("replaces")
        && last_words(inside, DAY_WORDS).len() < inside.len()
        && let Some(day) = closing_day(inside)
    {
        return Some(day);
    }
    // "Version 2, 4 May 2031 (replaces version 1)"
    let bare = line.split(" (").next().unwrap_or(line);
    let mut parts = bare.split(". ").filter(|part| is_title(part));
    parts.find_map(|part| {
        let before = part.trim_end().trim_end_matches('.');
        let before = before.get(..before.len() - last_words(before, DAY_WORDS).len())?;
        // "The loss of the ferry on 4 May 2031" is no day of the paper.
        let label = before.trim_end().strip_suffix(':');
        let of_case = label.is_some_and(|label| {
            words::all_words(label).any(|word| OF_CASE.iter().any(|noun| word.is(label, noun)))
        });
        let apart = before.trim_end().ends_with([',', ':', '–', '-']) && !of_case;
        let apart = apart || before.is_empty();
        let agreed = ["greed by ", "greed on "]
            .iter()
            .any(|deed| before.contains(deed));
        let stands = before.ends_with(" at ") || agreed && before.ends_with(" on ");
        closing_day(part).filter(|_| apart || stands)
    })
}

/// "Update for the Board, May 2031".
fn closing_month(line: &str) -> Option<SaidOn> {
    let last = last_words(line, MONTH_WORDS);
    let before = line.get(..line.len() - last.len())?.trim_end();
    let apart = before.ends_with([',', ':', '–', '-']) && is_title(line);
    month(last).filter(|_| apart)
}

/// Whether a day lies in a month.
pub(super) fn is_within(day: SaidOn, month: SaidOn) -> bool {
    match (day, month) {
        (SaidOn::Day(day), SaidOn::Month(year, month)) => {
            (day.year(), day.month()) == (year, month)
        }
        _ => false,
    }
}

/// Whether words are a title, and tell nothing that happened.
fn is_title(words_in: &str) -> bool {
    const TELLING: &[&str] = &[
        "are", "died", "had", "has", "have", "held", "in", "is", "made", "opened", "reported",
        "since", "was", "were", "will",
    ];
    words::at_most(words_in, TITLE_WORDS)
        && !words::all_words(words_in)
            .any(|word| TELLING.iter().any(|verb| word.is(words_in, verb)))
}

/// "Version 2, approved by the Board on 4 May 2031": the day behind what was done with the paper.
fn approved(line: &str) -> Option<Date> {
    const DEEDS: &[&str] = &[
        "approved by ",
        "approved on ",
        "adopted by ",
        "adopted on ",
        "for publication, ",
        ", submitted on ",
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

/// The day or the month in the name of the file: "2031-05-04 status.docx", "status-may-2031.docx".
pub(super) fn in_name(document: &Document<'_>) -> Option<SaidOn> {
    let name = document.name.rsplit(['/', '\\']).next()?;
    let parts: Vec<&str> = name
        .split(|one: char| !one.is_ascii_alphanumeric())
        .collect();
    let year = |part: &&&str| part.len() == 4 && matches!(part.get(..2), Some("19" | "20"));
    let day = parts.windows(3).find_map(|three| {
        let [first, second, third] = three else {
            return None;
        };
        let joined = match [first, third].map(|part| year(&part)) {
            [true, false] => format!("{first}-{second}-{third}"),
            [false, true] => format!("{first} {second} {third}"),
            _ => return None,
        };
        dates::whole_day(&joined).map(SaidOn::Day)
    });
    day.or_else(|| {
        parts.windows(2).find_map(|two| {
            let [month, number] = two else { return None };
            let number = Some(number).filter(year)?.parse().ok()?;
            Some(SaidOn::Month(number, dates::month(month)?))
        })
    })
}

/// The month in which the file was made: its words are hardly older, though it may have been made
/// again, so that the day would say too much.
pub(super) fn made(document: &Document<'_>) -> Option<SaidOn> {
    let made_on = document.pages?.made_on?;
    Some(SaidOn::Month(made_on.year(), made_on.month()))
}

/// The day or month that a title of a few words states: "Position at June 2031".
pub(super) fn in_title(title: &str) -> Option<SaidOn> {
    /// "Progress made by the Board as at 31 March 2031".
    const TITLE_WORDS_MAX: usize = 9;
    let bare = title.trim_end_matches([':', ')', ' ']);
    if !words::at_most(bare, TITLE_WORDS_MAX) {
        return None;
    }
    let day = dates::day(bare).map(|(date, _)| SaidOn::Day(date));
    day.or_else(|| month(last_words(bare, MONTH_WORDS)))
}

/// "The response was received in February 2031 and is printed below": the month of what
/// a committee prints, where no day is given.
fn came_in(line: &str) -> Option<SaidOn> {
    const RECEIVED: &str = "response was received in ";
    let behind = line.get(line.find(RECEIVED)? + RECEIVED.len()..)?;
    let mut words = behind.split(' ');
    let (name, year) = (words.next()?, words.next()?);
    let year = year.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    month(&format!("{name} {year}"))
}

/// "January 2026", "January, 2026/Pausa, 1947 (Saka)", and nothing else.
fn month(line: &str) -> Option<SaidOn> {
    let other_era = |rest: &str| rest.starts_with(char::is_alphabetic);
    let line = match line.split_once('/') {
        Some((own, rest)) if other_era(rest.trim_start()) => own,
        _ => line,
    };
    let mut all = line.split_whitespace();
    let (first, second) = (all.next()?, all.next()?);
    let year: i16 = second.trim_end_matches('.').parse().ok()?;
    let whole = all.next().is_none() && (1900..2200).contains(&year);
    whole.then_some(SaidOn::Month(
        year,
        dates::month(first.trim_end_matches(','))?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_by_itself_is_a_date() {
        assert_eq!(month("January 2031"), Some(SaidOn::Month(2031, 1)));
        assert_eq!(
            month("January, 2031/Pausa, 1952 (Saka)"),
            Some(SaidOn::Month(2031, 1))
        );
        assert_eq!(closes("Verdict: 4 May 2031"), None);
        assert_eq!(closes("Replies: 4 May 2031"), Some(date(2031, 5, 4)));
        assert_eq!(month("January 2031 in the harbour"), None);
        assert_eq!(month("Form 2031"), None);
    }

    #[test]
    fn a_file_may_have_its_day_in_its_name() {
        let named = |name| in_name(&Document::new(name, b""));
        let day = Some(SaidOn::Day(date(2031, 5, 4)));
        assert_eq!(named("out/2031-05-04.Report.docx"), day);
        assert_eq!(named("status-4-may-2031.docx"), day);
        let month = Some(SaidOn::Month(2031, 5));
        assert_eq!(named("status_May_2031.xlsx"), month);
        assert_eq!(named("report-24-2031.docx"), None);
        assert_eq!(named("https://tide.example/2031-05-04/status"), None);
    }

    #[test]
    fn two_days_in_a_title_are_when_something_was() {
        assert!(is_between("Visit to the Tide Isles (10 to 21 May 2031)"));
        assert!(is_between("1 July 2030 to 30 June 2031"));
        assert!(is_between("Heard on 28 February to 3 March 2031"));
        assert!(!is_between("Progress to 8 October 2031"));
        assert!(!is_between("Report to the Board, 4 May 2031"));
    }
}
