//! A line that says by itself what was decided: "Accepted in part" below an ask; or that it is for
//! others to answer.

use std::ops::Range;

use super::is_title;
use super::roles::Role;
use crate::cues::Cues;
use crate::cues::phrases::Says;
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// So many such lines show that they decide; one alone may be the title of anything.
const DECIDED_BLOCKS_MIN: usize = 2;

/// Gives lines that are nothing but a decision their role, below the asks that they decide.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let line = |at: usize, roles: &[Role]| {
        let plain = matches!(
            roles.get(at),
            Some(Role::Name | Role::Heading(_) | Role::Text)
        );
        let block = source.blocks.get(at).filter(|_| plain)?;
        let cell = matches!(block.kind, BlockKind::Cell(_));
        (!cell).then(|| source.words(&block.range))
    };
    for at in 0..roles.len() {
        let left = line(at, roles).and_then(left_open);
        if left.is_some_and(|left| cues.decision(left).is_some())
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::Aside;
        }
    }
    let decides = |at: &usize| {
        let words = line(*at, roles);
        words.is_some_and(|words| {
            let ticked = words.get(ticked(words)).unwrap_or_default();
            cues.decision(ticked).is_some()
        })
    };
    let first = roles
        .iter()
        .position(|role| matches!(role, Role::AskHead { .. } | Role::Ask { .. }));
    // Papers of States show their asks by numbers alone.
    let of_state = || cues.papers.are_of_states(&source.text).then_some(0);
    let labelled = first.is_some();
    let Some(first) = first.or_else(of_state) else {
        return;
    };
    let found: Vec<usize> = (first + 1..roles.len()).filter(decides).collect();
    let numbered = |at: &usize| references::at_start(source.block_words(*at)).is_some();
    // "Noted", over a list of asks, decides all of them.
    if !labelled && found.len() * 2 <= (0..roles.len()).filter(numbered).count() {
        return;
    }
    // Between the number of an ask and its words stands how it stands; the words come first here.
    let below_head = |at: &&usize| {
        let above = roles.get(**at - 1);
        matches!(above, Some(Role::AskHead { rest: None, .. }))
    };
    let badges = found.iter().filter(below_head).count();
    if found.len() < DECIDED_BLOCKS_MIN || badges > 0 {
        return;
    }
    for at in found {
        let range = source.blocks.get(at).map(|block| {
            let ticked = ticked(source.words(&block.range));
            block.range.start + ticked.start..block.range.start + ticked.end
        });
        if let (Some(role), Some(range)) = (roles.get_mut(at), range) {
            *role = Role::Decision(range);
        }
    }
}

/// The words behind the mark that ticks them, as far as the next box: "Concur" of "_X_ Concur ___
/// Nonconcur"; all words where no box is ticked.
fn ticked(words: &str) -> Range<usize> {
    const TICKS: &[&str] = &["_X_", "[X]", "[x]", "(X)", "☒", "☑", "✓", "✔"];
    let ends = TICKS
        .iter()
        .filter_map(|tick| Some(words.find(tick)? + tick.len()));
    let Some(end) = ends.min() else {
        return 0..words.len();
    };
    let behind = words.get(end..).unwrap_or_default();
    let chosen = behind
        .split(['_', '☐', '□', '['])
        .next()
        .unwrap_or_default();
    let start = end + chosen.len() - chosen.trim_start().len();
    start..end + chosen.trim_end().len().max(start - end)
}

/// "____ Nonconcur", "☐ Rejected": the words of a box that nobody ticked.
fn left_open(words: &str) -> Option<&str> {
    const OPEN: &[&str] = &["[ ]", "[]", "( )", "☐", "□"];
    let lines = words.trim_start_matches('_');
    let drawn = (lines.len() < words.len()).then_some(lines);
    let boxed = || OPEN.iter().find_map(|open| words.strip_prefix(open));
    let none = ticked(words).len() == words.len();
    drawn
        .or_else(boxed)
        .filter(|bare| none && bare.starts_with(' '))
        .map(str::trim_start)
}

/// Whether words behind "Status:" tell something, and are no state: a sentence with its full stop,
/// or one that promises.
pub(super) fn is_sentence(words: &str, cues: &Cues) -> bool {
    /// "Closed – alternative action.": fewer words are a state.
    const SENTENCE_WORDS_MIN: usize = 6;
    let told = words.split_whitespace().count() >= SENTENCE_WORDS_MIN;
    let promises = || {
        let mut promises = cues.phrases.saying(Says::Promise, words);
        promises.next().is_some()
    };
    told && (!is_title(words) || promises()) && cues.decision(words).is_none()
}

/// "Not for the Board.", "For others.", "For the Office. No action for the Board.", "This
/// recommendation is a matter for the States.": whose ask it is to answer, and nothing of what it
/// asks.
pub(super) fn is_for_others(text: &str) -> bool {
    /// "Not for the Northern Harbour Board".
    const NAME_WORDS: usize = 8;
    const ASK_IS: &[&str] = &["This recommendation is ", "this recommendation is "];
    const FOR: &[&str] = &[
        "for ",
        "not for ",
        "a matter for ",
        "a matter primarily for ",
        "addressed to ",
    ];
    let bare = text.trim_start_matches(|l: char| l.is_ascii_digit() || ". ".contains(l));
    let told = ASK_IS.iter().find_map(|opening| bare.strip_prefix(opening));
    if told.is_some_and(|told| FOR.iter().any(|words| told.starts_with(words))) {
        return true;
    }
    let first = text.split(['.', '\n']).next().unwrap_or_default();
    let opens = ["Not for the ", "A matter for ", "Matter for "]
        .iter()
        .any(|words| first.starts_with(words));
    let opens = opens || first == "For others";
    let none = || first.starts_with("For ") && text.contains(". No action for the ");
    words::at_most(first, NAME_WORDS) && (opens || none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_that_is_ticked_says_what_was_decided() {
        for (line, words) in [
            ("_X_ Concur ___ Concur in Principle ___ Nonconcur", "Concur"),
            (
                "___ Concur _X_ Concur in Principle ___ Nonconcur",
                "Concur in Principle",
            ),
            ("☐ Accepted ☒ Rejected", "Rejected"),
            ("Accepted in part", "Accepted in part"),
        ] {
            assert_eq!(line.get(ticked(line)), Some(words), "{line}");
        }
        assert_eq!(left_open("____ Nonconcur"), Some("Nonconcur"));
        assert_eq!(left_open("___ Concur _X_ Nonconcur"), None);
    }
}
