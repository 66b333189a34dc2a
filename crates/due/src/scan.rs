//! Finds the pieces of meaning in a run of tokens, one after the other.
//!
//! [`find`](crate::find) and [`read`](crate::read) share it. In prose a bare "2026" or "March" is
//! no time phrase, in an expression cut out of a document it is: that is the [`Manner`].

use crate::grammar::phrase::{
    Count, CountFrom, Doubt, EventWord, Joint, Lead, Part, Period, Piece, Time, Timed, Unit, Which,
    YearKind,
};
use crate::grammar::{self, Rest, count, event, head, lead, length, open, recurring, span, tail};
use crate::token::Token;
use crate::words::{Length, Season, Word};

/// How strictly a number or a name is taken for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// In running text: it must be clear that a time is meant.
    Prose,
    /// The words are known to state a time.
    Expression,
}

/// Tokens up to which a text can be a cell of a table rather than prose.
const CELL_TOKENS: usize = 6;

/// A piece of meaning and its tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) piece: Piece,
    /// Its first token.
    pub(crate) first: usize,
    /// The token after its last.
    pub(crate) after: usize,
    /// The token after the last of the event's clause; for other pieces the same as `after`.
    pub(crate) clause: usize,
}

/// The piece that begins at `at`, if one does.
pub(crate) fn piece_at(tokens: &[Token], at: usize, manner: Manner) -> Option<Mark> {
    let rest = tokens.get(at..)?;
    let word = head(rest);
    if word == Word::Other {
        return None;
    }
    let mark = |piece, after: Rest<'_>| {
        let after = at + length(rest, after);
        Some(Mark {
            piece,
            first: at,
            after,
            clause: after,
        })
    };
    if let Some(after) = recurring::recurring(rest).filter(|_| !is_title(rest, manner)) {
        return mark(Piece::Recurring, after);
    }
    if let Some((timed, after)) = timed(rest, manner, &Before::of(tokens, at)) {
        return mark(Piece::Timed(timed), after);
    }
    // "the following actions" follow nothing
    let listed = word == Word::Following && Before::of(tokens, at).word == Word::The;
    if let Some(found) = event_at(rest, at, manner).filter(|_| !listed) {
        return Some(found);
    }
    if let Some(after) = open::open(rest) {
        return mark(Piece::Open, after);
    }
    match word {
        Word::OpenDate => mark(Piece::ToBeConfirmed, tail(rest)),
        // In prose "to be confirmed" is mostly said of other things; in a table it is not.
        Word::To if manner == Manner::Expression || tokens.len() <= CELL_TOKENS => {
            let after = grammar::eat_all(rest, &[Word::To, Word::Be, Word::Confirmed])?;
            mark(Piece::ToBeConfirmed, after)
        }
        Word::Done if is_done(tokens, at) => mark(Piece::Done, tail(rest)),
        Word::Regular if manner == Manner::Expression => mark(Piece::Recurring, tail(rest)),
        _ => None,
    }
}

/// "Annual Report" is the name of a thing.
fn is_title(tokens: Rest<'_>, manner: Manner) -> bool {
    let capital = |tokens: Rest<'_>| tokens.first().is_some_and(|token| token.capital);
    manner == Manner::Prose
        && head(tokens) == Word::Recurring
        && capital(tokens)
        && capital(tail(tokens))
}

/// What stands before a piece, where it matters.
struct Before {
    word: Word,
}

impl Before {
    fn of(tokens: &[Token], at: usize) -> Self {
        let token = at.checked_sub(1).and_then(|before| tokens.get(before));
        Self {
            word: token.map_or(Word::End, |token| token.word),
        }
    }
}

/// A time with its lead-in and what follows it.
fn timed<'t>(tokens: Rest<'t>, manner: Manner, before: &Before) -> Option<(Timed, Rest<'t>)> {
    if !may_begin(head(tokens)) {
        return None;
    }
    let timed = |lead, time| Timed {
        lead,
        time,
        open_ended: false,
    };
    if let Some((count, rest)) = counted(tokens, manner, before.word) {
        return Some((timed(Lead::In, Time::Count(count)), rest));
    }
    let (lead, rest) = lead::lead(tokens);
    let words = length(tokens, rest);
    if let Some(last) = words.checked_sub(1).and_then(|last| tokens.get(last))
        && let Some((count, rest)) = counted(rest, manner, last.word)
    {
        return Some((timed(lead, Time::Count(count)), rest));
    }
    let (time, after) = span::time(rest)?;
    if manner == Manner::Prose && !is_clear(lead, &time, (rest, after), before) {
        return None;
    }
    let lead_after = span::latest(after).map(|rest| (Lead::NoLaterThan, rest));
    let (lead, after) = lead_after.unwrap_or((lead, after));
    let onwards = span::onwards(after);
    let of_event = is_year_of_event(&time, rest, after);
    let open_ended =
        onwards.is_some() || lead == Lead::NotBefore || (of_event && lead == Lead::After);
    let lead = if of_event && lead == Lead::Before {
        Lead::In
    } else {
        lead
    };
    Some((
        Timed {
            lead,
            time,
            open_ended,
        },
        onwards.unwrap_or(after),
    ))
}

