//! A draft as what happened: the ask, its responses with what they promise, the remarks.

use crate::bodies::Bodies;
use crate::corrections::apply::{Applied, told_once};
use crate::corrections::field::Owner;
use crate::corrections::value::surest;
use crate::draft::Waiting;
use crate::particulars;
use heeded_domain::event::{NewResponse, RecommendationFact, Sent};
use heeded_domain::id::{OrganisationId, ReportId};
use heeded_domain::recommendation::{
    Addressee, Ask, Commitment, FoundIn, Note, NoteKind, Promise, ResponseVersion, Source,
    StatedDisposition,
};
use heeded_domain::scheme::{Basis, Scheme};
use heeded_domain::vocabulary::DispositionSource;
use heeded_reader::{About, Draft, DraftAction, DraftResponse, Field, Passage, RemarkKind, Sure};
use jiff::civil::Date;

/// Every name of an organisation that a draft uses.
pub(crate) fn names_in(draft: &Draft, issuer: &str) -> Vec<String> {
    let addressees = draft.addressees.iter().map(|field| field.value.clone());
    std::iter::once(issuer.to_owned())
        .chain(addressees)
        .chain(names_in_responses(draft))
        .collect()
}

/// The names of those who answer.
pub(crate) fn names_in_responses(draft: &Draft) -> Vec<String> {
    let from = draft.responses.iter().filter_map(|r| r.from.as_ref());
    from.map(|field| field.value.clone()).collect()
}

/// What happened, in order.
pub(crate) fn of(
    waiting: &Waiting,
    bodies: &Bodies<'_>,
    report: Option<ReportId>,
    scheme: &Scheme,
) -> Vec<RecommendationFact> {
    let draft = &waiting.draft;
    let mut facts = vec![RecommendationFact::Recorded(Ask {
        report,
        ..ask(waiting, bodies)
    })];
    facts.extend(sent(waiting, bodies, scheme));
    for (at, response) in draft.responses.iter().enumerate() {
        facts.push(RecommendationFact::Responded(answer(
            waiting, bodies, response, at,
        )));
    }
    let apart = draft
        .actions
        .iter()
        .filter(|action| action.response.is_none());
    facts
        .extend(apart.map(|action| {
            RecommendationFact::ActionPlanned(promise(waiting, action), due(action))
        }));
    facts.extend(particulars::facts(waiting, scheme));
    facts.extend(remarks(waiting));
    facts.extend(corrections(waiting));
    facts
}

/// Those who are asked, each once.
fn addressees(waiting: &Waiting, bodies: &Bodies<'_>) -> Vec<Addressee> {
    let mut addressees: Vec<Addressee> = Vec::new();
    for named in &waiting.draft.addressees {
        let Some(organisation) = bodies.find(&named.value) else {
            continue;
        };
        // Two names of one body are one addressee.
        if !addressees.iter().any(|a| a.organisation == organisation) {
            addressees.push(Addressee {
                organisation,
                named_as: named.value.clone(),
            });
        }
    }
    addressees
}

fn ask(waiting: &Waiting, bodies: &Bodies<'_>) -> Ask {
    let (draft, terms) = (&waiting.draft, &waiting.terms);
    Ask {
        issuer: bodies.find(&terms.issuer).unwrap_or(OrganisationId(0)),
        scheme: terms.scheme.clone(),
        kind: draft.kind.value,
        reference: draft.reference.as_ref().map(|field| field.value.clone()),
        text: draft.text.value.clone(),
        purpose: draft.purpose.as_ref().map(|field| field.value.clone()),
        parts: Vec::new(),
        addressees: addressees(waiting, bodies),
        collaborators: values(&draft.collaborators),
        report: None,
        made_on: terms.made_on,
        source: Some(source(waiting, draft.text.passage)),
    }
}

/// That the ask was sent: with the last day for an answer, where the document prints one; and,
/// where the scheme counts from the day of sending, on the day the report was made, which is the
/// best day known for it.
fn sent(waiting: &Waiting, bodies: &Bodies<'_>, scheme: &Scheme) -> Vec<RecommendationFact> {
    let counts_from_sending = scheme
        .duties
        .iter()
        .any(|duty| duty.limit.is_some_and(|limit| limit.basis == Basis::Sent));
    let made_on = waiting.terms.made_on.filter(|_| counts_from_sending);
    let sent_on = particulars::sent_on(&waiting.draft).or(made_on);
    let stated_end = waiting.draft.respond_by.as_ref().map(|field| field.value);
    if sent_on.is_none() && stated_end.is_none() {
        return Vec::new();
    }
    let to = |addressee: Addressee| {
        RecommendationFact::Sent(Sent {
            addressee: addressee.organisation,
            sent_on,
            received_on: None,
            stated_end,
        })
    };
    addressees(waiting, bodies).into_iter().map(to).collect()
}

pub(crate) fn source(waiting: &Waiting, passage: Passage) -> Source {
    let ends = u64::try_from(passage.start)
        .ok()
        .zip(u64::try_from(passage.end).ok());
    Source {
        document: waiting.document.clone(),
        passage: ends,
        captured_on: waiting.terms.captured_on,
    }
}

fn values(fields: &[Field<String>]) -> Vec<String> {
    fields.iter().map(|field| field.value.clone()).collect()
}

