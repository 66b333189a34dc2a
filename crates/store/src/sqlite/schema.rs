//! Numbered migrations: each in one transaction, each with its checksum.
//!
//! How a schema is changed: `migrations/README.md`.

use super::dialect::failed;
use crate::StoreError;
use crate::seal::name_of;
use rusqlite::{Connection, OptionalExtension};

/// Every migration, in order; the first is number 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/0001_register.sql"),
    include_str!("../../migrations/sqlite/0002_captures.sql"),
    include_str!("../../migrations/sqlite/0003_followed.sql"),
    include_str!("../../migrations/sqlite/0004_column_maps.sql"),
    include_str!("../../migrations/sqlite/0005_statistics.sql"),
    include_str!("../../migrations/sqlite/0006_again.sql"),
    include_str!("../../migrations/sqlite/0007_corrections.sql"),
];

const VERSIONS: &str = "
    CREATE TABLE IF NOT EXISTS schema_version (
        version  INTEGER PRIMARY KEY,
        checksum TEXT NOT NULL -- SHA-256 of the migration
    ) STRICT;";

/// Refuses a database that a newer Heeded made, before anything in it is touched.
pub(super) fn refuse_newer(connection: &Connection) -> Result<(), StoreError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found = version(connection)?;
    if found > known {
        Err(StoreError::Newer { found, known })
    } else {
        Ok(())
    }
}

/// Whether the database has every migration.
pub(super) fn is_newest(connection: &Connection) -> Result<bool, StoreError> {
    Ok(u32::try_from(MIGRATIONS.len()) == Ok(version(connection)?))
}

/// Brings the database to the newest version.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.execute_batch(VERSIONS).map_err(failed)?;
    for (version, sql) in (1_u32..).zip(MIGRATIONS) {
        let checksum = name_of(sql.as_bytes());
        match applied(connection, version)? {
            Some(before) if before == checksum => {}
            Some(_) => {
                let what = format!("migration {version} is not the one that made this database");
                return Err(StoreError::Damaged(what));
            }
            None => apply(connection, version, sql, &checksum)?,
        }
    }
    Ok(())
}

fn apply(
    connection: &mut Connection,
    version: u32,
    sql: &str,
    checksum: &str,
) -> Result<(), StoreError> {
    let transaction = connection.transaction().map_err(failed)?;
    transaction.execute_batch(sql).map_err(failed)?;
    let done = "INSERT INTO schema_version (version, checksum) VALUES ($1, $2)";
    transaction
        .execute(done, (version, checksum))
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// The newest migration applied; 0 for a database that has none.
fn version(connection: &Connection) -> Result<u32, StoreError> {
    let there = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";
    let there = connection
        .query_row(there, (), |_| Ok(()))
        .optional()
        .map_err(failed)?;
    if there.is_none() {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM schema_version";
    connection
        .query_row(newest, (), |row| row.get(0))
        .map_err(failed)
}

fn applied(connection: &Connection, version: u32) -> Result<Option<String>, StoreError> {
    let checksum = "SELECT checksum FROM schema_version WHERE version = $1";
    connection
        .query_row(checksum, (version,), |row| row.get(0))
        .optional()
        .map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole schema as one file, so that a reader need not add up migrations.
    #[test]
    fn the_snapshot_is_what_the_migrations_make() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let all = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
        let mut statement = connection.prepare(all).unwrap();
        let made: Vec<String> = statement
            .query_map((), |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let made = made.join(";\n\n") + ";\n";
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite/schema.sql");
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        if kept != made {
            std::fs::write(path, &made).unwrap();
        }
        assert!(
            kept == made,
            "schema.sql was out of date and has been written anew; commit it"
        );
    }

    #[test]
    fn a_changed_migration_is_noticed() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
            .execute("UPDATE schema_version SET checksum = 'x'", ())
            .unwrap();
        assert!(matches!(
            migrate(&mut connection),
            Err(StoreError::Damaged(_))
        ));
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        refuse_newer(&connection).unwrap();
        migrate(&mut connection).unwrap();
        connection
            .execute("INSERT INTO schema_version VALUES (99, '')", ())
            .unwrap();
        let refused = refuse_newer(&connection);
        assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })));
    }
}
