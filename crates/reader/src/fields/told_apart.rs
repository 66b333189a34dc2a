//! What one answer to several asks promises to one of them by its number: "For recommendation 3 we
//! will light the pier by May 2031."

use std::collections::HashMap;

use crate::draft::{Draft, DraftAction};
use crate::layout::Layout;
use crate::read::Source;
use crate::recognise::sentences::sentences;
use crate::recognise::{named_asks, references};

/// How a paragraph opens that is about the ask that it names.
const OPENINGS: &[&str] = &[
    "As for ",
    "As regards ",
    "As to ",
    "Concerning ",
    "For ",
    "In relation to ",
    "In respect of ",
    "On ",
    "Recommendation ",
    "Regarding ",
    "Turning to ",
    "With regard to ",
    "With respect to ",
];

/// Gives each promise of such an answer to the ask whose number it has; it stood with the last.
pub(super) fn by_number(source: &Source, layout: &Layout, drafts: &mut [Draft]) {
    for group in answered_by_one(layout) {
        let Some((&last, others)) = group.split_last() else {
            continue;
        };
        let key = |at: usize| {
            let reference = drafts.get(at).and_then(|draft| draft.reference.as_ref());
            reference.map(|reference| references::key(&reference.value))
        };
        let numbers: HashMap<String, usize> = others
            .iter()
            .filter_map(|&at| Some((key(at)?, at)))
            .collect();
        let actions = drafts.get(last).map_or(&[][..], |draft| &draft.actions);
        let named = |action: &DraftAction| numbers.get(&number(source, action)?).copied();
        let moved: Vec<(usize, usize)> = actions
            .iter()
            .enumerate()
            .filter_map(|(index, action)| Some((index, named(action)?)))
            .collect();
        for (index, ask) in moved.into_iter().rev() {
            let Some(mut action) = drafts
                .get_mut(last)
                .map(|draft| draft.actions.remove(index))
            else {
                continue;
            };
            let Some(draft) = drafts.get_mut(ask) else {
                continue;
            };
            let start = action.text.passage.start;
            action.response = draft.responses.iter().position(|response| {
                let passage = response.text.passage;
                (passage.start..passage.end).contains(&start)
            });
            draft.actions.push(action);
            draft
                .actions
                .sort_by_key(|action| action.text.passage.start);
        }
    }
}

/// The asks that one answer answers, in their order, each group of several.
fn answered_by_one(layout: &Layout) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_place: HashMap<usize, usize> = HashMap::new();
    for (at, entry) in layout.entries.iter().enumerate() {
        let answers = entry.answers.iter();
        let starts = answers.filter_map(|answer| answer.narrative.first());
        for start in starts.map(|span| span.range.start) {
            let place = *by_place.entry(start).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The number of the only ask that the sentence of an action names, or the head of its paragraph.
fn number(source: &Source, action: &DraftAction) -> Option<String> {
    let passage = &action.text.passage;
    let inside = source
        .blocks
        .partition_point(|block| block.range.start <= passage.start);
    let block = source.blocks.get(inside.checked_sub(1)?)?;
    let own = source.words(&(passage.start..passage.end));
    let paragraph = source.words(&block.range);
    // "2.6 On Recommendation 3, …"
    let bare = paragraph.trim_start_matches(|one: char| one.is_ascii_digit() || ". ".contains(one));
    let head = OPENINGS.iter().any(|opening| bare.starts_with(opening));
    let first = sentences(bare)
        .into_iter()
        .next()
        .and_then(|range| bare.get(range));
    named(own).or_else(|| named(first.filter(|_| head)?))
}

/// The number of the only ask that words name.
fn named(words: &str) -> Option<String> {
    let mut all = named_asks::behind_labels(words).map(|behind| {
        let mut listed = named_asks::listed(behind);
        let first = listed.next()?.word;
        let more = listed
            .next()
            .is_some_and(|next| references::is_reference(next.word));
        (references::is_reference(first) && !more).then(|| references::key(first))
    });
    let only = all.next()??;
    all.all(|other| other.as_ref() == Some(&only))
        .then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_tells_which_ask_is_meant() {
        let number = |words: &str| named(words);
        assert_eq!(
            number("For recommendation 3 we will light it."),
            Some("3".into())
        );
        assert_eq!(number("Recommendations 3 and 4 are accepted."), None);
        assert_eq!(
            number("Recommendation 3 goes beyond recommendation 4."),
            None
        );
        assert_eq!(number("We accept this recommendation."), None);
    }
}
