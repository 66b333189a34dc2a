//! What stands around a time in a sentence: whether it is the day of a promise.

use super::clues::{Clue, Seen, Shape, Sort, Token, one, tokens};
use super::{Stands, Time};
use crate::cues::phrases::Says;

/// Words by which a clause begins or ends.
const JOINTS: &[&str] = &[
    "which", "that", "who", "where", "when", "while", "if", "and", "but", "or", "because", "as",
    "since", "until", "whether", ",", ";", ":", "(", ")", "–", "—",
];
/// How far words are looked at by their order, by pairs and at all, before a time and behind it.
const NEAR_BEFORE: usize = 7;
const NEAR_BEHIND: usize = 4;
const PAIRS_BEFORE: usize = 12;
const PAIRS_BEHIND: usize = 9;
const WORDS_BEFORE: usize = 14;
const WORDS_BEHIND: usize = 12;
/// So many words of the time itself show its form.
const FORM_WORDS: usize = 4;
/// A sentence of fewer words is short, of more long.
const SHORT_WORDS: usize = 8;
const LONG_WORDS: usize = 40;

/// Shows every clue around a time, each once for each place in which it stands.
pub(super) fn each(time: &Time<'_>, out: &mut impl FnMut(&Clue<'_>)) {
    let all = tokens(time.sentence);
    let (start, end) = time.place;
    let first = all.partition_point(|token| token.end <= start);
    let behind = all.partition_point(|token| token.start < end).max(first);
    let before = all.get(..first).unwrap_or_default();
    let own = all.get(first..behind).unwrap_or_default();
    let after = all.get(behind..).unwrap_or_default();
    let mut clue = |sort: Sort, seen: Seen<'_>| out(&Clue { sort, seen });
    clue(const { Sort::of("any") }, Seen::Said(&[]));
    of_words(before, own, after, &mut clue);
    of_clause(before, &mut clue);
    of_sentence(&all, &mut clue);
    of_time(time, &mut clue);
    of_hits(time, &mut clue);
}

