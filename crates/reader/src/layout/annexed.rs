//! Asks that a document prints as its numbered paragraphs or in a list, and answers below all of
//! them by their numbers: "4.1 The Board should …", and far below "Recommendation 4.1: Accept", or
//! "Recommendation 4: training" as a heading.

use std::collections::HashMap;
use std::ops::Range;

use super::answered::{self, listed, numbered};
use super::numbers::asks_in;
use super::roles::{Role, is_title};
use super::stems;
use crate::cues::Cues;
use crate::read::{BlockKind, Source};
use crate::recognise::references;
use crate::recognise::words::{self, WordSet};

/// So many answers show it; fewer may be anything.
const ANSWER_BLOCKS_MIN: usize = 3;

/// Verbs with which a sentence tells how an ask was taken.
const DECIDING: WordSet = WordSet::of(&[
    "accept", "accepted", "accepts", "agree", "agreed", "agrees", "declined", "noted", "rejected",
    "rejects",
]);

/// Gives such paragraphs and the labels of their answers their roles.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let heads = heads(source, cues, roles);
    let Some(first) = heads.first().map(|(at, _)| *at) else {
        return;
    };
    let several = (first..roles.len()).filter(|at| is_plain(roles.get(*at)));
    let several = several.filter_map(|at| listed(source, source.blocks.get(at)?));
    if heads.len() + several.count() < ANSWER_BLOCKS_MIN {
        return;
    }
    let printed = printed(source, roles, first);
    let found = heads
        .iter()
        .filter_map(|(_, number)| printed.get(&key(source, number)));
    let found: Vec<&Printed> = found.collect();
    let asks = |one: &&&Printed| one.listed || asks_in(source.words(&one.words), cues);
    let asking = found.iter().filter(asks).count();
    let shown = match are_decided(source, cues, &heads) {
        true => asking * 2 >= found.len(),
        false => asking == found.len() && nothing_asked(source, cues, &heads),
    };
    if found.len() * 10 < heads.len() * 9 || !shown {
        return;
    }
    let shared = shared(source, roles, (first, &printed));
    let numbers = heads.iter().map(|(_, number)| number);
    for number in numbers.chain(shared.iter().flat_map(|(_, numbers)| numbers)) {
        // What a line opens is found as its list, with whom that line asks.
        if let Some(one) = printed.get(&key(source, number)).filter(|one| !one.listed)
            && let Some(role) = roles.get_mut(one.block)
        {
            *role = Role::numbered(one.number.clone(), Some(one.words.clone()));
        }
    }
    let last = |(at, mut numbers): (usize, Vec<Range<usize>>)| Some((at, numbers.pop()?));
    for (at, number) in heads.into_iter().chain(shared.into_iter().filter_map(last)) {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Response {
                body: None,
                reference: Some(number),
                rest: None,
            };
        }
    }
}

/// A numbered paragraph.
struct Printed {
    block: usize,
    number: Range<usize>,
    words: Range<usize>,
    /// Whether it stands in a list below "I recommended that:".
    listed: bool,
}

fn key(source: &Source, number: &Range<usize>) -> String {
    references::key(source.words(number))
}

/// The labels with a number and no words of an ask: "Recommendation 4.1", or with a title as a
/// heading.
fn heads(source: &Source, cues: &Cues, roles: &[Role]) -> Vec<(usize, Range<usize>)> {
    let is_heading = |at: usize| {
        let block = source.blocks.get(at);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    };
    let is_bare = |at: usize, rest: &Option<Range<usize>>| {
        let title = |words: &str| is_title(words) && !asks_in(words, cues);
        rest.as_ref()
            .is_none_or(|rest| is_heading(at) && title(source.words(rest)))
    };
    let head = |(at, role): (usize, &Role)| match role {
        Role::AskHead {
            reference: Some(number),
            rest,
            ..
        } if is_bare(at, rest) => Some((at, number.clone())),
        _ => None,
    };
    roles.iter().enumerate().filter_map(head).collect()
}

/// Whether what stands below most labels decides.
fn are_decided(source: &Source, cues: &Cues, heads: &[(usize, Range<usize>)]) -> bool {
    let decided = |(at, _): &&(usize, Range<usize>)| {
        let below = source.blocks.get(at + 1);
        below.is_some_and(|block| says_decision(source.words(&block.range).trim(), cues))
    };
    heads.iter().filter(decided).count() * 2 >= heads.len()
}

/// "Accepted", or "This was accepted." as the first sentence of a paragraph.
fn says_decision(words: &str, cues: &Cues) -> bool {
    let first = words.split_inclusive(". ").next().unwrap_or_default();
    let told = || words::all_words(first).any(|word| DECIDING.has(word.text(first)));
    cues.decision(words).is_some() || told()
}

/// Whether nothing is asked below the labels.
fn nothing_asked(source: &Source, cues: &Cues, heads: &[(usize, Range<usize>)]) -> bool {
    let asks = |(at, _): &(usize, Range<usize>)| {
        let below = source.blocks.get(at + 1);
        below.is_none_or(|block| asks_in(source.words(&block.range), cues))
    };
    !heads.iter().any(asks)
}

/// The numbered paragraphs before a block, by their numbers.
fn printed(source: &Source, roles: &[Role], first: usize) -> HashMap<String, Printed> {
    let blocks = source.blocks.iter().enumerate().take(first);
    let blocks = blocks.filter(|(at, block)| is_plain(roles.get(*at)) && block.label.is_none());
    let mut listed = false;
    let found = blocks.filter_map(|(at, block)| {
        let numbered = numbered(source, block);
        if numbered.is_none() {
            listed = stems::opens_list_of_all(source.words(&block.range));
        }
        let (number, words) = numbered?;
        let block = at;
        let printed = Printed {
            block,
            number,
            words,
            listed,
        };
        Some((key(source, &printed.number), printed))
    });
    found.collect()
}

/// "Recommendations 4.3 and 4.4": the labels over one answer to several.
fn shared(
    source: &Source,
    roles: &[Role],
    (first, printed): (usize, &HashMap<String, Printed>),
) -> Vec<(usize, Vec<Range<usize>>)> {
    let plain = (first..roles.len()).filter(|at| is_plain(roles.get(*at)));
    let found = plain.filter_map(|at| {
        let numbers = listed(source, source.blocks.get(at)?)?;
        let numbers: Option<Vec<Range<usize>>> = numbers.into_iter().collect();
        let numbers = numbers?;
        let known = |number: &Range<usize>| printed.contains_key(&key(source, number));
        numbers.iter().all(known).then_some((at, numbers))
    });
    found.collect()
}

fn is_plain(role: Option<&Role>) -> bool {
    answered::is_plain(role) || matches!(role, Some(Role::Heading(_)))
}
