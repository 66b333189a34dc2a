//! Statistics: counts over the register or a part of it, as pictures with their figures.
//!
//! What is still open is counted, not dropped; what is not known is said. No body is ranked.

mod due;
mod durations;
mod phases;
mod received;
mod said;

use super::figures::file;
use super::pieces::thousands;
use super::recommendations::organisation_field;
use super::typed;
use crate::components::chart::{Chart, Drawing, Figures};
use crate::components::{Filter, FilterGroup, Heading, Input, InsetText};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
pub(super) use due::falling_due;
pub(super) use durations::median_days;
use heeded_domain::id::OrganisationId;
use heeded_due::day_in_words;
use heeded_publish::name;
use heeded_store::{Counted, Directory, StatisticsQuery};
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

/// A picture of counts, ready to stand on a page or to be a file.
pub(super) struct Picture {
    pub(super) id: &'static str,
    pub(super) headline: String,
    pub(super) measure: &'static str,
    pub(super) description: String,
    pub(super) drawing: Option<Box<dyn Drawing>>,
    pub(super) working: Vec<(&'static str, String)>,
    pub(super) figures: Figures,
}

fn drawn(drawing: impl Drawing + 'static) -> Box<dyn Drawing> {
    Box::new(drawing)
}

/// Counts, and of what part of the register.
pub(super) struct Count {
    pub(super) query: StatisticsQuery,
    pub(super) counted: Counted,
    pub(super) directory: Arc<Directory>,
}

#[derive(Serialize)]
struct StatisticsJson {
    as_of: String,
    of: String,
    counted_at_event: u64,
    newest_event: u64,
    pictures: Vec<PictureJson>,
}

#[derive(Serialize)]
struct PictureJson {
    id: &'static str,
    finding: String,
    measure: &'static str,
    working: Vec<(&'static str, String)>,
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let count = load(&visit).await;
    visit.answer(count, data, |count| html(&visit, count))
}

pub(super) async fn csv(Path(picture): Path<String>, visit: Visit) -> Response {
    let figures = load(&visit).await.and_then(|count| {
        let wanted = picture.strip_suffix(".csv").ok_or(Trouble::NotFound)?;
        let found = pictures(&count)
            .into_iter()
            .find(|picture| picture.id == wanted);
        found
            .map(|picture| picture.figures)
            .ok_or(Trouble::NotFound)
    });
    let named = picture
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    file(
        &visit,
        named.collect::<String>().trim_end_matches("csv"),
        figures,
    )
}

async fn load(visit: &Visit) -> Result<Count, Trouble> {
    let directory = visit.directory().await?;
    let body = |field: &'static str| typed::organisation(visit, field, &directory);
    let query = StatisticsQuery {
        as_of: visit.day()?,
        issuer: body("issuer")?,
        organisation: body("addressee")?,
        year: year(visit)?,
    };
    count(visit, query).await
}

fn year(visit: &Visit) -> Result<Option<i16>, Trouble> {
    let Some(typed) = visit.fields.get("year") else {
        return Ok(None);
    };
    let year = typed.parse().ok().filter(|year| (0..=9_999).contains(year));
    let wrong = || typed::no_year(("year", typed)).into();
    year.map(Some).ok_or_else(wrong)
}

/// Counts a part of the register.
pub(super) async fn count(visit: &Visit, query: StatisticsQuery) -> Result<Count, Trouble> {
    let counted = visit.register.store.statistics(query).await?;
    Ok(Count {
        query,
        counted: counted.ok_or(Trouble::Counting)?,
        directory: visit.directory().await?,
    })
}

fn pictures(count: &Count) -> Vec<Picture> {
    vec![
        phases::picture(count),
        received::picture(count),
        durations::responses(count),
        durations::deliveries(count),
        said::picture(count),
        due::falling_due(count),
    ]
}

fn data(count: &Count) -> StatisticsJson {
    let pictures = pictures(count).into_iter().map(|picture| PictureJson {
        id: picture.id,
        finding: picture.headline,
        measure: picture.measure,
        working: picture.working,
        columns: picture
            .figures
            .columns
            .iter()
            .map(|(name, _)| *name)
            .collect(),
        rows: picture.figures.rows,
    });
    StatisticsJson {
        as_of: count.query.as_of.to_string(),
        of: count.place(),
        counted_at_event: count.counted.at,
        newest_event: count.counted.head,
        pictures: pictures.collect(),
    }
}

impl Count {
    /// Which part of the register, in words: "recommendations of X to Y made in 2025".
    fn place(&self) -> String {
        let name = |id: OrganisationId| name(&self.directory, id);
        let mut place = "all recommendations".to_owned();
        if let Some(issuer) = self.query.issuer {
            place = format!("recommendations of {}", name(issuer));
        }
        if let Some(organisation) = self.query.organisation {
            place.push_str(&format!(" to {}", name(organisation)));
        }
        if let Some(year) = self.query.year {
            place.push_str(&format!(" made in {year}"));
        }
        place
    }

