//! "Action 2: We will fit the lamps": what an answer promises under numbers of its own.

use std::ops::Range;

use super::roles::{Role, value};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::Source;
use crate::recognise::references;

/// Gives such lines their roles, where they stand behind an ask: other papers number what they ask
/// so.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let asked = |role: &Role| matches!(role, Role::AskHead { .. } | Role::Ask { .. });
    let Some(first) = roles.iter().position(asked) else {
        return;
    };
    for at in first + 1..roles.len() {
        // Only what is nothing else yet is looked at: labels cost more than roles.
        let (Some(block), Some(role @ (Role::Text | Role::Item))) =
            (source.blocks.get(at), roles.get_mut(at))
        else {
            continue;
        };
        if block.label.is_none()
            && let Some(given) = numbered(source.words(&block.range), cues)
        {
            let start = block.range.start;
            *role = Role::Action(start + given.start..start + given.end);
        }
    }
}

/// What stands behind "Action 2:".
fn numbered(text: &str, cues: &Cues) -> Option<Range<usize>> {
    let found = cues.labels.label(text)?;
    let rest = text
        .get(found.end..)
        .filter(|_| found.label == Label::Actions)?;
    let bare = rest.trim_start();
    let number = references::at_start(bare)?;
    let behind = bare.get(number.end..)?;
    let marked = [":", " –", " —", "."]
        .iter()
        .any(|mark| behind.starts_with(mark));
    let given = value(text, text.len() - behind.len());
    let told = text.get(given.clone())?.contains(' ');
    (marked && told).then_some(given)
}
