//! A recommendation and all that is known of it: facts only. What they amount to on a day is
//! [`crate::status`]; how they change is [`crate::event`].

use crate::id::{OrganisationId, RecommendationId, ReportId};
use crate::scheme::SchemeId;
use crate::title;
use crate::vocabulary::{
    AskKind, ClosureReason, Disposition, DispositionSource, LinkKind, Progress, ResponseKind,
    Verdict,
};
pub use heeded_due::Due;
use jiff::civil::Date;

/// A recommendation with its addressees, responses, planned actions and all that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// Its permanent identifier.
    pub id: RecommendationId,
    /// What was asked, by whom, of whom.
    pub ask: Ask,
    /// Other words that later captures have for the ask, oldest first.
    pub rewordings: Vec<Rewording>,
    /// One clock for each addressee, in the order of [`Ask::addressees`].
    pub clocks: Vec<Clock>,
    /// The responses, in the order they were recorded.
    pub responses: Vec<Response>,
    /// The planned actions, in the order they were recorded.
    pub actions: Vec<PlannedAction>,
    /// What addressees said they would do, in the order recorded; the last for a pair of addressee
    /// and part holds.
    pub dispositions: Vec<StatedDisposition>,
    /// The issuer's verdicts, in the order recorded.
    pub assessments: Vec<Assessment>,
    /// Links to other recommendations that people confirmed.
    pub links: Vec<Link>,
    /// Notes that stand beside the record: the organisation's own, corrections.
    pub notes: Vec<Note>,
    /// What it is about, in the order recorded; one for each [key](Theme::key).
    pub themes: Vec<Theme>,
    /// When and where responses were looked for, and none that is not on record was found.
    pub searches: Vec<ResponseSearch>,
    /// What documents that had it no longer have, and since when; in the order noticed.
    pub absences: Vec<Absence>,
    /// How it ended, if it has.
    pub closure: Option<Closure>,
    /// Whether and why its issuer withdrew it.
    pub withdrawal: Option<Withdrawal>,
    /// Why those who run the register took it down, if they did: then it is not public.
    pub taken_down: Option<String>,
}

impl Recommendation {
    /// The words of the ask as the newest capture has them, and their purpose.
    #[must_use]
    pub fn words(&self) -> (&str, Option<&str>) {
        match self.rewordings.last() {
            Some(newest) => (&newest.text, newest.purpose.as_deref()),
            None => (&self.ask.text, self.ask.purpose.as_deref()),
        }
    }

    /// Who promised an action: the one who answered, else the only one asked; `None` where that is
    /// not clear.
    #[must_use]
    pub fn promised_by(&self, action: &PlannedAction) -> Option<OrganisationId> {
        let response = action
            .promise
            .response
            .and_then(|number| self.response(number));
        let from = response
            .map(|response| response.from.as_slice())
            .unwrap_or_default();
        match (from, self.ask.addressees.as_slice()) {
            ([one], _) => Some(*one),
            ([], [only]) => Some(only.organisation),
            _ => None,
        }
    }
}

/// What was asked. Its words are never edited: a correction stands beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The organisation that asks.
    pub issuer: OrganisationId,
    /// The rule book it was made under.
    pub scheme: SchemeId,
    /// What kind of ask.
    pub kind: AskKind,
    /// The issuer's reference; none is ever invented.
    pub reference: Option<String>,
    /// The exact words.
    pub text: String,
    /// The sentence that says what it is for, where it stands apart ("This is to …").
    pub purpose: Option<String>,
    /// The separable things asked for, in the document's words; empty when it is one thing.
    pub parts: Vec<String>,
    /// The organisations asked, in the order named.
    pub addressees: Vec<Addressee>,
    /// Who is named to work with them, as written.
    pub collaborators: Vec<String>,
    /// The publication it comes from.
    pub report: Option<ReportId>,
    /// The day it was made or published, where known.
    pub made_on: Option<Date>,
    /// Where Heeded has it from.
    pub source: Option<Source>,
}

/// Other words that a later capture has for the ask. Those recorded first stand; these beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewording {
    /// The exact words.
    pub text: String,
    /// The sentence that says what it is for, where it stands apart.
    pub purpose: Option<String>,
    /// Where Heeded has them from.
    pub source: Source,
}

/// A thing in a record that a document shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// The ask, and with it the whole record.
    Ask,
    /// The response of this number.
    Response(u32),
    /// The planned action of this number.
    Action(u32),
}

/// That a document no longer has what it had. Nothing ends by it: what was promised stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// What is gone.
    pub of: Item,
    /// The first capture without it.
    pub gone: Source,
    /// The first capture that has it again.
    pub back: Option<Source>,
}