pub(crate) fn answer(
    waiting: &Waiting,
    bodies: &Bodies<'_>,
    response: &DraftResponse,
    at: usize,
) -> NewResponse {
    let from: Vec<OrganisationId> = response
        .from
        .iter()
        .filter_map(|field| bodies.find(&field.value))
        .collect();
    let own = waiting
        .draft
        .actions
        .iter()
        .filter(|action| action.response == Some(at));
    NewResponse {
        kind: response.kind.value,
        version: ResponseVersion {
            text: response.text.value.clone(),
            stated_on: response.stated.as_ref().map(|field| field.value),
            received_on: response.received.as_ref().map(|field| field.value),
            source: Some(source(waiting, response.text.passage)),
        },
        dispositions: disposition((waiting, at), bodies, response, &from)
            .into_iter()
            .collect(),
        actions: own
            .map(|action| (promise(waiting, action), due(action)))
            .collect(),
        from,
    }
}

/// What the reader thinks that the response says of the whole, the surest suggestion; or a person.
fn disposition(
    (waiting, at): (&Waiting, usize),
    bodies: &Bodies<'_>,
    response: &DraftResponse,
    from: &[OrganisationId],
) -> Option<StatedDisposition> {
    let surest = surest(response)?;
    let addressee = match (from, waiting.draft.addressees.as_slice()) {
        ([one], _) => Some(*one),
        ([], [only]) => bodies.find(&only.value),
        _ => None,
    };
    let source = match surest.sure {
        _ if waiting.coded.contains(&at) => DispositionSource::Coded,
        // In so many words, where such documents say it: then the addressee has said it.
        Sure::Certain => DispositionSource::Stated,
        Sure::Likely | Sure::Doubtful => DispositionSource::Suggested,
    };
    Some(StatedDisposition {
        addressee,
        part: None,
        value: surest.value,
        source,
        words: None,
    })
}

pub(crate) fn promise(waiting: &Waiting, action: &DraftAction) -> Promise {
    use heeded_reader::Commitment as Read;
    Promise {
        text: action.text.value.clone(),
        response: None,
        lead: action.lead.as_ref().map(|field| field.value.clone()),
        dependencies: values(&action.dependencies),
        conditions: values(&action.conditions),
        comments: action.comments.as_ref().map(|field| field.value.clone()),
        found_in: match action.found_in {
            heeded_reader::FoundIn::List => FoundIn::List,
            heeded_reader::FoundIn::Prose => FoundIn::Prose,
        },
        commitment: match action.commitment {
            Read::Promise | Read::Conditional => Commitment::Promised,
            Read::Considering => Commitment::Considered,
            Read::UnderWay => Commitment::UnderWay,
            Read::AlreadyDone => Commitment::AlreadyDone,
        },
        source: Some(source(waiting, action.text.passage)),
    }
}

pub(crate) fn due(action: &DraftAction) -> Option<heeded_domain::recommendation::Due> {
    action.due.as_ref().map(|due| due.due.clone())
}

/// What is odd about the document stays beside the record, labelled as the reader's; from the day
/// of the response that it is about, as before that nobody could have noticed it.
pub(crate) fn remarks(waiting: &Waiting) -> impl Iterator<Item = RecommendationFact> {
    let draft = &waiting.draft;
    let odd = draft
        .remarks
        .iter()
        .filter(|remark| !remark.kind.doubts_reading() && !shown_by_the_record(remark.kind));
    odd.map(|remark| {
        RecommendationFact::Noted(Note {
            kind: NoteKind::Remark,
            from: None,
            text: remark.words.clone(),
            on: response_about(draft, remark.about).and_then(day),
        })
    })
}

/// What a person corrected stands beside the record, with the reason and the day: from the day of
/// the response that it is about, as the corrected words do.
pub(crate) fn corrections(waiting: &Waiting) -> impl Iterator<Item = RecommendationFact> {
    let corrected = &waiting.corrected;
    let response = |one: &Applied| match (one.spot.field.owner(), one.spot.item) {
        (Owner::Ask, _) | (_, None) => None,
        (Owner::Response, Some(at)) => corrected.shown.responses.get(at),
        (Owner::Action, Some(at)) => {
            let within = corrected.shown.actions.get(at)?.response?;
            corrected.shown.responses.get(within)
        }
    };
    told_once(&corrected.applied).map(move |one| {
        RecommendationFact::Noted(Note {
            kind: NoteKind::Correction,
            from: None,
            text: one.note(),
            on: response(one).and_then(day),
        })
    })
}

/// Whether the record shows it without being told: a promise from prose stands as such, a date with
/// its hedges and readings, silence as a fact with its day.
fn shown_by_the_record(kind: RemarkKind) -> bool {
    matches!(
        kind,
        RemarkKind::AmbiguousDate
            | RemarkKind::ConditionalPromise
            | RemarkKind::DateToBeConfirmed
            | RemarkKind::HiddenPromise
            | RemarkKind::LeadMissing
            | RemarkKind::NoResponse
    )
}

fn response_about(draft: &Draft, about: About) -> Option<&DraftResponse> {
    let at = match about {
        About::Response(at) | About::Received(at) | About::Disposition(at) => at,
        About::Action(at) | About::Due(at) | About::Lead(at) => draft.actions.get(at)?.response?,
        About::Document | About::Text | About::Reference | About::Addressees => return None,
    };
    draft.responses.get(at)
}

fn day(response: &DraftResponse) -> Option<Date> {
    response
        .received
        .as_ref()
        .or(response.stated.as_ref())
        .map(|field| field.value)
}
