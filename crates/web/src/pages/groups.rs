//! Lists of themes and of dependencies: what they are called, and how many gather there.

use super::pieces::thousands;
use super::typed::{self, last_page};
use crate::components::{Cell, Column, Heading, Table, Working, page_of, pages};
use crate::layout::{Part, Place};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::response::Response;
use heeded_store::{GroupRow, Listed, PAGE_ROWS};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;

/// What a list of groups says by itself.
struct Kind {
    title: &'static str,
    lead: &'static str,
    none: &'static str,
    column: &'static str,
    counted: &'static str,
    path: &'static str,
    part: Part,
    working: [&'static str; 3],
}

const THEMES: Kind = Kind {
    title: "Themes",
    lead: "What recommendations are about, in the words of those who made them or of a person who \
           keeps this register. No program sorts them: what has no theme on record is in no list \
           here.",
    none: "No theme is on record on this day.",
    column: "Theme",
    counted: "Recommendations",
    path: "/themes",
    part: Part::Recommendations,
    working: [
        "Each recommendation is counted once in each of its themes.",
        "Of all recommendations that have a theme on record.",
        "Bodies use words of their own, so one thing can stand under two themes. Only spellings \
         that differ in capitals, punctuation or spaces are gathered.",
    ],
};

const DEPENDENCIES: Kind = Kind {
    title: "Dependencies",
    lead: "What planned actions wait for, as the organisations wrote it. When one of these comes \
           late, all that waits for it may.",
    none: "No planned action on record waits for anything on this day.",
    column: "What is waited for",
    counted: "Planned actions",
    path: "/dependencies",
    part: Part::Due,
    working: [
        "Each planned action that is not reported as done is counted once for each thing it \
         names.",
        "Of all planned actions whose response names what they wait for.",
        "Two different wordings of one thing stand apart: only spellings that differ in \
         capitals, punctuation or spaces are gathered.",
    ],
};

struct Groups {
    day: Date,
    found: Listed<GroupRow>,
}

#[derive(Serialize)]
struct GroupsJson {
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    groups: Vec<GroupJson>,
}

#[derive(Serialize)]
struct GroupJson {
    key: String,
    words: String,
    count: u64,
}

pub(super) async fn themes(visit: Visit) -> Response {
    let groups = load(&visit, &THEMES).await;
    visit.answer(groups, data, |groups| html(&visit, groups, &THEMES))
}

pub(super) async fn dependencies(visit: Visit) -> Response {
    let groups = load(&visit, &DEPENDENCIES).await;
    visit.answer(groups, data, |groups| html(&visit, groups, &DEPENDENCIES))
}

async fn load(visit: &Visit, kind: &Kind) -> Result<Groups, Trouble> {
    let (day, page) = (visit.day()?, typed::page(visit)?);
    let store = &visit.register.store;
    let found = if kind.path == THEMES.path {
        store.themes(day, page).await?
    } else {
        store.dependencies(day, page).await?
    };
    let found = typed::listed(page, found)?;
    Ok(Groups { day, found })
}

fn data(groups: &Groups) -> GroupsJson {
    let json = |row: &GroupRow| GroupJson {
        key: row.key.clone(),
        words: row.words.clone(),
        count: row.count,
    };
    GroupsJson {
        as_of: groups.day.to_string(),
        total: groups.found.total,
        page: groups.found.page,
        page_rows: PAGE_ROWS,
        groups: groups.found.rows.iter().map(json).collect(),
    }
}

fn html(visit: &Visit, groups: &Groups, kind: &Kind) -> Markup {
    let last = last_page(groups.found.total);
    let to_page = |page| visit.to_page(page);
    let [counted, of, not_known] = kind.working;
    let main = html! {
        (Heading::page(kind.title))
        p { (kind.lead) }
        @if groups.found.rows.is_empty() {
            p { (kind.none) }
        } @else {
            (table(visit, groups, kind))
            (Working::of_counts(counted, of, not_known))
        }
        @if let Some(pages) = pages(groups.found.page, last, to_page) { (pages) }
    };
    visit.frame(
        kind.title,
        |page| {
            page.place = Place::Within(kind.part);
            page.page_of = page_of(groups.found.page, last);
        },
        main,
    )
}

fn table(visit: &Visit, groups: &Groups, kind: &Kind) -> Markup {
    let columns = vec![Column::new(kind.column), Column::numeric(kind.counted)];
    let mut table = Table::new(format!("{}, most first", kind.counted), columns);
    let rows = groups.found.rows.iter();
    table.rows = rows
        .map(|row| {
            let href = visit.to(&address(kind.path, &row.key));
            let words = row.words.clone();
            vec![
                Cell::new(html! { a href=(href) { (words) } }),
                Cell::from(thousands(row.count)),
            ]
        })
        .collect();
    html! { (table) }
}

/// The address of a group: letters of other scripts than ours are written as their bytes.
pub(super) fn address(path: &str, key: &str) -> String {
    let bytes = form_urlencoded::byte_serialize(key.as_bytes());
    format!("{path}/{}", bytes.collect::<String>())
}
