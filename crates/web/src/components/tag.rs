//! Tag: a status in one or two words. Never a link, never colour alone.

use maud::{Markup, Render, html};

use super::Content;
use super::classes::Classes;

/// The colour of a tag: tints that the package has tested for contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagColour {
    /// Blue-green.
    AquaGreen,
    /// Blue: waiting.
    Blue,
    /// Green: done.
    Green,
    /// Grey: nothing more is known.
    Grey,
    /// Without a background.
    NoColour,
    /// Orange: a promise is overdue.
    Orange,
    /// Pink.
    Pink,
    /// Purple: not accepted.
    Purple,
    /// Red: a response is overdue.
    Red,
    /// White.
    White,
    /// Yellow: planned.
    Yellow,
}

impl TagColour {
    fn suffix(self) -> &'static str {
        match self {
            Self::AquaGreen => "aqua-green",
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Grey => "grey",
            Self::NoColour => "no-colour",
            Self::Orange => "orange",
            Self::Pink => "pink",
            Self::Purple => "purple",
            Self::Red => "red",
            Self::White => "white",
            Self::Yellow => "yellow",
        }
    }
}

/// A status; the sentence that explains it stands beside it.
#[derive(Clone, Debug, Default)]
pub struct Tag<'a> {
    /// What it says: an adjective or a state.
    pub content: Content<'a>,
    /// Its colour; the brand's if not said.
    pub colour: Option<TagColour>,
    /// Without the line around it.
    pub borderless: bool,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Tag<'a> {
    /// Makes a tag of this colour.
    pub fn new(content: impl Into<Content<'a>>, colour: TagColour) -> Self {
        Self {
            content: content.into(),
            colour: Some(colour),
            ..Self::default()
        }
    }
}

impl Render for Tag<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-tag")
            .modifier("nhsuk-tag--", self.colour.map(TagColour::suffix))
            .when(self.borderless, "nhsuk-tag--no-border")
            .add(self.classes);
        html! { strong class=(class) { (self.content) } }
    }
}
