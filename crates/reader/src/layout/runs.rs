//! Lists whose numbers show that each of their items is an ask: below "We recommend that the
//! Harbour Board:" they go on from list to list, or stand in a table of answers.

use std::collections::HashSet;
use std::ops::Range;

use super::roles::Role;
use super::{markers, tables};
use crate::cues::Cues;
use crate::read::{Block, BlockKind, Source, text};
use crate::recognise::references;

/// A list of asks, and the words that open it.
struct Listed {
    stem: usize,
    /// The number of each item.
    numbers: Vec<Range<usize>>,
}

/// The lines that open such lists.
pub(super) fn of(source: &Source, cues: &Cues, roles: &[Role]) -> HashSet<usize> {
    let lists: Vec<Listed> = (0..roles.len())
        .filter_map(|at| list(source, cues, roles, at))
        .collect();
    let in_rows = numbers_of_rows(source, roles);
    let numbers = || lists.iter().flat_map(|list| &list.numbers);
    let goes_on = lists.len() > 1
        && (1..).zip(numbers()).all(|(next, range)| {
            let number: Option<usize> = source.words(range).parse().ok();
            number == Some(next)
        });
    let answered = |list: &&Listed| {
        let mut numbers = list.numbers.iter();
        numbers.all(|range| in_rows.contains(&references::key(source.words(range))))
    };
    let running = lists.iter().filter(|list| goes_on || answered(list));
    running.map(|list| list.stem).collect()
}

/// The numbers of asks in rows that say what became of them.
fn numbers_of_rows(source: &Source, roles: &[Role]) -> HashSet<String> {
    let mut found = HashSet::new();
    for (at, role) in roles.iter().enumerate() {
        if let Role::Reference(range) = role
            && tables::numbered_row(source, roles, at).is_some()
        {
            found.insert(references::key(source.words(range)));
        }
    }
    found
}

/// The list that a block opens.
fn list(source: &Source, cues: &Cues, roles: &[Role], at: usize) -> Option<Listed> {
    let block = source.blocks.get(at)?;
    let words = source.words(&block.range).trim_end();
    if !words.ends_with(':') {
        return None;
    }
    let opens = match roles.get(at) {
        Some(Role::Text | Role::Ask { .. } | Role::Name) => opens(words, cues),
        // "To the Harbour Board:"
        Some(Role::Addressee(_)) => true,
        _ => false,
    };
    if !opens {
        return None;
    }
    let mut numbers = Vec::new();
    for below in at + 1..roles.len() {
        let block = source.blocks.get(below)?;
        let part = block.kind == BlockKind::ItemPart;
        match number(source, block).filter(|_| is_plain(roles, below)) {
            Some(number) => numbers.push(number),
            None if part && !numbers.is_empty() => {}
            None => break,
        }
    }
    (!numbers.is_empty()).then_some(Listed { stem: at, numbers })
}

fn is_plain(roles: &[Role], at: usize) -> bool {
    matches!(
        roles.get(at),
        Some(Role::Text | Role::Item | Role::Name | Role::Ask { .. })
    )
}

/// The number of an item: its marker, or typed before its words.
pub(super) fn number(source: &Source, block: &Block) -> Option<Range<usize>> {
    if matches!(block.kind, BlockKind::Cell(_) | BlockKind::Heading(_)) {
        return None;
    }
    let whole = |range: &Range<usize>| {
        let words = source.words(range);
        !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit())
    };
    let before = markers::marker_before(source, block).filter(whole);
    let typed = || {
        let marker = text::marker(source.words(&block.range))?;
        let start = block.range.start;
        let range = start + marker.start..start + marker.end;
        Some(markers::bare(source, range)).filter(whole)
    };
    before.or_else(typed)
}

/// Whether the last sentence of some words opens asks.
fn opens(words: &str, cues: &Cues) -> bool {
    let last = words.rfind(". ").map_or(0, |at| at + ". ".len());
    let sentence = words.get(last..).unwrap_or_default();
    cues.labels.ask_opening(sentence).is_some()
}
