//! An organisation: its names, what became of it, what it was asked, what it promised.

mod work;

use super::organisation_pictures::{self, Handed, handed};
use super::pieces::{counted, organisation_link};
use super::rows::{CountJson, counts_json};
use super::statistics::median_days;
use crate::components::{Heading, InsetText, SummaryList, SummaryRow};
use crate::layout::{Part, Place, Twin};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Carrier, Moves, Organisation, carrier};
use heeded_due::day_in_words;
use heeded_publish::{Body, body};
use heeded_store::{Directory, ListQuery, Sort};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

struct Page {
    organisation: Organisation,
    directory: Arc<Directory>,
    day: Date,
    made: u64,
    handed: Option<Handed>,
    work: work::Work,
}

#[derive(Serialize)]
struct PageJson {
    id: String,
    as_of: String,
    names: Vec<NameJson>,
    also_known_as: Vec<String>,
    ended_on: Option<String>,
    successions: Vec<SuccessionJson>,
    obligations_with: Option<Body>,
    recommendations_addressed_to_it: u64,
    recommendations_made_by_it: u64,
    where_those_stand: Vec<CountJson>,
    responses: ResponsesJson,
    planned_actions_waiting: u64,
    planned_actions_late: u64,
    planned_actions_that_may_be_late: u64,
    planned_actions_whose_date_was_moved: u64,
}

/// How long its responses took.
#[derive(Serialize)]
struct ResponsesJson {
    /// Responses whose days are both known.
    timed: u64,
    /// Those that have not come, or whose record ended before, with the day of asking known.
    still_open: u64,
    /// After how many days half had come, those that are open counted in.
    median_days: Option<u32>,
    shortest_days: Option<u32>,
    longest_days: Option<u32>,
    not_on_record: u64,
    not_on_record_and_overdue: u64,
}

#[derive(Serialize)]
struct NameJson {
    name: String,
    abbreviation: Option<String>,
    from: Option<String>,
}

#[derive(Serialize)]
struct SuccessionJson {
    kind: &'static str,
    to: Option<Body>,
    on: String,
    moves: String,
    source: Option<String>,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(id) = id.strip_suffix(".atom") {
        return super::feed::of_organisation(&visit, id).await;
    }
    let page = load(&visit, id.trim_end_matches(".json")).await;
    visit.answer(page, data, |page| html(&visit, page))
}

async fn load(visit: &Visit, id: &str) -> Result<Page, Trouble> {
    let id: OrganisationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let organisation = directory.get(&id).ok_or(Trouble::NotFound)?.as_of(day);
    let store = &visit.register.store;
    let made = ListQuery {
        as_of: day,
        issuer: Some(id),
        addressee: None,
        standings: Vec::new(),
        due: None,
        sort: Sort::Newest,
        page: 1,
    };
    Ok(Page {
        organisation,
        day,
        handed: handed(visit, id, &directory).await?,
        made: store.list(made).await?.total,
        work: work::load(store.as_ref(), id, day).await?,
        directory,
    })
}

fn data(page: &Page) -> PageJson {
    let organisation = &page.organisation;
    let obligations_with = match page.carrier() {
        Carrier::Itself => Some(organisation.id),
        Carrier::Other { organisation, .. } => Some(organisation),
        Carrier::Divided { .. } | Carrier::Nobody { .. } => None,
    };
    let (names, work) = (organisation.names.iter(), &page.work);
    let steps = organisation.successions.iter();
    PageJson {
        id: organisation.id.to_string(),
        as_of: page.day.to_string(),
        names: names
            .map(|name| NameJson {
                name: name.full.clone(),
                abbreviation: name.abbreviation.clone(),
                from: name.from.map(|day| day.to_string()),
            })
            .collect(),
        also_known_as: organisation.aliases.clone(),
        ended_on: organisation.ended_on.map(|day| day.to_string()),
        successions: steps
            .map(|step| SuccessionJson {
                kind: step.kind.code(),
                to: step.to.map(|id| body(&page.directory, id)),
                on: step.on.to_string(),
                moves: moves(&step.moves).to_owned(),
                source: step.source.clone(),
            })
            .collect(),
        obligations_with: obligations_with.map(|id| body(&page.directory, id)),
        recommendations_addressed_to_it: work.asked.total,
        recommendations_made_by_it: page.made,
        where_those_stand: counts_json(&work.standings),
        responses: ResponsesJson {
            timed: work.times.durations.reached.values().sum(),
            still_open: work.times.durations.watched.values().sum(),
            median_days: median_days(&work.times.durations),
            shortest_days: work::range(&work.times.durations).map(|(first, _)| first),
            longest_days: work::range(&work.times.durations).map(|(_, last)| last),
            not_on_record: work.times.open,
            not_on_record_and_overdue: work.overdue,
        },
        planned_actions_waiting: work.waits.total,
        planned_actions_late: work.late,
        planned_actions_that_may_be_late: work.may_be_late,
        planned_actions_whose_date_was_moved: work.moved,
    }
}

