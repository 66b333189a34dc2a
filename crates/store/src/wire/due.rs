//! The form of a date as stated and as understood. It is kept in full: what a promise was taken to
//! mean when it was recorded must not change because a later grammar reads the words otherwise.

use super::form::{Coded, Unreadable, Wire, coded, form};
use heeded_due::{Due, Edtf, Hedge, HedgeKind, Kind, Reading, Why};
use jiff::civil::Date;

/// Gives the values of a foreign enum their codes; a value without one does not compile.
macro_rules! codes {
    ($type:ident { $($value:ident = $code:literal),+ $(,)? }) => {
        impl Coded for $type {
            fn code(self) -> &'static str {
                match self { $(Self::$value => $code,)+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$value),)+ _ => None }
            }
        }

        #[cfg(test)]
        impl Every for $type {
            const EVERY: &'static [Self] = &[$(Self::$value),+];
        }
    };
}

codes! {
    Kind {
        Point = "point",
        Period = "period",
        Start = "start",
        Relative = "relative",
        Recurring = "recurring",
        Event = "event",
        Open = "open",
        Done = "done",
        Unread = "unread",
    }
}

codes! {
    HedgeKind {
        Condition = "condition",
        ToBeConfirmed = "to-be-confirmed",
        Expected = "expected",
        Approximate = "approximate",
    }
}

codes! {
    Why {
        NotRead = "not-read",
        TooLong = "too-long",
        Day = "day",
        WholePeriod = "whole-period",
        LastDay = "last-day",
        FirstDay = "first-day",
        DayBefore = "day-before",
        BeforeItBegins = "before-it-begins",
        BeforeItEnds = "before-it-ends",
        Starts = "starts",
        Onwards = "onwards",
        DayAfter = "day-after",
        Season = "season",
        WinterOfDecember = "winter-of-december",
        WinterOfJanuary = "winter-of-january",
        OtherHemisphere = "other-hemisphere",
        FinancialYear = "financial-year",
        AprilFinancialYear = "april-financial-year",
        FinancialYearByEnd = "financial-year-by-end",
        FinancialYearByStart = "financial-year-by-start",
        AcademicYear = "academic-year",
        Span = "span",
        CalendarYears = "calendar-years",
        FinancialYears = "financial-years",
        RoughPart = "rough-part",
        MiddleDay = "middle-day",
        RoughQuarter = "rough-quarter",
        LastMonth = "last-month",
        FirstMonth = "first-month",
        RestOfPeriod = "rest-of-period",
        YearFromDocument = "year-from-document",
        YearLater = "year-later",
        FromDocument = "from-document",
        CountedFromDocument = "counted-from-document",
        CountedFromPrinted = "counted-from-printed",
        NextCalendarYear = "next-calendar-year",
        NothingToCountFrom = "nothing-to-count-from",
        CountedFromEvent = "counted-from-event",
        ReplyUndated = "reply-undated",
        NoDocumentDay = "no-document-day",
        Recurring = "recurring",
        FirstTime = "first-time",
        AfterEvent = "after-event",
        Event = "event",
        Open = "open",
        Done = "done",
        Parliament = "parliament",
        NoSuchDay = "no-such-day",
        DayInMonth = "day-in-month",
        OtherDate = "other-date",
    }
}

coded!(Kind, HedgeKind, Why);

form! {
    DueForm of Due {
        as_stated: String, kind: Kind, readings: Vec<Reading>; hedges: Vec<Hedge>
    }
}

form! {
    ReadingForm of Reading {
        why: Why; earliest: Option<Date>, latest: Option<Date>, edtf: Option<Edtf>,
    }
}

form! { HedgeForm of Hedge { kind: HedgeKind, words: String } }

impl Wire for Edtf {
    type Form = String;

    fn form(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_form(form: String) -> Result<Self, Unreadable> {
        Self::parse(&form).ok_or_else(|| Unreadable(format!("“{form}” is no EDTF")))
    }
}

/// Every value of an enum, for the test below.
#[cfg(test)]
trait Every: Sized + 'static {
    const EVERY: &'static [Self];
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    fn reads_back<T: Coded + Every + PartialEq + Debug>() {
        for value in T::EVERY {
            assert_eq!(T::from_code(value.code()), Some(*value));
        }
    }

    #[test]
    fn every_code_reads_back() {
        reads_back::<Kind>();
        reads_back::<HedgeKind>();
        reads_back::<Why>();
    }
}
