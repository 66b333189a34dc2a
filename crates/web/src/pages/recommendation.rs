//! The record: the exact words, each addressee with its own clock, what was promised, what
//! happened, where it comes from. What they say and what the dates imply stand apart.

mod actions;
mod answers;
pub(super) mod chain;
pub(super) mod promises;

use super::groups::address;
use super::pieces::{
    counted, day, due_date, is_web_address, organisation_link, organisation_links, sentence_case,
    standing_tag,
};
use super::similar::{self, Suggested};
use crate::components::{
    Caption, Details, Difference, Heading, InsetText, Quotation, SummaryList, SummaryRow, Timeline,
    TimelineItem,
};
use crate::layout::{Part, Place, Twin, Width};
use crate::trouble::Trouble;
use crate::visit::{Form, Visit};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::event::{Event, Fact, RecommendationFact, Report};
use heeded_domain::id::{RecommendationId, ReportId};
use heeded_domain::recommendation::{
    Item, NoteKind, PlannedAction, Recommendation, Response as Answered, ThemeSource,
};
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Phase, Status, status};
use heeded_due::{Due, day_in_words};
use heeded_publish::difference::difference;
use heeded_publish::history::{happening, last_changed};
use heeded_publish::name;
use heeded_publish::record::{RecordJson, record as record_json};
use heeded_store::{Directory, DocumentRow, Sighting};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

struct Record {
    facts: Recommendation,
    scheme: Scheme,
    events: Vec<Event>,
    directory: Arc<Directory>,
    document: Option<DocumentRow>,
    report: Option<Report>,
    last_seen: Option<Sighting>,
    suggested: Suggested,
    day: Date,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(id) = id.strip_suffix(".atom") {
        return crate::pages::feed::of_record(&visit, id).await;
    }
    let record = load(&visit, id.trim_end_matches(".json")).await;
    visit.answer(record, data, |record| html(&visit, record))
}

async fn load(visit: &Visit, id: &str) -> Result<Record, Trouble> {
    let id: RecommendationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let (store, day) = (&visit.register.store, visit.day()?);
    let mut events = visit.events_of(id).await?;
    let facts = recommendation_as_of(&events, day).ok_or(Trouble::NotYet)?;
    events.retain(|event| event.had_happened_by(day));
    let scheme = visit
        .register
        .schemes
        .get(&facts.ask.scheme)
        .ok_or(Trouble::Fault)?
        .clone();
    let document = match &facts.ask.source {
        Some(source) => store.document(source.document.clone()).await?,
        None => None,
    };
    let last_seen = match &facts.ask.source {
        Some(source) => store.last_seen(source.document.clone(), day).await?,
        None => None,
    };
    let report = match facts.ask.report {
        Some(report) => store.report(report).await?,
        None => None,
    };
    let directory = visit.directory().await?;
    // The twin as data does not name them.
    let suggested = match visit.form {
        Form::Data => Suggested::default(),
        _ => similar::beside(visit, (facts.id, &facts.ask), day).await?,
    };
    Ok(Record {
        facts,
        scheme,
        events,
        directory,
        document,
        report,
        last_seen,
        suggested,
        day,
    })
}

/// The record, and when it changed and was looked at last.
#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    record: RecordJson,
    last_changed: Option<String>,
    last_recorded: Option<String>,
    last_checked: Option<String>,
}

fn data(record: &Record) -> Data {
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    Data {
        record: record_json(&record.facts, &record.scheme, &record.directory, record.day),
        last_changed: text(last_changed(&record.events)),
        last_recorded: text(last_recorded(record)),
        last_checked: text(checked_on(record)),
    }
}

