//! Why a PDF file gives no words: each message says what happened and how to mend it.

/// Why there are no pages to read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unextracted {
    /// No bytes at all.
    #[error("{name} is empty: there is nothing to read. Download or save it again.")]
    Empty {
        /// The document's name.
        name: String,
    },
    /// A page that came instead of the file.
    #[error(
        "{name} is a web page, not a PDF file: the site probably sent a page of its own instead \
         (a sign-in page, “not found”). Open its address in a browser and save the file again, or \
         rename it to end in .html if the page is what you want read."
    )]
    WebPage {
        /// The document's name.
        name: String,
    },
    /// Something else under a PDF's name.
    #[error("{name} is no PDF file, though its name says so. Rename it to what it is.")]
    NoPdf {
        /// The document's name.
        name: String,
    },
    /// A password is needed.
    #[error(
        "{name} is locked with a password. Ask its publisher for a copy without one, or open it \
         with the password and print it to a new PDF file."
    )]
    Locked {
        /// The document's name.
        name: String,
    },
    /// No program could make anything of it.
    #[error(
        "{name} is damaged: no page of it can be read ({cause}). Download it again; if it opens \
         in a browser, print it from there to a new PDF file."
    )]
    Damaged {
        /// The document's name.
        name: String,
        /// What poppler says.
        cause: String,
    },
    /// Pictures of pages, and nothing that recognises words in them.
    #[error(
        "{name} holds no words, only pictures of pages (a scan). To have them recognised, install \
         tesseract (Debian and Ubuntu: apt install tesseract-ocr; macOS: brew install tesseract) \
         and read it again: every field is then marked as doubtful. Or ask its publisher for the \
         document that was scanned."
    )]
    NoWords {
        /// The document's name.
        name: String,
    },
    /// More than any limit allows.
    #[error(
        "{name} is too much to read: {what} ({limit} at most). Split it, or give only the pages \
         that hold the recommendations."
    )]
    TooMuch {
        /// The document's name.
        name: String,
        /// What there is too much of.
        what: &'static str,
        /// The limit, with its unit.
        limit: String,
    },
    /// A program is not installed.
    #[error(
        "reading a PDF file needs poppler's program {program}, which is not installed. Debian and \
         Ubuntu: apt install poppler-utils; Fedora: dnf install poppler-utils; macOS: brew install \
         poppler."
    )]
    Missing {
        /// The program.
        program: &'static str,
    },
    /// The system would not run the program.
    #[error("{program} could not be run: {cause}")]
    NotRun {
        /// The program.
        program: &'static str,
        /// What the system says.
        cause: String,
    },
}
