//! Counts over a part of the register: one walk over each table that they need.
//!
//! The only work of the store that grows with the register; [`super::counting`] does it apart from
//! those who wait for pages, and remembers it.

use super::dialect::failed;
use super::rows::{signed, unsigned};
use super::tables::standing;
use crate::day::{FOR_EVER, day, number};
use crate::project::{REACHED, STOPPED};
use crate::{Durations, FallingDue, Statistics, StatisticsQuery, StoreError};
use heeded_domain::id::OrganisationId;
use heeded_domain::measure::{Measured, Said};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

/// Counts; and how many rows it took.
pub(super) fn count(
    connection: &Connection,
    wanted: &StatisticsQuery,
) -> Result<(Statistics, u64), StoreError> {
    let mut statistics = Statistics::default();
    let mut rows = 0;
    let (sql, values) = measures(wanted);
    walk(connection, &sql, &values, |row| {
        rows += 1;
        statistics.measure(row, wanted.as_of)
    })?;
    let (sql, values) = standings(wanted);
    walk(connection, &sql, &values, |row| {
        let count: i64 = row.get(1).map_err(failed)?;
        rows += unsigned(count);
        let of = statistics.standings.entry(standing(row, 0)?).or_default();
        *of += unsigned(count);
        Ok(())
    })?;
    let (sql, values) = waits(wanted);
    walk(connection, &sql, &values, |row| {
        rows += 1;
        statistics.falling_due.wait(row, number(wanted.as_of))
    })?;
    Ok((statistics, rows))
}

/// How long an organisation's answers took or are awaited, by a day: as [`count`] has it.
pub(super) fn responses_of(
    connection: &Connection,
    organisation: OrganisationId,
    as_of: Date,
) -> Result<Durations, StoreError> {
    let wanted = StatisticsQuery {
        as_of,
        issuer: None,
        organisation: Some(organisation),
        year: None,
    };
    let mut statistics = Statistics::default();
    let (sql, values) = measures(&wanted);
    walk(connection, &sql, &values, |row| {
        statistics.measure(row, as_of)
    })?;
    Ok(statistics.responses)
}

fn walk(
    connection: &Connection,
    sql: &str,
    values: &[Value],
    mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query(params_from_iter(values)).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        each(row)?;
    }
    Ok(())
}

/// A statement in the making: its conditions, with `$1` the day.
struct Sql {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Sql {
    fn as_of(alias: &str, wanted: &StatisticsQuery) -> Self {
        Self {
            conditions: vec![format!("{alias}.from_day <= $1 AND {alias}.until_day > $1")],
            values: vec![number(wanted.as_of).into()],
        }
    }

    fn equal(&mut self, column: &str, value: Option<u64>) {
        if let Some(value) = value {
            self.values.push(signed(value).into());
            let place = self.values.len();
            self.conditions.push(format!("{column} = ${place}"));
        }
    }

    /// A range of days: no function of SQL is needed to know a year.
    fn made_in(&mut self, column: &str, year: Option<i16>) {
        if let Some(year) = year {
            let first = i64::from(year) * 10_000;
            self.conditions
                .push(format!("{column} BETWEEN {first} AND {}", first + 9_999));
        }
    }

