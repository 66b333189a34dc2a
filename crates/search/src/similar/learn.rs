//! Learning what words mean from which words stand near them, in the register's own asks.
//!
//! Counts of words near each other, as pointwise mutual information above chance, and the main
//! directions of that table: "Neural word embedding as implicit matrix factorization", Levy and
//! Goldberg, 2014. The same register always learns the same.

use super::senses::{DIMENSIONS, Senses, share, weight};
use super::{Mark, unpacked};
use crate::columns::doc;
use crate::segment::Snapshot;
use nalgebra::DMatrix;
use std::collections::HashMap;

/// Recommendations that it takes to learn directions; from fewer, chance is learnt. Until then words
/// in common decide.
const LEARNT_FROM_MIN: usize = 1_000;

/// Recommendations that are learnt from, evenly taken from all: more take longer and teach little.
const LEARNT_FROM_MAX: usize = 50_000;

/// A word that stands in fewer recommendations of those learnt from has no direction.
const SEEN_IN_MIN: usize = 3;

/// Words that get a direction, the most frequent first: 15 MB of memory.
const WORDS_MAX: usize = 20_000;

/// Words so far apart are near each other.
const NEAR: usize = 8;

/// Rounds of finding the main directions: after five they hardly turn any more.
const ROUNDS: usize = 6;

/// What is added to the diagonal before dividing, as a share of its largest: what `f32` can tell
/// from nothing.
const RANK_LEAST: f32 = 1e-6;

/// The register is learnt again when it has grown by one in so many.
const GROWN_BY: usize = 5;

/// Whether what was learnt from so many recommendations is of another register than one of `now`.
pub(crate) fn is_outgrown(learnt_from: usize, now: usize) -> bool {
    now > learnt_from + learnt_from / GROWN_BY || now < learnt_from / 2
}

impl Snapshot {
    /// Recommendations in the index, deleted ones that are still there too.
    pub(crate) fn recommendations(&self) -> usize {
        let of = |s: &crate::segment::Segment| s.columns.recommendations.count_ones(..);
        self.segments.iter().map(of).sum()
    }

    /// Learns from the asks of the index.
    pub(crate) fn learnt(&self) -> Senses {
        let all = self.recommendations();
        let step = all.div_ceil(LEARNT_FROM_MAX).max(1);
        let mut asks: Vec<Vec<Mark>> = Vec::with_capacity(all / step + 1);
        let mut place = 0;
        for segment in &self.segments {
            for document in segment.columns.recommendations.ones() {
                if place % step == 0 {
                    let pairs = segment.columns.asked.values_for_doc(doc(document));
                    asks.push(pairs.flat_map(unpacked).collect());
                }
                place += 1;
            }
        }
        let mut senses = Senses::of(&asks);
        senses.learnt_from = all;
        senses
    }
}

impl Senses {
    /// Learns from asks.
    pub(crate) fn of(asks: &[Vec<Mark>]) -> Self {
        let (words, seen) = vocabulary(asks);
        let mut times = vec![0.0_f32; words.len()];
        let asks_by_place: Vec<Vec<u32>> = asks
            .iter()
            .map(|ask| ask.iter().filter_map(|w| words.get(w).copied()).collect())
            .collect();
        for word in asks_by_place.iter().flatten() {
            if let Some(times) = times.get_mut(index(*word)) {
                *times += 1.0;
            }
        }
        let all: f32 = times.iter().sum::<f32>().max(1.0);
        let directions = if asks.len() < LEARNT_FROM_MIN {
            Vec::new()
        } else {
            Table::of(&asks_by_place, words.len()).directions()
        };
        Self {
            learnt_from: asks.len(),
            rarity: seen.iter().map(|with| share(*with, asks.len())).collect(),
            weights: times.iter().map(|times| weight(times / all)).collect(),
            words,
            directions,
        }
    }
}

