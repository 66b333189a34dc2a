//! A period as said, to its first and last day.

use jiff::{ToSpan, civil::Date};

use super::named_day::named_day;
use super::parts;
use super::scene::{Done, Known, Said, Scene};
use crate::context::{Calendar, Hemisphere};
use crate::grammar::phrase::{Doubt, Lead, Part, Period, Unit, Which, Year, YearKind};
use crate::why::Why;
use crate::words::{Length, Season};

/// First and last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Days {
    pub(crate) fn one(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// So many whole months from `first` on.
    pub(crate) fn months(first: Date, months: i8) -> Option<Self> {
        let last = first
            .checked_add(i32::from(months).months())
            .ok()?
            .yesterday()
            .ok()?;
        Some(Self { first, last })
    }
}

/// First month of the academic year: September; in the southern hemisphere, where schools open
/// after the summer of the turn of the year, January.
fn academic_year_starts(calendar: &Calendar) -> i8 {
    match calendar.hemisphere {
        Hemisphere::North => 9,
        Hemisphere::South => 1,
    }
}

/// The days that a period has; why not, if it has none.
pub(crate) fn days(period: &Period, lead: Lead, scene: &Scene<'_>) -> Result<Days, Why> {
    let period = &named_by_cue(period, scene);
    let whole = whole(period, scene)?;
    let days = parts::part(period, whole, lead, scene).ok_or(Why::NoSuchDay)?;
    Ok(from_document(period, days, scene))
}

/// "2025/26" beside students is the academic year; its parts are terms, and quarters are of money.
pub(crate) fn named_by_cue(period: &Period, scene: &Scene<'_>) -> Period {
    let mut period = *period;
    let quarter = matches!(period.unit, Unit::Quarter(..));
    // In the south no school year lies over two.
    let split = scene.calendar.hemisphere == Hemisphere::North;
    if split && period.year.doubt == Doubt::Unnamed && !quarter && scene.is_about_students() {
        period.year.kind = YearKind::Academic;
    }
    period
}

/// "this year" is what is left of it: from the document to its end.
fn from_document(period: &Period, days: Days, scene: &Scene<'_>) -> Days {
    let rest = match (period.unit, period.part) {
        (Unit::Year, Part::Whole) => matches!(period.year.which, Which::This | Which::The),
        (Unit::FromNow(length, 0), Part::Whole) => length != Length::Day,
        _ => false,
    };
    match scene.said {
        Some(said) if rest && said.known != Known::Year => Days {
            first: said.first.clamp(days.first, days.last),
            last: days.last,
        },
        _ => days,
    }
}

fn whole(period: &Period, scene: &Scene<'_>) -> Result<Days, Why> {
    let said = || scene.said.ok_or(Why::NoDocumentDay);
    let in_year = |year| in_year(period.unit, period.year.kind, year, &scene.calendar);
    match (period.unit, period.year.which) {
        (Unit::Recess, _) => Err(Why::Event),
        (Unit::FromNow(length, step), _) => {
            from_now(length, step, said()?).ok_or(Why::NoDocumentDay)
        }
        (Unit::Weekday(weekday), _) => next_weekday(weekday, said()?).ok_or(Why::NoDocumentDay),
        (_, Which::Numbered(year)) => in_year(year).ok_or(Why::NoSuchDay),
        (Unit::NewYear, _) => in_year(said()?.last.year().saturating_add(1)).ok_or(Why::NoSuchDay),
        (_, Which::This | Which::The) => {
            in_year(current(period.year, said()?, scene)).ok_or(Why::NoSuchDay)
        }
        (_, Which::Next) => in_year(current(period.year, said()?, scene) + 1).ok_or(Why::NoSuchDay),
        (_, Which::Last) => in_year(current(period.year, said()?, scene) - 1).ok_or(Why::NoSuchDay),
        (_, which) => nearest(which, said()?, scene, in_year).ok_or(Why::NoSuchDay),
    }
}

/// The first calendar year of the year of that kind in which the words were said.
fn current(year: Year, said: Said, scene: &Scene<'_>) -> i16 {
    let starts = first_month(year.kind, &scene.calendar);
    // Of a month or year only known roughly, its first day counts.
    let day = said.first;
    if day.month() < starts {
        day.year() - 1
    } else {
        day.year()
    }
}

fn first_month(kind: YearKind, calendar: &Calendar) -> i8 {
    match kind {
        YearKind::Calendar => 1,
        YearKind::Financial => calendar.financial_year_starts.clamp(1, 12),
        YearKind::Academic => academic_year_starts(calendar),
    }
}

/// The one that is nearest to the document, on the side that `which` says.
fn nearest(
    which: Which,
    said: Said,
    scene: &Scene<'_>,
    in_year: impl Fn(i16) -> Option<Days>,
) -> Option<Days> {
    let year = said.first.year();
    let mut near = (-2..=3).filter_map(|step| in_year(year.checked_add(step)?));
    // Of an undated reply nothing more is known than that it is later.
    let past = which == Which::NearLast || (scene.done == Done::Yes && said.known != Known::Later);
    match which {
        Which::NearLast => near.filter(|days| days.last < said.first).last(),
        _ if past => near.filter(|days| days.first <= said.last).last(),
        Which::NearNext => near.find(|days| days.first > said.last),
        _ => near.find(|days| days.last >= said.first),
    }
}

