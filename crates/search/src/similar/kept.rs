//! Suggestions that were worked out ahead: a file of slots beside the index, one for each number of
//! a recommendation, so that a page has to look one up and nothing more.
//!
//! The file goes with the index and is as little needed: what a slot does not hold, or holds only
//! in part, is worked out when somebody asks. Nothing of it stands in memory.

use super::Similar;
use crate::SearchError;
use fixedbitset::FixedBitSet;
use heeded_domain::id::RecommendationId;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Suggestions kept for each recommendation: as many as a page of the list has rows.
pub const SUGGESTED_MAX: usize = 20;

/// The file's name in the folder of the index.
const FILE: &str = "suggested";

/// A slot, in bytes: from how much was learnt (4), how many there are and one (1), nothing (1),
/// number (4) and nearness (2) of each, a check (2). No slot lies across two sectors of a disk.
const SLOT_BYTES: usize = 128;

/// Bytes of a slot before its check.
const CHECKED_BYTES: usize = SLOT_BYTES - 2;

/// Suggestions of a register, by recommendation.
pub(crate) struct Kept {
    slots: Slots,
    done: Mutex<Done>,
}

/// Where slots are kept. Whoever writes gives way to readers and may be kept from the processor for
/// long: a page must not wait for it, so a file is read and written by a hand each. A slot that is
/// read while it is written does not pass its check.
enum Slots {
    File {
        reading: Mutex<File>,
        writing: Mutex<File>,
    },
    Memory(Mutex<HashMap<u64, Vec<u8>>>),
}

/// For which recommendations there are suggestions, so that nobody has to look into the file.
#[derive(Default)]
struct Done {
    /// From how many recommendations what they go by was learnt.
    learnt_from: usize,
    numbers: FixedBitSet,
    /// The state of the index for all of which there were suggestions.
    generation: Option<u64>,
}

/// Suggestions as they were kept.
#[derive(Debug, PartialEq)]
pub(crate) struct Slot {
    pub(crate) learnt_from: usize,
    pub(crate) list: Vec<Similar>,
}

impl Kept {
    /// In memory, as long as the index there.
    pub(crate) fn in_memory() -> Self {
        Self::of(Slots::Memory(Mutex::default()))
    }

    /// In the folder of an index.
    pub(crate) fn in_folder(folder: &Path) -> Result<Self, SearchError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let writing = Mutex::new(options.open(folder.join(FILE))?);
        let reading = Mutex::new(File::open(folder.join(FILE))?);
        Ok(Self::of(Slots::File { reading, writing }))
    }

    fn of(slots: Slots) -> Self {
        Self {
            slots,
            done: Mutex::default(),
        }
    }

    /// What is kept for a recommendation; `None` where it has not been worked out.
    pub(crate) fn read(&self, id: RecommendationId) -> Option<Slot> {
        let mut bytes = [0; SLOT_BYTES];
        match &self.slots {
            Slots::File { reading, .. } => {
                let mut file = held(reading);
                file.seek(SeekFrom::Start(place(id)?)).ok()?;
                file.read_exact(&mut bytes).ok()?;
            }
            Slots::Memory(slots) => bytes = held(slots).get(&id.0)?.as_slice().try_into().ok()?,
        }
        Slot::read(id, &bytes)
    }

    /// Keeps suggestions; those of a number that has no place are not kept.
    pub(crate) fn write(&self, id: RecommendationId, slot: &Slot) -> io::Result<()> {
        let (Some(place), Some(bytes)) = (place(id), slot.bytes(id)) else {
            return Ok(());
        };
        match &self.slots {
            Slots::File { writing, .. } => {
                let mut file = held(writing);
                file.seek(SeekFrom::Start(place))?;
                file.write_all(&bytes)
            }
            Slots::Memory(slots) => {
                held(slots).insert(id.0, bytes);
                Ok(())
            }
        }
    }

    /// Puts what has come in among the suggestions of another, where it is near enough.
    pub(crate) fn insert(&self, of: RecommendationId, new: Similar) -> io::Result<()> {
        let Some(mut slot) = self.read(of) else {
            return Ok(());
        };
        slot.list.retain(|known| known.id != new.id);
        slot.list.push(new);
        slot.list.sort_by(super::in_order);
        slot.list.truncate(SUGGESTED_MAX);
        self.write(of, &slot)
    }

    /// Notes that a recommendation has its suggestions, as far as there are any.
    pub(crate) fn mark(&self, id: RecommendationId) {
        let mut done = self.done();
        if let Ok(number) = usize::try_from(id.0) {
            done.numbers.grow(number.saturating_add(1));
            done.numbers.insert(number);
        }
    }

    /// Whether a recommendation has its suggestions.
    pub(crate) fn has(&self, id: RecommendationId) -> bool {
        usize::try_from(id.0).is_ok_and(|number| self.done().numbers.contains(number))
    }

    /// Begins anew when something else has been learnt since.
    pub(crate) fn begin(&self, learnt_from: usize) {
        let mut done = self.done();
        if done.learnt_from != learnt_from {
            *done = Done {
                learnt_from,
                ..Done::default()
            };
        }
    }

    /// Notes that all of a state of the index have their suggestions.
    pub(crate) fn finish(&self, generation: u64) {
        self.done().generation = Some(generation);
    }

    /// Whether all of a state of the index have their suggestions.
    pub(crate) fn is_finished(&self, generation: u64, learnt_from: usize) -> bool {
        let done = self.done();
        done.generation == Some(generation) && done.learnt_from == learnt_from
    }

    fn done(&self) -> MutexGuard<'_, Done> {
        held(&self.done)
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where a slot begins. Numbers are given out one after the other; one so large that it does not
/// fit four bytes is no register's.
fn place(id: RecommendationId) -> Option<u64> {
    let number = u32::try_from(id.0).ok()?;
    u64::from(number).checked_mul(u64::try_from(SLOT_BYTES).ok()?)
}

