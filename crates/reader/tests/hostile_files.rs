//! Files that are made to harm: each is refused or read in bounded time, with words that help.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::io::{Cursor, Seek, SeekFrom, Write};
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

/// How long this thread was on a processor, as Linux counts it: what else a machine does takes no
/// part in it.
fn on_processor() -> Option<Duration> {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = counted.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn take(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let (started, before) = (Instant::now(), on_processor());
    let taken = read(&Document::new("hostile", bytes), &Cues::general());
    let spent = before.zip(on_processor()).map(|(from, to)| to - from);
    let spent = spent.unwrap_or_else(|| started.elapsed());
    assert!(spent < Duration::from_secs(20), "{spent:?}");
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

fn page(html: &str) -> String {
    let document = Document::new("page.html", html.as_bytes());
    read(&document, &Cues::general()).unwrap().text
}

#[test]
fn elements_within_elements_without_end_are_read() {
    let depth = 100_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</ul>"),
        ("<table><tr><td>", "</table>"),
        ("<b>", ""),
        ("<select>", "</select>"),
    ] {
        let html = format!(
            "{}<p>Deep.</p>{}<p>End.",
            open.repeat(depth),
            close.repeat(depth)
        );
        assert!(page(&html).contains("End."), "{open}");
    }
}

/// Each was once a call within a call.
#[test]
fn comments_without_end_are_left_out() {
    let comments = "<!----><!x><?x>".repeat(200_000);
    assert_eq!(page(&format!("{comments}<p>End.{comments}")), "End.");
}

#[test]
fn broken_markup_without_end_is_read_once() {
    for part in [
        "<",
        "</",
        "<a href=\"",
        "&#",
        "<![CDATA[",
        "<script>",
        "=\"'",
    ] {
        let html = format!("<p>Words.</p>{}", part.repeat(1_000_000));
        assert!(page(&html).contains("Words."), "{part}");
    }
}

/// Marks that turn the direction of words or cannot be seen neither hide a reference nor a body,
/// nor turn the page on which the words are shown.
#[test]
fn invisible_marks_fall_out_of_every_form() {
    let heading = "Recommendation R/20\u{200b}31/0\u{202e}07";
    let ask = "The Harb\u{ad}our\u{2060} Bo\u{200d}ard should\u{2067} paint the pier\u{202c}.";
    let html = format!("<h2>{heading}</h2><p>{ask}</p>");
    let forms = [
        ("a.html", html.clone().into_bytes()),
        ("a.txt", format!("{heading}\n\n{ask}\n").into_bytes()),
        ("a.md", format!("## {heading}\n\n{ask}\n").into_bytes()),
        (
            "a.csv",
            format!(
                "Reference,Recommendation,Addressee\nR/20\u{200b}31/0\u{202e}07,\
            {ask},Harb\u{ad}our Bo\u{200d}ard\n"
            )
            .into_bytes(),
        ),
        (
            "a.docx",
            word(&format!("{}{}", paragraph(heading), paragraph(ask))),
        ),
        (
            "a.eml",
            format!(
                "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\
            Content-Type: text/html; charset=utf-8\n\n{html}\n"
            )
            .into_bytes(),
        ),
    ];
    for (name, bytes) in forms {
        let reading = read(&Document::new(name, &bytes), &Cues::general()).unwrap();
        let [draft] = reading.drafts.as_slice() else {
            unreachable!("{name}: {:?}", reading.drafts)
        };
        let reference = draft.reference.as_ref().map(|field| field.value.as_str());
        assert_eq!(reference, Some("R/2031/007"), "{name}");
        let asked: Vec<&str> = draft
            .addressees
            .iter()
            .map(|one| one.value.as_str())
            .collect();
        assert_eq!(asked, ["Harbour Board"], "{name}");
        assert_eq!(
            draft.text.value, "The Harbour Board should paint the pier.",
            "{name}"
        );
    }
}

#[test]
fn a_file_of_very_many_parts_is_refused() {
    let names: Vec<String> = (0..6000)
        .map(|number| format!("word/{number}.xml"))
        .collect();
    let parts = names.iter().map(|name| (name.as_str(), &b""[..]));
    let parts: Vec<(&str, &[u8])> = [("word/document.xml", &b"<x/>"[..])]
        .into_iter()
        .chain(parts)
        .collect();
    assert!(take(&zip(&parts)).is_err());
}

#[test]
fn a_zip_file_in_a_zip_file_is_not_unpacked() {
    let bomb = zip(&[("word/document.xml", &vec![b' '; 8 * 1024 * 1024])]);
    let outer = zip(&[("one.docx", &bomb), ("two.docx", &bomb)]);
    let message = take(&outer).unwrap_err().to_string();
    assert!(message.contains("unpack it"), "{message}");
}

#[test]
fn a_heading_over_a_thousand_columns_is_written_once() {
    let cell = |words: &str| {
        let words = paragraph(words);
        format!("<w:tc><w:tcPr><w:gridSpan w:val=\"500\"/></w:tcPr>{words}</w:tc>")
    };
    let row = format!(
        "<w:tr>{}{}</w:tr>",
        cell("Recommendation"),
        cell("Response")
    );
    let words = format!("<w:tr>{}{}</w:tr>", cell("Paint it."), cell("Accepted."));
    let text = take(&word(&format!("<w:tbl>{row}{words}</w:tbl>")))
        .unwrap()
        .text;
    assert_eq!(text.matches("Recommendation").count(), 1, "{text}");
}

/// An Excel workbook of one sheet.
fn workbook(strings: &str, sheet: &str) -> Vec<u8> {
    let sheets = "<workbook xmlns:r=\"r\"><sheets>\
                  <sheet name=\"Plan\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let strings = format!("<sst{strings}</sst>");
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    workbook_of(sheets, &strings, &sheet)
}

/// An Excel workbook of which every sheet is the one there is.
fn workbook_of(sheets: &str, strings: &str, sheet: &str) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.\
                     org/officeDocument/2006/relationships/worksheet\" \
                     Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let package = "<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.\
                   org/officeDocument/2006/relationships/officeDocument\" \
                   Target=\"xl/workbook.xml\"/></Relationships>";
    zip(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", sheets.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cells(cells: &str) -> String {
    format!("<sheetData><row r=\"1\">{cells}</row></sheetData>")
}

#[test]
fn one_string_in_very_many_cells_is_refused() {
    let strings = format!("><si><t>{}</t></si>", "Paint the pier. ".repeat(10_000));
    let few = "<c t=\"s\"><v>0</v></c>";
    assert!(take(&workbook(&strings, &cells(few))).is_ok());
    let message = take(&workbook(&strings, &cells(&few.repeat(1000))));
    let message = message.unwrap_err().to_string();
    assert!(message.contains("unpacks"), "{message}");
}

#[test]
fn a_workbook_that_states_more_strings_than_memory_holds_is_refused() {
    let message = take(&workbook(" uniqueCount=\"999999999999\">", &cells("<c/>")));
    let message = message.unwrap_err().to_string();
    assert!(message.contains("unpacks"), "{message}");
}

#[test]
fn a_sheet_wider_than_any_is_refused_or_cut() {
    let far = "<c r=\"ZZZZZZ1\" t=\"str\"><v>Far</v></c>";
    assert!(take(&workbook(">", &cells(far))).is_err());
    let merged = format!(
        "{}<mergeCells count=\"1\"><mergeCell ref=\"A1:ZZZZZZ1\"/></mergeCells>",
        cells(
            "<c r=\"A1\" t=\"str\"><v>Recommendation</v></c>\
               <c r=\"B1\" t=\"str\"><v>Response</v></c>"
        )
    );
    // Read, or refused as no such sheet: never as wide as it says.
    drop(take(&workbook(">", &merged)));
}

/// Formulas are not worked out: a cell holds what the program that wrote it had last shown.
#[test]
fn formulas_that_ask_each_other_end() {
    let cell = "<c r=\"A1\" t=\"str\"><f t=\"shared\" ref=\"A1:B1\" si=\"0\">B1</f><v>One</v></c>\
                <c r=\"B1\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>Two</v></c>";
    assert!(
        take(&workbook(">", &cells(cell)))
            .unwrap()
            .text
            .contains("Two")
    );
}

/// An OpenDocument workbook of these tables.
fn opendocument(tables: &str) -> Vec<u8> {
    let xml = format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest></manifest:manifest>",
        ),
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", xml.as_bytes()),
    ])
}

