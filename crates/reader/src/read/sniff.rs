//! What a document is, by its first bytes, and what to say of one that is not read.

use super::package::Package;
use crate::document::{Document, Unreadable};
use crate::reading::Format;

/// How many bytes are looked at.
const HEAD_BYTES: usize = 4096;

const SAVE_AS_PAGE: &str = "give the web page that it was made from, or save its words as plain \
                            text (\"pdftotext -layout FILE\" does it for a PDF file)";
const SAVE_AS_TEXT: &str = "open it and save it as a web page (HTML) or as plain text";
const UNPACK: &str = "unpack it and give the documents that are in it";
const TYPE_OUT: &str = "give the page that it shows as HTML or as plain text";

/// Beginnings that tell a format which is not read.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF file", SAVE_AS_PAGE),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Word or Excel file",
        SAVE_AS_TEXT,
    ),
    (b"{\\rtf", "a rich text file", SAVE_AS_TEXT),
    (b"\x89PNG", "an image (PNG)", TYPE_OUT),
    (b"\xFF\xD8\xFF", "an image (JPEG)", TYPE_OUT),
    (b"GIF8", "an image (GIF)", TYPE_OUT),
    (b"II*\0", "an image (TIFF)", TYPE_OUT),
    (b"MM\0*", "an image (TIFF)", TYPE_OUT),
    (b"RIFF", "an image or a sound file", TYPE_OUT),
    (b"\x1F\x8B", "a compressed file (gzip)", UNPACK),
    (b"BZh", "a compressed file (bzip2)", UNPACK),
    (b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"SQLite format 3", "a SQLite database", SAVE_AS_TEXT),
];

/// What opens a web page that says so, in lower case.
const HTML_OPENINGS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<main",
    "<article",
    "<section",
    "<div",
    "<p>",
    "<p ",
    "<h1",
    "<h2",
    "<h3",
    "<ul",
    "<table",
    "<title",
    "<meta",
    "<?xml",
];

/// Whether a document is named or declared as a web page, or opens as one: what it then may be else
/// is no text.
pub(super) fn is_page(document: &Document<'_>) -> bool {
    is_html(document, document.head(HEAD_BYTES))
}

/// Tells the format, or why the document is not read.
pub(super) fn format(document: &Document<'_>) -> Result<Format, Unreadable> {
    let head = document.head(HEAD_BYTES);
    if let Some(format) = packed(document.bytes, head) {
        return Ok(format);
    }
    if let Some((what, mend)) = unsupported(head) {
        return Err(Unreadable::Unsupported {
            name: document.name.to_owned(),
            what,
            mend,
        });
    }
    if is_binary(head) {
        let begins: Vec<String> = head
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        return Err(Unreadable::Binary {
            name: document.name.to_owned(),
            begins: begins.join(" "),
        });
    }
    Ok(if is_html(document, head) {
        Format::Html
    } else {
        named(document).unwrap_or(if is_letter(head) {
            Format::Email
        } else {
            Format::Text
        })
    })
}

/// The format of a zip file, by the parts that it holds.
fn packed(bytes: &[u8], head: &[u8]) -> Option<Format> {
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        // Old Word and Excel files are one kind of archive; the name of the part tells them apart.
        let part = |name: &str| -> Vec<u8> { name.bytes().flat_map(|byte| [byte, 0]).collect() };
        let holds = |name: &str| {
            let part = part(name);
            bytes.windows(part.len()).any(|window| window == part)
        };
        return (holds("Workbook") || holds("Book")).then_some(Format::Spreadsheet);
    }
    if !head.starts_with(b"PK\x03\x04") {
        return None;
    }
    match Package::open(bytes) {
        Ok(package) if package.holds(super::docx::DOCUMENT) => Some(Format::Word),
        Ok(package) if super::sheets::is_workbook(&package) => Some(Format::Spreadsheet),
        Ok(_) => None,
        // Cut off in the middle: what it was shows in its first bytes.
        Err(_) if zip_kind(head).0 == "a Word file" => Some(Format::Word),
        Err(_) if zip_kind(head).0 == "an Excel file" => Some(Format::Spreadsheet),
        Err(_) => None,
    }
}

fn unsupported(head: &[u8]) -> Option<(&'static str, &'static str)> {
    if head.starts_with(b"PK\x03\x04") {
        return Some(zip_kind(head));
    }
    if head.starts_with(b"From: <Saved by") {
        return Some((
            "a web archive (MHTML)",
            "save the page as \"web page, HTML only\"",
        ));
    }
    MAGIC
        .iter()
        .find(|(magic, ..)| head.starts_with(magic))
        .map(|&(_, what, mend)| (what, mend))
}

