//! With which words a text opens: whether it asks somebody for something, or raises a concern.

use heeded_domain::vocabulary::AskKind;

use super::clues::{Clue, Seen, Sort, Token, one, tokens};

/// So many of the first words show what a text is.
const WORDS_MAX: usize = 14;
/// And so many more whether it obliges, or tells.
const HELD_WORDS_MAX: usize = 40;
/// Words that oblige, and words that tell.
const HELD: &[&str] = &[
    "are",
    "had",
    "has",
    "have",
    "i",
    "is",
    "must",
    "our",
    "recommend",
    "recommends",
    "should",
    "that",
    "was",
    "we",
    "were",
    "will",
];
/// A text of fewer words is short.
const SHORT_WORDS: usize = 6;

/// The sorts of clues: those of concerns are others than those of recommendations, for a concern
/// tells what was.
struct Sorts {
    any: Sort,
    opening: [Sort; 5],
    word: Sort,
    pair: Sort,
    holds: Sort,
    short: Sort,
}

const OF_ASK: Sorts = Sorts {
    any: Sort::of("ask"),
    opening: [
        Sort::of("ask0"),
        Sort::of("ask1"),
        Sort::of("ask2"),
        Sort::of("ask3"),
        Sort::of("ask4"),
    ],
    word: Sort::of("ask-word"),
    pair: Sort::of("ask-pair"),
    holds: Sort::of("ask-holds"),
    short: Sort::of("ask-short"),
};
const OF_CONCERN: Sorts = Sorts {
    any: Sort::of("concern"),
    opening: [
        Sort::of("concern0"),
        Sort::of("concern1"),
        Sort::of("concern2"),
        Sort::of("concern3"),
        Sort::of("concern4"),
    ],
    word: Sort::of("concern-word"),
    pair: Sort::of("concern-pair"),
    holds: Sort::of("concern-holds"),
    short: Sort::of("concern-short"),
};

/// Shows every clue in the first words of a text.
pub(super) fn each(text: &str, kind: AskKind, out: &mut impl FnMut(&Clue<'_>)) {
    let sorts = match kind {
        AskKind::Concern => OF_CONCERN,
        _ => OF_ASK,
    };
    let mut all = tokens(text);
    all.truncate(HELD_WORDS_MAX);
    let first: &[Token<'_>] = all.get(..all.len().min(WORDS_MAX)).unwrap_or_default();
    let mut clue = |sort: Sort, seen: Seen<'_>| out(&Clue { sort, seen });
    clue(sorts.any, Seen::Said(&[]));
    for (sort, token) in sorts.opening.into_iter().zip(first) {
        clue(sort, one(token));
    }
    for token in first {
        clue(sorts.word, one(token));
    }
    for pair in first.windows(2) {
        clue(sorts.pair, Seen::Words(pair));
    }
    for held in HELD {
        if let Some(token) = all.iter().find(|token| token.is(held)) {
            clue(sorts.holds, one(token));
        }
    }
    if all.len() < SHORT_WORDS {
        clue(sorts.short, Seen::Said(&[]));
    }
}
