//! The reading as JSON: the wire types, and the conversions to and from [`crate::Reading`].
//!
//! `text`, `addressees`, `due` and the like are plain values, for scripts; beside each stands
//! `…_read`, which says where it was read, by which cue and how surely. A reading goes to JSON and
//! comes back the same: what a date means is read again from its words.

mod back;
mod out;

use serde::{Deserialize, Serialize};

/// Why JSON is not a reading.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} holds {value:?}, which is none of its values")]
pub struct NotAReading {
    /// The key.
    pub field: &'static str,
    /// What stands there.
    pub value: String,
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The title that the document bears.
    pub title: Option<String>,
    /// `text` or `html`.
    pub format: String,
    /// The encoding, by the WHATWG's name.
    pub encoding: String,
    /// Whose calendar the dates were read by.
    pub calendar: Calendar,
    /// What was found.
    pub recommendations: Vec<Recommendation>,
    /// What is odd about the document, as sentences.
    pub remarks: Vec<String>,
    /// The same remarks with their kinds and places, in the same order.
    pub remarks_read: Vec<RemarkRead>,
    /// The words of the document that every `start` and `end` points into, in bytes of UTF-8.
    pub text: String,
}

/// Whose calendar the dates were read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Month in which the financial year starts.
    pub financial_year_starts: i8,
    /// Whether the seasons are the southern ones.
    pub southern: bool,
    /// Whether "this Parliament" is that of the United Kingdom.
    pub uk_parliament: bool,
}

/// Where a value was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The page, from 1, where there are pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// First byte in [`Reading::text`].
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What gave it away.
    pub cue: String,
    /// `certain`, `likely` or `doubtful`.
    pub sure: String,
}

/// Where a remark points, and which rule made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkRead {
    /// The code of the rule.
    pub kind: String,
    /// What it is about (`addressees`, `response`, `action`, …).
    pub about: String,
    /// Which response or action, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// The page of its passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// First and last byte of its passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(usize, usize)>,
}

/// One recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The reference that the document prints.
    pub reference: Option<String>,
    /// Where it was read.
    pub reference_read: Option<Read>,
    /// The code of the kind of ask.
    pub kind: String,
    /// Where it was read.
    pub kind_read: Read,
    /// The exact words.
    pub text: String,
    /// Where they were read.
    pub text_read: Read,
    /// What it is for.
    pub purpose: Option<String>,
    /// Where it was read.
    pub purpose_read: Option<Read>,
    /// Who is asked.
    pub addressees: Vec<String>,
    /// Where each was read.
    pub addressees_read: Vec<Read>,
    /// Who is named to work with.
    pub collaborators: Vec<String>,
    /// Where each was read.
    pub collaborators_read: Vec<Read>,
    /// Last day for an answer that the document prints (ISO).
    #[serde(default)]
    pub respond_by: Option<String>,
    /// Where it was read.
    #[serde(default)]
    pub respond_by_read: Option<Read>,
    /// The responses.
    pub responses: Vec<Response>,
    /// The planned actions.
    pub actions: Vec<Action>,
    /// What a table says of this one alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub particulars: Vec<Particular>,
    /// What is odd or unsure, as sentences.
    pub remarks: Vec<String>,
    /// The same remarks with their kinds and places.
    pub remarks_read: Vec<RemarkRead>,
    /// How much to doubt the draft; worked out from the rest, ignored when read back.
    #[serde(default)]
    pub doubt: String,
}

/// What a table says of one recommendation under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particular {
    /// The name of the field in a column map: `made-on`, `issuer`, `status` and others.
    pub what: String,
    /// What it says: a day in ISO 8601, a code, or the words.
    pub value: String,
    /// The words of the cell.
    pub words: String,
    /// Where they were read.
    pub read: Read,
}

