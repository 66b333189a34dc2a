//! Asks in a column whose heading nobody knows: taken for what they are by their words alone, and
//! so never certain.

use super::Desk;
use crate::draft::{Draft, Sure};
use crate::layout::Layout;
use crate::remark::{About, Remark, RemarkKind};

/// Makes the asks of guessed columns doubtful, and remarks on each such column.
pub(super) fn doubt(desk: &Desk<'_>, layout: &Layout, drafts: &mut [Draft]) -> Vec<Remark> {
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
    let remark = |heading: &crate::layout::Span| Remark {
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
