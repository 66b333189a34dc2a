//! What statistics ask and answer: counts over the whole register or a part of it, as of a day.

use heeded_domain::id::OrganisationId;
use heeded_domain::measure::Said;
use heeded_domain::status::Standing;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which part of the register is counted, as of which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatisticsQuery {
    /// As things stood at the end of this day.
    pub as_of: Date,
    /// Only what this issuer made.
    pub issuer: Option<OrganisationId>,
    /// Only what was asked of this organisation, or promised by it.
    pub organisation: Option<OrganisationId>,
    /// Only recommendations made in this year.
    pub year: Option<i16>,
}

/// Counts of a part of the register, as of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// How many recommendations stand how; standings without any are left out.
    pub standings: BTreeMap<Standing, u64>,
    /// From the day an addressee was asked to its first answer. Counts addressees.
    pub responses: Durations,
    /// From a promise to its delivery. Counts planned actions.
    pub deliveries: Durations,
    /// What addressees say, by the year in which they were asked (`None`: not known); no answer is
    /// `None`. Counts addressees.
    pub said: BTreeMap<(Option<i16>, Option<Said>), u64>,
    /// First answers by year and month in which they came. Counts addressees.
    pub received: BTreeMap<(i16, i8), u64>,
    /// Promises that wait for their day. Counts planned actions.
    pub falling_due: FallingDue,
}

/// How long things took or go on, in days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Durations {
    /// What came, by the days it took.
    pub reached: BTreeMap<u32, u64>,
    /// What had not come when it was last watched, by days: on the day asked about, or when it
    /// ended otherwise.
    pub watched: BTreeMap<u32, u64>,
    /// The day it began is not known.
    pub beginning_not_known: u64,
    /// It ended, and the day is not known.
    pub end_not_known: u64,
    /// The day on which it came lies before the day it began: one of the two is wrong.
    pub ended_before_it_began: u64,
}

/// Promises that wait for their day, by the quarter of their last day in the chosen reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FallingDue {
    /// By year and quarter from 1: how many, and how many of these are late in every reading.
    pub quarters: BTreeMap<(i16, i8), (u64, u64)>,
    /// Those whose words set a first day and no last one.
    pub without_last_day: u64,
}

/// Counts, and where the register stood when they were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The counts.
    pub statistics: Arc<Statistics>,
    /// The number of the newest event that they know of.
    pub at: u64,
    /// The number of the newest event there is.
    pub head: u64,
}

impl Durations {
    /// How many took or go on for a known number of days.
    #[must_use]
    pub fn timed(&self) -> u64 {
        self.reached.values().chain(self.watched.values()).sum()
    }

    /// Whether the endings whose day is known are at least half of all. Where they are fewer, a
    /// curve would show almost only those that still go on, as if nothing had come: those left out
    /// are not like those counted, which Kaplan and Meier (1958) take for granted of the ones that
    /// they lose sight of.
    #[must_use]
    pub fn tells_when(&self) -> bool {
        let known: u64 = self.reached.values().sum();
        let not_known = self.end_not_known + self.ended_before_it_began;
        known >= not_known
    }

    /// How many could not be timed.
    #[must_use]
    pub fn not_timed(&self) -> u64 {
        self.beginning_not_known + self.end_not_known + self.ended_before_it_began
    }
}

impl FallingDue {
    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        let dated: u64 = self.quarters.values().map(|(all, _)| all).sum();
        dated + self.without_last_day
    }
}
