//! One action of a list: its words, and the labelled fields that follow them in the same item.

use std::ops::Range;

use crate::cues::Cues;
use crate::cues::labels::Label;

/// An item cut into its words and its labelled fields.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) text: Range<usize>,
    pub(super) parts: Vec<(Label, Range<usize>)>,
}

/// Cuts an item: "Publish it, by May 2031. Organisational lead: Chief Pilot. Comments: draft out."
pub(super) fn cut(item: &str, cues: &Cues) -> Cut {
    let mut labels: Vec<(Label, Range<usize>)> = Vec::new();
    for start in starts(item) {
        let Some(rest) = item.get(start..).filter(|rest| rest.contains(':')) else {
            break;
        };
        let Some(found) = cues.labels.label(rest) else {
            continue;
        };
        let of_action = matches!(
            found.label,
            Label::Lead | Label::Dependency | Label::Comment | Label::Due
        );
        let label = rest.get(..found.end).unwrap_or_default();
        let behind = rest.get(found.end..).unwrap_or_default();
        let skipped = behind.len() - behind.trim_start_matches([' ', ':']).len();
        if of_action && (label.ends_with(':') || behind.trim_start().starts_with(':')) {
            labels.push((found.label, start..start + found.end + skipped));
        }
    }
    let end = labels.first().map_or(item.len(), |(_, range)| range.start);
    let next_starts = labels
        .iter()
        .skip(1)
        .map(|(_, range)| range.start)
        .chain([item.len()]);
    let parts = labels
        .iter()
        .zip(next_starts)
        .flat_map(|((label, range), end)| with_day(item, (*label, range.end..end)))
        .map(|(label, range)| (label, trimmed(item, range, Stop::Drop)))
        .filter(|(_, range)| !range.is_empty())
        .collect();
    Cut {
        text: trimmed(item, 0..end, Stop::Keep),
        parts,
    }
}

/// "Lead: Chief Pilot; by May 2031": the day stands behind who leads, without a label of its own.
fn with_day(item: &str, (label, range): (Label, Range<usize>)) -> Vec<(Label, Range<usize>)> {
    let part = item.get(range.clone()).unwrap_or_default();
    let day = part.split_once("; ").filter(|(_, behind)| {
        label == Label::Lead && behind.contains(|letter: char| letter.is_ascii_digit())
    });
    match day {
        Some((lead, behind)) => vec![
            (Label::Lead, range.start..range.start + lead.len()),
            (Label::Due, range.end - behind.len()..range.end),
        ],
        None => vec![(label, range)],
    }
}

/// Where a label may begin: behind a sentence, a semicolon, a bracket or a line.
fn starts(item: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    if !item.contains(':') {
        return starts;
    }
    let mut open = true;
    for (at, letter) in item.char_indices() {
        if open && letter.is_alphanumeric() {
            starts.push(at);
            open = false;
        }
        open = match letter {
            '.' | ';' | '\n' | '(' | '[' | '|' | '–' | '—' => true,
            _ if letter.is_whitespace() => open,
            _ => false,
        };
    }
    starts
}

/// Whether a full stop at the end belongs to the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Keep,
    Drop,
}

fn trimmed(item: &str, range: Range<usize>, stop: Stop) -> Range<usize> {
    let words = item.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    let mut inside = words
        .trim()
        .trim_end_matches(['(', '[', '|', '–', '—', ';', ' ']);
    if stop == Stop::Drop {
        inside = inside.trim_end_matches(['.', ')', ']']);
    }
    start..start + inside.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_cut_at_its_labels() {
        let item = "Publish the plan, by May 2031. Organisational lead: Chief Pilot. Other \
                    dependencies \
                    identified: budget 31-32. Additional comments: draft out.";
        let cut = cut(item, &Cues::general());
        assert_eq!(
            item.get(cut.text).unwrap(),
            "Publish the plan, by May 2031."
        );
        let parts: Vec<(Label, &str)> = cut
            .parts
            .into_iter()
            .map(|(label, range)| (label, item.get(range).unwrap()))
            .collect();
        assert_eq!(
            parts,
            [
                (Label::Lead, "Chief Pilot"),
                (Label::Dependency, "budget 31-32"),
                (Label::Comment, "draft out"),
            ]
        );
    }

    #[test]
    fn labels_may_stand_in_lines_and_brackets() {
        let item = "Fit buoys\nLead: Ann\nDue: March 2031";
        let parts = cut(item, &Cues::general()).parts;
        assert_eq!(parts.len(), 2);
        let item = "Fit buoys (Owner: Harbour Office)";
        let found = cut(item, &Cues::general());
        assert_eq!(item.get(found.text).unwrap(), "Fit buoys");
        assert_eq!(
            item.get(found.parts[0].1.clone()).unwrap(),
            "Harbour Office"
        );
    }
}
