//! One heading of responses below a whole list of asks: each paragraph under it says by its number
//! which of them it answers ("The Council accepts recommendation D.").

use std::collections::HashMap;

use super::silence::says_no_answer;
use super::{Answer, AnswerCue, Entry, Span};
use crate::cues::Cues;
use crate::read::Source;
use crate::recognise::{named_asks, references};

/// Fewer asks are answered one below the other, unless several lists are answered so.
const LISTED_ENTRIES_MIN: usize = 3;
/// So many different asks have to be named; one may be named by the way.
const NAMED_ENTRIES_MIN: usize = 2;

/// Hands out what stands below the last of some asks, where it answers the others too.
pub(super) fn hand_out(source: &Source, cues: &Cues, found: &mut [(Entry, bool)]) {
    for parts in parts_of_one(found) {
        hand_out_in((source, cues), found, (&parts, NAMED_ENTRIES_MIN));
    }
    let lists = lists(found);
    // Of several lists, each paragraph has to name its own ask: one that names some is of all.
    let (few, paragraphs) = match lists.as_slice() {
        [] => return,
        [_] => (LISTED_ENTRIES_MIN, 1),
        _ => (NAMED_ENTRIES_MIN, NAMED_ENTRIES_MIN),
    };
    for list in lists.iter().filter(|list| list.len() >= few) {
        hand_out_in((source, cues), found, (list, paragraphs));
    }
}

/// The parts of one numbered ask, each group of which only the last has an answer.
fn parts_of_one(found: &[(Entry, bool)]) -> Vec<Vec<usize>> {
    let number = |at: usize| {
        let (entry, _) = found.get(at)?;
        let number = entry.reference.as_ref().filter(|_| entry.part.is_some())?;
        Some(number.range.clone())
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in (0..found.len()).filter(|at| number(*at).is_some()) {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| number(*last) == number(at)) => {
                group.push(at);
            }
            _ => groups.push(vec![at]),
        }
    }
    groups.retain(|group| {
        let answered = |at: &usize| found.get(*at).is_some_and(|one| !one.0.answers.is_empty());
        let mut others = group.iter().rev().skip(1);
        group.len() > 1 && !others.any(answered)
    });
    groups
}

/// Asks that follow each other, of each list only the last with an answer. Where an ask has an
/// answer by itself, nothing is handed out.
fn lists(found: &[(Entry, bool)]) -> Vec<Vec<usize>> {
    let asks = found.iter().enumerate();
    let asks = asks.filter(|(_, (entry, mention))| !mention && !entry.ask.is_empty());
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut list = Vec::new();
    for (at, (entry, _)) in asks {
        list.push(at);
        if !entry.answers.is_empty() {
            lists.push(std::mem::take(&mut list));
        }
    }
    match list.is_empty() && lists.iter().all(|list| list.len() >= NAMED_ENTRIES_MIN) {
        true => lists,
        false => Vec::new(),
    }
}

/// Hands out in one list what so many paragraphs at least name by number.
fn hand_out_in(
    (source, cues): (&Source, &Cues),
    found: &mut [(Entry, bool)],
    (list, paragraphs): (&[usize], usize),
) {
    // A part is named by its letter, "(a)", or with its number, "9a".
    let keys = |at: &usize| -> Vec<(String, usize)> {
        let entry = found.get(*at).map(|(entry, _)| entry);
        let number = entry.and_then(|entry| Some(source.words(&entry.reference.as_ref()?.range)));
        let part = entry.and_then(|entry| Some(source.words(&entry.part.as_ref()?.range)));
        let whole = number.map(|number| format!("{number}{}", part.unwrap_or_default()));
        // "Recommendation 1", where the ask is "R1".
        let plain = whole.as_deref().map(references::key);
        let all = plain.into_iter().chain(whole);
        let all = all.chain(part.map(str::to_owned));
        all.map(|key| (key, *at)).collect()
    };
    let numbers: HashMap<String, usize> = list.iter().flat_map(keys).collect();
    let last = list.last().and_then(|last| found.get(*last));
    let answers: Vec<Answer> = last.map_or_else(Vec::new, |(entry, _)| entry.answers.clone());
    let named: Vec<Vec<Vec<usize>>> = answers
        .iter()
        .map(|answer| {
            let told = answer.narrative.iter();
            told.map(|span| named_in(source, span, &numbers)).collect()
        })
        .collect();
    let all = || named.iter().flatten();
    let mut different: Vec<usize> = all().flatten().copied().collect();
    different.sort_unstable();
    different.dedup();
    let naming = all().filter(|named| !named.is_empty()).count();
    if different.len() < NAMED_ENTRIES_MIN || naming < paragraphs {
        return;
    }
    let mut handed: HashMap<usize, Vec<Answer>> = HashMap::new();
    for (answer, named) in answers.iter().zip(&named) {
        for (at, narrative) in parts((source, cues), answer, named) {
            handed.entry(at).or_default().push(Answer {
                cue: AnswerCue::Follows,
                from: answer.from.clone(),
                received: answer.received.clone(),
                narrative,
                ..Answer::new()
            });
        }
    }
    for at in list {
        if let Some((entry, _)) = found.get_mut(*at) {
            entry.answers = handed.remove(at).unwrap_or_default();
        }
    }
}

/// What of an answer is for which ask: each paragraph for those that it names, or that the one
/// before it named.
fn parts(
    (source, cues): (&Source, &Cues),
    answer: &Answer,
    named: &[Vec<usize>],
) -> Vec<(usize, Vec<Span>)> {
    let mut parts: Vec<(usize, Vec<Span>)> = Vec::new();
    let mut current: &[usize] = &[];
    for (span, named) in answer.narrative.iter().zip(named) {
        if !named.is_empty() {
            current = named;
        }
        // "The Office did not respond to recommendation C."
        if says_no_answer(source.words(&span.range), cues) {
            continue;
        }
        for at in current {
            match parts.iter_mut().find(|(own, _)| own == at) {
                Some((_, spans)) => spans.push(span.clone()),
                None => parts.push((*at, vec![span.clone()])),
            }
        }
    }
    parts
}

/// The asks that a paragraph names by their numbers: "recommendation D", "recommendations 1 and 3",
/// or by the marker before it: "(b) The lamps are ordered."
fn named_in(source: &Source, span: &Span, numbers: &HashMap<String, usize>) -> Vec<usize> {
    let place = |word: &str| {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        // "9(a)"
        let closed = || bare.contains('(').then(|| bare.replace('(', ""));
        let part = || numbers.get(closed()?.as_str());
        numbers.get(bare).or_else(part).copied()
    };
    let words = source.words(&span.range);
    let marker = source.line_before(span.range.start);
    let typed = references::letters_in_brackets(words).and_then(|letters| words.get(letters));
    if let Some(at) = place(source.words(&marker)).or_else(|| place(typed?)) {
        return vec![at];
    }
    let lists = named_asks::behind_labels(words);
    let mut named: Vec<usize> = lists
        .flat_map(|list| named_asks::places(list, place))
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}
