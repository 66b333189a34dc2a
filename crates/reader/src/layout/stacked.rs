//! Labels in lines of their own over their values, as pages set forms without a table: "Addressee",
//! and in the next line "Tide Office", again and again.

use std::collections::HashMap;

use super::roles::{Follows, Role, by_label};
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::{Block, BlockKind, Source};

/// So often a label stands in a form for each ask; once or twice it may be a heading.
const STACKED_BLOCKS_MIN: usize = 3;

/// Gives the values below such labels their roles.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let mut labels: HashMap<&str, Vec<(usize, Label)>> = HashMap::new();
    for (at, block) in source.blocks.iter().enumerate() {
        let plain = matches!(
            roles.get(at),
            Some(Role::Name | Role::Text | Role::Heading(_))
        );
        if plain && let Some(label) = label(source, block, cues) {
            let words = source.words(&block.range).trim();
            labels.entry(words).or_default().push((at, label));
        }
    }
    let stacked = labels
        .into_values()
        .filter(|all| all.len() >= STACKED_BLOCKS_MIN);
    for (at, label) in stacked.flatten() {
        let Some(value) = source.blocks.get(at + 1) else {
            continue;
        };
        let plain = matches!(roles.get(at + 1), Some(Role::Name | Role::Text));
        let found = Found {
            label,
            end: 0,
            body: None,
        };
        let text = source.words(&value.range);
        let role = by_label(&found, text, value, Follows::Colon, cues).filter(|_| plain);
        if let Some(role) = role
            && let Some([over, below]) = roles.get_mut(at..at + 2)
        {
            *over = Role::Aside;
            *below = role;
        }
    }
}

/// The label that a line is and nothing else, of those whose value is short.
fn label(source: &Source, block: &Block, cues: &Cues) -> Option<Label> {
    if matches!(block.kind, BlockKind::Cell(_)) || block.label.is_some() {
        return None;
    }
    let text = source.words(&block.range).trim();
    let found = cues.labels.label(text)?;
    let short = matches!(
        found.label,
        Label::Addressee | Label::Disposition | Label::Due | Label::Lead | Label::Reference
    );
    let whole = !text
        .get(found.end..)
        .unwrap_or_default()
        .contains(char::is_alphanumeric);
    (short && whole && found.body.is_none()).then_some(found.label)
}
