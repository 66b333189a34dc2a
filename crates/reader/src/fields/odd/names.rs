//! Rules on names: one that drifts between prose and actions, bodies that only the prose names.

use std::ops::Range;

use super::Case;
use crate::draft::{FoundIn, Passage};
use crate::fields::Told;
use crate::layout::Span;
use crate::recognise::bodies;
use crate::recognise::words::{self, Word};
use crate::remark::{About, Remark, RemarkKind};

/// Names shorter than this are too common to tell that one is meant for another.
const DRIFT_WORDS: usize = 3;

/// A title in an action that the prose writes differently.
pub(super) fn drift(case: &Case<'_>) -> Vec<Remark> {
    let told = case
        .every_sentence()
        .flat_map(|(_, _, words)| titles(words));
    let prose: Vec<String> = told.map(|(title, _)| title).collect();
    let mut remarks = Vec::new();
    for (at, action) in case
        .draft
        .actions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.found_in == FoundIn::List)
    {
        for (title, range) in titles(&action.text.value) {
            if prose
                .iter()
                .any(|other| words::name_key(other).contains(&words::name_key(&title)))
            {
                continue;
            }
            let near = prose.iter().max_by_key(|other| likeness(&title, other));
            let Some(near) = near.filter(|other| likeness(&title, other) >= 50) else {
                continue;
            };
            let start = action.text.passage.start + range.start;
            let passage = Passage {
                start,
                end: action.text.passage.start + range.end,
                ..action.text.passage
            };
            let words = format!(
                "The action says “{title}”, the prose “{near}”: it \
                 may be the same thing or another."
            );
            remarks.push(case.remark(RemarkKind::NameDrift, About::Action(at), passage, words));
        }
    }
    remarks
}

/// Titles of things: three or more capital words, small words between them.
fn titles(text: &str) -> Vec<(String, Range<usize>)> {
    let all: Vec<Word> = words::all_words(text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(name) = words::name_at(text, rest) else {
            at += 1;
            continue;
        };
        let words_in = text.get(name.clone()).unwrap_or_default();
        let bare = words_in.strip_prefix("the ").unwrap_or(words_in);
        // The verb that opens an action is capital and no part of the title.
        let bare = if at == 0 {
            bare.split_once(" the ").map_or(bare, |(_, title)| title)
        } else {
            bare
        };
        if bare.split_whitespace().count() >= DRIFT_WORDS {
            let start = name.end - bare.len();
            found.push((bare.to_owned(), start..name.end));
        }
        at += all
            .iter()
            .skip(at)
            .take_while(|word| word.start < name.end)
            .count()
            .max(1);
    }
    found
}

/// How many in a hundred words two titles share, where their last words agree.
fn likeness(one: &str, other: &str) -> usize {
    let keys = |title: &str| -> Vec<String> {
        words::name_key(title)
            .split(' ')
            .filter(|key| !words::is_connector(key))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (keys(one), keys(other));
    if a.last() != b.last() || a == b {
        return 0;
    }
    let shared = a.iter().filter(|key| b.contains(key)).count();
    shared * 100 / (a.len() + b.len() - shared).max(1)
}

/// Bodies that the response names and that are neither asked nor named to work with.
pub(super) fn bodies_in_prose(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for index in 0..case.draft.responses.len() {
        let mut named: Vec<(String, Span)> = Vec::new();
        for Told { span: sentence, .. } in case.sentences(index) {
            for range in bodies::named_in(case.desk.words(sentence), &case.desk.bodies) {
                let span = case.desk.within(sentence, &range);
                let words = case.desk.words(&span);
                let name = words
                    .strip_prefix("the ")
                    .or(words.strip_prefix("The "))
                    .unwrap_or(words);
                let name = name
                    .strip_suffix("'s")
                    .or(name.strip_suffix("’s"))
                    .unwrap_or(name);
                if !is_party(case, name)
                    && !named
                        .iter()
                        .any(|(other, _)| case.desk.bodies.same(other, name))
                {
                    named.push((name.to_owned(), span));
                }
            }
        }
        let Some((_, first)) = named.first() else {
            continue;
        };
        let names: Vec<String> = named.iter().map(|(name, _)| format!("“{name}”")).collect();
        let words = format!(
            "The response names bodies that were not asked: {}.",
            names.join(", ")
        );
        remarks.push(case.remark(
            RemarkKind::BodyInProse,
            About::Response(index),
            case.passage(first),
            words,
        ));
    }
    remarks
}

fn is_party(case: &Case<'_>, name: &str) -> bool {
    let parties = case
        .draft
        .addressees
        .iter()
        .chain(&case.draft.collaborators)
        .map(|field| field.value.as_str());
    let from = case
        .draft
        .responses
        .iter()
        .filter_map(|r| r.from.as_ref())
        .map(|field| field.value.as_str());
    let issuer = case.desk.issuer.as_deref();
    parties
        .chain(from)
        .chain(issuer)
        .any(|party| case.desk.bodies.same(party, name))
}
