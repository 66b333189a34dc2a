//! Evidence that proves wrong too often for its fields to go unflagged: the accuracy run
//! (`benches/accuracy.sh`) counts what is wrong by cue, and what it finds is written down here.

mod answers;
mod dues;

use super::Desk;
use crate::draft::{Draft, Sure};
use crate::layout::Entry;

/// Makes doubtful what a person must look at.
pub(super) fn raise(desk: &Desk<'_>, entry: &Entry, draft: &mut Draft) {
    // Where the words may be no ask, their number may be that of something else.
    if draft.text.sure == Sure::Doubtful
        && let Some(reference) = &mut draft.reference
    {
        reference.sure = Sure::Doubtful;
    }
    answers::raise(desk, entry, draft);
    for action in &mut draft.actions {
        dues::raise(desk, action);
        if let Some(lead) = &mut action.lead
            && lead.value.starts_with('(')
        {
            // "(a) Head of Harbours. (b) Head of Piers": whose the rest is cannot be told.
            lead.sure = Sure::Doubtful;
        }
    }
}
