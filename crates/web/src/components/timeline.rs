//! Timeline: what happened to a record, newest first. Our own, after the MOJ pattern.

use maud::{Markup, Render, html};

use super::heading::titled;
use super::{CardAction, Content, Level};

/// One thing that happened.
#[derive(Clone, Debug, Default)]
pub struct TimelineItem<'a> {
    /// What: "Response received".
    pub title: Content<'a>,
    /// When, in words.
    pub date: Content<'a>,
    /// When, for machines: only where a real day is known.
    pub machine_date: Option<&'a str>,
    /// Who.
    pub by: Option<Content<'a>>,
    /// One or two sentences.
    pub body: Option<Content<'a>>,
    /// The way to more, with hidden words that tell it from its neighbours.
    pub link: Option<CardAction<'a>>,
}

impl<'a> TimelineItem<'a> {
    /// Makes an entry.
    pub fn new(title: impl Into<Content<'a>>, date: impl Into<Content<'a>>) -> Self {
        Self {
            title: title.into(),
            date: date.into(),
            ..Self::default()
        }
    }
}

/// Things that happened, in order.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    /// Level of the titles: one below the heading of the section.
    pub level: Level,
    /// Newest first.
    pub items: Vec<TimelineItem<'a>>,
}

impl<'a> Timeline<'a> {
    /// Makes a timeline under a heading of level 2.
    #[must_use]
    pub fn new(items: Vec<TimelineItem<'a>>) -> Self {
        Self {
            level: Level::Three,
            items,
        }
    }
}

impl Render for Timeline<'_> {
    fn render(&self) -> Markup {
        html! {
            // The role: some screen readers drop lists that show no numbers or bullets.
            ol class="app-timeline" role="list" {
                @for item in &self.items {
                    li class="app-timeline__item" {
                        (titled(self.level, "app-timeline__title", None, item.title.render()))
                        p class="app-timeline__when" {
                            time datetime=[item.machine_date] { (item.date) }
                            @if let Some(by) = &item.by {
                                span class="app-timeline__by" { (by) }
                            }
                        }
                        @if let Some(body) = &item.body {
                            (body.paragraph(Some("app-timeline__words")))
                        }
                        @if let Some(link) = &item.link {
                            p class="app-timeline__words" { (link.within(None)) }
                        }
                    }
                }
            }
        }
    }
}
