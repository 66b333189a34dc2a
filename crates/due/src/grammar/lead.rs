//! The words before a time: "by", "no later than", "over the course of", "target date is".

use super::phrase::Lead;
use super::{Rest, eat_all, head, skip, skip_any, tail};
use crate::words::Word;

/// Most words that are read as one lead-in.
const STEPS_MAX: usize = 8;

/// The lead-in words, and the tokens after them.
pub(crate) fn lead(tokens: Rest<'_>) -> (Lead, Rest<'_>) {
    let (mut lead, mut rest) = (Lead::None, tokens);
    for _ in 0..STEPS_MAX {
        match step(lead, rest) {
            Some((next, after)) => (lead, rest) = (next, after),
            None => break,
        }
    }
    (lead, rest)
}

fn step(lead: Lead, tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    two_sided(tokens)
        .or_else(|| start(tokens))
        .or_else(|| limit(lead, tokens))
        .or_else(|| plain(lead, tokens))
        .or_else(|| around(lead, tokens))
}

/// "no later than", "at the latest", "in or before", "not before", "at the earliest", "on or
/// after".
fn two_sided(tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    use Word as W;
    let latest = |words: &[Word]| Some((Lead::NoLaterThan, eat_all(tokens, words)?));
    let earliest = |words: &[Word]| Some((Lead::NotBefore, eat_all(tokens, words)?));
    match head(tokens) {
        W::No | W::Not => latest(&[head(tokens), W::Later, W::Than])
            .or_else(|| earliest(&[head(tokens), W::Earlier, W::Than]))
            .or_else(|| earliest(&[W::Not, W::Before]))
            .or_else(|| earliest(&[W::Not, W::Until])),
        W::At => {
            latest(&[W::At, W::The, W::Latest]).or_else(|| earliest(&[W::At, W::The, W::Earliest]))
        }
        W::Latest => Some((Lead::NoLaterThan, skip_any(tail(tokens), &[W::Date]))),
        W::Earliest => Some((Lead::NotBefore, skip_any(tail(tokens), &[W::Date]))),
        W::In | W::On | W::By => latest(&[head(tokens), W::Or, W::Before])
            .or_else(|| latest(&[head(tokens), W::Or, W::By]))
            .or_else(|| earliest(&[head(tokens), W::Or, W::After]))
            .or_else(|| earliest(&[head(tokens), W::And, W::After])),
        W::Before => {
            let rest = eat_all(tokens, &[W::Before, W::Or])?;
            matches!(head(rest), W::In | W::On | W::By | W::At | W::During)
                .then(|| (Lead::NoLaterThan, tail(rest)))
        }
        _ => None,
    }
}

/// "from", "starting in", "with effect from", "as of".
fn start(tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    use Word as W;
    let rest = tail(tokens);
    match head(tokens) {
        W::From => Some((Lead::From, rest)),
        W::With => Some((Lead::From, eat_all(rest, &[W::Effect, W::From])?)),
        W::As if matches!(head(rest), W::From | W::Of | W::At) => Some((Lead::From, tail(rest))),
        W::Starting => Some((
            Lead::From,
            skip_any(rest, &[W::In, W::From, W::On, W::By, W::At, W::With]),
        )),
        // "beginning in 2026", but not "the beginning of 2026", "the start of 2026".
        W::Start if matches!(head(rest), W::In | W::From | W::On | W::With) => {
            Some((Lead::From, tail(rest)))
        }
        _ => None,
    }
}

