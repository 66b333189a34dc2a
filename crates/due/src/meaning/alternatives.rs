//! What else the words allow: one rule a function, each with its reason.

use jiff::{ToSpan, civil::Date};

use super::count;
use super::period::{self, Days};
use super::readings::{Readings, is_bare_year, may_be_later};
use crate::context::{Calendar, Hemisphere};
use crate::grammar::phrase::{
    Count, CountFrom, Doubt, Lead, Part, Period, Timed, Unit, Which, Year, YearKind,
};
use crate::why::Why;
use crate::words::{Length, Season};

/// First month of the financial year of the United Kingdom.
const APRIL: i8 = 4;

/// The other readings of one period.
pub(crate) fn of_one(readings: &mut Readings<'_>, timed: &Timed, period: &Period, days: Days) {
    day_in_month(readings, timed, period);
    other_season(readings, timed, period);
    other_year(readings, timed, period);
    rough_part(readings, period);
    strict_or_wide(readings, timed, period, days);
    if may_be_later(period, readings.scene) {
        later_year(readings, timed, period, days);
    }
}

/// "by March" may mean before it begins, "before March" before it ends.
fn strict_or_wide(readings: &mut Readings<'_>, timed: &Timed, period: &Period, days: Days) {
    if period.part != Part::Whole {
        return;
    }
    let before = days.first.yesterday().ok();
    let long = matches!(period.unit, Unit::Month(_) | Unit::Quarter(_) | Unit::Year);
    let rest = matches!(period.year.which, Which::This | Which::The) && period.unit == Unit::Year;
    match timed.lead {
        Lead::By | Lead::Until if long && !rest => {
            readings.push(before, before, Why::BeforeItBegins)
        }
        Lead::Before if long => readings.push_days(days, Why::BeforeItEnds),
        _ => {}
    }
}

/// "Sep 24": 24 September, if not September 2024.
fn day_in_month(readings: &mut Readings<'_>, timed: &Timed, period: &Period) {
    let (Some(day), Unit::Month(month)) = (period.or_day, period.unit) else {
        return;
    };
    let as_day = Period::of(Unit::Day { month, day }, Year::UNSAID);
    if let Ok(days) = period::days(&as_day, timed.lead, readings.scene) {
        readings.push_days(days, Why::DayInMonth);
    }
}

/// Winter by the year of its January; in the south, the season of the north.
fn other_season(readings: &mut Readings<'_>, timed: &Timed, period: &Period) {
    let Unit::Season(season) = period.unit else {
        return;
    };
    let calendar = readings.scene.calendar;
    if calendar.hemisphere == Hemisphere::South {
        let north = Calendar {
            hemisphere: Hemisphere::North,
            ..calendar
        };
        with_calendar(readings, timed, period, (north, Why::OtherHemisphere));
    }
    let crosses = match calendar.hemisphere {
        Hemisphere::North => season == Season::Winter,
        Hemisphere::South => season == Season::Summer,
    };
    if let (true, Part::Whole, Which::Numbered(year), YearKind::Calendar) =
        (crosses, period.part, period.year.which, period.year.kind)
        && let Some(days) = Date::new(year, 1, 1)
            .ok()
            .and_then(|first| Days::months(first, 2))
    {
        readings.push_days(days, Why::WinterOfJanuary);
    }
}

/// Financial years from April, by their first number, or of students.
fn other_year(readings: &mut Readings<'_>, timed: &Timed, period: &Period) {
    let financial = Period {
        year: Year {
            kind: YearKind::Financial,
            ..period.year
        },
        ..*period
    };
    if period.year.kind == YearKind::Academic && period.year.doubt == Doubt::Unnamed {
        again(
            readings,
            timed,
            &Period {
                year: Year {
                    doubt: Doubt::None,
                    ..financial.year
                },
                ..financial
            },
            Why::FinancialYear,
        );
    }
    let calendar = readings.scene.calendar;
    if period.year.kind != YearKind::Financial || calendar.names_years_by_end() {
        return;
    }
    if calendar.financial_year_starts != APRIL {
        let april = Calendar {
            financial_year_starts: APRIL,
            ..calendar
        };
        with_calendar(readings, timed, period, (april, Why::AprilFinancialYear));
    }
    if let (Doubt::EndOrStart, Which::Numbered(year)) = (period.year.doubt, period.year.which) {
        let later = Year {
            which: Which::Numbered(year.saturating_add(1)),
            ..period.year
        };
        again(
            readings,
            timed,
            &Period {
                year: later,
                ..*period
            },
            Why::FinancialYearByStart,
        );
    }
}

fn again(readings: &mut Readings<'_>, timed: &Timed, period: &Period, why: Why) {
    if let Ok(days) = period::days(period, timed.lead, readings.scene)
        && timed.lead != Lead::Before
    {
        readings.push_days(days, why);
    }
}

