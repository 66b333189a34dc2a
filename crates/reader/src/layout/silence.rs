//! Words that say that there is no answer: "No reply yet", "The Office did not provide comments".

use super::answers::{Region, Walk};
use super::{Answer, Span, decided};
use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::recognise::sentences::sentences;
use crate::recognise::words::{self, WordSet};

/// Words that say that there is no answer are at most so many.
const NO_ANSWER_WORDS: usize = 24;
/// Where their first sentence says it, a second may say what else was done with the ask.
const FIRST_WORDS: usize = 36;
/// More words tell something else too: "The Office has not replied to our letter of May, but …".
const SILENT_WORDS_MAX: usize = 16;

/// Within so many words it says that it is about an answer: "The reply of the Office is awaited".
const HEAD_WORDS: usize = 2;

/// What is missing.
const ANSWERS: WordSet = WordSet::of(&[
    "answer",
    "answered",
    "answers",
    "commented",
    "comments",
    "correspondence",
    "replied",
    "replies",
    "reply",
    "respond",
    "responded",
    "response",
    "responses",
]);
/// Words that say that it is.
const MISSING: WordSet = WordSet::of(&["never", "no", "none", "not"]);
/// What may stand between them: "has not yet provided written comments".
const BETWEEN: WordSet = WordSet::of(&[
    "a",
    "agency",
    "an",
    "any",
    "been",
    "formal",
    "gave",
    "given",
    "has",
    "have",
    "made",
    "official",
    "provide",
    "provided",
    "received",
    "send",
    "sent",
    "submit",
    "submitted",
    "substantive",
    "to",
    "us",
    "written",
    "yet",
]);
/// What is awaited, with or without its name: "Awaiting reply from the Office", "Awaited".
const AWAITED: WordSet = WordSet::of(&["awaited", "awaiting", "awaits"]);

impl Walk<'_, '_> {
    /// An answer that leaves the ask to others is none: its words are kept apart.
    pub(super) fn leave_to_others(&mut self) {
        let region = self.region;
        let left = |answer: &&mut Answer| {
            let bare = answer.received.is_none() && answer.actions.is_empty();
            let left = bare && (self.elsewhere || is_left_to_others(region, answer));
            left && !promises(region, answer)
        };
        let Some(answer) = self.answer.as_mut().filter(left) else {
            return;
        };
        let words = answer.narrative.first().or(answer.decision.as_ref());
        let words = self.entry.left_to_others.take().or_else(|| words.cloned());
        self.entry.left_to_others = words;
        self.entry.unplaced.append(&mut answer.narrative);
        self.answer = None;
    }

    /// A state that says that nobody has answered may say by when somebody is to.
    pub(super) fn leave_unanswered(&mut self, at: usize) {
        self.unanswered = true;
        self.entry.deadlines.push(self.region.span(at));
    }

    /// Whether words in the place of an answer say that there is none; then they are kept apart.
    pub(super) fn says_none(&mut self, span: &Span) -> bool {
        if self.has_words() {
            return false;
        }
        let whole = self.region.words(span);
        // "Response awaited. The Board told us on 4 May 2031 that …": whatever follows.
        let head = whole.split(". ").next().unwrap_or_default();
        let awaits = || words::at_most(head, HEAD_WORDS) && says_no_answer(head, self.region.cues);
        if !words::at_most(whole, FIRST_WORDS) && !awaits() {
            return false;
        }
        let few = |text: &&str| words::at_most(text, NO_ANSWER_WORDS);
        // "The Auditor is independent. It is not for the Government to respond."
        let (first, last) = whole.rsplit_once(". ").unwrap_or((whole, whole));
        let first = first.split(". ").next().unwrap_or_default();
        let first = Some(whole).filter(few).or(Some(first).filter(few));
        let says = |text: &str| says_no_answer(text, self.region.cues);
        let none = first.is_some_and(says) || Some(last).filter(few).is_some_and(says);
        // "It is addressed to councils. The Government supports it."
        let takes = ["accept", "agree", "support"]
            .iter()
            .any(|verb| whole.contains(verb));
        let others = !takes && first.is_some_and(decided::is_for_others);
        self.elsewhere |= others;
        if others {
            self.entry.left_to_others.get_or_insert(span.clone());
        }
        if none || others {
            self.silent = true;
            self.entry.deadlines.push(span.clone());
        }
        none || others
    }
}

