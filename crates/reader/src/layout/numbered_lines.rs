//! Lines that only number what stands below them: "26-04-01 In progress", "3 Privacy of lamps
//! Accepted", each over a "Recommendation" without a number of its own. Pages whose parts open and
//! close print them so.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::roles::Role;
use super::sites::{Finder, Site};
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// A line that numbers has at most so many words: a title and a state.
const LINE_WORDS_MAX: usize = 12;
/// So many such lines show that they number: one or two may be anything.
const LINES_MIN: usize = 3;

/// The number of each such line, by its block.
pub(super) fn of(source: &Source, roles: &[Role]) -> HashMap<usize, Range<usize>> {
    let bare = |role: &Role| {
        matches!(
            role,
            Role::AskHead {
                reference: None,
                ..
            }
        )
    };
    let heads: Vec<usize> = (1..roles.len())
        .filter(|at| roles.get(*at).is_some_and(bare))
        .collect();
    let number = |at: usize| {
        let block = source.blocks.get(at)?;
        let cell = matches!(block.kind, BlockKind::Cell(_));
        let plain = matches!(
            roles.get(at),
            Some(Role::Text | Role::Name | Role::Heading(_))
        );
        let words = source.words(&block.range);
        let short = plain && !cell && words::at_most(words, LINE_WORDS_MAX);
        let number = references::at_start(words).filter(|_| short)?;
        // "In 2031 we asked": a number that opens the line, and no sentence.
        let line = number.start == 0 && !words.trim_end().ends_with('.');
        let start = block.range.start;
        line.then_some(start + number.start..start + number.end)
    };
    let found: HashMap<usize, Range<usize>> = heads
        .iter()
        .filter_map(|head| Some((head - 1, number(head - 1)?)))
        .collect();
    let keys = found
        .values()
        .map(|range| references::key(source.words(range)));
    let distinct = keys.collect::<HashSet<String>>().len() == found.len();
    match distinct && found.len() >= LINES_MIN && found.len() * 2 > heads.len() {
        true => found,
        false => HashMap::new(),
    }
}

impl Finder<'_> {
    /// Gives an ask the number of the line above it that does nothing but number.
    pub(super) fn number_by_line(&self, site: &mut Site, free: usize) {
        let above = site.lead.checked_sub(1).filter(|above| *above >= free);
        let lines = [Some(site.lead), above].into_iter().flatten();
        let mut numbers = lines.filter_map(|at| Some((at, self.numbered_lines.get(&at)?)));
        if let Some((at, number)) = numbers.next()
            && self.site_number(site).is_none()
        {
            site.reference = Some(number.clone());
            site.lead = at;
        }
    }
}