/// The unit in the year that begins in this calendar year.
pub(crate) fn in_year(unit: Unit, kind: YearKind, year: i16, calendar: &Calendar) -> Option<Days> {
    let start = Date::new(year, first_month(kind, calendar), 1).ok()?;
    let month_on = |month: i8| {
        let year = if month < start.month() {
            year.checked_add(1)?
        } else {
            year
        };
        Date::new(year, month, 1).ok()
    };
    let day_of = |month: i8, day: i8| {
        let first = month_on(month)?;
        Date::new(first.year(), month, day).ok()
    };
    match unit {
        Unit::Year => Days::months(start, 12),
        Unit::Half(half) => Days::months(
            start.checked_add((i32::from(half) * 6 - 6).months()).ok()?,
            6,
        ),
        Unit::Quarter(quarter) => Days::months(
            start
                .checked_add((i32::from(quarter) * 3 - 3).months())
                .ok()?,
            3,
        ),
        Unit::Season(season) => {
            Days::months(month_on(first_of_season(season, calendar.hemisphere))?, 3)
        }
        Unit::Term(season) => term(season, month_on),
        // Australia and New Zealand: four terms, each within a quarter.
        Unit::NumberedTerm(term) if calendar.hemisphere == Hemisphere::South => {
            in_year(Unit::Quarter(term), kind, year, calendar)
        }
        Unit::NumberedTerm(_) => None,
        Unit::Month(month) => Days::months(month_on(month)?, 1),
        Unit::Day { month, day } => Some(Days::one(day_of(month, day)?)),
        Unit::Figures { first, second } => {
            let (day, month) = match calendar.writes_month_first() {
                true => (second, first),
                false => (first, second),
            };
            Some(Days::one(day_of(month, day)?))
        }
        Unit::WeekFrom { month, day } => {
            let first = day_of(month, day)?;
            Some(Days {
                first,
                last: first.checked_add(6.days()).ok()?,
            })
        }
        Unit::YearTo(month) => {
            let last = month_on(month)?.last_of_month();
            Some(Days {
                first: last.tomorrow().ok()?.checked_sub(12.months()).ok()?,
                last,
            })
        }
        Unit::Named(day) => Some(Days::one(named_day(day, month_on(6)?.year())?)),
        Unit::NewYear => Some(Days::one(Date::new(year, 1, 1).ok()?)),
        Unit::FromNow(..) | Unit::Weekday(_) | Unit::Parliament | Unit::Recess => None,
    }
}

/// First month of a season, as meteorologists count.
pub(crate) fn first_of_season(season: Season, hemisphere: Hemisphere) -> i8 {
    match (season, hemisphere) {
        (Season::Spring, Hemisphere::North) | (Season::Autumn, Hemisphere::South) => 3,
        (Season::Summer, Hemisphere::North) | (Season::Winter, Hemisphere::South) => 6,
        (Season::Autumn, Hemisphere::North) | (Season::Spring, Hemisphere::South) => 9,
        (Season::Winter, Hemisphere::North) | (Season::Summer, Hemisphere::South) => 12,
    }
}

/// School terms in England: September to December, January to March, April to July.
fn term(season: Season, month_on: impl Fn(i8) -> Option<Date>) -> Option<Days> {
    match season {
        Season::Autumn => Days::months(month_on(9)?, 4),
        Season::Winter | Season::Spring => Days::months(month_on(1)?, 3),
        Season::Summer => Days::months(month_on(4)?, 4),
    }
}

fn from_now(length: Length, step: i8, said: Said) -> Option<Days> {
    let step = i32::from(step);
    let month = said.first.first_of_month();
    match length {
        // "between now and March": of a month only known, its first day.
        Length::Day if step == 0 && said.known != Known::Later => Some(Days {
            first: said.first,
            last: said.last,
        }),
        Length::Day if said.known == Known::Day => {
            Some(Days::one(said.first.checked_add(step.days()).ok()?))
        }
        Length::Week | Length::Fortnight if said.known == Known::Day => {
            let since_monday = i32::from(said.first.weekday().to_monday_zero_offset());
            let first = said
                .first
                .checked_add((step * 7 - since_monday).days())
                .ok()?;
            Some(Days {
                first,
                last: first.checked_add(6.days()).ok()?,
            })
        }
        Length::Month if said.known != Known::Year => {
            Days::months(month.checked_add(step.months()).ok()?, 1)
        }
        Length::Quarter if said.known != Known::Year => {
            let into = i32::from((month.month() - 1) % 3);
            Days::months(month.checked_add((step * 3 - into).months()).ok()?, 3)
        }
        _ => None,
    }
}

fn next_weekday(weekday: i8, said: Said) -> Option<Days> {
    let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
    let day = said.first.nth_weekday(1, weekday).ok()?;
    (said.known == Known::Day).then_some(Days::one(day))
}