fn html(visit: &Visit, record: &Record) -> Markup {
    let facts = &record.facts;
    let title = facts.ask.title();
    let status = status(facts, &record.scheme, record.day);
    let caption = facts
        .ask
        .reference
        .clone()
        .unwrap_or_else(|| facts.id.to_string());
    let feed = format!("{}.atom", visit.path);
    // Words are read in a column of a readable width; the table of promises needs the whole page.
    let main = html! {
        div class="nhsuk-u-reading-width" {
            (Heading { caption: Some(Caption::new(caption)), ..Heading::page(title.as_str()) })
            p { (standing_tag(status.standing())) " " (status.why()) }
            (summary(visit, record, &status))
            (asked(record))
            (answers::answers(visit, record, &status))
        }
        (actions::planned(record))
        (promises::picture(visit, record))
        div class="nhsuk-u-reading-width" {
            (beside(visit, record))
            (timeline(visit, record, &status))
            (source(record))
            (cite(visit, record))
        }
        (similar::section(visit, facts.id, &record.suggested, &record.directory))
    };
    visit.frame(
        &title,
        |page| {
            page.place = Place::Within(Part::Recommendations);
            page.section = Some("Recommendations");
            page.width = Width::Full;
            page.twins.push(Twin::feed(feed, words::FOLLOW_THIS_RECORD));
        },
        main,
    )
}

fn summary(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
    let ask = &record.facts.ask;
    let addressees: Vec<_> = ask.addressees.iter().map(|a| a.organisation).collect();
    let next = next_due(record, status);
    let made_by = organisation_link(visit, &record.directory, ask.issuer);
    let scheme = visit.to(&format!("/schemes/{}", ask.scheme));
    let mut rows = vec![
        SummaryRow::new("Made by", made_by),
        SummaryRow::new(
            "Addressed to",
            organisation_links(visit, &record.directory, &addressees),
        ),
        SummaryRow::new("Kind", sentence_case(ask.kind.words())),
        SummaryRow::new("Date made", day(ask.made_on)),
        SummaryRow::new("First response received", first_response(&record.facts)),
        SummaryRow::new("Responses", responded(status)),
        SummaryRow::new("Next action due", next),
        SummaryRow::new("Scheme", html! { a href=(scheme) { (record.scheme.name) } }),
    ];
    if let (Some(id), Some(report)) = (ask.report, &record.report) {
        rows.insert(1, SummaryRow::new("Report", report_link(visit, id, report)));
    }
    if !record.facts.themes.is_empty() {
        rows.push(SummaryRow::new("Themes", themes(visit, &record.facts)));
    }
    if !ask.collaborators.is_empty() {
        rows.insert(
            2,
            SummaryRow::new("To work with", ask.collaborators.join("; ")),
        );
    }
    SummaryList::new(rows).render()
}

fn report_link(visit: &Visit, id: ReportId, report: &Report) -> Markup {
    html! {
        a href=(visit.to(&format!("/reports/{id}"))) { (report.title) }
        @if let Some(address) = report.address.as_deref().filter(|a| is_web_address(a)) {
            " (" a href=(address) rel="noreferrer" { "where it is published" } ")"
        }
    }
}

/// Each theme with whose words it is in; a program's suggestion leads nowhere.
fn themes(visit: &Visit, facts: &Recommendation) -> Markup {
    html! {
        @for (at, theme) in facts.themes.iter().enumerate() {
            @if at > 0 { "; " }
            @if theme.source == ThemeSource::Suggested { (theme.name) }
            @else { a href=(visit.to(&address("/themes", &theme.key()))) { (theme.name) } }
            " (" (theme.source.words()) ")"
        }
    }
}

/// The day of the first response; that none is on record is another thing than a day not stated.
fn first_response(facts: &Recommendation) -> Markup {
    if facts.responses.is_empty() {
        return html! { span class="nhsuk-u-secondary-text-colour" { "No response on record" } };
    }
    day(facts.responses.iter().find_map(Answered::day))
}

fn responded(status: &Status<'_>) -> String {
    let of = status.answers.len();
    let unknown = status.answers.iter().filter(|answer| answer.is_not_known());
    let unknown = unknown.count();
    if unknown > 0 {
        return format!(
            "{} of {of} on record; of {unknown} it is not known whether a response came",
            status.responded()
        );
    }
    let unit = if of == 1 {
        "addressee has"
    } else {
        "addressees have"
    };
    format!("{} of {of} {unit} responded", status.responded())
}

