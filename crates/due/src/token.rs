//! Text to tokens: words, numbers and marks, each with its place.
//!
//! Forgives what text from PDF files brings: ligatures ("ﬁnancial", "fi nancial"), soft hyphens,
//! no-break spaces, curly quotes, every kind of dash. It knows words, not dates.

use crate::typo::misspelt;
use crate::words::{Key, Length, Word};

/// One word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) word: Word,
    /// First byte in the text.
    pub(crate) start: usize,
    /// The byte after its last.
    pub(crate) end: usize,
    /// No white space stands before it.
    pub(crate) glued: bool,
    /// It begins with a capital letter.
    pub(crate) capital: bool,
    /// It is a misspelling of what it stands for.
    pub(crate) misspelt: bool,
}

/// Cuts a text into tokens, one at a time.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

/// What the next character of the text is.
enum Next {
    Letter,
    Digit,
    Mark(Word, usize),
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Adds the next token or, of a run such as "6months", the next two; false at the end.
    pub(crate) fn more(&mut self, tokens: &mut Vec<Token>) -> bool {
        let (gap, break_at) = self.skip_space();
        if let Some(start) = break_at {
            tokens.push(mark(Word::Break, start..self.at, false));
        }
        let start = self.at;
        match self.peek(start) {
            None => return false,
            Some(Next::Letter) => self.letters(start, !gap, tokens),
            Some(Next::Digit) => self.digits(start, !gap, tokens),
            Some(Next::Mark(word, length)) => {
                self.at += length;
                tokens.push(mark(word, start..self.at, !gap));
            }
        }
        true
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Whether white space was skipped, and where it began if it has a blank line in it.
    fn skip_space(&mut self) -> (bool, Option<usize>) {
        let start = self.at;
        // Between nearly all words stands one space.
        if self.byte(start) == b' ' && self.byte(start + 1).is_ascii_graphic() {
            self.at += 1;
            return (true, None);
        }
        let mut lines = 0;
        loop {
            match self.byte(self.at) {
                b'\n' => lines += 1,
                b' ' | b'\t' | b'\r' => {}
                0x0C => lines += 2, // form feed: a new page
                0x80.. => match self.char(self.at) {
                    Some(c) if c.is_whitespace() || is_invisible(c) => {
                        self.at += c.len_utf8();
                        continue;
                    }
                    _ => break,
                },
                _ => break,
            }
            self.at += 1;
        }
        (self.at > start || start == 0, (lines > 1).then_some(start))
    }

    fn peek(&self, at: usize) -> Option<Next> {
        let byte = self.byte(at);
        Some(match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Next::Letter,
            b'0'..=b'9' => Next::Digit,
            0 if at >= self.text.len() => return None,
            0x80.. => {
                let c = self.char(at)?;
                if c.is_alphabetic() {
                    Next::Letter
                } else {
                    Next::Mark(mark_of(c), c.len_utf8())
                }
            }
            _ => Next::Mark(mark_of(char::from(byte)), 1),
        })
    }

