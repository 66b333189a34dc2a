//! Evidence that proves wrong too often for its fields to go unflagged: the accuracy run
//! (`benches/accuracy.sh`) counts what is wrong by cue, and what it finds is written down here.

mod answers;
mod dues;

use super::Desk;
use crate::draft::{Draft, Sure};
use crate::layout::Entry;
use crate::recognise::likelihood;

/// Words that weigh less are ten times likelier to answer something than to ask for it.
const ASK_MIN_HUNDREDTHS: i32 = -230;

/// Makes doubtful what a person must look at.
pub(super) fn raise(desk: &Desk<'_>, entry: &Entry, draft: &mut Draft) {
    let text = draft.text.value.as_str();
    let weight = likelihood::weight_of_ask(text, draft.kind.value);
    // "Teach crews to swim."
    if weight < ASK_MIN_HUNDREDTHS && !desk.cues.labels.opens_with_verb(text) {
        draft.text.sure = Sure::Doubtful;
    }
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
