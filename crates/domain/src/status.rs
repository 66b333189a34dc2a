//! What the facts amount to on a day. One pure function; never typed in, never stored by hand.
//!
//! Five axes are kept apart: what the addressee says it will do, the state of its answer, the
//! issuer's verdict, progress, and why it ended. [`Standing`] is the one most serious thing to show
//! in a list, in words that say which axis it is of.

use crate::answer::{AddresseeAnswer, Answer, answers, is_answer};
use crate::ending::{Ending, judged_sentence};
use crate::id::OrganisationId;
use crate::recommendation::{
    Assessment, Closure, PlannedAction, Recommendation, StatedDisposition,
};
use crate::scheme::Scheme;
use crate::timing::Timing;
use crate::vocabulary::{Disposition, DispositionSource, Progress, vocabulary};
use heeded_due::day_in_words;
use jiff::civil::Date;

vocabulary! {
    /// The most serious thing about a recommendation, for lists and filters.
    Standing {
        /// An addressee's time for an answer is over.
        ResponseOverdue = "response-overdue", "response overdue";
        /// A promised day has passed in every reading, with no report.
        ActionsOverdue = "actions-overdue", "actions overdue";
        /// No answer of at least one addressee; not due yet, or no day is known.
        AwaitingResponse = "awaiting-response", "awaiting response";
        /// Whether everybody answered is not known: nobody has looked where responses are
        /// published, or a response is by others or does not say whose it is.
        ResponseNotKnown = "response-not-known", "response not known";
        /// Nobody answered, and nobody has to.
        NoResponseNeeded = "no-response-needed", "no response needed";
        /// Every addressee says that it will not act.
        NotAccepted = "not-accepted", "not accepted";
        /// Promises that are not reported done.
        ActionsPlanned = "actions-planned", "actions planned";
        /// Answered; no promise is stated.
        ResponseReceived = "response-received", "response received";
        /// Every promise is said to be kept.
        Completed = "completed", "completed";
        /// The issuer closed it; the reason stands on the record.
        Closed = "closed", "closed";
        /// The issuer withdrew it.
        Withdrawn = "withdrawn", "withdrawn";
    }
}

vocabulary! {
    /// How far a recommendation has come, in three steps, or that this is not known: for counts
    /// and pictures.
    Phase {
        /// Somebody's answer is awaited.
        Waiting = "waiting", "waiting";
        /// Whether it was answered is not known.
        NotKnown = "not-known", "not known";
        /// Answered, and not at its end.
        UnderWay = "under-way", "under way";
        /// Nothing more is awaited.
        Ended = "ended", "ended";
    }
}

impl Standing {
    /// The phase that it belongs to.
    #[must_use]
    pub fn phase(self) -> Phase {
        match self {
            Self::AwaitingResponse | Self::ResponseOverdue => Phase::Waiting,
            Self::ResponseNotKnown => Phase::NotKnown,
            Self::ResponseReceived | Self::ActionsPlanned | Self::ActionsOverdue => Phase::UnderWay,
            Self::NoResponseNeeded
            | Self::NotAccepted
            | Self::Completed
            | Self::Closed
            | Self::Withdrawn => Phase::Ended,
        }
    }
}

/// What the facts amount to on a day, axis by axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status<'a> {
    /// The day.
    pub day: Date,
    /// The state of each addressee's answer, in the order of the ask.
    pub answers: Vec<AddresseeAnswer>,
    /// What each addressee says it will do: the last word for each addressee and part.
    pub dispositions: Vec<&'a StatedDisposition>,
    /// Where each planned action stands, by its number.
    pub actions: Vec<(u32, Timing)>,
    /// How far each planned action has come, as was last said; `None` where nobody said.
    pub progress: Vec<Option<Progress>>,
    /// The issuer's newest verdict for each addressee, or for the whole.
    pub verdicts: Vec<&'a Assessment>,
    /// Why it ended, if it has.
    pub closure: Option<&'a Closure>,
    /// What ended it, if anything has: then nothing is waited for.
    pub ending: Option<Ending<'a>>,
    /// Every promise that still counts is said to be kept, and there is at least one.
    all_kept: bool,
    /// At least one promise waits to be kept.
    promises_open: bool,
    /// Nobody is named as addressee, and no answer came.
    nobody_named: bool,
}

/// What the facts amount to on a day, by the rules of the scheme.
///
/// `record` holds the facts as of that day: see [`crate::replay::recommendation_as_of`].
#[must_use]
pub fn status<'a>(record: &'a Recommendation, scheme: &Scheme, day: Date) -> Status<'a> {
    let actions: Vec<_> = record
        .actions
        .iter()
        .map(|a| (a.number, a.timing(day)))
        .collect();
    let promised = || {
        let both = record.actions.iter().zip(&actions);
        both.filter(|(action, _)| action.promise.commitment.is_a_promise())
            .map(|(_, (_, t))| *t)
    };
    Status {
        day,
        answers: answers(record, scheme, day),
        dispositions: last_words(record),
        progress: record.actions.iter().map(PlannedAction::progress).collect(),
        verdicts: record.newest_verdicts(),
        closure: record.closure.as_ref(),
        ending: record.ending(scheme),
        promises_open: promised().any(Timing::is_open),
        nobody_named: record.ask.addressees.is_empty() && !has_answer(record),
        all_kept: promised().next().is_some()
            && promised().all(|timing| matches!(timing, Timing::Delivered(_))),
        actions,
    }
}

fn has_answer(record: &Recommendation) -> bool {
    record
        .responses
        .iter()
        .any(|response| is_answer(response.kind))
}

