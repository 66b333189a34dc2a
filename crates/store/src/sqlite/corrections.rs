//! Corrections: kept for ever, applied while they hold.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{actor, actor_code, query, signed, unsigned};
use crate::{
    CORRECTION_ROWS_OF_A_PLACE_MAX, CorrectionId, CorrectionRow, CorrectionsOf, NewCorrection,
    StoreError,
};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

/// The columns of [`correction`], in its order.
const CORRECTION: &str = "id, at, actor, issuer, place, document, reference, ask, field, item, \
                          read, said, around, why, taken_back_at, taken_back";

impl Ledger {
    /// Keeps a correction in the place of others, which are taken back; called inside a savepoint
    /// that is undone when this fails.
    ///
    /// One that says the same and holds is there already: its number is answered.
    pub(super) fn keep_correction(
        &mut self,
        new: &NewCorrection,
        replaces: &[CorrectionId],
    ) -> Result<CorrectionId, StoreError> {
        let id = match same(&self.connection, new)? {
            Some(id) => id,
            None => insert(&self.connection, new)?,
        };
        for replaced in replaces.iter().filter(|replaced| **replaced != id) {
            let why = format!("correction {} took its place", id.0);
            take_back(&self.connection, *replaced, new.at, &why)?;
        }
        Ok(id)
    }

    /// Takes a correction back: it stays, and is applied no more.
    pub(super) fn take_back(
        &mut self,
        id: CorrectionId,
        at: Timestamp,
        why: &str,
    ) -> Result<(), StoreError> {
        take_back(&self.connection, id, at, why)
    }
}

fn same(connection: &Connection, new: &NewCorrection) -> Result<Option<CorrectionId>, StoreError> {
    let sql = "SELECT id FROM correction WHERE issuer = $1 AND place IS $2 AND reference IS $3
               AND ask = $4 AND field = $5 AND item IS $6 AND read IS $7 AND said IS $8
               AND around = $9 AND taken_back_at IS NULL";
    let params = (
        &new.issuer,
        &new.place,
        &new.reference,
        &new.ask,
        &new.field,
        &new.item,
        &new.read,
        &new.said,
        &new.around,
    );
    let found: Vec<i64> = query(connection, sql, params, |row| row.get(0).map_err(failed))?;
    Ok(found.first().map(|id| CorrectionId(unsigned(*id))))
}

fn insert(connection: &Connection, new: &NewCorrection) -> Result<CorrectionId, StoreError> {
    let sql = "INSERT INTO correction (at, actor, issuer, place, document, reference, ask, field,
                   item, read, said, around, why)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let row = (
        new.at.to_string(),
        actor_code(&new.actor),
        &new.issuer,
        &new.place,
        &new.document,
        &new.reference,
        &new.ask,
        &new.field,
        &new.item,
        &new.read,
        &new.said,
        &new.around,
        &new.why,
    );
    let id = statement.insert(row).map_err(failed)?;
    Ok(CorrectionId(unsigned(id)))
}

fn take_back(
    connection: &Connection,
    id: CorrectionId,
    at: Timestamp,
    why: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE correction SET taken_back_at = $1, taken_back = $2
               WHERE id = $3 AND taken_back_at IS NULL";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let row = (at.to_string(), why, signed(id.0));
    match statement.execute(row).map_err(failed)? {
        0 => Err(StoreError::NoSuchCorrection(id)),
        _ => Ok(()),
    }
}

/// Corrections, oldest first.
pub(super) fn of(
    connection: &Connection,
    of: &CorrectionsOf,
) -> Result<Vec<CorrectionRow>, StoreError> {
    let max = CORRECTION_ROWS_OF_A_PLACE_MAX;
    match of {
        CorrectionsOf::Place { issuer, place } => {
            let sql = format!(
                "SELECT {CORRECTION} FROM correction WHERE issuer = $1 AND place = $2
                 AND taken_back_at IS NULL ORDER BY id LIMIT $3"
            );
            query(connection, &sql, (issuer, place, max), correction)
        }
        CorrectionsOf::Everywhere(issuer) => {
            let sql = format!(
                "SELECT {CORRECTION} FROM correction WHERE issuer = $1 AND place IS NULL
                 AND taken_back_at IS NULL ORDER BY id LIMIT $2"
            );
            query(connection, &sql, (issuer, max), correction)
        }
        CorrectionsOf::All(limit) => {
            let sql = format!("SELECT {CORRECTION} FROM correction ORDER BY id DESC LIMIT $1");
            let mut newest = query(connection, &sql, (limit,), correction)?;
            newest.reverse();
            Ok(newest)
        }
    }
}

/// A correction from the columns of [`CORRECTION`].
pub(super) fn correction(row: &Row<'_>) -> Result<CorrectionRow, StoreError> {
    let id: i64 = row.get(0).map_err(failed)?;
    let broken =
        |what: &str| StoreError::Damaged(format!("correction {id} cannot be read: {what}"));
    let time = |kept: String| kept.parse().map_err(|_| broken("its time"));
    let by: String = row.get(2).map_err(failed)?;
    let taken_back: Option<String> = row.get(14).map_err(failed)?;
    let why_taken_back: Option<String> = row.get(15).map_err(failed)?;
    Ok(CorrectionRow {
        id: CorrectionId(unsigned(id)),
        correction: NewCorrection {
            at: time(row.get(1).map_err(failed)?)?,
            actor: actor(&by).ok_or_else(|| broken("who made it"))?,
            issuer: row.get(3).map_err(failed)?,
            place: row.get(4).map_err(failed)?,
            document: row.get(5).map_err(failed)?,
            reference: row.get(6).map_err(failed)?,
            ask: row.get(7).map_err(failed)?,
            field: row.get(8).map_err(failed)?,
            item: row.get(9).map_err(failed)?,
            read: row.get(10).map_err(failed)?,
            said: row.get(11).map_err(failed)?,
            around: row.get(12).map_err(failed)?,
            why: row.get(13).map_err(failed)?,
        },
        taken_back: taken_back
            .map(|at| Ok((time(at)?, why_taken_back.unwrap_or_default())))
            .transpose()?,
    })
}

/// What is wrong with the corrections that are kept, in sentences, and how many there are.
pub(super) fn problems(connection: &Connection) -> Result<(u64, Vec<String>), StoreError> {
    let (mut count, mut problems) = (0, Vec::new());
    let sql = format!(
        "SELECT {CORRECTION}, EXISTS (SELECT 1 FROM document WHERE sha256 = correction.document)
         FROM correction ORDER BY id"
    );
    query(connection, &sql, (), |row| {
        count += 1;
        match correction(row) {
            Ok(kept) if !row.get::<_, bool>(16).map_err(failed)? => problems.push(format!(
                "Correction {} was made in a document that is not there.",
                kept.id.0
            )),
            Ok(_) => {}
            Err(StoreError::Damaged(what)) => problems.push(format!("Of corrections: {what}.")),
            Err(error) => problems.push(format!("A correction cannot be read: {error}.")),
        }
        Ok(())
    })?;
    Ok((count, problems))
}