/// The next date that a promise has; those that have passed are no longer next.
fn next_due(record: &Record, status: &Status<'_>) -> Markup {
    let aside = |words: &str| html! { span class="nhsuk-u-secondary-text-colour" { (words) } };
    if status.standing().phase() == Phase::Ended {
        return aside("None is waited for any more");
    }
    let actions = record.facts.actions.iter();
    let open = actions
        .filter(|action| action.timing(record.day).is_open())
        .filter(|action| action.promise.commitment.is_a_promise());
    let last_day = |due: &&Due| due.chosen().latest;
    let has_passed = |due: &&Due| last_day(due).is_some_and(|latest| latest < record.day);
    let (past, ahead): (Vec<&Due>, Vec<&Due>) =
        open.filter_map(PlannedAction::due).partition(has_passed);
    let next = ahead.iter().min_by_key(|due| {
        let latest = last_day(due);
        (latest.is_none(), latest)
    });
    let past = u64::try_from(past.len()).unwrap_or(u64::MAX);
    html! {
        @match (next, past) {
            (Some(due), _) => (due_date(due)),
            (None, 0) => (aside("No planned action with a date")),
            (None, _) => (aside("No date lies ahead.")),
        }
        @if past > 0 { " " (counted(past, "date has passed", "dates have passed")) "." }
    }
}

fn asked(record: &Record) -> Markup {
    let ask = &record.facts.ask;
    html! {
        (Heading::section("What was recommended", "recommended"))
        (Quotation::new(&ask.text))
        @if let Some(purpose) = &ask.purpose {
            p { "Its purpose, in its own words: " q { (purpose) } }
        }
        @if !ask.parts.is_empty() {
            p { "It asks for " (ask.parts.len()) " things:" }
            ol { @for part in &ask.parts { li { (part) } } }
        }
        (answers::gone(record, Item::Ask))
        @if let Some(newest) = record.facts.rewordings.last() {
            p {
                "These are the words recorded first. As captured "
                (day(Some(newest.source.captured_on))) ", the document has other words."
            }
            (Details::new(
                "What changed in the words",
                Difference { pieces: difference(&ask.text, &newest.text) }.render(),
            ))
        }
    }
}

/// Notes and links beside the record.
fn beside(visit: &Visit, record: &Record) -> Markup {
    let facts = &record.facts;
    html! {
        @if !facts.assessments.is_empty() {
            (Heading::section("What the issuer says of it", "assessments"))
            @for verdict in &facts.assessments {
                p {
                    q { (verdict.native) } ": " (verdict.neutral.words()) ". " (day(verdict.on))
                    @if let Some(reasons) = &verdict.reasons { ". " (reasons) }
                }
            }
        }
        @let (remarks, notes): (Vec<_>, Vec<_>) =
            facts.notes.iter().partition(|note| note.kind == NoteKind::Remark);
        @if !facts.notes.is_empty() { (Heading::section("Beside the record", "notes")) }
        @for note in notes {
            (InsetText::new(html! {
                p {
                    strong { (note_title(note.kind)) }
                    @if let Some(from) = note.from {
                        " (" (organisation_link(visit, &record.directory, from)) ")"
                    }
                    ", " (day(note.on)) ". " (note.text)
                }
            }))
        }
        @if !remarks.is_empty() {
            (InsetText::new(html! {
                p { strong { (note_title(NoteKind::Remark)) ":" } }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    @for remark in remarks { li { (remark.text) } }
                }
            }))
        }
        @if !facts.links.is_empty() {
            (Heading::section("Linked recommendations", "links"))
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for link in &facts.links {
                    li {
                        "This one " (link.kind.words()) " "
                        a href=(visit.to(&format!("/recommendations/{}", link.to))) { (link.to) }
                    }
                }
            }
        }
    }
}

fn note_title(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Organisation => "Note by the organisation",
        NoteKind::Correction => "Correction",
        NoteKind::Remark => "Noticed by the reader, not confirmed by a person",
    }
}

