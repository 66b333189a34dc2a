//! Poppler's `pdftohtml -xml`: words, places and kinds of type in one pass.
//!
//! It says nothing of what is drawn between the words; `rules` asks for that where it matters.

use heeded_reader::Page;

use crate::child::{self, End, Outcome, Task};
use crate::error::Unextracted;
use crate::{rules, xml};

pub(crate) const PROGRAM: &str = "pdftohtml";
/// The most pages that are read: the longest report of an inquiry known has some 7,000.
const PAGES_MAX: usize = 10_000;
/// How long each program may take: 700 pages a second is usual, so this is what only a hostile file
/// needs.
pub(crate) const SECONDS_MAX: u64 = 60;
/// How much it may write: a page of close print is 20 kB, a table 100 kB.
const OUTPUT_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// The pages of a PDF file; without words where it holds none.
pub(crate) fn pages(name: &str, bytes: &[u8]) -> Result<Vec<Page>, Unextracted> {
    // Hidden words are those that a scanner's program laid behind its picture.
    let most = (PAGES_MAX + 1).to_string();
    let arguments = [
        "-xml", "-i", "-hidden", "-enc", "UTF-8", "-zoom", "1", "-l", &most, "-stdout", "-",
        "pages",
    ];
    let outcome = child::run(&Task {
        program: PROGRAM,
        arguments: &arguments,
        input: bytes,
        seconds_max: SECONDS_MAX,
        output_bytes_max: OUTPUT_BYTES_MAX,
    })?;
    let name = name.to_owned();
    match outcome.end {
        End::TooSlow => return Err(too_much(name, "it takes too long", SECONDS_MAX, "seconds")),
        End::TooLong => {
            let limit = OUTPUT_BYTES_MAX / (1024 * 1024);
            return Err(too_much(
                name,
                "it holds too many words",
                limit,
                "MB of them",
            ));
        }
        End::Well | End::Badly => {}
    }
    let mut pages = xml::pages(&outcome.text());
    if pages.len() > PAGES_MAX {
        return Err(too_much(name, "it has too many pages", PAGES_MAX, "pages"));
    }
    if pages.is_empty() {
        return Err(unread(name, &outcome));
    }
    rules::add(bytes, &mut pages)?;
    Ok(pages)
}

fn too_much(name: String, what: &'static str, limit: impl ToString, unit: &str) -> Unextracted {
    let limit = format!("{} {unit}", limit.to_string());
    Unextracted::TooMuch { name, what, limit }
}

fn unread(name: String, outcome: &Outcome) -> Unextracted {
    let complaint = outcome.complaint.to_lowercase();
    if complaint.contains("password") || complaint.contains("encrypt") {
        return Unextracted::Locked { name };
    }
    let first = outcome.complaint.lines().next().unwrap_or_default();
    let cause = if first.is_empty() {
        "it has no pages".to_owned()
    } else {
        first.trim_start_matches("Syntax Error: ").to_owned()
    };
    Unextracted::Damaged { name, cause }
}