/// Word and Excel files are zip files; the names of the parts stand in the first bytes.
fn zip_kind(head: &[u8]) -> (&'static str, &'static str) {
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if holds(b"word/") {
        ("a Word file", SAVE_AS_TEXT)
    } else if holds(b"xl/") {
        ("an Excel file", SAVE_AS_TEXT)
    } else if holds(b"opendocument") {
        ("an OpenDocument file", SAVE_AS_TEXT)
    } else if holds(b"[Content_Types].xml") {
        ("an Office file", SAVE_AS_TEXT)
    } else {
        ("a zip archive", UNPACK)
    }
}

/// Text has no NUL (but in UTF-16) and hardly any control characters.
fn is_binary(head: &[u8]) -> bool {
    if super::encoding::utf16(head).is_some() {
        return false;
    }
    let controls = count(head, |byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    let nuls = count(head, |byte| byte == 0);
    nuls * 100 > head.len() || controls * 20 > head.len()
}

/// How many bytes are of a kind, in pieces that several bytes are counted of at once.
fn count(head: &[u8], is: impl Fn(u8) -> bool) -> usize {
    /// As many as a byte can count.
    const PIECE_BYTES: usize = 128;
    let pieces = head.chunks(PIECE_BYTES);
    let counts = pieces.map(|piece| piece.iter().map(|byte| u8::from(is(*byte))).sum::<u8>());
    counts.map(usize::from).sum()
}

fn is_html(document: &Document<'_>, head: &[u8]) -> bool {
    let declared = document.media_type.is_some_and(|media_type| {
        let media_type = media_type.trim_start().to_ascii_lowercase();
        media_type.starts_with("text/html") || media_type.starts_with("application/xhtml")
    });
    let name = document.name.to_ascii_lowercase();
    let named = [".html", ".htm", ".xhtml"]
        .iter()
        .any(|ending| name.ends_with(ending));
    declared || named || opens_as_html(head)
}

/// The format of a text, by its name or by the media type that came with it.
fn named(document: &Document<'_>) -> Option<Format> {
    let name = document.name.to_ascii_lowercase();
    let declared = document.media_type.unwrap_or_default().to_ascii_lowercase();
    let is = |endings: &[&str], media_types: &[&str]| {
        endings.iter().any(|ending| name.ends_with(ending))
            || media_types
                .iter()
                .any(|media_type| declared.starts_with(media_type))
    };
    if is(
        &[".csv", ".tsv", ".tab"],
        &["text/csv", "text/tab-separated-values"],
    ) {
        Some(Format::Csv)
    } else if is(&[".md", ".markdown"], &["text/markdown"]) {
        Some(Format::Markdown)
    } else if is(&[".eml"], &["message/rfc822"]) {
        Some(Format::Email)
    } else {
        None
    }
}

/// Whether a text opens with the head of a letter: lines of it, and among them the sender.
fn is_letter(head: &[u8]) -> bool {
    /// A note may begin with "From:" and "To:"; letters have more lines of the kind.
    const HEAD_LINES_MIN: usize = 3;
    const FIELDS: &[&str] = &[
        "from:",
        "to:",
        "subject:",
        "date:",
        "mime-version:",
        "message-id:",
        "received:",
        "return-path:",
        "content-type:",
        "delivered-to:",
    ];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let lines: Vec<&str> = head
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let field = |line: &&&str| FIELDS.iter().any(|field| line.starts_with(field));
    let technical = ["mime-version:", "message-id:", "received:"];
    lines.iter().filter(field).count() >= HEAD_LINES_MIN
        && lines
            .iter()
            .any(|line| technical.iter().any(|field| line.starts_with(field)))
        && lines.iter().any(|line| line.starts_with("from:"))
}

fn opens_as_html(head: &[u8]) -> bool {
    // NULs fall out so that UTF-16 is seen too.
    let head: Vec<u8> = head
        .iter()
        .copied()
        .filter(|&byte| byte != 0 && byte.is_ascii())
        .collect();
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let mut head = head.trim_start();
    while let Some((_, after)) = head
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
    {
        head = after.trim_start();
    }
    HTML_OPENINGS
        .iter()
        .any(|opening| head.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8]) -> Result<Format, String> {
        format(&Document::new("x", bytes)).map_err(|error| error.to_string())
    }

    #[test]
    fn pages_are_told_from_text() {
        assert_eq!(check(b"  <!DOCTYPE html><p>x"), Ok(Format::Html));
        assert_eq!(check(b"<!-- saved --><div>x</div>"), Ok(Format::Html));
        assert_eq!(check(b"Harbour Board\nasks < 5"), Ok(Format::Text));
    }

    #[test]
    fn what_is_not_read_is_named_with_its_mend() {
        assert!(check(b"%PDF-1.7 x").unwrap_err().contains("a PDF file"));
        assert!(
            check(b"PK\x03\x04....pictures")
                .unwrap_err()
                .contains("a zip archive")
        );
        assert!(
            check(b"\x89PNG....")
                .unwrap_err()
                .contains("an image (PNG)")
        );
        assert!(
            check(b"\0\x01\x02\x03\0\0\0\x05abc")
                .unwrap_err()
                .contains("00 01 02")
        );
    }
}
