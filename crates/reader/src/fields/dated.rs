//! The day that a report prints on its first pages: what its dates are read from.

use heeded_due::{Calendar, SaidOn};
use jiff::civil::Date;

use crate::document::Document;
use crate::read::{Block, BlockKind, Source, sent_on};
use crate::reading::Format;
use crate::recognise::places::Places;
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
/// A web page says when it was published within so many blocks.
const FIRST_BLOCKS_OF_PAGE: usize = 40;
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
/// Days of the week, which may stand before a date.
const WEEK: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

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
fn of_page(document: &Document<'_>, source: &Source) -> Option<SaidOn> {
    const META: &[u8] = b"<meta ";
    if source.format != Format::Html {
        return None;
    }
    let head = document.head(HEAD_BYTES_MAX);
    let mut tags = memchr::memmem::find_iter(head, META);
    tags.find_map(|at| {
        let tag = head.get(at + META.len()..)?;
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        let tag = String::from_utf8_lossy(tag.get(..end)?);
        let tag = tag.split("<meta ").next()?;
        let name = attribute(tag, "name=").or_else(|| attribute(tag, "property="))?;
        let known = PAGE_DATES.contains(&name.to_ascii_lowercase().as_str());
        let day = attribute(tag, "content=").filter(|_| known)?.get(..10)?;
        Some(SaidOn::Day(day.parse().ok()?))
    })
}

/// The later of the day on which a web page says in its head that it was published, and that on
/// which it says to its readers that it was changed.
pub(super) fn of_page_now(
    document: &Document<'_>,
    source: &Source,
    by: Calendar,
) -> Option<SaidOn> {
    const CHANGED: &[&str] = &["last updated", "updated on", "updated"];
    let Some(SaidOn::Day(published)) = of_page(document, source) else {
        return None;
    };
    let changed = match under(&numbered_lines(source), CHANGED, by) {
        Some(SaidOn::Day(changed)) => changed,
        _ => published,
    };
    Some(SaidOn::Day(published.max(changed)))
}

/// The day on which a letter was sent.
pub(super) fn of_letter(document: &Document<'_>, source: &Source) -> Option<SaidOn> {
    let letter = source.format == Format::Email;
    letter
        .then(|| sent_on(document.bytes))
        .flatten()
        .map(SaidOn::Day)
}

/// The value of an attribute of a tag, by its name with the sign behind it.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.place_of(name)? + name.len();
    let quote = tag
        .get(at..)?
        .chars()
        .next()
        .filter(|one| "\"'".contains(*one))?;
    tag.get(at + 1..)?.split(quote).next()
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
    let few = |line: &&&str| words::at_most(line, DATE_LINE_WORDS) && !spans(line);
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

/// "18 to 20 May 2031" is when something was heard.
fn spans(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.any(|word| word == "to") && words.any(|word| word.parse::<u8>().is_ok())
}

