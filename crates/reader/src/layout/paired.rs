//! Several actions in one cell of a row, and as many days and names in the cells beside it: "a) Fit
//! the lamps", "b) Test them" beside "a) May 2031", "b) June 2031".

use super::answers::Region;
use super::{Answer, Listed, Span, markers};
use crate::cues::labels::Label;

/// What may stand beside each of several actions.
const BESIDE: [Label; 4] = [Label::Lead, Label::Due, Label::Comment, Label::Dependency];

/// Gives each line of what stands beside the actions of a row to the action of that line.
pub(super) fn pair(region: &Region<'_>, answer: &mut Answer) {
    let mut paired: Vec<Listed> = Vec::with_capacity(answer.actions.len());
    let mut row: Vec<Listed> = Vec::new();
    for listed in std::mem::take(&mut answer.actions) {
        let place = |listed: &Listed| region.row(listed.text.block);
        if row.last().is_some_and(|last| place(last) != place(&listed)) {
            paired.append(&mut in_row(region, std::mem::take(&mut row)));
        }
        row.push(listed);
    }
    paired.append(&mut in_row(region, row));
    answer.actions = paired;
}

fn in_row(region: &Region<'_>, row: Vec<Listed>) -> Vec<Listed> {
    let tabled = row
        .first()
        .is_some_and(|one| region.row(one.text.block).is_some());
    // What stands beside several actions was given to the last of them.
    let Some((last, others)) = row.split_last().filter(|_| tabled) else {
        return row;
    };
    let mut found: Vec<Listed> = Vec::new();
    for listed in others {
        let lines = lines(region, &listed.text).into_iter();
        let parts = |text| Listed {
            text,
            parts: listed.parts.clone(),
        };
        found.extend(lines.map(parts));
    }
    let lines_of_last = lines(region, &last.text).into_iter();
    found.extend(lines_of_last.map(|text| Listed {
        text,
        parts: Vec::new(),
    }));
    let mut left = last.parts.clone();
    let mut any = false;
    for label in BESIDE {
        let own = |(one, _): &&(Label, Span)| *one == label;
        let column = last.parts.iter().filter(own);
        let column: Vec<Span> = column.flat_map(|(_, span)| lines(region, span)).collect();
        let given = others
            .iter()
            .flat_map(|one| &one.parts)
            .any(|part| own(&part));
        if given || found.len() < 2 || column.len() != found.len() {
            continue;
        }
        for (listed, line) in found.iter_mut().zip(column) {
            listed.parts.push((label, line));
        }
        left.retain(|(one, _)| *one != label);
        any = true;
    }
    // What does not pair is of the last, as it was.
    if let Some(listed) = found.last_mut() {
        listed.parts.extend(left);
    }
    if any { found } else { row }
}

/// The lines of a cell or of a paragraph in it, without the markers that they all have.
fn lines(region: &Region<'_>, span: &Span) -> Vec<Span> {
    let words = region.words(span);
    let mut found = Vec::new();
    let mut from = span.range.start;
    for line in words.split_inclusive('\n') {
        let bare = line.trim();
        let start = from + line.len() - line.trim_start().len();
        let marker = markers::of_item(bare).map_or(0, |marker| marker.end);
        if !bare.is_empty() {
            found.push(Span {
                block: span.block,
                range: start + marker..start + bare.len(),
            });
        }
        from += line.len();
    }
    found
}
