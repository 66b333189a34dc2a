//! Header: whose service it is, search, and the way to its parts.
//!
//! The package's header always shows the NHS mark, which we may not use; ours shows the name of the
//! service alone, or the running body's own mark when the deployment gives one.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::{Button, ButtonIcon, Content, Icon, Input, Label};
use crate::words;

/// The mark of the body that runs the register: an image that it has the right to use.
#[derive(Clone, Copy, Debug)]
pub struct Logo<'a> {
    /// The image, on our own address.
    pub src: &'a str,
    /// What it says in words.
    pub alt: &'a str,
}

/// The search form in the header.
#[derive(Clone, Copy, Debug)]
pub struct HeaderSearch<'a> {
    /// Where it leads.
    pub action: &'a str,
    /// The label, for screen readers.
    pub label: &'a str,
    /// The same in short, inside the empty field.
    pub placeholder: &'a str,
}

/// A link to a part of the service.
#[derive(Clone, Copy, Debug, Default)]
pub struct NavigationItem<'a> {
    /// Its name.
    pub text: &'a str,
    /// Its address; none for words alone.
    pub href: Option<&'a str>,
    /// Whether this very page is being read.
    pub current: bool,
    /// Whether a page below it is being read.
    pub active: bool,
}

/// One thing in the account bar.
#[derive(Clone, Copy, Debug)]
pub enum AccountItem<'a> {
    /// Who is signed in.
    Name(&'a str),
    /// Who is signed in, as a link to their own page: words, address.
    NameLink(&'a str, &'a str),
    /// A link: words, address.
    Link(&'a str, &'a str),
    /// A button that sends a form, such as "Sign out": words, address.
    Button(&'a str, &'a str),
}

/// Who is signed in, and the way out.
#[derive(Clone, Debug, Default)]
pub struct Account<'a> {
    /// From left to right.
    pub items: Vec<AccountItem<'a>>,
}

/// The top of a page.
#[derive(Clone, Debug, Default)]
pub struct Header<'a> {
    /// The name of the service.
    pub service_name: &'a str,
    /// Its home page.
    pub service_href: Option<&'a str>,
    /// The mark of the running body.
    pub logo: Option<Logo<'a>>,
    /// White rather than the brand colour.
    pub white: bool,
    /// The search form.
    pub search: Option<HeaderSearch<'a>>,
    /// Who is signed in.
    pub account: Option<Account<'a>>,
    /// The parts of the service.
    pub navigation: Vec<NavigationItem<'a>>,
    /// A white navigation bar.
    pub navigation_white: bool,
}

impl Header<'_> {
    fn service(&self) -> Markup {
        let inner = html! {
            @if let Some(logo) = self.logo {
                img class="nhsuk-header__organisation-logo" src=(logo.src) width="280"
                    alt=(logo.alt);
            }
            @if !self.service_name.is_empty() {
                span class="nhsuk-header__service-name" { (self.service_name) }
            }
        };
        let href = self.service_href.filter(|_| !inner.0.is_empty());
        html! {
            div class="nhsuk-header__service" {
                @match href {
                    Some(href) => a class="nhsuk-header__service-logo" href=(href) { (inner) },
                    None => (inner),
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        let class = Classes::new("nhsuk-header__navigation")
            .when(self.navigation_white, "nhsuk-header__navigation--white");
        html! {
            @if !self.navigation.is_empty() {
                nav class=(class) aria-label=(words::MENU) {
                    div class="nhsuk-header__navigation-container nhsuk-width-container" {
                        ul class="nhsuk-header__navigation-list" {
                            @for item in &self.navigation { (item) }
                        }
                    }
                }
            }
        }
    }
}

impl Render for Header<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-header").when(self.white, "nhsuk-header--white");
        html! {
            header class=(class) data-module="nhsuk-header" role="banner" {
                div class="nhsuk-header__container nhsuk-width-container" {
                    (self.service())
                    @if let Some(search) = &self.search { (search) }
                    @if let Some(account) = &self.account { (account) }
                }
                (self.navigation())
            }
        }
    }
}

impl Render for NavigationItem<'_> {
    fn render(&self) -> Markup {
        let here = self.current || self.active;
        let class = Classes::new("nhsuk-header__navigation-item")
            .when(here, "nhsuk-header__navigation-item--current");
        let current = if self.current {
            Some("page")
        } else {
            here.then_some("true")
        };
        // The strong element still shows the current page to those who override styles.
        let inner = html! {
            @if here {
                strong class="nhsuk-header__navigation-item-current-fallback" { (self.text) }
            } @else {
                (self.text)
            }
        };
        html! {
            li class=(class) {
                @match self.href {
                    Some(href) => a class="nhsuk-header__navigation-link" href=(href)
                        aria-current=[current] { (inner) },
                    None => span class="nhsuk-header__navigation-text" aria-current=[current] {
                        (inner)
                    },
                }
            }
        }
    }
}

impl Render for HeaderSearch<'_> {
    fn render(&self) -> Markup {
        let button = Button {
            aria_label: Some(words::SEARCH),
            icon: Some(ButtonIcon::Start(Icon::Search)),
            small: true,
            ..Button::new("")
        };
        let input = Input {
            id: Some("search-field"),
            kind: "search",
            autocomplete: Some("off"),
            placeholder: Some(self.placeholder),
            after: Some(button.render()),
            ..Input::new("q", Label::hidden(Content::from(self.label)))
        };
        html! {
            search class="nhsuk-header__search" {
                form class="nhsuk-header__search-form" id="search" action=(self.action)
                    method="get" novalidate { (input) }
            }
        }
    }
}

impl Render for Account<'_> {
    fn render(&self) -> Markup {
        html! {
            nav class="nhsuk-header__account" aria-label=(words::ACCOUNT) {
                ul class="nhsuk-header__account-list" {
                    @for item in &self.items {
                        li class="nhsuk-header__account-item" { (item) }
                    }
                }
            }
        }
    }
}

impl Render for AccountItem<'_> {
    fn render(&self) -> Markup {
        html! {
            @match *self {
                Self::Name(name) => { (Icon::User) (name) },
                Self::NameLink(text, href) => a class="nhsuk-header__account-link" href=(href) {
                    (Icon::User) (text)
                },
                Self::Link(text, href) => a class="nhsuk-header__account-link" href=(href) {
                    (text)
                },
                Self::Button(text, action) => form class="nhsuk-header__account-form"
                    action=(action) method="post" novalidate {
                    button class="nhsuk-header__account-button" { (text) }
                },
            }
        }
    }
}
