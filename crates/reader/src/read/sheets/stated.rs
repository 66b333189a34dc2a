//! What a workbook states of its own size: calamine sets memory aside for it before it looks, and
//! memory that is not there ends the whole program.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::MOST_CELLS;
use crate::read::package::{Fault, Package};
use crate::read::xml::{attribute, name};

/// The record of an old workbook that states how far a sheet reaches, and the lengths that
/// it has: 10 bytes with rows of 16 bits, else of 32.
const DIMENSIONS: [u8; 2] = [0x00, 0x02];
const LENGTHS: [u8; 3] = [10, 14, 16];
/// What a sheet of an old workbook can hold at most: 65,536 rows of 256 columns. Programs that
/// state all of it for a small sheet are honest.
const MOST_CELLS_OF_SHEET: u64 = 65_536 * 256;

/// Refuses a workbook that states more strings than there may be cells.
pub(super) fn strings(package: &mut Package<'_>) -> Result<(), Fault> {
    let is_strings = |name: &String| name.to_lowercase().ends_with("sharedstrings.xml");
    for part in package.names().iter().filter(|name| is_strings(name)) {
        let xml = package.xml(part)?.unwrap_or_default();
        if stated_strings(&xml).is_some_and(|strings| strings > MOST_CELLS) {
            return Err(Fault::Bomb);
        }
    }
    Ok(())
}

fn stated_strings(xml: &str) -> Option<usize> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if name(&element) == "sst" => {
                let stated = attribute(&element, "uniqueCount")?;
                // More than can be counted is too many.
                return Some(stated.parse().unwrap_or(usize::MAX));
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Refuses an old workbook of which a sheet states that it reaches farther than any can. Every
/// place is looked at that may hold such a record: where records begin only calamine knows.
pub(super) fn reach(bytes: &[u8]) -> Result<(), Fault> {
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|two| two == DIMENSIONS) {
        rest = rest.get(at + 2..).unwrap_or_default();
        if stated_cells(rest).is_some_and(|cells| cells > MOST_CELLS_OF_SHEET) {
            return Err(Fault::Bomb);
        }
    }
    Ok(())
}

fn stated_cells(record: &[u8]) -> Option<u64> {
    let number = |from: usize, bytes: usize| {
        let bytes = record.get(from..from + bytes)?;
        let number = bytes
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | u64::from(byte));
        Some(number)
    };
    let length = LENGTHS
        .into_iter()
        .find(|&length| number(0, 2) == Some(length.into()))?;
    let (first, last, columns) = match length {
        10 => (number(2, 2)?, number(4, 2)?, number(8, 2)?),
        _ => (number(2, 4)?, number(6, 4)?, number(12, 2)?),
    };
    let rows = last.checked_sub(first)?;
    Some(rows.saturating_mul(columns.min(u64::from(super::MOST_COLUMNS))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(last_row: u32, last_column: u16) -> Vec<u8> {
        let mut bytes = vec![1, 2, 3, 0x00, 0x02, 14, 0, 0, 0, 0, 0];
        bytes.extend(last_row.to_le_bytes());
        bytes.extend([0, 0]);
        bytes.extend(last_column.to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn a_sheet_that_reaches_farther_than_any_is_refused() {
        assert_eq!(reach(&record(65_536, 256)), Ok(()));
        assert_eq!(reach(&record(4_000_000_000, 256)), Err(Fault::Bomb));
        assert_eq!(reach(&record(1_000_000, 60_000)), Err(Fault::Bomb));
        assert_eq!(reach(&[0x00, 0x02, 14]), Ok(()));
    }

    #[test]
    fn strings_are_counted_as_stated() {
        let stated = |count: &str| stated_strings(&format!("<sst uniqueCount=\"{count}\"><si/>"));
        assert_eq!(stated("12"), Some(12));
        assert_eq!(stated("99999999999999999999999999"), Some(usize::MAX));
        assert_eq!(stated_strings("<sst><si/>"), None);
    }
}
