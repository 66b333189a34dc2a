//! Words that say that there is no answer: "No reply yet", "The Office did not provide comments".

use super::answers::Walk;
use super::{Span, decided};
use crate::cues::Cues;
use crate::cues::phrases::Says;
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
    /// A state that says that nobody has answered may say by when somebody is to.
    pub(super) fn leave_unanswered(&mut self, at: usize) {
        self.unanswered = true;
        self.entry.deadlines.push(self.region.span(at));
    }

    /// Whether words in the place of an answer say that there is none; then they are kept apart.
    pub(super) fn says_none(&mut self, span: &Span) -> bool {
        let whole = self.region.words(span);
        if self.has_words() || !words::at_most(whole, FIRST_WORDS) {
            return false;
        }
        let few = |text: &&str| words::at_most(text, NO_ANSWER_WORDS);
        // "The Auditor is independent. It is not for the Government to respond."
        let (first, last) = whole.rsplit_once(". ").unwrap_or((whole, whole));
        let first = first.split(". ").next().unwrap_or_default();
        let first = Some(whole).filter(few).or(Some(first).filter(few));
        let says = |text: &str| says_no_answer(text, self.region.cues);
        let none = first.is_some_and(says) || Some(last).filter(few).is_some_and(says);
        let others = first.is_some_and(decided::is_for_others);
        self.elsewhere |= others;
        if none || others {
            self.silent = true;
            self.entry.deadlines.push(span.clone());
        }
        none || others
    }
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
    let awaited = |key: Option<&String>| key.is_some_and(|key| AWAITED.has(key));
    let answer = |keys: &[String]| keys.iter().any(|key| ANSWERS.has(key));
    // "The plan was sent to the Office, whose comments are awaited" is an answer.
    let head = keys.get(..HEAD_WORDS.min(keys.len())).unwrap_or_default();
    let awaits = awaited(keys.first()) && (keys.len() == 1 || answer(&keys))
        || awaited(keys.last()) && answer(head);
    let not_due = keys.windows(3).any(|three| three == ["not", "yet", "due"])
        && keys.iter().any(|key| ANSWERS.has(key));
    (denies || awaits || not_due) && cues.phrases.saying(Says::Promise, text).next().is_none()
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
