//! Words with their places, and what a name looks like.

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

    pub(crate) fn ends_sentence(&self, text: &str) -> bool {
        self.text(text).ends_with(['.', '!', '?', ':', ';', ','])
    }
}

/// Every word of a text.
pub(crate) fn all_words(text: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run_end(text, at, true);
        let end = run_end(text, start, false);
        at = end;
        (end > start).then_some(Word { start, end })
    })
}

/// Where a run of white space ends, or one of anything else. Goes by bytes, for every sentence is
/// cut into words several times; only what is not ASCII is decoded.
fn run_end(text: &str, from: usize, space: bool) -> usize {
    let mut at = from;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if matches!(byte, b' ' | b'\t'..=b'\r') != space {
                break;
            }
            at += 1;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let letter = rest.chars().next().unwrap_or_default();
        if letter.is_whitespace() != space {
            break;
        }
        at += letter.len_utf8();
    }
    at
}

/// The first words of a line.
pub(crate) fn first_words(text: &str) -> Vec<Word> {
    all_words(text).take(FIRST_WORDS).collect()
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

/// Without the punctuation around it; a bracket inside stays ("action(s)").
pub(crate) fn trimmed(word: &str) -> &str {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = word.as_bytes();
    // Nearly every word has a letter of ASCII at both ends.
    if bytes.first().is_some_and(letter) && bytes.last().is_some_and(letter) {
        return word;
    }
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Whether a word has this key, without making the key.
pub(crate) fn has_key(word: &str, key: &str) -> bool {
    let word = trimmed(word);
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(key);
    }
    let letter = |letter: char| if letter == '’' { '\'' } else { letter };
    word.chars()
        .flat_map(char::to_lowercase)
        .map(letter)
        .eq(key.chars())
}

/// A text as it is compared: keys of its words, without a leading article.
pub(crate) fn name_key(text: &str) -> String {
    let mut keys = String::with_capacity(text.len());
    for word in text.split(|letter: char| !letter.is_alphanumeric() && !"'’&".contains(letter)) {
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
    word.trim_start_matches(['(', '‘', '“', '"', '\''])
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
}

/// Whether words could be a name: they begin with a capital letter or an article before one.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next();
    let article = matches!(first, "the" | "The" | "all" | "each");
    let pronoun = matches!(
        first,
        "We" | "I" | "It" | "This" | "They" | "These" | "Our" | "There"
    );
    !pronoun
        && (is_capital(if article {
            second.unwrap_or_default()
        } else {
            first
        }))
}

/// The name that the words begin with: capital words and the small words between them.
pub(crate) fn name_at(text: &str, words: &[Word]) -> Option<Range<usize>> {
    let mut end = None;
    let first = words.first()?;
    let bare = first.text(text);
    let opening = bare.len() - bare.trim_start_matches(['(', '[', '‘', '“', '"']).len();
    let start = first.start + opening;
    for (at, word) in words.iter().enumerate() {
        let bare = word.text(text);
        let article = at == 0 && matches!(bare, "the" | "The");
        if is_capital(bare) && !article {
            end = Some(word.bare_end(text, false));
        } else if !article && (end.is_none() || !is_connector(bare)) {
            break;
        }
        if word.ends_sentence(text) {
            break;
        }
    }
    end.map(|end| start..end)
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
    fn keys_forgive_case_quotes_and_punctuation() {
        assert_eq!(key("“Board’s,"), "board's");
        assert_eq!(name_key("The Harbour-Board"), "harbour board");
        assert_eq!(name_key("All the “Harbour & Boards’"), "harbour boards");
        assert_eq!(name_key("the All"), "all");
    }
}
