//! Lengths of time: "within six months of receipt", "over the next four years".

use super::day::days;
use super::period::period;
use super::phrase::{Count, CountFrom, Time, Working};
use super::{Parsed, Rest, eat, eat_all, glued, head, skip, skip_any, tail};
use crate::words::{Length, Word};

/// Longest count that is read; a larger number is no promise.
const MOST: u32 = 999;

/// What says from when a length is counted, before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// "within", "over the next".
    Counted,
    /// "in".
    In,
    /// "over the following", "in the first".
    Event,
    /// Nothing, or a word that counts from nothing ("over", "for").
    None,
}

/// A length with the words around it that say from when it is counted.
pub(crate) fn counted(tokens: Rest<'_>) -> Parsed<'_, Count> {
    let (opening, rest) = opening(tokens);
    // "the next year" is a length, "next year" a year.
    let read = tokens
        .get(..super::length(tokens, rest))
        .unwrap_or_default();
    let has = |words: &[Word]| read.iter().any(|token| words.contains(&token.word));
    let next = opening == Opening::Counted
        && has(&[Word::The, Word::Within])
        && (has(&[Word::Next, Word::Coming]) || head(tail(rest)) == Word::Ahead);
    let (mut count, rest) = quantity(rest, next)?;
    let (from, rest) = origin(rest, opening);
    // "the first three months of 2026" is a part of it.
    if opening == Opening::Event && matches!(from, CountFrom::Printed(_)) {
        return None;
    }
    // "for three years from April 2026" starts then: the date counts, not the length.
    let lasts = matches!(head(tokens), Word::For | Word::Over | Word::During);
    if lasts && opening == Opening::None && matches!(from, CountFrom::Printed(_)) {
        return None;
    }
    // "the three years from 2026/27 to 2028/29": both ends are printed.
    let ends = matches!(head(rest), Word::To | Word::Until) && period(tail(rest)).is_some();
    if ends && opening == Opening::None && matches!(from, CountFrom::Printed(_)) {
        return None;
    }
    count.from = from;
    Some((count, rest))
}

fn opening(tokens: Rest<'_>) -> (Opening, Rest<'_>) {
    let (mut opening, rest) = match head(tokens) {
        Word::Within => (Opening::Counted, tail(tokens)),
        Word::In => (Opening::In, tail(tokens)),
        Word::By | Word::During | Word::For | Word::Over | Word::Through => {
            (Opening::None, tail(tokens))
        }
        _ => (Opening::None, tokens),
    };
    let rest = eat_all(rest, &[Word::The, Word::Course, Word::Of]).unwrap_or(rest);
    let rest = eat_all(rest, &[Word::A, Word::Period, Word::Of]).unwrap_or(rest);
    let rest = eat_all(rest, &[Word::The, Word::Period, Word::Of]).unwrap_or(rest);
    let rest = skip_any(rest, &[Word::Approximately]);
    let rest = skip(rest, Word::The);
    let after = skip(rest, Word::Coming);
    match head(rest) {
        Word::Next | Word::Coming => opening = Opening::Counted,
        Word::Following => opening = Opening::Event,
        Word::Ordinal(1) => opening = Opening::Event,
        // "in the year ahead"
        Word::One(_) if head(tail(rest)) == Word::Ahead => return (Opening::Counted, rest),
        _ => return (opening, rest),
    }
    (
        opening,
        if after.len() < rest.len() {
            after
        } else {
            tail(rest)
        },
    )
}

/// "six", "6 to 9", "12-18", "six (6)", "a", "a couple of", and the unit.
fn quantity(tokens: Rest<'_>, after_next: bool) -> Parsed<'_, Count> {
    let tokens = skip_any(tokens, &[Word::Approximately]);
    // "within the next year": one of them.
    if let (true, Word::One(unit)) = (after_next, head(tokens))
        && !matches!(unit, Length::Day | Length::Hour)
    {
        return Some((plain(1, 1, unit), tail(tokens)));
    }
    let (least, rest) = number(tokens)?;
    let rest = repeated(rest);
    let joint = matches!(head(rest), Word::To | Word::Dash | Word::Or);
    let (most, rest) = match number(tail(rest)) {
        Some(found) if joint => found,
        _ => (least, rest),
    };
    let rest = skip_any(rest, &[Word::Dash, Word::Of, Word::Calendar]);
    let working = eat(rest, Word::Working);
    let rest = working.unwrap_or(rest);
    let unit = match head(rest) {
        Word::One(unit) | Word::Many(unit) => unit,
        _ => return None,
    };
    let rest = tail(rest);
    let working = if working.is_some() {
        Working::WorkingDays
    } else {
        Working::EveryDay
    };
    let count = Count {
        working,
        ..plain(least, most, unit)
    };
    // "a year or two"
    if let (Word::Or, Some((most, after))) = (head(rest), number(tail(rest)))
        && least == 1
        && most > 1
        && !matches!(head(after), Word::Many(_))
    {
        return Some((Count { most, ..count }, after));
    }
    Some((count, rest))
}

fn plain(least: i16, most: i16, unit: Length) -> Count {
    let most = most.max(least);
    Count {
        least,
        most,
        unit,
        working: Working::EveryDay,
        from: CountFrom::Nothing,
    }
}

/// "six", "twenty-four", "24", "a".
pub(crate) fn number(tokens: Rest<'_>) -> Parsed<'_, i16> {
    let rest = tail(tokens);
    match head(tokens) {
        Word::Number {
            value: value @ 1..=MOST,
            ..
        } => Some((i16::try_from(value).ok()?, rest)),
        Word::Count(tens @ (20 | 30 | 40 | 50 | 60 | 90)) => {
            let ones = skip(rest, Word::Dash);
            match head(ones) {
                Word::Count(one @ 1..=9) => Some((i16::from(tens + one), tail(ones))),
                _ => Some((i16::from(tens), rest)),
            }
        }
        Word::Count(value @ 1..) => Some((i16::from(value), rest)),
        Word::A => match head(rest) {
            Word::Count(2) | Word::Few => number(rest),
            Word::One(_) | Word::Working => Some((1, rest)),
            _ => None,
        },
        _ => None,
    }
}

/// Steps over the figure of "six (6)".
fn repeated(tokens: Rest<'_>) -> Rest<'_> {
    let Some(inner) = eat(tokens, Word::Open) else {
        return tokens;
    };
    number(inner)
        .and_then(|(_, rest)| eat(rest, Word::Close))
        .unwrap_or(tokens)
}

/// From when it is counted, said after it.
fn origin(tokens: Rest<'_>, opening: Opening) -> (CountFrom, Rest<'_>) {
    let default = match opening {
        Opening::Counted => CountFrom::Document,
        Opening::In => CountFrom::PerhapsDocument,
        Opening::Event => CountFrom::Event,
        Opening::None => CountFrom::Nothing,
    };
    // "in six months' time", "the year ahead"
    let apostrophe = skip(tokens, Word::Apostrophe);
    if head(apostrophe) == Word::Time && opening != Opening::None {
        return (CountFrom::Document, tail(apostrophe));
    }
    // "48 hours ahead", "a year ahead of the rest": of something else.
    if head(tokens) == Word::Ahead && opening != Opening::None {
        return (CountFrom::Document, tail(tokens));
    }
    let link = matches!(
        head(tokens),
        Word::Of
            | Word::From
            | Word::After
            | Word::Following
            | Word::Since
            | Word::Before
            | Word::Upon
    );
    if !link {
        return (default, tokens);
    }
    counted_from(tail(tokens)).unwrap_or_else(|| match head(tokens) {
        // "within six months of" anything else is an event.
        Word::Of if opening == Opening::None => (default, tokens),
        _ => (CountFrom::Event, event_words(tail(tokens))),
    })
}

/// What follows "of", "from", "after": a day, the document itself, or nothing known.
fn counted_from(tokens: Rest<'_>) -> Option<(CountFrom, Rest<'_>)> {
    let rest = eat_all(tokens, &[Word::The, Word::Date, Word::Of]).unwrap_or(tokens);
    if matches!(head(rest), Word::Now | Word::Today) {
        return Some((CountFrom::Document, tail(rest)));
    }
    let of = day_of(tokens);
    if let Some(rest) = eat(of, Word::This).and_then(paper) {
        return Some((CountFrom::Document, rest));
    }
    // "The date of the final report", as inspectors call what they send: a report by itself may be
    // another's.
    let report = eat_all(of, &[Word::The, Word::Last, Word::Report]);
    if let Some(rest) = report.filter(|_| of.len() < tokens.len()) {
        return Some((CountFrom::Document, rest));
    }
    if let Some((Time::One(day), rest)) = days(rest) {
        return Some((CountFrom::Printed(day), rest));
    }
    let (period, rest) = period(rest)?;
    Some((CountFrom::Printed(period), rest))
}

/// What stands behind "the date of", "publication of", "the date of the issuance of", "the issue
/// date of".
fn day_of(tokens: Rest<'_>) -> Rest<'_> {
    let noun = |tokens| {
        let tokens = skip(tokens, Word::The);
        let date = eat_all(tokens, &[Word::Date, Word::Of]);
        date.or_else(|| eat_all(tokens, &[Word::EventNoun, Word::Of]))
            .or_else(|| eat_all(tokens, &[Word::EventNoun, Word::Date, Word::Of]))
            .or_else(|| eat_all(tokens, &[Word::Other, Word::Date, Word::Of]))
    };
    match noun(tokens) {
        Some(rest) => noun(rest).unwrap_or(rest),
        None => tokens,
    }
}

/// "letter", "report", "plan", "action plan": what a document calls itself behind "this".
fn paper(tokens: Rest<'_>) -> Option<Rest<'_>> {
    // "Plan" is a word for what is hoped for, too.
    let is_paper = |word| matches!(word, Word::Letter | Word::Report | Word::Expected);
    match head(tokens) {
        word if is_paper(word) => Some(tail(tokens)),
        Word::Other if is_paper(head(tail(tokens))) => Some(tail(tail(tokens))),
        _ => None,
    }
}

/// The few words that name an event: "the publication", "the date of receipt", "its launch".
fn event_words(tokens: Rest<'_>) -> Rest<'_> {
    let is_name = |word| matches!(word, Word::EventNoun | Word::Receipt | Word::Completion);
    let rest = skip_any(tokens, &[Word::The, Word::Date, Word::Of]);
    let rest = if head(rest) == Word::Other {
        tail(rest)
    } else {
        rest
    };
    if is_name(head(rest)) {
        tail(rest)
    } else {
        tokens
    }
}

/// "every", "twice a": a unit after a number that says how often, not how long.
pub(crate) fn per_unit(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let rest = eat(tokens, Word::A)
        .or_else(|| eat(tokens, Word::Per))
        .or_else(|| eat(tokens, Word::Every))?;
    let rest = match number(rest) {
        Some((_, rest)) => skip(rest, Word::Dash),
        None => rest,
    };
    match head(rest) {
        Word::One(_) | Word::Many(_) => Some(tail(rest)),
        _ => None,
    }
}

/// Whether a length is followed by what makes it a rate or a rule: "24 hours a day".
pub(crate) fn is_rate(tokens: Rest<'_>) -> bool {
    per_unit(tokens).is_some() || (glued(tokens) && head(tokens) == Word::Dash)
}
