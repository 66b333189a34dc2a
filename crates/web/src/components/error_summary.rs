//! Error summary: all that there is to mend on a form, at the top of its page.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// One thing to mend.
#[derive(Clone, Debug, Default)]
pub struct ErrorItem<'a> {
    /// The words of the message at the field.
    pub content: Content<'a>,
    /// The field, such as `#received-on`.
    pub href: Option<&'a str>,
}

impl<'a> ErrorItem<'a> {
    /// Makes one that leads to its field.
    pub fn new(content: impl Into<Content<'a>>, href: &'a str) -> Self {
        Self {
            content: content.into(),
            href: Some(href),
        }
    }
}

/// All that there is to mend.
#[derive(Clone, Debug)]
pub struct ErrorSummary<'a> {
    /// Its heading.
    pub heading: Content<'a>,
    /// Words before the list.
    pub description: Option<Content<'a>>,
    /// The list.
    pub errors: Vec<ErrorItem<'a>>,
    /// Takes the focus when the page opens, without a script.
    pub focused: bool,
}

impl<'a> ErrorSummary<'a> {
    /// Makes a summary that takes the focus.
    #[must_use]
    pub fn new(errors: Vec<ErrorItem<'a>>) -> Self {
        Self {
            heading: words::THERE_IS_A_PROBLEM.into(),
            description: None,
            errors,
            focused: true,
        }
    }
}

impl Render for ErrorSummary<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="nhsuk-error-summary" data-module="nhsuk-error-summary"
                tabindex=[self.focused.then_some("-1")] autofocus[self.focused] {
                div role="alert" {
                    h2 class="nhsuk-error-summary__heading" { (self.heading) }
                    div class="nhsuk-error-summary__body" {
                        @if let Some(description) = &self.description { p { (description) } }
                        @if !self.errors.is_empty() {
                            ul class="nhsuk-list nhsuk-error-summary__list" {
                                @for error in &self.errors {
                                    li {
                                        @match error.href {
                                            Some(href) => a href=(href) { (error.content) },
                                            None => (error.content),
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
