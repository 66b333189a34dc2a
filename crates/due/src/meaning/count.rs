//! Lengths of time, counted from the day of the document or from a printed day.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::period::{self, Days};
use super::scene::{Known, Scene};
use crate::grammar::phrase::{Count, CountFrom, Lead, Working};
use crate::why::Why;
use crate::words::Length;

/// The days on which the count can end.
pub(crate) fn days(count: &Count, scene: &Scene<'_>) -> Result<Days, Why> {
    let (start, known) = match &count.from {
        CountFrom::Event => return Err(Why::CountedFromEvent),
        CountFrom::Nothing | CountFrom::PerhapsDocument => return Err(Why::NothingToCountFrom),
        CountFrom::Document => document(scene)?,
        CountFrom::Printed(printed) => {
            let days = period::days(printed, Lead::None, scene)?;
            (
                days,
                if days.first == days.last {
                    Known::Day
                } else {
                    Known::Month
                },
            )
        }
    };
    from(start, known, count).ok_or(Why::NothingToCountFrom)
}

/// The same as if it said "from now".
pub(crate) fn days_if_from_document(count: &Count, scene: &Scene<'_>) -> Option<Days> {
    days(
        &Count {
            from: CountFrom::Document,
            ..*count
        },
        scene,
    )
    .ok()
}

fn document(scene: &Scene<'_>) -> Result<(Days, Known), Why> {
    let said = scene.said.ok_or(Why::NoDocumentDay)?;
    if said.known == Known::Later {
        return Err(Why::ReplyUndated);
    }
    Ok((
        Days {
            first: said.first,
            last: said.last,
        },
        said.known,
    ))
}

fn from(start: Days, known: Known, count: &Count) -> Option<Days> {
    let first = add(start.first, count.least, count)?;
    let last = add(start.last, count.most, count)?;
    // "in the next year", said in February 2025: the whole of February 2026.
    let whole_months = matches!(
        count.unit,
        Length::Month | Length::Quarter | Length::Year | Length::Decade
    );
    let last = if known != Known::Day && whole_months {
        last.last_of_month()
    } else {
        last
    };
    Some(Days { first, last })
}

fn add(day: Date, number: i16, count: &Count) -> Option<Date> {
    let number = i32::from(number);
    let span = match count.unit {
        Length::Hour => return None,
        Length::Day if count.working == Working::WorkingDays => return add_working(day, number),
        Length::Day => number.days(),
        Length::Week => (number * 7).days(),
        Length::Fortnight => (number * 14).days(),
        Length::Month => number.months(),
        Length::Quarter => (number * 3).months(),
        Length::Year => (number * 12).months(),
        Length::Decade => (number * 120).months(),
    };
    day.checked_add(span).ok()
}

/// Mondays to Fridays; public holidays are not known here and make it no earlier.
fn add_working(mut day: Date, number: i32) -> Option<Date> {
    let mut left = number;
    while left > 0 {
        day = day.tomorrow().ok()?;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    Some(day)
}
