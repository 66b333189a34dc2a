//! What cannot be opened is refused with words that say why, and is left as it was.

use crate::invented::{batch, open, problems};
use heeded_store::contract::{schemes, wait};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, StoreError};
use rusqlite::Connection;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Names the folder to the child.
const FOLDER: &str = "HEEDED_LOCK_TEST_FOLDER";

#[test]
fn a_second_process_is_told_who_has_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["refusals::holder", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(lines.any(|line| line == "held"));
    let refused = open(folder.path()).err().unwrap();
    let holder = format!(
        "heeded serve, process {}, since 22 November 2026",
        child.id()
    );
    assert!(matches!(&refused, StoreError::Locked { holder: named } if *named == holder));
    assert!(refused.to_string().contains("--data"), "{refused}");
    // The child ends when it is told to, and the folder is free.
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(child.wait().unwrap().success());
    open(folder.path()).unwrap();
}

#[test]
#[ignore = "is the process that holds the folder in the other test"]
fn holder() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let holder = format!(
        "heeded serve, process {}, since 22 November 2026",
        std::process::id()
    );
    let _store = Sqlite::open(
        Path::new(&folder),
        Arc::new(schemes()),
        Opening::by(&holder),
    )
    .unwrap();
    println!("\nheld");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

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
