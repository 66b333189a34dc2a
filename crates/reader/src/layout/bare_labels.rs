//! "Safety recommendation 3", below it its addressee and its state, and then the label again over
//! the words: a label without a number that goes on with one that has it.

use std::collections::HashSet;
use std::ops::Range;

use super::Span;
use super::numbers::asks_in;
use super::roles::Role;
use super::sites::{Finder, LINES_ABOVE, Site};
use crate::recognise::references;

impl Finder<'_> {
    /// Whether a block is a label that says of an ask what stands beside it: its state, its day.
    fn tells_beside(&self, at: usize) -> bool {
        let role = self.roles.get(at);
        matches!(
            role,
            Some(
                Role::Addressee(_)
                    | Role::Aside
                    | Role::Decision(_)
                    | Role::OtherCell
                    | Role::Unanswered
            )
        )
    }

    /// Whether a block is "Recommendation" or "Recommendation 3", without the words of the ask.
    pub(super) fn is_label(&self, at: usize) -> bool {
        matches!(self.roles.get(at), Some(Role::AskHead { rest: None, .. }))
    }

    /// Whether a block is a heading that is none of an ask or an answer.
    fn is_over(&self, at: usize) -> bool {
        self.is_heading(at) && matches!(self.roles.get(at), Some(Role::Name | Role::Heading(_)))
    }

    /// Whether the words of the ask stand further below, behind a label without a number or as who
    /// asks opens them.
    pub(super) fn label_follows(&self, at: usize) -> bool {
        let behind = (at + 1..self.roles.len()).take(LINES_ABOVE);
        let next = behind.clone().find(|&at| !self.tells_beside(at));
        // "Recommendation description": a heading over the words of the ask.
        let next = next.map(|at| if self.is_over(at) { at + 1 } else { at });
        // "On 3 May 2031 the Board recommended to the Harbour Office that it …"
        let told = |at: usize| {
            let words = self.source.words(&self.span(at).range);
            let first = words.split(". ").next().unwrap_or_default();
            [" recommended to ", " recommended that "]
                .iter()
                .any(|verb| first.contains(verb))
        };
        let opened = |at: usize| match self.roles.get(at) {
            Some(Role::Ask { issuer, .. }) => issuer.is_some(),
            Some(Role::Text) => told(at) || self.is_answered_below(at),
            _ => false,
        };
        next.is_some_and(|at| opened(at) || self.is_label(at) && self.head_number(at).is_none())
    }

    /// Whether a state stands between a number that was not seen before and words that ask: they
    /// are what has the number, and no answer to it.
    pub(super) fn asks_below(
        &self,
        at: usize,
        (head, known): (Option<usize>, &HashSet<String>),
    ) -> bool {
        let number = head.and_then(|head| self.head_number(head));
        let key = number.map(|number| references::key(self.source.words(&number)));
        let words = self.source.words(&self.span(at + 1).range);
        let text = matches!(self.roles.get(at + 1), Some(Role::Text));
        let answers = self.cues.labels.opens_answer(words);
        text && !answers
            && key.is_some_and(|key| !known.contains(&key))
            && asks_in(words, self.cues)
    }

    /// Whether the answer to a paragraph is marked right below it.
    fn is_answered_below(&self, at: usize) -> bool {
        let mut below = self.roles.iter().skip(at + 1);
        let next = below.find(|role| !matches!(role, Role::Text | Role::Item));
        matches!(
            next,
            Some(Role::Response {
                reference: None,
                ..
            })
        )
    }

    /// The label with the number that the label of an ask goes on with.
    pub(super) fn numbered_above(&self, site: &Site, above: Range<usize>) -> Option<usize> {
        let bare = site
            .head
            .is_some_and(|head| self.head_number(head).is_none());
        let lines = above.rev().take(LINES_ABOVE);
        let told = |at: usize| self.tells_beside(at) || self.is_label(at) || self.is_titled(at);
        let mut lines = lines.take_while(|&at| told(at));
        let numbered = lines.find(|&at| self.head_number(at).is_some());
        numbered.filter(|_| bare && site.reference.is_none())
    }

    /// "R1 Accepted": what was decided, behind the number that heads an ask.
    pub(super) fn decided_in_head(&self, site: &Site) -> Option<Span> {
        let head = site.head.filter(|head| *head != site.ask.block)?;
        let number = self.head_number(head)?;
        let block = self.span(head);
        let behind = number.end..block.range.end;
        let words = self.source.words(&behind);
        let bare = words.trim();
        self.cues.decision(bare)?;
        let start = behind.end - words.trim_start().len();
        Some(Span {
            block: head,
            range: start..start + bare.len(),
        })
    }

    /// "WH-01 Water for fires", over "Recommendation" and its words: the code of the ask.
    pub(super) fn code_above(&self, site: &Site) -> Option<Span> {
        /// "WH-01"; fewer capitals are a letter of anything. Each is a byte.
        const LETTER_BYTES_MIN: usize = 2;
        let head = site.head.filter(|head| self.head_number(*head).is_none())?;
        let at = head.checked_sub(1)?;
        let line = matches!(self.roles.get(at), Some(Role::Name | Role::Heading(_)));
        let block = self.span(at);
        let code = self.source.words(&block.range).split(' ').next()?;
        let code = code.trim_end_matches([':', '.']);
        let (letters, digits) = code.split_once('-')?;
        let capitals = letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let counted = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (line && capitals && counted && letters.len() >= LETTER_BYTES_MIN).then(|| Span {
            block: at,
            range: block.range.start..block.range.start + code.len(),
        })
    }
}