fn with_calendar(
    readings: &mut Readings<'_>,
    timed: &Timed,
    period: &Period,
    (calendar, why): (Calendar, Why),
) {
    let mut scene = *readings.scene;
    scene.calendar = calendar;
    if let Ok(days) = period::days(period, timed.lead, &scene)
        && timed.lead != Lead::Before
    {
        readings.push_days(days, why);
    }
}

/// "mid-2026" may be 30 June, "early 2026" its first quarter, "the end of 2026" its last day.
fn rough_part(readings: &mut Readings<'_>, period: &Period) {
    if period.unit != Unit::Year || period.part == Part::Whole {
        return;
    }
    let whole = Period {
        part: Part::Whole,
        ..*period
    };
    let Ok(days) = period::days(&whole, Lead::In, readings.scene) else {
        return;
    };
    let sub = |part| {
        let part = Period { part, ..*period };
        period::days(&part, Lead::By, readings.scene).ok()
    };
    match period.part {
        Part::Thirds(2, 2) => {
            if let Some(middle) = days
                .first
                .checked_add(6.months())
                .ok()
                .and_then(|day| day.yesterday().ok())
            {
                readings.push_days(Days::one(middle), Why::MiddleDay);
            }
        }
        Part::Thirds(1, 1) => push(readings, sub(Part::Months(3)), Why::RoughQuarter),
        Part::Thirds(3, 3) => push(readings, sub(Part::Months(-3)), Why::RoughQuarter),
        Part::TowardsEnd => push(readings, sub(Part::Months(-1)), Why::LastMonth),
        Part::End => push(readings, sub(Part::End), Why::LastDay),
        Part::Start => push(readings, sub(Part::Start), Why::FirstDay),
        _ => {}
    }
}

fn push(readings: &mut Readings<'_>, days: Option<Days>, why: Why) {
    if let Some(days) = days {
        readings.push_days(days, why);
    }
}

/// No year printed and the reply undated: it may speak of the next one.
fn later_year(readings: &mut Readings<'_>, timed: &Timed, period: &Period, days: Days) {
    let year = Year::calendar(Which::Numbered(days.first.year().saturating_add(1)));
    again(readings, timed, &Period { year, ..*period }, Why::YearLater);
}

/// The other readings of two periods joined.
pub(crate) fn of_two(
    readings: &mut Readings<'_>,
    timed: &Timed,
    (first, last): (&Period, &Period),
    days: Days,
) {
    if is_bare_year(first) && is_bare_year(last) {
        financial_years(readings, first, last);
    }
    let calendar = readings.scene.calendar;
    let financial = first.year.kind == YearKind::Financial && last.year.kind == YearKind::Financial;
    let other = calendar.financial_year_starts != APRIL && !calendar.names_years_by_end();
    if financial && other {
        let mut scene = *readings.scene;
        scene.calendar = Calendar {
            financial_year_starts: APRIL,
            ..calendar
        };
        let from = period::days(first, Lead::In, &scene);
        let to = period::days(last, timed.lead, &scene);
        if let (Ok(from), Ok(to)) = (from, to) {
            readings.push_days(
                Days {
                    first: from.first,
                    last: to.last,
                },
                Why::AprilFinancialYear,
            );
        }
    }
    if timed.lead == Lead::By && last.part == Part::Whole && !last.unit.is_day() {
        let before = days.first.yesterday().ok();
        readings.push(before, before, Why::BeforeItBegins);
    }
}

/// "2026 to 2028" as financial years ends where 2028 begins to be one.
fn financial_years(readings: &mut Readings<'_>, first: &Period, last: &Period) {
    let (Which::Numbered(from), Which::Numbered(to)) = (first.year.which, last.year.which) else {
        return;
    };
    let year = |number| Period::of(Unit::Year, Year::financial(Which::Numbered(number)));
    let from = period::days(&year(from), Lead::In, readings.scene);
    let to = period::days(&year(to.saturating_sub(1)), Lead::In, readings.scene);
    if let (Ok(from), Ok(to)) = (from, to)
        && from.first < to.last
    {
        readings.push_days(
            Days {
                first: from.first,
                last: to.last,
            },
            Why::FinancialYears,
        );
    }
}

/// "in the next year" may be the next calendar year; "in six months" is mostly counted from now.
pub(crate) fn of_count(readings: &mut Readings<'_>, count: &Count) {
    match count.from {
        CountFrom::PerhapsDocument => {
            if let Some(days) = count::days_if_from_document(count, readings.scene) {
                readings.push_days(days, Why::CountedFromDocument);
            }
        }
        CountFrom::Document if count.unit == Length::Year && count.most == 1 => {
            let next = Period::of(Unit::Year, Year::calendar(Which::Next));
            if let Ok(days) = period::days(&next, Lead::In, readings.scene) {
                readings.push_days(days, Why::NextCalendarYear);
            }
        }
        _ => {}
    }
}
