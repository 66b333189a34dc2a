//! Progress of long work, drawn where somebody watches.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressStyle};

/// Progress over a known number of things.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Begins; `what` says what is counted: "documents".
    pub(crate) fn new(output: Output, what: &'static str, of: u64) -> Self {
        if !output.draws_progress() || of < 2 {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(of).with_message(what);
        let style = ProgressStyle::with_template("{bar:32} {pos} of {len} {msg}, {eta} to go");
        Self(match style {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// So many of so many are done.
    pub(crate) fn reach(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
