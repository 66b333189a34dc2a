//! Phase banner: says that the register is young, and where to say what is wrong with it.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A line under the header while the register is in alpha or beta.
#[derive(Clone, Debug)]
pub struct PhaseBanner<'a> {
    /// The phase, such as "Beta".
    pub phase: &'a str,
    /// What it says, with a link to give feedback.
    pub body: Content<'a>,
}

impl Render for PhaseBanner<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="app-phase-banner" role="region" aria-label=(words::PHASE) {
                p class="app-phase-banner__words" {
                    strong class="nhsuk-tag app-phase-banner__tag" { (self.phase) } " "
                    span { (self.body) }
                }
            }
        }
    }
}
