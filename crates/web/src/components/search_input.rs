//! Search input: a field and a button in one line.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::{Button, ButtonIcon, ButtonVariant, Content, Icon, Input, Label};
use crate::words;

/// The button at the end of a search field.
#[derive(Clone, Debug)]
pub struct SearchButton<'a> {
    /// What it says; an icon alone when empty.
    pub content: Content<'a>,
    /// How it looks.
    pub variant: ButtonVariant,
    /// Its picture.
    pub icon: Option<ButtonIcon>,
    /// Whether it cannot be used; as the field when not said.
    pub disabled: Option<bool>,
}

impl Default for SearchButton<'_> {
    fn default() -> Self {
        Self {
            content: Content::default(),
            variant: ButtonVariant::default(),
            icon: Some(ButtonIcon::Start(Icon::Search)),
            disabled: None,
        }
    }
}

/// A field to search with, to stand in a form that uses GET.
#[derive(Clone, Debug)]
pub struct SearchInput<'a> {
    /// The field.
    pub input: Input<'a>,
    /// Its button.
    pub button: Option<SearchButton<'a>>,
}

impl<'a> SearchInput<'a> {
    /// Makes a search field with an icon for a button.
    pub fn new(name: &'a str, label: impl Into<Label<'a>>) -> Self {
        let input = Input {
            kind: "search",
            autocomplete: Some("off"),
            wrapper_classes: "nhsuk-search-input__wrapper",
            ..Input::new(name, label)
        };
        Self {
            input,
            button: Some(SearchButton::default()),
        }
    }

    fn button(&self, button: &SearchButton<'a>) -> Markup {
        Button {
            content: button.content.clone(),
            variant: button.variant,
            icon: button.icon,
            small: !self.input.large,
            disabled: button.disabled.unwrap_or(self.input.disabled),
            aria_label: Some(words::SEARCH),
            classes: "nhsuk-search-input__button",
            ..Button::default()
        }
        .render()
    }
}

impl Render for SearchInput<'_> {
    fn render(&self) -> Markup {
        let group = Classes::new("nhsuk-search-input")
            .when(self.input.large, "nhsuk-search-input--large")
            .add(self.input.group_classes)
            .render();
        let field = Classes::new("nhsuk-search-input__input")
            .add(self.input.classes)
            .render();
        let input = Input {
            classes: &field.0,
            group_classes: &group.0,
            after: self.button.as_ref().map(|button| self.button(button)),
            ..self.input.clone()
        };
        html! { (input) }
    }
}
