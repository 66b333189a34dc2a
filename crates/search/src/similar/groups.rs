//! Words that mean the same, from a list that comes with the program: `data/same-meaning.txt`.

use super::{Mark, mark, words};
use std::collections::HashMap;
use std::sync::LazyLock;

static GROUPS: LazyLock<Groups> =
    LazyLock::new(|| Groups::of(include_str!("../../data/same-meaning.txt")));

/// The list, ready to be looked for in texts.
#[derive(Debug)]
pub(super) struct Groups {
    /// By its first word: the phrases that begin so, the longest first.
    phrases: HashMap<Mark, Vec<Phrase>>,
    /// By the mark of a group: its members of one word, as the index has them.
    members: HashMap<Mark, Vec<String>>,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<Mark>,
    group: Mark,
}

impl Groups {
    /// The list that comes with the program.
    pub(super) fn shipped() -> &'static Self {
        &GROUPS
    }

    fn of(list: &str) -> Self {
        let mut groups = Self {
            phrases: HashMap::new(),
            members: HashMap::new(),
        };
        let lines = list.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let members: Vec<Vec<String>> = line.split(',').map(words).collect();
            let Some(first) = members.first() else {
                continue;
            };
            // No word of the index has the sign: a group is never taken for a word.
            let group = mark(&format!("={}", first.join(" ")));
            for member in &members {
                groups.add(member, group);
            }
        }
        for phrases in groups.phrases.values_mut() {
            // A stable sort: what stands first in the list stays first.
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        groups
    }

    fn add(&mut self, member: &[String], group: Mark) {
        let Some((first, rest)) = member.split_first() else {
            return;
        };
        let rest: Vec<Mark> = rest.iter().map(|word| mark(word)).collect();
        let phrases = self.phrases.entry(mark(first)).or_default();
        // Other forms of a word are the same word; a word of two groups belongs to the first.
        if phrases.iter().any(|phrase| phrase.rest == rest) {
            return;
        }
        if rest.is_empty() {
            self.members.entry(group).or_default().push(first.clone());
        }
        phrases.push(Phrase { rest, group });
    }

    /// The groups whose members stand in a text, in its order; of two that overlap the one that
    /// begins first, and of those the longest.
    pub(super) fn within(&self, mut marks: &[Mark]) -> Vec<Mark> {
        let mut found = Vec::new();
        while let Some((first, rest)) = marks.split_first() {
            let begin = self.phrases.get(first).into_iter().flatten();
            let phrase = begin
                .into_iter()
                .find(|phrase| rest.starts_with(&phrase.rest));
            marks = match phrase {
                Some(phrase) => {
                    found.push(phrase.group);
                    rest.get(phrase.rest.len()..).unwrap_or_default()
                }
                None => rest,
            };
        }
        found
    }

    /// The members of a group that are one word, as the index has them.
    pub(super) fn members(&self, group: Mark) -> &[String] {
        self.members.get(&group).map_or(&[], Vec::as_slice)
    }

    /// Group by group the members that are one word.
    pub(super) fn each(&self) -> impl Iterator<Item = impl Iterator<Item = Mark>> {
        // In an order of its own: what is learnt with it has to be the same each time.
        let mut groups: Vec<(&Mark, &Vec<String>)> = self.members.iter().collect();
        groups.sort_unstable_by_key(|(group, _)| **group);
        groups
            .into_iter()
            .map(|(_, members)| members.iter().map(|word| mark(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::marks;
    use super::*;

    const LIST: &str = "# A remark\n\nward, unit\nsafety fence, guard rail, fence\nrail, railway\n";

    fn within(text: &str) -> Vec<Mark> {
        Groups::of(LIST).within(&marks(text))
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
        assert_eq!(groups.within(&marks("unit")), groups.within(&marks("ward")));
        assert_ne!(
            groups.within(&marks("unit")),
            groups.within(&marks("squad"))
        );
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
