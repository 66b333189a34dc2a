//! Pieces that several pages show: status tags, links to organisations, dates as stated.

use crate::components::{DueDate, Tag, TagColour};
use crate::visit::Visit;
pub(super) use crate::words::thousands;
use heeded_domain::id::OrganisationId;
use heeded_domain::status::Standing;
use heeded_domain::timing::Timing;
use heeded_due::{Due, day_in_words};
use heeded_publish::name;
use heeded_store::Directory;
use jiff::civil::Date;
use maud::{Markup, html};

/// The tag of a standing: the same colour everywhere.
pub(super) fn standing_tag(standing: Standing) -> Tag<'static> {
    let colour = match standing {
        Standing::AwaitingResponse => TagColour::Blue,
        Standing::ResponseOverdue => TagColour::Red,
        Standing::ResponseReceived | Standing::NoResponseNeeded | Standing::ResponseNotKnown => {
            TagColour::Grey
        }
        Standing::ActionsPlanned => TagColour::Yellow,
        Standing::ActionsOverdue => TagColour::Orange,
        Standing::Completed => TagColour::Green,
        Standing::NotAccepted => TagColour::Purple,
        Standing::Closed | Standing::Withdrawn => TagColour::White,
    };
    Tag::new(sentence_case(standing.words()), colour)
}

/// The tag of a planned action's timing.
pub(super) fn timing_tag(timing: Timing) -> Tag<'static> {
    let colour = match timing {
        Timing::Delivered(_) => TagColour::Green,
        Timing::Ended(_) => TagColour::White,
        Timing::NoDate | Timing::DayPassed => TagColour::Grey,
        Timing::NotYetDue => TagColour::Blue,
        Timing::DueNow => TagColour::Yellow,
        Timing::MayBeLate => TagColour::AquaGreen,
        Timing::Late => TagColour::Orange,
    };
    Tag::new(sentence_case(timing.words()), colour)
}

/// Words with a capital first.
pub(super) fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// An organisation's newest name, linked to its page.
pub(super) fn organisation_link(
    visit: &Visit,
    directory: &Directory,
    id: OrganisationId,
) -> Markup {
    let href = visit.to(&format!("/organisations/{id}"));
    html! { a href=(href) { (name(directory, id)) } }
}

/// Several organisations, linked, with "and" before the last.
pub(super) fn organisation_links(
    visit: &Visit,
    directory: &Directory,
    ids: &[OrganisationId],
) -> Markup {
    html! {
        @if ids.is_empty() { "Nobody in particular" }
        @for (at, id) in ids.iter().enumerate() {
            @if at > 0 { @if at + 1 == ids.len() { " and " } @else { ", " } }
            (organisation_link(visit, directory, *id))
        }
    }
}

/// A date as stated and as understood.
pub(super) fn due_date(due: &Due) -> Markup {
    due_words(&due.as_stated, due.chosen().latest)
}

/// A date as stated, with the last day it is taken to mean.
pub(super) fn due_words(as_stated: &str, latest: Option<Date>) -> Markup {
    let (day, machine) = (latest.map(day_in_words), latest.map(|day| day.to_string()));
    let due = DueDate {
        day: day.as_deref(),
        machine_date: machine.as_deref(),
        ..DueDate::new(as_stated)
    };
    html! { (due) }
}

/// A known day, or words that say it is not known.
pub(crate) fn day(day: Option<Date>) -> Markup {
    html! {
        @match day {
            Some(day) => time datetime=(day.to_string()) { (day_in_words(day)) },
            None => span class="nhsuk-u-secondary-text-colour" { (crate::words::NOT_STATED) },
        }
    }
}

/// Whether an address is one that a link may lead to: never `javascript:` and the like.
pub(super) fn is_web_address(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// "1 recommendation", "2 recommendations".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    let unit = if count == 1 { one } else { many };
    format!("{} {unit}", thousands(count))
}

#[cfg(test)]
mod tests {
    use super::{counted, thousands};

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(thousands(999), "999");
        assert_eq!(counted(1, "report", "reports"), "1 report");
        assert_eq!(counted(1000, "report", "reports"), "1,000 reports");
    }
}
