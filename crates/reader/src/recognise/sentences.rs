//! A paragraph to its sentences.

use std::ops::Range;

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "rev", "hon", "vs",
    "cf", "approx", "para", "paras", "fig", "vol", "sir", "ltd", "inc", "nb", "ref", "dept", "rt",
];

/// Cuts a text into sentences: their places, white space around them left out.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in marks(text) {
        if text.as_bytes().get(at) == Some(&b'\n') || ends_here(text, at) {
            let end = at + 1 + closing(text.get(at + 1..));
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

/// Where the marks stand that may end a sentence. All are ASCII, so that no letter has to be
/// decoded to find them; and three can be looked for at once, so that the rarest goes by itself.
fn marks(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let mut calls = memchr::memchr_iter(b'!', bytes).peekable();
    let mut others = memchr::memchr3_iter(b'.', b'?', b'\n', bytes).peekable();
    std::iter::from_fn(move || match (calls.peek(), others.peek()) {
        (Some(call), Some(other)) if call < other => calls.next(),
        (_, Some(_)) => others.next(),
        _ => calls.next(),
    })
}

/// Quotation marks and brackets that close behind the end of a sentence.
fn closing(rest: Option<&str>) -> usize {
    let rest = rest.unwrap_or_default();
    let inside = rest.trim_start_matches(['’', '”', '"', '\'', ')', ']']);
    rest.len() - inside.len()
}

fn ends_here(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let rest = text.get(at + 1..).unwrap_or_default();
    let rest = rest.get(closing(Some(rest))..).unwrap_or_default();
    let Some(next) = rest.chars().next() else {
        return true;
    };
    if !next.is_whitespace() {
        return false;
    }
    let begins = rest
        .trim_start()
        .trim_start_matches(['‘', '“', '"', '\'', '('])
        .chars()
        .next();
    if begins.is_some_and(char::is_lowercase) {
        return false;
    }
    let mut last = before
        .rsplit(|l: char| l.is_whitespace() || l == '(')
        .next()
        .unwrap_or_default();
    last = last.trim_start_matches(['‘', '“', '"', '\'']);
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let mut abbreviations = ABBREVIATIONS.iter();
    !initial && !abbreviations.any(|short| short.eq_ignore_ascii_case(last))
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(words) = text.get(range.clone()) else {
        return;
    };
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if end > start {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| text.get(range).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_people_would_say() {
        check(
            "One. Two! ‘Three?’ Four",
            &["One.", "Two!", "‘Three?’", "Four"],
        );
        check(
            "See e.g. Dr. A. Tide at 3.5 metres. Next.",
            &["See e.g. Dr. A. Tide at 3.5 metres.", "Next."],
        );
        check("Update it,\nLead: Ann.", &["Update it,", "Lead: Ann."]);
        check("", &[]);
    }
}
