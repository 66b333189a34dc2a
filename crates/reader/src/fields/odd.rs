//! What is odd about a draft: general rules, each a function that looks at the whole draft.
//!
//! A rule never changes a field; it says in a plain sentence what a person should know. To add
//! one, add its kind to [`RemarkKind`], its function to [`RULES`] and a case to `tests/cases`.

mod dates;
mod names;
mod promises;
mod revised;
mod walk;
mod words;

use heeded_due::{Context, SaidOn};

use super::{Desk, Told};
use crate::draft::{Draft, Passage};
use crate::layout::{Entry, Span};
use crate::remark::{About, Remark, RemarkKind};

/// What a rule looks at.
pub(super) struct Case<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) entry: &'a Entry,
    pub(super) draft: &'a Draft,
    /// The sentences of each response.
    pub(super) told: &'a [Vec<Told>],
    /// What they show.
    walk: walk::Walk<'a>,
}

type Rule = fn(&Case<'_>) -> Vec<Remark>;

/// Every rule, in the order in which a person would want to hear of them.
const RULES: &[Rule] = &[
    words::no_response,
    words::response_unmarked,
    revised::revised_after_receipt,
    words::refused_in_part,
    promises::no_commitment,
    promises::consider_is_not_acceptance,
    promises::substitution,
    promises::only_past,
    promises::hidden,
    promises::conditional,
    dates::to_be_confirmed,
    dates::ambiguous,
    dates::of_any_year,
    dates::unread,
    promises::lead_missing,
    names::drift,
    names::nearly_known,
    names::bodies_in_prose,
    words::lost_links,
    words::repeated,
    words::unplaced,
];

/// The remarks on one draft. A text that was revised after its receipt makes the day of receipt a
/// bad day to read dates from: then they are read again.
pub(super) fn draft(
    desk: &Desk<'_>,
    entry: &Entry,
    told: &[Vec<Told>],
    draft: &mut Draft,
) -> Vec<Remark> {
    let remarks: Vec<Remark> = {
        let case = Case {
            desk,
            entry,
            draft,
            told,
            walk: walk::walk(desk, told.get(..draft.responses.len()).unwrap_or(told)),
        };
        RULES.iter().flat_map(|rule| rule(&case)).collect()
    };
    let revised = remarks
        .iter()
        .any(|remark| remark.kind == RemarkKind::RevisedAfterReceipt);
    if revised {
        read_dates_again(desk, draft);
    }
    remarks
}

fn read_dates_again(desk: &Desk<'_>, draft: &mut Draft) {
    for action in &mut draft.actions {
        let Some(due) = &mut action.due else { continue };
        if let Some(SaidOn::Day(day)) = due.said_on {
            due.said_on = Some(SaidOn::LaterThan(day));
            let calendar = desk.calendar.calendar();
            let context = Context {
                said_on: due.said_on,
                calendar,
                sentence: Some(&action.text.value),
            };
            due.due = heeded_due::read(&due.words.value, &context);
        }
    }
}

/// The remarks on the document as a whole.
pub(super) fn document(desk: &Desk<'_>, drafts: &[Draft]) -> Vec<Remark> {
    if !drafts.is_empty() {
        return Vec::new();
    }
    let named = desk.source.text.to_lowercase().contains("recommend");
    let words = if named {
        "The document speaks of recommendations, and none was found whose \
         words begin in a known way."
    } else {
        "The document holds no recommendation that could be found."
    };
    vec![Remark {
        kind: RemarkKind::NothingFound,
        words: words.to_owned(),
        passage: None,
        about: About::Document,
    }]
}

impl Case<'_> {
    pub(super) fn remark(
        &self,
        kind: RemarkKind,
        about: About,
        passage: Passage,
        words: String,
    ) -> Remark {
        let _ = self;
        Remark {
            kind,
            words,
            passage: Some(passage),
            about,
        }
    }

    /// Every sentence of every response, with its response's place and its words.
    pub(super) fn every_sentence(&self) -> impl Iterator<Item = (usize, &Told, &str)> {
        let responses = 0..self.draft.responses.len();
        responses.flat_map(move |index| {
            let told = self.sentences(index).iter();
            told.map(move |one| (index, one, self.desk.words(&one.span)))
        })
    }

    /// Every sentence of the narrative of a response.
    pub(super) fn sentences(&self, response: usize) -> &[Told] {
        self.told
            .get(response)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    pub(super) fn passage(&self, span: &Span) -> Passage {
        self.desk.source.passage(span.block, span.range.clone())
    }
}

/// The first words of a text, for quoting in a remark.
pub(super) fn quote(text: &str) -> String {
    const QUOTED_WORDS: usize = 12;
    let words = text.split_whitespace().take(QUOTED_WORDS + 1);
    let words: Vec<&str> = words.collect();
    let first = words.get(..QUOTED_WORDS).unwrap_or(&words).join(" ");
    if words.len() > QUOTED_WORDS {
        format!("“{first} …”")
    } else {
        format!("“{first}”")
    }
}
