//! Totals of lists, remembered until the register moves on.
//!
//! A page of 20 is found by an index; its total has to count every match, which is the one piece of
//! work that would grow with the register. Readers turn pages of the same list far more often than
//! the register changes, so each total is counted once for each new head.

use crate::{ListQuery, Of, SilenceQuery, SlipQuery, Sort, StoreError, WaitQuery};
use heeded_domain::id::OrganisationId;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Totals remembered, about 100 bytes each; when there are more all are forgotten.
const TOTALS_MAX: usize = 1_000;

/// Totals, each with the head that it was counted at.
#[derive(Debug, Default)]
pub(super) struct Totals(Mutex<HashMap<Question, (u64, u64)>>);

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Question {
    List(ListQuery),
    Waits(WaitQuery),
    Of(Of, Date),
    Silences(SilenceQuery),
    Slips(SlipQuery),
    Dependents(String, Date),
    Reports(Date, Option<OrganisationId>),
}

impl Totals {
    /// The total of a list of recommendations.
    pub(super) fn of_list(
        &self,
        head: u64,
        wanted: &ListQuery,
        count: impl FnOnce() -> Result<u64, StoreError>,
    ) -> Result<u64, StoreError> {
        // Every page and order of a list has the same total.
        let question = ListQuery {
            sort: Sort::Newest,
            page: 1,
            ..wanted.clone()
        };
        self.of(head, Question::List(question), count)
    }

    /// The total of a list of waits.
    pub(super) fn of_waits(
        &self,
        head: u64,
        wanted: &WaitQuery,
        count: impl FnOnce() -> Result<u64, StoreError>,
    ) -> Result<u64, StoreError> {
        self.of(
            head,
            Question::Waits(WaitQuery {
                page: 1,
                ..wanted.clone()
            }),
            count,
        )
    }

    /// Forgets all of them: the tables were worked out again.
    pub(super) fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// The answer to a question at a head: as remembered, else as counted now.
    pub(super) fn of(
        &self,
        head: u64,
        question: Question,
        count: impl FnOnce() -> Result<u64, StoreError>,
    ) -> Result<u64, StoreError> {
        let remembered = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((counted_at, total)) = remembered().get(&question).copied()
            && counted_at == head
        {
            return Ok(total);
        }
        let total = count()?;
        let mut all = remembered();
        if all.len() >= TOTALS_MAX {
            all.clear();
        }
        all.insert(question, (head, total));
        Ok(total)
    }
}
