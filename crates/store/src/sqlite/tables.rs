//! The projections as rows: put in, taken out, read back for comparison.

use super::dialect::failed;
use super::followed;
use super::measures;
use super::rows::{query, signed, unsigned};
use crate::StoreError;
use crate::day::FOR_EVER;
use crate::project::{Followed, NextDue, Projected, Span, WaitSpan, next_dues};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::status::Standing;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeMap, BTreeSet};

/// The tables that follow from the events.
pub(super) const TABLES: [&str; 13] = [
    "recommendation",
    "addressee",
    "span",
    "next_due",
    "wait",
    "measure",
    "standing_change",
    "report",
    "theme",
    "dependency",
    "slip",
    "silence",
    "trace",
];

/// Puts a recommendation's rows in.
pub(super) fn insert(
    connection: &Connection,
    id: RecommendationId,
    rows: &Projected,
    changes: &mut Changes,
) -> Result<(), StoreError> {
    let number = signed(id.0);
    insert_recommendation(connection, number, rows).map_err(failed)?;
    insert_spans(connection, number, &rows.spans).map_err(failed)?;
    insert_waits(connection, number, &rows.waits).map_err(failed)?;
    followed::insert(connection, number, rows).map_err(failed)?;
    measures::insert(connection, number, rows).map_err(failed)?;
    insert_traces(connection, number, &rows.traces).map_err(failed)?;
    for span in &rows.spans {
        changes.add(span.from, span.until, span.standing, 1);
    }
    Ok(())
}

fn insert_recommendation(
    connection: &Connection,
    number: i64,
    rows: &Projected,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO recommendation (id, reference, reference_order, title, issuer, made_on,
         known_from, report) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )?;
    statement.execute((
        number,
        &rows.reference,
        &rows.reference_order,
        &rows.title,
        signed(rows.issuer.0),
        rows.made_on,
        rows.known_from,
        rows.report.map(|id| signed(id.0)),
    ))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO addressee (recommendation, position, organisation, known_from)
         VALUES ($1, $2, $3, $4)",
    )?;
    for (position, organisation) in (0_i64..).zip(&rows.addressees) {
        statement.execute((number, position, signed(organisation.0), rows.known_from))?;
    }
    Ok(())
}

fn insert_spans(connection: &Connection, number: i64, spans: &[Span]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO span (recommendation, from_day, until_day, standing, responded, next_words,
         next_latest) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )?;
    for span in spans {
        let (standing, words) = (span.standing.code(), &span.next_words);
        statement.execute((
            number,
            span.from,
            span.until,
            standing,
            span.responded,
            words,
            span.next_latest,
        ))?;
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO next_due (latest, recommendation, from_day, until_day)
         VALUES ($1, $2, $3, $4)",
    )?;
    for due in next_dues(spans) {
        statement.execute((due.latest, number, due.from, due.until))?;
    }
    Ok(())
}

fn insert_waits(connection: &Connection, number: i64, waits: &[WaitSpan]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO wait (recommendation, action, from_day, until_day, earliest, latest,
         may_be_late_from, late_from, organisation, body, lead, as_stated, times_moved)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )?;
    for wait in waits {
        statement.execute((
            number,
            wait.action,
            wait.from,
            wait.until,
            wait.earliest,
            wait.latest,
            wait.may_be_late_from,
            wait.late_from,
            wait.organisation.map(|id| signed(id.0)),
            &wait.text,
            &wait.lead,
            &wait.as_stated,
            wait.times_moved,
        ))?;
    }
    Ok(())
}

/// Puts in the traces of a recommendation that was taken down, so that its document, when it is
/// read again, makes no new one.
pub(super) fn insert_hidden(
    connection: &Connection,
    id: RecommendationId,
    traces: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    insert_traces(connection, signed(id.0), traces).map_err(failed)
}

fn insert_traces(
    connection: &Connection,
    number: i64,
    traces: &BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut statement =
        connection.prepare_cached("INSERT INTO trace (hash, recommendation) VALUES ($1, $2)")?;
    for hash in traces {
        statement.execute((hash, number))?;
    }
    Ok(())
}

/// Takes the traces of a recommendation out: those that its events left, or a part of them.
fn delete_traces(
    connection: &Connection,
    number: i64,
    traces: &BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let sql = "DELETE FROM trace WHERE hash = $1 AND recommendation = $2";
    let mut statement = connection.prepare_cached(sql)?;
    for hash in traces {
        statement.execute((hash, number))?;
    }
    Ok(())
}

