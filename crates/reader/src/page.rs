//! Pages of words with their places: how a PDF file comes to the reader.
//!
//! The reader starts no program and opens no file, so it cannot read a PDF by itself: whoever
//! calls it hands in what poppler or an eye for letters found (`heeded-extract` does). What the
//! places mean is worked out in `read/pdf.rs`.

use jiff::civil::Date;

/// The pages of a document, and what showed their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// Whether the words were in the file or had to be recognised.
    pub origin: Origin,
    /// The day on which the file was made, by its own word: near the day of its words, where they
    /// bear none.
    pub made_on: Option<Date>,
    /// The pages in order; an empty one keeps its place.
    pub pages: Vec<Page>,
}

/// A file that lies in a letter and that a program outside has to read (PDF), with what that found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// What it is called in the letter.
    pub name: String,
    /// Its size: two files of one name are told apart by it.
    pub bytes: usize,
    /// Its pages, or why there are none.
    pub pages: Result<Pages, String>,
}

/// Where the words of a page come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The file holds them as text.
    #[default]
    TextLayer,
    /// A program recognised them in a picture: any letter may be wrong.
    Scan,
}

/// One page; all measures are in points, from its top left corner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its words, in any order.
    pub runs: Vec<Run>,
    /// The lines drawn on it, level or upright, in any order: those of tables, and the edges of
    /// shaded areas. None where nobody looked for them ([`crate::pages_in_columns`]).
    pub rules: Vec<Rule>,
}

/// A level or upright line of a drawing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its left end.
    pub left: i32,
    /// Its upper end.
    pub top: i32,
    /// Its right end.
    pub right: i32,
    /// Its lower end.
    pub bottom: i32,
}

/// A stretch of words on one line in one kind of type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The size of the type.
    pub size: i32,
    /// Upright, bold or slanted.
    pub face: Face,
    /// Its words.
    pub text: String,
}

/// The cut of the type, as far as it sets words apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Upright and of usual weight.
    #[default]
    Plain,
    /// Bold, slanted or not.
    Bold,
    /// Slanted.
    Italic,
}
