//! Learning what words mean from which words stand near them, in the register's own asks.
//!
//! Counts of words near each other, as pointwise mutual information above chance, and the main
//! directions of that table: "Neural word embedding as implicit matrix factorization", Levy and
//! Goldberg, 2014. The same register always learns the same.

use super::senses::{DIMENSIONS, Senses, share, weight};
use super::{Mark, unpacked};
use crate::columns::doc;
use crate::segment::Snapshot;
use std::collections::HashMap;

/// Records that it takes to learn directions; from fewer, chance is learnt. Until then
/// words in common decide.
const LEARNT_FROM_MIN: usize = 1_000;

/// Records that are learnt from, evenly taken from all: more take longer and teach little.
const LEARNT_FROM_MAX: usize = 50_000;

/// A word that stands in fewer recommendations of those learnt from has no direction.
const SEEN_IN_MIN: usize = 3;

/// Words that get a direction, the most frequent first: 15 MB of memory.
const WORDS_MAX: usize = 20_000;

/// Words so far apart are near each other.
const NEAR: usize = 8;

/// Rounds of finding the main directions: after five they hardly turn any more.
const ROUNDS: usize = 6;

/// What is less than this share of the largest is nothing: what `f32` can tell apart.
const RANK_LEAST: f32 = 1e-5;

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
        let mut basis = Basis::scattered(self.rows.len()).orthogonal();
        for _ in 0..ROUNDS {
            basis = self.times(&basis).orthogonal();
        }
        let image = self.times(&basis);
        basis.weighed_by(&image)
    }

    fn times(&self, basis: &Basis) -> Basis {
        let row = |row: &Vec<(u32, f32)>| {
            let mut sum = [0.0_f32; DIMENSIONS];
            for (word, information) in row {
                if let Some(from) = basis.0.get(index(*word)) {
                    add(&mut sum, *information, from);
                }
            }
            sum
        };
        Basis(self.rows.iter().map(row).collect())
    }
}

/// A matrix with a row for each word.
struct Basis(Vec<Row>);

type Row = [f32; DIMENSIONS];

impl Basis {
    /// Numbers that look like chance and are always the same (xorshift).
    fn scattered(rows: usize) -> Self {
        let mut state = 0x9e37_79b9_u32;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let half = u16::try_from(state >> 16).unwrap_or(0);
            f32::from(half) / f32::from(u16::MAX) - 0.5
        };
        Self((0..rows).map(|_| std::array::from_fn(|_| next())).collect())
    }

    /// Columns of length 1 at right angles that span the same. As there are far more rows than
    /// columns, it goes by the columns' products with each other (Cholesky).
    fn orthogonal(mut self) -> Self {
        let root = triangle(self.products());
        for row in &mut self.0 {
            for (column, line) in root.iter().enumerate() {
                let before = row.iter().zip(line).take(column);
                let done: f32 = before.map(|(solved, part)| solved * part).sum();
                let pivot = line.get(column).copied().unwrap_or(1.0);
                if let Some(cell) = row.get_mut(column) {
                    *cell = (*cell - done) / pivot;
                }
            }
        }
        self
    }

    fn products(&self) -> Vec<Row> {
        let mut products = vec![[0.0_f32; DIMENSIONS]; DIMENSIONS];
        for row in &self.0 {
            for (part, to) in row.iter().zip(&mut products) {
                add(to, *part, row);
            }
        }
        products
    }

    /// The rows, each column stretched by the root of what the table stretches it, of length 1.
    fn weighed_by(self, image: &Self) -> Vec<f32> {
        let mut stretched = [0.0_f32; DIMENSIONS];
        for (row, image) in self.0.iter().zip(&image.0) {
            for (sum, (one, other)) in stretched.iter_mut().zip(row.iter().zip(image)) {
                *sum += one * other;
            }
        }
        let weights = stretched.map(|stretched| stretched.abs().sqrt());
        let mut all = Vec::with_capacity(self.0.len().saturating_mul(DIMENSIONS));
        for mut row in self.0 {
            row.iter_mut()
                .zip(&weights)
                .for_each(|(part, w)| *part *= w);
            let length = row.iter().map(|part| part * part).sum::<f32>().sqrt();
            all.extend(row.map(|part| part / length.max(f32::MIN_POSITIVE)));
        }
        all
    }
}

/// The lower triangle whose product with itself turned over is this matrix of products.
fn triangle(mut of: Vec<Row>) -> Vec<Row> {
    let cell = |of: &[Row], row: usize, column: usize| -> f32 {
        of.get(row)
            .and_then(|row| row.get(column))
            .copied()
            .unwrap_or(0.0)
    };
    let largest = (0..DIMENSIONS)
        .map(|at| cell(&of, at, at))
        .fold(0.0, f32::max);
    let least = largest * RANK_LEAST + f32::MIN_POSITIVE;
    for column in 0..DIMENSIONS {
        let mut pivot = 1.0;
        for row in column..DIMENSIONS {
            let done: f32 = match (of.get(row), of.get(column)) {
                (Some(one), Some(other)) => {
                    one.iter().zip(other).take(column).map(|(a, b)| a * b).sum()
                }
                _ => 0.0,
            };
            let left = cell(&of, row, column) - done;
            if row == column {
                // A column that adds nothing to those before it becomes nothing.
                pivot = if left > least {
                    left.sqrt()
                } else {
                    f32::INFINITY
                };
            }
            if let Some(cell) = of.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell = if row == column { pivot } else { left / pivot };
            }
        }
    }
    of
}

fn add(to: &mut Row, times: f32, from: &Row) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += times * from;
    }
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks about fences and about meters, which never share a word with each other.
    fn asks() -> Vec<Vec<Mark>> {
        let fences = ["fence", "barrier", "line", "trespass", "gap", "repair"];
        let meters = ["meter", "sample", "blood", "reading", "ward", "calibrate"];
        let mut chance = 7_usize;
        let mut next = |below: usize| {
            chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            chance / 65_536 % below
        };
        (0..LEARNT_FROM_MIN)
            .map(|number| {
                let words = if number % 2 == 0 { &fences } else { &meters };
                let text: Vec<&str> = (0..4).map(|_| words[next(words.len())]).collect();
                super::super::marks(&text.join(" "))
            })
            .collect()
    }

    fn cosine(senses: &Senses, one: &str, other: &str) -> f32 {
        let of = |word: &str| {
            senses
                .direction(super::super::marks(word)[0])
                .unwrap()
                .0
                .to_vec()
        };
        of(one).iter().zip(of(other)).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn words_of_like_use_are_near_each_other() {
        let senses = Senses::of(&asks());
        assert!(cosine(&senses, "fence", "barrier") > 0.3);
        assert!(cosine(&senses, "meter", "sample") > 0.3);
        assert!(cosine(&senses, "fence", "sample").abs() < 0.1);
    }

    #[test]
    fn the_same_register_learns_the_same() {
        let (one, other) = (Senses::of(&asks()), Senses::of(&asks()));
        assert_eq!(one.directions, other.directions);
    }

    #[test]
    fn from_a_few_recommendations_chance_is_not_learnt() {
        let few: Vec<Vec<Mark>> = asks().into_iter().take(LEARNT_FROM_MIN - 1).collect();
        assert!(Senses::of(&few).directions.is_empty());
    }

    #[test]
    fn a_register_is_learnt_again_when_it_has_grown_by_a_fifth_or_was_made_anew() {
        assert!(!is_outgrown(1_000, 1_200));
        assert!(is_outgrown(1_000, 1_201));
        assert!(is_outgrown(1_000, 499));
        assert!(!is_outgrown(0, 0));
    }
}
