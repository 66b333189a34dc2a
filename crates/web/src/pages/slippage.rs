//! Slippage: planned actions whose date was moved, most often moved first, with every revision.

use super::pieces::{counted, day, due_words, timing_tag};
use super::recommendations::organisation_field;
use super::typed::{self, last_page};
use crate::components::{Cell, Filter, FilterGroup, Heading, Table, Working, page_of, pages};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Visit};
use axum::response::Response;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::{DueRevision, PlannedAction};
use heeded_domain::replay::recommendation_as_of;
use heeded_store::{Directory, Listed, PAGE_ROWS, SlipQuery, SlipRow};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

struct Slippage {
    day: Date,
    found: Listed<SlipRow>,
    rows: Vec<Slipped>,
    directory: Arc<Directory>,
}

/// A planned action as its record has it on the day.
struct Slipped {
    recommendation: RecommendationId,
    title: String,
    action: PlannedAction,
}

#[derive(Serialize)]
struct SlippageJson {
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    planned_actions: Vec<SlippedJson>,
}

#[derive(Serialize)]
struct SlippedJson {
    recommendation: String,
    action: u32,
    text: String,
    times_moved: usize,
    timing: &'static str,
    /// Every date, the first promised first.
    dues: Vec<RevisionJson>,
}

#[derive(Serialize)]
struct RevisionJson {
    as_stated: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    on: Option<String>,
    reason: Option<String>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let slippage = load(&visit).await;
    visit.answer(slippage, data, |slippage| html(&visit, slippage))
}

async fn load(visit: &Visit) -> Result<Slippage, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let query = SlipQuery {
        as_of: day,
        organisation: typed::organisation(visit, "organisation", &directory)?,
        page: typed::page(visit)?,
    };
    let page = query.page;
    let found = typed::listed(page, visit.register.store.slips(query).await?)?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        rows.extend(slipped(visit, row, day).await?);
    }
    Ok(Slippage {
        day,
        found,
        rows,
        directory,
    })
}

async fn slipped(visit: &Visit, row: &SlipRow, day: Date) -> Result<Option<Slipped>, Trouble> {
    let subject = Subject::Recommendation(row.recommendation);
    let events = visit.register.store.events(subject).await?;
    let facts = recommendation_as_of(&events, day);
    Ok(facts.and_then(|facts| {
        Some(Slipped {
            recommendation: facts.id,
            title: facts.ask.title(),
            action: facts.action(row.action)?.clone(),
        })
    }))
}

fn data(slippage: &Slippage) -> SlippageJson {
    let json = |slipped: &Slipped| SlippedJson {
        recommendation: slipped.recommendation.to_string(),
        action: slipped.action.number,
        text: slipped.action.promise.text.clone(),
        times_moved: slipped.action.times_moved(),
        timing: slipped.action.timing(slippage.day).words(),
        dues: slipped.action.dues.iter().map(revision_json).collect(),
    };
    SlippageJson {
        as_of: slippage.day.to_string(),
        total: slippage.found.total,
        page: slippage.found.page,
        page_rows: PAGE_ROWS,
        planned_actions: slippage.rows.iter().map(json).collect(),
    }
}

fn revision_json(revision: &DueRevision) -> RevisionJson {
    let due = revision.due.as_ref();
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    RevisionJson {
        as_stated: due.map(|due| due.as_stated.clone()),
        earliest: due.and_then(|due| text(due.chosen().earliest)),
        latest: due.and_then(|due| text(due.chosen().latest)),
        on: text(revision.on),
        reason: revision.reason.clone(),
    }
}

fn html(visit: &Visit, slippage: &Slippage) -> Markup {
    let last = last_page(slippage.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Slippage"))
        p class="nhsuk-u-reading-width" {
            "Planned actions whose date was moved, those moved most often first. Every date that "
            "was ever promised stays here, also when the action has been done since."
        }
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-quarter" { (filter(visit, &slippage.directory)) }
            div class="nhsuk-grid-column-three-quarters" {
                @if slippage.rows.is_empty() {
                    p { "No date that was moved is on record here." }
                } @else {
                    (table(visit, slippage))
                    (counting())
                }
                @if let Some(pages) = pages(slippage.found.page, last, to_page) { (pages) }
            }
        }
    };
    visit.frame(
        "Slippage",
        |page| {
            page.place = Place::Within(Part::Due);
            page.width = Width::Full;
            page.page_of = page_of(slippage.found.page, last);
        },
        main,
    )
}

fn counting() -> Working<'static> {
    Working::of_counts(
        "Each planned action is counted once, and each new date as one move.",
        "Of all planned actions for which more than one date is on record by the day.",
        "A date that was moved without anybody publishing or entering it here is not known.",
    )
}

fn filter(visit: &Visit, directory: &Directory) -> Markup {
    let organisation = organisation_field("organisation", "Promised by", visit, directory);
    let as_of = visit.fields.get(AS_OF).map(|day| (AS_OF, day));
    Filter {
        action: "/slippage",
        groups: vec![FilterGroup::fields(organisation)],
        kept: as_of.into_iter().collect(),
        ..Filter::default()
    }
    .render()
}

fn table(visit: &Visit, slippage: &Slippage) -> Markup {
    let columns = [
        "Action",
        "First promised",
        "Now promised",
        "Moved",
        "Status",
    ];
    let caption = counted(slippage.found.total, "planned action", "planned actions");
    let mut table = Table::new(caption, columns.map(Into::into).into());
    let rows = slippage.rows.iter();
    table.rows = rows
        .map(|slipped| cells(visit, slipped, slippage.day))
        .collect();
    table.render()
}

fn cells(visit: &Visit, slipped: &Slipped, today: Date) -> Vec<Cell<'static>> {
    let action = &slipped.action;
    let record = visit.to(&format!("/recommendations/{}", slipped.recommendation));
    let (text, title) = (action.promise.text.clone(), slipped.title.clone());
    let moves = u64::try_from(action.times_moved()).unwrap_or(u64::MAX);
    vec![
        Cell::new(html! {
            (text)
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                "In answer to " a href=(record) { (title) }
            }
        }),
        Cell::new(promised(action.dues.first())),
        Cell::new(promised(action.dues.last())),
        Cell::new(html! {
            (counted(moves, "time", "times"))
            (Working::new("Every date", revisions(action)))
        }),
        Cell::new(html! { (timing_tag(action.timing(today))) }),
    ]
}

fn promised(revision: Option<&DueRevision>) -> Markup {
    match revision.and_then(|revision| revision.due.as_ref()) {
        Some(due) => due_words(&due.as_stated, due.chosen().latest),
        None => html! { span class="nhsuk-u-secondary-text-colour" { "No date" } },
    }
}

/// Each date in its order, with the day it was said and the reason given.
fn revisions(action: &PlannedAction) -> Vec<crate::components::Content<'static>> {
    let said = |revision: &DueRevision| {
        html! {
            (promised(Some(revision)))
            " Said: " (day(revision.on)) "."
            @if let Some(reason) = &revision.reason { " Reason given: " q { (reason) } }
        }
    };
    action
        .dues
        .iter()
        .map(|revision| said(revision).into())
        .collect()
}
