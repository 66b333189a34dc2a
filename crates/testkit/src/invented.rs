//! An invented register: the same at every run, in the proportions of real ones.
//!
//! A recommendation has some 460 characters and one or two addressees; four in five have a response
//! of some 1,200 characters, half of those two planned actions with dates as people state them.
//! A third of the words are made up, 65,535 different ones, a few in most texts and most in a few,
//! as in any language: so that "rare" and "common" mean something to a search.
//! (Proportions of a national register as measured for comparisons with other tools.)

use heeded_domain::event::{
    Actor, Fact, NewResponse, OrganisationFact, RecommendationFact, Subject,
};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::organisation::Name;
use heeded_domain::recommendation::{
    Addressee, Ask, Commitment, DueRevision, FoundIn, Promise, ResponseVersion, StatedDisposition,
};
use heeded_domain::scheme::{
    Basis, Duty, Ground, ResponsesAre, Scheme, SchemeId, Schemes, TimeLimit,
};
use heeded_domain::vocabulary::{AskKind, Disposition, DispositionSource, ResponseKind};
use heeded_due::{Calendar, Context, SaidOn};
use heeded_store::{Batch, NewEvent};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::ops::Range;

/// Recommendations in one batch: one transaction, as an import of a large file makes them.
const BATCH_RECOMMENDATIONS: u64 = 500;

/// One organisation for so many recommendations, as in registers of many years.
const RECOMMENDATIONS_PER_ORGANISATION: u64 = 250;

/// The first promise of one recommendation in so many was moved.
const MOVED_EVERY: u64 = 9;

const VERBS: [&str; 8] = [
    "reviews",
    "evaluates",
    "publishes",
    "requires",
    "develops",
    "amends",
    "tests",
    "withdraws",
];
const THINGS: [&str; 12] = [
    "the guidance on handovers between shifts",
    "the alarm settings of infusion pumps",
    "the inspection interval of coupling bolts",
    "the rota for night staffing",
    "the labelling of look-alike ampoules",
    "the training of temporary staff",
    "the fire doors of buildings over eleven metres",
    "the signalling at unattended crossings",
    "the referral pathway for long-term conditions",
    "the maintenance records of lifting gear",
    "the escalation of early warning scores",
    "the lighting of platforms and stairs",
];
const DUES: [&str; 10] = [
    "by March 2024",
    "by Winter 2025",
    "by Autumn 2026",
    "in 2025/26, subject to funding",
    "by the end of 2027",
    "by 2026 TBC",
    "in due course",
    "by 30 June 2025",
    "in the second half of 2026",
    "from April 2027",
];
const SYLLABLES: [&str; 16] = [
    "ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "ze",
];
const PLACES: [&str; 8] = [
    "North", "South", "East", "West", "Upper", "Lower", "Inner", "Outer",
];
const BODIES: [&str; 6] = [
    "Ward Trust",
    "Railway Board",
    "Ministry",
    "Care Panel",
    "Harbour Office",
    "Fire Authority",
];

/// The same numbers at every run: Steele, Lea and Flood's SplitMix64.
#[derive(Debug, Clone)]
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(u64::try_from(all.len()).unwrap_or(1))).unwrap_or(0);
        all.get(at).copied().unwrap_or_default()
    }

    /// A made-up word: one twice as rare comes half as often (Zipf's law, in steps).
    fn word(&mut self) -> String {
        let first = 1_u64 << self.below(16);
        let mut rank = first + self.below(first);
        let mut word = String::new();
        while rank > 0 {
            let at = usize::try_from(rank % 16).unwrap_or_default();
            word.push_str(SYLLABLES.get(at).copied().unwrap_or_default());
            rank /= 16;
        }
        word
    }
}

