//! What must hold for any input at all, as plain functions over bytes.
//!
//! libFuzzer drives them through `targets/`; the tests below drive them on stable Rust, from seeds
//! that are cut, doubled and spoiled. A crash that libFuzzer finds becomes a seed here.

use std::io::{Cursor, Write};

use heeded_due::{Calendar, Context, SaidOn};
use heeded_reader::{ColumnMap, Cues, Document, Pages, Section};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Reads the bytes as the words of a promise, and as a sentence with promises in it.
///
/// # Panics
///
/// When a law of dates does not hold: that is what the fuzzer looks for.
pub fn due_read(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    for said_on in [None, Some(SaidOn::Year(2025)), Some(SaidOn::Month(2024, 2))] {
        let context = Context {
            said_on,
            calendar: Calendar::UNITED_KINGDOM,
            sentence: None,
        };
        let due = heeded_due::read(&words, &context);
        let again = heeded_due::read(&words, &context);
        assert_eq!(due, again, "the same words mean the same");
        let chosen = (due.chosen().earliest, due.chosen().latest);
        if let (Some(earliest), Some(latest)) = chosen {
            assert!(earliest <= latest, "{words:?} runs backwards: {chosen:?}");
        }
    }
    let mut end = 0;
    for found in heeded_due::find(&words) {
        let range = found.range;
        assert!(
            range.start >= end && words.get(range.clone()).is_some(),
            "{range:?} in {words:?}"
        );
        end = range.end;
    }
}

/// Reads the bytes as a document with this name.
///
/// # Panics
///
/// When the same bytes read twice give two answers, or a passage lies outside the text.
fn read_as(name: &str, bytes: &[u8]) {
    read_document(&Document::new(name, bytes));
}

fn read_document(document: &Document<'_>) {
    let cues = Cues::general();
    let first = heeded_reader::read(document, &cues);
    let second = heeded_reader::read(document, &cues);
    assert_eq!(
        format!("{first:?}"),
        format!("{second:?}"),
        "the same bytes read the same"
    );
    for draft in first.iter().flat_map(|reading| &reading.drafts) {
        let passage = draft.text.passage;
        let text = first.as_ref().map_or("", |reading| reading.text.as_str());
        assert!(
            text.get(passage.start..passage.end).is_some(),
            "{passage:?} lies outside the text"
        );
    }
}

/// Reads the bytes as a document whose name says nothing.
pub fn reader_read(bytes: &[u8]) {
    read_as("", bytes);
}

/// Reads the bytes as plain text.
pub fn text_read(bytes: &[u8]) {
    read_as("letter.txt", bytes);
}

/// Reads the bytes as a web page.
pub fn html_read(bytes: &[u8]) {
    read_as("page.html", bytes);
}

/// Reads the bytes as Markdown.
pub fn markdown_read(bytes: &[u8]) {
    read_as("notes.md", bytes);
}

/// Reads the bytes as a letter.
pub fn email_read(bytes: &[u8]) {
    read_as("letter.eml", bytes);
}

/// Reads the bytes as a table in plain text, by the words of its headings and by a map.
pub fn csv_read(bytes: &[u8]) {
    read_as("table.csv", bytes);
    read_by_map("table.csv", bytes);
}

/// Reads the bytes as a map of columns, and what comes behind a NUL as the table that it is for.
pub fn columns_read(bytes: &[u8]) {
    let (map, table) = halves(bytes);
    if let Ok(map) = ColumnMap::from_toml("map", &String::from_utf8_lossy(map)) {
        let document = Document::new("table.csv", table);
        drop(heeded_reader::read_by_columns(
            &document,
            &Cues::general(),
            &map,
        ));
    }
}

/// Reads the bytes as the words of a scheme, and what comes behind a NUL as a text of that body.
pub fn cues_read(bytes: &[u8]) {
    let (section, text) = halves(bytes);
    if let Ok(section) = Section::from_toml(&String::from_utf8_lossy(section)) {
        let cues = Cues::general().with(&section);
        drop(heeded_reader::read(&Document::new("a.txt", text), &cues));
    }
}

fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|&byte| byte == 0);
    bytes.split_at(at.unwrap_or(bytes.len()))
}

/// The parts of a Word file that are read, in the order in which [`word_read`] takes them.
pub const WORD_PARTS: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
];

