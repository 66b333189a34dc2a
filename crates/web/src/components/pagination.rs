//! Pagination: numbered pages of a list, or the page before and after.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, Render, html};

use super::classes::Classes;
use super::{Content, Icon};
use crate::words;

/// A way to the page before or after.
#[derive(Clone, Debug)]
pub struct PageLink<'a> {
    /// Where it goes.
    pub href: Cow<'a, str>,
    /// What it says; "Previous page" or "Next page" if not said.
    pub content: Option<Content<'a>>,
    /// The title of that page, where pages are not numbered.
    pub label: Option<Content<'a>>,
}

impl<'a> PageLink<'a> {
    /// Makes a link in the usual words.
    pub fn new(href: impl Into<Cow<'a, str>>) -> Self {
        Self {
            href: href.into(),
            content: None,
            label: None,
        }
    }
}

/// One place in a row of page numbers.
#[derive(Clone, Debug)]
pub enum PageItem<'a> {
    /// A page.
    Page {
        /// Its number.
        number: u32,
        /// Its address.
        href: Cow<'a, str>,
        /// Whether it is being read.
        current: bool,
    },
    /// Pages left out.
    Ellipsis,
}

/// The way to other pages of a list.
#[derive(Clone, Debug, Default)]
pub struct Pagination<'a> {
    /// The page before.
    pub previous: Option<PageLink<'a>>,
    /// Numbered pages.
    pub items: Vec<PageItem<'a>>,
    /// The page after.
    pub next: Option<PageLink<'a>>,
}

/// Makes the pagination of a list: first, last, and the current page with its neighbours.
///
/// Gives nothing for a single page. A current page beyond the end counts as the first.
pub fn pages<'a>(current: u32, last: u32, href: impl Fn(u32) -> String) -> Option<Pagination<'a>> {
    if last <= 1 {
        return None;
    }
    let current = if (1..=last).contains(&current) {
        current
    } else {
        1
    };
    let link = |number: u32| PageLink::new(href(number));
    let mut items = Vec::new();
    let mut before = 0;
    for number in shown(current, last) {
        if number > before + 1 {
            items.push(PageItem::Ellipsis);
        }
        let href = Cow::Owned(href(number));
        items.push(PageItem::Page {
            number,
            href,
            current: number == current,
        });
        before = number;
    }
    Some(Pagination {
        previous: (current > 1).then(|| link(current - 1)),
        items,
        next: (current < last).then(|| link(current + 1)),
    })
}

/// The numbers to show, in order. A gap of one page is filled: an ellipsis would be no shorter.
fn shown(current: u32, last: u32) -> impl Iterator<Item = u32> {
    (1..=last).filter(move |&number| {
        let beside = number.abs_diff(current) <= 1;
        let fills_start = number == 2 && current <= 4;
        let fills_end = number + 1 == last && last - current <= 3;
        number == 1 || number == last || beside || fills_start || fills_end
    })
}

/// Says which page of a list this is, for its title: "(page 2 of 14)"; nothing for a single page.
#[must_use]
pub fn page_of(current: u32, last: u32) -> Option<String> {
    (last > 1).then(|| words::page_of(current, last))
}

impl Render for Pagination<'_> {
    fn render(&self) -> Markup {
        let numbered = !self.items.is_empty();
        let class = Classes::new("nhsuk-pagination").when(numbered, "nhsuk-pagination--numbered");
        html! {
            nav class=(class) role="navigation" aria-label=(words::PAGINATION) {
                @if numbered { (self.numbered()) } @else { (self.neighbours()) }
            }
        }
    }
}

