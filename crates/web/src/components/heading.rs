//! Headings with their size and caption.

use maud::{Markup, Render, html};

use super::Content;
use super::classes::Classes;

/// The level of a heading in the outline of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The page's own heading: one only.
    One,
    /// A section.
    #[default]
    Two,
    /// A part of a section.
    Three,
    /// A part of a part: the deepest we go, inside cards.
    Four,
}

/// The size of a heading, caption, label or legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Very small.
    Xs,
    /// Small.
    S,
    /// Medium.
    M,
    /// Large.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    /// The ending of its class.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Xs => "xs",
            Self::S => "s",
            Self::M => "m",
            Self::L => "l",
            Self::Xl => "xl",
        }
    }

    fn caption_class(size: Option<Self>) -> &'static str {
        // The package has no caption smaller than medium.
        match size {
            Some(Self::M) => "nhsuk-caption-m",
            Some(Self::L) => "nhsuk-caption-l",
            Some(Self::Xl) => "nhsuk-caption-xl",
            None | Some(Self::Xs | Self::S) => "nhsuk-caption",
        }
    }
}

/// Renders an element of this heading level around its content.
pub(super) fn titled(level: Level, class: impl Render, id: Option<&str>, inner: Markup) -> Markup {
    match level {
        Level::One => html! { h1 class=(class) id=[id] { (inner) } },
        Level::Two => html! { h2 class=(class) id=[id] { (inner) } },
        Level::Three => html! { h3 class=(class) id=[id] { (inner) } },
        Level::Four => html! { h4 class=(class) id=[id] { (inner) } },
    }
}

/// Smaller grey words over a heading, label, legend or table caption.
#[derive(Clone, Debug, Default)]
pub struct Caption<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its size; that of the heading if it has none of its own.
    pub size: Option<Size>,
}

impl<'a> Caption<'a> {
    /// Makes a caption as large as its heading.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            size: None,
        }
    }

    /// Renders it within a heading of this size.
    pub(super) fn within(&self, size: Option<Size>) -> Markup {
        html! {
            span class=(Size::caption_class(self.size.or(size))) { (self.content) } " "
        }
    }
}

/// A heading.
#[derive(Clone, Debug, Default)]
pub struct Heading<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its level in the outline.
    pub level: Level,
    /// Its size.
    pub size: Option<Size>,
    /// Words over it, such as a reference.
    pub caption: Option<Caption<'a>>,
    /// Its id, for links to it.
    pub id: Option<&'a str>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Heading<'a> {
    /// Makes the heading of a page.
    pub fn page(content: impl Into<Content<'a>>) -> Self {
        let (level, size) = (Level::One, Some(Size::L));
        Self {
            content: content.into(),
            level,
            size,
            ..Self::default()
        }
    }

    /// Makes the heading of a section that a contents list can link to.
    pub fn section(content: impl Into<Content<'a>>, id: &'a str) -> Self {
        Self {
            content: content.into(),
            size: Some(Size::M),
            id: Some(id),
            ..Self::default()
        }
    }
}

impl Render for Heading<'_> {
    fn render(&self) -> Markup {
        let class = match self.size {
            Some(size) => Classes::new("").modifier("nhsuk-heading-", Some(size.suffix())),
            None => Classes::new("nhsuk-heading"),
        }
        .add(self.classes);
        let inner = html! {
            @if let Some(caption) = &self.caption { (caption.within(self.size)) }
            (self.content)
        };
        titled(self.level, class, self.id, inner)
    }
}
