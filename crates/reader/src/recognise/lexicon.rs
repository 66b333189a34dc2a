//! What is known of words, looked up as they stand in a text: no key is made of any.

use hashbrown::HashTable;

use super::words;

/// Mixes the letters of a word; the multiplier of FxHash. Nobody gains by words that meet here: the
/// cues are not those of the document.
const MIX: u64 = 0x51_7c_c1_b7_27_22_0a_95;
/// With this bit a letter of ASCII is small.
const SMALL: u8 = 0x20;
/// All longer words count as of the last length.
const LENGTHS: usize = 24;

/// Values by words; upper and lower case of ASCII do not count.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    table: HashTable<(Box<str>, T)>,
    /// The first letters of the words of each length: most words of a text are told apart by these.
    firsts: [u32; LENGTHS],
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self {
            table: HashTable::new(),
            firsts: [0; LENGTHS],
        }
    }
}

impl<T> Lexicon<T> {
    /// The value of a word as it is compared ([`words::key`]), put there first where it is new.
    pub(crate) fn of(&mut self, key: &str) -> &mut T
    where
        T: Default,
    {
        if let Some(firsts) = self.firsts.get_mut(key.len().min(LENGTHS - 1)) {
            *firsts |= first(key);
        }
        let entry = self.table.entry(
            mixed(key).0,
            |(known, _)| known.eq_ignore_ascii_case(key),
            |(known, _)| mixed(known).0,
        );
        &mut entry
            .or_insert_with(|| (key.into(), T::default()))
            .into_mut()
            .1
    }

    /// What is known of a word of a text, whatever its case, its quotation marks and the
    /// punctuation around it.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.exactly(&words::lowered(words::trimmed(word)))
    }

    /// The same of letters with nothing around them.
    pub(crate) fn exactly(&self, letters: &str) -> Option<&T> {
        // Most words are told apart before they are mixed.
        self.may_have(letters).then_some(())?;
        self.mixed(mixed(letters), letters)
    }

    /// The same of letters that are mixed already.
    pub(crate) fn mixed(&self, mixed: Mixed, letters: &str) -> Option<&T> {
        self.may_have(letters).then_some(())?;
        let is_it = |(known, _): &(Box<str>, T)| known.eq_ignore_ascii_case(letters);
        self.table.find(mixed.0, is_it).map(|(_, value)| value)
    }

    /// Whether a word of this length begins with this letter.
    fn may_have(&self, letters: &str) -> bool {
        let firsts = self.firsts.get(letters.len().min(LENGTHS - 1));
        firsts.is_some_and(|firsts| firsts & first(letters) != 0)
    }
}

/// A bit for the first letter of a word, the same for small letters and capitals of ASCII.
fn first(word: &str) -> u32 {
    word.bytes().next().map_or(1, |byte| 1 << (byte % 32))
}

/// A number by which a word is found, made letter by letter.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mixed(u64);

impl Mixed {
    /// Adds a letter; small letters and capitals of ASCII are the same.
    pub(crate) fn add(&mut self, byte: u8) {
        let letter = u64::from(byte | SMALL);
        self.0 = (self.0.rotate_left(5) ^ letter).wrapping_mul(MIX);
    }
}

fn mixed(word: &str) -> Mixed {
    let mut mixed = Mixed::default();
    word.bytes().for_each(|byte| mixed.add(byte));
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_written() {
        let mut lexicon = Lexicon::default();
        for (number, key) in ["board's", "quai-öst", "tide"].into_iter().enumerate() {
            *lexicon.of(key) = number;
        }
        *lexicon.of("tide") += 5;
        let found = |word| lexicon.get(word).copied();
        assert_eq!(found("“Board’s,"), Some(0));
        assert_eq!(found("(BOARD'S)"), Some(0));
        assert_eq!(found("Quai-Öst"), Some(1));
        assert_eq!(found("Tide;"), Some(7));
        assert_eq!((found("tides"), found(""), found("…")), (None, None, None));
        assert_eq!(lexicon.exactly("TIDE").copied(), Some(7));
        assert_eq!(lexicon.exactly("tide,"), None);
    }
}
