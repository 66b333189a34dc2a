//! What lists that go across records ask and answer: reports, themes, dependencies, dates that
//! moved, silences; and what readers say is wrong.

use crate::Durations;
use heeded_domain::id::{MistakeId, OrganisationId, RecommendationId, ReportId};
use jiff::Timestamp;
use jiff::civil::Date;

/// The recommendations that belong to one thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    /// Addressed to an organisation.
    Addressee(OrganisationId),
    /// Made in a report; in the order recorded.
    Report(ReportId),
    /// About a theme, by its [key](heeded_domain::recommendation::Theme::key); newest first.
    Theme(String),
}

/// A theme, or what planned actions wait for: texts that have one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// The key.
    pub key: String,
    /// One of the texts, as written.
    pub words: String,
    /// How many recommendations are about it, or planned actions wait for it.
    pub count: u64,
}

/// A planned action that waits for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DependentRow {
    /// The record it stands in.
    pub recommendation: RecommendationId,
    /// The action's number there.
    pub action: u32,
    /// What it waits for, as written there.
    pub words: String,
}

/// Which planned actions whose date was moved, as of which day; most often moved first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlipQuery {
    /// As they stood at the end of this day.
    pub as_of: Date,
    /// Only promised by this organisation.
    pub organisation: Option<OrganisationId>,
    /// The page, from 1.
    pub page: u32,
}

/// A planned action whose date was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipRow {
    /// The record it stands in.
    pub recommendation: RecommendationId,
    /// The action's number there.
    pub action: u32,
    /// How often its date had been moved by the day.
    pub times_moved: u32,
}

/// Which answers that are not on record, as of which day; asked longest ago first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SilenceQuery {
    /// As they stood at the end of this day.
    pub as_of: Date,
    /// Only of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those whose time stands so.
    pub time: Option<AnswerTime>,
    /// The page, from 1.
    pub page: u32,
}

/// How the time for an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerTime {
    /// It is over.
    Over,
    /// There still is time.
    Left,
    /// Until when there is time is not known.
    NotKnown,
}

/// An answer that is not on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilenceRow {
    /// The record it is owed to.
    pub recommendation: RecommendationId,
    /// Whose answer.
    pub organisation: OrganisationId,
    /// The day it was asked, where known.
    pub since: Option<Date>,
    /// The last day for the answer, where known.
    pub due: Option<Date>,
}

/// How long an organisation's answers took, as of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseTimes {
    /// From the day it was asked to that of its first answer; the same as statistics of it.
    pub durations: Durations,
    /// Answers that are not on record.
    pub open: u64,
}

/// Which reports, as of which day; newest first, those without a day last.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReportQuery {
    /// As of the end of this day.
    pub as_of: Date,
    /// Only of this issuer.
    pub issuer: Option<OrganisationId>,
    /// The page, from 1.
    pub page: u32,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its identifier.
    pub id: ReportId,
    /// Who published it.
    pub issuer: OrganisationId,
    /// Its title.
    pub title: String,
    /// The day it was published, where known.
    pub published_on: Option<Date>,
    /// How many recommendations of it are in the register.
    pub recommendations: u64,
}

/// What a reader says is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMistake {
    /// When it came.
    pub at: Timestamp,
    /// The page, as an address within the register or as typed.
    pub about: String,
    /// What is wrong, in the reader's words.
    pub words: String,
    /// How to reach the reader, where they said.
    pub reach: Option<String>,
}

/// A message about a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MistakeRow {
    /// Its number.
    pub id: MistakeId,
    /// What came; how to reach the reader is gone once it is settled.
    pub message: NewMistake,
    /// What became of it.
    pub state: MistakeState,
    /// What was done about it, in the operator's words.
    pub outcome: Option<String>,
}

/// What became of a message about a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MistakeState {
    /// Waits for the operator.
    Waiting,
    /// The operator did something about it.
    Answered,
    /// The operator found nothing to do.
    SetAside,
}
