//! Text input: one line of text.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::form_group::Notes;
use super::{Content, Label};

/// A field for one line.
#[derive(Clone, Debug)]
pub struct Input<'a> {
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
    pub value: Option<&'a str>,
    /// The kind of field: text, search, email, password, url.
    pub kind: &'a str,
    /// How many characters wide: 2, 3, 4, 5, 10, 20 or 30.
    pub width: Option<u8>,
    /// What a browser may fill in.
    pub autocomplete: Option<&'a str>,
    /// Which keyboard a phone shows.
    pub inputmode: Option<&'a str>,
    /// Whether the browser checks spelling.
    pub spellcheck: Option<bool>,
    /// An example in the empty field; never instead of a label.
    pub placeholder: Option<&'a str>,
    /// What stands before it, such as a unit.
    pub prefix: Option<Content<'a>>,
    /// What stands after it.
    pub suffix: Option<Content<'a>>,
    /// What follows in the same line, such as a button.
    pub after: Option<Markup>,
    /// Larger, as on the home page.
    pub large: bool,
    /// In even letters, for references.
    pub code: bool,
    /// Cannot be used.
    pub disabled: bool,
    /// Further classes of the field.
    pub classes: &'a str,
    /// Further classes of the line that holds field, prefix, suffix and button.
    pub wrapper_classes: &'a str,
    /// Further classes of the box around everything.
    pub group_classes: &'a str,
}

impl<'a> Input<'a> {
    /// Makes a field for text.
    pub fn new(name: &'a str, label: impl Into<Label<'a>>) -> Self {
        Self {
            name,
            id: None,
            label: label.into(),
            hint: None,
            error: None,
            value: None,
            kind: "text",
            width: None,
            autocomplete: None,
            inputmode: None,
            spellcheck: None,
            placeholder: None,
            prefix: None,
            suffix: None,
            after: None,
            large: false,
            code: false,
            disabled: false,
            classes: "",
            wrapper_classes: "",
            group_classes: "",
        }
    }

    fn field(&self, id: &str, notes: &Notes<'_>) -> Markup {
        let class = Classes::new("nhsuk-input")
            .when(self.large, "nhsuk-input--large")
            .when(self.code, "nhsuk-input--code")
            .when(notes.has_error(), "nhsuk-input--error")
            .modifier(
                "nhsuk-input--width-",
                self.width.map(|width| width.to_string()).as_deref(),
            )
            .add(self.classes);
        html! {
            input class=(class) id=(id) name=(self.name) type=(self.kind)
                spellcheck=[self.spellcheck] value=[self.value] disabled[self.disabled]
                aria-describedby=[notes.described_by()] autocomplete=[self.autocomplete]
                placeholder=[self.placeholder] inputmode=[self.inputmode];
        }
    }

    fn line(&self, field: Markup) -> Markup {
        let affixed = self.prefix.is_some() || self.suffix.is_some() || self.after.is_some();
        if !affixed && self.wrapper_classes.is_empty() {
            return field;
        }
        let class = Classes::new("nhsuk-input-wrapper")
            .when(self.large, "nhsuk-input-wrapper--large")
            .add(self.wrapper_classes);
        html! {
            div class=(class) {
                @if let Some(prefix) = &self.prefix {
                    div class="nhsuk-input-wrapper__prefix" aria-hidden="true" { (prefix) }
                }
                (field)
                @if let Some(suffix) = &self.suffix {
                    div class="nhsuk-input-wrapper__suffix" aria-hidden="true" { (suffix) }
                }
                @if let Some(after) = &self.after { (after) }
            }
        }
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let id = self.id.unwrap_or(self.name);
        let notes = Notes::of(id, self.hint.as_ref(), self.error.as_ref());
        let inner = html! {
            (self.label.of(Some(id)))
            (notes)
            (self.line(self.field(id, &notes)))
        };
        notes.group(self.group_classes, inner)
    }
}
