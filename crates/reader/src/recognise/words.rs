//! Words with their places, and what a name looks like.

use std::borrow::Cow;
use std::ops::Range;

/// How many words at the beginning of a line can belong to a label.
const FIRST_WORDS: usize = 24;

/// A word's place in a text: from white space to white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Word {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The word as it is compared.
    pub(crate) fn key(&self, text: &str) -> String {
        key(self.text(text))
    }

    /// Whether the word is compared as this key.
    pub(crate) fn is(&self, text: &str, key: &str) -> bool {
        has_key(self.text(text), key)
    }

    pub(crate) fn is_possessive(&self, text: &str) -> bool {
        let word = self
            .text(text)
            .trim_end_matches(|l: char| l.is_ascii_punctuation() && l != '\'');
        ["'s", "’s", "s'", "s’"]
            .iter()
            .any(|ending| word.ends_with(ending))
    }

    /// The end of the word without the punctuation behind it, and without a possessive ending.
    pub(crate) fn bare_end(&self, text: &str, possessive: bool) -> usize {
        let word = self
            .text(text)
            .trim_end_matches([',', ':', ';', '.', ')', ']', '?', '!', '’', '”']);
        let word = match possessive {
            true => ["'s", "’s", "'", "’"]
                .iter()
                .find_map(|ending| word.strip_suffix(ending))
                .unwrap_or(word),
            false => word,
        };
        self.start + word.len()
    }

    /// Whether a sentence or a clause may end with it; it does not with the initial of a name.
    pub(crate) fn ends_sentence(&self, text: &str) -> bool {
        let word = self.text(text);
        word.ends_with(['.', '!', '?', ':', ';', ',']) && !is_initial(word)
    }
}

/// "J.", of "Ann J. Tide".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// Every word of a text.
pub(crate) fn all_words(text: &str) -> impl Iterator<Item = Word> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = word_start(text, at);
        let end = word_end(text, start);
        at = end;
        (end > start).then_some(Word { start, end })
    })
}

/// "The department’s response", "Both entities’ response".
pub(crate) fn opens_with_article(text: &str) -> bool {
    let first = memchr::memchr(b' ', text.as_bytes())
        .map_or(text, |space| text.get(..space).unwrap_or_default());
    matches!(
        first,
        "the" | "The" | "both" | "Both" | "our" | "Our" | "each" | "Each"
    )
}

/// A name without the article before it: "The Harbour Board".
pub(crate) fn without_article(name: &str) -> &str {
    let bare = name.strip_prefix("the ").or(name.strip_prefix("The "));
    bare.unwrap_or(name)
}

/// A heading without the note in brackets that explains it: "Response (done, or proposed)".
pub(crate) fn without_note(heading: &str) -> &str {
    let closed = heading.trim_end().ends_with(')');
    let at = heading.find(" (").filter(|at| closed && *at > 0);
    at.and_then(|at| heading.get(..at)).unwrap_or(heading)
}

/// Where the name begins in a heading that says whom asks are made to: "Recommendations to the
/// Board".
pub(crate) fn made_to(heading: &str) -> Option<usize> {
    const OPENINGS: [&str; 2] = ["Recommendations to ", "Recommendation to "];
    // Behind the title of a report and its number, in one cell over the rows of its asks.
    const INSIDE: [&str; 2] = ["Recommendations made to ", "Recommendation made to "];
    let inside = || {
        INSIDE.iter().find_map(|opening| {
            let at = heading.rfind(opening)? + opening.len();
            heading.get(at..)
        })
    };
    let name = OPENINGS
        .iter()
        .find_map(|opening| heading.strip_prefix(opening))
        .or_else(inside)?;
    is_capital(without_article(name)).then(|| heading.len() - name.len())
}

/// Whether a line opens a letter: "Dear Secretary of State".
pub(crate) fn opens_letter(line: &str) -> bool {
    line.starts_with("Dear ")
}

/// Whether a line closes a letter: "Yours sincerely".
pub(crate) fn closes_letter(line: &str) -> bool {
    line.starts_with("Yours sincerely") || line.starts_with("Yours faithfully")
}

/// Whether a text has no more words than so many; it is read only so far.
pub(crate) fn at_most(text: &str, words: usize) -> bool {
    all_words(text).nth(words).is_none()
}

