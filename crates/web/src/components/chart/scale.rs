//! Scales: from counts and days to places on the paper, and the ticks that people read them by.

use super::canvas::{real, times};
use heeded_due::month_name;
use jiff::ToSpan;
use jiff::civil::Date;

/// Counts from nought, on a line of this length.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counts {
    /// The ticks: nought first, steps of 1, 2 or 5 times a power of ten.
    pub(super) ticks: Vec<u64>,
    length: f64,
}

impl Counts {
    /// A scale that holds `highest`, with at most `ticks_max` ticks above nought.
    pub(super) fn new(highest: u64, length: f64, ticks_max: u64) -> Self {
        let highest = highest.max(1);
        let step = nice_step(highest, ticks_max.max(1));
        let last = highest.div_ceil(step);
        let ticks = (0..=last).map(|tick| tick.saturating_mul(step)).collect();
        Self { ticks, length }
    }

    /// How far along the line a count is.
    pub(super) fn at(&self, count: u64) -> f64 {
        let full = self.ticks.last().copied().unwrap_or(1).max(1);
        self.length * real(count) / real(full)
    }
}

/// The smallest step of 1, 2 or 5 times a power of ten that needs no more ticks than wanted.
fn nice_step(highest: u64, ticks_max: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if highest.div_ceil(step) <= ticks_max {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

/// Days on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Days {
    from: Date,
    until: Date,
    start: f64,
    length: f64,
}

/// A tick of a line of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DayTick {
    pub(super) day: Date,
    /// "September"; none where ticks are years apart.
    pub(super) month: Option<&'static str>,
    /// "2026"; none where the tick before has said it.
    pub(super) year: Option<i16>,
}

/// Months between ticks: the first that leaves room is taken.
const TICK_MONTHS: [i32; 10] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];

impl Days {
    /// From a day to another, on a line that starts at `start`.
    pub(super) fn new(from: Date, until: Date, start: f64, length: f64) -> Self {
        let until = until.max(from.tomorrow().unwrap_or(from));
        Self {
            from,
            until,
            start,
            length,
        }
    }

    /// The place of a day; days beyond an end stand at the end.
    pub(super) fn at(self, day: Date) -> f64 {
        let whole = between(self.from, self.until).max(1.0);
        let part = between(self.from, day.clamp(self.from, self.until));
        self.start + self.length * part / whole
    }

    /// Ticks at the first days of months, at most `ticks_max`.
    pub(super) fn ticks(self, ticks_max: usize) -> Vec<DayTick> {
        for months in TICK_MONTHS {
            let days = self.first_days(months);
            if days.len() <= ticks_max {
                return named(&days, months);
            }
        }
        Vec::new()
    }

    fn first_days(self, months: i32) -> Vec<Date> {
        let mut days = Vec::new();
        let since_zero = i32::from(self.from.year()) * 12 + i32::from(self.from.month()) - 1;
        let mut month = since_zero.div_euclid(months) * months;
        while let Some(day) = first_of(month).filter(|day| *day <= self.until) {
            if day >= self.from {
                days.push(day);
            }
            if days.len() > 40 {
                break;
            }
            month += months;
        }
        days
    }
}

/// The first day of a month counted from January of the year nought.
fn first_of(month: i32) -> Option<Date> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

fn named(days: &[Date], months: i32) -> Vec<DayTick> {
    let mut said = None;
    let tick = |day: &Date| {
        let year = (said != Some(day.year())).then_some(day.year());
        said = Some(day.year());
        let month = (months < 12).then(|| month_name(day.month()));
        DayTick {
            day: *day,
            month,
            year,
        }
    };
    days.iter().map(tick).collect()
}

/// Days from one day to a later one.
pub(super) fn between(from: Date, until: Date) -> f64 {
    from.until(until)
        .map_or(0.0, |span| f64::from(span.get_days()))
}

/// Room beyond the days that are shown: one part in twenty, at least a fortnight.
#[must_use]
pub fn with_room(from: Date, until: Date) -> (Date, Date) {
    let days = from.until(until).map_or(0, |span| span.get_days());
    let room = (days / 20).max(14).days();
    let begin = from.checked_sub(room).unwrap_or(from);
    (begin, until.checked_add(room).unwrap_or(until))
}

/// Places that divide a length into equal parts: the middle of each.
pub(super) fn middles(count: usize, start: f64, length: f64) -> impl Iterator<Item = f64> {
    let part = length / times(count.max(1));
    (0..count).map(move |at| start + part * (times(at) + 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ticks_of_counts_are_round_and_hold_the_highest() {
        assert_eq!(Counts::new(7, 100.0, 4).ticks, [0, 2, 4, 6, 8]);
        assert_eq!(Counts::new(0, 100.0, 4).ticks, [0, 1]);
        assert_eq!(Counts::new(1, 100.0, 4).ticks, [0, 1]);
        assert_eq!(Counts::new(4, 100.0, 4).ticks, [0, 1, 2, 3, 4]);
        assert_eq!(Counts::new(41, 100.0, 4).ticks, [0, 20, 40, 60]);
        assert_eq!(
            Counts::new(230_000, 100.0, 3).ticks,
            [0, 100_000, 200_000, 300_000]
        );
        assert_eq!(Counts::new(u64::MAX, 100.0, 4).ticks.len(), 5);
    }

    #[test]
    fn a_count_stands_in_proportion_from_nought() {
        let scale = Counts::new(7, 200.0, 4);
        assert_eq!([scale.at(0), scale.at(2), scale.at(8)], [0.0, 50.0, 200.0]);
    }

    #[test]
    fn a_day_stands_in_proportion_and_within_the_line() {
        let scale = Days::new(date(2025, 1, 1), date(2025, 12, 32 - 1), 10.0, 364.0);
        assert_eq!(scale.at(date(2025, 1, 1)), 10.0);
        assert_eq!(scale.at(date(2025, 1, 11)), 20.0);
        assert_eq!(scale.at(date(2030, 1, 1)), 374.0);
        assert_eq!(scale.at(date(2020, 1, 1)), 10.0);
        let one_day = Days::new(date(2025, 1, 1), date(2025, 1, 1), 0.0, 100.0);
        assert_eq!(one_day.at(date(2025, 1, 1)), 0.0);
    }

    #[test]
    fn ticks_of_days_are_as_close_as_there_is_room_for() {
        let year = Days::new(date(2025, 2, 10), date(2026, 2, 1), 0.0, 100.0);
        let quarters = year.ticks(4);
        let days: Vec<Date> = quarters.iter().map(|tick| tick.day).collect();
        let expected = [(2025, 4), (2025, 7), (2025, 10), (2026, 1)];
        assert_eq!(days, expected.map(|(year, month)| date(year, month, 1)));
        let years: Vec<_> = quarters.iter().map(|tick| tick.year).collect();
        assert_eq!(years, [Some(2025), None, None, Some(2026)]);
        assert_eq!(quarters[0].month, Some("April"));
        let long = Days::new(date(2001, 5, 1), date(2026, 1, 1), 0.0, 100.0).ticks(6);
        let years: Vec<_> = long.iter().filter_map(|tick| tick.year).collect();
        assert_eq!(years, [2005, 2010, 2015, 2020, 2025]);
        assert!(long.iter().all(|tick| tick.month.is_none()));
    }
}
