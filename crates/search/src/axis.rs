//! What a search can be narrowed by: each axis with its values, their codes and their words.
//!
//! A value is a number: its place in the closed list of the axis, the year, the identifier of an
//! organisation, or the number that stands for a theme's key.

use heeded_domain::key::{key, number};
use heeded_domain::status::Standing;
use heeded_domain::vocabulary::{AskKind, ClosureReason, Disposition, Progress, Verdict};

/// One thing to narrow a search by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// The one most serious thing about a recommendation.
    Standing,
    /// The state of an addressee's answer.
    Answer,
    /// What an addressee says it will do; what only the reader suggests does not count.
    Disposition,
    /// How a planned action that waits to be done stands against its date.
    Due,
    /// How far a planned action has come, as was last said by the addressee or the assessor.
    Progress,
    /// What the issuer says of a response or of what was done; the newest for each addressee.
    Verdict,
    /// Why it ended.
    Closure,
    /// What it is about, in words that people chose; what a program suggests does not count.
    Theme,
    /// What kind of ask it is.
    Kind,
    /// The year it was made.
    Year,
    /// Who asks.
    Issuer,
    /// Who is asked.
    Addressee,
}

/// A value of an axis that a search is narrowed to.
pub type Choice = (Axis, u64);

/// The states of an addressee's answer, by the names of [`heeded_domain::answer::Answer`].
const ANSWERS: [(&str, &str); 6] = [
    ("answered", "answered"),
    ("not-yet-due", "answer not yet due"),
    ("overdue", "answer overdue"),
    ("deadline-not-known", "no answer, last day not known"),
    ("no-duty", "no answer owed"),
    ("not-sought", "not known whether answered"),
];

/// Places in [`ANSWERS`].
pub(crate) mod answer {
    pub(crate) const ANSWERED: u64 = 0;
    pub(crate) const NOT_YET_DUE: u64 = 1;
    pub(crate) const OVERDUE: u64 = 2;
    pub(crate) const DEADLINE_NOT_KNOWN: u64 = 3;
    pub(crate) const NO_DUTY: u64 = 4;
    pub(crate) const NOT_KNOWN: u64 = 5;
    /// No answer, where one may be hoped for.
    pub(crate) const MISSING: [u64; 3] = [NOT_YET_DUE, OVERDUE, DEADLINE_NOT_KNOWN];
}

/// How planned actions stand against their date.
const DUES: [(&str, &str); 7] = [
    ("late", "late"),
    ("may-be-late", "may be late"),
    ("day-passed", "day passed, only to be considered"),
    ("now", "due now"),
    ("later", "not yet due"),
    ("this-quarter", "last day in this quarter"),
    ("next-quarter", "last day in the next quarter"),
];

/// Places in [`DUES`].
pub(crate) mod due {
    pub(crate) const LATE: u64 = 0;
    pub(crate) const MAY_BE_LATE: u64 = 1;
    pub(crate) const DAY_PASSED: u64 = 2;
    pub(crate) const NOW: u64 = 3;
    pub(crate) const LATER: u64 = 4;
    pub(crate) const THIS_QUARTER: u64 = 5;
    pub(crate) const NEXT_QUARTER: u64 = 6;
}

/// Where nobody said how far a planned action has come: behind the values of [`Progress`].
const NO_REPORT: (&str, &str) = ("no-report", "no progress reported");

/// The value of an action's progress.
pub(crate) fn progress(reported: Option<Progress>) -> u64 {
    let all = u64::try_from(Progress::ALL.len()).unwrap_or(0);
    reported.map_or(all, |value| place(Progress::ALL, &value))
}

impl Axis {
    /// Every axis, in the order in which readers use them most.
    pub const ALL: [Self; 12] = [
        Self::Standing,
        Self::Issuer,
        Self::Addressee,
        Self::Answer,
        Self::Disposition,
        Self::Due,
        Self::Progress,
        Self::Verdict,
        Self::Closure,
        Self::Theme,
        Self::Kind,
        Self::Year,
    ];

    /// The axes whose values depend on the day, each a closed list.
    pub(crate) const OF_THE_DAY: [Self; 7] = [
        Self::Standing,
        Self::Answer,
        Self::Disposition,
        Self::Due,
        Self::Progress,
        Self::Verdict,
        Self::Closure,
    ];

