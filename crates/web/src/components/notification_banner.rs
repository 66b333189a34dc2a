//! Notification banner: what has just been done, once, on the page after.

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::heading::titled;
use super::{Content, Level};
use crate::words;

/// The heading within a banner.
#[derive(Clone, Debug)]
pub struct BannerHeading<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Its level.
    pub level: Level,
}

/// A banner: one at a time, never beside an error summary.
#[derive(Clone, Debug, Default)]
pub struct NotificationBanner<'a> {
    /// Good news (green), rather than a notice.
    pub success: bool,
    /// The word at its top; "Success" or "Important" if not said.
    pub title: Option<Content<'a>>,
    /// The heading within.
    pub heading: Option<BannerHeading<'a>>,
    /// What it says.
    pub body: Content<'a>,
    /// What it is to a screen reader; an alert or a region if not said.
    pub role: Option<&'a str>,
}

impl<'a> NotificationBanner<'a> {
    /// Makes a notice.
    pub fn notice(body: impl Into<Content<'a>>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// Makes a banner that says what has been done.
    pub fn success(body: impl Into<Content<'a>>) -> Self {
        Self {
            success: true,
            ..Self::notice(body)
        }
    }

    fn words(&self) -> Markup {
        let class = match self.heading {
            None => "nhsuk-notification-banner__heading",
            Some(_) => "nhsuk-body",
        };
        self.body.paragraph(Some(class))
    }
}

impl Render for NotificationBanner<'_> {
    fn render(&self) -> Markup {
        let class = Classes::new("nhsuk-notification-banner")
            .when(self.success, "nhsuk-notification-banner--success");
        let (title, role) = if self.success {
            (words::SUCCESS, "alert")
        } else {
            (words::IMPORTANT, "region")
        };
        let id = "nhsuk-notification-banner-title";
        html! {
            div class=(class) data-module="nhsuk-notification-banner"
                role=(self.role.unwrap_or(role)) aria-labelledby=(id) {
                div class="nhsuk-notification-banner__header" {
                    h2 class="nhsuk-notification-banner__title" id=(id) {
                        @match &self.title {
                            Some(title) => (title),
                            None => (title),
                        }
                    }
                }
                div class="nhsuk-notification-banner__content" {
                    @if let Some(heading) = &self.heading {
                        @let class = "nhsuk-notification-banner__heading";
                        (titled(heading.level, class, None, html! { (heading.content) }))
                    }
                    (self.words())
                }
            }
        }
    }
}
