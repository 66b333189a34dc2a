//! What the words mean: the result of reading them.

use jiff::civil::Date;

use crate::edtf::Edtf;
use crate::why::Why;

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
        Self::unread_because(words, Why::NotRead)
    }

    pub(crate) fn unread_because(words: &str, why: Why) -> Self {
        Self {
            as_stated: words.to_owned(),
            kind: Kind::Unread,
            readings: vec![Reading::without_bounds(why)],
            hedges: Vec::new(),
        }
    }

    /// The reading chosen: that of the table, else the kindest to who promised.
    #[must_use]
    pub fn chosen(&self) -> &Reading {
        static NONE: Reading = Reading::without_bounds(Why::NotRead);
        self.readings.first().unwrap_or(&NONE)
    }

    /// Whether it binds only if something else happens ("subject to funding").
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.hedges
            .iter()
            .any(|hedge| hedge.kind == HedgeKind::Condition)
    }

    /// Whether it is late on a day.
    ///
    /// The chosen reading decides, the one kindest to the promiser: until its last day it is not
    /// late, though a stricter reading had passed before ([`Self::stricter_latest`] says when).
    /// After that it is late, unless another reading still leaves time or a condition may not have
    /// come about: then it may be. "TBC" softens nothing; what is reported as done is not late. A
    /// later day never makes it less late.
    #[must_use]
    pub fn is_late(&self, day: Date) -> Lateness {
        let passed = |reading: &Reading| reading.latest.is_some_and(|latest| latest < day);
        if !passed(self.chosen()) || self.kind == Kind::Done {
            Lateness::No
        } else if self.readings.iter().all(passed) && !self.is_conditional() {
            Lateness::Yes
        } else {
            Lateness::MayBe
        }
    }

    /// The last day in the strictest reading, where that is before the chosen one's.
    #[must_use]
    pub fn stricter_latest(&self) -> Option<Date> {
        let chosen = self.chosen().latest?;
        let others = self.readings.iter().filter_map(|reading| reading.latest);
        others.min().filter(|latest| *latest < chosen)
    }
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

impl Reading {
    pub(crate) const fn without_bounds(why: Why) -> Self {
        Self {
            earliest: None,
            latest: None,
            edtf: None,
            why,
        }
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

impl Kind {
    /// The stable code, for files and scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Period => "period",
            Self::Start => "start",
            Self::Relative => "relative",
            Self::Recurring => "recurring",
            Self::Event => "event",
            Self::Open => "open",
            Self::Done => "done",
            Self::Unread => "unread",
        }
    }
}

impl HedgeKind {
    /// The stable code, for files and scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::ToBeConfirmed => "to-be-confirmed",
            Self::Expected => "expected",
            Self::Approximate => "approximate",
        }
    }
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
    /// In the chosen reading but not in all, or its condition may not have come about.
    MayBe,
    /// In every reading.
    Yes,
}

impl HedgeKind {
    /// What it does, as the beginning of a sentence that ends with the words.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Condition => "It has a condition:",
            Self::ToBeConfirmed => "The date is not settled:",
            Self::Expected => "It is hoped for rather than promised:",
            Self::Approximate => "The date is rough:",
        }
    }
}
