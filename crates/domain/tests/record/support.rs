//! Builders that read as sentences: a recommendation, what came of it, and how it stands on a day.
//!
//! Every step of a [`Story`] goes through `decide`, as in the register: a step that may not be
//! recorded stops the test with the refusal. All bodies are invented.

use heeded_domain::answer::{AddresseeAnswer, Answer};
use heeded_domain::decide::{Refusal, decide};
use heeded_domain::event::{Actor, Event, Fact, NewResponse, RecommendationFact, Sent};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{
    Addressee, Ask, Assessment, Closure, Commitment, ExtensionGranted, FoundIn, ProgressFact,
    Promise, Recommendation, ResponseSearch, ResponseVersion, StatedDisposition, Withdrawal,
};
use heeded_domain::replay::{kept, recommendation_as_of};
use heeded_domain::scheme::{
    Basis, Duty, Ground, NativeVerdict, ResponsesAre, Scheme, SchemeId, TimeLimit,
};
use heeded_domain::status::{Standing, Status, status};
use heeded_domain::timing::Timing;
use heeded_domain::vocabulary::{
    AskKind, ClosureReason, Disposition, DispositionSource, Progress, ResponseKind, Verdict,
};
use heeded_due::{Calendar, Due, Hedge, HedgeKind, Reading};
use jiff::Timestamp;
use jiff::civil::Date;

/// The day on which everything is recorded and most is looked at.
pub(crate) const TODAY: &str = "2026-11-22";

/// The only recommendation of a story.
pub(crate) const ID: RecommendationId = RecommendationId(1);

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The addressee of this number, from 1, in the order named.
pub(crate) fn body(number: u64) -> OrganisationId {
    OrganisationId(number)
}

/// A rule for every addressee.
pub(crate) fn duty(ground: Ground, days: u16, basis: Basis) -> Duty {
    Duty {
        addressees: None,
        ground,
        legal_basis: None,
        limit: Some(TimeLimit { days, basis }),
        extension: None,
    }
}

/// An invented board: 90 days from publication, by practice; four verdicts.
pub(crate) fn board() -> Scheme {
    board_with(vec![duty(Ground::Practice, 90, Basis::Published)])
}

/// The same board with other rules.
pub(crate) fn board_with(duties: Vec<Duty>) -> Scheme {
    let verdict = |code: &str, neutral, closes| NativeVerdict {
        code: code.to_owned(),
        neutral,
        closes,
    };
    Scheme {
        id: SchemeId::new("ward-board").unwrap(),
        name: "Ward board".to_owned(),
        issuer: Some("Ward Board".to_owned()),
        kinds: vec![AskKind::SafetyRecommendation],
        reference_form: None,
        duties,
        verdicts: vec![
            verdict("Done", Verdict::Satisfactory, true),
            verdict("Good plan", Verdict::SatisfactoryIntent, false),
            verdict("Some of it", Verdict::SatisfactoryInPart, false),
            verdict("Not enough", Verdict::Unsatisfactory, false),
        ],
        calendar: Calendar::UNITED_KINGDOM,
        explanation: Vec::new(),
        responses: ResponsesAre::Beside,
    }
}

/// A promised date with one reading: its words, first and last day.
pub(crate) fn due(words: &str, earliest: &str, latest: &str) -> Due {
    due_of(words, &[(Some(day(earliest)), Some(day(latest)))])
}

/// A promised date with these readings, the chosen one first.
pub(crate) fn due_of(words: &str, readings: &[(Option<Date>, Option<Date>)]) -> Due {
    let mut due = Due::unread(words);
    let pattern = due.chosen().clone();
    let reading = |&(earliest, latest): &(Option<Date>, Option<Date>)| Reading {
        earliest,
        latest,
        ..pattern.clone()
    };
    due.readings = readings.iter().map(reading).collect();
    due
}

/// The same date with words that weaken it.
pub(crate) fn hedged(mut due: Due, kind: HedgeKind, words: &str) -> Due {
    due.hedges.push(Hedge {
        kind,
        words: words.to_owned(),
    });
    due
}

/// A promise from a list of actions.
pub(crate) fn promise(text: &str) -> Promise {
    Promise {
        text: text.to_owned(),
        response: None,
        lead: None,
        dependencies: Vec::new(),
        conditions: Vec::new(),
        comments: None,
        found_in: FoundIn::List,
        commitment: Commitment::Promised,
        source: None,
    }
}

