//! Promises that the prose of a response hides: each sentence cut at its dates, and each date
//! judged by the words around it.

use std::ops::Range;

use heeded_due::{Found, HedgeKind, Kind, SaidOn};
use jiff::civil::Date;

use super::actions::Reader;
use super::past;
use super::times::{self, is_bound};
use super::{Told, lead, plain};
use crate::cues::phrases::{Hit, Says, Scan};
use crate::draft::{Commitment, DraftAction, DraftDue, Field, FoundIn, Sure};
use crate::layout::Span;
use crate::reading::Format;
use crate::recognise::clauses::{self, Event, SENTENCE_BYTES_MAX};
use crate::recognise::commitment::{self, Undertaking};
use crate::recognise::marks::{Mark, Marks};
use crate::recognise::places::Places;
use crate::recognise::{occasions, words};

impl Reader<'_> {
    /// The promises of a sentence: one, or one for each of its clauses that has a date of its own.
    pub(super) fn promises_in(&self, told: &[Told], at: usize) -> Vec<DraftAction> {
        let Some((before, [one, ..])) = told.split_at_checked(at) else {
            return Vec::new();
        };
        let sentence = self.desk.words(&one.span);
        // "Ongoing.": a state, and no promise. A list without an end is looked at no further: each
        // of its times would be asked about all its words.
        let endless = sentence.len() > SENTENCE_BYTES_MAX;
        if endless || is_note(sentence) || words::at_most(sentence, 1) {
            return Vec::new();
        }
        let phrases = times::phrases(sentence, one.scan.marks);
        let times = times_in(sentence, &phrases, one.scan.marks);
        let cuts = clauses::dated_clauses(sentence, &times);
        if cuts.is_empty() {
            return self
                .hidden(&one.span, (&one.scan, &phrases), before)
                .into_iter()
                .collect();
        }
        let mut found: Vec<DraftAction> = Vec::new();
        let ends = cuts.iter().skip(1).map(|cut| cut.start);
        let clauses = cuts.iter().zip(ends.chain([sentence.len()]));
        let first = std::iter::once((0..0, 0..cuts.first().map_or(0, |cut| cut.start)));
        for (joint, range) in first.chain(clauses.map(|(cut, end)| (cut.clone(), cut.end..end))) {
            let span = self.desk.within(&one.span, &range);
            let scan = self.desk.cues.phrases.scan(self.desk.words(&span));
            let phrases = times::phrases(self.desk.words(&span), scan.marks);
            let with = sentence.get(joint.clone()) == Some(", with ");
            let shares = with || clauses::shares_verb(sentence, &times, (0, &joint));
            let hidden = self.hidden(&span, (&scan, &phrases), before);
            let shared = || {
                let last = found.last().filter(|_| shares)?;
                self.second(last, &span, &phrases)
            };
            let Some(mut action) = hidden
                .filter(|one| one.due.is_some() || !shares)
                .or_else(shared)
            else {
                continue;
            };
            // "…, with a view to reporting by May": who does the first does the second.
            let place = joint.clone();
            let joint = sentence.get(joint).unwrap_or_default();
            let words = self.desk.words(&span);
            let rest = ["the re", "the others", "from ", "by "]
                .iter()
                .any(|opening| words.starts_with(opening));
            let same = joint.contains("view") || joint.contains("before") || rest || shares;
            // "…, and will publish it in June": the verb has no subject of its own.
            let bare = opens_with_verb(words, &scan.hits);
            if let Some(last) = found.last().filter(|_| same || bare) {
                action.lead = action.lead.or_else(|| last.lead.clone().map(inherited));
            }
            // "The Board asked in May and will publish it in June": what it did is no promise.
            if bare && found.is_empty() {
                let cues = [&place, &place];
                action.lead = action
                    .lead
                    .or_else(|| lead::read(self.desk, &one.span, cues, before));
            }
            if let Some(last) = found.last().filter(|_| same) {
                action.commitment = last.commitment;
            }
            found.push(action);
        }
        found
    }

    /// What shares the verb of a promise and has a date of its own: "… and the others in June".
    fn second(&self, first: &DraftAction, span: &Span, phrases: &[Found]) -> Option<DraftAction> {
        let phrase = phrases.iter().find(|one| is_bound(one.kind))?;
        Some(DraftAction {
            text: self.desk.exact(span, "the promise before it", Sure::Likely),
            due: Some(self.due_at(span, phrase.range.clone(), Sure::Likely)),
            dependencies: Vec::new(),
            conditions: Vec::new(),
            ..first.clone()
        })
    }

    /// The promise that a sentence or one clause of it hides, if it does.
    fn hidden(
        &self,
        span: &Span,
        (scan, phrases): (&Scan, &[Found]),
        before: &[Told],
    ) -> Option<DraftAction> {
        let sentence = self.desk.words(span);
        let (hits, marks) = (scan.hits.as_slice(), scan.marks);
        let told = commitment::undertaking(sentence, hits);
        let binds = |found: &Undertaking| found.commitment != Commitment::AlreadyDone;
        let (found, due) = match told {
            Some(found) if binds(&found) => {
                let due = self.own_due(span, &found, (phrases, marks));
                let due = due.or_else(|| self.ahead(span, phrases));
                let due = match due {
                    // "When the annual reviews are done": how often is a part of what it waits for.
                    Some(due) if due.due.kind == Kind::Recurring => {
                        let event = self.event_due(span, &found, marks);
                        event.filter(|event| is_inside(&due, event)).or(Some(due))
                    }
                    Some(due) => Some(due),
                    None => self.event_due(span, &found, marks),
                };
                (found, due)
            }
            told => match self.ahead(span, phrases) {
                Some(due) => (planned(sentence, span, &due), Some(due)),
                None => (told?, None),
            },
        };
        let cue = plain(sentence.get(found.cue.clone()).unwrap_or_default()).to_lowercase();
        let verb = due
            .as_ref()
            .map_or(found.cue.clone(), |due| nearest(span, hits, &found, due));
        Some(DraftAction {
            lead: lead::read(self.desk, span, [&found.cue, &verb], before),
            dependencies: self.awaited(span, scan, (&found, due.as_ref())),
            conditions: self.conditions(span, hits),
            comments: None,
            text: self.desk.exact(span, &format!("“{cue}”"), Sure::Likely),
            found_in: FoundIn::Prose,
            commitment: found.commitment,
            response: Some(self.index),
            due,
        })
    }

    /// The time phrase that belongs to the promise: behind its verb, or at the head of the
    /// sentence; never one that only dates something mentioned ("the strategy published in May
    /// 2031").
    pub(super) fn own_due(
        &self,
        span: &Span,
        found: &Undertaking,
        (phrases, marks): (&[Found], Marks),
    ) -> Option<DraftDue> {
        let sentence = self.desk.words(span);
        let behind = |bound: bool| {
            phrases.iter().rfind(|one| {
                one.range.start >= found.cue.start
                    && is_bound(one.kind) == bound
                    && times::belongs(sentence, found, one)
                    && !self.is_stale(span, found, one)
            })
        };
        let binds = matches!(
            found.commitment,
            Commitment::Promise | Commitment::Conditional
        );
        let ahead = || {
            let mut all = phrases.iter().filter(|_| binds);
            all.find(|one| {
                times::leads_to(sentence, &one.range, &found.cue)
                    && !self.is_over_by_then(span, &one.range)
            })
        };
        let edition = || occasions::edition(sentence).filter(|_| binds);
        let edition = marks.has(Mark::Edition).then(edition).flatten();
        // "Every six months for two years": how long, where it says how often too.
        let often = || {
            let mut all = phrases
                .iter()
                .skip_while(|one| one.range.start < found.cue.start);
            all.any(|one| one.kind == Kind::Recurring)
        };
        let length = |one: &&Found| {
            !starts_with_for(sentence, &one.range)
                || edition.is_none() && (one.kind != Kind::Relative || !often())
        };
        let last = behind(true).filter(length);
        let first = last.and_then(|last| {
            phrases.iter().find(|one| {
                one.range.start >= found.cue.start
                    && one.range.end <= last.range.start
                    && is_bound(one.kind)
                    && (times::dates_a_second(sentence, &one.range, &last.range)
                        || times::says_again(sentence, &one.range, &last.range)
                        || times::is_of_any(sentence, &last.range))
            })
        });
        let chosen = first
            .or(last)
            .map(|one| one.range.clone())
            .or_else(|| edition.clone())
            // "From April 2031 the Board will report each quarter": the first time.
            .or_else(|| Some(ahead().filter(|one| is_bound(one.kind))?.range.clone()))
            .or_else(|| Some(behind(false).or_else(ahead)?.range.clone()))?;
        Some(self.due_at(span, chosen, Sure::Likely))
    }

    /// Whether a date was past when the answer was written, in a clause that tells of something
    /// else: "… will be set up in two parts – the first came into force in August".
    fn is_stale(&self, span: &Span, found: &Undertaking, one: &Found) -> bool {
        let sentence = self.desk.words(span);
        let between = sentence
            .get(found.cue.end..one.range.start)
            .unwrap_or_default();
        let apart = [", ", " - ", " – ", " — ", "(", ": "]
            .iter()
            .any(|mark| between.contains(mark));
        apart && self.is_over_by_then(span, &one.range)
    }

    /// Whether a date was past when the answer was written.
    fn is_over_by_then(&self, span: &Span, phrase: &Range<usize>) -> bool {
        let Some(first) = self.said_on.and_then(first_day) else {
            return false;
        };
        let due = self.due_at(span, phrase.clone(), Sure::Doubtful);
        due.due.chosen().latest.is_some_and(|latest| latest < first)
    }

    /// What a promise without a date waits for: "Once the members are appointed, …".
    fn event_due(&self, span: &Span, found: &Undertaking, marks: Marks) -> Option<DraftDue> {
        let event = event_of(self.desk.words(span), found, marks)?;
        Some(self.due_at(span, event.range, Sure::Likely))
    }

    /// A day still to come when the answer was written, in a sentence that promises in no words
    /// known ("trials end in May 2031"): the last in the sentence.
    fn ahead(&self, span: &Span, phrases: &[Found]) -> Option<DraftDue> {
        let sentence = self.desk.words(span);
        if sentence.len() > SENTENCE_BYTES_MAX || sentence.ends_with('?') {
            return None;
        }
        let own = phrases.iter().filter(|one| {
            let told = past::belongs_to_past(sentence, &one.range);
            if told || past::is_usual(sentence, &one.range) {
                return false;
            }
            let supposed =
                times::is_supposed(sentence, &one.range) && !times::ends_from(sentence, &one.range);
            !supposed && !times::dates_something_else(sentence, &one.range)
        });
        let mut dues = own.map(|one| {
            let at = one.range.start;
            (
                at,
                one.kind,
                self.due_at(span, one.range.clone(), Sure::Doubtful),
            )
        });
        dues.rfind(|(at, kind, due)| match kind {
            Kind::Open | Kind::Recurring => is_promising(sentence, *at, *kind, due),
            _ => self.is_ahead(sentence, *at, due),
        })
        .map(|(_, _, due)| due)
    }

    fn is_ahead(&self, sentence: &str, at: usize, due: &DraftDue) -> bool {
        // A page goes on being written after the day that it bears.
        let page = self.desk.source.format == Format::Html;
        let told = past::tells_of_over(sentence) && !sentence.holds(" would ");
        let told = told || past::is_past(sentence);
        if page && told && !past::asks_others(sentence) {
            return false;
        }
        let full =
            times::is_full(&due.words.value, due.due.kind) || times::gives_time(sentence, at);
        let deed =
            !times::gives_time(sentence, at) && times::tells_deed(sentence, &due.words.value);
        if !full || deed {
            return false;
        }
        let Some(said_on) = self.said_on.and_then(last_day) else {
            // Nobody knows when it was written: then its own words must look ahead.
            let mut hedges = due.due.hedges.iter();
            return hedges.any(|hedge| hedge.kind == HedgeKind::Expected);
        };
        let reading = due.due.chosen();
        // "Is supporting it from 2030 to 2034" ends later, though it began before.
        let lasts = times::goes_on(sentence, at)
            || times::names_sum(sentence)
            || times::is_planned(sentence, at);
        let digits = !lasts && due.words.value.contains(|l: char| l.is_ascii_digit());
        let first = reading.earliest.filter(|_| digits).or(reading.latest);
        first.is_some_and(|day| day > said_on)
    }

    /// What a promise of prose waits for: the objects of its conditions, the events around it.
    pub(super) fn awaited(
        &self,
        span: &Span,
        scan: &Scan,
        (found, due): (&Undertaking, Option<&DraftDue>),
    ) -> Vec<Field<String>> {
        let sentence = self.desk.words(span);
        let mut places: Vec<Range<usize>> = Vec::new();
        let binds = [Commitment::Promise, Commitment::Conditional];
        if binds.contains(&found.commitment) {
            let before =
                clauses::event_before(sentence).filter(|event| event.range.end <= found.cue.start);
            let behind = event_behind(sentence, found.cue.end, scan.marks);
            let events = [before, behind].into_iter().flatten();
            places.extend(events.filter_map(|event| event.awaited));
            places.extend(clauses::process_behind(sentence, found.cue.end));
        }
        if let Some(due) = due {
            let start = due.words.passage.start.saturating_sub(span.range.start);
            let skip = clauses::awaiting(&due.words.value);
            places.extend(skip.map(|skip| start + skip..start + due.words.value.len()));
        }
        let mut waits = self.condition_objects(span, &scan.hits);
        let mut last = 0;
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        for place in places {
            if place.start >= last && place.end > place.start {
                last = place.end;
                let place = self.desk.within(span, &place);
                // The accuracy run: one in three is only told, and waited for by nobody.
                waits.push(
                    self.desk
                        .exact(&place, "the event around it", Sure::Doubtful),
                );
            }
        }
        waits
    }
}