/// The parts of a workbook that are read, in the order in which [`workbook_read`] takes them.
pub const WORKBOOK_PARTS: &[&str] = &[
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
];

/// Reads the bytes as the parts of a Word file, each ended by a NUL.
pub fn word_read(bytes: &[u8]) {
    read_as("report.docx", &packed(WORD_PARTS, bytes));
}

/// Reads the bytes as the parts of an Excel workbook, each ended by a NUL.
pub fn workbook_read(bytes: &[u8]) {
    let file = packed(WORKBOOK_PARTS, bytes);
    read_as("plan.xlsx", &file);
    read_by_map("plan.xlsx", &file);
}

/// Reads the bytes as the content of an OpenDocument sheet.
pub fn opendocument_read(bytes: &[u8]) {
    let before = "application/vnd.oasis.opendocument.spreadsheet\0\
                  <manifest:manifest></manifest:manifest>\0";
    let bytes = [before.as_bytes(), bytes].concat();
    read_as(
        "plan.ods",
        &packed(
            &["mimetype", "META-INF/manifest.xml", "content.xml"],
            &bytes,
        ),
    );
}

/// Reads the bytes as a workbook in the old form of Excel.
pub fn old_workbook_read(bytes: &[u8]) {
    read_as("plan.xls", bytes);
}

/// Reads the bytes as a zip file that says it is a document.
pub fn package_read(bytes: &[u8]) {
    read_as("report.docx", bytes);
}

/// Reads the bytes as what `pdftohtml` says of the pages of a PDF file, and behind a NUL what
/// `pdftocairo` draws on them.
pub fn pages_read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (written, drawn) = text.split_once('\0').unwrap_or((&text, ""));
    let mut pages = Pages {
        pages: heeded_extract::pages_of_xml(written),
        ..Pages::default()
    };
    let rules = heeded_extract::rules_of_svg(drawn);
    for (page, rules) in pages.pages.iter_mut().zip(rules) {
        page.rules = rules;
    }
    read_document(&Document::new("report.pdf", b"%PDF-").with_pages(&pages));
}

fn read_by_map(name: &str, bytes: &[u8]) {
    let document = Document::new(name, bytes);
    for look in heeded_reader::look(&document).unwrap_or_default() {
        if let Ok(map) = ColumnMap::from_toml("map", &look.to_toml("map")) {
            drop(heeded_reader::read_by_columns(
                &document,
                &Cues::general(),
                &map,
            ));
        }
    }
}

/// A zip file with the parts that the bytes hold, each ended by a NUL.
fn packed(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in names.iter().zip(bytes.split(|&byte| byte == 0)) {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer
            .start_file(*name, stored)
            .and_then(|()| Ok(writer.write_all(part)?))
            .expect("memory takes what is written to it");
    }
    let written = writer.finish();
    written
        .expect("memory takes what is written to it")
        .into_inner()
}

#[cfg(test)]
mod seeds;

#[cfg(test)]
mod tests {
    use super::seeds::{Chance, cases, parts, spoiled};
    use super::*;

    /// How many spoiled inputs each target gets: all of them together take about a minute of a
    /// debug build. `HEEDED_FUZZ_TIMES=60` makes it an hour.
    const ROUNDS: usize = 300;

    fn times() -> usize {
        let times = std::env::var("HEEDED_FUZZ_TIMES").ok();
        times.and_then(|times| times.parse().ok()).unwrap_or(1)
    }

