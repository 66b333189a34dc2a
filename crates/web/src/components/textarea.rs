//! Textarea: several lines of text.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::form_group::Notes;
use super::{Content, Label};

/// A field for several lines.
#[derive(Clone, Debug)]
pub struct Textarea<'a> {
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
    /// What it holds.
    pub value: &'a str,
    /// How many lines it shows.
    pub rows: u8,
    /// What a browser may fill in.
    pub autocomplete: Option<&'a str>,
    /// Cannot be used.
    pub disabled: bool,
    /// Further classes of the field.
    pub classes: &'a str,
}

impl<'a> Textarea<'a> {
    /// Makes a field of five lines.
    pub fn new(name: &'a str, label: impl Into<Label<'a>>) -> Self {
        Self {
            name,
            id: None,
            label: label.into(),
            hint: None,
            error: None,
            value: "",
            rows: 5,
            autocomplete: None,
            disabled: false,
            classes: "",
        }
    }
}

impl Render for Textarea<'_> {
    fn render(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let notes = Notes::of(id, self.hint.as_ref(), self.error.as_ref());
        let class = Classes::new("nhsuk-textarea")
            .when(notes.has_error(), "nhsuk-textarea--error")
            .add(self.classes);
        let inner = html! {
            (self.label.of(Some(id)))
            (notes)
            textarea class=(class) id=(id) name=(self.name) rows=(self.rows)
                disabled[self.disabled] autocomplete=[self.autocomplete]
                aria-describedby=[notes.described_by()] {
                // The parser drops one line break after the tag: this one, not the text's own.
                "\n" (self.value)
            }
        };
        notes.group("", inner)
    }
}
