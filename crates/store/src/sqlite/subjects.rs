//! Reading events: of one subject, after a place, the newest.

use super::dialect::{LAST_RECORDED_EVENT, NEWEST_EVENT, failed};
use super::rows::{EVENT, columns, event, query, signed, unsigned};
use crate::{Directory, StoreError, day};
use heeded_domain::event::{Event, Fact, Report, ReportFact, Subject};
use heeded_domain::id::{RecommendationId, ReportId};
use heeded_domain::replay::apply_to_organisation;
use jiff::civil::Date;
use rusqlite::Connection;
use std::cmp::Reverse;

/// The number of a subject's last event; 0 when it has none.
pub(super) fn last_event(connection: &Connection, subject: Subject) -> Result<u64, StoreError> {
    let sql = "SELECT max(seq) FROM event WHERE subject_kind = $1 AND subject_id = $2";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let last: Option<i64> = statement
        .query_row(columns(subject), |row| row.get(0))
        .map_err(failed)?;
    Ok(last.map_or(0, unsigned))
}

/// The events of a subject, in order.
pub(super) fn read_events(
    connection: &Connection,
    subject: Subject,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM event e CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.subject_kind = $1 AND e.subject_id = $2 ORDER BY e.seq"
    );
    query(connection, &sql, columns(subject), event)
}

/// Events after a place in the sequence.
pub(super) fn events_after(
    connection: &Connection,
    seq: u64,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM event e CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.seq > $1 ORDER BY e.seq LIMIT $2"
    );
    query(connection, &sql, (signed(seq), limit), event)
}

/// Events after a place, of moments at which few were recorded.
pub(super) fn events_of_few(
    connection: &Connection,
    seq: u64,
    few: u32,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM event e CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.seq IN (SELECT seq FROM (
             SELECT seq, count(*) OVER (PARTITION BY at) AS many FROM event WHERE seq > $1
         ) WHERE many <= $2)
         ORDER BY e.seq LIMIT $3"
    );
    query(connection, &sql, (signed(seq), few, limit), event)
}

/// A record that was taken down has no row.
const PUBLIC: &str = "EXISTS (SELECT 1 FROM recommendation r WHERE r.id = e.subject_id)";

/// The newest events about recommendations that had happened by a day; those whose day is not
/// known come last.
///
/// A record that was taken down has no row, and nothing of it is news.
pub(super) fn newest(
    connection: &Connection,
    as_of: Date,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let dated = format!(
        "SELECT {EVENT} FROM {NEWEST_EVENT} CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.subject_kind = 'R' AND e.on_day <= $1 AND {PUBLIC}
         ORDER BY e.on_day DESC, e.seq DESC LIMIT $2"
    );
    let mut newest = query(connection, &dated, (day::number(as_of), limit), event)?;
    let left = limit.saturating_sub(u32::try_from(newest.len()).unwrap_or(u32::MAX));
    if left > 0 {
        let undated = format!(
            "SELECT {EVENT} FROM {NEWEST_EVENT} CROSS JOIN payload p ON p.seq = e.seq
             WHERE e.subject_kind = 'R' AND e.on_day IS NULL AND {PUBLIC}
             ORDER BY e.seq DESC LIMIT $1"
        );
        newest.extend(query(connection, &undated, (left,), event)?);
    }
    Ok(newest)
}

/// Events about public recommendations, newest recorded first.
pub(super) fn changes_before(
    connection: &Connection,
    seq: u64,
    limit: u32,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM {LAST_RECORDED_EVENT} CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.subject_kind = 'R' AND e.seq < $1 AND {PUBLIC} ORDER BY e.seq DESC LIMIT $2"
    );
    query(connection, &sql, (signed(seq), limit), event)
}

/// All events about those of some recommendations that changed last, newest recorded first.
pub(super) fn changes_of(
    connection: &Connection,
    ids: &[RecommendationId],
    most: u32,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "SELECT max(e.seq) FROM event e
         WHERE e.subject_kind = 'R' AND e.subject_id = $1 AND {PUBLIC}"
    );
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let mut changed: Vec<(i64, RecommendationId)> = Vec::with_capacity(ids.len());
    for id in ids {
        let last: Option<i64> = statement
            .query_row((signed(id.0),), |row| row.get(0))
            .map_err(failed)?;
        changed.extend(last.map(|seq| (seq, *id)));
    }
    changed.sort_unstable_by_key(|(seq, _)| Reverse(*seq));
    changed.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let mut events = Vec::new();
    for (_, id) in changed {
        events.extend(read_events(connection, Subject::Recommendation(id))?);
    }
    events.sort_unstable_by_key(|event| Reverse(event.seq));
    Ok(events)
}

/// A report, as its events tell it.
pub(super) fn report(connection: &Connection, id: ReportId) -> Result<Option<Report>, StoreError> {
    let events = read_events(connection, Subject::Report(id))?;
    Ok(events.into_iter().find_map(|event| match event.fact {
        Fact::Report(_, ReportFact::Recorded(report)) => Some(report),
        _ => None,
    }))
}

/// Applies the events about organisations after a place to a directory.
pub(super) fn move_directory_on(
    connection: &Connection,
    directory: &mut Directory,
    after: u64,
) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT {EVENT} FROM event e CROSS JOIN payload p ON p.seq = e.seq
         WHERE e.subject_kind = 'B' AND e.seq > $1 ORDER BY e.seq"
    );
    let mut last = after;
    query(connection, &sql, (signed(after),), |row| {
        let event = event(row)?;
        last = event.seq;
        if let Fact::Organisation(id, fact) = event.fact {
            let mut organisation = directory.remove(&id);
            apply_to_organisation(&mut organisation, id, &fact);
            directory.extend(organisation.map(|organisation| (id, organisation)));
        }
        Ok(())
    })?;
    Ok(last)
}
