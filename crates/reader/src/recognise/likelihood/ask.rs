//! With which words a text opens: whether it asks somebody for something, or raises a concern.

use heeded_domain::vocabulary::AskKind;

use super::clues::{Clue, Seen, Token, one, tokens};

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
    any: &'static str,
    opening: [&'static str; 5],
    word: &'static str,
    pair: &'static str,
    holds: &'static str,
    short: &'static str,
}

const OF_ASK: Sorts = Sorts {
    any: "ask",
    opening: ["ask0", "ask1", "ask2", "ask3", "ask4"],
    word: "ask-word",
    pair: "ask-pair",
    holds: "ask-holds",
    short: "ask-short",
};
const OF_CONCERN: Sorts = Sorts {
    any: "concern",
    opening: ["concern0", "concern1", "concern2", "concern3", "concern4"],
    word: "concern-word",
    pair: "concern-pair",
    holds: "concern-holds",
    short: "concern-short",
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
    let mut clue = |sort: &'static str, seen: Seen<'_>| out(&Clue { sort, seen });
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
