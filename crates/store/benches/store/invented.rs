//! Invented recommendations with their history: two addressees, one or two responses, one to three
//! planned actions, of which most are done.

use heeded_domain::event::{Actor, Fact, NewResponse, RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{
    Addressee, Ask, Commitment, FoundIn, ProgressFact, Promise, ResponseVersion, Source,
    StatedDisposition,
};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::{AskKind, Disposition, DispositionSource, Progress, ResponseKind};
use heeded_due::{Due, Kind, Reading, Why};
use heeded_store::{Batch, NewEvent};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Records appended together.
pub(crate) const RECORDS_PER_BATCH: u64 = 500;

/// Addressees are numbered from here.
pub(crate) const FIRST_ADDRESSEE: u64 = 100;

/// Recommendations in a report.
const PER_REPORT: u64 = 5;

const ISSUERS: u64 = 20;
const ADDRESSEES: u64 = 1_000;

/// Days over which the records were made, up to November 2026.
const DAYS: u64 = 5_000;

const ASK: &str = "Wards Board recommends that the Ministry of Wards, working with its regional \
    offices, reviews how night staff are told of a change of equipment, and publishes guidance \
    that says who checks it, how often, and what is done when it is found to be wrong. This is \
    to reduce the risk that a fault is known to some and not to those who work at night.";

const ANSWER: &str = "We thank the Board for its report. We accept this recommendation. Our \
    regional offices met in the spring and agreed on a common way to tell night staff of changes \
    of equipment. We shall publish guidance, train those who lead at night, and report on what \
    was found in each region. We shall also ask the suppliers to mark changed equipment in a way \
    that can be seen in poor light, and review the effect after a year with those who work there.";

const ACTION: &str = "Publish guidance on telling night staff of changed equipment, with a form \
    that each ward can use and an example of a good handover.";

/// How much has happened to the records of a batch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum History {
    /// A response with two planned actions each.
    Answered,
    /// As in life: some unanswered, some answered twice, most actions done.
    Mixed,
}

/// A batch of records, numbered from `first`.
pub(crate) fn batch(first: u64, history: History) -> Batch {
    let ids = first..first + RECORDS_PER_BATCH;
    Batch {
        key: Some(format!("import {first}")),
        actor: Actor::Operator,
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        events: ids.clone().flat_map(|id| record(id, history)).collect(),
        rests_on: ids
            .map(|id| (Subject::Recommendation(RecommendationId(id)), 0))
            .collect(),
        accepts: Vec::new(),
    }
}

/// The same number for the same id, in no order: a multiplicative hash.
fn random(id: u64, salt: u64, below: u64) -> u64 {
    ((id + salt * 1_000_003).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below
}

fn record(id: u64, history: History) -> Vec<NewEvent> {
    // Recommendations come in reports; those of one report share its day and its issuer.
    let report = id / PER_REPORT;
    let days = i64::try_from(DAYS - 1 - random(report, 1, DAYS)).unwrap();
    let made_on = date(2026, 11, 20).checked_sub(days.days()).unwrap();
    // A few bodies are asked very often, many seldom.
    let first =
        FIRST_ADDRESSEE + random(id, 2, ADDRESSEES) * random(id, 9, ADDRESSEES) / ADDRESSEES;
    let second = FIRST_ADDRESSEE + random(id, 3, 30);
    let mut events = vec![about(
        id,
        Some(made_on),
        RecommendationFact::Recorded(ask(id, made_on, [first, second])),
    )];
    let answered = made_on.checked_add(50.days()).unwrap();
    if history == History::Answered {
        events.push(about(id, Some(answered), response(id, first, answered, 2)));
        return events;
    }
    let today = date(2026, 11, 22);
    if answered > today || random(id, 4, 20) == 0 {
        return events;
    }
    let actions = 1 + random(id, 5, 3);
    events.push(about(
        id,
        Some(answered),
        response(id, first, answered, actions),
    ));
    if random(id, 6, 2) == 0 {
        let later = answered.checked_add(10.days()).unwrap().min(today);
        events.push(about(id, Some(later), response(id, second, later, 0)));
    }
    let done = answered.checked_add(400.days()).unwrap();
    if done <= today && random(id, 7, 10) < 7 {
        for action in 1..=u32::try_from(actions).unwrap() {
            let progress = ProgressFact {
                value: Progress::Delivered,
                on: Some(done),
                evidence: None,
            };
            let fact = RecommendationFact::ProgressClaimed(action, progress);
            events.push(about(id, Some(done), fact));
        }
    }
    events
}

fn about(id: u64, on: Option<Date>, fact: RecommendationFact) -> NewEvent {
    NewEvent {
        on,
        fact: Fact::Recommendation(RecommendationId(id), fact),
    }
}

fn ask(id: u64, made_on: Date, addressees: [u64; 2]) -> Ask {
    let named = |id: u64| Addressee {
        organisation: OrganisationId(id),
        named_as: "Ministry of Wards".to_owned(),
    };
    Ask {
        issuer: OrganisationId(1 + random(id / PER_REPORT, 8, ISSUERS)),
        scheme: SchemeId::new("invented").unwrap(),
        kind: AskKind::SafetyRecommendation,
        reference: Some(format!("R/{}/{}", made_on.year(), id)),
        text: ASK.to_owned(),
        purpose: None,
        parts: Vec::new(),
        addressees: addressees.map(named).to_vec(),
        collaborators: Vec::new(),
        report: None,
        made_on: Some(made_on),
        source: Some(source(made_on)),
    }
}

fn source(captured_on: Date) -> Source {
    Source {
        document: "ab".repeat(32),
        passage: Some((1_000, 2_000)),
        captured_on,
    }
}

fn response(id: u64, from: u64, on: Date, actions: u64) -> RecommendationFact {
    let planned = (0..actions).map(|n| {
        let promise = Promise {
            text: ACTION.to_owned(),
            response: None,
            lead: Some("Head of Equipment".to_owned()),
            dependencies: Vec::new(),
            conditions: Vec::new(),
            comments: None,
            found_in: FoundIn::List,
            commitment: Commitment::Promised,
            source: Some(source(on)),
        };
        let days = i64::try_from(100 + random(id, 10 + n, 700)).unwrap();
        (promise, Some(due(on.checked_add(days.days()).unwrap())))
    });
    let disposition = StatedDisposition {
        addressee: Some(OrganisationId(from)),
        part: None,
        value: Disposition::Accepted,
        source: DispositionSource::Stated,
        words: Some("We accept this recommendation.".to_owned()),
    };
    RecommendationFact::Responded(NewResponse {
        from: vec![OrganisationId(from)],
        kind: ResponseKind::Substantive,
        version: ResponseVersion {
            text: ANSWER.to_owned(),
            stated_on: None,
            received_on: Some(on),
            source: Some(source(on)),
        },
        dispositions: vec![disposition],
        actions: planned.collect(),
    })
}

fn due(day: Date) -> Due {
    let first = day.first_of_month();
    let reading = |earliest, latest, why| Reading {
        earliest: Some(earliest),
        latest: Some(latest),
        edtf: None,
        why,
    };
    Due {
        as_stated: format!("by {}", day.strftime("%B %Y")),
        kind: Kind::Period,
        readings: vec![
            reading(first, day.last_of_month(), Why::WholePeriod),
            reading(first, first, Why::BeforeItBegins),
        ],
        hedges: Vec::new(),
    }
}
