//! Has this been asked before? What asks for much the same as a record, or as words of one's own.
//!
//! Suggestions by the words, labelled as such; what people confirmed stands on the record as links.

use super::pieces::counted;
use super::rows::{RowJson, rows_json, table};
use crate::components::{Button, Heading, InsetText, Textarea};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::response::Response;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::{Ask, Recommendation};
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::status::Standing;
use heeded_search::{COMPARED_CHARACTERS_MAX, SUGGESTED_MAX, SearchError, Similar};
use heeded_store::{Directory, RecommendationRow};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Suggestions on a record, where they are beside the matter.
const BESIDE_MAX: usize = 5;

/// Suggestions, nearest first.
#[derive(Default)]
pub(super) struct Suggested {
    rows: Vec<RecommendationRow>,
    /// Those made before the day of the record, of all that are near.
    before: Option<Before>,
}

/// What "asked before" comes to.
struct Before {
    times: u64,
    since: i16,
    issuers: u64,
    completed: u64,
}

/// What to compare with.
enum With {
    Nothing,
    Words(String),
    Record(Box<Recommendation>),
}

struct Page {
    with: With,
    day: Date,
    suggested: Suggested,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct PageJson {
    as_of: String,
    like: Option<String>,
    source: &'static str,
    recommendations: Vec<RowJson>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let page = load(&visit).await;
    visit.answer(page, data, |page| html(&visit, page))
}

async fn load(visit: &Visit) -> Result<Page, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let with = with(visit, day).await?;
    let search = &visit.register.search;
    let found = match &with {
        With::Nothing => Ok(Vec::new()),
        With::Words(text) => search.like(text, day, SUGGESTED_MAX),
        With::Record(record) => search.similar((record.id, &record.ask), day, SUGGESTED_MAX),
    };
    let rows = rows(visit, &found.map_err(trouble)?, day).await?;
    let suggested = Suggested { rows, before: None };
    Ok(Page {
        with,
        day,
        suggested,
        directory,
    })
}

async fn with(visit: &Visit, day: Date) -> Result<With, Trouble> {
    if let Some(of) = visit.fields.get("of") {
        let id: RecommendationId = of.parse().map_err(|_| Trouble::NotFound)?;
        let events = visit.events_of(id).await?;
        let record = recommendation_as_of(&events, day).ok_or(Trouble::NotFound)?;
        return Ok(With::Record(Box::new(record)));
    }
    let typed = visit.fields.get("text").map(str::trim).unwrap_or_default();
    if typed.is_empty() {
        return Ok(With::Nothing);
    }
    Ok(With::Words(
        typed.chars().take(COMPARED_CHARACTERS_MAX).collect(),
    ))
}

pub(super) fn trouble(error: SearchError) -> Trouble {
    match error {
        SearchError::Preparing { .. } => Trouble::Preparing,
        SearchError::Index(_) | SearchError::Store(_) => {
            tracing::error!(error = %error, "the search index gave no answer");
            Trouble::Fault
        }
    }
}

async fn rows(
    visit: &Visit,
    found: &[Similar],
    day: Date,
) -> Result<Vec<RecommendationRow>, Trouble> {
    let ids = found.iter().map(|similar| similar.id).collect();
    Ok(visit.register.store.rows(ids, day).await?)
}

/// What is suggested beside a record; nothing while the index is being made.
pub(super) async fn beside(
    visit: &Visit,
    (id, ask): (RecommendationId, &Ask),
    day: Date,
) -> Result<Suggested, Trouble> {
    let search = &visit.register.search;
    let near = search.suggested((id, ask), day).unwrap_or_default();
    let mut rows = rows(visit, &near, day).await?;
    let before = asked_before(&rows, ask.made_on);
    rows.truncate(BESIDE_MAX);
    Ok(Suggested { rows, before })
}

