//! Planned actions: those in lists, and those that the prose of a response hides.

use std::ops::Range;

use heeded_due::{Context, Found, Kind, SaidOn};
use jiff::civil::Date;

use super::listed;
use super::{Desk, Told, plain};
use crate::cues::labels::Label;
use crate::cues::phrases::{Hit, Says};
use crate::draft::{Commitment, DraftAction, DraftDue, DraftResponse, Field, FoundIn, Sure};
use crate::layout::{Answer, AnswerCue, Listed, Span};
use crate::recognise::commitment::{self, Undertaking};
use crate::recognise::words;

/// Words of a sentence that only supposes, asks or refuses what its date is for.
const NOT_AHEAD: &[&str] = &[" not ", " whether ", " if ", " would ", " could ", "until "];

/// The actions of one answer, in the order of the document.
pub(super) fn read(
    desk: &Desk<'_>,
    answer: &Answer,
    told: &[Told],
    (index, response): (usize, &DraftResponse),
) -> Vec<DraftAction> {
    // What it promises stands once, with the last of the asks that it answers.
    if answer.cue == AnswerCue::Shared {
        return Vec::new();
    }
    let reader = Reader {
        desk,
        said_on: said_on(desk, response),
        index,
    };
    let mut actions: Vec<DraftAction> = told
        .iter()
        .flat_map(|one| reader.promises_in(one))
        .collect();
    actions.extend(answer.actions.iter().map(|listed| reader.listed(listed)));
    actions.sort_by_key(|action| action.text.passage.start);
    actions
}

/// When the response was written, as far as it is known.
fn said_on(desk: &Desk<'_>, response: &DraftResponse) -> Option<SaidOn> {
    let day = response.stated.as_ref().or(response.received.as_ref());
    day.map(|field| SaidOn::Day(field.value))
        .or(desk.document.said_on)
}

struct Reader<'a> {
    desk: &'a Desk<'a>,
    said_on: Option<SaidOn>,
    index: usize,
}

