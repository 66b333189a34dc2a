//! Corrections: what a person says that fields of a draft are, applied to what the reader read.
//!
//! `field` says which fields there are, `value` what stands at one, `asks` which drafts of a
//! document a correction concerns, `apply` what it does there, `words` and `shown` how it is told,
//! `saying` what a person may say. All of it is
//! a pure function of the draft as read and the corrections that hold: a draft is never rewritten,
//! so applying twice is applying once. How a person makes one is `correct`.

pub(crate) mod apply;
pub(crate) mod asks;
pub(crate) mod field;
#[cfg(test)]
mod laws;
pub(crate) mod saying;
pub(crate) mod shown;
pub(crate) mod value;
pub(crate) mod words;

use heeded_domain::wording::{bare, plain};

/// Whether a text has these words, one after the other, whatever their punctuation.
pub(crate) fn contains(text: &str, words: &str) -> bool {
    let framed = |text: &str| format!(" {} ", bare(text));
    framed(text).contains(&framed(words))
}

/// Several things as one text, a line each: what a field held as a whole.
pub(crate) fn joined(values: &[String]) -> String {
    let lines: Vec<String> = values.iter().map(|value| plain(value)).collect();
    lines.join("\n")
}

/// Whether two words say the same, spaces, quotes and dashes aside; nothing is the same as nothing.
pub(crate) fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |words: Option<&str>| words.map(plain).filter(|words| !words.is_empty());
    plain(one) == plain(other)
}
