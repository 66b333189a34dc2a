//! What goes across records, as rows: put in and read back for comparison.

use super::dialect::failed;
use super::rows::{query, signed, unsigned};
use crate::StoreError;
use crate::project::{DependencySpan, Followed, Projected, SilenceSpan, SlipSpan, ThemeOf};
use heeded_domain::id::{OrganisationId, RecommendationId};
use rusqlite::Connection;

/// Puts the rows of a recommendation in.
pub(super) fn insert(
    connection: &Connection,
    number: i64,
    rows: &Projected,
) -> rusqlite::Result<()> {
    let followed = &rows.followed;
    insert_themes(connection, number, rows)?;
    insert_dependencies(connection, number, &followed.dependencies)?;
    insert_slips(connection, number, &followed.slips)?;
    insert_silences(connection, number, &followed.silences)
}

fn insert_themes(connection: &Connection, number: i64, rows: &Projected) -> rusqlite::Result<()> {
    for (position, theme) in (0_i64..).zip(&rows.followed.themes) {
        let mut statement = connection.prepare_cached(
            "INSERT INTO theme (recommendation, position, key, name, known_from)
             VALUES ($1, $2, $3, $4, $5)",
        )?;
        statement.execute((number, position, &theme.key, &theme.name, rows.known_from))?;
    }
    Ok(())
}

fn insert_dependencies(
    connection: &Connection,
    number: i64,
    spans: &[DependencySpan],
) -> rusqlite::Result<()> {
    for span in spans {
        let mut statement = connection.prepare_cached(
            "INSERT INTO dependency (recommendation, action, position, from_day, until_day, key,
             words) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )?;
        statement.execute((
            number,
            span.action,
            span.position,
            span.from,
            span.until,
            &span.key,
            &span.words,
        ))?;
    }
    Ok(())
}

fn insert_slips(connection: &Connection, number: i64, spans: &[SlipSpan]) -> rusqlite::Result<()> {
    for span in spans {
        let mut statement = connection.prepare_cached(
            "INSERT INTO slip (recommendation, action, from_day, until_day, times_moved,
             organisation) VALUES ($1, $2, $3, $4, $5, $6)",
        )?;
        statement.execute((
            number,
            span.action,
            span.from,
            span.until,
            span.times_moved,
            span.organisation.map(|id| signed(id.0)),
        ))?;
    }
    Ok(())
}

fn insert_silences(
    connection: &Connection,
    number: i64,
    spans: &[SilenceSpan],
) -> rusqlite::Result<()> {
    for span in spans {
        let mut statement = connection.prepare_cached(
            "INSERT INTO silence (recommendation, organisation, from_day, until_day, since, due,
             answered) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )?;
        statement.execute((
            number,
            signed(span.organisation.0),
            span.from,
            span.until,
            span.since,
            span.due,
            i64::from(span.answered),
        ))?;
    }
    Ok(())
}

/// Reads the rows of a recommendation back.
pub(super) fn read(connection: &Connection, id: RecommendationId) -> Result<Followed, StoreError> {
    Ok(Followed {
        themes: read_themes(connection, id)?,
        dependencies: read_dependencies(connection, id)?,
        slips: read_slips(connection, id)?,
        silences: read_silences(connection, id)?,
    })
}

fn read_themes(connection: &Connection, id: RecommendationId) -> Result<Vec<ThemeOf>, StoreError> {
    let sql = "SELECT key, name FROM theme WHERE recommendation = $1 ORDER BY position";
    query(connection, sql, (signed(id.0),), |row| {
        Ok(ThemeOf {
            key: row.get(0).map_err(failed)?,
            name: row.get(1).map_err(failed)?,
        })
    })
}

fn read_dependencies(
    connection: &Connection,
    id: RecommendationId,
) -> Result<Vec<DependencySpan>, StoreError> {
    let sql = "SELECT action, position, from_day, until_day, key, words FROM dependency
               WHERE recommendation = $1 ORDER BY action, from_day, position";
    query(connection, sql, (signed(id.0),), |row| {
        Ok(DependencySpan {
            action: row.get(0).map_err(failed)?,
            position: row.get(1).map_err(failed)?,
            from: row.get(2).map_err(failed)?,
            until: row.get(3).map_err(failed)?,
            key: row.get(4).map_err(failed)?,
            words: row.get(5).map_err(failed)?,
        })
    })
}

fn read_slips(connection: &Connection, id: RecommendationId) -> Result<Vec<SlipSpan>, StoreError> {
    let sql = "SELECT action, from_day, until_day, times_moved, organisation FROM slip
               WHERE recommendation = $1 ORDER BY action, from_day";
    query(connection, sql, (signed(id.0),), |row| {
        let organisation: Option<i64> = row.get(4).map_err(failed)?;
        Ok(SlipSpan {
            action: row.get(0).map_err(failed)?,
            from: row.get(1).map_err(failed)?,
            until: row.get(2).map_err(failed)?,
            times_moved: row.get(3).map_err(failed)?,
            organisation: organisation.map(|id| OrganisationId(unsigned(id))),
        })
    })
}

fn read_silences(
    connection: &Connection,
    id: RecommendationId,
) -> Result<Vec<SilenceSpan>, StoreError> {
    let sql = "SELECT organisation, from_day, until_day, since, due, answered FROM silence
               WHERE recommendation = $1 ORDER BY organisation, from_day";
    query(connection, sql, (signed(id.0),), |row| {
        Ok(SilenceSpan {
            organisation: OrganisationId(unsigned(row.get(0).map_err(failed)?)),
            from: row.get(1).map_err(failed)?,
            until: row.get(2).map_err(failed)?,
            since: row.get(3).map_err(failed)?,
            due: row.get(4).map_err(failed)?,
            answered: row.get::<_, i64>(5).map_err(failed)? == 1,
        })
    })
}
