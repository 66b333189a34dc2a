//! Back link: where breadcrumbs would not fit, as in a form of several pages.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A link to the page before.
#[derive(Clone, Debug)]
pub struct BackLink<'a> {
    /// Where it goes.
    pub href: &'a str,
    /// What it says.
    pub content: Content<'a>,
    /// Words before it for screen readers only, such as "Back to".
    pub hidden_text: Option<&'a str>,
}

impl<'a> BackLink<'a> {
    /// Makes a link that says "Back".
    #[must_use]
    pub fn new(href: &'a str) -> Self {
        Self {
            href,
            content: words::BACK.into(),
            hidden_text: None,
        }
    }
}

impl Render for BackLink<'_> {
    fn render(&self) -> Markup {
        html! {
            a class="nhsuk-back-link" href=(self.href) {
                @if let Some(hidden) = self.hidden_text {
                    span class="nhsuk-u-visually-hidden" { (hidden) " " }
                }
                (self.content)
            }
        }
    }
}
