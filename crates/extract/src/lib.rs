//! Gets the words of a PDF file and their places, by running programs that others keep.
//!
//! Poppler's `pdftohtml` gives words, places and kinds of type at once, and `pdftocairo` the lines
//! of tables; where a file holds only pictures, `pdftoppm` and `tesseract` read them. Each runs as
//! a child process (`child`) with limits on time, memory and output. Nothing is interpreted here:
//! `heeded_reader` does that.

mod child;
mod drawing;
mod error;
mod made;
mod poppler;
mod rules;
mod scan;
mod xml;

use heeded_reader::{Attached, Document, Origin, Page, Pages, Rule, files_in_letter};

pub use error::Unextracted;

/// How far into a file the mark of a PDF may stand: its readers forgive this much before it.
const HEAD_BYTES: usize = 1024;

/// Whether a file is a PDF, or is named as one.
#[must_use]
pub fn is_pdf(name: &str, bytes: &[u8]) -> bool {
    has_mark(bytes) || name.to_ascii_lowercase().ends_with(".pdf")
}

fn has_mark(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    memchr::memmem::find(head, b"%PDF-").is_some()
}

/// The pages of a PDF file; `None` for a file that is something else.
///
/// # Errors
///
/// [`Unextracted`]: it is empty, damaged, locked or too large, it holds no words and nothing here
/// can recognise them, or the program that is needed is missing. Each says how to mend it.
pub fn pages(name: &str, bytes: &[u8]) -> Result<Option<Pages>, Unextracted> {
    if !is_pdf(name, bytes) {
        return Ok(None);
    }
    check(name, bytes)?;
    let pages = poppler::pages(name, bytes)?;
    let has_words = pages.iter().any(|page| !page.runs.is_empty());
    if has_words {
        return Ok(Some(Pages {
            origin: Origin::TextLayer,
            made_on: made::made_on(bytes),
            pages,
        }));
    }
    scan::pages(name, bytes, &pages).map(Some)
}

/// The words of the PDF files that lie in a letter; nothing for what is no letter.
#[must_use]
pub fn attached(document: &Document<'_>) -> Vec<Attached> {
    let files = files_in_letter(document).into_iter();
    let read = |(name, bytes): (String, Vec<u8>)| {
        let found = pages(&name, &bytes).map_err(|cause| cause.to_string());
        let pages = found.and_then(|pages| pages.ok_or_else(|| format!("{name} is no PDF file.")));
        Attached {
            bytes: bytes.len(),
            pages,
            name,
        }
    };
    files.map(read).collect()
}

/// The pages that `pdftohtml -xml` has written down.
#[must_use]
pub fn pages_of_xml(written: &str) -> Vec<Page> {
    xml::pages(written)
}

/// The lines on each page that `pdftocairo -svg` has drawn.
#[must_use]
pub fn rules_of_svg(drawn: &str) -> Vec<Vec<Rule>> {
    drawing::rules(drawn)
}

/// What is no PDF although its name says so.
fn check(name: &str, bytes: &[u8]) -> Result<(), Unextracted> {
    let name = name.to_owned();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unextracted::Empty { name });
    }
    if has_mark(bytes) {
        return Ok(());
    }
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body"];
    Err(if page.iter().any(|opening| head.contains(opening)) {
        Unextracted::WebPage { name }
    } else {
        Unextracted::NoPdf { name }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        pages("report.pdf", bytes).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_pdf_is_said_to_be_none() {
        assert!(refusal(b"").contains("is empty"));
        assert!(refusal(b"<html><p>Not found").contains("is a web page"));
        assert!(refusal(b"Dear all,").contains("is no PDF file"));
        assert_eq!(pages("report.txt", b"Dear all,"), Ok(None));
    }
}
