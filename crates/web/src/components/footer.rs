//! Footer: the same links in the same place on every page, and whose register it is.

use maud::{Markup, Render, html};

use super::Content;
use crate::words;

/// A link in the footer.
#[derive(Clone, Copy, Debug)]
pub struct FooterLink<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where it goes.
    pub href: &'a str,
}

impl<'a> FooterLink<'a> {
    /// Makes a link.
    #[must_use]
    pub const fn new(text: &'a str, href: &'a str) -> Self {
        Self { text, href }
    }
}

/// Links under one heading.
#[derive(Clone, Debug, Default)]
pub struct FooterColumn<'a> {
    /// The heading.
    pub heading: Option<&'a str>,
    /// The links.
    pub links: Vec<FooterLink<'a>>,
    /// How wide: `one-quarter`, `one-third`, `one-half` or `full`.
    pub width: Option<&'a str>,
}

/// The end of a page.
#[derive(Clone, Debug, Default)]
pub struct Footer<'a> {
    /// Columns of links, at most four.
    pub columns: Vec<FooterColumn<'a>>,
    /// Links to the pages that every service has.
    pub support: Vec<FooterLink<'a>>,
    /// Who runs the register.
    pub about: Option<Content<'a>>,
    /// Whose copyright, or under which licence.
    pub copyright: Option<Content<'a>>,
}

impl Footer<'_> {
    fn columns(&self) -> Markup {
        html! {
            @if !self.columns.is_empty() {
                div class="nhsuk-footer__navigation nhsuk-grid-row" {
                    @for column in &self.columns {
                        div class={
                            "nhsuk-grid-column-" (column.width.unwrap_or("one-quarter"))
                        } {
                            @if let Some(heading) = column.heading {
                                h2 class="nhsuk-footer__heading nhsuk-heading-s" { (heading) }
                            }
                            (list(&column.links))
                        }
                    }
                }
            }
        }
    }
}

impl Render for Footer<'_> {
    fn render(&self) -> Markup {
        html! {
            footer class="nhsuk-footer" role="contentinfo" {
                div class="nhsuk-width-container" {
                    (self.columns())
                    div class="nhsuk-footer__meta" {
                        @if !self.support.is_empty() {
                            h2 class="nhsuk-u-visually-hidden" { (words::SUPPORT_LINKS) }
                            (list(&self.support))
                        }
                        @if let Some(about) = &self.about {
                            (about.paragraph(Some("nhsuk-body-s")))
                        }
                        @if let Some(copyright) = &self.copyright {
                            (copyright.paragraph(Some("nhsuk-body-s")))
                        }
                    }
                }
            }
        }
    }
}

fn list(links: &[FooterLink<'_>]) -> Markup {
    html! {
        ul class="nhsuk-footer__list" {
            @for link in links {
                li class="nhsuk-footer__list-item" {
                    a class="nhsuk-footer__list-item-link" href=(link.href) { (link.text) }
                }
            }
        }
    }
}