/// The words before a time, its own and those behind.
fn of_words(
    before: &[Token<'_>],
    own: &[Token<'_>],
    after: &[Token<'_>],
    clue: &mut impl FnMut(Sort, Seen<'_>),
) {
    const BEFORE: [Sort; 4] = [
        Sort::of("b0"),
        Sort::of("b1"),
        Sort::of("b2"),
        Sort::of("b3"),
    ];
    const BEHIND: [Sort; 3] = [Sort::of("a0"), Sort::of("a1"), Sort::of("a2")];
    let last = |few: usize| before.len().saturating_sub(few);
    let near = before.iter().rev().take(NEAR_BEFORE).enumerate();
    for (at, token) in near {
        if let Some(sort) = BEFORE.get(at).or(BEFORE.last()) {
            clue(*sort, one(token));
        }
    }
    for (at, token) in after.iter().take(NEAR_BEHIND).enumerate() {
        if let Some(sort) = BEHIND.get(at).or(BEHIND.last()) {
            clue(*sort, one(token));
        }
    }
    for token in before.get(last(WORDS_BEFORE)..).unwrap_or_default() {
        clue(const { Sort::of("before") }, one(token));
    }
    for token in after.iter().take(WORDS_BEHIND) {
        clue(const { Sort::of("behind") }, one(token));
    }
    let pairs = before.get(last(PAIRS_BEFORE)..).unwrap_or_default();
    for pair in pairs.windows(2) {
        clue(const { Sort::of("pair") }, Seen::Words(pair));
    }
    let pairs = after.get(..after.len().min(PAIRS_BEHIND));
    for pair in pairs.unwrap_or_default().windows(2) {
        clue(const { Sort::of("pair-behind") }, Seen::Words(pair));
    }
    for token in own.iter().take(2) {
        clue(const { Sort::of("time") }, one(token));
    }
    let form = own.get(..own.len().min(FORM_WORDS)).unwrap_or_default();
    clue(const { Sort::of("form") }, Seen::Words(form));
    if let (Some(before), Some(own)) = (before.last(), own.first()) {
        clue(const { Sort::of("into") }, Seen::Two(*before, *own));
    }
    if before.is_empty() {
        clue(const { Sort::of("opens") }, Seen::Said(&[]));
    }
}

/// The words of the clause that ends with the time, as far as the joint before it.
fn of_clause(before: &[Token<'_>], clue: &mut impl FnMut(Sort, Seen<'_>)) {
    let joint = before.iter().rposition(|token| token.is_any(JOINTS));
    if let Some(joint) = joint.and_then(|at| before.get(at)) {
        clue(const { Sort::of("joint") }, one(joint));
    }
    let clause = joint.map_or(before, |at| before.get(at + 1..).unwrap_or_default());
    for token in clause {
        clue(const { Sort::of("clause") }, one(token));
    }
    if let Some(first) = clause.first() {
        clue(const { Sort::of("clause-opens") }, one(first));
    }
    let plain = |ending: &str| {
        let mut words = clause.iter().filter(|token| token.shape == Shape::Word);
        words.any(|token| token.words.ends_with(ending))
    };
    if plain("ed") {
        clue(const { Sort::of("clause-ed") }, Seen::Said(&[]));
    }
    if plain("ing") {
        clue(const { Sort::of("clause-ing") }, Seen::Said(&[]));
    }
    if clause.iter().any(|token| token.is_any(&["will", "shall"])) {
        clue(const { Sort::of("clause-will") }, Seen::Said(&[]));
    }
}

/// What the whole sentence holds.
fn of_sentence(all: &[Token<'_>], clue: &mut impl FnMut(Sort, Seen<'_>)) {
    const HELD: &[(Sort, &[&str])] = &[
        (Sort::of("sentence-will"), &["will", "shall"]),
        (Sort::of("sentence-would"), &["would"]),
        (
            Sort::of("sentence-has"),
            &["has", "have", "had", "was", "were"],
        ),
    ];
    for (sort, words) in HELD {
        if all.iter().any(|token| token.is_any(words)) {
            clue(*sort, Seen::Said(&[]));
        }
    }
    if all.len() < SHORT_WORDS {
        clue(const { Sort::of("short") }, Seen::Said(&[]));
    }
    if all.len() > LONG_WORDS {
        clue(const { Sort::of("long") }, Seen::Said(&[]));
    }
}

/// What the time is, how it lies, and where its sentence stands.
fn of_time(time: &Time<'_>, clue: &mut impl FnMut(Sort, Seen<'_>)) {
    let (kind, lies) = (time.kind.code(), time.lies.word());
    clue(const { Sort::of("kind") }, Seen::Said(&[kind]));
    clue(const { Sort::of("lies") }, Seen::Said(&[lies]));
    clue(const { Sort::of("kind-lies") }, Seen::Said(&[kind, lies]));
    match time.stands {
        Stands::Prose => {}
        Stands::Below => clue(const { Sort::of("below") }, Seen::Said(&[])),
        Stands::Action => clue(const { Sort::of("action") }, Seen::Said(&[])),
    }
    let (at, of) = time.told;
    if at == 0 {
        clue(const { Sort::of("first") }, Seen::Said(&[]));
    }
    if at + 1 == of {
        clue(const { Sort::of("last") }, Seen::Said(&[]));
    }
}

/// The phrases known before the time and behind it.
fn of_hits(time: &Time<'_>, clue: &mut impl FnMut(Sort, Seen<'_>)) {
    let (start, end) = time.place;
    let lies = time.lies.word();
    let before = time.hits.iter().filter(|hit| hit.range.start < start);
    let mut last = None;
    for hit in before {
        clue(const { Sort::of("says") }, Seen::Said(&[said(hit.says)]));
        last = Some(said(hit.says));
    }
    let mut behind = time
        .hits
        .iter()
        .filter(|hit| hit.range.start >= end)
        .peekable();
    let none = last.is_none() && behind.peek().is_none();
    for hit in behind {
        clue(
            const { Sort::of("says-behind") },
            Seen::Said(&[said(hit.says)]),
        );
    }
    if let Some(last) = last {
        clue(const { Sort::of("says-last") }, Seen::Said(&[last]));
        clue(const { Sort::of("says-lies") }, Seen::Said(&[last, lies]));
    }
    if none {
        clue(const { Sort::of("says-nothing") }, Seen::Said(&[]));
        clue(const { Sort::of("says-nothing-lies") }, Seen::Said(&[lies]));
    }
}

fn said(says: Says) -> &'static str {
    match says {
        Says::Promise => "promise",
        Says::Considering => "considering",
        Says::UnderWay => "under-way",
        Says::AlreadyDone => "already-done",
        Says::Condition => "condition",
        Says::Refusal => "refusal",
        Says::Substitute => "substitute",
        Says::LostLink => "lost-link",
        Says::Referral => "referral",
        Says::ToBeConfirmed => "to-be-confirmed",
        Says::Collaboration => "collaboration",
        Says::NoAnswer => "no-answer",
        Says::AnswerBy => "answer-by",
        Says::New => "new",
        Says::Deed => "deed",
        Says::Disposition(_) => "disposition",
    }
}
