//! Asks as papers of States print them in prose: "108.3 Ratify the Convention (Portugal, Chile);"
//! of the Universal Periodic Review, "The State party should: (a) Ensure …" below "Paragraph 14
//! (a)" of the treaty bodies. The States that made the one stand in brackets behind it, and the
//! other opens with who is asked.

use std::collections::HashMap;
use std::ops::Range;

use super::roles::Role;
use super::sites::{Finder, Site};
use super::{AskCue, Span};
use crate::cues::Cues;
use crate::read::{BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::references;

/// So many show that a paper prints its asks so; one may be told of.
const ASKS_MIN: usize = 2;
/// Headings are looked at over so many blocks above an ask.
const BLOCKS_ABOVE: usize = 40;

/// An ask that only papers of States print so.
#[derive(Debug, Clone)]
pub(super) struct StateAsk {
    /// Its number, or that of the paragraph that made it.
    number: Option<Range<usize>>,
    /// The letter of its part of the paragraph.
    part: Option<Range<usize>>,
}

/// Every such ask of a document, by its block.
pub(super) fn asks(source: &Source, cues: &Cues, roles: &[Role]) -> HashMap<usize, StateAsk> {
    if !cues.papers.are_of_states(&source.text) {
        return HashMap::new();
    }
    let blocks = source.blocks.iter().enumerate();
    let plain = blocks.filter(|(at, block)| {
        let cell = matches!(block.kind, BlockKind::Cell(_));
        let role = roles.get(*at);
        !cell && matches!(role, Some(Role::Text | Role::Item | Role::Name))
    });
    let found: HashMap<usize, StateAsk> = plain
        .filter_map(|(at, block)| {
            let words = source.words(&block.range);
            let start = block.range.start;
            let moved = |range: Range<usize>| start + range.start..start + range.end;
            let ask = match recommended(words) {
                Some(number) => StateAsk {
                    number: Some(moved(number)),
                    part: None,
                },
                None => StateAsk {
                    part: part(words)?.map(moved),
                    number: paragraph_above(source, at),
                },
            };
            Some((at, ask))
        })
        .collect();
    match found.len() >= ASKS_MIN {
        true => found,
        false => HashMap::new(),
    }
}

/// The number of "108.3 Ratify the Convention (Portugal, Chile);".
fn recommended(words: &str) -> Option<Range<usize>> {
    let number = references::at_start(words).filter(|number| number.start == 0)?;
    let dotted = words.get(number.clone())?.contains('.');
    let bare = words.trim_end_matches([';', '.', ' ', '\n']);
    let made = bare.strip_suffix(')').filter(|_| dotted)?;
    let mut brackets = made.match_indices(" (");
    let by_states = brackets.any(|(at, open)| {
        let names = made.get(at + open.len()..).unwrap_or_default();
        let first = names.split([',', '(']).next().unwrap_or_default();
        heeded_due::is_state(first.trim())
    });
    by_states.then_some(number)
}

/// Behind "The State party should: (a)" the letter, if there is one; `None` where words do not open
/// so.
fn part(words: &str) -> Option<Option<Range<usize>>> {
    const OPENINGS: &[&str] = &["The State party should", "State party should"];
    let opening = OPENINGS
        .iter()
        .find(|opening| words.starts_with(**opening))?;
    let behind = words.get(opening.len()..)?;
    let inside = behind.trim_start_matches([':', ' ', '\n']);
    let at = words.len() - inside.len();
    let lettered = inside.strip_prefix('(').and_then(|rest| {
        let (letter, _) = rest.split_once(')')?;
        let one = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase());
        one.then_some(at + 1..at + 1 + letter.len())
    });
    Some(lettered)
}

/// The number of "Paragraph 14 (a) and (b): Access to justice", over an ask.
fn paragraph_above(source: &Source, at: usize) -> Option<Range<usize>> {
    const PARAGRAPH: &str = "aragraph ";
    let above = source.blocks.iter().take(at).rev().take(BLOCKS_ABOVE);
    let mut headings = above.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let heading = headings.next()?;
    let words = source.words(&heading.range);
    let from = words.place_of(PARAGRAPH)? + PARAGRAPH.len();
    let digits = words
        .get(from..)?
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let start = heading.range.start + from;
    (digits > 0).then_some(start..start + digits)
}

impl Finder<'_> {
    /// The ask that a block of a State's paper is.
    pub(super) fn of_state_paper(&self, at: usize) -> Option<Site> {
        let ask = self.state_asks.get(&at)?;
        let mut site = self.site(at, AskCue::Opening, None);
        site.reference = ask.number.clone();
        site.part = ask.part.clone().map(|range| Span { block: at, range });
        self.cut_number(&mut site);
        Some(site)
    }
}