/// The scheme of the invented register: 90 days from publication, asked for and expected.
#[must_use]
pub fn scheme() -> Scheme {
    Scheme {
        id: SchemeId::new("invented").expect("a short name"),
        name: "Invented safety recommendations".to_owned(),
        issuer: None,
        kinds: vec![AskKind::SafetyRecommendation],
        reference_form: Some("I/number".to_owned()),
        duties: vec![Duty {
            addressees: None,
            ground: Ground::Practice,
            legal_basis: None,
            limit: Some(TimeLimit {
                days: 90,
                basis: Basis::Published,
            }),
            extension: None,
        }],
        verdicts: Vec::new(),
        calendar: Calendar::UNITED_KINGDOM,
        explanation: vec!["Everything here is invented.".to_owned()],
        responses: ResponsesAre::Beside,
    }
}

/// The schemes of the invented register.
#[must_use]
pub fn schemes() -> Schemes {
    [scheme()].into_iter().collect()
}

/// The batches of a register of so many recommendations, organisations first.
///
/// Identifiers count from 1, as an empty register gives them out; reserve them before appending.
pub fn batches(recommendations: u64) -> impl Iterator<Item = Batch> {
    let organisations = organisations(recommendations);
    let batch_of_bodies = batch(0, (1..=organisations).map(organisation).collect());
    let of_recommendations = batches_of(0..recommendations, organisations, Numbers(7));
    std::iter::once(batch_of_bodies).chain(of_recommendations)
}

/// The batches of more recommendations, for a register that has so many already.
pub fn more_batches(there: u64, more: u64) -> impl Iterator<Item = Batch> {
    batches_of(there..there + more, organisations(there), Numbers(there))
}

fn batches_of(
    all: Range<u64>,
    organisations: u64,
    mut numbers: Numbers,
) -> impl Iterator<Item = Batch> {
    let end = all.end;
    let size = usize::try_from(BATCH_RECOMMENDATIONS).expect("a batch fits the address space");
    all.step_by(size).map(move |start| {
        let end = end.min(start + BATCH_RECOMMENDATIONS);
        let events = (start + 1..=end)
            .flat_map(|id| recommendation(id, organisations, &mut numbers))
            .collect();
        batch(start + 1, events)
    })
}

/// How many organisations a register of so many recommendations has.
#[must_use]
pub fn organisations(recommendations: u64) -> u64 {
    (recommendations / RECOMMENDATIONS_PER_ORGANISATION).clamp(6, 2_000)
}

fn batch(number: u64, events: Vec<NewEvent>) -> Batch {
    Batch {
        key: Some(format!("invented {number}")),
        actor: Actor::Operator,
        at: "2026-11-22T12:00:00Z".parse::<Timestamp>().expect("a time"),
        rests_on: Vec::<(Subject, u64)>::new(),
        events,
        accepts: Vec::new(),
    }
}

fn organisation(id: u64) -> NewEvent {
    let pick = |all: &[&str], of: u64| {
        let length = u64::try_from(all.len()).unwrap_or(1);
        let at = usize::try_from(of % length).unwrap_or_default();
        all.get(at)
            .map(|word| (*word).to_owned())
            .unwrap_or_default()
    };
    let full = format!("{} {} {id}", pick(&PLACES, id), pick(&BODIES, id / 8));
    let name = Name {
        full,
        abbreviation: Some(format!("O{id}")),
        from: None,
    };
    let fact = Fact::Organisation(OrganisationId(id), OrganisationFact::Recorded(name));
    NewEvent { on: None, fact }
}

