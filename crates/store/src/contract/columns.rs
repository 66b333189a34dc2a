//! What is remembered of tables.

use super::{Make, wait};
use crate::ColumnMapRow;
use jiff::civil::date;

pub(super) fn remembering(make: Make<'_>) {
    let store = make();
    let map = |fingerprint: &str, name: &str| ColumnMapRow {
        fingerprint: fingerprint.to_owned(),
        name: name.to_owned(),
        body: "name = \"…\"".to_owned(),
        remembered_on: date(2026, 11, 22),
    };
    assert_eq!(wait(store.column_maps()).unwrap(), Vec::new());
    wait(store.remember_columns(map("b", "Wards"))).unwrap();
    wait(store.remember_columns(map("a", "Trams"))).unwrap();
    // The same shape again: the newer map counts.
    wait(store.remember_columns(map("b", "Wards and nights"))).unwrap();
    let known = wait(store.column_maps()).unwrap();
    assert_eq!(known, [map("a", "Trams"), map("b", "Wards and nights")]);
    assert!(wait(store.forget_columns("a".to_owned())).unwrap());
    assert!(!wait(store.forget_columns("a".to_owned())).unwrap());
    assert_eq!(wait(store.column_maps()).unwrap().len(), 1);
}