impl Reader<'_> {
    fn listed(&self, listed: &Listed) -> DraftAction {
        let words = self.desk.words(&listed.text);
        let cut = listed::cut(words, self.desk.cues);
        let text = self.desk.within(&listed.text, &cut.text);
        let mut parts: Vec<(Label, Span)> = listed.parts.clone();
        let own = cut
            .parts
            .iter()
            .map(|(label, range)| (*label, self.desk.within(&listed.text, range)));
        parts.extend(own);
        let of = |label: Label| {
            parts
                .iter()
                .filter(move |(one, _)| *one == label)
                .map(|(_, span)| span)
        };
        let labelled = |label: Label| of(label).map(|span| self.labelled(span));
        let sentence = self.desk.words(&text);
        let hits = self.desk.cues.phrases.find(sentence);
        let conditions = self.conditions(&text, &hits);
        let mut dependencies: Vec<Field<String>> = of(Label::Dependency)
            .flat_map(|span| self.dependencies(span))
            .collect();
        if dependencies.is_empty() {
            dependencies = self.condition_objects(&text, &hits);
        }
        DraftAction {
            due: of(Label::Due)
                .next()
                .map(|span| self.due_of(span, sentence))
                .or_else(|| self.due_in(&text)),
            lead: labelled(Label::Lead).next(),
            comments: labelled(Label::Comment).next(),
            dependencies,
            commitment: listed_commitment(sentence, &hits, &conditions),
            conditions,
            text: self
                .desk
                .exact(&text, "an item of the list of actions", Sure::Certain),
            found_in: FoundIn::List,
            response: Some(self.index),
        }
    }

    fn labelled(&self, span: &Span) -> Field<String> {
        let words = self.desk.words(span);
        let inside = words.trim_end_matches(['.', ' ']);
        let span = self.desk.within(span, &(0..inside.len()));
        self.desk.exact(&span, "its label", Sure::Certain)
    }

    /// Dependencies stand apart by semicolons; a comma may belong to one.
    fn dependencies(&self, span: &Span) -> Vec<Field<String>> {
        let words = self.desk.words(span);
        let mut found = Vec::new();
        let mut start = 0;
        for piece in words.split_inclusive(';') {
            let bare = piece.trim_matches([';', ' ', '.', '\n']);
            let at = start + piece.find(bare).unwrap_or_default();
            if !bare.is_empty() && !is_nothing(bare) {
                let span = self.desk.within(span, &(at..at + bare.len()));
                found.push(self.desk.exact(&span, "its label", Sure::Certain));
            }
            start += piece.len();
        }
        found
    }

    fn context<'s>(&self, sentence: &'s str) -> Context<'s> {
        Context {
            said_on: self.said_on,
            calendar: self.desk.document.calendar,
            sentence: Some(sentence),
        }
    }

    /// A due date behind its own label.
    fn due_of(&self, span: &Span, sentence: &str) -> DraftDue {
        let words = self.labelled(span);
        let due = heeded_due::read(&words.value, &self.context(sentence));
        DraftDue {
            words,
            said_on: self.said_on,
            due,
        }
    }

    /// The due date in the words of a listed action: the last time phrase.
    fn due_in(&self, span: &Span) -> Option<DraftDue> {
        let sentence = self.desk.words(span);
        let found = heeded_due::find(sentence).into_iter().next_back()?;
        let behind = sentence.get(found.range.end..).unwrap_or_default();
        let at_end = behind.trim_matches(['.', ' ', ')']).is_empty();
        let sure = if at_end { Sure::Certain } else { Sure::Likely };
        Some(self.due_at(span, found.range, sure))
    }

    fn due_at(&self, span: &Span, range: Range<usize>, sure: Sure) -> DraftDue {
        let sentence = self.desk.words(span);
        let words = sentence.get(range.clone()).unwrap_or_default();
        let due = heeded_due::read(words, &self.context(sentence));
        let place = self.desk.within(span, &range);
        let words = self.desk.exact(&place, "a time phrase in the action", sure);
        DraftDue {
            words,
            said_on: self.said_on,
            due,
        }
    }

    /// The promises of a sentence: one, or one for each of its clauses that has a date of its own.
    fn promises_in(&self, one: &Told) -> Vec<DraftAction> {
        let sentence = self.desk.words(&one.span);
        if is_note(sentence) {
            return Vec::new();
        }
        let cuts = dated_clauses(sentence);
        if cuts.is_empty() {
            return self.hidden(&one.span, &one.hits).into_iter().collect();
        }
        let ends = cuts
            .iter()
            .skip(1)
            .map(|cut| cut.start)
            .chain([sentence.len()]);
        let clauses = cuts.iter().zip(ends).map(|(cut, end)| cut.end..end);
        let first = std::iter::once(0..cuts.first().map_or(0, |cut| cut.start));
        first
            .chain(clauses)
            .filter_map(|range| {
                let span = self.desk.within(&one.span, &range);
                let hits = self.desk.cues.phrases.find(self.desk.words(&span));
                self.hidden(&span, &hits)
            })
            .collect()
    }

    /// The promise that a sentence of prose hides, if it does.
    fn hidden(&self, span: &Span, hits: &[Hit]) -> Option<DraftAction> {
        let sentence = self.desk.words(span);
        let told = commitment::undertaking(sentence, hits);
        let binds = |found: &Undertaking| found.commitment != Commitment::AlreadyDone;
        let (found, due) = match told {
            Some(found) if binds(&found) => {
                let due = self.hidden_due(span, &found);
                let event = || self.event_before(span, &found);
                (
                    found.clone(),
                    due.or_else(|| self.ahead(span)).or_else(event),
                )
            }
            told => match self.ahead(span) {
                Some(due) => (planned((span, sentence), &due, told), Some(due)),
                None => (told?, None),
            },
        };
        let conditions = self.conditions(span, hits);
        let opening = || {
            own_voice(sentence, &found)
                .then(|| opening_name(sentence))
                .flatten()
        };
        let lead = found
            .subject
            .clone()
            .or_else(opening)
            .as_ref()
            .map(|range| self.subject(span, range));
        Some(DraftAction {
            due,
            lead,
            dependencies: self.awaited(span, hits),
            conditions,
            comments: None,
            text: self
                .desk
                .exact(span, &format!("“{}”", cue(sentence, &found)), Sure::Likely),
            found_in: FoundIn::Prose,
            commitment: found.commitment,
            response: Some(self.index),
        })
    }

    /// "Once the members are appointed, …": what a promise waits for, where it has no date.
    fn event_before(&self, span: &Span, found: &Undertaking) -> Option<DraftDue> {
        let sentence = self.desk.words(span);
        let range = event_clause(sentence)?;
        let promise = found.commitment == Commitment::Promise && found.cue.start > range.end;
        promise.then(|| self.due_at(span, range, Sure::Likely))
    }

    /// A day still to come when the answer was written, in a sentence that promises in no words
    /// known ("trials end in May 2031"): the last in the sentence.
    fn ahead(&self, span: &Span) -> Option<DraftDue> {
        let said_on = last_day(self.said_on?)?;
        let sentence = self.desk.words(span);
        let key = sentence.to_lowercase();
        if sentence.len() > SENTENCE_BYTES_MAX
            || key.ends_with('?')
            || NOT_AHEAD.iter().any(|word| key.contains(word))
        {
            return None;
        }
        let phrases = heeded_due::find(sentence);
        let own = phrases.into_iter().filter(|one| {
            !is_attribute(sentence, one) && !dates_something_else(sentence, &one.range)
        });
        let dues = own.map(|one| self.due_at(span, one.range, Sure::Doubtful));
        let ahead = |due: &DraftDue| {
            if !is_full(&due.words.value) || tells_deed(sentence, &due.words.value) {
                return false;
            }
            let reading = due.due.chosen();
            let digits = due.words.value.contains(|l: char| l.is_ascii_digit());
            let first = reading.earliest.filter(|_| digits).or(reading.latest);
            first.is_some_and(|day| day > said_on)
        };
        dues.rev().find(ahead)
    }

    fn subject(&self, span: &Span, range: &Range<usize>) -> Field<String> {
        let name = self.desk.within(span, range);
        let words = self.desk.words(&name);
        let article = ["the ", "The "]
            .iter()
            .find(|article| words.starts_with(**article));
        let skip = article.map_or(0, |article| article.len());
        let name = self.desk.within(&name, &(skip..words.len()));
        self.desk
            .exact(&name, "the subject of the sentence", Sure::Likely)
    }

    /// The time phrase that belongs to the promise: behind its verb, or at the head of the
    /// sentence; never one that only dates something mentioned ("the strategy published in May
    /// 2031").
    fn hidden_due(&self, span: &Span, found: &Undertaking) -> Option<DraftDue> {
        if found.commitment == Commitment::AlreadyDone {
            return None;
        }
        let sentence = self.desk.words(span);
        let mut phrases = heeded_due::find(sentence);
        phrases.retain(|one| !is_attribute(sentence, one));
        let belongs = |range: &Range<usize>| !dates_something_else(sentence, range);
        let behind = phrases
            .iter()
            .rfind(|one| one.range.start >= found.cue.start && belongs(&one.range));
        let ahead = || {
            phrases
                .iter()
                .find(|one| leads_to(sentence, &one.range, &found.cue))
        };
        let chosen = match found.commitment {
            Commitment::UnderWay | Commitment::Considering => behind,
            _ => behind.or_else(ahead),
        }?;
        Some(self.due_at(span, chosen.range.clone(), Sure::Likely))
    }

    /// "subject to funding": the words from the phrase to the next mark.
    fn conditions(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
        let condition = |hit: &&Hit| hit.says == Says::Condition;
        let sentence = self.desk.words(span);
        hits.iter()
            .filter(condition)
            .map(|hit| {
                let range = hit.range.start..clause_end(sentence, hit.range.end);
                self.desk.exact(
                    &self.desk.within(span, &range),
                    "words of a condition",
                    Sure::Likely,
                )
            })
            .collect()
    }

    /// What a promise of prose waits for: the objects of its conditions, the event before it.
    fn awaited(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
        let mut found = self.condition_objects(span, hits);
        let sentence = self.desk.words(span);
        let Some(range) = event_clause(sentence) else {
            return found;
        };
        let words = sentence.get(range.clone()).unwrap_or_default();
        let opening = words.split(' ').next().map_or(0, str::len) + 1;
        let place = self.desk.within(span, &(range.start + opening..range.end));
        found.push(self.desk.exact(&place, "the event before it", Sure::Likely));
        found
    }

    /// "funding", of "subject to funding": what the promise waits for.
    fn condition_objects(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
        let sentence = self.desk.words(span);
        let mut found = Vec::new();
        for hit in hits.iter().filter(|hit| hit.says == Says::Condition) {
            let end = clause_end(sentence, hit.range.end);
            let words = sentence.get(hit.range.end..end).unwrap_or_default();
            let bare = words.trim();
            let start = end - words.trim_start().len();
            if !bare.is_empty() {
                let place = self.desk.within(span, &(start..start + bare.len()));
                found.push(
                    self.desk
                        .exact(&place, "words of a condition", Sure::Likely),
                );
            }
        }
        found
    }
}

