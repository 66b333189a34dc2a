//! Where a planned action stands against its date on a day: not due, due, perhaps late, late, done.
//! Only a promise can be late: of what was only to be considered, the day has passed.

use crate::recommendation::{Commitment, PlannedAction, ProgressFact};
use crate::vocabulary::Progress;
use heeded_due::{Due, HedgeKind, Lateness, day_in_words};
use jiff::civil::Date;

/// Where a planned action stands against its date on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Said to be done: by the addressee, by the assessor, or by the response itself.
    Delivered(Option<Date>),
    /// Given up, or overtaken by events.
    Ended(Progress),
    /// No date was promised, or none that sets a bound.
    NoDate,
    /// Its first day has not come.
    NotYetDue,
    /// It falls due now and is not late in any reading.
    DueNow,
    /// Its last day has passed, but it was no promise: only to be considered.
    DayPassed,
    /// Its last day has passed, but another reading leaves time or a condition is open.
    MayBeLate,
    /// Late in every reading.
    Late,
}

impl Timing {
    /// Whether the promise still waits to be kept.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Delivered(_) | Self::Ended(_))
    }

    /// The words that people see for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Delivered(_) => "said to be done",
            Self::Ended(progress) => progress.words(),
            Self::NoDate => "no date given",
            Self::NotYetDue => "not yet due",
            Self::DueNow => "due now",
            Self::DayPassed => "day passed",
            Self::MayBeLate => "may be late",
            Self::Late => "late",
        }
    }
}

impl PlannedAction {
    /// Where it stands on a day.
    #[must_use]
    pub fn timing(&self, day: Date) -> Timing {
        match self.settled() {
            Some(fact) if is_delivery(fact.value) => return Timing::Delivered(fact.on),
            Some(fact) => return Timing::Ended(fact.value),
            None if self.is_told_as_done() => return Timing::Delivered(None),
            None => {}
        }
        let Some(due) = self.due() else {
            return Timing::NoDate;
        };
        let chosen = due.chosen();
        match (due.is_late(day), chosen.earliest, chosen.latest) {
            (Lateness::Yes | Lateness::MayBe, ..) if !self.promise.commitment.is_a_promise() => {
                Timing::DayPassed
            }
            (Lateness::Yes, ..) if !self.is_conditional() => Timing::Late,
            (Lateness::Yes | Lateness::MayBe, ..) => Timing::MayBeLate,
            (Lateness::No, None, None) => Timing::NoDate,
            (Lateness::No, Some(earliest), Some(latest)) if earliest == latest && day < latest => {
                Timing::NotYetDue
            }
            (Lateness::No, Some(earliest), _) if day < earliest => Timing::NotYetDue,
            (Lateness::No, ..) => Timing::DueNow,
        }
    }

    /// How far it has come, as was last said. What the assessor found stands over what was claimed,
    /// until the addressee claims something later.
    #[must_use]
    pub fn reported(&self) -> Option<&ProgressFact> {
        match (self.found.last(), self.claimed.last()) {
            (Some(found), Some(claimed)) if claimed.on > found.on => Some(claimed),
            (found, claimed) => found.or(claimed),
        }
    }

