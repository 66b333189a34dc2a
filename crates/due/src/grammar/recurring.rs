//! Again and again: "quarterly", "every six months", "twice a year", "on an annual basis".

use super::count::{number, per_unit};
use super::{Rest, eat, eat_all, head, skip, skip_any, tail};
use crate::words::{Length, Word};

/// The tokens after words that say that something happens again and again.
pub(crate) fn recurring(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = eat_all(tokens, &[Word::At, Word::Least]).unwrap_or(tokens);
    every(rest)
        .or_else(|| on_basis(rest))
        .or_else(|| times_per(rest))
        .or_else(|| weekday(rest))
        .or_else(|| adverb(rest))
}

/// "on the second Tuesday of the month", "on the last Friday of each quarter".
fn weekday(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = skip(eat(tokens, Word::On)?, Word::The);
    let (Word::Ordinal(1..=4) | Word::Last) = head(rest) else {
        return None;
    };
    let Word::Weekday(_) = head(tail(rest)) else {
        return None;
    };
    let rest = eat(tail(tail(rest)), Word::Of)?;
    let rest = eat(rest, Word::The).or_else(|| eat(rest, Word::Every))?;
    matches!(head(rest), Word::One(Length::Month | Length::Quarter)).then(|| tail(rest))
}

/// "quarterly", "six-monthly", "half-yearly".
fn adverb(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let counted = number(tokens).map(|(_, rest)| skip(rest, Word::Dash));
    let half = eat(tokens, Word::Half).map(|rest| skip(rest, Word::Dash));
    let rest = counted.or(half).unwrap_or(tokens);
    eat(rest, Word::Recurring)
}

/// "every five years", "each year", "every other month", "every March".
fn every(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = eat(tokens, Word::Every)?;
    let rest = skip_any(
        rest,
        &[
            Word::Financial,
            Word::Calendar,
            Word::Academic,
            Word::Ordinal(2),
        ],
    );
    let rest = match number(rest) {
        Some((_, after)) => skip_any(after, &[Word::To, Word::Dash]),
        None => rest,
    };
    let rest = number(rest).map_or(rest, |(_, after)| after);
    match head(rest) {
        // "each day" and "every hour" are how things are done, not when they fall due.
        Word::One(Length::Day | Length::Hour) => None,
        // "each may do so"
        Word::Month(5) if rest.first().is_some_and(|token| !token.capital) => None,
        Word::Month(_) if matches!(head(tail(rest)), Word::And | Word::Ampersand) => {
            let next = tail(tail(rest));
            let months = matches!(head(next), Word::Month(_));
            Some(if months { tail(next) } else { tail(rest) })
        }
        // "each term of the agreement"
        Word::Term if head(tail(rest)) == Word::Of => None,
        Word::One(_) | Word::Many(_) | Word::Season(_) | Word::Month(_) | Word::Term => {
            Some(tail(rest))
        }
        Word::Few | Word::Several => Some(tail(tail(rest))),
        // "every other year"
        Word::Other if matches!(head(tail(rest)), Word::One(_)) => Some(tail(tail(rest))),
        _ => None,
    }
}

/// "on a quarterly basis", "at regular intervals"
fn on_basis(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = eat(tokens, Word::On).or_else(|| eat(tokens, Word::At))?;
    let rest = skip_any(rest, &[Word::A, Word::At, Word::Least]);
    let rest = adverb(rest).or_else(|| eat(rest, Word::Regular))?;
    eat(rest, Word::Basis)
}

/// "once a year", "twice per month", "three times a year"
fn times_per(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = match head(tokens) {
        Word::Once | Word::Twice => tail(tokens),
        _ => eat(number(tokens)?.1, Word::Times)?,
    };
    per_unit(rest)
}
