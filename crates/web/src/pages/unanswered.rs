//! Unanswered: every addressee whose response is not on record, asked longest ago first, each
//! with the working of its last day.

use super::pieces::{counted, day, organisation_link};
use super::recommendations::organisation_field;
use super::typed::{self, last_page};
use crate::components::{
    Cell, Filter, FilterGroup, Heading, Select, SelectOption, Table, Working, page_of, pages,
};
use crate::layout::{Part, Place, Width};
use crate::trouble::Trouble;
use crate::visit::{AS_OF, Fields, Visit};
use axum::response::Response;
use heeded_domain::answer::AddresseeAnswer;
use heeded_domain::event::Subject;
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::status::{Standing, status};
use heeded_publish::record::working;
use heeded_publish::{Body, body};
use heeded_store::{AnswerTime, Directory, Listed, PAGE_ROWS, SilenceQuery, SilenceRow};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

const TIMES: [(&str, AnswerTime, &str); 3] = [
    ("over", AnswerTime::Over, "Time is over"),
    ("left", AnswerTime::Left, "There is still time"),
    ("not-known", AnswerTime::NotKnown, "Not known until when"),
];

struct Unanswered {
    day: Date,
    found: Listed<SilenceRow>,
    rows: Vec<Silent>,
    directory: Arc<Directory>,
}

/// An answer that is not on record, with its record's words for it.
struct Silent {
    row: SilenceRow,
    title: String,
    answer: Option<AddresseeAnswer>,
}

#[derive(Serialize)]
struct UnansweredJson {
    as_of: String,
    total: u64,
    page: u32,
    page_rows: u32,
    unanswered: Vec<SilentJson>,
}

#[derive(Serialize)]
struct SilentJson {
    recommendation: String,
    title: String,
    addressee: Body,
    asked_on: Option<String>,
    due_on: Option<String>,
    sentence: Option<String>,
    working: Vec<String>,
}

pub(super) async fn page(visit: Visit) -> Response {
    let unanswered = load(&visit).await;
    visit.answer(unanswered, data, |unanswered| html(&visit, unanswered))
}

async fn load(visit: &Visit) -> Result<Unanswered, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let query = SilenceQuery {
        as_of: day,
        organisation: typed::organisation(visit, "organisation", &directory)?,
        time: typed::one_of(visit, "time", &TIMES)?,
        page: typed::page(visit)?,
    };
    let page = query.page;
    let found = typed::listed(page, visit.register.store.silences(query).await?)?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        rows.push(silent(visit, row, day).await?);
    }
    Ok(Unanswered {
        day,
        found,
        rows,
        directory,
    })
}

/// The record as of the day says the rest: one read for each row of the page.
async fn silent(visit: &Visit, row: &SilenceRow, day: Date) -> Result<Silent, Trouble> {
    let subject = Subject::Recommendation(row.recommendation);
    let events = visit.register.store.events(subject).await?;
    let facts = recommendation_as_of(&events, day);
    let answer = facts.as_ref().and_then(|facts| {
        let scheme = visit.register.schemes.get(&facts.ask.scheme)?;
        let mut answers = status(facts, scheme, day).answers.into_iter();
        answers.find(|answer| answer.addressee == row.organisation)
    });
    Ok(Silent {
        row: row.clone(),
        title: facts.map(|facts| facts.ask.title()).unwrap_or_default(),
        answer,
    })
}

impl Silent {
    fn steps(&self) -> Vec<String> {
        let working = self.answer.as_ref().and_then(|a| working(&a.answer));
        working.map(|working| working.steps()).unwrap_or_default()
    }
}

fn data(unanswered: &Unanswered) -> UnansweredJson {
    let json = |silent: &Silent| SilentJson {
        recommendation: silent.row.recommendation.to_string(),
        title: silent.title.clone(),
        addressee: body(&unanswered.directory, silent.row.organisation),
        asked_on: silent.row.since.map(|day| day.to_string()),
        due_on: silent.row.due.map(|day| day.to_string()),
        sentence: silent.answer.as_ref().map(|a| a.sentence(unanswered.day)),
        working: silent.steps(),
    };
    UnansweredJson {
        as_of: unanswered.day.to_string(),
        total: unanswered.found.total,
        page: unanswered.found.page,
        page_rows: PAGE_ROWS,
        unanswered: unanswered.rows.iter().map(json).collect(),
    }
}

