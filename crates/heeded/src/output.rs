//! What a command says: results on standard output, everything else on standard error.

use crate::failure::Failure;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Lines of a long result that go out together: a call of the system for each of them would take
/// as long as what it says.
const LINES_BYTES: usize = 64 * 1024;

/// Where they are gathered. Named, and not any writer: JSON is written a few bytes at a time.
pub(crate) type Lines = BufWriter<StdoutLock<'static>>;

/// Where a command speaks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    quiet: bool,
}

impl Output {
    /// Speaks on the terminal.
    pub(crate) fn to_terminal() -> Self {
        Self { quiet: false }
    }

    /// Keeps remarks and progress to itself.
    pub(crate) fn quiet() -> Self {
        Self { quiet: true }
    }

    /// Whether progress is worth drawing: somebody watches, and wants to.
    pub(crate) fn draws_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// A line of the result.
    ///
    /// # Errors
    ///
    /// When standard output is closed or full.
    pub(crate) fn line(self, words: impl AsRef<str>) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", words.as_ref()).map_err(closed)
    }

    /// Many lines of the result, that nobody waits for one by one.
    ///
    /// # Errors
    ///
    /// When standard output is closed or full.
    pub(crate) fn lines(
        self,
        write: impl FnOnce(&mut Lines) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(LINES_BYTES, io::stdout().lock());
        write(&mut out).and_then(|()| out.flush()).map_err(closed)
    }

    /// Bytes of the result, as they are.
    ///
    /// # Errors
    ///
    /// When standard output is closed or full.
    pub(crate) fn bytes(self, bytes: &[u8]) -> Result<(), Failure> {
        io::stdout().lock().write_all(bytes).map_err(closed)
    }

    /// A remark to whoever watches.
    pub(crate) fn remark(self, words: impl AsRef<str>) {
        if !self.quiet {
            // Nobody to tell is no reason to stop.
            let _ = writeln!(io::stderr().lock(), "{}", words.as_ref());
        }
    }

    /// Why it failed; said even when quiet.
    pub(crate) fn failure(self, failure: &Failure) {
        let _ = writeln!(io::stderr().lock(), "heeded: {failure}");
        if let Some(advice) = failure.advice() {
            let _ = writeln!(io::stderr().lock(), "{advice}");
        }
    }
}

fn closed(cause: io::Error) -> Failure {
    // `heeded list | head` closes the pipe: no fault, and nothing more to say.
    if cause.kind() == io::ErrorKind::BrokenPipe {
        #[expect(clippy::exit, reason = "the reader of our output has gone")]
        std::process::exit(0);
    }
    Failure::file("writing the result", cause)
}
