//! The day of a web page, by what its head, its first lines and the lines above its main part say.

use heeded_due::{Calendar, SaidOn};

use super::{DAY_WORDS, FIRST_PARAGRAPHS, closing_day, is_title, laid, month};
use crate::document::Document;
use crate::read::{Block, BlockKind, Source};
use crate::reading::Format;
use crate::recognise::places::Places;
use crate::recognise::{dates, words};

/// A web page says when it was published within so many blocks.
const FIRST_BLOCKS_OF_PAGE: usize = 40;
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
pub(in crate::fields) fn of_page_now(
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

/// The day under "Last updated" or else "Published" near the head of a web page.
pub(in crate::fields) fn on_page(source: &Source, calendar: Calendar) -> Option<SaidOn> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
