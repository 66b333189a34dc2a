//! The suite that every store has to pass: it takes a store as its argument.
//!
//! `tests/sqlite_contract.rs` runs it over SQLite. Whoever writes another store runs it over that;
//! the store is to be opened with [`schemes`] and to be empty.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite of checks: one that fails is meant to stop there"
)]

mod across;
mod again;
mod batches;
mod columns;
mod corrections;
mod hidden;
pub(crate) mod invented;
mod keeping;
mod lists;
mod many;
mod statistics;

pub use invented::schemes;

use crate::{Answer, Store};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// Makes an empty store.
pub type Make<'a> = &'a dyn Fn() -> Arc<dyn Store>;

/// A part of the contract.
pub type Check = fn(Make<'_>);

/// Every part of the contract, with what it says.
pub const CONTRACT: &[(&str, Check)] = &[
    ("an empty register answers", lists::empty_register),
    (
        "what was appended is read back, in order",
        batches::read_back,
    ),
    ("what came few at a time is told apart", batches::few),
    ("a key makes a batch safe to send twice", batches::keys),
    ("a stale change is refused", batches::stale),
    ("a batch is kept whole or not at all", batches::whole_or_not),
    ("any text is kept", batches::any_text),
    ("the directory follows the events", batches::directory),
    ("identifiers are given out once", batches::reserving),
    ("drafts wait for a person", keeping::drafts),
    ("documents are kept once and proved", keeping::documents),
    ("captures of an address are kept", keeping::captures),
    ("column maps are remembered", columns::remembering),
    ("corrections are kept and taken back", corrections::keeping),
    (
        "a correction takes the place of another",
        corrections::replacing,
    ),
    ("a waiting draft is recast", corrections::recasting),
    ("a draft of another change waits anew", again::drafts),
    ("where a document was seen is kept", again::sightings),
    ("records are found by what they come from", again::traces),
    ("a number that many have finds nothing", again::numbers),
    ("lists filter", lists::filters),
    ("filters combine", lists::filters_combine),
    ("lists sort", lists::sorts),
    ("lists have pages", lists::pages),
    ("rows are had by their identifiers", lists::rows),
    ("lists are as of a day", lists::as_of),
    ("planned actions wait for their day", lists::waits),
    (
        "what was only to be considered is never late",
        lists::considered,
    ),
    ("what happened last comes first", lists::newest),
    ("what was recorded last comes first", lists::changes),
    ("what was taken down is in no list", hidden::taken_down),
    (
        "reports are listed with what they recommend",
        across::reports,
    ),
    ("themes gather spellings of one thing", across::themes),
    (
        "what actions wait for is gathered while they wait",
        across::dependencies,
    ),
    (
        "who has not answered is listed, and how long answers took",
        across::silences,
    ),
    ("dates that moved are listed", across::slips),
    (
        "messages about mistakes wait for the operator",
        across::mistakes,
    ),
    ("statistics count what there is", statistics::counts),
    ("statistics are as of a day", statistics::as_of),
    ("statistics filter", statistics::filters),
    ("statistics follow the register", statistics::moves_on),
    ("of many changes to one record one wins", many::one_winner),
];

/// Waits for an answer on this thread, without a runtime.
///
/// # Errors
///
/// What the store answers.
pub fn wait<T>(mut answer: Answer<'_, T>) -> Result<T, crate::StoreError> {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(answer) = answer.as_mut().poll(&mut context) {
            return answer;
        }
        std::thread::park();
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
