//! Issuers' rule books, as files: read, checked, and handed on as `heeded_domain::scheme::Scheme`.
//!
//! A scheme file is TOML, one for each issuer. Ten ship with Heeded, in `schemes/`; an adopter
//! writes another, or one of the same `id` to replace ours. `docs/schemes.md` is the guide to every
//! key. Nothing here opens a file: the binary hands in the text ([`parse`]).
//!
//! The way of a file: `raw` (as TOML has it) → `check` (rules) and `bodies` (organisations) →
//! [`SchemeFile`]. What is wrong is a [`SchemeError`] with its line and how to mend it.

mod bodies;
mod check;
mod error;
mod file;
mod raw;
mod reading;
mod shelf;

pub use error::SchemeError;
pub use file::{KnownOrganisation, KnownSuccession, SchemeFile};
pub use shelf::SchemeFiles;

use error::Fault;

/// A scheme file holds a few hundred lines; one of more bytes than this is something else.
pub const MAX_SCHEME_BYTES: usize = 1024 * 1024;

/// Reads a scheme file. `name` is what messages call it: its path.
///
/// # Errors
///
/// [`SchemeError`]: the first thing that is wrong, where it stands and how to mend it.
pub fn parse(name: &str, text: &str) -> Result<SchemeFile, SchemeError> {
    if text.len() > MAX_SCHEME_BYTES {
        let what = format!(
            "the file has {} bytes, at most {MAX_SCHEME_BYTES}",
            text.len()
        );
        let mend = "Is it a scheme? One is a few hundred lines of TOML.";
        return Err(Fault::new(0, what, mend).in_file(name, text));
    }
    let raw: raw::Scheme =
        toml::from_str(text).map_err(|error| Fault::of_toml(&error).in_file(name, text))?;
    check::scheme_file(raw, text).map_err(|fault| fault.in_file(name, text))
}
