//! The records of an old workbook (.xls), made harmless before calamine reads them.
//!
//! Calamine sets memory aside for the size that a sheet states, holds a sheet as a rectangle,
//! writes a shared string out for each cell and a formula out by the names in it. So records that
//! Heeded has no use for become, in their place, records that nobody reads, and what the others
//! come to is counted.

use std::ops::Range;

use super::{MOST_CELLS, MOST_CELLS_OF_RECTANGLE, MOST_SHEETS, MOST_WORDS_BYTES};
use crate::read::package::Fault;

/// A record: its kind, the length of its data, its data.
const HEAD_BYTES: usize = 4;
/// A kind of record that no program knows.
const NOBODY_READS: u16 = 0xffff;
/// More of what did not fit into the record before it.
const CONTINUES: u16 = 0x003c;
/// A string is cut in pieces of 8 kB, so that the largest document has 8,000.
const MOST_CONTINUED: usize = 16_384;

const BEGINS: u16 = 0x0809;
const ENDS: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00fc;
const FORMULA: u16 = 0x0006;
/// The words that the formula before it came to.
const FORMULA_WORDS: u16 = 0x0207;
const SHARED_STRING: u16 = 0x00fd;
/// Numbers of several cells of a row.
const NUMBERS: u16 = 0x00bd;
/// Words of one cell, with and without their type; a number (two kinds), a truth.
const WORDS: [u16; 2] = [0x0204, 0x00d6];
const VALUES: [u16; 3] = [0x0203, 0x027e, 0x0205];
/// The password, the alphabet, how days are counted, how numbers are shown (two kinds).
const SETTINGS: [u16; 5] = [0x002f, 0x0042, 0x0022, 0x041e, 0x00e0];
/// What stands before the instructions of a formula, which begin with their length.
const FORMULA_HEAD_BYTES: usize = 20;

/// Makes the records harmless.
pub(super) fn tame(stream: &mut [u8]) -> Result<(), Fault> {
    let mut sheets = Vec::new();
    let mut strings = Vec::new();
    let mut end = 0;
    for record in walk(stream, 0) {
        end = record.data.end;
        match record.kind {
            SHEET => sheets.push(number(stream, record.data.start, 4)?),
            SHARED_STRINGS => strings = string_lengths(stream, &record)?,
            ENDS => break,
            _ => {}
        }
    }
    silence(stream, 0..end);
    if sheets.len() > MOST_SHEETS {
        return Err(Fault::Bomb);
    }
    sheets.sort_unstable();
    let mut count = Count::default();
    for from in sheets {
        // One that lies in another would be read as often as it is named.
        if from < end {
            return Err(Fault::Broken);
        }
        end = count.sheet(stream, from, &strings)?;
        silence(stream, from..end);
    }
    Ok(())
}

struct Record {
    kind: u16,
    data: Range<usize>,
    /// The data of those that continue it.
    more: Vec<Range<usize>>,
}

/// The records from a place on, as calamine walks them; it ends where one does not fit.
fn walk(stream: &[u8], from: usize) -> impl Iterator<Item = Record> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, data) = one(stream, at)?;
        at = data.end;
        let mut more = Vec::new();
        while let Some((CONTINUES, next)) = one(stream, at) {
            at = next.end;
            more.push(next);
        }
        Some(Record { kind, data, more })
    })
}

fn one(stream: &[u8], at: usize) -> Option<(u16, Range<usize>)> {
    let kind = u16::try_from(number(stream, at, 2).ok()?).ok()?;
    let start = at.checked_add(HEAD_BYTES)?;
    let end = start.checked_add(number(stream, at + 2, 2).ok()?)?;
    (end <= stream.len()).then_some((kind, start..end))
}

