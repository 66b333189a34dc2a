//! About: what the register is for, what one can rely on, who runs it.

use crate::components::Heading;
use crate::visit::Visit;
use maud::{Markup, html};

pub(super) fn body(visit: &Visit) -> Markup {
    let deployment = &visit.register.deployment;
    html! {
        p class="nhsuk-body-l" { "This register answers one question: was it heeded?" }
        p {
            "Bodies that investigate harm make safety recommendations. The organisations asked "
            "answer with words and promises. The register keeps the whole chain: who was asked "
            "for what, what they answered, what they promised and by when, and whether it was "
            "done."
        }
        (Heading::section("What you can rely on", "rely"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            li {
                "Exact words are never edited; a newer version or a correction stands beside them"
            }
            li {
                "No status is typed in: each is worked out from dated facts, and the page shows "
                "how"
            }
            li {
                "What a program read in a document is here because those who run the register "
                "accepted it, piece by piece or a whole document at once; what it only suggests "
                "is labelled"
            }
            li { "Silence is shown as a fact with a day" }
            li { "An address, once given, answers for ever, whatever becomes of an organisation" }
            li { "Any page can be read as things stood on a past day" }
        }
        (Heading::section("Ways in", "ways"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { a href="/unanswered" { "Who has not responded" } }
            li { a href="/due" { "What is due, by quarter" } }
            li { a href="/slippage" { "Dates that were moved" } }
            li { a href="/dependencies" { "What planned actions wait for" } }
            li { a href="/themes" { "Recommendations by theme" } }
            li { a href="/statuses" { "How statuses work" } ", and the rules of each body" }
        }
        (Heading::section("What it does not say", "not"))
        p {
            "It holds what was published or entered. What nobody has published is not in it, and "
            "that an action was reported as done does not say that the risk fell. There is no "
            "score and no league table: a percentage says nothing about which promise was broken."
        }
        (Heading::section("Who runs it", "who"))
        p {
            "It is run by " (deployment.run_by) " with Heeded, which is free software. "
            @if deployment.official { (crate::words::OFFICIAL) }
            @else { (crate::words::NOT_OFFICIAL) }
        }
        p {
            a href="/glossary" { "Glossary" } ", " a href="/data" { "Data and API" } ", "
            a href="/report-a-mistake" { "report a mistake" } "."
        }
    }
}
