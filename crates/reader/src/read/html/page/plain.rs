//! What most words and names of a page are, and need no second look: words a space apart, names in
//! small letters.

use std::borrow::Cow;

use crate::recognise::words::{self, Kind};

/// How long the words of ASCII are with which a text begins, each a single space behind the other.
pub(super) fn plain(text: &str) -> usize {
    let (sure, mut words) = plain_pieces(text.as_bytes());
    for (at, byte) in text.bytes().enumerate().skip(sure) {
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

/// How many bytes are plain as far as whole pieces are, and where in them the last word begins. Of
/// a piece several bytes are looked at at once.
fn plain_pieces(text: &[u8]) -> (usize, usize) {
    const PIECE_BYTES: usize = 32;
    let [first, behind @ ..] = text else {
        return (0, 0);
    };
    let pieces = text.as_chunks::<PIECE_BYTES>().0.iter();
    let shifted = behind.as_chunks::<PIECE_BYTES>().0;
    let sure = pieces.zip(shifted).take_while(|(piece, shifted)| {
        let pairs = piece.iter().zip(*shifted);
        pairs.fold(true, |plain, (byte, next)| {
            let two_spaces = (byte | next) == b' ' && byte == next;
            plain & (b' '..=b'~').contains(byte) & !two_spaces
        })
    });
    let sure = match first {
        b' ' => 0,
        _ => sure.count() * PIECE_BYTES,
    };
    let space = memchr::memrchr(b' ', text.get(..sure).unwrap_or_default());
    (sure, space.map_or(0, |at| at + 1))
}

/// A name in small letters, in which most pages write it.
pub(super) fn small(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(name.to_ascii_lowercase());
    }
    Cow::Borrowed(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn byte_by_byte(text: &str) -> usize {
        let words = text.split(' ').take_while(|word| {
            let plain = |byte: u8| !matches!(words::kind(byte), Kind::Space | Kind::Wide);
            !word.is_empty() && word.bytes().all(plain)
        });
        let whole: usize = words.map(|word| word.len() + 1).sum();
        whole.saturating_sub(1)
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(2_000)
        })]

        #[test]
        fn pieces_say_what_each_byte_says(
            first in "[a-z]{0,40}( [a-z.]{1,9}){0,20}",
            last in "([ \n\té.]|[a-z]{1,9}){0,20}",
        ) {
            let text = first + &last;
            prop_assert_eq!(plain(&text), byte_by_byte(&text), "{:?}", text);
        }
    }
}
