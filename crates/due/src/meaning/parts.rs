//! Parts of a period: its early days, its end, what is left of it.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::period::Days;
use super::scene::{Known, Scene};
use crate::grammar::phrase::{Lead, Part, Period, Unit};

/// The days of the part that is meant.
pub(crate) fn part(period: &Period, whole: Days, lead: Lead, scene: &Scene<'_>) -> Option<Days> {
    let Days { first, last } = whole;
    Some(match period.part {
        Part::Whole => whole,
        Part::Thirds(from, to) => thirds(whole, period.unit, from, to)?,
        Part::Start if is_day(period.unit, lead) => Days::one(first),
        Part::End if is_day(period.unit, lead) => Days::one(last),
        Part::Start => first_months(whole, 1)?,
        Part::End => last_months(whole, 1)?,
        Part::TowardsEnd => match period.unit {
            Unit::Year | Unit::YearTo(_) => last_months(whole, 3)?,
            Unit::Half(_) => last_months(whole, 2)?,
            Unit::Quarter(_) | Unit::Season(_) | Unit::Term(_) => last_months(whole, 1)?,
            _ => thirds(whole, period.unit, 3, 3)?,
        },
        Part::Later => Days {
            first: later(whole, scene),
            last,
        },
        Part::Rest => Days {
            first: rest(whole, scene),
            last,
        },
        Part::Half(half) => halves(whole, half)?,
        Part::Week(-1) => Days {
            first: last.checked_sub(6.days()).ok()?,
            last,
        },
        Part::Week(week) => {
            let first = first.checked_add((i32::from(week) * 7 - 7).days()).ok()?;
            Days {
                first,
                last: first.checked_add(6.days()).ok()?.min(last),
            }
        }
        Part::Weekday(which, weekday) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Days::one(first.nth_weekday_of_month(which, weekday).ok()?)
        }
        Part::Months(months) if months < 0 => last_months(whole, -months)?,
        Part::Months(months) => first_months(whole, months)?,
    })
}

/// "by the end of 2026" is a day, "at the end of 2026" is December; of shorter periods, a day.
fn is_day(unit: Unit, lead: Lead) -> bool {
    let bound = !matches!(lead, Lead::None | Lead::In | Lead::Weak | Lead::Between);
    bound || !matches!(unit, Unit::Year)
}

/// Thirds of a year have four months, of a half two, but its first and last three; those of a
/// quarter and a season one, of a month ten days.
fn thirds(whole: Days, unit: Unit, from: i8, to: i8) -> Option<Days> {
    let by_months = |months: i8| -> Option<Days> {
        let start = first_months(whole, months * from)?.last;
        let first = start
            .tomorrow()
            .ok()?
            .checked_sub(i32::from(months).months())
            .ok()?;
        Some(Days {
            first,
            last: first_months(whole, months * to)?.last,
        })
    };
    match unit {
        Unit::Year | Unit::YearTo(_) => by_months(4),
        Unit::Half(_) => match (from, to) {
            (1, 1) => first_months(whole, 3),
            (3, 3) => last_months(whole, 3),
            _ => by_months(2),
        },
        Unit::Quarter(_) | Unit::Season(_) => by_months(1),
        // "early in the new year": the first third of that year.
        Unit::NewYear => thirds(Days::months(whole.first, 12)?, Unit::Year, from, to),
        _ => by_days(whole, from, to),
    }
}

fn by_days(whole: Days, from: i8, to: i8) -> Option<Days> {
    let length = whole.first.until(whole.last).ok()?.get_days();
    if length < 20 {
        return Some(whole);
    }
    let first = whole
        .first
        .checked_add((i32::from(from) * 10 - 10).days())
        .ok()?;
    let last = whole
        .first
        .checked_add((i32::from(to) * 10 - 1).days())
        .ok()?;
    Some(Days {
        first,
        last: if to == 3 { whole.last } else { last },
    })
}

/// Halves of what is shorter than a year: of a month 1 to 15, of a season six weeks.
fn halves(whole: Days, half: i8) -> Option<Days> {
    let length = whole.first.until(whole.last).ok()?.get_days() + 1;
    let middle = whole.first.checked_add((length / 2 - 1).days()).ok()?;
    let first_half = Days {
        first: whole.first,
        last: middle,
    };
    let second_half = Days {
        first: middle.tomorrow().ok()?,
        last: whole.last,
    };
    Some(if half == 1 { first_half } else { second_half })
}

fn first_months(whole: Days, months: i8) -> Option<Days> {
    let days = Days::months(whole.first, months)?;
    Some(Days {
        last: days.last.min(whole.last),
        ..days
    })
}

fn last_months(whole: Days, months: i8) -> Option<Days> {
    let first = whole
        .last
        .tomorrow()
        .ok()?
        .checked_sub(i32::from(months).months())
        .ok()?;
    Some(Days {
        first: first.max(whole.first),
        last: whole.last,
    })
}

/// From the document's day; of a month only known, from the first day of the next.
fn later(whole: Days, scene: &Scene<'_>) -> Date {
    let Some(said) = scene.said.filter(|said| said.known != Known::Year) else {
        return whole.first;
    };
    if said.first < whole.first || said.first > whole.last {
        return whole.first;
    }
    match said.known {
        Known::Month => said
            .last
            .tomorrow()
            .ok()
            .filter(|day| *day <= whole.last)
            .unwrap_or(said.first),
        _ => said.first,
    }
}

fn rest(whole: Days, scene: &Scene<'_>) -> Date {
    match scene.said {
        Some(said) if said.known != Known::Year && said.first <= whole.last => {
            whole.first.max(said.first)
        }
        _ => whole.first,
    }
}
