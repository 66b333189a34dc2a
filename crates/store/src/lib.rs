//! Keeps the register: events first, tables that follow from them, captured documents, drafts.
//!
//! The only crate that knows SQL. It decides nothing: [`heeded_domain::decide`] has done that
//! before a [`Batch`] comes here. [`Store`] is the one door; [`sqlite`] stands behind it, and
//! whatever else will, after passing [`contract`], the suite that takes a store as its argument.

pub mod contract;
mod correction;
mod day;
mod error;
mod follow;
mod list;
mod priority;
mod project;
mod seal;
pub mod sqlite;
mod statistics;
mod wire;
mod write;

pub use correction::{
    CORRECTION_ROWS_OF_A_PLACE_MAX, CorrectionId, CorrectionRow, CorrectionsOf, NewCorrection,
};
pub use error::StoreError;
pub use follow::{
    AnswerTime, DependentRow, GroupRow, MistakeRow, MistakeState, NewMistake, Of, ReportQuery,
    ReportRow, ResponseTimes, SilenceQuery, SilenceRow, SlipQuery, SlipRow,
};
pub use list::{
    DraftRow, DraftState, DueFilter, ListQuery, Listed, PAGE_ROWS, RecommendationRow, Sort,
    WaitQuery, WaitRow,
};
pub use priority::{readers_first, standing_back};
pub use statistics::{Counted, Durations, FallingDue, Statistics, StatisticsQuery};
pub use write::{
    Appended, Batch, Capture, ColumnMapRow, DocumentRow, DraftId, NewDocument, NewDraft, NewEvent,
    Sighting, Trace,
};

use heeded_domain::event::{Event, Report, Subject};
use heeded_domain::id::{MistakeId, OrganisationId, RecommendationId, ReportId};
use heeded_domain::organisation::Organisation;
use heeded_domain::status::Standing;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What a store answers, in time: SQLite at once, a database across a network later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Documents that are looked at of one place: a page that changes every week for ten years.
pub const DOCUMENTS_OF_A_PLACE_MAX: u32 = 520;

/// Records that are looked at of one trace: more than any document holds.
pub const RECORDS_OF_A_TRACE_MAX: u32 = 20_000;

/// Records of one issuer that have the same reference: where there are more, as of "1" in the
/// reports of many years, it tells nothing, and looking at each would take longer every year.
pub const RECORDS_OF_A_REFERENCE_MAX: u32 = 100;

/// Every organisation of the register, by identifier.
pub type Directory = BTreeMap<OrganisationId, Organisation>;

/// The one door to the register.
pub trait Store: Send + Sync {
    /// Reserves identifiers for new subjects and answers the first of `count` in a row.
    ///
    /// Identifiers that are then not used stay unused: an address never means a second thing.
    fn reserve(&self, kind: SubjectKind, count: u64) -> Answer<'_, u64>;

    /// Appends events and moves the tables on, in one transaction: all of it or nothing.
    ///
    /// Acknowledged means kept: it survives the loss of power. The same key again changes nothing
    /// and answers what it answered the first time; the same key with other content is refused
    /// ([`StoreError::KeyReused`]), as is a batch whose record has moved on since it was read
    /// ([`StoreError::Stale`]).
    fn append(&self, batch: Batch) -> Answer<'_, Appended>;

    /// Keeps a captured document; its SHA-256 in hexadecimal is its name. Twice is once.
    fn keep_document(&self, document: NewDocument) -> Answer<'_, String>;

    /// Keeps how a document came from its address; each time it was fetched.
    fn keep_capture(&self, capture: Capture) -> Answer<'_, ()>;

    /// The newest capture of an address, as it was asked for.
    fn last_capture(&self, asked: String) -> Answer<'_, Option<Capture>>;

    /// Remembers a column map for tables of its shape, in the place of one before.
    fn remember_columns(&self, map: ColumnMapRow) -> Answer<'_, ()>;

    /// Every remembered column map, by name.
    fn column_maps(&self) -> Answer<'_, Vec<ColumnMapRow>>;

    /// Forgets the column map of a shape; whether there was one.
    fn forget_columns(&self, fingerprint: String) -> Answer<'_, bool>;

    /// Keeps that a document was seen at a place on a day. The same as the last there is once.
    fn keep_sighting(&self, sighting: Sighting) -> Answer<'_, ()>;

