//! Which drafts of a document the corrections concern that were made at its place before.
//!
//! By the words of the ask, not by their order: as records are matched, with the same shares.

use crate::matching::{SAME_ASK_PER_CENT, SAME_REFERENCE_PER_CENT, TELLING_WORDS_MIN};
use heeded_domain::wording::{bare, likeness, telling};
use heeded_reader::Draft;
use heeded_store::CorrectionRow;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a correction was made in a draft with these very words and this reference.
pub(crate) fn is_of(row: &CorrectionRow, draft: &Draft) -> bool {
    let made = &row.correction;
    let same_words = bare(&made.ask) == bare(&draft.text.value);
    same_words && made.reference.as_deref().map(bare) == reference(draft)
}

fn reference(draft: &Draft) -> Option<String> {
    draft.reference.as_ref().map(|field| bare(&field.value))
}

/// The drafts that corrections concern: for each draft the rows, by their order; and those that
/// concern none.
pub(crate) fn concerned<'r>(
    rows: &'r [CorrectionRow],
    drafts: &[Draft],
) -> (Vec<Vec<&'r CorrectionRow>>, Vec<&'r CorrectionRow>) {
    let mut concerned = vec![Vec::new(); drafts.len()];
    let mut lost = Vec::new();
    if rows.is_empty() {
        return (concerned, lost);
    }
    let mut asks = Asks::new(drafts);
    let mut found: BTreeMap<(&str, Option<&str>), Vec<usize>> = BTreeMap::new();
    for row in rows {
        let (ask, reference) = (&row.correction.ask, row.correction.reference.as_deref());
        let of = found
            .entry((ask, reference))
            .or_insert_with(|| asks.of(ask, reference));
        if of.is_empty() {
            lost.push(row);
        }
        for at in of.iter() {
            if let Some(rows) = concerned.get_mut(*at) {
                rows.push(row);
            }
        }
    }
    (concerned, lost)
}

/// The asks of a document, to be found by their words.
struct Asks<'d> {
    drafts: &'d [Draft],
    by_text: BTreeMap<String, Vec<usize>>,
    /// Worked out when a correction has no draft with its very words.
    telling: Option<Vec<(Option<String>, BTreeSet<String>)>>,
}

impl<'d> Asks<'d> {
    fn new(drafts: &'d [Draft]) -> Self {
        let mut by_text: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            by_text.entry(bare(&draft.text.value)).or_default().push(at);
        }
        Self {
            drafts,
            by_text,
            telling: None,
        }
    }

    /// Every draft with these very words and this reference; else those with the words under
    /// another number; else the one most alike.
    fn of(&mut self, ask: &str, wanted: Option<&str>) -> Vec<usize> {
        let same = self.by_text.get(&bare(ask)).cloned().unwrap_or_default();
        let wanted = wanted.map(bare);
        let numbered = |at: &&usize| self.drafts.get(**at).map(reference) == Some(wanted.clone());
        let strict: Vec<usize> = same.iter().filter(numbered).copied().collect();
        if !strict.is_empty() {
            return strict;
        }
        if !same.is_empty() {
            return same;
        }
        self.most_alike(ask, wanted.as_ref()).into_iter().collect()
    }

    fn most_alike(&mut self, ask: &str, wanted: Option<&String>) -> Option<usize> {
        let words = telling(ask);
        let drafts = self.drafts;
        let all = self.telling.get_or_insert_with(|| {
            let of = |draft: &Draft| (reference(draft), telling(&draft.text.value));
            drafts.iter().map(of).collect()
        });
        let alike = all.iter().enumerate().filter_map(|(at, (number, theirs))| {
            let share = likeness(&words, theirs);
            let numbered = wanted.is_some() && number.as_ref() == wanted;
            let enough = if numbered {
                share >= SAME_REFERENCE_PER_CENT
            } else {
                share >= SAME_ASK_PER_CENT && words.len() >= TELLING_WORDS_MIN
            };
            enough.then_some(((numbered, share), at))
        });
        let best = alike.max_by_key(|(score, at)| (*score, std::cmp::Reverse(*at)));
        best.map(|(_, at)| at)
    }
}