/// The words that are learnt, the most frequent first, and in how many asks each stands.
fn vocabulary(asks: &[Vec<Mark>]) -> (HashMap<Mark, u32>, Vec<usize>) {
    let mut seen: HashMap<Mark, usize> = HashMap::new();
    for ask in asks {
        let mut once = ask.clone();
        once.sort_unstable();
        once.dedup();
        for word in once {
            *seen.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(usize, Mark)> = seen.into_iter().map(|(w, seen)| (seen, w)).collect();
    // By their marks where they are as frequent: the same register learns the same.
    words.sort_unstable_by_key(|(seen, word)| (std::cmp::Reverse(*seen), *word));
    words.retain(|(seen, _)| *seen >= SEEN_IN_MIN);
    words.truncate(WORDS_MAX);
    let places = words.iter().map(|(_, word)| *word).zip(0..).collect();
    (places, words.iter().map(|(seen, _)| *seen).collect())
}

/// How much more often than by chance two words stand near each other; row by row, the same both
/// ways.
struct Table {
    rows: Vec<Vec<(u32, f32)>>,
}

impl Table {
    fn of(asks: &[Vec<u32>], words: usize) -> Self {
        let mut rows: Vec<HashMap<u32, f32>> = vec![HashMap::new(); words];
        for ask in asks {
            for (place, word) in ask.iter().enumerate() {
                for (apart, near) in (1_u8..).zip(ask.iter().skip(place + 1).take(NEAR)) {
                    if near != word {
                        let counts = 1.0 / f32::from(apart).sqrt();
                        for (one, other) in [(word, near), (near, word)] {
                            if let Some(row) = rows.get_mut(index(*one)) {
                                *row.entry(*other).or_default() += counts;
                            }
                        }
                    }
                }
            }
        }
        let mut sorted: Vec<Vec<(u32, f32)>> = Vec::with_capacity(words);
        for row in rows {
            let mut row: Vec<(u32, f32)> = row.into_iter().collect();
            row.sort_unstable_by_key(|(word, _)| *word);
            sorted.push(row);
        }
        Self { rows: sorted }.above_chance()
    }

    fn above_chance(mut self) -> Self {
        let sums: Vec<f32> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|(_, count)| count).sum())
            .collect();
        let all: f32 = sums.iter().sum::<f32>().max(1.0);
        // Rare words stand beside others by chance more often than their share says: the power
        // makes them expect more. Half of it on either side keeps the table the same both ways.
        let softened: Vec<f32> = sums.iter().map(|sum| sum.powf(0.75)).collect();
        let of_softened: f32 = softened.iter().sum::<f32>().max(1.0);
        let expected: Vec<f32> = sums
            .iter()
            .zip(&softened)
            .map(|(sum, soft)| 0.5 * ((sum / all).ln() + (soft / of_softened).ln()))
            .collect();
        let of = |word: usize| expected.get(word).copied().unwrap_or(0.0);
        for (word, row) in self.rows.iter_mut().enumerate() {
            for (near, count) in row.iter_mut() {
                *count = (*count / all).ln() - of(word) - of(index(*near));
            }
            row.retain(|(_, information)| *information > 0.0);
        }
        self
    }

    /// The main directions, row by row, each of length 1: orthogonal iteration, each column weighed
    /// by the root of what it stretches.
    fn directions(&self) -> Vec<f32> {
        let mut basis = orthogonal(self.scattered());
        for _ in 0..ROUNDS {
            basis = orthogonal(self.times(&basis));
        }
        let image = self.times(&basis);
        for (mut column, image) in basis.column_iter_mut().zip(image.column_iter()) {
            let stretched = column.dot(&image).abs().sqrt();
            column *= stretched;
        }
        let mut all = Vec::with_capacity(basis.len());
        for row in basis.row_iter() {
            let length = row.norm().max(f32::MIN_POSITIVE);
            all.extend(row.iter().map(|part| part / length));
        }
        all
    }

    /// Numbers that look like chance and are always the same (xorshift).
    fn scattered(&self) -> DMatrix<f32> {
        let mut state = 0x9e37_79b9_u32;
        DMatrix::from_fn(self.rows.len(), DIMENSIONS, |_, _| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let half = u16::try_from(state >> 16).unwrap_or(0);
            f32::from(half) / f32::from(u16::MAX) - 0.5
        })
    }

    fn times(&self, basis: &DMatrix<f32>) -> DMatrix<f32> {
        let mut product = DMatrix::zeros(self.rows.len(), DIMENSIONS);
        for (mut to, from) in product.column_iter_mut().zip(basis.column_iter()) {
            for (to, row) in to.iter_mut().zip(&self.rows) {
                let parts = row.iter().filter_map(|(word, information)| {
                    from.get(index(*word)).map(|from| information * from)
                });
                *to = parts.sum();
            }
        }
        product
    }
}

/// Columns of length 1 at right angles that span the same: by Cholesky, as there are far more rows
/// than columns.
fn orthogonal(mut columns: DMatrix<f32>) -> DMatrix<f32> {
    let mut gram = columns.tr_mul(&columns);
    // Columns that add nothing to the others must not be divided by nothing.
    let least = gram.diagonal().max() * RANK_LEAST + f32::MIN_POSITIVE;
    for at in 0..gram.ncols() {
        if let Some(cell) = gram.get_mut((at, at)) {
            *cell += least;
        }
    }
    let Some(root) = gram.cholesky() else {
        return columns;
    };
    let mut rows = columns.transpose();
    if root.l_dirty().solve_lower_triangular_mut(&mut rows) {
        columns = rows.transpose();
    }
    columns
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
