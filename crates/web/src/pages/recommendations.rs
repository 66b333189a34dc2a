//! All recommendations: a list to narrow, to sort and to page through; everything in the address.

use super::pieces::{counted, day, due_words, organisation_links, sentence_case, standing_tag};
use crate::components::{
    ChoiceItem, Filter, FilterGroup, Heading, Input, InsetText, Select, SelectOption,
    SelectedFilter, SelectedFilters, page_of, pages,
};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Fields, Visit};
use axum::response::Response;
use heeded_domain::status::Standing;
use heeded_publish::{Body, body, name, organisation_called};
use heeded_store::{Directory, DueFilter, ListQuery, Listed, PAGE_ROWS, RecommendationRow, Sort};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

/// Up to this many organisations are offered as a list to choose from; more are typed, as a list
/// of hundreds helps nobody and would weigh more than the page.
const CHOOSE_FROM_ORGANISATIONS_MAX: usize = 60;

const DUES: [(&str, DueFilter, &str); 4] = [
    ("late", DueFilter::Late, "Late"),
    ("may-be-late", DueFilter::MayBeLate, "May be late"),
    ("now", DueFilter::Now, "Due now"),
    ("later", DueFilter::Later, "Not yet due"),
];

const SORTS: [(&str, Sort, &str); 4] = [
    ("newest", Sort::Newest, "Newest in the register"),
    ("oldest", Sort::Oldest, "Oldest in the register"),
    ("due", Sort::NextDue, "Next due"),
    ("reference", Sort::Reference, "Reference"),
];

struct List {
    query: ListQuery,
    found: Listed<RecommendationRow>,
    directory: Arc<Directory>,
    /// Names typed into a filter that no organisation has.
    unknown: Vec<String>,
}

#[derive(Serialize)]
struct ListJson {
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    recommendations: Vec<RowJson>,
}

#[derive(Serialize)]
struct RowJson {
    id: String,
    reference: Option<String>,
    title: String,
    issuer: Body,
    addressees: Vec<Body>,
    made_on: Option<String>,
    standing: &'static str,
    responded: u32,
    next_due_as_stated: Option<String>,
    next_due_latest: Option<String>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let list = load(&visit).await;
    visit.answer(list, data, |list| html(&visit, list))
}

async fn load(visit: &Visit) -> Result<List, Trouble> {
    let directory = visit.directory().await?;
    let mut unknown = Vec::new();
    let query = query(visit, &directory, &mut unknown)?;
    // A name that nobody has matches nothing, rather than everything.
    let found = if unknown.is_empty() {
        visit.register.store.list(query.clone()).await?
    } else {
        Listed {
            rows: Vec::new(),
            total: 0,
            page: 1,
        }
    };
    Ok(List {
        query,
        found,
        directory,
        unknown,
    })
}

fn query(
    visit: &Visit,
    directory: &Directory,
    unknown: &mut Vec<String>,
) -> Result<ListQuery, Trouble> {
    let fields = &visit.fields;
    let mut organisation = |field| {
        let typed = fields.get(field)?;
        let found = organisation_called(directory, typed);
        if found.is_none() {
            unknown.push(typed.to_owned());
        }
        found
    };
    Ok(ListQuery {
        as_of: visit.day()?,
        issuer: organisation("issuer"),
        addressee: organisation("addressee"),
        standings: fields
            .all("status")
            .filter_map(Standing::from_code)
            .collect(),
        due: fields.get("due").and_then(due_filter),
        sort: fields.get("sort").and_then(sort).unwrap_or_default(),
        page: page_number(fields),
    })
}

/// The page asked for; what is no number asks for the first.
pub(super) fn page_number(fields: &Fields) -> u32 {
    fields
        .get("page")
        .and_then(|page| page.parse().ok())
        .filter(|page| *page > 0)
        .unwrap_or(1)
}

/// The filter that this code stands for.
pub(super) fn due_filter(code: &str) -> Option<DueFilter> {
    DUES.iter()
        .find(|(c, ..)| *c == code)
        .map(|(_, filter, _)| *filter)
}

fn sort(code: &str) -> Option<Sort> {
    SORTS
        .iter()
        .find(|(c, ..)| *c == code)
        .map(|(_, sort, _)| *sort)
}

