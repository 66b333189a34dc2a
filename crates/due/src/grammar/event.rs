//! Events: "once scoping is complete", "following Royal Assent", "shortly after".

use super::phrase::EventWord;
use super::{Parsed, Rest, eat_all, head, skip, skip_any, tail};
use crate::words::Word;

/// Longest clause that is taken as one event, in tokens.
pub(crate) const CLAUSE_MAX: usize = 30;

/// How near an event's name must stand to its word ("following the second public consultation").
const NAME_REACH: usize = 6;

/// The word that ties something to an event, and the tokens after that word.
pub(crate) fn event(tokens: Rest<'_>) -> Parsed<'_, EventWord> {
    use Word as W;
    let rest = tail(tokens);
    let after = |rest| Some((EventWord::After, rest));
    match head(tokens) {
        W::Once
            if !matches!(
                head(rest),
                W::A | W::Again | W::Per | W::Every | W::Month(_)
            ) =>
        {
            after(rest)
        }
        W::After | W::Following | W::Upon | W::When => after(rest),
        W::Shortly | W::Soon if matches!(head(rest), W::After | W::Following) => after(tail(rest)),
        W::As => after(eat_all(rest, &[W::Soon, W::As])?),
        // "on the implementation of" is mostly about it, "on implementation" when it happens.
        W::On if matches!(head(rest), W::Completion | W::Receipt | W::EventNoun) => after(rest),
        W::On if matches!(head(skip(rest, W::The)), W::Completion | W::Receipt) => after(rest),
        W::Before => Some((EventWord::Before, rest)),
        W::Ahead => Some((EventWord::Before, eat_all(rest, &[W::Of])?)),
        W::Prior => Some((EventWord::Before, eat_all(rest, &[W::To])?)),
        _ => None,
    }
}

/// How many tokens the clause has that begins here: to the next comma, stop or bracket, or to
/// the "we will" of the main clause.
pub(crate) fn clause(tokens: Rest<'_>) -> usize {
    let mut length = 0;
    for (at, token) in tokens.iter().take(CLAUSE_MAX).enumerate() {
        let stop = match token.word {
            Word::Said => at > 1,
            Word::Comma
            | Word::Semicolon
            | Word::Break
            | Word::Close
            | Word::Open
            | Word::Quote => true,
            // A dot ends it, but not the one of "approx." or "3.5".
            Word::Dot => tokens.get(at + 1).is_none_or(|next| {
                let number = matches!(next.word, Word::Number { .. } | Word::Figure);
                next.word == Word::Quote || (!next.glued && (next.capital || number))
            }),
            _ => false,
        };
        if stop {
            break;
        }
        length = at + 1;
    }
    length
}

/// Whether the clause after an event's word tells of something that happens, in running prose.
pub(crate) fn happens(word: Word, clause: Rest<'_>) -> bool {
    use Word as W;
    let verb = clause
        .iter()
        .any(|token| matches!(token.word, W::Be | W::Is | W::Done));
    let named = skip_any(clause, &[W::The, W::A])
        .iter()
        .take(NAME_REACH)
        .any(|token| {
            matches!(
                token.word,
                W::EventNoun | W::Completion | W::Receipt | W::Done
            )
        });
    match word {
        W::Once | W::As => verb,
        W::After | W::Following | W::Upon | W::On => named,
        W::Shortly | W::Soon => true,
        _ => false,
    }
}
