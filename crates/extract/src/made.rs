//! The day on which a PDF file says that it was made.
//!
//! Most files say it in plain bytes; for the others `pdfinfo` is asked, whose start alone takes a
//! third of what the words of a short file do.

use jiff::civil::Date;
use memchr::memmem;

use crate::child::{self, Task};
use crate::poppler;

/// What `pdfinfo` may write: its dozen lines are 1 kB.
const OUTPUT_BYTES_MAX: u64 = 1024 * 1024;
/// The year, the month and the day, as digits.
const DIGITS: usize = 8;

/// The day; `None` where it does not say, or nobody can tell.
pub(crate) fn made_on(bytes: &[u8]) -> Option<Date> {
    plainly(bytes).or_else(|| asked(bytes))
}

/// The day in the object that the file's last table names as its description, where that stands
/// there unpacked and unlocked.
fn plainly(bytes: &[u8]) -> Option<Date> {
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return None;
    }
    let named = behind_last(bytes, b"/Info ")?;
    let (number, rest) = digits(named)?;
    let (generation, rest) = digits(rest.strip_prefix(b" ")?)?;
    rest.strip_prefix(b" R")?;
    let opening = [number, b" ", generation, b" obj"].concat();
    // "13 0 obj" ends in "3 0 obj" and is another.
    let whole = |at: usize| !at.checked_sub(1).is_some_and(|at| is_digit(bytes, at));
    let object = memmem::find_iter(bytes, &opening)
        .filter(|&at| whole(at))
        .last()?;
    let object = bytes.get(object + opening.len()..)?;
    let object = object.get(..memmem::find(object, b"endobj")?)?;
    let value = behind_last(object, b"/CreationDate")?.trim_ascii_start();
    let date = value.strip_prefix(b"(D:")?.get(..DIGITS)?;
    std::str::from_utf8(date).ok()?.parse().ok()
}

fn behind_last<'b>(bytes: &'b [u8], words: &[u8]) -> Option<&'b [u8]> {
    bytes.get(memmem::rfind(bytes, words)? + words.len()..)
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

fn digits(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    bytes.split_at_checked(length).filter(|_| length > 0)
}

fn asked(bytes: &[u8]) -> Option<Date> {
    let outcome = child::run(&Task {
        program: "pdfinfo",
        arguments: &["-isodates", "-"],
        input: bytes,
        seconds_max: poppler::SECONDS_MAX,
        output_bytes_max: OUTPUT_BYTES_MAX,
    })
    .ok()?;
    created(&outcome.text())
}

fn created(properties: &str) -> Option<Date> {
    let mut lines = properties.lines();
    let value = lines.find_map(|line| line.strip_prefix("CreationDate:"))?;
    value.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_making_is_read() {
        let properties = "Title: Tides\nCreationDate:    2031-05-02T10:00:00+01\nPages: 3";
        assert_eq!(created(properties), Some(jiff::civil::date(2031, 5, 2)));
        assert_eq!(created("Title: Tides"), None);
    }

    #[test]
    fn what_a_file_says_plainly_is_read_without_a_program() {
        let file = |object: &str, end: &str| {
            let bytes = format!(
                "%PDF-1.4\n3 0 obj\n<</CreationDate (D:20290101)>>\nendobj\n{object}\n\
                 13 0 obj <</CreationDate (D:20280101)>> endobj\n{end}"
            );
            plainly(bytes.as_bytes())
        };
        let day = "3 0 obj\r\n<< /Title (Tides) /CreationDate (D:20310502100000+01'00') >>\nendobj";
        let end = "trailer <</Root 1 0 R/Info 3 0 R>>";
        assert_eq!(file(day, end), Some(jiff::civil::date(2031, 5, 2)));
        // Packed, locked, in other letters, or none.
        assert_eq!(file(day, "trailer <</Info 4 0 R>>"), None);
        assert_eq!(file(day, &format!("{end} /Encrypt 5 0 R")), None);
        assert_eq!(file("3 0 obj <</CreationDate <FEFF>>> endobj", end), None);
        assert_eq!(file("3 0 obj <</Title (Tides)>> endobj", end), None);
    }
}
