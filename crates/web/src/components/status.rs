//! Status: the sentence that says how a record stands, with its tag.

use maud::{Markup, Render, html};

use super::{Content, Tag};

/// How something stands, in a word and in a sentence.
#[derive(Clone, Debug)]
pub struct Status<'a> {
    /// The word.
    pub tag: Tag<'a>,
    /// The sentence, which says who, what and since when.
    pub sentence: Content<'a>,
}

impl<'a> Status<'a> {
    /// Makes a status.
    pub fn new(tag: Tag<'a>, sentence: impl Into<Content<'a>>) -> Self {
        Self {
            tag,
            sentence: sentence.into(),
        }
    }
}

impl Render for Status<'_> {
    fn render(&self) -> Markup {
        html! {
            div class="app-status" {
                (self.tag) " "
                p class="app-status__sentence" { (self.sentence) }
            }
        }
    }
}
