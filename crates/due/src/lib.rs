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
mod edtf;
mod explain;
mod find;
mod grammar;
mod meaning;
mod place;
mod scan;
mod states;
mod token;
mod typo;
mod why;
mod words;

pub use context::{Calendar, Context, Hemisphere, SaidOn};
pub use due::{Due, Hedge, HedgeKind, Kind, Lateness, Reading};
pub use edtf::Edtf;
pub use explain::{day_in_words, month_name};
pub use find::Found;
pub use states::is_state;
pub use why::Why;

/// Longest expression that [`read`] looks into, in bytes: forty lines of text, no promise is
/// longer; what is longer stays [`Kind::Unread`], its words kept.
pub const MAX_BYTES: usize = 4_096;

/// Reads the words in which a promise states its date.
///
/// `words` is the expression alone ("by Winter 2025, TBC"); [`find`] cuts it out of a sentence.
///
/// ```
/// use heeded_due::{Context, Lateness, read};
/// use jiff::civil::date;
///
/// let due = read("by Winter 2025, subject to funding", &Context::default());
/// assert_eq!(due.chosen().latest, Some(date(2026, 2, 28)));
/// assert!(due.is_conditional());
/// assert_eq!(due.is_late(date(2026, 3, 1)), Lateness::MayBe);
/// ```
#[must_use]
pub fn read(words: &str, context: &Context<'_>) -> Due {
    if words.len() > MAX_BYTES {
        return Due::unread_because(words, Why::TooLong);
    }
    meaning::combine::read(words, context)
}

/// Finds the time phrases in a sentence, in order, none overlapping.
///
/// Finds every phrase that *could* state when something falls due, background ones ("in March
/// 2024 we met") too: whether a phrase belongs to a promise is for the caller to say. Takes a
/// whole document as well: the time it needs grows with the length of the text and no faster.
///
/// ```
/// let sentence = "We will publish it by Winter 2025, subject to funding.";
/// let found = heeded_due::find(sentence);
/// assert_eq!(&sentence[found[0].range.clone()], "by Winter 2025, subject to funding");
/// ```
#[must_use]
pub fn find(sentence: &str) -> Vec<Found> {
    find::find(sentence)
}
