//! One segment's facts in memory, as bit sets and plain columns: what filters and counts work on.
//!
//! Made once for each segment when it is first seen; segments never change. What depends on the day
//! is made for a day when it is first asked for, and kept for a few days. Nobody has to do anything
//! at midnight.

use crate::axis::{Axis, answer, due, theme};
use crate::day::{NEVER, number, quarter, unpair, year};
use crate::document::{
    About, CLOSURES_FROM, DISPOSITIONS_FROM, STANDING_BITS, VERDICTS_FROM, about,
};
use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader, TantivyError, Term};

/// Phrases kept for each segment, a bit for each of its documents: whoever looks for one turns
/// pages and narrows it down.
const PHRASES_MAX: usize = 8;

/// Days kept for each segment: today, and the few past days that people compare with it.
const DAYS_MAX: usize = 3;

/// A document's place as an index into columns.
pub(crate) fn at(doc: DocId) -> usize {
    usize::try_from(doc).unwrap_or(usize::MAX)
}

/// A place as a document.
pub(crate) fn doc(at: usize) -> DocId {
    DocId::try_from(at).unwrap_or(DocId::MAX)
}

/// The facts of a segment.
pub(crate) struct Columns {
    /// How many documents there are, deleted ones too.
    pub(crate) documents: usize,
    pub(crate) keys: Vec<u64>,
    pub(crate) recommendations: FixedBitSet,
    pub(crate) organisations: FixedBitSet,
    pub(crate) reports: FixedBitSet,
    pub(crate) kinds: Vec<FixedBitSet>,
    pub(crate) years: BTreeMap<u64, FixedBitSet>,
    /// The day each was made; 0 where it is not known.
    pub(crate) made: Vec<u32>,
    /// Documents, newest made first.
    pub(crate) by_made: Vec<DocId>,
    pub(crate) issuers: Bodies,
    pub(crate) addressees: Bodies,
    pub(crate) themes: Bodies,
    /// How each theme is written.
    pub(crate) theme_names: BTreeMap<u64, String>,
    /// The words of each ask: see [`crate::similar`].
    pub(crate) asked: Column<u64>,
    days: Mutex<Vec<Arc<OnDay>>>,
    phrases: Mutex<Vec<(Vec<Term>, Arc<FixedBitSet>)>>,
}

/// Which organisations, or themes, stand in each document.
pub(crate) struct Bodies {
    /// Those that occur, in order.
    pub(crate) ids: Vec<u64>,
    /// Where each document's part of `places` begins; one more than there are documents.
    starts: Vec<u32>,
    /// Places in `ids`.
    places: Vec<u32>,
}

impl Bodies {
    fn read(column: &Column<u64>, documents: usize) -> Self {
        let mut ids: Vec<u64> = (0..documents)
            .flat_map(|at| column.values_for_doc(doc(at)))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let mut starts = Vec::with_capacity(documents + 1);
        let mut places = Vec::new();
        for at in 0..documents {
            starts.push(doc(places.len()));
            let values = column.values_for_doc(doc(at));
            places.extend(values.filter_map(|id| ids.binary_search(&id).ok().map(doc)));
        }
        starts.push(doc(places.len()));
        Self {
            ids,
            starts,
            places,
        }
    }

