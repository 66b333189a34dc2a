//! What the weights of clues say of the promises that rules found in a sentence: a day that is
//! unlikely to be one is given up, a likely one that no rule took is taken.

use std::ops::Range;

use heeded_due::Found;

use super::actions::Reader;
use super::prose::last_day;
use super::{Told, lead};
use crate::draft::{Commitment, DraftAction, DraftDue, FoundIn, Sure};
use crate::layout::Span;
use crate::recognise::clauses::SENTENCE_BYTES_MAX;
use crate::recognise::commitment;
use crate::recognise::likelihood::{self, Lies, Stands, Time, WeighedTime};

/// A day that a rule found stays where it weighs at least so much (one in twenty is one): people
/// agree less about what is a promise than about what is none.
const KEPT_MIN_HUNDREDTHS: i32 = -300;
/// A day that no rule found is one where it weighs at least so much (nine in ten are).
const TAKEN_MIN_HUNDREDTHS: i32 = 220;

/// The day in the words of an item of one sentence stays where it weighs at least so much: the list
/// says that it is an action.
const ITEM_MIN_HUNDREDTHS: i32 = -250;

/// And in a cell of several, where no rule but its place took it (one in four is one).
const CELL_MIN_HUNDREDTHS: i32 = -100;

/// A day that a rule found is in no doubt where it weighs at least so much (half of those that
/// weigh less are none).
const SURE_MIN_HUNDREDTHS: i32 = 85;

/// How much a day that a rule found has to weigh.
#[derive(Debug, Clone, Copy)]
struct Least {
    /// To stay.
    kept: i32,
    /// To be in no doubt.
    sure: i32,
}

impl Least {
    const OF_ITEM: Self = Self {
        kept: ITEM_MIN_HUNDREDTHS,
        sure: ITEM_MIN_HUNDREDTHS,
    };
    const OF_CELL: Self = Self {
        kept: CELL_MIN_HUNDREDTHS,
        sure: 0,
    };
    const OF_PROSE: Self = Self {
        kept: KEPT_MIN_HUNDREDTHS,
        sure: SURE_MIN_HUNDREDTHS,
    };
}

/// A time of a sentence, as it was weighed.
struct Weighed {
    /// Where it stands in the sentence.
    range: Range<usize>,
    weight: i32,
}

