//! How near two asks are: by what their words mean, and by the words they have in common.

use super::Mark;
use super::groups::Groups;
use super::senses::{DIMENSIONS, Row, Senses, said};

/// An ask that others are compared with, one after the other.
pub(super) struct Compared<'a> {
    senses: &'a Senses,
    /// By place, what a word or a group counts in the ask; 0 where it does not stand in it. With
    /// `others`, the sum of the squares is 1.
    weights: Vec<f32>,
    /// Words without a place, in order, with what they count.
    others: Vec<(Mark, f32)>,
    /// The sum of the words' directions, of length 1; `None` where nothing is known of them.
    direction: Option<Row>,
    /// The words of the one that is being compared.
    counts: Counts,
}

/// How often each word and each group of words that mean the same stands in an ask.
struct Counts {
    /// By place.
    times: Vec<u8>,
    /// The places that are not 0.
    places: Vec<u32>,
    /// Words without a place, in order.
    others: Vec<Mark>,
}

impl Counts {
    fn new(senses: &Senses) -> Self {
        Self {
            times: vec![0; senses.places()],
            places: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Counts the words of another ask.
    fn count(&mut self, marks: &[Mark], senses: &Senses) {
        for place in std::mem::take(&mut self.places) {
            if let Some(times) = self.times.get_mut(index(place)) {
                *times = 0;
            }
        }
        self.others.clear();
        for mark in marks {
            match senses.place(*mark) {
                Some(place) => self.add(place),
                None => self.others.push(*mark),
            }
        }
        self.others.sort_unstable();
        for group in Groups::shipped().within(marks) {
            self.add(senses.group(group));
        }
    }

    fn add(&mut self, place: u32) {
        if let Some(times) = self.times.get_mut(index(place)) {
            if *times == 0 {
                self.places.push(place);
            }
            *times = times.saturating_add(1);
        }
    }

    /// Each place, and what the word or the group counts.
    fn weights<'a>(&'a self, senses: &'a Senses) -> impl Iterator<Item = (u32, f32)> + 'a {
        self.places.iter().map(|place| {
            let times = self.times.get(index(*place)).copied().unwrap_or(0);
            (*place, said(usize::from(times)) * senses.rarity(*place))
        })
    }

    /// Each word without a place, and what it counts.
    fn others<'a>(&'a self, senses: &'a Senses) -> impl Iterator<Item = (Mark, f32)> + 'a {
        let rarity = senses.rarity_of_others();
        let words = self.others.chunk_by(|a, b| a == b);
        words.filter_map(move |same| Some((*same.first()?, said(same.len()) * rarity)))
    }

    /// The sum of the words' directions.
    fn direction(&self, senses: &Senses) -> Row {
        // In eighths of bytes. Words point in all directions, so that a hundred come to a tenth of
        // what there is room for; more would be cut, and not turn over.
        let mut sum = [0_i16; DIMENSIONS];
        for place in &self.places {
            let Some(direction) = senses.directions.get(*place) else {
                continue;
            };
            let times = self.times.get(index(*place)).copied().unwrap_or(0);
            let times = eighths(times);
            for (sum, part) in sum.iter_mut().zip(direction) {
                *sum = sum.saturating_add(i16::from(*part) * times);
            }
        }
        sum.map(f32::from)
    }
}

/// What a word counts in the sum of directions that is said so often: [`said`], in eighths.
fn eighths(times: u8) -> i16 {
    const EIGHTHS: [i16; 10] = [0, 8, 14, 17, 19, 21, 22, 24, 25, 26];
    let [.., most] = EIGHTHS;
    EIGHTHS.get(usize::from(times)).copied().unwrap_or(most)
}

impl<'a> Compared<'a> {
    /// Of the words of an ask.
    pub(super) fn new(marks: &[Mark], senses: &'a Senses) -> Self {
        let mut counts = Counts::new(senses);
        counts.count(marks, senses);
        let placed = counts.weights(senses).map(|(_, weight)| weight);
        let all = placed.chain(counts.others(senses).map(|(_, weight)| weight));
        let length = all.map(|weight| weight * weight).sum::<f32>().sqrt();
        let length = length.max(f32::MIN_POSITIVE);
        let mut weights = vec![0.0; senses.places()];
        for (place, weight) in counts.weights(senses) {
            if let Some(known) = weights.get_mut(index(place)) {
                *known = weight / length;
            }
        }
        let others = counts.others(senses);
        let others = others.map(|(mark, weight)| (mark, weight / length));
        let others = others.collect();
        let sum = counts.direction(senses);
        let length = product(&sum, &sum).sqrt();
        Self {
            senses,
            weights,
            others,
            direction: (length > 0.0).then(|| sum.map(|part| part / length)),
            counts,
        }
    }

    /// How near another is, from 0 to 1: by meaning and by words in common, of which neither does
    /// as well alone. What either counts makes little difference (`benches/similar`). `None` where
    /// it is less than `least`, if that is seen early.
    pub(super) fn nearness(&mut self, marks: &[Mark], least: f32) -> Option<f32> {
        self.counts.count(marks, self.senses);
        let shared = self.shared();
        let Some(direction) = &self.direction else {
            return Some(shared);
        };
        if f32::midpoint(1.0, shared) < least {
            return None;
        }
        let other = self.counts.direction(self.senses);
        let length = product(&other, &other).sqrt();
        if length == 0.0 {
            return Some(shared);
        }
        let cosine = product(direction, &other) / length;
        Some(f32::midpoint(cosine.clamp(0.0, 1.0), shared))
    }

    /// The cosine of what words they have in common.
    fn shared(&self) -> f32 {
        let (mut product, mut squares) = (0.0, 0.0_f32);
        for (place, weight) in self.counts.weights(self.senses) {
            squares += weight * weight;
            product += weight * self.weights.get(index(place)).copied().unwrap_or(0.0);
        }
        for (mark, weight) in self.counts.others(self.senses) {
            squares += weight * weight;
            if let Ok(place) = self.others.binary_search_by_key(&mark, |(mark, _)| *mark) {
                product += weight * self.others.get(place).map_or(0.0, |(_, own)| *own);
            }
        }
        product / squares.sqrt().max(f32::MIN_POSITIVE)
    }
}

/// The product of two directions. Summed up in eight lanes, as a processor does it at once.
fn product(one: &Row, other: &Row) -> f32 {
    let (one, _) = one.as_chunks::<8>();
    let (other, _) = other.as_chunks::<8>();
    let mut lanes = [0.0_f32; 8];
    for (a, b) in one.iter().zip(other) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;

    fn nearness(one: &str, other: &str) -> f32 {
        let senses = Senses::default();
        let mut compared = Compared::new(&marks(one), &senses);
        compared.nearness(&marks(other), 0.0).unwrap()
    }

    #[test]
    fn the_same_words_are_as_near_as_can_be_and_others_not_near_at_all() {
        let ask = "Review the fences along the line";
        assert!((nearness(ask, "review fence along a line") - 1.0).abs() < 1e-4);
        let other = "Train midwives in the use of blood gas meters";
        assert!(nearness(ask, other).abs() < 1e-4);
        let nearer = nearness(ask, "Review fences at once");
        assert!(nearer > nearness(ask, "Review training, supervision, and rosters"));
    }

    #[test]
    fn other_words_of_the_same_meaning_are_near() {
        let ask = "Ratify the treaty on ladders";
        assert!(nearness(ask, "Accede to it") > 0.1);
        assert!(nearness(ask, "Denounce it").abs() < 1e-6);
        assert!(nearness(ask, "Ratify it") > nearness(ask, "Accede to it"));
    }

    #[test]
    fn nothing_is_near_to_no_words() {
        assert!(nearness("", "").abs() < 1e-6);
        assert!(nearness("", "Review the fences").abs() < 1e-6);
        assert!(nearness("Review the fences", "").abs() < 1e-6);
    }

    #[test]
    fn what_a_word_counts_that_is_said_again_is_the_same_in_eighths() {
        for times in 1..=9 {
            let real = said(usize::from(times)) * 8.0;
            assert!((f32::from(eighths(times)) - real).abs() <= 0.5, "{times}");
        }
        assert_eq!(eighths(200), eighths(9));
    }

    #[test]
    fn one_is_compared_after_the_other_without_regard_to_those_before() {
        let senses = Senses::default();
        let mut compared = Compared::new(&marks("Review the fences"), &senses);
        let mut nearness = |text: &str| compared.nearness(&marks(text), 0.0).unwrap();
        let first = nearness("Mend the fences");
        let _ = nearness("Review fences, fences and gates");
        assert_eq!(first.to_bits(), nearness("Mend the fences").to_bits());
    }
}
