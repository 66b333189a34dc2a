//! Those whom an ask names to work with.

use super::subject::SUBJECT_WORDS;
use super::{Desk, split};
use crate::cues::phrases::Says;
use crate::draft::{Field, Sure};
use crate::layout::Entry;
use crate::recognise::words::{self, Word};

/// Words in front of which the name of a collaborator ends.
const COLLABORATOR_ENDS: &[&str] = &[
    "so", "when", "which", "who", "that", "where", "as", "in", "on", "via", "by", "through",
    "should",
];

/// Those whom the ask names to work with.
pub(super) fn collaborators(desk: &Desk<'_>, entry: &Entry) -> Vec<Field<String>> {
    let mut found: Vec<Field<String>> = Vec::new();
    for span in &entry.ask {
        let text = desk.words(span);
        let mut from = 0;
        for told in desk.cues.phrases.saying(Says::Collaboration, text) {
            if told.start < from {
                continue;
            }
            from = told.end;
            let Some(rest) = text.get(from..) else {
                continue;
            };
            let end = from + collaborator_end(desk, rest);
            for range in split::names(desk, text.get(from..end).unwrap_or_default()) {
                let name = desk.within(span, &(from + range.start..from + range.end));
                let field = desk.exact(&name, "whom the ask names to work with", Sure::Likely);
                if !found
                    .iter()
                    .any(|other| desk.bodies.same(&other.value, &field.value))
                {
                    found.push(field);
                }
            }
        }
    }
    found
}

/// Where the names of collaborators end: at a mark, at "to" before a verb, at a new clause.
fn collaborator_end(desk: &Desk<'_>, text: &str) -> usize {
    let all: Vec<Word> = words::all_words(text).take(SUBJECT_WORDS).collect();
    for (at, word) in all.iter().enumerate() {
        let bare = word.key(text);
        let next = all
            .get(at + 1)
            .map(|next| next.key(text))
            .unwrap_or_default();
        let infinitive = bare == "to"
            && (desk.cues.labels.is_ask_verb(&next) || next.ends_with("ly") || next == "be");
        if at > 0 && (infinitive || COLLABORATOR_ENDS.contains(&bare.as_str())) {
            return word.start;
        }
        let listed = words::is_capital(all.get(at + 1).map_or("", |next| next.text(text)));
        let marked = word.text(text).ends_with([';', ':', '.', ')']);
        if marked || (word.text(text).ends_with(',') && !listed) {
            return word.end;
        }
    }
    all.last().map_or(0, |word| word.end)
}
