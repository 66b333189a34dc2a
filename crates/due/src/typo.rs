//! Misspelt months and seasons: "Febuary", "Septmber", "Atumn".
//!
//! A word counts as a misspelling when one letter was left out, added, changed or swapped with
//! its neighbour, the first letter being right. Words of their own right ("match", "string") stay.

use crate::words::{Key, Season, Word};

/// Names that are looked for, with what they stand for: those of five letters and more.
const NAMES: &[(&[u8], Word)] = &[
    (b"january", Word::Month(1)),
    (b"february", Word::Month(2)),
    (b"march", Word::Month(3)),
    (b"april", Word::Month(4)),
    (b"august", Word::Month(8)),
    (b"september", Word::Month(9)),
    (b"october", Word::Month(10)),
    (b"november", Word::Month(11)),
    (b"december", Word::Month(12)),
    (b"spring", Word::Season(Season::Spring)),
    (b"summer", Word::Season(Season::Summer)),
    (b"autumn", Word::Season(Season::Autumn)),
    (b"winter", Word::Season(Season::Winter)),
];

/// Real words one letter away from a name.
const REAL_WORDS: &[&[u8]] = &[
    b"mach", b"marsh", b"match", b"marc", b"marches", b"springs", b"springy", b"sprig", b"sprint",
    b"string", b"sprung", b"spring", b"simmer", b"summed", b"summers", b"summery", b"slummer",
    b"winder", b"winner", b"winters", b"wintery", b"wither", b"waiter", b"writer", b"aprils",
    b"autumns", b"marchi", b"merch", b"mulch", b"munch", b"mirch", b"sumner", b"winer", b"wintry",
];

/// The month or season that a word unknown to the table misspells.
pub(crate) fn misspelt(key: Key) -> Option<Word> {
    let (bytes, length) = key.letters();
    if !(4..=10).contains(&length) {
        return None;
    }
    let word = bytes.get(bytes.len().checked_sub(length)?..)?;
    let first = word.first()?;
    if !matches!(
        first,
        b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd' | b'w'
    ) {
        return None;
    }
    let (_, meaning) = NAMES.iter().find(|(name, _)| {
        name.first() == Some(first) && name.len().abs_diff(length) <= 1 && one_edit(name, word)
    })?;
    (!REAL_WORDS.contains(&word)).then_some(*meaning)
}

/// Whether one letter added, left out, changed or swapped turns `a` into `b`.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (Some(a), Some(b)) = (a.get(same..), b.get(same..)) else {
        return false;
    };
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true, // changed
        ([_, a @ ..], b) if a == b => true,           // left out
        (a, [_, b @ ..]) if a == b => true,           // added
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) => a1 == b2 && a2 == b1 && a == b, // swapped
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str) -> Option<Word> {
        misspelt(Key::of(word.as_bytes()))
    }

    #[test]
    fn slips_of_one_letter_are_forgiven() {
        for (slip, month) in [
            ("Febuary", 2),
            ("Septmber", 9),
            ("Janurary", 1),
            ("Novemeber", 11),
            ("Agust", 8),
        ] {
            assert_eq!(check(slip), Some(Word::Month(month)), "{slip}");
        }
        assert_eq!(check("Atumn"), Some(Word::Season(Season::Autumn)));
    }

    #[test]
    fn words_of_their_own_stay() {
        for word in [
            "match", "string", "sprint", "winner", "remember", "writer", "ember", "member",
        ] {
            assert_eq!(check(word), None, "{word}");
        }
    }
}
