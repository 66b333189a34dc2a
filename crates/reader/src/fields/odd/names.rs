//! Rules on names: one that drifts between prose and actions, bodies that only the prose names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Case;
use crate::draft::{FoundIn, Passage};
use crate::layout::Span;
use crate::recognise::words;
use crate::remark::{About, Remark, RemarkKind};

/// Names shorter than this are too common to tell that one is meant for another.
const DRIFT_WORDS: usize = 3;

/// A title in an action that the prose writes differently.
pub(super) fn drift(case: &Case<'_>) -> Vec<Remark> {
    let actions = case.draft.actions.iter().enumerate();
    let listed = actions.filter(|(_, action)| action.found_in == FoundIn::List);
    let titled = listed.flat_map(|(at, action)| {
        let titles = titles(&action.text.value).into_iter();
        titles.map(move |(title, range)| (at, action, title, range))
    });
    let mut titled = titled.peekable();
    // Titles are rare in actions: only for them is the prose looked through.
    if titled.peek().is_none() {
        return Vec::new();
    }
    let sentences = case.every_sentence();
    let told = sentences.flat_map(|(_, _, words)| titles(words));
    let prose: Vec<(String, String)> = told
        .map(|(title, _)| (words::name_key(&title), title))
        .collect();
    let mut remarks = Vec::new();
    for (at, action, title, range) in titled {
        let key = words::name_key(&title);
        if prose.iter().any(|(other, _)| other.contains(&key)) {
            continue;
        }
        let near = prose
            .iter()
            .map(|(_, other)| (likeness(&title, other), other))
            .max_by_key(|(likeness, _)| *likeness);
        let Some((_, near)) = near.filter(|(likeness, _)| *likeness >= 50) else {
            continue;
        };
        let from = action.text.passage.start;
        let passage = Passage {
            start: from + range.start,
            end: from + range.end,
            ..action.text.passage
        };
        let words = format!(
            "The action says “{title}”, the prose “{near}”: it may be the same thing or another."
        );
        remarks.push(case.remark(RemarkKind::NameDrift, About::Action(at), passage, words));
    }
    remarks
}

/// An addressee whose name is a letter or two off that of a known organisation.
pub(super) fn nearly_known(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for field in &case.draft.addressees {
        let Some(near) = case.desk.bodies.nearly(&field.value) else {
            continue;
        };
        let words = format!(
            "“{}” is nearly “{near}”, which is known: it may be the same body misspelt, or \
             another.",
            field.value
        );
        remarks.push(case.remark(
            RemarkKind::NameDrift,
            About::Addressees,
            field.passage,
            words,
        ));
    }
    remarks
}

/// Titles of things: three or more capital words, small words between them.
fn titles(text: &str) -> Vec<(String, Range<usize>)> {
    let first = words::all_words(text).next().map_or(0, |word| word.end);
    let mut found = Vec::new();
    for name in words::names(text, |_, name| name) {
        let words_in = text.get(name.clone()).unwrap_or_default();
        let bare = words::without_article(words_in);
        // The verb that opens an action is capital and no part of the title.
        let bare = if name.start < first {
            bare.split_once(" the ").map_or(bare, |(_, title)| title)
        } else {
            bare
        };
        if bare.split_whitespace().count() >= DRIFT_WORDS {
            let start = name.end - bare.len();
            found.push((bare.to_owned(), start..name.end));
        }
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
    let parties = parties(case);
    for (index, spans) in case.walk.bodies.iter().enumerate() {
        let mut named: Vec<(String, &Span)> = Vec::new();
        for span in spans {
            let name = bare(case.desk.words(span));
            let known = || {
                let mut others = named.iter();
                others.any(|(other, _)| case.desk.bodies.same(other, name))
            };
            if !is_party(case, &parties, name) && !known() {
                named.push((name.to_owned(), span));
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

/// A name without its article and its possessive ending.
fn bare(words: &str) -> &str {
    let name = words::without_article(words);
    ["'s", "’s"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name)
}

/// Those who ask, are asked, work with them or answer, each once.
fn parties<'c>(case: &'c Case<'_>) -> BTreeSet<&'c str> {
    /// An ask with more is no ask that anybody made; each body in its answers is compared with all.
    const PARTY_NAMES_MAX: usize = 500;
    let asked = case
        .draft
        .addressees
        .iter()
        .chain(&case.draft.collaborators);
    let asked = asked.map(|field| field.value.as_str());
    let answers = case.draft.responses.iter();
    let from = answers.filter_map(|response| response.from.as_ref());
    let from = from.map(|field| field.value.as_str());
    let issuer = case.desk.issuer.as_deref();
    let all: BTreeSet<&str> = asked.chain(from).chain(issuer).collect();
    all.into_iter().take(PARTY_NAMES_MAX).collect()
}

fn is_party(case: &Case<'_>, parties: &BTreeSet<&str>, name: &str) -> bool {
    let mut parties = parties.iter();
    parties.any(|party| case.desk.bodies.same(party, name) || is_short_for(name, party))
}

/// "The Authority", where the Pier Authority is spoken of.
fn is_short_for(name: &str, party: &str) -> bool {
    let before = party.strip_suffix(name);
    !name.contains(' ') && before.is_some_and(|before| before.ends_with(' '))
}
