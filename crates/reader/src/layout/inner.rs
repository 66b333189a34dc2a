//! Lines that stand inside answers again and again: headings that divide each of them, and the
//! names of bodies that answer in turn.

use std::collections::{HashMap, HashSet};

use super::roles::Role;
use super::sites::{Finder, Site};
use crate::read::BlockKind;

/// The name of a body has to stand as a line so often to be one of several that answer: once is
/// the heading of a chapter.
const NAME_LINES_MIN: usize = 2;
/// And a heading so often to be one that divides answers: two may be chapters.
const HEADING_TIMES_MIN: usize = 3;

impl Finder<'_> {
    /// The names of bodies that stand as lines by themselves again and again, and above no ask:
    /// each says who gives the part of the answer below it.
    pub(super) fn answering(&self, sites: &[Site]) -> HashSet<String> {
        let above = |at: usize| {
            let next = sites.partition_point(|site| site.ask.block < at);
            sites.get(next).is_some_and(|site| site.lead <= at)
        };
        let mut times: HashMap<String, usize> = HashMap::new();
        for (at, role) in self.roles.iter().enumerate() {
            if matches!(role, Role::Name) && !above(at) {
                *times.entry(self.key(at)).or_default() += 1;
            }
        }
        let again = times
            .into_iter()
            .filter(|(_, times)| *times >= NAME_LINES_MIN);
        again.map(|(key, _)| key).collect()
    }

    /// How often each heading over actions stands in the document, by the key of its words.
    pub(super) fn over_actions(&self) -> HashMap<String, usize> {
        let mut times: HashMap<String, usize> = HashMap::new();
        for (at, role) in self.roles.iter().enumerate() {
            if matches!(role, Role::Actions) {
                *times.entry(self.key(at)).or_default() += 1;
            }
        }
        times
    }

    /// The headings that stand between the asks again and again, never right above one: "Costs"
    /// divides each answer, "Part 2" the document.
    pub(super) fn inner(&self, sites: &[Site]) -> HashSet<String> {
        let opens: HashSet<usize> = sites.iter().map(|site| site.lead).collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        let mut above: HashSet<String> = HashSet::new();
        for (at, block) in self.source.blocks.iter().enumerate() {
            if !matches!(block.kind, BlockKind::Heading(_)) {
                continue;
            }
            let key = self.key(at);
            if opens.contains(&at) || opens.contains(&(at + 1)) {
                above.insert(key);
            } else {
                *times.entry(key).or_default() += 1;
            }
        }
        let again = times
            .into_iter()
            .filter(|(key, times)| *times >= HEADING_TIMES_MIN && !above.contains(key));
        again.map(|(key, _)| key).collect()
    }
}