/// Every trace, by recommendation: the table has no index for that.
pub(super) fn read_traces(
    connection: &Connection,
) -> Result<BTreeMap<RecommendationId, BTreeSet<i64>>, StoreError> {
    let sql = "SELECT recommendation, hash FROM trace";
    let mut all: BTreeMap<RecommendationId, BTreeSet<i64>> = BTreeMap::new();
    query(connection, sql, (), |row| {
        let id = RecommendationId(unsigned(row.get(0).map_err(failed)?));
        let hash = row.get(1).map_err(failed)?;
        all.entry(id).or_default().insert(hash);
        Ok(())
    })?;
    Ok(all)
}

/// Takes a recommendation's rows out; `traces` are those that its events have left.
pub(super) fn delete(
    connection: &Connection,
    id: RecommendationId,
    traces: &BTreeSet<i64>,
    changes: &mut Changes,
) -> Result<(), StoreError> {
    delete_traces(connection, signed(id.0), traces).map_err(failed)?;
    let spans = read_spans(connection, id)?;
    for span in &spans {
        changes.add(span.from, span.until, span.standing, -1);
    }
    let sql = "DELETE FROM next_due WHERE latest = $1 AND recommendation = $2 AND from_day = $3";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    for due in next_dues(&spans) {
        let key = (due.latest, signed(id.0), due.from);
        statement.execute(key).map_err(failed)?;
    }
    for sql in [
        "DELETE FROM recommendation WHERE id = $1",
        "DELETE FROM addressee WHERE recommendation = $1",
        "DELETE FROM span WHERE recommendation = $1",
        "DELETE FROM wait WHERE recommendation = $1",
        "DELETE FROM theme WHERE recommendation = $1",
        "DELETE FROM dependency WHERE recommendation = $1",
        "DELETE FROM slip WHERE recommendation = $1",
        "DELETE FROM silence WHERE recommendation = $1",
        "DELETE FROM measure WHERE recommendation = $1",
    ] {
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        statement.execute((signed(id.0),)).map_err(failed)?;
    }
    Ok(())
}

/// Reads a recommendation's rows back.
pub(super) fn read(
    connection: &Connection,
    id: RecommendationId,
) -> Result<Option<Projected>, StoreError> {
    let sql = "SELECT reference, reference_order, title, issuer, made_on, known_from, report
               FROM recommendation WHERE id = $1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let alone = statement
        .query_row((signed(id.0),), |row| {
            Ok(Projected {
                reference: row.get(0)?,
                reference_order: row.get(1)?,
                title: row.get(2)?,
                issuer: OrganisationId(unsigned(row.get(3)?)),
                made_on: row.get(4)?,
                known_from: row.get(5)?,
                report: row
                    .get::<_, Option<i64>>(6)?
                    .map(|id| ReportId(unsigned(id))),
                followed: Followed::default(),
                addressees: Vec::new(),
                spans: Vec::new(),
                waits: Vec::new(),
                measures: Vec::new(),
                traces: BTreeSet::new(),
            })
        })
        .optional()
        .map_err(failed)?;
    let Some(mut rows) = alone else {
        return Ok(None);
    };
    rows.addressees = read_addressees(connection, id)?;
    rows.spans = read_spans(connection, id)?;
    rows.waits = read_waits(connection, id)?;
    rows.followed = followed::read(connection, id)?;
    rows.measures = measures::read(connection, signed(id.0))?;
    Ok(Some(rows))
}

/// The organisations asked, in the order named.
pub(super) fn read_addressees(
    connection: &Connection,
    id: RecommendationId,
) -> Result<Vec<OrganisationId>, StoreError> {
    let sql = "SELECT organisation FROM addressee WHERE recommendation = $1 ORDER BY position";
    query(connection, sql, (signed(id.0),), |row| {
        Ok(OrganisationId(unsigned(row.get(0).map_err(failed)?)))
    })
}

fn read_spans(connection: &Connection, id: RecommendationId) -> Result<Vec<Span>, StoreError> {
    let sql = "SELECT from_day, until_day, standing, responded, next_words, next_latest FROM span
               WHERE recommendation = $1 ORDER BY from_day";
    query(connection, sql, (signed(id.0),), |row| {
        Ok(Span {
            from: row.get(0).map_err(failed)?,
            until: row.get(1).map_err(failed)?,
            standing: standing(row, 2)?,
            responded: row.get(3).map_err(failed)?,
            next_words: row.get(4).map_err(failed)?,
            next_latest: row.get(5).map_err(failed)?,
        })
    })
}

