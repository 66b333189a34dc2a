//! What is handed in to be read, and why it may be impossible to read.
//!
//! Everything that the reader may know besides the bytes stands here: whose calendar it is, when
//! the document was written, which organisations are known. See [`crate::read`].

use heeded_due::{Calendar, SaidOn};

use crate::page::{Attached, Pages};
use crate::recognise::names::Names;

/// A document as it was received, with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// What it is called (a file name, an address): for messages, and a hint at its format.
    pub name: &'a str,
    /// The bytes, as received.
    pub bytes: &'a [u8],
    /// The media type that came with it ("text/html; charset=windows-1252"), if any did.
    pub media_type: Option<&'a str>,
    /// Its words with their places, for a form that a program outside has to read (PDF).
    pub pages: Option<&'a Pages>,
    /// For a letter: the words of the files in it that a program outside has to read.
    pub attached: &'a [Attached],
    /// Whose calendar its dates follow, if that is known; else its own words suggest one.
    pub calendar: Option<Calendar>,
    /// When it was written, if that is known: resolves dates without a year.
    pub said_on: Option<SaidOn>,
    /// The organisations that are known already.
    pub names: &'a Names,
}

impl<'a> Document<'a> {
    /// The first bytes, at most so many.
    pub(crate) fn head(&self, bytes_max: usize) -> &'a [u8] {
        self.bytes.get(..bytes_max).unwrap_or(self.bytes)
    }

    /// A document of which nothing is known but its name and its bytes.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name,
            bytes,
            media_type: None,
            pages: None,
            attached: &[],
            calendar: None,
            said_on: None,
            names: Names::none(),
        }
    }

    /// The same with the media type that came with it.
    #[must_use]
    pub fn with_media_type(mut self, media_type: &'a str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// The same with its words and their places: the bytes are then not looked at.
    #[must_use]
    pub fn with_pages(mut self, pages: &'a Pages) -> Self {
        self.pages = Some(pages);
        self
    }

    /// The same with the words of the files that lie in it, where it is a letter.
    #[must_use]
    pub fn with_attached(mut self, attached: &'a [Attached]) -> Self {
        self.attached = attached;
        self
    }

    /// The same with the organisations that are known.
    #[must_use]
    pub fn with_names(mut self, names: &'a Names) -> Self {
        self.names = names;
        self
    }

    /// The same with the calendar that its dates follow.
    #[must_use]
    pub fn with_calendar(mut self, calendar: Calendar) -> Self {
        self.calendar = Some(calendar);
        self
    }

    /// The same with the day, month or year in which it was written.
    #[must_use]
    pub fn with_said_on(mut self, said_on: SaidOn) -> Self {
        self.said_on = Some(said_on);
        self
    }
}

/// Why there is nothing to read: each message says what happened and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No bytes, or only white space.
    #[error(
        "{name} is empty: there is nothing to read. \
         Check that the file was saved or downloaded completely."
    )]
    Empty {
        /// The document's name.
        name: String,
    },
    /// A format that is known and not read (yet).
    #[error("{name} is {what}, which is not read: {mend}")]
    Unsupported {
        /// The document's name.
        name: String,
        /// What it is, with its article ("a PDF file").
        what: &'static str,
        /// How to get a form of it that is read.
        mend: &'static str,
    },
    /// Bytes that are no text in any encoding that is known.
    #[error(
        "{name} is not text: it holds binary data of a kind that is not known (it begins with \
         {begins}). Give the page as HTML or as plain text."
    )]
    Binary {
        /// The document's name.
        name: String,
        /// Its first bytes, in hexadecimal.
        begins: String,
    },
    /// A file of a form that is read, but of which nothing can be read.
    #[error("{name} is {what}, but {why}")]
    Damaged {
        /// The document's name.
        name: String,
        /// What it is, with its article ("a Word file").
        what: &'static str,
        /// What is wrong with it and how to mend it.
        why: &'static str,
    },
    /// More than [`crate::MAX_DOCUMENT_BYTES`].
    #[error(
        "{name} is too large: {bytes} bytes, and at most {limit} are read. \
         Split it, or give only the pages that hold the recommendations."
    )]
    TooLarge {
        /// The document's name.
        name: String,
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}
