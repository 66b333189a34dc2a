//! Documents into a real register: for the first time, again, and with what a person corrected.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failing test is meant to stop there"
)]

mod again;
mod corrections;
mod desk;
mod first;