#[test]
fn repeats_of_an_opendocument_sheet_are_counted() {
    let sheet = |row: &str, cell: &str| {
        opendocument(&format!(
            "<table:table table:name=\"Plan\"><table:table-row{row}>\
             <table:table-cell office:value-type=\"string\"{cell}><text:p>Paint the pier.</text:p>\
             </table:table-cell></table:table-row></table:table>"
        ))
    };
    let columns = " table:number-columns-repeated=\"16384\"";
    let rows = " table:number-rows-repeated=\"1000000\"";
    assert!(
        take(&sheet("", ""))
            .unwrap()
            .text
            .contains("Paint the pier.")
    );
    for (row, cell) in [
        (rows, columns),
        (rows, " table:number-columns-repeated=\"30\""),
    ] {
        let message = take(&sheet(row, cell)).unwrap_err().to_string();
        assert!(message.contains("unpacks"), "{message}");
    }
}

/// Each of these says more than it seems to.
#[test]
fn repeats_that_hide_are_counted() {
    let table = |name: usize, rows: &str| {
        format!("<table:table table:name=\"Plan {name}\">{rows}</table:table>")
    };
    let row =
        |repeats: &str, cells: &str| format!("<table:table-row{repeats}>{cells}</table:table-row>");
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>Pier.</text:p>";
    let cell = |inside: &str| format!("{cell}{inside}</table:table-cell>");
    let many = " table:number-rows-repeated=\"1000000\"";
    let wide = "<table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"float\" \
                office:value=\"1\"/>";
    let far = row("", wide) + &row(many, "") + &row("", wide);
    let of_several_sheets: String = (0..40).map(|name| table(name, &far)).collect();
    let hostile = [
        // Sheets that are borne one by one.
        of_several_sheets,
        (0..2000)
            .map(|name| table(name, &row("", &cell(""))))
            .collect(),
        // A table and a row where none belong, which nothing counts from anew.
        table(0, &format!("{far}<table:table/>").repeat(40)),
        table(0, &row(many, &cell("<table:table-row/>").repeat(30))),
        // Numbers under a name with another prefix, in front of those that count.
        table(
            0,
            &row(
                &format!(" x:number-rows-repeated=\"1\"{many}"),
                &cell("").repeat(30),
            ),
        ),
        // A value without its type.
        table(
            0,
            &row(
                many,
                &wide.replace("office:value-type=\"float\" ", "").repeat(30),
            ),
        ),
        // So many spaces.
        table(0, &row("", &cell("<text:s text:c=\"99999999999\"/>"))),
    ];
    for tables in hostile {
        let start: String = tables.chars().take(200).collect();
        assert!(take(&opendocument(&tables)).is_err(), "{start}");
    }
    let honest = table(0, &row("", &cell("<text:s text:c=\"3\"/>")));
    assert!(take(&opendocument(&honest)).is_ok());
}

