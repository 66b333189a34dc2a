//! Rules on the words of a response: missing, unmarked, refusing, pointing nowhere, left over.

use heeded_domain::vocabulary::Disposition;

use super::{Case, quote};
use crate::cues::phrases::{Hit, Says};
use crate::draft::Sure;
use crate::layout::{AnswerCue, Span};
use crate::remark::{About, Remark, RemarkKind};

/// The document prints no response, or none that could be told from the words behind the ask.
pub(super) fn no_response(case: &Case<'_>) -> Vec<Remark> {
    if !case.draft.responses.is_empty() {
        return Vec::new();
    }
    if let Some(left) = &case.entry.left_to_others {
        let words = format!(
            "The document leaves the answer to others: {}.",
            quote(case.desk.words(left))
        );
        let passage = case.passage(left);
        return vec![case.remark(RemarkKind::AnsweredElsewhere, About::Text, passage, words)];
    }
    let answers = |span: &&Span| may_answer(case, case.desk.words(span));
    if let Some(first) = case.entry.unplaced.iter().find(answers) {
        let words = format!(
            "No response was found; the words behind the recommendation may be one, from {} on.",
            quote(case.desk.words(first))
        );
        let passage = case.passage(first);
        return vec![case.remark(RemarkKind::ResponseUnfound, About::Text, passage, words)];
    }
    let words = "The document prints no response to this recommendation.".to_owned();
    vec![case.remark(
        RemarkKind::NoResponse,
        About::Text,
        case.draft.text.passage,
        words,
    )]
}

/// Whether words read as an answer: they open as one, decide or promise.
fn may_answer(case: &Case<'_>, words: &str) -> bool {
    let cues = case.desk.cues;
    // "This is a matter for the College" is none.
    let says = |hit: &Hit| match hit.says {
        Says::Disposition(said) => said != Disposition::Redirected,
        says => says == Says::Promise,
    };
    cues.labels.opens_answer(words) || cues.phrases.find(words).iter().any(says)
}

/// Nothing marks where the response begins.
pub(super) fn response_unmarked(case: &Case<'_>) -> Vec<Remark> {
    let answers = case
        .entry
        .answers
        .iter()
        .zip(&case.draft.responses)
        .enumerate();
    answers
        .filter(|(_, (answer, _))| answer.cue == AnswerCue::Opens)
        .map(|(index, (_, response))| {
            let words =
                "No heading and no line of receipt marks this response: that it is one, and \
                         where it begins, is taken from its place."
                    .to_owned();
            let about = About::Response(index);
            case.remark(
                RemarkKind::ResponseUnmarked,
                about,
                response.text.passage,
                words,
            )
        })
        .collect()
}

/// A part of what was asked is refused.
pub(super) fn refused_in_part(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, response) in case.draft.responses.iter().enumerate() {
        let whole = response
            .dispositions
            .iter()
            .find(|said| said.value == Disposition::NotAccepted);
        for refusal in &response.refusals {
            // To refuse the recommendation is no refusal of a part.
            if whole.is_some_and(|said| said.passage == refusal.passage) {
                continue;
            }
            let words = format!(
                "The response says that something asked for will not be done: {}.",
                quote_refusal(case, &refusal.value)
            );
            remarks.push(case.remark(
                RemarkKind::RefusedInPart,
                About::Disposition(index),
                refusal.passage,
                words,
            ));
        }
    }
    remarks
}

/// The words of refusal and those around them.
fn quote_refusal(case: &Case<'_>, sentence: &str) -> String {
    let hits = case.desk.cues.phrases.find(sentence);
    let at = hits
        .iter()
        .find(|hit| hit.says == Says::Refusal)
        .map_or(0, |hit| hit.range.start);
    let before = sentence.get(..at).unwrap_or_default().trim_end();
    let start = before
        .rmatch_indices(' ')
        .nth(2)
        .map_or(0, |(at, _)| at + 1);
    let told = quote(sentence.get(start..).unwrap_or_default());
    if start == 0 {
        told
    } else {
        told.replacen('“', "“… ", 1)
    }
}

/// "Can be found here", and no address.
pub(super) fn lost_links(case: &Case<'_>) -> Vec<Remark> {
    let lost = case.walk.lost_links.iter();
    lost.map(|(index, one)| {
        case.remark(
            RemarkKind::LostLink,
            About::Response(*index),
            case.passage(&one.span),
            format!(
                "A link was lost: {} points at an address that is not in the document.",
                quote(case.desk.words(&one.span))
            ),
        )
    })
    .collect()
}

/// The same ask stands in the document more than once.
pub(super) fn repeated(case: &Case<'_>) -> Vec<Remark> {
    let Some(again) = case.entry.repeats.first() else {
        return Vec::new();
    };
    let words = format!(
        "The document prints this ask {} times; it is one draft.",
        case.entry.repeats.len() + 1
    );
    vec![case.remark(
        RemarkKind::Repeated,
        About::Text,
        case.passage(again),
        words,
    )]
}

/// Words that belong to no entry.
pub(super) fn unplaced(case: &Case<'_>) -> Vec<Remark> {
    // A document without answers is full of other words: they are not odd.
    let (Some(first), true) = (
        case.entry.unplaced.first(),
        !case.draft.responses.is_empty(),
    ) else {
        return Vec::new();
    };
    let known = case
        .draft
        .responses
        .iter()
        .any(|response| response.text.sure != Sure::Doubtful);
    if !known {
        return Vec::new();
    }
    let words = format!(
        "Words behind the end of the response were read as belonging to no \
         recommendation, from {} on.",
        quote(case.desk.words(first))
    );
    vec![case.remark(
        RemarkKind::Unplaced,
        About::Text,
        case.passage(first),
        words,
    )]
}
