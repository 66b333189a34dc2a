//! What the cells of a column are by their words, where its heading says nothing that is known.

use std::collections::HashSet;

use crate::cues::Cues;
use crate::cues::phrases::Says;

use super::{references, words};

/// Of the cells of a column at least so many in a hundred have to read alike.
const SHARE_PERCENT: usize = 60;
/// And so many of them there have to be.
const CELLS_MIN: usize = 2;
/// What somebody is to do is said in the first words of an ask.
const WORDS_TO_VERB: usize = 40;

/// What the cells of a column seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seems {
    Numbers,
    Asks,
    Answers,
}

/// What most of some cells seem to be.
pub(crate) fn seem(cells: &[&str], cues: &Cues) -> Option<Seems> {
    let share = |reads: &dyn Fn(&str) -> bool| {
        let count = cells.iter().filter(|cell| reads(cell)).count();
        cells.len() >= CELLS_MIN && count * 100 >= cells.len() * SHARE_PERCENT
    };
    let different: HashSet<&str> = cells.iter().copied().collect();
    let numbered = cells.iter().all(|cell| whole_reference(cell));
    if numbered && different.len() == cells.len() && cells.len() >= CELLS_MIN {
        Some(Seems::Numbers)
    } else if share(&|cell| answers(cell, cues)) {
        Some(Seems::Answers)
    } else if share(&|cell| asks(cell, cues)) {
        Some(Seems::Asks)
    } else {
        None
    }
}

/// Whether words are a reference and nothing else: "12", "9 (a)".
pub(crate) fn whole_reference(text: &str) -> bool {
    let number = references::at_start(text);
    let behind = number.and_then(|range| text.get(range.end..));
    let digits = text.contains(|letter: char| letter.is_ascii_digit());
    digits && behind.is_some_and(|behind| !behind.contains(char::is_alphanumeric))
}

/// Whether a cell reads as an ask: it says what somebody should do.
pub(crate) fn asks(text: &str, cues: &Cues) -> bool {
    let mut first = text.split_whitespace();
    let obliged = first
        .by_ref()
        .take(WORDS_TO_VERB)
        .any(|word| matches!(word, "should" | "must"));
    let first = text.split_whitespace().next().unwrap_or_default();
    let verb = words::is_capital(first) && !first.ends_with('s') && cues.labels.is_ask_verb(first);
    obliged || first == "That" || verb || cues.labels.ask_opening(text).is_some()
}

/// Whether a cell reads as an answer: it begins as answers do, or says what becomes of the ask.
fn answers(text: &str, cues: &Cues) -> bool {
    let sentence = super::sentences::sentences(text).into_iter().next();
    let sentence = sentence.and_then(|range| text.get(range)).unwrap_or(text);
    let decides = |hit: &crate::cues::phrases::Hit| matches!(hit.says, Says::Disposition(_));
    cues.labels.opens_answer(text) || cues.phrases.find(sentence).iter().any(decides)
}
