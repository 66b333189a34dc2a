//! What a later reading of a document would change in a record, in words.

use crate::difference::{Piece, difference, in_one_line};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{
    Due, Item, PlannedAction, Promise, Recommendation, ResponseVersion,
};
use heeded_due::day_in_words;
use serde::Serialize;

/// One change of a record, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeJson {
    /// What changes, in a few words.
    pub what: String,
    /// How, word by word; empty where there is nothing to compare.
    pub difference: Vec<Piece>,
}

impl ChangeJson {
    /// It in one line for a terminal.
    #[must_use]
    pub fn line(&self) -> String {
        if self.difference.is_empty() {
            return self.what.clone();
        }
        let words = in_one_line(&self.difference);
        let words: Vec<&str> = words.split_whitespace().collect();
        format!("{}: {}", self.what, words.join(" "))
    }
}

/// What facts would change in a record as it is, in their order.
#[must_use]
pub fn changes(record: &Recommendation, facts: &[RecommendationFact]) -> Vec<ChangeJson> {
    facts.iter().map(|fact| change(record, fact)).collect()
}

fn change(record: &Recommendation, fact: &RecommendationFact) -> ChangeJson {
    use RecommendationFact as F;
    let (what, difference) = match fact {
        F::Reworded(words) => (
            "the recommendation has other words (the first stand)".to_owned(),
            difference(record.words().0, &words.text),
        ),
        F::Responded(new) => (
            match new.actions.len() {
                0 => "a new response".to_owned(),
                1 => "a new response with 1 planned action".to_owned(),
                many => format!("a new response with {many} planned actions"),
            },
            vec![Piece::Added(new.version.text.clone())],
        ),
        F::ResponseRevised(number, new) => new_version(record, *number, new),
        F::DispositionStated(stated) => (
            format!(
                "it says: {} ({})",
                stated.value.words(),
                stated.source.words()
            ),
            Vec::new(),
        ),
        F::ActionPlanned(promise, due) => (
            format!("a new planned action{}", stated(due.as_ref())),
            vec![Piece::Added(promise.text.clone())],
        ),
        F::ActionRevised(number, promise) => revised(record.action(*number), *number, promise),
        F::DueRevised(number, revision) => {
            let before = record.action(*number).and_then(PlannedAction::due);
            let words = |due: Option<&Due>| {
                due.map_or_else(
                    || "no date".to_owned(),
                    |due| format!("“{}”", due.as_stated),
                )
            };
            let (from, to) = (words(before), words(revision.due.as_ref()));
            let what = format!("planned action {number} moved from {from} to {to}");
            (what, Vec::new())
        }
        F::Vanished(of, _) => (
            format!(
                "{} is no longer in the document (it stays on record)",
                item(*of)
            ),
            Vec::new(),
        ),
        F::Reappeared(of, _) => (
            format!("{} is in the document again", item(*of)),
            Vec::new(),
        ),
        F::Noted(note) => (
            format!("a {}: {}", note.kind.words(), note.text),
            Vec::new(),
        ),
        _ => ("another fact".to_owned(), Vec::new()),
    };
    ChangeJson { what, difference }
}

fn new_version(
    record: &Recommendation,
    number: u32,
    new: &ResponseVersion,
) -> (String, Vec<Piece>) {
    let what = format!("response {number} in a new version");
    let before = record
        .newest_version(number)
        .map_or("", |version| &version.text);
    if before != new.text {
        return (what, difference(before, &new.text));
    }
    let days = [new.stated_on, new.received_on].into_iter().flatten();
    let days: Vec<String> = days.map(day_in_words).collect();
    let days = days.join(", ");
    (
        format!("{what}, with the same words and these days: {days}"),
        Vec::new(),
    )
}

fn stated(due: Option<&Due>) -> String {
    due.map(|due| format!(", due “{}”", due.as_stated))
        .unwrap_or_default()
}

fn revised(before: Option<&PlannedAction>, number: u32, new: &Promise) -> (String, Vec<Piece>) {
    let what = format!("planned action {number} in other words");
    let Some(before) = before.map(|action| &action.promise) else {
        return (what, Vec::new());
    };
    (what, difference(&whole(before), &whole(new)))
}

/// A promise with what hangs on it, as one text.
#[must_use]
pub fn whole(promise: &Promise) -> String {
    let labelled = |label: &str, value: Option<&str>| {
        value
            .map(|value| format!(" {label}: {value}."))
            .unwrap_or_default()
    };
    let joined = |list: &[String]| (!list.is_empty()).then(|| list.join("; "));
    let (waits, conditions) = (joined(&promise.dependencies), joined(&promise.conditions));
    [
        promise.text.clone(),
        labelled("Led by", promise.lead.as_deref()),
        labelled("Depends on", waits.as_deref()),
        labelled("Condition", conditions.as_deref()),
        labelled("Comments", promise.comments.as_deref()),
    ]
    .concat()
}

/// A thing of a record, in words.
#[must_use]
pub fn item(of: Item) -> String {
    match of {
        Item::Ask => "the recommendation".to_owned(),
        Item::Response(number) => format!("response {number}"),
        Item::Action(number) => format!("planned action {number}"),
    }
}
