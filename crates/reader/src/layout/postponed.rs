//! Asks whose words stand below what became of them: "Recommendation 4.1 – A register of piers",
//! "Status: In progress", "What has been achieved to date", and only then "What the Commission
//! said", with the words of the ask, as progress pages print them.

use std::ops::Range;

use super::roles::{Role, is_title};
use crate::read::{BlockKind, Source};

/// So many show it; one may be another that has no number.
const POSTPONED_BLOCKS_MIN: usize = 2;

/// An ask whose heading has its number and title.
struct Postponed {
    heading: usize,
    /// The line over its words.
    mark: usize,
    words: Range<usize>,
    /// The blocks of its words.
    blocks: Range<usize>,
}

/// Gives each such heading the words of its ask, and puts them beside the point where they stand.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let headings: Vec<usize> = (0..roles.len())
        .filter(|&at| is_titled(source, roles, at))
        .collect();
    let ends = headings.iter().copied().skip(1).chain([roles.len()]);
    let found = headings.iter().zip(ends);
    let found = found.filter_map(|(&heading, end)| postponed(source, roles, heading..end));
    let found: Vec<Postponed> = found.collect();
    if found.len() < POSTPONED_BLOCKS_MIN {
        return;
    }
    for one in found {
        if let Some(Role::AskHead { rest, .. }) = roles.get_mut(one.heading) {
            *rest = Some(one.words);
        }
        for at in std::iter::once(one.mark).chain(one.blocks) {
            if let Some(role) = roles.get_mut(at) {
                *role = Role::Aside;
            }
        }
    }
}

/// "Recommendation 4.1 – A register of piers", as a heading.
fn is_titled(source: &Source, roles: &[Role], at: usize) -> bool {
    let block = source.blocks.get(at);
    let heading = block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    match roles.get(at) {
        Some(Role::AskHead {
            reference: Some(_),
            rest: Some(rest),
            ..
        }) => heading && is_title(source.words(rest)),
        _ => false,
    }
}

/// The words of an ask in what stands below its heading, behind an answer and a line over them.
fn postponed(source: &Source, roles: &[Role], own: Range<usize>) -> Option<Postponed> {
    let heading = own.start;
    let below = own.start + 1..own.end;
    let is_mark = |at: &usize| {
        let role = roles.get(*at);
        matches!(
            role,
            Some(Role::AskHead {
                reference: None,
                rest: None,
                ..
            })
        )
    };
    let mut marks = below.clone().filter(is_mark);
    let mark = marks.next().filter(|_| marks.next().is_none())?;
    let answers = |at: usize| {
        matches!(
            roles.get(at),
            Some(Role::Response { .. } | Role::Decision(_))
        )
    };
    let told = |at: &usize| {
        let role = roles.get(*at);
        matches!(
            role,
            Some(Role::Text | Role::Item | Role::Ask { .. } | Role::Name)
        )
    };
    let first = mark + 1;
    let end = (first..below.end).find(|at| !told(at)).unwrap_or(below.end);
    let place = |at: usize| source.blocks.get(at).map(|block| &block.range);
    let words = place(first)?.start..place(end.checked_sub(1)?)?.end;
    let behind = (heading + 1..mark).any(answers);
    (behind && end > first).then_some(Postponed {
        heading,
        mark,
        words,
        blocks: first..end,
    })
}
