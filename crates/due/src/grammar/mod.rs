//! From tokens to phrases: a recursive descent, one file for each production.
//!
//! Every production takes the tokens that are left and gives back what it read and the tokens
//! after it, or `None`. None of them knows when the words were said: that is `meaning`'s part.

pub(crate) mod count;
pub(crate) mod day;
pub(crate) mod event;
pub(crate) mod hedge;
pub(crate) mod lead;
pub(crate) mod open;
pub(crate) mod part;
pub(crate) mod period;
pub(crate) mod phrase;
pub(crate) mod recurring;
pub(crate) mod span;
pub(crate) mod year;

use crate::token::Token;
use crate::words::Word;

/// The tokens that are left.
pub(crate) type Rest<'t> = &'t [Token];

/// What a production read, and the tokens after it.
pub(crate) type Parsed<'t, T> = Option<(T, Rest<'t>)>;

/// The first word that is left; [`Word::End`] when none is.
pub(crate) fn head(tokens: Rest<'_>) -> Word {
    tokens.first().map_or(Word::End, |token| token.word)
}

/// The tokens after the first.
pub(crate) fn tail(tokens: Rest<'_>) -> Rest<'_> {
    tokens.get(1..).unwrap_or_default()
}

/// Whether no white space stands before the first token.
pub(crate) fn glued(tokens: Rest<'_>) -> bool {
    tokens.first().is_some_and(|token| token.glued)
}

/// The tokens after `word`, if it comes first.
pub(crate) fn eat(tokens: Rest<'_>, word: Word) -> Option<Rest<'_>> {
    (head(tokens) == word).then(|| tail(tokens))
}

/// The tokens after `words`, if they come first, in this order.
pub(crate) fn eat_all<'t>(mut tokens: Rest<'t>, words: &[Word]) -> Option<Rest<'t>> {
    for word in words {
        tokens = eat(tokens, *word)?;
    }
    Some(tokens)
}

/// The tokens after `word` if it comes first, else all.
pub(crate) fn skip(tokens: Rest<'_>, word: Word) -> Rest<'_> {
    eat(tokens, word).unwrap_or(tokens)
}

/// Most words that are stepped over at once: with no limit a text of nothing but such words would
/// be walked to its end from each of them.
const SKIP_MAX: usize = 8;

/// The tokens after as many of `words` as come first, in any order.
pub(crate) fn skip_any<'t>(mut tokens: Rest<'t>, words: &[Word]) -> Rest<'t> {
    for _ in 0..SKIP_MAX {
        if !words.contains(&head(tokens)) {
            break;
        }
        tokens = tail(tokens);
    }
    tokens
}

/// How many tokens were read to get from `before` to `after`.
pub(crate) fn length(before: Rest<'_>, after: Rest<'_>) -> usize {
    before.len().saturating_sub(after.len())
}
