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

/// A PDF file with so many pages of a few invented words, and what its page tree points to.
fn many(pages: usize, kids: &str) -> Vec<u8> {
    let first = 4;
    let refs: String = (0..pages)
        .map(|page| format!("{} 0 R ", first + page))
        .collect();
    let words = "BT /F1 10 Tf 50 700 Td (The Board will paint the pier.) Tj ET";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 841]\
                /Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>\
                /Contents 3 0 R>>";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {pages}/Kids[{refs}{kids}]>>"),
        format!("<</Length {}>>stream\n{words}\nendstream", words.len()),
    ];
    objects.resize(first - 1 + pages, page.to_owned());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let (size, at) = (objects.len() + 1, file.len());
    file += &format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer<</Size {size}/Root 1 0 R>>\n\
         startxref\n{at}\n%%EOF\n"
    );
    file.into_bytes()
}

#[test]
fn ten_thousand_pages_are_read_and_one_more_is_refused() {
    let found = pages("long.pdf", &many(10_000, "")).unwrap().unwrap();
    assert_eq!(found.pages.len(), 10_000);
    assert_eq!(
        found.pages[9_999].runs[0].text,
        "The Board will paint the pier."
    );
    let refusal = pages("longer.pdf", &many(10_001, "")).unwrap_err();
    assert!(refusal.to_string().contains("too many pages"), "{refusal}");
}

#[test]
fn a_page_tree_that_holds_itself_ends() {
    let said = match pages("circle.pdf", &many(1, "2 0 R 1 0 R")) {
        Ok(found) => format!("{} pages", found.unwrap().pages.len()),
        Err(refusal) => refusal.to_string(),
    };
    assert!(said == "1 pages" || said.contains("damaged"), "{said}");
}
