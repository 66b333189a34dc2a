//! The result of reading one document.

use heeded_due::Calendar;

use crate::draft::Draft;
use crate::remark::Remark;

/// Everything that was found in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The title that the document bears, if it bears one.
    pub title: Option<String>,
    /// The form it came in.
    pub format: Format,
    /// How its characters were encoded.
    pub encoding: Encoding,
    /// Whose calendar its dates were read by.
    pub calendar: Calendar,
    /// The words of the document, without markup: what every passage points into.
    pub text: String,
    /// The recommendations found, in the order of the document.
    pub drafts: Vec<Draft>,
    /// What is odd about the document as a whole.
    pub remarks: Vec<Remark>,
}

/// The form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// Pages of print with their words (PDF).
    Pdf,
    /// Pictures of pages, whose words a program recognised: any letter may be wrong.
    Scan,
    /// A Word file (.docx).
    Word,
    /// A workbook (.xlsx, .xls, .ods).
    Spreadsheet,
    /// A table in plain text (.csv, .tsv).
    Csv,
    /// Text in Markdown.
    Markdown,
    /// A letter (.eml) with what is attached to it.
    Email,
}

impl Format {
    /// The stable word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Scan => "scan",
            Self::Word => "word",
            Self::Spreadsheet => "spreadsheet",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Email => "email",
        }
    }
}

/// How the characters of a document were encoded, by the WHATWG's name ("UTF-8", "windows-1252").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Encoding(pub String);
