//! All reports, newest first.

use super::pieces::{counted, day, organisation_link, thousands};
use super::recommendations::{last_page, page_number};
use crate::components::{Cell, Column, Heading, Table, page_of, pages};
use crate::layout::Part;
use crate::layout::{Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::response::Response;
use heeded_publish::{Body, body};
use heeded_store::{Directory, Listed, PAGE_ROWS, ReportQuery, ReportRow};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Reports {
    day: Date,
    found: Listed<ReportRow>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct ReportsJson {
    as_of: String,
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
    visit.answer(reports, data, |reports| html(&visit, reports))
}

async fn load(visit: &Visit) -> Result<Reports, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let query = ReportQuery {
        as_of: day,
        issuer: None,
        page: page_number(&visit.fields),
    };
    Ok(Reports {
        day,
        found: visit.register.store.reports(query).await?,
        directory,
    })
}

fn data(reports: &Reports) -> ReportsJson {
    let json = |row: &ReportRow| RowJson {
        id: row.id.to_string(),
        title: row.title.clone(),
        issuer: body(&reports.directory, row.issuer),
        published_on: row.published_on.map(|day| day.to_string()),
        recommendations: row.recommendations,
    };
    ReportsJson {
        as_of: reports.day.to_string(),
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
        @if reports.found.rows.is_empty() {
            p { "No report is in the register on this day." }
        } @else {
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
        },
        main,
    )
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
