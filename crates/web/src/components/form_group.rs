//! What all fields share: the box around them, their hint and their error message.

use maud::{Markup, Render, html};

use super::classes::{Classes, described_by};
use super::{Content, ErrorMessage, Hint};

/// The hint and error message of one field.
pub(super) struct Notes<'a> {
    hint: Option<(&'a Content<'a>, String)>,
    error: Option<(&'a Content<'a>, String)>,
}

impl<'a> Notes<'a> {
    /// Takes the notes of the field with this id.
    pub(super) fn of(
        id: &str,
        hint: Option<&'a Content<'a>>,
        error: Option<&'a Content<'a>>,
    ) -> Self {
        Self {
            hint: hint.map(|content| (content, format!("{id}-hint"))),
            error: error.map(|content| (content, format!("{id}-error"))),
        }
    }

    /// Says whether the field has something to mend.
    pub(super) fn has_error(&self) -> bool {
        self.error.is_some()
    }

    /// The ids for the field's `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|(_, id)| id.as_str());
        let error = self.error.as_ref().map(|(_, id)| id.as_str());
        described_by(&[hint, error])
    }

    /// Renders the box that holds a field.
    pub(super) fn group(&self, classes: &str, inner: Markup) -> Markup {
        let class = Classes::new("nhsuk-form-group")
            .when(self.has_error(), "nhsuk-form-group--error")
            .add(classes);
        html! { div class=(class) { (inner) } }
    }
}

impl Render for Notes<'_> {
    fn render(&self) -> Markup {
        html! {
            @if let Some((content, id)) = &self.hint {
                (Hint { content: (*content).clone(), id: Some(id), classes: "" })
            }
            @if let Some((content, id)) = &self.error {
                (ErrorMessage { id: Some(id), ..ErrorMessage::new((*content).clone()) })
            }
        }
    }
}
