//! All organisations, by name.

use super::recommendations::{last_page, page_number};
use crate::components::{Cell, Heading, Table, page_of, pages};
use crate::layout::{Part, Place};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::response::Response;
use heeded_domain::organisation::Organisation;
use heeded_store::{Directory, PAGE_ROWS};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Organisations {
    day: Date,
    directory: Arc<Directory>,
    page: u32,
}

#[derive(Serialize)]
struct OrganisationsJson {
    as_of: String,
    total: usize,
    page: u32,
    page_rows: u32,
    organisations: Vec<RowJson>,
}

#[derive(Serialize)]
struct RowJson {
    id: String,
    name: String,
    abbreviation: Option<String>,
    ended_on: Option<String>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let organisations = load(&visit).await;
    visit.answer(organisations, data, |organisations| {
        html(&visit, organisations)
    })
}

async fn load(visit: &Visit) -> Result<Organisations, Trouble> {
    let directory = visit.directory().await?;
    let asked = page_number(&visit.fields);
    let last = last_page(u64::try_from(directory.len()).unwrap_or(u64::MAX));
    let page = if asked <= last { asked } else { 1 };
    Ok(Organisations {
        day: visit.day()?,
        directory,
        page,
    })
}

impl Organisations {
    /// The organisations of this page, in the order of their names.
    fn rows(&self) -> Vec<&Organisation> {
        let mut all: Vec<&Organisation> = self.directory.values().collect();
        all.sort_by_cached_key(|organisation| organisation.name_on(self.day).to_lowercase());
        let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
        let before = usize::try_from(self.page - 1).unwrap_or_default();
        all.into_iter()
            .skip(before.saturating_mul(rows))
            .take(rows)
            .collect()
    }
}

fn data(organisations: &Organisations) -> OrganisationsJson {
    let rows = organisations.rows();
    OrganisationsJson {
        as_of: organisations.day.to_string(),
        total: organisations.directory.len(),
        page: organisations.page,
        page_rows: PAGE_ROWS,
        organisations: rows
            .into_iter()
            .map(|row| row_json(row, organisations.day))
            .collect(),
    }
}

fn row_json(organisation: &Organisation, day: Date) -> RowJson {
    RowJson {
        id: organisation.id.to_string(),
        name: organisation.name_on(day).to_owned(),
        abbreviation: organisation.abbreviation().map(str::to_owned),
        ended_on: organisation.as_of(day).ended_on.map(|day| day.to_string()),
    }
}

fn html(visit: &Visit, organisations: &Organisations) -> Markup {
    let total = u64::try_from(organisations.directory.len()).unwrap_or(u64::MAX);
    let last = last_page(total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Organisations"))
        @if total == 0 {
            p { "There is no organisation in the register yet." }
        } @else {
            p {
                "Every body that made a recommendation, was asked to act on one, or took over "
                "from one."
            }
            (table(visit, organisations))
        }
        @if let Some(pages) = pages(organisations.page, last, to_page) { (pages) }
    };
    visit.frame(
        "Organisations",
        |page| {
            page.place = Place::At(Part::Organisations);
            page.page_of = page_of(organisations.page, last);
        },
        main,
    )
}

fn table(visit: &Visit, organisations: &Organisations) -> Markup {
    let day = organisations.day;
    let mut table = Table::new(
        super::pieces::counted(
            u64::try_from(organisations.directory.len()).unwrap_or(u64::MAX),
            "organisation",
            "organisations",
        ),
        vec!["Name".into(), "Abbreviation".into(), "Today".into()],
    );
    table.rows = organisations
        .rows()
        .into_iter()
        .map(|row| cells(visit, row, day))
        .collect();
    html! { (table) }
}

fn cells(visit: &Visit, organisation: &Organisation, day: Date) -> Vec<Cell<'static>> {
    let href = visit.to(&format!("/organisations/{}", organisation.id));
    let name = organisation.name_on(day).to_owned();
    let abbreviation = organisation.abbreviation().map(str::to_owned);
    let state = if organisation.has_ended_by(day) {
        "Closed"
    } else {
        "Open"
    };
    vec![
        Cell::new(html! { a href=(href) { (name) } }),
        abbreviation.map_or_else(|| Cell::missing("None on record"), Cell::from),
        Cell::from(state),
    ]
}
