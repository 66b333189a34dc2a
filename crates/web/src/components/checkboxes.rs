//! Checkboxes: none, some or all.

use maud::{Markup, Render};

use super::Choice;
use super::choice::Kind;

/// Any number of things to choose.
#[derive(Clone, Debug, Default)]
pub struct Checkboxes<'a>(pub Choice<'a>);

impl Render for Checkboxes<'_> {
    fn render(&self) -> Markup {
        self.0.render_as(Kind::Checkboxes)
    }
}
