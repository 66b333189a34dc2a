//! What can go wrong with a page, and the problem pages that say so.
//!
//! The words for people and the cause for the log are two things: a problem page says what
//! happened and where to go on, never a code, a path or a cause inside.

use crate::components::Heading;
use crate::visit::Visit;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{Html, IntoResponse, Response};
use heeded_store::StoreError;
use maud::{Markup, html};
use serde::Serialize;

/// What can go wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing at this address.
    NotFound,
    /// The record was not there yet on the day asked for.
    NotYet,
    /// A field of the address cannot be understood.
    Field {
        /// What is wrong.
        what: &'static str,
        /// How to mend it.
        mend: &'static str,
    },
    /// The figures asked for are being counted, and too many wait for them.
    Counting,
    /// The search index is being made; what needs it has to wait.
    Preparing,
    /// This address has sent too much lately.
    TooMany,
    /// No more can be taken in for now.
    Busy,
    /// A fault of ours; its cause has been logged.
    Fault,
}

/// Seconds after which somebody who sent too much may try again: one message in three minutes is
/// what the hourly limit comes to.
const RETRY_AFTER_SECONDS: u32 = 180;

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "the register could not be read");
        Self::Fault
    }
}

/// A problem as data.
#[derive(Debug, Serialize)]
struct Problem<'a> {
    problem: &'a str,
    what_to_do: &'a str,
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotYet => StatusCode::NOT_FOUND,
            Self::Field { .. } => StatusCode::BAD_REQUEST,
            Self::Counting | Self::Preparing | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::NotYet => "Not in the register on that day",
            Self::Field { what, .. } => what,
            Self::Counting => "These figures are being counted",
            Self::Preparing => "Search is being prepared",
            Self::TooMany => "Too many messages from here",
            Self::Busy => "No more messages can be taken now",
            Self::Fault => "Sorry, there is a problem with the service",
        }
    }

    fn mend(&self) -> &'static str {
        match self {
            Self::NotFound => {
                "If you typed the address, check that it is correct. If you followed a link here, \
                 the record never had this address: an address once given answers for ever"
            }
            Self::NotYet => "It came later. See the page as it is today, or choose a later day",
            Self::Field { mend, .. } => mend,
            Self::Counting => "Many people asked for figures at once. Ask again in a minute",
            Self::Preparing => "Try again in a minute",
            Self::TooMany => {
                "Many messages came from your network within an hour. Yours was not kept. Wait \
                 some minutes and send it again"
            }
            Self::Busy => "Yours was not kept. Try again tomorrow, or write to the address below",
            Self::Fault => "Try again later. Nothing that was recorded is lost",
        }
    }

    /// Answers with the problem page, or the same as data.
    pub fn answer(&self, visit: &Visit) -> Response {
        if visit.as_data {
            let problem = Problem {
                problem: self.title(),
                what_to_do: self.mend(),
            };
            return (self.status(), Json(problem)).into_response();
        }
        let page = Html(self.page(visit).into_string());
        let mut response = (self.status(), page).into_response();
        if *self == Self::TooMany {
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        response
    }

    fn page(&self, visit: &Visit) -> Markup {
        let main = html! {
            (Heading::page(self.title()))
            p { (self.mend()) "." }
            p { "You can:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @if *self == Self::NotYet {
                    li { a href=(visit.path) { "see this page as it is today" } }
                }
                li { a href="/recommendations" { "look through all recommendations" } }
                li { a href="/organisations" { "look through all organisations" } }
                li { a href="/reports" { "look through all reports" } }
                li { a href="/contact" { "tell us what you were looking for" } }
            }
        };
        let set = |page: &mut crate::layout::Page<'_>| {
            page.twins.clear();
            page.as_of = None;
            page.unlisted = true;
            page.place = crate::layout::Place::Apart;
        };
        visit.frame(self.title(), set, main)
    }
}