/// "Visit to the Tide Isles (10 to 21 May 2031)": two days with nothing between them but "to".
fn is_between(line: &str) -> bool {
    let all: Vec<&str> = line.split_whitespace().collect();
    let day = |word: &str| word.trim_start_matches('(').parse::<u8>().is_ok();
    all.windows(3)
        .any(|three| matches!(three, [first, "to", last] if day(first) && day(last)))
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
        let (day, place) = dates::day(value).filter(|_| dates)?;
        (place.len() == value.len()).then_some(SaidOn::Day(day))
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
        parts.find_map(|part| {
            let (day, place) = dates::day(part)?;
            (place.len() == part.len()).then_some(day)
        })
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

/// The day under "Last updated" or else "Published" near the head of a web page.
pub(super) fn on_page(source: &Source, calendar: Calendar) -> Option<SaidOn> {
    const UPDATED: &[&str] = &[
        "last updated",
        "page last updated",
        "page updated",
        "recommendation status last updated",
        "status last updated",
    ];
    const PUBLISHED: &[&str] = &[
        "adopted",
        "date issued",
        "date of report",
        "date published",
        "issued on",
        "laid before the parliament on",
        "last updated",
        "page last updated",
        "recommendation status last updated",
        "issue date",
        "issued",
        "publication date",
        "published",
        "date tabled",
        "released on",
        "released",
        "release date",
        "report release date",
        "responses as of",
        "posted on",
        "posted",
        "tabled in parliament on",
        "tabled",
        "updated on",
        "updated",
        "date",
    ];
    if source.format != Format::Html {
        return None;
    }
    let lines = numbered_lines(source);
    under(&lines, UPDATED, calendar)
        .or_else(|| under(&lines, PUBLISHED, calendar))
        .or_else(|| by_itself(source))
        .or_else(|| month_by_itself(source))
}

/// A month near the head of a page: "Independent audit report · May 2031".
fn month_by_itself(source: &Source) -> Option<SaidOn> {
    let blocks = source.blocks.iter().take(FIRST_PARAGRAPHS);
    let plain = blocks.filter(|block| !matches!(block.kind, BlockKind::Cell(_)));
    let lines = plain.map(|block| source.words(&block.range));
    let mut lines = above_main(source).chain(lines).map(str::trim);
    lines.find_map(|line| parts(line).find_map(|part| month(part.trim())))
}

/// A line near the head of a page that is a day, or names a report and its day: "Report 24-12,
/// 4 May 2031".
fn by_itself(source: &Source) -> Option<SaidOn> {
    let blocks = source.blocks.iter().take(FIRST_PARAGRAPHS);
    // "Target date | 4 May 2031" is that of an ask.
    let to_come = |label: &str| {
        let small = label.to_lowercase();
        ["due", "target", "complet", "implement", "deadline"]
            .iter()
            .any(|word| small.contains(word))
    };
    let label = |block: &Block| block.label.as_ref().map(|label| source.words(label));
    let plain = blocks.filter(|block| !label(block).is_some_and(to_come));
    let lines = plain.map(|block| source.words(&block.range));
    let mut lines = above_main(source).chain(lines).map(str::trim);
    lines.find_map(|line| {
        let own = || {
            let report = line.starts_with("Report ") && is_title(line);
            // "4 May 2031 · Report 24-12"
            let mut alone = parts(line).filter(|part| words::at_most(part, DAY_WORDS));
            let day = alone.find_map(closing_day);
            day.or_else(|| closing_day(line).filter(|_| report))
                .map(SaidOn::Day)
        };
        own().or_else(|| laid(line))
    })
}

/// The lines near the head of a web page that hold a number, for without one there is no day: in
/// small letters, each with the label of its cell.
fn numbered_lines(source: &Source) -> Vec<(String, Option<String>)> {
    let blocks = source.blocks.iter().take(FIRST_BLOCKS_OF_PAGE);
    let lines = above_main(source).map(|line| (line, None));
    let blocks = blocks.map(|block| (source.words(&block.range), block.label.as_ref()));
    let numbered = |(line, _): &(&str, _)| line.bytes().any(|byte| byte.is_ascii_digit());
    let lines = lines.chain(blocks).filter(numbered).map(|(line, label)| {
        let label = label.map(|label| source.words(label).trim_end_matches(':'));
        (line.to_lowercase(), label.map(str::to_lowercase))
    });
    lines.collect()
}

/// The day behind one of some labels in such lines.
fn under(lines: &[(String, Option<String>)], labels: &[&str], by: Calendar) -> Option<SaidOn> {
    let first = |words: &str| words.bytes().next().map_or(0, |byte| 1_u32 << (byte % 32));
    let firsts = labels.iter().fold(0, |all, label| all | first(label));
    let mut found = lines.iter().filter_map(|(small, label)| {
        // "Performance audit · Report 7 · Tabled 4 May 2031"
        let parts = parts(small).map(|part| part.trim_start().trim_start_matches('('));
        // Most parts begin with another letter than any label.
        let parts = parts.filter(|part| firsts & first(part) != 0);
        let own = parts.flat_map(|part| labels.iter().filter_map(|label| part.strip_prefix(label)));
        let cell = label.as_deref().is_some_and(|own| labels.contains(&own));
        let mut values = own.chain(cell.then_some(small.as_str()));
        values.find_map(|value| {
            let value = value.trim_start_matches([':', ' ', '\n', '|']);
            let week = WEEK.iter().find_map(|day| value.strip_prefix(day));
            let value = week.unwrap_or(value).trim_start_matches([',', ' ']);
            let (day, place) = dates::day(value)?;
            let day = dates::by_calendar(day, value.get(place.clone())?, by);
            (place.start == 0).then_some(SaidOn::Day(day))
        })
    });
    found.next()
}

/// The parts of a line between dots and bars, and its sentences.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    const SIGNS: [char; 3] = ['·', '|', '•'];
    let plain = line.is_ascii();
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut marks = memchr::memchr2_iter(b'.', b'|', text.as_bytes());
        let sentence = |at: usize| text.as_bytes().get(at + 1) == Some(&b' ');
        let (at, length) = match plain {
            true => {
                let at = marks.find(|at| text.as_bytes().get(*at) == Some(&b'|') || sentence(*at));
                let at = at.unwrap_or(text.len());
                (at, 1 + usize::from(text.as_bytes().get(at) == Some(&b'.')))
            }
            false => {
                let sign = text
                    .char_indices()
                    .find(|(at, sign)| SIGNS.contains(sign) || *sign == '.' && sentence(*at));
                let length = |sign: char| sign.len_utf8() + usize::from(sign == '.');
                sign.map_or((text.len(), 1), |(at, sign)| (at, length(sign)))
            }
        };
        rest = text.get(at + length..);
        text.get(..at)
    })
}

/// The lines of a page above its main part: what stands in its head may say when it is of.
fn above_main(source: &Source) -> impl Iterator<Item = &str> {
    let first = source.blocks.first().map_or(0, |block| block.range.start);
    let head = source.text.get(..first).unwrap_or_default();
    head.lines().rev().take(FIRST_BLOCKS_OF_PAGE)
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
        let (day, place) = dates::day(&joined)?;
        (place.len() == joined.len()).then_some(SaidOn::Day(day))
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
    fn a_line_is_cut_at_dots_and_bars_and_behind_sentences() {
        let signs = ['·', '|', '•'];
        for line in [
            "",
            "Report 7 | Tabled. On 4 May. ",
            "Report 7 · Tabled 4.5 • On 4 May·",
            "It’s here. Published… 4 May. ",
            "a.b|. c",
            "–",
        ] {
            let split = line.split(signs).flat_map(|part| part.split(". "));
            assert_eq!(
                parts(line).collect::<Vec<_>>(),
                split.collect::<Vec<_>>(),
                "{line}"
            );
        }
    }
}