    /// How many values a closed list has; 0 for years, organisations and themes.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::Standing => Standing::ALL.len(),
            Self::Answer => ANSWERS.len(),
            Self::Disposition => Disposition::ALL.len(),
            Self::Due => DUES.len(),
            Self::Kind => AskKind::ALL.len(),
            Self::Progress => Progress::ALL.len() + 1,
            Self::Verdict => Verdict::ALL.len(),
            Self::Closure => ClosureReason::ALL.len(),
            Self::Year | Self::Issuer | Self::Addressee | Self::Theme => 0,
        }
    }

    /// Every value of a closed list, in its order; none of years, organisations and themes.
    pub fn values(self) -> impl Iterator<Item = u64> {
        0..u64::try_from(self.size()).unwrap_or(0)
    }

    /// The code and the words of a value of a closed list.
    fn entry(self, value: u64) -> Option<(&'static str, &'static str)> {
        let at = usize::try_from(value).ok()?;
        match self {
            Self::Standing => Standing::ALL.get(at).map(|s| (s.code(), s.words())),
            Self::Answer => ANSWERS.get(at).copied(),
            Self::Disposition => Disposition::ALL.get(at).map(|d| (d.code(), d.words())),
            Self::Due => DUES.get(at).copied(),
            Self::Kind => AskKind::ALL.get(at).map(|k| (k.code(), k.words())),
            Self::Progress => {
                let reported = Progress::ALL.get(at).map(|p| (p.code(), p.words()));
                reported.or((at == Progress::ALL.len()).then_some(NO_REPORT))
            }
            Self::Verdict => Verdict::ALL.get(at).map(|v| (v.code(), v.words())),
            Self::Closure => ClosureReason::ALL.get(at).map(|c| (c.code(), c.words())),
            Self::Year | Self::Issuer | Self::Addressee | Self::Theme => None,
        }
    }

    /// The stable code of a value, for addresses and files; empty for organisations and
    /// themes, whose names the answer has.
    #[must_use]
    pub fn code(self, value: u64) -> String {
        match self {
            Self::Year => value.to_string(),
            _ => self.entry(value).map_or("", |(code, _)| code).to_owned(),
        }
    }

    /// The words that people see for a value, in lower case; empty for organisations and
    /// themes.
    #[must_use]
    pub fn words(self, value: u64) -> String {
        match self {
            Self::Year => value.to_string(),
            _ => self.entry(value).map_or("", |(_, words)| words).to_owned(),
        }
    }

    /// The value that has this code; for a theme, its words or their key. Organisations have none
    /// here: whoever asks knows their names.
    #[must_use]
    pub fn from_code(self, code: &str) -> Option<u64> {
        match self {
            Self::Year => return code.parse().ok().filter(|year| *year < 10_000),
            Self::Theme => return Some(theme(code)),
            _ => {}
        }
        self.values()
            .find(|value| self.entry(*value).is_some_and(|(known, _)| known == code))
    }
}

/// The value of a theme, by its words or their key.
pub(crate) fn theme(name: &str) -> u64 {
    number(&key(name))
}

/// The place of a value in the list of its vocabulary.
pub(crate) fn place<T: PartialEq>(all: &[T], value: &T) -> u64 {
    let at = all.iter().position(|known| known == value);
    at.and_then(|at| u64::try_from(at).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for axis in Axis::ALL {
            for value in axis.values() {
                assert_eq!(axis.from_code(&axis.code(value)), Some(value), "{axis:?}");
                assert!(!axis.words(value).is_empty());
            }
        }
        assert_eq!(Axis::Year.from_code("2024"), Some(2024));
        assert_eq!(Axis::Year.from_code("99999"), None);
        assert_eq!(Axis::Standing.from_code("nonsense"), None);
        let one = Axis::Theme.from_code("Rest & recovery");
        assert_eq!(one, Axis::Theme.from_code("rest-and-recovery"));
        assert_ne!(one, Axis::Theme.from_code("rest"));
        assert_eq!(Axis::Due.code(due::NEXT_QUARTER), "next-quarter");
        assert_eq!(Axis::Progress.code(progress(None)), "no-report");
        assert_eq!(
            Axis::Progress.code(progress(Some(Progress::Delivered))),
            "delivered"
        );
    }
}
