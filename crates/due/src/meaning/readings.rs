//! Every reading of a time: the chosen one first, then what else the words allow.

use jiff::civil::Date;

use super::count;
use super::period::{self, Days, named_by_cue};
use super::scene::{Known, Scene};
use crate::context::{Calendar, Hemisphere};
use crate::due::{Kind, Reading};
use crate::edtf::{Edtf, Qualifier, Shape};
use crate::grammar::period::is_relative;
use crate::grammar::phrase::{
    Count, CountFrom, Doubt, Joint, Lead, Part, Period, Time, Timed, Unit, Which, Year, YearKind,
};
use crate::meaning::alternatives;
use crate::why::Why;
use crate::words::{Length, Season};

/// The readings of one expression, as they are gathered.
pub(crate) struct Readings<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) doubt: Qualifier,
    pub(crate) list: Vec<Reading>,
}

/// The last day of the Parliament of the United Kingdom elected on 4 July 2024, rounded to the
/// month: it met on 9 July 2024 and is dissolved five years later at the latest (Dissolution and
/// Calling of Parliament Act 2022, section 4).
const PARLIAMENT_ENDS: (i16, i8, i8) = (2029, 8, 31);

/// The day on which that Parliament was elected.
const PARLIAMENT_ELECTED: (i16, i8, i8) = (2024, 7, 4);

impl<'a> Readings<'a> {
    pub(crate) fn new(scene: &'a Scene<'a>, doubt: Qualifier) -> Self {
        Self {
            scene,
            doubt,
            list: Vec::with_capacity(2),
        }
    }

    /// Adds a reading unless one with the same days is there.
    pub(crate) fn push(&mut self, first: Option<Date>, last: Option<Date>, why: Why) {
        self.push_shaped((first, last), Shape::Plain, why);
    }

    pub(crate) fn push_days(&mut self, days: Days, why: Why) {
        self.push(Some(days.first), Some(days.last), why);
    }

    fn push_shaped(&mut self, (first, last): (Option<Date>, Option<Date>), shape: Shape, why: Why) {
        if self
            .list
            .iter()
            .any(|known| known.earliest == first && known.latest == last)
        {
            return;
        }
        let edtf = Edtf::between(first, last, shape, self.doubt);
        self.list.push(Reading {
            earliest: first,
            latest: last,
            edtf,
            why,
        });
    }

    /// Adds all readings of a time; its kind.
    pub(crate) fn timed(&mut self, timed: &Timed) -> Kind {
        match timed.time {
            Time::Count(count) => self.count(&count),
            Time::One(period) if period.unit == Unit::Parliament => self.parliament(),
            Time::One(period) => self.one(timed, &period),
            Time::Two(first, joint, last) => self.two(timed, (first, joint, last)),
        }
    }

    fn parliament(&mut self) -> Kind {
        let day = |(year, month, day)| Date::new(year, month, day).ok();
        let elected = day(PARLIAMENT_ELECTED);
        let known = self.scene.said.filter(|said| {
            self.scene.calendar.uk_parliament
                && Some(said.last) >= elected
                && Some(said.first) <= day(PARLIAMENT_ENDS)
        });
        match known {
            Some(_) => self.push(None, day(PARLIAMENT_ENDS), Why::Parliament),
            None => self.push(None, None, Why::NoDocumentDay),
        }
        Kind::Period
    }

    fn one(&mut self, timed: &Timed, period: &Period) -> Kind {
        let period = &named_by_cue(period, self.scene);
        let days = match period::days(period, timed.lead, self.scene) {
            Ok(days) => days,
            Err(why) => {
                self.push(None, None, why);
                return if why == Why::Event {
                    Kind::Event
                } else {
                    kind(timed, period)
                };
            }
        };
        let ends = bounds(timed, period, days);
        let shape = if ends == (Some(days.first), Some(days.last)) {
            shape(period, &self.scene.calendar)
        } else {
            Shape::Plain
        };
        self.push_shaped(ends, shape, why_one(timed, period));
        if !timed.open_ended && timed.lead != Lead::After {
            alternatives::of_one(self, timed, period, days);
        }
        kind(timed, period)
    }

