//! Answers that refer to another: "See our response to recommendation 4", "The same applies". What
//! that one says of its ask holds for this one too; its promises stand once, with it.

use heeded_domain::vocabulary::Disposition;

use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::draft::{Draft, DraftResponse, Field, Sure};
use crate::recognise::{references, words};
use crate::remark::{About, Remark, RemarkKind};

/// A longer answer says something of its own, and mentions another by the way.
const REFERRING_WORDS_MAX: usize = 60;
/// An answer of so few words is nothing but the reference to another.
const NOTHING_ELSE_WORDS_MAX: usize = 20;

/// Remarks on every answer that refers to another, and gives what that says to those that say
/// nothing else.
pub(super) fn link(cues: &Cues, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let responses = drafts.get(at).map_or(0, |draft| draft.responses.len());
        for index in 0..responses {
            let Some((other, words)) = target(cues, drafts, (at, index)) else {
                continue;
            };
            let said = said_there(drafts, (at, index), other);
            let Some(draft) = drafts.get_mut(at) else {
                continue;
            };
            draft.remarks.retain(|remark| {
                let none = remark.kind == RemarkKind::NoCommitment;
                !(none && remark.about == About::Response(index))
            });
            let Some(response) = draft.responses.get_mut(index) else {
                continue;
            };
            draft.remarks.push(Remark {
                kind: RemarkKind::AnsweredElsewhere,
                words,
                passage: Some(response.text.passage),
                about: About::Response(index),
            });
            take_over(response, said);
        }
    }
}

/// The draft whose answer a response means, and the remark that says so.
fn target(cues: &Cues, drafts: &[Draft], (at, index): (usize, usize)) -> Option<(usize, String)> {
    let said = drafts.get(at)?.responses.get(index)?.text.value.as_str();
    if !words::at_most(said, REFERRING_WORDS_MAX) {
        return None;
    }
    let referral = cues.phrases.saying(Says::Referral, said).next()?;
    let behind = said.get(referral.start..)?;
    let key = |number: &str| references::key(number);
    if let Some(number) = number(behind) {
        let own = |draft: &Draft| {
            let reference = draft.reference.as_ref();
            reference.is_some_and(|reference| key(&reference.value) == key(number))
        };
        let other = drafts.iter().position(own).filter(|&other| other != at)?;
        let words = format!("The response refers to that to recommendation {number}.");
        return Some((other, words));
    }
    // "The same applies", without a number: as to the one before.
    let other = at.checked_sub(1)?;
    let words = "The response refers to that to the recommendation before it.";
    Some((other, words.to_owned()))
}

/// The number behind "recommendation" in the words of a reference.
fn number(words: &str) -> Option<&str> {
    let small = words.to_ascii_lowercase();
    let noun = small.find("recommendation")? + "recommendation".len();
    let rest = words.get(noun..)?.trim_start_matches('s');
    let range = references::at_start(rest)?;
    let number = rest.get(range)?;
    number
        .contains(|one: char| one.is_ascii_digit())
        .then_some(number)
}

/// What the answer meant says of its ask: that of the same body, where several answer.
fn said_there(
    drafts: &[Draft],
    (at, index): (usize, usize),
    other: usize,
) -> Vec<Field<Disposition>> {
    let own = drafts.get(at).and_then(|draft| draft.responses.get(index));
    let from = own.and_then(|response| response.from.as_ref().map(|from| &from.value));
    let there = drafts.get(other).map_or(&[][..], |draft| &draft.responses);
    let same = |one: &&DraftResponse| one.from.as_ref().map(|from| &from.value) == from;
    let meant = there.iter().find(same).or(there.first());
    meant.map_or_else(Vec::new, |response| response.dispositions.clone())
}

/// Gives a response that says nothing of its ask what the one says that it refers to.
fn take_over(response: &mut DraftResponse, said: Vec<Field<Disposition>>) {
    let short = response.text.value.split_whitespace().count() <= NOTHING_ELSE_WORDS_MAX;
    let silent = response
        .dispositions
        .iter()
        .all(|field| field.value == Disposition::NotStated);
    if !(short && silent) || said.is_empty() {
        return;
    }
    let passage = response.text.passage;
    let fields = said.into_iter().map(|field| Field {
        passage,
        cue: "the response that it refers to".to_owned(),
        sure: field.sure.max(Sure::Likely),
        ..field
    });
    response.dispositions = fields.collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_stands_behind_its_noun() {
        assert_eq!(number("our response to Recommendation 4."), Some("4"));
        assert_eq!(number("see recommendations 2 and 3"), Some("2"));
        assert_eq!(number("the same applies"), None);
        assert_eq!(number("the recommendation is welcome"), None);
    }
}
