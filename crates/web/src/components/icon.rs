//! Icons drawn in the page: never alone without a name, never an outside file.

use maud::{Markup, Render, html};

/// A small picture in the colour of the words around it, hidden from screen readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Arrow to the left.
    ArrowLeft,
    /// Arrow to the right.
    ArrowRight,
    /// Arrow to the right in a disc.
    ArrowRightCircle,
    /// A cross: take away.
    Cross,
    /// A magnifying glass.
    Search,
    /// A person.
    User,
}

impl Icon {
    fn name(self) -> &'static str {
        match self {
            Self::ArrowLeft => "arrow-left",
            Self::ArrowRight => "arrow-right",
            Self::ArrowRightCircle => "arrow-right-circle",
            Self::Cross => "cross",
            Self::Search => "search",
            Self::User => "user",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::ArrowLeft => {
                "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 \
                 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z"
            }
            Self::ArrowRight => {
                "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 \
                 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z"
            }
            Self::ArrowRightCircle => {
                "M12 2a10 10 0 0 0-10 9h11.7l-4-4a1 1 0 0 1 1.5-1.4l5.6 5.7a1 1 0 0 1 0 1.4l-5.6 \
                 5.7a1 1 0 0 1-1.5 0 1 1 0 0 1 0-1.4l4-4H2A10 10 0 1 0 12 2z"
            }
            Self::Cross => {
                "M17 18.5c-.4 0-.8-.1-1.1-.4l-10-10c-.6-.6-.6-1.6 0-2.1.6-.6 1.5-.6 2.1 0l10 \
                 10c.6.6.6 1.5 0 2.1-.3.3-.6.4-1 .4z M7 18.5c-.4 \
                 0-.8-.1-1.1-.4-.6-.6-.6-1.5 0-2.1l10-10c.6-.6 1.5-.6 2.1 0 .6.6.6 1.5 0 2.1l-10 \
                 10c-.3.3-.6.4-1 .4z"
            }
            Self::Search => {
                "m20.7 18.9-4.1-4.1a7 7 0 1 0-1.4 1.4l4 4.1a1 1 0 0 0 1.5 0c.4-.4.4-1 0-1.4ZM6 \
                 10.6a5 5 0 1 1 10 0 5 5 0 0 1-10 0Z"
            }
            Self::User => {
                "M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22Zm0 2a9 9 0 0 0-5 16.5V18a4 4 0 0 1 4-4h2\
                 a4 4 0 0 1 4 4v1.5A9 9 0 0 0 12 3Zm0 3a3.5 3.5 0 1 1-3.5 3.5A3.4 3.4 0 0 1 12 6Z"
            }
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        let class = format!("nhsuk-icon nhsuk-icon--{}", self.name());
        html! {
            svg class=(class) xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16"
                height="16" focusable="false" aria-hidden="true" {
                path d=(self.path()) {}
            }
        }
    }
}
