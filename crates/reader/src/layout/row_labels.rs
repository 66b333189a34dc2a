//! Rows that bring a label of their own into a table: "Response and comment | The Board has lit
//! it.", below the row of an ask, under headings that are those of the ask.

use std::collections::HashMap;
use std::ops::Range;

use super::roles::{Follows, Role, by_label};
use super::tables;
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::{BlockKind, Source};

/// So many rows with the same words show a label; one may be a cell like others.
const LABELLED_ROWS_MIN: usize = 2;

/// Gives what stands behind such labels its role.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let mut labels: HashMap<&str, Vec<(Range<usize>, Label)>> = HashMap::new();
    let mut at = 0;
    while at < source.blocks.len() {
        let row = row(source, at);
        at = row.end.max(at + 1);
        if let Some((words, label)) = label(source, cues, &row) {
            labels.entry(words).or_default().push((row, label));
        }
    }
    let again = labels
        .into_values()
        .filter(|rows| rows.len() >= LABELLED_ROWS_MIN);
    for (row, label) in again.flatten() {
        let found = Found {
            label,
            end: 0,
            body: None,
        };
        for at in row.start + 1..row.end {
            let Some(block) = source.blocks.get(at) else {
                break;
            };
            let text = source.words(&block.range);
            let told = by_label(&found, text, block, Follows::Colon, cues);
            if let Some(role) = roles.get_mut(at) {
                *role = told.unwrap_or(Role::OtherCell);
            }
        }
        if let Some(role) = roles.get_mut(row.start) {
            *role = Role::Aside;
        }
    }
}

/// The blocks of the row that begins at a block; of one outside of tables none.
fn row(source: &Source, at: usize) -> Range<usize> {
    let Some(number) = tables::row(source, at) else {
        return at..at;
    };
    let blocks = source.blocks.iter().skip(at);
    let same = blocks.take_while(|block| block.kind == BlockKind::Cell(number));
    at..at + same.count()
}

/// The words of the first cell of a row, where they are a label of what answers and the rest of the
/// row is one cell. Under a heading of its own kind such words are what a column says.
fn label<'s>(source: &'s Source, cues: &Cues, row: &Range<usize>) -> Option<(&'s str, Label)> {
    if row.len() < 2 || (row.start + 2..row.end).any(|at| !tables::goes_on(source, at)) {
        return None;
    }
    let first = source.blocks.get(row.start)?;
    let words = source.words(&first.range).trim();
    let answers = |label: &Label| {
        matches!(
            label,
            Label::Response | Label::Update | Label::Comment | Label::Actions
        )
    };
    let own = cues.labels.heading(words).filter(answers)?;
    let heading = cues.labels.heading(source.words(first.label.as_ref()?));
    let asks = matches!(
        heading,
        None | Some(Label::Reference | Label::Addressee | Label::Ask(_) | Label::Aside)
    );
    asks.then_some((words, own))
}
