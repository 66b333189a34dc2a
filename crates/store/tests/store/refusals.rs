//! What cannot be opened is refused with words that say why, and is left as it was.

use crate::invented::{batch, open, problems};
use heeded_store::contract::wait;
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, StoreError};
use rusqlite::Connection;
use std::fs;
use std::sync::Arc;

#[test]
fn a_newer_register_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    let database = folder.path().join("heeded.sqlite");
    let connection = Connection::open(&database).unwrap();
    connection
        .execute("INSERT INTO schema_version VALUES (99, '')", ())
        .unwrap();
    connection.close().unwrap();
    let before = fs::read(&database).unwrap();
    let refused = open(folder.path()).err().unwrap();
    assert!(matches!(refused, StoreError::Newer { found: 99, known } if known < 99));
    assert!(fs::read(&database).unwrap() == before);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("heeded.sqlite");
    fs::write(&database, "Dear Sir or Madam, ".repeat(500)).unwrap();
    let refused = open(folder.path()).err().unwrap();
    assert!(matches!(refused, StoreError::Damaged(_)), "{refused}");
    assert_eq!(
        fs::read_to_string(&database).unwrap(),
        "Dear Sir or Madam, ".repeat(500)
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = open(&file.join("data")).err().unwrap();
    assert!(refused.to_string().contains("file/data"), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("documents")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anywhere: then there is nothing to refuse.
    if fs::write(folder.path().join("probe"), "").is_err() {
        let refused = open(folder.path()).err().unwrap();
        assert!(refused.to_string().contains("heeded.lock"), "{refused}");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_scheme_that_has_gone_is_named() {
    let folder = tempfile::tempdir().unwrap();
    wait(open(folder.path()).unwrap().append(batch(1, "word"))).unwrap();
    let none = Arc::new(std::iter::empty().collect());
    let refused = Sqlite::open(folder.path(), none, Opening::by("test"))
        .err()
        .unwrap();
    assert!(matches!(refused, StoreError::NoSuchScheme(name) if name == "invented"));
    // Nothing was taken apart: with its schemes the register opens as it was.
    let store = open(folder.path()).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
}
