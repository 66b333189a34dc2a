//! What a table says beside an answer: "Action date" and "Lead" in columns of their own belong to
//! what the answer promises last.

use heeded_due::Kind;

use super::actions::{Reader, is_nothing};
use super::{Told, past};
use crate::cues::labels::Label;
use crate::cues::phrases::{Hit, Says};
use crate::draft::{Commitment, DraftAction, DraftDue, Field, FoundIn, Sure};
use crate::layout::{Answer, Span};
use crate::recognise::words;

/// A decision by itself, before what is told of it, has at most so many words: "Concur in
/// principle".
const DECISION_WORDS_MAX: usize = 5;
/// And as a sentence: "The government agrees in part with the Committee's recommendation."
const DECIDING_WORDS_MAX: usize = 14;

impl Reader<'_> {
    /// Gives what stands beside an answer to its promises.
    pub(super) fn beside(&self, answer: &Answer, told: &[Told], actions: &mut Vec<DraftAction>) {
        for wanted in [Label::Due, Label::Lead] {
            // The day beside what is complete is when it was done.
            if wanted == Label::Due && self.is_complete(answer) {
                continue;
            }
            let mut from = 0;
            // "Harbour Board, March 2031", under "Lead and date", is both.
            let is_due = |span: &Span| !heeded_due::find(self.desk.words(span)).is_empty();
            let of_label = answer.beside.iter().filter(|(label, span)| {
                *label == wanted || wanted == Label::Due && *label == Label::Lead && is_due(span)
            });
            for (_, span) in of_label {
                // Each belongs to what was said since the one before.
                let since = |one: &&Told| (from..span.block).contains(&one.span.block);
                let own: Vec<&Told> = told.iter().filter(since).collect();
                // "Concur", "Target date: May 2031", and below them what will be done.
                let decision = |one: &&Told| self.only_decides(one);
                let behind = told.iter().any(|one| one.span.block > span.block);
                let heads = !own.is_empty() && own.iter().all(decision) && behind;
                match wanted {
                    Label::Due if heads && self.due_of_form(span, actions) => {}
                    Label::Due => self.due_beside(span, &own, actions),
                    _ if heads => self.lead_of_form(span, actions),
                    _ => self.lead_beside(span, &own, actions),
                }
                from = span.block;
            }
            if let Some(first) = told.first() {
                let above = |(label, span): &&(Label, Span)| {
                    *label == wanted && span.block < first.span.block
                };
                let above = answer.beside.iter().find(above);
                match (wanted, above) {
                    (Label::Lead, Some((_, span))) => self.lead_of_form(span, actions),
                    (_, Some((_, span)))
                        if !self.due_of_form(span, actions) && actions.is_empty() =>
                    {
                        self.due_of_told(span, told, actions);
                    }
                    _ => {}
                }
            }
        }
    }

    /// "Accepted | 31 March 2032", with no word of what will be done: what was asked is due then.
    pub(super) fn due_of_decision(&self, answer: &Answer, actions: &mut Vec<DraftAction>) {
        let Some(decision) = &answer.decision else {
            return;
        };
        if self.is_complete(answer) || !actions.is_empty() {
            return;
        }
        let mut said = answer.beside.iter().chain(&answer.loose);
        let Some((_, span)) = said.find(|(label, _)| *label == Label::Due) else {
            return;
        };
        // "Action planned: 31 March 2032" says more than words that promise nothing.
        let told = !answer.narrative.is_empty() || !answer.actions.is_empty();
        if told && span.block != decision.block {
            return;
        }
        let words = self.labelled(span);
        let due = self.dated(words, None);
        if matches!(due.due.kind, Kind::Unread | Kind::Done) || due.due.chosen().latest.is_none() {
            return;
        }
        let cue = "the decision, with a day beside it";
        let lead = self
            .leads(answer.beside.iter().chain(&answer.loose))
            .first()
            .map(|span| self.labelled(span));
        let text = self.desk.exact(decision, cue, Sure::Doubtful);
        actions.push(DraftAction {
            lead,
            ..self.dated_beside(text, due)
        });
    }

    /// Whether a sentence says how an ask was taken, and nothing that will be done.
    fn only_decides(&self, told: &Told) -> bool {
        let words = self.desk.words(&told.span);
        let says = |said: fn(&Says) -> bool| told.scan.hits.iter().any(|hit| said(&hit.says));
        let sentence = says(|says| matches!(says, Says::Disposition(_)))
            && !says(|says| matches!(says, Says::Promise));
        words::at_most(words, DECISION_WORDS_MAX)
            || sentence && words::at_most(words, DECIDING_WORDS_MAX)
    }

    fn due_beside(&self, span: &Span, own: &[&Told], actions: &mut Vec<DraftAction>) {
        let Some(last) = own.last() else { return };
        let words = self.desk.words(span);
        if is_nothing(words) {
            return;
        }
        let words = self
            .desk
            .exact(span, "the date beside the answer", Sure::Doubtful);
        let due = self.dated(words, None);
        if matches!(due.due.kind, Kind::Unread | Kind::Done) {
            return;
        }
        let at = place(own, actions);
        match at.and_then(|at| actions.get_mut(at)) {
            Some(action) if action.due.as_ref().is_none_or(is_open) => action.due = Some(due),
            // Its own words have their date, and the column repeats it, or says it closer.
            Some(action) if action.due.as_ref().is_some_and(|own| is_same(own, &due)) => {
                if action.due.as_ref().is_some_and(|own| is_closer(&due, own)) {
                    action.due = Some(due);
                }
            }
            _ => {
                let text = self
                    .desk
                    .exact(&last.span, "the date beside it", Sure::Likely);
                actions.push(self.dated_beside(text, due));
            }
        }
    }

    /// A promise whose words give no date, and which has the date that stands beside them.
    fn dated_beside(&self, text: Field<String>, due: DraftDue) -> DraftAction {
        DraftAction {
            text,
            due: Some(due),
            lead: None,
            dependencies: Vec::new(),
            conditions: Vec::new(),
            comments: None,
            found_in: FoundIn::List,
            commitment: Commitment::Promise,
            response: Some(self.index),
        }
    }

    fn lead_beside(&self, span: &Span, own: &[&Told], actions: &mut [DraftAction]) {
        let words = self.desk.words(span);
        let found = heeded_due::find(words).into_iter().next();
        let name = words.get(..found.map_or(words.len(), |found| found.range.start));
        let name = name
            .unwrap_or_default()
            .trim_end_matches([',', ' ', '(', '-', '–', ';', '\n', '.']);
        if name.trim().is_empty() {
            return;
        }
        let span = &self.desk.within(span, &(0..name.len()));
        let at = place(own, actions);
        if let Some(action) = at.and_then(|at| actions.get_mut(at))
            && action.lead.is_none()
        {
            action.lead = Some(self.desk.exact(span, "its column", Sure::Likely));
        }
    }
}