/// An organisation asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// The name that the document uses.
    pub named_as: String,
}

/// Where a fact comes from: a captured document and the passage in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// SHA-256 of the captured bytes, in hexadecimal.
    pub document: String,
    /// First and last byte (exclusive) of the passage in the document's text.
    pub passage: Option<(u64, u64)>,
    /// The day the document was captured.
    pub captured_on: Date,
}

/// What is known of the time an addressee has: what started it, and what was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Whose clock.
    pub addressee: OrganisationId,
    /// The day it was sent to them.
    pub sent_on: Option<Date>,
    /// The day they received it.
    pub received_on: Option<Date>,
    /// The last day for an answer that the document itself prints: it beats any rule.
    pub stated_end: Option<Date>,
    /// More time granted; the last holds.
    pub extensions: Vec<ExtensionGranted>,
}

/// More time, granted by the issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionGranted {
    /// The new last day.
    pub until: Date,
    /// Why, in the issuer's words.
    pub reason: Option<String>,
    /// The day it was granted.
    pub on: Option<Date>,
}

/// A response: from whom, and every version of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Its number in this record, from 1.
    pub number: u32,
    /// Who answered: one of the addressees, several jointly, or somebody else. Empty when the
    /// document does not say.
    pub from: Vec<OrganisationId>,
    /// What kind of answer.
    pub kind: ResponseKind,
    /// The versions, oldest first; never empty.
    pub versions: Vec<ResponseVersion>,
}

/// One version of a response. The three days are kept apart: they often disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseVersion {
    /// The exact words.
    pub text: String,
    /// The day that the response itself bears.
    pub stated_on: Option<Date>,
    /// The day that its receipt is printed with.
    pub received_on: Option<Date>,
    /// Where Heeded has it from, and the day it was captured.
    pub source: Option<Source>,
}

impl ResponseVersion {
    /// The best day known for it: received, else stated. The day of capture is not an answer's day.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.received_on.or(self.stated_on)
    }
}

impl Response {
    /// The day it was first answered, where known.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.versions.first().and_then(ResponseVersion::day)
    }

    /// The newest version.
    #[must_use]
    pub fn newest(&self) -> Option<&ResponseVersion> {
        self.versions.last()
    }
}

/// What an addressee says it will do, with the whole or with a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDisposition {
    /// Whose; `None` when the response does not say whose it is.
    pub addressee: Option<OrganisationId>,
    /// The part, as a number into [`Ask::parts`] from 1; `None`: the whole.
    pub part: Option<u32>,
    /// What it says it will do.
    pub value: Disposition,
    /// Who says so.
    pub source: DispositionSource,
    /// The words it rests on.
    pub words: Option<String>,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAction {
    /// Its number in this record, from 1.
    pub number: u32,
    /// What is promised, in its newest words.
    pub promise: Promise,
    /// What was promised before it was changed, oldest first.
    pub earlier: Vec<Promise>,
    /// Every due as promised, the first first: slippage is the difference.
    pub dues: Vec<DueRevision>,
    /// What the addressee claims, oldest first.
    pub claimed: Vec<ProgressFact>,
    /// What the assessor found, oldest first.
    pub found: Vec<ProgressFact>,
}

impl Promise {
    /// Whether it says the same as another, wherever each was read.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let bare = |promise: &Self| Self {
            response: None,
            source: None,
            ..promise.clone()
        };
        bare(self) == bare(other)
    }
}

impl PlannedAction {
    /// The due that holds: the newest, stated or set aside.
    #[must_use]
    pub fn due(&self) -> Option<&Due> {
        self.dues.last().and_then(|revision| revision.due.as_ref())
    }

    /// How often the date was moved.
    #[must_use]
    pub fn times_moved(&self) -> usize {
        self.dues.len().saturating_sub(1)
    }
}

/// The words of a promise and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The exact words.
    pub text: String,
    /// The response it stands in.
    pub response: Option<u32>,
    /// The post or body that leads, as written; posts, not persons.
    pub lead: Option<String>,
    /// What it waits for, as written.
    pub dependencies: Vec<String>,
    /// What it binds itself to, as written ("subject to funding").
    pub conditions: Vec<String>,
    /// Further comments, as written.
    pub comments: Option<String>,
    /// Whether it stands in a list of actions or hidden in prose.
    pub found_in: FoundIn,
    /// How firmly it is promised.
    pub commitment: Commitment,
    /// Where Heeded has it from.
    pub source: Option<Source>,
}

crate::vocabulary::vocabulary! {
    /// Where in a response a promise stands.
    FoundIn {
        /// In a list or table of actions.
        List = "list", "in the list of actions";
        /// In the running text.
        Prose = "prose", "in the text of the response";
    }
}

