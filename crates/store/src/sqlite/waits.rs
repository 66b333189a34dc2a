//! A page of planned actions that wait for their day, as of a day.

use super::dialect::failed;
use super::list::{offset, page_within};
use super::rows::{date, date_or_never, query, signed, unsigned};
use super::tables::{WAIT, wait};
use super::totals::Totals;
use crate::day::{FOR_EVER, number};
use crate::project::{NO_PROMISE, WaitSpan};
use crate::{DueFilter, Listed, PAGE_ROWS, StoreError, WaitQuery, WaitRow};
use heeded_domain::id::RecommendationId;
use heeded_domain::timing::Timing;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// A page of waits.
pub(super) fn page(
    connection: &Connection,
    totals: &Totals,
    head: u64,
    wanted: &WaitQuery,
) -> Result<Listed<WaitRow>, StoreError> {
    let total = total(connection, totals, head, wanted)?;
    let (keys, values) = keys(wanted);
    let page = page_within(wanted.page, total);
    let sql = format!(
        "{keys} ORDER BY latest, recommendation, action LIMIT {PAGE_ROWS} OFFSET {}",
        offset(page)
    );
    let found = query(connection, &sql, params_from_iter(&values), |row| {
        let key: rusqlite::Result<(i64, i64, i64)> =
            row.get(1).and_then(|id| Ok((id, row.get(2)?, row.get(3)?)));
        key.map_err(failed)
    })?;
    let rows = found.into_iter().map(|key| row(connection, key, wanted));
    Ok(Listed {
        rows: rows.collect::<Result<_, _>>()?,
        total,
        page,
    })
}

/// How many waits there are on all pages.
pub(super) fn total(
    connection: &Connection,
    totals: &Totals,
    head: u64,
    wanted: &WaitQuery,
) -> Result<u64, StoreError> {
    totals.of_waits(head, wanted, || {
        let (keys, values) = keys(wanted);
        let sql = format!("SELECT count(*) FROM ({keys}) AS keys");
        let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
        let count = statement.query_row(params_from_iter(&values), |row| row.get(0));
        count.map(unsigned).map_err(failed)
    })
}

/// Which waits, by their keys.
///
/// Waits that go on are nearly all that a page of today shows, and have an index in the order of
/// the list; those that ended since the day asked about are few and are sorted in.
pub(super) fn keys(wanted: &WaitQuery) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![number(wanted.as_of).into()];
    let mut conditions = String::new();
    if let Some(due) = wanted.due {
        conditions.push_str(" AND ");
        conditions.push_str(&timing_condition(due));
    }
    if let Some(organisation) = wanted.organisation {
        values.push(signed(organisation.0).into());
        conditions.push_str(" AND w.organisation = $2");
    }
    if let Some((first, last)) = wanted.last_day {
        // Numbers of ours: nothing that a reader typed gets into the SQL.
        let (first, last) = (number(first), number(last));
        conditions.push_str(&format!(" AND w.latest >= {first} AND w.latest <= {last}"));
    }
    if wanted.due == Some(DueFilter::Later) {
        // Follows from the first day being to come; lets the index begin there.
        conditions.push_str(" AND w.latest > $1");
    }
    let select = "SELECT w.latest, w.recommendation, w.action, w.from_day FROM wait w";
    let sql = format!(
        "{select} WHERE w.until_day = {FOR_EVER} AND w.from_day <= $1{conditions}
         UNION ALL {select} WHERE w.until_day < {FOR_EVER} AND w.until_day > $1
             AND w.from_day <= $1{conditions}"
    );
    (sql, values)
}

/// How a wait stands on the day `$1`: the same as [`timing`], in SQL.
pub(super) fn timing_condition(due: DueFilter) -> String {
    match due {
        DueFilter::Late => "w.late_from <= $1".to_owned(),
        DueFilter::MayBeLate => {
            format!("w.may_be_late_from <= $1 AND w.late_from > $1 AND w.late_from <> {NO_PROMISE}")
        }
        DueFilter::DayPassed => {
            format!("w.may_be_late_from <= $1 AND w.late_from = {NO_PROMISE}")
        }
        DueFilter::Now => "w.may_be_late_from > $1 AND w.late_from > $1
             AND (w.earliest IS NULL OR w.earliest <= $1)"
            .to_owned(),
        DueFilter::Later => {
            "w.may_be_late_from > $1 AND w.late_from > $1 AND w.earliest > $1".to_owned()
        }
    }
}

fn row(
    connection: &Connection,
    (recommendation, action, from): (i64, i64, i64),
    wanted: &WaitQuery,
) -> Result<WaitRow, StoreError> {
    let sql = format!(
        "SELECT {WAIT}, r.title FROM wait w CROSS JOIN recommendation r
         WHERE w.recommendation = $1 AND w.action = $2 AND w.from_day = $3 AND r.id = $1"
    );
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let (wait, title) = statement
        .query_row((recommendation, action, from), |row| {
            Ok((wait(row)?, row.get(12)?))
        })
        .map_err(failed)?;
    Ok(WaitRow {
        recommendation: RecommendationId(unsigned(recommendation)),
        title,
        action: u32::try_from(action).unwrap_or(u32::MAX),
        timing: timing(&wait, number(wanted.as_of)),
        organisation: wait.organisation,
        earliest: wait.earliest.map(date).transpose()?,
        latest: date_or_never(wait.latest)?,
        times_moved: u32::try_from(wait.times_moved).unwrap_or(u32::MAX),
        text: wait.text,
        lead: wait.lead,
        as_stated: wait.as_stated,
    })
}

/// How a wait stands on a day.
fn timing(wait: &WaitSpan, day: i64) -> Timing {
    if wait.late_from <= day {
        Timing::Late
    } else if wait.may_be_late_from <= day && wait.late_from == NO_PROMISE {
        Timing::DayPassed
    } else if wait.may_be_late_from <= day {
        Timing::MayBeLate
    } else if wait.earliest.is_some_and(|earliest| day < earliest) {
        Timing::NotYetDue
    } else {
        Timing::DueNow
    }
}
