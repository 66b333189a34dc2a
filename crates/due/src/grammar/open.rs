//! Words without a day: "in due course", "as soon as possible", "when parliamentary time allows".

use super::{Rest, eat, eat_all, head, skip, skip_any, tail};
use crate::words::Word;

/// Words between "when" and "allows" ("parliamentary time", "funding and resources").
const REACH: usize = 6;

/// The tokens after words that set no bound.
pub(crate) fn open(tokens: Rest<'_>) -> Option<Rest<'_>> {
    use Word as W;
    let rest = tail(tokens);
    match head(tokens) {
        W::Soon | W::Shortly => Some(rest),
        // "is ongoing", but not "ongoing work".
        W::Ongoing => ends_thought(rest).then_some(rest),
        W::As => as_possible(rest).or_else(|| allows(rest)),
        W::When | W::Where => allows(rest),
        // "on-going", which the dash cuts in three
        W::On if head(rest) == W::Dash && head(tail(rest)) == W::Going => {
            let rest = tail(tail(rest));
            eat(rest, W::Basis).or_else(|| ends_thought(rest).then_some(rest))
        }
        W::In | W::Over | W::For | W::Within | W::During | W::At | W::On | W::By => {
            after_lead(tokens)
        }
        W::The | W::Next | W::Coming => few(tokens),
        W::N => eat_all(rest, &[W::Slash, W::A]),
        W::Not => eat(rest, W::Applicable).or_else(|| eat_all(rest, &[W::Yet, W::Applicable])),
        W::No => eat(skip(rest, W::Target), W::Date),
        _ => None,
    }
}

/// "as soon as possible", "as quickly as is reasonably practicable", "as and when".
fn as_possible(tokens: Rest<'_>) -> Option<Rest<'_>> {
    if let Some(rest) = eat_all(tokens, &[Word::And, Word::When]) {
        return Some(rest);
    }
    if !matches!(head(tokens), Word::Soon | Word::Quickly | Word::Early) {
        return None;
    }
    within_reach(tail(tokens), Word::Possible)
}

/// "parliamentary time allows", "funding permitting", "time permits"
fn allows(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let start = eat_all(tokens, &[Word::Soon, Word::As]).unwrap_or(tokens);
    within_reach(start, Word::Allows)
}

/// The tokens after `word`, if it stands within reach and in the same clause.
fn within_reach(tokens: Rest<'_>, word: Word) -> Option<Rest<'_>> {
    let clause = tokens
        .iter()
        .take(REACH)
        .take_while(|token| !ends_clause(token.word));
    let place = clause.into_iter().position(|token| token.word == word)?;
    tokens.get(place + 1..)
}

/// Whether nothing follows that the words before would describe.
fn ends_thought(tokens: Rest<'_>) -> bool {
    let word = head(tokens);
    ends_clause(word)
        || matches!(
            word,
            Word::End | Word::And | Word::Or | Word::Open | Word::Quote
        )
}

fn ends_clause(word: Word) -> bool {
    matches!(
        word,
        Word::Comma | Word::Dot | Word::Semicolon | Word::Break | Word::Close | Word::Colon
    )
}

/// "in due course", "in the near future", "over the medium term", "at pace", "on an ongoing basis".
fn after_lead(tokens: Rest<'_>) -> Option<Rest<'_>> {
    use Word as W;
    let rest = skip_any(tail(tokens), &[W::The, W::A]);
    match head(rest) {
        W::Due => eat(tail(rest), W::Course),
        W::Near => eat(tail(rest), W::Future),
        W::Future if head(tokens) == W::In && ends_thought(tail(rest)) => Some(tail(rest)),
        W::Medium if matches!(head(tokens), W::In | W::Over) => {
            let rest = skip_any(rest, &[W::Medium, W::To, W::Dash, W::Or, W::And]);
            eat(rest, W::Term)
        }
        W::Earliest => {
            let rest = skip(tail(rest), W::Possible);
            matches!(head(rest), W::Opportunity | W::Other).then(|| tail(rest))
        }
        W::Later => eat(tail(rest), W::Date),
        W::Pace => Some(tail(rest)),
        W::Ongoing => eat(tail(rest), W::Basis),
        W::Dash if head(tokens) == W::On => eat(eat(tail(rest), W::Going)?, W::Basis),
        // "within weeks", "in months"
        W::Many(_) if head(tokens) == W::Within => Some(tail(rest)),
        _ => few(rest),
    }
}

/// "the next few months", "coming weeks", "several years".
fn few(tokens: Rest<'_>) -> Option<Rest<'_>> {
    let start = skip(tokens, Word::The);
    let rest = skip_any(start, &[Word::Next, Word::Coming, Word::Following]);
    let counted = skip_any(rest, &[Word::A, Word::Few, Word::Several]);
    let vague = counted.len() < rest.len();
    if !vague && rest.len() == start.len() {
        return None;
    }
    match head(counted) {
        Word::Many(_) => Some(tail(counted)),
        _ => None,
    }
}
