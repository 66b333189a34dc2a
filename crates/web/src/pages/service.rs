//! The pages that every service has: about, accessibility, contact, cookies, data, privacy.

use crate::components::Heading;
use crate::layout::{Part, Place};
use crate::visit::Visit;
use axum::response::Response;
use maud::{Markup, html};
use serde::Serialize;

/// A page of fixed text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// Its address.
    pub(super) path: &'static str,
    title: &'static str,
    body: fn(&Visit) -> Markup,
}

/// The pages, by address.
pub(super) const PAGES: [Text; 6] = [
    Text {
        path: "/about",
        title: "About this register",
        body: about,
    },
    Text {
        path: "/accessibility",
        title: "Accessibility statement",
        body: accessibility,
    },
    Text {
        path: "/contact",
        title: "Contact, and reporting a mistake",
        body: contact,
    },
    Text {
        path: "/cookies",
        title: "Cookies",
        body: cookies,
    },
    Text {
        path: "/data",
        title: "Data and API",
        body: data,
    },
    Text {
        path: "/privacy",
        title: "Privacy",
        body: privacy,
    },
];

#[derive(Serialize)]
struct NoTwin {}

impl Text {
    /// Answers with the page.
    pub(super) fn answer(self, visit: &Visit) -> Response {
        visit.answer(Ok(()), |()| NoTwin {}, |()| self.html(visit))
    }

    fn html(self, visit: &Visit) -> Markup {
        let main = html! {
            (Heading::page(self.title))
            ((self.body)(visit))
        };
        let is_about = self.path == Part::About.href();
        visit.frame(
            self.title,
            |page| {
                page.twins.clear();
                page.place = if is_about {
                    Place::At(Part::About)
                } else {
                    Place::Apart
                };
            },
            main,
        )
    }
}

fn about(visit: &Visit) -> Markup {
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
                "What a machine suggested is labelled, and was accepted by a person before it "
                "came here"
            }
            li { "Silence is shown as a fact with a day" }
            li { "An address, once given, answers for ever, whatever becomes of an organisation" }
            li { "Any page can be read as things stood on a past day" }
        }
        (Heading::section("Who runs it", "who"))
        p { "It is run by " (deployment.run_by) " with Heeded, which is free software." }
        p { a href="/statuses" { "How statuses work" } }
    }
}

fn accessibility(_: &Visit) -> Markup {
    html! {
        p {
            "We want as many people as possible to be able to use this register. You should be "
            "able to:"
        }
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { "zoom in up to 400% without the text spilling off the screen" }
            li { "find and read everything using a keyboard alone" }
            li { "use a screen reader for all of it" }
            li { "read it with scripts and styles switched off" }
        }
        (Heading::section("How accessible it is", "how"))
        p {
            "Every page is built to meet the Web Content Accessibility Guidelines version 2.2, "
            "level AA. Each kind of page is tested by machine at the width of a phone and of a "
            "desk before every release. It has not been tested by an outside auditor or with "
            "every assistive technology."
        }
        (Heading::section("Documents we did not write", "documents"))
        p {
            "Words quoted from documents are shown as text. The documents themselves stand "
            "elsewhere."
        }
        p { a href="/contact" { "Tell us what does not work for you" } }
    }
}

fn contact(visit: &Visit) -> Markup {
    let contact = &visit.register.deployment.contact;
    html! {
        p {
            "Tell us when something here is wrong, missing or hard to use. No account is needed. "
            "Name the address of the page; every record has one that begins with R."
        }
        @if contact.is_empty() {
            p {
                "Those who run this register have not set an address to write to yet. It is set "
                "with "
                code { "contact" } " in the settings file."
            }
        } @else {
            p { "Write to " a href={ "mailto:" (contact) } { (contact) } "." }
        }
        p {
            "If you speak for an organisation, you can have its own note set beside a record. "
            "What was said is not changed by it."
        }
    }
}

fn cookies(_: &Visit) -> Markup {
    html! {
        p {
            "We do not set cookies when you read the register, and we keep nothing in your "
            "browser."
        }
        p { "No page calls another site: nobody else learns what you read here." }
    }
}

fn data(_: &Visit) -> Markup {
    html! {
        p {
            "Every page of this register is also there as data: put " code { ".json" }
            " at the end of its address. No key is needed. Filters and " code { "as-of" } " work "
            "the same."
        }
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { a href="/recommendations.json" { "Recommendations (JSON)" } }
            li { a href="/due.json" { "Planned actions that wait for their day (JSON)" } }
            li { a href="/organisations.json" { "Organisations (JSON)" } }
            li { a href="/statuses.json" { "Statuses and schemes (JSON)" } }
        }
        p {
            "Dates as stated come as their exact words, as the first and last day they can mean, "
            "and in the Extended Date/Time Format of ISO 8601-2. What is not known is null, "
            "never an empty text."
        }
        p {
            "The words quoted belong to those who wrote them; each record says where it comes "
            "from."
        }
    }
}

fn privacy(_: &Visit) -> Markup {
    html! {
        p { "You can read everything here without telling us who you are." }
        p {
            "We keep no addresses of visitors and no record of what anybody read. There are no "
            "statistics by third parties."
        }
        p {
            "Records name posts and organisations, not persons, unless a published document "
            "names the holder of an office. If a record names you and should not, "
            a href="/contact" { "tell us" } "."
        }
    }
}
