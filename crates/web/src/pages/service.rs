//! The pages that every service has, as fixed text with the deployment's settings in it.

mod about;
mod accessibility;
mod data;
mod glossary;
mod promises;

use crate::components::{Breadcrumb, Heading};
use crate::layout::{Part, Place};
use crate::visit::Visit;
use crate::words;
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
pub(super) const PAGES: [Text; 8] = [
    Text {
        path: "/about",
        title: "About this register",
        body: about::body,
    },
    Text {
        path: "/accessibility",
        title: "Accessibility statement",
        body: accessibility::body,
    },
    Text {
        path: "/contact",
        title: "Contact",
        body: promises::contact,
    },
    Text {
        path: "/cookies",
        title: "Cookies",
        body: promises::cookies,
    },
    Text {
        path: "/data",
        title: "Data and API",
        body: data::body,
    },
    Text {
        path: "/glossary",
        title: "Glossary",
        body: glossary::body,
    },
    Text {
        path: "/privacy",
        title: "Privacy",
        body: promises::privacy,
    },
    Text {
        path: "/terms",
        title: "Terms",
        body: promises::terms,
    },
];

/// What stands above each of them.
const ABOVE: [Breadcrumb<'static>; 1] = [Breadcrumb::new(words::HOME, "/")];

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
                page.breadcrumbs = &ABOVE;
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
