//! Values of the domain as columns, and back.

use super::dialect::failed;
use crate::wire::decode;
use crate::{StoreError, SubjectKind, day};
use heeded_domain::event::{Actor, Event, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Params, Row};

/// The columns of [`event`], in its order; `e` is the event, `p` its payload.
pub(super) const EVENT: &str =
    "e.seq, e.at, e.actor, e.on_day, e.subject_kind, e.subject_id, e.kind, p.body";

/// An event from the columns of [`EVENT`].
pub(super) fn event(row: &Row<'_>) -> Result<Event, StoreError> {
    let text = |at: usize| {
        row.get_ref(at)
            .map_err(failed)?
            .as_str()
            .map_err(unreadable)
    };
    let seq: i64 = row.get(0).map_err(failed)?;
    let broken = |what: &str| StoreError::Damaged(format!("event {seq} cannot be read: {what}"));
    let subject_id: i64 = row.get(5).map_err(failed)?;
    let about = subject(text(4)?, subject_id).ok_or_else(|| broken("what it is about"))?;
    let on: Option<i64> = row.get(3).map_err(failed)?;
    Ok(Event {
        seq: unsigned(seq),
        at: text(1)?
            .parse::<Timestamp>()
            .map_err(|e| broken(&e.to_string()))?,
        actor: actor(text(2)?).ok_or_else(|| broken("who recorded it"))?,
        on: on
            .map(|number| day::day(number).ok_or_else(|| broken("its day")))
            .transpose()?,
        fact: decode(about, text(6)?, text(7)?).map_err(|e| broken(&e.to_string()))?,
    })
}

/// Reads rows that are more than columns to rusqlite.
pub(super) fn query<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement.query(params).map_err(failed)?;
    let mut answer = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        answer.push(read(row)?);
    }
    Ok(answer)
}

/// A subject as the letter of its identifiers and its number.
pub(super) fn columns(subject: Subject) -> (&'static str, i64) {
    match subject {
        Subject::Organisation(id) => ("B", signed(id.0)),
        Subject::Report(id) => ("P", signed(id.0)),
        Subject::Recommendation(id) => ("R", signed(id.0)),
    }
}

pub(super) fn letter(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Organisation => "B",
        SubjectKind::Report => "P",
        SubjectKind::Recommendation => "R",
    }
}

pub(super) fn subject(letter: &str, id: i64) -> Option<Subject> {
    let id = u64::try_from(id).ok()?;
    match letter {
        "B" => Some(Subject::Organisation(OrganisationId(id))),
        "P" => Some(Subject::Report(ReportId(id))),
        "R" => Some(Subject::Recommendation(RecommendationId(id))),
        _ => None,
    }
}

pub(super) fn actor_code(actor: &Actor) -> &'static str {
    match actor {
        Actor::Operator => "operator",
        Actor::Heeded => "heeded",
    }
}

pub(super) fn actor(code: &str) -> Option<Actor> {
    match code {
        "operator" => Some(Actor::Operator),
        "heeded" => Some(Actor::Heeded),
        _ => None,
    }
}

/// A day from a column that holds one.
pub(super) fn date(number: i64) -> Result<Date, StoreError> {
    day::day(number).ok_or_else(|| StoreError::Damaged(format!("{number} is no day")))
}

/// A day from a column where [`day::FOR_EVER`] means that there is none.
pub(super) fn date_or_never(number: i64) -> Result<Option<Date>, StoreError> {
    if number == day::FOR_EVER {
        Ok(None)
    } else {
        date(number).map(Some)
    }
}

/// Numbers of ours stay far below the largest that the database knows.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn unreadable(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Damaged(format!("a column cannot be read ({error})"))
}