/// Every row of [`NextDue`], by recommendation: its table has no index for that.
pub(super) fn read_next_dues(
    connection: &Connection,
) -> Result<BTreeMap<RecommendationId, Vec<NextDue>>, StoreError> {
    let sql = "SELECT recommendation, latest, from_day, until_day FROM next_due
               ORDER BY recommendation, from_day";
    let mut all: BTreeMap<RecommendationId, Vec<NextDue>> = BTreeMap::new();
    query(connection, sql, (), |row| {
        let id = RecommendationId(unsigned(row.get(0).map_err(failed)?));
        let due = NextDue {
            latest: row.get(1).map_err(failed)?,
            from: row.get(2).map_err(failed)?,
            until: row.get(3).map_err(failed)?,
        };
        all.entry(id).or_default().push(due);
        Ok(())
    })?;
    Ok(all)
}

fn read_waits(connection: &Connection, id: RecommendationId) -> Result<Vec<WaitSpan>, StoreError> {
    let sql = format!(
        "SELECT {WAIT} FROM wait w WHERE w.recommendation = $1 ORDER BY w.action, w.from_day"
    );
    query(connection, &sql, (signed(id.0),), |row| {
        wait(row).map_err(failed)
    })
}

/// The columns of [`wait`], in its order.
pub(super) const WAIT: &str = "w.action, w.from_day, w.until_day, w.earliest, w.latest,
    w.may_be_late_from, w.late_from, w.organisation, w.body, w.lead, w.as_stated, w.times_moved";

/// A wait from the columns of [`WAIT`].
pub(super) fn wait(row: &Row<'_>) -> rusqlite::Result<WaitSpan> {
    Ok(WaitSpan {
        action: row.get(0)?,
        from: row.get(1)?,
        until: row.get(2)?,
        earliest: row.get(3)?,
        latest: row.get(4)?,
        may_be_late_from: row.get(5)?,
        late_from: row.get(6)?,
        organisation: row
            .get::<_, Option<i64>>(7)?
            .map(|id| OrganisationId(unsigned(id))),
        text: row.get(8)?,
        lead: row.get(9)?,
        as_stated: row.get(10)?,
        times_moved: row.get(11)?,
    })
}

/// A standing from a column.
pub(super) fn standing(row: &Row<'_>, at: usize) -> Result<Standing, StoreError> {
    let code: String = row.get(at).map_err(failed)?;
    Standing::from_code(&code)
        .ok_or_else(|| StoreError::Damaged(format!("“{code}” is no standing")))
}

/// Changes of the numbers of standings, gathered until they are written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes(BTreeMap<(i64, &'static str), i64>);

impl Changes {
    /// Counts a span in (1) or out (-1).
    fn add(&mut self, from: i64, until: i64, standing: Standing, by: i64) {
        *self.0.entry((from, standing.code())).or_default() += by;
        if until < FOR_EVER {
            *self.0.entry((until, standing.code())).or_default() -= by;
        }
    }

    /// Counts every span of a recommendation in.
    pub(super) fn count(&mut self, rows: &Projected) {
        for span in &rows.spans {
            self.add(span.from, span.until, span.standing, 1);
        }
    }

    /// Writes what was gathered.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let sql = "INSERT INTO standing_change (level, period, standing, change)
                   VALUES ($1, $2, $3, $4) ON CONFLICT (level, period, standing)
                   DO UPDATE SET change = standing_change.change + excluded.change";
        let mut statement = connection.prepare_cached(sql).map_err(failed)?;
        for ((level, period, standing), change) in self.rows() {
            statement
                .execute((level, period, standing, change))
                .map_err(failed)?;
        }
        self.0.clear();
        Ok(())
    }

    /// The rows that come of what was gathered; those that change nothing are left out.
    pub(super) fn rows(&self) -> BTreeMap<(&'static str, i64, &'static str), i64> {
        let mut rows = BTreeMap::new();
        for ((day, standing), by) in &self.0 {
            for (level, part) in [("day", 1), ("month", 100), ("year", 10_000)] {
                *rows
                    .entry((level, day.div_euclid(part) * part, *standing))
                    .or_default() += by;
            }
        }
        rows.retain(|_, change| *change != 0);
        rows
    }
}