/// What a byte is, as far as words and runs of letters go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Space,
    /// A letter or a digit.
    Letter,
    Mark,
    /// A part of a letter that is not ASCII: only these are decoded.
    Wide,
}

/// The kind of each byte.
static KINDS: [Kind; 256] = kinds();

const fn kinds() -> [Kind; 256] {
    let mut kinds = [Kind::Wide; 256];
    let mut rest: &mut [Kind] = &mut kinds;
    let mut byte: u8 = 0;
    while let [kind, behind @ ..] = rest {
        if byte.is_ascii() {
            *kind = match byte {
                b' ' | b'\t'..=b'\r' => Kind::Space,
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Kind::Letter,
                _ => Kind::Mark,
            };
        }
        byte = byte.wrapping_add(1);
        rest = behind;
    }
    kinds
}

/// The kind of a byte.
pub(crate) fn kind(byte: u8) -> Kind {
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Wide)
}

/// Whether a byte stands in a word, whatever stands around it: a mark, a letter or a digit of
/// ASCII. Nearly every byte does, and every sentence is cut into words several times.
fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte.is_ascii()
}

/// Where the next word begins.
fn word_start(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    match rest {
        [next, ..] if is_plain(*next) => from,
        // Between nearly all words stands one space.
        [b' ', next, ..] if is_plain(*next) => from + 1,
        _ => run_end(text, from, true),
    }
}

/// Where a word ends.
fn word_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    match rest.iter().position(|byte| !is_plain(*byte)) {
        None => text.len(),
        Some(length) if rest.get(length) == Some(&b' ') => from + length,
        Some(length) => run_end(text, from + length, false),
    }
}

/// Where a run of white space ends, or one of anything else.
fn run_end(text: &str, from: usize, space: bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let length = rest.find(|letter: char| letter.is_whitespace() != space);
    length.map_or(text.len(), |length| from + length)
}

/// The first words of a line.
pub(crate) fn first_words(text: &str) -> Vec<Word> {
    let mut first = Vec::with_capacity(FIRST_WORDS);
    first.extend(of_line(text));
    first
}

/// The same, cut as they are asked for.
pub(crate) fn of_line(text: &str) -> impl Iterator<Item = Word> + Clone {
    all_words(text).take(FIRST_WORDS)
}

/// A word as it is compared: lower case, straight quotes, no punctuation around it.
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    push_key(&mut key, trimmed(word));
    key
}

/// Writes the key of a word that has no punctuation around it.
fn push_key(key: &mut String, word: &str) {
    if word.is_ascii() {
        let start = key.len();
        key.push_str(word);
        if let Some(added) = key.get_mut(start..) {
            added.make_ascii_lowercase();
        }
    } else {
        key.push_str(&word.to_lowercase().replace('’', "'"));
    }
}

/// A word without punctuation around it, as far as it has to be written anew to be compared where
/// the case of ASCII does not count.
pub(crate) fn lowered(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(key(word))
}

/// Without the punctuation around it; a bracket inside stays ("action(s)").
#[inline]
pub(crate) fn trimmed(word: &str) -> &str {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = word.as_bytes();
    // Nearly every word has a letter of ASCII at both ends.
    if bytes.first().is_some_and(letter) && bytes.last().is_some_and(letter) {
        return word;
    }
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Where some words of ASCII first stand in a text, in small letters or capitals.
pub(crate) fn find(text: &str, words: &str) -> Option<usize> {
    let first = words.bytes().next()?;
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let stands = |at: &usize| {
        let there = text.as_bytes().get(*at..*at + words.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(words.as_bytes()))
    };
    memchr::memchr2_iter(small, capital, text.as_bytes()).find(stands)
}

/// Whether a word has this key, without making the key.
#[inline]
pub(crate) fn has_key(word: &str, key: &str) -> bool {
    // Nearly every word has another letter first.
    if let (Some(first), Some(other)) = (word.bytes().next(), key.bytes().next())
        && kind(first) == Kind::Letter
        && !first.eq_ignore_ascii_case(&other)
    {
        return false;
    }
    has_all_of_key(word, key)
}

/// The same, where the first letters do not tell them apart.
fn has_all_of_key(word: &str, key: &str) -> bool {
    let word = trimmed(word);
    if word.is_ascii() {
        // Nearly all others are told apart by their lengths.
        return word.len() == key.len() && word.eq_ignore_ascii_case(key);
    }
    let letter = |letter: char| if letter == '’' { '\'' } else { letter };
    word.chars()
        .flat_map(char::to_lowercase)
        .map(letter)
        .eq(key.chars())
}

/// Some words, of which a word of a text may be one. Length and first letter tell nearly every
/// other word apart, and no key is made of any.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// For each first letter, the same for small letters and capitals: a bit for every length.
    lengths: [u32; 32],
    /// And a bit for every place in the list, the last for all that stand further behind.
    places: [u128; 32],
}