    fn two(&mut self, timed: &Timed, (first, joint, last): (Period, Joint, Period)) -> Kind {
        let (first, last) = self.share_year(first, last);
        let lead = if timed.lead == Lead::Between {
            Lead::In
        } else {
            timed.lead
        };
        let days = period::days(&first, Lead::In, self.scene)
            .and_then(|start| Ok((start, period::days(&last, lead, self.scene)?)));
        let (start, end) = match days {
            Ok(days) => days,
            // "between now and March 2026": the second may be known without the first.
            Err(why) => {
                let last = period::days(&last, lead, self.scene)
                    .ok()
                    .map(|days| days.last);
                let from_now = matches!(first.unit, Unit::FromNow(Length::Day, 0));
                self.push(None, last.filter(|_| from_now), why);
                return Kind::Period;
            }
        };
        let days = Days {
            first: start.first,
            last: end.last.max(start.first),
        };
        let bare = joint == Joint::Range && is_bare_year(&first) && is_bare_year(&last);
        let why = if bare { Why::CalendarYears } else { Why::Span };
        let (from, to) = bounds(timed, &last, days);
        let why = if (from, to) == (Some(days.first), Some(days.last)) {
            why
        } else {
            why_one(timed, &last)
        };
        self.push(from, to, why);
        if !timed.open_ended {
            alternatives::of_two(self, timed, (&first, &last), days);
        }
        Kind::Period
    }

    /// "March to June 2026": what has no year takes that of the other.
    fn share_year(&self, mut first: Period, mut last: Period) -> (Period, Period) {
        let scene = self.scene;
        let starts = |period: &Period| period::days(period, Lead::In, scene).map(|days| days.first);
        let unsaid = |period: &Period| period.year.which == Which::Unsaid;
        if unsaid(&first) && takes_year(&first) && !unsaid(&last) {
            first.year = last.year;
            // "December to February 2026", "autumn/winter 2025": never after the second.
            if let (Ok(from), Ok(to)) = (starts(&first), starts(&last))
                && from > to
            {
                first.year.which = moved(first.year.which, -1);
            }
        } else if unsaid(&last) && takes_year(&last) {
            if !unsaid(&first) {
                last.year = first.year;
            } else if let Ok(from) = starts(&first) {
                last.year.which = Which::Numbered(from.year());
                first.year.which = Which::Numbered(from.year());
            }
            if let (Ok(from), Ok(to)) = (starts(&first), starts(&last))
                && from > to
            {
                last.year.which = moved(last.year.which, 1);
            }
        }
        (first, last)
    }

    fn count(&mut self, count: &Count) -> Kind {
        match count::days(count, self.scene) {
            Ok(days) => {
                let why = match count.from {
                    CountFrom::Printed(_) => Why::CountedFromPrinted,
                    _ => Why::CountedFromDocument,
                };
                self.push_days(days, why);
            }
            Err(why) => self.push(None, None, why),
        }
        alternatives::of_count(self, count);
        match count.from {
            CountFrom::Nothing => Kind::Open,
            _ => Kind::Relative,
        }
    }
}

fn takes_year(period: &Period) -> bool {
    !matches!(
        period.unit,
        Unit::Year | Unit::FromNow(..) | Unit::Weekday(_) | Unit::Parliament
    )
}

fn moved(which: Which, years: i16) -> Which {
    match which {
        Which::Numbered(year) => Which::Numbered(year.saturating_add(years)),
        Which::This if years < 0 => Which::Last,
        Which::This => Which::Next,
        Which::Next if years < 0 => Which::This,
        other => other,
    }
}

pub(crate) fn is_bare_year(period: &Period) -> bool {
    period.unit == Unit::Year
        && period.part == Part::Whole
        && matches!(
            period.year,
            Year {
                kind: YearKind::Calendar,
                which: Which::Numbered(_),
                doubt: Doubt::None
            }
        )
}

/// The bounds, after the word before the period and the words after it.
fn bounds(timed: &Timed, period: &Period, days: Days) -> (Option<Date>, Option<Date>) {
    let Days { first, last } = days;
    if timed.open_ended {
        return (Some(first), None);
    }
    match timed.lead {
        Lead::NotBefore => (Some(first), None),
        Lead::After => (last.tomorrow().ok(), None),
        Lead::Before if period.part == Part::End => (Some(last), Some(last)),
        Lead::Before => {
            let day = first.yesterday().ok();
            (day, day)
        }
        _ if period.unit == Unit::NewYear
            && period.part == Part::Whole
            && timed.lead != Lead::By =>
        {
            (Some(first), None)
        }
        _ => (Some(first), Some(last)),
    }
}

