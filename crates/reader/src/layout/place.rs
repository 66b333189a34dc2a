//! Puts entries together: what is repeated, and what answers an earlier ask by its number.

use std::collections::HashMap;

use heeded_domain::vocabulary::AskKind;

use super::{Answer, AnswerCue, AskCue, Entry, Span};
use crate::read::Source;
use crate::recognise::references;

/// The entries so far, findable by their words and by their numbers.
pub(super) struct Placed<'a> {
    source: &'a Source,
    known: HashMap<String, usize>,
    numbered: HashMap<String, usize>,
    entries: Vec<Entry>,
}

impl<'a> Placed<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            source,
            known: HashMap::new(),
            numbered: HashMap::new(),
            entries: Vec::new(),
        }
    }

    /// Adds an entry, or its answers to the entry that it repeats or names by number. A mention
    /// has a number and no words of an ask.
    pub(super) fn add(&mut self, entry: Entry, mention: bool) {
        let text = self.text(&entry);
        let number = self.number(&entry);
        let by_number = number
            .as_ref()
            .and_then(|number| self.numbered.get(number))
            .copied();
        let row = by_number.filter(|&at| self.is_row(at));
        let by_text = || self.known.get(&text).copied();
        // Rows have no words; a number that issuers give is no other's.
        let same = if mention || entry.ask_cue == AskCue::Row || self.is_issued(&entry) {
            by_number
        } else {
            row.or_else(by_text)
        };
        if let Some(at) = same {
            return self.join(at, entry, mention);
        }
        if mention {
            return self.lose(entry);
        }
        self.known.insert(text, self.entries.len());
        if let Some(number) = number {
            self.numbered.insert(number, self.entries.len());
        }
        self.entries.push(entry);
    }

    /// Every entry, in the order of the document.
    pub(super) fn finish(mut self) -> Vec<Entry> {
        share_answers(&mut self.entries);
        self.entries
    }

    fn words(&self, span: &Span) -> &'a str {
        self.source.words(&span.range)
    }

    /// The words of an ask as they are compared.
    fn text(&self, entry: &Entry) -> String {
        let words: String = entry.ask.iter().map(|span| self.words(span)).collect();
        let letters = words.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    }

    /// The number of an entry as it is compared: observation 1 and recommendation 1 are two.
    fn number(&self, entry: &Entry) -> Option<String> {
        let kind = entry.kind.as_ref();
        let kind = kind.map_or(AskKind::SafetyRecommendation, |(kind, _)| *kind);
        let words = self.words(entry.reference.as_ref()?);
        Some(format!("{} {}", kind.code(), references::key(words)))
    }

    fn is_issued(&self, entry: &Entry) -> bool {
        let reference = entry.reference.as_ref();
        reference.is_some_and(|span| references::is_issued(self.words(span)))
    }

    fn is_row(&self, at: usize) -> bool {
        let entry = self.entries.get(at);
        entry.is_some_and(|entry| entry.ask_cue == AskCue::Row)
    }

    fn join(&mut self, at: usize, entry: Entry, mention: bool) {
        let source = self.source;
        let in_row = self.is_row(at);
        let Some(earlier) = self.entries.get_mut(at) else {
            return;
        };
        if in_row && !mention && entry.ask_cue != AskCue::Row {
            // The row had the number, and here are the words.
            (earlier.ask, earlier.ask_cue) = (entry.ask, entry.ask_cue);
            earlier.sections = entry.sections;
        } else {
            earlier.repeats.extend(entry.ask.into_iter().take(1));
        }
        earlier.answers.extend(entry.answers);
        earlier.unplaced.extend(entry.unplaced);
        earlier.reference = earlier.reference.take().or(entry.reference);
        for name in entry.names {
            let same = |span: &Span| source.words(&span.range) == source.words(&name.1.range);
            if !earlier.names.iter().any(|(_, span)| same(span)) {
                earlier.names.push(name);
            }
        }
    }

    /// The answer to an ask that the document does not hold.
    fn lose(&mut self, entry: Entry) {
        let lost = entry
            .answers
            .into_iter()
            .flat_map(|answer| answer.narrative);
        if let Some(last) = self.entries.last_mut() {
            last.unplaced.extend(lost);
        }
    }
}

/// Several asks in a row and then an answer: it answers them all.
fn share_answers(entries: &mut [Entry]) {
    let mut below: Option<Vec<Answer>> = None;
    for entry in entries.iter_mut().rev() {
        if entry.shares
            && entry.answers.is_empty()
            && let Some(answers) = &below
        {
            entry.answers.clone_from(answers);
        }
        let shared = |answer: &Answer| Answer {
            cue: AnswerCue::Shared,
            ..answer.clone()
        };
        below = Some(entry.answers.iter().map(shared).collect());
    }
}
