//! Parts of a period: "early", "mid to late", "the end of", "the first week of".

use super::phrase::Part;
use super::{Parsed, Rest, eat, eat_all, head, skip, skip_any, tail};
use crate::words::{Length, Word};

/// The words before a period that say which part of it is meant, "of" or "in" included.
pub(crate) fn part(tokens: Rest<'_>) -> Parsed<'_, Part> {
    let rest = skip(tokens, Word::The);
    third(rest).or_else(|| edge(rest)).or_else(|| counted(rest))
}

/// "early", "mid to late", "later in", "the latter part of".
fn third(tokens: Rest<'_>) -> Parsed<'_, Part> {
    let (first, rest) = one_third(tokens)?;
    let rest = eat_all(rest, &[Word::Dash, Word::To]).map_or(rest, |_| tail(rest));
    let joined = [Word::To, Word::Dash, Word::Slash, Word::Or, Word::And]
        .iter()
        .find_map(|joint| eat(rest, *joint))
        .map(|rest| skip(rest, Word::Dash))
        .and_then(one_third);
    let (last, rest) = joined
        .filter(|(last, _)| *last > first)
        .unwrap_or((first, rest));
    let rest = skip(rest, Word::Period);
    Some((
        Part::Thirds(first, last),
        skip_any(
            rest,
            &[Word::Of, Word::In, Word::Dash, Word::On, Word::Through],
        ),
    ))
}

fn one_third(tokens: Rest<'_>) -> Parsed<'_, i8> {
    let third = match head(tokens) {
        Word::Early => 1,
        Word::Mid => 2,
        Word::Late => 3,
        Word::Latter if head(tail(tokens)) != Word::Half => 3,
        _ => return None,
    };
    Some((third, tail(tokens)))
}

/// "the end of", "end-", "towards the end of", "the start of", "the rest of", "later in".
fn edge(tokens: Rest<'_>) -> Parsed<'_, Part> {
    let of = |rest| skip_any(rest, &[Word::Of, Word::Dash]);
    match head(tokens) {
        Word::Later => Some((Part::Later, skip_any(tail(tokens), &[Word::In, Word::On]))),
        Word::Towards => {
            let rest = eat(skip(tail(tokens), Word::The), Word::Finish)?;
            Some((Part::TowardsEnd, of(rest)))
        }
        Word::Finish => Some((Part::End, of(tail(tokens)))),
        Word::Start => Some((Part::Start, of(tail(tokens)))),
        Word::Rest => Some((Part::Rest, eat(tail(tokens), Word::Of)?)),
        _ => None,
    }
}

/// "the first week of", "the last Friday of", "the last two months of", "the first half of" what is
/// no year.
fn counted(tokens: Rest<'_>) -> Parsed<'_, Part> {
    let (which, rest) = match head(tokens) {
        Word::Ordinal(value @ 1..=4) => (i8::try_from(value).ok()?, tail(tokens)),
        Word::Last | Word::Latter => (-1, tail(tokens)),
        _ => return None,
    };
    if let Some(rest) = eat(rest, Word::One(Length::Week)) {
        return Some((
            Part::Week(which),
            eat(rest, Word::Of).or_else(|| eat(rest, Word::In))?,
        ));
    }
    if let Word::Weekday(weekday) = head(rest) {
        let rest = tail(rest);
        return Some((
            Part::Weekday(which, weekday),
            eat(rest, Word::Of).or_else(|| eat(rest, Word::In))?,
        ));
    }
    let months = match head(rest) {
        Word::Count(count) => i8::try_from(count).ok()?,
        Word::Number {
            value: count @ 1..=11,
            ..
        } => i8::try_from(count).ok()?,
        _ => return None,
    };
    let rest = eat_all(rest.get(1..)?, &[Word::Many(Length::Month), Word::Of])?;
    match which {
        1 => Some((Part::Months(months), rest)),
        -1 => Some((Part::Months(-months), rest)),
        _ => None,
    }
}
