//! Quotation: received words, shown exactly as they are, and where they come from.

use maud::{Markup, Render, html};

use super::Content;

/// Words of a body, spelling mistakes and all.
#[derive(Clone, Debug, Default)]
pub struct Quotation<'a> {
    /// The words. Plain ones keep their line breaks.
    pub words: Content<'a>,
    /// Whose words they are and where they stand.
    pub source: Option<Content<'a>>,
    /// The address of the document that they come from.
    pub cite: Option<&'a str>,
    /// Their language, when not that of the page.
    pub lang: Option<&'a str>,
    /// Its id.
    pub id: Option<&'a str>,
}

impl<'a> Quotation<'a> {
    /// Makes a quotation.
    pub fn new(words: impl Into<Content<'a>>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }
}

impl Render for Quotation<'_> {
    fn render(&self) -> Markup {
        html! {
            figure class="app-quotation" id=[self.id] {
                blockquote class="app-quotation__words" cite=[self.cite] lang=[self.lang] {
                    (self.words.paragraph(Some("app-quotation__plain")))
                }
                @if let Some(source) = &self.source {
                    figcaption class="app-quotation__source" { (source) }
                }
            }
        }
    }
}