fn kind(timed: &Timed, period: &Period) -> Kind {
    let relative = is_relative(period);
    let is_day = period.is_day() || period.part == Part::End;
    match timed.lead {
        _ if timed.open_ended => Kind::Start,
        Lead::From | Lead::NotBefore | Lead::After => Kind::Start,
        _ if relative => Kind::Relative,
        Lead::Before => Kind::Point,
        _ if is_day => Kind::Point,
        _ => Kind::Period,
    }
}

fn why_one(timed: &Timed, period: &Period) -> Why {
    let is_day = period.is_day();
    match timed.lead {
        _ if timed.open_ended => return Why::Onwards,
        Lead::NotBefore => return Why::Onwards,
        Lead::After => return Why::DayAfter,
        Lead::Before if period.part != Part::End => return Why::DayBefore,
        _ => {}
    }
    let bounded = !matches!(timed.lead, Lead::None | Lead::In | Lead::Weak);
    match (period.part, period.unit, period.year.which) {
        (_, unit, Which::Unsaid) if unit != Unit::NewYear && !matches!(unit, Unit::FromNow(..)) => {
            Why::YearFromDocument
        }
        (Part::End, Unit::Year, _) if !bounded => Why::LastMonth,
        (Part::Start, Unit::Year, _) if !bounded => Why::FirstMonth,
        (Part::End, ..) => Why::LastDay,
        (Part::Start, ..) => Why::FirstDay,
        (Part::Later | Part::Rest, ..) => Why::RestOfPeriod,
        (Part::Thirds(..) | Part::TowardsEnd | Part::Half(_), ..) => Why::RoughPart,
        _ if is_day => Why::Day,
        _ if timed.lead == Lead::From => Why::Starts,
        (_, Unit::Year, Which::This | Which::The) => Why::RestOfPeriod,
        (_, Unit::FromNow(..) | Unit::NewYear, _) | (_, _, Which::Next | Which::NearNext) => {
            Why::FromDocument
        }
        (_, Unit::Season(Season::Winter), _) => Why::WinterOfDecember,
        (_, Unit::Season(_), _) => Why::Season,
        _ => why_year(period.year),
    }
}

fn why_year(year: Year) -> Why {
    match (year.kind, year.doubt) {
        (YearKind::Calendar, _) => Why::WholePeriod,
        (YearKind::Financial, Doubt::EndOrStart) => Why::FinancialYearByEnd,
        (YearKind::Financial, _) => Why::FinancialYear,
        (YearKind::Academic, _) => Why::AcademicYear,
    }
}

/// The code that EDTF has for a season or a quarter, whole and inside one calendar year.
fn shape(period: &Period, calendar: &Calendar) -> Shape {
    match (period.part, period.unit, calendar.hemisphere) {
        (Part::Whole, Unit::Season(season), Hemisphere::North) => match season {
            Season::Spring => Shape::Season(21),
            Season::Summer => Shape::Season(22),
            Season::Autumn => Shape::Season(23),
            Season::Winter => Shape::Plain,
        },
        (Part::Whole, Unit::Season(season), Hemisphere::South) => match season {
            Season::Spring => Shape::Season(29),
            Season::Summer => Shape::Plain,
            Season::Autumn => Shape::Season(31),
            Season::Winter => Shape::Season(32),
        },
        (Part::Whole, Unit::Quarter(quarter), _) if period.year.kind == YearKind::Calendar => {
            Shape::Quarter(u8::try_from(quarter).unwrap_or(0) + 32)
        }
        _ => Shape::Plain,
    }
}

/// Whether a reply without a day may speak of a later year than the first.
pub(crate) fn may_be_later(period: &Period, scene: &Scene<'_>) -> bool {
    let undated = scene.said.is_some_and(|said| said.known == Known::Later);
    undated && period.year.which == Which::Unsaid && takes_year(period)
}