/// "Estimated completion date: 31 December 2031.": a sentence that is nothing but a date says when
/// the promise right before it is due.
pub(super) fn join_dates(found: Vec<DraftAction>) -> Vec<DraftAction> {
    let mut joined: Vec<DraftAction> = Vec::with_capacity(found.len());
    for action in found {
        let words = action.text.value.trim_end_matches('.');
        let due = action.due.as_ref();
        let bare = due.is_some_and(|due| due.words.value == words);
        let next = |last: &DraftAction| action.text.passage.start <= last.text.passage.end + 1;
        match joined.last_mut() {
            Some(last) if bare && last.due.is_none() && next(last) => last.due = action.due,
            _ => joined.push(action),
        }
    }
    joined
}

/// Who leads the promise before: the accuracy run finds four in ten to lead the next as well.
fn inherited(lead: Field<String>) -> Field<String> {
    Field {
        sure: Sure::Doubtful,
        ..lead
    }
}

/// Where the times of a sentence stand, the events by which it says when among them; none where
/// it has no phrase, for one time is nothing to cut at.
fn times_in(sentence: &str, phrases: &[Found], marks: Marks) -> Vec<Range<usize>> {
    if phrases.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = phrases.iter().map(|one| one.range.clone()).collect();
    found.extend(event_behind(sentence, 0, marks).map(|event| event.range));
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup_by_key(|range| range.start);
    found
}

