//! The history of a record: every event, when it happened and when it was recorded.

use super::pieces::day;
use crate::components::{Caption, Cell, Column, Heading, Table};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::event::{Event, Fact, RecommendationFact};
use heeded_domain::id::RecommendationId;
use heeded_publish::history::{Happening, happenings};
use heeded_store::Directory;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct History {
    id: RecommendationId,
    title: String,
    events: Vec<Event>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct HistoryJson {
    id: String,
    events: Vec<Happening>,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let history = load(&visit, &id).await;
    visit.answer(history, data, |history| html(&visit, history))
}

async fn load(visit: &Visit, id: &str) -> Result<History, Trouble> {
    let id: RecommendationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let as_of = visit.day()?;
    let mut events = visit.events_of(id).await?;
    events.retain(|event| event.had_happened_by(as_of));
    let title = events.iter().find_map(title).ok_or(Trouble::NotYet)?;
    Ok(History {
        id,
        title,
        events,
        directory: visit.directory().await?,
    })
}

fn title(event: &Event) -> Option<String> {
    match &event.fact {
        Fact::Recommendation(_, RecommendationFact::Recorded(ask)) => Some(ask.title()),
        _ => None,
    }
}

fn data(history: &History) -> HistoryJson {
    let events = happenings(&history.events, &history.directory);
    HistoryJson {
        id: history.id.to_string(),
        events,
    }
}

fn html(visit: &Visit, history: &History) -> Markup {
    let record = visit.to(&format!("/recommendations/{}", history.id));
    let main = html! {
        (Heading {
            caption: Some(Caption::new(history.title.as_str())),
            ..Heading::page("History of this record")
        })
        p { a href=(record) { "The record itself" } }
        p {
            "Every change of this record, in the order in which it was entered. The words of a "
            "response are never edited: a newer version or a correction is an event of its own. "
            "“Happened” is the day in the world, “recorded” the day it came into this register."
        }
        (table(history))
        (versions(history))
    };
    visit.frame(
        "History of this record",
        |page| {
            page.place = Place::Within(Part::Recommendations);
            page.section = Some("Recommendations");
            page.width = Width::Full;
        },
        main,
    )
}

fn table(history: &History) -> Markup {
    let columns = vec![
        Column::numeric("Event"),
        "What".into(),
        "More".into(),
        "Happened".into(),
        "Recorded".into(),
    ];
    let mut table = Table::new("Events of this record", columns);
    let happenings = happenings(&history.events, &history.directory);
    let rows = history.events.iter().zip(happenings);
    table.rows = rows.map(|(event, told)| cells(event, told)).collect();
    table.first_cell_is_header = false;
    html! { (table) }
}

fn cells(event: &Event, told: Happening) -> Vec<Cell<'static>> {
    let recorded_on = event.at.to_zoned(TimeZone::UTC).date();
    vec![
        Cell::from(told.number.to_string()),
        Cell::from(told.title),
        if told.detail.is_empty() {
            Cell::missing("No more to say")
        } else {
            Cell::from(told.detail)
        },
        match event.happened_on() {
            Some(on) => Cell::new(day(Some(on))),
            None => Cell::missing("Day not known"),
        },
        Cell::new(html! { (day(Some(recorded_on))) " by " (told.recorded_by) }),
    ]
}

/// Every version of every response in full, for those who compare.
fn versions(history: &History) -> Markup {
    let revised = history.events.iter().filter_map(|event| match &event.fact {
        Fact::Recommendation(_, RecommendationFact::Responded(response)) => {
            Some((event.seq, &response.version.text))
        }
        Fact::Recommendation(_, RecommendationFact::ResponseRevised(_, version)) => {
            Some((event.seq, &version.text))
        }
        _ => None,
    });
    let versions: Vec<_> = revised.collect();
    html! {
        @if versions.len() > 1 {
            (Heading::section("Every version of the responses", "versions"))
            @for (seq, text) in versions {
                h3 class="nhsuk-heading-s" { "As recorded by event " (seq) }
                (crate::components::Quotation::new(text))
            }
        }
    }
}
