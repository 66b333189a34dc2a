//! Inset text: a remark set off from the words around it.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A remark: used sparingly.
#[derive(Clone, Debug)]
pub struct InsetText<'a> {
    /// What it says; words alone become a paragraph.
    pub content: Content<'a>,
    /// The word before it for screen readers.
    pub hidden_text: &'a str,
    /// Its id.
    pub id: Option<&'a str>,
}

impl<'a> InsetText<'a> {
    /// Makes a remark.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            hidden_text: words::INFORMATION,
            id: None,
        }
    }
}

impl Render for InsetText<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="nhsuk-inset-text" id=[self.id] {
                span class="nhsuk-u-visually-hidden" { (self.hidden_text) ": " }
                (self.content.paragraph(None))
            }
        }
    }
}
