//! What the headings and labels above a block say of it.

use super::concerns;
use super::roles::Role;
use super::sites::Finder;
use crate::read::BlockKind;

/// Which headings a block stands under.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Under {
    /// The block with the label of an ask whose words are still to come.
    pub(super) head: Option<usize>,
    /// Whether a heading such as "Recommendations" stands above.
    pub(super) list: bool,
    /// Whether items below it were asks.
    pub(super) listed: bool,
    /// Whether the asks below such a heading open with "we recommend".
    pub(super) asking: bool,
    /// Whether such a heading stands above and each ask below it is answered where it stands.
    pub(super) answered: bool,
    /// Whether the nearest heading is one over the answers to all asks.
    pub(super) replies: bool,
    /// How many asks stand above, with no answer between them.
    pub(super) asks: usize,
    /// Whether such a heading stands above and no ask since.
    pub(super) behind_asks: bool,
    /// The line over the list of concerns that a block stands in, and where that list ends.
    pub(super) concerns: Option<(usize, usize)>,
}

impl Under {
    /// Goes behind an ask.
    pub(super) fn count_ask(&mut self) {
        (self.asks, self.behind_asks) = (self.asks + 1, false);
    }
}

/// Of so many asks one below the other none has an answer of its own there.
const ASKS_ABOVE_ENTRIES_MIN: usize = 2;

impl Finder<'_> {
    /// What a block says of the blocks below it.
    pub(super) fn under(&self, at: usize, role: &Role, under: Under) -> Under {
        match role {
            Role::AskHead { .. } if self.goes_on_in_cell(at) => under,
            Role::AskHead { .. } => Under {
                head: Some(at),
                list: false,
                replies: false,
                ..under
            },
            Role::AskList => Under {
                head: None,
                list: true,
                listed: false,
                answered: false,
                asking: false,
                replies: false,
                ..under
            },
            Role::ConcernList => Under {
                concerns: Some((at, concerns::end(self.source, self.roles, at))),
                ..under
            },
            Role::Heading(_) | Role::Name if self.is_above(at, under.head) => Under {
                head: None,
                list: false,
                ..under
            },
            Role::Heading(_) => Under {
                list: false,
                answered: false,
                asking: false,
                replies: false,
                ..under
            },
            Role::Response {
                reference: None,
                rest: None,
                body,
            } if self.is_heading(at) || !self.has_headings || body.is_some() => {
                // Below a single ask it is over the answer to that, whose points may have numbers.
                let over_all = under.asks >= ASKS_ABOVE_ENTRIES_MIN || under.behind_asks;
                Under {
                    list: false,
                    answered: under.answered || under.list,
                    asking: false,
                    replies: over_all,
                    behind_asks: over_all,
                    asks: 0,
                    ..under
                }
            }
            // What a response or a list of actions holds is no list of asks.
            Role::Response { .. } | Role::Received(..) | Role::Actions | Role::Decision(_) => {
                Under {
                    list: false,
                    answered: under.answered || under.list && self.is_answer(at),
                    asks: 0,
                    ..under
                }
            }
            Role::Ask { .. } if !self.is_item(at) => Under {
                list: false,
                asking: under.asking || under.list,
                ..under
            },
            _ => under,
        }
    }

    /// Whether a block is a heading by its kind, whatever it says.
    pub(super) fn is_heading(&self, at: usize) -> bool {
        let block = self.source.blocks.get(at);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
    }

    /// Whether a block opens the answer to the ask above it.
    pub(super) fn is_answer(&self, at: usize) -> bool {
        let role = self.roles.get(at);
        matches!(role, Some(Role::Response { .. } | Role::Decision(_)))
    }

    /// Whether a heading opens something else than the label of an ask above it.
    fn is_above(&self, at: usize, head: Option<usize>) -> bool {
        let level = |block: usize| match self.source.blocks.get(block).map(|block| block.kind) {
            Some(BlockKind::Heading(level)) => Some(level),
            _ => None,
        };
        let (Some(head), Some(own)) = (head, level(at)) else {
            return false;
        };
        self.is_paged(at) && level(head).is_none_or(|head| own < head)
    }
}
