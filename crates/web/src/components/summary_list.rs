//! Summary list: the facts of a record, name and value.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::{Card, CardAction, Content};

/// One fact.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow<'a> {
    /// Its name.
    pub key: Content<'a>,
    /// Its value: "Not stated", never empty.
    pub value: Content<'a>,
    /// What can be done with it.
    pub actions: Vec<CardAction<'a>>,
    /// Without the line under it.
    pub borderless: bool,
    /// Width of the names, such as `one-third`.
    pub key_width: Option<&'a str>,
}

impl<'a> SummaryRow<'a> {
    /// Makes a fact.
    pub fn new(key: impl Into<Content<'a>>, value: impl Into<Content<'a>>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            ..Self::default()
        }
    }
}

/// A list of facts.
#[derive(Clone, Debug, Default)]
pub struct SummaryList<'a> {
    /// The facts, in order.
    pub rows: Vec<SummaryRow<'a>>,
    /// Without lines.
    pub borderless: bool,
    /// Without the line under the last.
    pub no_last_border: bool,
    /// The card that it stands in; its body is the list.
    pub card: Option<Card<'a>>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> SummaryList<'a> {
    /// Makes a list.
    #[must_use]
    pub fn new(rows: Vec<SummaryRow<'a>>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    fn row(&self, row: &SummaryRow<'a>, place: Place) -> Markup {
        let lines = !(self.no_last_border && place.last);
        let class = Classes::new("nhsuk-summary-list__row")
            .when(
                place.beside_actions && row.actions.is_empty(),
                "nhsuk-summary-list__row--no-actions",
            )
            .when(
                row.borderless && lines,
                "nhsuk-summary-list__row--no-border",
            );
        let key = Classes::new("nhsuk-summary-list__key").modifier("nhsuk-u-width-", row.key_width);
        html! {
            div class=(class) {
                dt class=(key) { (row.key) }
                dd class="nhsuk-summary-list__value" { (row.value) }
                (self.actions(row))
            }
        }
    }

    fn actions(&self, row: &SummaryRow<'a>) -> Markup {
        let within = self.card.as_ref().and_then(|card| card.heading.as_ref());
        html! {
            @match row.actions.as_slice() {
                [] => {},
                [only] => dd class="nhsuk-summary-list__actions" { (only.within(within)) },
                many => dd class="nhsuk-summary-list__actions" {
                    ul class="nhsuk-summary-list__actions-list" {
                        @for action in many {
                            li class="nhsuk-summary-list__actions-list-item" {
                                (action.within(within))
                            }
                        }
                    }
                },
            }
        }
    }
}

/// What the look of a row depends on besides itself.
#[derive(Clone, Copy)]
struct Place {
    last: bool,
    beside_actions: bool,
}

impl Render for SummaryList<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-summary-list")
            .when(self.borderless, "nhsuk-summary-list--no-border")
            .when(
                self.no_last_border && !self.borderless,
                "nhsuk-summary-list--no-last-row-border",
            )
            .add(self.classes);
        let beside_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let list = html! {
            dl class=(class) {
                @for (number, row) in (1..).zip(&self.rows) {
                    (self.row(row, Place { last: number == self.rows.len(), beside_actions }))
                }
            }
        };
        match &self.card {
            None => list,
            Some(card) => Card {
                body: list.into(),
                ..card.clone()
            }
            .render(),
        }
    }
}
