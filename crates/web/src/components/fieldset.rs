//! Fieldset and legend: several fields that answer one question.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::heading::titled;
use super::{Caption, Content, Level, Size};

/// The question that the fields of a fieldset answer.
#[derive(Clone, Debug, Default)]
pub struct Legend<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its size.
    pub size: Option<Size>,
    /// The level of the heading that it is at the same time.
    pub heading: Option<Level>,
    /// Smaller words over it.
    pub caption: Option<Caption<'a>>,
    /// Its id.
    pub id: Option<&'a str>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Legend<'a> {
    /// Makes a plain legend.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl<'a> From<&'a str> for Legend<'a> {
    fn from(words: &'a str) -> Self {
        Self::new(words)
    }
}

impl Render for Legend<'_> {
    fn render(&self) -> Markup {
        if self.content.is_empty() {
            return Markup::default();
        }
        let class = Classes::new("nhsuk-fieldset__legend")
            .modifier("nhsuk-fieldset__legend--", self.size.map(Size::suffix))
            .add(self.classes);
        let words = html! {
            @if let Some(caption) = &self.caption { (caption.within(self.size)) }
            (self.content)
        };
        html! {
            legend class=(class) id=[self.id] {
                @match self.heading {
                    Some(level) => (titled(level, "nhsuk-fieldset__heading", None, words)),
                    None => (words),
                }
            }
        }
    }
}

/// Fields under one question.
#[derive(Clone, Debug, Default)]
pub struct Fieldset<'a> {
    /// The question.
    pub legend: Legend<'a>,
    /// Ids of hint and error.
    pub described_by: Option<&'a str>,
    /// The fields.
    pub body: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
}

impl Render for Fieldset<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-fieldset").add(self.classes);
        html! {
            fieldset class=(class) aria-describedby=[self.described_by] {
                (self.legend)
                (self.body)
            }
        }
    }
}
