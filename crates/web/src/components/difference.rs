//! Difference: two versions of a text, what went struck through and what came underlined.

use heeded_publish::difference::Piece;
use maud::{Markup, Render, html};

/// A text with what was changed in it. Hidden words say it to those who hear the page; the lines
/// say it without colour.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The pieces, in the order of reading.
    pub pieces: Vec<Piece>,
}

impl Render for Difference {
    fn render(&self) -> Markup {
        let hidden = |words: &'static str| {
            html! { span class="nhsuk-u-visually-hidden" { (words) } }
        };
        html! {
            p {
                @for (at, piece) in self.pieces.iter().enumerate() {
                    @if at > 0 { " " }
                    @match piece {
                        Piece::Same(words) => (words),
                        Piece::Removed(words) => {
                            del { (hidden("removed: ")) (words) (hidden(" (end of removed)")) }
                        },
                        Piece::Added(words) => {
                            ins { (hidden("added: ")) (words) (hidden(" (end of added)")) }
                        },
                    }
                }
            }
        }
    }
}
