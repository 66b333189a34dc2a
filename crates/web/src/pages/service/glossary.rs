//! The glossary: what the words on these pages mean.

use crate::components::{SummaryList, SummaryRow};
use crate::visit::Visit;
use maud::{Markup, html};

/// Words in the order of the alphabet, each with its meaning.
const WORDS: [(&str, &str); 20] = [
    (
        "Action, planned",
        "Something that an organisation promised to do, in its own words, with the date it gave.",
    ),
    (
        "Addressee",
        "An organisation that a recommendation asks. Several can be asked; each has its own time \
         to respond and its own status.",
    ),
    (
        "As of",
        "As things stood at the end of a day, by what had happened by then.",
    ),
    (
        "Condition",
        "What a promise is bound to, such as “subject to funding”.",
    ),
    (
        "Correction",
        "A note that says what was wrong in a record and what is right. What stood there before \
         stays in its history.",
    ),
    (
        "Dependency",
        "What a planned action waits for, as the organisation wrote it.",
    ),
    (
        "Disposition",
        "What an organisation says it will do with what it was asked: accept it, accept part of \
         it, not accept it.",
    ),
    (
        "Due as stated",
        "A date in the words that were used, such as “by autumn 2026”. Beside it stands what we \
         take them to mean.",
    ),
    ("Issuer", "The organisation that makes a recommendation."),
    (
        "Late",
        "The last day that the words of a promise can mean has passed, in every way to read \
         them, and nobody has reported it done.",
    ),
    (
        "May be late",
        "The day has passed, but the promise had a condition, or its words can be read in a way \
         that leaves time.",
    ),
    (
        "Median",
        "The middle one of several numbers: half are smaller, half are larger.",
    ),
    (
        "Not known",
        "Nobody has published it, or it has not been entered here. It does not mean “no”.",
    ),
    (
        "Recommendation",
        "What one body asks another to do so that harm is less likely.",
    ),
    (
        "Report",
        "The publication that a recommendation comes from.",
    ),
    (
        "Response",
        "What an organisation that was asked wrote back, in its exact words.",
    ),
    (
        "Scheme",
        "The rules that an issuer works to: who has to respond, by when, and on what ground.",
    ),
    (
        "Slippage",
        "How the date of a planned action was moved. Every date that was promised is kept.",
    ),
    (
        "Status",
        "What the dated facts of a record amount to on a day. Nobody types it in.",
    ),
    (
        "Theme",
        "What a recommendation is about, in the words of its issuer or of a person who keeps the \
         register.",
    ),
];

pub(super) fn body(_: &Visit) -> Markup {
    let rows = WORDS
        .iter()
        .map(|(word, meaning)| SummaryRow::new(*word, *meaning));
    html! {
        p { "What the words on these pages mean." }
        (SummaryList::new(rows.collect()))
        p { a href="/statuses" { "What each status means" } }
    }
}
