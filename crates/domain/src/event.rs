//! Events: what happened, one at a time. A record is its events, read in order.
//!
//! An event keeps two times apart: when it was recorded (`at`) and the day it took effect in the
//! world (`on`). "As of a day" goes by the second, the history of a record shows both.
//!
//! Events are for ever. A new kind may be added; the meaning of an old one never changes.

use crate::id::{OrganisationId, RecommendationId, ReportId};
use crate::organisation::{Name, Succession};
use crate::recommendation::{
    Ask, Assessment, Closure, DueRevision, ExtensionGranted, Item, Link, Note, ProgressFact,
    Promise, ResponseSearch, ResponseVersion, Rewording, Source, StatedDisposition, Theme,
    Withdrawal,
};
use crate::vocabulary::ResponseKind;
use heeded_due::Due;
use jiff::Timestamp;
use jiff::civil::Date;

/// One change of the register, by one actor, at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the register's sequence, from 1.
    pub seq: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub actor: Actor,
    /// The day it took effect in the world. `None`: not known, and held to be so from the start.
    pub on: Option<Date>,
    /// What it is about and what happened.
    pub fact: Fact,
}

impl Event {
    /// The day it happened, where its own facts say it: a verdict whose day nobody stated holds
    /// from the day on which it became known, and that is [`Event::on`] alone.
    #[must_use]
    pub fn happened_on(&self) -> Option<Date> {
        let stated = match &self.fact {
            Fact::Recommendation(_, fact) => fact.states_its_day(),
            Fact::Organisation(..) | Fact::Report(..) => true,
        };
        self.on.filter(|_| stated)
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The person who runs the register, at its command line.
    Operator,
    /// Heeded itself, by a rule.
    Heeded,
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// An organisation.
    Organisation(OrganisationId),
    /// A report.
    Report(ReportId),
    /// A recommendation.
    Recommendation(RecommendationId),
}

/// What happened, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// To an organisation.
    Organisation(OrganisationId, OrganisationFact),
    /// To a report.
    Report(ReportId, ReportFact),
    /// To a recommendation.
    Recommendation(RecommendationId, RecommendationFact),
}

impl Fact {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Organisation(id, _) => Subject::Organisation(*id),
            Self::Report(id, _) => Subject::Report(*id),
            Self::Recommendation(id, _) => Subject::Recommendation(*id),
        }
    }
}

/// What can happen to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganisationFact {
    /// It came into the register, under this name.
    Recorded(Name),
    /// It took another name.
    Renamed(Name),
    /// Another spelling was found to mean it.
    AliasAdded(String),
    /// It was merged, split, closed, or passed a function on.
    Succeeded(Succession),
    /// It ceased to exist on this day.
    Ended(Date),
    /// A person said that it is not this other one, however alike their names.
    ToldApart(OrganisationId),
}

/// What can happen to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportFact {
    /// It came into the register.
    Recorded(Report),
}

/// A publication that recommendations come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub issuer: OrganisationId,
    /// Where it is published.
    pub address: Option<String>,
    /// The day it was published, where known.
    pub published_on: Option<Date>,
}

/// What can happen to a recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecommendationFact {
    /// It came into the register.
    Recorded(Ask),
    /// A later capture has other words for it; those recorded first stand.
    Reworded(Rewording),
    /// It was sent to an addressee; a day for its answer may be printed with it.
    Sent(Sent),
    /// More time was granted to an addressee.
    Extended(OrganisationId, ExtensionGranted),
    /// Responses were looked for, and none that is not on record was found.
    ResponsesSought(ResponseSearch),
    /// A response came.
    Responded(NewResponse),
    /// A newer version of a response came, by its number.
    ResponseRevised(u32, ResponseVersion),
    /// An addressee's disposition was stated or coded.
    DispositionStated(StatedDisposition),
    /// An action was planned.
    ActionPlanned(Promise, Option<Due>),
    /// An action's words or what hangs on them were changed, by its number; its date is apart.
    ActionRevised(u32, Promise),
    /// An action's date was moved, by its number.
    DueRevised(u32, DueRevision),
    /// It is no longer in a document that had it; the source is the first capture without it.
    Vanished(Item, Source),
    /// It is in that document again; the source is the first capture that has it again.
    Reappeared(Item, Source),
    /// The addressee claimed progress on an action, by its number.
    ProgressClaimed(u32, ProgressFact),
    /// The assessor found progress on an action, by its number.
    ProgressFound(u32, ProgressFact),
    /// The issuer gave its verdict.
    Assessed(Assessment),
    /// People confirmed a link to another recommendation.
    Linked(Link),
    /// A note was set beside the record.
    Noted(Note),
    /// What it is about was published with it, or said by a person.
    Themed(Theme),
    /// It ended.
    Closed(Closure),
    /// It was opened again, for this reason.
    Reopened(String),
    /// Its issuer withdrew it.
    Withdrawn(Withdrawal),
    /// Those who run the register took it down, for this reason: on no day is it public any more.
    TakenDown(String),
    /// They put it back, for this reason.
    PutBack(String),
}

impl RecommendationFact {
    /// Whether the day of what may come without one is stated.
    fn states_its_day(&self) -> bool {
        match self {
            Self::ProgressClaimed(_, progress) | Self::ProgressFound(_, progress) => {
                progress.on.is_some()
            }
            Self::Assessed(assessment) => assessment.on.is_some(),
            Self::Closed(closure) => closure.on.is_some(),
            Self::Withdrawn(withdrawal) => withdrawal.on.is_some(),
            _ => true,
        }
    }
}

/// That an ask was sent to an addressee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// To whom.
    pub addressee: OrganisationId,
    /// The day it was sent, where known.
    pub sent_on: Option<Date>,
    /// The day it was received, where known.
    pub received_on: Option<Date>,
    /// The last day for an answer that the document prints.
    pub stated_end: Option<Date>,
}

/// A response as it came, with what it promises: one thing that happened, one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewResponse {
    /// Who answered.
    pub from: Vec<OrganisationId>,
    /// What kind of answer.
    pub kind: ResponseKind,
    /// Its words and days.
    pub version: ResponseVersion,
    /// What it says will be done with the ask.
    pub dispositions: Vec<StatedDisposition>,
    /// What it promises, each with its date; `Promise::response` is left empty here.
    pub actions: Vec<(Promise, Option<Due>)>,
}
