//! Real files through the real programs: what is read, and what is said of what cannot be.
//!
//! All are printed by Chromium from invented words; `locked.pdf` was locked by qpdf.

use heeded_extract::{Unextracted, pages};
use heeded_reader::{Face, Origin};

const TEXT: &[u8] = include_bytes!("files/text.pdf");
const LOCKED: &[u8] = include_bytes!("files/locked.pdf");
const SCAN: &[u8] = include_bytes!("files/scan.pdf");

#[test]
fn words_come_with_their_places_and_types() {
    let found = pages("text.pdf", TEXT).unwrap().unwrap();
    assert_eq!(found.origin, Origin::TextLayer);
    assert!(found.made_on.is_some());
    let runs = &found.pages.first().unwrap().runs;
    let title = runs
        .iter()
        .find(|run| run.text.contains("Response to the inquiry"))
        .unwrap();
    let body = runs
        .iter()
        .find(|run| run.text.contains("made recommendations"))
        .unwrap();
    assert!(title.size > body.size && title.top < body.top);
    assert!(runs.iter().any(|run| run.face == Face::Bold));
    assert!(runs.iter().any(|run| run.face == Face::Italic));
}

#[test]
fn the_name_does_not_matter_where_the_bytes_are_plain() {
    assert_eq!(pages("download", TEXT), pages("text.pdf", TEXT));
}

#[test]
fn a_locked_file_is_said_to_be_locked() {
    let refusal = pages("locked.pdf", LOCKED).unwrap_err();
    assert!(
        refusal.to_string().contains("locked with a password"),
        "{refusal}"
    );
}

#[test]
fn half_a_file_and_rubbish_are_said_to_be_damaged() {
    let rubbish = pages("rubbish.pdf", b"%PDF-1.7\nno such thing").unwrap_err();
    assert!(matches!(rubbish, Unextracted::Damaged { .. }), "{rubbish}");
    // Half a file may still give its first pages; it never hangs or crashes.
    let half = TEXT.split_at(TEXT.len() / 2).0;
    drop(pages("half.pdf", half));
}

/// With tesseract it is read; without, the message says how to get it.
#[test]
fn a_scan_is_recognised_or_says_what_to_install() {
    match pages("scan.pdf", SCAN) {
        Ok(found) => assert_eq!(found.unwrap().origin, Origin::Scan),
        Err(refusal) => assert!(refusal.to_string().contains("tesseract-ocr"), "{refusal}"),
    }
}
