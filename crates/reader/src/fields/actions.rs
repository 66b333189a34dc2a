//! Planned actions: those in lists, and (in `prose`) those that the prose of a response hides.

use std::ops::Range;

use heeded_due::{Context, SaidOn};

use super::listed;
use super::{Desk, Told};
use crate::cues::labels::Label;
use crate::cues::phrases::{Hit, Says};
use crate::draft::{Commitment, DraftAction, DraftDue, DraftResponse, Field, FoundIn, Sure};
use crate::layout::{Answer, AnswerCue, Listed, Span};

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
    let mut actions: Vec<DraftAction> = (0..told.len())
        .flat_map(|at| reader.promises_in(told, at))
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

/// What the actions of one answer are read with.
pub(super) struct Reader<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) said_on: Option<SaidOn>,
    /// The place of the answer among those to the ask.
    pub(super) index: usize,
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

    pub(super) fn due_at(&self, span: &Span, range: Range<usize>, sure: Sure) -> DraftDue {
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

    /// "subject to funding": the words from the phrase to the next mark.
    pub(super) fn conditions(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
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

    /// "funding", of "subject to funding": what the promise waits for.
    pub(super) fn condition_objects(&self, span: &Span, hits: &[Hit]) -> Vec<Field<String>> {
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