    fn drive(target: fn(&[u8]), seeds: &[Vec<u8>]) {
        let mut chance = Chance::new();
        seeds.iter().for_each(|seed| target(seed));
        for _ in 0..ROUNDS.saturating_mul(times()) {
            let bytes = spoiled(seeds, &mut chance);
            let outcome = std::panic::catch_unwind(|| target(&bytes));
            assert!(
                outcome.is_ok(),
                "the input was {:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }

    fn words(seeds: &[&str]) -> Vec<Vec<u8>> {
        seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect()
    }

    #[test]
    fn due_reads_anything() {
        drive(
            due_read,
            &words(&[
                "",
                "30/02/2025–1.1.26",
                "by Winter 2025, TBC",
                "by the end of 2025/26, subject to funding",
                "early to mid-September ’25",
                "every 9999999999 months from Q4 0000",
                "within three (3) months of the date of this report",
                "\u{feff}in due course\u{202e} 31st\u{a0}Dec",
            ]),
        );
    }

    #[test]
    fn the_reader_reads_anything() {
        drive(
            reader_read,
            &words(&[
                "<table><tr><td>Recommendation 1<td>By <b>2025<script>x</script></table",
                "Recommendation 2025/001\n\nThe body recommends that Example Trust reviews it.\n\n",
                "Response received on 6 November 2024\n• We will do it by Autumn 2026 (TBC)\n\n",
                "<!doctype html><html><p>&#x110000;&notit;<![CDATA[<ul><li><li>",
                "Actions planned\nOwner: Director of Examples\n1.1.1.1.1) evaluate\r\n\r\n",
                "\0\u{1}%PDF-1.7",
            ]),
        );
    }

    #[test]
    fn texts() {
        drive(text_read, &cases("txt"));
    }

    #[test]
    fn web_pages() {
        drive(html_read, &cases("html"));
    }

    #[test]
    fn markdown() {
        drive(markdown_read, &cases("md"));
    }

    #[test]
    fn letters() {
        drive(email_read, &cases("eml"));
    }

    #[test]
    fn tables_in_plain_text() {
        drive(csv_read, &cases("csv"));
    }

    #[test]
    fn maps_of_columns() {
        let table = "\0No,What,Who\n1,Paint the pier.,Harbour Board\n";
        let map = "name = \"Piers\"\n[columns]\nNo = \"reference\"\nWhat = \"ask\"\n\
                   Who = \"addressees\"\n[fixed]\nreport = \"Piers of {No}\"\n";
        drive(columns_read, &words(&[&format!("{map}{table}")]));
    }

    #[test]
    fn words_of_schemes() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/reader/tests/cases");
        let case = |name: &str| std::fs::read(format!("{folder}/scheme-cues/{name}")).unwrap();
        let seed = [case("cues.toml"), vec![0], case("input.txt")].concat();
        drive(cues_read, &[seed]);
    }

    #[test]
    fn word_files() {
        drive(word_read, &parts("docx", WORD_PARTS));
    }

    #[test]
    fn workbooks() {
        drive(workbook_read, &parts("xlsx", WORKBOOK_PARTS));
    }

    #[test]
    fn opendocument_sheets() {
        drive(opendocument_read, &parts("ods", &["content.xml"]));
    }

    #[test]
    fn old_workbooks() {
        drive(old_workbook_read, &cases("xls"));
    }

    #[test]
    fn packages() {
        let seeds = ["docx", "xlsx", "ods"].into_iter().flat_map(cases);
        drive(package_read, &seeds.collect::<Vec<_>>());
    }

    #[test]
    fn pages_of_print() {
        let line = |top: usize, left: usize, words: &str| {
            format!(
                "<text top=\"{top}\" left=\"{left}\" width=\"200\" height=\"12\" font=\"0\">\
                 {words}</text>\n"
            )
        };
        let page = |number: usize| {
            let lines: String = (1..30)
                .map(|at| {
                    line(
                        60 + at * 14,
                        50,
                        &format!("The Board should paint pier {at} by May 2031"),
                    ) + &line(60 + at * 14, 310, "and <b>will</b> say so.")
                })
                .collect();
            format!(
                "<page number=\"{number}\" top=\"0\" left=\"0\" height=\"841\" width=\"595\">\n\
                 <fontspec id=\"0\" size=\"11\" family=\"AB+Arial\"/>\n{}{}{lines}{}</page>\n",
                line(20, 50, "Report on piers"),
                line(46, 50, &format!("Recommendation {number}")),
                line(800, 300, &number.to_string()),
            )
        };
        let written: String = (1..4).map(page).collect();
        let rule = |left: i32, top: i32, right: i32, bottom: i32| {
            format!("<path d=\"M {left} {top} L {right} {bottom}\"/>")
        };
        let level: String = (0..8)
            .map(|row| rule(45, 58 + row * 14, 560, 58 + row * 14))
            .collect();
        let upright: String = [45, 305, 560].map(|at| rule(at, 58, at, 156)).concat();
        let drawn = format!("<svg><page>{level}{upright}</page><page>{level}</page><page/></svg>");
        let seeds = [
            written.clone().into_bytes(),
            [written, drawn].join("\0").into_bytes(),
        ];
        drive(pages_read, &seeds);
    }
}
