//! Asks that bring their numbers along: "8.3. We urge …", "2a. A permanent …", "4a) ii. That …".
//!
//! Several may stand under one label, or under none: in a box with the sentence that accepts them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::markers;
use super::roles::Role;
use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::read::{BlockKind, Source};
use crate::recognise::sentences::sentences;
use crate::recognise::words;

/// So many lettered numbers make a series; one or two may be points of anything.
const LETTERED_MIN: usize = 3;
/// Left edges that differ by no more than this, in points, are the same.
const EDGE_POINTS: i32 = 2;

/// The next ask of a group stands within so many blocks: the points of the one before.
const GROUP_BLOCKS_MAX: usize = 40;

/// The form of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "8.3"
    Dotted,
    /// "2a", "4a) ii"
    Lettered,
}

/// The number with which a text begins, and its form.
pub(super) fn number(text: &str) -> Option<(Range<usize>, Shape)> {
    let digits = prefix(text, |letter| letter.is_ascii_digit());
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    let rest = text.get(digits.len()..)?;
    if let Some(behind) = rest.strip_prefix('.') {
        let second = prefix(behind, |letter| letter.is_ascii_digit());
        let end = digits.len() + 1 + second.len();
        let whole = !second.is_empty() && second.len() <= 3;
        let behind = text.get(end..)?;
        let bare = behind.starts_with(' ') && words::is_capital(behind.trim_start());
        return (whole && (bare || opens_words(behind))).then_some((0..end, Shape::Dotted));
    }
    let letter = prefix(rest, |letter| letter.is_ascii_lowercase());
    if letter.len() != 1 {
        return None;
    }
    let mut end = digits.len() + 1;
    let behind = text.get(end..)?;
    let bare = behind.trim_start_matches([')', ' ', '(']);
    let roman = prefix(bare, |letter| "ivx".contains(letter));
    let closed = bare.get(roman.len()..)?.starts_with(['.', ')']);
    if !roman.is_empty() && closed {
        end += behind.len() - bare.len() + roman.len();
    }
    opens_words(text.get(end..)?).then_some((0..end, Shape::Lettered))
}