    /// Counts how many of the documents each of them stands in.
    pub(crate) fn count(&self, documents: &FixedBitSet) -> Vec<u64> {
        let mut counts = vec![0_u64; self.ids.len()];
        for document in documents.ones() {
            let (Some(from), Some(to)) = (self.starts.get(document), self.starts.get(document + 1))
            else {
                continue;
            };
            for place in self.places.get(at(*from)..at(*to)).unwrap_or_default() {
                if let Some(count) = counts.get_mut(at(*place)) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// What holds on one day.
pub(crate) struct OnDay {
    date: Date,
    day: u32,
    /// What was in the world by then.
    pub(crate) known: FixedBitSet,
    /// The values of the axes of [`Axis::OF_THE_DAY`], one after the other.
    values: Vec<FixedBitSet>,
    /// No answer of at least one addressee.
    pub(crate) unanswered: FixedBitSet,
    /// See [`OnDay::next_due`].
    next_due: OnceLock<Vec<u32>>,
    /// See [`OnDay::responded`].
    responded: OnceLock<Vec<u32>>,
    /// See [`OnDay::whole`].
    whole: Mutex<Option<(u32, Arc<Counts>)>>,
}

/// By axis, how many recommendations have each of its values.
pub(crate) type Counts = BTreeMap<Axis, BTreeMap<u64, u64>>;

impl OnDay {
    /// By document, the last day of the open action that comes first; [`NEVER`] without one. Made
    /// when somebody first sorts by it: few do.
    pub(crate) fn next_due(&self, reader: &SegmentReader) -> Result<&[u32], TantivyError> {
        if self.next_due.get().is_none() {
            let waits = Waits::read(reader)?;
            let next = |at: usize| {
                let latest = waits.open(doc(at), self.day).map(|[_, latest, ..]| latest);
                // Without a last day it comes after all others, and before what has no open action.
                latest.map(|day| day.min(NEVER - 1)).min().unwrap_or(NEVER)
            };
            // Whoever made it first in the meantime made the same.
            let _ = self.next_due.set((0..self.known.len()).map(next).collect());
        }
        Ok(self.next_due.get().map_or(&[], Vec::as_slice))
    }

    /// By document, the day of the newest response; 0 without one. Made when it is first asked for.
    pub(crate) fn responded(&self, reader: &SegmentReader) -> Result<&[u32], TantivyError> {
        if self.responded.get().is_none() {
            let responded = reader.fast_fields().u64("responded")?;
            let newest = |at: usize| {
                let days = responded.values_for_doc(doc(at));
                let days = days.filter_map(|n| u32::try_from(n).ok());
                days.filter(|day| *day <= self.day).max().unwrap_or(0)
            };
            let all = (0..self.known.len()).map(newest).collect();
            // As above.
            let _ = self.responded.set(all);
        }
        Ok(self.responded.get().map_or(&[], Vec::as_slice))
    }

    /// The counts of all recommendations that are alive and known on the day: as counted before,
    /// else as counted now. Most people begin with the whole list, and looking at each takes longer
    /// than all else in it. What is deleted stays deleted, so how many are alive tells which are.
    pub(crate) fn whole(&self, alive: u32, count: impl FnOnce() -> Counts) -> Arc<Counts> {
        let kept = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().clone().filter(|(of, _)| *of == alive);
        if let Some((_, counts)) = known {
            return counts;
        }
        let counts = Arc::new(count());
        *kept() = Some((alive, Arc::clone(&counts)));
        counts
    }

    /// The documents that have a value of an axis of the day.
    pub(crate) fn with(&self, axis: Axis, value: u64) -> Option<&FixedBitSet> {
        let value = usize::try_from(value).ok().filter(|v| *v < axis.size())?;
        let before = Axis::OF_THE_DAY.iter().take_while(|a| **a != axis);
        let start: usize = before.map(|axis| axis.size()).sum();
        self.values.get(start + value)
    }
}

impl Columns {
    /// Reads a segment.
    pub(crate) fn read(reader: &SegmentReader) -> Result<Self, TantivyError> {
        let documents = at(reader.max_doc());
        let fast = reader.fast_fields();
        let keys = fast.u64("key")?;
        let keys: Vec<u64> = (0..documents)
            .map(|at| keys.first(doc(at)).unwrap_or(0))
            .collect();
        let of = |kind| {
            let mut set = FixedBitSet::with_capacity(documents);
            set.extend(
                keys.iter()
                    .enumerate()
                    .filter_map(|(at, key)| (about(*key).1 == kind).then_some(at)),
            );
            set
        };
        let made = fast.u64("made")?;
        let made: Vec<u32> = (0..documents)
            .map(|at| made.first(doc(at)).and_then(|n| u32::try_from(n).ok()))
            .map(Option::unwrap_or_default)
            .collect();
        let mut kinds = vec![FixedBitSet::with_capacity(documents); Axis::Kind.size()];
        let kind = fast.u64("kind")?;
        for at in 0..documents {
            let value = kind.first(doc(at)).and_then(|k| usize::try_from(k).ok());
            if let Some(set) = value.and_then(|value| kinds.get_mut(value)) {
                set.insert(at);
            }
        }
        let mut columns = Self {
            documents,
            recommendations: of(About::Recommendation),
            organisations: of(About::Organisation),
            reports: of(About::Report),
            kinds,
            years: years(&made),
            by_made: Vec::new(),
            issuers: Bodies::read(&fast.u64("issuer")?, documents),
            addressees: Bodies::read(&fast.u64("addressee")?, documents),
            themes: Bodies::read(&fast.u64("theme")?, documents),
            theme_names: theme_names(reader)?,
            asked: fast.u64("asked")?,
            days: Mutex::default(),
            phrases: Mutex::default(),
            keys,
            made,
        };
        let mut by_made: Vec<DocId> = columns.recommendations.ones().map(doc).collect();
        by_made.sort_by_cached_key(|doc| columns.newest_first(at(*doc)));
        columns.by_made = by_made;
        Ok(columns)
    }

    /// Orders documents by the day they were made, newest first, then by number, newest first.
    pub(crate) fn newest_first(&self, at: usize) -> (u32, std::cmp::Reverse<u64>) {
        let made = self.made.get(at).copied().unwrap_or_default();
        (NEVER - made, self.newest_number(at))
    }

    /// Recommendations, oldest made first, those of a day newest number first; then those whose day
    /// is not known.
    pub(crate) fn oldest_first(&self) -> impl Iterator<Item = usize> + '_ {
        let made = |document: &DocId| self.made.get(at(*document)).copied().unwrap_or_default();
        let days = self.by_made.chunk_by(move |a, b| made(a) == made(b)).rev();
        let is_known = move |day: &&[DocId]| day.first().is_some_and(|first| made(first) > 0);
        let known = days.clone().filter(is_known);
        let unknown = days.filter(move |day| !is_known(day));
        known.chain(unknown).flatten().map(|document| at(*document))
    }

    /// Orders documents by number, newest first.
    pub(crate) fn newest_number(&self, at: usize) -> std::cmp::Reverse<u64> {
        std::cmp::Reverse(self.keys.get(at).copied().unwrap_or_default())
    }

    /// The documents that have a phrase: as found before, else as found now. Where its words stand
    /// has to be read for every document that has them all, which takes longer than all else.
    pub(crate) fn with_phrase(
        &self,
        phrase: Vec<Term>,
        find: impl FnOnce(Vec<Term>) -> Result<FixedBitSet, TantivyError>,
    ) -> Result<Arc<FixedBitSet>, TantivyError> {
        let kept = || self.phrases.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = kept().iter().find(|(known, _)| *known == phrase) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(find(phrase.clone())?);
        let mut phrases = kept();
        if phrases.len() >= PHRASES_MAX {
            phrases.remove(0);
        }
        phrases.push((phrase, Arc::clone(&found)));
        Ok(found)
    }

    /// The days that are kept.
    pub(crate) fn days(&self) -> Vec<Date> {
        let kept = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().map(|on| on.date).collect()
    }

    /// What holds on a day.
    pub(crate) fn on(&self, reader: &SegmentReader, day: Date) -> Result<Arc<OnDay>, TantivyError> {
        let number = number(day);
        let kept = || self.days.lock().unwrap_or_else(PoisonError::into_inner);
        let asked_again = |days: &mut Vec<Arc<OnDay>>| {
            let found = days.iter().position(|kept| kept.day == number)?;
            // Last asked for stands last: a walk through past days leaves today where it is.
            let found = days.remove(found);
            days.push(Arc::clone(&found));
            Some(found)
        };
        if let Some(found) = asked_again(&mut kept()) {
            return Ok(found);
        }
        let made = Arc::new(OnDay::read(reader, self.documents, day)?);
        let mut days = kept();
        if let Some(found) = asked_again(&mut days) {
            return Ok(found);
        }
        if days.len() >= DAYS_MAX {
            days.remove(0);
        }
        days.push(Arc::clone(&made));
        Ok(made)
    }
}

/// How themes are written; of several spellings the first in the order of letters.
fn theme_names(reader: &SegmentReader) -> Result<BTreeMap<u64, String>, TantivyError> {
    let mut names = BTreeMap::new();
    if let Some(column) = reader.fast_fields().str("theme_name")? {
        let terms = u64::try_from(column.num_terms()).unwrap_or(0);
        for ord in 0..terms {
            let mut name = String::new();
            column.ord_to_str(ord, &mut name)?;
            names.entry(theme(&name)).or_insert(name);
        }
    }
    Ok(names)
}

fn years(made: &[u32]) -> BTreeMap<u64, FixedBitSet> {
    let mut years = BTreeMap::new();
    for (at, day) in made.iter().enumerate().filter(|(_, day)| **day > 0) {
        let set = years
            .entry(year(*day))
            .or_insert_with(|| FixedBitSet::with_capacity(made.len()));
        set.insert(at);
    }
    years
}

/// The open actions of a document are asked one by one.
struct Waits {
    spans: Column<u64>,
    days: Column<u64>,
    late: Column<u64>,
}

impl Waits {
    fn read(reader: &SegmentReader) -> Result<Self, TantivyError> {
        let fast = reader.fast_fields();
        Ok(Self {
            spans: fast.u64("wait_spans")?,
            days: fast.u64("wait_days")?,
            late: fast.u64("wait_late")?,
        })
    }

    /// Each action that waits on a day: first and last day, may be late from, late from.
    fn open(&self, document: DocId, day: u32) -> impl Iterator<Item = [u32; 4]> {
        let spans = self.spans.values_for_doc(document).map(unpair);
        let days = self.days.values_for_doc(document).map(unpair);
        let late = self.late.values_for_doc(document).map(unpair);
        let waits = spans.zip(days.zip(late));
        waits
            .filter(move |((from, until), _)| *from <= day && day < *until)
            .map(|(_, ((earliest, latest), (may_be, late)))| [earliest, latest, may_be, late])
    }
}

/// What held of a document by a day, of spans that each begin with a day.
fn by(turns: &Column<u64>, document: DocId, day: u32) -> Option<u32> {
    let turned = turns.values_for_doc(document).map(unpair);
    let (_, state) = turned.take_while(|(from, _)| *from <= day).last()?;
    Some(state)
}

impl OnDay {
    fn read(reader: &SegmentReader, documents: usize, date: Date) -> Result<Self, TantivyError> {
        let (fast, waits) = (reader.fast_fields(), Waits::read(reader)?);
        let (turns, progress) = (fast.u64("turns")?, fast.u64("progress_turns")?);
        let size: usize = Axis::OF_THE_DAY.iter().map(|axis| axis.size()).sum();
        let empty = FixedBitSet::with_capacity(documents);
        let mut on = Self {
            date,
            day: number(date),
            known: empty.clone(),
            values: vec![empty.clone(); size],
            unanswered: empty,
            next_due: OnceLock::new(),
            responded: OnceLock::new(),
            whole: Mutex::default(),
        };
        let quarters = [quarter(date, 0), quarter(date, 1)];
        for at in 0..documents {
            let Some(state) = by(&turns, doc(at), on.day) else {
                continue;
            };
            on.known.insert(at);
            on.insert_state(at, state);
            if let Some(state) = by(&progress, doc(at), on.day) {
                on.insert_bits(Axis::Progress, (state, 0), at);
            }
            for wait in waits.open(doc(at), on.day) {
                on.insert_wait(at, wait, quarters);
            }
        }
        Ok(on)
    }

    fn insert(&mut self, axis: Axis, value: u64, at: usize) {
        let before = Axis::OF_THE_DAY.iter().take_while(|a| **a != axis);
        let start: usize = before.map(|axis| axis.size()).sum();
        let place = usize::try_from(value).map_or(usize::MAX, |value| start + value);
        if let Some(set) = self.values.get_mut(place) {
            set.insert(at);
        }
    }

    fn insert_state(&mut self, at: usize, state: u32) {
        let standing = u64::from(state & ((1 << STANDING_BITS) - 1));
        self.insert(Axis::Standing, standing, at);
        let axes = [
            (Axis::Answer, STANDING_BITS),
            (Axis::Disposition, DISPOSITIONS_FROM),
            (Axis::Verdict, VERDICTS_FROM),
            (Axis::Closure, CLOSURES_FROM),
        ];
        for (axis, from) in axes {
            self.insert_bits(axis, (state, from), at);
        }
        let is_missing = |value| {
            self.with(Axis::Answer, value)
                .is_some_and(|set| set.contains(at))
        };
        if answer::MISSING.into_iter().any(is_missing) {
            self.unanswered.insert(at);
        }
    }

    /// Enters the values of an axis whose bits are set, from a place in the state on.
    fn insert_bits(&mut self, axis: Axis, (state, from): (u32, u32), at: usize) {
        for value in 0..u32::try_from(axis.size()).unwrap_or(0) {
            if state & (1 << (from + value)) != 0 {
                self.insert(axis, u64::from(value), at);
            }
        }
    }

    fn insert_wait(&mut self, at: usize, wait: [u32; 4], quarters: [(u32, u32); 2]) {
        let [earliest, latest, may_be_late_from, late_from] = wait;
        let timing = if late_from <= self.day {
            due::LATE
        } else if may_be_late_from <= self.day {
            due::MAY_BE_LATE
        } else if latest < self.day {
            due::DAY_PASSED
        } else if earliest <= self.day {
            due::NOW
        } else {
            due::LATER
        };
        self.insert(Axis::Due, timing, at);
        let coming = [due::THIS_QUARTER, due::NEXT_QUARTER];
        for ((first, last), value) in quarters.into_iter().zip(coming) {
            if (first..=last).contains(&latest) {
                self.insert(Axis::Due, value, at);
            }
        }
    }
}
