//! An ask whose words stand again, with the answer below them: a list of recommendations, and
//! behind it each of them over what is said to it.

use std::collections::HashSet;

use super::AskCue;
use super::roles::Role;
use super::sites::{Finder, Site};
use crate::read::BlockKind;

/// So few asks that stand again may do so by chance.
const AGAIN_LINES_MIN: usize = 2;
/// An ask of fewer words may be the title of anything.
const WORDS_MIN: usize = 5;

impl Finder<'_> {
    /// Puts the lines among the asks that only repeat their words.
    pub(super) fn with_said_again(&self, mut sites: Vec<Site>) -> Vec<Site> {
        let Some(last) = sites.last().map(|site| site.ask.block) else {
            return sites;
        };
        let key = |words: &str| -> String {
            let letters = words.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let words = |site: &Site| self.source.words(&site.ask.range);
        let long = |words: &&str| words.split_whitespace().count() >= WORDS_MIN;
        let asked: HashSet<String> = sites.iter().map(words).filter(long).map(key).collect();
        let (Some(shortest), Some(longest)) = (
            asked.iter().map(String::len).min(),
            asked.iter().map(String::len).max(),
        ) else {
            return sites;
        };
        // Spaces and signs add a third at most.
        let sizes = shortest..=longest.saturating_mul(2);
        let blocks = self.source.blocks.iter().enumerate().skip(last + 1);
        let plain = blocks.filter(|(at, block)| {
            let role = self.roles.get(*at);
            let line = matches!(role, Some(Role::Text | Role::Name | Role::Heading(_)));
            line && !matches!(block.kind, BlockKind::Cell(_)) && sizes.contains(&block.range.len())
        });
        let again =
            plain.filter(|(_, block)| asked.contains(&key(self.source.words(&block.range))));
        let again: Vec<usize> = again.map(|(at, _)| at).collect();
        if again.len() >= AGAIN_LINES_MIN {
            sites.extend(
                again
                    .into_iter()
                    .map(|at| self.site(at, AskCue::List, None)),
            );
        }
        sites
    }
}
