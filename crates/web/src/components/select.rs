//! Select: one of a long list of known words. Radios are better for a short one.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::form_group::Notes;
use super::{Content, Label};

/// One entry of a select.
#[derive(Clone, Copy, Debug, Default)]
pub struct SelectOption<'a> {
    /// What is sent; the words if not said.
    pub value: Option<&'a str>,
    /// What it says.
    pub text: &'a str,
    /// Cannot be chosen.
    pub disabled: bool,
    /// A line between entries rather than an entry.
    pub divider: bool,
}

impl<'a> SelectOption<'a> {
    /// Makes an entry.
    #[must_use]
    pub fn new(value: &'a str, text: &'a str) -> Self {
        Self {
            value: Some(value),
            text,
            ..Self::default()
        }
    }
}

/// A field to choose one entry of a list.
#[derive(Clone, Debug, Default)]
pub struct Select<'a> {
    /// The field's name in the form.
    pub name: &'a str,
    /// Its id; the name if it has none of its own.
    pub id: Option<&'a str>,
    /// Its label.
    pub label: Label<'a>,
    /// Help under the label.
    pub hint: Option<Content<'a>>,
    /// What to mend.
    pub error: Option<Content<'a>>,
    /// The entries.
    pub options: Vec<SelectOption<'a>>,
    /// The value chosen.
    pub value: Option<&'a str>,
    /// What follows in the same line, such as a button.
    pub after: Option<Markup>,
    /// Cannot be used.
    pub disabled: bool,
    /// Further classes of the field.
    pub classes: &'a str,
}

impl<'a> Select<'a> {
    /// Makes a select.
    pub fn new(name: &'a str, label: impl Into<Label<'a>>, options: Vec<SelectOption<'a>>) -> Self {
        Self {
            name,
            label: label.into(),
            options,
            ..Self::default()
        }
    }

    fn field(&self, id: &str, notes: &Notes<'_>) -> Markup {
        let class = Classes::new("nhsuk-select")
            .when(notes.has_error(), "nhsuk-select--error")
            .add(self.classes);
        html! {
            select class=(class) id=(id) name=(self.name) disabled[self.disabled]
                aria-describedby=[notes.described_by()] {
                @for option in &self.options {
                    @if option.divider {
                        hr;
                    } @else {
                        option value=[option.value] selected[self.is_chosen(option)]
                            disabled[option.disabled] { (option.text) }
                    }
                }
            }
        }
    }

    fn is_chosen(&self, option: &SelectOption<'_>) -> bool {
        let chosen = self.value.filter(|value| !value.is_empty());
        chosen.is_some_and(|value| option.value.unwrap_or(option.text) == value)
    }
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let notes = Notes::of(id, self.hint.as_ref(), self.error.as_ref());
        let inner = html! {
            (self.label.of(Some(id)))
            (notes)
            @match &self.after {
                Some(after) => div class="nhsuk-input-wrapper" {
                    (self.field(id, &notes))
                    (after)
                },
                None => (self.field(id, &notes)),
            }
        };
        notes.group("", inner)
    }
}
