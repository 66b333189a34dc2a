//! The frame of every page: one whole HTML document around what a page has to say.
//!
//! Nothing in it runs (no script), nothing is styled in place, nothing is fetched from elsewhere;
//! `tests/layout.rs` holds it to that. What it says is in [`crate::words`]. What stands inside,
//! the heading of level 1 included, is for the page to say.

use maud::{DOCTYPE, Markup, Render, html};
use std::borrow::Cow;

use crate::assets::{self, Asset};
use crate::components::{
    Account, BackLink, Breadcrumb, Breadcrumbs, Content, Footer, FooterLink, Header, HeaderSearch,
    InsetText, Logo, NavigationItem, PhaseBanner, SkipLink,
};
use crate::words;

/// The colour of a browser's frame around the page: white, as the header.
const THEME_COLOUR: &str = "#ffffff";

/// What is the same on all pages of a deployment: comes from its settings.
#[derive(Clone, Debug, Default)]
pub struct Site<'a> {
    /// The name of the service.
    pub service_name: &'a str,
    /// The body that runs the register.
    pub run_by: &'a str,
    /// Whether that body calls it an official publication.
    pub official: bool,
    /// The mark of that body, which it has the right to use.
    pub logo: Option<Logo<'a>>,
    /// The phase, and where to give feedback, while in alpha or beta.
    pub phase: Option<PhaseBanner<'a>>,
    /// Whose copyright, or under which licence.
    pub copyright: Option<Content<'a>>,
}

/// The parts of the service, in the order of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All recommendations.
    Recommendations,
    /// The publications that they come from.
    Reports,
    /// What falls due.
    Due,
    /// All organisations.
    Organisations,
    /// Counts over the register, as pictures and tables.
    Statistics,
    /// How statuses work, and the schemes behind them.
    Statuses,
    /// About the register.
    About,
}

impl Part {
    /// The parts in the navigation, in its order; the others are linked from their pages and
    /// the footer, so that the navigation stays within a line.
    pub const NAVIGATION: [Self; 6] = [
        Self::Recommendations,
        Self::Reports,
        Self::Due,
        Self::Organisations,
        Self::Statistics,
        Self::About,
    ];

    /// What the navigation calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recommendations => words::parts::RECOMMENDATIONS,
            Self::Reports => words::parts::REPORTS,
            Self::Due => words::parts::DUE,
            Self::Organisations => words::parts::ORGANISATIONS,
            Self::Statistics => words::parts::STATISTICS,
            Self::Statuses => words::parts::STATUSES,
            Self::About => words::parts::ABOUT,
        }
    }

    /// Its address.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Recommendations => "/recommendations",
            Self::Reports => "/reports",
            Self::Due => "/due",
            Self::Organisations => "/organisations",
            Self::Statistics => "/statistics",
            Self::Statuses => "/statuses",
            Self::About => "/about",
        }
    }
}

/// Where a page stands in the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In no part: home, problem pages, cookies.
    #[default]
    Apart,
    /// The first page of a part.
    At(Part),
    /// A page below a part.
    Within(Part),
}

/// How wide the text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// About 75 characters: for reading.
    #[default]
    TwoThirds,
    /// The whole page: for tables, lists with filters, and review.
    Full,
}

/// The same page in another form.
#[derive(Clone, Debug)]
pub struct Twin<'a> {
    /// Its address.
    pub href: Cow<'a, str>,
    /// Its media type: `application/json`, `application/atom+xml`, `text/csv`.
    pub media_type: &'a str,
    /// What the link in the page says: [`words::THIS_PAGE_AS_DATA`].
    pub text: &'a str,
}

impl<'a> Twin<'a> {
    /// Makes the link to the page as JSON.
    #[must_use]
    pub const fn json(href: &'a str) -> Self {
        Self {
            href: Cow::Borrowed(href),
            media_type: "application/json",
            text: words::THIS_PAGE_AS_DATA,
        }
    }

    /// Makes the link to a feed of what changes on the page.
    #[must_use]
    pub const fn feed(href: String, text: &'a str) -> Self {
        Self {
            href: Cow::Owned(href),
            media_type: "application/atom+xml",
            text,
        }
    }
}

/// Says that a page shows a past day.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'a> {
    /// The day, in words: "3 May 2024".
    pub day: &'a str,
    /// The same page today.
    pub today_href: &'a str,
}

/// What a printed page says at its foot.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The permanent address of the page.
    pub address: &'a str,
    /// The day, in words, that it was made.
    pub day: &'a str,
}

/// A page: what differs from one to the next.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The deployment.
    pub site: &'a Site<'a>,
    /// The words of the heading of level 1, for the title.
    pub title: &'a str,
    /// The section that the title names second; none where it would repeat the heading.
    pub section: Option<&'a str>,
    /// "(page 2 of 14)", from [`crate::components::page_of`].
    pub page_of: Option<String>,
    /// Whether a form on it has something to mend: "Error: " comes first in the title.
    pub has_errors: bool,
    /// Where it stands.
    pub place: Place,
    /// The pages above it, where they are others than home and its part.
    pub breadcrumbs: &'a [Breadcrumb<'a>],
    /// The page before, in place of breadcrumbs.
    pub back_href: Option<&'a str>,
    /// How wide the text runs.
    pub width: Width,
    /// Whether the header has the search form: not where the page has its own.
    pub search_in_header: bool,
    /// The past day that it shows.
    pub as_of: Option<AsOf<'a>>,
    /// Other forms of the same.
    pub twins: Vec<Twin<'a>>,
    /// What it says at its foot when printed.
    pub printed: Option<Printed<'a>>,
    /// Who is signed in.
    pub account: Option<Account<'a>>,
    /// Whether search engines are asked to leave it out.
    pub unlisted: bool,
    /// What it has to say.
    pub main: Markup,
}