/// The event behind a place of a sentence that may tell one.
fn event_behind(sentence: &str, from: usize, marks: Marks) -> Option<Event> {
    let told = marks.has(Mark::Event);
    told.then(|| clauses::event_behind(sentence, from))
        .flatten()
}

/// Whether a time stands in the words of an event.
fn is_inside(due: &DraftDue, event: &DraftDue) -> bool {
    let (inner, outer) = (&due.words.passage, &event.words.passage);
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a clause opens with the verb of its promise: "will review it in 2032".
fn opens_with_verb(clause: &str, hits: &[Hit]) -> bool {
    let mut hits = hits.iter().filter(|hit| hit.says == Says::Promise);
    hits.any(|hit| {
        let before = clause.get(..hit.range.start).unwrap_or_default();
        let cue = clause.get(hit.range.clone()).unwrap_or_default();
        let own = ["we", "i"]
            .iter()
            .any(|own| words::has_key(first_word(cue), own));
        before.trim().is_empty() && !own
    })
}

fn first_word(words: &str) -> &str {
    words.split([' ', '\'', '’']).next().unwrap_or_default()
}

/// The verb of the clause with the date: "… is settled, and the Board will ask in May".
fn nearest(span: &Span, hits: &[Hit], found: &Undertaking, due: &DraftDue) -> Range<usize> {
    let at = due.words.passage.start.saturating_sub(span.range.start);
    hits.iter()
        .rfind(|hit| hit.says == Says::Promise && hit.range.end <= at)
        .filter(|hit| hit.range.start > found.cue.start)
        .map_or(found.cue.clone(), |hit| hit.range.clone())
}

/// The event by which a promise says when: at the head of its sentence, else behind its verb.
fn event_of(sentence: &str, found: &Undertaking, marks: Marks) -> Option<Event> {
    if found.commitment != Commitment::Promise {
        let on = [Commitment::Considering, Commitment::UnderWay].contains(&found.commitment);
        return event_behind(sentence, found.cue.end, marks).filter(|_| on);
    }
    clauses::event_before(sentence)
        .filter(|event| event.range.end <= found.cue.start)
        .or_else(|| event_behind(sentence, found.cue.end, marks))
}

/// Whether a vague or regular time belongs to work that goes on or is to come.
fn is_promising(sentence: &str, at: usize, kind: Kind, due: &DraftDue) -> bool {
    let phrase = due.words.value.to_lowercase();
    let vague = kind == Kind::Open && !phrase.contains("future") && !phrase.ends_with(" term");
    let near = phrase.contains("near future");
    let regular = kind == Kind::Recurring && at < sentence.len() / 2;
    let basis = phrase.ends_with(" basis");
    let state = !basis && (phrase.contains("going") || phrase.contains("underway"));
    ((vague || near) && !state && times::goes_on(sentence, at)) || regular && is_head(sentence, at)
}

/// Whether a phrase opens its sentence, or a sentence behind a full stop that was not cut.
fn is_head(sentence: &str, at: usize) -> bool {
    let before = sentence.get(..at).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with('.')
}

fn starts_with_for(sentence: &str, range: &Range<usize>) -> bool {
    sentence
        .get(range.clone())
        .is_some_and(|phrase| phrase.starts_with("for "))
}

/// The first day on which something may have been said.
pub(super) fn first_day(said_on: SaidOn) -> Option<Date> {
    match said_on {
        SaidOn::Day(day) => Some(day),
        SaidOn::Month(year, month) => Date::new(year, month, 1).ok(),
        SaidOn::Year(year) => Date::new(year, 1, 1).ok(),
        SaidOn::LaterThan(_) => None,
    }
}

/// The last day on which something may have been said.
pub(super) fn last_day(said_on: SaidOn) -> Option<Date> {
    match said_on {
        SaidOn::Day(day) => Some(day),
        SaidOn::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        SaidOn::Year(year) => Date::new(year, 12, 31).ok(),
        SaidOn::LaterThan(_) => None,
    }
}

/// What a sentence with a day still to come undertakes: work that goes on to that day.
fn planned(sentence: &str, span: &Span, due: &DraftDue) -> Undertaking {
    let place = &due.words.passage;
    let start = place.start.saturating_sub(span.range.start);
    let end = place.end.saturating_sub(span.range.start);
    // "From 1 May the Board will not": the verb stands behind the day.
    let verb = sentence
        .get(end..)
        .and_then(|rest| rest.place_of(" will "))
        .filter(|_| start == 0)
        .map(|at| end + at + 1..end + at + " will".len());
    Undertaking {
        commitment: Commitment::UnderWay,
        cue: verb.unwrap_or(start..end),
        subject: None,
    }
}

/// "NB the merger may have an effect on this work": a caution to the reader promises nothing.
fn is_note(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default();
    matches!(first.trim_end_matches([':', ',']), "NB" | "N.B." | "NB.")
}
