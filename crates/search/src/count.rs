//! How many of what is found have each value of each axis: sizes of intersections, and for
//! organisations and themes a walk over what is found.

use crate::axis::Axis;
use crate::columns::{Counts, OnDay};
use crate::fields::Fields;
use crate::find::{BODIES_MAX, Hits, Question, axes, chosen};
use crate::segment::{Segment, Snapshot};
use fixedbitset::FixedBitSet;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Snapshot {
    /// For each axis the values to show, with their counts.
    pub(crate) fn counts(
        &self,
        question: &Question,
        hits: &[Hits<'_>],
    ) -> BTreeMap<Axis, Vec<(u64, u64)>> {
        let mut counts = BTreeMap::new();
        for axis in Axis::ALL {
            let mut of_axis: BTreeMap<u64, u64> = BTreeMap::new();
            for hits in hits {
                hits.count(&self.fields, question, axis, &mut of_axis);
            }
            let chosen: BTreeSet<u64> = chosen(question, axis).collect();
            counts.insert(axis, shown(axis, of_axis, &chosen));
        }
        counts
    }

    /// How these themes are written.
    pub(crate) fn theme_names(&self, counted: Option<&Vec<(u64, u64)>>) -> BTreeMap<u64, String> {
        let name = |theme: u64| {
            let mut segments = self.segments.iter();
            let name = segments.find_map(|segment| segment.columns.theme_names.get(&theme))?;
            Some((theme, name.clone()))
        };
        let themes = counted.into_iter().flatten();
        themes.filter_map(|(theme, _)| name(*theme)).collect()
    }
}

/// The values to show, in the order in which to show them.
fn shown(axis: Axis, counts: BTreeMap<u64, u64>, chosen: &BTreeSet<u64>) -> Vec<(u64, u64)> {
    let mut all: Vec<(u64, u64)> = counts.into_iter().collect();
    for value in chosen {
        if !all.iter().any(|(known, _)| known == value) {
            all.push((*value, 0));
        }
    }
    match axis {
        Axis::Year => all.sort_unstable_by_key(|(year, _)| Reverse(*year)),
        Axis::Issuer | Axis::Addressee | Axis::Theme => {
            all.sort_unstable_by_key(|(id, count)| (!chosen.contains(id), Reverse(*count), *id));
            all.truncate(BODIES_MAX.max(chosen.len()));
            all.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
        }
        _ => all.sort_unstable(),
    }
    all
}

impl Hits<'_> {
    /// Adds how many there would be of each value of an axis if only that were chosen anew.
    fn count(
        &self,
        fields: &Fields,
        question: &Question,
        axis: Axis,
        counts: &mut BTreeMap<u64, u64>,
    ) {
        let mut others = question.choices.iter().filter(|(other, _)| *other != axis);
        if self.words.is_none() && others.next().is_none() {
            for (value, count) in self
                .segment
                .whole(&self.on)
                .get(&axis)
                .into_iter()
                .flatten()
            {
                *counts.entry(*value).or_default() += count;
            }
            return;
        }
        let without = self.without(fields, question, axis);
        let base = without.as_ref().unwrap_or(&self.matched);
        self.segment.count(&self.on, axis, base, counts);
    }

    /// What would be found without the choice on an axis; `None` where there is no such choice.
    fn without(&self, fields: &Fields, question: &Question, axis: Axis) -> Option<FixedBitSet> {
        let narrowed = axes(question);
        if !narrowed.contains(&axis) {
            return None;
        }
        let mut base = self.segment.known(&self.on, self.words.as_ref());
        for other in narrowed.into_iter().filter(|other| *other != axis) {
            // What failed here has failed the whole answer before.
            base.intersect_with(&self.chosen(fields, question, other).ok()?);
        }
        Some(base)
    }
}

impl Segment {
    /// The counts where nothing is asked for.
    pub(crate) fn whole(&self, on: &OnDay) -> Arc<Counts> {
        on.whole(self.reader.num_docs(), || {
            let all = self.known(on, None);
            let counted = Axis::ALL.into_iter().map(|axis| {
                let mut counts = BTreeMap::new();
                self.count(on, axis, &all, &mut counts);
                (axis, counts)
            });
            counted.collect()
        })
    }

    /// Adds how many of the documents have each value of an axis.
    fn count(
        &self,
        on: &OnDay,
        axis: Axis,
        documents: &FixedBitSet,
        counts: &mut BTreeMap<u64, u64>,
    ) {
        let columns = &self.columns;
        let mut add = |value: u64, count: u64| {
            if count > 0 {
                *counts.entry(value).or_default() += count;
            }
        };
        let size =
            |set: &FixedBitSet| u64::try_from(set.intersection_count(documents)).unwrap_or(0);
        match axis {
            Axis::Issuer | Axis::Addressee | Axis::Theme => {
                let bodies = match axis {
                    Axis::Issuer => &columns.issuers,
                    Axis::Addressee => &columns.addressees,
                    _ => &columns.themes,
                };
                for (id, count) in bodies.ids.iter().zip(bodies.count(documents)) {
                    add(*id, count);
                }
            }
            Axis::Year => {
                for (year, set) in &columns.years {
                    add(*year, size(set));
                }
            }
            _ => {
                for value in 0..u64::try_from(axis.size()).unwrap_or(0) {
                    if let Some(set) = self.with(on, axis, value) {
                        add(value, size(set));
                    }
                }
            }
        }
    }
}