fn number(stream: &[u8], at: usize, bytes: usize) -> Result<usize, Fault> {
    let bytes = at.checked_add(bytes).and_then(|end| stream.get(at..end));
    let digits = bytes.ok_or(Fault::Broken)?.iter().rev();
    Ok(digits.fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
}

/// Lets nobody read what Heeded has no use for, and no instructions of formulas.
fn silence(stream: &mut [u8], range: Range<usize>) {
    let mut at = range.start;
    while let Some((kind, data)) = one(stream, at).filter(|_| at < range.end) {
        if !is_read(kind)
            && let Some(head) = stream.get_mut(at..at + 2)
        {
            head.copy_from_slice(&NOBODY_READS.to_le_bytes());
        }
        let instructions = data.start + FORMULA_HEAD_BYTES;
        if kind == FORMULA
            && let Some(length) = stream.get_mut(instructions..instructions + 2)
        {
            length.fill(0);
        }
        at = data.end;
    }
}

fn is_read(kind: u16) -> bool {
    let alone = [
        BEGINS,
        ENDS,
        SHEET,
        SHARED_STRINGS,
        FORMULA,
        FORMULA_WORDS,
        SHARED_STRING,
        NUMBERS,
        CONTINUES,
    ];
    let lists: [&[u16]; 4] = [&alone, &WORDS, &VALUES, &SETTINGS];
    lists.iter().any(|kinds| kinds.contains(&kind))
}

/// What the sheets come to so far.
#[derive(Default)]
struct Count {
    cells: usize,
    words_bytes: usize,
    rectangles: u64,
}

impl Count {
    /// Counts the cells of the sheet that begins at a place; where it ends.
    fn sheet(&mut self, stream: &[u8], from: usize, strings: &[usize]) -> Result<usize, Fault> {
        let mut reach = Reach::default();
        let mut begun = false;
        let mut inner = 0usize;
        let mut end = stream.len();
        for record in walk(stream, from) {
            if record.more.len() > MOST_CONTINUED {
                return Err(Fault::Bomb);
            }
            match record.kind {
                BEGINS if !begun => begun = true,
                BEGINS => inner += 1,
                ENDS if inner > 0 => inner -= 1,
                ENDS => {
                    end = record.data.end;
                    break;
                }
                // A chart in the sheet has cells of its own, which are no part of the sheet.
                _ if inner > 0 => {}
                kind => self.record(stream, kind, &record.data, (&mut reach, strings))?,
            }
        }
        self.rectangles = self.rectangles.saturating_add(reach.cells());
        match self.rectangles > MOST_CELLS_OF_RECTANGLE {
            true => Err(Fault::Bomb),
            false => Ok(end),
        }
    }

    fn record(
        &mut self,
        stream: &[u8],
        kind: u16,
        data: &Range<usize>,
        (reach, strings): (&mut Reach, &[usize]),
    ) -> Result<(), Fault> {
        let (cells, words_bytes) = match kind {
            FORMULA_WORDS => (1, data.len()),
            SHARED_STRING => {
                let which = number(stream, data.start + 6, 4)?;
                (1, strings.get(which).copied().unwrap_or_default())
            }
            NUMBERS => (data.len().saturating_sub(6) / 6, 0),
            FORMULA => (1, 0),
            kind if WORDS.contains(&kind) => (1, data.len()),
            kind if VALUES.contains(&kind) => (1, 0),
            _ => return Ok(()),
        };
        if kind != FORMULA_WORDS {
            let (row, column) = (
                number(stream, data.start, 2)?,
                number(stream, data.start + 2, 2)?,
            );
            reach.add(row, column..column + cells);
        }
        self.cells += cells;
        self.words_bytes += words_bytes;
        match self.cells > MOST_CELLS || self.words_bytes > MOST_WORDS_BYTES {
            true => Err(Fault::Bomb),
            false => Ok(()),
        }
    }
}

/// From the first row and column with a cell to the last.
#[derive(Default)]
struct Reach {
    rows: Option<Range<usize>>,
    columns: Option<Range<usize>>,
}

impl Reach {
    fn add(&mut self, row: usize, columns: Range<usize>) {
        let wider = |old: Option<Range<usize>>, new: Range<usize>| match old {
            Some(old) => old.start.min(new.start)..old.end.max(new.end),
            None => new,
        };
        self.rows = Some(wider(self.rows.take(), row..row + 1));
        self.columns = Some(wider(self.columns.take(), columns));
    }

    fn cells(&self) -> u64 {
        let length = |range: &Option<Range<usize>>| {
            let length = range.as_ref().map_or(0, ExactSizeIterator::len);
            u64::try_from(length).unwrap_or(u64::MAX)
        };
        length(&self.rows).saturating_mul(length(&self.columns))
    }
}

/// How long each shared string is, in bytes of the file.
fn string_lengths(stream: &[u8], record: &Record) -> Result<Vec<usize>, Fault> {
    const COUNTS_BYTES: usize = 8;
    if record.more.len() > MOST_CONTINUED {
        return Err(Fault::Bomb);
    }
    let mut pieces = Pieces {
        stream,
        here: record.data.clone(),
        more: record.more.iter(),
    };
    pieces.take(COUNTS_BYTES)?;
    let mut lengths = Vec::new();
    while !pieces.here.is_empty() || pieces.go_on().is_ok() {
        lengths.push(pieces.string()?);
        if lengths.len() > MOST_CELLS {
            return Err(Fault::Bomb);
        }
    }
    Ok(lengths)
}

/// A record with those that continue it.
struct Pieces<'s> {
    stream: &'s [u8],
    here: Range<usize>,
    more: std::slice::Iter<'s, Range<usize>>,
}

