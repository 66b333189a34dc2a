//! What a sentence says of the ask that it answers: the family of "accept", with what takes back
//! a part of it.

use std::ops::Range;

use heeded_domain::vocabulary::Disposition;

use super::places::Places;
use super::words::{self, Word, WordSet};

/// Verbs that take an ask up, in the forms of an answer.
const YES: WordSet = WordSet::of(&[
    "accept", "accepts", "agree", "agrees", "concur", "concurs", "support", "supports", "endorse",
    "endorses",
]);
/// The same where the ask is their subject: "the recommendation is accepted".
const YES_PASSIVE: WordSet = WordSet::of(&["accepted", "agreed", "supported", "endorsed"]);
/// Verbs that turn an ask down.
const NO: WordSet = WordSet::of(&[
    "reject",
    "rejects",
    "disagree",
    "disagrees",
    "decline",
    "declines",
]);
/// And the one of them of which the ask is the subject.
const NO_PASSIVE: WordSet = WordSet::of(&["rejected"]);
/// Verbs that only take an ask in.
const NOTED: WordSet = WordSet::of(&["note", "notes", "noted"]);
/// All of them: without one a sentence says nothing of the ask.
pub(super) const VERBS: &[WordSet] = &[YES, YES_PASSIVE, NO, NO_PASSIVE, NOTED];
/// Words before a verb with which it says the contrary.
const NEGATIONS: &[&str] = &[
    "not", "cannot", "unable", "never", "can't", "don't", "doesn't",
];
/// Words of a sentence that supposes an answer and gives none.
const SUPPOSING: &[&str] = &[
    "would", "could", "if", "whether", "who", "which", "should", "may",
];
/// The verb of an answer stands within so many words of the head of its sentence.
const HEAD_WORDS: usize = 14;
/// What is answered stands within so many words behind the verb.
const OBJECT_WORDS: usize = 12;
/// A sentence so short needs no object: "We agree."
const SHORT_WORDS: usize = 4;
/// A negation stands within so many words before its verb: "not in a position to accept".
const NEGATION_WORDS: usize = 6;

/// What a sentence says of the ask, and the words that say it.
pub(crate) fn stance(sentence: &str) -> Option<(Disposition, Range<usize>)> {
    let all: Vec<Word> = words::all_words(sentence).collect();
    let keys: Vec<String> = all.iter().map(|word| word.key(sentence)).collect();
    let asked = |key: &String| key.starts_with("recommendation");
    let mut head = keys.iter().take(HEAD_WORDS).enumerate();
    let (at, _) = head.find(|(at, key)| {
        let any = [YES, NO, NOTED].iter().any(|verbs| verbs.has(key));
        // "As noted by the Board" is said of something else.
        let any = any && (key.as_str() != "noted" || is_perfect(&keys, *at));
        any || ([YES_PASSIVE, NO_PASSIVE].iter().any(|verbs| verbs.has(key))
            && is_passive(&keys, *at))
    })?;
    let verb = keys.get(at)?;
    let before = keys.get(..at)?;
    let behind: Vec<&String> = keys.iter().skip(at + 1).take(OBJECT_WORDS).collect();
    let passive = before.iter().any(asked);
    let object = behind.iter().position(|key| asked(key));
    let object = object.or_else(|| pronoun(&behind));
    let active = YES.has(verb) || NO.has(verb);
    let short = keys.len() <= SHORT_WORDS && active;
    let supposed = before.iter().any(|key| SUPPOSING.contains(&key.as_str()));
    if supposed || !(passive || object.is_some() || short) || sentence.ends_with('?') {
        return None;
    }
    let near = before.get(before.len().saturating_sub(NEGATION_WORDS)..)?;
    let negated = near.iter().any(|key| NEGATIONS.contains(&key.as_str()));
    let no = NO.has(verb) || NO_PASSIVE.has(verb);
    let disposition = match (no, negated) {
        (true, true) => return None,
        (true, false) => Disposition::NotAccepted,
        (false, true) if NOTED.has(verb) => return None,
        (false, true) => Disposition::NotAccepted,
        (false, false) if NOTED.has(verb) => Disposition::Noted,
        (false, false) => how_far(&keys, at, object),
    };
    let last = object.map_or(at, |object| at + 1 + object);
    let range = all.get(at)?.start..all.get(last)?.bare_end(sentence, false);
    Some((disposition, range))
}

