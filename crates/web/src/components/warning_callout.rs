//! Warning callout: what one must know before reading on.

use maud::{Markup, Render};

use super::{Card, CardVariant, Content, Level};
use crate::words;

/// A warning: rare, such as over a record that was withdrawn.
#[derive(Clone, Debug)]
pub struct WarningCallout<'a> {
    /// Its heading.
    pub heading: Option<Content<'a>>,
    /// Level of the heading.
    pub level: Level,
    /// What it says.
    pub body: Content<'a>,
}

impl<'a> WarningCallout<'a> {
    /// Makes a warning with a heading of level 2.
    pub fn new(heading: impl Into<Content<'a>>, body: impl Into<Content<'a>>) -> Self {
        Self {
            heading: Some(heading.into()),
            level: Level::Two,
            body: body.into(),
        }
    }
}

impl WarningCallout<'_> {
    /// Says that it matters to those who do not see that, unless the heading does.
    fn prefix(&self) -> Option<&'static str> {
        let heading = self.heading.as_ref()?.render().0;
        let says_so = heading
            .to_lowercase()
            .contains(&words::IMPORTANT.to_lowercase());
        (!says_so).then_some(words::IMPORTANT)
    }
}

impl Render for WarningCallout<'_> {
    fn render(&self) -> Markup {
        Card {
            heading: self.heading.clone(),
            heading_prefix: self.prefix(),
            level: self.level,
            variant: CardVariant::Warning,
            body: self.body.clone(),
            ..Card::default()
        }
        .render()
    }
}