/// Longer sentences are lists or broken text: no promise is looked for in their parts.
const SENTENCE_BYTES_MAX: usize = 4 * 1024;
/// Joints of a sentence at which a promise of its own may follow.
const JOINTS: &[&str] = &[
    ", and ",
    "; and ",
    "; ",
    ", with a view to ",
    ", followed by ",
    " and ",
];
/// The verb of a promise stands within so many words behind a joint.
const JOINT_WORDS: usize = 7;

/// The joints behind which another promise with a date of its own follows ("… by May, and we will
/// publish it in June").
fn dated_clauses(sentence: &str) -> Vec<Range<usize>> {
    let dates: Vec<usize> = heeded_due::find(sentence)
        .into_iter()
        .map(|found| found.range.start)
        .collect();
    if dates.len() < 2 || sentence.len() > SENTENCE_BYTES_MAX {
        return Vec::new();
    }
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let joints = JOINTS.iter().flat_map(|joint| {
        let found = sentence.match_indices(joint);
        found.map(|(at, joint)| (at..at + joint.len(), joint.len() > 6))
    });
    let mut joints: Vec<(Range<usize>, bool)> = joints.collect();
    joints.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    for (joint, promises) in joints {
        let from = cuts.last().map_or(0, |cut| cut.end);
        let before = dates.iter().any(|&at| at >= from && at < joint.start);
        let behind = dates.iter().any(|&at| at >= joint.end);
        let head = sentence.get(joint.end..).unwrap_or_default();
        let will = words::all_words(head)
            .take(JOINT_WORDS)
            .any(|word| word.is(head, "will"));
        if joint.start >= from && before && behind && (promises || will) {
            cuts.push(joint);
        }
    }
    cuts
}

