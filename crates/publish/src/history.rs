//! A record's events in words: what happened, when, and when it was recorded.

use crate::{Directory, name};
use heeded_domain::event::{
    Actor, Event, Fact, NewResponse, OrganisationFact, RecommendationFact, ReportFact,
};
use heeded_domain::id::OrganisationId;
use heeded_domain::recommendation::{DueRevision, Item, ProgressFact, Source};
use heeded_due::{Due, day_in_words};
use jiff::civil::Date;
use serde::Serialize;

/// One event in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// Its number in the register.
    pub number: u64,
    /// The day it happened; null when not known.
    pub on: Option<String>,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
    /// Who recorded it.
    pub recorded_by: &'static str,
    /// What happened, in a few words.
    pub title: &'static str,
    /// More of it, in a sentence; empty when there is no more.
    pub detail: String,
}

/// Events in words, in their order.
#[must_use]
pub fn happenings(events: &[Event], directory: &Directory) -> Vec<Happening> {
    events
        .iter()
        .map(|event| happening(event, directory))
        .collect()
}

/// The last day on which any of the events happened; `None` where no day of them is known.
#[must_use]
pub fn last_changed(events: &[Event]) -> Option<Date> {
    events.iter().filter_map(Event::happened_on).max()
}

/// One event in words.
#[must_use]
pub fn happening(event: &Event, directory: &Directory) -> Happening {
    let (title, detail) = match &event.fact {
        Fact::Organisation(_, fact) => organisation(fact, directory),
        Fact::Report(_, ReportFact::Recorded(report)) => {
            ("Report recorded", format!("“{}”.", report.title))
        }
        Fact::Recommendation(_, fact) => recommendation(fact, directory),
    };
    Happening {
        number: event.seq,
        on: event.happened_on().map(|on| on.to_string()),
        recorded_at: event.at.to_string(),
        recorded_by: match event.actor {
            Actor::Operator => "the operator of the register",
            Actor::Heeded => "Heeded, by a rule",
        },
        title,
        detail: sentence(&detail),
    }
}

/// Begins with a capital, as a sentence does.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