impl<'a> Page<'a> {
    /// Makes a page for reading, in no part of the service.
    #[must_use]
    pub fn new(site: &'a Site<'a>, title: &'a str, main: Markup) -> Self {
        Self {
            site,
            title,
            section: None,
            page_of: None,
            has_errors: false,
            place: Place::Apart,
            breadcrumbs: &[],
            back_href: None,
            width: Width::TwoThirds,
            search_in_header: true,
            as_of: None,
            twins: Vec::new(),
            printed: None,
            account: None,
            unlisted: false,
            main,
        }
    }

    /// The title: heading, section, service.
    #[must_use]
    pub fn full_title(&self) -> String {
        let mut title = String::new();
        if self.has_errors {
            title.push_str(words::ERROR);
            title.push_str(": ");
        }
        title.push_str(self.title);
        if let Some(page_of) = &self.page_of {
            title.push(' ');
            title.push_str(page_of);
        }
        // A title that is the service's name, as at home, does not say it twice.
        let service = Some(self.site.service_name).filter(|name| *name != self.title);
        for more in [self.section, service].into_iter().flatten() {
            title.push_str(" – ");
            title.push_str(more);
        }
        title
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                title { (self.full_title()) }
                meta name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="theme-color" content=(THEME_COLOUR);
                @if self.unlisted { meta name="robots" content="noindex"; }
                link rel="icon" href=(assets::href(Asset::Icon)) type="image/svg+xml";
                link rel="stylesheet" href=(assets::href(Asset::Stylesheet));
                @for twin in &self.twins {
                    link rel="alternate" type=(twin.media_type) href=(twin.href)
                        title=(twin.text);
                }
            }
        }
    }

    fn header(&self) -> Markup {
        let search = HeaderSearch {
            action: Part::Recommendations.href(),
            label: words::SEARCH_THE_REGISTER,
            placeholder: words::SEARCH,
        };
        Header {
            service_name: self.site.service_name,
            service_href: Some("/"),
            logo: self.site.logo,
            white: true,
            search: self.search_in_header.then_some(search),
            account: self.account.clone(),
            navigation: Part::NAVIGATION
                .map(|part| self.navigation_item(part))
                .into(),
            navigation_white: true,
        }
        .render()
    }

    fn navigation_item(&self, part: Part) -> NavigationItem<'static> {
        NavigationItem {
            text: part.name(),
            href: Some(part.href()),
            current: self.place == Place::At(part),
            active: self.place == Place::Within(part),
        }
    }

    fn above(&self) -> Markup {
        html! {
            @let home = Breadcrumb::new(words::HOME, "/");
            @if let Some(phase) = &self.site.phase { (phase) }
            @if let Some(href) = self.back_href {
                nav aria-label=(words::BACK) { (BackLink::new(href)) }
            } @else if !self.breadcrumbs.is_empty() {
                (Breadcrumbs { items: self.breadcrumbs })
            } @else if let Place::Within(part) = self.place {
                (Breadcrumbs { items: &[home, Breadcrumb::new(part.name(), part.href())] })
            } @else if let Place::At(_) = self.place {
                (Breadcrumbs { items: &[home] })
            }
        }
    }

    fn main(&self) -> Markup {
        let column = match self.width {
            Width::TwoThirds => "nhsuk-grid-column-two-thirds",
            Width::Full => "nhsuk-grid-column-full",
        };
        html! {
            main class="nhsuk-main-wrapper" id="maincontent" {
                div class="nhsuk-grid-row" {
                    div class=(column) {
                        @if let Some(as_of) = self.as_of { (as_of) }
                        (self.main)
                        (self.twins())
                        @if let Some(printed) = self.printed { (printed) }
                    }
                }
            }
        }
    }

    fn twins(&self) -> Markup {
        html! {
            @if !self.twins.is_empty() {
                ul class="app-twins nhsuk-list" {
                    @for twin in &self.twins {
                        li { a href=(twin.href) type=(twin.media_type) { (twin.text) } }
                    }
                }
            }
        }
    }
}

impl Render for AsOf<'_> {
    fn render(&self) -> Markup {
        let words = html! {
            p {
                (words::as_of(self.day)) " "
                a href=(self.today_href) { (words::SEE_TODAY) }
                "."
            }
        };
        InsetText::new(words).render()
    }
}

impl Render for Printed<'_> {
    fn render(&self) -> Markup {
        html! { p class="app-printed" { (words::printed(self.address, self.day)) } }
    }
}

impl Render for Page<'_> {
    fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en-GB" {
                (self.head())
                body {
                    (SkipLink::default())
                    (self.header())
                    div class="nhsuk-width-container" {
                        (self.above())
                        (self.main())
                    }
                    (footer(self.site))
                }
            }
        }
    }
}

fn footer(site: &Site<'_>) -> Markup {
    let status = if site.official {
        words::OFFICIAL
    } else {
        words::NOT_OFFICIAL
    };
    Footer {
        support: vec![
            FooterLink::new(words::support::ACCESSIBILITY, "/accessibility"),
            FooterLink::new(words::support::CONTACT, "/contact"),
            FooterLink::new(words::support::COOKIES, "/cookies"),
            FooterLink::new(words::support::DATA, "/data"),
            FooterLink::new(words::support::GLOSSARY, "/glossary"),
            FooterLink::new(words::support::STATUSES, "/statuses"),
            FooterLink::new(words::support::PRIVACY, "/privacy"),
            FooterLink::new(words::support::TERMS, "/terms"),
        ],
        about: Some(format!("{} {status}", words::run_by(site.run_by)).into()),
        copyright: site.copyright.clone(),
        ..Footer::default()
    }
    .render()
}
