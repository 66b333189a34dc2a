//! Hint: help under the name of a field.

use maud::{Markup, Render, html};

use super::Content;
use super::classes::Classes;

/// Help for a field. Short: some screen readers read it on every visit.
#[derive(Clone, Debug, Default)]
pub struct Hint<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its id, which the field names in `aria-describedby`.
    pub id: Option<&'a str>,
    /// Further classes.
    pub classes: &'a str,
}

impl Render for Hint<'_> {
    fn render(&self) -> Markup {
        html! {
            div class=(Classes::new("nhsuk-hint").add(self.classes)) id=[self.id] {
                (self.content)
            }
        }
    }
}