impl Pieces<'_> {
    fn go_on(&mut self) -> Result<(), Fault> {
        self.here = self.more.next().cloned().ok_or(Fault::Broken)?;
        Ok(())
    }

    /// A number of this piece.
    fn take(&mut self, bytes: usize) -> Result<usize, Fault> {
        if self.here.len() < bytes {
            return Err(Fault::Broken);
        }
        let taken = number(self.stream, self.here.start, bytes.min(4));
        self.here.start += bytes;
        taken
    }

    fn skip(&mut self, bytes: usize) -> Result<(), Fault> {
        let mut left = bytes;
        while left > 0 {
            if self.here.is_empty() {
                self.go_on()?;
            }
            let step = left.min(self.here.len());
            self.here.start += step;
            left -= step;
        }
        Ok(())
    }

    /// Behind a string; its length. Its letters have one byte or two, which each piece says anew;
    /// behind them come its faces and its sounds.
    fn string(&mut self) -> Result<usize, Fault> {
        const WIDE: usize = 1;
        const WITH_SOUNDS: usize = 4;
        const WITH_FACES: usize = 8;
        const FACE_BYTES: usize = 4;
        if self.here.is_empty() {
            return Ok(0);
        }
        let (mut letters, marks) = (self.take(2)?, self.take(1)?);
        let mut faces = 0;
        let mut sounds_bytes = 0;
        if marks & WITH_FACES != 0 {
            faces = self.take(2)?;
        }
        if marks & WITH_SOUNDS != 0 {
            sounds_bytes = self.take(4)?;
        }
        let mut letter_bytes = 1 + (marks & WIDE);
        let mut length = 0;
        while letters > 0 {
            let step = letters.min(self.here.len() / letter_bytes);
            self.here.start += step * letter_bytes;
            length += step * letter_bytes;
            letters -= step;
            if letters > 0 {
                self.go_on()?;
                letter_bytes = 1 + (self.take(1)? & WIDE);
            }
        }
        self.skip((faces * FACE_BYTES).saturating_add(sounds_bytes))?;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    /// A workbook of sheets at places that are counted from the end of its first part.
    fn workbook(strings: &[Vec<u8>], sheets: &[Vec<u8>], places: &[usize]) -> Vec<u8> {
        let named = |place: usize| {
            let place = u32::try_from(place).unwrap().to_le_bytes();
            record(SHEET, &[&place[..], &[0, 0, 1, 0, b'A']].concat())
        };
        let mut first = record(BEGINS, &[0, 6, 5, 0]);
        first.extend(strings.concat());
        let length = first.len() + places.len() * named(0).len() + record(ENDS, &[]).len();
        first.extend(places.iter().flat_map(|place| named(length + place)));
        first.extend(record(ENDS, &[]));
        [first, sheets.concat()].concat()
    }

    fn sheet(cells: &[Vec<u8>]) -> Vec<u8> {
        [
            record(BEGINS, &[0, 6, 16, 0]),
            cells.concat(),
            record(ENDS, &[]),
        ]
        .concat()
    }

    fn value(row: u16, column: u16) -> Vec<u8> {
        let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
        record(0x0203, &[place, vec![0; 10]].concat())
    }

    fn shared(which: u32) -> Vec<u8> {
        record(SHARED_STRING, &[&[0; 6][..], &which.to_le_bytes()].concat())
    }

    fn tamed(mut stream: Vec<u8>) -> Result<Vec<u8>, Fault> {
        tame(&mut stream).map(|()| stream)
    }

    #[test]
    fn stated_sizes_names_and_formulas_are_read_by_nobody() {
        let mut formula = vec![0; FORMULA_HEAD_BYTES];
        formula.extend([5, 0, 0x23, 1, 0, 0, 0]);
        let size = record(
            0x0200,
            &[0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0],
        );
        let book = workbook(&[], &[sheet(&[size, record(FORMULA, &formula)])], &[0]);
        let book = tamed(book).unwrap();
        let kinds: Vec<u16> = walk(&book, 0).map(|record| record.kind).collect();
        let expected = [BEGINS, SHEET, ENDS, BEGINS, NOBODY_READS, FORMULA, ENDS];
        assert_eq!(kinds, expected);
        assert!(book.ends_with(&[0, 0, 0x23, 1, 0, 0, 0, 10, 0, 0, 0]));
    }

    #[test]
    fn cells_far_apart_are_refused() {
        let far = |row, column| workbook(&[], &[sheet(&[value(0, 0), value(row, column)])], &[0]);
        assert!(tamed(far(60_000, 30)).is_ok());
        assert_eq!(tamed(far(65_535, 65_535)), Err(Fault::Bomb));
    }

    #[test]
    fn a_sheet_that_is_named_twice_or_lies_in_another_is_refused() {
        let one = sheet(&[value(0, 0)]);
        let other = one.len();
        let book = |places: &[usize]| workbook(&[], &[one.clone(), one.clone()], places);
        assert!(tamed(book(&[other, 0])).is_ok());
        assert_eq!(tamed(book(&[0, 0])), Err(Fault::Broken));
        assert_eq!(tamed(book(&[0, 8])), Err(Fault::Broken));
    }

    /// The first string goes on in another record, there with two bytes for each letter.
    #[test]
    fn one_string_in_very_many_cells_is_refused() {
        let strings = [
            record(
                SHARED_STRINGS,
                &[0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, b'T', b'i'],
            ),
            record(CONTINUES, &[1, b'd', 0, b'e', 0, 0x60, 0xea, 0]),
        ];
        let lengths = |strings: &[Vec<u8>]| {
            let stream = strings.concat();
            string_lengths(&stream, &walk(&stream, 0).next().unwrap())
        };
        assert_eq!(lengths(&strings[..1]), Err(Fault::Broken));
        let long = record(CONTINUES, &[&[0][..], &[b'x'; 59_999]].concat());
        let last = record(CONTINUES, &[0, b'x']);
        let strings = [&strings[..], &[long, last]].concat();
        assert_eq!(lengths(&strings), Ok(vec![6, 60_000]));
        let book = |times: usize| workbook(&strings, &[sheet(&vec![shared(1); times])], &[0]);
        assert!(tamed(book(100)).is_ok());
        assert_eq!(tamed(book(2000)), Err(Fault::Bomb));
    }

    #[test]
    fn a_record_of_very_many_pieces_is_refused() {
        let mut strings = vec![record(SHARED_STRINGS, &[0; 8])];
        strings.extend(vec![record(CONTINUES, &[]); MOST_CONTINUED + 1]);
        let book = workbook(&strings, &[sheet(&[])], &[0]);
        assert_eq!(tamed(book), Err(Fault::Bomb));
    }
}
