//! Reports as rows, and a page of them.

use super::dialect::failed;
use super::list::{offset, page_within};
use super::rows::{EVENT, date, event, query, signed, unsigned};
use super::totals::{Question, Totals};
use crate::day::number;
use crate::{Listed, PAGE_ROWS, ReportQuery, ReportRow, StoreError};
use heeded_domain::event::{Fact, ReportFact};
use heeded_domain::id::{OrganisationId, ReportId};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

/// A report as its table has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kept {
    id: i64,
    issuer: i64,
    title: String,
    published: i64,
    known_from: i64,
}

/// Stands for "the day is not known", which comes last in the order of newest first.
const NOT_KNOWN: i64 = 0;

/// The row of a report that a fact records.
pub(super) fn row(on: Option<Date>, fact: &Fact) -> Option<Kept> {
    let Fact::Report(id, ReportFact::Recorded(report)) = fact else {
        return None;
    };
    Some(Kept {
        id: signed(id.0),
        issuer: signed(report.issuer.0),
        title: report.title.clone(),
        published: report.published_on.map_or(NOT_KNOWN, number),
        known_from: number(on.unwrap_or(Date::MIN)),
    })
}

/// Puts a report in; the first event about it records it.
pub(super) fn insert(connection: &Connection, row: &Kept) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO report (id, issuer, title, published, known_from)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
    )?;
    let values = (
        row.id,
        row.issuer,
        &row.title,
        row.published,
        row.known_from,
    );
    statement.execute(values).map(|_| ())
}

/// Every row that there is, by its number.
pub(super) fn kept(connection: &Connection) -> Result<Vec<Kept>, StoreError> {
    let sql = "SELECT id, issuer, title, published, known_from FROM report ORDER BY id";
    query(connection, sql, (), |row| {
        let kept = || {
            Ok(Kept {
                id: row.get(0)?,
                issuer: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
                known_from: row.get(4)?,
            })
        };
        kept().map_err(failed)
    })
}

/// Every row that follows from the events, by its number.
pub(super) fn worked_out(connection: &Connection) -> Result<Vec<Kept>, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM event e CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.subject_kind = 'P' ORDER BY e.subject_id, e.seq"
    );
    let events = query(connection, &sql, (), event)?;
    let mut rows: Vec<Kept> = events.iter().filter_map(|e| row(e.on, &e.fact)).collect();
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// The first report of an issuer that has this title.
pub(super) fn titled(
    connection: &Connection,
    issuer: OrganisationId,
    title: &str,
) -> Result<Option<ReportId>, StoreError> {
    let sql = "SELECT id FROM report WHERE issuer = $1 AND title = $2 ORDER BY id LIMIT 1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let found = statement.query_row((signed(issuer.0), title), |row| row.get(0));
    let found = found.optional().map_err(failed)?;
    Ok(found.map(|id| ReportId(unsigned(id))))
}

/// A page of reports, newest first.
pub(super) fn page(
    connection: &Connection,
    totals: &Totals,
    head: u64,
    wanted: &ReportQuery,
) -> Result<Listed<ReportRow>, StoreError> {
    let (condition, values) = condition(wanted);
    let total = totals.of(head, Question::Reports(wanted.as_of, wanted.issuer), || {
        let sql = format!("SELECT count(*) FROM report {condition}");
        let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
        let count = statement.query_row(params_from_iter(&values), |row| row.get(0));
        count.map(unsigned).map_err(failed)
    })?;
    let page = page_within(wanted.page, total);
    let sql = format!(
        "{} LIMIT {PAGE_ROWS} OFFSET {}",
        keys(&condition),
        offset(page)
    );
    let rows = query(connection, &sql, params_from_iter(&values), |row| {
        listed(connection, row, wanted.as_of)
    })?;
    Ok(Listed { rows, total, page })
}

/// Reports by their numbers, in the order asked for; without those that were not there on the day.
pub(super) fn by_id(
    connection: &Connection,
    ids: &[ReportId],
    as_of: Date,
) -> Result<Vec<ReportRow>, StoreError> {
    let sql = "SELECT id, issuer, title, published FROM report WHERE id = $1 AND known_from <= $2";
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let values = (signed(id.0), number(as_of));
        rows.extend(query(connection, sql, values, |row| {
            listed(connection, row, as_of)
        })?);
    }
    Ok(rows)
}

fn listed(connection: &Connection, row: &Row<'_>, as_of: Date) -> Result<ReportRow, StoreError> {
    let published: i64 = row.get(3).map_err(failed)?;
    let id: i64 = row.get(0).map_err(failed)?;
    Ok(ReportRow {
        id: ReportId(unsigned(id)),
        issuer: OrganisationId(unsigned(row.get(1).map_err(failed)?)),
        title: row.get(2).map_err(failed)?,
        published_on: (published != NOT_KNOWN)
            .then(|| date(published))
            .transpose()?,
        recommendations: recommendations(connection, id, number(as_of))?,
    })
}

/// The reports of a query in their order, as SQL.
pub(super) fn keys(condition: &str) -> String {
    format!(
        "SELECT id, issuer, title, published FROM report {condition}
         ORDER BY published DESC, id DESC"
    )
}

pub(super) fn condition(wanted: &ReportQuery) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![number(wanted.as_of).into()];
    let mut condition = "WHERE known_from <= $1".to_owned();
    if let Some(issuer) = wanted.issuer {
        values.push(signed(issuer.0).into());
        condition.push_str(" AND issuer = $2");
    }
    (condition, values)
}

/// How many recommendations of a report there were on a day.
fn recommendations(connection: &Connection, id: i64, day: i64) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM recommendation WHERE report = $1 AND known_from <= $2";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let count = statement.query_row((id, day), |row| row.get(0));
    count.map(unsigned).map_err(failed)
}
