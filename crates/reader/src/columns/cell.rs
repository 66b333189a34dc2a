//! The words of a cell: markup and the traces of programs taken out, letters put right.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::read::html;

/// What a cell with markup in it holds.
const TAGS: &[&str] = &["</", "<br", "<p>", "<p ", "<li>", "<div"];
/// What Excel writes for a carriage return.
const EXCEL_RETURN: &str = "_x000D_";

/// What was done to the words of a cell besides taking out white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mended {
    No,
    /// Letters that a program had decoded wrongly.
    Letters,
}

/// The words of a cell.
pub(super) fn words(raw: &str) -> (String, Mended) {
    let lower = raw.to_ascii_lowercase();
    let mut words = Cow::Borrowed(raw);
    if words.contains(EXCEL_RETURN) {
        words = Cow::Owned(words.replace(EXCEL_RETURN, ""));
    }
    if TAGS.iter().any(|tag| lower.contains(tag)) {
        words = Cow::Owned(html::words(&words));
    } else if lower.contains("&#") || lower.contains("&amp;") || lower.contains("&nbsp;") {
        words = Cow::Owned(html_escape::decode_html_entities(&words).into_owned());
    }
    match put_right(&words) {
        Some(right) => (tidy(&right), Mended::Letters),
        None => (tidy(&words), Mended::No),
    }
}

/// Lines without white space at their ends, none of them empty.
fn tidy(words: &str) -> String {
    let letters = |line: &str| -> String {
        let kept = line.chars().map(|letter| match letter {
            '\t' | '\u{a0}' => Some(' '),
            other => crate::read::text::letter(other),
        });
        kept.flatten().collect()
    };
    let lines = words.split(['\n', '\r']).map(letters);
    let lines: Vec<String> = lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// Letters that were UTF-8 and were read as Windows-1252: "â€™" for "’". Only whole characters
/// that come out of it are put right, so that a word with a real "Â" stays as it is.
fn put_right(words: &str) -> Option<String> {
    if !words.contains(['Ã', 'Â', 'â', 'Å', 'Ä']) {
        return None;
    }
    let letters: Vec<char> = words.chars().collect();
    let mut right = String::with_capacity(words.len());
    let (mut at, mut changed) = (0, false);
    while let Some(&letter) = letters.get(at) {
        let rest = letters.get(at..).unwrap_or_default();
        let found = (2..=4).rev().find_map(|length| whole(rest.get(..length)?));
        match found {
            Some((real, length)) => {
                right.push(real);
                at += length;
                changed = true;
            }
            None => {
                right.push(letter);
                at += 1;
            }
        }
    }
    changed.then_some(right)
}

/// The one character beyond ASCII whose bytes these letters are.
fn whole(letters: &[char]) -> Option<(char, usize)> {
    let first = letters.first()?;
    if !('\u{c2}'..='\u{f4}').contains(first) {
        return None;
    }
    let bytes: Option<Vec<u8>> = letters.iter().map(|&letter| byte(letter)).collect();
    let text = String::from_utf8(bytes?).ok()?;
    let mut found = text.chars();
    let (one, None) = (found.next()?, found.next()) else {
        return None;
    };
    (!one.is_ascii() && !one.is_control() || one == '\u{a0}').then_some((one, letters.len()))
}

/// The byte that Windows-1252 takes for a letter.
fn byte(letter: char) -> Option<u8> {
    if let ('\u{80}'..='\u{ff}', Ok(byte)) = (letter, u8::try_from(u32::from(letter))) {
        return Some(byte);
    }
    let text = letter.to_string();
    let (bytes, _, failed) = WINDOWS_1252.encode(&text);
    match (bytes.as_ref(), failed) {
        ([byte], false) if !byte.is_ascii() => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str, mended: Mended) {
        assert_eq!(words(raw), (expected.to_owned(), mended), "{raw}");
    }

    #[test]
    fn markup_and_traces_of_programs_go() {
        check(
            "  Fit\u{a0}lamps _x000D_\n\n on piers ",
            "Fit lamps\non piers",
            Mended::No,
        );
        check(
            "<p>Fit lamps</p><p>on&nbsp;piers</p>",
            "Fit lamps\non piers",
            Mended::No,
        );
        check("Tea &amp; rest", "Tea & rest", Mended::No);
        check("if x < 3 then y", "if x < 3 then y", Mended::No);
    }

    #[test]
    fn letters_decoded_wrongly_are_put_right_and_real_ones_stay() {
        check("the Boardâ€™s cafÃ©", "the Board’s café", Mended::Letters);
        check("Â£5 Â· Â§ 3", "£5 · § 3", Mended::Letters);
        check("Âge, âme, Ångström", "Âge, âme, Ångström", Mended::No);
        check("vis-à-vis Córdoba", "vis-à-vis Córdoba", Mended::No);
    }
}