/// Whether an answer leaves the ask to others, in its decision or in one of its first sentences.
fn is_left_to_others(region: &Region<'_>, answer: &Answer) -> bool {
    /// More words say something else too.
    const WORDS_MAX: usize = 90;
    /// What stands further below is the next chapter. Blocks.
    const BLOCKS_MAX: usize = 3;
    let told = told(region, answer.narrative.iter().take(BLOCKS_MAX));
    let mut decision = answer
        .decision
        .iter()
        .chain(answer.narrative.first())
        .take(2);
    if decision.any(|span| decides_for_others(region.words(span))) {
        return true;
    }
    let accepts = |sentence: &&str| {
        let lower = sentence.to_lowercase();
        ["accept", "agree", "support"]
            .iter()
            .any(|verb| lower.contains(verb))
    };
    let words: usize = told.iter().map(|one| one.split_whitespace().count()).sum();
    words <= WORDS_MAX
        && !told.iter().any(accepts)
        && told.iter().any(|sentence| leaves_to_others(sentence))
}

/// Whether an answer says what others will do, with a day: "They expect to publish it in May."
fn promises(region: &Region<'_>, answer: &Answer) -> bool {
    let promises = |sentence: &&str| {
        let mut promise = region.cues.phrases.saying(Says::Promise, sentence);
        !leaves_to_others(sentence)
            && promise.next().is_some()
            && !heeded_due::find(sentence).is_empty()
    };
    told(region, answer.narrative.iter()).iter().any(promises)
}

/// The sentences of some words.
fn told<'r>(region: &Region<'r>, spans: impl Iterator<Item = &'r Span>) -> Vec<&'r str> {
    let cut = |span: &Span| {
        let text = region.source.words(&span.range);
        let all = sentences(text).into_iter();
        all.map(|range| text.get(range).unwrap_or_default())
    };
    spans.flat_map(cut).collect()
}

/// "It is for the Ombudsman to reply.", "The Board will respond in its own right.", "The Council is
/// best placed to answer this": a sentence of an answer that leaves it to others.
fn leaves_to_others(sentence: &str) -> bool {
    const REPLIES: &[&str] = &["answer", "reply", "respond", "say whether"];
    const FOR: &[&str] = &[" is for ", " is not for ", " are for ", " matter for "];
    const ALONE: &[&str] = &[
        "directly",
        "himself",
        "in her own",
        "in his own",
        "in its own",
        "in their own",
        "in writing",
        "itself",
        "separately",
        "themselves",
    ];
    /// Who speaks says so of itself: "We will respond separately".
    const OWN: &[&str] = &["i will", "we will", "it is for us"];
    let lower = format!(" {}", sentence.to_lowercase());
    if OWN.iter().any(|own| lower.contains(own)) {
        return false;
    }
    let behind = |opening: &str| {
        let at = lower.find(opening)?;
        lower.get(at + opening.len()..)
    };
    let left = FOR
        .iter()
        .filter_map(|opening| behind(opening))
        .any(|rest| {
            let mut verbs = REPLIES.iter();
            verbs.any(|verb| rest.contains(&format!(" to {verb}")))
        });
    let placed = || {
        behind(" best placed to ")
            .is_some_and(|rest| REPLIES.iter().any(|verb| rest.starts_with(verb)))
    };
    let alone = || {
        let replied = |will: &str| {
            let rest = behind(will)?;
            let verb = REPLIES.iter().find(|verb| rest.starts_with(**verb))?;
            rest.get(verb.len()..)
        };
        let mut rests = [" will ", " would "].into_iter().filter_map(replied);
        rests.any(|rest| ALONE.iter().any(|word| rest.contains(word)))
    };
    let refused = || {
        [
            "not one to which",
            "makes no response",
            "make no response",
            "recommendation is not for ",
        ]
        .iter()
        .any(|words| lower.contains(words))
    };
    left || placed() || alone() || refused() || is_improper(&lower) || is_for_parliament(&lower)
}

