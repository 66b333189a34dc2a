//! What most words and names of a page are, and need no second look: words a space apart, names in
//! small letters.

use std::borrow::Cow;

use crate::recognise::words::{self, Kind};

/// How long the words of ASCII are with which a text begins, each a single space behind the other.
pub(super) fn plain(text: &str) -> usize {
    let mut words = 0;
    for (at, byte) in text.bytes().enumerate() {
        match words::kind(byte) {
            Kind::Letter | Kind::Mark => {}
            // The space behind a word; a second one ends the run.
            Kind::Space if byte == b' ' && words < at => words = at + 1,
            Kind::Space | Kind::Wide => return words.saturating_sub(1),
        }
    }
    if text.ends_with(' ') {
        text.len() - 1
    } else {
        text.len()
    }
}

/// A name in small letters, in which most pages write it.
pub(super) fn small(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(name.to_ascii_lowercase());
    }
    Cow::Borrowed(name)
}
