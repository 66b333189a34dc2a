//! "Estimated date" and "Revised date" in one row: by the second the ask is to be done now.

use super::roles::Role;
use super::tables;
use crate::cues::labels::Label;
use crate::read::Source;
use crate::recognise::words;

/// Words in the heading of a day that took the place of another.
const REVISED: &[&str] = &[
    "amended", "current", "extended", "forecast", "latest", "new", "revised", "updated",
];

/// Leaves the first day out where a row has the one that took its place.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let mut at = 0;
    while at < roles.len() {
        let row = tables::blocks(source, at);
        let end = row.end.max(at + 1);
        let due = |at: &usize| matches!(roles.get(*at), Some(Role::Part(Label::Due, _)));
        let dues: Vec<usize> = row.clone().filter(due).collect();
        // A response with its day, and a progress note with the later one: each has its own.
        let notes = row.filter(|at| {
            let begins = *at == 0 || !tables::same_cell(source, at - 1, *at);
            let told = matches!(
                roles.get(*at),
                Some(Role::Response { .. } | Role::Action(_) | Role::Part(Label::Comment, _))
            );
            told && begins
        });
        if notes.count() > 1 {
            at = end;
            continue;
        }
        let later = dues.iter().find(|at| is_revised(source, **at)).copied();
        if let Some(later) = later {
            for first in dues.into_iter().filter(|at| !is_revised(source, *at)) {
                if let Some(role) = roles.get_mut(first).filter(|_| first != later) {
                    *role = Role::Aside;
                }
            }
        }
        at = end;
    }
}

/// Whether a cell tells a day under a heading that says that it took the place of another.
fn is_revised(source: &Source, at: usize) -> bool {
    let Some(block) = source.blocks.get(at) else {
        return false;
    };
    let heading = block.label.as_ref().map_or("", |label| source.words(label));
    let mut keys = words::all_words(heading).map(|word| word.key(heading));
    let told = !heeded_due::find(source.words(&block.range)).is_empty();
    told && keys.any(|key| REVISED.contains(&key.as_str()))
}
