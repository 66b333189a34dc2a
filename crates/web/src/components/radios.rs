//! Radios: one of a few.

use maud::{Markup, Render};

use super::Choice;
use super::choice::Kind;

/// One thing to choose of a few, never ticked beforehand.
#[derive(Clone, Debug, Default)]
pub struct Radios<'a>(pub Choice<'a>);

impl Render for Radios<'_> {
    fn render(&self) -> Markup {
        self.0.render_as(Kind::Radios)
    }
}