    /// How far it has come, where anybody said: in a report, or in the response itself.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        let told = self.is_told_as_done().then_some(Progress::Delivered);
        self.reported().map(|fact| fact.value).or(told)
    }

    /// The fact that settled it, if the last word did.
    #[must_use]
    pub fn settled(&self) -> Option<&ProgressFact> {
        self.reported()
            .filter(|fact| !matches!(fact.value, Progress::NotStarted | Progress::UnderWay))
    }

    /// Whether it binds only if something happens: said with its date, or beside it.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        !self.promise.conditions.is_empty() || self.due().is_some_and(Due::is_conditional)
    }

    /// Whether all that is known is that the response tells of it as done.
    fn is_told_as_done(&self) -> bool {
        let told = self.promise.commitment == Commitment::AlreadyDone;
        told && self.found.is_empty() && self.claimed.is_empty()
    }

    /// Where it stands, and why, in plain sentences.
    #[must_use]
    pub fn why(&self, day: Date) -> String {
        let timing = self.timing(day);
        match (timing, self.due()) {
            (Timing::Delivered(on), _) => self.delivered_sentence(on),
            (Timing::Ended(progress), _) => format!("Reported as {}.", progress.words()),
            (Timing::NoDate, None) => "No date is stated.".to_owned(),
            (Timing::NoDate, Some(due)) => {
                format!(
                    "The words “{}” set no day, so it cannot be late.",
                    due.as_stated
                )
            }
            (_, Some(due)) => self.dated_sentence(timing, due, day),
            (_, None) => String::new(),
        }
    }

    /// "Due by 30 November 2026 as stated “by Autumn 2026”; not late before then."
    fn dated_sentence(&self, timing: Timing, due: &Due, day: Date) -> String {
        let Some(latest) = due.chosen().latest else {
            return start_sentence(due);
        };
        let (by, words) = (day_in_words(latest), &due.as_stated);
        let mut sentence = format!("Due by {by} as stated “{words}”");
        sentence.push_str(&match timing {
            Timing::Late => {
                let today = day_in_words(day);
                format!("; late since then, with no report of delivery as of {today}.")
            }
            Timing::MayBeLate => may_be_late(self.is_conditional()).to_owned(),
            Timing::DayPassed => day_passed(self.promise.commitment).to_owned(),
            _ => format!("; not late before then.{}", stricter(due, day)),
        });
        for hedge in due
            .hedges
            .iter()
            .filter(|hedge| hedge.kind != HedgeKind::Expected)
        {
            sentence.push_str(&format!(" {}", hedge_sentence(hedge.kind, &hedge.words)));
        }
        let said = |condition: &&String| !due.hedges.iter().any(|h| h.words == **condition);
        for condition in self.promise.conditions.iter().filter(said) {
            let words = hedge_sentence(HedgeKind::Condition, condition);
            sentence.push_str(&format!(" {words}"));
        }
        sentence
    }

    fn delivered_sentence(&self, on: Option<Date>) -> String {
        let by_assessor = self
            .settled()
            .is_some_and(|fact| self.found.last() == Some(fact));
        let who = if by_assessor {
            "The assessor found"
        } else {
            "The organisation says"
        };
        let on = on
            .map(|on| format!(" on {}", day_in_words(on)))
            .unwrap_or_default();
        format!("{who} that it was done{on}.")
    }
}

fn is_delivery(progress: Progress) -> bool {
    matches!(progress, Progress::Delivered | Progress::OngoingDuty)
}

/// Why a promise may be late, after its date.
fn may_be_late(is_conditional: bool) -> &'static str {
    if is_conditional {
        "; that day has passed, but the promise has a condition, so it may be late."
    } else {
        "; in another reading there is still time, so it may be late."
    }
}

/// Why it is not late, after its date.
fn day_passed(commitment: Commitment) -> &'static str {
    match commitment {
        Commitment::AlreadyDone => "; that day has passed. The response tells of it as done.",
        _ => "; that day has passed. It was only to be considered, so it is not late.",
    }
}

/// Says that the kinder of two readings counts, where the stricter one has passed.
fn stricter(due: &Due, day: Date) -> String {
    match due.stricter_latest().filter(|latest| *latest < day) {
        Some(latest) => format!(
            " Read strictly it was due by {}; the reading kindest to the organisation counts.",
            day_in_words(latest)
        ),
        None => String::new(),
    }
}

fn start_sentence(due: &Due) -> String {
    match due.chosen().earliest {
        Some(earliest) => format!(
            "From {} as stated “{}”; the words set no last day, so it cannot be late.",
            day_in_words(earliest),
            due.as_stated
        ),
        None => format!(
            "The words “{}” set no day, so it cannot be late.",
            due.as_stated
        ),
    }
}

fn hedge_sentence(kind: HedgeKind, words: &str) -> String {
    match kind {
        HedgeKind::Condition => format!("It is conditional: “{words}”."),
        HedgeKind::ToBeConfirmed => format!("The date is not confirmed: “{words}”."),
        HedgeKind::Approximate => format!("The date is approximate: “{words}”."),
        HedgeKind::Expected => format!("It is expected rather than promised: “{words}”."),
    }
}
