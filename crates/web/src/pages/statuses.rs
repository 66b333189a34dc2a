//! How statuses work: what each word means, and which rule books the register follows.

use super::pieces::standing_tag;
use crate::components::{Cell, Heading, Table};
use crate::layout::{Part, Place};
use crate::visit::Visit;
use axum::response::Response;
use heeded_domain::status::Standing;
use maud::{Markup, html};
use serde::Serialize;

#[derive(Serialize)]
struct StatusesJson {
    statuses: Vec<StatusJson>,
    schemes: Vec<SchemeJson>,
}

#[derive(Serialize)]
struct StatusJson {
    code: &'static str,
    words: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct SchemeJson {
    id: String,
    name: String,
}

pub(super) async fn page(visit: Visit) -> Response {
    visit.answer(Ok(()), |()| data(&visit), |()| html(&visit))
}

/// What a standing means, in a sentence.
fn meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::ResponseOverdue => {
            "The time for a response is over, and at least one addressee has not responded."
        }
        Standing::ActionsOverdue => {
            "The last day of a promise has passed, however kindly its words are read, and nobody \
            has reported it done."
        }
        Standing::AwaitingResponse => {
            "At least one addressee has not responded. It is not due yet, or it is not known \
            when it is due; the record says which."
        }
        Standing::ResponseNotKnown => {
            "It is not known whether every addressee responded: nobody has looked where responses \
            are published, or a response is on record that is by others, or does not say whose \
            it is."
        }
        Standing::NoResponseNeeded => {
            "Nobody has responded, and nobody has to: it informs rather than asks."
        }
        Standing::NotAccepted => "Every addressee says that it will not do it.",
        Standing::ActionsPlanned => {
            "There are promises that nobody has reported done; none is late."
        }
        Standing::ResponseReceived => {
            "There is a response; it promises nothing that waits to be done."
        }
        Standing::Completed => {
            "The organisation says that all it promised is done. Whether the risk fell is \
            another question."
        }
        Standing::Closed => {
            "The body that made it ended it: for the reason that the record gives, or with a \
            verdict by which its file is closed."
        }
        Standing::Withdrawn => "The body that made it took it back.",
    }
}

fn data(visit: &Visit) -> StatusesJson {
    StatusesJson {
        statuses: Standing::ALL
            .iter()
            .map(|standing| StatusJson {
                code: standing.code(),
                words: standing.words(),
                meaning: meaning(*standing),
            })
            .collect(),
        schemes: visit
            .register
            .schemes
            .iter()
            .map(|scheme| SchemeJson {
                id: scheme.id.to_string(),
                name: scheme.name.clone(),
            })
            .collect(),
    }
}

fn html(visit: &Visit) -> Markup {
    let main = html! {
        (Heading::page("How statuses work"))
        p {
            "Five things are kept apart, because each is said by somebody else: what an "
            "organisation says it will do, whether its response has come, what the body that "
            "asked thinks of it, how far it has come (as claimed, and as found by an assessor), "
            "and why it ended. None is typed in: each follows from dated facts, by rules that "
            "anybody can read."
        }
        p {
            "A list shows the most serious of them:"
        }
        (standings())
        (Heading::section("Vague dates", "dates"))
        p {
            "“By autumn 2026” is due until the last day of autumn, and late only after it. Where "
            "words can be read in two ways, the reading kindest to the organisation counts, and "
            "the page says so. A promise with a condition, such as “subject to funding”, may be "
            "late after its last day, never simply late. Words that set no day, such as “in due "
            "course”, are never late. What an organisation says that it will only consider is no "
            "promise: after its last day it bears the words “day passed”, and is in no count of "
            "what is late."
        }
        (Heading::section("Rule books", "schemes"))
        p { "Each body that makes recommendations works to its own rules:" }
        ul class="nhsuk-list nhsuk-list--bullet" {
            @for scheme in visit.register.schemes.iter() {
                li { a href=(visit.to(&format!("/schemes/{}", scheme.id))) { (scheme.name) } }
            }
        }
    };
    visit.frame(
        "How statuses work",
        |page| page.place = Place::At(Part::Statuses),
        main,
    )
}

fn standings() -> Markup {
    let mut table = Table::new("Statuses", vec!["Status".into(), "Meaning".into()]);
    let rows = Standing::ALL.iter();
    table.rows = rows
        .map(|standing| {
            vec![
                Cell::new(html! { (standing_tag(*standing)) }),
                Cell::from(meaning(*standing)),
            ]
        })
        .collect();
    html! { (table) }
}
