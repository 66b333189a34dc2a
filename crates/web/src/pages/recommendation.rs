//! The record: the exact words, each addressee with its own clock, what was promised, what
//! happened, where it comes from. What they say and what the dates imply stand apart.

use super::pieces::{day, due_date, organisation_link, organisation_links, sentence_case};
use super::pieces::{standing_tag, timing_tag};
use crate::components::{
    Caption, Card, CardAction, Cell, Details, Heading, InsetText, Level, Quotation, SummaryList,
    SummaryRow, Table, Timeline, TimelineItem,
};
use crate::layout::{Part, Place};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::answer::AddresseeAnswer;
use heeded_domain::event::{Event, Report, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::organisation::{Carrier, carrier};
use heeded_domain::recommendation::{
    Commitment, FoundIn, NoteKind, PlannedAction, Recommendation, Response as Answered,
    ResponseVersion, StatedDisposition,
};
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Status, status};
use heeded_domain::vocabulary::DispositionSource;
use heeded_due::day_in_words;
use heeded_publish::history::happening;
use heeded_publish::name;
use heeded_publish::record::{RecordJson, record as record_json, working};
use heeded_store::{Directory, DocumentRow};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use std::sync::Arc;

struct Record {
    facts: Recommendation,
    scheme: Scheme,
    events: Vec<Event>,
    directory: Arc<Directory>,
    document: Option<DocumentRow>,
    report: Option<Report>,
    day: Date,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let record = load(&visit, id.trim_end_matches(".json")).await;
    visit.answer(record, data, |record| html(&visit, record))
}

async fn load(visit: &Visit, id: &str) -> Result<Record, Trouble> {
    let id: RecommendationId = id.parse().map_err(|_| Trouble::NotFound)?;
    let (store, day) = (&visit.register.store, visit.day()?);
    let mut events = store.events(Subject::Recommendation(id)).await?;
    if events.is_empty() {
        return Err(Trouble::NotFound);
    }
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
    let report = match facts.ask.report {
        Some(report) => store.report(report).await?,
        None => None,
    };
    let directory = visit.directory().await?;
    Ok(Record {
        facts,
        scheme,
        events,
        directory,
        document,
        report,
        day,
    })
}

fn data(record: &Record) -> RecordJson {
    record_json(&record.facts, &record.scheme, &record.directory, record.day)
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
    let main = html! {
        (Heading { caption: Some(Caption::new(caption)), ..Heading::page(title.as_str()) })
        p { (standing_tag(status.standing())) " " (status.why()) }
        (summary(visit, record, &status))
        (asked(record))
        (answers(visit, record, &status))
        (planned(record, &status))
        (beside(visit, record))
        (timeline(visit, record))
        (source(record))
        (cite(visit, record))
    };
    visit.frame(
        &title,
        |page| {
            page.place = Place::Within(Part::Recommendations);
            page.section = Some("Recommendations");
        },
        main,
    )
}

fn summary(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
    let ask = &record.facts.ask;
    let addressees: Vec<_> = ask.addressees.iter().map(|a| a.organisation).collect();
    let received = record.facts.responses.iter().find_map(Answered::day);
    let next = next_due(&record.facts, record.day);
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
        SummaryRow::new("First response received", day(received)),
        SummaryRow::new("Responses", responded(status)),
        SummaryRow::new("Next action due", next),
        SummaryRow::new("Scheme", html! { a href=(scheme) { (record.scheme.name) } }),
    ];
    if let Some(report) = &record.report {
        rows.insert(1, SummaryRow::new("Report", report_link(report)));
    }
    if !ask.collaborators.is_empty() {
        rows.insert(
            2,
            SummaryRow::new("To work with", ask.collaborators.join("; ")),
        );
    }
    SummaryList::new(rows).render()
}

