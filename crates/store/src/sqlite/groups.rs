//! Themes, and what planned actions wait for: texts gathered by their key.
//!
//! Which are the largest takes a walk over all of them, so it is worked out once for each new head
//! and day; a page is then a part of what is remembered.

use super::across::Paged;
use super::dialect::failed;
use super::list::{offset, page_within};
use super::rows::{query, unsigned};
use super::totals::{Question, Totals};
use crate::day::number;
use crate::{DependentRow, GroupRow, Listed, PAGE_ROWS, StoreError};
use heeded_domain::id::RecommendationId;
use jiff::civil::Date;
use rusqlite::Connection;
use std::sync::Arc;

/// Groups remembered for a list, the largest; below them all have few members, and are found by
/// their address or from a record.
const GROUP_ROWS_MAX: u32 = 5_000;

/// What is gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Recommendations by theme.
    Themes,
    /// Open planned actions by what they wait for.
    Dependencies,
}

impl Kind {
    fn sql(self) -> String {
        let (words, table, held) = match self {
            Self::Themes => ("name", "theme", "known_from <= $1"),
            Self::Dependencies => ("words", "dependency", "from_day <= $1 AND until_day > $1"),
        };
        format!(
            "SELECT key, min({words}), count(*) AS members FROM {table} WHERE {held}
             GROUP BY key ORDER BY members DESC, key LIMIT {GROUP_ROWS_MAX}"
        )
    }
}

/// Every group, the largest first.
pub(super) fn all(
    connection: &Connection,
    kind: Kind,
    as_of: Date,
) -> Result<Arc<Vec<GroupRow>>, StoreError> {
    let rows = query(connection, &kind.sql(), (number(as_of),), |row| {
        Ok(GroupRow {
            key: row.get(0).map_err(failed)?,
            words: row.get(1).map_err(failed)?,
            count: unsigned(row.get(2).map_err(failed)?),
        })
    })?;
    Ok(Arc::new(rows))
}

/// A page of what is remembered.
pub(super) fn page(all: &[GroupRow], asked: u32) -> Listed<GroupRow> {
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let page = page_within(asked, total);
    let before = usize::try_from(offset(page)).unwrap_or(usize::MAX);
    let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    Listed {
        rows: all.iter().skip(before).take(rows).cloned().collect(),
        total,
        page,
    }
}

/// Which open planned actions wait for a thing.
pub(super) fn dependents(key: &str, as_of: Date) -> Paged {
    Paged {
        keys: "SELECT recommendation, action, words FROM dependency
               WHERE from_day <= $1 AND until_day > $1 AND key = $2"
            .to_owned(),
        order: "recommendation, action, position",
        values: vec![number(as_of).into(), key.to_owned().into()],
    }
}

/// A page of the open planned actions that wait for a thing.
pub(super) fn page_of_dependents(
    connection: &Connection,
    (totals, head): (&Totals, u64),
    (key, as_of, page): (String, Date, u32),
) -> Result<Listed<DependentRow>, StoreError> {
    let paged = dependents(&key, as_of);
    let asked = (totals, head, Question::Dependents(key, as_of));
    paged.page(connection, asked, page, |row| {
        Ok(DependentRow {
            recommendation: RecommendationId(unsigned(row.get(0).map_err(failed)?)),
            action: row.get(1).map_err(failed)?,
            words: row.get(2).map_err(failed)?,
        })
    })
}
