//! Two periods joined: "March to June 2026", "late 2025 or early 2026", "2026/27 to 2029/30".

use super::period::period;
use super::phrase::{Doubt, Joint, Part, Period, Time, Unit, Which, Year, YearKind};
use super::year::{suffix, two_digits};
use super::{Parsed, Rest, day, eat, glued, head, skip, skip_any, tail};
use crate::words::Word;

/// How many periods a list may have ("2025, 2026 and 2027"); more are read as several phrases.
const LIST_PERIODS_MAX: usize = 6;

/// One period or two joined, lengths of time excepted.
pub(crate) fn time(tokens: Rest<'_>) -> Parsed<'_, Time> {
    if let Some((time @ Time::Two(..), rest)) = day::days(tokens) {
        return Some((time, rest));
    }
    let (first, rest) = period(tokens)?;
    let (joint, last, rest) = match last_of(&first, rest) {
        Some(found) => found,
        None => return Some((Time::One(first), rest)),
    };
    let (first, last) = same_kind(first, last);
    Some((Time::Two(first, joint, last), rest))
}

/// The last of the periods joined to `first`: of "March, June and September", September.
fn last_of<'t>(first: &Period, tokens: Rest<'t>) -> Option<(Joint, Period, Rest<'t>)> {
    let (joint, mut last, mut rest) = second(first, tokens)?;
    for _ in 0..LIST_PERIODS_MAX {
        match second(&last, rest).filter(|_| joint == Joint::List) {
            Some((_, next, after)) => (last, rest) = (next, after),
            None => break,
        }
    }
    Some((joint, last, rest))
}

/// The period joined to `first`, and how.
fn second<'t>(first: &Period, tokens: Rest<'t>) -> Option<(Joint, Period, Rest<'t>)> {
    if let Some((last, rest)) = second_quarter(first, tokens) {
        return Some((Joint::List, last, rest));
    }
    let (joint, after) = joint(tokens).or_else(|| listed(tokens))?;
    let (last, rest) = period(after).or_else(|| short_year(first, after))?;
    if !can_follow(first, joint, &last) {
        return None;
    }
    Some((joint, last, rest))
}

/// "Q3/4 2026", "Q1-2"
fn second_quarter<'t>(first: &Period, tokens: Rest<'t>) -> Parsed<'t, Period> {
    let Unit::Quarter(number) = first.unit else {
        return None;
    };
    let rest = eat(tokens, Word::Slash).or_else(|| eat(tokens, Word::Dash))?;
    let Word::Number { value, digits: 1 } = head(rest) else {
        return None;
    };
    let last = i8::try_from(value)
        .ok()
        .filter(|last| number < *last && *last <= 4)?;
    let rest = tail(rest);
    let (year, rest) = suffix(rest).unwrap_or((first.year, rest));
    Some((Period::of(Unit::Quarter(last), year), rest))
}

/// "2031-33"
fn short_year<'t>(first: &Period, tokens: Rest<'t>) -> Parsed<'t, Period> {
    let (year, rest) = two_digits(tokens)?;
    let bare = first.unit == Unit::Year && first.part == Part::Whole;
    let ends = matches!(head(rest), Word::Slash | Word::Dash | Word::Dot) && glued(rest);
    (bare && !ends && matches!(first.year.which, Which::Numbered(first) if first < year)).then(
        || {
            (
                Period::of(Unit::Year, Year::calendar(Which::Numbered(year))),
                rest,
            )
        },
    )
}

