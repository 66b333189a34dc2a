//! A coroner's report: the list of what gives rise to concern, and of those whom it is sent to.

use super::roles::Role;
use super::{Span, is_title};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{BlockKind, Source};
use crate::recognise::words;

/// Recipients are listed in at most so many lines.
const RECIPIENTS_MAX: usize = 24;
/// Words of a line that name a private person, who gets a copy and is asked nothing.
const RELATIONS: &[&str] = &[
    "brother",
    "daughter",
    "family",
    "father",
    "husband",
    "mother",
    "parents",
    "partner",
    "sister",
    "son",
    "widow",
    "widower",
    "wife",
    "coroner",
    "deceased",
    "interested",
];

/// Where a list of concerns ends: at the next heading of the form.
pub(super) fn end(source: &Source, roles: &[Role], heading: usize) -> usize {
    let behind = roles.iter().enumerate().skip(heading + 1);
    let mut ends = behind.filter(|&(at, role)| {
        matches!(role, Role::Heading(_)) || is_form_heading(words_of(source, at))
    });
    let end = ends.next().map_or(roles.len(), |(at, _)| at);
    // The number of the next box may stand in a line of its own.
    let is_number = |at: usize| {
        let text = words_of(source, at);
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    end - usize::from(end > heading + 1 && is_number(end - 1))
}

/// "6 ACTION SHOULD BE TAKEN": nothing but capitals, behind the number of a box.
fn is_form_heading(text: &str) -> bool {
    let bare = text.trim_start_matches(|l: char| l.is_ascii_digit() || ". ".contains(l));
    let letters = || bare.chars().filter(|letter| letter.is_alphabetic());
    let small = letters().filter(|letter| letter.is_lowercase()).count();
    let all = letters().count();
    is_title(bare) && all >= 4 && small * 4 <= all && bare.contains(' ')
}

fn words_of(source: &Source, block: usize) -> &str {
    let block = source.blocks.get(block);
    block.map_or("", |block| source.words(&block.range))
}

/// Whether a block begins a concern: an item of the outermost list; where there is no list, the
/// first paragraph.
pub(super) fn is_concern(
    (source, cues): (&Source, &Cues),
    (heading, end): (usize, usize),
    block: usize,
) -> bool {
    let mut all = heading + 1..end;
    let preamble = |at: usize| {
        let found = cues.labels.label(words_of(source, at));
        found.is_some_and(|found| found.label == Label::ConcernPreamble)
    };
    let Some(first) = all.clone().find_map(|at| style(source, at)) else {
        return all.find(|&at| !preamble(at)) == Some(block);
    };
    style(source, block) == Some(first)
}

/// What kind of marker stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Letter,
    Bullet,
}

fn style(source: &Source, block: usize) -> Option<Style> {
    let block = source.blocks.get(block)?;
    if block.kind != BlockKind::Item {
        return None;
    }
    let line = source.text.get(..block.range.start)?.rsplit('\n').next()?;
    let bare = line.trim_matches(|letter: char| !letter.is_alphanumeric());
    // Recognised letters take "1" for "I" and "l".
    let number = bare.bytes().all(|byte| byte.is_ascii_digit()) || matches!(bare, "I" | "l");
    Some(match bare {
        "" => Style::Bullet,
        _ if number => Style::Number,
        _ => Style::Letter,
    })
}

/// The lines that name those whom the report is sent to.
pub(super) fn recipients(source: &Source, roles: &[Role]) -> Vec<Span> {
    let Some(from) = roles
        .iter()
        .position(|role| matches!(role, Role::Recipients))
    else {
        return Vec::new();
    };
    let lines = (from + 1..roles.len()).take(RECIPIENTS_MAX);
    let ends = |at: usize| {
        let text = words_of(source, at);
        text.split(' ').any(|word| word == "CORONER") || is_form_heading(text)
    };
    lines
        .take_while(|&at| !ends(at))
        .filter(|&at| is_asked(words_of(source, at)))
        .filter_map(|at| {
            let range = source.blocks.get(at)?.range.clone();
            Some(Span { block: at, range })
        })
        .collect()
}

fn is_asked(text: &str) -> bool {
    let private = words::all_words(text).any(|word| RELATIONS.contains(&word.key(text).as_str()));
    !private && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
}
