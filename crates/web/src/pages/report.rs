//! A report: who published it, when and where, and what became of what it recommends.

use super::pieces::{day, is_web_address, organisation_link};
use super::rows::{self, CountJson, RowJson, counts_json, rows_json};
use super::typed::{self, last_page};
use crate::components::{Caption, Heading, SummaryList, SummaryRow, page_of, pages};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::event::Report as Facts;
use heeded_domain::id::ReportId;
use heeded_domain::status::Standing;
use heeded_publish::{Body, body};
use heeded_store::{Directory, Listed, Of, PAGE_ROWS, RecommendationRow};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Report {
    id: ReportId,
    facts: Facts,
    day: Date,
    found: Listed<RecommendationRow>,
    standings: Vec<(Standing, u64)>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct ReportJson {
    id: String,
    as_of: String,
    title: String,
    issuer: Body,
    address: Option<String>,
    published_on: Option<String>,
    standings: Vec<CountJson>,
    total: u64,
    page: u32,
    page_rows: u32,
    recommendations: Vec<RowJson>,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let report = load(&visit, id.trim_end_matches(".json")).await;
    visit.answer(report, data, |report| html(&visit, report))
}

async fn load(visit: &Visit, id: &str) -> Result<Report, Trouble> {
    let id: ReportId = id.parse().map_err(|_| Trouble::NotFound)?;
    let (day, store) = (visit.day()?, &visit.register.store);
    let facts = store.report(id).await?.ok_or(Trouble::NotFound)?;
    if facts.published_on.is_some_and(|published| published > day) {
        return Err(Trouble::NotYet);
    }
    let page = typed::page(visit)?;
    Ok(Report {
        id,
        facts,
        day,
        found: typed::listed(page, store.of(Of::Report(id), day, page).await?)?,
        standings: store.standings_of(Of::Report(id), day).await?,
        directory: visit.directory().await?,
    })
}

fn data(report: &Report) -> ReportJson {
    ReportJson {
        id: report.id.to_string(),
        as_of: report.day.to_string(),
        title: report.facts.title.clone(),
        issuer: body(&report.directory, report.facts.issuer),
        address: report.facts.address.clone(),
        published_on: report.facts.published_on.map(|day| day.to_string()),
        standings: counts_json(&report.standings),
        total: report.found.total,
        page: report.found.page,
        page_rows: PAGE_ROWS,
        recommendations: rows_json(&report.found.rows, &report.directory),
    }
}

fn html(visit: &Visit, report: &Report) -> Markup {
    let title = report.facts.title.as_str();
    let last = last_page(report.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading { caption: Some(Caption::new("Report")), ..Heading::page(title) })
        div class="nhsuk-u-reading-width" { (summary(visit, report)) }
        (Heading::section("What it recommends", "recommendations"))
        @if report.found.rows.is_empty() {
            p { "No recommendation of this report is in the register on this day." }
        } @else {
            (rows::table(visit, &report.directory, &report.found.rows, report.found.total))
        }
        @if let Some(pages) = pages(report.found.page, last, to_page) { (pages) }
        div class="nhsuk-u-reading-width" {
            (rows::standings(&report.standings, "of this report", report.found.total))
        }
    };
    visit.frame(
        title,
        |page| {
            page.place = Place::Within(Part::Reports);
            page.section = Some("Reports");
            page.width = Width::Full;
            page.page_of = page_of(report.found.page, last);
        },
        main,
    )
}

fn summary(visit: &Visit, report: &Report) -> Markup {
    let facts = &report.facts;
    let by = organisation_link(visit, &report.directory, facts.issuer);
    let place = match facts.address.as_deref() {
        Some(address) if is_web_address(address) => html! {
            a href=(address) rel="noreferrer" { (address) }
        },
        Some(other) => html! { (other) },
        None => html! {
            span class="nhsuk-u-secondary-text-colour" { (crate::words::NOT_STATED) }
        },
    };
    html! {
        (SummaryList::new(vec![
            SummaryRow::new("Published by", by),
            SummaryRow::new("Published", day(facts.published_on)),
            SummaryRow::new("Where it is published", place),
        ]))
    }
}
