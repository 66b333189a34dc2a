//! Details: what few readers need, folded away. Never the only place of the words of a record.

use maud::{Markup, Render, html};

use super::Content;
use super::classes::Classes;

/// Words behind a summary that opens them.
#[derive(Clone, Debug, Default)]
pub struct Details<'a> {
    /// What one sees when it is closed.
    pub summary: Content<'a>,
    /// What it opens to.
    pub body: Content<'a>,
    /// Whether it begins open.
    pub open: bool,
    /// Its id.
    pub id: Option<&'a str>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Details<'a> {
    /// Makes one that begins closed.
    pub fn new(summary: impl Into<Content<'a>>, body: impl Into<Content<'a>>) -> Self {
        Self {
            summary: summary.into(),
            body: body.into(),
            ..Self::default()
        }
    }
}

impl Render for Details<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-details").add(self.classes);
        html! {
            details class=(class) id=[self.id] open[self.open] {
                summary class="nhsuk-details__summary" {
                    span class="nhsuk-details__summary-text" { (self.summary) }
                }
                div class="nhsuk-details__text" { (self.body) }
            }
        }
    }
}
