//! Breadcrumbs: the pages above this one; one back link instead on small screens.

use maud::{Markup, Render, html};

use super::BackLink;
use crate::words;

/// One page above this one.
#[derive(Clone, Copy, Debug)]
pub struct Breadcrumb<'a> {
    /// Its short name.
    pub text: &'a str,
    /// Its address.
    pub href: &'a str,
}

impl<'a> Breadcrumb<'a> {
    /// Makes one step.
    #[must_use]
    pub const fn new(text: &'a str, href: &'a str) -> Self {
        Self { text, href }
    }
}

/// The way down to this page, without the page itself.
#[derive(Clone, Copy, Debug)]
pub struct Breadcrumbs<'a> {
    /// From the home page down.
    pub items: &'a [Breadcrumb<'a>],
}

impl Render for Breadcrumbs<'_> {
    fn render(&self) -> Markup {
        html! {
            nav class="nhsuk-breadcrumb" aria-label=(words::BREADCRUMB) {
                ol class="nhsuk-breadcrumb__list" {
                    @for item in self.items {
                        li class="nhsuk-breadcrumb__list-item" {
                            a class="nhsuk-breadcrumb__link" href=(item.href) { (item.text) }
                        }
                    }
                }
                @if let Some(last) = self.items.last() {
                    (BackLink {
                        href: last.href,
                        content: last.text.into(),
                        hidden_text: Some(words::BACK_TO),
                    })
                }
            }
        }
    }
}