fn report_link(report: &Report) -> Markup {
    html! {
        @match report.address.as_deref().filter(|address| is_web_address(address)) {
            Some(address) => a href=(address) rel="noreferrer" { (report.title) },
            None => (report.title),
        }
    }
}

/// Whether an address is one that a link may lead to: never `javascript:` and the like.
fn is_web_address(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn responded(status: &Status<'_>) -> String {
    let of = status.answers.len();
    let unit = if of == 1 {
        "addressee has"
    } else {
        "addressees have"
    };
    format!("{} of {of} {unit} responded", status.responded())
}

fn next_due(facts: &Recommendation, today: Date) -> Markup {
    let open = facts
        .actions
        .iter()
        .filter(|action| action.timing(today).is_open());
    let next = open.filter_map(PlannedAction::due).min_by_key(|due| {
        let latest = due.chosen().latest;
        (latest.is_none(), latest)
    });
    html! {
        @match next {
            Some(due) => (due_date(due)),
            None => span class="nhsuk-u-secondary-text-colour" { "No planned action with a date" },
        }
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
    }
}

fn answers(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
    html! {
        (Heading::section("Responses", "responses"))
        @if status.answers.is_empty() {
            p { "It is addressed to nobody in particular, so nobody has to respond." }
        }
        @for answer in &status.answers { (addressee(visit, record, status, answer)) }
        @let others = others(record);
        @if !others.is_empty() {
            @for response in others { (response_html(visit, record, response)) }
        }
    }
}

/// Responses that are not clearly of one addressee: joint ones, of others, of nobody named.
fn others(record: &Record) -> Vec<&Answered> {
    let addressees = &record.facts.ask.addressees;
    let own = |response: &&Answered| match response.from.as_slice() {
        [] => addressees.len() == 1,
        [one] => addressees.iter().any(|a| a.organisation == *one),
        _ => false,
    };
    record
        .facts
        .responses
        .iter()
        .filter(|response| !own(response))
        .collect()
}

fn addressee(
    visit: &Visit,
    record: &Record,
    status: &Status<'_>,
    answer: &AddresseeAnswer,
) -> Markup {
    let id = answer.addressee;
    let alone = record.facts.ask.addressees.len() == 1;
    let own = record
        .facts
        .responses
        .iter()
        .filter(|response| match response.from.as_slice() {
            [] => alone,
            from => from == [id],
        });
    let body = html! {
        p { (answer.sentence(record.day)) }
        (carried(visit, record, answer))
        @if let Some(stated) = status.disposition(id) { (disposition(stated)) }
        @else if answer.has_answered() {
            p { "What it will do with the recommendation as a whole: not stated." }
        }
        (show_working(answer))
        @for response in own { (versions(record, response)) }
    };
    let heading = name(&record.directory, id);
    Card {
        level: Level::Three,
        ..Card::new(heading, body)
    }
    .render()
}

/// What became of an addressee that is no longer there: its obligations stand.
fn carried(visit: &Visit, record: &Record, answer: &AddresseeAnswer) -> Markup {
    let Some(organisation) = record.directory.get(&answer.addressee) else {
        return html! {};
    };
    let now = carrier(organisation, record.day, |id| record.directory.get(&id));
    html! {
        @match now {
            Carrier::Itself => {},
            Carrier::Other { organisation, since } => p {
                "Since " (day_in_words(since)) " its obligations are with "
                (organisation_link(visit, &record.directory, organisation)) "."
            },
            Carrier::Nobody { since } => p {
                "It closed on " (day_in_words(since))
                ". No successor is on record; what it promised still stands open."
            },
        }
    }
}

fn disposition(stated: &StatedDisposition) -> Markup {
    html! {
        p {
            @if stated.source == DispositionSource::Suggested {
                "It seems to say: " (stated.value.words())
                " (suggested by the reader, not confirmed by a person)."
            } @else {
                "It says: " (stated.value.words()) " (" (stated.source.words()) ")."
            }
            @if let Some(words) = &stated.words { " Its words: " q { (words) } }
        }
    }
}

fn show_working(answer: &AddresseeAnswer) -> Markup {
    let Some(working) = working(&answer.answer) else {
        return html! {};
    };
    let steps = html! {
        ol { @for step in working.steps() { li { (step) } } }
    };
    Details::new("How the last day for a response is worked out", steps).render()
}

fn response_html(visit: &Visit, record: &Record, response: &Answered) -> Markup {
    let heading = match response.from.as_slice() {
        [] => html! { "A response that does not say whose it is" },
        from => html! { "Response by " (organisation_links(visit, &record.directory, from)) },
    };
    Card {
        level: Level::Three,
        ..Card::new(heading, versions(record, response))
    }
    .render()
}

fn versions(record: &Record, response: &Answered) -> Markup {
    let Some(newest) = response.newest() else {
        return html! {};
    };
    let earlier = response.versions.len().saturating_sub(1);
    html! {
        (Quotation {
            source: Some(days_of(response, newest).into()),
            ..Quotation::new(&newest.text)
        })
        @if earlier > 0 {
            p {
                "This is the newest of " (response.versions.len()) " versions; all of them are in "
                a href=(format!("/recommendations/{}/history", record.facts.id)) {
                    "the history of this record"
                }
                "."
            }
        }
    }
}

fn days_of(response: &Answered, version: &ResponseVersion) -> Markup {
    html! {
        (sentence_case(response.kind.words())) " " (response.number) ". "
        "Received: " (day(version.received_on)) ". "
        "Dated: " (day(version.stated_on)) ". "
        @if let Some(source) = &version.source {
            "Captured: " (day(Some(source.captured_on))) "."
        }
    }
}

fn planned(record: &Record, status: &Status<'_>) -> Markup {
    let promised: Vec<&PlannedAction> = record.facts.actions.iter().collect();
    let (list, prose): (Vec<_>, Vec<_>) = promised
        .into_iter()
        .partition(|action| action.promise.found_in == FoundIn::List);
    html! {
        (Heading::section("Planned actions", "actions"))
        @if list.is_empty() && prose.is_empty() {
            @if status.responded() == 0 { p { "No response, so no planned action." } }
            @else { p { "No planned action was found in the response." } }
        }
        @if !list.is_empty() {
            (actions("Actions that the response lists", &list, record.day))
        }
        @if !prose.is_empty() {
            p {
                "The reader found these in the text of the response. They are its suggestion of "
                "what the words promise; read the response to judge."
            }
            (actions("Promises in the text of the response", &prose, record.day))
        }
    }
}

fn actions(caption: &'static str, actions: &[&PlannedAction], today: Date) -> Markup {
    let columns = [
        "Action",
        "Led by",
        "Due (as stated)",
        "Depends on",
        "Status",
    ];
    let mut table = Table::new(caption, columns.map(Into::into).into());
    table.rows = actions
        .iter()
        .map(|action| action_cells(action, today))
        .collect();
    table.first_cell_is_header = false;
    table.render()
}

fn action_cells(action: &PlannedAction, today: Date) -> Vec<Cell<'static>> {
    let promise = &action.promise;
    let not_stated = || Cell::missing(words::NOT_STATED);
    let depends = [promise.dependencies.clone(), promise.conditions.clone()].concat();
    vec![
        Cell::new(action_words(action)),
        promise.lead.clone().map_or_else(not_stated, Cell::from),
        action
            .due()
            .map_or_else(not_stated, |due| Cell::new(due_cell(action, due))),
        if depends.is_empty() {
            not_stated()
        } else {
            Cell::from(depends.join("; "))
        },
        Cell::new(html! {
            (timing_tag(action.timing(today)))
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { (action.why(today)) }
        }),
    ]
}

