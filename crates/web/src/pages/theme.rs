//! A theme: every recommendation that is about it, whoever made it.

use super::rows::{self, CountJson, RowJson, counts_json, rows_json};
use super::typed::{self, last_page};
use crate::components::{Caption, Heading, page_of, pages};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::event::Subject;
use heeded_domain::recommendation::Theme as Words;
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::status::Standing;
use heeded_store::{Directory, Listed, Of, PAGE_ROWS, RecommendationRow};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

struct Theme {
    key: String,
    /// How those on this page write it, each with whose words they are.
    spellings: BTreeSet<(String, &'static str)>,
    day: Date,
    found: Listed<RecommendationRow>,
    standings: Vec<(Standing, u64)>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct ThemeJson {
    key: String,
    as_of: String,
    written: Vec<String>,
    standings: Vec<CountJson>,
    total: u64,
    page: u32,
    page_rows: u32,
    recommendations: Vec<RowJson>,
}

pub(super) async fn page(Path(key): Path<String>, visit: Visit) -> Response {
    let theme = load(&visit, key.trim_end_matches(".json")).await;
    visit.answer(theme, data, |theme| html(&visit, theme))
}

async fn load(visit: &Visit, key: &str) -> Result<Theme, Trouble> {
    let (day, store) = (visit.day()?, &visit.register.store);
    let of = || Of::Theme(key.to_owned());
    let page = typed::page(visit)?;
    let found = store.of(of(), day, page).await?;
    if found.total == 0 {
        return Err(Trouble::NotFound);
    }
    let found = typed::listed(page, found)?;
    let mut spellings = BTreeSet::new();
    for row in &found.rows {
        let events = store.events(Subject::Recommendation(row.id)).await?;
        let themes = recommendation_as_of(&events, day).map(|facts| facts.themes);
        let of_this = |theme: &Words| theme.key() == key;
        let here = themes.into_iter().flatten().filter(of_this);
        spellings.extend(here.map(|theme| (theme.name, theme.source.words())));
    }
    Ok(Theme {
        key: key.to_owned(),
        spellings,
        day,
        found,
        standings: store.standings_of(of(), day).await?,
        directory: visit.directory().await?,
    })
}

fn data(theme: &Theme) -> ThemeJson {
    ThemeJson {
        key: theme.key.clone(),
        as_of: theme.day.to_string(),
        written: theme
            .spellings
            .iter()
            .map(|(words, _)| words.clone())
            .collect(),
        standings: counts_json(&theme.standings),
        total: theme.found.total,
        page: theme.found.page,
        page_rows: PAGE_ROWS,
        recommendations: rows_json(&theme.found.rows, &theme.directory),
    }
}

fn html(visit: &Visit, theme: &Theme) -> Markup {
    let title = theme
        .spellings
        .first()
        .map_or(theme.key.as_str(), |(words, _)| words);
    let last = last_page(theme.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading { caption: Some(Caption::new("Theme")), ..Heading::page(title) })
        p class="nhsuk-u-reading-width" {
            "On this page written: "
            @for (at, (words, source)) in theme.spellings.iter().enumerate() {
                @if at > 0 { "; " }
                q { (words) } " (" (source) ")"
            }
            "."
        }
        (rows::table(visit, &theme.directory, &theme.found.rows, theme.found.total))
        @if let Some(pages) = pages(theme.found.page, last, to_page) { (pages) }
        div class="nhsuk-u-reading-width" {
            (rows::standings(&theme.standings, "on this theme", theme.found.total))
            p { a href=(visit.to("/themes")) { "All themes" } }
        }
    };
    visit.frame(
        title,
        |page| {
            page.place = Place::Within(Part::Recommendations);
            page.section = Some("Themes");
            page.width = Width::Full;
            page.page_of = page_of(theme.found.page, last);
        },
        main,
    )
}