    fn finish(self, from: &str) -> (String, Vec<Value>) {
        let conditions = self.conditions.join(" AND ");
        (format!("{from} WHERE {conditions}"), self.values)
    }
}

pub(super) fn measures(wanted: &StatisticsQuery) -> (String, Vec<Value>) {
    let mut sql = Sql::as_of("m", wanted);
    sql.equal("m.issuer", wanted.issuer.map(|id| id.0));
    sql.equal("m.organisation", wanted.organisation.map(|id| id.0));
    sql.made_in("m.made_on", wanted.year);
    sql.finish("SELECT m.measured, m.made_on, m.began, m.outcome, m.ended, m.said FROM measure m")
}

pub(super) fn standings(wanted: &StatisticsQuery) -> (String, Vec<Value>) {
    let mut sql = Sql::as_of("s", wanted);
    sql.equal("r.issuer", wanted.issuer.map(|id| id.0));
    sql.equal("a.organisation", wanted.organisation.map(|id| id.0));
    sql.made_in("r.made_on", wanted.year);
    let only = (wanted.organisation, wanted.issuer, wanted.year);
    let from = match only {
        (None, None, None) => "span s",
        (None, ..) => "recommendation r CROSS JOIN span s ON s.recommendation = r.id",
        (Some(_), ..) => {
            "addressee a CROSS JOIN recommendation r ON r.id = a.recommendation
             CROSS JOIN span s ON s.recommendation = r.id"
        }
    };
    let select = format!("SELECT s.standing, count(DISTINCT s.recommendation) FROM {from}");
    let (sql, values) = sql.finish(&select);
    (format!("{sql} GROUP BY s.standing"), values)
}

/// Those that go on have an index by who promised them; those that ended since the day are few.
pub(super) fn waits(wanted: &StatisticsQuery) -> (String, Vec<Value>) {
    let mut sql = Sql {
        conditions: vec!["w.from_day <= $1".to_owned()],
        values: vec![number(wanted.as_of).into()],
    };
    sql.equal("w.organisation", wanted.organisation.map(|id| id.0));
    sql.equal("r.issuer", wanted.issuer.map(|id| id.0));
    sql.made_in("r.made_on", wanted.year);
    let from = match (wanted.organisation, wanted.issuer, wanted.year) {
        (_, None, None) => "wait w",
        (None, ..) => "recommendation r CROSS JOIN wait w ON w.recommendation = r.id",
        _ => "wait w CROSS JOIN recommendation r ON r.id = w.recommendation",
    };
    let (select, values) = sql.finish(&format!("SELECT w.latest, w.late_from FROM {from}"));
    let both = format!(
        "{select} AND w.until_day = {FOR_EVER}
         UNION ALL {select} AND w.until_day < {FOR_EVER} AND w.until_day > $1"
    );
    (both, values)
}

fn known(row: &Row<'_>, at: usize) -> Result<Option<Date>, StoreError> {
    let number: Option<i64> = row.get(at).map_err(failed)?;
    Ok(number.and_then(day))
}

impl Statistics {
    fn measure(&mut self, row: &Row<'_>, as_of: Date) -> Result<(), StoreError> {
        let code = |at: usize| row.get_ref(at).map_err(failed)?.as_str().map_err(unread);
        let (made, began, ended) = (known(row, 1)?, known(row, 2)?, known(row, 4)?);
        if began.is_some_and(|began| began > as_of) {
            return Ok(());
        }
        // What comes later has not come yet.
        let has_come = ended.is_none_or(|ended| ended <= as_of);
        let outcome = match code(3)? {
            REACHED if has_come => Some(true),
            STOPPED if has_come => Some(false),
            _ => None,
        };
        if code(0)? == Measured::Delivery.code() {
            self.deliveries.add(began, outcome, ended, as_of);
            return Ok(());
        }
        let said = match outcome {
            Some(true) => Some(Said::from_code(code(5)?).ok_or_else(|| wrong("said"))?),
            _ => None,
        };
        let year = made.or(began).map(Date::year);
        *self.said.entry((year, said)).or_default() += 1;
        if let (Some(true), Some(ended)) = (outcome, ended) {
            let month = (ended.year(), ended.month());
            *self.received.entry(month).or_default() += 1;
        }
        self.responses.add(began, outcome, ended, as_of);
        Ok(())
    }
}

fn unread(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Database(error.to_string())
}

fn wrong(column: &str) -> StoreError {
    StoreError::Damaged(format!("a measure has an unknown code in “{column}”"))
}

impl Durations {
    /// Adds one: `reached` is whether it came, or `None` while it goes on.
    fn add(&mut self, began: Option<Date>, reached: Option<bool>, ended: Option<Date>, day: Date) {
        let Some(began) = began else {
            self.beginning_not_known += 1;
            return;
        };
        let until = match (reached, ended) {
            (None, _) => day,
            (Some(_), Some(ended)) => ended,
            (Some(_), None) => {
                self.end_not_known += 1;
                return;
            }
        };
        let days = began.until(until).map_or(-1, |span| span.get_days());
        match (u32::try_from(days), reached) {
            (Ok(days), Some(true)) => *self.reached.entry(days).or_default() += 1,
            (Ok(days), _) => *self.watched.entry(days).or_default() += 1,
            (Err(_), _) => self.ended_before_it_began += 1,
        }
    }
}

impl FallingDue {
    fn wait(&mut self, row: &Row<'_>, as_of: i64) -> Result<(), StoreError> {
        let latest: i64 = row.get(0).map_err(failed)?;
        let late_from: i64 = row.get(1).map_err(failed)?;
        if latest >= FOR_EVER {
            self.without_last_day += 1;
            return Ok(());
        }
        let Some(latest) = day(latest) else {
            return Err(StoreError::Damaged(format!("{latest} is no day")));
        };
        let quarter = (latest.year(), (latest.month() + 2) / 3);
        let (all, late) = self.quarters.entry(quarter).or_default();
        *all += 1;
        *late += u64::from(late_from <= as_of);
        Ok(())
    }
}