fn action_words(action: &PlannedAction) -> Markup {
    html! {
        (action.promise.text)
        @if let Some(comments) = &action.promise.comments {
            p class="nhsuk-body-s" { "Comments: " (comments) }
        }
        @if action.promise.commitment != Commitment::Promised {
            p class="nhsuk-body-s nhsuk-u-secondary-text-colour" {
                (sentence_case(action.promise.commitment.words()))
            }
        }
    }
}

/// The date, every other reading of it, and every date it had before.
fn due_cell(action: &PlannedAction, due: &heeded_due::Due) -> Markup {
    let others: Vec<_> = due.readings.iter().skip(1).collect();
    let before: Vec<_> = action.dues.iter().rev().skip(1).collect();
    html! {
        (due_date(due))
        @for reading in &others {
            p class="nhsuk-body-s nhsuk-u-secondary-text-colour" {
                "It could also mean " (span(reading.earliest, reading.latest)) ": " (reading.why)
            }
        }
        @if !before.is_empty() {
            p class="nhsuk-body-s" {
                "Moved " (before.len()) @if before.len() == 1 { " time" } @else { " times" } ". Before: "
                @for (at, revision) in before.iter().enumerate() {
                    @if at > 0 { "; " }
                    @match &revision.due {
                        Some(due) => q { (due.as_stated) },
                        None => "no date",
                    }
                }
            }
        }
    }
}