fn data(list: &List) -> ListJson {
    let rows = list.found.rows.iter();
    ListJson {
        as_of: list.query.as_of.to_string(),
        total: list.found.total,
        page: list.found.page,
        page_rows: PAGE_ROWS,
        recommendations: rows.map(|row| row_json(row, &list.directory)).collect(),
    }
}

fn row_json(row: &RecommendationRow, directory: &Directory) -> RowJson {
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    RowJson {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        title: row.title.clone(),
        issuer: body(directory, row.issuer),
        addressees: row
            .addressees
            .iter()
            .map(|id| body(directory, *id))
            .collect(),
        made_on: text(row.made_on),
        standing: row.standing.code(),
        responded: row.responded,
        next_due_as_stated: row.next_due.as_ref().map(|(words, _)| words.clone()),
        next_due_latest: row.next_due.as_ref().and_then(|(_, latest)| text(*latest)),
    }
}

fn html(visit: &Visit, list: &List) -> Markup {
    let last = last_page(list.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Recommendations"))
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-third" { (filter(visit, list)) }
            div class="nhsuk-grid-column-two-thirds" {
                h2 class="nhsuk-heading-m" {
                    (counted(list.found.total, "recommendation", "recommendations"))
                }
                (selected(visit, list))
                (rows(visit, list))
                @if let Some(pages) = pages(list.found.page, last, to_page) { (pages) }
            }
        }
    };
    visit.frame(
        "Recommendations",
        |page| {
            page.place = Place::At(Part::Recommendations);
            page.width = Width::Full;
            page.page_of = page_of(list.found.page, last);
        },
        main,
    )
}

/// How many pages a list has.
pub(super) fn last_page(total: u64) -> u32 {
    u32::try_from(total.div_ceil(u64::from(PAGE_ROWS))).unwrap_or(u32::MAX)
}

fn rows(visit: &Visit, list: &List) -> Markup {
    html! {
        @if !list.unknown.is_empty() {
            (InsetText::new(format!(
                "No organisation in the register is called “{}”. Check the spelling, or choose it \
                 from the list of organisations.",
                list.unknown.join("”, “")
            )))
        }
        @if list.found.rows.is_empty() {
            p { "There are no matching recommendations." }
            p { "You can:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                li { "remove a filter" }
                li { "choose another day" }
                li { a href=(visit.to("/organisations")) { "look through the organisations" } }
            }
        }
        ol class="nhsuk-list app-results" {
            @for row in &list.found.rows {
                li class="app-results__item" { (row_html(visit, list, row)) }
            }
        }
    }
}

fn row_html(visit: &Visit, list: &List, row: &RecommendationRow) -> Markup {
    let asked = row.addressees.len();
    html! {
        h3 class="nhsuk-heading-s nhsuk-u-margin-bottom-1" {
            a href=(visit.to(&format!("/recommendations/{}", row.id))) { (row.title) }
        }
        p class="nhsuk-u-margin-bottom-1" {
            (standing_tag(row.standing))
            @if asked > 1 { " " (row.responded) " of " (asked) " responded" }
        }
        p class="nhsuk-body-s nhsuk-u-margin-bottom-4" {
            @if let Some(reference) = &row.reference { (reference) ". " }
            "Made by " (name(&list.directory, row.issuer)) ", addressed to "
            (organisation_links(visit, &list.directory, &row.addressees))
            @if row.made_on.is_some() { ", " (day(row.made_on)) }
            "."
            @if let Some((words, latest)) = &row.next_due {
                " Next due: " (due_words(words, *latest))
            }
        }
    }
}

