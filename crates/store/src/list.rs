//! What lists ask and answer. Every list has a page size; no page's work grows with the register.

use crate::write::DraftId;
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::status::Standing;
use heeded_domain::timing::Timing;
use jiff::civil::Date;

/// Rows on a page of a list: what a reader takes in without losing the place.
pub const PAGE_ROWS: u32 = 20;

/// One page of a list, and how many rows there are in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Rows on all pages together.
    pub total: u64,
    /// This page, from 1. Past the end is page 1.
    pub page: u32,
}

/// Which recommendations, in which order, as of which day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListQuery {
    /// As they stood at the end of this day.
    pub as_of: Date,
    /// Only of this issuer.
    pub issuer: Option<OrganisationId>,
    /// Only addressed to this organisation.
    pub addressee: Option<OrganisationId>,
    /// Only with one of these standings; empty: any.
    pub standings: Vec<Standing>,
    /// Only with a planned action that stands so against its date.
    pub due: Option<DueFilter>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
}

/// How a planned action stands against its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueFilter {
    /// Late in every reading.
    Late,
    /// Late in one reading or under a condition, not in all.
    MayBeLate,
    /// Its day has passed, and it was no promise: only to be considered.
    DayPassed,
    /// Falls due now and is not late.
    Now,
    /// Its first day is still to come.
    Later,
}

/// The order of a list of recommendations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Newest in the register first.
    #[default]
    Newest,
    /// Oldest in the register first.
    Oldest,
    /// By the last day of the next planned action; those without one last.
    NextDue,
    /// By the reference; those without one last.
    Reference,
}

/// A recommendation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationRow {
    /// Its identifier.
    pub id: RecommendationId,
    /// The issuer's reference.
    pub reference: Option<String>,
    /// Its short title.
    pub title: String,
    /// Who asks.
    pub issuer: OrganisationId,
    /// Who is asked, in the order named.
    pub addressees: Vec<OrganisationId>,
    /// When it was made.
    pub made_on: Option<Date>,
    /// How it stood on the day.
    pub standing: Standing,
    /// How many addressees had answered by the day.
    pub responded: u32,
    /// The next day a planned action falls due: its words and its last day.
    pub next_due: Option<(String, Option<Date>)>,
}

/// Which planned actions that wait for their day, as of which day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WaitQuery {
    /// As they stood at the end of this day.
    pub as_of: Date,
    /// Only promised by this organisation.
    pub organisation: Option<OrganisationId>,
    /// Only those that stand so against their date.
    pub due: Option<DueFilter>,
    /// Only those whose last day is one of these: the first and the last of them.
    pub last_day: Option<(Date, Date)>,
    /// The page, from 1; in the order of their last day, those without one last.
    pub page: u32,
}

/// A planned action in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitRow {
    /// The record it stands in.
    pub recommendation: RecommendationId,
    /// That record's short title.
    pub title: String,
    /// The action's number there.
    pub action: u32,
    /// Its words.
    pub text: String,
    /// Who promised it, where that is clear.
    pub organisation: Option<OrganisationId>,
    /// The post or body that leads, as written.
    pub lead: Option<String>,
    /// The date as stated.
    pub as_stated: String,
    /// First day on which it falls due.
    pub earliest: Option<Date>,
    /// Last day on which it falls due.
    pub latest: Option<Date>,
    /// How it stood on the day.
    pub timing: Timing,
    /// How often its date has been moved by the day.
    pub times_moved: u32,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftState {
    /// Waits for a person.
    Waiting,
    /// Accepted: its events are in the register.
    Accepted,
    /// Found not to be a recommendation.
    SetAside,
}

/// A draft in the list of work to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Its number.
    pub id: DraftId,
    /// SHA-256 of the document it was found in.
    pub document: String,
    /// Its place in that document, from 0.
    pub position: u32,
    /// The scheme it was read under.
    pub scheme: String,
    /// The issuer's name.
    pub issuer: String,
    /// How doubtful it is; 0 is certain.
    pub doubt: u32,
    /// One line that says what it is.
    pub title: String,
    /// What became of it.
    pub state: DraftState,
    /// The draft itself, as JSON of the reader.
    pub body: String,
    /// The record that it is a change of, if it is one.
    pub about: Option<RecommendationId>,
    /// Why it is held to be that record's, or what else a person should know of it.
    pub why: String,
    /// Names the change; empty for what is no change.
    pub change: String,
}
