//! References of recommendations: "3", "2a", "R/2024/029", "A-23-17".

use std::ops::Range;

use super::words::{self, WordSet};

/// A reference is at most this long; more is not a reference.
const LONGEST_BYTES: usize = 30;

/// Words behind which a reference stands.
const BEFORE: WordSet = WordSet::of(&["no", "number", "ref", "reference", "serial", "sl"]);

/// Finds the reference with which a text begins (behind "no." or a bracket), and where it stands.
pub(crate) fn at_start(text: &str) -> Option<Range<usize>> {
    if let Some(whole) = of_kind(text) {
        return Some(whole);
    }
    let mut words = words::all_words(text);
    let mut word = words.next()?;
    // "(Sl. No. 4"
    while BEFORE.has(word.text(text).trim_start_matches('(')) {
        word = words.next()?;
    }
    let bare = word.text(text);
    let trimmed = bare.trim_start_matches(['(', '[', '#']);
    let start = word.start + (bare.len() - trimmed.len());
    let closed = trimmed.ends_with(')') || trimmed.ends_with(|l: char| l.is_ascii_digit());
    let bare = trimmed.trim_end_matches([':', '.', ',', ')', ']', ';', '–', '—']);
    // "104(a)" keeps what its bracket closes.
    let inner = bare.contains('(')
        && trimmed
            .get(bare.len()..)
            .is_some_and(|end| end.starts_with(')'));
    let trimmed = trimmed
        .get(..bare.len() + usize::from(inner))
        .unwrap_or(bare);
    // Nearly every text begins with a word.
    if !is_reference(trimmed) {
        return None;
    }
    let part = words
        .next()
        .filter(|_| closed)
        .and_then(|next| part(text, next));
    Some(start..part.unwrap_or(start + trimmed.len()))
}

/// "AFI 1", "SAR 1.2", and nothing else: a number behind the letters of its kind.
fn of_kind(text: &str) -> Option<Range<usize>> {
    // Hardly a text begins with two capitals.
    let [first, second, ..] = text.as_bytes() else {
        return None;
    };
    (first.is_ascii_uppercase() && second.is_ascii_uppercase()).then_some(())?;
    let bare = text.trim_end_matches(['.', ':', ' ']);
    let (kind, number) = bare.split_once(' ')?;
    let letters = (2..=4).contains(&kind.len()) && kind.bytes().all(|one| one.is_ascii_uppercase());
    if !letters {
        return None;
    }
    let mut parts = number.split('.');
    let digits = parts
        .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_digit()));
    (digits && kind != "NO").then_some(0..bare.len())
}

/// The "ii" of "(ii)" or the "b" of "(b)", with which a text begins: only behind a label is that a
/// reference. "Recommendation(s)" has none.
pub(crate) fn letters_in_brackets(text: &str) -> Option<Range<usize>> {
    /// "xxxviii" is the longest below forty. Letters, each a byte.
    const ROMAN_BYTES_MAX: usize = 7;
    let inside = text.trim_start().strip_prefix('(')?;
    let end = inside.find(')')?;
    let number = inside.get(..end)?;
    let roman = number.bytes().all(|byte| b"ivxl".contains(&byte));
    let letter = matches!(number.as_bytes(), [b'a'..=b'r']);
    let start = text.len() - inside.len();
    ((1..=ROMAN_BYTES_MAX).contains(&end) && (roman || letter)).then_some(start..start + end)
}

/// The "a" of "(a) Ensure", with which a text begins, and where its words begin: one letter, any of
/// the alphabet, for parts of asks that papers set so.
pub(crate) fn lettered(text: &str) -> Option<(Range<usize>, usize)> {
    let (letter, behind) = text.strip_prefix('(')?.split_once(')')?;
    let one = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase());
    one.then(|| (1..1 + letter.len(), text.len() - behind.trim_start().len()))
}

