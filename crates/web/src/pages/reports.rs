//! All reports, newest first, or those whose titles have some words, best match first.

use super::organisations::search_form;
use super::pieces::{counted, day, organisation_link, thousands};
use super::typed::{self, last_page};
use crate::components::{Cell, Column, Heading, Table, page_of, pages};
use crate::layout::Part;
use crate::layout::{Place, Width};
use crate::trouble::Trouble;
use crate::visit::{Fields, Visit};
use axum::response::Response;
use heeded_publish::{Body, body};
use heeded_search::{REPORTS_MAX, SearchError};
use heeded_store::{Directory, Listed, PAGE_ROWS, ReportQuery, ReportRow};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Reports {
    day: Date,
    /// Whether there are more than the search answers with.
    is_cut: bool,
    found: Listed<ReportRow>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct ReportsJson {
    as_of: String,
    words: String,
    total: u64,
    page: u32,
    page_rows: u32,
    reports: Vec<RowJson>,
}

#[derive(Serialize)]
struct RowJson {
    id: String,
    title: String,
    issuer: Body,
    published_on: Option<String>,
    recommendations: u64,
}

pub(super) async fn page(visit: Visit) -> Response {
    let reports = load(&visit).await;
    visit.answer(
        reports,
        |reports| data(&visit, reports),
        |reports| html(&visit, reports),
    )
}

async fn load(visit: &Visit) -> Result<Reports, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let (page, words) = (typed::page(visit)?, typed::words(visit)?);
    let store = &visit.register.store;
    if words.is_empty() {
        let query = ReportQuery {
            as_of: day,
            issuer: None,
            page,
        };
        return Ok(Reports {
            day,
            is_cut: false,
            found: typed::listed(page, store.reports(query).await?)?,
            directory,
        });
    }
    let ids = match visit.register.search.reports(&words, day) {
        Ok(ids) => ids,
        Err(SearchError::Preparing { .. }) => return Err(Trouble::Preparing),
        Err(error) => {
            tracing::error!(error = %error, "the search index gave no answer");
            return Err(Trouble::Fault);
        }
    };
    let is_cut = ids.len() == REPORTS_MAX;
    let found = store.report_rows(ids, day).await?;
    Ok(Reports {
        day,
        is_cut,
        found: typed::listed(page, page_of_rows(found, page))?,
        directory,
    })
}

/// What is looked for.
fn words(visit: &Visit) -> &str {
    visit.fields.get("q").unwrap_or_default()
}

fn page_of_rows(rows: Vec<ReportRow>, page: u32) -> Listed<ReportRow> {
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let size = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    let before = usize::try_from(page - 1).unwrap_or_default();
    let rows = rows.into_iter().skip(before.saturating_mul(size));
    Listed {
        rows: rows.take(size).collect(),
        total,
        page,
    }
}

fn data(visit: &Visit, reports: &Reports) -> ReportsJson {
    let json = |row: &ReportRow| RowJson {
        id: row.id.to_string(),
        title: row.title.clone(),
        issuer: body(&reports.directory, row.issuer),
        published_on: row.published_on.map(|day| day.to_string()),
        recommendations: row.recommendations,
    };
    ReportsJson {
        as_of: reports.day.to_string(),
        words: words(visit).to_owned(),
        total: reports.found.total,
        page: reports.found.page,
        page_rows: PAGE_ROWS,
        reports: reports.found.rows.iter().map(json).collect(),
    }
}

fn html(visit: &Visit, reports: &Reports) -> Markup {
    let last = last_page(reports.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Reports"))
        p class="nhsuk-u-reading-width" {
            "The publications that recommendations come from, the newest first. A recommendation "
            "that came without its report stands among "
            a href=(visit.to("/recommendations")) { "all recommendations" } " alone."
        }
        (search_form(visit, "Reports", "Words of its title"))
        @if reports.found.rows.is_empty() {
            @if words(visit).is_empty() {
                p { "No report is in the register on this day." }
            } @else {
                (nothing(visit))
            }
        } @else {
            @if reports.is_cut {
                p {
                    "These are the " (REPORTS_MAX) " that match best. Use more words to find "
                    "others."
                }
            }
            (table(visit, reports))
        }
        @if let Some(pages) = pages(reports.found.page, last, to_page) { (pages) }
    };
    visit.frame(
        "Reports",
        |page| {
            page.place = Place::At(Part::Reports);
            page.width = Width::Full;
            page.page_of = page_of(reports.found.page, last);
            page.unlisted = !words(visit).is_empty();
        },
        main,
    )
}

fn nothing(visit: &Visit) -> Markup {
    let fields = Fields::default().with("q", words(visit));
    let everywhere = format!("/recommendations{}", fields.as_query());
    html! {
        p { "No report has all of these words in its title. You can:" }
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { "use fewer or other words, and check their spelling" }
            li { a href=(everywhere) { "look for them in all recommendations and responses" } }
            li { a href=(visit.to("/reports")) { "look through all reports" } }
        }
    }
}

fn table(visit: &Visit, reports: &Reports) -> Markup {
    let caption = counted(reports.found.total, "report", "reports");
    let columns = vec![
        "Report".into(),
        "Published by".into(),
        "Published".into(),
        Column::numeric("Recommendations"),
    ];
    let mut table = Table::new(caption, columns);
    let rows = reports.found.rows.iter();
    table.rows = rows
        .map(|row| {
            let href = visit.to(&format!("/reports/{}", row.id));
            let title = row.title.clone();
            vec![
                Cell::new(html! { a href=(href) { (title) } }),
                Cell::new(organisation_link(visit, &reports.directory, row.issuer)),
                Cell::new(day(row.published_on)),
                Cell::from(thousands(row.recommendations)),
            ]
        })
        .collect();
    html! { (table) }
}