fn joint(tokens: Rest<'_>) -> Parsed<'_, Joint> {
    let rest = tail(tokens);
    let (joint, rest) = match head(tokens) {
        Word::Through => (Joint::Range, skip(rest, Word::To)),
        Word::To | Word::Until | Word::Dash => (Joint::Range, rest),
        Word::And | Word::Or | Word::Slash | Word::Ampersand => {
            (Joint::List, skip(rest, Word::Slash))
        }
        Word::Up if head(rest) == Word::To => (Joint::Range, tail(rest)),
        _ => return None,
    };
    // "and/or", "up to and including"; "late 2025 or in early 2026"
    let rest = if joint == Joint::List {
        skip_any(rest, &[Word::Or, Word::Again, Word::In])
    } else {
        rest
    };
    Some((joint, rest))
}

/// A comma, when more periods and an "and" follow.
fn listed(tokens: Rest<'_>) -> Parsed<'_, Joint> {
    let mut rest = eat(tokens, Word::Comma)?;
    let after = rest;
    for _ in 0..LIST_PERIODS_MAX {
        let (_, next) = period(rest)?;
        if joint(next).is_some_and(|(joint, rest)| joint == Joint::List && period(rest).is_some()) {
            return Some((Joint::List, after));
        }
        rest = eat(next, Word::Comma)?;
    }
    None
}

/// Guards against "by March and the year ...", "in 2025 and Monday".
fn can_follow(first: &Period, joint: Joint, last: &Period) -> bool {
    let vague = matches!(last.year.which, Which::The | Which::Last | Which::NearLast);
    let odd = matches!(
        last.unit,
        Unit::Weekday(_) | Unit::Named(_) | Unit::NewYear | Unit::Recess
    ) || (matches!(last.unit, Unit::FromNow(..)) && joint == Joint::List);
    let both_years = first.unit == Unit::Year && last.unit == Unit::Year;
    let backwards = match (both_years, first.year.which, last.year.which) {
        (true, Which::Numbered(first), Which::Numbered(last)) => first > last,
        _ => false,
    };
    let relative = joint == Joint::List && last.unit == Unit::Year && !last.year.is_numbered();
    !(vague || odd || backwards || relative)
}

/// "2025 to 2027 financial years", "financial years 2025 to 2027": both are of one kind.
fn same_kind(mut first: Period, mut last: Period) -> (Period, Period) {
    let bare = |period: &Period| {
        period.unit == Unit::Year
            && period.part == Part::Whole
            && matches!(
                period.year,
                Year {
                    doubt: Doubt::None | Doubt::EndOrStart,
                    ..
                }
            )
    };
    if !bare(&first) || !bare(&last) {
        return (first, last);
    }
    let one = |year: Year| (year.kind, year.doubt);
    match (one(first.year), one(last.year)) {
        ((YearKind::Calendar, _), (YearKind::Financial, Doubt::EndOrStart)) => {
            first.year = Year::financial(first.year.which);
            last.year.doubt = Doubt::None;
        }
        ((YearKind::Financial, Doubt::EndOrStart), (YearKind::Calendar, _)) => {
            first.year = Year::financial(plus(first.year.which, 1));
            last.year = Year::financial(plus(last.year.which, -1));
        }
        _ => {}
    }
    (first, last)
}

fn plus(which: Which, years: i16) -> Which {
    match which {
        Which::Numbered(year) => Which::Numbered(year.saturating_add(years)),
        other => other,
    }
}

/// Whether "onwards" and its like follow, and the tokens after.
pub(crate) fn onwards(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = skip(tokens, Word::Comma);
    match (head(rest), head(tail(rest))) {
        (Word::Onwards, _) => Some(tail(rest)),
        (Word::And, Word::Onwards | Word::Beyond) => Some(tail(tail(rest))),
        (Word::Or, Word::Later) => Some(tail(tail(rest))),
        (Word::Plus, _) if glued(rest) => Some(tail(rest)),
        (Word::At, _) => super::eat_all(tail(rest), &[Word::The, Word::Earliest]),
        (Word::Earliest, _) => Some(tail(rest)),
        _ => None,
    }
}

/// Whether "at the latest" and its like follow, and the tokens after.
pub(crate) fn latest(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = skip(tokens, Word::Comma);
    match (head(rest), head(tail(rest))) {
        (Word::Or, Word::Earlier | Word::Before) => Some(tail(tail(rest))),
        (Word::At, _) => super::eat_all(tail(rest), &[Word::The, Word::Latest]),
        (Word::Latest, _) => Some(tail(rest)),
        _ => None,
    }
}