/// "before the 2026 election" is not before 2026.
fn is_year_of_event(time: &Time, first: Rest<'_>, after: Rest<'_>) -> bool {
    let Time::One(period) = time else {
        return false;
    };
    let bare = period.unit == Unit::Year && period.part == Part::Whole;
    bare && head(first) == Word::The
        && matches!(head(after), Word::Other | Word::EventNoun | Word::Budget)
}

/// A length of time, if it is one in this manner of reading.
fn counted(tokens: Rest<'_>, manner: Manner, before: Word) -> Option<(Count, Rest<'_>)> {
    let (count, rest) = count::counted(tokens)?;
    // "for three years from April 2026" starts then: the date counts, not the length, as it does
    // of what is "extended to three years from April 2026".
    let lasts = matches!(before, Word::For | Word::Over | Word::During | Word::To)
        && matches!(count.from, CountFrom::Printed(_));
    // "Seven evenings a week from March 2027" is how often.
    let per = head(tokens) == Word::A
        && before == Word::Other
        && matches!(count.from, CountFrom::Printed(_));
    if lasts || per || count::is_rate(rest) {
        return None;
    }
    let mere = matches!(count.from, CountFrom::Nothing)
        || (count.from == CountFrom::PerhapsDocument && count.unit == Length::Hour)
        || is_since(tokens, rest);
    (manner == Manner::Expression || !mere).then_some((count, rest))
}

/// "eight years since", "three weeks before"
fn is_since(tokens: Rest<'_>, after: Rest<'_>) -> bool {
    let read = tokens.get(..length(tokens, after)).unwrap_or_default();
    read.iter().any(|token| token.word == Word::Since)
}

fn may_begin(word: Word) -> bool {
    use Word as W;
    lead::may_begin(word)
        || matches!(
            word,
            W::Number { .. }
                | W::Ordinal(_)
                | W::Month(_)
                | W::Season(_)
                | W::Semester
                | W::Weekday(_)
                | W::Q
                | W::H
                | W::The
                | W::Term
                | W::This
                | W::Next
                | W::Last
                | W::Coming
                | W::New
                | W::Early
                | W::Eofy
                | W::Eoy
                | W::Mid
                | W::Late
                | W::Later
                | W::Latter
                | W::Finish
                | W::Towards
                | W::Rest
                | W::Parliament
                | W::Today
                | W::Tomorrow
                | W::Christmas
                | W::Easter
                | W::Anniversary
                | W::Grenfell
                | W::Hillsborough
                | W::Financial
                | W::Academic
                | W::Calendar
                | W::Fy
                | W::Cy
                | W::One(_)
                | W::Count(_)
                | W::A
                | W::Following
                | W::Done
        )
}

/// Whether a time is meant in running text, not a number, a title or a name.
fn is_clear(
    lead: Lead,
    time: &Time,
    (first, after): (Rest<'_>, Rest<'_>),
    before: &Before,
) -> bool {
    use crate::grammar::{day::is_month_in_figures, period::says_when};
    let misspelt =
        grammar::length(first, after) < 2 && first.iter().take(1).any(|token| token.misspelt);
    // "25-26" alone is a range of pages; "earlier this year" is past.
    let short = matches!(head(first), Word::Number { digits: 1 | 2, .. });
    if before.word == Word::Earlier || (lead == Lead::None && short && is_short_year(time)) {
        return false;
    }
    let Time::One(period) = time else {
        return before.word == Word::Open || is_clear_span(lead, time);
    };
    if is_past(period) {
        return false;
    }
    if misspelt || may_be_verb(lead, first, after) {
        return false;
    }
    let bare_year = period.unit == Unit::Year
        && period.part == Part::Whole
        && period.year.kind == YearKind::Calendar
        && period.year.is_numbered();
    if bare_year {
        return is_clear_year(lead, first, after);
    }
    match period.unit {
        Unit::Month(_) if is_month_in_figures(first) => !matches!(lead, Lead::None | Lead::Weak),
        // "By the start of the autumn term", but not "in the spring term".
        Unit::Term(_) if period.part != Part::Whole && lead != Lead::None => true,
        Unit::Half(_) | Unit::Term(_) | Unit::NumberedTerm(_) if !says_when(period) => false,
        Unit::Parliament => {
            period.year != crate::grammar::phrase::Year::UNSAID
                || period.part != Part::Whole
                || (head(first) == Word::The && lead == Lead::In && before.word != Word::Other)
        }
        // "over the summer", but not "on summer roads"
        Unit::Season(_) if lead == Lead::Weak && head(first) != Word::The => says_when(period),
        Unit::FromNow(Length::Day, _) => matches!(lead, Lead::By | Lead::From | Lead::Until),
        _ => lead != Lead::None || says_when(period),
    }
}

