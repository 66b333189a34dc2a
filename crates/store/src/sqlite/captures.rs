//! Captures: how a document came from its address.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::query;
use crate::{Capture, StoreError};
use rusqlite::Connection;

/// What parts redirects where they are kept: no address holds it.
const PART: char = '\n';

impl Ledger {
    /// Keeps how a document came.
    pub(super) fn keep_capture(&mut self, capture: &Capture) -> Result<(), StoreError> {
        let sql = "INSERT INTO capture (document, asked, address, redirects, at, status, headers)
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (
            &capture.document,
            &capture.asked,
            &capture.address,
            capture.redirects.join(&PART.to_string()),
            capture.at.to_string(),
            capture.status,
            &capture.headers,
        );
        statement.execute(row).map(|_| ()).map_err(failed)
    }
}

/// The newest capture of an address.
pub(super) fn last(connection: &Connection, asked: &str) -> Result<Option<Capture>, StoreError> {
    let sql = "SELECT document, asked, address, redirects, at, status, headers FROM capture
               WHERE asked = $1 ORDER BY id DESC LIMIT 1";
    let found = query(connection, sql, (asked,), |row| {
        let (redirects, at): (String, String) =
            (row.get(3).map_err(failed)?, row.get(4).map_err(failed)?);
        let broken = |_| StoreError::Damaged(format!("the time of a capture is “{at}”"));
        Ok(Capture {
            document: row.get(0).map_err(failed)?,
            asked: row.get(1).map_err(failed)?,
            address: row.get(2).map_err(failed)?,
            redirects: redirects
                .split_terminator(PART)
                .map(str::to_owned)
                .collect(),
            at: at.parse().map_err(broken)?,
            status: row.get(5).map_err(failed)?,
            headers: row.get(6).map_err(failed)?,
        })
    })?;
    Ok(found.into_iter().next())
}
