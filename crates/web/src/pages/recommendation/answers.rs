//! The responses of a record: each addressee with its own clock, its own words, its own status.

use super::Record;
use crate::components::{Card, Details, Difference, Heading, Level, Quotation, Working};
use crate::pages::pieces::{
    day, is_web_address, organisation_link, organisation_links, sentence_case,
};
use crate::visit::Visit;
use heeded_domain::answer::AddresseeAnswer;
use heeded_domain::organisation::{Carrier, carrier};
use heeded_domain::recommendation::{
    Item, Response as Answered, ResponseVersion, StatedDisposition,
};
use heeded_domain::status::Status;
use heeded_domain::vocabulary::{Disposition, DispositionSource};
use heeded_due::day_in_words;
use heeded_publish::difference::difference;
use heeded_publish::name;
use heeded_publish::record::working;
use maud::{Markup, Render, html};

/// Where a response does not say what will be done with the whole.
const NOT_SAID: &str = "What it will do with the recommendation as a whole: not stated.";

pub(super) fn answers(visit: &Visit, record: &Record, status: &Status<'_>) -> Markup {
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
            p { (NOT_SAID) }
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
            Carrier::Divided { since } => p {
                "It closed on " (day_in_words(since)) ", and its functions passed to others. Who "
                "answers for this is not on record; it stands open."
            },
            Carrier::Nobody { since } => p {
                "It closed on " (day_in_words(since))
                ". No successor is on record; what it promised still stands open."
            },
        }
    }
}

fn disposition(stated: &StatedDisposition) -> Markup {
    let not_stated = stated.value == Disposition::NotStated;
    html! {
        p {
            @if not_stated {
                (NOT_SAID)
            } @else if stated.source == DispositionSource::Suggested {
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
    let steps = working.steps().into_iter().map(Into::into).collect();
    Working::new("How the last day for a response is worked out", steps).render()
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
        @if is_web_address(&newest.text) && !newest.text.contains(char::is_whitespace) {
            p {
                "It is published at "
                a href=(newest.text) rel="noreferrer" { (newest.text) }
                ". Its words are not on record: nobody has read them into the register. "
                (days_of(response, newest))
            }
        } @else {
            (Quotation {
                source: Some(days_of(response, newest).into()),
                ..Quotation::new(&newest.text)
            })
        }
        (gone(record, Item::Response(response.number)))
        @if earlier > 0 {
            p {
                "This is version " (response.versions.len()) " of " (response.versions.len())
                @if let Some(source) = &newest.source {
                    ", captured " (day(Some(source.captured_on)))
                }
                ". Earlier ones are kept, and stand in full in "
                a href=(format!("/recommendations/{}/history", record.facts.id)) {
                    "the history of this record"
                }
                "."
            }
            @for (at, pair) in response.versions.windows(2).enumerate().rev() {
                @if let [before, after] = pair {
                    (Details::new(
                        format!("What changed from version {} to version {}", at + 1, at + 2),
                        html! {
                            p { (days_of(response, before)) }
                            (Difference { pieces: difference(&before.text, &after.text) })
                        },
                    ))
                }
            }
        }
    }
}

/// That the document no longer has it.
pub(super) fn gone(record: &Record, of: Item) -> Markup {
    html! {
        @if let Some(absence) = record.facts.absence(of) {
            p {
                strong { "No longer in the document" }
                " as captured " (day(Some(absence.gone.captured_on)))
                ". It stays on record, and nothing ends by it."
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
