//! How an answer begins: with its mark, a decision above it, the day in its heading.

use std::ops::Range;

use super::answers::Walk;
use super::{Answer, AnswerCue, Span};
use crate::recognise::dates;

impl Walk<'_, '_> {
    pub(super) fn begin(&mut self, from: Option<Span>, mark: Span) {
        self.decide();
        if self.has_words() || self.closed {
            self.keep();
        }
        (self.closed, self.in_actions, self.row) = (false, false, None);
        let answer = self.answer.get_or_insert_with(Answer::new);
        answer.cue = AnswerCue::Marked;
        answer.mark = Some(mark);
        answer.from = from.or(answer.from.take());
    }

    /// "Agreed", as all that a row has for the answer, is what the words below it decide.
    fn decide(&mut self) {
        let Some(answer) = &mut self.answer else {
            return;
        };
        let cues = self.region.cues;
        if let [only] = answer.narrative.as_slice()
            && answer.actions.is_empty()
            && answer.from.is_none()
            && cues.decision(self.region.words(only)).is_some()
        {
            answer.decision = Some(only.clone());
            answer.narrative.clear();
        }
    }

    /// "Response of the Board, received 9 March 2031", "The Board replied on 9 March 2031:", over
    /// its words.
    pub(super) fn receipt_in_heading(&mut self, at: usize) {
        const RECEIVED: &[&str] = &["received ", "replied ", "responded "];
        let span = self.region.span(at);
        let text = self.region.words(&span);
        let verb = RECEIVED.iter();
        let Some(from) = verb
            .filter_map(|verb| Some(text.find(verb)? + verb.len()))
            .next()
        else {
            return;
        };
        let behind = text.get(from..).unwrap_or_default();
        let near = |place: &Range<usize>| place.start <= "on ".len();
        let day = dates::day(behind).filter(|(_, place)| near(place));
        if let (Some((day, place)), Some(answer)) = (day, &mut self.answer) {
            let start = span.range.start + from;
            let range = start + place.start..start + place.end;
            let block = span.block;
            answer.received.get_or_insert((day, Span { block, range }));
        }
    }
}
