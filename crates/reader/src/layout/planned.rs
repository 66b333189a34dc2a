//! One plan of actions behind all answers, as letters bring it in an appendix: a column of its rows
//! says by number which ask each action is for.

use std::collections::{HashMap, HashSet};

use super::{Answer, AnswerCue, Entry, Listed, tables};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::Source;
use crate::recognise::references;

/// So many different asks have to be named: the only one named may be that of the plan.
const NAMED_ENTRIES_MIN: usize = 2;

/// Gives each action of such a plan to the ask that its row names.
pub(super) fn hand(source: &Source, cues: &Cues, entries: &mut [Entry]) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(number) = &entry.reference {
            numbers.insert(references::key(source.words(&number.range)), at);
        }
    }
    let asks = |heading: &str| {
        matches!(cues.labels.heading(heading), Some(Label::Ask(_)))
            || heading.to_lowercase().starts_with("concern")
    };
    let named_in_row = |block: usize| {
        let row = tables::blocks(source, block);
        let mut cells = row.filter_map(|at| source.blocks.get(at));
        cells.find_map(|cell| {
            let key = references::key(source.words(&cell.range));
            let heading = source.words(cell.label.as_ref()?);
            numbers.get(&key).copied().filter(|_| asks(heading))
        })
    };
    // A row may hold any number of actions: each row is looked at once.
    let mut rows: HashMap<usize, Option<usize>> = HashMap::new();
    let listed = entries.iter().flat_map(|entry| &entry.answers);
    for listed in listed.flat_map(|answer| &answer.actions) {
        if let Some(row) = tables::row(source, listed.text.block) {
            rows.entry(row)
                .or_insert_with(|| named_in_row(listed.text.block));
        }
    }
    let named = |listed: &Listed| {
        let row = tables::row(source, listed.text.block)?;
        rows.get(&row).copied().flatten()
    };
    let all = entries.iter().flat_map(|entry| &entry.answers);
    let all = all.flat_map(|answer| &answer.actions);
    let different: HashSet<usize> = all.filter_map(named).collect();
    if different.len() < NAMED_ENTRIES_MIN {
        return;
    }
    let mut handed: Vec<(usize, Listed)> = Vec::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        for answer in &mut entry.answers {
            let (own, others): (Vec<Listed>, Vec<Listed>) = std::mem::take(&mut answer.actions)
                .into_iter()
                .partition(|listed| named(listed).is_none_or(|other| other == at));
            answer.actions = own;
            handed.extend(
                others
                    .into_iter()
                    .filter_map(|one| Some((named(&one)?, one))),
            );
        }
    }
    for (at, listed) in handed {
        let Some(entry) = entries.get_mut(at) else {
            continue;
        };
        if entry.answers.is_empty() {
            entry.answers.push(Answer {
                cue: AnswerCue::Marked,
                ..Answer::new()
            });
        }
        if let Some(answer) = entry.answers.last_mut() {
            answer.actions.push(listed);
        }
    }
}
