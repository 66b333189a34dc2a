//! Which response and which planned action of a draft is which of the record: the most alike pairs
//! first, each in one pair only, and among equals those in the same order.

use crate::changes::Beside;
use heeded_domain::recommendation::{PlannedAction, Response};
use heeded_domain::wording::{likeness, plain, telling};
use heeded_reader::{DraftAction, DraftResponse};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Telling words in common, in per cent, from which two texts are held to be the same one, edited.
const ALIKE_PER_CENT: u32 = 50;

/// What the same words count: more than any likeness.
const SAME_WORDS: u32 = 1_000;

/// What the same day of receipt counts: a response with its day is edited more often than another
/// one comes on that very day.
const SAME_DAY: u32 = 40;

/// What the only response of a body on both sides counts: enough by itself.
const ONLY_ONE: u32 = 50;

/// The record's response that each response of the draft is.
pub(crate) fn pair_responses(beside: &Beside<'_>) -> Vec<Option<u32>> {
    let ours = &beside.record.responses;
    let theirs = &beside.waiting.draft.responses;
    let mut scored = Vec::new();
    for (at, draft) in theirs.iter().enumerate() {
        for (order, known) in ours.iter().enumerate() {
            let only = theirs.len() == 1 && ours.len() == 1;
            if let Some(score) = score_of_response(beside, draft, known, only)
                && score >= ALIKE_PER_CENT
            {
                scored.push((Reverse(score), at.abs_diff(order), at, known.number));
            }
        }
    }
    pairs(scored, theirs.len())
}

fn score_of_response(
    beside: &Beside<'_>,
    draft: &DraftResponse,
    known: &Response,
    only: bool,
) -> Option<u32> {
    let words = plain(&draft.text.value);
    let mut versions = known.versions.iter();
    if versions.any(|version| plain(&version.text) == words) {
        return Some(SAME_WORDS);
    }
    let from = draft
        .from
        .as_ref()
        .map(|field| beside.bodies.find(&field.value));
    let same_body = match (from, known.from.as_slice()) {
        (None, _) | (_, []) => true,
        (Some(id), from) => id.is_some_and(|id| from.contains(&id)),
    };
    let newest = known.newest()?;
    let received = draft.received.as_ref().map(|field| field.value);
    let stated = draft.stated.as_ref().map(|field| field.value);
    let day = received.or(stated);
    let share = likeness(&telling(&draft.text.value), &telling(&newest.text));
    let here = known
        .versions
        .iter()
        .any(|v| beside.of_place(v.source.as_ref()));
    let days = if day.is_some() && day == newest.day() {
        SAME_DAY
    } else {
        0
    };
    let alone = if only && here { ONLY_ONE } else { 0 };
    same_body.then_some(share + days + alone)
}

/// The record's planned action that each of the draft's is; `responses` are the pairs of those.
pub(crate) fn pair_actions(beside: &Beside<'_>, responses: &[Option<u32>]) -> Vec<Option<u32>> {
    let theirs = &beside.waiting.draft.actions;
    let ours: Vec<(&PlannedAction, BTreeSet<String>)> = beside
        .record
        .actions
        .iter()
        .map(|action| (action, telling(&action.promise.text)))
        .collect();
    let mut scored = Vec::new();
    for (at, draft) in theirs.iter().enumerate() {
        let within = draft.response.and_then(|at| *responses.get(at)?);
        let words = (plain(&draft.text.value), telling(&draft.text.value));
        for (order, (known, telling)) in ours.iter().enumerate() {
            let apart = within.is_some()
                && known.promise.response.is_some()
                && within != known.promise.response;
            let score = score_of_action(draft, &words, (known, telling));
            if !apart && score >= ALIKE_PER_CENT {
                scored.push((Reverse(score), at.abs_diff(order), at, known.number));
            }
        }
    }
    pairs(scored, theirs.len())
}

fn score_of_action(
    draft: &DraftAction,
    (plain_words, words): &(String, BTreeSet<String>),
    (known, known_words): (&PlannedAction, &BTreeSet<String>),
) -> u32 {
    let mut said = known.earlier.iter().chain([&known.promise]);
    if said.any(|promise| plain(&promise.text) == *plain_words) {
        let lead = draft.lead.as_ref().map(|field| plain(&field.value));
        let same_lead = known.promise.lead.as_deref().map(plain) == lead;
        return SAME_WORDS + u32::from(same_lead);
    }
    likeness(words, known_words)
}

type Scored = (Reverse<u32>, usize, usize, u32);

fn pairs(mut scored: Vec<Scored>, count: usize) -> Vec<Option<u32>> {
    scored.sort_unstable();
    let mut pairs = vec![None; count];
    let mut taken = BTreeSet::new();
    for (_, _, at, number) in scored {
        if let Some(pair) = pairs.get_mut(at).filter(|pair| pair.is_none())
            && taken.insert(number)
        {
            *pair = Some(number);
        }
    }
    pairs
}
