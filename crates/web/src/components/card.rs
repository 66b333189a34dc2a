//! Card: a bordered box with a heading, as around one addressee's response.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::heading::titled;
use super::{Content, Level, Size};

/// How a card looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardVariant {
    /// White with a border.
    #[default]
    Plain,
    /// Heading in a filled tab.
    Feature,
    /// Without a box, for lists of cards.
    Secondary,
    /// Amber with a filled heading.
    Warning,
}

impl CardVariant {
    fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Feature => Some("feature"),
            Self::Secondary => Some("secondary"),
            Self::Warning => Some("warning"),
        }
    }
}

/// A link in the head of a card, or beside a row of a summary list.
#[derive(Clone, Copy, Debug, Default)]
pub struct CardAction<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where it goes.
    pub href: &'a str,
    /// Words after it for screen readers, which tell it from its neighbours.
    pub hidden_text: Option<&'a str>,
}

impl CardAction<'_> {
    /// Renders the link; `within` is the heading of the card around it.
    pub(super) fn within(&self, within: Option<&Content<'_>>) -> Markup {
        html! {
            a class="nhsuk-link" href=(self.href) {
                (self.text)
                @if self.hidden_text.is_some() || within.is_some() {
                    span class="nhsuk-u-visually-hidden" {
                        @if let Some(hidden) = self.hidden_text { " " (hidden) }
                        @if let Some(heading) = within { " (" (heading) ")" }
                    }
                }
            }
        }
    }
}

/// A box with a heading and what stands under it.
#[derive(Clone, Debug, Default)]
pub struct Card<'a> {
    /// Its heading.
    pub heading: Option<Content<'a>>,
    /// A word before the heading for screen readers, such as "Important".
    pub heading_prefix: Option<&'a str>,
    /// The heading's own id, for a contents list.
    pub heading_id: Option<&'a str>,
    /// Size of the heading.
    pub size: Option<Size>,
    /// Level of the heading.
    pub level: Level,
    /// How it looks.
    pub variant: CardVariant,
    /// Links in its head.
    pub actions: Vec<CardAction<'a>>,
    /// What it holds.
    pub body: Content<'a>,
    /// Its id, for links to it.
    pub id: Option<&'a str>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Card<'a> {
    /// Makes a card with a heading of level 2.
    pub fn new(heading: impl Into<Content<'a>>, body: impl Into<Content<'a>>) -> Self {
        Self {
            heading: Some(heading.into()),
            body: body.into(),
            ..Self::default()
        }
    }

    fn heading(&self) -> Markup {
        let class = Classes::new("nhsuk-card__heading")
            .modifier("nhsuk-heading-", self.size.map(Size::suffix));
        html! {
            @if let Some(heading) = &self.heading {
                (titled(self.level, class, self.heading_id, self.heading_words(heading)))
            }
        }
    }

    fn heading_words(&self, heading: &Content<'_>) -> Markup {
        match self.heading_prefix {
            None => heading.render(),
            // One text for screen readers that would otherwise stop between prefix and heading.
            Some(prefix) => html! {
                span role="text" {
                    span class="nhsuk-u-visually-hidden" { (prefix) ": " }
                    (heading)
                }
            },
        }
    }

    fn actions(&self) -> Markup {
        let within = self.heading.as_ref();
        html! {
            @match self.actions.as_slice() {
                [only] => div class="nhsuk-card__actions" { (only.within(within)) },
                many => ul class="nhsuk-card__actions" {
                    @for action in many {
                        li class="nhsuk-card__action" { (action.within(within)) }
                    }
                },
            }
        }
    }
}

impl Render for Card<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-card")
            .modifier("nhsuk-card--", self.variant.suffix())
            .add(self.classes);
        html! {
            div class=(class) id=[self.id] {
                @if !self.actions.is_empty() {
                    div class="nhsuk-card__heading-container" {
                        (self.heading())
                        (self.actions())
                    }
                }
                div class="nhsuk-card__content" {
                    @if self.actions.is_empty() { (self.heading()) }
                    (self.body.paragraph(Some("nhsuk-card__description")))
                }
            }
        }
    }
}
