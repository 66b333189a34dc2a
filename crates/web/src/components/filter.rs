//! Filter: what narrows a list. A plain GET form; everything it holds is in the address.
//!
//! Folded away on small screens, always open on wide ones where the browser lets a style do that.

use maud::{Markup, Render, html};

use super::{Button, ButtonVariant, Checkboxes, Choice, ChoiceItem, Content, Legend, Size};
use crate::words;

/// How many checkboxes a group shows before it scrolls.
const ITEMS_IN_SIGHT: usize = 8;

/// Fields that narrow a list by one thing.
#[derive(Clone, Debug)]
pub struct FilterGroup<'a> {
    /// The fields, with their own label or legend.
    pub body: Content<'a>,
    /// Too many to show at once.
    pub long: bool,
}

impl<'a> FilterGroup<'a> {
    /// Makes a group of checkboxes; put counts into the words: "Completed (12)".
    #[must_use]
    pub fn checkboxes(
        name: &'a str,
        legend: &'a str,
        items: Vec<ChoiceItem<'a>>,
        selected: Vec<&'a str>,
    ) -> Self {
        let long = items.len() > ITEMS_IN_SIGHT;
        let legend = Legend {
            size: Some(Size::S),
            ..Legend::new(legend)
        };
        let choice = Choice {
            selected,
            small: true,
            ..Choice::new(name, legend, items)
        };
        Self {
            body: Checkboxes(choice).render().into(),
            long,
        }
    }

    /// Makes a group of other fields.
    pub fn fields(body: Markup) -> Self {
        Self {
            body: body.into(),
            long: false,
        }
    }
}

/// The panel with all filters of a list.
#[derive(Clone, Debug, Default)]
pub struct Filter<'a> {
    /// The list.
    pub action: &'a str,
    /// Fields of the address to keep, such as the words searched for: name and value.
    pub kept: Vec<(&'a str, &'a str)>,
    /// The groups, most used first.
    pub groups: Vec<FilterGroup<'a>>,
    /// Whether the panel begins open on small screens.
    pub open: bool,
}

impl Render for Filter<'_> {
    fn render(&self) -> Markup {
        // At the top too: whoever changes one box should not have to pass all the others.
        let apply = Button {
            variant: ButtonVariant::Secondary,
            small: true,
            ..Button::new(words::APPLY_FILTERS)
        };
        html! {
            details class="app-filter" open[self.open] {
                summary class="app-filter__summary" {
                    span class="app-filter__summary-text" { (words::FILTER) }
                }
                form class="app-filter__form" action=(self.action) method="get" novalidate {
                    h2 class="app-filter__heading nhsuk-heading-s" { (words::FILTER) }
                    @for (name, value) in &self.kept {
                        input type="hidden" name=(name) value=(value);
                    }
                    (apply)
                    @for group in &self.groups {
                        @let long = if group.long { " app-filter__group--long" } else { "" };
                        div class={ "app-filter__group" (long) } {
                            (group.body)
                        }
                    }
                    (apply)
                }
            }
        }
    }
}