fn timeline(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
    // Notes stand beside the record and in its history; here is what bodies did.
    let done = |event: &&Event| {
        !matches!(
            event.fact,
            Fact::Recommendation(
                _,
                RecommendationFact::Noted(_)
                    | RecommendationFact::Themed(_)
                    | RecommendationFact::TakenDown(_)
                    | RecommendationFact::PutBack(_)
            )
        )
    };
    let events: Vec<&Event> = record.events.iter().filter(done).collect();
    let words = |event: &&Event| {
        (
            happening(event, &record.directory),
            event.happened_on().map(day_in_words),
        )
    };
    let happenings: Vec<_> = events.iter().map(words).collect();
    let mut order: Vec<usize> = (0..events.len()).collect();
    // Newest first; what has no day stands at the end, where the story begins.
    order.sort_by_key(|at| std::cmp::Reverse(events.get(*at).map(|event| (event.on, event.seq))));
    let items = order
        .iter()
        .filter_map(|at| happenings.get(*at))
        .map(|(words, on)| TimelineItem {
            machine_date: words.on.as_deref(),
            body: Some(words.detail.as_str().into()),
            ..TimelineItem::new(words.title, on.as_deref().unwrap_or("Day not known"))
        });
    let history = visit.to(&format!("/recommendations/{}/history", record.facts.id));
    html! {
        (Heading::section("Timeline", "timeline"))
        (chain::picture(visit, record, status))
        (Timeline::new(items.collect()))
        p { a href=(history) { "History of this record, event by event" } }
    }
}

fn source(record: &Record) -> Markup {
    let ask = &record.facts.ask;
    let accepted = record.events.first();
    html! {
        (Heading::section("Where this comes from", "source"))
        @match (&ask.source, &record.document) {
            (Some(source), Some(document)) => (SummaryList::new(vec![
                SummaryRow::new("Document", document_words(document)),
                SummaryRow::new("Captured", day(Some(source.captured_on))),
                SummaryRow::new("Last checked", last_checked(record)),
                SummaryRow::new("Last event happened", day(last_changed(&record.events))),
                SummaryRow::new("Last event recorded", day(last_recorded(record))),
                SummaryRow::new("Fingerprint (SHA-256)", html! {
                    span class="app-fingerprint" { (document.sha256) }
                }),
                SummaryRow::new("Read by", "Heeded’s reader; accepted by the register’s operator"),
            ])),
            _ => p { "It was entered by hand; no document is on record." },
        }
        @if let Some(event) = accepted {
            p {
                "In this register since " (day_in_words(recorded_on(event)))
                @if recorded_on(event) > record.day {
                    ": later than the day this page shows. The page tells what had happened by "
                    "then, as it was learned afterwards"
                }
                "."
            }
        }
        p {
            a href={ "/report-a-mistake?about=" (record.facts.id) } {
                "Report a mistake on this page"
            }
            ". The words quoted here belong to those who wrote them."
        }
    }
}

/// The last day on which something of it came into this register, whenever it had happened.
fn last_recorded(record: &Record) -> Option<Date> {
    record.events.iter().map(recorded_on).max()
}

/// The last day the document's place was looked at; of no document, none.
fn checked_on(record: &Record) -> Option<Date> {
    let captured = record.facts.ask.source.as_ref()?.captured_on;
    let seen = record.last_seen.as_ref().map(|sighting| sighting.seen_on);
    Some(seen.map_or(captured, |seen| seen.max(captured)))
}

/// That day, and whether another document stood there.
fn last_checked(record: &Record) -> Markup {
    let first = record.facts.ask.source.as_ref().map(|s| &s.document);
    let seen = record.last_seen.as_ref().map(|seen| &seen.document);
    html! {
        (day(checked_on(record)))
        @if seen.is_some() && seen != first { ", when it was another version" }
    }
}

fn document_words(document: &DocumentRow) -> Markup {
    html! {
        @match document.address.as_deref().filter(|address| is_web_address(address)) {
            Some(address) => a href=(address) rel="noreferrer" { (document.name) },
            None => (document.name),
        }
        " (" (document.media_type) ", " (document.length_bytes) " bytes)"
    }
}

fn recorded_on(event: &Event) -> Date {
    event.at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn cite(visit: &Visit, record: &Record) -> Markup {
    let deployment = &visit.register.deployment;
    let address = format!(
        "{}/recommendations/{}",
        deployment.public_address, record.facts.id
    );
    let issuer = name(&record.directory, record.facts.ask.issuer);
    html! {
        (Heading::section("Cite this record", "cite"))
        p {
            (issuer) ", “" (record.facts.ask.title()) "”, "
            @if let Some(reference) = &record.facts.ask.reference { (reference) ", " }
            (deployment.service_name) ", " (record.facts.id) ", as of " (day_in_words(record.day))
            ", " (address)
        }
        p { a href=(visit.path) { "Permanent address" } }
    }
}
