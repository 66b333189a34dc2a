//! Words that weaken a promise: "TBC", "subject to funding", "expected", "around".

use super::event::clause;
use super::open::open;
use super::{Rest, eat, eat_all, glued, head, skip_any, tail};
use crate::due::HedgeKind;
use crate::words::Word;

/// The hedge that begins here: its kind and how many tokens it has.
pub(crate) fn hedge(tokens: Rest<'_>) -> Option<(HedgeKind, usize)> {
    use Word as W;
    let rest = tail(tokens);
    let read = |kind, after: Rest<'_>| Some((kind, super::length(tokens, after)));
    match head(tokens) {
        W::OpenDate => read(HedgeKind::ToBeConfirmed, rest),
        W::Date | W::To | W::Not | W::Yet => {
            read(HedgeKind::ToBeConfirmed, to_be_confirmed(tokens)?)
        }
        W::Provisional => read(HedgeKind::ToBeConfirmed, rest),
        W::Expected | W::Planned | W::Target => read(HedgeKind::Expected, rest),
        W::Approximately | W::Tilde => read(HedgeKind::Approximate, rest),
        W::Circa if matches!(head(rest), W::Dot | W::Number { .. }) => {
            read(HedgeKind::Approximate, rest)
        }
        W::Subject if head(rest) == W::To => condition(tokens),
        W::Pending | W::Unless | W::If => condition(tokens),
        W::Provided if head(rest) == W::That => condition(tokens),
        W::Dependent if matches!(head(rest), W::On | W::Upon) => condition(tokens),
        W::As | W::Where | W::When if !is_time_alone(tokens) => {
            read(HedgeKind::Condition, allows(tokens)?)
        }
        // "funding permitting"
        W::Other if head(rest) == W::Permitting => read(HedgeKind::Condition, tail(rest)),
        W::Other if eat_all(rest, &[W::And, W::Other, W::Permitting]).is_some() => {
            read(HedgeKind::Condition, rest.get(3..)?)
        }
        _ => None,
    }
}

/// A condition reaches to the end of its clause.
fn condition(tokens: Rest<'_>) -> Option<(HedgeKind, usize)> {
    let length = clause(tokens);
    (length > 1).then_some((HedgeKind::Condition, length))
}

/// "as funding allows", "where resources permit"
fn allows(tokens: Rest<'_>) -> Option<Rest<'_>> {
    open(tokens).filter(|after| {
        let last = super::length(tokens, after)
            .checked_sub(1)
            .and_then(|last| tokens.get(last));
        last.is_some_and(|token| token.word == Word::Allows)
    })
}

/// "when parliamentary time allows" is a time, if an open one, and no condition.
fn is_time_alone(tokens: Rest<'_>) -> bool {
    tokens.iter().take(5).any(|token| token.word == Word::Time)
}

/// "date TBC", "to be confirmed", "not yet confirmed"
fn to_be_confirmed(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let start = skip_any(
        tokens,
        &[Word::Date, Word::Is, Word::Not, Word::Yet, Word::Colon],
    );
    if let Some(rest) = eat(start, Word::OpenDate) {
        return Some(rest);
    }
    let rest = skip_any(start, &[Word::To, Word::Be]);
    (rest.len() < tokens.len())
        .then(|| eat(rest, Word::Confirmed))
        .flatten()
}

/// Whether a hedge may follow what comes before it after this mark.
pub(crate) fn is_link(tokens: Rest<'_>) -> bool {
    matches!(
        head(tokens),
        Word::Comma | Word::Open | Word::Dash | Word::Semicolon | Word::Colon
    ) && !glued(tail(tokens))
        || head(tokens) == Word::Open
}
