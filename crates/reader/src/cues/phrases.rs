//! Phrases that count anywhere in a sentence: all are searched for at once.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use heeded_domain::vocabulary::Disposition;

use super::Section;

/// What a phrase in a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    Promise,
    Considering,
    UnderWay,
    AlreadyDone,
    Condition,
    Refusal,
    Substitute,
    LostLink,
    ToBeConfirmed,
    Collaboration,
    NoAnswer,
    /// In front of the last day for an answer.
    AnswerBy,
    New,
    Deed,
    Disposition(Disposition),
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) says: Says,
    pub(crate) range: Range<usize>,
}

/// Every phrase, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Phrases {
    search: Option<AhoCorasick>,
    says: Vec<Says>,
    /// What follows the name, for phrases that hold one ("consider {body}'s recommendation").
    behind: Vec<Option<String>>,
}

/// A name in a phrase is at most this long.
const LONGEST_NAME_BYTES: usize = 80;

impl Phrases {
    pub(super) fn of(section: &Section) -> Self {
        let mut all: Vec<(String, Option<String>, Says)> = Vec::new();
        let mut add = |phrases: &[String], says: Says| {
            for phrase in phrases {
                let (front, behind) = match phrase.split_once("{body}") {
                    Some((front, behind)) => (front.trim_end(), Some(behind.to_lowercase())),
                    None => (phrase.as_str(), None),
                };
                for (front, behind) in with_both_apostrophes(front, behind.as_deref()) {
                    all.push((front, behind, says));
                }
            }
        };
        add(&section.promises, Says::Promise);
        add(&section.considering, Says::Considering);
        add(&section.under_way, Says::UnderWay);
        add(&section.already_done, Says::AlreadyDone);
        add(&section.conditions, Says::Condition);
        add(&section.refusals, Says::Refusal);
        add(&section.substitutes, Says::Substitute);
        add(&section.lost_links, Says::LostLink);
        add(&section.to_be_confirmed, Says::ToBeConfirmed);
        add(&section.collaboration, Says::Collaboration);
        add(&section.deeds, Says::Deed);
        add(&section.told_as_new, Says::New);
        add(&section.no_answers, Says::NoAnswer);
        add(&section.answer_by, Says::AnswerBy);
        for (code, phrases) in &section.dispositions {
            if let Some(disposition) = Disposition::from_code(code) {
                add(phrases, Says::Disposition(disposition));
            }
        }
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::Standard)
            .build(all.iter().map(|(front, ..)| front))
            .ok();
        let says = all.iter().map(|&(.., says)| says).collect();
        let behind = all.into_iter().map(|(_, behind, _)| behind).collect();
        Self {
            search,
            says,
            behind,
        }
    }

    /// Every phrase that stands in a sentence as whole words, in order.
    pub(crate) fn find(&self, sentence: &str) -> Vec<Hit> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        for found in search.find_overlapping_iter(sentence) {
            let Some(&says) = self.says.get(found.pattern().as_usize()) else {
                continue;
            };
            let behind = self
                .behind
                .get(found.pattern().as_usize())
                .and_then(Option::as_deref);
            let range = found.range();
            if is_whole(sentence, &range)
                && !(says == Says::Condition && is_relative(sentence, range.start))
                && let Some(end) = end_behind(sentence, range.end, behind)
            {
                hits.push(Hit {
                    says,
                    range: range.start..end,
                });
            }
        }
        hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
        hits
    }
}

fn with_both_apostrophes(front: &str, behind: Option<&str>) -> Vec<(String, Option<String>)> {
    let plain = (front.to_owned(), behind.map(str::to_owned));
    if !front.contains('\'') && !behind.is_some_and(|behind| behind.contains('\'')) {
        return vec![plain];
    }
    let curly = (
        front.replace('\'', "’"),
        behind.map(|behind| behind.replace('\'', "’")),
    );
    vec![plain, curly]
}

pub(super) fn is_whole(sentence: &str, range: &Range<usize>) -> bool {
    let letter = |letter: char| letter.is_alphanumeric();
    let before = sentence
        .get(..range.start)
        .and_then(|text| text.chars().next_back());
    let after = sentence
        .get(range.end..)
        .and_then(|text| text.chars().next());
    !before.is_some_and(letter) && !after.is_some_and(letter)
}

/// "Boats which are subject to survey": says what boats they are, and makes nothing conditional.
fn is_relative(sentence: &str, at: usize) -> bool {
    let mut before = sentence.get(..at).unwrap_or_default().rsplit(' ').skip(1);
    let verb = before.next().unwrap_or_default();
    let relative = before.next().unwrap_or_default();
    matches!(verb, "is" | "are" | "was" | "were") && matches!(relative, "which" | "that" | "who")
}

/// Where a phrase with a name in it ends: a few words on, where what follows the name stands.
pub(super) fn end_behind(sentence: &str, end: usize, behind: Option<&str>) -> Option<usize> {
    let Some(behind) = behind else {
        return Some(end);
    };
    let rest = sentence.get(end..)?.to_ascii_lowercase();
    let at = rest.find(behind)?;
    (at <= LONGEST_NAME_BYTES).then_some(end + at + behind.len())
}