/// All words further behind, or longer, count as this one.
const LAST_PLACE: usize = 127;
const LAST_LENGTH: usize = 31;

impl WordSet {
    /// Those of a list, as they are compared ([`key`]).
    pub(crate) const fn of(words: &'static [&'static str]) -> Self {
        let mut set = Self {
            words,
            lengths: [0; 32],
            places: [0; 32],
        };
        let (mut rest, mut place) = (words, 0);
        while let [word, behind @ ..] = rest {
            let first = Self::first(word.as_bytes());
            let (mut lengths, mut places): (&mut [u32], &mut [u128]) =
                (&mut set.lengths, &mut set.places);
            let mut at = 0;
            while let ([length, more @ ..], [own, others @ ..]) = (lengths, places) {
                if at == first {
                    *length |= Self::length(word);
                    *own |= 1
                        << (if place < LAST_PLACE {
                            place
                        } else {
                            LAST_PLACE
                        });
                }
                at += 1;
                (lengths, places) = (more, others);
            }
            place += 1;
            rest = behind;
        }
        set
    }

    const fn first(word: &[u8]) -> u8 {
        match word {
            [first, ..] => *first % 32,
            [] => 0,
        }
    }

    const fn length(word: &str) -> u32 {
        1 << (if word.len() < LAST_LENGTH {
            word.len()
        } else {
            LAST_LENGTH
        })
    }

    /// Whether a word of a text is one of them.
    pub(crate) fn has(&self, word: &str) -> bool {
        let lengths = |word: &str| {
            let first = usize::from(Self::first(word.as_bytes()));
            self.lengths.get(first).copied().unwrap_or_default()
        };
        let begins = word
            .bytes()
            .next()
            .is_some_and(|byte| kind(byte) == Kind::Letter);
        if begins && lengths(word) == 0 {
            return false;
        }
        let word = trimmed(word);
        if !word.is_ascii() {
            return self.words.iter().any(|one| has_key(word, one));
        }
        lengths(word) & Self::length(word) != 0 && self.has_exactly(word)
    }

    fn has_exactly(&self, word: &str) -> bool {
        let first = usize::from(Self::first(word.as_bytes()));
        let mut places = self.places.get(first).copied().unwrap_or_default();
        while places != 0 {
            let place = usize::try_from(places.trailing_zeros()).unwrap_or(LAST_PLACE);
            places &= places - 1;
            let end = if place < LAST_PLACE {
                place + 1
            } else {
                self.words.len()
            };
            let mut words = self.words.get(place..end).unwrap_or_default().iter();
            if words.any(|one| one.eq_ignore_ascii_case(word)) {
                return true;
            }
        }
        false
    }

    /// The words of the list.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }
}

/// A text as it is compared: keys of its words, without a leading article.
pub(crate) fn name_key(text: &str) -> String {
    let mut keys = String::with_capacity(text.len());
    let apart = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '&');
    for word in text.split(apart) {
        let word = trimmed(word);
        if word.is_empty() {
            continue;
        }
        if matches!(keys.as_str(), "the" | "a" | "an" | "all") {
            keys.clear();
        } else if !keys.is_empty() {
            keys.push(' ');
        }
        push_key(&mut keys, word);
    }
    keys
}

/// Small words that may stand inside a name.
pub(crate) fn is_connector(word: &str) -> bool {
    matches!(word, "of" | "and" | "for" | "the" | "de" | "&")
}