fn recommendation(id: u64, organisations: u64, numbers: &mut Numbers) -> Vec<NewEvent> {
    let days = i32::try_from(numbers.below(3_000)).unwrap_or(0);
    let first = jiff::civil::date(2018, 1, 1);
    let made_on = first.checked_add(days.days()).unwrap_or(first);
    let mut body = || OrganisationId(1 + numbers.below(organisations));
    let (issuer, one, two) = (body(), body(), body());
    let both = one != two && numbers.below(4) == 0;
    let addressees = if both { vec![one, two] } else { vec![one] };
    let text = ask_words(one, numbers);
    let ask = Ask {
        issuer,
        scheme: scheme().id,
        kind: AskKind::SafetyRecommendation,
        reference: Some(format!("I/{id}")),
        text,
        purpose: None,
        parts: Vec::new(),
        addressees: addressees
            .iter()
            .map(|id| Addressee {
                organisation: *id,
                named_as: format!("Body {}", id.0),
            })
            .collect(),
        collaborators: Vec::new(),
        report: None,
        made_on: Some(made_on),
        source: None,
    };
    let id = RecommendationId(id);
    let event = |on, fact| NewEvent {
        on,
        fact: Fact::Recommendation(id, fact),
    };
    let mut events = vec![event(Some(made_on), RecommendationFact::Recorded(ask))];
    if numbers.below(5) > 0 {
        let after = 20 + i32::try_from(numbers.below(120)).unwrap_or(0);
        let received = made_on.checked_add(after.days()).unwrap_or(made_on);
        let response = response(one, received, numbers);
        let promises = !response.actions.is_empty();
        events.push(event(
            Some(received),
            RecommendationFact::Responded(response),
        ));
        if promises && id.0.is_multiple_of(MOVED_EVERY) {
            events.push(event(Some(received), moved(received)));
        }
    }
    events
}

/// That the date of the first promise was moved, as one in so many is.
fn moved(received: Date) -> RecommendationFact {
    let context = Context {
        said_on: Some(SaidOn::Day(received)),
        ..Context::default()
    };
    let due = heeded_due::read("by the end of 2027", &context);
    let moved = DueRevision {
        reason: Some("It takes longer.".to_owned()),
        ..DueRevision::to(Some(due))
    };
    RecommendationFact::DueRevised(1, moved)
}

fn ask_words(to: OrganisationId, numbers: &mut Numbers) -> String {
    let mut text = format!(
        "The Invented Branch recommends that Body {} {} {}.",
        to.0,
        numbers.one_of(&VERBS),
        numbers.one_of(&THINGS)
    );
    while text.len() < 430 {
        text.push_str(&format!(
            " This is to help those who rely on {} for {} {} {}.",
            numbers.one_of(&THINGS),
            numbers.word(),
            numbers.word(),
            numbers.word()
        ));
    }
    text
}

fn response(from: OrganisationId, received: Date, numbers: &mut Numbers) -> NewResponse {
    let mut text = "We thank the Branch for its report.".to_owned();
    while text.len() < 1_200 {
        let (verb, thing) = (numbers.one_of(&VERBS), numbers.one_of(&THINGS));
        text.push_str(&format!(
            " Our office now {verb} {thing} with {} {} {}.",
            numbers.word(),
            numbers.word(),
            numbers.word()
        ));
    }
    let actions = numbers.below(2) * 2;
    let context = Context {
        said_on: Some(SaidOn::Day(received)),
        ..Context::default()
    };
    let promise = |numbers: &mut Numbers| {
        let due = heeded_due::read(numbers.one_of(&DUES), &context);
        let thing = numbers.one_of(&THINGS);
        // One thing in six waits for something: chosen without a number of its own, so that
        // everything else stays what it was.
        let waits_for = thing
            .contains("staff")
            .then(|| format!("Budget for {thing}"));
        // Another is only to be considered: chosen likewise.
        let commitment = if thing.contains("ampoules") {
            Commitment::Considered
        } else {
            Commitment::Promised
        };
        let promise = Promise {
            text: format!("Review {thing}"),
            response: None,
            lead: Some("Director of Safety".to_owned()),
            dependencies: waits_for.into_iter().collect(),
            conditions: Vec::new(),
            comments: None,
            found_in: FoundIn::List,
            commitment,
            source: None,
        };
        (promise, Some(due))
    };
    NewResponse {
        from: vec![from],
        kind: ResponseKind::Substantive,
        version: ResponseVersion {
            text,
            stated_on: None,
            received_on: Some(received),
            source: None,
        },
        dispositions: vec![StatedDisposition {
            addressee: Some(from),
            part: None,
            value: Disposition::Accepted,
            source: DispositionSource::Stated,
            words: None,
        }],
        actions: (0..actions).map(|_| promise(numbers)).collect(),
    }
}
