//! From events to facts: the record as it is, or as it stood on a past day.
//!
//! Replaying never fails: an event about something that is not there (yet) changes nothing. So a
//! record can be read as of any day, even one between a response and its revision.
//!
//! What was taken down is there on no day; [`kept`] alone has it, for those who run the register.

use crate::event::{Event, Fact, NewResponse, OrganisationFact, RecommendationFact, Sent};
use crate::id::{OrganisationId, RecommendationId};
use crate::organisation::{Organisation, SuccessionKind};
use crate::recommendation::{
    Absence, Clock, DueRevision, Item, PlannedAction, Promise, Recommendation, Response,
    ResponseVersion, Source, Theme,
};
use heeded_due::Due;
use jiff::civil::Date;

/// A recommendation as all its events make it; `None` when they do not record one, or it was taken
/// down.
#[must_use]
pub fn recommendation(events: &[Event]) -> Option<Recommendation> {
    kept(events).filter(is_public)
}

/// A recommendation as all its events make it, also one that was taken down.
#[must_use]
pub fn kept(events: &[Event]) -> Option<Recommendation> {
    fold(events, |_| true)
}

fn is_public(record: &Recommendation) -> bool {
    record.taken_down.is_none()
}

/// The event that took a recommendation down, and why; `None` where it is public.
#[must_use]
pub fn taken_down(events: &[Event]) -> Option<(&Event, &str)> {
    let last = events.iter().rev().find_map(|event| match &event.fact {
        Fact::Recommendation(_, RecommendationFact::TakenDown(why)) => {
            Some(Some((event, why.as_str())))
        }
        Fact::Recommendation(_, RecommendationFact::PutBack(_)) => Some(None),
        _ => None,
    });
    last.flatten()
}

/// A recommendation as it stood at the end of a day: by what had happened in the world by then.
///
/// One that was taken down is `None` on every day: its words are not to be read on any.
#[must_use]
pub fn recommendation_as_of(events: &[Event], day: Date) -> Option<Recommendation> {
    if taken_down(events).is_some() {
        return None;
    }
    fold(events, |event| event.had_happened_by(day))
}

/// An organisation as all its events make it; `None` when they do not record one.
#[must_use]
pub fn organisation(events: &[Event]) -> Option<Organisation> {
    let mut organisation = None;
    for event in events {
        if let Fact::Organisation(id, fact) = &event.fact {
            apply_to_organisation(&mut organisation, *id, fact);
        }
    }
    organisation
}

impl Event {
    /// Whether it had taken effect by the end of a day.
    #[must_use]
    pub fn had_happened_by(&self, day: Date) -> bool {
        self.on.is_none_or(|on| on <= day)
    }
}

/// Applies one event to an organisation; the first records it.
pub fn apply_to_organisation(
    organisation: &mut Option<Organisation>,
    id: OrganisationId,
    fact: &OrganisationFact,
) {
    if let (None, OrganisationFact::Recorded(name)) = (&*organisation, fact) {
        *organisation = Some(Organisation {
            id,
            names: vec![name.clone()],
            aliases: Vec::new(),
            successions: Vec::new(),
            told_apart: Vec::new(),
            ended_on: None,
        });
        return;
    }
    let Some(organisation) = organisation else {
        return;
    };
    match fact {
        OrganisationFact::Recorded(_) => {}
        OrganisationFact::Renamed(name) => organisation.names.push(name.clone()),
        OrganisationFact::AliasAdded(alias) => organisation.aliases.push(alias.clone()),
        OrganisationFact::Succeeded(step) => {
            // Merged, divided or closed is gone, though nobody recorded its last day.
            let goes_on = [SuccessionKind::FunctionMoved, SuccessionKind::Same];
            if !goes_on.contains(&step.kind) && organisation.ended_on.is_none() {
                organisation.ended_on = step.on.yesterday().ok();
            }
            organisation.successions.push(step.clone());
            organisation.successions.sort_by_key(|step| step.on);
        }
        OrganisationFact::Ended(on) => organisation.ended_on = Some(*on),
        OrganisationFact::ToldApart(other) => organisation.told_apart.push(*other),
    }
}

fn fold(events: &[Event], counts: impl Fn(&Event) -> bool) -> Option<Recommendation> {
    let mut folding = Folding::default();
    for event in events {
        if let Fact::Recommendation(id, fact) = &event.fact {
            // Every event gives out its numbers: "response 2" is the same one on any day.
            let numbers = folding.number(fact);
            if counts(event) {
                folding.apply(*id, fact, numbers, event.on);
            }
        }
    }
    folding.record
}

/// A record in the making, and the numbers given out so far.
#[derive(Default)]
struct Folding {
    record: Option<Recommendation>,
    responses: u32,
    actions: u32,
}

