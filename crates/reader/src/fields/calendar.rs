//! Whose calendar the dates of a document follow: that of its scheme, else of the place that its
//! words name most, else the United Kingdom's, and then a financial year is doubtful.

use std::ops::RangeInclusive;

use heeded_due::{Calendar, Context};

use crate::document::Document;
use crate::draft::DraftDue;
use crate::read::Source;
use crate::reading::Format;
use crate::recognise::dates;

/// So much of a page is searched for what it says around its main part: the head and the menus of
/// most have less.
const PAGE_BYTES_MAX: usize = 256 * 1024;

/// Whose calendar the dates of a document follow.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose {
    /// The caller knows, or the words of the document say it.
    Known(Calendar),
    /// Nothing says it.
    Unknown,
}

impl Whose {
    /// What is known of a document: the State under review has one, its words say it, else its
    /// title.
    pub(crate) fn of(document: &Document<'_>, source: &Source, reviewed: Option<&str>) -> Self {
        let title = || Calendar::suggested_by(source.title.as_deref()?);
        // What a page says around its main part, and its own address, where nothing else is clear.
        let page = || {
            let bytes = document.head(PAGE_BYTES_MAX);
            let page = source.format == Format::Html;
            page.then(|| String::from_utf8_lossy(bytes))
                .and_then(|page| Calendar::suggested_by(&page))
        };
        let suggested = || {
            if let Some(own) = reviewed.and_then(Calendar::of_state) {
                return Some(own);
            }
            let named = Calendar::suggested_by(&source.text);
            let named = named.or_else(|| of_language(document, source));
            named.or_else(title).or_else(page)
        };
        let named = match document.calendar {
            None => with_stated_year(&source.text, suggested()),
            known => known,
        };
        named.map_or(Self::Unknown, Self::Known)
    }

    /// The calendar to read by.
    pub(crate) fn calendar(self) -> Calendar {
        match self {
            Self::Known(calendar) => calendar,
            Self::Unknown => Calendar::default(),
        }
    }

    /// Whether a date means other days by the calendar of another country, and nothing says which
    /// it is. Seasons have other readings of their own.
    pub(crate) fn may_be_another(self, due: &DraftDue) -> bool {
        let Self::Unknown = self else {
            return false;
        };
        if names_month(&due.words.value) {
            return false;
        }
        let other = Context {
            said_on: due.said_on,
            calendar: Calendar::UNITED_STATES,
            sentence: None,
        };
        let read = |calendar| {
            let due = heeded_due::read(&due.words.value, &Context { calendar, ..other });
            let chosen = due.chosen();
            (chosen.earliest, chosen.latest)
        };
        read(self.calendar()) != read(other.calendar)
    }
}

/// The calendar of the country whose English or French a page says that it is in (`lang="en-CA"`,
/// BCP 47). That of the United States and that of the United Kingdom are what many programs write
/// of themselves, and say nothing.
fn of_language(document: &Document<'_>, source: &Source) -> Option<Calendar> {
    /// The element that says it stands at the head of a page.
    const HEAD_BYTES_MAX: usize = 2_048;
    const COUNTRIES: &[(&str, &str)] = &[
        ("au", "Australia"),
        ("ca", "Canada"),
        ("ie", "Ireland"),
        ("in", "India"),
        ("nz", "New Zealand"),
        ("za", "South Africa"),
    ];
    if source.format != Format::Html {
        return None;
    }
    let head = String::from_utf8_lossy(document.head(HEAD_BYTES_MAX)).to_lowercase();
    let element = head.get(head.find("<html")?..)?.split('>').next()?;
    let tag = element.split_once(" lang=")?.1;
    let tag = tag.trim_start_matches(['"', '\'']);
    let end = tag.find(|sign: char| !(sign.is_alphanumeric() || sign == '-'));
    let (_, country) = tag.get(..end.unwrap_or(tag.len()))?.rsplit_once('-')?;
    let (_, name) = COUNTRIES.iter().find(|(code, _)| *code == country)?;
    Calendar::suggested_by(name)
}

/// A calendar whose financial year begins when a text says that it does: "quarters of the financial
/// year, which begins on 1 July".
fn with_stated_year(text: &str, suggested: Option<Calendar>) -> Option<Calendar> {
    let Some(month) = stated_year(text) else {
        return suggested;
    };
    // Where nothing else is known, years from July are those of the south.
    let unknown = match month == Calendar::AUSTRALIA.financial_year_starts {
        true => Calendar::AUSTRALIA,
        false => Calendar::default(),
    };
    Some(Calendar {
        financial_year_starts: month,
        ..suggested.unwrap_or(unknown)
    })
}

/// The month, 1 to 12, in which the financial year begins that a text speaks of.
fn stated_year(text: &str) -> Option<i8> {
    /// ", which begins every year on the first day of September" is as long as it gets.
    const BEHIND_WORDS: usize = 10;
    const BEGINS: &[&str] = &[
        "begin", "begins", "from", "runs", "start", "starts", "starting",
    ];
    const ENDS: &[&str] = &["end", "ended", "ending", "ends"];
    // Most texts speak of no such year.
    memchr::memmem::find(text.as_bytes(), b"cal year")
        .or_else(|| memchr::memmem::find(text.as_bytes(), b"cial year"))?;
    let years = [
        "financial year",
        "fiscal year",
        "Financial year",
        "Fiscal year",
    ]
    .into_iter()
    .flat_map(|year| {
        let found = memchr::memmem::find_iter(text.as_bytes(), year);
        found.map(|at| at + year.len())
    });
    let month = |at: usize| {
        let behind = text.get(at..)?;
        let sentence = behind.split(['.', ';', '\n']).next()?;
        let mut ends = None;
        for word in sentence.split_whitespace().take(BEHIND_WORDS) {
            let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
            match dates::month(bare) {
                Some(month) => {
                    let after = month % 12 + 1;
                    return ends.map(|ends: bool| if ends { after } else { month });
                }
                None if BEGINS.contains(&bare) => ends = ends.or(Some(false)),
                None if ENDS.contains(&bare) => ends = ends.or(Some(true)),
                None => {}
            }
        }
        None
    };
    let mut years = years;
    years.find_map(month)
}

