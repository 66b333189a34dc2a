//! A trouble as its asker can read it: a page, a problem as data (RFC 9457), lines of text.
//!
//! Who asks for a table or a feed is a program, and its person reads a log: a whole page would hide
//! the one sentence that matters there.

use super::{TakenDown, Trouble};
use crate::components::{Heading, SummaryList, SummaryRow};
use crate::layout::{Page, Place};
use crate::pages::day;
use crate::visit::{Form, Visit};
use crate::words::NOT_KNOWN;
use axum::Json;
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{Html, IntoResponse, Response};
use heeded_due::day_in_words;
use maud::{Markup, Render, html};
use serde::Serialize;

/// The media type of a problem as data.
const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A place to go on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) words: String,
    pub(super) href: String,
}

impl Way {
    pub(super) fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            href: href.into(),
        }
    }
}

/// A problem as data.
#[derive(Debug, Serialize)]
struct Problem<'a> {
    status: u16,
    title: &'a str,
    detail: &'a str,
    /// The field of the address that is wrong, with its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    /// The values that it can have, where they are a closed list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    known: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken_down_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Trouble {
    /// Answers with the problem, in the form that was asked for.
    pub fn answer(&self, visit: &Visit) -> Response {
        let mut response = match visit.form {
            Form::Page => Html(self.page(visit).into_string()).into_response(),
            Form::Data => {
                let mut response = Json(self.problem()).into_response();
                response.headers_mut().insert(CONTENT_TYPE, PROBLEM_JSON);
                response
            }
            Form::Table | Form::Feed => self.text(visit).into_response(),
        };
        self.mark(&mut response);
        response
    }

    /// Gives an answer its status, and says when to come again.
    pub(crate) fn mark(&self, response: &mut Response) {
        *response.status_mut() = self.status();
        if let Self::TooMany {
            again_after_seconds,
            ..
        } = self
        {
            let seconds = HeaderValue::from(*again_after_seconds);
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
    }

    fn problem(&self) -> Problem<'_> {
        let wrong = match self {
            Self::Field(wrong) => Some(wrong),
            _ => None,
        };
        let taken_down = match self {
            Self::TakenDown(taken_down) => Some(taken_down),
            _ => None,
        };
        let known = wrong.iter().flat_map(|wrong| &wrong.known);
        Problem {
            status: self.status().as_u16(),
            title: self.title(),
            detail: self.mend(),
            field: wrong.map(|wrong| wrong.field),
            value: wrong.map(|wrong| wrong.value.as_str()),
            known: known.map(|(code, _)| code.as_str()).collect(),
            last_page: match self {
                Self::NoSuchPage { last, .. } => Some(*last),
                _ => None,
            },
            taken_down_on: taken_down.and_then(|t| Some(t.on?.to_string())),
            reason: taken_down.map(|t| t.reason.as_str()),
        }
    }

    fn text(&self, visit: &Visit) -> String {
        let mut text = format!("{}\n{}.\n", self.title(), self.mend());
        if let Self::Field(wrong) = self {
            text.push_str(&format!("\n{}={}\n", wrong.field, wrong.repeated()));
            let known: Vec<&str> = wrong.known.iter().map(|(code, _)| code.as_str()).collect();
            if !known.is_empty() {
                text.push_str(&format!("Known values: {}\n", known.join(", ")));
            }
        }
        if let Self::TakenDown(taken_down) = self {
            let on = taken_down.on.map(day_in_words);
            let on = on.unwrap_or_else(|| NOT_KNOWN.to_owned());
            let reason = &taken_down.reason;
            text.push_str(&format!("\nTaken down on: {on}\nReason: {reason}\n"));
        }
        for way in self.ways_here(visit) {
            text.push_str(&format!("\nYou can {}: {}", way.words, way.href));
        }
        text.push('\n');
        text
    }

    fn page(&self, visit: &Visit) -> Markup {
        let main = html! {
            (Heading::page(self.title()))
            p { (self.mend()) "." }
            (self.what_is_wrong(visit))
            @if let Self::TakenDown(taken_down) = self { (taken_down.facts(visit)) }
            p { "You can:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @if let Self::TakenDown(taken_down) = self { (taken_down.ways_on()) }
                @for way in self.ways_here(visit) { li { a href=(way.href) { (way.words) } } }
                li { a href="/recommendations" { "look through all recommendations" } }
                li { a href="/organisations" { "look through all organisations" } }
                li { a href="/reports" { "look through all reports" } }
                @if self.can_be_told_of() {
                    li { a href="/contact" { "tell us what you were looking for" } }
                }
            }
        };
        let set = |page: &mut Page<'_>| {
            page.twins.clear();
            page.as_of = None;
            page.unlisted = true;
            page.place = Place::Apart;
        };
        visit.frame(self.title(), set, main)
    }

    /// The field that is wrong, and what it can be.
    fn what_is_wrong(&self, visit: &Visit) -> Markup {
        let Self::Field(wrong) = self else {
            return html! {};
        };
        html! {
            p { "The address has " code { (wrong.field) "=" (wrong.repeated()) } "." }
            @if !wrong.known.is_empty() {
                p { "It can be:" }
                ul class="nhsuk-list nhsuk-list--bullet" {
                    @for way in wrong.known_ways(visit) { li { a href=(way.href) { (way.words) } } }
                }
            }
        }
    }

    /// Ways on that begin at what was asked for.
    fn ways_here(&self, visit: &Visit) -> Vec<Way> {
        match self {
            Self::NotYet => vec![Way::new("see this page as it is today", &visit.path)],
            Self::Field(wrong) => vec![wrong.way_without(visit)],
            Self::NoSuchPage { last, .. } if *last > 1 => {
                let first = Way::new("see the first page", visit.to_page(1));
                vec![first, Way::new("see the last page", visit.to_page(*last))]
            }
            Self::NoSuchPage { .. } => {
                let whole = visit.fields.without("page").as_query();
                let whole = format!("{}{whole}", visit.address());
                vec![Way::new("see the whole list", whole)]
            }
            _ => Vec::new(),
        }
    }

    /// Whether those who run the register can help: not where too much has been sent to them.
    fn can_be_told_of(&self) -> bool {
        !matches!(self, Self::TooMany { .. } | Self::Busy)
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