/// The numbers that an event's response and first action get.
#[derive(Clone, Copy)]
struct Numbers {
    response: u32,
    action: u32,
}

impl Folding {
    fn number(&mut self, fact: &RecommendationFact) -> Numbers {
        let numbers = Numbers {
            response: self.responses + 1,
            action: self.actions + 1,
        };
        match fact {
            RecommendationFact::Responded(response) => {
                self.responses += 1;
                self.actions += u32::try_from(response.actions.len()).unwrap_or(u32::MAX);
            }
            RecommendationFact::ActionPlanned(..) => self.actions += 1,
            _ => {}
        }
        numbers
    }

    fn apply(
        &mut self,
        id: RecommendationId,
        fact: &RecommendationFact,
        numbers: Numbers,
        on: Option<Date>,
    ) {
        if let (None, RecommendationFact::Recorded(ask)) = (&self.record, fact) {
            self.record = Some(Recommendation::new(id, ask.clone()));
            return;
        }
        let Some(record) = &mut self.record else {
            return;
        };
        record.apply_to_ask(fact);
        record.apply_to_answers(fact, numbers, on);
        record.apply_to_actions(fact, numbers, on);
        record.apply_to_ending(fact);
    }
}

impl Recommendation {
    fn new(id: RecommendationId, ask: crate::recommendation::Ask) -> Self {
        let clocks = ask
            .addressees
            .iter()
            .map(|a| Clock::new(a.organisation))
            .collect();
        Self {
            id,
            ask,
            rewordings: Vec::new(),
            clocks,
            responses: Vec::new(),
            actions: Vec::new(),
            dispositions: Vec::new(),
            assessments: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            themes: Vec::new(),
            searches: Vec::new(),
            absences: Vec::new(),
            closure: None,
            withdrawal: None,
            taken_down: None,
        }
    }

    fn apply_to_ask(&mut self, fact: &RecommendationFact) {
        match fact {
            RecommendationFact::Sent(sent) => self.start_clock(sent),
            RecommendationFact::Extended(addressee, granted) => {
                if let Some(clock) = self.clock_mut(*addressee) {
                    clock.extensions.push(granted.clone());
                }
            }
            RecommendationFact::Reworded(words) => self.rewordings.push(words.clone()),
            RecommendationFact::Vanished(of, gone) => self.lose(*of, gone),
            RecommendationFact::Reappeared(of, back) => self.find_again(*of, back),
            RecommendationFact::Linked(link) => self.links.push(link.clone()),
            RecommendationFact::Noted(note) => self.notes.push(note.clone()),
            RecommendationFact::Themed(theme) => self.take_theme(theme),
            _ => {}
        }
    }

    fn apply_to_answers(&mut self, fact: &RecommendationFact, numbers: Numbers, on: Option<Date>) {
        match fact {
            RecommendationFact::Responded(response) => self.take_response(response, numbers, on),
            RecommendationFact::ResponseRevised(number, version) => {
                let response = self.responses.iter_mut().find(|r| r.number == *number);
                if let Some(response) = response {
                    response.take_version(version.clone());
                }
            }
            RecommendationFact::ResponsesSought(search) => self.searches.push(search.clone()),
            RecommendationFact::DispositionStated(stated) => self.dispositions.push(stated.clone()),
            _ => {}
        }
    }

    fn apply_to_actions(&mut self, fact: &RecommendationFact, numbers: Numbers, on: Option<Date>) {
        match fact {
            RecommendationFact::ActionPlanned(promise, due) => {
                self.actions
                    .push(PlannedAction::new(numbers.action, promise, due, on));
            }
            RecommendationFact::ActionRevised(number, promise) => {
                if let Some(action) = self.action_mut(*number) {
                    action.take_words(promise);
                }
            }
            RecommendationFact::DueRevised(number, revision) => {
                if let Some(action) = self.action_mut(*number) {
                    let revision = revision.clone();
                    action.dues.push(DueRevision { on, ..revision });
                }
            }
            RecommendationFact::ProgressClaimed(number, progress) => {
                if let Some(action) = self.action_mut(*number) {
                    action.claimed.push(progress.clone());
                }
            }
            RecommendationFact::ProgressFound(number, progress) => {
                if let Some(action) = self.action_mut(*number) {
                    action.found.push(progress.clone());
                }
            }
            _ => {}
        }
    }