/// What opens the telling of an event that a promise waits for.
const EVENTS: &[&str] = &["After", "Following", "Once", "Upon", "When"];
/// An event is told in at most so many words.
const EVENT_WORDS_MAX: usize = 14;

/// The clause at the head of a sentence that tells an event, up to its comma.
fn event_clause(sentence: &str) -> Option<Range<usize>> {
    let first = sentence.split(' ').next()?;
    let end = sentence.find(',')?;
    let clause = sentence.get(..end)?;
    let told = EVENTS.contains(&first) && heeded_due::find(clause).is_empty();
    (told && (2..=EVENT_WORDS_MAX).contains(&clause.split(' ').count())).then_some(0..end)
}

/// The last day on which something may have been said.
fn last_day(said_on: SaidOn) -> Option<Date> {
    match said_on {
        SaidOn::Day(day) => Some(day),
        SaidOn::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        SaidOn::Year(year) => Date::new(year, 12, 31).ok(),
        SaidOn::LaterThan(_) => None,
    }
}

/// "Was published on 3 March 2031": the day of a deed, even if the report bears an earlier one.
fn tells_deed(sentence: &str, phrase: &str) -> bool {
    let before = sentence.split(phrase).next().unwrap_or_default();
    let around = [before, phrase].concat();
    let from = before.len().saturating_sub(24);
    let near = around.get(from..).unwrap_or(&around).to_lowercase();
    ["was ", "were ", "has been ", "have been "]
        .iter()
        .any(|verb| near.contains(verb))
}

/// Whether a time phrase can be trusted by itself: "on 16 August" in a report of December is past,
/// and "for the next ten years" is a length of time.
fn is_full(words: &str) -> bool {
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let key = words.to_lowercase();
    (digits == 0 || digits >= 4) && !key.starts_with("for ")
}

