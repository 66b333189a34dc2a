//! Lines above asks that name whom several of them are for.

use super::roles::Role;
use super::{Entry, NameCue, Span, tables};
use crate::read::{BlockKind, Source};

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

/// "To the Tide Board:" in a line by itself stands over all asks up to the next line or heading.
pub(super) fn carry_lines(source: &Source, roles: &[Role], found: &mut [(Entry, bool)]) {
    let line = |(_, span): &&(NameCue, Span)| {
        let block = source.blocks.get(span.block);
        let paragraph = block.is_some_and(|block| !matches!(block.kind, BlockKind::Cell(_)));
        let own = matches!(roles.get(span.block), Some(Role::Addressee(_)));
        let words = block.map_or("", |block| source.words(&block.range));
        paragraph && own && words.starts_with("To ")
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
            if marks.any(|role| matches!(role, Role::Heading(_) | Role::Name | Role::AskList)) {
                open = None;
            } else if entry.names.is_empty() {
                entry.names.extend(open.clone());
            }
        }
    }
}
