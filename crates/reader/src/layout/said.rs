//! What is said of an action under labels of its own: who leads it, by when, and more.

use super::Span;
use super::answers::Walk;
use super::roles::Role;
use super::tables;
use crate::cues::labels::Label;
use crate::recognise::references;

impl Walk<'_, '_> {
    /// What a form or a row says of the answer before the ask; the number, and who is asked, were
    /// read with the ask.
    pub(super) fn before(&mut self) {
        let region = self.region;
        let row = region.row(region.before.end);
        for at in region.before.clone() {
            let role = region.roles.get(at);
            let in_row = row.is_some() && region.row(at) == row;
            let answers = matches!(
                role,
                Some(
                    Role::Response { .. }
                        | Role::Decision(_)
                        | Role::Received(..)
                        | Role::From(_)
                        | Role::Actions
                        | Role::Action(_)
                )
            );
            // "Status: Open" above an ask does not make an answer of what stands below it.
            // A row of a table above the ask tells of other days.
            let columns = region.row(at).is_some() && !region.is_pair(at) && !in_row;
            if matches!(role, Some(Role::Part(..))) && !columns || answers && in_row {
                self.block(at);
            }
        }
    }

    /// The day in "Action planned: 31 December 2031", in the place of a state.
    pub(super) fn day_of_state(&self, state: &Span) -> Option<(Label, Span)> {
        const AHEAD: &[&str] = &["due", "expected", "planned", "scheduled", "target"];
        let words = self.region.words(state);
        let lower = words.to_ascii_lowercase();
        let ahead = AHEAD
            .iter()
            .filter_map(|word| Some(lower.find(word)? + word.len()));
        let from = ahead.min()?;
        let behind = words.get(from..)?;
        let day = heeded_due::find(behind).pop()?;
        let start = state.range.start + from;
        let range = start + day.range.start..start + day.range.end;
        let block = state.block;
        Some((Label::Due, Span { block, range }))
    }

    /// Something said of an action under a label of its own: of the latest, or of the one that has
    /// the same number ("3.2 Ann", beside "3.1 Light the pier. 3.2 Paint it.").
    pub(super) fn part(&mut self, label: Label, span: Span) {
        let region = self.region;
        let row = region.row(span.block);
        let same_row = row.is_none() || row == self.row;
        if row.is_some() && same_row && self.part_of_number(label, &span) {
            return;
        }
        let region = self.region;
        let told = self.is_told_in(row);
        let answer = self.answer.as_mut();
        let last = answer.as_ref().and_then(|answer| answer.narrative.last());
        let narrated = last.is_some();
        // "Concur", "Target date: May 2031", and below them what will be done.
        let decided = answer
            .as_ref()
            .is_some_and(|answer| answer.decision.is_some())
            && !narrated;
        let unanswered = answer.is_none();
        let here = row.is_some() && last.is_some_and(|last| region.row(last.block) == row);
        let dated = matches!(label, Label::Due | Label::Lead);
        // The next paragraph of a comment that was told.
        let goes_on = last.is_some_and(|last| last.block + 1 == span.block)
            && tables::goes_on(region.source, span.block);
        let listed = answer.and_then(|answer| answer.actions.last_mut());
        match listed {
            Some(listed) if same_row || region.is_pair(span.block) => {
                listed.parts.push((label, span))
            }
            _ if label == Label::Comment && (!told || goes_on) => self.narrate(span),
            _ if here => self.loose(label, span),
            _ if dated && narrated => {
                if let Some(answer) = &mut self.answer {
                    answer.beside.push((label, span));
                }
            }
            // "Lead: Head of Piers", "Due: May 2031", between an ask and its answer.
            _ if dated && unanswered && region.leads => self.pending.push((label, span)),
            // The day that the issuer wants, above any answer.
            _ if row.is_none() && label == Label::Due && unanswered => {}
            _ if row.is_none() && !(dated && decided) => self.narrate(span),
            _ if dated => self.pending.push((label, span)),
            _ => {}
        }
    }

    /// "1.2 March 2031" beside "1.2 Fit the lamps", "(b) May 2031" beside "(b) Light them": the
    /// part of the action that has its number.
    fn part_of_number(&mut self, label: Label, span: &Span) -> bool {
        let region = self.region;
        let number = |span: &Span| {
            let first = region.words(span).split_whitespace().next()?;
            let digits = first
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
            let letter = references::letters_in_brackets(first).is_some() && first.ends_with(')');
            (digits && first.contains('.') || letter).then(|| first.trim_end_matches('.'))
        };
        let Some(own) = number(span) else {
            return false;
        };
        let answer = self.answer.as_mut();
        let mut listed = answer.into_iter().flat_map(|answer| &mut answer.actions);
        let Some(listed) = listed.find(|listed| number(&listed.text) == Some(own)) else {
            return false;
        };
        let words = region.words(span);
        let behind = words
            .split_once(char::is_whitespace)
            .map_or("", |(_, behind)| behind);
        let range = span.range.end - behind.len()..span.range.end;
        let block = span.block;
        listed.parts.push((label, Span { block, range }));
        true
    }

    /// Who leads and by when, in a row that tells of the action in its answer.
    fn loose(&mut self, label: Label, span: Span) {
        let row = self.region.row(span.block);
        let Some(answer) = &mut self.answer else {
            return;
        };
        let told = answer.narrative.last();
        if told.is_some_and(|told| self.region.row(told.block) == row) {
            answer.loose.push((label, span));
        }
    }

    /// Whether more than a decision was said in a row: then a comment beside it is only that.
    fn is_told_in(&self, row: Option<usize>) -> bool {
        const DECISION_WORDS: usize = 3;
        let region = self.region;
        let narrative = self.answer.iter().flat_map(|answer| &answer.narrative);
        let mut own = narrative.filter(|span| region.row(span.block) == row);
        own.any(|span| region.words(span).split_whitespace().count() > DECISION_WORDS)
    }
}
