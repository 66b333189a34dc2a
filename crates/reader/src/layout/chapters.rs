//! Chapters of one ask each: a heading with the number of the ask ("Safety Recommendation M-31-4"),
//! and the ask under a label without one, behind a table of details or what gave rise to it.
//! Databases of recommendations and investigators' pages that go on being written print them so.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::roles::Role;
use super::sites::{Finder, Site};
use super::tables;
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// So many chapters show that each holds an ask: one or two may tell of anything.
const CHAPTER_ENTRIES_MIN: usize = 3;
/// A heading that numbers an ask has at most so many words.
const HEADING_WORDS_MAX: usize = 8;
/// An ask stands within so many blocks of its heading.
const BLOCKS_BELOW_MAX: usize = 60;

/// A chapter: its number, and the block that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    pub(super) opens: usize,
    pub(super) number: Range<usize>,
}

/// The chapters of a document, by the blocks with the label or the words of their asks.
pub(super) fn of(source: &Source, cues: &Cues, roles: &[Role]) -> HashMap<usize, Chapter> {
    let mut openings: Vec<Chapter> = (0..roles.len())
        .filter_map(|at| {
            let number = of_heading(source, at).or_else(|| of_pair(source, (cues, roles), at))?;
            Some(Chapter { opens: at, number })
        })
        .collect();
    // "Response to recommendation R31-02", below one of them, opens no chapter.
    let label = |one: &Chapter| {
        let block = source.blocks.get(one.opens);
        let start = block.map_or(one.number.start, |block| block.range.start);
        source.words(&(start..one.number.start)).to_owned()
    };
    let first = openings.first().map(label).unwrap_or_default();
    openings.retain(|one| label(one) == first);
    let keys: HashSet<String> = openings
        .iter()
        .map(|one| references::key(source.words(&one.number)))
        .collect();
    if openings.len() < CHAPTER_ENTRIES_MIN || keys.len() < openings.len() {
        return HashMap::new();
    }
    let ends = openings.iter().skip(1).map(|next| next.opens);
    let ends = ends.chain([roles.len()]);
    let chapters = openings.iter().zip(ends).filter_map(|(chapter, end)| {
        let end = end.min(chapter.opens + BLOCKS_BELOW_MAX);
        let ask = (chapter.opens + 1..end).find(|at| opens_ask(source, roles, *at))?;
        Some((ask, chapter.clone()))
    });
    let found: HashMap<usize, Chapter> = chapters.collect();
    match found.len() >= CHAPTER_ENTRIES_MIN && found.len() * 2 > openings.len() {
        true => found,
        false => HashMap::new(),
    }
}

/// "Rail transportation safety recommendation R31-02": the number at the end of a heading.
fn of_heading(source: &Source, at: usize) -> Option<Range<usize>> {
    let block = source.blocks.get(at)?;
    if !matches!(block.kind, BlockKind::Heading(_)) {
        return None;
    }
    let text = source.words(&block.range).trim_end();
    let (before, number) = text.rsplit_once(' ')?;
    let label = before.rsplit(' ').next()?;
    let numbers = label.eq_ignore_ascii_case("recommendation")
        && references::is_issued(number)
        && words::at_most(text, HEADING_WORDS_MAX);
    let start = block.range.start + before.len() + 1;
    numbers.then(|| start..start + number.len())
}

/// "Recommendation Number | 3", in a list of labels and values that opens an ask.
fn of_pair(source: &Source, (cues, roles): (&Cues, &[Role]), at: usize) -> Option<Range<usize>> {
    let Some(Role::Reference(number)) = roles.get(at) else {
        return None;
    };
    let block = source.blocks.get(at)?;
    let label = cues.labels.heading(source.words(block.label.as_ref()?))?;
    let alone = tables::is_pair(source, at) && tables::blocks(source, at).count() == 1;
    (matches!(label, Label::Ask(_)) && alone).then(|| number.clone())
}

/// Whether a block labels an ask without a number, or is one by the words above it: "The Board
/// therefore recommended that:".
fn opens_ask(source: &Source, roles: &[Role], at: usize) -> bool {
    match roles.get(at) {
        Some(Role::AskHead {
            reference: None, ..
        }) => true,
        Some(Role::Text | Role::Item) => is_recommended(source, at),
        _ => false,
    }
}

/// Whether the block above ends in "recommended that:".
fn is_recommended(source: &Source, at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| source.blocks.get(above));
    let above = above.map(|block| source.words(&block.range).trim_end());
    above.is_some_and(|words| {
        ["recommended that:", "recommends that:", "recommend that:"]
            .iter()
            .any(|ending| words.ends_with(ending))
    })
}

impl Finder<'_> {
    /// The ask of a chapter that only the words above it show to be one.
    pub(super) fn of_chapter(&self, at: usize) -> Option<Site> {
        let plain = matches!(self.roles.get(at), Some(Role::Text | Role::Item));
        let chapter = self.chapters.get(&at).filter(|_| plain)?;
        let mut site = self.site(at, super::AskCue::Label, None);
        site.reference = Some(chapter.number.clone());
        site.lead = chapter.opens;
        Some(site)
    }

    /// Whether a block stands before the chapters, where their titles may be listed.
    pub(super) fn is_before_chapters(&self, at: usize) -> bool {
        let first = self.chapters.values().map(|chapter| chapter.opens).min();
        first.is_some_and(|first| at < first)
    }

    /// Gives an ask the number of its chapter, whose heading opens it.
    pub(super) fn number_by_chapter(&self, site: &mut Site, free: usize) {
        let labels = [site.head, Some(site.ask.block)];
        let chapter = labels
            .into_iter()
            .flatten()
            .find_map(|at| self.chapters.get(&at));
        let Some(chapter) = chapter.filter(|one| one.opens >= free && !site.mention) else {
            return;
        };
        if self.site_number(site).is_none() {
            site.reference = Some(chapter.number.clone());
        }
        site.lead = site.lead.min(chapter.opens);
    }
}
