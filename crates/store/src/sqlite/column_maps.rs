//! Column maps: how tables of one shape are read, as a person confirmed it.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::query;
use crate::{ColumnMapRow, StoreError, day};
use rusqlite::Connection;

impl Ledger {
    /// Remembers a map; one for the same shape takes the place of the one before.
    pub(super) fn remember_columns(&mut self, map: &ColumnMapRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO column_map (fingerprint, name, body, remembered_on)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name, body = excluded.body,
             remembered_on = excluded.remembered_on";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (
            &map.fingerprint,
            &map.name,
            &map.body,
            day::number(map.remembered_on),
        );
        statement.execute(row).map(|_| ()).map_err(failed)
    }

    /// Forgets the map of a shape; whether there was one.
    pub(super) fn forget_columns(&mut self, fingerprint: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM column_map WHERE fingerprint = $1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let gone = statement.execute((fingerprint,)).map_err(failed)?;
        Ok(gone > 0)
    }
}

/// Every remembered map, by name.
pub(super) fn all(connection: &Connection) -> Result<Vec<ColumnMapRow>, StoreError> {
    let sql = "SELECT fingerprint, name, body, remembered_on FROM column_map
               ORDER BY name, fingerprint";
    query(connection, sql, (), |row| {
        let on: i64 = row.get(3).map_err(failed)?;
        let broken = || StoreError::Damaged(format!("the day of a column map is {on}"));
        Ok(ColumnMapRow {
            fingerprint: row.get(0).map_err(failed)?,
            name: row.get(1).map_err(failed)?,
            body: row.get(2).map_err(failed)?,
            remembered_on: day::day(on).ok_or_else(broken)?,
        })
    })
}
