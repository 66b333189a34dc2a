//! What radios and checkboxes share: a list of things to tick.

use maud::{Markup, html};

use super::classes::{Classes, described_by};
use super::form_group::Notes;
use super::{Content, Fieldset, Hint, Label, Legend};

/// One thing to tick, or the word between two of them.
#[derive(Clone, Debug, Default)]
pub struct ChoiceItem<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What it says.
    pub content: Content<'a>,
    /// Help under it.
    pub hint: Option<Content<'a>>,
    /// Whether it is ticked, whatever [`Choice::selected`] says.
    pub checked: Option<bool>,
    /// Whether it cannot be ticked, whatever [`Choice::disabled`] says.
    pub disabled: Option<bool>,
    /// What to ask when it is ticked. Always in sight, as no script hides it.
    pub conditional: Option<Markup>,
    /// A word such as "or" between items rather than an item.
    pub divider: bool,
    /// Its id; made from that of the list if it has none of its own.
    pub id: Option<&'a str>,
}

impl<'a> ChoiceItem<'a> {
    /// Makes an item.
    pub fn new(value: &'a str, content: impl Into<Content<'a>>) -> Self {
        Self {
            value,
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes the word between two items.
    pub fn divider(word: impl Into<Content<'a>>) -> Self {
        Self {
            content: word.into(),
            divider: true,
            ..Self::default()
        }
    }
}

/// A list of things to tick: give it to `Radios` or `Checkboxes`.
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// The field's name in the form.
    pub name: &'a str,
    /// What ids begin with; the name if not said.
    pub id_prefix: Option<&'a str>,
    /// The question, in a fieldset around the list.
    pub legend: Option<Legend<'a>>,
    /// Help under the question.
    pub hint: Option<Content<'a>>,
    /// What to mend.
    pub error: Option<Content<'a>>,
    /// The items, in order.
    pub items: Vec<ChoiceItem<'a>>,
    /// The values that are ticked.
    pub selected: Vec<&'a str>,
    /// Smaller, as in the filter panel.
    pub small: bool,
    /// Side by side: two short radios only.
    pub inline: bool,
    /// Cannot be used.
    pub disabled: bool,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Choice<'a> {
    /// Makes a list under a question.
    pub fn new(name: &'a str, legend: impl Into<Legend<'a>>, items: Vec<ChoiceItem<'a>>) -> Self {
        Self {
            name,
            legend: Some(legend.into()),
            items,
            ..Self::default()
        }
    }

    pub(super) fn render_as(&self, kind: Kind) -> Markup {
        let prefix = self.id_prefix.unwrap_or(self.name);
        let notes = Notes::of(prefix, self.hint.as_ref(), self.error.as_ref());
        let inner = html! {
            (notes)
            (self.list(kind, prefix, notes.described_by().as_deref()))
        };
        let whole = match &self.legend {
            None => inner,
            Some(legend) => html! {
                (Fieldset {
                    legend: legend.clone(),
                    described_by: notes.described_by().as_deref(),
                    body: inner.into(),
                    classes: "",
                })
            },
        };
        notes.group("", whole)
    }

    fn list(&self, kind: Kind, prefix: &str, notes: Option<&str>) -> Markup {
        let block = kind.block();
        let class = Classes::new(block)
            .when(self.small, &format!("{block}--small"))
            .when(self.inline, &format!("{block}--inline"))
            .add(self.classes);
        // Without a fieldset there is nothing else that could carry the notes of checkboxes.
        let carried = notes.filter(|_| self.legend.is_none() && kind == Kind::Checkboxes);
        html! {
            div class=(class) data-module=(block) {
                @for (number, item) in (1..).zip(&self.items) {
                    @if item.divider {
                        div class={ (block) "__divider" } { (item.content) }
                    } @else {
                        @let id = item_id(item, prefix, number);
                        (self.item(kind, item, &id, carried))
                    }
                }
            }
        }
    }

    fn item(&self, kind: Kind, item: &ChoiceItem<'_>, id: &str, notes: Option<&str>) -> Markup {
        let block = kind.block();
        let hint_id = item.hint.as_ref().map(|_| format!("{id}-item-hint"));
        let conditional_id = item
            .conditional
            .as_ref()
            .map(|_| format!("conditional-{id}"));
        let checked = self.is_checked(item);
        let label_class = format!("{block}__label");
        let hint_class = format!("{block}__hint");
        html! {
            div class={ (block) "__item" } {
                input class={ (block) "__input" } id=(id) name=(self.name) type=(kind.input_type())
                    value=(item.value) checked[checked]
                    disabled[item.disabled.unwrap_or(self.disabled)]
                    data-aria-controls=[conditional_id.as_deref()]
                    aria-describedby=[described_by(&[notes, hint_id.as_deref()])];
                (Label { classes: &label_class, ..Label::new(item.content.clone()) }.of(Some(id)))
                @if let Some(hint) = &item.hint {
                    (Hint { content: hint.clone(), id: hint_id.as_deref(), classes: &hint_class })
                }
            }
            @if let Some(conditional) = &item.conditional {
                @let class = Classes::new("")
                    .add(&format!("{block}__conditional"))
                    .when(!checked, &format!("{block}__conditional--hidden"));
                div class=(class) id=[conditional_id.as_deref()] { (conditional) }
            }
        }
    }

    fn is_checked(&self, item: &ChoiceItem<'_>) -> bool {
        item.checked
            .unwrap_or_else(|| self.selected.contains(&item.value))
    }
}

/// The first id has no number, so that an error summary can link to it by the field's name.
fn item_id(item: &ChoiceItem<'_>, prefix: &str, number: usize) -> String {
    match (item.id, number) {
        (Some(id), _) => id.to_owned(),
        (None, 1) => prefix.to_owned(),
        (None, number) => format!("{prefix}-{number}"),
    }
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Checkboxes,
    Radios,
}

impl Kind {
    fn block(self) -> &'static str {
        match self {
            Self::Checkboxes => "nhsuk-checkboxes",
            Self::Radios => "nhsuk-radios",
        }
    }

    fn input_type(self) -> &'static str {
        match self {
            Self::Checkboxes => "checkbox",
            Self::Radios => "radio",
        }
    }
}