/// A response in words, received on a day.
pub(crate) fn response(from: &[u64], kind: ResponseKind, received_on: Option<Date>) -> NewResponse {
    NewResponse {
        from: from.iter().map(|number| body(*number)).collect(),
        kind,
        version: ResponseVersion {
            text: "We thank the board for its report.".to_owned(),
            stated_on: None,
            received_on,
            source: None,
        },
        dispositions: Vec::new(),
        actions: Vec::new(),
    }
}

/// What an addressee says it will do with the whole, in its own words.
pub(crate) fn says(addressee: u64, value: Disposition) -> StatedDisposition {
    StatedDisposition {
        addressee: Some(body(addressee)),
        part: None,
        value,
        source: DispositionSource::Stated,
        words: Some("in so many words".to_owned()),
    }
}

pub(crate) fn ask(names: &[&str], made_on: Option<Date>) -> Ask {
    let addressees = (1..).zip(names).map(|(number, name)| Addressee {
        organisation: body(number),
        named_as: (*name).to_owned(),
    });
    Ask {
        issuer: OrganisationId(99),
        scheme: SchemeId::new("ward-board").unwrap(),
        kind: AskKind::SafetyRecommendation,
        reference: None,
        text: "The Ward Board recommends that the night rota is reviewed.".to_owned(),
        purpose: None,
        parts: vec!["review".to_owned(), "publish".to_owned()],
        addressees: addressees.collect(),
        collaborators: Vec::new(),
        report: None,
        made_on,
        source: None,
    }
}

/// An event of the story's recommendation.
pub(crate) fn event(seq: u64, on: Option<Date>, fact: RecommendationFact) -> Event {
    Event {
        seq,
        at: Timestamp::UNIX_EPOCH,
        actor: Actor::Operator,
        on,
        fact: Fact::Recommendation(ID, fact),
    }
}

/// What happened to one recommendation, step by step.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) scheme: Scheme,
    pub(crate) events: Vec<Event>,
}

impl Story {
    /// Begins with a recommendation to these bodies, made on a day.
    pub(crate) fn asked(names: &[&str], made_on: &str) -> Self {
        Self::asked_under(board(), names, Some(day(made_on)))
    }

    pub(crate) fn asked_under(scheme: Scheme, names: &[&str], made_on: Option<Date>) -> Self {
        let events = Vec::new();
        Self { scheme, events }.then(RecommendationFact::Recorded(ask(names, made_on)))
    }

    /// Goes on with a fact, if it may be recorded.
    #[track_caller]
    pub(crate) fn then(self, fact: RecommendationFact) -> Self {
        match self.clone().try_then(fact) {
            Ok(story) => story,
            Err(refusal) => panic!("refused: {refusal}"),
        }
    }

    pub(crate) fn try_then(mut self, fact: RecommendationFact) -> Result<Self, Refusal> {
        let record = kept(&self.events);
        let decision = decide(record.as_ref(), &fact, &self.scheme, day(TODAY))?;
        let seq = u64::try_from(self.events.len()).unwrap() + 1;
        self.events.push(event(seq, decision.on, fact));
        Ok(self)
    }

    pub(crate) fn sent_to(self, addressee: u64, on: &str) -> Self {
        self.then(RecommendationFact::Sent(Sent {
            addressee: body(addressee),
            sent_on: Some(day(on)),
            received_on: None,
            stated_end: None,
        }))
    }

    /// The document prints the last day for a response.
    pub(crate) fn printed_end(self, addressee: u64, end: &str) -> Self {
        self.then(RecommendationFact::Sent(Sent {
            addressee: body(addressee),
            sent_on: None,
            received_on: None,
            stated_end: Some(day(end)),
        }))
    }

    pub(crate) fn extended(self, addressee: u64, until: &str, on: &str) -> Self {
        let granted = ExtensionGranted {
            until: day(until),
            reason: None,
            on: Some(day(on)),
        };
        self.then(RecommendationFact::Extended(body(addressee), granted))
    }

    pub(crate) fn answered_by(self, from: &[u64], on: &str) -> Self {
        let response = response(from, ResponseKind::Substantive, Some(day(on)));
        self.then(RecommendationFact::Responded(response))
    }

    pub(crate) fn looked_at(self, place: &str, on: &str) -> Self {
        self.then(RecommendationFact::ResponsesSought(ResponseSearch {
            place: place.to_owned(),
            on: Some(day(on)),
        }))
    }