impl Reader<'_> {
    /// Who leads by the labels of a row. Of "Responsible body" and "Lead officer" the second does.
    pub(super) fn leads<'p>(
        &self,
        parts: impl Iterator<Item = &'p (Label, Span)>,
    ) -> Vec<&'p Span> {
        const OF_BODIES: &[&str] = &[
            "agency",
            "authority",
            "body",
            "department",
            "institution",
            "ministry",
            "organisation",
            "organization",
        ];
        let leads = parts.filter(|(label, _)| *label == Label::Lead);
        let all: Vec<&Span> = leads.map(|(_, span)| span).collect();
        let is_of_body = |span: &&&Span| {
            let block = self.desk.source.blocks.get(span.block);
            let heading = block.and_then(|block| block.label.as_ref());
            let heading = heading.map_or("", |heading| self.desk.source.words(heading));
            let small = heading.to_lowercase();
            OF_BODIES.iter().any(|noun| small.ends_with(noun))
        };
        let narrow = all.iter().filter(|span| !is_of_body(span));
        let narrow: Vec<&Span> = narrow.copied().collect();
        if narrow.is_empty() { all } else { narrow }
    }

    /// A form that says above the answer who owns it says it of everything that it promises.
    fn lead_of_form(&self, span: &Span, actions: &mut [DraftAction]) {
        for action in actions.iter_mut().filter(|action| action.lead.is_none()) {
            action.lead = Some(
                self.desk
                    .exact(span, "the row above the answer", Sure::Doubtful),
            );
        }
    }
}