    fn apply_to_ending(&mut self, fact: &RecommendationFact) {
        match fact {
            RecommendationFact::Assessed(assessment) => self.assessments.push(assessment.clone()),
            RecommendationFact::Closed(closure) => self.closure = Some(closure.clone()),
            RecommendationFact::Reopened(_) => self.closure = None,
            RecommendationFact::Withdrawn(withdrawal) => self.withdrawal = Some(withdrawal.clone()),
            RecommendationFact::TakenDown(why) => self.taken_down = Some(why.clone()),
            RecommendationFact::PutBack(_) => self.taken_down = None,
            _ => {}
        }
    }

    fn take_response(&mut self, new: &NewResponse, numbers: Numbers, on: Option<Date>) {
        self.responses.push(Response {
            number: numbers.response,
            from: new.from.clone(),
            kind: new.kind,
            versions: vec![new.version.clone()],
        });
        self.dispositions.extend(new.dispositions.iter().cloned());
        for (number, (promise, due)) in (numbers.action..).zip(&new.actions) {
            let mut action = PlannedAction::new(number, promise, due, on);
            action.promise.response = Some(numbers.response);
            self.actions.push(action);
        }
    }

    /// One theme for each key: the surest source's words, else those that came first.
    fn take_theme(&mut self, theme: &Theme) {
        let key = theme.key();
        match self.themes.iter_mut().find(|known| known.key() == key) {
            Some(known) if theme.source < known.source => *known = theme.clone(),
            Some(_) => {}
            None => self.themes.push(theme.clone()),
        }
    }

    fn lose(&mut self, of: Item, gone: &Source) {
        self.absences.push(Absence {
            of,
            gone: gone.clone(),
            back: None,
        });
    }

    fn find_again(&mut self, of: Item, back: &Source) {
        let mut away = self.absences.iter_mut();
        if let Some(absence) = away.find(|a| a.of == of && a.back.is_none()) {
            absence.back = Some(back.clone());
        }
    }

    /// The absence of a thing that its document no longer has; `None` while it has it.
    #[must_use]
    pub fn absence(&self, of: Item) -> Option<&Absence> {
        let mut absences = self.absences.iter();
        absences.find(|absence| absence.of == of && absence.back.is_none())
    }

    fn start_clock(&mut self, sent: &Sent) {
        if let Some(clock) = self.clock_mut(sent.addressee) {
            clock.sent_on = sent.sent_on.or(clock.sent_on);
            clock.received_on = sent.received_on.or(clock.received_on);
            clock.stated_end = sent.stated_end.or(clock.stated_end);
        }
    }

    fn clock_mut(&mut self, addressee: OrganisationId) -> Option<&mut Clock> {
        self.clocks
            .iter_mut()
            .find(|clock| clock.addressee == addressee)
    }

    fn action_mut(&mut self, number: u32) -> Option<&mut PlannedAction> {
        self.actions
            .iter_mut()
            .find(|action| action.number == number)
    }

    /// The planned action that has this number.
    #[must_use]
    pub fn action(&self, number: u32) -> Option<&PlannedAction> {
        self.actions.iter().find(|action| action.number == number)
    }

    /// The response that has this number.
    #[must_use]
    pub fn response(&self, number: u32) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.number == number)
    }

    /// The newest words of a response, by its number.
    #[must_use]
    pub fn newest_version(&self, number: u32) -> Option<&ResponseVersion> {
        self.response(number).and_then(Response::newest)
    }
}

impl Clock {
    fn new(addressee: OrganisationId) -> Self {
        Self {
            addressee,
            sent_on: None,
            received_on: None,
            stated_end: None,
            extensions: Vec::new(),
        }
    }
}

impl PlannedAction {
    fn new(number: u32, promise: &Promise, due: &Option<Due>, on: Option<Date>) -> Self {
        Self {
            number,
            promise: promise.clone(),
            earlier: Vec::new(),
            dues: vec![DueRevision {
                due: due.clone(),
                on,
                reason: None,
                source: None,
            }],
            claimed: Vec::new(),
            found: Vec::new(),
        }
    }

    fn take_words(&mut self, promise: &Promise) {
        // The response that an action stands in does not change with its words.
        let response = self.promise.response.or(promise.response);
        let promise = Promise {
            response,
            ..promise.clone()
        };
        self.earlier
            .push(std::mem::replace(&mut self.promise, promise));
    }
}

impl Response {
    /// Takes a version in its place: one captured before a version on record comes before it,
    /// though it was recorded later.
    fn take_version(&mut self, version: ResponseVersion) {
        let captured = |v: &ResponseVersion| v.source.as_ref().map(|source| source.captured_on);
        let later = |v: &ResponseVersion| captured(v) > captured(&version);
        let at = match captured(&version) {
            Some(_) => self.versions.iter().position(later),
            None => None,
        };
        self.versions
            .insert(at.unwrap_or(self.versions.len()), version);
    }
}
