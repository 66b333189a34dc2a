//! All organisations by name, or those whose names hold some words.

use super::pieces::{self, counted, organisation_link};
use super::typed::{self, last_page};
use crate::components::{Cell, Heading, Input, SearchInput, Table, page_of, pages};
use crate::layout::{Part, Place};
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Visit};
use axum::response::Response;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Carrier, Organisation, carrier};
use heeded_store::{Directory, PAGE_ROWS};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Organisations {
    day: Date,
    directory: Arc<Directory>,
    /// Those to show on all pages, in the order of their names.
    found: Vec<OrganisationId>,
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
    let day = visit.day()?;
    let found = named(&directory, visit.fields.get("q").unwrap_or_default(), day);
    let page = typed::page(visit)?;
    typed::there(
        page,
        last_page(u64::try_from(found.len()).unwrap_or(u64::MAX)),
    )?;
    Ok(Organisations {
        day,
        directory,
        found,
        page,
    })
}

/// Those of whose names one holds every word, whatever its case, in the order of their names.
///
/// Names that begin with a sign, such as "\[REDACTED\], Head of Highways", come last.
fn named(directory: &Directory, words: &str, day: Date) -> Vec<OrganisationId> {
    let words = words.to_lowercase();
    let has_all = |name: &str| {
        let name = name.to_lowercase();
        words.split_whitespace().all(|word| name.contains(word))
    };
    let mut found: Vec<&Organisation> = directory
        .values()
        .filter(|organisation| organisation.known_as().any(has_all))
        .collect();
    found.sort_by_cached_key(|organisation| {
        let name = organisation.name_on(day).to_lowercase();
        let begins_with_sign = !name.starts_with(char::is_alphanumeric);
        (begins_with_sign, name)
    });
    found.iter().map(|organisation| organisation.id).collect()
}

impl Organisations {
    /// The organisations of this page, in the order of their names.
    fn rows(&self) -> Vec<&Organisation> {
        let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
        let before = usize::try_from(self.page - 1).unwrap_or_default();
        self.found
            .iter()
            .skip(before.saturating_mul(rows))
            .take(rows)
            .filter_map(|id| self.directory.get(id))
            .collect()
    }

    fn total(&self) -> u64 {
        u64::try_from(self.found.len()).unwrap_or(u64::MAX)
    }
}

fn data(organisations: &Organisations) -> OrganisationsJson {
    let rows = organisations.rows();
    OrganisationsJson {
        as_of: organisations.day.to_string(),
        total: organisations.found.len(),
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
    let last = last_page(organisations.total());
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Organisations"))
        @if organisations.directory.is_empty() {
            p { "There is no organisation in the register yet." }
        } @else {
            p {
                "Every body that made a recommendation, was asked to act on one, or took over "
                "from one."
            }
            (search_form(
                visit,
                "Organisations",
                "A name, a part of one, or an abbreviation",
            ))
            @if organisations.found.is_empty() {
                p { "No organisation in the register is called that. Use fewer words." }
            } @else {
                (table(visit, organisations))
            }
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

/// A line to find one of thousands by its name.
pub(super) fn search_form(visit: &Visit, of: &'static str, label: &'static str) -> Markup {
    let search = SearchInput::new("q", label);
    let search = SearchInput {
        input: Input {
            value: visit.fields.get("q"),
            id: Some("name"),
            ..search.input
        },
        ..search
    };
    html! {
        form action=(visit.path) method="get" role="search" aria-label=(of) novalidate {
            @if let Some(day) = visit.fields.get(AS_OF) {
                input type="hidden" name=(AS_OF) value=(day);
            }
            (search)
        }
    }
}

fn table(visit: &Visit, organisations: &Organisations) -> Markup {
    let mut table = Table::new(
        counted(organisations.total(), "organisation", "organisations"),
        vec!["Name".into(), "What became of it".into()],
    );
    table.rows = organisations
        .rows()
        .into_iter()
        .map(|row| cells(visit, organisations, row))
        .collect();
    html! { (table) }
}

fn cells(
    visit: &Visit,
    organisations: &Organisations,
    organisation: &Organisation,
) -> Vec<Cell<'static>> {
    let day = organisations.day;
    let href = visit.to(&format!("/organisations/{}", organisation.id));
    let name = organisation.name_on(day).to_owned();
    let abbreviation = organisation.abbreviation();
    let abbreviation = abbreviation.map(|short| format!(" ({short})"));
    vec![
        Cell::new(html! {
            a href=(href) { (name) }
            @if let Some(abbreviation) = abbreviation { (abbreviation) }
        }),
        became(visit, organisations, organisation),
    ]
}

/// What is on record of its end. That there is nothing does not say that it is still there.
fn became(
    visit: &Visit,
    organisations: &Organisations,
    organisation: &Organisation,
) -> Cell<'static> {
    let directory = &organisations.directory;
    let now = carrier(organisation, organisations.day, |id| directory.get(&id));
    match now {
        Carrier::Itself => Cell::missing("Not known to have closed"),
        Carrier::Other {
            organisation,
            since,
        } => Cell::new(html! {
            "Its obligations are with " (organisation_link(visit, directory, organisation))
            " since " (pieces::day(Some(since)))
        }),
        Carrier::Divided { since } | Carrier::Nobody { since } => {
            Cell::new(html! { "Closed on " (pieces::day(Some(since))) })
        }
    }
}