/// Whether a word begins with a capital letter (behind an opening quotation mark or bracket).
pub(crate) fn is_capital(word: &str) -> bool {
    // Nearly every word begins with a letter of ASCII.
    if let Some(first) = word.bytes().next().filter(u8::is_ascii_alphanumeric) {
        return first.is_ascii_uppercase();
    }
    word.trim_start_matches(['(', '‘', '“', '"', '\''])
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
}

/// Whether a word may stand in a name: with a capital letter, or small between such words.
pub(crate) fn is_of_name(word: &str) -> bool {
    is_capital(word) || is_connector(word)
}

/// How many of the words of a name have capitals.
pub(crate) fn capitals(name: &str) -> usize {
    name.split(' ').filter(|word| is_capital(word)).count()
}

/// Whether words could be a name: they begin with a capital letter or an article before one.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let mut words = all_words(text).map(|word| word.text(text));
    let first = words.next().unwrap_or_default();
    if matches!(first, "the" | "The" | "all" | "each") {
        return words.next().is_some_and(is_capital);
    }
    let pronoun = || {
        matches!(
            first,
            "We" | "I" | "It" | "This" | "They" | "These" | "Our" | "There"
        )
    };
    is_capital(first) && !pronoun()
}

/// The name that the words begin with: capital words and the small words between them.
pub(crate) fn name_at(text: &str, words: &[Word]) -> Option<Range<usize>> {
    name_of(text, words.iter().copied())
}

/// The same of words that are cut as they are asked for.
pub(crate) fn name_of(text: &str, words: impl Iterator<Item = Word>) -> Option<Range<usize>> {
    let (mut start, mut end) = (None, None);
    for word in words {
        let bare = word.text(text);
        let article = start.is_none() && matches!(bare, "the" | "The");
        let inside = bare.trim_start_matches(['(', '[', '‘', '“', '"']);
        start.get_or_insert(word.start + bare.len() - inside.len());
        if is_capital(bare) && !article {
            end = Some(word.bare_end(text, false));
        } else if !article && (end.is_none() || !is_connector(bare)) {
            break;
        }
        if word.ends_sentence(text) {
            break;
        }
    }
    Some(start?..end?)
}

/// Every name in a text, one behind the other; `cut` says how much of the words one name is.
pub(crate) fn names(
    text: &str,
    cut: fn(&str, Range<usize>) -> Range<usize>,
) -> impl Iterator<Item = Range<usize>> {
    let mut words = all_words(text).peekable();
    std::iter::from_fn(move || {
        loop {
            let first = words.next()?;
            let bare = first.text(text);
            // With a small letter only an article begins a name.
            if bare.starts_with(|letter: char| letter.is_ascii_lowercase()) && bare != "the" {
                continue;
            }
            let all = std::iter::once(first).chain(words.clone());
            if let Some(name) = name_of(text, all) {
                let name = cut(text, name);
                while words.next_if(|word| word.start < name.end).is_some() {}
                return Some(name);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_capital_words_and_what_joins_them() {
        let text = "the Department of Tides and Moorings reviews its rules";
        let words = first_words(text);
        assert_eq!(
            name_at(text, &words).map(|range| text.get(range).unwrap()),
            Some("the Department of Tides and Moorings")
        );
        assert_eq!(
            name_at("reviews its rules", &first_words("reviews its rules")),
            None
        );
    }

    #[test]
    fn a_set_has_a_word_where_its_key_is_one_of_the_list() {
        const LIST: &[&str] = &["we", "board's", "quai-öst", "i", "31"];
        let set = WordSet::of(LIST);
        for word in [
            "We",
            "(we)",
            "wé",
            "Board’s",
            "BOARD'S;",
            "boards",
            "Quai-Öst",
            "I",
            "“i”",
            "l",
            "31.",
            "3",
            "",
            "…",
        ] {
            let expected = LIST.contains(&key(word).as_str());
            assert_eq!(set.has(word), expected, "{word}");
        }
    }

    #[test]
    fn keys_forgive_case_quotes_and_punctuation() {
        assert_eq!(key("“Board’s,"), "board's");
        assert_eq!(name_key("The Harbour-Board"), "harbour board");
        assert_eq!(name_key("All the “Harbour & Boards’"), "harbour boards");
        assert_eq!(name_key("the All"), "all");
    }
}
