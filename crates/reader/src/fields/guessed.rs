//! What was taken for an ask or an answer by its words and its place alone: asks in a column whose
//! heading nobody knows, asks that only their numbers show, answers behind a mark that nobody
//! knows. None of it is ever certain.

use super::Desk;
use crate::draft::{Draft, Sure};
use crate::layout::{Layout, Span};
use crate::remark::{About, Remark, RemarkKind};

/// Makes what was guessed doubtful, and remarks on each such column and form.
pub(super) fn doubt(desk: &Desk<'_>, layout: &Layout, drafts: &mut [Draft]) -> Vec<Remark> {
    let mut remarks = columns(desk, layout, drafts);
    remarks.extend(numbers(desk, layout, drafts));
    remarks.extend(marks(desk, layout, drafts));
    remarks
}

/// Asks that only their numbers show.
fn numbers(desk: &Desk<'_>, layout: &Layout, drafts: &mut [Draft]) -> Option<Remark> {
    let first = layout.counted.first()?;
    for (draft, entry) in drafts.iter_mut().zip(&layout.entries) {
        let ask = entry.ask.first();
        if ask.is_some_and(|ask| holds(&layout.counted, ask)) {
            draft.text.sure = draft.text.sure.max(Sure::Likely);
            "its number, in a series whose words ask".clone_into(&mut draft.text.cue);
        }
    }
    Some(Remark {
        kind: RemarkKind::FormUnsure,
        words: "No known label shows the recommendations; what stands with numbers of one form \
                and says what somebody should do is taken for them."
            .to_owned(),
        passage: Some(desk.source.passage(first.block, first.range.clone())),
        about: About::Document,
    })
}

/// Answers behind a mark that nobody knows.
fn marks(desk: &Desk<'_>, layout: &Layout, drafts: &mut [Draft]) -> Option<Remark> {
    let first = layout.marks.first()?;
    let is_mark = |span: &Span| holds(&layout.marks, span);
    for (draft, entry) in drafts.iter_mut().zip(&layout.entries) {
        for (response, answer) in draft.responses.iter_mut().zip(&entry.answers) {
            if answer.mark.as_ref().is_some_and(is_mark) {
                response.text.sure = response.text.sure.max(Sure::Likely);
                "what stands below most recommendations".clone_into(&mut response.text.cue);
            }
        }
    }
    let line = desk.words(first);
    let mark = line.split([':', '\n']).next().unwrap_or(line).trim();
    Some(Remark {
        kind: RemarkKind::FormUnsure,
        words: format!(
            "“{mark}” is no known mark of an answer; it stands below most recommendations and is \
             taken for one."
        ),
        passage: Some(desk.source.passage(first.block, first.range.clone())),
        about: About::Document,
    })
}

/// Whether one of some places, in the order of the document, is in the block of another.
fn holds(places: &[Span], span: &Span) -> bool {
    places
        .binary_search_by_key(&span.block, |one| one.block)
        .is_ok()
}

/// Asks in columns whose headings nobody knows.
fn columns(desk: &Desk<'_>, layout: &Layout, drafts: &mut [Draft]) -> Vec<Remark> {
    for (draft, entry) in drafts.iter_mut().zip(&layout.entries) {
        let block = entry
            .ask
            .first()
            .and_then(|ask| desk.source.blocks.get(ask.block));
        let heading = block.and_then(|block| block.label.as_ref());
        let guessed = |heading: &std::ops::Range<usize>| {
            let mut all = layout.guessed.iter();
            all.any(|span| span.range == *heading)
        };
        if heading.is_some_and(guessed) {
            draft.text.sure = draft.text.sure.max(Sure::Likely);
            "the words of its column, whose heading is not known".clone_into(&mut draft.text.cue);
        }
    }
    let remark = |heading: &Span| Remark {
        kind: RemarkKind::ColumnsUnsure,
        words: format!(
            "The heading “{}” does not say what its column holds; by their words its cells are \
             taken for recommendations.",
            desk.words(heading)
        ),
        passage: Some(desk.source.passage(heading.block, heading.range.clone())),
        about: About::Document,
    };
    layout.guessed.iter().map(remark).collect()
}
