//! Rows of tables that tell of an ask by its number, and lines that stand where an ask might, and
//! are none.

use std::collections::HashSet;
use std::ops::Range;

use super::roles::Role;
use super::silence::says_no_answer;
use super::sites::{Finder, Site};
use super::{AskCue, tables};
use crate::read::BlockKind;
use crate::recognise::{references, words};

impl Finder<'_> {
    /// A row that tells of an ask by its number: how it stands, or what will be done about it.
    pub(super) fn row(
        &self,
        at: usize,
        reference: &Range<usize>,
        known: &HashSet<String>,
    ) -> Option<Site> {
        let key = references::key(self.source.words(reference));
        if self.is_over_ask(at) {
            return None;
        }
        let acted = || {
            let row = tables::numbered_row(self.source, self.roles, at);
            row.filter(|_| known.contains(&key))
        };
        let ask = tables::bare_row(self.source, self.roles, at).or_else(acted)?;
        Some(Site {
            ask,
            reference: Some(reference.clone()),
            ..self.site(at, AskCue::Row, None)
        })
    }

    /// "Recommendation no. | K1 | Status | Open", in a form whose next row is the ask.
    fn is_over_ask(&self, at: usize) -> bool {
        let kind = |at: usize| self.source.blocks.get(at).map(|block| block.kind);
        let Some(BlockKind::Cell(row)) = kind(at) else {
            return false;
        };
        let below = (at..self.roles.len()).find(|&below| kind(below) != kind(at));
        below.is_some_and(|below| {
            let asked = matches!(
                self.roles.get(below),
                Some(Role::AskHead {
                    reference: None,
                    ..
                })
            );
            asked && kind(below) == Some(BlockKind::Cell(row + 1))
        })
    }

    /// A link, or that nobody has answered, below the number of an ask.
    pub(super) fn asks_nothing(&self, at: usize) -> bool {
        /// "No response had been received from the Board when this report was made."
        const SAYING_WORDS_MAX: usize = 14;
        let said = self.source.words(&self.span(at).range);
        said.starts_with("http")
            || words::at_most(said, SAYING_WORDS_MAX) && says_no_answer(said, self.cues)
    }

    /// Whether a line opens what stands under numbers: "The Board should do the following:".
    pub(super) fn opens_heads(&self, at: usize) -> bool {
        let numbered = matches!(
            self.roles.get(at + 1),
            Some(Role::AskHead {
                reference: Some(_),
                ..
            })
        );
        numbered
            && self
                .source
                .words(&self.span(at).range)
                .trim_end()
                .ends_with(':')
    }
}
