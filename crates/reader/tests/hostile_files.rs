//! Files that are made to harm: each is refused or read in bounded time, with words that help.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use heeded_reader::{Cues, Document, Reading, RemarkKind, Unreadable, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip file with these parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[("word/document.xml", xml.as_bytes())])
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn take(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let started = Instant::now();
    let taken = read(&Document::new("hostile", bytes), &Cues::general());
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
    taken
}

#[test]
fn a_zip_bomb_is_refused() {
    let bomb = vec![b' '; 20 * 1024 * 1024];
    let message = take(&zip(&[("word/document.xml", &bomb)]))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("a Word file") && message.contains("unpacks"),
        "{message}"
    );
    let message = take(&zip(&[("xl/workbook.xml", b"<x/>"), ("xl/big", &bomb)]));
    let message = message.unwrap_err().to_string();
    assert!(
        message.contains("a spreadsheet") && message.contains("unpacks"),
        "{message}"
    );
}

#[test]
fn a_document_type_is_refused() {
    let xml =
        b"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:document>&a;</w:document>";
    let message = take(&zip(&[("word/document.xml", xml)]))
        .unwrap_err()
        .to_string();
    assert!(message.contains("document type"), "{message}");
}

#[test]
fn tables_within_tables_without_end_are_read() {
    let depth = 50_000;
    let body = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(depth),
        paragraph("Deep."),
        "</w:tc></w:tr></w:tbl>".repeat(depth)
    );
    assert!(take(&word(&body)).unwrap().text.contains("Deep."));
}

#[test]
fn a_file_that_breaks_off_says_so() {
    let whole = word(&paragraph(
        "Recommendation 1: The Board should paint the pier.",
    ));
    let message = take(whole.get(..whole.len() / 2).unwrap())
        .unwrap_err()
        .to_string();
    assert!(message.contains("damaged"), "{message}");
    let open = zip(&[(
        "word/document.xml",
        b"<w:document><w:p><w:r><w:t>Words that end",
    )]);
    let remarks = take(&open).unwrap().remarks;
    assert!(
        remarks
            .iter()
            .any(|remark| remark.kind == RemarkKind::Truncated),
        "{remarks:?}"
    );
}

#[test]
fn a_huge_span_makes_no_huge_table() {
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p/></w:tc>";
    let row = format!("<w:tr>{}</w:tr>", cell.repeat(2000));
    assert!(
        take(&word(&format!(
            "<w:tbl>{row}{row}</w:tbl>{}",
            paragraph("End.")
        )))
        .is_ok()
    );
}

#[test]
fn letters_within_letters_end() {
    let mut letter = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\nInnermost.\n".to_owned();
    for level in 0..30 {
        letter = format!(
            "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; \
             boundary=b{level}\n\n--b{level}\n\
             Content-Type: message/rfc822\n\n{letter}\n--b{level}--\n"
        );
    }
    let reading = take(letter.as_bytes()).unwrap();
    assert!(reading.remarks.len() < 30);
}

#[test]
fn a_table_of_nothing_but_commas_is_bounded() {
    let commas = vec![b','; 8 * 1024 * 1024];
    let taken = read(&Document::new("x.csv", &commas), &Cues::general()).unwrap();
    assert!(
        taken
            .remarks
            .iter()
            .any(|remark| remark.kind == RemarkKind::Truncated)
    );
}
