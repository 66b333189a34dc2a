//! What is known of the register's words: how rare each is, and a direction that words of like use
//! have in common.

use super::Mark;
use std::collections::HashMap;

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
    pub(super) words: HashMap<Mark, u32>,
    /// By word: how rare it is.
    pub(super) rarity: Vec<f32>,
    /// By group of words that mean the same: how rare it is.
    pub(super) groups: HashMap<Mark, f32>,
    /// By word: what it counts in the sum.
    pub(super) weights: Vec<f32>,
    pub(super) directions: Directions,
}

/// A direction for each word, in bytes: a quarter of the memory, and the same suggestions.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Directions {
    /// Word by word; empty while there is too little to learn from.
    bytes: Vec<i8>,
    /// By word: what one in a byte stands for.
    units: Vec<f32>,
}

impl Directions {
    /// Directions, word by word.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut bytes = Vec::with_capacity(rows.len().saturating_mul(DIMENSIONS));
        let mut units = Vec::with_capacity(rows.len());
        for row in rows {
            let largest = row.iter().fold(0.0_f32, |most, part| most.max(part.abs()));
            let unit = (largest / f32::from(i8::MAX)).max(f32::MIN_POSITIVE);
            bytes.extend(row.map(|part| byte(part / unit)));
            units.push(unit);
        }
        Self { bytes, units }
    }

    /// The direction of a word, and what one in a byte of it stands for.
    fn get(&self, place: usize) -> Option<(&[i8], f32)> {
        let from = place.checked_mul(DIMENSIONS)?;
        let bytes = self.bytes.get(from..from.checked_add(DIMENSIONS)?)?;
        Some((bytes, *self.units.get(place)?))
    }

    /// Whether nothing was learnt.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
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
    /// How rare a word is: 0 when every recommendation has it. One never seen is as rare as can be.
    pub(super) fn rarity(&self, word: Mark) -> f32 {
        match self.place(word).and_then(|place| self.rarity.get(place)) {
            Some(rarity) => *rarity,
            None => share(0, self.learnt_from),
        }
    }

    /// As [`Senses::rarity`], of a group of words that mean the same.
    pub(super) fn group_rarity(&self, group: Mark) -> f32 {
        match self.groups.get(&group) {
            Some(rarity) => *rarity,
            None => share(0, self.learnt_from),
        }
    }

    /// A word's direction and what it counts; `None` when nothing was learnt of it.
    pub(super) fn direction(&self, word: Mark) -> Option<(&[i8], f32)> {
        let place = self.place(word)?;
        let (direction, unit) = self.directions.get(place)?;
        Some((direction, unit * self.weights.get(place)?))
    }

    fn place(&self, word: Mark) -> Option<usize> {
        let place = self.words.get(&word)?;
        usize::try_from(*place).ok()
    }

    /// How many recommendations they were learnt from.
    pub(crate) fn learnt_from(&self) -> usize {
        self.learnt_from
    }
}

/// What a word counts that is said so often in one ask: twice is a little more than once.
pub(super) fn said(times: usize) -> f32 {
    1.0 + f32::from(u16::try_from(times).unwrap_or(u16::MAX)).ln()
}

/// What a word counts by the share of all words that it is.
pub(super) fn weight(share_of_words: f32) -> f32 {
    FREQUENT / (FREQUENT + share_of_words)
}

/// How rare a word is that stands in so many of so many recommendations.
pub(super) fn share(with: usize, of: usize) -> f32 {
    let real = |count: usize| f32::from(u16::try_from(count.min(60_000)).unwrap_or(u16::MAX));
    // Beyond 60,000 a sample stands for the whole; counts never come near.
    let (with, of) = (real(with), real(of));
    ((of - with + 0.5).max(0.5) / (with + 0.5) + 1.0).ln()
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
    fn a_direction_is_kept_to_the_hundredth_part() {
        let row: Row =
            std::array::from_fn(|at| (f32::from(u8::try_from(at).unwrap()) * 0.7).sin() * 3.0);
        let kept = Directions::of(&[row]);
        let (bytes, unit) = kept.get(0).unwrap();
        for (part, byte) in row.iter().zip(bytes) {
            assert!((part - f32::from(*byte) * unit).abs() < 0.03);
        }
        assert!(kept.get(1).is_none());
    }
}
