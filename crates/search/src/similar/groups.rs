//! Words that mean the same, from a list that comes with the program: `data/same-meaning.txt`.

use super::{Mark, mark, words};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static GROUPS: LazyLock<Groups> =
    LazyLock::new(|| Groups::of(include_str!("../../data/same-meaning.txt")));

/// The list, ready to be looked for in texts.
#[derive(Debug)]
pub(super) struct Groups {
    /// By its first word: the phrases that begin so, the longest first.
    phrases: FxHashMap<Mark, Vec<Phrase>>,
    /// By the number of a group, which is its place in the list: its members of one word, as the
    /// index has them.
    members: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<Mark>,
    group: usize,
}

impl Groups {
    /// The list that comes with the program.
    pub(super) fn shipped() -> &'static Self {
        &GROUPS
    }

    fn of(list: &str) -> Self {
        let mut groups = Self {
            phrases: FxHashMap::default(),
            members: Vec::new(),
        };
        let lines = list.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            groups.members.push(Vec::new());
            for member in line.split(',').map(words) {
                groups.add(&member);
            }
        }
        for phrases in groups.phrases.values_mut() {
            // A stable sort: what stands first in the list stays first.
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        groups
    }

    /// Adds a member to the last group.
    fn add(&mut self, member: &[String]) {
        let Some((first, rest)) = member.split_first() else {
            return;
        };
        let group = self.members.len().saturating_sub(1);
        let rest: Vec<Mark> = rest.iter().map(|word| mark(word)).collect();
        let phrases = self.phrases.entry(mark(first)).or_default();
        // Other forms of a word are the same word; a word of two groups belongs to the first.
        if phrases.iter().any(|phrase| phrase.rest == rest) {
            return;
        }
        if rest.is_empty()
            && let Some(members) = self.members.get_mut(group)
        {
            members.push(first.clone());
        }
        phrases.push(Phrase { rest, group });
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The groups whose members stand in a text, by their numbers and in its order; of two that
    /// overlap the one that begins first, and of those the longest.
    pub(super) fn within<'a>(&'a self, mut marks: &'a [Mark]) -> impl Iterator<Item = usize> + 'a {
        std::iter::from_fn(move || {
            while let Some((first, rest)) = marks.split_first() {
                marks = rest;
                let mut begin = self.phrases.get(first).into_iter().flatten();
                if let Some(phrase) = begin.find(|phrase| rest.starts_with(&phrase.rest)) {
                    marks = rest.get(phrase.rest.len()..).unwrap_or_default();
                    return Some(phrase.group);
                }
            }
            None
        })
    }

    /// The members of a group that are one word, as the index has them.
    pub(super) fn members(&self, group: usize) -> &[String] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }

    /// Group by group the members that are one word.
    pub(super) fn each(&self) -> impl Iterator<Item = impl Iterator<Item = Mark>> {
        let groups = self.members.iter();
        groups.map(|members| members.iter().map(|word| mark(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;
    use std::collections::HashMap;

    const LIST: &str = "# A remark\n\nward, unit\nsafety fence, guard rail, fence\nrail, railway\n";

    fn within(text: &str) -> Vec<usize> {
        Groups::of(LIST).within(&marks(text)).collect()
    }

    #[test]
    fn members_of_a_group_are_one_thing() {
        assert_eq!(within("Inspect the wards"), within("inspecting units"));
        assert_eq!(
            within("mend guard rails"),
            within("mend the fences of safety")
        );
        assert_ne!(within("the ward"), within("the railway"));
        assert!(within("Inspect ladders").is_empty());
    }

    #[test]
    fn the_longest_phrase_counts_and_its_words_are_not_counted_again() {
        assert_eq!(within("guard rail").len(), 1);
        assert_eq!(within("guard rail"), within("fence"));
        assert_eq!(within("guard the rail"), within("guard rail"));
        assert_eq!(within("rail guard"), within("railways"));
    }

    #[test]
    fn a_word_of_two_groups_belongs_to_the_first() {
        let groups = Groups::of("ward, unit\nunit, squad\n");
        let within = |text: &str| groups.within(&marks(text)).collect::<Vec<_>>();
        assert_eq!(within("unit"), within("ward"));
        assert_ne!(within("unit"), within("squad"));
    }

    #[test]
    fn the_list_names_nothing_twice() {
        let list = include_str!("../../data/same-meaning.txt");
        let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
        for (number, line) in (1_usize..).zip(list.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let members: Vec<Vec<String>> = line.split(',').map(words).collect();
            assert!(members.len() > 1, "line {number}: a group of one");
            for member in members {
                assert!(!member.is_empty(), "line {number}: a member without words");
                let before = *seen.entry(member.clone()).or_insert(number);
                assert_eq!(before, number, "{member:?} is in two groups");
            }
        }
    }
}
