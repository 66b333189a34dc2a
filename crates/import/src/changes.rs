//! What a later reading of a document says that the record does not: as facts to be recorded.
//!
//! Compared is what the *place* of the document said last, where that is on record: two documents
//! that tell the same differently do not take turns. Nothing is deleted: what a document no longer
//! has is a dated fact. A copy that was captured before what the record holds brings its responses
//! as earlier versions, and nothing else.

use crate::bodies::Bodies;
use crate::draft::Waiting;
use crate::facts;
use crate::pairing::{pair_actions, pair_responses};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{
    Due, DueRevision, Item, Note, NoteKind, PlannedAction, Promise, Recommendation, Response,
    ResponseVersion, Rewording, Source, StatedDisposition,
};
use heeded_domain::vocabulary::DispositionSource;
use heeded_domain::wording::plain;
use heeded_due::day_in_words;
use heeded_reader::DraftAction;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A draft beside the record that it is a later reading of.
pub(crate) struct Beside<'a> {
    pub(crate) record: &'a Recommendation,
    pub(crate) waiting: &'a Waiting,
    pub(crate) bodies: &'a Bodies<'a>,
    /// Every document seen at the place of this one, itself among them.
    pub(crate) place: &'a BTreeSet<String>,
}

impl Beside<'_> {
    /// The facts that bring the record up to what the document says, in order; none when it says
    /// what is on record.
    pub(crate) fn changes(&self) -> Vec<RecommendationFact> {
        let pairs = pair_responses(self);
        let mut facts = Vec::new();
        if self.is_earlier_copy() {
            self.responses(&pairs, &mut facts);
            return facts;
        }
        self.ask(&mut facts);
        self.responses(&pairs, &mut facts);
        self.actions(&pairs, &mut facts);
        if !facts.is_empty() {
            facts.extend(self.remarks());
        }
        facts
    }

    /// Whether the record holds something that was captured after this document.
    pub(crate) fn is_earlier_copy(&self) -> bool {
        newest_capture(self.record).is_some_and(|newest| self.waiting.terms.captured_on < newest)
    }

    pub(crate) fn of_place(&self, source: Option<&Source>) -> bool {
        source.is_some_and(|source| self.place.contains(&source.document))
    }

    fn source(&self) -> Source {
        facts::source(self.waiting, self.waiting.draft.text.passage)
    }

    /// Of what was said over time, what this place said last and what was said last of all.
    fn last_said<'t, T>(
        &self,
        mut said: impl DoubleEndedIterator<Item = &'t T> + Clone,
        source: impl Fn(&T) -> Option<&Source>,
    ) -> Vec<&'t T> {
        let here = said.clone().rev().find(|one| self.of_place(source(one)));
        here.into_iter().chain(said.next_back()).collect()
    }

    fn ask(&self, facts: &mut Vec<RecommendationFact>) {
        let (record, draft) = (self.record, &self.waiting.draft);
        if record.absence(Item::Ask).is_some() {
            facts.push(RecommendationFact::Reappeared(Item::Ask, self.source()));
        }
        if !self.of_place(record.ask.source.as_ref()) {
            // Another document may quote the ask as it likes.
            return;
        }
        let here = |words: &&Rewording| self.of_place(Some(&words.source));
        let last = record.rewordings.iter().rev().find(here);
        let last = last.map_or(record.ask.text.as_str(), |words| &words.text);
        let new = plain(&draft.text.value);
        if new != plain(last) && new != plain(record.words().0) {
            facts.push(RecommendationFact::Reworded(Rewording {
                text: draft.text.value.clone(),
                purpose: draft.purpose.as_ref().map(|field| field.value.clone()),
                source: self.source(),
            }));
        }
        facts.extend(self.renumbered());
        facts.extend(self.readdressed());
    }

    /// A number that the record does not have stands beside it: an issuer's reference is for ever.
    fn renumbered(&self) -> Option<RecommendationFact> {
        let new = &self.waiting.draft.reference.as_ref()?.value;
        let old = self.record.ask.reference.as_ref();
        if old.is_some_and(|old| plain(old) == plain(new)) {
            return None;
        }
        let before = old.map_or_else(
            || "; it had no number before".to_owned(),
            |old| format!(", not “{old}”"),
        );
        self.noted(&format!("numbers it “{new}”{before}"))
    }

    fn readdressed(&self) -> Option<RecommendationFact> {
        let named = &self.waiting.draft.addressees;
        let known = |name: &String| {
            let id = self.bodies.find(name);
            let mut asked = self.record.ask.addressees.iter();
            asked.any(|a| Some(a.organisation) == id || plain(&a.named_as) == plain(name))
        };
        let others: Vec<&str> = named
            .iter()
            .map(|field| &field.value)
            .filter(|name| !known(name))
            .map(String::as_str)
            .collect();
        if others.is_empty() {
            return None;
        }
        self.noted(&format!("names as addressee also: {}", others.join("; ")))
    }

    /// A remark with the day of the capture, unless the record has one that says so.
    fn noted(&self, says: &str) -> Option<RecommendationFact> {
        let notes = &self.record.notes;
        if notes.iter().any(|note| note.text.contains(says)) {
            return None;
        }
        let on = self.waiting.terms.captured_on;
        let day = day_in_words(on);
        Some(RecommendationFact::Noted(Note {
            kind: NoteKind::Remark,
            from: None,
            text: format!("The document captured on {day} {says}."),
            on: Some(on),
        }))
    }

    fn remarks(&self) -> impl Iterator<Item = RecommendationFact> {
        let new = |fact: &RecommendationFact| match fact {
            RecommendationFact::Noted(note) => !self
                .record
                .notes
                .iter()
                .any(|known| known.text == note.text),
            _ => false,
        };
        facts::remarks(self.waiting)
            .chain(facts::corrections(self.waiting))
            .filter(new)
    }

    fn responses(&self, pairs: &[Option<u32>], facts: &mut Vec<RecommendationFact>) {
        let draft = &self.waiting.draft;
        for (at, (response, pair)) in draft.responses.iter().zip(pairs).enumerate() {
            let new = facts::answer(self.waiting, self.bodies, response, at);
            match pair.and_then(|number| self.record.response(number)) {
                None => facts.push(RecommendationFact::Responded(new)),
                Some(known) => {
                    facts.extend(self.back(Item::Response(known.number)));
                    if self.is_new_version(known, &new.version) {
                        facts.push(RecommendationFact::ResponseRevised(
                            known.number,
                            new.version,
                        ));
                        facts.extend(self.other_dispositions(new.dispositions));
                    }
                }
            }
        }
        if self.is_earlier_copy() {
            return;
        }
        for known in &self.record.responses {
            let had = known
                .versions
                .iter()
                .any(|v| self.of_place(v.source.as_ref()));
            if had && !pairs.contains(&Some(known.number)) {
                facts.extend(self.gone(Item::Response(known.number)));
            }
        }
    }

    fn is_new_version(&self, known: &Response, new: &ResponseVersion) -> bool {
        // A day that this document does not print is not taken back.
        let same = |old: &ResponseVersion| {
            let day = |new: Option<Date>, old: Option<Date>| new.is_none() || new == old;
            plain(&old.text) == plain(&new.text)
                && day(new.received_on, old.received_on)
                && day(new.stated_on, old.stated_on)
        };
        if self.is_earlier_copy() {
            return !known.versions.iter().any(same);
        }
        let last = self.last_said(known.versions.iter(), |version| version.source.as_ref());
        !last.into_iter().any(same)
    }

    /// What the new words say of the whole, where that is not what holds. A person's coding and
    /// the addressee's own words are not undone by a suggestion of the reader.
    fn other_dispositions(
        &self,
        stated: Vec<StatedDisposition>,
    ) -> impl Iterator<Item = RecommendationFact> {
        let fits = |new: &StatedDisposition| {
            let same =
                |old: &&StatedDisposition| (old.addressee, old.part) == (new.addressee, new.part);
            let holds = self.record.dispositions.iter().rev().find(same);
            holds.is_none_or(|old| {
                let weaker = new.source == DispositionSource::Suggested && old.source != new.source;
                old.value != new.value && !weaker && old.source != DispositionSource::Coded
            })
        };
        let other: Vec<_> = stated.into_iter().filter(fits).collect();
        other.into_iter().map(RecommendationFact::DispositionStated)
    }

    fn actions(&self, responses: &[Option<u32>], facts: &mut Vec<RecommendationFact>) {
        let pairs = pair_actions(self, responses);
        for (action, pair) in self.waiting.draft.actions.iter().zip(&pairs) {
            let within = action.response.and_then(|at| *responses.get(at)?);
            if action.response.is_some() && within.is_none() {
                // It came with its response, which is new.
                continue;
            }
            let mut promise = facts::promise(self.waiting, action);
            promise.response = within;
            match pair.and_then(|number| self.record.action(number)) {
                None => facts.push(RecommendationFact::ActionPlanned(
                    promise,
                    facts::due(action),
                )),
                Some(known) => {
                    facts.extend(self.back(Item::Action(known.number)));
                    facts.extend(self.revised(known, promise));
                    facts.extend(self.moved(known, action));
                }
            }
        }
        for known in &self.record.actions {
            let within = known.promise.response.map(Item::Response);
            // What goes with its response is told by that.
            let told = within.is_some_and(|response| {
                let goes = |fact: &RecommendationFact| {
                    matches!(fact, RecommendationFact::Vanished(of, _) if *of == response)
                };
                self.record.absence(response).is_some() || facts.iter().any(goes)
            });
            let promises = known.earlier.iter().chain([&known.promise]);
            let had = promises
                .into_iter()
                .any(|p| self.of_place(p.source.as_ref()));
            if had && !told && !pairs.contains(&Some(known.number)) {
                facts.extend(self.gone(Item::Action(known.number)));
            }
        }
    }

    fn revised(&self, known: &PlannedAction, new: Promise) -> Option<RecommendationFact> {
        let words = |promise: &Promise| {
            let lists = [&promise.dependencies, &promise.conditions].map(|list| {
                let all: Vec<String> = list.iter().map(|one| plain(one)).collect();
                all
            });
            let lead = promise.lead.as_deref().map(plain);
            let comments = promise.comments.as_deref().map(plain);
            (plain(&promise.text), lead, comments, lists)
        };
        let said: Vec<&Promise> = known.earlier.iter().chain([&known.promise]).collect();
        let here = said.iter().rev().find(|p| self.of_place(p.source.as_ref()));
        let mut last = here.into_iter().chain(said.last());
        let same = last.any(|old| words(old) == words(&new));
        (!same).then_some(RecommendationFact::ActionRevised(known.number, new))
    }

    /// Its date as this document states it, where that means other days than what holds.
    fn moved(&self, known: &PlannedAction, action: &DraftAction) -> Option<RecommendationFact> {
        let new = facts::due(action);
        let first = known.dues.first();
        let source = |revision: &DueRevision| -> bool {
            let own = revision.source.as_ref();
            // The first date stands with the promise.
            let promised = known.earlier.first().unwrap_or(&known.promise);
            let with = first.is_some_and(|first| std::ptr::eq(first, revision));
            self.of_place(own) || (with && self.of_place(promised.source.as_ref()))
        };
        let here = known.dues.iter().rev().find(|revision| source(revision));
        let mut last = here.into_iter().chain(known.dues.last());
        if last.any(|old| mean_the_same(old.due.as_ref(), new.as_ref())) {
            return None;
        }
        let revision = DueRevision {
            on: Some(self.waiting.terms.captured_on),
            source: Some(facts::source(self.waiting, action.text.passage)),
            ..DueRevision::to(new)
        };
        Some(RecommendationFact::DueRevised(known.number, revision))
    }

    fn gone(&self, of: Item) -> Option<RecommendationFact> {
        let fact = RecommendationFact::Vanished(of, self.source());
        self.record.absence(of).is_none().then_some(fact)
    }

    fn back(&self, of: Item) -> Option<RecommendationFact> {
        let fact = RecommendationFact::Reappeared(of, self.source());
        let back = self.record.absence(of).is_some() && !self.is_earlier_copy();
        back.then_some(fact)
    }
}