    pub(crate) fn came_from(self, from: u64, kind: ResponseKind, on: &str) -> Self {
        self.then(RecommendationFact::Responded(response(
            &[from],
            kind,
            Some(day(on)),
        )))
    }

    /// A substantive answer with its planned actions.
    pub(crate) fn answered_with(
        self,
        from: u64,
        on: &str,
        actions: &[(Promise, Option<Due>)],
    ) -> Self {
        let mut response = response(&[from], ResponseKind::Substantive, Some(day(on)));
        response.actions = actions.to_vec();
        self.then(RecommendationFact::Responded(response))
    }

    pub(crate) fn stated(self, disposition: StatedDisposition) -> Self {
        self.then(RecommendationFact::DispositionStated(disposition))
    }

    pub(crate) fn claimed(self, action: u32, value: Progress, on: &str) -> Self {
        self.then(RecommendationFact::ProgressClaimed(
            action,
            progress(value, on),
        ))
    }

    pub(crate) fn found(self, action: u32, value: Progress, on: &str) -> Self {
        self.then(RecommendationFact::ProgressFound(
            action,
            progress(value, on),
        ))
    }

    pub(crate) fn assessed(self, code: &str, on: &str) -> Self {
        let fact = verdict(&self.scheme, code, None, Some(day(on)));
        self.then(RecommendationFact::Assessed(fact))
    }

    pub(crate) fn closed(self, reason: ClosureReason, on: &str) -> Self {
        self.then(RecommendationFact::Closed(Closure {
            reason,
            native: None,
            on: Some(day(on)),
        }))
    }

    pub(crate) fn withdrawn(self, on: &str) -> Self {
        self.then(RecommendationFact::Withdrawn(Withdrawal {
            reason: "Made in error.".to_owned(),
            on: Some(day(on)),
        }))
    }

    /// How it stood on a day.
    #[track_caller]
    pub(crate) fn on(&self, text: &str) -> Stand {
        let record = recommendation_as_of(&self.events, day(text));
        Stand {
            record: record.expect("the recommendation was on record by then"),
            scheme: self.scheme.clone(),
            day: day(text),
        }
    }

    /// How it stands today.
    #[track_caller]
    pub(crate) fn today(&self) -> Stand {
        self.on(TODAY)
    }
}

pub(crate) fn progress(value: Progress, on: &str) -> ProgressFact {
    ProgressFact {
        value,
        on: Some(day(on)),
        evidence: None,
    }
}

/// A verdict in the scheme's own code.
pub(crate) fn verdict(
    scheme: &Scheme,
    code: &str,
    addressee: Option<OrganisationId>,
    on: Option<Date>,
) -> Assessment {
    Assessment {
        addressee,
        native: code.to_owned(),
        neutral: scheme.verdict(code).unwrap().neutral,
        reasons: None,
        signer: Some("Chair of the panel".to_owned()),
        second_signer: Some("Secretary".to_owned()),
        on,
    }
}

/// A record as of a day.
pub(crate) struct Stand {
    pub(crate) record: Recommendation,
    pub(crate) scheme: Scheme,
    pub(crate) day: Date,
}

impl Stand {
    pub(crate) fn status(&self) -> Status<'_> {
        status(&self.record, &self.scheme, self.day)
    }

    pub(crate) fn standing(&self) -> Standing {
        self.status().standing()
    }

    pub(crate) fn why(&self) -> String {
        self.status().why()
    }

    fn answer_of(&self, addressee: u64) -> AddresseeAnswer {
        let answers = self.status().answers;
        answers
            .into_iter()
            .find(|a| a.addressee == body(addressee))
            .unwrap()
    }

    /// The state of an addressee's answer.
    pub(crate) fn answer(&self, addressee: u64) -> Answer {
        self.answer_of(addressee).answer
    }

    /// The same in a sentence.
    pub(crate) fn answer_in_words(&self, addressee: u64) -> String {
        self.answer_of(addressee).sentence(self.day)
    }

    pub(crate) fn timing(&self, action: u32) -> Timing {
        self.record.action(action).unwrap().timing(self.day)
    }

    /// Where an action stands, and why.
    pub(crate) fn timing_in_words(&self, action: u32) -> String {
        self.record.action(action).unwrap().why(self.day)
    }
}
