//! What the cells of a column are by their words, where its heading says nothing that is known.

use std::collections::HashSet;

use crate::cues::Cues;
use crate::cues::phrases::Says;

use super::{bodies, references, words};

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

/// What the cells of a column say of the asks beside them, where its heading says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// By when something is done.
    Days,
    /// How each ask stands.
    States,
    /// Who leads.
    Leads,
    /// What is to be done, as orders: "Fit lamps to every pier."
    Actions,
    /// What became of it, in sentences.
    Words,
}

/// What most of some cells tell; the same in all of them is what they have in common, and tells
/// nothing.
pub(crate) fn tells(cells: &[&str], cues: &Cues) -> Option<Tells> {
    /// So many cells show what a column is.
    const CELLS_MAX: usize = 40;
    /// "End of the first quarter of 2031", "31 March 2031 (revised)".
    const DAY_WORDS_MAX: usize = 7;
    /// "Deputy Director of Estates and Facilities (North)".
    const LEAD_WORDS_MAX: usize = 9;
    /// Fewer words on the average are a title or a kind.
    const SENTENCE_WORDS_MIN: usize = 6;
    let told = cells
        .iter()
        .filter(|cell| cell.contains(char::is_alphanumeric));
    let told: Vec<&str> = told.copied().take(CELLS_MAX).collect();
    let different: HashSet<&str> = told.iter().copied().collect();
    let share = |reads: &dyn Fn(&str) -> bool| {
        let count = told.iter().filter(|cell| reads(cell)).count();
        told.len() >= CELLS_MIN && count * 100 >= told.len() * SHARE_PERCENT
    };
    let day = |cell: &str| {
        let dated = cell.contains(|sign: char| sign.is_ascii_digit());
        dated && words::at_most(cell, DAY_WORDS_MAX) && !heeded_due::find(cell).is_empty()
    };
    let named = |cell: &str| {
        let post = cell
            .split_whitespace()
            .any(|word| POSTS.contains(&words::key(word).as_str()));
        // "HBX (piers)", "HBX; Tide Board"
        let first = cell.split([';', '(']).next().unwrap_or_default();
        let known = post || bodies::has_body_noun(cell) || bodies::is_abbreviation(first.trim());
        words::at_most(cell, LEAD_WORDS_MAX) && words::is_capital(cell) && known
    };
    let orders = |cell: &str| words::is_capital(cell) && cues.labels.opens_with_verb(cell);
    let long: usize = told
        .iter()
        .map(|cell| cell.split_whitespace().count())
        .sum();
    let sentences = long >= told.len() * SENTENCE_WORDS_MIN && different.len() > 1;
    if share(&|cell| cues.decision(cell).is_some()) {
        Some(Tells::States)
    } else if share(&day) {
        // The day of the export stands in every row.
        let apart = different.len() > 1 || told.len() == CELLS_MIN;
        apart.then_some(Tells::Days)
    } else if share(&named) && !sentences {
        Some(Tells::Leads)
    } else if sentences && share(&orders) {
        Some(Tells::Actions)
    } else if sentences {
        Some(Tells::Words)
    } else {
        None
    }
}

/// Nouns of posts that lead actions.
const POSTS: &[&str] = &[
    "chair",
    "chief",
    "coordinator",
    "director",
    "executive",
    "head",
    "lead",
    "manager",
    "matron",
    "nurse",
    "officer",
    "secretary",
    "superintendent",
    "surveyor",
];

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
    let verb = words::is_capital(first) && cues.labels.opens_with_verb(text);
    obliged || first == "That" || verb || cues.labels.ask_opening(text).is_some()
}

/// Whether a cell reads as an answer: it begins as answers do, or says what becomes of the ask.
fn answers(text: &str, cues: &Cues) -> bool {
    let sentence = super::sentences::sentences(text).into_iter().next();
    let sentence = sentence.and_then(|range| text.get(range)).unwrap_or(text);
    let decides = |hit: &crate::cues::phrases::Hit| matches!(hit.says, Says::Disposition(_));
    cues.labels.opens_answer(text) || cues.phrases.find(sentence).iter().any(decides)
}
