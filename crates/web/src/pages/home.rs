//! Home: what this is, how many, what is new, and where to go.

use super::pieces::{counted, day, sentence_case, thousands};
use crate::components::Heading;
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::response::Response;
use heeded_domain::event::{Event, Subject};
use heeded_domain::replay::recommendation;
use heeded_domain::status::Standing;
use heeded_due::day_in_words;
use heeded_publish::history::{Happening, happening};
use heeded_store::Directory;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

/// How many of the newest events the page shows.
const NEWEST: u32 = 5;

struct Home {
    day: Date,
    standings: Vec<(Standing, u64)>,
    /// What is new, each with the title of its record.
    newest: Vec<(Event, String)>,
    directory: Arc<Directory>,
}

#[derive(Serialize)]
struct HomeJson {
    as_of: String,
    recommendations: u64,
    standings: Vec<CountJson>,
    newest: Vec<Happening>,
}

#[derive(Serialize)]
struct CountJson {
    standing: &'static str,
    recommendations: u64,
}

pub(super) async fn page(visit: Visit) -> Response {
    let home = load(&visit).await;
    visit.answer(home, data, |home| html(&visit, home))
}

async fn load(visit: &Visit) -> Result<Home, Trouble> {
    let (day, store) = (visit.day()?, &visit.register.store);
    let mut newest = Vec::new();
    for event in store.newest(day, NEWEST).await? {
        let record = recommendation(&store.events(event.fact.subject()).await?);
        let title = record.map(|record| record.ask.title()).unwrap_or_default();
        newest.push((event, title));
    }
    Ok(Home {
        day,
        standings: store.standings(day).await?,
        newest,
        directory: visit.directory().await?,
    })
}

impl Home {
    fn total(&self) -> u64 {
        self.standings.iter().map(|(_, count)| count).sum()
    }

    fn count(&self, standing: Standing) -> u64 {
        self.standings
            .iter()
            .find(|(s, _)| *s == standing)
            .map_or(0, |(_, count)| *count)
    }
}

fn data(home: &Home) -> HomeJson {
    let counts = home.standings.iter();
    HomeJson {
        as_of: home.day.to_string(),
        recommendations: home.total(),
        standings: counts
            .map(|(standing, count)| CountJson {
                standing: standing.code(),
                recommendations: *count,
            })
            .collect(),
        newest: home
            .newest
            .iter()
            .map(|(event, _)| happening(event, &home.directory))
            .collect(),
    }
}

fn html(visit: &Visit, home: &Home) -> Markup {
    let main = html! {
        (Heading::page("Safety recommendations and what became of them"))
        p class="nhsuk-body-l" {
            "Who was asked to do what, what they answered, what they promised and by when, and "
            "whether it was done."
        }
        @if home.total() == 0 {
            (empty())
        } @else {
            (in_numbers(visit, home))
            (newest(visit, home))
        }
        (Heading::section("Find", "find"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { a href=(visit.to("/recommendations")) { "All recommendations" } }
            li { a href=(visit.to("/due")) { "What is due, and what is late" } }
            li { a href=(visit.to("/unanswered")) { "Who has not responded" } }
            li { a href=(visit.to("/reports")) { "Reports" } }
            li { a href=(visit.to("/themes")) { "Themes" } }
            li { a href=(visit.to("/organisations")) { "Organisations that were asked" } }
            li { a href=(visit.to("/statuses")) { "How statuses work" } }
        }
    };
    visit.frame(
        "Safety recommendations and what became of them",
        |page| {
            let query = visit.fields.as_query();
            let href: &'static str = "/home.json";
            page.twins = vec![crate::layout::Twin::json(href)];
            page.unlisted = !query.is_empty();
        },
        main,
    )
}

fn empty() -> Markup {
    html! {
        p { "This register is empty so far." }
        p {
            "Whoever runs it can read a document into it with "
            code { "heeded import FILE --issuer NAME --accept" } "."
        }
    }
}

fn in_numbers(visit: &Visit, home: &Home) -> Markup {
    let awaiting = home.count(Standing::AwaitingResponse) + home.count(Standing::ResponseOverdue);
    let unknown = home.count(Standing::ResponseNotKnown);
    let verb = if home.total() == 1 { "is" } else { "are" };
    let awaits = if awaiting == 1 { "awaits" } else { "await" };
    html! {
        p {
            "As of " (day_in_words(home.day)) " there " (verb) " "
            strong { (counted(home.total(), "recommendation", "recommendations")) }
            "; " (thousands(awaiting)) " of them " (awaits) " a response."
            @if unknown > 0 {
                " Of " a href=(by_standing(visit, Standing::ResponseNotKnown)) {
                    (thousands(unknown)) " more"
                }
                " it is not known whether all responded: nobody has looked yet, or a response is \
                 by others or does not say whose it is."
            }
        }
        (Heading::section("How they stand", "standings"))
        ul class="nhsuk-list" {
            @for (standing, count) in &home.standings {
                li {
                    a href=(by_standing(visit, *standing)) { (sentence_case(standing.words())) }
                    ": " (thousands(*count))
                }
            }
        }
    }
}

fn by_standing(visit: &Visit, standing: Standing) -> String {
    let fields = visit.fields.with("status", standing.code());
    format!("/recommendations{}", fields.as_query())
}

fn newest(visit: &Visit, home: &Home) -> Markup {
    html! {
        (Heading::section("What is new", "newest"))
        ul class="nhsuk-list" {
            @for (event, title) in &home.newest {
                @let words = happening(event, &home.directory);
                li {
                    @if let Subject::Recommendation(id) = event.fact.subject() {
                        a href=(visit.to(&format!("/recommendations/{id}"))) { (title) }
                        br;
                    }
                    (words.title)
                    @match event.happened_on() {
                        Some(on) => { ", " (day(Some(on))) }
                        None if event.on.is_some() => { ", on a day that is not stated" }
                        None => {}
                    }
                    ". " (words.detail)
                }
            }
        }
    }
}
