//! Why words can be read in a way, in plain sentences.

use std::fmt;

/// Why the words can be read so; [`std::fmt::Display`] says it in a plain sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The words could not be read as a date.
    NotRead,
    /// The words are longer than any date ([`MAX_BYTES`](crate::MAX_BYTES)).
    TooLong,
    /// A day is printed.
    Day,
    /// The whole period that the words name.
    WholePeriod,
    /// "by the end of": its last day.
    LastDay,
    /// "by the start of": its first day.
    FirstDay,
    /// "before": the day before.
    DayBefore,
    /// "by March" may mean before March begins.
    BeforeItBegins,
    /// "before March" may mean before March is over.
    BeforeItEnds,
    /// "from": the start falls due in the period.
    Starts,
    /// "onwards", "at the earliest": no last day.
    Onwards,
    /// "after", "beyond": from the day after, no last day.
    DayAfter,
    /// A season, as meteorologists count it.
    Season,
    /// Winter belongs to the year of its December.
    WinterOfDecember,
    /// Winter may belong to the year of its January and February.
    WinterOfJanuary,
    /// The season of the other hemisphere.
    OtherHemisphere,
    /// The financial year of the calendar in use.
    FinancialYear,
    /// The financial year as in the United Kingdom, from April.
    AprilFinancialYear,
    /// A financial year named by one number: the year in which it ends.
    FinancialYearByEnd,
    /// A financial year named by one number: the year in which it starts.
    FinancialYearByStart,
    /// A year of students and courses, September to August.
    AcademicYear,
    /// From the first period to the end of the second.
    Span,
    /// Bare years, taken as calendar years.
    CalendarYears,
    /// Bare years, taken as financial years.
    FinancialYears,
    /// "early", "mid", "late": a third of the period.
    RoughPart,
    /// "mid-2026" may mean 30 June.
    MiddleDay,
    /// "early 2026" may mean its first quarter, "late 2026" its last.
    RoughQuarter,
    /// The end of a year without "by": its last month.
    LastMonth,
    /// The start of a year without "by": its first month.
    FirstMonth,
    /// What is left of the period after the document.
    RestOfPeriod,
    /// The year is not printed: the first such period after the document.
    YearFromDocument,
    /// The year is not printed and the reply is undated: it may be a year later.
    YearLater,
    /// Named from the document: "next year", "next month".
    FromDocument,
    /// Counted from the day of the document.
    CountedFromDocument,
    /// Counted from the day that is printed with it.
    CountedFromPrinted,
    /// "in the next year" may mean the next calendar year.
    NextCalendarYear,
    /// A length of time, and nothing to count it from.
    NothingToCountFrom,
    /// Counted from an event whose day is not given.
    CountedFromEvent,
    /// The reply is undated, so lengths of time cannot be counted from it.
    ReplyUndated,
    /// It depends on the day of the document, which is not known.
    NoDocumentDay,
    /// Again and again; no first time is printed.
    Recurring,
    /// Again and again: the first time.
    FirstTime,
    /// After an event that has a period: from its first day.
    AfterEvent,
    /// Tied to an event whose day is not given.
    Event,
    /// Words that set no day ("in due course").
    Open,
    /// Reported as done, without a day.
    Done,
    /// The Parliament of the United Kingdom elected in July 2024 ends by August 2029.
    Parliament,
    /// No such day is in the calendar.
    NoSuchDay,
    /// The number may be the day of the month, not the year.
    DayInMonth,
    /// Another date stands in the same words.
    OtherDate,
}

impl Why {
    /// The plain sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        self.of_words()
            .or_else(|| self.of_years())
            .unwrap_or_else(|| self.of_document())
    }

    /// Sentences on the words around a date.
    fn of_words(self) -> Option<&'static str> {
        Some(match self {
            Self::NotRead => "The words could not be read as a date.",
            Self::TooLong => "The words are too long for a date, so they were not read.",
            Self::Day => "A day is printed.",
            Self::WholePeriod => "The words name a period, and it falls due within that period.",
            Self::LastDay => "The end of a period is its last day.",
            Self::FirstDay => "The start of a period is its first day.",
            Self::DayBefore => "“Before” a day or period means the day before it at the latest.",
            Self::BeforeItBegins => "“By” a period can mean before it begins.",
            Self::BeforeItEnds => "“Before” a period can mean before it ends.",
            Self::Starts => "It starts within the period that the words name.",
            Self::Onwards => "The words set a first day but no last day.",
            Self::DayAfter => "It falls due after the period, and no last day is set.",
            Self::Span => "It falls due between the start of the first and the end of the second.",
            Self::RoughPart => "“Early”, “mid” and “late” are taken as thirds of the period.",
            Self::MiddleDay => "“Mid” can mean the middle day.",
            Self::RoughQuarter => "It can mean the first or the last quarter.",
            Self::LastMonth => "The end of a year, without “by”, is taken as its last month.",
            Self::FirstMonth => "The start of a year, without “by”, is taken as its first month.",
            Self::Recurring => "It happens again and again, and no first time is given.",
            Self::FirstTime => "It happens again and again; this is the first time.",
            Self::AfterEvent => "It follows an event that happens in this period.",
            Self::Event => "It depends on an event whose day is not given.",
            Self::Open => "The words set no day.",
            Self::Done => "It is reported as done, without a day.",
            Self::NoSuchDay => "The calendar has no such day.",
            Self::DayInMonth => "The number can be a day of the month, not a year.",
            Self::OtherDate => "Another date stands in the same words.",
            _ => return None,
        })
    }

    /// Sentences on whose year or season it is.
    fn of_years(self) -> Option<&'static str> {
        Some(match self {
            Self::Season => "Seasons are counted in whole months.",
            Self::WinterOfDecember => "A winter is taken to belong to the year of its December.",
            Self::WinterOfJanuary => "A winter can belong to the year of its January and February.",
            Self::OtherHemisphere => "The season of the other hemisphere can be meant.",
            Self::FinancialYear => "Financial years are those of the place.",
            Self::AprilFinancialYear => "A financial year from April to March can be meant.",
            Self::FinancialYearByEnd => "A financial year with one number is the one ending in it.",
            Self::FinancialYearByStart => "A financial year with one number can start in it.",
            Self::AcademicYear => "For students and courses the year runs September to August.",
            Self::CalendarYears => "Bare years are taken as calendar years.",
            Self::FinancialYears => "Bare years can be financial years.",
            Self::Parliament => {
                "The Parliament elected in July 2024 has to end by the summer of 2029."
            }
            _ => return None,
        })
    }

    /// Sentences on what hangs on the day of the document.
    fn of_document(self) -> &'static str {
        match self {
            Self::RestOfPeriod => "It is what is left of the period after the document.",
            Self::YearFromDocument => {
                "No year is printed: it is the first such time after the document."
            }
            Self::YearLater => {
                "No year is printed and the reply is undated: it can be a year later."
            }
            Self::FromDocument => "The period is named from the day of the document.",
            Self::CountedFromDocument => "It is counted from the day of the document.",
            Self::CountedFromPrinted => "It is counted from the day that is printed.",
            Self::NextCalendarYear => "The next calendar year can be meant.",
            Self::NothingToCountFrom => "It is a length of time, with nothing to count it from.",
            Self::CountedFromEvent => "It is counted from an event whose day is not given.",
            Self::ReplyUndated => "The reply is undated, so nothing can be counted from it.",
            _ => "It depends on the day of the document, which is not known.",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}