    /// Reads letters into a key, from `at`; the byte after the last of them.
    fn key(&self, mut at: usize, key: &mut Key) -> usize {
        loop {
            at += key.extend(self.text.as_bytes().get(at..).unwrap_or_default());
            match self.byte(at) {
                0x80.. => match self.char(at) {
                    Some(c) if is_invisible(c) => at += c.len_utf8(),
                    Some(c) if c.is_alphabetic() => {
                        ligature(c).iter().for_each(|byte| key.push(*byte));
                        at += c.len_utf8();
                    }
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    fn letters(&mut self, start: usize, glued: bool, tokens: &mut Vec<Token>) {
        let mut key = Key::default();
        let mut end = self.key(start, &mut key);
        if let Some(joined) = self.join_ligature(key, end) {
            (key, end) = joined;
        }
        if let Some(end) = self.week_commencing(start) {
            self.at = end;
            tokens.push(self.token(Word::One(Length::Week), start, glued));
            return;
        }
        let word = key.word();
        if self.byte(end).is_ascii_digit() {
            // "Q3", "FY26", "May2025", but not "DCB0160".
            if matches!(
                word,
                Word::Q | Word::H | Word::Fy | Word::Cy | Word::Month(_)
            ) {
                self.at = end;
                tokens.push(self.token(word, start, glued));
            } else {
                self.opaque(start, end, glued, tokens);
            }
            return;
        }
        self.at = end;
        let slip = if word == Word::Other {
            misspelt(key)
        } else {
            None
        };
        let token = self.token(slip.unwrap_or(word), start, glued);
        tokens.push(Token {
            misspelt: slip.is_some(),
            ..token
        });
    }

    /// Where "w/c" ends, as diaries write "week commencing".
    fn week_commencing(&self, start: usize) -> Option<usize> {
        const SHORT: &str = "w/c";
        // Every word of a text passes here.
        if self.byte(start + 1) != b'/' {
            return None;
        }
        let end = start + SHORT.len();
        let own = self.text.get(start..end)?;
        (own.eq_ignore_ascii_case(SHORT) && !self.byte(end).is_ascii_alphabetic()).then_some(end)
    }

    /// "fi nancial": the text layer of a PDF often puts a space after a ligature.
    fn join_ligature(&self, key: Key, end: usize) -> Option<(Key, usize)> {
        let (bytes, length) = key.letters();
        // Nearly every word is longer.
        if length > 3 {
            return None;
        }
        let word = bytes.get(bytes.len().checked_sub(length)?..)?;
        if !matches!(word, b"fi" | b"fl" | b"ff" | b"ffi") || self.byte(end) != b' ' {
            return None;
        }
        let mut joined = key;
        let joined_end = self.key(end + 1, &mut joined);
        (joined_end > end + 1 && joined.word() != Word::Other).then_some((joined, joined_end))
    }

    fn digits(&mut self, start: usize, glued: bool, tokens: &mut Vec<Token>) {
        let (value, end) = self.number(start);
        let digits = u8::try_from(end - start).unwrap_or(u8::MAX);
        if matches!(self.peek(end), Some(Next::Letter)) {
            return self.suffixed(start, (value, digits, end), glued, tokens);
        }
        let grouped = matches!(self.byte(end), b',' | b'.' if digits <= 3 && self.is_group(end));
        if grouped || digits > 8 {
            return self.figure(start, end, glued, tokens);
        }
        self.at = end;
        tokens.push(self.token(Word::Number { value, digits }, start, glued));
    }

    fn number(&self, mut at: usize) -> (u32, usize) {
        let mut value = 0_u32;
        while self.byte(at).is_ascii_digit() {
            value = value
                .saturating_mul(10)
                .saturating_add(u32::from(self.byte(at) - b'0'));
            at += 1;
        }
        (value, at)
    }

    /// Whether "," and three digits follow ("14,000") and not a fourth.
    fn is_group(&self, at: usize) -> bool {
        self.byte(at) == b',' && self.number(at + 1).1 == at + 4
    }

    /// The rest of "14,000,000".
    fn figure(&mut self, start: usize, end: usize, glued: bool, tokens: &mut Vec<Token>) {
        self.at = end;
        while self.is_group(self.at) {
            self.at += 4;
        }
        tokens.push(self.token(Word::Figure, start, glued));
    }

    /// A number with letters on it: "31st", "12May2025", "6months", "3Q"; else opaque, "5G".
    fn suffixed(
        &mut self,
        start: usize,
        (value, digits, end): (u32, u8, usize),
        glued: bool,
        tokens: &mut Vec<Token>,
    ) {
        let mut key = Key::default();
        let letters_end = self.key(end, &mut key);
        let more_digits = self.byte(letters_end).is_ascii_digit();
        if is_ordinal_ending(key) && !more_digits && value <= 99 {
            self.at = letters_end;
            tokens.push(self.token(
                Word::Ordinal(u8::try_from(value).unwrap_or(0)),
                start,
                glued,
            ));
            return;
        }
        let word = key.word();
        let splits = match word {
            Word::Month(_) | Word::Q => true,
            Word::Many(_) | Word::One(_) => !more_digits,
            _ => false,
        };
        if !splits {
            return self.opaque(start, letters_end, glued, tokens);
        }
        self.at = end;
        tokens.push(self.token(Word::Number { value, digits }, start, glued));
        self.at = letters_end;
        tokens.push(self.token(word, end, true));
    }

    /// A run of letters and digits that means nothing here: "DCB0160", "5G".
    fn opaque(&mut self, start: usize, end: usize, glued: bool, tokens: &mut Vec<Token>) {
        self.at = end;
        while let Some(Next::Letter | Next::Digit) = self.peek(self.at) {
            self.at += self.char(self.at).map_or(1, char::len_utf8);
        }
        tokens.push(self.token(Word::Other, start, glued));
    }

    fn token(&self, word: Word, start: usize, glued: bool) -> Token {
        let capital = self.byte(start).is_ascii_uppercase();
        Token {
            word,
            start,
            end: self.at,
            glued,
            capital,
            misspelt: false,
        }
    }
}

fn mark(word: Word, place: std::ops::Range<usize>, glued: bool) -> Token {
    let (start, end) = (place.start, place.end);
    Token {
        word,
        start,
        end,
        glued,
        capital: false,
        misspelt: false,
    }
}

fn is_ordinal_ending(key: Key) -> bool {
    [b"st", b"nd", b"rd", b"th"]
        .iter()
        .any(|ending| Key::of(*ending) == key)
}

/// Soft hyphen, zero-width space and joiners, word joiner, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// The letters of a ligature; of any other letter beyond ASCII, one that no known word has.
fn ligature(c: char) -> &'static [u8] {
    match c {
        'ﬀ' => b"ff",
        'ﬁ' => b"fi",
        'ﬂ' => b"fl",
        'ﬃ' => b"ffi",
        'ﬄ' => b"ffl",
        'ﬅ' | 'ﬆ' => b"st",
        _ => b"?",
    }
}

fn mark_of(c: char) -> Word {
    match c {
        '&' => Word::Ampersand,
        '\'' | '’' | '‘' | '`' | 'ʼ' => Word::Apostrophe,
        '•' | '▪' | '●' | '◦' | '\u{F0B7}' | '■' | '|' => Word::Break,
        ')' | ']' => Word::Close,
        ':' => Word::Colon,
        ',' => Word::Comma,
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Word::Dash,
        '.' => Word::Dot,
        '£' | '$' | '€' | '¥' => Word::Money,
        '(' | '[' => Word::Open,
        '%' => Word::Percent,
        '+' => Word::Plus,
        '"' | '“' | '”' | '„' | '«' | '»' => Word::Quote,
        ';' => Word::Semicolon,
        '/' => Word::Slash,
        '~' => Word::Tilde,
        _ => Word::Other,
    }
}