    /// The documents seen at a place for an issuer, each with the last day, last seen first; at
    /// most [`DOCUMENTS_OF_A_PLACE_MAX`].
    fn sightings(&self, issuer: String, place: String) -> Answer<'_, Vec<Sighting>>;

    /// The last sighting, by the end of a day, at any place where a document has been seen.
    fn last_seen(&self, document: String, by: Date) -> Answer<'_, Option<Sighting>>;

    /// The records that have a trace, at most [`RECORDS_OF_A_TRACE_MAX`], in their order.
    fn traced(&self, trace: Trace) -> Answer<'_, Vec<RecommendationId>>;

    /// Keeps drafts until a person decides; none of them is public.
    ///
    /// One that was kept before, and stands for another change now, waits anew.
    fn keep_drafts(&self, drafts: Vec<NewDraft>) -> Answer<'_, Vec<DraftId>>;

    /// Puts a draft as it is read now in the place of one that waits; [`StoreError::NotWaiting`]
    /// where that one was decided.
    fn recast_draft(&self, id: DraftId, draft: NewDraft) -> Answer<'_, ()>;

    /// Keeps a correction and takes back those whose place it takes; all of it or nothing. One that
    /// says the same and holds is kept once: its number is answered.
    fn keep_correction(
        &self,
        correction: NewCorrection,
        replaces: Vec<CorrectionId>,
    ) -> Answer<'_, CorrectionId>;

    /// Takes a correction back, with the reason: it stays on record and is applied no more.
    /// [`StoreError::NoSuchCorrection`] where it holds no more, or there is none.
    fn take_back(&self, id: CorrectionId, at: Timestamp, why: String) -> Answer<'_, ()>;

    /// Corrections, oldest first: at most [`CORRECTION_ROWS_OF_A_PLACE_MAX`] of a place or an
    /// issuer.
    fn corrections(&self, of: CorrectionsOf) -> Answer<'_, Vec<CorrectionRow>>;

    /// The number of the newest event; 0 for an empty register.
    fn head(&self) -> Answer<'_, u64>;

    /// The events of one subject, in order; empty when there is no such subject.
    fn events(&self, subject: Subject) -> Answer<'_, Vec<Event>>;

    /// Events after a place in the sequence, at most `limit`: for those who follow the register.
    fn events_after(&self, seq: u64, limit: u32) -> Answer<'_, Vec<Event>>;

    /// Of the events after a place those of moments at which no more than `few` were recorded, in
    /// order, at most `limit`: what people did one by one, and not what an import did.
    fn events_of_few(&self, seq: u64, few: u32, limit: u32) -> Answer<'_, Vec<Event>>;

    /// Every organisation; shared, and read again only when one has changed.
    fn directory(&self) -> Answer<'_, Arc<Directory>>;

    /// A report.
    fn report(&self, id: ReportId) -> Answer<'_, Option<Report>>;

    /// The report of an issuer that has this title, exactly.
    fn report_titled(&self, issuer: OrganisationId, title: String) -> Answer<'_, Option<ReportId>>;

    /// One page of recommendations, as of a day.
    fn list(&self, query: ListQuery) -> Answer<'_, Listed<RecommendationRow>>;

    /// Recommendations by their identifiers, as of a day, in the order asked for; those that were
    /// not there yet are left out. A page asks for those that the search found.
    fn rows(&self, ids: Vec<RecommendationId>, as_of: Date) -> Answer<'_, Vec<RecommendationRow>>;

    /// One page of planned actions that wait for their day, as of a day.
    fn waits(&self, query: WaitQuery) -> Answer<'_, Listed<WaitRow>>;

    /// How many planned actions wait on all pages of a list together.
    fn waits_total(&self, query: WaitQuery) -> Answer<'_, u64>;

    /// How many recommendations stand how, as of a day; standings without any are left out.
    fn standings(&self, as_of: Date) -> Answer<'_, Vec<(Standing, u64)>>;

    /// One page of the recommendations that belong to a thing, as of a day.
    fn of(&self, thing: Of, as_of: Date, page: u32) -> Answer<'_, Listed<RecommendationRow>>;

