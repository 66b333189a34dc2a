//! Finds time phrases in running text, however long it is, in one pass.

use std::ops::Range;

use crate::due::Kind;
use crate::grammar::event::clause;
use crate::grammar::phrase::{CountFrom, Lead, Part, Piece, Time, Timed, Unit};
use crate::grammar::{self, hedge, period, recurring};
use crate::scan::{Manner, piece_at};
use crate::token::{Token, Tokens};
use crate::words::Word;

/// A time phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the sentence: with its lead-in words ("by", "before the end
    /// of") and the hedges and conditions that follow it ("TBC", "subject to funding").
    pub range: Range<usize>,
    /// What kind of date it states.
    pub kind: Kind,
}

/// Tokens held at a time: a long text is never tokenised as a whole.
const WINDOW: usize = 8_192;

/// Tokens that a phrase can reach ahead; when fewer are left, more are fetched.
const AHEAD: usize = 256;

/// Most hedges and brackets that are added to one phrase.
const TAILS_MAX: usize = 6;

/// Finds the time phrases, in order, none overlapping.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    // Words have five letters and a space.
    let mut tokens: Vec<Token> = Vec::with_capacity((text.len() / 5).min(WINDOW) + 1);
    let mut lexer = Tokens::new(text);
    let mut open = true;
    let mut at = 0;
    loop {
        if open && tokens.len().saturating_sub(at) < AHEAD {
            tokens.drain(..at.min(tokens.len()));
            at = 0;
            while open && tokens.len() < WINDOW {
                open = lexer.more(&mut tokens);
            }
        }
        if at >= tokens.len() {
            return found;
        }
        at = match phrase_at(&tokens, at) {
            Some((phrase, after)) => {
                push(&mut found, phrase);
                after.max(at + 1)
            }
            None => at + 1,
        };
    }
}

fn push(found: &mut Vec<Found>, phrase: Found) {
    if found
        .last()
        .is_none_or(|last| last.range.end <= phrase.range.start)
    {
        found.push(phrase);
    }
}

/// The phrase that begins at a token, and the token after it.
fn phrase_at(tokens: &[Token], at: usize) -> Option<(Found, usize)> {
    let mark = piece_at(tokens, at, Manner::Prose)?;
    let (first, after, piece) = match mark.piece {
        // "published 12 May" is one phrase, "published" alone none.
        Piece::Done => {
            let next = piece_at(tokens, mark.after, Manner::Prose)?;
            matches!(next.piece, Piece::Timed(_)).then_some(())?;
            (mark.first, next.after, mark.piece)
        }
        Piece::Event(_) => (mark.first, mark.clause, mark.piece),
        piece => (mark.first, mark.after, piece),
    };
    let after = day_of_what(tokens, (&piece, first), after).unwrap_or(after);
    let behind = after;
    let after = with_tails(tokens, after);
    let start = tokens.get(first)?.start;
    let end = tokens.get(after.checked_sub(1)?)?.end;
    // "each quarter, beginning in March 2031"
    let begins = piece == Piece::Recurring && begins_in(tokens, behind).is_some();
    let kind = if begins { Kind::Start } else { kind(&piece) };
    let range = start..end;
    Some((Found { range, kind }, after))
}

/// The token after the hedges, brackets and repetitions that follow a phrase.
fn with_tails(tokens: &[Token], mut after: usize) -> usize {
    for _ in 0..TAILS_MAX {
        match tail(tokens, after) {
            Some(next) if next > after => after = next,
            _ => break,
        }
    }
    after
}

fn tail(tokens: &[Token], at: usize) -> Option<usize> {
    let rest = tokens.get(at..)?;
    let bracket = rest.first()?.word == Word::Open;
    // "in November of each year, starting in 2026"
    if let Some(again) = grammar::eat(rest, Word::Of).and_then(recurring::recurring) {
        return Some(at + grammar::length(rest, again));
    }
    let linked = hedge::is_link(rest);
    let inner = if linked { at + 1 } else { at };
    let inner_rest = tokens.get(inner..)?;
    if let Some((_, length)) = hedge::hedge(inner_rest).filter(|_| is_tail_hedge(inner_rest)) {
        return Some(closed(tokens, inner + length, bracket));
    }
    if let Some(after) = begins_in(tokens, at) {
        return Some(after);
    }
    let mark = piece_at(tokens, inner, Manner::Prose)?;
    let joins = match mark.piece {
        Piece::Timed(_) => bracket,
        Piece::Recurring | Piece::Event(_) => !linked || bracket,
        Piece::Open | Piece::ToBeConfirmed => true,
        Piece::Done => false,
    };
    let end = if matches!(mark.piece, Piece::Event(_)) {
        mark.clause
    } else {
        mark.after
    };
    joins.then(|| closed(tokens, end, bracket))
}

