//! Tables read by a column map: which heading holds which field, as a person has confirmed it.
//!
//! `look` says what headings seem to mean; `map` is what a person made of that, as data; `sheet`
//! lays the map over a table; `rows` makes drafts of its rows, one to a record, with what the
//! reader finds in the words of responses. Nothing is guessed where a map speaks.

mod cell;
mod error;
mod field;
mod linked;
mod look;
mod map;
mod particular;
mod preamble;
mod rows;
mod sheet;

pub use error::ColumnError;
pub use field::ColumnField;
pub use look::{Column, Look, look};
pub use map::{ColumnMap, MAX_MAP_BYTES};
pub use particular::Particular;
pub use rows::read_by_columns;

use crate::document::Document;
use crate::draft::Sure;
use crate::reading::{Format, Reading};
use crate::remark::{About, Remark, RemarkKind};

/// The headings stand in one of so many first rows: above them a sheet has its title.
const ROWS_ABOVE: usize = 12;

/// What two spellings of a heading have in common: small letters, single spaces, "_" and "-" as
/// spaces.
pub(crate) fn key(words: &str) -> String {
    let lower = words.to_lowercase().replace(['_', '-'], " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches(':').to_owned()
}

/// Makes every draft of a table doubtful whose headings leave open who is asked for what.
pub(crate) fn doubt(document: &Document<'_>, reading: &mut Reading) {
    if !matches!(reading.format, Format::Csv | Format::Spreadsheet) {
        return;
    }
    let looks = look(document).unwrap_or_default();
    let unsure: Vec<&str> = looks.iter().flat_map(Look::doubts).collect();
    if unsure.is_empty() || reading.drafts.is_empty() {
        return;
    }
    for draft in &mut reading.drafts {
        draft.text.sure = Sure::Doubtful;
    }
    reading.remarks.push(Remark {
        kind: RemarkKind::ColumnsUnsure,
        words: format!(
            "What the columns {} hold is not certain; `heeded columns FILE` shows them, and a \
             column map settles it.",
            unsure
                .iter()
                .map(|one| format!("“{one}”"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        passage: None,
        about: About::Document,
    });
}

/// A short name for a set of headings, in whatever order they stand: tables of one shape have the
/// same.
pub fn fingerprint<'a>(headings: impl Iterator<Item = &'a str>) -> String {
    let mut keys: Vec<String> = headings.map(key).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    // FNV-1a with 64 bits: a name to look up by, never a proof.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in keys.join("\n").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn the_order_and_the_spelling_of_headings_make_no_other_shape() {
        let one = fingerprint(["Made on", "Recommendation", ""].into_iter());
        assert_eq!(one, fingerprint(["recommendation:", "made_on"].into_iter()));
        assert_ne!(one, fingerprint(["recommendation"].into_iter()));
    }
}
