//! Learning what words mean from which words stand near them, in the register's own asks.
//!
//! Counts of words near each other, as pointwise mutual information above chance, and the main
//! directions of that table: "Neural word embedding as implicit matrix factorization", Levy and
//! Goldberg, 2014. Then three corrections: words that mean the same by the list of ours come nearer
//! to each other ("Retrofitting word vectors to semantic lexicons", Faruqui and others, 2015), what
//! all asks have in common is taken off, and no direction drowns the others ("All-but-the-top", Mu
//! and Viswanath, 2018). The same register always learns the same.

use super::groups::Groups;
use super::senses::{DIMENSIONS, Directions, Row, Senses, said, share, weight};
use super::{Mark, counted, unpacked};
use crate::columns::doc;
use crate::segment::Snapshot;
use rustc_hash::FxHashMap;

/// Records that it takes to learn directions; from fewer, chance is learnt. Until then
/// words in common decide.
const LEARNT_FROM_MIN: usize = 1_000;

/// Records that are learnt from, evenly taken from all: more take longer and teach little.
const LEARNT_FROM_MAX: usize = 50_000;

/// A word that stands in fewer recommendations of those learnt from has no direction.
const SEEN_IN_MIN: usize = 3;

/// Words that get a direction, the most frequent first: 3 MB of memory.
const WORDS_MAX: usize = 20_000;

/// Words so far apart are near each other.
const NEAR: usize = 8;

/// How far a word goes towards the others of its group: halfway.
const TOGETHER: f32 = 0.5;

/// How much the strong directions are held back: 0 leaves them, 1 makes all as strong.
const EVENED: f32 = 0.25;

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
        let known: Vec<Vec<u32>> = asks
            .iter()
            .map(|ask| ask.iter().filter_map(|w| words.get(w).copied()).collect())
            .collect();
        for word in known.iter().flatten() {
            if let Some(times) = times.get_mut(index(*word)) {
                *times += 1.0;
            }
        }
        let all: f32 = times.iter().sum::<f32>().max(1.0);
        let weights: Vec<f32> = times.iter().map(|times| weight(times / all)).collect();
        let directions = if asks.len() < LEARNT_FROM_MIN {
            Directions::default()
        } else {
            let mut basis = Table::of(&known, words.len()).directions();
            basis.bring_together(&words);
            basis.even_out(&known, &weights);
            for (row, weight) in basis.0.iter_mut().zip(&weights) {
                row.iter_mut().for_each(|part| *part *= weight);
            }
            Directions::of(&basis.0)
        };
        let seen = seen.into_iter().chain(groups_in(asks));
        Self {
            learnt_from: asks.len(),
            rarity: seen.map(|with| share(with, asks.len())).collect(),
            words,
            directions,
        }
    }
}

/// In how many asks each group of words that mean the same stands.
fn groups_in(asks: &[Vec<Mark>]) -> Vec<usize> {
    let groups = Groups::shipped();
    let mut seen = vec![0_usize; groups.len()];
    for ask in asks {
        for (group, _) in counted(groups.within(ask).collect()) {
            if let Some(seen) = seen.get_mut(group) {
                *seen += 1;
            }
        }
    }
    seen
}

/// The words that are learnt, the most frequent first, and in how many asks each stands.
fn vocabulary(asks: &[Vec<Mark>]) -> (FxHashMap<Mark, u32>, Vec<usize>) {
    let mut seen: FxHashMap<Mark, usize> = FxHashMap::default();
    for ask in asks {
        for (word, _) in counted(ask.clone()) {
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

/// How much more often than by chance two words stand near each other. That is the same both ways,
/// so each pair stands once: in the row of the word that comes first.
struct Table {
    rows: Vec<Vec<(u32, f32)>>,
}

/// The table is counted in so many parts, so that only one of them is held in a form that can be
/// added to, which takes several times the memory.
const PARTS: usize = 8;

impl Table {
    fn of(asks: &[Vec<u32>], words: usize) -> Self {
        let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); words];
        for part in 0..PARTS {
            let mut counts: FxHashMap<(u32, u32), f32> = FxHashMap::default();
            for (word, near, apart) in asks.iter().flat_map(|ask| pairs(ask)) {
                if index(word) % PARTS == part {
                    *counts.entry((word, near)).or_default() += 1.0 / f32::from(apart).sqrt();
                }
            }
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_unstable_by_key(|(pair, _)| *pair);
            for of_word in counts.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
                let Some(((word, _), _)) = of_word.first() else {
                    continue;
                };
                if let Some(row) = rows.get_mut(index(*word)) {
                    *row = of_word.iter().map(|((_, near), c)| (*near, *c)).collect();
                }
            }
        }
        Self { rows }.above_chance()
    }

    fn above_chance(mut self) -> Self {
        let mut sums = vec![0.0_f32; self.rows.len()];
        for (word, row) in self.rows.iter().enumerate() {
            for (near, count) in row {
                for one in [word, index(*near)] {
                    if let Some(sum) = sums.get_mut(one) {
                        *sum += count;
                    }
                }
            }
        }
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
            row.shrink_to_fit();
        }
        self
    }

    /// The main directions, row by row, each of length 1: orthogonal iteration, each column weighed
    /// by the root of what it stretches.
    fn directions(&self) -> Basis {
        let mut basis = Basis::scattered(self.rows.len()).orthogonal();
        for _ in 0..ROUNDS {
            basis = self.times(&basis).orthogonal();
        }
        let image = self.times(&basis);
        basis.weighed_by(&image)
    }

    fn times(&self, basis: &Basis) -> Basis {
        let mut image = vec![[0.0_f32; DIMENSIONS]; self.rows.len()];
        for (word, row) in self.rows.iter().enumerate() {
            let Some(from) = basis.0.get(word) else {
                continue;
            };
            let mut sum = [0.0_f32; DIMENSIONS];
            for (near, information) in row {
                if let Some(other) = basis.0.get(index(*near)) {
                    add(&mut sum, *information, other);
                }
                if let Some(other) = image.get_mut(index(*near)) {
                    add(other, *information, from);
                }
            }
            if let Some(own) = image.get_mut(word) {
                add(own, 1.0, &sum);
            }
        }
        Basis(image)
    }
}