    /// How many recommendations of a thing stand how, as of a day.
    fn standings_of(&self, thing: Of, as_of: Date) -> Answer<'_, Vec<(Standing, u64)>>;

    /// One page of reports, as of a day.
    fn reports(&self, query: ReportQuery) -> Answer<'_, Listed<ReportRow>>;

    /// Reports by their identifiers, as of a day, in the order asked for; those that were not there
    /// yet are left out. A page asks for those that the search found.
    fn report_rows(&self, ids: Vec<ReportId>, as_of: Date) -> Answer<'_, Vec<ReportRow>>;

    /// One page of themes, those of most recommendations first, as of a day.
    fn themes(&self, as_of: Date, page: u32) -> Answer<'_, Listed<GroupRow>>;

    /// One page of what open planned actions wait for, that of most actions first, as of a day.
    fn dependencies(&self, as_of: Date, page: u32) -> Answer<'_, Listed<GroupRow>>;

    /// One page of the open planned actions that wait for the thing of this key, as of a day.
    fn dependents(&self, key: String, as_of: Date, page: u32) -> Answer<'_, Listed<DependentRow>>;

    /// One page of answers that are not on record, as of a day.
    fn silences(&self, query: SilenceQuery) -> Answer<'_, Listed<SilenceRow>>;

    /// How long an organisation's answers took, as of a day.
    fn response_times(&self, of: OrganisationId, as_of: Date) -> Answer<'_, ResponseTimes>;

    /// One page of planned actions whose date was moved, as of a day.
    fn slips(&self, query: SlipQuery) -> Answer<'_, Listed<SlipRow>>;

    /// Keeps a reader's message about a mistake, and answers its number.
    /// [`StoreError::TooManyMistakes`] when so many wait that more would help nobody.
    fn keep_mistake(&self, message: NewMistake) -> Answer<'_, MistakeId>;

    /// Messages about mistakes of one state, oldest first, at most `limit`.
    fn mistakes(&self, state: MistakeState, limit: u32) -> Answer<'_, Vec<MistakeRow>>;

    /// Whether a message of this number has come, whatever became of it.
    fn has_mistake(&self, id: MistakeId) -> Answer<'_, bool>;

    /// Settles a message that waits: what became of it, in the operator's words. How to reach
    /// who sent it is forgotten.
    fn settle_mistake(&self, id: MistakeId, state: MistakeState, outcome: String)
    -> Answer<'_, ()>;

    /// Counts over the register or a part of it, as of a day. Counting may take seconds on a large
    /// register; it is done apart and remembered. `None`: too many wait for counts; ask again.
    fn statistics(&self, query: StatisticsQuery) -> Answer<'_, Option<Counted>>;

    /// The newest events about recommendations that had happened by a day, at most `limit`: newest
    /// first by the day they happened, not the day they were recorded; those without a day last.
    fn newest(&self, as_of: Date, limit: u32) -> Answer<'_, Vec<Event>>;

    /// Events about recommendations that are public, newest recorded first, at most `limit`: those
    /// before a place in the sequence.
    fn changes_before(&self, seq: u64, limit: u32) -> Answer<'_, Vec<Event>>;

    /// All events about those of some recommendations that changed last, `most` recommendations at
    /// most, newest recorded first; without those that are not public.
    fn changes_of(&self, ids: Vec<RecommendationId>, most: u32) -> Answer<'_, Vec<Event>>;

    /// What is known of a captured document.
    fn document(&self, sha256: String) -> Answer<'_, Option<DocumentRow>>;

    /// The bytes of a captured document, proved against their SHA-256.
    fn document_bytes(&self, sha256: String) -> Answer<'_, Vec<u8>>;

    /// Drafts of one state, most doubtful first, at most `limit`.
    fn drafts(&self, state: DraftState, limit: u32) -> Answer<'_, Vec<DraftRow>>;

    /// The drafts of a document, in its order, whatever became of them.
    fn drafts_of(&self, document: String) -> Answer<'_, Vec<DraftRow>>;

    /// Sets a waiting draft aside as not a recommendation.
    fn set_aside(&self, draft: DraftId) -> Answer<'_, ()>;
}

/// What kind of subject an identifier is reserved for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubjectKind {
    /// Organisations.
    Organisation,
    /// Reports.
    Report,
    /// Recommendations.
    Recommendation,
}