fn span(earliest: Option<Date>, latest: Option<Date>) -> String {
    match (earliest, latest) {
        (Some(first), Some(last)) if first == last => day_in_words(first),
        (Some(first), Some(last)) => {
            format!("{} to {}", day_in_words(first), day_in_words(last))
        }
        (Some(first), None) => format!("from {}", day_in_words(first)),
        (None, Some(last)) => format!("until {}", day_in_words(last)),
        (None, None) => "no day".to_owned(),
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
        @if !facts.notes.is_empty() {
            (Heading::section("Beside the record", "notes"))
            @for note in &facts.notes {
                (InsetText::new(html! {
                    p {
                        strong { (note_title(note.kind)) }
                        @if let Some(from) = note.from {
                            " (" (organisation_link(visit, &record.directory, from)) ")"
                        }
                        ". " (note.text)
                    }
                }))
            }
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

fn timeline(visit: &Visit, record: &Record) -> Markup {
    let happenings: Vec<_> = record
        .events
        .iter()
        .map(|event| {
            (
                happening(event, &record.directory),
                event.on.map(day_in_words),
            )
        })
        .collect();
    let mut order: Vec<usize> = (0..record.events.len()).collect();
    // Newest first; what has no day stands at the end, where the story begins.
    order.sort_by_key(|at| {
        std::cmp::Reverse(record.events.get(*at).map(|event| (event.on, event.seq)))
    });
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
                SummaryRow::new("Fingerprint (SHA-256)", html! {
                    span class="app-fingerprint" { (document.sha256) }
                }),
                SummaryRow::new("Read by", "Heeded’s reader; accepted by the operator of the register"),
            ])),
            _ => p { "It was entered by hand; no document is on record." },
        }
        @if let Some(event) = accepted {
            p {
                "In this register since " (day_in_words(recorded_on(event)))
                @if recorded_on(event) > record.day {
                    ": later than the day this page shows. The page tells what had happened by then, "
                    "as it was learned afterwards"
                }
                "."
            }
        }
        p {
            a href="/contact" { "Report a mistake on this page" }
            ". The words quoted here belong to those who wrote them."
        }
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
    let action = CardAction {
        text: "Permanent address",
        href: &visit.path,
        hidden_text: None,
    };
    html! {
        (Heading::section("Cite this record", "cite"))
        p {
            (issuer) ", “" (record.facts.ask.title()) "”, "
            @if let Some(reference) = &record.facts.ask.reference { (reference) ", " }
            (deployment.service_name) ", " (record.facts.id) ", as of " (day_in_words(record.day))
            ", " (address)
        }
        p { a href=(action.href) { (action.text) } }
    }
}
