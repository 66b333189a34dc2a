//! Data and API: how to read the register by program.

use crate::components::Heading;
use crate::visit::Visit;
use maud::{Markup, html};

/// Lists as data, each with its address and what it holds.
const LISTS: [(&str, &str); 9] = [
    ("/recommendations.json", "Recommendations"),
    ("/reports.json", "Reports"),
    ("/organisations.json", "Organisations"),
    ("/due.json", "Planned actions that wait for their day"),
    ("/unanswered.json", "Responses that are not on record"),
    ("/slippage.json", "Planned actions whose date was moved"),
    ("/dependencies.json", "What planned actions wait for"),
    ("/themes.json", "Themes"),
    ("/statuses.json", "Statuses and schemes"),
];

pub(super) fn body(_: &Visit) -> Markup {
    html! {
        p {
            "Every page of this register that holds data is also there as JSON: put "
            code { ".json" } " at the end of its address. No key is needed. Filters and "
            code { "as-of" } " work the same: " code { "/due.json?as-of=2026-01-31" } "."
        }
        (Heading::section("Lists", "lists"))
        ul class="nhsuk-list nhsuk-list--bullet" {
            @for (href, what) in LISTS { li { a href=(href) { (what) " (JSON)" } } }
        }
        p {
            "A list says how many rows there are in all (" code { "total" } "), how many stand on "
            "a page (" code { "page_rows" } "), and takes " code { "page" } ". A page behind the "
            "last is not there (status 404), so that reading page after page comes to an end."
        }
        p {
            "The recommendations also come whole: as a table ("
            a href="/recommendations.csv" type="text/csv" { "CSV" } "), one planned action a line, "
            "and as a feed of what changed ("
            a href="/recommendations.atom" type="application/atom+xml" { "Atom" } "). Both take "
            "the same filters. A record and an organisation have feeds too: put "
            code { ".atom" } " at the end of the address."
        }
        p {
            "A value that a filter does not know is refused (status 400), and so is a day that "
            "has not come: the answer names the field and the values that there are. As JSON a "
            "problem has the form of RFC 9457, " code { "application/problem+json" } "."
        }
        (Heading::section("Single things", "single"))
        p {
            "A record is " code { "/recommendations/R0001A.json" } ", its history "
            code { "/recommendations/R0001A/history.json" } "; an organisation "
            code { "/organisations/B0001A.json" } "; a report " code { "/reports/P0001A.json" }
            ". These addresses answer for ever."
        }
        (Heading::section("What the fields mean", "fields"))
        p {
            "Dates as stated come as their exact words, as the first and last day they can mean, "
            "and in the Extended Date/Time Format of ISO 8601-2. What is not known is null, "
            "never an empty text. A status is as of the day that the answer names, and the "
            a href="/statuses" { "rules" } " say how it is worked out. The words for things are "
            "those of the " a href="/glossary" { "glossary" } "."
        }
        p {
            "The words quoted belong to those who wrote them; see the "
            a href="/terms" { "terms" } "."
        }
    }
}
