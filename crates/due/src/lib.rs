//! Dates as people promise them: words to meaning.
//!
//! A promise says "by Winter 2025, subject to funding". [`read`] says what that means: the first
//! and last day on which it falls due, the same in EDTF, its hedges and conditions, and every other
//! reading that the words allow. [`find`] finds such words in a sentence.
//!
//! It never does I/O, never asks what day it is, never fails: words that it cannot read are an
//! open promise, [`Kind::Unread`]. It knows nothing of recommendations.

mod context;
mod due;

pub use context::{Calendar, Context, Hemisphere, SaidOn};
pub use due::{Due, Edtf, Hedge, HedgeKind, Kind, Lateness, Reading, Why, day_in_words};

use std::ops::Range;

/// Reads the words in which a promise states its date.
///
/// `words` is the expression alone ("by Winter 2025, TBC"); [`find`] cuts it out of a sentence.
#[must_use]
pub fn read(words: &str, context: &Context<'_>) -> Due {
    let _ = context;
    Due::unread(words)
}

/// A time phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the sentence: with its lead-in words ("by", "before the end
    /// of") and the hedges and conditions that follow it ("TBC", "subject to funding").
    pub range: Range<usize>,
    /// What kind of date it states.
    pub kind: Kind,
}

/// Finds the time phrases in a sentence, in order, none overlapping.
///
/// Finds every phrase that *could* state when something falls due, background ones ("in March
/// 2024 we met") too: whether a phrase belongs to a promise is for the caller to say.
#[must_use]
pub fn find(sentence: &str) -> Vec<Found> {
    let _ = sentence;
    Vec::new()
}
