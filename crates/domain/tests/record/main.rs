//! What the domain promises, shown from outside: `rules` works examples in sentences, `laws` lets
//! thousands of invented records (`any`) try to break what must always hold.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test is meant to stop there"
)]

mod any;
mod considered;
mod endings;
mod joint;
mod laws;
mod rules;
mod silence;
mod support;
mod taking_down;
