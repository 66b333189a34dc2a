//! Error message: what happened at one field and how to mend it.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A message at its field; the error summary repeats it word for word.
#[derive(Clone, Debug)]
pub struct ErrorMessage<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its id, which the field names in `aria-describedby`.
    pub id: Option<&'a str>,
    /// The word before it for screen readers; none when empty.
    pub hidden_text: &'a str,
}

impl<'a> ErrorMessage<'a> {
    /// Makes a message.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            id: None,
            hidden_text: words::ERROR,
        }
    }
}

impl Render for ErrorMessage<'_> {
    fn render(&self) -> Markup {
        html! {
            span class="nhsuk-error-message" id=[self.id] {
                @if !self.hidden_text.is_empty() {
                    span class="nhsuk-u-visually-hidden" { (self.hidden_text) ": " }
                }
                (self.content)
            }
        }
    }
}
