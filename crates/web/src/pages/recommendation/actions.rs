//! The planned actions of a record: what was promised, by when, and where it stands.

use super::Record;
use super::answers::gone;
use crate::components::{Cell, Details, Difference, Heading, Table};
use crate::pages::pieces::{due_date, sentence_case, timing_tag};
use crate::words;
use heeded_domain::recommendation::{Commitment, FoundIn, Item, PlannedAction};
use heeded_due::day_in_words;
use heeded_publish::change::whole;
use heeded_publish::difference::difference;
use maud::{Markup, Render, html};

pub(super) fn planned(record: &Record) -> Markup {
    let promised: Vec<&PlannedAction> = record.facts.actions.iter().collect();
    let (list, prose): (Vec<_>, Vec<_>) = promised
        .into_iter()
        .partition(|action| action.promise.found_in == FoundIn::List);
    html! {
        (Heading::section("Planned actions", "actions"))
        @if list.is_empty() && prose.is_empty() {
            @if record.facts.responses.is_empty() {
                p { "No response is on record, so no planned action is." }
            } @else { p { "No planned action was found in the response." } }
        }
        @if !list.is_empty() {
            (actions(record, "Actions that the response lists", &list))
        }
        @if !prose.is_empty() {
            p {
                "The reader found these in the text of the response. They are its suggestion of "
                "what the words promise; read the response to judge."
            }
            (actions(record, "Promises in the text of the response", &prose))
        }
    }
}

fn actions(record: &Record, caption: &'static str, actions: &[&PlannedAction]) -> Markup {
    let columns = [
        "Action",
        "Led by",
        "Due (as stated)",
        "Depends on",
        "Status",
    ];
    let mut table = Table::new(caption, columns.map(Into::into).into());
    table.rows = actions
        .iter()
        .map(|action| action_cells(record, action))
        .collect();
    table.first_cell_is_header = false;
    table.render()
}

fn action_cells(record: &Record, action: &PlannedAction) -> Vec<Cell<'static>> {
    let today = record.day;
    let promise = &action.promise;
    let not_stated = || Cell::missing(words::NOT_STATED);
    let depends = [promise.dependencies.clone(), promise.conditions.clone()].concat();
    vec![
        Cell::new(action_words(record, action)),
        promise.lead.clone().map_or_else(not_stated, Cell::from),
        action
            .due()
            .map_or_else(not_stated, |due| Cell::new(due_cell(action, due))),
        if depends.is_empty() {
            not_stated()
        } else {
            Cell::from(depends.join("; "))
        },
        Cell::new(html! {
            (timing_tag(action.timing(today)))
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { (action.why(today)) }
        }),
    ]
}

fn action_words(record: &Record, action: &PlannedAction) -> Markup {
    html! {
        (action.promise.text)
        (gone(record, Item::Action(action.number)))
        @if let Some(before) = action.earlier.last() {
            (Details::new(
                "Its words were changed",
                Difference { pieces: difference(&whole(before), &whole(&action.promise)) }.render(),
            ))
        }
        @if let Some(comments) = &action.promise.comments {
            p class="nhsuk-body-s" { "Comments: " (comments) }
        }
        @if action.promise.commitment != Commitment::Promised {
            p class="nhsuk-body-s nhsuk-u-secondary-text-colour" {
                (sentence_case(action.promise.commitment.words()))
            }
        }
    }
}

/// The date, every other reading of it, and every date it had before.
fn due_cell(action: &PlannedAction, due: &heeded_due::Due) -> Markup {
    let others: Vec<_> = due.readings.iter().skip(1).collect();
    let before: Vec<_> = action.dues.iter().rev().skip(1).collect();
    html! {
        (due_date(due))
        @for reading in &others {
            p class="nhsuk-body-s nhsuk-u-secondary-text-colour" {
                "It could also mean " (reading.in_words().as_deref().unwrap_or("no day")) ": "
                (reading.why)
            }
        }
        @if !before.is_empty() {
            p class="nhsuk-body-s" {
                @if let Some(on) = action.dues.last().and_then(|revision| revision.on) {
                    "So since " (day_in_words(on)) ". "
                }
                "Moved " (before.len()) @if before.len() == 1 { " time" } @else { " times" } ". "
                "Before: "
                @for (at, revision) in before.iter().enumerate() {
                    @if at > 0 { "; " }
                    @match &revision.due {
                        Some(due) => q { (due.as_stated) },
                        None => "no date",
                    }
                    @if let Some(on) = revision.on { " (said " (day_in_words(on)) ")" }
                }
            }
        }
    }
}
