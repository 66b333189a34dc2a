//! Rows of tables: an ask of several paragraphs in one cell, and rows that only name an ask by its
//! number. Which column means what was settled when the roles were.

use std::collections::HashSet;
use std::ops::Range;

use super::Span;
use super::roles::Role;
use crate::read::{BlockKind, Source};

/// The row that a block stands in.
pub(super) fn row(source: &Source, block: usize) -> Option<usize> {
    match source.blocks.get(block)?.kind {
        BlockKind::Cell(row) => Some(row),
        _ => None,
    }
}

/// Which column a cell stands in: where its heading begins.
pub(super) fn column(source: &Source, block: usize) -> Option<usize> {
    row(source, block)?;
    let label = source.blocks.get(block)?.label.as_ref()?;
    Some(label.start)
}

/// Whether a cell has its heading right before it, as in a form.
pub(super) fn is_pair(source: &Source, block: usize) -> bool {
    let block = source.blocks.get(block);
    let between = block.and_then(|block| {
        let heading = block.label.as_ref()?;
        source.text.get(heading.end..block.range.start)
    });
    between.is_some_and(|between| between.trim().is_empty())
}

/// The columns of asks whose rows hold the answers too.
pub(super) fn answered(
    source: &Source,
    roles: &[Role],
    asks: impl Iterator<Item = usize>,
) -> HashSet<usize> {
    let answers = |at: usize| {
        let role = roles.get(at);
        matches!(role, Some(Role::Response { .. } | Role::Action(_)))
            && column(source, at).is_some()
    };
    asks.filter(|&ask| blocks(source, ask).any(answers))
        .filter_map(|ask| column(source, ask))
        .collect()
}

/// Whether two blocks are paragraphs of one cell: the same row under the same heading.
pub(super) fn same_cell(source: &Source, one: usize, other: usize) -> bool {
    let label = |block: usize| {
        source
            .blocks
            .get(block)
            .and_then(|block| block.label.as_ref())
    };
    row(source, one).is_some()
        && row(source, one) == row(source, other)
        && label(one).is_some()
        && label(one) == label(other)
}

/// Whether a block goes on with the cell of the block before it.
pub(super) fn goes_on(source: &Source, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| same_cell(source, before, at))
}

/// Whether a block stands in another row than an ask whose own row has cells of several columns:
/// what is said of that ask stands in its row.
pub(super) fn is_other_row(source: &Source, block: usize, ask: usize) -> bool {
    let columns: HashSet<usize> = blocks(source, ask)
        .filter_map(|at| column(source, at))
        .collect();
    let own = row(source, block);
    own.is_some() && own != row(source, ask) && columns.len() > 1
}

/// The blocks of the row that a block stands in.
pub(super) fn blocks(source: &Source, at: usize) -> Range<usize> {
    let own = row(source, at);
    let same = |block: &usize| own.is_some() && row(source, *block) == own;
    let before = (0..at).rev().take_while(same).count();
    let behind = (at..source.blocks.len()).take_while(same).count();
    at - before..at + behind
}

/// The words of a row that holds the number of an ask and what became of it, but no ask: a table
/// of states. The number is the first in its row.
pub(super) fn bare_row(source: &Source, roles: &[Role], at: usize) -> Option<Span> {
    let of_row = roles.get(blocks(source, at))?;
    let acts = of_row.iter().any(|role| matches!(role, Role::Action(_)));
    numbered_row(source, roles, at).filter(|_| !acts)
}

/// The words of a row that holds a number, no ask, and what became of that ask or what will be
/// done. The number may be that of an action, where no ask has it.
pub(super) fn numbered_row(source: &Source, roles: &[Role], at: usize) -> Option<Span> {
    let blocks = blocks(source, at);
    let mut before = roles.get(blocks.start..at)?.iter();
    if blocks.is_empty() || before.any(|role| matches!(role, Role::Reference(_))) {
        return None;
    }
    let of_row = roles.get(blocks.clone())?;
    let holds = |wanted: fn(&Role) -> bool| of_row.iter().any(wanted);
    let state = holds(|role| {
        matches!(
            role,
            Role::Decision(_) | Role::Response { .. } | Role::Addressee(_) | Role::Action(_)
        )
    });
    let other = holds(|role| matches!(role, Role::Ask { .. } | Role::AskHead { .. }));
    // "Open | 13": how many there are of each state.
    let own = column(source, at);
    let counts = blocks.clone().any(|block| {
        let decides = matches!(roles.get(block), Some(Role::Decision(_)));
        decides && column(source, block) < own
    });
    if !state || other || counts {
        return None;
    }
    let start = source.blocks.get(blocks.start)?.range.start;
    let end = source.blocks.get(blocks.end - 1)?.range.end;
    Some(Span {
        block: at,
        range: start..end,
    })
}