/// One large part as very many sheets: each would be read from its beginning.
#[test]
fn one_part_that_is_very_many_sheets_is_refused() {
    let nothing = "<row/>".repeat(600_000);
    let sheet = format!("<worksheet><sheetData>{nothing}</sheetData></worksheet>");
    let sheets = |count: usize| {
        let one = |at: usize| format!("<sheet name=\"P{at}\" sheetId=\"{at}\" r:id=\"rId1\"/>");
        let all: String = (0..count).map(one).collect();
        let book = format!("<workbook xmlns:r=\"r\"><sheets>{all}</sheets></workbook>");
        workbook_of(&book, "<sst></sst>", &sheet)
    };
    assert!(take(&sheets(1)).is_ok());
    let message = take(&sheets(5000)).unwrap_err().to_string();
    assert!(message.contains("unpacks"), "{message}");
}

/// A record of an old workbook.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// An old workbook of one sheet with one cell, which states a size; its sectors lie in pieces.
fn old_workbook(states: &[u8], cells: &[(u16, u16)]) -> Vec<u8> {
    let words = b"Paint the pier.";
    let begins = |what: u8| record(0x0809, &[0, 6, what, 0]);
    let filling = record(0x1234, &[b'x'; 4000]);
    let place = 8 + filling.len() + 12 + 4;
    let place = u32::try_from(place).unwrap().to_le_bytes();
    let named = record(0x0085, &[&place[..], &[0, 0, 0, 0]].concat());
    let mut stream = [begins(5), filling, named, record(0x000a, &[]), begins(16)].concat();
    // The stated size lies across the edge of a sector.
    let edge = stream.len().next_multiple_of(512) - 6;
    let gap = vec![b'x'; (edge + 512 - stream.len() - 4) % 512];
    stream.extend(record(0x1234, &gap));
    stream.extend(record(0x0200, states));
    for (row, column) in cells {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        let length = u16::try_from(words.len()).unwrap().to_le_bytes();
        stream.extend(record(0x0204, &[&place, &length[..], &[0], words].concat()));
    }
    stream.extend(record(0x000a, &[]));
    packed_in_pieces(&stream)
}

