//! Skip link: past the header, for those who read with a keyboard.

use maud::{Markup, Render, html};

use crate::words;

/// The first link of every page.
#[derive(Clone, Copy, Debug)]
pub struct SkipLink<'a> {
    /// What it skips to.
    pub href: &'a str,
    /// What it says.
    pub text: &'a str,
}

impl Default for SkipLink<'_> {
    fn default() -> Self {
        Self {
            href: "#maincontent",
            text: words::SKIP_TO_MAIN_CONTENT,
        }
    }
}

impl Render for SkipLink<'_> {
    fn render(&self) -> Markup {
        html! {
            a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href=(self.href) { (self.text) }
        }
    }
}