    /// "Days from … : all recommendations, as of 22 November 2026".
    fn subtitle(&self, measure: &str) -> String {
        format!(
            "{measure}: {}, as of {}",
            self.place(),
            day_in_words(self.query.as_of)
        )
    }
}

impl Picture {
    /// Shows the picture, its figures at an address with the same fields as the count.
    pub(super) fn show(&self, visit: &Visit, count: &Count) -> Markup {
        let mut fields = visit.fields.clone();
        for field in ["issuer", "addressee", "organisation", "due", "page", "year"] {
            fields = fields.without(field);
        }
        let (issuer, addressee) = (count.query.issuer, count.query.organisation);
        let ids = [("issuer", issuer), ("addressee", addressee)];
        for (field, id) in ids.into_iter().filter_map(|(field, id)| Some((field, id?))) {
            fields = fields.with(field, &id.to_string());
        }
        if let Some(year) = count.query.year {
            fields = fields.with("year", &year.to_string());
        }
        Chart {
            id: self.id,
            headline: self.headline.clone(),
            subtitle: count.subtitle(self.measure),
            description: self.description.clone(),
            drawing: self.drawing.as_deref(),
            working: self.working.clone(),
            figures: &self.figures,
            csv_href: format!("/statistics/{}.csv{}", self.id, fields.as_query()),
        }
        .render()
    }
}

fn html(visit: &Visit, count: &Count) -> Markup {
    let pictures = pictures(count);
    let main = html! {
        (Heading::page("Statistics"))
        p {
            "Counts over " (count.place()) ", as of " (day_in_words(count.query.as_of))
            ". What is still open is counted as open, not left out. Organisations are not ranked: "
            "what they are asked differs."
        }
        (behind(count))
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-quarter" { (filter(visit, &count.directory)) }
            div class="nhsuk-grid-column-three-quarters" {
                (Heading::section("In pictures", "pictures"))
                @for picture in &pictures { (picture.show(visit, count)) }
                p { a href=(visit.to("/statuses")) { "How statuses work" } }
            }
        }
    };
    visit.frame(
        "Statistics",
        |page| {
            page.place = Place::At(Part::Statistics);
            page.width = Width::Full;
        },
        main,
    )
}

/// Says so where the register has moved on since the count.
fn behind(count: &Count) -> Markup {
    let Counted { at, head, .. } = count.counted;
    html! {
        @if at < head {
            (InsetText::new(html! { p {
                "These counts were made when the register held " (thousands(at)) " events. It "
                "holds "
                (thousands(head)) " now, and they are being counted again."
            } }))
        }
    }
}

fn filter(visit: &Visit, directory: &Directory) -> Markup {
    let year = Input {
        value: visit.fields.get("year"),
        width: Some(4),
        inputmode: Some("numeric"),
        ..Input::new("year", "Year made")
    };
    let groups = vec![
        FilterGroup::fields(organisation_field("issuer", "Made by", visit, directory)),
        FilterGroup::fields(organisation_field(
            "addressee",
            "Addressed to",
            visit,
            directory,
        )),
        FilterGroup::fields(year.render()),
    ];
    let as_of = visit.fields.get("as-of").map(|day| ("as-of", day));
    Filter {
        action: "/statistics",
        groups,
        kept: as_of.into_iter().collect(),
        ..Filter::default()
    }
    .render()
}
