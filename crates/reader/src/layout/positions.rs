//! Lists of asks below the position that is taken on all of them: "Xanten supports the following
//! recommendations: 9.1 … 9.2 …", with a comment below some.

use std::ops::Range;

use super::roles::Role;
use super::series;
use super::{Answer, AnswerCue, Entry, Span};
use crate::read::{BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::words;

/// So many numbers make a list.
const LISTED_BLOCKS_MIN: usize = 2;
/// What stands before "the following recommendations": the position, behind the name of who takes
/// it.
const VERBS: &[&str] = &[
    "does not support",
    "does not accept",
    "cannot support",
    "cannot accept",
    "supports",
    "accepts",
    "notes",
    "rejects",
];
/// The same where who takes it stands behind.
const PASSIVE: &[&str] = &[
    "do not enjoy the support",
    "did not enjoy the support",
    "enjoy the support",
    "enjoyed the support",
    "not supported",
    "not accepted",
    "supported",
    "accepted",
    "noted",
];

/// A position, and the blocks of the asks below it.
#[derive(Debug)]
pub(super) struct Position {
    sentence: Span,
    /// The words that say it.
    verb: Span,
    /// Who takes it.
    pub(super) body: Option<Span>,
    items: Vec<(usize, Range<usize>)>,
    /// The first block behind the list.
    end: usize,
}

/// The positions that a document takes on lists of asks.
pub(super) fn positions(source: &Source) -> Vec<Position> {
    let said: Vec<(usize, Range<usize>, Option<Range<usize>>)> = (0..source.blocks.len())
        .filter_map(|at| says(source, at).map(|(verb, body)| (at, verb, body)))
        .collect();
    let found = said.iter().enumerate().map(|(place, (at, verb, body))| {
        let next = said.get(place + 1).map(|(at, ..)| *at);
        let heading = |at: &usize| {
            let block = source.blocks.get(*at);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
        };
        let most = next.unwrap_or(source.blocks.len());
        let end = (at + 1..most).find(heading).unwrap_or(most);
        let span = |range: &Range<usize>| Span {
            block: *at,
            range: range.clone(),
        };
        Position {
            sentence: span(&source.blocks.get(*at).map_or(0..0, |own| own.range.clone())),
            verb: span(verb),
            body: body.as_ref().map(span),
            items: (at + 1..end)
                .filter_map(|at| Some((at, number(source, at)?)))
                .collect(),
            end,
        }
    });
    found
        .filter(|position| position.items.len() >= LISTED_BLOCKS_MIN)
        .collect()
}

/// Gives the asks of such lists their roles; what stands around the lists belongs to none.
pub(super) fn mark(source: &Source, positions: &[Position], roles: &mut [Role]) {
    for position in positions {
        let own = position.sentence.block;
        let heading = own.checked_sub(1).filter(|&above| {
            let block = source.blocks.get(above);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
        });
        for at in heading.into_iter().chain([own, position.end]) {
            let plain = matches!(
                roles.get(at),
                Some(Role::Text | Role::Item | Role::Name | Role::Heading(_))
            );
            if let Some(role) = roles.get_mut(at).filter(|_| plain) {
                *role = Role::Apart;
            }
        }
        for (at, number) in position.items.iter().cloned() {
            let end = source
                .blocks
                .get(at)
                .map_or(number.end, |own| own.range.end);
            let behind = source.words(&(number.end..end));
            let inside = behind.trim_start_matches(['.', ')', ' ']);
            if let Some(role) = roles.get_mut(at) {
                *role = Role::numbered(number, Some(end - inside.len()..end));
            }
        }
    }
}

/// Gives every ask of such a list its position: with the comment below it, or as all of the answer.
pub(super) fn fill(entry: &mut Entry, positions: &[Position]) {
    let block = entry.ask.first().map(|span| span.block);
    let own = positions.iter().find(|position| {
        let mut items = position.items.iter();
        items.any(|(at, _)| Some(*at) == block)
    });
    let Some(own) = own else {
        return;
    };
    if entry.answers.is_empty() {
        entry.answers.push(Answer {
            narrative: vec![own.sentence.clone()],
            ..Answer::new()
        });
    }
    if let Some(answer) = entry.answers.first_mut() {
        answer.cue = AnswerCue::Marked;
        answer.decision = answer.decision.take().or(Some(own.verb.clone()));
        answer.from = answer.from.take().or_else(|| own.body.clone());
        answer.mark = answer.mark.take().or(Some(own.sentence.clone()));
    }
}

/// The number of an ask: "131.12", before its words.
fn number(source: &Source, at: usize) -> Option<Range<usize>> {
    let block = source.blocks.get(at)?;
    let (number, shape) = series::number(source.words(&block.range))?;
    let dotted = shape == series::Shape::Dotted && !matches!(block.kind, BlockKind::Cell(_));
    dotted.then(|| block.range.start + number.start..block.range.start + number.end)
}

/// The place of a position that a block takes on what follows it, and of who takes it.
fn says(source: &Source, at: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    /// Such a sentence says little else; a longer one tells of a position.
    const SENTENCE_WORDS_MAX: usize = 30;
    let block = source.blocks.get(at)?;
    let words = source.words(&block.range);
    // Few blocks have the word: the others are not looked at any further.
    words::find(words, "recommendations")?;
    if matches!(block.kind, BlockKind::Cell(_)) {
        return None;
    }
    let start = block.range.start;
    let place = |range: Range<usize>| start + range.start..start + range.end;
    let (verb, body) = active(words).or_else(|| passive(words))?;
    if words.split_whitespace().count() > SENTENCE_WORDS_MAX {
        return None;
    }
    let named = words.get(body.clone()).is_some_and(words::looks_like_name);
    Some((place(verb), named.then(|| place(body))))
}

/// "Xanten supports the following recommendations:"
fn active(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let before = text.get(..text.find(" the following recommendations")?)?;
    let verb = VERBS.iter().find(|verb| before.ends_with(**verb))?;
    let from = before.len() - verb.len();
    let name = before.get(..from)?.trim_end();
    // "In conclusion, Xanten supports": the name is what stands behind the comma.
    let own = name.rsplit_once(", ").map_or(name, |(_, own)| own);
    let own = own.strip_prefix("The ").unwrap_or(own);
    Some((from..before.len(), name.len() - own.len()..name.len()))
}

/// "Recommendations that enjoy the support of Xanten", "Recommendations noted by Xanten".
fn passive(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let behind = words::find(text, "recommendations ")?;
    let verb = PASSIVE
        .iter()
        .filter_map(|verb| Some((text.get(behind..)?.place_of(verb)? + behind, verb)))
        .min()?;
    let end = verb.0 + verb.1.len();
    let rest = text.get(end..)?;
    let by = [" of ", " by "]
        .iter()
        .find_map(|by| rest.strip_prefix(by))?;
    let name = by.strip_prefix("the ").unwrap_or(by);
    let from = text.len() - name.len();
    let bare = name.trim_end_matches([':', '.', ' ']);
    Some((verb.0..end, from..from + bare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_and_who_takes_it() {
        for (text, verb, body) in [
            (
                "Xanten supports the following recommendations.",
                "supports",
                "Xanten",
            ),
            (
                "II. Recommendations that enjoy the support of Xanten",
                "enjoy the support",
                "Xanten",
            ),
            (
                "Recommendations noted by the Tide Isles:",
                "noted",
                "Tide Isles",
            ),
            (
                "The recommendations below do not enjoy the support of Xanten",
                "do not enjoy the support",
                "Xanten",
            ),
        ] {
            let (said, by) = active(text).or_else(|| passive(text)).unwrap();
            assert_eq!(text.get(said), Some(verb), "{text}");
            assert_eq!(text.get(by), Some(body), "{text}");
        }
        assert!(passive("Recommendations made in earlier years").is_none());
    }
}
