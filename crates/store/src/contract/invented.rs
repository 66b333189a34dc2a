//! Invented facts for the contract: a body that asks, bodies that are asked, answers, promises.

use crate::{Batch, NewEvent};
use heeded_domain::event::{
    Actor, Event, Fact, NewResponse, OrganisationFact, RecommendationFact, Subject,
};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::organisation::Name;
use heeded_domain::recommendation::{
    Addressee, Ask, Commitment, FoundIn, Promise, ResponseVersion,
};
use heeded_domain::scheme::{
    Basis, Duty, Ground, ResponsesAre, Scheme, SchemeId, Schemes, TimeLimit,
};
use heeded_domain::vocabulary::{AskKind, ResponseKind};
use heeded_due::{Calendar, Due, Kind, Reading, Why};
use jiff::Timestamp;
use jiff::civil::Date;

/// The short name of the invented scheme.
const SCHEME: &str = "invented";

/// Days for an answer in the invented scheme.
pub(super) const DAYS: u16 = 56;

/// The schemes that a store must be opened with to take the contract's facts.
#[must_use]
pub fn schemes() -> Schemes {
    let duty = Duty {
        addressees: None,
        ground: Ground::Law,
        legal_basis: None,
        limit: Some(TimeLimit {
            days: DAYS,
            basis: Basis::Published,
        }),
        extension: None,
    };
    let scheme = scheme_id(SCHEME).map(|id| Scheme {
        id,
        name: "Invented recommendations".to_owned(),
        issuer: None,
        kinds: vec![AskKind::SafetyRecommendation],
        reference_form: None,
        duties: vec![duty],
        verdicts: Vec::new(),
        calendar: Calendar::default(),
        explanation: Vec::new(),
        responses: ResponsesAre::Beside,
    });
    scheme.into_iter().collect()
}

pub(super) fn scheme_id(name: &str) -> Option<SchemeId> {
    SchemeId::new(name)
}

/// An ask of some organisations, made on a day under the invented scheme.
pub(crate) fn ask(issuer: u64, addressees: &[u64], made_on: Date, text: &str) -> Ask {
    let named = |id: &u64| Addressee {
        organisation: OrganisationId(*id),
        named_as: format!("Body {id}"),
    };
    Ask {
        issuer: OrganisationId(issuer),
        scheme: scheme_id(SCHEME).unwrap(),
        kind: AskKind::SafetyRecommendation,
        reference: None,
        text: text.to_owned(),
        purpose: None,
        parts: Vec::new(),
        addressees: addressees.iter().map(named).collect(),
        collaborators: Vec::new(),
        report: None,
        made_on: Some(made_on),
        source: None,
    }
}

/// That an ask was recorded.
pub(crate) fn recorded(id: u64, ask: Ask) -> NewEvent {
    NewEvent {
        on: ask.made_on,
        fact: about(id, RecommendationFact::Recorded(ask)),
    }
}

/// A fact about a recommendation.
pub(super) fn about(id: u64, fact: RecommendationFact) -> Fact {
    Fact::Recommendation(RecommendationId(id), fact)
}

/// A recommendation as a subject.
pub(super) fn subject(id: u64) -> Subject {
    Subject::Recommendation(RecommendationId(id))
}

/// An answer of one organisation that promises something by some days.
pub(super) fn responded(id: u64, from: u64, on: Date, dues: &[Date]) -> NewEvent {
    let response = NewResponse {
        from: vec![OrganisationId(from)],
        kind: ResponseKind::Substantive,
        version: ResponseVersion {
            text: "We shall do it.".to_owned(),
            stated_on: None,
            received_on: Some(on),
            source: None,
        },
        dispositions: Vec::new(),
        actions: dues
            .iter()
            .map(|day| (promise(), Some(due(*day))))
            .collect(),
    };
    NewEvent {
        on: Some(on),
        fact: about(id, RecommendationFact::Responded(response)),
    }
}

/// A promise.
pub(super) fn promise() -> Promise {
    Promise {
        text: "Fit the detectors.".to_owned(),
        response: None,
        lead: Some("Head of Wards".to_owned()),
        dependencies: Vec::new(),
        conditions: Vec::new(),
        comments: None,
        found_in: FoundIn::List,
        commitment: Commitment::Promised,
        source: None,
    }
}

/// A date that means one day.
pub(super) fn due(day: Date) -> Due {
    Due {
        as_stated: format!("by {day}"),
        kind: Kind::Point,
        readings: vec![Reading {
            earliest: Some(day),
            latest: Some(day),
            edtf: None,
            why: Why::Day,
        }],
        hedges: Vec::new(),
    }
}

/// That an organisation was recorded.
pub(super) fn organisation(id: u64, name: &str) -> NewEvent {
    let name = Name {
        full: name.to_owned(),
        abbreviation: None,
        from: None,
    };
    let fact = Fact::Organisation(OrganisationId(id), OrganisationFact::Recorded(name));
    NewEvent { on: None, fact }
}

/// A batch of the operator's, at noon on an invented day.
pub(crate) fn batch(events: Vec<NewEvent>) -> Batch {
    Batch {
        key: None,
        actor: Actor::Operator,
        at: at(),
        events,
        rests_on: Vec::new(),
        accepts: Vec::new(),
    }
}

/// When the contract's batches are recorded.
pub(super) fn at() -> Timestamp {
    "2026-11-22T12:00:00.123456789Z".parse().unwrap()
}

/// The events that a batch becomes when it starts at a place in the sequence.
pub(super) fn as_events(batch: &Batch, first: u64) -> Vec<Event> {
    let numbered = (first..).zip(&batch.events);
    numbered
        .map(|(seq, new)| Event {
            seq,
            at: batch.at,
            actor: batch.actor.clone(),
            on: new.on,
            fact: new.fact.clone(),
        })
        .collect()
}