impl Reader<'_> {
    /// The promises of the sentence at a place, of which rules found some.
    pub(super) fn judged(
        &self,
        told: &[Told],
        (at, stands): (usize, Stands),
        mut found: Vec<DraftAction>,
    ) -> Vec<DraftAction> {
        let Some((before, [one, ..])) = told.split_at_checked(at) else {
            return found;
        };
        let weighed = self.weighed(one, (at, told.len()), stands);
        if weighed.is_empty() {
            return found;
        }
        for action in &mut found {
            self.keep(&one.span, (&weighed, Least::OF_PROSE), action);
        }
        found.retain(|action| action.due.is_some() || action.commitment != Commitment::UnderWay);
        // "The counts go up to 2034": how far a thing reaches, which its words alone do not show.
        let sentence = self.desk.words(&one.span);
        let reaches = |time: &&Weighed| {
            let words = sentence.get(time.range.clone()).unwrap_or_default();
            words.starts_with("up to ")
        };
        let likely = weighed
            .iter()
            .filter(|time| time.weight >= TAKEN_MIN_HUNDREDTHS)
            .filter(|time| !reaches(time));
        for time in likely {
            self.take(one, before, time, &mut found);
        }
        found
    }

    /// An action of a list whose own words have a day: in a cell of several sentences it may be
    /// that of anything told there, and no rule has spoken of it.
    pub(super) fn judge_item(&self, text: &Span, action: &mut DraftAction) {
        let told = super::told_in(self.desk, text);
        // "Measure the light on every pier, by May": an order, whatever else it tells.
        let words = self.desk.words(text);
        let first = words.split_whitespace().next().unwrap_or_default();
        let orders = self.desk.cues.labels.is_bare_verb(first);
        for (at, one) in told.iter().enumerate() {
            let weighed = self.weighed(one, (at, told.len()), Stands::Action);
            let due = action.due.as_ref().map(|due| due.words.passage);
            let own = due.is_some_and(|due| likelihood::overlap(&due.range(), &one.span.range));
            if own && !orders {
                let least = match told.len() {
                    // "Fit lamps in FY 2031": one sentence, and its day.
                    0 | 1 => Least::OF_ITEM,
                    _ => Least::OF_CELL,
                };
                self.keep(&one.span, (&weighed, least), action);
            }
        }
    }

    /// Every time of a sentence, weighed; of one that is longer than any that people write, none,
    /// for all its words are looked at for each.
    fn weighed(&self, one: &Told, place: (usize, usize), stands: Stands) -> Vec<Weighed> {
        let sentence = self.desk.words(&one.span);
        if sentence.len() > SENTENCE_BYTES_MAX {
            return Vec::new();
        }
        let times = heeded_due::find(sentence);
        let weigh = |Found { range, kind }: Found| {
            let due = self.due_at(&one.span, range.clone(), Sure::Likely);
            let time = Time {
                sentence,
                place: (range.start, range.end),
                kind,
                lies: self.lies(&due),
                hits: &one.scan.hits,
                told: place,
                stands,
            };
            let weight = likelihood::weight(&time);
            if let Some(kept) = self.desk.times {
                let reading = due.due.chosen();
                kept.borrow_mut().push(WeighedTime {
                    passage: due.words.passage,
                    sentence: self
                        .desk
                        .source
                        .passage(one.span.block, one.span.range.clone()),
                    days: (reading.earliest, reading.latest),
                    clues: likelihood::named(&time),
                    weight,
                });
            }
            Weighed { range, weight }
        };
        times.into_iter().map(weigh).collect()
    }

    /// How a day lies to that on which the answer was written.
    fn lies(&self, due: &DraftDue) -> Lies {
        let reading = due.due.chosen();
        let Some(written) = self.said_on.and_then(last_day) else {
            return Lies::Unknown;
        };
        let Some(latest) = reading.latest else {
            return Lies::Open;
        };
        let begun = reading.earliest.is_some_and(|day| day <= written);
        match (latest < written, begun) {
            (true, _) => Lies::Past,
            (false, true) => Lies::Around,
            (false, false) => Lies::Ahead,
        }
    }

    /// A day that rules found stays where it is likely enough, in doubt where it is not likely.
    fn keep(&self, span: &Span, (weighed, least): (&[Weighed], Least), action: &mut DraftAction) {
        let Some(due) = &mut action.due else { return };
        let place = within(span, &due.words.passage.range());
        let over = weighed
            .iter()
            .filter(|time| likelihood::overlap(&time.range, &place));
        let Some(weight) = over.map(|time| time.weight).max() else {
            return;
        };
        // Whether "every six months" is a promise, people agree about least.
        let bounded = due.due.chosen().latest.is_some();
        // "To be done by 30 June; at the end of May half of it was": a likelier day beside it.
        let text = within(span, &action.text.passage.range());
        let inside = |time: &&Weighed| {
            let own = likelihood::overlap(&time.range, &place);
            !own && text.start <= time.range.start && time.range.end <= text.end
        };
        let other = weighed.iter().filter(inside).max_by_key(|time| time.weight);
        let other = other.filter(|time| weight < 0 && time.weight >= TAKEN_MIN_HUNDREDTHS);
        if let Some(other) = other {
            action.due = Some(self.due_at(span, other.range.clone(), Sure::Doubtful));
        } else if weight < least.kept && bounded {
            action.due = None;
        } else if weight < least.sure {
            due.words.sure = Sure::Doubtful;
        }
    }

    /// A likely day that no rule took dates what was found around it without one, or else is a
    /// promise of its own sentence.
    fn take(&self, one: &Told, before: &[Told], time: &Weighed, found: &mut Vec<DraftAction>) {
        let place = one.span.range.start + time.range.start..one.span.range.start + time.range.end;
        let taken = |action: &DraftAction| {
            let due = action.due.as_ref();
            due.is_some_and(|due| likelihood::overlap(&due.words.passage.range(), &place))
        };
        if found.iter().any(taken) {
            return;
        }
        let due = self.due_at(&one.span, time.range.clone(), Sure::Doubtful);
        let around = |action: &&mut DraftAction| {
            let text = action.text.passage.range();
            text.start <= place.start && place.end <= text.end
        };
        match found.iter_mut().find(around) {
            Some(action) if action.due.is_none() => action.due = Some(due),
            Some(_) => {}
            None => found.push(self.likely(one, before, due)),
        }
    }

    /// A sentence that promises in no words known.
    fn likely(&self, one: &Told, before: &[Told], due: DraftDue) -> DraftAction {
        let sentence = self.desk.words(&one.span);
        let told = commitment::undertaking(sentence, &one.scan.hits);
        let place = within(&one.span, &due.words.passage.range());
        let cue = told.as_ref().map_or(place, |told| told.cue.clone());
        let commitment = match &told {
            Some(told) if told.commitment != Commitment::AlreadyDone => told.commitment,
            _ => Commitment::Promise,
        };
        DraftAction {
            lead: lead::read(self.desk, &one.span, [&cue, &cue], before),
            dependencies: Vec::new(),
            conditions: self.conditions(&one.span, &one.scan.hits),
            comments: None,
            text: self
                .desk
                .exact(&one.span, "the weight of its words", Sure::Doubtful),
            found_in: FoundIn::Prose,
            commitment,
            response: Some(self.index),
            due: Some(due),
        }
    }
}

/// A place of the document, counted from the first byte of a span.
fn within(span: &Span, place: &Range<usize>) -> Range<usize> {
    let start = span.range.start;
    place.start.saturating_sub(start)..place.end.saturating_sub(start)
}