/// A compound file where each sector of the workbook is followed by one of something else.
fn packed_in_pieces(workbook: &[u8]) -> Vec<u8> {
    let version = cfb::Version::V3;
    let mut file =
        cfb::CompoundFile::create_with_version(version, Cursor::new(Vec::new())).unwrap();
    for (at, piece) in workbook.chunks(512).enumerate() {
        for name in ["Workbook", "Other"] {
            let mut stream = match at {
                0 => file.create_stream(name).unwrap(),
                _ => file.open_stream(name).unwrap(),
            };
            stream.seek(SeekFrom::End(0)).unwrap();
            // Streams below 4 kB lie elsewhere, and move.
            let piece = if name == "Other" { &[b'y'; 512] } else { piece };
            stream.write_all(piece).unwrap();
            stream.flush().unwrap();
        }
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn the_stated_size_of_an_old_workbook_sets_no_memory_aside() {
    let all = [0, 0, 0, 0, 255, 255, 255, 127, 0, 0, 255, 255, 0, 0];
    let bytes = old_workbook(&all, &[(0, 0)]);
    let stated = [&[0, 2, 14, 0][..], &all].concat();
    let whole = bytes.windows(stated.len()).any(|window| window == stated);
    assert!(
        !whole,
        "the size lies in one piece, so that this tests nothing"
    );
    assert!(take(&bytes).unwrap().text.contains("Paint the pier."));
}

#[test]
fn cells_of_an_old_workbook_at_opposite_corners_are_refused() {
    let none = [0; 14];
    assert!(take(&old_workbook(&none, &[(0, 0), (90, 90)])).is_ok());
    let message = take(&old_workbook(&none, &[(0, 0), (65_535, 65_535)]));
    let message = message.unwrap_err().to_string();
    assert!(message.contains("unpacks"), "{message}");
}

#[test]
fn a_markdown_table_of_nothing_but_bars_is_bounded() {
    let wide = "|".repeat(2000);
    let text = format!("{wide}\n{}\n{}", "|-".repeat(2000), "|\n".repeat(100_000));
    drop(take(text.as_bytes()));
    drop(read(
        &Document::new("x.md", text.as_bytes()),
        &Cues::general(),
    ));
}
