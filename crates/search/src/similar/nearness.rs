//! What an ask means as numbers, and how near two are.

use super::groups::Groups;
use super::senses::{DIMENSIONS, Row, Senses, said};
use super::{Mark, counted};

/// An ask, ready to be compared.
pub(super) struct Meaning {
    /// Each word and each group of words that mean the same once, with what it counts; the sum of
    /// their squares is 1.
    words: Vec<(Mark, f32)>,
    /// The sum of the words' directions, of length 1; `None` where nothing is known of them.
    direction: Option<Row>,
}

impl Meaning {
    /// Of the words of an ask.
    pub(super) fn new(marks: &[Mark], senses: &Senses) -> Self {
        let mut words = Vec::with_capacity(marks.len());
        let mut sum = [0.0_f32; DIMENSIONS];
        for (word, times) in counted(marks.to_vec()) {
            let said = said(times);
            words.push((word, said * senses.rarity(word)));
            if let Some((direction, weight)) = senses.direction(word) {
                for (sum, part) in sum.iter_mut().zip(direction) {
                    *sum += said * weight * f32::from(*part);
                }
            }
        }
        for (group, times) in counted(Groups::shipped().within(marks)) {
            words.push((group, said(times) * senses.group_rarity(group)));
        }
        words.sort_unstable_by_key(|(word, _)| *word);
        let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            words.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        let length = sum.iter().map(|part| part * part).sum::<f32>().sqrt();
        let direction = (length > 0.0).then(|| sum.map(|part| part / length));
        Self { words, direction }
    }

    /// How near another is, from 0 to 1: by meaning and by words in common, of which neither does
    /// as well alone. What either counts makes little difference (`benches/similar`).
    pub(super) fn nearness(&self, other: &Self) -> f32 {
        let shared = self.shared(other);
        match (&self.direction, &other.direction) {
            (Some(a), Some(b)) => {
                let cosine: f32 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                f32::midpoint(cosine.max(0.0), shared)
            }
            _ => shared,
        }
    }

    /// The cosine of what words they have in common.
    fn shared(&self, other: &Self) -> f32 {
        let mut theirs = other.words.iter().peekable();
        let mut sum = 0.0;
        for (word, weight) in &self.words {
            while theirs.next_if(|(their, _)| their < word).is_some() {}
            if let Some((_, their)) = theirs.next_if(|(their, _)| their == word) {
                sum += weight * their;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;

    #[test]
    fn the_same_words_are_as_near_as_can_be_and_others_not_near_at_all() {
        let senses = Senses::default();
        let of = |text: &str| Meaning::new(&marks(text), &senses);
        let ask = of("Review the fences along the line");
        assert!((ask.nearness(&of("review fence along a line")) - 1.0).abs() < 1e-4);
        assert!(
            ask.nearness(&of("Train midwives in the use of blood gas meters"))
                .abs()
                < 1e-4
        );
        let nearer = of("Review fences at once");
        let farther = of("Review training, supervision, and rosters");
        assert!(ask.nearness(&nearer) > ask.nearness(&farther));
    }

    #[test]
    fn other_words_of_the_same_meaning_are_near() {
        let senses = Senses::default();
        let of = |text: &str| Meaning::new(&marks(text), &senses);
        let ask = of("Ratify the treaty on ladders");
        let nearness = |text: &str| ask.nearness(&of(text));
        assert!(nearness("Accede to it") > 0.1);
        assert!(nearness("Denounce it").abs() < 1e-6);
        assert!(nearness("Ratify it") > nearness("Accede to it"));
    }

    #[test]
    fn nothing_is_near_to_no_words() {
        let senses = Senses::default();
        let none = Meaning::new(&[], &senses);
        assert!(none.nearness(&none).abs() < 1e-6);
    }
}
