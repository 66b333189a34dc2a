//! What is due: every planned action that waits for its day, the earliest last day first.

use super::pieces::{counted, due_words, organisation_link, timing_tag};
use super::recommendations::{due_choice, due_filter, last_page, organisation_field, page_number};
use super::statistics::{Count, count, falling_due};
use crate::components::{Cell, Filter, FilterGroup, Heading, Table, page_of, pages};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words;
use axum::response::Response;
use heeded_publish::{Body, body, organisation_called};
use heeded_store::{Directory, Listed, PAGE_ROWS, StatisticsQuery, WaitQuery, WaitRow};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

struct Due {
    day: Date,
    found: Listed<WaitRow>,
    directory: Arc<Directory>,
    /// Counts for the picture; none while too many wait for counts.
    count: Option<Count>,
}

#[derive(Serialize)]
struct DueJson {
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    planned_actions: Vec<WaitJson>,
}

#[derive(Serialize)]
struct WaitJson {
    recommendation: String,
    action: u32,
    text: String,
    organisation: Option<Body>,
    lead: Option<String>,
    due_as_stated: String,
    earliest: Option<String>,
    latest: Option<String>,
    timing: &'static str,
    times_moved: u32,
}

pub(super) async fn page(visit: Visit) -> Response {
    let due = load(&visit).await;
    visit.answer(due, data, |due| html(&visit, due))
}

async fn load(visit: &Visit) -> Result<Due, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let typed = visit.fields.get("organisation");
    let organisation = typed.and_then(|typed| organisation_called(&directory, typed));
    if typed.is_some() && organisation.is_none() {
        return Err(Trouble::Field {
            what: "No organisation in the register is called that",
            mend: "Check the spelling, or choose it from the list of organisations",
        });
    }
    let query = WaitQuery {
        as_of: day,
        organisation,
        due: visit.fields.get("due").and_then(due_filter),
        page: page_number(&visit.fields),
    };
    let counted = StatisticsQuery {
        as_of: day,
        issuer: None,
        organisation,
        year: None,
    };
    Ok(Due {
        day,
        found: visit.register.store.waits(query).await?,
        directory,
        count: count(visit, counted).await.ok(),
    })
}

fn data(due: &Due) -> DueJson {
    DueJson {
        as_of: due.day.to_string(),
        total: due.found.total,
        page: due.found.page,
        page_rows: PAGE_ROWS,
        planned_actions: due
            .found
            .rows
            .iter()
            .map(|row| wait_json(row, &due.directory))
            .collect(),
    }
}

fn wait_json(row: &WaitRow, directory: &Directory) -> WaitJson {
    WaitJson {
        recommendation: row.recommendation.to_string(),
        action: row.action,
        text: row.text.clone(),
        organisation: row.organisation.map(|id| body(directory, id)),
        lead: row.lead.clone(),
        due_as_stated: row.as_stated.clone(),
        earliest: row.earliest.map(|day| day.to_string()),
        latest: row.latest.map(|day| day.to_string()),
        timing: row.timing.words(),
        times_moved: row.times_moved,
    }
}

fn html(visit: &Visit, due: &Due) -> Markup {
    let last = last_page(due.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("What is due"))
        p {
            "Planned actions with a date that are not reported as done, the earliest last day "
            "first. A vague date such as “by autumn 2026” is late only after its last day; where "
            "words can be read in two ways, the reading kindest to the organisation counts, and "
            "the page says so."
        }
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-quarter" { (filter(visit, &due.directory)) }
            div class="nhsuk-grid-column-three-quarters" {
                @if due.found.rows.is_empty() {
                    p { "No planned action with a date waits to be done here." }
                } @else {
                    (table(visit, due))
                }
                @if let Some(pages) = pages(due.found.page, last, to_page) { (pages) }
                @if let Some(count) = due.count.as_ref().filter(|_| due.found.page == 1) {
                    (Heading::section("By quarter", "quarters"))
                    (falling_due(count).show(visit, count))
                }
            }
        }
    };
    visit.frame(
        "What is due",
        |page| {
            page.place = Place::At(Part::Due);
            page.width = Width::Full;
            page.page_of = page_of(due.found.page, last);
        },
        main,
    )
}

fn filter(visit: &Visit, directory: &Directory) -> Markup {
    let organisation = organisation_field("organisation", "Promised by", visit, directory);
    let groups = vec![
        FilterGroup::fields(due_choice(visit, "Status")),
        FilterGroup::fields(organisation),
    ];
    let as_of = visit.fields.get("as-of").map(|day| ("as-of", day));
    let kept = as_of.into_iter().collect();
    Filter {
        action: "/due",
        groups,
        kept,
        ..Filter::default()
    }
    .render()
}

fn table(visit: &Visit, due: &Due) -> Markup {
    waits_table(
        visit,
        &due.directory,
        &due.found.rows,
        counted(due.found.total, "planned action", "planned actions"),
    )
}

/// Planned actions as a table; the organisation page shows the same.
pub(super) fn waits_table(
    visit: &Visit,
    directory: &Directory,
    rows: &[WaitRow],
    caption: String,
) -> Markup {
    let columns = ["Action", "Promised by", "Due (as stated)", "Status"];
    let mut table = Table::new(caption, columns.map(Into::into).into());
    table.rows = rows
        .iter()
        .map(|row| cells(visit, directory, row))
        .collect();
    table.first_cell_is_header = false;
    table.render()
}

fn cells(visit: &Visit, directory: &Directory, row: &WaitRow) -> Vec<Cell<'static>> {
    let record = visit.to(&format!("/recommendations/{}", row.recommendation));
    vec![
        Cell::new(html! {
            (row.text)
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                "In answer to " a href=(record) { (row.title) }
            }
        }),
        match row.organisation {
            Some(id) => Cell::new(html! {
                (organisation_link(visit, directory, id))
                @if let Some(lead) = &row.lead {
                    p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { "Led by " (lead) }
                }
            }),
            None => row
                .lead
                .clone()
                .map_or_else(|| Cell::missing(words::NOT_STATED), Cell::from),
        },
        Cell::new(due_words(&row.as_stated, row.latest)),
        Cell::new(html! {
            (timing_tag(row.timing))
            @if row.times_moved > 0 {
                p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                    "Moved " (row.times_moved)
                    @if row.times_moved == 1 { " time" } @else { " times" }
                }
            }
        }),
    ]
}
