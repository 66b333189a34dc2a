//! What is known of the register's words: how rare each is, and a direction that words of like use
//! have in common.

use super::Mark;
use super::groups::Groups;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Numbers of a direction. Twice as many do no better (`benches/similar`).
pub(super) const DIMENSIONS: usize = 128;

/// Words that are more frequent than this, as a share of all words, count for less and less in the
/// sum of an ask; rarer ones all count about the same. After Arora, Liang and Ma, "A simple but
/// tough-to-beat baseline for sentence embeddings", 2017; they take 0.001 for newspapers.
const FREQUENT: f32 = 0.01;

/// What was learnt of the register's words.
#[derive(Debug, Default)]
pub(crate) struct Senses {
    /// The recommendations that were there to learn from.
    pub(super) learnt_from: usize,
    /// The place of each word; the groups of words that mean the same have the places behind them.
    pub(super) words: FxHashMap<Mark, u32>,
    /// By place: how rare the word or the group is.
    pub(super) rarity: Vec<f32>,
    pub(super) directions: Directions,
}

/// By place, a word's direction times what it counts, in bytes of one unit for all: a quarter of
/// the memory, the same suggestions, and whole numbers are quicker to add.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Directions(Vec<[i8; DIMENSIONS]>);

impl Directions {
    /// Directions, word by word, each already multiplied by what the word counts.
    pub(super) fn of(rows: &[Row]) -> Self {
        let parts = rows.iter().flatten();
        let largest = parts.fold(0.0_f32, |most, part| most.max(part.abs()));
        let unit = (largest / f32::from(i8::MAX)).max(f32::MIN_POSITIVE);
        Self(
            rows.iter()
                .map(|row| row.map(|part| byte(part / unit)))
                .collect(),
        )
    }

    /// The direction of a word; `None` when nothing was learnt of it.
    pub(super) fn get(&self, place: u32) -> Option<&[i8; DIMENSIONS]> {
        self.0.get(usize::try_from(place).ok()?)
    }

    /// Whether nothing was learnt.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A direction before it is kept.
pub(super) type Row = [f32; DIMENSIONS];

/// Between this and twice as much neighbouring numbers are one apart: added to a small number, it
/// rounds it, and the last byte is the whole number.
const WHOLE: f32 = 12_582_912.0;

fn byte(number: f32) -> i8 {
    let limit = f32::from(i8::MAX);
    let [.., last] = (number.clamp(-limit, limit) + WHOLE)
        .to_bits()
        .to_be_bytes();
    last.cast_signed()
}

impl Senses {
    /// The place of a word; `None` when it was seen too seldom.
    pub(super) fn place(&self, word: Mark) -> Option<u32> {
        self.words.get(&word).copied()
    }

    /// The place of a group of words that mean the same.
    pub(super) fn group(&self, number: usize) -> u32 {
        u32::try_from(self.words.len() + number).unwrap_or(u32::MAX)
    }

    /// How many words and groups have a place.
    pub(super) fn places(&self) -> usize {
        self.words.len() + Groups::shipped().len()
    }

    /// How rare what has a place is: 0 when every recommendation has it.
    pub(super) fn rarity(&self, place: u32) -> f32 {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let known = self.rarity.get(place).copied();
        known.unwrap_or_else(|| self.rarity_of_others())
    }

    /// How rare a word is that has none: as rare as can be.
    pub(super) fn rarity_of_others(&self) -> f32 {
        share(0, self.learnt_from)
    }

    /// How many recommendations they were learnt from.
    pub(crate) fn learnt_from(&self) -> usize {
        self.learnt_from
    }
}

/// What a word counts that is said so often in one ask: twice is a little more than once.
pub(super) fn said(times: usize) -> f32 {
    static SAID: LazyLock<[f32; 256]> = LazyLock::new(|| {
        std::array::from_fn(|times| 1.0 + f32::from(u8::try_from(times).unwrap_or(u8::MAX)).ln())
    });
    let most = SAID.len() - 1;
    SAID.get(times.min(most)).copied().unwrap_or(1.0)
}

/// What a word counts by the share of all words that it is.
pub(super) fn weight(share_of_words: f32) -> f32 {
    FREQUENT / (FREQUENT + share_of_words)
}

/// How rare a word is that stands in so many of so many recommendations.
pub(super) fn share(with: usize, of: usize) -> f32 {
    let real = |count: usize| real(u32::try_from(count).unwrap_or(u32::MAX));
    let (with, of) = (real(with), real(of));
    ((of - with + 0.5).max(0.5) / (with + 0.5) + 1.0).ln()
}

/// A count as a number to reckon with.
pub(super) fn real(count: u32) -> f32 {
    let [a, b, c, d] = count.to_be_bytes();
    let half = |bytes| f32::from(u16::from_be_bytes(bytes));
    half([a, b]) * 65_536.0 + half([c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_bytes() {
        let rounded = [0.0, 0.4, -0.4, 0.6, -0.6, 126.7, -126.7, 200.0, -200.0].map(byte);
        assert_eq!(rounded, [0, 0, 0, 1, -1, 127, -127, 127, -127]);
    }

    #[test]
    fn counts_become_numbers() {
        let counts = [0, 1, 65_535, 65_536, 1_000_000, 16_777_216].map(real);
        let numbers = [0.0_f32, 1.0, 65_535.0, 65_536.0, 1_000_000.0, 16_777_216.0];
        assert_eq!(counts.map(f32::to_bits), numbers.map(f32::to_bits));
    }

    #[test]
    fn directions_are_kept_to_the_hundredth_part_of_the_longest() {
        let row = |times: f32| -> Row {
            std::array::from_fn(|at| (f32::from(u8::try_from(at).unwrap()) * 0.7).sin() * times)
        };
        let (long, short) = (row(3.0), row(0.5));
        let kept = Directions::of(&[long, short]);
        let unit = 3.0 / 127.0;
        for (row, place) in [(long, 0), (short, 1)] {
            for (part, byte) in row.iter().zip(kept.get(place).unwrap()) {
                assert!((part - f32::from(*byte) * unit).abs() < 0.03);
            }
        }
        assert!(kept.get(2).is_none());
    }
}