/// Whether two dates mean the same days under the same conditions, however they are spelled.
fn mean_the_same(one: Option<&Due>, other: Option<&Due>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let days = |due: &Due| (due.chosen().earliest, due.chosen().latest);
            let hedges = |due: &Due| -> BTreeSet<String> {
                due.hedges.iter().map(|hedge| plain(&hedge.words)).collect()
            };
            let said = |due: &Due| plain(&due.as_stated).to_lowercase();
            said(one) == said(other) || (days(one) == days(other) && hedges(one) == hedges(other))
        }
        _ => false,
    }
}

/// The newest day on which something in a record was captured.
pub(crate) fn newest_capture(record: &Recommendation) -> Option<Date> {
    sources(record).map(|source| source.captured_on).max()
}

/// Every capture that something in a record comes from.
fn sources(record: &Recommendation) -> impl Iterator<Item = &Source> {
    let versions = record.responses.iter().flat_map(|r| &r.versions);
    let actions = record.actions.iter();
    let promises = actions
        .clone()
        .flat_map(|a| a.earlier.iter().chain([&a.promise]));
    let dues = actions.flat_map(|a| &a.dues);
    let absences = record.absences.iter();
    let seen = absences.flat_map(|a| std::iter::once(&a.gone).chain(&a.back));
    record
        .ask
        .source
        .iter()
        .chain(versions.filter_map(|v| v.source.as_ref()))
        .chain(promises.filter_map(|p| p.source.as_ref()))
        .chain(dues.filter_map(|d| d.source.as_ref()))
        .chain(record.rewordings.iter().map(|words| &words.source))
        .chain(seen)
}
