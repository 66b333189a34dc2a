//! Selected filters: what a list is narrowed by, each to take away.

use maud::{Markup, Render, html};

use super::Icon;
use crate::words;

/// One filter in force.
#[derive(Clone, Debug)]
pub struct SelectedFilter<'a> {
    /// What it narrows by: "Status".
    pub group: &'a str,
    /// To what: "Response overdue".
    pub text: &'a str,
    /// The list without it.
    pub remove_href: &'a str,
}

/// All filters in force; nothing when there are none.
#[derive(Clone, Debug, Default)]
pub struct SelectedFilters<'a> {
    /// The filters, in the order of the panel.
    pub filters: Vec<SelectedFilter<'a>>,
    /// The list without any.
    pub clear_href: &'a str,
}

impl Render for SelectedFilters<'_> {
    fn render(&self) -> Markup {
        if self.filters.is_empty() {
            return Markup::default();
        }
        html! {
            div class="app-selected-filters" {
                h3 class="nhsuk-u-visually-hidden" { (words::SELECTED_FILTERS) }
                ul class="app-selected-filters__list" role="list" {
                    @for filter in &self.filters {
                        li class="app-selected-filters__item" {
                            a class="app-selected-filters__link" href=(filter.remove_href) {
                                span class="nhsuk-u-visually-hidden" { (words::REMOVE_FILTER) " " }
                                span {
                                    span class="app-selected-filters__group" {
                                        (filter.group) ": "
                                    }
                                    (filter.text)
                                }
                                (Icon::Cross)
                            }
                        }
                    }
                }
                p class="app-selected-filters__clear" {
                    a class="nhsuk-link" href=(self.clear_href) { (words::CLEAR_ALL_FILTERS) }
                }
            }
        }
    }
}
