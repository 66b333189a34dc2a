//! Lines above asks that name whom several of them are for.

use std::ops::Range;

use super::roles::Role;
use super::sites::Finder;
use super::{Entry, NameCue, Span, tables};
use crate::cues::Cues;
use crate::page::Face;
use crate::read::{BlockKind, Source};
use crate::recognise::words;

/// A line above a list names whom each of its items is for: "Tide Board", and below it three asks.
pub(super) fn carry_names(source: &Source, found: &mut [(Entry, bool)]) {
    let item = |entry: &Entry| {
        let block = entry.ask.first()?.block;
        let kind = source.blocks.get(block)?.kind;
        (kind == BlockKind::Item).then_some(block)
    };
    for at in 1..found.len() {
        let Some([(before, _), (entry, _)]) = found.get_mut(at - 1..=at) else {
            break;
        };
        let follows = item(before).zip(item(entry));
        let follows = follows.is_some_and(|(one, other)| one + 1 == other);
        let line = |(cue, _): &&(NameCue, Span)| matches!(cue, NameCue::Line | NameCue::Heading);
        if follows && entry.names.is_empty() {
            entry.names = before.names.iter().filter(line).cloned().collect();
        }
    }
}

/// "We recommend that the Board:" or "Recommendations to the Board" above several asks: whom those
/// are for that only say what to do.
pub(super) fn carry_openings(finder: &Finder<'_>, found: &mut [(Entry, bool)]) {
    let mut open: Option<(NameCue, Span)> = None;
    let mut from = 0;
    for (entry, mention) in found {
        let Some(ask) = entry.ask.first().filter(|_| !*mention) else {
            continue;
        };
        for at in from..ask.block {
            match finder.opens_for(at) {
                Some(opening) => open = Some(opening),
                None if finder.ends_opening(at, open.as_ref()) => open = None,
                None => {}
            }
        }
        from = ask.block;
        let words = finder.source.words(&ask.range);
        if entry.names.is_empty() && asks_of_nobody(words, finder.cues) {
            entry.names.extend(open.clone());
        }
    }
}

impl Finder<'_> {
    /// Whom a line names that opens several asks.
    fn opens_for(&self, at: usize) -> Option<(NameCue, Span)> {
        const TO: &[&str] = &["recommendations to ", "recommendations for "];
        let block = self
            .source
            .blocks
            .get(at)
            .filter(|block| block.label.is_none())?;
        let words = self.source.words(&block.range);
        let span = |range: Range<usize>| Span { block: at, range };
        if self.roles.get(at) == Some(&Role::AskList) {
            let lower = words.to_lowercase();
            let start = TO
                .iter()
                .find_map(|to| lower.starts_with(to).then_some(to.len()))?;
            let place = block.range.start + start..block.range.end;
            return Some((NameCue::Opening, span(place)));
        }
        if let Some(Role::Addressee(name)) = self.roles.get(at)
            && !matches!(block.kind, BlockKind::Cell(_))
            && words.starts_with("To ")
        {
            return Some((NameCue::Opening, span(name.clone())));
        }
        let plain = matches!(
            self.roles.get(at),
            Some(Role::Text | Role::Name | Role::Ask { .. } | Role::Aside)
        );
        if plain && self.is_item(at + 1) && is_line_to(self.source, at) {
            let place = block.range.start + "To ".len()..block.range.end;
            return Some((NameCue::Opening, span(place)));
        }
        if !plain || !words.trim_end().ends_with(':') {
            return None;
        }
        let name = self.asked_in_stem(&span(block.range.clone()))?;
        Some((NameCue::Opening, name))
    }

    /// Whether a heading ends what stands under such a line.
    fn ends_opening(&self, at: usize, open: Option<&(NameCue, Span)>) -> bool {
        let level = |at: usize| match self.source.blocks.get(at).map(|block| block.kind) {
            Some(BlockKind::Heading(level)) => Some(level),
            _ => None,
        };
        let above = open.and_then(|(_, span)| level(span.block));
        let ask = matches!(self.roles.get(at), Some(Role::AskHead { .. }));
        match (level(at).filter(|_| !ask), above) {
            (Some(own), Some(above)) => own <= above,
            (own, _) => own.is_some(),
        }
    }
}

/// "To Tide Lights Ltd.", in bold over what is for it.
fn is_line_to(source: &Source, at: usize) -> bool {
    /// "To the Ministry of Tides, Lamps and Piers and the Ministry of Ferries"
    const LINE_WORDS_MAX: usize = 16;
    source.blocks.get(at).is_some_and(|block| {
        let line = source.words(&block.range);
        let paragraph = !matches!(block.kind, BlockKind::Cell(_) | BlockKind::Item);
        let bold = block.look.face == Face::Bold && paragraph;
        bold && line.starts_with("To ") && words::at_most(line, LINE_WORDS_MAX)
    })
}

/// "Paint the pier.": words that begin with what to do.
fn asks_of_nobody(ask: &str, cues: &Cues) -> bool {
    cues.labels.opens_with_verb(ask)
}

/// "To the Tide Board:", "To: Tide Board", "For the Tide Board:".
fn opens_line(words: &str) -> bool {
    const OPENINGS: &[&str] = &["For ", "For: ", "To ", "To: "];
    OPENINGS.iter().any(|opening| words.starts_with(opening))
}

/// "To the Tide Board:" in a line by itself stands over all asks up to the next line or heading.
pub(super) fn carry_lines(source: &Source, roles: &[Role], found: &mut [(Entry, bool)]) {
    let line = |(_, span): &&(NameCue, Span)| {
        let block = source.blocks.get(span.block);
        let paragraph = block.is_some_and(|block| !matches!(block.kind, BlockKind::Cell(_)));
        let own = matches!(roles.get(span.block), Some(Role::Addressee(_)));
        paragraph && own && opens_line(source.block_words(span.block))
    };
    let mut open: Option<(NameCue, Span)> = None;
    for (entry, mention) in found {
        let ask = entry.ask.first().map(|ask| ask.block);
        // What only tells of an ask, and the rows of a table, stand apart.
        let apart = |ask: &usize| *mention || tables::row(source, *ask).is_some();
        let Some(ask) = ask.filter(|ask| !apart(ask)) else {
            open = None;
            continue;
        };
        if let Some(name) = entry.names.iter().find(line) {
            open = Some(name.clone());
        } else if let Some((_, span)) = &open {
            let between = roles.get(span.block + 1..ask).unwrap_or_default();
            let mut marks = between.iter();
            let mut lines = span.block + 1..ask;
            if marks.any(|role| matches!(role, Role::Heading(_) | Role::Name | Role::AskList))
                || lines.any(|at| is_line_to(source, at))
            {
                open = None;
            } else if entry.names.is_empty() {
                entry.names.extend(open.clone());
            }
        }
    }
}