/// "before", "prior to", "until", "after", "beyond", "between".
fn limit(lead: Lead, tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    use Word as W;
    let rest = tail(tokens);
    match head(tokens) {
        W::Before => Some((Lead::Before, rest)),
        W::Prior => Some((Lead::Before, eat_all(rest, &[W::To])?)),
        W::Ahead => Some((Lead::Before, eat_all(rest, &[W::Of])?)),
        W::In => {
            let rest = eat_all(rest, &[W::Ahead, W::Of])?;
            Some((Lead::Before, rest))
        }
        W::Until => Some((Lead::Until, rest)),
        W::Up if matches!(head(rest), W::To | W::Until) => Some((Lead::Until, tail(rest))),
        W::After if lead == Lead::None => Some((Lead::After, rest)),
        // "Will be in post by June": a job, and no "after".
        W::Post
            if matches!(
                head(rest),
                W::By | W::From | W::In | W::On | W::At | W::Until
            ) =>
        {
            None
        }
        W::Post => Some((Lead::After, skip(rest, W::Dash))),
        W::Beyond => Some((Lead::After, rest)),
        W::Between => Some((Lead::Between, rest)),
        _ => None,
    }
}

/// "in", "by", "over the course of", "for the period from".
fn plain(lead: Lead, tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    use Word as W;
    let rest = tail(tokens);
    let of_course = eat_all(rest, &[W::The, W::Course, W::Of]);
    let period = eat_all(rest, &[W::The, W::Period])
        .map(|rest| skip_any(rest, &[W::Of, W::Dash, W::Colon, W::Open]));
    match head(tokens) {
        W::In | W::During | W::Over | W::For if of_course.is_some() => Some((Lead::In, of_course?)),
        W::In | W::During | W::Over | W::For if period.is_some() => Some((Lead::In, period?)),
        W::By => Some((Lead::By, rest)),
        W::In | W::During | W::Within | W::Through => Some((
            if lead == Lead::From {
                Lead::From
            } else {
                Lead::In
            },
            rest,
        )),
        W::To if head(skip(rest, W::The)) == W::Finish => Some((Lead::Until, rest)),
        // After another lead-in ("planned for", "from on") these change nothing.
        W::On | W::At | W::For | W::Over | W::To => {
            Some((if lead == Lead::None { Lead::Weak } else { lead }, rest))
        }
        _ => None,
    }
}

/// Words that only surround: "expected", "approximately", "target date:", "to be".
fn around(lead: Lead, tokens: Rest<'_>) -> Option<(Lead, Rest<'_>)> {
    use Word as W;
    match head(tokens) {
        W::Planned | W::Target | W::Due => {
            let rest = skip_any(
                tail(tokens),
                &[W::Date, W::Done, W::Completion, W::EventNoun],
            );
            let rest = skip_any(
                rest,
                &[W::To, W::Be, W::Is, W::Of, W::Colon, W::Done, W::Will],
            );
            // A hedge makes even "for 2026" a time.
            let lead = if lead == Lead::None { Lead::In } else { lead };
            Some((lead, skip_any(rest, &[W::For, W::On])))
        }
        W::Approximately | W::Provisional | W::Tilde => Some((lead, tail(tokens))),
        W::Circa => Some((lead, skip(tail(tokens), W::Dot))),
        W::Date | W::Completion | W::Done if lead == Lead::None => {
            let rest = skip_any(tail(tokens), &[W::Date, W::Is, W::Of, W::Be, W::Will]);
            let marked = rest.len() < tokens.len() - 1 || head(rest) == W::Colon;
            marked.then(|| (Lead::In, skip_any(rest, &[W::Colon, W::Dash])))
        }
        _ => None,
    }
}

/// Whether a lead-in can begin with this word; most words cannot.
pub(crate) fn may_begin(word: Word) -> bool {
    use Word as W;
    matches!(
        word,
        W::No
            | W::Not
            | W::At
            | W::Latest
            | W::Earliest
            | W::In
            | W::On
            | W::By
            | W::Before
            | W::From
            | W::With
            | W::As
            | W::Starting
            | W::Start
            | W::Prior
            | W::Ahead
            | W::Until
            | W::Up
            | W::After
            | W::Beyond
            | W::Between
            | W::During
            | W::Over
            | W::For
            | W::Within
            | W::Through
            | W::To
            | W::Planned
            | W::Post
            | W::Target
            | W::Due
            | W::Approximately
            | W::Provisional
            | W::Tilde
            | W::Circa
            | W::Date
            | W::Completion
    )
}
