//! A record told as a story: builders that read as sentences.
//!
//! `app.recommendation("…").made_by("Ward Board").addressed_to("Ministry of Wards")
//! .answered_on(day, "We will.").promising("Publish the rota", "by Autumn 2026").recorded()`

use crate::App;
use crate::app::now;
use heeded_domain::decide::decide;
use heeded_domain::event::{
    Actor, Event, Fact, NewResponse, OrganisationFact, RecommendationFact, Report, ReportFact,
    Subject,
};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::organisation::Name;
use heeded_domain::recommendation::{
    Addressee, Ask, Commitment, DueRevision, FoundIn, Promise, ResponseVersion, Theme, ThemeSource,
};
use heeded_domain::replay::kept;
use heeded_domain::vocabulary::{AskKind, ResponseKind};
use heeded_due::{Context, SaidOn};
use heeded_store::{Batch, NewEvent, Store, SubjectKind};
use jiff::civil::Date;

/// A record in the telling.
#[derive(Debug)]
pub struct Story<'a> {
    app: &'a App,
    ask: Ask,
    facts: Vec<RecommendationFact>,
}

impl App {
    /// Begins a story: something is recommended, in these words.
    #[must_use]
    pub fn recommendation(&self, text: &str) -> Story<'_> {
        let ask = Ask {
            issuer: self.organisation("Ward Board"),
            scheme: crate::invented::scheme().id,
            kind: AskKind::SafetyRecommendation,
            reference: None,
            text: text.to_owned(),
            purpose: None,
            parts: Vec::new(),
            addressees: Vec::new(),
            collaborators: Vec::new(),
            report: None,
            made_on: None,
            source: None,
        };
        Story {
            app: self,
            ask,
            facts: Vec::new(),
        }
    }

    /// The organisation of this name; it comes into the register where it is not there yet.
    #[must_use]
    pub fn organisation(&self, name: &str) -> OrganisationId {
        let directory = self.wait(self.store.directory()).expect("a directory");
        if let Some(known) = directory.values().find(|body| body.name() == name) {
            return known.id;
        }
        let id = self
            .wait(self.store.reserve(SubjectKind::Organisation, 1))
            .expect("a number");
        let id = OrganisationId(id);
        let name = Name {
            full: name.to_owned(),
            abbreviation: None,
            from: None,
        };
        self.happens_to(id, None, OrganisationFact::Recorded(name));
        id
    }

    /// The report of this title, of this issuer.
    fn report(&self, title: &str, published_on: Date, issuer: OrganisationId) -> ReportId {
        let known = self.wait(self.store.report_titled(issuer, title.to_owned()));
        if let Some(known) = known.expect("a report or none") {
            return known;
        }
        let id = self.wait(self.store.reserve(SubjectKind::Report, 1));
        let id = ReportId(id.expect("a number"));
        let report = Report {
            title: title.to_owned(),
            issuer,
            address: Some("https://board.example/report".to_owned()),
            published_on: Some(published_on),
        };
        let fact = Fact::Report(id, ReportFact::Recorded(report));
        let on = Some(published_on);
        self.append(vec![NewEvent { on, fact }]);
        id
    }

    /// Something happens to an organisation.
    pub fn happens_to(&self, id: OrganisationId, on: Option<Date>, fact: OrganisationFact) {
        let fact = Fact::Organisation(id, fact);
        self.append(vec![NewEvent { on, fact }]);
    }

    /// Something happens to a recommendation.
    pub fn happens_to_recommendation(&self, id: RecommendationId, fact: RecommendationFact) {
        let fact = Fact::Recommendation(id, fact);
        self.append(vec![NewEvent { on: None, fact }]);
    }

    fn append(&self, events: Vec<NewEvent>) {
        let batch = Batch {
            key: None,
            actor: Actor::Operator,
            at: now(),
            events,
            rests_on: Vec::<(Subject, u64)>::new(),
            accepts: Vec::new(),
        };
        self.wait(self.store.append(batch))
            .expect("the events are appended");
    }
}

