//! The forms of what can happen to a recommendation.

use super::form::{Unreadable, form};
use heeded_domain::event::{NewResponse, Sent};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::recommendation::{
    Addressee, Ask, Assessment, Closure, Commitment, DueRevision, ExtensionGranted, FoundIn, Item,
    Link, Note, NoteKind, ProgressFact, Promise, ResponseSearch, ResponseVersion, Rewording,
    Source, StatedDisposition, Theme, ThemeSource, Withdrawal,
};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::{
    AskKind, ClosureReason, Disposition, DispositionSource, LinkKind, Progress, ResponseKind,
    Verdict,
};
use heeded_due::Due;
use jiff::civil::Date;

form! {
    AskForm of Ask {
        issuer: OrganisationId, scheme: SchemeId, kind: AskKind, text: String;
        reference: Option<String>, purpose: Option<String>, parts: Vec<String>,
        addressees: Vec<Addressee>, collaborators: Vec<String>, report: Option<ReportId>,
        made_on: Option<Date>, source: Option<Source>,
    }
}

form! { AddresseeForm of Addressee { organisation: OrganisationId, named_as: String } }

form! {
    SourceForm of Source { document: String, captured_on: Date; passage: Option<(u64, u64)> }
}

form! {
    SentForm of Sent {
        addressee: OrganisationId;
        sent_on: Option<Date>, received_on: Option<Date>, stated_end: Option<Date>,
    }
}

form! {
    GrantedForm of ExtensionGranted { until: Date; reason: Option<String>, on: Option<Date> }
}

form! {
    VersionForm of ResponseVersion {
        text: String;
        stated_on: Option<Date>, received_on: Option<Date>, source: Option<Source>,
    }
}

form! {
    DispositionForm of StatedDisposition {
        value: Disposition, source: DispositionSource;
        addressee: Option<OrganisationId>, part: Option<u32>, words: Option<String>,
    }
}

form! {
    PromiseForm of Promise {
        text: String, found_in: FoundIn, commitment: Commitment;
        response: Option<u32>, lead: Option<String>, dependencies: Vec<String>,
        conditions: Vec<String>, comments: Option<String>, source: Option<Source>,
    }
}

form! {
    ProgressForm of ProgressFact { value: Progress; on: Option<Date>, evidence: Option<String> }
}

form! {
    AssessmentForm of Assessment {
        native: String, neutral: Verdict;
        addressee: Option<OrganisationId>, reasons: Option<String>, signer: Option<String>,
        second_signer: Option<String>, on: Option<Date>,
    }
}

form! { LinkForm of Link { kind: LinkKind, to: RecommendationId } }

form! {
    NoteForm of Note {
        kind: NoteKind, text: String; from: Option<OrganisationId>, on: Option<Date>
    }
}

form! { ThemeForm of Theme { name: String, source: ThemeSource } }

form! {
    ClosureForm of Closure { reason: ClosureReason; native: Option<String>, on: Option<Date> }
}

form! { ResponseSearchForm of ResponseSearch { place: String; on: Option<Date> } }

form! { WithdrawalForm of Withdrawal { reason: String; on: Option<Date> } }

/// A promise with its date.
#[derive(Clone)]
pub(super) struct Planned {
    pub(super) promise: Promise,
    pub(super) due: Option<Due>,
}

form! { PlannedForm of Planned { promise: Promise; due: Option<Due> } }

/// A response with its promises as [`Planned`].
pub(super) struct Responded {
    kind: ResponseKind,
    version: ResponseVersion,
    from: Vec<OrganisationId>,
    dispositions: Vec<StatedDisposition>,
    actions: Vec<Planned>,
}

form! {
    RespondedForm of Responded {
        kind: ResponseKind, version: ResponseVersion;
        from: Vec<OrganisationId>, dispositions: Vec<StatedDisposition>, actions: Vec<Planned>,
    }
}

impl From<&NewResponse> for Responded {
    fn from(new: &NewResponse) -> Self {
        let actions = new.actions.iter().cloned();
        Self {
            kind: new.kind,
            version: new.version.clone(),
            from: new.from.clone(),
            dispositions: new.dispositions.clone(),
            actions: actions
                .map(|(promise, due)| Planned { promise, due })
                .collect(),
        }
    }
}

impl From<Responded> for NewResponse {
    fn from(kept: Responded) -> Self {
        let actions = kept.actions.into_iter();
        Self {
            kind: kept.kind,
            version: kept.version,
            from: kept.from,
            dispositions: kept.dispositions,
            actions: actions
                .map(|planned| (planned.promise, planned.due))
                .collect(),
        }
    }
}

/// More time for an addressee.
pub(super) struct Extended {
    pub(super) addressee: OrganisationId,
    pub(super) granted: ExtensionGranted,
}

form! { ExtendedForm of Extended { addressee: OrganisationId, granted: ExtensionGranted } }

/// A newer version of a response.
pub(super) struct Revised {
    pub(super) response: u32,
    pub(super) version: ResponseVersion,
}

form! { RevisedForm of Revised { response: u32, version: ResponseVersion } }

/// An action's date moved.
pub(super) struct Moved {
    pub(super) action: u32,
    due: Option<Due>,
    reason: Option<String>,
    on: Option<Date>,
    source: Option<Source>,
}

form! {
    MovedForm of Moved {
        action: u32;
        due: Option<Due>, reason: Option<String>, on: Option<Date>, source: Option<Source>,
    }
}

impl Moved {
    pub(super) fn new(action: u32, revision: &DueRevision) -> Self {
        let DueRevision {
            due,
            on,
            reason,
            source,
        } = revision.clone();
        Self {
            action,
            due,
            reason,
            on,
            source,
        }
    }

    pub(super) fn revision(self) -> (u32, DueRevision) {
        let Self {
            action,
            due,
            reason,
            on,
            source,
        } = self;
        let revision = DueRevision {
            due,
            on,
            reason,
            source,
        };
        (action, revision)
    }
}

/// An action's newer words.
pub(super) struct ActionRevised {
    pub(super) action: u32,
    pub(super) promise: Promise,
}

form! { ActionRevisedForm of ActionRevised { action: u32, promise: Promise } }

form! { RewordingForm of Rewording { text: String, source: Source; purpose: Option<String> } }

/// What a capture no longer has, or has again.
pub(super) struct Seen {
    /// `ask`, `response` or `action`.
    of: String,
    number: Option<u32>,
    source: Source,
}

form! { SeenForm of Seen { of: String, source: Source; number: Option<u32> } }

impl Seen {
    pub(super) fn new(of: Item, source: &Source) -> Self {
        let (of, number) = match of {
            Item::Ask => ("ask", None),
            Item::Response(number) => ("response", Some(number)),
            Item::Action(number) => ("action", Some(number)),
        };
        Self {
            of: of.to_owned(),
            number,
            source: source.clone(),
        }
    }

    pub(super) fn item(self) -> Result<(Item, Source), Unreadable> {
        let of = match (self.of.as_str(), self.number) {
            ("ask", _) => Item::Ask,
            ("response", Some(number)) => Item::Response(number),
            ("action", Some(number)) => Item::Action(number),
            (of, _) => return Err(Unreadable(format!("“{of}” is no thing in a record"))),
        };
        Ok((of, self.source))
    }
}

/// Progress of an action.
pub(super) struct Progressed {
    pub(super) action: u32,
    pub(super) progress: ProgressFact,
}

form! { ProgressedForm of Progressed { action: u32, progress: ProgressFact } }

/// Opened again.
pub(super) struct Because {
    pub(super) reason: String,
}

form! { BecauseForm of Because { reason: String } }
