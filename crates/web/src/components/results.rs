//! Results: the records that a search found, each with what tells it from the others.

use maud::{Markup, Render, html};

use super::heading::titled;
use super::{Content, Level, Tag};

/// One record found.
#[derive(Clone, Debug, Default)]
pub struct ResultItem<'a> {
    /// Its short title.
    pub title: Content<'a>,
    /// Its address.
    pub href: &'a str,
    /// Its reference and issuer.
    pub caption: Option<Content<'a>>,
    /// How it stands.
    pub status: Option<Tag<'a>>,
    /// Who and when: "Addressed to NHS England", "Made 6 November 2024".
    pub facts: Vec<Content<'a>>,
    /// The passage with the words searched for, each in a `mark`.
    pub passage: Option<Content<'a>>,
}

impl<'a> ResultItem<'a> {
    /// Makes an entry.
    pub fn new(title: impl Into<Content<'a>>, href: &'a str) -> Self {
        Self {
            title: title.into(),
            href,
            ..Self::default()
        }
    }
}

/// Records found, in order.
#[derive(Clone, Debug)]
pub struct Results<'a> {
    /// Level of the titles: one below the heading that counts them.
    pub level: Level,
    /// The records.
    pub items: Vec<ResultItem<'a>>,
}

impl<'a> Results<'a> {
    /// Makes a list under a heading of level 2.
    #[must_use]
    pub fn new(items: Vec<ResultItem<'a>>) -> Self {
        Self {
            level: Level::Three,
            items,
        }
    }
}

impl Render for Results<'_> {
    fn render(&self) -> Markup {
        html! {
            ol class="app-results" role="list" {
                @for item in &self.items {
                    li class="app-results__item" {
                        @let title = html! { a href=(item.href) { (item.title) } };
                        (titled(self.level, "app-results__title", None, title))
                        (item)
                    }
                }
            }
        }
    }
}

impl Render for ResultItem<'_> {
    fn render(&self) -> Markup {
        html! {
            @if let Some(caption) = &self.caption {
                p class="app-results__caption" { (caption) }
            }
            @if !self.facts.is_empty() {
                p class="app-results__facts" {
                    @for fact in &self.facts {
                        span class="app-results__fact" { (fact) } " "
                    }
                }
            }
            @if let Some(status) = &self.status { (status) }
            @if let Some(passage) = &self.passage {
                p class="app-results__words" { (passage) }
            }
        }
    }
}
