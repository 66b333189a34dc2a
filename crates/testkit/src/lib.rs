//! For tests and benchmarks alone; it never ships.
//!
//! [`invented`] makes a register of any size, the same at every run; [`App`] is a whole site on a
//! register of its own, asked in-process; [`Story`] tells a record in sentences.
//! Everything in it is invented.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up is meant to stop there"
)]

mod app;
pub mod invented;
mod story;

pub use app::{Answer, App, TODAY, deployment, now};
pub use story::Story;
