//! The limits on what is read, each with its reason.

/// The largest document that is read. The longest report in the corpus has 0.4 MB of text, and a page
/// saved with its pictures inside has 20 to 40 MB; the text and its blocks need about four times
/// this in memory, so 64 MiB keeps a reading below 300 MB.
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;

/// The most elements of HTML that may stand in one another. Browsers build at most 512.
pub const MAX_HTML_DEPTH: usize = 10_000;