type Words = (&'static str, String);

fn recommendation(fact: &RecommendationFact, directory: &Directory) -> Words {
    use RecommendationFact as F;
    match fact {
        F::Recorded(ask) => {
            let asked = names(ask.addressees.iter().map(|a| a.organisation), directory);
            let by = name(directory, ask.issuer);
            ("Recommendation made", format!("By {by}, to {asked}."))
        }
        F::Sent(sent) => (
            "Sent to an addressee",
            format!("To {}.", name(directory, sent.addressee)),
        ),
        F::Extended(addressee, granted) => {
            let (to, until) = (name(directory, *addressee), day_in_words(granted.until));
            (
                "More time granted",
                format!("To {to}, until {until}.{}", reason(&granted.reason)),
            )
        }
        F::Responded(response) => ("Response received", responded(response, directory)),
        F::ResponseRevised(number, _) => (
            "New version of a response",
            format!("Of response {number}."),
        ),
        F::DispositionStated(stated) => (
            "Disposition",
            format!("{}, {}.", stated.value.words(), stated.source.words()),
        ),
        F::ActionPlanned(promise, due) => (
            "Action planned",
            format!("“{}”{}", promise.text, stated(due.as_ref())),
        ),
        F::ActionRevised(number, promise) => action_revised(*number, &promise.text),
        F::DueRevised(number, revision) => due_revised(*number, revision),
        F::Reworded(words) => reworded(&words.text),
        F::Vanished(of, source) => ("No longer in the document", seen(*of, source)),
        F::Reappeared(of, source) => ("In the document again", seen(*of, source)),
        F::ProgressClaimed(number, fact) => (
            "Progress claimed by the organisation",
            progress(*number, fact),
        ),
        F::ProgressFound(number, fact) => {
            ("Progress found by the assessor", progress(*number, fact))
        }
        F::Assessed(assessment) => (
            "Assessed",
            format!("“{}”: {}.", assessment.native, assessment.neutral.words()),
        ),
        F::Linked(link) => (
            "Link confirmed",
            format!("It {} {}.", link.kind.words(), link.to),
        ),
        F::Noted(note) => (
            "Note set beside the record",
            format!("{}: {}", note.kind.words(), note.text),
        ),
        F::ResponsesSought(search) => ("Responses looked for", sought(&search.place)),
        F::Themed(theme) => (
            "Theme recorded",
            format!("“{}”, {}.", theme.name, theme.source.words()),
        ),
        F::Closed(closure) => ("Closed", format!("Reason: {}.", closure.reason.words())),
        F::Reopened(why) => ("Opened again", format!("Reason: {why}")),
        F::Withdrawn(withdrawal) => ("Withdrawn", format!("Reason: {}", withdrawal.reason)),
        F::TakenDown(why) => ("Taken down from the register", format!("Reason: {why}")),
        F::PutBack(why) => ("Put back into the register", format!("Reason: {why}")),
    }
}

fn sought(place: &str) -> String {
    format!("Looked at {place}; no response that is not on record was found.")
}

fn responded(response: &NewResponse, directory: &Directory) -> String {
    let from = match response.from.as_slice() {
        [] => String::new(),
        some => format!("From {}. ", names(some.iter().copied(), directory)),
    };
    match response.actions.len() {
        0 => format!("{from}No planned action found in it."),
        1 => format!("{from}1 planned action found in it."),
        many => format!("{from}{many} planned actions found in it."),
    }
}

fn names(ids: impl Iterator<Item = OrganisationId>, directory: &Directory) -> String {
    let all: Vec<&str> = ids.map(|id| name(directory, id)).collect();
    if all.is_empty() {
        "nobody in particular".to_owned()
    } else {
        all.join(" and ")
    }
}

fn action_revised(number: u32, text: &str) -> Words {
    let detail = format!("Of planned action {number}: “{text}”");
    ("New words of a planned action", detail)
}

fn due_revised(number: u32, revision: &DueRevision) -> Words {
    let (now, why) = (stated(revision.due.as_ref()), reason(&revision.reason));
    (
        "Date moved",
        format!("Of planned action {number}{now}{why}"),
    )
}

fn reworded(text: &str) -> Words {
    let detail = format!("The words recorded first stand. A later capture has: “{text}”");
    ("Other words for the recommendation", detail)
}

fn seen(of: Item, source: &Source) -> String {
    let what = match of {
        Item::Ask => "The recommendation".to_owned(),
        Item::Response(number) => format!("Response {number}"),
        Item::Action(number) => format!("Planned action {number}"),
    };
    let captured = day_in_words(source.captured_on);
    format!("{what}, by the document captured on {captured}. Nothing is taken off the record.")
}

fn progress(number: u32, fact: &ProgressFact) -> String {
    format!("Planned action {number}: {}.", fact.value.words())
}

fn stated(due: Option<&Due>) -> String {
    due.map_or_else(
        || ", no date.".to_owned(),
        |due| format!(", “{}”.", due.as_stated),
    )
}

fn reason(words: &Option<String>) -> String {
    words
        .as_ref()
        .map(|words| format!(" Reason: {words}"))
        .unwrap_or_default()
}

fn organisation(fact: &OrganisationFact, directory: &Directory) -> Words {
    match fact {
        OrganisationFact::Recorded(name) => ("Organisation recorded", format!("“{}”.", name.full)),
        OrganisationFact::Renamed(name) => ("Took another name", format!("“{}”.", name.full)),
        OrganisationFact::AliasAdded(alias) => ("Another spelling recorded", format!("“{alias}”.")),
        OrganisationFact::Succeeded(step) => {
            let to = step.to.map_or("nobody", |to| name(directory, to));
            ("Succession", format!("It {} {to}.", step.kind.words()))
        }
        OrganisationFact::ToldApart(other) => (
            "Told apart",
            format!("It is not {}.", name(directory, *other)),
        ),
        OrganisationFact::Ended(on) => ("Ceased to exist", format!("On {}.", day_in_words(*on))),
    }
}