/// "By March 2031", "by the end of March 2031", "on 3 March 2031": a month by its name and its
/// year, the same by every calendar. Most dates are, and none of these has to be read twice.
fn names_month(words: &str) -> bool {
    const BEFORE: &[&str] = &["before", "by", "end", "in", "of", "on", "the", "until"];
    let is_number = |word: &str, digits: RangeInclusive<usize>| {
        digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut rest = words.split(' ').skip_while(|word| BEFORE.contains(word));
    let first = rest.next().unwrap_or_default();
    let month = match is_number(first, 1..=2) {
        true => rest.next().unwrap_or_default(),
        false => first,
    };
    let year = rest.next().is_some_and(|year| is_number(year, 4..=4));
    dates::month(month).is_some() && year && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cues, Sure, read};
    use heeded_due::SaidOn;
    use jiff::civil::date;

    #[test]
    fn a_text_may_say_when_its_financial_year_begins() {
        for (text, month) in [
            (
                "Quarters are those of the financial year, which begins on 1 July.",
                Some(7),
            ),
            ("The State's fiscal year ends on June 30.", Some(7)),
            (
                "Our financial year runs from 1 October to 30 September.",
                Some(10),
            ),
            ("By the end of the financial year in March 2031.", None),
            (
                "In the financial year 2031/32 work begins. May is over.",
                None,
            ),
        ] {
            assert_eq!(stated_year(text), month, "{text}");
        }
    }

    #[test]
    fn a_month_with_its_year_is_the_same_by_every_calendar() {
        for months in [
            "May",
            "September",
            "Sept",
            "January",
            "december",
            "Feb",
            "MARCH",
        ] {
            for before in ["", "by ", "by the end of ", "until ", "in ", "before "] {
                for day in ["", "3 ", "12 ", "31 "] {
                    let words = format!("{before}{day}{months} 2031");
                    assert!(names_month(&words), "{words}");
                    for said_on in [None, Some(SaidOn::Day(date(2031, 2, 3)))] {
                        let read = |calendar| {
                            let context = Context {
                                said_on,
                                calendar,
                                sentence: None,
                            };
                            let due = heeded_due::read(&words, &context);
                            let chosen = due.chosen();
                            (chosen.earliest, chosen.latest)
                        };
                        let (here, there) = (Calendar::default(), Calendar::UNITED_STATES);
                        assert_eq!(read(here), read(there), "{words}");
                    }
                }
            }
        }
        for other in [
            "03/04/2031",
            "2031",
            "by Autumn 2031",
            "FY 2031",
            "May 2031-32",
            "3 2031",
        ] {
            assert!(!names_month(other), "{other}");
        }
    }

    #[test]
    fn a_financial_year_is_that_of_the_place_which_the_document_names() {
        for (place, days, doubtful) in [
            ("the U.S. Harbor Agency", "2030-10-01..2031-09-30", false),
            (
                "the Harbour Board of Wales",
                "2030-04-01..2031-03-31",
                false,
            ),
            (
                "the Harbour Board of Australia",
                "2030-07-01..2031-06-30",
                false,
            ),
            ("the Harbour Board", "2030-04-01..2031-03-31", true),
        ] {
            let text = format!(
                "The Inspector recommends that {place} lights the pier.\n\
                 Response received on 3 June 2030.\nPlanned actions\n\
                 - Light the pier in FY 2031\n"
            );
            let document = Document::new("x.txt", text.as_bytes());
            let reading = read(&document, &Cues::general()).unwrap();
            let due = reading.drafts[0].actions[0].due.as_ref().unwrap();
            let chosen = due.due.chosen();
            let found = format!("{}..{}", chosen.earliest.unwrap(), chosen.latest.unwrap());
            assert_eq!(found, days, "{place}");
            assert_eq!(due.words.sure == Sure::Doubtful, doubtful, "{place}");
        }
    }

    #[test]
    fn a_page_that_names_no_place_follows_the_country_of_its_language() {
        let cues = Cues::general();
        for (tag, first) in [
            ("lang=\"en-AU\"", "2030-07-01"),
            ("dir=ltr lang=fr-CA", "2030-04-01"),
            ("lang='en-US'", "2030-04-01"),
        ] {
            let page = format!(
                "<!DOCTYPE html><html {tag}><body><p>May 2030</p><h2>Recommendation 1</h2><p>The \
                 Board should light the pier.</p><p>Response: We will do so in the financial year \
                 2030-31.</p>"
            );
            let reading = read(&Document::new("x.html", page.as_bytes()), &cues).unwrap();
            let due = reading.drafts[0].actions[0].due.as_ref().unwrap();
            let found = due.due.chosen().earliest.unwrap().to_string();
            assert_eq!(found, first, "{tag}");
            // What a program writes of itself says nothing.
            let doubtful = due.words.sure == Sure::Doubtful;
            assert_eq!(doubtful, tag.contains("US"), "{tag}");
        }
    }
}