/// "2025-2027" may stand alone, "10 to 12" may not, nor "March and June".
fn is_clear_span(lead: Lead, time: &Time) -> bool {
    use crate::grammar::period::says_when;
    let Time::Two(first, joint, last) = time else {
        return true;
    };
    // "2031 to 2033", but not "the Act 2022 and 2023".
    let years = first.unit == Unit::Year && last.unit == Unit::Year && *joint == Joint::Range;
    lead != Lead::None || says_when(first) || says_when(last) || years
}

/// "over the past year", "last March"
fn is_past(period: &Period) -> bool {
    matches!(period.year.which, Which::Last | Which::NearLast)
        || matches!(period.unit, Unit::FromNow(_, ..0))
}

/// "25/26" without a word that it is a year.
fn is_short_year(time: &Time) -> bool {
    match time {
        Time::One(period) => period.unit == Unit::Year && period.year.doubt == Doubt::Unnamed,
        Time::Two(first, ..) => first.unit == Unit::Year,
        Time::Count(_) => false,
    }
}

/// "may" and "march" are verbs too, and so is "fall".
fn may_be_verb(lead: Lead, first: Rest<'_>, after: Rest<'_>) -> bool {
    let alone = length(first, after) == 1;
    let small = first.first().is_some_and(|token| !token.capital);
    let fall = first
        .first()
        .is_some_and(|token| token.end - token.start == 4);
    let may = |tokens: Rest<'_>| {
        head(tokens) == Word::Month(5) && tokens.first().is_some_and(|token| !token.capital)
    };
    match head(first) {
        // "this may indicate"
        Word::This | Word::The | Word::Next => may(tail(first)) && length(first, after) == 2,
        Word::Season(Season::Autumn) if fall => alone && small,
        Word::Month(3 | 5) => {
            alone && small && !matches!(lead, Lead::By | Lead::In | Lead::From | Lead::Until)
        }
        // "the office that is to close may object"
        Word::Number { .. } | Word::Ordinal(_) => false,
        _ => length(first, after) == 2 && may(tail(first)),
    }
}

/// A lone year counts after "in", "by" and the like, but not in a title ("the 2022 Act").
fn is_clear_year(lead: Lead, first: Rest<'_>, after: Rest<'_>) -> bool {
    if span::onwards(after).is_some() {
        return true;
    }
    if matches!(lead, Lead::None | Lead::Weak) {
        return false;
    }
    let round = matches!(head(first), Word::Number { value, .. } if value % 100 == 0);
    let next = after.first();
    // "in 2000 homes"
    if round && next.is_some_and(|next| next.word == Word::Other && !next.capital) {
        return false;
    }
    let the = head(first) == Word::The;
    let names = next.is_some_and(|next| {
        matches!(
            next.word,
            Word::Act | Word::Report | Word::Other | Word::Parliamentary | Word::Budget
        )
    });
    let title =
        next.is_some_and(|next| matches!(next.word, Word::Act | Word::Report) && next.capital);
    !(title || (the && names))
}

fn event_at(tokens: Rest<'_>, at: usize, manner: Manner) -> Option<Mark> {
    let (word, rest) = event::event(tokens)?;
    let clause = event::clause(rest);
    let clause_words = rest.get(..clause)?;
    let happens = event::happens(head(tokens), clause_words);
    if manner == Manner::Prose && (!happens || word == EventWord::Before) {
        return None;
    }
    if clause == 0 && !matches!(head(tokens), Word::Shortly | Word::Soon) {
        return None;
    }
    // "as soon as possible", "when time allows" are no events.
    if open::open(tokens).is_some() && !matches!(head(tokens), Word::Shortly | Word::Soon) {
        return None;
    }
    let after = at + length(tokens, rest);
    Some(Mark {
        piece: Piece::Event(word),
        first: at,
        after,
        clause: after + clause,
    })
}

/// "published", "has been completed", but not "to be completed", "will be published".
fn is_done(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(at.saturating_sub(5)..at).unwrap_or_default();
    let to_come = before.iter().any(|token| {
        matches!(
            token.word,
            Word::To | Word::Will | Word::Planned | Word::Due | Word::Date | Word::Target
        )
    });
    let next = tokens.get(at + 1).map_or(Word::End, |token| token.word);
    !to_come
        && !matches!(
            next,
            Word::By
                | Word::Date
                | Word::Within
                | Word::Before
                | Word::Prior
                | Word::Until
                | Word::From
                | Word::Colon
        )
}
