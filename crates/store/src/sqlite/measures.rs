//! Rows of the table `measure`: put in and read back.

use super::dialect::failed;
use super::rows::{query, signed, unsigned};
use crate::StoreError;
use crate::project::{MeasureRow, OPEN, Projected, REACHED, STOPPED};
use heeded_domain::id::OrganisationId;
use heeded_domain::measure::{Measured, Said};
use rusqlite::Connection;

pub(super) fn insert(connection: &Connection, id: i64, rows: &Projected) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO measure (recommendation, measured, number, from_day, until_day, issuer,
         organisation, made_on, began, outcome, ended, said)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )?;
    for row in &rows.measures {
        statement.execute((
            id,
            row.measured.code(),
            row.number,
            row.from,
            row.until,
            signed(rows.issuer.0),
            row.organisation.map(|id| signed(id.0)),
            rows.made_on,
            row.began,
            row.outcome,
            row.ended,
            row.said.map(Said::code),
        ))?;
    }
    Ok(())
}

/// The measures of a recommendation, in the order of the table's key.
pub(super) fn read(connection: &Connection, id: i64) -> Result<Vec<MeasureRow>, StoreError> {
    let sql = "SELECT measured, number, from_day, until_day, organisation, began, outcome, ended,
               said FROM measure WHERE recommendation = $1 ORDER BY measured, number, from_day";
    query(connection, sql, (id,), |row| {
        let unknown = || StoreError::Damaged("a measure has an unknown code".to_owned());
        let measured: String = row.get(0).map_err(failed)?;
        let organisation: Option<i64> = row.get(4).map_err(failed)?;
        let outcome: String = row.get(6).map_err(failed)?;
        let said: Option<String> = row.get(8).map_err(failed)?;
        let outcomes = [OPEN, REACHED, STOPPED].into_iter();
        Ok(MeasureRow {
            measured: Measured::from_code(&measured).ok_or_else(unknown)?,
            number: row.get(1).map_err(failed)?,
            from: row.get(2).map_err(failed)?,
            until: row.get(3).map_err(failed)?,
            organisation: organisation.map(|id| OrganisationId(unsigned(id))),
            began: row.get(5).map_err(failed)?,
            outcome: outcomes
                .into_iter()
                .find(|code| *code == outcome)
                .ok_or_else(unknown)?,
            ended: row.get(7).map_err(failed)?,
            said: said
                .map(|code| Said::from_code(&code).ok_or_else(unknown))
                .transpose()?,
        })
    })
}