/// The last disposition for each pair of addressee and part.
fn last_words(record: &Recommendation) -> Vec<&StatedDisposition> {
    let mut last: Vec<&StatedDisposition> = Vec::new();
    for stated in &record.dispositions {
        last.retain(|d| (d.addressee, d.part) != (stated.addressee, stated.part));
        last.push(stated);
    }
    last
}

impl Status<'_> {
    /// The most serious thing, for lists.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.ending {
            Some(Ending::Withdrawn(_)) => return Standing::Withdrawn,
            Some(Ending::Closed(_) | Ending::Judged(_)) => return Standing::Closed,
            None => {}
        }
        let overdue = |a: &AddresseeAnswer| matches!(a.answer, Answer::Overdue(_));
        if self.answers.iter().any(overdue) {
            return Standing::ResponseOverdue;
        }
        if self.count(Timing::Late) > 0 {
            return Standing::ActionsOverdue;
        }
        if self.answers.iter().any(AddresseeAnswer::is_not_known) {
            return Standing::ResponseNotKnown;
        }
        let waiting = |a: &AddresseeAnswer| !a.has_answered() && a.answer != Answer::NoDuty;
        if self.answers.iter().any(waiting) || self.nobody_named {
            return Standing::AwaitingResponse;
        }
        if self.responded() == 0 && !self.answers.is_empty() {
            return Standing::NoResponseNeeded;
        }
        if self.is_refused() {
            return Standing::NotAccepted;
        }
        if self.promises_open {
            return Standing::ActionsPlanned;
        }
        if self.all_kept {
            Standing::Completed
        } else {
            Standing::ResponseReceived
        }
    }

    /// How many addressees have answered.
    #[must_use]
    pub fn responded(&self) -> usize {
        self.answers
            .iter()
            .filter(|answer| answer.has_answered())
            .count()
    }

    /// How many planned actions stand so.
    #[must_use]
    pub fn count(&self, timing: Timing) -> usize {
        self.actions.iter().filter(|(_, t)| *t == timing).count()
    }

    /// Whether each addressee refused the whole. What only the reader suggests decides nothing, and
    /// a refusal that does not say whose it is counts where one alone was asked.
    fn is_refused(&self) -> bool {
        let told =
            |d: &&&StatedDisposition| d.part.is_none() && d.source != DispositionSource::Suggested;
        let whole: Vec<_> = self.dispositions.iter().filter(told).collect();
        let is_alone = self.answers.len() <= 1;
        let spoke = |of: OrganisationId| {
            let by = |d: &&&StatedDisposition| d.addressee.map_or(is_alone, |a| a == of);
            whole.iter().any(by)
        };
        !whole.is_empty()
            && whole.iter().all(|d| d.value == Disposition::NotAccepted)
            && self.answers.iter().all(|answer| spoke(answer.addressee))
    }

    /// What an addressee says it will do with the whole, where it says.
    #[must_use]
    pub fn disposition(&self, addressee: OrganisationId) -> Option<&StatedDisposition> {
        let own = |d: &&&StatedDisposition| d.addressee == Some(addressee) && d.part.is_none();
        self.dispositions.iter().find(own).copied()
    }

    /// Why it stands so, in a plain sentence.
    #[must_use]
    pub fn why(&self) -> String {
        match self.standing() {
            Standing::Withdrawn => "The body that made it has withdrawn it.".to_owned(),
            Standing::Closed => self.closed_sentence(),
            Standing::ResponseOverdue
            | Standing::AwaitingResponse
            | Standing::ResponseNotKnown
            | Standing::NoResponseNeeded => self.waiting_sentence(),
            Standing::ActionsOverdue => self.late_sentence(),
            Standing::NotAccepted => "The response says that it will not be done.".to_owned(),
            Standing::ActionsPlanned => self.planned_sentence(),
            Standing::ResponseReceived => {
                "A response is on record; it promises nothing that waits to be done.".to_owned()
            }
            Standing::Completed => {
                "All that was promised is said to be done; whether the risk fell is not known."
                    .to_owned()
            }
        }
    }

    fn closed_sentence(&self) -> String {
        match self.ending {
            Some(Ending::Judged(verdict)) => judged_sentence(&verdict.native, verdict.neutral),
            Some(Ending::Closed(closure)) => format!("Closed: {}.", closure.reason.words()),
            _ => "Closed: no reason given.".to_owned(),
        }
    }

    fn waiting_sentence(&self) -> String {
        let waiting: Vec<_> = self.answers.iter().filter(|a| !a.has_answered()).collect();
        match (self.answers.len(), waiting.first()) {
            (0, _) => format!(
                "No response on record as of {}; no addressee is on record.",
                day_in_words(self.day)
            ),
            (1, Some(only)) => only.sentence(self.day),
            (_, Some(first)) if first.is_not_known() => first.sentence(self.day),
            (of, _) => format!("{} of {of} addressees have responded.", self.responded()),
        }
    }

    fn late_sentence(&self) -> String {
        let late = self.count(Timing::Late);
        let of = self.actions.len();
        match (late, of) {
            (1, 1) => "The planned action is past its date, with no report of delivery.".to_owned(),
            (1, _) => {
                format!("1 of {of} planned actions is past its date, with no report of delivery.")
            }
            _ => format!(
                "{late} of {of} planned actions are past their date, with no report of delivery."
            ),
        }
    }

    fn planned_sentence(&self) -> String {
        let open = self
            .actions
            .iter()
            .filter(|(_, timing)| timing.is_open())
            .count();
        let may_be = self.count(Timing::MayBeLate);
        let unit = if open == 1 {
            "planned action is"
        } else {
            "planned actions are"
        };
        let mut sentence = format!("{open} {unit} not reported as done");
        match may_be {
            0 => sentence.push_str("; none is late."),
            1 => sentence.push_str("; 1 may be late."),
            _ => sentence.push_str(&format!("; {may_be} may be late.")),
        }
        sentence
    }
}