/// The "this" of "we accept this in part": it stands for the ask.
fn pronoun(behind: &[&String]) -> Option<usize> {
    const ENDS: WordSet = WordSet::of(&["and", "but", "fully", "in", "though", "with"]);
    let mut first = behind.iter().take(2);
    let at = first.position(|key| matches!(key.as_str(), "this" | "it"))?;
    let with = at == 0 || behind.first().is_some_and(|key| key.as_str() == "with");
    let next = behind.get(at + 1);
    (with && next.is_none_or(|key| ENDS.has(key))).then_some(at)
}

/// "Has noted", "is noted".
fn is_perfect(keys: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| keys.get(at));
    before.is_some_and(|key| matches!(key.as_str(), "has" | "have" | "is" | "are" | "been"))
}

/// "Is accepted", "has been accepted", "are not accepted".
fn is_passive(keys: &[String], at: usize) -> bool {
    let before = keys.get(at.saturating_sub(3)..at).unwrap_or_default();
    before
        .iter()
        .any(|key| matches!(key.as_str(), "is" | "are" | "was" | "were" | "been"))
}

/// Whether all of an ask is taken up, a part of it, or what it means.
fn how_far(keys: &[String], at: usize, object: Option<usize>) -> Disposition {
    let joined = keys
        .get(at.saturating_sub(2)..)
        .unwrap_or_default()
        .join(" ");
    let between = keys
        .get(at..at + 1 + object.unwrap_or(0))
        .unwrap_or_default()
        .join(" ");
    let part = ["partially", "partly", "in part"]
        .iter()
        .any(|word| joined.holds(word))
        || [
            "part of",
            "parts of",
            "elements of",
            "some of",
            "clause of",
            "aspects of",
        ]
        .iter()
        .any(|word| between.holds(word) && !between.holds("all parts"));
    let meant = joined.holds("in principle")
        || [
            "intent",
            "intention",
            "spirit",
            "aim",
            "aims",
            "principle",
            "principles",
        ]
        .iter()
        .any(|word| between.split(' ').any(|key| key == *word));
    match (part, meant) {
        (true, _) => Disposition::PartlyAccepted,
        (false, true) => Disposition::AcceptedInPrinciple,
        (false, false) => Disposition::Accepted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_of_accept_and_what_takes_back_a_part() {
        use Disposition::{Accepted, AcceptedInPrinciple, NotAccepted, Noted, PartlyAccepted};
        let check = |sentence: &str, expected: Option<Disposition>| {
            let found = stance(sentence).map(|(disposition, _)| disposition);
            assert_eq!(found, expected, "{sentence}");
        };
        check("The Board accepts recommendations 4 and 5.", Some(Accepted));
        check("This recommendation has been accepted.", Some(Accepted));
        check("We agree.", Some(Accepted));
        check(
            "We accept all parts of this recommendation.",
            Some(Accepted),
        );
        check(
            "We accept this recommendation in part.",
            Some(PartlyAccepted),
        );
        check(
            "We accept the first part of this recommendation.",
            Some(PartlyAccepted),
        );
        check(
            "The Board partially supports the recommendation.",
            Some(PartlyAccepted),
        );
        check(
            "We support the aim of this recommendation.",
            Some(AcceptedInPrinciple),
        );
        check(
            "We agree with it in principle as a recommendation.",
            Some(AcceptedInPrinciple),
        );
        check(
            "We are not able to accept this recommendation.",
            Some(NotAccepted),
        );
        check(
            "The Board disagrees with this recommendation.",
            Some(NotAccepted),
        );
        check("The Board has noted this recommendation.", Some(Noted));
        check("We accept this in part.", Some(PartlyAccepted));
        check("The Board agrees with it.", Some(Accepted));
        check("We do not accept this.", Some(NotAccepted));
        check("We accept this risk is high.", None);
        check("This has been agreed.", None);
        check("As noted by the Board, recommendation 4 is dear.", None);
        check("If we accept this recommendation, boats will wait.", None);
        check("We support pilots who light their lamps at night.", None);
        check("The Board does not reject this recommendation.", None);
    }
}
