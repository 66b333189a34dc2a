//! Button: sends a form, or a link that starts something.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::{Content, Icon};

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// The main action of the page: one only.
    #[default]
    Primary,
    /// In the brand colour, as beside a search field.
    Brand,
    /// Any other action.
    Secondary,
    /// Any other action, on a coloured background.
    SecondarySolid,
    /// An action that cannot be undone.
    Warning,
}

impl ButtonVariant {
    fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Primary => None,
            Self::Brand => Some("brand"),
            Self::Secondary => Some("secondary"),
            Self::SecondarySolid => Some("secondary-solid"),
            Self::Warning => Some("warning"),
        }
    }
}

/// Where an icon stands in a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonIcon {
    /// Before the words, or alone.
    Start(Icon),
    /// After the words.
    End(Icon),
}

/// A button, or with [`Button::href`] a link that looks like one.
#[derive(Clone, Debug, Default)]
pub struct Button<'a> {
    /// What it says: a verb first.
    pub content: Content<'a>,
    /// How it looks.
    pub variant: ButtonVariant,
    /// Smaller, as in panels and headers.
    pub small: bool,
    /// Cannot be used; avoid, say what is missing instead.
    pub disabled: bool,
    /// Where it goes, for a link.
    pub href: Option<&'a str>,
    /// A name for screen readers, where there is an icon alone.
    pub aria_label: Option<&'a str>,
    /// The field it sends.
    pub name: Option<&'a str>,
    /// The value it sends.
    pub value: Option<&'a str>,
    /// Where the form goes when sent with this button.
    pub form_action: Option<&'a str>,
    /// A picture beside the words.
    pub icon: Option<ButtonIcon>,
    /// Asks a script, if one is there, to send once only.
    pub prevent_double_click: Option<bool>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Button<'a> {
    /// Makes a button that sends its form.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes a link that looks like a button.
    pub fn link(content: impl Into<Content<'a>>, href: &'a str) -> Self {
        Self {
            content: content.into(),
            href: Some(href),
            ..Self::default()
        }
    }

    fn inner(&self) -> Markup {
        let words = html! {
            @if self.icon.is_some() && !self.content.is_empty() {
                span class="nhsuk-button__content" { (self.content) }
            } @else {
                (self.content)
            }
        };
        match self.icon {
            None => words,
            Some(ButtonIcon::Start(icon)) => html! { (icon) (words) },
            Some(ButtonIcon::End(icon)) => html! { (words) (icon) },
        }
    }

    fn class(&self) -> Classes {
        Classes::new("nhsuk-button")
            .modifier("nhsuk-button--", self.variant.suffix())
            .when(self.icon.is_some(), "nhsuk-button--icon")
            .when(self.small, "nhsuk-button--small")
            .add(self.classes)
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let once = self.prevent_double_click;
        if let Some(href) = self.href {
            return html! {
                a class=(self.class()) data-module="nhsuk-button" data-prevent-double-click=[once]
                    href=(href) role="button" draggable="false" aria-label=[self.aria_label] {
                    (self.inner())
                }
            };
        }
        html! {
            button class=(self.class()) name=[self.name] data-module="nhsuk-button"
                data-prevent-double-click=[once] type="submit" value=[self.value]
                formaction=[self.form_action] disabled[self.disabled]
                aria-label=[self.aria_label] aria-disabled=[self.disabled.then_some("true")] {
                (self.inner())
            }
        }
    }
}
