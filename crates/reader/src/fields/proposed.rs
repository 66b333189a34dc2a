//! Who is asked by an ask that only says what is to be: "That Tide Water install a lamp".
//!
//! Behind such a "That" stands whoever acts, and behind them their verb without "should": that
//! shows a name which nothing else shows to be one.

use std::ops::Range;

use super::Desk;
use super::obliged::{Found, is_asked};
use crate::draft::Sure;
use crate::recognise::bodies;
use crate::recognise::words::{self, Word};

/// The name and what stands between it and its verb have at most so many words.
const REACH: usize = 32;
/// "each integrated care board": a group in small letters has at most so many words.
const GROUP_WORDS: usize = 5;
/// Words with which no name begins.
const NO_NAMES: &[&str] = &[
    "a", "an", "any", "it", "no", "such", "there", "this", "those",
];

/// Whoever acts behind the "That" with which a sentence opens.
pub(super) fn subject(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let words_in = text.get(sentence.clone())?;
    let rest = words_in.strip_prefix("That ")?;
    let from = sentence.end - rest.len();
    let all: Vec<Word> = words::all_words(rest).take(REACH).collect();
    let first = all.first()?;
    if NO_NAMES.iter().any(|word| first.is(rest, word)) {
        return None;
    }
    let range = match first.text(rest) {
        "each" | "every" | "all" => group(desk, rest, &all)?,
        _ => named(desk, rest, &all).or_else(|| people(desk, rest, &all))?,
    };
    let name = rest.get(range.clone())?;
    let known = is_asked(desk, name) || desk.bodies.knows(name);
    let sure = if known { Sure::Likely } else { Sure::Doubtful };
    Some((from + range.start..from + range.end, sure))
}

/// "Tide Water, in consultation with the Board, install", "the Leader lobbies": a name in capitals
/// and its verb.
fn named(desk: &Desk<'_>, rest: &str, all: &[Word]) -> Option<Range<usize>> {
    let range = words::name_at(rest, all)?;
    let behind = rest.get(range.end..)?;
    let behind = match behind.strip_prefix(", ") {
        Some(aside) => aside.split_once(", ")?.1,
        None => behind.strip_prefix(' ')?,
    };
    let verb = behind.split([' ', ',', ':']).next()?;
    let small = verb.starts_with(|letter: char| letter.is_ascii_lowercase());
    (small && desk.cues.labels.is_ask_verb(verb)).then_some(range)
}

/// "each harbour board appoint": small words up to a verb as it stands behind "should".
fn group(desk: &Desk<'_>, rest: &str, all: &[Word]) -> Option<Range<usize>> {
    let mut small = all.iter().enumerate().skip(2).take(GROUP_WORDS);
    let (at, _) = small.find(|(_, word)| desk.cues.labels.is_bare_verb(word.text(rest)))?;
    let last = all.get(at.checked_sub(1)?)?;
    let name = all.first()?.start..last.end;
    (!last.ends_sentence(rest)).then_some(name)
}

/// "officers carry out": one noun in the plural and what only people do.
fn people(desk: &Desk<'_>, rest: &str, all: &[Word]) -> Option<Range<usize>> {
    let noun = all.first()?;
    let plural = noun.text(rest).ends_with('s') && !noun.text(rest).ends_with("ss");
    let deed = desk.cues.labels.is_deed(rest.get(noun.end..)?);
    (plural && deed).then_some(noun.start..noun.end)
}

/// Whether two names that "and" joins are two, because the document has each by itself: "Shire of
/// Quay and Tide Water".
pub(super) fn are_two(desk: &Desk<'_>, before: &str, after: &str) -> bool {
    /// The names of a document stand near its head as well.
    const LOOKED_THROUGH: usize = 128 * 1024;
    let several = |name: &str| name.contains(' ') && name.split(' ').all(words::is_of_name);
    if !several(before) || !several(after) || bodies::opens_with_field(before) {
        return false;
    }
    let text = &desk.source.text;
    let end = text.floor_char_boundary(LOOKED_THROUGH);
    let text = text.get(..end).unwrap_or_default();
    let begins = |name: &str| {
        text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default().trim_end();
            let last = before
                .rsplit(char::is_whitespace)
                .next()
                .unwrap_or_default();
            let joined = matches!(last, "and" | "of" | "for" | "&");
            last.is_empty() || !joined && (!words::is_capital(last) || last.ends_with(['.', ';']))
        })
    };
    let ends = || {
        let joined = [" and ", " & ", " of "];
        text.match_indices(before).any(|(at, name)| {
            let behind = text.get(at + name.len()..).unwrap_or_default();
            !joined.iter().any(|joint| behind.starts_with(joint))
        })
    };
    begins(after) && ends()
}
