//! How likely a time in a sentence is the day of a promise, by what stands around it; and how
//! likely a text asks for something, by its first words.
//!
//! Rules level off: a sum "over 2030 to 2032", a contract that "runs to May" are told in more ways
//! than anybody lists. So what words weigh is learnt from the labelled documents as a logistic
//! regression (the example `learn` of `heeded-extract`): each [clue](clues) adds its weight, the
//! sum is the logarithm of the odds. All is words and hundredths in `likelihood/weights.txt`.
//! Rules speak first (`fields::judged`); what a layout shows to be an ask stays one, and is
//! doubtful where its words are unlikely to be (`fields::doubts`).

mod ask;
mod clues;
mod promise;

use std::ops::Range;
use std::sync::OnceLock;

use hashbrown::HashTable;
use heeded_domain::vocabulary::AskKind;
use heeded_due::Kind;
use jiff::civil::Date;

use crate::cues::phrases::Hit;
use crate::draft::Passage;

/// A time in the prose of an answer, and how likely it is the day of a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeighedTime {
    /// Its words.
    pub passage: Passage,
    /// The sentence in which it stands.
    pub sentence: Passage,
    /// Its first day and its last, as far as it says.
    pub days: (Option<Date>, Option<Date>),
    /// The clues around it, as the file of weights names them, with what each weighs.
    pub clues: Vec<(String, i32)>,
    /// What they weigh together, in hundredths of a logarithm of odds: at 0 it is as likely as not,
    /// at 220 nine to one that it is, at -300 twenty to one that it is not.
    pub weight: i32,
}

/// A time in a sentence of an answer, and what is known around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time<'s> {
    /// The sentence.
    pub(crate) sentence: &'s str,
    /// Where the time stands in it, in bytes: its start and its end.
    pub(crate) place: (usize, usize),
    /// What kind of time it is.
    pub(crate) kind: Kind,
    /// How it lies to the day on which the answer was written.
    pub(crate) lies: Lies,
    /// The phrases known that stand in the sentence.
    pub(crate) hits: &'s [Hit],
    /// The place of the sentence in its answer, from 0, and how many there are.
    pub(crate) told: (usize, usize),
    /// Where the sentence stands.
    pub(crate) stands: Stands,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// In the prose of an answer.
    Prose,
    /// In a list below words that undertake it: "We will:".
    Below,
    /// In an item of a list of actions.
    Action,
}

/// How a time lies to the day on which an answer was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    /// It was over.
    Past,
    /// It had begun, and was not over.
    Around,
    /// It was still to come.
    Ahead,
    /// It has no last day.
    Open,
    /// Nobody knows when the answer was written.
    Unknown,
}

impl Lies {
    fn word(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Around => "around",
            Self::Ahead => "ahead",
            Self::Open => "open",
            Self::Unknown => "unknown",
        }
    }
}

/// How likely a time is the day of a promise: what the clues around it weigh together, as
/// [`WeighedTime::weight`] says it.
pub(crate) fn weight(time: &Time<'_>) -> i32 {
    let weights = Weights::shipped();
    let mut sum = 0;
    promise::each(time, &mut |clue| sum += weights.of(clue.hash()));
    sum
}

/// The clues around a time, each with what it weighs.
pub(crate) fn named(time: &Time<'_>) -> Vec<(String, i32)> {
    let weights = Weights::shipped();
    let mut named = Vec::new();
    promise::each(time, &mut |clue| {
        named.push((clue.name(), weights.of(clue.hash())));
    });
    named
}

/// How likely a text is what it was taken for, by its first words, in the same measure.
pub(crate) fn weight_of_ask(text: &str, kind: AskKind) -> i32 {
    let weights = Weights::shipped();
    let mut sum = 0;
    ask::each(text, kind, &mut |clue| sum += weights.of(clue.hash()));
    sum
}

/// The clues in the first words of a text, each with what it weighs.
pub(crate) fn named_of_ask(text: &str, kind: AskKind) -> Vec<(String, i32)> {
    let weights = Weights::shipped();
    let mut named = Vec::new();
    ask::each(text, kind, &mut |clue| {
        named.push((clue.name(), weights.of(clue.hash())));
    });
    named
}

/// About so many clues have a weight.
const CLUES: usize = 5_500;

/// What each clue weighs.
struct Weights {
    /// By the hash of the clue's name.
    all: HashTable<(u64, i32)>,
}

impl Weights {
    fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::of_lines(include_str!("likelihood/weights.txt")))
    }

    /// Lines of a weight, a space and a clue's name; those that begin with "#" say what they are.
    fn of_lines(lines: &str) -> Self {
        let weight = |line: &str| {
            let (weight, name) = line.split_once(' ')?;
            Some((clues::hash(name), weight.parse().ok()?))
        };
        let lines = lines.lines().filter(|line| !line.starts_with('#'));
        let mut all = HashTable::with_capacity(CLUES);
        for (hash, weight) in lines.filter_map(weight) {
            all.insert_unique(hash, (hash, weight), |(hash, _)| *hash);
        }
        Self { all }
    }

    /// What a clue weighs: nothing where it was seen too seldom.
    fn of(&self, hash: u64) -> i32 {
        let found = self.all.find(hash, |(own, _)| *own == hash);
        found.map_or(0, |(_, weight)| *weight)
    }
}

/// Whether two stretches of a sentence have bytes in common.
pub(crate) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;

    /// What the first time of a sentence weighs, in an answer of March 2031.
    fn weigh(sentence: &str, lies: Lies) -> i32 {
        let cues = Cues::general();
        let found = heeded_due::find(sentence);
        let first = found.first().unwrap();
        weight(&Time {
            sentence,
            place: (first.range.start, first.range.end),
            kind: first.kind,
            lies,
            hits: &cues.phrases.find(sentence),
            told: (1, 3),
            stands: Stands::Prose,
        })
    }

    #[test]
    fn days_of_promises_weigh_more_than_days_of_anything_else() {
        let promises = [
            "We will publish the tide tables by May 2031.",
            "The plan for 2031 will go to the Minister in September 2031.",
            "It is now expected that both lamps will be lit by June 2032.",
        ];
        let others = [
            ("The tide tables were published in May 2030.", Lies::Past),
            (
                "Funding of £12 million over 2031/32 to 2033/34 was announced for the harbours.",
                Lies::Around,
            ),
            (
                "The code requires a first round within two hours of the tide.",
                Lies::Open,
            ),
        ];
        let least = promises.map(|sentence| weigh(sentence, Lies::Ahead));
        let most = others.map(|(sentence, lies)| weigh(sentence, lies));
        assert!(least.iter().all(|weight| *weight > 100), "{least:?}");
        assert!(most.iter().all(|weight| *weight < -100), "{most:?}");
    }

    #[test]
    fn a_clue_has_one_hash_however_it_is_spelt() {
        let sentence = "By May 2031 the Board’s pilots, all 12, will know it.";
        let found = heeded_due::find(sentence);
        let first = found.first().unwrap();
        let time = Time {
            sentence,
            place: (first.range.start, first.range.end),
            kind: first.kind,
            lies: Lies::Ahead,
            hits: &[],
            told: (0, 1),
            stands: Stands::Below,
        };
        let mut names = Vec::new();
        promise::each(&time, &mut |clue| {
            assert_eq!(clue.hash(), clues::hash(&clue.name()), "{}", clue.name());
            names.push(clue.name());
        });
        for name in [
            "form by MON #4",
            "a0 the",
            "behind ^",
            "behind #",
            "opens",
            "below",
        ] {
            assert!(names.iter().any(|one| one == name), "{name} in {names:?}");
        }
    }
}
