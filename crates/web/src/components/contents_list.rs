//! Contents list: the sections of a long page, or the pages of a guide.

use maud::{Markup, Render, html};

use crate::words;

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct ContentsItem<'a> {
    /// What it says: the heading it leads to.
    pub text: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// Whether this is the page being read.
    pub current: bool,
    /// Entries below it.
    pub items: Vec<ContentsItem<'a>>,
}

impl<'a> ContentsItem<'a> {
    /// Makes an entry.
    #[must_use]
    pub fn new(text: &'a str, href: &'a str) -> Self {
        Self {
            text,
            href,
            ..Self::default()
        }
    }
}

/// A list of links to sections or pages.
#[derive(Clone, Debug)]
pub struct ContentsList<'a> {
    /// The name of the landmark.
    pub aria_label: &'a str,
    /// The heading for screen readers.
    pub hidden_text: &'a str,
    /// The entries.
    pub items: Vec<ContentsItem<'a>>,
}

impl<'a> ContentsList<'a> {
    /// Makes the list of the sections of one page.
    #[must_use]
    pub fn new(items: Vec<ContentsItem<'a>>) -> Self {
        Self {
            aria_label: words::ON_THIS_PAGE,
            hidden_text: words::CONTENTS,
            items,
        }
    }
}

impl Render for ContentsList<'_> {
    fn render(&self) -> Markup {
        html! {
            nav class="nhsuk-contents-list" role="navigation" aria-label=(self.aria_label) {
                h2 class="nhsuk-u-visually-hidden" { (self.hidden_text) }
                (list(&self.items))
            }
        }
    }
}

fn list(items: &[ContentsItem<'_>]) -> Markup {
    html! {
        ol class="nhsuk-contents-list__list" {
            @for item in items {
                li class="nhsuk-contents-list__item" aria-current=[item.current.then_some("page")] {
                    @if item.current {
                        span class="nhsuk-contents-list__current" { (item.text) }
                    } @else {
                        a class="nhsuk-contents-list__link" href=(item.href) { (item.text) }
                    }
                    @if !item.items.is_empty() { (list(&item.items)) }
                }
            }
        }
    }
}