fn html(visit: &Visit, unanswered: &Unanswered) -> Markup {
    let last = last_page(unanswered.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("Unanswered"))
        p class="nhsuk-u-reading-width" {
            "Organisations that were asked and whose response is not on record, the one asked "
            "longest ago first. A response may exist that nobody has published or entered here; "
            a href="/report-a-mistake?about=/unanswered" { "tell us if you know of one" } ". "
            a href=(not_known(visit)) { "Those of which nobody knows" }
            " whether all responded, as nobody has looked or a response does not say whose it is, \
             are not in this list."
        }
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-quarter" { (filter(visit, &unanswered.directory)) }
            div class="nhsuk-grid-column-three-quarters" {
                @if unanswered.rows.is_empty() {
                    p { "No response is missing here on this day." }
                } @else {
                    (table(visit, unanswered))
                    (counting())
                }
                @if let Some(pages) = pages(unanswered.found.page, last, to_page) { (pages) }
            }
        }
    };
    visit.frame(
        "Unanswered",
        |page| {
            page.place = Place::Within(Part::Recommendations);
            page.width = Width::Full;
            page.page_of = page_of(unanswered.found.page, last);
        },
        main,
    )
}

/// The list of what nobody has looked for responses to.
fn not_known(visit: &Visit) -> String {
    let kept = visit.fields.get(AS_OF);
    let fields = Fields::default().with("status", Standing::ResponseNotKnown.code());
    let fields = kept.map_or(fields.clone(), |day| fields.with(AS_OF, day));
    format!("/recommendations{}", fields.as_query())
}

fn counting() -> Working<'static> {
    Working::of_counts(
        "Each organisation asked is counted once for each recommendation that asks it, whether \
         its time is over or not.",
        "Of all who owe or are asked for a response: not those whom only an observation or a \
         prompt is addressed to, and not where the recommendation was closed or withdrawn.",
        "An acknowledgement or a holding answer is no response. A response that does not say \
         whose it is counts for nobody where several were asked: then it is not known who has \
         responded, and nobody stands here for it.",
    )
}

fn filter(visit: &Visit, directory: &Directory) -> Markup {
    let mut options = vec![SelectOption::new("", "All")];
    options.extend(
        TIMES
            .iter()
            .map(|(code, _, words)| SelectOption::new(code, words)),
    );
    let time = Select {
        value: visit.fields.get("time"),
        ..Select::new("time", "Time for a response", options)
    };
    let organisation = organisation_field("organisation", "Asked", visit, directory);
    let as_of = visit.fields.get(AS_OF).map(|day| (AS_OF, day));
    Filter {
        action: "/unanswered",
        groups: vec![
            FilterGroup::fields(time.render()),
            FilterGroup::fields(organisation),
        ],
        kept: as_of.into_iter().collect(),
        ..Filter::default()
    }
    .render()
}

fn table(visit: &Visit, unanswered: &Unanswered) -> Markup {
    let columns = ["Asked", "Recommendation", "Asked on", "Time for a response"];
    let caption = counted(unanswered.found.total, "response", "responses");
    let caption = format!("{caption} not on record");
    let mut table = Table::new(caption, columns.map(Into::into).into());
    let rows = unanswered.rows.iter();
    table.rows = rows
        .map(|silent| cells(visit, unanswered, silent))
        .collect();
    table.render()
}

fn cells(visit: &Visit, unanswered: &Unanswered, silent: &Silent) -> Vec<Cell<'static>> {
    let record = visit.to(&format!("/recommendations/{}", silent.row.recommendation));
    let title = silent.title.clone();
    let sentence = silent.answer.as_ref().map(|a| a.sentence(unanswered.day));
    let steps = silent.steps().into_iter().map(Into::into).collect();
    vec![
        Cell::new(organisation_link(
            visit,
            &unanswered.directory,
            silent.row.organisation,
        )),
        Cell::new(html! { a href=(record) { (title) } }),
        Cell::new(day(silent.row.since)),
        Cell::new(html! {
            (sentence.unwrap_or_default())
            (Working::new("How this day is worked out", steps))
        }),
    ]
}
