//! Bytes to characters: by byte order mark, by what is declared, by what fits.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::reading::Format;

/// How far into a page a declaration of its encoding is looked for, as browsers do.
const DECLARATION_BYTES: usize = 1024;

/// The characters of a document.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    /// Whether some bytes were no characters.
    pub(super) garbled: bool,
}

/// Decodes a document.
pub(super) fn decode(bytes: &[u8], media_type: Option<&str>, format: Format) -> Decoded {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf16(bytes))
        .unwrap_or_else(|| by_content(bytes, declared(bytes, media_type, format)));
    decode_as(bytes, encoding)
}

/// Decodes what somebody knows the encoding of.
pub(super) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, encoding, garbled) = encoding.decode(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        garbled,
    }
}

/// UTF-16 without a mark shows as a NUL in every second byte of Western text.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    // Nearly every other document has none at all.
    memchr::memchr(0, head)?;
    let pairs = head.len() / 2;
    let nuls = |offset| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    // A quarter, so that a page with other letters passes; and next to none on the other side.
    if pairs >= 4 && odd * 4 > pairs && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if pairs >= 4 && even * 4 > pairs && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn declared(bytes: &[u8], media_type: Option<&str>, format: Format) -> Option<&'static Encoding> {
    let from_type = media_type.and_then(|media_type| charset(&media_type.to_ascii_lowercase()));
    if from_type.is_some() || format != Format::Html {
        return from_type;
    }
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    charset(&String::from_utf8_lossy(head).to_ascii_lowercase())
}

fn charset(words: &str) -> Option<&'static Encoding> {
    let (_, after) = words.split_once("charset=")?;
    let after = after.trim_start_matches(['"', '\'']);
    let label = after
        .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))
        .next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read byte by byte cannot be true of UTF-16.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

/// What is declared counts unless it is plainly untrue; undeclared text is UTF-8 if it can be.
fn by_content(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return match declared {
            Some(encoding) if !encoding.is_ascii_compatible() => encoding,
            _ => UTF_8,
        };
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if mostly_utf8(bytes) => UTF_8,
        // Old programs on a Macintosh end lines with a carriage return alone; no other does.
        _ if bytes.contains(&b'\r') && !bytes.contains(&b'\n') => MACINTOSH,
        _ => WINDOWS_1252,
    }
}

/// A text cut in the middle of a character, or with a stray byte, is still UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], format: Format, encoding: &str, text: &str) {
        let decoded = decode(bytes, None, format);
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Café’s".as_bytes(), Format::Text, "UTF-8", "Café’s");
        check(b"\xEF\xBB\xBFabc", Format::Text, "UTF-8", "abc");
        check(
            b"Board\x92s caf\xE9",
            Format::Text,
            "windows-1252",
            "Board’s café",
        );
        check(b"caf\x8E\rna\x95f", Format::Text, "macintosh", "café\rnaïf");
        check(b"\xFF\xFEB\0o\0", Format::Text, "UTF-16LE", "Bo");
        check(b"B\0o\0a\0r\0d\0s\0", Format::Text, "UTF-16LE", "Boards");
        check(b"\0B\0o\0a\0r\0d\0s", Format::Text, "UTF-16BE", "Boards");
    }

    #[test]
    fn a_page_may_say_what_it_is_in() {
        let page = b"<meta charset=\"iso-8859-2\"><p>\xB3\xF3d\xBC";
        check(
            page,
            Format::Html,
            "ISO-8859-2",
            "<meta charset=\"iso-8859-2\"><p>łódź",
        );
    }

    #[test]
    fn one_stray_byte_does_not_make_utf8_something_else() {
        let mut bytes = "’’’’’’’’ café".as_bytes().to_vec();
        bytes.push(0xE2);
        let decoded = decode(&bytes, None, Format::Text);
        assert_eq!((decoded.encoding, decoded.garbled), ("UTF-8", true));
    }
}
