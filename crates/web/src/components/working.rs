//! Working: how a day or a count came about, folded away beside it. One for all of them, so that
//! readers who have opened one know what the others hold.

use maud::{Markup, Render, html};

use super::{Content, Details};
use crate::words;

/// How a day or a count came about, step by step.
#[derive(Clone, Debug, Default)]
pub struct Working<'a> {
    /// What one sees when it is closed: "How this day is worked out".
    pub summary: Content<'a>,
    /// The steps, in order; without any, nothing is shown.
    pub steps: Vec<Content<'a>>,
}

impl<'a> Working<'a> {
    /// Makes the working of one result.
    pub fn new(summary: impl Into<Content<'a>>, steps: Vec<Content<'a>>) -> Self {
        Self {
            summary: summary.into(),
            steps,
        }
    }

    /// Makes the working of counts: what is counted, of how many, what is not known.
    pub fn of_counts(
        counted: impl Into<Content<'a>>,
        of: impl Into<Content<'a>>,
        not_known: impl Into<Content<'a>>,
    ) -> Self {
        let steps = vec![counted.into(), of.into(), not_known.into()];
        Self::new(words::HOW_COUNTED, steps)
    }
}

impl Render for Working<'_> {
    fn render(&self) -> Markup {
        if self.steps.is_empty() {
            return html! {};
        }
        let steps = html! {
            ol class="nhsuk-list nhsuk-list--number" {
                @for step in &self.steps { li { (step) } }
            }
        };
        Details::new(self.summary.clone(), steps).render()
    }
}
