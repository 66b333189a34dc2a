//! A full disk, played by a limit on the pages of the database.

use super::{Opening, Sqlite};
use crate::contract::{self, invented, wait};
use crate::{Batch, Store, StoreError, SubjectKind};
use std::sync::Arc;

/// Lets the database have no more pages than it has, or as many as it likes.
fn limit(store: &Sqlite, pages: &str) {
    let sql = format!("PRAGMA max_page_count = {pages}");
    let limited = store.writer.submit(move |ledger| {
        let _: i64 = ledger
            .connection
            .query_row(&sql, (), |row| row.get(0))
            .map_err(super::dialect::failed)?;
        Ok(())
    });
    wait(limited).unwrap();
}

/// A record that needs pages of its own.
fn batch(id: u64) -> Batch {
    let made_on = jiff::civil::date(2024, 3, 1);
    invented::batch(vec![invented::recorded(
        id,
        invented::ask(1, &[2], made_on, &"long ".repeat(4_000)),
    )])
}

#[test]
fn a_full_disk_keeps_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let schemes = Arc::new(contract::schemes());
    let store = Sqlite::open(folder.path(), Arc::clone(&schemes), Opening::by("test")).unwrap();
    wait(store.append(batch(1))).unwrap();
    limit(&store, "1");
    let head = wait(store.head()).unwrap();
    let refused = wait(store.append(batch(2))).unwrap_err();
    assert!(matches!(refused, StoreError::NoSpace), "{refused}");
    assert_eq!(wait(store.head()).unwrap(), head);
    assert!(store.check(&mut |_| {}).unwrap().is_sound());
    limit(&store, "1000000");
    assert_eq!(wait(store.append(batch(2))).unwrap().first, head + 1);
    assert_eq!(
        wait(store.reserve(SubjectKind::Recommendation, 1)).unwrap(),
        3
    );
    assert!(store.check(&mut |_| {}).unwrap().is_sound());
}

#[test]
fn a_disk_that_fills_up_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let schemes = Arc::new(contract::schemes());
    let store = Sqlite::open(folder.path(), schemes, Opening::by("test")).unwrap();
    limit(&store, "60");
    let mut kept = 0;
    for id in 1..100 {
        match wait(store.append(batch(id))) {
            Ok(_) => kept += 1,
            Err(error) => {
                assert!(matches!(error, StoreError::NoSpace), "{error}");
                break;
            }
        }
    }
    let checked = store.check(&mut |_| {}).unwrap();
    assert!(checked.is_sound(), "{checked:?}");
    assert_eq!(checked.events, kept);
}