/// The end of the "ii" of "4a) ii)": a small Roman number that is closed, or all that follows; of
/// the "(a)" of "9 (a)", in brackets and behind a number.
fn part(text: &str, word: words::Word) -> Option<usize> {
    let own = word.text(text);
    let inner = own.strip_prefix('(').and_then(|own| {
        let end = own.find(')')?;
        let closes = matches!(own.get(end + 1..)?, "" | "." | ":");
        own.get(..end).filter(|_| closes)
    });
    if let Some(inner) = inner {
        let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
        let roman = inner.len() <= 4 && inner.bytes().all(|byte| b"ivx".contains(&byte));
        let end = word.start + inner.len() + 2;
        return (letter || roman && !inner.is_empty()).then_some(end);
    }
    if !text.get(..word.start)?.trim_end().ends_with(')') {
        return None;
    }
    let bare = word.text(text).trim_end_matches([')', '.', ':', ',']);
    let roman = !bare.is_empty() && bare.bytes().all(|byte| b"ivx".contains(&byte));
    let closed = bare.len() < word.text(text).len() || word.end == text.trim_end().len();
    (roman && closed).then_some(word.start + bare.len())
}

/// Whether a word is a reference: it holds a digit, or is a short Roman number or one capital.
pub(crate) fn is_reference(word: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "/-._()".contains(letter);
    if word.is_empty() || word.len() > LONGEST_BYTES || !word.chars().all(allowed) {
        return false;
    }
    let roman = word.len() <= 5 && word.bytes().all(|byte| b"IVXL".contains(&byte));
    let capital = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    word.bytes().any(|byte| byte.is_ascii_digit()) || roman || capital
}

/// Whether a word by itself is a reference of the kind that issuers give: "R/2024/029".
pub(crate) fn is_issued(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '-']).collect();
    parts.len() >= 2
        && is_reference(word)
        && !is_split_year(&parts)
        && !holds_word(word)
        && parts
            .iter()
            .filter(|part| part.bytes().any(|byte| byte.is_ascii_digit()))
            .count()
            >= 1
        && parts
            .first()
            .is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        && word.bytes().filter(u8::is_ascii_digit).count() >= 3
        && word
            .bytes()
            .any(|byte| byte.is_ascii_uppercase() || byte == b'/')
}

/// "CAS-25-1072Published": a number that ran into a word.
fn holds_word(word: &str) -> bool {
    const LETTERS: usize = 4;
    let mut runs = word.split(|letter: char| !letter.is_ascii_lowercase());
    runs.any(|run| run.len() >= LETTERS)
}

/// "2025/26" is a year.
fn is_split_year(parts: &[&str]) -> bool {
    matches!(parts, [first, second] if first.len() == 4 && second.len() <= 4
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())))
        && parts
            .first()
            .is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
        && parts.last().is_some_and(|year| year.len() != 3)
}

/// References as they are compared: "R4" is recommendation 4.
pub(crate) fn key(reference: &str) -> String {
    let mut key: String = reference
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    key.make_ascii_lowercase();
    let number = key.strip_prefix("rec").or_else(|| key.strip_prefix('r'));
    match number {
        Some(number) if is_count(number) => number.to_owned(),
        _ => key,
    }
}

/// "4", "12b": how many recommendations there are, and a part of one.
fn is_count(number: &str) -> bool {
    /// Three digits, a byte each, count more recommendations than any report has.
    const COUNT_BYTES_MAX: usize = 3;
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    (1..=COUNT_BYTES_MAX).contains(&digits.len())
        && number.len() <= digits.len() + 1
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_words() {
        for (text, found) in [
            ("3: That the", Some("3")),
            ("R/2024/029 text", Some("R/2024/029")),
            ("no. 12.", Some("12")),
            ("[2a] x", Some("2a")),
            ("4a) ii) The", Some("4a) ii")),
            ("4a) i am", Some("4a")),
            ("9 (a) Amend the Code", Some("9 (a)")),
            ("12 (Three) boats", Some("12")),
            ("9 i am", Some("9")),
            ("IV.", Some("IV")),
            ("104(a): The", Some("104(a)")),
            ("(4a) The", Some("4a")),
            ("Compensation scheme", None),
        ] {
            assert_eq!(
                at_start(text).map(|range| text.get(range).unwrap()),
                found,
                "{text}"
            );
        }
        assert!(is_issued("R/2024/029") && is_issued("A-23-17"));
        assert!(!is_issued("2025/26") && !is_issued("Covid-19") && !is_issued("12"));
    }
}