fn prefix(text: &str, of: impl Fn(char) -> bool) -> &str {
    let end = text.find(|letter| !of(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Behind a number: its full stop or bracket, and a sentence.
fn opens_words(rest: &str) -> bool {
    let behind = rest.trim_start_matches(['.', ')']);
    behind.len() < rest.len() && words::is_capital(behind.trim_start())
}

/// What a document shows of its series.
pub(super) struct Series<'a> {
    source: &'a Source,
    cues: &'a Cues,
    /// Whether its lettered numbers are those of asks.
    lettered: bool,
    /// The left edge of most of its words.
    left: i32,
}

impl<'a> Series<'a> {
    pub(super) fn of(source: &'a Source, cues: &'a Cues, roles: &[Role]) -> Self {
        let mut edges: HashMap<i32, usize> = HashMap::new();
        let mut lettered = HashSet::new();
        for (block, role) in source.blocks.iter().zip(roles) {
            *edges.entry(block.look.left).or_default() += block.range.len();
            if matches!(role, Role::Text)
                && let Some((range, Shape::Lettered)) = number(source.words(&block.range))
            {
                lettered.insert(source.words(&block.range).get(range).unwrap_or_default());
            }
        }
        let most = edges.into_iter().max_by_key(|&(left, size)| (size, left));
        let named = source
            .text
            .matches("ecommendation")
            .nth(LETTERED_MIN - 1)
            .is_some();
        Self {
            source,
            cues,
            lettered: named && lettered.len() >= LETTERED_MIN,
            left: most.map_or(0, |(left, _)| left),
        }
    }

    fn words(&self, block: usize) -> &str {
        self.source.block_words(block)
    }

    /// Where the number of a block stands in the text: before its words, or as the marker of an
    /// item.
    pub(super) fn number_of(&self, block: usize) -> Option<(Range<usize>, Shape)> {
        let start = self.source.blocks.get(block)?.range.start;
        let (range, shape) = number(self.words(block))?;
        Some((start + range.start..start + range.end, shape))
    }

    /// The number in the marker of an item ("1.").
    pub(super) fn marker_of(&self, block: usize) -> Option<Range<usize>> {
        let is_item = self.source.blocks.get(block)?.kind == BlockKind::Item;
        self.marker_before(block).filter(|_| is_item)
    }

    /// The number or letter that stands in front of the words of a block, on the same line.
    pub(super) fn marker_before(&self, block: usize) -> Option<Range<usize>> {
        markers::marker_before(self.source, self.source.blocks.get(block)?)
    }

    /// Whether a block is an ask by its lettered number alone.
    pub(super) fn is_lettered(&self, block: usize) -> bool {
        self.lettered && matches!(self.number_of(block), Some((_, Shape::Lettered)))
    }

    /// Whether a block stands off the edge that most words keep: in a box.
    pub(super) fn is_boxed(&self, block: usize) -> bool {
        let block = self.source.blocks.get(block);
        block.is_some_and(|block| (block.look.left - self.left).abs() > EDGE_POINTS)
    }

    /// Whether a block is printed like another.
    pub(super) fn alike(&self, one: usize, other: usize) -> bool {
        let left = |block: usize| self.source.blocks.get(block).map(|block| block.look.left);
        match (left(one), left(other)) {
            (Some(one), Some(other)) => (one - other).abs() <= EDGE_POINTS,
            _ => false,
        }
    }

    /// Whether a block goes on with a group of asks whose latest is that of another block.
    pub(super) fn goes_on(&self, block: usize, latest: usize) -> bool {
        let (Some((_, one)), Some((_, other))) = (self.number_of(block), self.number_of(latest))
        else {
            return false;
        };
        let near = block - latest <= GROUP_BLOCKS_MAX;
        let between = || (latest..=block).all(|at| self.alike(at, block) && !self.decides(at));
        let asks = || {
            let words = self.words(block);
            let told = [" should ", " must ", "recommend"];
            !self.cues.labels.opens_answer(words) && told.iter().any(|word| words.contains(word))
        };
        one == other
            && near
            && between()
            && (self.is_boxed(block) || (latest + 1 == block && asks()))
    }

    /// "This recommendation is accepted in full": what stands before it is the ask.
    pub(super) fn decides(&self, block: usize) -> bool {
        const OPENINGS: [(&str, &str); 2] =
            [("this", "recommendation"), ("these", "recommendations")];
        let words = self.words(block);
        let mut head = words::all_words(words);
        let (Some(first), Some(second)) = (head.next(), head.next()) else {
            return false;
        };
        let opens = OPENINGS
            .iter()
            .any(|(this, asked)| first.is(words, this) && second.is(words, asked));
        opens && self.says_disposition(words)
    }

    /// "2.11 We accept this recommendation. …": a paragraph, with its number or without, that
    /// begins with how the ask was taken.
    pub(super) fn opens_disposition(&self, words: &str) -> bool {
        /// "The Government agrees in part with the Committee's recommendation."
        const DECIDING_WORDS_MAX: usize = 12;
        let numbered = |one: char| one.is_ascii_digit() || matches!(one, '.' | ' ');
        let bare = words.trim_start_matches(numbered);
        let first = sentences(bare).into_iter().next();
        let first = first.and_then(|first| bare.get(first)).unwrap_or_default();
        words::at_most(first, DECIDING_WORDS_MAX) && self.says_disposition(first)
    }

    pub(super) fn says_disposition(&self, words: &str) -> bool {
        let hits = self.cues.phrases.find(words);
        hits.iter()
            .any(|hit| matches!(hit.says, Says::Disposition(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_bring_their_words() {
        for (text, found) in [
            ("8.3. We urge the Board", Some("8.3")),
            ("2a. A lamp be lit", Some("2a")),
            ("4a) ii. That the Board", Some("4a) ii")),
            ("4a) iii.The review", Some("4a) iii")),
            ("4b) i) That", Some("4b) i")),
            ("7f. That", Some("7f")),
            ("8.30 Whilst", Some("8.30")),
            ("8.3 metres of water", None),
            ("2 boats", None),
            ("2025. The", None),
        ] {
            let range = number(text).map(|(range, _)| range);
            assert_eq!(range.and_then(|range| text.get(range)), found, "{text}");
        }
    }
}
