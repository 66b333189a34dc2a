//! Action link: the one next step that most readers of a page want.

use maud::{Markup, Render, html};

use super::{Content, Icon};

/// A link set off with a round arrow.
#[derive(Clone, Debug)]
pub struct ActionLink<'a> {
    /// Where it goes.
    pub href: &'a str,
    /// What it says.
    pub content: Content<'a>,
}

impl<'a> ActionLink<'a> {
    /// Makes the link.
    pub fn new(content: impl Into<Content<'a>>, href: &'a str) -> Self {
        Self {
            href,
            content: content.into(),
        }
    }
}

impl Render for ActionLink<'_> {
    fn render(&self) -> Markup {
        html! {
            a class="nhsuk-action-link" href=(self.href) {
                (Icon::ArrowRightCircle)
                span class="nhsuk-action-link__text" { (self.content) }
            }
        }
    }
}