impl Reader<'_> {
    /// A form that says above the answer by when it says it of the first thing that is promised and
    /// has no day of its own. Whether there was one.
    fn due_of_form(&self, span: &Span, actions: &mut [DraftAction]) -> bool {
        let due = self
            .desk
            .exact(span, "the row above the answer", Sure::Likely);
        let due = self.dated(due, None);
        let undated = |action: &&mut DraftAction| action.due.as_ref().is_none_or(is_open);
        let first = actions.iter_mut().find(undated);
        let first = first.filter(|_| !matches!(due.due.kind, Kind::Unread | Kind::Done));
        match first {
            Some(action) => {
                action.due = Some(due);
                true
            }
            None => false,
        }
    }
}

impl Reader<'_> {
    /// Where nothing of an answer reads like a promise, such a form dates the last sentence that
    /// does not tell what was: "The Board is surveying its piers."
    fn due_of_told(&self, span: &Span, told: &[Told], actions: &mut Vec<DraftAction>) {
        let due = self
            .desk
            .exact(span, "the row above the answer", Sure::Doubtful);
        let due = self.dated(due, None);
        if due.due.kind == Kind::Done || due.due.chosen().latest.is_none() {
            return;
        }
        let now = |one: &&Told| {
            let sentence = self.desk.words(&one.span);
            let doing = sentence.split(' ').any(|word| word.ends_with("ing"));
            let being = [" is ", " are "].iter().any(|verb| sentence.contains(verb));
            doing && being && !past::tells(sentence)
        };
        if let Some(last) = told.iter().rfind(now) {
            let cue = "the sentence that its form dates";
            let text = self.desk.exact(&last.span, cue, Sure::Doubtful);
            actions.push(DraftAction {
                commitment: Commitment::UnderWay,
                found_in: FoundIn::Prose,
                ..self.dated_beside(text, due)
            });
        }
    }
}

/// The last action that some sentences hold and that has no time of its own; where each has one,
/// the last of all.
fn place(own: &[&Told], actions: &[DraftAction]) -> Option<usize> {
    let inside = |action: &DraftAction| {
        let start = action.text.passage.start;
        own.iter().any(|one| one.span.range.contains(&start))
    };
    let own_time = |action: &DraftAction| {
        let words = &action.text.passage;
        let due = action.due.as_ref();
        due.is_some_and(|due| (words.start..words.end).contains(&due.words.passage.start))
    };
    let undated = |action: &DraftAction| inside(action) && !own_time(action);
    let undated = actions.iter().rposition(undated);
    undated.or_else(|| actions.iter().rposition(inside))
}

/// Whether the date in an action stands behind the words that promise it.
pub(super) fn is_promised(sentence: &str, hits: &[Hit], due: &DraftDue) -> bool {
    let at = sentence.find(due.words.value.as_str()).unwrap_or_default();
    let mut promises = hits.iter().filter(|hit| hit.says == Says::Promise);
    promises.any(|hit| hit.range.end <= at)
}

/// Whether a date in the words of an action says more than its column: "by the end of 2032", beside
/// "2032"; "in February 2032", beside "In progress".
pub(super) fn is_closer(own: &DraftDue, column: &DraftDue) -> bool {
    let bounds = |due: &DraftDue| {
        let chosen = due.due.chosen();
        chosen.earliest.zip(chosen.latest)
    };
    match (bounds(own), bounds(column)) {
        (Some(own), Some(column)) => own != column && own.0 >= column.0 && own.1 <= column.1,
        (Some(_), None) => true,
        _ => false,
    }
}

/// Whether a date in the words of an action lies within that of its column: "to finish in March
/// 2031", beside "2031".
pub(super) fn is_within(own: &DraftDue, column: &DraftDue) -> bool {
    let (own, column) = (own.due.chosen(), column.due.chosen());
    let (Some(first), Some(last)) = (own.earliest, own.latest) else {
        return false;
    };
    let after = column.earliest.is_some_and(|earliest| first >= earliest);
    after && column.latest.is_some_and(|latest| last <= latest)
}

/// Whether one of two dates lies within the other: "by 31 March", in a column "March 2031".
fn is_same(one: &DraftDue, other: &DraftDue) -> bool {
    let (one, other) = (one.due.chosen(), other.due.chosen());
    let within = one.earliest >= other.earliest && one.latest <= other.latest;
    within || other.earliest >= one.earliest && other.latest <= one.latest
}

/// Whether a due date says no day: an event, "in due course".
fn is_open(due: &DraftDue) -> bool {
    let chosen = due.due.chosen();
    chosen.earliest.is_none() && chosen.latest.is_none()
}
