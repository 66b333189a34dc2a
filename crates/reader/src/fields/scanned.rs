//! A scan: its letters were recognised by a program, so that nothing read from it is sure.

use crate::draft::{Draft, DraftAction, DraftResponse, Field, Sure};

/// Makes every field of a draft doubtful.
pub(super) fn doubt(draft: &mut Draft) {
    draft.reference.iter_mut().for_each(lower);
    lower(&mut draft.kind);
    lower(&mut draft.text);
    draft.purpose.iter_mut().for_each(lower);
    draft.addressees.iter_mut().for_each(lower);
    draft.collaborators.iter_mut().for_each(lower);
    draft.responses.iter_mut().for_each(response);
    draft.actions.iter_mut().for_each(action);
}

fn lower<T>(field: &mut Field<T>) {
    field.sure = Sure::Doubtful;
}

fn response(response: &mut DraftResponse) {
    lower(&mut response.kind);
    response.from.iter_mut().for_each(lower);
    response.received.iter_mut().for_each(lower);
    response.stated.iter_mut().for_each(lower);
    lower(&mut response.text);
    response.dispositions.iter_mut().for_each(lower);
    response.refusals.iter_mut().for_each(lower);
}

fn action(action: &mut DraftAction) {
    lower(&mut action.text);
    let dues = action.due.iter_mut();
    dues.for_each(|due| lower(&mut due.words));
    action.lead.iter_mut().for_each(lower);
    action.dependencies.iter_mut().for_each(lower);
    action.conditions.iter_mut().for_each(lower);
    action.comments.iter_mut().for_each(lower);
}
