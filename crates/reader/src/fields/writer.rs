//! Who writes a letter that replies to a coroner: each concern that it answers was put to them (in
//! England and Wales by regulation 28 of the Coroners (Investigations) Regulations 2013), and a
//! reply seldom says so beside each.

use std::ops::Range;

use crate::layout::Span;
use crate::read::Source;
use crate::recognise::bodies;
use crate::recognise::words::{self, all_words};

/// The letter is opened within so many blocks: a head, two addresses, references, a day.
const HEAD_BLOCKS_MAX: usize = 30;
/// And says on whose behalf it is written within so many behind that.
const OPENING_BLOCKS_MAX: usize = 5;
/// The name of a body has at most so many words.
const NAME_WORDS_MAX: usize = 10;
/// "NHS Foundation Trust", below the rest of its name.
const SECOND_LINE_WORDS_MAX: usize = 3;
/// How the letter says to whom the report went, and for whom it is written.
const ADDRESSED: &str = " addressed to ";
const ON_BEHALF: &str = " on behalf of ";
/// Offices that are asked by their own names.
const OFFICES: &[&str] = &["Director General ", "Minister ", "Secretary of State "];
/// With these the name of a body ends, whatever stands behind it in a letterhead.
const CLOSING: &[&str] = &[
    "Agency",
    "Authority",
    "Board",
    "Commission",
    "Council",
    "Limited",
    "LLP",
    "Ltd",
    "Trust",
];

/// The name of the body that writes, where a document is such a letter.
pub(super) fn of_reply(source: &Source) -> Option<Span> {
    let greeting = (0..source.blocks.len().min(HEAD_BLOCKS_MAX))
        .find(|&at| words::opens_letter(source.block_words(at)))?;
    let behind = greeting + 1..greeting + 1 + OPENING_BLOCKS_MAX;
    let recipient = (0..greeting).find(|&at| source.block_words(at).contains("oroner"));
    let told = || {
        let mut opening = behind.clone();
        opening.any(|at| source.block_words(at).contains("egulation 28"))
    };
    if recipient.is_none() && !told() {
        return None;
    }
    // Of several who write together none is told apart.
    let joint = |at: usize| source.block_words(at).to_lowercase().contains("joint ");
    if (0..behind.end).any(joint) {
        return None;
    }
    let mut head = 0..recipient.unwrap_or(greeting);
    let stated = behind.clone().find_map(|at| named(source, at, ADDRESSED));
    stated
        .or_else(|| behind.clone().find_map(|at| named(source, at, ON_BEHALF)))
        .or_else(|| head.find_map(|at| letterhead(source, at)))
}

/// "I write on behalf of the Quay Hospitals NHS Trust in reply to your report", "your report, which
/// you addressed to the Secretary of State for Tides"; not "on behalf of the Trust", which the
/// letterhead names in full.
fn named(source: &Source, at: usize, opening: &str) -> Option<Span> {
    let text = source.block_words(at);
    let from = text.find(opening)? + opening.len();
    let behind = text.get(from..)?;
    let range = words::name_of(behind, all_words(behind).take(NAME_WORDS_MAX))?;
    // "the Chief Executive of the Quay Hospitals NHS Trust" writes for them.
    let whole = words::without_article(behind.get(range.clone())?);
    let led = whole.strip_prefix("Chief Executive of ");
    let name = led.map_or(whole, words::without_article);
    let start = from + range.end - name.len();
    let office = OFFICES.iter().any(|office| name.starts_with(office));
    match office && words::capitals(name) > 2 {
        true => within(source, at, start..start + name.len()),
        false => span(source, at, start, name),
    }
}

/// The name with which a letterhead begins, before the address.
fn letterhead(source: &Source, at: usize) -> Option<Span> {
    let text = source.block_words(at);
    let line = text.split([',', '\n', '|']).next()?;
    let next = source.block_words(at + 1);
    // "Quay Hospitals", and in the next line "NHS Foundation Trust".
    let goes_on = next.starts_with("NHS ") && words::at_most(next, SECOND_LINE_WORDS_MAX);
    let first = span(source, at, 0, line)?;
    let end = source.blocks.get(at + 1).filter(|_| goes_on);
    let end = end.map_or(first.range.end, |block| block.range.end);
    Some(Span {
        range: first.range.start..end,
        ..first
    })
}

/// The name of a body that words begin with: up to the noun that closes it, or all of a few words.
fn span(source: &Source, at: usize, start: usize, words: &str) -> Option<Span> {
    let mut named = all_words(words).take_while(|word| words::is_of_name(word.text(words)));
    let closing = named.find(|word| CLOSING.contains(&word.text(words)));
    let end = match closing {
        Some(noun) => noun.end,
        None if words::at_most(words, NAME_WORDS_MAX) => words.trim_end().len(),
        None => return None,
    };
    let name = words.get(..end)?;
    let whole = name.split(' ').all(words::is_of_name) && words::capitals(name) > 1;
    let body = whole && bodies::has_body_noun(name);
    within(source, at, start..start + end).filter(|_| body)
}

/// A stretch of the words of a block.
fn within(source: &Source, at: usize, range: Range<usize>) -> Option<Span> {
    let start = source.blocks.get(at)?.range.start;
    Some(Span {
        block: at,
        range: start + range.start..start + range.end,
    })
}