impl Pagination<'_> {
    fn numbered(&self) -> Markup {
        html! {
            @if let Some(previous) = &self.previous {
                a href=(previous.href) class="nhsuk-pagination__previous" rel="prev" {
                    (Icon::ArrowLeft)
                    (title(previous, words::PREVIOUS))
                }
            }
            ul class="nhsuk-pagination__list" {
                @for item in &self.items { (item) }
            }
            @if let Some(next) = &self.next {
                a href=(next.href) class="nhsuk-pagination__next" rel="next" {
                    (title(next, words::NEXT))
                    (Icon::ArrowRight)
                }
            }
        }
    }

    fn neighbours(&self) -> Markup {
        html! {
            ul class="nhsuk-list nhsuk-pagination__list" {
                @if let Some(previous) = &self.previous {
                    li class="nhsuk-pagination-item--previous" {
                        a class="nhsuk-pagination__link nhsuk-pagination__link--prev"
                            href=(previous.href) rel="prev" {
                            (title(previous, words::PREVIOUS))
                            (label(previous))
                            (Icon::ArrowLeft)
                        }
                    }
                }
                @if let Some(next) = &self.next {
                    li class="nhsuk-pagination-item--next" {
                        a class="nhsuk-pagination__link nhsuk-pagination__link--next"
                            href=(next.href) rel="next" {
                            (title(next, words::NEXT))
                            (label(next))
                            (Icon::ArrowRight)
                        }
                    }
                }
            }
        }
    }
}

impl Render for PageItem<'_> {
    fn render(&self) -> Markup {
        match self {
            Self::Ellipsis => html! {
                li class="nhsuk-pagination__item nhsuk-pagination__item--ellipsis" {
                    (PreEscaped("&ctdot;"))
                }
            },
            Self::Page {
                number,
                href,
                current,
            } => {
                let class = Classes::new("nhsuk-pagination__item")
                    .when(*current, "nhsuk-pagination__item--current");
                html! {
                    li class=(class) {
                        a class="nhsuk-pagination__link" href=(href)
                            aria-label=(words::page(*number))
                            aria-current=[current.then_some("page")] { (number) }
                    }
                }
            }
        }
    }
}

fn title(link: &PageLink<'_>, word: &str) -> Markup {
    html! {
        span class="nhsuk-pagination__title" {
            @match &link.content {
                Some(content) => (content),
                None => { (word) span class="nhsuk-u-visually-hidden" { (words::HIDDEN_PAGE) } },
            }
        }
    }
}

fn label(link: &PageLink<'_>) -> Markup {
    html! {
        @if let Some(label) = &link.label {
            span class="nhsuk-u-visually-hidden" { ":" }
            " "
            span class="nhsuk-pagination__page" { (label) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(current: u32, last: u32) -> String {
        let Some(pagination) = pages(current, last, |number| format!("?page={number}")) else {
            return "none".to_owned();
        };
        let word = |item: &PageItem<'_>| match item {
            PageItem::Ellipsis => "…".to_owned(),
            PageItem::Page {
                number,
                current: true,
                ..
            } => format!("[{number}]"),
            PageItem::Page { number, .. } => number.to_string(),
        };
        pagination
            .items
            .iter()
            .map(word)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn shows_first_last_and_neighbours() {
        assert_eq!(row(1, 1), "none");
        assert_eq!(row(1, 2), "[1] 2");
        assert_eq!(row(1, 14), "[1] 2 … 14");
        assert_eq!(row(3, 14), "1 2 [3] 4 … 14");
        assert_eq!(row(4, 14), "1 2 3 [4] 5 … 14");
        assert_eq!(row(7, 14), "1 … 6 [7] 8 … 14");
        assert_eq!(row(11, 14), "1 … 10 [11] 12 13 14");
        assert_eq!(row(14, 14), "1 … 13 [14]");
    }

    #[test]
    fn beyond_the_end_is_the_first_page() {
        assert_eq!(row(0, 3), "[1] 2 3");
        assert_eq!(row(99, 3), "[1] 2 3");
    }

    #[test]
    fn title_names_the_page_only_when_there_are_several() {
        assert_eq!(page_of(1, 1), None);
        assert_eq!(page_of(2, 14).as_deref(), Some("(page 2 of 14)"));
    }
}
