//! Words that may be no answer to the ask above them.

use crate::cues::phrases::Says;
use crate::draft::{Draft, DraftResponse, Sure};
use crate::fields::Desk;
use crate::layout::{AnswerCue, Entry, is_title};
use crate::recognise::marks::Mark;
use crate::recognise::places::Places;
use crate::recognise::{bodies, dates, words};

/// Makes doubtful what may be no answer.
pub(super) fn raise(desk: &Desk<'_>, entry: &Entry, draft: &mut Draft) {
    let asked: Vec<String> = draft
        .addressees
        .iter()
        .map(|name| name.value.clone())
        .collect();
    for (answer, response) in entry.answers.iter().zip(&mut draft.responses) {
        let placed = matches!(answer.cue, AnswerCue::Follows | AnswerCue::Shared);
        let text = response.text.value.as_str();
        let doubtful = is_wordless(text)
            || is_of_others(text)
            || placed && (opens_with_title(text) || !answers(desk, &asked, response));
        if doubtful {
            response.text.sure = Sure::Doubtful;
            if let Some(received) = &mut response.received {
                received.sure = Sure::Doubtful;
            }
        }
    }
}

/// "30/09/2031" in the place of an answer: a column of something else.
fn is_wordless(text: &str) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphabetic());
    !words.any(|word| word.len() > 1 && dates::month(word).is_none())
}

/// "It is for the Trust to respond", "they will answer this concern", "this is one for the Board":
/// who answers is somebody else.
fn is_of_others(text: &str) -> bool {
    /// Whose it is to answer.
    const THEIRS: &[&str] = &[
        "addressed to an independent ",
        "answer is awaited",
        "concern is directed to ",
        "for others to respond",
        "matter is one for ",
        "recommendation is directed to ",
        "replies are awaited",
        "reply is awaited",
        "response is awaited",
    ];
    /// What they do, and how.
    const VERBS: &[&str] = &["address", "answer", "reply", "replying", "respond"];
    const HOW: &[&str] = &["directly", "it", "separately", "to it", "to this", "this"];
    /// Without one of these nothing is said of it; few texts have one.
    const SIGNS: &[&str] = &["address", "answer", "is one for ", "repl", "respon"];
    if !SIGNS.iter().any(|sign| text.holds(sign)) {
        return false;
    }
    let lower = text.to_lowercase();
    if THEIRS.iter().any(|words| lower.contains(words)) {
        return true;
    }
    let told = |sentence: &str| {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let is_verb = |at: &usize| {
            let before = words.get(at.saturating_sub(2)..*at).unwrap_or_default();
            let theirs = before
                .last()
                .is_some_and(|word| matches!(*word, "to" | "will" | "is" | "are"));
            // "We will respond to this in full": those who write.
            let ours = before.iter().any(|word| matches!(*word, "i" | "we"));
            theirs && !ours && words.get(*at).is_some_and(|word| VERBS.contains(word))
        };
        let behind = (0..words.len())
            .find(is_verb)
            .and_then(|at| words.get(at + 1..));
        let Some(how) = behind.map(|behind| behind.join(" ")) else {
            return false;
        };
        let whom = ["to you ", "the court "];
        let bare = whom
            .iter()
            .find_map(|whom| how.strip_prefix(whom))
            .unwrap_or(&how);
        bare.is_empty() || HOW.iter().any(|own| bare.starts_with(own))
    };
    lower.split(['.', ';']).any(told)
}

/// "Related links", over a list: the end of a page, or the beginning of what comes next.
fn opens_with_title(text: &str) -> bool {
    let (first, rest) = text.split_once('\n').unwrap_or_default();
    !rest.is_empty() && is_title(first)
}

/// Whether words that only their place makes an answer show by themselves that they are one: they
/// promise, decide, tell what was done, or speak of who was asked or as "we".
fn answers(desk: &Desk<'_>, asked: &[String], response: &DraftResponse) -> bool {
    let text = response.text.value.as_str();
    let says = |says: &Says| {
        use Says::{
            AlreadyDone, Considering, Disposition, Promise, Referral, Refusal, Substitute, UnderWay,
        };
        matches!(
            says,
            AlreadyDone
                | Considering
                | Disposition(_)
                | Promise
                | Referral
                | Refusal
                | Substitute
                | UnderWay
        )
    };
    let scan = desk.cues.phrases.scan(text);
    let first_person = || {
        let mut words = words::all_words(text);
        words.any(|word| matches!(word.key(text).as_str(), "we" | "our" | "i" | "my"))
    };
    let named = || {
        let names = bodies::named_in(text, &desk.bodies);
        let mut names = names.into_iter().filter_map(|range| text.get(range));
        names.any(|name| asked.iter().any(|own| desk.bodies.same(own, name)))
    };
    scan.hits.iter().any(|hit| says(&hit.says))
        || scan.marks.has(Mark::Stance)
        || first_person()
        || named()
        || asked.iter().any(|own| text.contains(own.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_answer_and_what_has_no_words_is_told() {
        for text in [
            "It is for the Trust to respond.",
            "The Harbour Office will respond separately.",
            "30/09/2031",
            "May 2031",
        ] {
            assert!(is_of_others(text) || is_wordless(text), "{text}");
        }
        for text in [
            "This matter is one for the Board, which we understand will reply separately.",
            "It has been sent to the Registrar, from whom an answer is awaited.",
        ] {
            assert!(is_of_others(text), "{text}");
        }
        for text in [
            "We will respond to this in full by May.",
            "Crews need time to respond to calls.",
            "Accepted.",
        ] {
            assert!(!is_of_others(text) && !is_wordless(text), "{text}");
        }
        assert!(opens_with_title("Related links\nHow an inquest works"));
        assert!(!opens_with_title("We agree.\nThe lamps are ordered."));
    }
}
