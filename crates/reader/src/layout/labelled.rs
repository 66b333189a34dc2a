//! An ask behind its label, "Recommendation 3: That the Board …", unless what stands there is a
//! title: then the words follow below, or in a table.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::numbers::{asks_in, closing_number};
use super::roles::Role;
use super::sites::{Finder, LINES_ABOVE, Site};
use super::{AskCue, Span, is_title, tables};

/// A title behind "Recommendation 3:" has at most so many words.
const TITLE_WORDS: usize = 9;

/// And so many where the words below it say what somebody should do.
const TITLE_WORDS_OVER_ASK: usize = 14;

impl Finder<'_> {
    /// "Recommendation 3: That the Board …": the ask stands behind its label, unless that is a
    /// title.
    pub(super) fn inline_ask(&self, at: usize) -> Option<Site> {
        let Some(Role::AskHead {
            rest: Some(rest), ..
        }) = self.roles.get(at)
        else {
            return None;
        };
        let words = self.source.words(rest);
        let count = words.split_whitespace().count();
        let next = self.span(at + 1);
        let next = self.source.words(&next.range);
        let asks = [" should ", " must "]
            .iter()
            .any(|word| next.contains(word));
        let most = if asks {
            TITLE_WORDS_OVER_ASK
        } else {
            TITLE_WORDS
        };
        let short = count <= most && is_title(words);
        let follows = matches!(
            self.roles.get(at + 1),
            Some(Role::Text | Role::Ask { .. } | Role::Item | Role::Name | Role::Addressee(_))
        );
        // Below it stands the label again, with the words.
        let labelled = self.is_labelled_ask(at + 1) || self.table_asks(at + 1);
        let follows = follows || self.is_titled(at) && labelled;
        // What stands in another cell are no words of this ask.
        let follows = follows
            && (tables::row(self.source, at).is_none()
                || tables::same_cell(self.source, at, at + 1));
        if short && follows && !words.contains(" should ") {
            return None;
        }
        let ask = Span {
            block: at,
            range: rest.clone(),
        };
        Some(Site {
            lead: at,
            reference: self.number_around(&ask),
            ask,
            cue: AskCue::Label,
            head: Some(at),
            mention: false,
            list: None,
            part: None,
            stem: None,
        })
    }

    /// The number of an ask that its label lacks: before its words ("3. The Board should …", in a
    /// column or in front of the label), or behind them.
    fn number_around(&self, ask: &Span) -> Option<Range<usize>> {
        let marker = self.series.marker_before(ask.block).filter(|marker| {
            let digits = self.source.words(marker).bytes();
            let mut digits = digits.filter(|byte| !byte.is_ascii_lowercase());
            digits.all(|byte| byte.is_ascii_digit())
                && self
                    .source
                    .words(marker)
                    .starts_with(|l: char| l.is_ascii_digit())
        });
        let closing = || {
            let number = closing_number(self.source.words(&ask.range), self.cues)?;
            Some(ask.range.start + number.start..ask.range.start + number.end)
        };
        marker.or_else(closing)
    }

    /// Whether a block is "Recommendation 3: Lamps on piers", a number and a title.
    pub(super) fn is_titled(&self, at: usize) -> bool {
        match self.roles.get(at) {
            Some(Role::AskHead {
                reference: Some(_),
                rest: Some(rest),
                ..
            }) => is_title(self.source.words(rest)),
            _ => false,
        }
    }

    /// Whether a block is the words of an ask under a label without a number.
    pub(super) fn is_labelled_ask(&self, at: usize) -> bool {
        matches!(
            self.roles.get(at),
            Some(Role::AskHead {
                reference: None,
                rest: Some(_),
                ..
            })
        )
    }

    /// Whether a block begins a table whose first cells hold an ask.
    pub(super) fn table_asks(&self, at: usize) -> bool {
        let cells = (at..self.roles.len()).take(LINES_ABOVE);
        let mut cells = cells.take_while(|&at| tables::row(self.source, at).is_some());
        cells.any(|at| {
            matches!(
                self.roles.get(at),
                Some(Role::AskHead { rest: Some(_), .. })
            )
        })
    }

    /// A whole paragraph in bold, right below "Recommendation 7".
    pub(super) fn whole_heading(&self, at: usize, head: Option<usize>) -> Option<Site> {
        let words = self.source.words(&self.span(at).range);
        let ends = words.trim_end().ends_with(['.', ')']);
        let below = head.is_some_and(|head| head + 1 == at);
        (below && ends && asks_in(words, self.cues)).then(|| self.site(at, AskCue::Label, head))
    }

    /// Below "Concern 2" a second time stands the answer to it, unless the words of the concern
    /// stand there again.
    pub(super) fn answers_concern(&self, at: usize, head: Option<usize>) -> bool {
        /// So many show whether words stand there again.
        const FIRST_CHARS: usize = 40;
        let concern = head
            .and_then(|head| self.roles.get(head))
            .is_some_and(|role| {
                matches!(
                    role,
                    Role::AskHead {
                        kind: AskKind::Concern,
                        ..
                    }
                )
            });
        let range = self.span(at).range;
        let first: String = self
            .source
            .words(&range)
            .chars()
            .take(FIRST_CHARS)
            .collect();
        let before = self.source.text.get(..range.start).unwrap_or_default();
        concern && !before.contains(&first)
    }
}
