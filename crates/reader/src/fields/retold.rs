//! A promise that the prose of an answer makes and that a table further below lists again: "We will
//! light the pier by May 2031.", "Lamps of the pier | May 2031". It is one promise.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::draft::{Draft, DraftAction, Field, FoundIn, Sure};
use crate::layout::{Entry, Layout};
use crate::recognise::words;

/// Leaves out what lists say again; who leads it there leads it.
pub(super) fn once(layout: &Layout, drafts: &mut [Draft]) {
    let asks: Vec<usize> = drafts
        .iter()
        .map(|draft| draft.text.passage.start)
        .collect();
    for (at, answered) in answered_together(layout).into_iter().enumerate() {
        let listed = drafts.get(at).map_or(0, |draft| draft.actions.len());
        for index in (0..listed).rev() {
            let Some(listed) = drafts.get(at).and_then(|draft| draft.actions.get(index)) else {
                continue;
            };
            let told = answered.iter().find_map(|&other| {
                let draft = drafts.get(other)?;
                let mut actions = draft.actions.iter();
                let told = actions
                    .position(|told| tells(draft, told, listed) && is_apart(&asks, told, listed))?;
                Some((other, told))
            });
            let Some((other, told)) = told else { continue };
            // What stood behind it moves up.
            let told = told - usize::from(other == at && told > index);
            let lead = drafts
                .get_mut(at)
                .and_then(|draft| draft.actions.remove(index).lead);
            let told = drafts
                .get_mut(other)
                .and_then(|draft| draft.actions.get_mut(told));
            if let Some(told) = told {
                let lead = lead.map(|lead| Field {
                    sure: lead.sure.max(Sure::Likely),
                    ..lead
                });
                told.lead = told.lead.take().or(lead);
            }
        }
    }
}

/// For each ask those that an answer to it answers too, and itself.
fn answered_together(layout: &Layout) -> Vec<Vec<usize>> {
    let place = |entry: &Entry| -> Vec<usize> {
        let first = entry
            .answers
            .iter()
            .filter_map(|answer| answer.narrative.first());
        first.map(|span| span.range.start).collect()
    };
    let mut by_place: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, entry) in layout.entries.iter().enumerate() {
        for place in place(entry) {
            by_place.entry(place).or_default().push(at);
        }
    }
    let entries = layout.entries.iter().enumerate();
    entries
        .map(|(at, entry)| {
            let others = place(entry)
                .into_iter()
                .filter_map(|place| by_place.get(&place));
            let mut all: Vec<usize> = others.flatten().copied().chain([at]).collect();
            all.sort_unstable();
            all.dedup();
            all
        })
        .collect()
}

/// Whether a sentence of an answer makes the promise that a list says again: for the same days, in
/// an answer that speaks of what the list names.
fn tells(draft: &Draft, told: &DraftAction, listed: &DraftAction) -> bool {
    let prose = told.found_in == FoundIn::Prose && listed.found_in == FoundIn::List;
    if !prose || told.text.passage.start >= listed.text.passage.start {
        return false;
    }
    let same = days(told).is_some_and(|own| days(listed) == Some(own));
    let answer = told.response.and_then(|index| draft.responses.get(index));
    let answer = answer.filter(|_| same).map(|answer| &answer.text.value);
    answer.is_some_and(|answer| speaks_of(answer, &listed.text.value))
}

/// Whether other asks stand between what is told and what is listed: the list of an answer itself
/// has more to say than its prose.
fn is_apart(asks: &[usize], told: &DraftAction, listed: &DraftAction) -> bool {
    let between = told.text.passage.end..listed.text.passage.start;
    asks.iter().any(|ask| between.contains(ask)) || told.response != listed.response
}

/// The days between which an action is due, where both are known.
fn days(action: &DraftAction) -> Option<(Date, Date)> {
    let chosen = action.due.as_ref()?.due.chosen();
    chosen.earliest.zip(chosen.latest)
}

/// Whether an answer has at least half of the words that tell what is listed, in any form.
fn speaks_of(answer: &str, listed: &str) -> bool {
    /// "lit" and "the" tell nothing; "instruction" and "instructions" are the same.
    const LETTERS_MIN: usize = 4;
    const STEM_LETTERS: usize = 5;
    let stems = |text: &str| -> Vec<String> {
        let keys = words::all_words(text).map(|word| word.key(text));
        let long = keys.filter(|key| key.chars().count() >= LETTERS_MIN);
        long.map(|key| key.chars().take(STEM_LETTERS).collect())
            .collect()
    };
    let (answer, listed) = (stems(answer), stems(listed));
    let known = listed.iter().filter(|stem| answer.contains(stem)).count();
    known > 0 && known * 2 >= listed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_words_show_what_is_spoken_of() {
        let answer = "The lamps are old. An instruction on lighting will be issued in July 2031.";
        assert!(speaks_of(answer, "Instruction on lamps issued"));
        assert!(speaks_of(answer, "Instructions issued to keepers"));
        assert!(!speaks_of(answer, "Railings of the northern quay renewed"));
        assert!(!speaks_of(answer, "It is lit"));
    }
}