impl Story<'_> {
    /// Who recommends it, instead of the "Ward Board".
    #[must_use]
    pub fn made_by(mut self, name: &str) -> Self {
        self.ask.issuer = self.app.organisation(name);
        self
    }

    /// Who is asked; once for each.
    #[must_use]
    pub fn addressed_to(mut self, name: &str) -> Self {
        let organisation = self.app.organisation(name);
        self.ask.addressees.push(Addressee {
            organisation,
            named_as: name.to_owned(),
        });
        self
    }

    /// The issuer's reference.
    #[must_use]
    pub fn referenced(mut self, reference: &str) -> Self {
        self.ask.reference = Some(reference.to_owned());
        self
    }

    /// When it was made.
    #[must_use]
    pub fn made_on(mut self, day: Date) -> Self {
        self.ask.made_on = Some(day);
        self
    }

    /// A response comes, from the first addressee.
    #[must_use]
    pub fn answered_on(self, day: Date, text: &str) -> Self {
        let from = self
            .ask
            .addressees
            .first()
            .map(|addressee| addressee.organisation);
        self.then(RecommendationFact::Responded(NewResponse {
            from: from.into_iter().collect(),
            kind: ResponseKind::Substantive,
            version: ResponseVersion {
                text: text.to_owned(),
                stated_on: None,
                received_on: Some(day),
                source: None,
            },
            dispositions: Vec::new(),
            actions: Vec::new(),
        }))
    }

    /// The report that it comes from, published on a day.
    #[must_use]
    pub fn in_report(mut self, title: &str, published_on: Date) -> Self {
        self.ask.report = Some(self.app.report(title, published_on, self.ask.issuer));
        self
    }

    /// What it is about, in the words of its issuer.
    #[must_use]
    pub fn about(self, theme: &str) -> Self {
        self.then(RecommendationFact::Themed(Theme {
            name: theme.to_owned(),
            source: ThemeSource::Published,
        }))
    }

    /// The last promise waits for something, in its own words.
    #[must_use]
    pub fn waiting_for(mut self, dependency: &str) -> Self {
        if let Some(RecommendationFact::Responded(response)) = self.facts.last_mut()
            && let Some((promise, _)) = response.actions.last_mut()
        {
            promise.dependencies.push(dependency.to_owned());
        }
        self
    }

    /// The date of a planned action is moved, for a reason.
    #[must_use]
    pub fn moved_to(self, action: u32, due: &str, reason: &str) -> Self {
        let due = heeded_due::read(due, &Context::default());
        self.then(RecommendationFact::DueRevised(
            action,
            DueRevision {
                reason: Some(reason.to_owned()),
                ..DueRevision::to(Some(due))
            },
        ))
    }

    /// The response promises something, by a day in its own words.
    #[must_use]
    pub fn promising(mut self, text: &str, due: &str) -> Self {
        if let Some(RecommendationFact::Responded(response)) = self.facts.last_mut() {
            let said_on = response.version.received_on.map(SaidOn::Day);
            let context = Context {
                said_on,
                ..Context::default()
            };
            response
                .actions
                .push((promise(text), Some(heeded_due::read(due, &context))));
        }
        self
    }

    /// Then something else happens.
    #[must_use]
    pub fn then(mut self, fact: RecommendationFact) -> Self {
        self.facts.push(fact);
        self
    }

    /// The story is recorded, fact after fact, by the rules.
    #[must_use]
    pub fn recorded(self) -> RecommendationId {
        let reserved = self
            .app
            .wait(self.app.store.reserve(SubjectKind::Recommendation, 1));
        let id = RecommendationId(reserved.expect("a number"));
        let scheme = crate::invented::scheme();
        let mut events: Vec<Event> = Vec::new();
        let facts = std::iter::once(RecommendationFact::Recorded(self.ask)).chain(self.facts);
        for fact in facts {
            let record = kept(&events);
            let decision = decide(record.as_ref(), &fact, &scheme, crate::TODAY);
            let on = decision.expect("the rules allow it").on;
            let fact = Fact::Recommendation(id, fact);
            events.push(Event {
                seq: 0,
                at: now(),
                actor: Actor::Operator,
                on,
                fact,
            });
        }
        let new = events.into_iter().map(|event| NewEvent {
            on: event.on,
            fact: event.fact,
        });
        self.app.append(new.collect());
        id
    }
}

fn promise(text: &str) -> Promise {
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
