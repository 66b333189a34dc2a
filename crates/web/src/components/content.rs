//! What a component shows: plain words, escaped when rendered, or markup made already.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, Render, html};

/// Plain words or finished markup, wherever a component takes either.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// Words, escaped on the way out.
    Text(Cow<'a, str>),
    /// Markup, shown as it is.
    Html(Markup),
}

impl Content<'_> {
    /// Says whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Content::Text(words) => words.is_empty(),
            Content::Html(PreEscaped(markup)) => markup.is_empty(),
        }
    }

    /// Renders words inside a paragraph of this class, markup as it is.
    pub(super) fn paragraph(&self, class: Option<&str>) -> Markup {
        match self {
            Content::Text(words) if !words.is_empty() => html! { p class=[class] { (words) } },
            _ => self.render(),
        }
    }
}

impl Default for Content<'_> {
    fn default() -> Self {
        Content::Text(Cow::Borrowed(""))
    }
}

impl Render for Content<'_> {
    fn render(&self) -> Markup {
        match self {
            Content::Text(words) => html! { (words) },
            Content::Html(markup) => markup.clone(),
        }
    }
}

impl<'a> From<&'a str> for Content<'a> {
    fn from(words: &'a str) -> Self {
        Content::Text(Cow::Borrowed(words))
    }
}

impl<'a> From<&'a String> for Content<'a> {
    fn from(words: &'a String) -> Self {
        Content::Text(Cow::Borrowed(words))
    }
}

impl From<String> for Content<'_> {
    fn from(words: String) -> Self {
        Content::Text(Cow::Owned(words))
    }
}

impl<'a> From<Cow<'a, str>> for Content<'a> {
    fn from(words: Cow<'a, str>) -> Self {
        Content::Text(words)
    }
}

impl From<Markup> for Content<'_> {
    fn from(markup: Markup) -> Self {
        Content::Html(markup)
    }
}
