//! Days: "31 March 2025", "the 31st of March", "March 31, 2025", "31/03/2025", "2025-03-31".

use super::phrase::{Joint, NamedDay, Period, Time, Unit, Which, Year};
use super::year::{century, four_digits, suffix, two_digits};
use super::{Parsed, Rest, eat, glued, head, skip, skip_any, tail};
use crate::words::{Length, Word};

/// One day, or the days from one to another in a month ("3-5 June 2025").
pub(crate) fn days(tokens: Rest<'_>) -> Parsed<'_, Time> {
    let tokens = week_start(tokens);
    if let Some((period, rest)) = in_figures(tokens) {
        return Some((Time::One(period), rest));
    }
    let tokens = weekday(tokens);
    day_first(tokens)
        .or_else(|| month_first(tokens).map(|(period, rest)| (Time::One(period), rest)))
}

/// Skips "Monday," before a day: the number decides.
fn weekday(tokens: Rest<'_>) -> Rest<'_> {
    match head(tokens) {
        Word::Weekday(_) => skip_any(tail(tokens), &[Word::Comma, Word::Dot, Word::The]),
        _ => tokens,
    }
}

/// Skips "the" before "31st".
fn week_start(tokens: Rest<'_>) -> Rest<'_> {
    let rest = skip(tokens, Word::The);
    if matches!(
        head(rest),
        Word::Ordinal(_) | Word::Number { .. } | Word::Weekday(_)
    ) {
        rest
    } else {
        tokens
    }
}

/// "31", "31st": a number that can be a day of a month.
fn number(tokens: Rest<'_>) -> Parsed<'_, i8> {
    let value = match head(tokens) {
        Word::Number {
            value,
            digits: 1 | 2,
        } => i8::try_from(value).ok()?,
        Word::Ordinal(value) => i8::try_from(value).ok()?,
        _ => return None,
    };
    (1..=31).contains(&value).then(|| (value, tail(tokens)))
}

/// "31 March 2025", "31st of March", "12-30 May 2025", "3 and 4 March".
fn day_first(tokens: Rest<'_>) -> Parsed<'_, Time> {
    let (first, rest) = number(tokens)?;
    if let Some((month, rest)) = month_after(rest) {
        let (year, rest) = year_of_day(rest);
        return Some((
            Time::One(Period::of(Unit::Day { month, day: first }, year)),
            rest,
        ));
    }
    let joint = match head(rest) {
        Word::Dash | Word::To => Joint::Range,
        Word::And | Word::Ampersand | Word::Or | Word::Slash => Joint::List,
        _ => return None,
    };
    let (last, rest) = number(weekday(skip(tail(rest), Word::The)))?;
    let (month, rest) = month_after(rest)?;
    let (year, rest) = year_of_day(rest);
    let day = |day| Period::of(Unit::Day { month, day }, year);
    (first < last).then(|| (Time::Two(day(first), joint, day(last)), rest))
}

fn month_after(tokens: Rest<'_>) -> Parsed<'_, i8> {
    let rest = skip_any(tokens, &[Word::Of, Word::Dash, Word::Dot, Word::Slash]);
    match head(rest) {
        Word::Month(month) => Some((month, tail(rest))),
        _ => None,
    }
}

/// The year after day and month; two digits count where nothing else can be meant.
fn year_of_day(tokens: Rest<'_>) -> (Year, Rest<'_>) {
    if let Some(found) = suffix(tokens) {
        return found;
    }
    let short =
        two_digits(tokens).filter(|(_, rest)| !matches!(head(rest), Word::Other | Word::Money));
    match short {
        Some((year, rest)) => (Year::calendar(Which::Numbered(year)), rest),
        None => (Year::UNSAID, tokens),
    }
}

/// "March 31, 2025", "March 31st".
fn month_first(tokens: Rest<'_>) -> Parsed<'_, Period> {
    // "by the November 3, 2031 election": with its article it needs the year.
    if let Some(rest) = eat(tokens, Word::The) {
        let (day, rest) = month_first(rest).filter(|(day, _)| day.year.is_numbered())?;
        return Some((day, rest));
    }
    let Word::Month(month) = head(tokens) else {
        return None;
    };
    let rest = skip(tail(tokens), Word::The);
    let ordinal = matches!(head(rest), Word::Ordinal(_));
    let (day, rest) = number(rest)?;
    let unit = Unit::Day { month, day };
    let after = skip(rest, Word::Comma);
    if let Some((year, rest)) = four_digits(after) {
        return Some((
            Period::of(unit, Year::calendar(Which::Numbered(year))),
            rest,
        ));
    }
    // "Sep 24" is a month of 2024: period.rs reads it. Up to 18 it can only be a day.
    let joined = glued(tail(tokens)) || matches!(head(tail(tokens)), Word::Apostrophe);
    let counted = matches!(
        head(rest),
        Word::Many(_) | Word::Percent | Word::Slash | Word::Dash
    );
    (ordinal || (day < 19 && !joined && !counted)).then(|| (Period::of(unit, Year::UNSAID), rest))
}

/// "31/03/2025", "31.3.25", "31-03-2025", or in the order of the United States "03/31/2025";
/// "2025-03-31".
fn in_figures(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let Word::Number {
        value: first,
        digits,
    } = head(tokens)
    else {
        return None;
    };
    let mark = head(tail(tokens));
    let (month, rest) = figures_after(tail(tokens), mark)?;
    let figures_start = tail(rest);
    if digits == 4 {
        let (year, _) = four_digits(&[*tokens.first()?])?;
        let year = Year::calendar(Which::Numbered(year));
        let month = i8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        let day =
            figures_after(rest, mark).and_then(|(day, rest)| Some((i8::try_from(day).ok()?, rest)));
        // "2026-03" is a month, "2025/26" and "2009-10" are split years.
        return match day {
            Some((day, rest)) => Some((Period::of(Unit::Day { month, day }, year), rest)),
            None if mark == Word::Dash && !is_next(first, month) => {
                Some((Period::of(Unit::Month(month), year), rest))
            }
            None => None,
        };
    }
    let Some((year, rest)) = figures_after(rest, mark) else {
        return month_in_figures(tokens);
    };
    // "section 3.5.5" is no day.
    let short = matches!(head(figures_start), Word::Number { digits: 1, .. });
    if short {
        return None;
    }
    let year = if year < 100 {
        century(year)?
    } else {
        i16::try_from(year).ok()?
    };
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(month).ok()?);
    let month = 1..=12_i8;
    let unit = match (month.contains(&first), month.contains(&second)) {
        (true, true) => Unit::Figures { first, second },
        (false, true) => Unit::Day {
            month: second,
            day: first,
        },
        (true, false) => Unit::Day {
            month: first,
            day: second,
        },
        (false, false) => return None,
    };
    let days = (1..=31).contains(&first) && (1..=31).contains(&second);
    let year = Some(year).filter(|year| days && (1900..2200).contains(year))?;
    Some((
        Period::of(unit, Year::calendar(Which::Numbered(year))),
        rest,
    ))
}

/// "05/2026", the month first.
fn month_in_figures(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let (month, rest) = number(tokens).filter(|(month, _)| (1..=12).contains(month))?;
    let rest = eat(rest, Word::Slash).filter(|year| glued(rest) && glued(year))?;
    let (year, rest) = four_digits(rest)?;
    let year = Year::calendar(Which::Numbered(year));
    Some((Period::of(Unit::Month(month), year), rest))
}

/// Whether a month is printed as "05/2026"; so are the numbers of papers.
pub(crate) fn is_month_in_figures(tokens: Rest<'_>) -> bool {
    month_in_figures(skip(tokens, Word::The)).is_some()
}

fn is_next(year: u32, month: i8) -> bool {
    u32::try_from(month).is_ok_and(|month| (year + 1) % 100 == month)
}

/// "/03": the mark and a number, without white space.
fn figures_after(tokens: Rest<'_>, mark: Word) -> Parsed<'_, u32> {
    if !matches!(mark, Word::Slash | Word::Dash | Word::Dot) || !glued(tokens) {
        return None;
    }
    let rest = eat(tokens, mark)?;
    let Word::Number {
        value,
        digits: 1 | 2 | 4,
    } = head(rest)
    else {
        return None;
    };
    glued(rest).then(|| (value, tail(rest)))
}

/// "week commencing 3 March 2025", "w/c 3 March": seven days; "week ending 7 March".
pub(crate) fn week(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let tokens = skip(tokens, Word::The);
    let rest = eat(tokens, Word::One(Length::Week))?;
    let ending = head(rest) == Word::Ending;
    let rest = skip_any(
        rest,
        &[
            Word::Starting,
            Word::Ending,
            Word::Of,
            Word::On,
            Word::Start,
        ],
    );
    let (Time::One(day), rest) = days(rest)? else {
        return None;
    };
    let Unit::Day { month, day: number } = day.unit else {
        return None;
    };
    if ending {
        return Some((day, rest));
    }
    Some((
        Period {
            unit: Unit::WeekFrom { month, day: number },
            ..day
        },
        rest,
    ))
}

/// "Christmas 2026", "Easter", "the next anniversary of the Hillsborough disaster".
pub(crate) fn named(tokens: Rest<'_>) -> Parsed<'_, Period> {
    let rest = skip_any(tokens, &[Word::The, Word::This, Word::Next]);
    let (day, rest) = match head(rest) {
        Word::Christmas if head(tail(rest)) == Word::Eve => {
            (NamedDay::ChristmasEve, tail(tail(rest)))
        }
        Word::Christmas => (
            NamedDay::Christmas,
            skip(tail(rest), Word::One(Length::Day)),
        ),
        Word::Easter => (NamedDay::Easter, tail(rest)),
        Word::Anniversary => anniversary(tail(rest))?,
        Word::Grenfell | Word::Hillsborough => {
            let name = head(rest);
            let after = eat(tail(rest), Word::Anniversary)?;
            (anniversary_of(name)?, after)
        }
        _ => return None,
    };
    let (year, rest) = anniversary_year(rest);
    Some((Period::of(Unit::Named(day), year), rest))
}

fn anniversary_of(name: Word) -> Option<NamedDay> {
    match name {
        Word::Grenfell => Some(NamedDay::Grenfell),
        Word::Hillsborough => Some(NamedDay::Hillsborough),
        _ => None,
    }
}

fn anniversary(tokens: Rest<'_>) -> Parsed<'_, NamedDay> {
    let rest = skip_any(tokens, &[Word::Of, Word::The]);
    let day = anniversary_of(head(rest))?;
    // "tower fire", "disaster", "tragedy"
    Some((day, skip_any(tail(rest), &[Word::Other])))
}

/// The year, with the month that only repeats what the name says: "in April 2025".
fn anniversary_year(tokens: Rest<'_>) -> (Year, Rest<'_>) {
    let rest = skip_any(tokens, &[Word::In, Word::On, Word::Comma]);
    let rest = if let Word::Month(_) = head(rest) {
        tail(rest)
    } else {
        rest
    };
    suffix(rest).unwrap_or((Year::UNSAID, tokens))
}
