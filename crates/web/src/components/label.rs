//! Label: the name of a field, alone or as the heading of its page.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::heading::titled;
use super::{Caption, Content, Level, Size};

/// The name of a field.
#[derive(Clone, Debug, Default)]
pub struct Label<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its size.
    pub size: Option<Size>,
    /// The level of the heading that it is at the same time, on a page with one question.
    pub heading: Option<Level>,
    /// Smaller words over it.
    pub caption: Option<Caption<'a>>,
    /// Its id.
    pub id: Option<&'a str>,
    /// Further classes, such as `nhsuk-u-visually-hidden`.
    pub classes: &'a str,
}

impl<'a> Label<'a> {
    /// Makes a plain label.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes a label that only screen readers meet.
    pub fn hidden(content: impl Into<Content<'a>>) -> Self {
        Self {
            classes: "nhsuk-u-visually-hidden",
            ..Self::new(content)
        }
    }

    /// Renders it for the field with this id.
    pub(super) fn of(&self, field: Option<&str>) -> Markup {
        if self.content.is_empty() {
            return Markup::default();
        }
        let class = Classes::new("nhsuk-label")
            .modifier("nhsuk-label--", self.size.map(Size::suffix))
            .add(self.classes);
        let label = html! {
            label class=(class) for=[field] id=[self.id] {
                @if let Some(caption) = &self.caption { (caption.within(self.size)) }
                (self.content)
            }
        };
        match self.heading {
            Some(level) => titled(level, "nhsuk-label-wrapper", None, label),
            None => label,
        }
    }
}

impl<'a> From<&'a str> for Label<'a> {
    fn from(words: &'a str) -> Self {
        Self::new(words)
    }
}

impl Render for Label<'_> {
    fn render(&self) -> Markup {
        self.of(None)
    }
}