/// Whether nobody says "we" before the words of a promise: then who opens the sentence gives it.
fn own_voice(sentence: &str, found: &Undertaking) -> bool {
    let before = sentence.get(..found.cue.end).unwrap_or_default();
    let passive = sentence.get(found.cue.end..).unwrap_or_default();
    let first = |word: words::Word| {
        matches!(
            word.key(before).as_str(),
            "we" | "i" | "our" | "this" | "these" | "it" | "they" | "which"
        )
    };
    !words::all_words(before).any(first) && !passive.trim_start().starts_with("be ")
}

/// The body with whose name a sentence opens.
fn opening_name(sentence: &str) -> Option<Range<usize>> {
    let name = words::name_at(sentence, &words::first_words(sentence))?;
    let is_body = commitment::is_body(sentence.get(name.clone())?);
    is_body.then_some(name)
}

/// What a sentence with a day still to come undertakes: work that goes on to that day.
fn planned(
    (span, sentence): (&Span, &str),
    due: &DraftDue,
    told: Option<Undertaking>,
) -> Undertaking {
    let place = &due.words.passage;
    Undertaking {
        commitment: Commitment::UnderWay,
        cue: place.start.saturating_sub(span.range.start)
            ..place.end.saturating_sub(span.range.start),
        subject: told
            .and_then(|told| told.subject)
            .or_else(|| opening_name(sentence)),
    }
}

/// "NB the merger may have an effect on this work": a caution to the reader promises nothing.
fn is_note(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default();
    matches!(first.trim_end_matches([':', ',']), "NB" | "N.B." | "NB.")
}

fn cue(sentence: &str, found: &Undertaking) -> String {
    plain(sentence.get(found.cue.clone()).unwrap_or_default()).to_lowercase()
}

fn is_nothing(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "none" | "n/a" | "nil" | "none identified" | "not applicable" | "-"
    )
}

fn clause_end(sentence: &str, from: usize) -> usize {
    let rest = sentence.get(from..).unwrap_or_default();
    from + rest.find(['.', ',', ';', ')', ':']).unwrap_or(rest.len())
}

/// "Our yearly review": says of a thing how often it comes, not when the promise falls due.
fn is_attribute(sentence: &str, found: &Found) -> bool {
    let behind = sentence.get(found.range.end..).unwrap_or_default();
    found.kind == Kind::Recurring && behind.starts_with(' ')
}

/// "By spring 2031 the Board will": hardly more than the subject between the date and the verb.
fn leads_to(sentence: &str, phrase: &Range<usize>, cue: &Range<usize>) -> bool {
    const SUBJECT_WORDS: usize = 8;
    let between = sentence.get(phrase.end..cue.start);
    !dates_something_else(sentence, phrase)
        && between.is_some_and(|words| words.split_whitespace().count() <= SUBJECT_WORDS)
}

/// Whether a time phrase dates a thing: it follows a participle such as "published" without a
/// comma.
fn dates_something_else(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default().trim_end();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let key = words::key(last);
    let participle = (key.ends_with("ed") && key.len() > 4)
        || matches!(key.as_str(), "made" | "set" | "begun" | "held" | "out");
    let passive = before.rsplit(' ').nth(1).is_some_and(|word| {
        matches!(
            words::key(word).as_str(),
            "be" | "being" | "is" | "are" | "fully" | "to" | "and"
        )
    });
    participle && !passive && !before.ends_with(',')
}

fn listed_commitment(sentence: &str, hits: &[Hit], conditions: &[Field<String>]) -> Commitment {
    let first_words = |hit: &Hit| {
        sentence
            .get(..hit.range.start)
            .is_some_and(|before| before.split_whitespace().count() <= 2)
    };
    let at_start = |says: Says| hits.iter().any(|hit| hit.says == says && first_words(hit));
    let done = sentence.trim_end_matches(['.', ')', ' ']).to_lowercase();
    if at_start(Says::Considering) {
        Commitment::Considering
    } else if !conditions.is_empty() {
        Commitment::Conditional
    } else if at_start(Says::AlreadyDone)
        || done.ends_with("completed")
        || done.ends_with(" complete")
    {
        Commitment::AlreadyDone
    } else {
        Commitment::Promise
    }
}
