//! Damage of every kind is found and named; what can be worked out again is.

use crate::invented::{document, filled, open, problems};
use heeded_store::StoreError;
use heeded_store::contract::wait;
use heeded_store::sqlite::Sqlite;
use rusqlite::Connection;
use std::fs;
use std::path::Path;

/// Does something to a register's database behind its back, and opens it again.
fn after(folder: &Path, sql: &str) -> Sqlite {
    let connection = Connection::open(folder.join("heeded.sqlite")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    open(folder).unwrap()
}

#[test]
fn a_sound_register_has_no_problems() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let mut steps = Vec::new();
    let checked = store
        .check(&mut |progress| steps.push(progress.step))
        .unwrap();
    assert!(checked.is_sound(), "{checked:?}");
    assert_eq!(
        (checked.events, checked.recommendations, checked.documents),
        (90, 30, 3)
    );
    steps.dedup();
    assert_eq!(steps.len(), 3, "{steps:?}");
}

#[test]
fn damage_to_the_events_is_named() {
    for (sql, named) in [
        (
            "UPDATE payload SET body = replace(body, 'word 7', 'word 8') WHERE seq = 20",
            "The content of event 20 is not what was kept.",
        ),
        (
            "UPDATE payload SET body = CAST(x'7bff7d' AS TEXT) WHERE seq = 21",
            "The content of event 21 is not what was kept.",
        ),
        (
            "DELETE FROM payload WHERE seq = 21",
            "The content of event 21 is not there.",
        ),
        (
            "UPDATE event SET actor = 'heeded' WHERE seq = 22",
            "Event 22 does not continue the chain of the one before it.",
        ),
        (
            "UPDATE event SET on_day = NULL WHERE seq = 22",
            "Event 22 does not continue the chain of the one before it.",
        ),
        (
            "DELETE FROM event WHERE seq = 30; DELETE FROM payload WHERE seq = 30",
            "Event 30 is not there; the next is 31.",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(filled(folder.path()));
        let found = problems(&after(folder.path(), sql));
        assert!(
            found.iter().any(|problem| problem == named),
            "{sql}: {found:#?}"
        );
        // A day that is not what it was moves each of five tables, and breaks the chain.
        assert!(
            found.len() <= 6,
            "one wrong thing is not many problems: {found:#?}"
        );
    }
}

#[test]
fn damage_to_the_tables_is_named_and_mended() {
    for (sql, named) in [
        ("DELETE FROM span WHERE recommendation = 7", "R0007"),
        (
            "DELETE FROM recommendation WHERE id = 7",
            "table recommendation",
        ),
        (
            "UPDATE addressee SET organisation = 9 WHERE recommendation = 7",
            "table addressee",
        ),
        (
            "UPDATE recommendation SET title = 'Other' WHERE id = 7",
            "table recommendation",
        ),
        (
            "UPDATE next_due SET until_day = 20250101 WHERE recommendation = 7",
            "table next_due",
        ),
        (
            "UPDATE standing_change SET change = change + 1",
            "standing_change",
        ),
        (
            "INSERT INTO addressee VALUES (99, 0, 1, 20240101)",
            "Table addressee has rows of R0033",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(filled(folder.path()));
        let store = after(folder.path(), sql);
        let found = problems(&store);
        assert_eq!(found.len(), 1, "{sql}: {found:#?}");
        assert!(found[0].contains(named), "{sql}: {found:#?}");
        assert_eq!(wait(store.rebuild(Box::new(|_| {}))).unwrap(), 30);
        assert_eq!(problems(&store), Vec::<String>::new());
    }
}

#[test]
fn tables_of_another_version_are_worked_out_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let sql = "DELETE FROM span; UPDATE meta SET value = 'older' WHERE name = 'projection'";
    assert_eq!(problems(&after(folder.path(), sql)), Vec::<String>::new());
}

#[test]
fn damage_to_documents_is_named() {
    use heeded_store::Store;
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let name = wait(store.keep_document(document("third letter"))).unwrap();
    let path = folder
        .path()
        .join("documents")
        .join(&name[..2])
        .join(&name[2..]);
    fs::write(&path, "third lettre").unwrap();
    let refused = wait(store.document_bytes(name.clone())).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged(_)));
    assert!(problems(&store)[0].contains(&name));
    wait(store.keep_document(document("third letter"))).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    fs::remove_file(&path).unwrap();
    assert!(problems(&store)[0].contains(&name));
    // The same document comes again: its bytes are kept again.
    wait(store.keep_document(document("third letter"))).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
}
