//! What the grammar reads: phrases as said, nothing of them resolved to a day yet.

use crate::words::{Length, Season};

/// Whose year it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearKind {
    /// January to December.
    Calendar,
    /// From the month that the context's calendar says.
    Financial,
    /// September to August.
    Academic,
}

/// Which of the years, or of the months, seasons and days that a year can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one that begins in this calendar year.
    Numbered(i16),
    /// "this year", "this autumn".
    This,
    /// "the year", without more.
    The,
    /// "next year", "next spring".
    Next,
    /// "last year".
    Last,
    /// No word of it: the first after the words were said.
    Unsaid,
    /// "this autumn": the one that is on, or the first to come.
    NearThis,
    /// "next spring": the first that has not begun.
    NearNext,
    /// "last March".
    NearLast,
}

/// What remains in doubt of a year as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    None,
    /// "2025/26" without a word of whose year it is.
    Unnamed,
    /// "FY26": named by one year, taken as the one in which it ends.
    EndOrStart,
}

/// A year as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Year {
    pub(crate) kind: YearKind,
    pub(crate) which: Which,
    pub(crate) doubt: Doubt,
}

impl Year {
    /// No year said.
    pub(crate) const UNSAID: Self = Self::calendar(Which::Unsaid);

    pub(crate) const fn calendar(which: Which) -> Self {
        Self {
            kind: YearKind::Calendar,
            which,
            doubt: Doubt::None,
        }
    }

    pub(crate) const fn financial(which: Which) -> Self {
        Self {
            kind: YearKind::Financial,
            which,
            doubt: Doubt::None,
        }
    }

    pub(crate) const fn academic(which: Which) -> Self {
        Self {
            kind: YearKind::Academic,
            which,
            doubt: Doubt::None,
        }
    }

    /// Whether its number is printed.
    pub(crate) const fn is_numbered(self) -> bool {
        matches!(self.which, Which::Numbered(_))
    }
}

/// A day that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NamedDay {
    Christmas,
    ChristmasEve,
    Easter,
    Grenfell,
    Hillsborough,
}

/// What a period is a year of, a month of, and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Year,
    Half(i8),
    Quarter(i8),
    Season(Season),
    /// A school term: autumn, spring or summer.
    Term(Season),
    /// A school term by its number, where the school year is the calendar year: 1 to 4.
    NumberedTerm(i8),
    Month(i8),
    Day {
        month: i8,
        day: i8,
    },
    /// "03/04": a day and a month in the order of the place.
    Figures {
        first: i8,
        second: i8,
    },
    /// Seven days, from this one.
    WeekFrom {
        month: i8,
        day: i8,
    },
    /// Twelve months that end with this one.
    YearTo(i8),
    Named(NamedDay),
    NewYear,
    /// The current one has 0, the next 1.
    FromNow(Length, i8),
    Weekday(i8),
    Parliament,
    /// A recess of Parliament: no day is printed.
    Recess,
}

impl Unit {
    /// Whether it is one day that has a number.
    pub(crate) const fn is_day(self) -> bool {
        matches!(self, Self::Day { .. } | Self::Figures { .. })
    }
}

/// Which part of the unit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    /// Its first (1) to its last (3) third: "early", "mid", "late", "early to mid".
    Thirds(i8, i8),
    /// Its start, its end: a day or a month, by the word before it.
    Start,
    End,
    TowardsEnd,
    /// What is left of it after the words were said.
    Later,
    /// What is left of it, the day itself included.
    Rest,
    /// Its first (1) or second (2) half.
    Half(i8),
    /// Its first to fourth week, its last (-1).
    Week(i8),
    /// Its first to fourth Monday (1) to Sunday (7), its last (-1).
    Weekday(i8, i8),
    /// Its first so many months; its last so many, if negative.
    Months(i8),
}

/// A stretch of the calendar as said: a part of a unit of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) part: Part,
    pub(crate) unit: Unit,
    pub(crate) year: Year,
    /// "Sep 24": the number can be a day of the month instead.
    pub(crate) or_day: Option<i8>,
}

impl Period {
    pub(crate) const fn of(unit: Unit, year: Year) -> Self {
        Self {
            part: Part::Whole,
            unit,
            year,
            or_day: None,
        }
    }

    /// Whether it is one day, by its number, its name or its place among the days of the week.
    pub(crate) const fn is_day(&self) -> bool {
        self.unit.is_day()
            || matches!(self.unit, Unit::Named(_))
            || matches!(self.part, Part::Weekday(..))
    }
}

/// What joins two periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// "to", a dash.
    Range,
    /// "and", "or", a slash.
    List,
}

/// From when a length of time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CountFrom {
    /// From the day of the document.
    Document,
    /// The same, but the words do not say so ("in six months").
    PerhapsDocument,
    /// From a day that is printed with it.
    Printed(Period),
    /// From an event without a day.
    Event,
    /// Nothing: a mere length ("over a decade").
    Nothing,
}

/// A length of time, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) least: i16,
    pub(crate) most: i16,
    pub(crate) unit: Length,
    /// Only Mondays to Fridays count.
    pub(crate) working: Working,
    pub(crate) from: CountFrom,
}

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Working {
    EveryDay,
    WorkingDays,
}

/// When something falls due, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    One(Period),
    Two(Period, Joint, Period),
    Count(Count),
}

/// The word before a time, by what it makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// No word.
    None,
    /// "in", "on", "during" and others that change nothing.
    In,
    /// "for", "over", "at", "to": as `In`, but too common before other numbers.
    Weak,
    By,
    NoLaterThan,
    Before,
    Until,
    From,
    /// "after", "beyond".
    After,
    /// "no earlier than".
    NotBefore,
    Between,
}

/// A time with the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) lead: Lead,
    pub(crate) time: Time,
    /// "onwards", "and beyond", "at the earliest" follow.
    pub(crate) open_ended: bool,
}

impl Timed {
    /// Whether it is one day and no more.
    pub(crate) const fn is_day(&self) -> bool {
        matches!(self.time, Time::One(one) if one.is_day())
    }
}

/// What an event does to a time inside its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventWord {
    /// "once", "after", "following", "when".
    After,
    /// "before", "ahead of".
    Before,
}

/// One piece of meaning in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    Timed(Timed),
    Recurring,
    Event(EventWord),
    Open,
    Done,
    /// A date that is still to come: "TBC".
    ToBeConfirmed,
}
