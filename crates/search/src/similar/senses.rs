//! What is known of the register's words: how rare each is, and a direction that words of like use
//! have in common.

use super::Mark;
use std::collections::HashMap;

/// Numbers of a direction. 64 do nearly as well, 200 no better (`benches/similar`).
pub(super) const DIMENSIONS: usize = 192;

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
    /// By word: in how many recommendations it stands, as their share's logarithm, negative.
    pub(super) rarity: Vec<f32>,
    /// By word: what it counts in the sum.
    pub(super) weights: Vec<f32>,
    /// Word by word, each of length 1; empty while there is too little to learn from.
    pub(super) directions: Vec<f32>,
}

impl Senses {
    /// How rare a word is: 0 when every recommendation has it. One never seen is as rare as can be.
    pub(super) fn rarity(&self, word: Mark) -> f32 {
        match self.place(word).and_then(|place| self.rarity.get(place)) {
            Some(rarity) => *rarity,
            None => share(0, self.learnt_from),
        }
    }

    /// A word's direction and what it counts; `None` when nothing was learnt of it.
    pub(super) fn direction(&self, word: Mark) -> Option<(&[f32], f32)> {
        let place = self.place(word)?;
        let from = place.checked_mul(DIMENSIONS)?;
        let direction = self.directions.get(from..from + DIMENSIONS)?;
        Some((direction, *self.weights.get(place)?))
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
