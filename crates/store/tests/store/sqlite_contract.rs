//! The contract of every store, over SQLite.

use heeded_store::Store;
use heeded_store::contract::{CONTRACT, schemes};
use heeded_store::sqlite::{Opening, Sqlite};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

#[test]
fn sqlite_keeps_the_contract() {
    let mut broken = Vec::new();
    for (says, check) in CONTRACT {
        let folders = RefCell::new(Vec::new());
        let make = || -> Arc<dyn Store> {
            let folder = tempfile::tempdir().unwrap();
            let store = Sqlite::open(
                folder.path(),
                Arc::new(schemes()),
                Opening::by("the contract"),
            );
            folders.borrow_mut().push(folder);
            Arc::new(store.unwrap())
        };
        if catch_unwind(AssertUnwindSafe(|| check(&make))).is_err() {
            broken.push(*says);
        }
    }
    assert!(broken.is_empty(), "broken: {broken:#?}");
}
