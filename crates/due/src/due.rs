//! What the words mean: the result of reading them.

use jiff::civil::Date;

/// A date as stated and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The words, exactly.
    pub as_stated: String,
    /// What kind of date they state.
    pub kind: Kind,
    /// Every reading that the words allow, the chosen one first; never empty.
    pub readings: Vec<Reading>,
    /// What weakens the promise, in the order stated ("TBC", "expected", "subject to funding").
    pub hedges: Vec<Hedge>,
}

impl Due {
    /// Words that state no date that could be read: an open promise.
    #[must_use]
    pub fn unread(words: &str) -> Self {
        Self {
            as_stated: words.to_owned(),
            kind: Kind::Unread,
            readings: vec![Reading { earliest: None, latest: None, edtf: None, why: Why::NotRead }],
            hedges: Vec::new(),
        }
    }
}

impl Due {
    /// The chosen reading.
    #[must_use]
    pub fn chosen(&self) -> &Reading {
        static NONE: Reading =
            Reading { earliest: None, latest: None, edtf: None, why: Why::NotRead };
        self.readings.first().unwrap_or(&NONE)
    }

    /// Whether it binds only if something happens ("subject to funding").
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.hedges.iter().any(|hedge| hedge.kind == HedgeKind::Condition)
    }

    /// Whether it is late on a day: in no reading, in some, or in all.
    #[must_use]
    pub fn is_late(&self, day: Date) -> Lateness {
        let late = |reading: &Reading| reading.latest.is_some_and(|latest| latest < day);
        let all = !self.readings.is_empty() && self.readings.iter().all(late);
        if all && !self.is_conditional() {
            Lateness::Yes
        } else if self.readings.iter().any(late) {
            Lateness::MayBe
        } else {
            Lateness::No
        }
    }
}

/// A day in words: "28 February 2026".
#[must_use]
pub fn day_in_words(day: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ];
    let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at));
    format!("{} {} {}", day.day(), month.copied().unwrap_or_default(), day.year())
}

/// One reading of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// First day on which the promise falls due; `None` when the words set none.
    pub earliest: Option<Date>,
    /// Last day on which the promise falls due, late the day after; `None` when the words set none.
    pub latest: Option<Date>,
    /// The same as EDTF (ISO 8601-2), where it can say it.
    pub edtf: Option<Edtf>,
    /// Why the words can be read so.
    pub why: Why,
}

/// A value in the Extended Date/Time Format, ISO 8601-2:2019 Annex A.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(String);

impl Edtf {
    /// The text form, such as `2026-23`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What kind of date the words state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// One day.
    Point,
    /// A span of days.
    Period,
    /// From then on.
    Start,
    /// Counted from the day of the document or from an event.
    Relative,
    /// Again and again.
    Recurring,
    /// Tied to an event.
    Event,
    /// No bound can be given ("in due course").
    Open,
    /// Reported as done.
    Done,
    /// The words could not be read as a date.
    Unread,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the words could not be read as a date")
    }
}

/// Why the words can be read so; [`std::fmt::Display`] says it in a plain sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The words could not be read as a date.
    NotRead,
}

/// Words that weaken a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// What they do to it.
    pub kind: HedgeKind,
    /// The words, as stated.
    pub words: String,
}

/// What hedging words do to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HedgeKind {
    /// It binds only if something happens ("subject to funding").
    Condition,
    /// The date is not settled ("TBC", "provisionally").
    ToBeConfirmed,
    /// It is hoped for, not promised ("expected", "aim to", "anticipate").
    Expected,
    /// The date is rough ("around", "approximately").
    Approximate,
}

/// Whether a promise is late on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lateness {
    /// In no reading.
    No,
    /// In some readings but not in all, or its condition may not have come about.
    MayBe,
    /// In every reading.
    Yes,
}