impl Slot {
    fn bytes(&self, id: RecommendationId) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(SLOT_BYTES);
        let learnt_from = u32::try_from(self.learnt_from).unwrap_or(u32::MAX);
        bytes.extend(learnt_from.to_le_bytes());
        bytes.push(u8::try_from(self.list.len()).ok()?.checked_add(1)?);
        bytes.push(0);
        for similar in self.list.iter().take(SUGGESTED_MAX) {
            bytes.extend(u32::try_from(similar.id.0).ok()?.to_le_bytes());
            bytes.extend(in_two_bytes(similar.nearness).to_le_bytes());
        }
        bytes.resize(CHECKED_BYTES, 0);
        let check = check(id, &bytes);
        bytes.extend(check.to_le_bytes());
        Some(bytes)
    }

    fn read(id: RecommendationId, bytes: &[u8; SLOT_BYTES]) -> Option<Self> {
        let (checked, kept) = bytes.split_last_chunk::<2>()?;
        if check(id, checked) != u16::from_le_bytes(*kept) {
            return None;
        }
        let (learnt_from, rest) = checked.split_first_chunk::<4>()?;
        let (&[count, _], rest) = rest.split_first_chunk::<2>()?;
        let count = usize::from(count.checked_sub(1)?);
        let mut list = Vec::with_capacity(count);
        for entry in rest.chunks_exact(6).take(count) {
            let (number, nearness) = entry.split_first_chunk::<4>()?;
            let nearness = u16::from_le_bytes(nearness.try_into().ok()?);
            list.push(Similar {
                id: RecommendationId(u64::from(u32::from_le_bytes(*number))),
                nearness: f32::from(nearness) / f32::from(u16::MAX),
            });
        }
        Some(Self {
            learnt_from: usize::try_from(u32::from_le_bytes(*learnt_from)).ok()?,
            list,
        })
    }
}

/// A nearness from 0 to 1 in two bytes: the nearest there is, by halving.
fn in_two_bytes(nearness: f32) -> u16 {
    let wanted = nearness.clamp(0.0, 1.0) * f32::from(u16::MAX);
    (0..16).rev().map(|bit| 1 << bit).fold(0_u16, |found, bit| {
        if f32::from(found | bit) <= wanted {
            found | bit
        } else {
            found
        }
    })
}

/// FNV-1a of a slot and whose it is, folded: a slot that was written in part does not pass.
fn check(id: RecommendationId, bytes: &[u8]) -> u16 {
    let whose = id.0.to_le_bytes();
    let all = whose.iter().chain(bytes);
    let hash = all.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    u16::try_from((hash >> 16) ^ (hash & 0xffff)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: RecommendationId = RecommendationId(7);

    fn slot(nearnesses: &[f32]) -> Slot {
        let list = (100..).zip(nearnesses).map(|(id, nearness)| Similar {
            id: RecommendationId(id),
            nearness: *nearness,
        });
        Slot {
            learnt_from: 1_234_567,
            list: list.collect(),
        }
    }

    #[test]
    fn what_was_kept_reads_back_from_memory_and_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        for kept in [Kept::in_memory(), Kept::in_folder(folder.path()).unwrap()] {
            assert_eq!(kept.read(ID), None);
            for count in [0, 1, SUGGESTED_MAX] {
                let written = slot(&vec![1.0; count]);
                kept.write(ID, &written).unwrap();
                assert_eq!(kept.read(ID), Some(written));
                assert_eq!(kept.read(RecommendationId(6)), None);
            }
            let endless = RecommendationId(u64::MAX);
            kept.write(endless, &slot(&[1.0])).unwrap();
            assert_eq!(kept.read(endless), None);
        }
    }

    #[test]
    fn nearness_keeps_four_places() {
        for nearness in [0.0, 0.000_1, 0.5, 0.75, 0.999_9, 1.0] {
            let back = f32::from(in_two_bytes(nearness)) / f32::from(u16::MAX);
            assert!((back - nearness).abs() < 1e-4, "{nearness} came as {back}");
        }
    }

    #[test]
    fn a_slot_that_was_written_in_part_or_is_anothers_is_none() {
        let whole: [u8; SLOT_BYTES] = slot(&[0.9, 0.8]).bytes(ID).unwrap().try_into().unwrap();
        assert!(Slot::read(ID, &whole).is_some());
        assert_eq!(Slot::read(RecommendationId(8), &whole), None);
        for cut in 1..20 {
            let mut torn = whole;
            torn[..cut].fill(0);
            assert_eq!(Slot::read(ID, &torn), None, "{cut} bytes were not written");
        }
    }

    #[test]
    fn what_comes_in_is_put_in_its_place_once_and_the_farthest_goes() {
        let kept = Kept::in_memory();
        let new = |nearness| Similar {
            id: RecommendationId(9),
            nearness,
        };
        kept.insert(ID, new(0.9)).unwrap();
        assert_eq!(kept.read(ID), None, "nothing was worked out yet");
        kept.write(ID, &slot(&[0.8; SUGGESTED_MAX])).unwrap();
        for _ in 0..2 {
            kept.insert(ID, new(1.0)).unwrap();
            let list = kept.read(ID).unwrap().list;
            assert_eq!(list.len(), SUGGESTED_MAX);
            assert_eq!(list[0], new(1.0));
            assert_eq!(list[SUGGESTED_MAX - 1].id, RecommendationId(118));
        }
    }
}