impl Page {
    fn carrier(&self) -> Carrier {
        carrier(&self.organisation, self.day, |id| self.directory.get(&id))
    }

    /// Those whose obligations are with this one on the day.
    fn took_over_from(&self) -> Vec<OrganisationId> {
        let here = |o: &&Organisation| {
            let now = carrier(o, self.day, |id| self.directory.get(&id));
            let here = self.organisation.id;
            matches!(now, Carrier::Other { organisation, .. } if organisation == here)
        };
        self.directory.values().filter(here).map(|o| o.id).collect()
    }
}

fn moves(moves: &Moves) -> &str {
    match moves {
        Moves::All => "all obligations",
        Moves::Function(function) => function,
        Moves::NotKnown => "not known which obligations",
    }
}

fn html(visit: &Visit, page: &Page) -> Markup {
    let name = page.organisation.name_on(page.day).to_owned();
    let feed = format!("{}.atom", visit.path);
    let main = html! {
        (Heading::page(name.as_str()))
        (gone(visit, page))
        (names(page))
        (became(visit, page))
        (work::left_behind(visit, page))
        @if let Some(handed) = &page.handed { (handed.show(visit, &page.directory)) }
        (work::html(visit, page))
        (organisation_pictures::promises(visit, page.organisation.id, &page.work.waits))
        (in_figures(visit, page))
    };
    visit.frame(
        &name,
        |frame| {
            frame.place = Place::Within(Part::Organisations);
            frame.section = Some("Organisations");
            frame
                .twins
                .push(Twin::feed(feed, words::FOLLOW_THIS_ORGANISATION));
        },
        main,
    )
}

fn in_figures(visit: &Visit, page: &Page) -> Markup {
    let id = page.organisation.id;
    let of = |field: &str| {
        let fields = visit.fields.with(field, &id.to_string());
        format!("/statistics{}", fields.as_query())
    };
    html! {
        (Heading::section("In figures", "figures"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { a href=(of("addressee")) { "How long its responses take, and what it says" } }
            @if page.made > 0 {
                li { a href=(of("issuer")) { "What became of what it recommended" } }
            }
        }
    }
}

/// The first thing to say of a body that is no longer there.
fn gone(visit: &Visit, page: &Page) -> Markup {
    html! {
        @match page.carrier() {
            Carrier::Itself => {},
            Carrier::Other { organisation, since } => (InsetText::new(html! { p {
                "Since " (day_in_words(since)) " the obligations of this organisation are with "
                (organisation_link(visit, &page.directory, organisation))
                ". What it was asked and what it promised stays on this page."
            } })),
            Carrier::Divided { since } => (InsetText::new(html! { p {
                "This organisation closed on " (day_in_words(since))
                ", and its functions passed to others. Who answers for which of its promises is "
                "not on record; they stand open."
            } })),
            Carrier::Nobody { since } => (InsetText::new(html! { p {
                "This organisation closed on " (day_in_words(since))
                ". No successor is on record. What it was asked and what it promised stands open."
            } })),
        }
    }
}

fn names(page: &Page) -> Markup {
    let names = page.organisation.names.iter().rev().map(|name| {
        // Of the only name there is nothing to say; the first of several was there from the start.
        let from = match name.from {
            Some(day) => format!(", since {}", day_in_words(day)),
            None if page.organisation.names.len() > 1 => ", the first name known".to_owned(),
            None => String::new(),
        };
        let short = name
            .abbreviation
            .as_ref()
            .map(|a| format!(" ({a})"))
            .unwrap_or_default();
        SummaryRow::new("Name", format!("{}{short}{from}", name.full))
    });
    let mut rows: Vec<_> = names.collect();
    if !page.organisation.aliases.is_empty() {
        rows.push(SummaryRow::new(
            "Also written",
            page.organisation.aliases.join("; "),
        ));
    }
    rows.push(SummaryRow::new(
        "Made by it",
        counted(page.made, "recommendation", "recommendations"),
    ));
    html! { (SummaryList::new(rows)) }
}

fn became(visit: &Visit, page: &Page) -> Markup {
    let from = page.took_over_from();
    html! {
        @if !page.organisation.successions.is_empty() || !from.is_empty() {
            @let heading = match (page.organisation.successions.is_empty(), from.is_empty()) {
                (false, true) => "What became of it",
                (true, _) => "What it took over",
                (false, false) => "What became of it, and what it took over",
            };
            (Heading::section(heading, "succession"))
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for step in &page.organisation.successions {
                    li {
                        "On " (day_in_words(step.on)) " it " (step.kind.words()) " "
                        @match step.to {
                            Some(to) => (organisation_link(visit, &page.directory, to)),
                            None => "(nobody took over)",
                        }
                        ": " (moves(&step.moves))
                        @if let Some(source) = &step.source { ". Source: " (source) }
                    }
                }
                @for id in from {
                    li { "It answers for " (organisation_link(visit, &page.directory, id)) }
                }
            }
        }
    }
}
