//! What can go wrong with a page, and the problem pages that say so.
//!
//! The words for people and the cause for the log are two things: a problem page says what
//! happened and where to go on, never a code, a path or a cause inside.

use crate::components::{Heading, SummaryList, SummaryRow};
use crate::pages::day;
use crate::visit::Visit;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{Html, IntoResponse, Response};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_store::StoreError;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;

/// What can go wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing at this address.
    NotFound,
    /// The record was taken down by those who run the register.
    TakenDown(Box<TakenDown>),
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
    TooMany {
        /// What it sent.
        sent: Sent,
        /// Seconds after which it may try again.
        again_after_seconds: u32,
    },
    /// No more can be taken in for now.
    Busy,
    /// A fault of ours; its cause has been logged.
    Fault,
}

/// What may be said of a record that was taken down: nothing of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDown {
    /// Its identifier.
    pub id: RecommendationId,
    /// The day.
    pub on: Option<Date>,
    /// Why, in the words of those who did it.
    pub reason: String,
    /// Who had made it.
    pub issuer: (OrganisationId, String),
    /// The report that it stood in.
    pub report: Option<(ReportId, String)>,
}

/// What an address can send too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// A message about a mistake.
    Message,
    /// A search.
    Search,
    /// A request for a whole list as a table.
    Table,
}

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
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_down_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Trouble {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotYet => StatusCode::NOT_FOUND,
            Self::TakenDown(_) => StatusCode::GONE,
            Self::Field { .. } => StatusCode::BAD_REQUEST,
            Self::Counting | Self::Preparing | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::TakenDown(_) => "This record was taken down",
            Self::NotYet => "Not in the register on that day",
            Self::Field { what, .. } => what,
            Self::Counting => "These figures are being counted",
            Self::Preparing => "Search is being prepared",
            Self::TooMany { sent, .. } => match sent {
                Sent::Message => "Too many messages from here",
                Sent::Search => "Too many searches from here",
                Sent::Table => "Too many whole lists from here",
            },
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
            Self::TakenDown(_) => {
                "Those who run the register took it down, and give the reason below. Its words are \
                 shown on no page, list or file, as of no day. It may be put back; its address \
                 stays its own"
            }
            Self::NotYet => "It came later. See the page as it is today, or choose a later day",
            Self::Field { mend, .. } => mend,
            Self::Counting => "Many people asked for figures at once. Ask again in a minute",
            Self::Preparing => "Try again in a minute",
            Self::TooMany { sent, .. } => match sent {
                Sent::Message => {
                    "Many messages came from your network within an hour. Yours was not kept. Wait \
                     some minutes and send it again"
                }
                Sent::Search => {
                    "Many searches came from your network within a minute. Wait a moment and try \
                     again: this page then shows what you looked for. Everything but searching \
                     works meanwhile"
                }
                Sent::Table => {
                    "Your network asked for many whole lists within a minute. Wait a moment and \
                     try again. A list that is narrowed down is smaller, and records can be read \
                     meanwhile"
                }
            },
            Self::Busy => "Yours was not kept. Try again tomorrow, or write to the address below",
            Self::Fault => "Try again later. Nothing that was recorded is lost",
        }
    }

    /// Answers with the problem page, or the same as data.
    pub fn answer(&self, visit: &Visit) -> Response {
        if visit.as_data {
            let taken_down = match self {
                Self::TakenDown(taken_down) => Some(taken_down),
                _ => None,
            };
            let problem = Problem {
                problem: self.title(),
                what_to_do: self.mend(),
                taken_down_on: taken_down.and_then(|t| Some(t.on?.to_string())),
                reason: taken_down.map(|t| t.reason.as_str()),
            };
            return self.when_to_come_again((self.status(), Json(problem)).into_response());
        }
        let page = Html(self.page(visit).into_string());
        self.when_to_come_again((self.status(), page).into_response())
    }

    fn when_to_come_again(&self, mut response: Response) -> Response {
        if let Self::TooMany {
            again_after_seconds,
            ..
        } = self
        {
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from(*again_after_seconds));
        }
        response
    }

    fn page(&self, visit: &Visit) -> Markup {
        let main = html! {
            (Heading::page(self.title()))
            p { (self.mend()) "." }
            @if let Self::TakenDown(taken_down) = self { (taken_down.facts(visit)) }
            p { "You can:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @if let Self::TakenDown(taken_down) = self { (taken_down.ways_on()) }
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

impl TakenDown {
    fn facts(&self, visit: &Visit) -> Markup {
        let id = self.id.to_string();
        let rows = [
            ("Record", html! { (id) }),
            ("Taken down on", day(self.on)),
            ("By", html! { (visit.register.deployment.run_by) }),
            ("Reason", html! { (self.reason) }),
        ];
        let rows = rows.map(|(key, value)| SummaryRow::new(key, value));
        SummaryList::new(rows.into()).render()
    }

    fn ways_on(&self) -> Markup {
        let (issuer, name) = &self.issuer;
        html! {
            @if let Some((report, title)) = &self.report {
                li { "see the report " a href={ "/reports/" (report) } { (title) } }
            }
            li { "see who had made it: " a href={ "/organisations/" (issuer) } { (name) } }
        }
    }
}
