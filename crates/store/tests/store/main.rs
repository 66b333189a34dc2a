//! The store from outside: its contract, and what happens when things go wrong.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests: one that fails is meant to stop there"
)]

mod backup;
mod damage;
mod invented;
mod kill;
mod refusals;
mod several;
mod sqlite_contract;