/// The token after the day of what a phrase says to come before: "before the summer recess, which
/// begins on 21 July 2031".
fn day_of_what(tokens: &[Token], (piece, first): (&Piece, usize), after: usize) -> Option<usize> {
    /// "which begins", "season begins": words between it and its day.
    const WORDS_BETWEEN_MAX: usize = 5;
    let opens = tokens.get(first).map(|token| token.word);
    let before = matches!(opens, Some(Word::Before | Word::Ahead | Word::Prior))
        && matches!(piece, Piece::Timed(timed) if !timed.is_day());
    let between = |token: &&Token| {
        matches!(
            token.word,
            Word::Other | Word::That | Word::Comma | Word::Is | Word::Starting
        )
    };
    let behind = tokens.get(after..).filter(|_| before)?;
    let words = behind.iter().take(WORDS_BETWEEN_MAX).take_while(between);
    let at = after + words.count();
    let on = tokens.get(at).filter(|token| token.word == Word::On);
    let mark = on.and_then(|_| piece_at(tokens, at, Manner::Prose))?;
    match mark.piece {
        Piece::Timed(timed) if timed.is_day() => Some(mark.after),
        _ => None,
    }
}

/// The token after "beginning in March 2031", behind "each year" or "quarterly" and a comma.
fn begins_in(tokens: &[Token], at: usize) -> Option<usize> {
    let before = tokens.get(at.saturating_sub(2)..at)?;
    let again = |token: &Token| matches!(token.word, Word::Every | Word::Recurring);
    let comma = tokens.get(at).filter(|token| token.word == Word::Comma);
    comma.filter(|_| before.iter().any(again))?;
    let mark = piece_at(tokens, at + 1, Manner::Prose)?;
    let starts = matches!(mark.piece, Piece::Timed(timed) if timed.lead == Lead::From);
    starts.then_some(mark.after)
}

/// "we expect" after a date begins a new thought; "expected" in brackets belongs to it.
fn is_tail_hedge(rest: &[Token]) -> bool {
    let word = rest.first().map_or(Word::End, |token| token.word);
    let short = clause(rest) <= 2;
    !matches!(
        word,
        Word::Expected | Word::Planned | Word::Target | Word::Other
    ) || short
}

/// After the closing bracket, if one was opened and this closes it.
fn closed(tokens: &[Token], at: usize, bracket: bool) -> usize {
    let closes = bracket
        && tokens
            .get(at)
            .is_some_and(|token| token.word == Word::Close);
    if closes { at + 1 } else { at }
}

/// The kind by the words alone.
fn kind(piece: &Piece) -> Kind {
    match piece {
        Piece::Recurring => Kind::Recurring,
        Piece::Event(_) => Kind::Event,
        Piece::Open | Piece::ToBeConfirmed => Kind::Open,
        Piece::Done => Kind::Done,
        Piece::Timed(timed) => kind_of_timed(timed),
    }
}

fn kind_of_timed(timed: &Timed) -> Kind {
    let from_then =
        timed.open_ended || matches!(timed.lead, Lead::From | Lead::NotBefore | Lead::After);
    match timed.time {
        Time::Count(count) if count.from == CountFrom::Nothing => Kind::Open,
        Time::Count(_) => Kind::Relative,
        Time::Two(..) => Kind::Period,
        Time::One(_) if from_then => Kind::Start,
        Time::One(one) if period::is_relative(&one) => Kind::Relative,
        Time::One(one) if matches!(one.unit, Unit::Recess) => Kind::Event,
        Time::One(one) if one.is_day() => Kind::Point,
        Time::One(one) if one.part == Part::End || timed.lead == Lead::Before => Kind::Point,
        Time::One(_) => Kind::Period,
    }
}