crate::vocabulary::vocabulary! {
    /// How firmly something is promised.
    Commitment {
        /// It will be done.
        Promised = "promised", "promised";
        /// It only sounds like a promise: "we will consider".
        Considered = "considered", "to be considered";
        /// It is being done.
        UnderWay = "under-way", "said to be under way";
        /// It was done when the response was written.
        AlreadyDone = "already-done", "said to be done already";
    }
}

impl Commitment {
    /// Whether it is a promise that can be kept: not what is only to be considered, nor what was
    /// done before.
    #[must_use]
    pub fn is_a_promise(self) -> bool {
        matches!(self, Self::Promised | Self::UnderWay)
    }
}

/// A date promised for an action, and when that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRevision {
    /// The date; `None` when none is stated (any more).
    pub due: Option<Due>,
    /// The day of this revision, where known.
    pub on: Option<Date>,
    /// Why it was moved, in the words of whoever moved it.
    pub reason: Option<String>,
    /// The capture that shows it, where it is another than that of the promise.
    pub source: Option<Source>,
}

impl DueRevision {
    /// A move to another date, or to none; nothing else is known of it.
    #[must_use]
    pub fn to(due: Option<Due>) -> Self {
        Self {
            due,
            on: None,
            reason: None,
            source: None,
        }
    }
}

/// How far an action has come, as somebody said on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressFact {
    /// How far.
    pub value: Progress,
    /// The day it was reached or said, where known.
    pub on: Option<Date>,
    /// What shows it: an address, a document, the words.
    pub evidence: Option<String>,
}

/// The issuer's verdict, on a response or on completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// On whose answer or work; `None`: on the whole.
    pub addressee: Option<OrganisationId>,
    /// The issuer's own code.
    pub native: String,
    /// Its neutral value, by the scheme.
    pub neutral: Verdict,
    /// Why, in the issuer's words.
    pub reasons: Option<String>,
    /// Who signed, by post.
    pub signer: Option<String>,
    /// Who signed second, by post.
    pub second_signer: Option<String>,
    /// The day, where known.
    pub on: Option<Date>,
}

/// How one recommendation stands to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How.
    pub kind: LinkKind,
    /// To which.
    pub to: RecommendationId,
}

/// A note beside the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of note.
    pub kind: NoteKind,
    /// Who speaks, where it is an organisation.
    pub from: Option<OrganisationId>,
    /// Its words.
    pub text: String,
    /// Its day, where known.
    pub on: Option<Date>,
}

crate::vocabulary::vocabulary! {
    /// What kind of note stands beside a record.
    NoteKind {
        /// An organisation's own note on a row about it.
        Organisation = "organisation", "note by the organisation";
        /// What was wrong in the record, and what is right.
        Correction = "correction", "correction";
        /// What the reader was unsure of and a person let stand.
        Remark = "remark", "remark by the reader";
    }
}

/// What a recommendation is about, in somebody's words.
///
/// There is no list of themes to choose from: issuers have their own, and a list of ours would
/// sort their words into boxes that they never chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The words, exactly: "Medicines safety".
    pub name: String,
    /// Whose words they are.
    pub source: ThemeSource,
}

crate::vocabulary::vocabulary! {
    /// Whose words a theme is in; the surest first.
    ThemeSource {
        /// The issuer's, or those of the register that published the record.
        Published = "published", "published with it";
        /// Those of a person who keeps this register.
        Chosen = "chosen", "chosen by a person";
        /// A program's: always shown with this label, and in no count of themes.
        Suggested = "suggested", "suggested by a program";
    }
}

impl Theme {
    /// What is the same for all spellings that differ only in capitals, punctuation and spaces.
    #[must_use]
    pub fn key(&self) -> String {
        crate::key::key(&self.name)
    }
}

/// How a record ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// Why.
    pub reason: ClosureReason,
    /// The issuer's own code or words, where it has one.
    pub native: Option<String>,
    /// The day, where known.
    pub on: Option<Date>,
}

/// That somebody looked for responses, and found none that is not on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseSearch {
    /// Where: an address, or words ("the addressee's web site").
    pub place: String,
    /// The day, where known.
    pub on: Option<Date>,
}

/// That the issuer withdrew its ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why, in the issuer's words.
    pub reason: String,
    /// The day, where known.
    pub on: Option<Date>,
}

impl Ask {
    /// A short title for headings and links: the ask's own words, without "X recommends that Y",
    /// as the page says beside it who asks whom.
    #[must_use]
    pub fn title(&self) -> String {
        let named = self
            .addressees
            .iter()
            .map(|addressee| addressee.named_as.as_str());
        title::of(&self.text, named)
    }
}