/// "It would not be right for ministers to answer": those who write will not. In small letters.
fn is_improper(sentence: &str) -> bool {
    const SPEAK: &[&str] = &[" to answer", " to comment", " to express", " to respond"];
    ["right", "appropriate", "proper"].iter().any(|word| {
        let opening = format!(" not be {word} for ");
        let behind = sentence.split_once(&opening).map(|(_, rest)| rest);
        behind.is_some_and(|rest| SPEAK.iter().any(|speak| rest.contains(speak)))
    })
}

/// "This is a matter for Parliament.", which decides itself. In small letters.
fn is_for_parliament(sentence: &str) -> bool {
    /// More words tell what those who write will do.
    const WORDS_MAX: usize = 24;
    let of = [
        " matter for parliament",
        " matter for the house",
        " for the house to decide",
    ];
    words::at_most(sentence, WORDS_MAX) && of.iter().any(|words| sentence.contains(words))
}

/// "For the Institution", "For others to respond": a decision that leaves the answer to others.
fn decides_for_others(decision: &str) -> bool {
    /// "For the Northern Isles Harbour Office".
    const WORDS_MAX: usize = 6;
    let bare = decision.trim_end_matches('.');
    if ["Not for ", "Not a matter for ", "Outside "]
        .iter()
        .any(|opening| bare.starts_with(opening))
    {
        return words::at_most(bare, WORDS_MAX);
    }
    let name = bare
        .strip_prefix("For ")
        .filter(|_| words::at_most(bare, WORDS_MAX));
    let aside = [
        "consideration",
        "decision",
        "discussion",
        "information",
        "noting",
        "review",
    ];
    name.is_some_and(|name| !aside.iter().any(|word| name.starts_with(word)))
}

/// Whether words say that there is no answer, by a phrase that the cues know or put together.
pub(super) fn says_no_answer(text: &str, cues: &Cues) -> bool {
    cues.phrases.saying(Says::NoAnswer, text).next().is_some() || is_silent(text, cues)
}

/// Whether a short sentence denies an answer or awaits it, and promises nothing.
fn is_silent(text: &str, cues: &Cues) -> bool {
    if !words::at_most(text, SILENT_WORDS_MAX) {
        return false;
    }
    let keys: Vec<String> = words::all_words(text).map(|word| word.key(text)).collect();
    let denied = |at: usize| {
        let mut behind = keys.iter().skip(at + 1);
        let next = behind.find(|key| !BETWEEN.has(key));
        next.is_some_and(|key| ANSWERS.has(key))
    };
    let denies =
        (0..keys.len()).any(|at| keys.get(at).is_some_and(|key| MISSING.has(key)) && denied(at));
    // "No information was received."
    let nothing = matches!(keys.as_slice(), [no, what, ..] if no == "no" && what == "information");
    let awaited = |key: Option<&String>| key.is_some_and(|key| AWAITED.has(key));
    let answer = |keys: &[String]| keys.iter().any(|key| ANSWERS.has(key));
    // "The plan was sent to the Office, whose comments are awaited" is an answer.
    let head = keys.get(..HEAD_WORDS.min(keys.len())).unwrap_or_default();
    let awaits = awaited(keys.first()) && (keys.len() == 1 || answer(&keys))
        || awaited(keys.last()) && answer(head);
    let not_due = keys.windows(3).any(|three| three == ["not", "yet", "due"])
        && keys.iter().any(|key| ANSWERS.has(key));
    (denies || nothing || awaits || not_due)
        && cues.phrases.saying(Says::Promise, text).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_told_in_many_words() {
        let cues = Cues::general();
        for text in [
            "No answer",
            "Awaited",
            "Awaiting reply from the Harbour Office.",
            "No correspondence on file.",
            "Open – response not yet due",
            "No information was received.",
            "The Tribunal has not yet replied.",
            "The Harbour Office did not provide comments on the draft of this report.",
            "The Board has not yet given us a written answer",
        ] {
            assert!(says_no_answer(text, &cues), "{text}");
        }
        for text in [
            "The Board did not light the pier in response to the storm.",
            "The Office has not replied to the Board before it asked the harbour masters what \
             they would like.",
            "We will not respond to calls at night.",
            "Comments from the public are awaited before we will decide.",
            "Draft shared with the Harbour Office, whose comments are awaited.",
            "No lamps are needed.",
            "Response: accepted.",
        ] {
            assert!(!says_no_answer(text, &cues), "{text}");
        }
    }
}
