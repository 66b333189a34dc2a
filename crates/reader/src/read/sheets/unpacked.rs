//! An old workbook (.xls) out of the compound file that it is packed in, and into a clean one.
//!
//! Chains of sectors may run in circles, and calamine follows them without counting. So the
//! workbook is taken out by a reader that counts, and calamine is handed a compound file that was
//! made here, with nothing else in it.

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use super::MAX_DOCUMENT_BYTES;
use crate::read::package::Fault;

/// What the workbook is called in its file; the second since before 1997.
const NAMES: [&str; 2] = ["Workbook", "Book"];
/// The sectors of a file are written in tables, and the tables' own places in its head. What does
/// not fit there goes on in a chain, which no file needs that is smaller than 7 MB.
const PLACES_IN_HEAD: usize = 109;
const BYTES_OF_PLACE: usize = 4;
/// Where the head says how large a sector is (as a power of two), and where the chain begins.
const SECTOR_SHIFT_AT: usize = 30;
const CHAIN_AT: usize = 68;
/// Numbers from here on are no sectors but marks: the end, an empty place.
const MARKS: u32 = 0xffff_fffa;

/// The records of the workbook.
pub(super) fn records(file: &[u8]) -> Result<Vec<u8>, Fault> {
    if chain_is_too_long(file).ok_or(Fault::Broken)? {
        return Err(Fault::Bomb);
    }
    let mut file = CompoundFile::open(Cursor::new(file)).map_err(|_| Fault::Broken)?;
    let name = NAMES.into_iter().find(|name| file.is_stream(name));
    let stream = file.open_stream(name.ok_or(Fault::Broken)?);
    let stream = stream.map_err(|_| Fault::Broken)?;
    let most = u64::try_from(MAX_DOCUMENT_BYTES).unwrap_or(u64::MAX);
    if stream.len() > most {
        return Err(Fault::Bomb);
    }
    let mut records = Vec::new();
    let read = stream.take(most).read_to_end(&mut records);
    read.map_err(|_| Fault::Broken)?;
    Ok(records)
}

/// A compound file that holds these records and nothing else.
pub(super) fn file(records: &[u8]) -> Result<Vec<u8>, Fault> {
    let packed = || {
        let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
        file.create_stream(NAMES[0])?.write_all(records)?;
        file.flush()?;
        Ok::<_, std::io::Error>(file.into_inner().into_inner())
    };
    packed().map_err(|_| Fault::Broken)
}

/// Whether the chain of tables is longer than the sectors of the file need: each sector of it may
/// name tables, and each table is read, though they be the same ones again and again.
fn chain_is_too_long(file: &[u8]) -> Option<bool> {
    let shift = u32::from(*file.get(SECTOR_SHIFT_AT)?);
    let sector_bytes = 1usize.checked_shl(shift)?;
    let places = sector_bytes / BYTES_OF_PLACE;
    let tables = (file.len() / sector_bytes).div_ceil(places.max(1));
    let beyond_head = tables.saturating_sub(PLACES_IN_HEAD);
    // One more for the part of a sector at either end.
    let most = beyond_head.div_ceil(places.checked_sub(1)?.max(1)) + 1;
    let mut next = number(file, CHAIN_AT)?;
    let mut length = 0;
    while next < MARKS {
        length += 1;
        if length > most {
            return Some(true);
        }
        let sector = usize::try_from(next).ok()?.checked_add(1)?;
        let end = sector.checked_add(1)?.checked_mul(sector_bytes)?;
        next = number(file, end.checked_sub(BYTES_OF_PLACE)?)?;
    }
    Some(false)
}

fn number(file: &[u8], at: usize) -> Option<u32> {
    let bytes = file.get(at..at.checked_add(BYTES_OF_PLACE)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_comes_out_as_it_went_in() {
        for length in [5, 5000] {
            let workbook = vec![7; length];
            assert_eq!(records(&file(&workbook).unwrap()), Ok(workbook));
        }
        assert_eq!(records(b"Dear all,"), Err(Fault::Broken));
    }

    /// Every place is refused where a chain goes back to where it was: nothing is read for ever.
    #[test]
    fn chains_in_circles_end() {
        let honest = file(&[7; 60_000]).unwrap();
        for at in (0..honest.len()).step_by(BYTES_OF_PLACE) {
            for sector in [0u32, 1, 2, 3, 40] {
                let mut spoiled = honest.clone();
                spoiled[at..at + BYTES_OF_PLACE].copy_from_slice(&sector.to_le_bytes());
                // The words themselves.
                if at >= 5 * 512 && at % 512 != 0 {
                    break;
                }
                drop(records(&spoiled));
            }
        }
        let mut endless = honest;
        endless[CHAIN_AT..CHAIN_AT + BYTES_OF_PLACE].copy_from_slice(&0u32.to_le_bytes());
        let last = 512 + 512 - BYTES_OF_PLACE;
        endless[last..last + BYTES_OF_PLACE].copy_from_slice(&0u32.to_le_bytes());
        assert_eq!(records(&endless), Err(Fault::Bomb));
    }
}
