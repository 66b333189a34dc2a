//! Where some known words stand in a sentence, letter for letter.
//!
//! The search of the standard library first makes itself ready for texts of any length. Rules look
//! for short words in single sentences, a dozen of them one after the other: there it takes several
//! times as long as to go from place to place of their rarest letter and compare.

/// Looks for words in a short text.
pub(crate) trait Places {
    /// Where the words first stand.
    fn place_of(&self, words: &str) -> Option<usize>;

    /// Where they last stand.
    fn last_place_of(&self, words: &str) -> Option<usize>;

    /// Whether they stand anywhere.
    fn holds(&self, words: &str) -> bool {
        self.place_of(words).is_some()
    }
}

impl Places for str {
    fn place_of(&self, words: &str) -> Option<usize> {
        let Some((before, letter)) = anchor(words) else {
            return self.find(words);
        };
        let mut found = memchr::memchr_iter(letter, self.as_bytes());
        found.find_map(|at| stands(self, at.checked_sub(before)?, words))
    }

    fn last_place_of(&self, words: &str) -> Option<usize> {
        let Some((before, letter)) = anchor(words) else {
            return self.rfind(words);
        };
        let mut found = memchr::memrchr_iter(letter, self.as_bytes());
        found.find_map(|at| stands(self, at.checked_sub(before)?, words))
    }
}

/// A byte of some words, and how many stand before it: one that is rare in English, for then few
/// places have to be compared, else the first that is no space.
fn anchor(words: &str) -> Option<(usize, u8)> {
    let mut bytes = words.bytes().enumerate();
    let first = bytes.clone().find(|(_, byte)| *byte != b' ')?;
    let rare = bytes.find(|(_, byte)| !is_common(*byte));
    Some(rare.unwrap_or(first))
}

/// Whether a byte is a space or one of the letters that make nine in ten of English.
fn is_common(byte: u8) -> bool {
    matches!(byte, b' ' | b'a' | b'c'..=b'e' | b'h' | b'i' | b'l' | b'n' | b'o' | b'r'..=b'u')
}

fn stands(text: &str, at: usize, words: &str) -> Option<usize> {
    let there = text.as_bytes().get(at..at + words.len())?;
    (there == words.as_bytes()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(2_000)
        })]

        #[test]
        fn words_are_found_where_the_standard_library_finds_them(
            text in "[ab –]{0,12}",
            words in "[ab –]{0,3}",
        ) {
            prop_assert_eq!(text.place_of(&words), text.find(&words));
            prop_assert_eq!(text.last_place_of(&words), text.rfind(&words));
            prop_assert_eq!(text.holds(&words), text.contains(&words));
        }
    }
}
