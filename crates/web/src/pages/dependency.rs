//! A dependency: every planned action that waits for the same thing, whoever promised it.

use super::pieces::{counted, due_words, organisation_links, timing_tag};
use super::typed::{self, last_page};
use crate::components::{Caption, Cell, Heading, Table, page_of, pages};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::event::Subject;
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::PlannedAction;
use heeded_domain::replay::recommendation_as_of;
use heeded_publish::{Body, body};
use heeded_store::{DependentRow, Directory, Listed, PAGE_ROWS};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

struct Dependency {
    key: String,
    day: Date,
    found: Listed<DependentRow>,
    rows: Vec<Waiting>,
    directory: Arc<Directory>,
}

/// A planned action that waits, as its record has it on the day.
struct Waiting {
    recommendation: RecommendationId,
    title: String,
    /// What it waits for, as written there.
    words: String,
    by: Vec<OrganisationId>,
    action: PlannedAction,
}

#[derive(Serialize)]
struct DependencyJson {
    key: String,
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    planned_actions: Vec<WaitingJson>,
}

#[derive(Serialize)]
struct WaitingJson {
    recommendation: String,
    action: u32,
    text: String,
    waits_for: String,
    promised_by: Vec<Body>,
    due_as_stated: Option<String>,
    timing: &'static str,
}

pub(super) async fn page(Path(key): Path<String>, visit: Visit) -> Response {
    let dependency = load(&visit, key.trim_end_matches(".json")).await;
    visit.answer(dependency, data, |dependency| html(&visit, dependency))
}

async fn load(visit: &Visit, key: &str) -> Result<Dependency, Trouble> {
    let (day, store) = (visit.day()?, &visit.register.store);
    let page = typed::page(visit)?;
    let found = store.dependents(key.to_owned(), day, page).await?;
    if found.total == 0 {
        return Err(Trouble::NotFound);
    }
    let found = typed::listed(page, found)?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        rows.extend(waiting(visit, row, day).await?);
    }
    Ok(Dependency {
        key: key.to_owned(),
        day,
        found,
        rows,
        directory: visit.directory().await?,
    })
}

async fn waiting(visit: &Visit, row: &DependentRow, day: Date) -> Result<Option<Waiting>, Trouble> {
    let subject = Subject::Recommendation(row.recommendation);
    let events = visit.register.store.events(subject).await?;
    let facts = recommendation_as_of(&events, day);
    Ok(facts.and_then(|facts| {
        let action = facts.action(row.action)?.clone();
        let response = action
            .promise
            .response
            .and_then(|number| facts.response(number));
        Some(Waiting {
            recommendation: facts.id,
            title: facts.ask.title(),
            words: row.words.clone(),
            by: response
                .map(|response| response.from.clone())
                .unwrap_or_default(),
            action,
        })
    }))
}

fn data(dependency: &Dependency) -> DependencyJson {
    let json = |row: &Waiting| WaitingJson {
        recommendation: row.recommendation.to_string(),
        action: row.action.number,
        text: row.action.promise.text.clone(),
        waits_for: row.words.clone(),
        promised_by: row
            .by
            .iter()
            .map(|id| body(&dependency.directory, *id))
            .collect(),
        due_as_stated: row.action.due().map(|due| due.as_stated.clone()),
        timing: row.action.timing(dependency.day).words(),
    };
    DependencyJson {
        key: dependency.key.clone(),
        as_of: dependency.day.to_string(),
        total: dependency.found.total,
        page: dependency.found.page,
        page_rows: PAGE_ROWS,
        planned_actions: dependency.rows.iter().map(json).collect(),
    }
}

fn html(visit: &Visit, dependency: &Dependency) -> Markup {
    let words = dependency.found.rows.first().map(|row| row.words.as_str());
    let title = words.unwrap_or(&dependency.key);
    let last = last_page(dependency.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading { caption: Some(Caption::new("Dependency")), ..Heading::page(title) })
        p class="nhsuk-u-reading-width" {
            "Planned actions, not reported as done, whose response says that they wait for this. "
            "Each row has the words as written there."
        }
        (table(visit, dependency))
        @if let Some(pages) = pages(dependency.found.page, last, to_page) { (pages) }
        p { a href=(visit.to("/dependencies")) { "All dependencies" } }
    };
    visit.frame(
        title,
        |page| {
            page.place = Place::Within(Part::Due);
            page.section = Some("Dependencies");
            page.width = Width::Full;
            page.page_of = page_of(dependency.found.page, last);
        },
        main,
    )
}

fn table(visit: &Visit, dependency: &Dependency) -> Markup {
    let columns = [
        "Action",
        "Waits for",
        "Promised by",
        "Due (as stated)",
        "Status",
    ];
    let caption = counted(dependency.found.total, "planned action", "planned actions");
    let mut table = Table::new(caption, columns.map(Into::into).into());
    let rows = dependency.rows.iter();
    table.rows = rows.map(|row| cells(visit, dependency, row)).collect();
    table.render()
}

fn cells(visit: &Visit, dependency: &Dependency, row: &Waiting) -> Vec<Cell<'static>> {
    let record = visit.to(&format!("/recommendations/{}", row.recommendation));
    let (text, title) = (row.action.promise.text.clone(), row.title.clone());
    vec![
        Cell::new(html! {
            (text)
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                "In answer to " a href=(record) { (title) }
            }
        }),
        Cell::from(row.words.clone()),
        if row.by.is_empty() {
            Cell::missing(crate::words::NOT_STATED)
        } else {
            Cell::new(organisation_links(visit, &dependency.directory, &row.by))
        },
        match row.action.due() {
            Some(due) => Cell::new(due_words(&due.as_stated, due.chosen().latest)),
            None => Cell::missing("No date"),
        },
        Cell::new(html! { (timing_tag(row.action.timing(dependency.day))) }),
    ]
}
