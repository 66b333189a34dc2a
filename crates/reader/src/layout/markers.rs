//! What stands on the line in front of the words of a block: the marker of an item, which is no
//! part of them.

use std::ops::Range;

use crate::read::{Block, Source, text};
use crate::recognise::references;

/// The number or letter in front of the words of a block: "3" of "(3) ".
pub(super) fn marker_before(source: &Source, block: &Block) -> Option<Range<usize>> {
    let marker = bare(source, source.line_before(block.range.start));
    let words = source.words(&marker);
    let counts = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_alphanumeric());
    counts.then_some(marker)
}

/// The reference in front of the words of a block, which may have parts: "2.1".
pub(super) fn reference_before(source: &Source, block: &Block) -> Option<Range<usize>> {
    let line = source.line_before(block.range.start);
    let found = references::at_start(source.words(&line))?;
    Some(line.start + found.start..line.start + found.end)
}

/// A marker without its brackets, points and spaces; of a bullet nothing is left.
pub(super) fn bare(source: &Source, marker: Range<usize>) -> Range<usize> {
    let words = source.words(&marker);
    let inside = words.trim_matches(|sign: char| !sign.is_alphanumeric());
    let before = words.find(char::is_alphanumeric).unwrap_or_default();
    let start = marker.start + before;
    start..start + inside.len()
}

/// The marker that an item types before its words: "(a) ", "3. ", "• ", and with parts too, which
/// in running words hardly ever is one: "5.1 There was no lamp".
pub(super) fn of_item(words: &str) -> Option<Range<usize>> {
    text::marker(words).or_else(|| parted(words))
}

fn parted(words: &str) -> Option<Range<usize>> {
    let (first, behind) = words.split_once(' ')?;
    let mut parts = first.trim_end_matches('.').split('.');
    let counted = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = first.contains('.') && parts.all(counted);
    // "A1 The lamp was out", of a list in lettered groups.
    let grouped = first
        .strip_prefix(|letter: char| letter.is_ascii_uppercase())
        .is_some_and(|digits| counted(digits) && digits.len() <= 2);
    // "5.1 metres" counts what it is about.
    let begins = !behind.starts_with(char::is_lowercase);
    ((number || grouped) && begins).then_some(0..first.len() + 1)
}