/// One response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The code of the kind of answer.
    pub kind: String,
    /// Where it was read.
    pub kind_read: Read,
    /// Who answers.
    pub from: Option<String>,
    /// Where it was read.
    pub from_read: Option<Read>,
    /// Day of receipt (ISO).
    pub received: Option<String>,
    /// Where it was read.
    pub received_read: Option<Read>,
    /// Day that the response bears (ISO).
    pub stated: Option<String>,
    /// Where it was read.
    pub stated_read: Option<Read>,
    /// The exact words.
    pub text: String,
    /// Where they were read.
    pub text_read: Read,
    /// What it seems to say about the ask.
    pub dispositions: Vec<Disposition>,
    /// The sentences that refuse a part.
    pub refusals: Vec<String>,
    /// Where each was read.
    pub refusals_read: Vec<Read>,
}

/// What a response seems to say about the ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposition {
    /// The code of the disposition.
    pub disposition: String,
    /// The words that say so; worked out from the passage, ignored when read back.
    #[serde(default)]
    pub words: String,
    /// Where they stand.
    pub read: Read,
}

/// One planned action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The exact words.
    pub text: String,
    /// Where they were read.
    pub text_read: Read,
    /// When it falls due.
    pub due: Option<Due>,
    /// Who leads it.
    pub lead: Option<String>,
    /// Where it was read.
    pub lead_read: Option<Read>,
    /// What it waits for.
    pub dependencies: Vec<String>,
    /// Where each was read.
    pub dependencies_read: Vec<Read>,
    /// The words that make it conditional.
    pub conditions: Vec<String>,
    /// Where each was read.
    pub conditions_read: Vec<Read>,
    /// Additional comments.
    pub comments: Option<String>,
    /// Where they were read.
    pub comments_read: Option<Read>,
    /// `list` or `prose`.
    pub found_in: String,
    /// `promise`, `conditional`, `considering`, `under-way` or `already-done`.
    pub commitment: String,
    /// Which response makes it, from 0.
    pub response: Option<usize>,
}

/// A date as stated and as understood; the understanding is ignored when read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The words.
    pub as_stated: String,
    /// The chosen reading in EDTF.
    #[serde(default)]
    pub edtf: Option<String>,
    /// Its first day.
    #[serde(default)]
    pub earliest: Option<String>,
    /// Its last day.
    #[serde(default)]
    pub latest: Option<String>,
    /// The words that weaken it.
    #[serde(default)]
    pub hedges: Vec<String>,
    /// What the words were read from: a day, month or year, or `>` and a day.
    #[serde(default)]
    pub said_on: Option<String>,
    /// Where the words stand.
    pub read: Read,
}

/// A word on the wire for each value of a plain enum, both ways.
macro_rules! words {
    ($type:ty, $field:literal, $to:ident, $from:ident, { $($value:path = $word:literal,)+ }) => {
        fn $to(value: $type) -> String {
            match value { $($value => $word,)+ }.to_owned()
        }

        fn $from(word: &str) -> Result<$type, NotAReading> {
            match word {
                $($word => Ok($value),)+
                _ => Err(NotAReading { field: $field, value: word.to_owned() }),
            }
        }
    };
}

words!(crate::Sure, "sure", sure_word, sure_value, {
    crate::Sure::Certain = "certain",
    crate::Sure::Likely = "likely",
    crate::Sure::Doubtful = "doubtful",
});

words!(crate::FoundIn, "found_in", found_in_word, found_in_value, {
    crate::FoundIn::List = "list",
    crate::FoundIn::Prose = "prose",
});

words!(crate::Commitment, "commitment", commitment_word, commitment_value, {
    crate::Commitment::Promise = "promise",
    crate::Commitment::Conditional = "conditional",
    crate::Commitment::Considering = "considering",
    crate::Commitment::UnderWay = "under-way",
    crate::Commitment::AlreadyDone = "already-done",
});

words!(crate::Format, "format", format_word, format_value, {
    crate::Format::Text = "text",
    crate::Format::Html = "html",
    crate::Format::Pdf = "pdf",
    crate::Format::Scan = "scan",
    crate::Format::Word = "word",
    crate::Format::Spreadsheet = "spreadsheet",
    crate::Format::Csv = "csv",
    crate::Format::Markdown = "markdown",
    crate::Format::Email = "email",
});
