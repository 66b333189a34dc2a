//! What was done, told beside a time: "came into force in January" promises nothing.

use std::ops::Range;

use super::passives::is_participle;
use crate::recognise::places::Places;
use crate::recognise::sentences::sentences;
use crate::recognise::words::{self, WordSet};

/// Verbs that tell what was.
const PAST: WordSet = WordSet::of(&[
    "agreed",
    "announced",
    "approved",
    "asked",
    "became",
    "began",
    "came",
    "completed",
    "decided",
    "dropped",
    "fell",
    "found",
    "gave",
    "held",
    "issued",
    "launched",
    "left",
    "made",
    "met",
    "published",
    "ran",
    "received",
    "replied",
    "reported",
    "resigned",
    "rose",
    "said",
    "saw",
    "sent",
    "showed",
    "stood",
    "took",
    "told",
    "was",
    "went",
    "were",
    "wrote",
]);

/// Words that tell a time to come, or one that lasts, of the verb that they are or go with.
const ONWARD: WordSet = WordSet::of(&[
    "are",
    "begin",
    "begins",
    "being",
    "come",
    "comes",
    "due",
    "end",
    "ends",
    "expect",
    "expects",
    "intend",
    "intends",
    "is",
    "planned",
    "plans",
    "scheduled",
    "should",
    "start",
    "starts",
    "take",
    "takes",
    "will",
]);

/// Whether a sentence tells what was done, and nothing that is or will be.
pub(super) fn is_past(sentence: &str) -> bool {
    const AHEAD: WordSet = WordSet::of(&["aim", "aims", "be", "plan"]);
    let mut all = words::all_words(sentence).map(|word| word.text(sentence));
    let mut past = false;
    let ahead = all.any(|word| {
        past |= PAST.has(word);
        ONWARD.has(word) || AHEAD.has(word)
    });
    past && !ahead
}

/// "We have asked the Board to report by May": whoever is asked will do it.
pub(super) fn asks_others(sentence: &str) -> bool {
    const ASKED: &[&str] = &[
        "asked ",
        "commissioned ",
        "directed ",
        "instructed ",
        "tasked ",
    ];
    let mut asked = ASKED.iter().filter_map(|verb| sentence.split_once(*verb));
    asked.any(|(_, behind)| behind.contains(" to "))
}

/// Whether the verb to which a time without a year belongs tells what was: "what came into force in
/// January is set", "had been lit by the end of May". It is the nearest before, or behind a time at
/// the head.
pub(super) fn belongs_to_past(sentence: &str, range: &Range<usize>) -> bool {
    const YEAR_DIGITS: usize = 4;
    let phrase = sentence.get(range.clone()).unwrap_or_default();
    let mut numbers = phrase.split(|letter: char| !letter.is_ascii_digit());
    !numbers.any(|number| number.len() >= YEAR_DIGITS) && verb_is_past(sentence, range)
}

/// Whether the verb to which a time belongs tells what was, as in [`belongs_to_past`].
pub(super) fn verb_is_past(sentence: &str, range: &Range<usize>) -> bool {
    const LASTING: WordSet = WordSet::of(&[
        "asked", "has", "have", "invited", "may", "open", "opens", "required", "until",
    ]);
    let carries = |word: &&str| ["be", "been", "being", "is", "are", "has", "have"].contains(word);
    // "The revised plan", "and agreed": a participle, that may be anything.
    let describes = |word: &&str| {
        const BEFORE: &[&str] = &[
            "a", "all", "an", "and", "any", "each", "every", "its", "newly", "of", "or", "our",
            "the", "their", "this", "to", "with",
        ];
        carries(word) || BEFORE.contains(word) || word.ends_with(',')
    };
    let regular = |before: Option<&&str>, word: &str| {
        /// "led", "need": shorter words with this end are other verbs, or none.
        const LETTERS_MIN: usize = 5;
        let verb = word.len() >= LETTERS_MIN && word.ends_with("ed");
        verb && word.starts_with(char::is_lowercase) && before.is_some_and(|one| !describes(one))
    };
    let tells = |before: Option<&&str>, word: &str| match ONWARD.has(word) || LASTING.has(word) {
        true => Some(false),
        // "Which will be agreed": no verb by itself.
        false if before.is_some_and(carries) => None,
        false => (word == "had" || PAST.has(word) || regular(before, word)).then_some(true),
    };
    let (before, behind) = (sentence.get(..range.start), sentence.get(range.end..));
    let before: Vec<&str> = before.unwrap_or_default().split_whitespace().collect();
    let behind: Vec<&str> = behind.unwrap_or_default().split_whitespace().collect();
    let told = |all: &[&str], at: usize| {
        let before = at.checked_sub(1).and_then(|before| all.get(before));
        tells(before, all.get(at)?)
    };
    let nearest = (0..before.len()).rev().find_map(|at| told(&before, at));
    nearest.or_else(|| (0..behind.len()).find_map(|at| told(&behind, at))) == Some(true)
}

/// "Claims are usually paid within ten working days": how something is done, and no promise.
pub(super) fn is_usual(sentence: &str, range: &Range<usize>) -> bool {
    const BINDING: &[&str] = &[
        "asked",
        "committed",
        "expected",
        "intended",
        "planned",
        "required",
        "scheduled",
    ];
    let phrase = sentence.get(range.clone()).unwrap_or_default();
    if !phrase.to_lowercase().starts_with("within ") {
        return false;
    }
    let before = sentence.get(..range.start).unwrap_or_default();
    let all: Vec<&str> = before.split_whitespace().collect();
    let is = all.iter().rposition(|word| matches!(*word, "is" | "are"));
    let mut behind = is
        .and_then(|at| all.get(at + 1..))
        .unwrap_or_default()
        .iter();
    let adverb = |word: &str| word.ends_with("ly") || matches!(word, "always" | "now" | "often");
    let verb = behind.find(|word| !adverb(word));
    let done = verb.is_some_and(|verb| is_participle(verb) && !BINDING.contains(verb));
    let will = [" will ", " to be "]
        .iter()
        .any(|word| before.contains(word));
    done && !will
}

/// Whether a sentence about a time that is over tells a deed, in words of any kind: "The Board
/// abolished the toll".
pub(super) fn tells_of_over(sentence: &str) -> bool {
    const BASES: WordSet = WordSet::of(&[
        "embed", "exceed", "feed", "heed", "need", "proceed", "speed", "succeed",
    ]);
    let mut all = words::all_words(sentence).map(|word| words::trimmed(word.text(sentence)));
    // "Replaced by a new rule in 2031."
    let opens = all.next();
    let opens = opens.is_some_and(|first| first.ends_with("ed") && !BASES.has(first));
    let deed = all.any(|word| word.ends_with("ed"));
    is_past(sentence)
        || (opens || deed)
            && ![" is ", " are ", " will ", " to "]
                .iter()
                .any(|word| sentence.contains(word))
}
/// Whether words tell what has become of something, and not in the end what is being done or will
/// be.
pub(super) fn tells(words: &str) -> bool {
    const TOLD: &[&str] = &[" had ", " has ", " have ", " was ", " were "];
    const AHEAD: &[&str] = &[" will ", " to be ", " shall "];
    const USUAL: &[&str] = &[" are ", " is "];
    let last = sentences(words).pop().unwrap_or(0..words.len());
    let last = words.get(last).unwrap_or(words);
    let holds = |words: &str, all: &[&str]| all.iter().any(|one| words.holds(one));
    let usual = holds(last, USUAL) && !holds(last, TOLD);
    holds(words, TOLD) && !holds(words, AHEAD) && !usual
}
