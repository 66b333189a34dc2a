//! Clues with names: "b0 will", "kind period".
//!
//! A name is the clue's sort and the words it saw, apart by spaces. Words are small letters; a
//! number is "#", one of four digits "#4"; a capital word inside a sentence is a name, "^", and a
//! month "MON", for who promises and in which month says nothing.

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A word of a sentence, or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'s> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) words: &'s str,
    pub(super) shape: Shape,
    /// Of its letters as they are compared.
    hash: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As it stands, in small letters.
    Word,
    /// A capital word inside a sentence.
    Name,
    Month,
    Number,
    /// A number of four digits.
    Year,
}

impl Token<'_> {
    /// The letters by which it is compared.
    fn letters(&self) -> impl Iterator<Item = char> {
        let fixed = match self.shape {
            Shape::Word => self.words,
            Shape::Name => "^",
            Shape::Month => "MON",
            Shape::Number => "#",
            Shape::Year => "#4",
        };
        let small = self.shape == Shape::Word;
        let lower = |letter: char| match letter {
            'A'..='Z' => letter.to_ascii_lowercase(),
            '’' => '\'',
            other => other,
        };
        fixed
            .chars()
            .map(move |letter| if small { lower(letter) } else { letter })
    }

    /// The hash of its letters.
    fn hashed(&self) -> u64 {
        if self.shape == Shape::Word && self.words.is_ascii() {
            let bytes = self.words.bytes();
            return bytes.fold(EMPTY, |hash, byte| with(hash, byte.to_ascii_lowercase()));
        }
        let mut buffer = [0; 4];
        self.letters().fold(EMPTY, |hash, letter| {
            let bytes = letter.encode_utf8(&mut buffer).bytes();
            bytes.fold(hash, with)
        })
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.letters().eq(word.chars())
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// The words of a sentence.
pub(super) fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(sentence.len() / 5);
    let mut letters = sentence.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let alike = |letter: char| match first {
            one if one.is_alphabetic() => letter.is_alphabetic() || matches!(letter, '\'' | '’'),
            one if one.is_ascii_digit() => letter.is_ascii_digit(),
            _ => false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| alike(*letter)) {
            end = at + letter.len_utf8();
        }
        let words = sentence.get(start..end).unwrap_or_default();
        let words = words.trim_end_matches(['\'', '’']);
        let shape = match first {
            one if one.is_ascii_digit() && words.len() == 4 => Shape::Year,
            one if one.is_ascii_digit() => Shape::Number,
            one if !one.is_uppercase() => Shape::Word,
            _ if MONTHS.iter().any(|month| words.eq_ignore_ascii_case(month)) => Shape::Month,
            _ if start > 0 => Shape::Name,
            _ => Shape::Word,
        };
        let mut token = Token {
            start,
            end,
            words,
            shape,
            hash: 0,
        };
        token.hash = token.hashed();
        found.push(token);
    }
    found
}

/// What a clue is: the first word of its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sort {
    name: &'static str,
    hash: u64,
}

impl Sort {
    pub(super) const fn of(name: &'static str) -> Self {
        Self {
            name,
            hash: part(name.as_bytes()),
        }
    }
}

/// A clue: its sort, and what it saw.
pub(super) struct Clue<'c> {
    pub(super) sort: Sort,
    pub(super) seen: Seen<'c>,
}

/// What a clue saw.
pub(super) enum Seen<'c> {
    Words(&'c [Token<'c>]),
    Two(Token<'c>, Token<'c>),
    Said(&'c [&'static str]),
}

impl Clue<'_> {
    /// The letters of its name.
    fn spell(&self, out: &mut impl FnMut(char)) {
        self.sort.name.chars().for_each(&mut *out);
        let mut token = |token: &Token<'_>| {
            out(' ');
            token.letters().for_each(&mut *out);
        };
        match &self.seen {
            Seen::Words(words) => words.iter().for_each(token),
            Seen::Two(first, second) => [first, second].into_iter().for_each(&mut token),
            Seen::Said(said) => said.iter().for_each(|word| {
                out(' ');
                word.chars().for_each(&mut *out);
            }),
        }
    }

    pub(super) fn name(&self) -> String {
        let mut name = String::new();
        self.spell(&mut |letter| name.push(letter));
        name
    }

    /// The hash of its name, of words that were hashed once each.
    pub(super) fn hash(&self) -> u64 {
        let sort = self.sort.hash;
        match &self.seen {
            Seen::Words(words) => words.iter().fold(sort, |hash, one| joined(hash, one.hash)),
            Seen::Two(first, second) => joined(joined(sort, first.hash), second.hash),
            Seen::Said(said) => said
                .iter()
                .fold(sort, |hash, word| joined(hash, part(word.as_bytes()))),
        }
    }
}

/// The hash of a clue by its name.
pub(super) fn hash(name: &str) -> u64 {
    let mut parts = name.split(' ').map(|word| part(word.as_bytes()));
    let sort = parts.next().unwrap_or(EMPTY);
    parts.fold(sort, joined)
}

const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a.
const fn part(mut bytes: &[u8]) -> u64 {
    let mut hash = EMPTY;
    while let [first, rest @ ..] = bytes {
        hash = with(hash, *first);
        bytes = rest;
    }
    hash
}

#[expect(clippy::as_conversions, reason = "`From` is not const")]
const fn with(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(PRIME)
}

/// The hash of a name to which a word is joined.
fn joined(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(PRIME)
}

/// A clue that saw one word.
pub(super) fn one<'c>(token: &'c Token<'c>) -> Seen<'c> {
    Seen::Words(std::slice::from_ref(token))
}
