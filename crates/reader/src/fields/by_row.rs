//! What the columns of a row say of an answer in it: by when what it promises is due, and who leads
//! it.

use heeded_due::Kind;
use jiff::civil::Date;

use super::actions::Reader;
use super::{Told, beside, prose};
use crate::cues::labels::Label;
use crate::draft::{Commitment, DraftAction, DraftDue, Field, FoundIn, Sure};
use crate::layout::Span;
use crate::recognise::clauses;

impl Reader<'_> {
    /// A column by the side of an answer says when what the answer tells of is due, and who leads
    /// it: its last promise, or its last sentence where none reads like one. Where that promise is
    /// for another time, what was asked is due then.
    pub(super) fn date_by_row(
        &self,
        actions: &mut Vec<DraftAction>,
        told: &[Told],
        (loose, ask): (&[(Label, Span)], &Field<String>),
    ) {
        if self.date_by_paragraphs(actions, told, loose) {
            return;
        }
        let of = |label: Label| loose.iter().find(|(one, _)| *one == label);
        let Some(due) = of(Label::Due).and_then(|(_, span)| self.day_of_row(told, span)) else {
            return;
        };
        let lead = self.leads(loose.iter()).first().copied();
        let lead = lead.map(|span| self.labelled(span));
        let open = |action: &DraftAction| action.commitment != Commitment::AlreadyDone;
        let undated = |action: &DraftAction| open(action) && action.due.is_none();
        // What has a time of its own, "each quarter", leaves that of the row to another.
        let last = actions.iter().rposition(undated);
        let last = last.or_else(|| actions.iter().rposition(open));
        if let Some(action) = last.and_then(|at| actions.get_mut(at)) {
            if self.keeps_own(action, &due) {
                let asked = DraftAction {
                    text: Field {
                        sure: Sure::Doubtful,
                        ..ask.clone()
                    },
                    due: Some(due),
                    lead,
                    comments: None,
                    dependencies: Vec::new(),
                    conditions: Vec::new(),
                    commitment: Commitment::UnderWay,
                    ..action.clone()
                };
                actions.push(asked);
            } else {
                // "To finish in March 2031", beside "2031".
                let own = action.due.take();
                let closer =
                    |own: &DraftDue| beside::is_within(own, &due) && beside::is_closer(own, &due);
                action.due = own.filter(closer).or(Some(due));
                action.lead = lead.or(action.lead.take());
            }
            return;
        }
        let Some(told) = told.last() else { return };
        let hits = &told.scan.hits;
        let mut dependencies = self.condition_objects(&told.span, hits);
        if let Some(place) = clauses::held_up(self.desk.words(&told.span)) {
            let place = self.desk.within(&told.span, &place);
            dependencies.push(self.desk.exact(&place, "the event around it", Sure::Likely));
        }
        let cue = "the sentence that its row dates";
        actions.push(DraftAction {
            due: Some(due),
            lead,
            comments: None,
            dependencies,
            conditions: self.conditions(&told.span, hits),
            commitment: Commitment::UnderWay,
            text: self.desk.exact(&told.span, cue, Sure::Doubtful),
            found_in: FoundIn::Prose,
            response: Some(self.index),
        });
    }

    /// "Circulate the draft", "Publish it", each a paragraph of the answer, beside "May 2031",
    /// "June 2032" in as many paragraphs of a column: each belongs to its own. Whether it was so.
    fn date_by_paragraphs(
        &self,
        actions: &mut Vec<DraftAction>,
        told: &[Told],
        loose: &[(Label, Span)],
    ) -> bool {
        let spans = |label: Label| {
            let own = loose.iter().filter(move |(one, _)| *one == label);
            own.map(|(_, span)| span).collect::<Vec<&Span>>()
        };
        let dues = spans(Label::Due);
        let days = dues.iter().map(|span| self.day_of_row(told, span));
        let Some(days) = days.collect::<Option<Vec<DraftDue>>>() else {
            return false;
        };
        // The first sentence of each paragraph.
        let mut firsts: Vec<&Told> = told.iter().collect();
        firsts.dedup_by_key(|one| one.span.block);
        // Before them may stand how the ask was taken.
        let skip = firsts.len().checked_sub(days.len());
        let Some(own) = skip.filter(|skip| days.len() > 1 && *skip <= 1) else {
            return false;
        };
        let leads = spans(Label::Lead);
        for (at, (one, due)) in firsts.into_iter().skip(own).zip(days).enumerate() {
            let each = (leads.len() == dues.len()).then(|| leads.get(at)).flatten();
            let lead = each.or(leads.first()).map(|span| self.labelled(span));
            let inside = |action: &&mut DraftAction| {
                let start = action.text.passage.start;
                self.desk
                    .source
                    .blocks
                    .get(one.span.block)
                    .is_some_and(|block| block.range.contains(&start))
            };
            match actions.iter_mut().find(inside) {
                Some(action) => {
                    action.due = Some(due);
                    action.lead = lead.or(action.lead.take());
                }
                None => actions.push(DraftAction {
                    due: Some(due),
                    lead,
                    comments: None,
                    dependencies: self.condition_objects(&one.span, &one.scan.hits),
                    conditions: self.conditions(&one.span, &one.scan.hits),
                    commitment: Commitment::UnderWay,
                    text: self.desk.exact(
                        &one.span,
                        "the paragraph that its row dates",
                        Sure::Likely,
                    ),
                    found_in: FoundIn::Prose,
                    response: Some(self.index),
                }),
            }
        }
        true
    }

    /// Whether a promise is firm for another time than that of its row.
    fn keeps_own(&self, action: &DraftAction, of_row: &DraftDue) -> bool {
        let promised =
            action.commitment == Commitment::Promise || action.text.value.contains(" will ");
        let own = action.due.as_ref();
        promised && own.is_some_and(|own| self.is_to_come(own) && are_apart(own, of_row))
    }

    /// Whether a date lies behind the day on which it was written, and is no length of time.
    fn is_to_come(&self, due: &DraftDue) -> bool {
        let length = due.words.value.to_lowercase().starts_with("within ");
        let said_on = self.said_on.and_then(prose::last_day);
        let first = due.due.chosen().earliest;
        !length
            && first
                .zip(said_on)
                .is_some_and(|(first, said_on)| first > said_on)
    }

    /// The day that a column gives; "complete" and "not yet known" are none.
    fn day_of_row(&self, told: &[Told], span: &Span) -> Option<DraftDue> {
        let sentence = told.last().map_or("", |told| self.desk.words(&told.span));
        let due = self.due_of(span, sentence);
        let says = !matches!(due.due.kind, Kind::Unread | Kind::Done);
        let digits = due.words.value.contains(|one: char| one.is_ascii_digit());
        // "End of the current financial year", "Quarterly"
        let bound = due.due.chosen().latest.is_some() || due.due.kind == Kind::Recurring;
        (says && (digits || bound)).then_some(due)
    }
}

/// Whether two dates have no day in common.
fn are_apart(one: &DraftDue, other: &DraftDue) -> bool {
    let (one, other) = (one.due.chosen(), other.due.chosen());
    let before = |first: Option<Date>, next: Option<Date>| {
        first.zip(next).is_some_and(|(first, next)| first < next)
    };
    before(one.latest, other.earliest) || before(other.latest, one.earliest)
}