fn asked_before(rows: &[RecommendationRow], made_on: Option<Date>) -> Option<Before> {
    let made_on = made_on?;
    let earlier = |row: &&RecommendationRow| row.made_on.is_some_and(|day| day < made_on);
    let earlier: Vec<_> = rows.iter().filter(earlier).collect();
    let since = earlier.iter().filter_map(|row| row.made_on).min()?;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let issuers: BTreeSet<_> = earlier.iter().map(|row| row.issuer).collect();
    let completed = earlier
        .iter()
        .filter(|row| row.standing == Standing::Completed);
    Some(Before {
        times: count(earlier.len()),
        since: since.year(),
        issuers: count(issuers.len()),
        completed: count(completed.count()),
    })
}

const SOURCE: &str = "suggested by their words, not confirmed by a person";

/// The section of a record.
pub(super) fn section(
    visit: &Visit,
    id: RecommendationId,
    suggested: &Suggested,
    directory: &Directory,
) -> Markup {
    let separator = if visit.to("").is_empty() { "?" } else { "&" };
    let more = format!("{}{separator}of={id}", visit.to("/similar"));
    html! {
        (Heading::section("Others that may ask for the same", "similar"))
        @if suggested.rows.is_empty() {
            p { "No other recommendation on record is near to this one in its words." }
        } @else {
            (InsetText::new(html! { p { "These are " (SOURCE) "." } }))
            @if let Some(before) = &suggested.before { p { (in_words(before)) } }
            (table(visit, directory, &suggested.rows, size(&suggested.rows)))
        }
        p { a href=(more) { "Compare with all others" } }
    }
}

fn in_words(before: &Before) -> String {
    let times = counted(before.times, "time", "times");
    let issuers = counted(before.issuers, "body", "bodies");
    let kept = match before.completed {
        0 => "of none is it said that it was completed".to_owned(),
        1 => "of 1 it is said that it was completed".to_owned(),
        many => format!("of {many} it is said that they were completed"),
    };
    let since = before.since;
    format!("Perhaps asked before: {times} since {since}, by {issuers}; {kept}.")
}

fn size(rows: &[RecommendationRow]) -> u64 {
    u64::try_from(rows.len()).unwrap_or(u64::MAX)
}

fn data(page: &Page) -> PageJson {
    PageJson {
        as_of: page.day.to_string(),
        like: match &page.with {
            With::Nothing => None,
            With::Words(text) => Some(text.clone()),
            With::Record(record) => Some(record.id.to_string()),
        },
        source: SOURCE,
        recommendations: rows_json(&page.suggested.rows, &page.directory),
    }
}

fn html(visit: &Visit, page: &Page) -> Markup {
    let title = "Has this been asked before?";
    let rows = &page.suggested.rows;
    let main = html! {
        div class="nhsuk-u-reading-width" {
            (Heading::page(title))
            @match &page.with {
                With::Record(record) => {
                    p {
                        "Compared with: "
                        a href=(visit.to(&format!("/recommendations/{}", record.id))) {
                            (record.ask.title())
                        }
                    }
                }
                With::Words(text) => (form(visit, text)),
                With::Nothing => {
                    p {
                        "Before a new recommendation is drafted: what was asked before, by whom, \
                         and what became of it."
                    }
                    (form(visit, ""))
                }
            }
        }
        @if !matches!(page.with, With::Nothing) {
            @if rows.is_empty() {
                p { "No recommendation on record shares a telling word with it." }
            } @else {
                (InsetText::new(html! { p { "Nearest first; " (SOURCE) "." } }))
                (table(visit, &page.directory, rows, size(rows)))
            }
        }
    };
    visit.frame(
        title,
        |frame| {
            frame.place = Place::Within(Part::Recommendations);
            frame.section = Some("Recommendations");
            frame.width = Width::Full;
            frame.unlisted = !matches!(page.with, With::Nothing);
        },
        main,
    )
}

fn form(visit: &Visit, text: &str) -> Markup {
    let hint = "A sentence or a paragraph. It stands in the address of the next page, so write \
                nothing secret.";
    let field = Textarea {
        value: text,
        hint: Some(hint.into()),
        ..Textarea::new("text", "What would be recommended")
    };
    let day = visit.fields.get("as-of");
    html! {
        form action="/similar" method="get" novalidate {
            @if let Some(day) = day { input type="hidden" name="as-of" value=(day); }
            (field)
            (Button::new("Compare"))
        }
    }
}