/// The pairs of words that stand near each other in an ask, the one that comes first in the table
/// first, and how far apart.
fn pairs(ask: &[u32]) -> impl Iterator<Item = (u32, u32, u8)> + '_ {
    ask.iter().enumerate().flat_map(move |(place, word)| {
        let near = (1_u8..).zip(ask.iter().skip(place + 1).take(NEAR));
        let others = near.filter(move |(_, near)| *near != word);
        others.map(move |(apart, near)| (*word.min(near), *word.max(near), apart))
    })
}

/// A matrix with a row for each word.
struct Basis(Vec<Row>);

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
    fn weighed_by(mut self, image: &Self) -> Self {
        let mut stretched = [0.0_f32; DIMENSIONS];
        for (row, image) in self.0.iter().zip(&image.0) {
            for (sum, (one, other)) in stretched.iter_mut().zip(row.iter().zip(image)) {
                *sum += one * other;
            }
        }
        self.stretch(&stretched.map(|stretched| stretched.abs().sqrt()));
        self.0.iter_mut().for_each(shorten);
        self
    }

    fn stretch(&mut self, by: &Row) {
        for row in &mut self.0 {
            row.iter_mut().zip(by).for_each(|(part, by)| *part *= by);
        }
    }

    /// Words of a group go towards each other.
    fn bring_together(&mut self, words: &FxHashMap<Mark, u32>) {
        for group in Groups::shipped().each() {
            let places: Vec<usize> = group
                .filter_map(|word| words.get(&word))
                .map(|place| index(*place))
                .collect();
            let mut middle = [0.0_f32; DIMENSIONS];
            let mut share = 0.0;
            for row in places.iter().filter_map(|place| self.0.get(*place)) {
                add(&mut middle, 1.0, row);
                share += 1.0;
            }
            for place in places {
                if let Some(row) = self.0.get_mut(place) {
                    row.iter_mut().for_each(|part| *part *= 1.0 - TOGETHER);
                    add(row, TOGETHER / share, &middle);
                    shorten(row);
                }
            }
        }
    }

    /// Takes off what all asks have in common, and holds back the directions in which they differ
    /// most: a word that stands in many kinds of asks says little about any.
    fn even_out(&mut self, asks: &[Vec<u32>], weights: &[f32]) {
        let counted: Vec<Vec<(u32, f32)>> = asks
            .iter()
            .map(|ask| {
                let words = counted(ask.clone()).into_iter();
                let of = |word: u32| weights.get(index(word)).copied().unwrap_or(0.0);
                words.map(|(w, times)| (w, said(times) * of(w))).collect()
            })
            .collect();
        let mut common = [0.0_f32; DIMENSIONS];
        for ask in &counted {
            add(&mut common, 1.0, &self.sum(ask));
        }
        let all: f32 = counted.iter().flatten().map(|(_, weight)| weight).sum();
        for row in &mut self.0 {
            add(row, -1.0 / all.max(f32::MIN_POSITIVE), &common);
        }
        let mut strength = [0.0_f32; DIMENSIONS];
        for ask in &counted {
            let mut sum = self.sum(ask);
            shorten(&mut sum);
            for (strength, part) in strength.iter_mut().zip(sum) {
                *strength += part * part;
            }
        }
        let most = strength.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        let least = most * RANK_LEAST;
        self.stretch(&strength.map(|strength| (strength.max(least) / most).powf(-EVENED / 2.0)));
    }

    fn sum(&self, ask: &[(u32, f32)]) -> Row {
        let mut sum = [0.0_f32; DIMENSIONS];
        for (word, weight) in ask {
            if let Some(row) = self.0.get(index(*word)) {
                add(&mut sum, *weight, row);
            }
        }
        sum
    }
}

/// Makes it of length 1, if it points anywhere.
fn shorten(row: &mut Row) {
    let length = row.iter().map(|part| part * part).sum::<f32>().sqrt();
    row.iter_mut()
        .for_each(|part| *part /= length.max(f32::MIN_POSITIVE));
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
            let place = senses.place(super::super::marks(word)[0]).unwrap();
            let direction = senses.directions.get(place).unwrap();
            let mut row: Row = std::array::from_fn(|at| f32::from(direction[at]));
            shorten(&mut row);
            row
        };
        of(one).iter().zip(of(other)).map(|(a, b)| a * b).sum()
    }

    #[test]
    fn words_of_like_use_are_near_each_other() {
        let senses = Senses::of(&asks());
        let apart = cosine(&senses, "fence", "sample");
        assert!(apart < 0.1, "{apart}");
        for (one, other) in [("fence", "barrier"), ("meter", "sample")] {
            let near = cosine(&senses, one, other);
            assert!(near > apart + 0.2, "{one} and {other}: {near} over {apart}");
        }
    }

    #[test]
    fn what_all_asks_have_in_common_brings_none_together() {
        // A word that stands in every ask of either kind says nothing about the kind.
        let formula = super::super::marks("ensure")[0];
        let mut asks = asks();
        asks.iter_mut().for_each(|ask| ask.insert(0, formula));
        let senses = Senses::of(&asks);
        let apart = cosine(&senses, "fence", "sample");
        assert!(apart < 0.1, "{apart}");
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
