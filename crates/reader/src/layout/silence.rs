//! Words that say that there is no answer: "No reply yet", "The Office did not provide comments".

use super::answers::Walk;
use super::{Span, decided};
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

/// An answer that only says whose it is to give has at most so many words.
const PASSED_ON_WORDS_MAX: usize = 48;

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
        if self.has_words() || !words::at_most(whole, PASSED_ON_WORDS_MAX) {
            return false;
        }
        if is_passed_on(whole) {
            self.elsewhere = true;
            self.silent = true;
            self.entry.deadlines.push(span.clone());
            return true;
        }
        if !words::at_most(whole, FIRST_WORDS) {
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

/// "It has been sent to the Tide Office, which will reply directly.", "It is for them to respond.":
/// whether an answer says whose it is to give, and promises nothing else.
fn is_passed_on(text: &str) -> bool {
    /// "for the governments of the Tide Isles to respond": words.
    const NAME_WORDS_MAX: usize = 8;
    const REPLYING: &[&str] = &[" repl", " respond", " report", " answer"];
    const TO_REPLY: &[&str] = &[" to respond", " to reply", " to answer"];
    let own = |sentence: &str| sentence.starts_with("We will ") || sentence.contains(", we will ");
    let direct = |sentence: &str| {
        let will = sentence.contains(" will ") || sentence.contains("requested to ");
        sentence.contains(" directly")
            && will
            && REPLYING.iter().any(|verb| sentence.contains(verb))
    };
    let theirs = |sentence: &str| {
        let mut parted = TO_REPLY
            .iter()
            .filter_map(|verb| sentence.split_once(*verb));
        parted.any(|(before, behind)| {
            let ends = ["", " to", " to it", " directly"];
            let name = before.rsplit_once(" for ").map(|(_, name)| name);
            name.is_some_and(|name| words::at_most(name, NAME_WORDS_MAX))
                && ends.contains(&behind.trim_end_matches(['.', '\n']))
        })
    };
    let declined = |sentence: &str| {
        sentence.contains("no comment on this recommendation")
            && ["directed to ", "addressed to "]
                .iter()
                .any(|to| sentence.contains(to))
    };
    let mut all = sentences(text)
        .into_iter()
        .filter_map(|range| text.get(range));
    let passed = all
        .clone()
        .any(|one| direct(one) || theirs(one) || declined(one));
    passed && !all.any(own)
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
    fn an_answer_may_be_for_others_to_give() {
        for text in [
            "This recommendation is a matter for the island governments, and it is for them to \
             respond.",
            "We have drawn the recommendation to its attention, and it will be for that body to \
             respond.",
            "This has been sent to the Tide Office, which will reply directly.",
            "It is not a matter for the Harbour Office to respond to.",
            "The Board makes no comment on this recommendation, which is directed to the Pilots.",
        ] {
            assert!(is_passed_on(text), "{text}");
        }
        for text in [
            "It is for keepers to respond to calls at night.",
            "We will reply to the Board directly when the lamps are lit.",
            "The pilots will report directly to the Board. We will light the pier.",
            "The Office will light the pier.",
        ] {
            assert!(!is_passed_on(text), "{text}");
        }
    }

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
