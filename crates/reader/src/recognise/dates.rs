//! Days printed in full: "2 May 2024", "May 2nd, 2024", "2024-05-02", "02/05/2024",
//! "2-May-24".
//!
//! Only for dates of receipt and the like, which are whole days. What a *promise* says of its date
//! is read by `heeded_due`.

use std::ops::Range;

use heeded_due::Calendar;
use jiff::civil::Date;

/// How far behind its label a date may stand, in words.
const WORDS_AHEAD: usize = 8;

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const MONTH_NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Finds the first whole day near the beginning of a text.
pub(crate) fn day(text: &str) -> Option<(Date, Range<usize>)> {
    let ahead = super::words::all_words(text).take(WORDS_AHEAD);
    let reach = ahead.clone().last()?.end;
    // Most words that are asked for a day have no number.
    if !text.as_bytes().get(..reach)?.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let words: Vec<_> = ahead.collect();
    for (at, word) in words.iter().enumerate() {
        let key = |offset: usize| {
            words
                .get(at + offset)
                .map_or("", |word| word.text(text).trim_matches(is_edge))
        };
        let found = numeric(key(0))
            .map(|date| (date, 1))
            .or_else(|| named(key(0), key(1), key(2)));
        if let Some((date, length)) = found {
            let last = words.get(at + length - 1)?;
            let start = word.start + leading(word.text(text));
            let end = last.start + last.text(text).trim_end_matches(is_edge).len();
            return Some((date, start..end));
        }
    }
    None
}

/// The day of words that are one and nothing else.
pub(crate) fn whole_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, place) = day(text)?;
    (place.len() == text.len()).then_some(day)
}

/// A day read from its words as most countries write it, as a calendar means them: "05/04/2031" is
/// in May where the month stands first.
pub(crate) fn by_calendar(day: Date, words: &str, calendar: Calendar) -> Date {
    let swapped = words.contains('/') && calendar.writes_month_first();
    // What can be one day alone was read as that: there is no thirteenth month.
    let other = Date::new(day.year(), day.day(), day.month()).ok();
    other.filter(|_| swapped).unwrap_or(day)
}

fn is_edge(letter: char) -> bool {
    ",.;:()[]\"'‘’“”".contains(letter)
}

fn leading(word: &str) -> usize {
    word.len() - word.trim_start_matches(is_edge).len()
}

/// "2024-05-02", "02/05/2024", "2.5.2024": day before month, as everywhere but in one country,
/// whose days are taken where they can be nothing else: "05/22/2024". "02.05.24" and "2-May-24" are
/// of this century.
fn numeric(word: &str) -> Option<Date> {
    let mut digits = word.bytes().filter(u8::is_ascii_digit);
    digits.next()?;
    let mut parts = word.split(['-', '/', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        return date(third, second.parse().ok()?, first);
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let century = format!("20{third}");
    let year = match third.len() {
        4 => third,
        2 if digits(third) => century.as_str(),
        _ => return None,
    };
    if let Some(month) = month(second) {
        return date(first, month, year);
    }
    let day_first = date(first, second.parse().ok()?, year);
    // Of two digits the day always stands first: "05/22/24" may be anything.
    day_first.or_else(|| date(second, first.parse().ok()?, year).filter(|_| third.len() == 4))
}

/// "2 May 2024" and "May 2 2024".
fn named(first: &str, second: &str, third: &str) -> Option<(Date, usize)> {
    if let Some(month) = month(second) {
        return date(first, month, third).map(|date| (date, 3));
    }
    date(second, month(first)?, third).map(|date| (date, 3))
}

pub(crate) fn month(word: &str) -> Option<i8> {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let short = word.get(..3)?;
    let mut months = MONTHS.iter();
    let at = months.position(|month| month.eq_ignore_ascii_case(short))?;
    let whole = MONTH_NAMES.get(at)?;
    let fits = word.len() == 3 || is(whole) || is("sept");
    fits.then(|| i8::try_from(at + 1).ok()).flatten()
}

fn date(day: &str, month: i8, year: &str) -> Option<Date> {
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let year: i16 = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    Date::new(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, words: &str) {
        let (date, range) = day(text).expect(text);
        assert_eq!(
            (date.to_string().as_str(), text.get(range).unwrap()),
            (expected, words)
        );
    }

    #[test]
    fn days_are_read_in_every_usual_form() {
        check("on 2 May 2024.", "2024-05-02", "2 May 2024");
        check(": 2nd Sept 2024", "2024-09-02", "2nd Sept 2024");
        check("May 2, 2024", "2024-05-02", "May 2, 2024");
        check("Monday, 2024-05-02", "2024-05-02", "2024-05-02");
        check("(02/05/2024)", "2024-05-02", "02/05/2024");
        check("2-May-24", "2024-05-02", "2-May-24");
        check("02.05.24", "2024-05-02", "02.05.24");
    }

    #[test]
    fn what_is_no_whole_day_is_none() {
        for text in [
            "May 2024",
            "31 June 2024",
            "in 2024",
            "2 May",
            "3.14.15",
            "1-2-3",
            "",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