fn filter(visit: &Visit, list: &List) -> Markup {
    let fields = &visit.fields;
    let standings = Standing::ALL.iter();
    let items = standings
        .map(|s| ChoiceItem::new(s.code(), sentence_case(s.words())))
        .collect();
    let as_of = list.query.as_of.to_string();
    let mut groups = vec![
        FilterGroup::checkboxes("status", "Status", items, fields.all("status").collect()),
        FilterGroup::fields(organisation_field(
            "issuer",
            "Made by",
            visit,
            &list.directory,
        )),
        FilterGroup::fields(organisation_field(
            "addressee",
            "Addressed to",
            visit,
            &list.directory,
        )),
        FilterGroup::fields(due_choice(visit, "Planned actions")),
        FilterGroup::fields(choose("sort", "Sort by", &sorts(), fields.get("sort"))),
    ];
    let day = Input {
        hint: Some("For example, 2025-06-01".into()),
        value: fields.get(AS_OF).map(|_| as_of.as_str()),
        width: Some(10),
        ..Input::new(AS_OF, "As things stood on")
    };
    groups.push(FilterGroup::fields(day.render()));
    Filter {
        action: "/recommendations",
        groups,
        ..Filter::default()
    }
    .render()
}

/// The filter by how planned actions stand against their date.
pub(super) fn due_choice(visit: &Visit, label: &'static str) -> Markup {
    choose("due", label, &dues(), visit.fields.get("due"))
}

fn dues() -> Vec<(&'static str, &'static str)> {
    let any = std::iter::once(("", "All"));
    any.chain(DUES.iter().map(|(code, _, words)| (*code, *words)))
        .collect()
}

fn sorts() -> Vec<(&'static str, &'static str)> {
    SORTS
        .iter()
        .map(|(code, _, words)| (*code, *words))
        .collect()
}

fn choose(
    name: &'static str,
    label: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: Option<&str>,
) -> Markup {
    let options = options
        .iter()
        .map(|(code, words)| SelectOption::new(code, words))
        .collect();
    Select {
        value: chosen,
        ..Select::new(name, label, options)
    }
    .render()
}

/// A field for an organisation: a list to choose from while it is short, else a line to type.
pub(super) fn organisation_field(
    field: &'static str,
    label: &'static str,
    visit: &Visit,
    directory: &Directory,
) -> Markup {
    let typed = visit.fields.get(field);
    if directory.len() > CHOOSE_FROM_ORGANISATIONS_MAX {
        let hint = Some("Its name or abbreviation".into());
        return Input {
            hint,
            value: typed,
            ..Input::new(field, label)
        }
        .render();
    }
    let mut names: Vec<(String, &str)> = directory
        .values()
        .map(|o| (o.id.to_string(), o.name()))
        .collect();
    names.sort_by_key(|(_, name)| name.to_lowercase());
    let mut options = vec![SelectOption::new("", "All")];
    options.extend(names.iter().map(|(id, name)| SelectOption::new(id, name)));
    let chosen = typed.and_then(|typed| organisation_called(directory, typed));
    let chosen = chosen.map(|id| id.to_string());
    Select {
        value: chosen.as_deref(),
        ..Select::new(field, label, options)
    }
    .render()
}

fn selected(visit: &Visit, list: &List) -> Markup {
    let fields = visit.fields.without("page");
    let mut chosen: Vec<(&str, String, Fields)> = Vec::new();
    for standing in &list.query.standings {
        let without = fields.without_value("status", standing.code());
        chosen.push(("Status", sentence_case(standing.words()), without));
    }
    let bodies = [("Made by", "issuer"), ("Addressed to", "addressee")];
    for (group, field) in bodies {
        if let Some(typed) = fields.get(field) {
            let id = organisation_called(&list.directory, typed);
            let words = id.map_or(typed, |id| name(&list.directory, id));
            chosen.push((group, words.to_owned(), fields.without(field)));
        }
    }
    let due = DUES
        .iter()
        .find(|(code, ..)| fields.get("due") == Some(*code));
    if let Some((_, _, words)) = due {
        chosen.push((
            "Planned actions",
            (*words).to_owned(),
            fields.without("due"),
        ));
    }
    let hrefs: Vec<String> = chosen
        .iter()
        .map(|(_, _, without)| format!("{}{}", visit.path, without.as_query()))
        .collect();
    let filters = chosen
        .iter()
        .zip(&hrefs)
        .map(|((group, text, _), href)| SelectedFilter {
            group,
            text,
            remove_href: href,
        });
    let clear = visit.to("/recommendations");
    SelectedFilters {
        filters: filters.collect(),
        clear_href: &clear,
    }
    .render()
}
