//! What stands above an ask, or before it in its row, and belongs to it: its number, its state, who
//! leads, by when.

use super::roles::Role;
use super::sites::{Finder, LINES_ABOVE, Site};
use super::tables;
use crate::cues::labels::Label;

impl Finder<'_> {
    /// Whether a pair of heading and value stands above an ask in a list of such pairs, where each
    /// heading comes once: its state, its owner.
    fn is_told_above(&self, at: usize, ask: usize) -> bool {
        let label = |block: usize| {
            let block = self.source.blocks.get(block)?;
            block.label.as_ref().map(|label| self.source.words(label))
        };
        let row = tables::row(self.source, at);
        // A form may have two pairs in a row: "Number: 2031-4 | Issued: 3 May 2031".
        let alone = tables::blocks(self.source, at).all(|other| {
            let beside = matches!(
                self.roles.get(other),
                Some(Role::Reference(_) | Role::Aside)
            );
            label(other) == label(at) || beside
        });
        let heads = matches!(self.roles.get(ask), Some(Role::AskHead { reference, .. })
            if *reference == self.source.blocks.get(ask).and_then(|block| block.label.clone()));
        let pair = row.is_some() && row != tables::row(self.source, ask) && alone && !heads;
        let told = matches!(
            self.roles.get(at),
            Some(Role::Decision(_) | Role::OtherCell | Role::Aside | Role::Unanswered)
        );
        let own = label(at);
        let again = (at + 1..=ask).any(|other| label(other) == own);
        pair && told && own.is_some() && label(ask).is_some() && !again
    }

    /// The number in a list of headings and values right above a paragraph: "Number: 2031-4", below
    /// it "Status: Open", and then the words of the ask.
    fn number_over_pairs(&self, ask: usize, free: usize) -> Option<usize> {
        let is_pair = |at: &usize| tables::row(self.source, *at).is_some();
        let mut pairs = (free..ask).rev().take(LINES_ABOVE).take_while(is_pair);
        let paragraph = tables::row(self.source, ask).is_none();
        let number = pairs.find(|&at| matches!(self.roles.get(at), Some(Role::Reference(_))))?;
        let alone = tables::blocks(self.source, number).count() == 1;
        // "Safety recommendation" over the list opens the same ask.
        let label = number.checked_sub(1).filter(|above| *above >= free);
        let label = label.filter(|above| self.is_label(*above));
        let opening = || self.heading_to(number).filter(|heading| *heading >= free);
        (paragraph && alone).then(|| label.or_else(opening).unwrap_or(number))
    }

    /// "Safety recommendation to the Harbour Board", over what every such page says there and the
    /// form of the ask.
    fn heading_to(&self, form: usize) -> Option<usize> {
        const BLOCKS_BETWEEN: usize = 2;
        let mut above = (form.saturating_sub(BLOCKS_BETWEEN + 1)..form).rev();
        above.find(|&at| {
            let words = self.source.words(&self.span(at).range);
            self.is_heading(at) && words.to_lowercase().contains("recommendation to ")
        })
    }

    /// Where the form of an ask opens whose number stands above what else it says: "Number: 3",
    /// "Lead: Head of Piers", "Due: May 2031", and then the ask.
    fn form_over(&self, (above, ask): (usize, usize), free: usize) -> Option<usize> {
        let told = |at: &usize| {
            matches!(
                self.roles.get(*at),
                Some(Role::Part(Label::Due | Label::Lead, _) | Role::Decision(_))
            )
        };
        let mut lines = (free..above).rev().take(LINES_ABOVE);
        let opening = lines.find(|at| !told(at))?;
        let opens = matches!(
            self.roles.get(opening),
            Some(
                Role::Reference(_)
                    | Role::AskHead {
                        reference: Some(_),
                        rest: None,
                        ..
                    }
            )
        );
        // The cells of its own row are told of already, those of the row above belong to that.
        let row = tables::row(self.source, opening);
        let beside = row.is_some() && row == tables::row(self.source, ask);
        let apart = beside || tables::is_other_row(self.source, opening, ask);
        (opens && !apart && opening + 1 < above).then_some(opening)
    }

    /// Where the row of an ask begins, if no cell before it asks: its number, its state, who leads,
    /// by when, and the answer, if its column stands before that of the ask.
    fn row_over(&self, ask: usize) -> Option<usize> {
        let row = tables::blocks(self.source, ask).start;
        let told = (row..ask).all(|at| {
            let asks = matches!(
                self.roles.get(at),
                Some(Role::Ask { .. } | Role::AskHead { .. })
            );
            let column = tables::column(self.source, at).is_some();
            column && !asks && !tables::is_pair(self.source, at)
        });
        told.then_some(row)
    }

    /// The name of a body over the day on which its reply came, where a block is the first in it
    /// that names an ask: neither belongs to the answer before.
    fn reply_over(&self, block: usize, free: usize) -> Option<usize> {
        /// "We thank the sheriff", before the first answer.
        const BLOCKS_BETWEEN: usize = 3;
        let from = block.saturating_sub(BLOCKS_BETWEEN + 1).max(free + 1);
        let received = (from..block).rev().find(|&at| {
            let over = self.roles.get(at - 1);
            let named = matches!(over, Some(Role::Name | Role::Heading(_)));
            named && matches!(self.roles.get(at), Some(Role::Received(..)))
        })?;
        let between = self.roles.get(received + 1..block)?;
        let plain = between.iter().all(|role| matches!(role, Role::Text));
        plain.then_some(received - 1)
    }

    /// Goes up from an ask over the lines that belong to it.
    pub(super) fn lead(&self, site: &Site, free: usize) -> usize {
        let mut lead = site.ask.block;
        while lead > free && site.ask.block - lead < LINES_ABOVE {
            let above = matches!(
                self.roles.get(lead - 1),
                Some(
                    Role::Name
                        | Role::Heading(_)
                        | Role::Addressee(_)
                        | Role::Reference(_)
                        | Role::AskHead { .. }
                        | Role::AskList
                )
            );
            let other = matches!(self.roles.get(lead - 1), Some(Role::AskHead { .. }))
                && self.is_paged(lead - 1)
                && site.head != Some(lead - 1);
            if !above && self.is_told_above(lead - 1, site.ask.block) {
                lead -= 1;
                continue;
            }
            if !above && let Some(number) = self.number_over_pairs(lead, free) {
                return number;
            }
            if !above && let Some(opening) = self.form_over((lead, site.ask.block), free) {
                return opening;
            }
            let other = other || tables::is_other_row(self.source, lead - 1, site.ask.block);
            if !above || other || self.series.decides(lead - 1) {
                break;
            }
            lead -= 1;
        }
        if site.mention
            && let Some(opening) = self.reply_over(site.ask.block, free)
        {
            return opening.min(lead);
        }
        let lead = site.head.map_or(lead, |head| lead.min(head.max(free)));
        let row = self.row_over(site.ask.block).filter(|row| *row >= free);
        let lead = row.map_or(lead, |row| lead.min(row));
        self.numbered_above(site, free..lead).unwrap_or(lead)
    }
}
