//! Numbers that stand by themselves: in a line over an ask, in a cell, before the title of an ask.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::heads::addressed;
use super::roles::Role;
use super::{is_title, issued};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// "P-30-11" in a line of its own, and below it what somebody is to do: the number heads an ask.
pub(super) fn head_by_numbers(source: &Source, cues: &Cues, roles: &mut [Role]) {
    head_by_list(source, cues, roles);
    head_by_recipients(source, roles);
    issued::head_by_issue(source, cues, roles);
    issued::cards(source, cues, roles);
    head_by_series(source, cues, roles);
    number_rows(source, roles);
    const BLOCKS_BELOW: usize = 3;
    let asks = |at: usize| asks(source, cues, at);
    for at in 0..roles.len() {
        let Some(Role::Reference(number)) = roles.get(at).cloned() else {
            continue;
        };
        let own = source.blocks.get(at);
        // "H-31-14 Open", over "Addressee" and "Recommendation": the label has no number.
        let line = own.is_some_and(|block| {
            let cell = matches!(block.kind, BlockKind::Cell(_));
            !cell && block.label.is_none() && block.range.start == number.start
        });
        let labelled = bare_head_below(roles, at).filter(|_| line);
        if let Some(Role::AskHead { reference, .. }) = labelled.and_then(|head| roles.get_mut(head))
        {
            *reference = Some(number);
            if let Some(role) = roles.get_mut(at) {
                *role = Role::Aside;
            }
            continue;
        }
        let alone = own.is_some_and(|block| {
            block.label.is_none()
                && !matches!(block.kind, BlockKind::Cell(_))
                && block.range == number
        });
        let below = (at + 1..roles.len()).take(BLOCKS_BELOW).find(|&below| {
            let role = roles.get(below);
            matches!(role, Some(Role::Text | Role::Item | Role::Ask { .. }))
        });
        let only_names = below.is_some_and(|below| {
            let between = roles.get(at + 1..below).unwrap_or_default();
            between
                .iter()
                .all(|role| matches!(role, Role::Addressee(_) | Role::Name))
        });
        if alone
            && only_names
            && below.is_some_and(|below| {
                asks(below) || matches!(roles.get(below), Some(Role::Ask { .. }))
            })
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::numbered(number, None);
        }
    }
}

/// The label of an ask without a number that stands below a number, where only what is said of the
/// ask stands between.
fn bare_head_below(roles: &[Role], at: usize) -> Option<usize> {
    /// Whom it is made to, its state, its day: each a label and a value.
    const BETWEEN_BLOCKS_MAX: usize = 6;
    let mut below = (at + 1..roles.len()).take(BETWEEN_BLOCKS_MAX);
    let told = |at: &usize| {
        matches!(
            roles.get(*at),
            Some(Role::Aside | Role::Addressee(_) | Role::Decision(_) | Role::Unanswered)
        )
    };
    let head = below.find(|at| !told(at))?;
    matches!(
        roles.get(head),
        Some(Role::AskHead {
            reference: None,
            rest: None,
            ..
        })
    )
    .then_some(head)
}

/// A number under no heading, in the row of a table whose next cell is an ask: that of the ask.
fn number_rows(source: &Source, roles: &mut [Role]) {
    for at in 0..roles.len().saturating_sub(1) {
        let Some(number) = source.blocks.get(at) else {
            break;
        };
        let bare = number.label.is_none() && matches!(roles.get(at), Some(Role::Text));
        if !bare || !matches!(number.kind, BlockKind::Cell(_)) {
            continue;
        }
        // Who is asked may stand between.
        let row = source.blocks.iter().zip(roles.iter()).skip(at + 1);
        let mut row = row.take_while(|(block, _)| block.kind == number.kind);
        let next = row.find(|(_, role)| !matches!(role, Role::Addressee(_) | Role::Aside));
        let asked = matches!(
            next,
            Some((
                _,
                Role::AskHead {
                    reference: None,
                    ..
                }
            ))
        );
        let start = number.range.start;
        if asked
            && let Some(range) = whole_reference(source.words(&number.range))
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::Reference(start + range.start..start + range.end);
        }
    }
}

/// Whether a block says what somebody is to do.
fn asks(source: &Source, cues: &Cues, at: usize) -> bool {
    asks_in(source.block_words(at), cues)
}

/// Whether a block is a decision and nothing else.
fn decides(source: &Source, cues: &Cues, at: usize) -> bool {
    cues.decision(source.block_words(at)).is_some()
}

/// Whether words say what somebody is to do.
pub(super) fn asks_in(words: &str, cues: &Cues) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let verb = cues.labels.opens_with_verb(words);
    let obliges = [" should ", " must ", " should, ", " must, "]
        .iter()
        .any(|word| words.contains(word));
    // "On 3 May 2031 the Board recommended that the Harbour Office …"
    let told = || {
        let told = words.split(". ").next().unwrap_or_default();
        first == "On" && told.contains(" recommended that ")
    };
    verb || first == "That" || obliges || told()
}

/// "31-S-031.01 to the Pier Agency", each a heading: the number of an ask and whom it is made to.
fn head_by_recipients(source: &Source, roles: &mut [Role]) {
    /// Two may be of anything. Blocks.
    const HEADING_BLOCKS_MIN: usize = 3;
    /// "to the Assistant Secretary for Harbours and Piers".
    const RECIPIENT_WORDS_MAX: usize = 12;
    let numbered = |at: usize| {
        let block = source.blocks.get(at)?;
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let words = source.words(&block.range);
        let number = references::at_start(words).filter(|number| heading && number.start == 0)?;
        let name = words.get(number.end..)?.strip_prefix(" to ")?;
        let bare = words::without_article(name);
        let named = words::at_most(name, RECIPIENT_WORDS_MAX) && words::is_capital(bare);
        let long = number.len() > 2;
        let start = block.range.start;
        (named && long).then_some((at, start..start + number.end))
    };
    let found: Vec<(usize, Range<usize>)> = (0..roles.len())
        .filter(|at| matches!(roles.get(*at), Some(Role::Heading(_) | Role::Name)))
        .filter_map(numbered)
        .collect();
    if found.len() < HEADING_BLOCKS_MIN {
        return;
    }
    for (at, number) in found {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::numbered(number, None);
        }
    }
}

/// "R1", "R2", "R3", each in a line of its own over what somebody is to do. One such line may be
/// anything; a series of them from 1 on numbers asks.
fn head_by_series(source: &Source, cues: &Cues, roles: &mut [Role]) {
    /// Two may stand over paragraphs of anything.
    const SERIES_LINES_MIN: usize = 3;
    /// So many numbers in a row may have been read otherwise.
    const SKIPPED: usize = 2;
    // Where no ask has a label, such numbers are those of the asks.
    let unlabelled = !roles
        .iter()
        .any(|role| matches!(role, Role::AskHead { .. } | Role::Ask { .. }));
    let mut series: Vec<(usize, &str, Option<usize>)> = Vec::new();
    let mut last = 0;
    for (at, block) in source.blocks.iter().enumerate() {
        let free = matches!(
            roles.get(at),
            Some(Role::Text | Role::Heading(_) | Role::Name | Role::Item)
        );
        let words = source.words(&block.range);
        // A longer number may stand in the line of its ask: "R10 The Board should …".
        let known = unlabelled || series.len() >= SERIES_LINES_MIN;
        let inline = || inline_serial(words, cues).filter(|_| known);
        // "R1 Accepted" heads the ask below as "R1" does.
        let decided = || {
            let (first, rest) = words.split_once(' ')?;
            cues.decision(rest).and_then(|_| serial(first))
        };
        let own = serial(words).or_else(decided).map(|serial| (serial, None));
        let Some(((letters, number), end)) = own.or_else(inline).filter(|_| free) else {
            continue;
        };
        let same = series.first().is_none_or(|(_, first, _)| *first == letters);
        let skipped = number.checked_sub(last + 1);
        let next = skipped.is_some_and(|skipped| skipped <= last.min(SKIPPED));
        // How it was decided may stand between a number and its words.
        let asked = end.is_some()
            || asks(source, cues, at + 1)
            || decides(source, cues, at + 1) && asks(source, cues, at + 2);
        if block.label.is_none() && same && next && asked {
            series.push((at, letters, end));
            last = number;
        }
    }
    if series.len() < SERIES_LINES_MIN {
        return;
    }
    for (at, _, end) in series {
        // Large letters make a title of what stands below, and it is what is asked.
        let below = at + 1 + usize::from(decides(source, cues, at + 1));
        if end.is_none()
            && let Some(below @ (Role::Heading(_) | Role::Name)) = roles.get_mut(below)
        {
            *below = Role::Text;
        }
        if let (Some(role), Some(block)) = (roles.get_mut(at), source.blocks.get(at)) {
            let number = match end {
                Some(end) => block.range.start..block.range.start + end,
                None => first_word(source, &block.range),
            };
            let rest = end.map(|_| behind(source, number.end, block.range.end));
            *role = Role::numbered(number, rest);
        }
    }
}

/// "R10 The Board should …", "R1 … that the Board light the pier;": a number before the words of
/// its ask, and where it ends.
fn inline_serial<'w>(words: &'w str, cues: &Cues) -> Option<((&'w str, usize), Option<usize>)> {
    let (first, rest) = words.split_once(' ')?;
    // What stands in quotation marks is printed again.
    let quoted = rest.starts_with(['“', '‘', '"', '\'']);
    let told = rest
        .trim_start_matches(['…', '.', ' '])
        .starts_with("that ");
    let asks = told || words::is_capital(rest) && asks_in(rest, cues);
    let bare = first.trim_end_matches(['.', ':']);
    let serial = serial(bare).filter(|_| asks && !quoted)?;
    Some((serial, Some(bare.len())))
}

/// "R1" of "R1 Accepted"; all of "SR 12".
fn first_word(source: &Source, range: &Range<usize>) -> Range<usize> {
    let words = source.words(range);
    match words.split_once(' ') {
        Some((first, _)) if serial(words).is_none() => range.start..range.start + first.len(),
        _ => range.clone(),
    }
}

/// The words behind a number and what closes it.
fn behind(source: &Source, from: usize, end: usize) -> Range<usize> {
    let words = source.words(&(from..end));
    let bare = words.trim_start_matches(['.', ':', ' ', '…']);
    end - bare.len()..end
}

/// "R1", "SR 12": one or two capital letters and a number, and nothing else.
fn serial(text: &str) -> Option<(&str, usize)> {
    /// More are an abbreviation of something. Capitals, each a byte.
    const LETTER_BYTES_MAX: usize = 2;
    /// No document asks for a thousand things. Digits, each a byte.
    const DIGIT_BYTES_MAX: usize = 3;
    let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, number) = text.split_at_checked(capitals)?;
    let number = number.trim_start();
    let short = (1..=LETTER_BYTES_MAX).contains(&letters.len()) && number.len() <= DIGIT_BYTES_MAX;
    let counts = number.starts_with(|letter: char| letter.is_ascii_digit());
    (short && counts).then_some(())?;
    Some((letters, number.parse().ok()?))
}

/// "No. 3" in a line of its own below a heading of recommendations; the badges beside it say how it
/// stands.
fn head_by_list(source: &Source, cues: &Cues, roles: &mut [Role]) {
    const BLOCKS_BELOW: usize = 3;
    let mut list = false;
    let mut open: Option<usize> = None;
    for at in 0..roles.len() {
        list |= roles.get(at) == Some(&Role::AskList);
        let Some(block) = source.blocks.get(at).filter(|_| list) else {
            continue;
        };
        let start = block.range.start;
        let words = source.words(&block.range);
        let number = listed_number(words, cues).filter(|_| block.label.is_none());
        let below = open.is_some_and(|open| at - open <= BLOCKS_BELOW);
        let Some(role) = roles.get_mut(at) else { break };
        if let Some(number) = number {
            open = Some(at);
            *role = Role::AskHead {
                kind: AskKind::SafetyRecommendation,
                label: block.range.clone(),
                reference: Some(start + number.start..start + number.end),
                rest: None,
            };
        } else if below && is_state(words) {
            *role = Role::Aside;
        }
    }
}

/// A word that says how an ask stands, and nothing else: a badge beside its number.
pub(super) fn is_state(words: &str) -> bool {
    const STATES: &[&str] = &[
        "closed",
        "complete",
        "completed",
        "implemented",
        "in progress",
        "not started",
        "ongoing",
        "open",
        "resolved",
        "under way",
        "unresolved",
    ];
    let bare = words.trim().to_lowercase();
    STATES.contains(&bare.as_str())
}

/// A cell that holds a reference and nothing else: "12", "9 (a)".
pub(super) fn whole_reference(text: &str) -> Option<Range<usize>> {
    let number = references::at_start(text)?;
    let behind = text.get(number.end..)?;
    (!behind.contains(char::is_alphanumeric)).then_some(number)
}

/// "131.7 Ratify the Protocol", "86 (a) Carry out a survey": behind its number it says what to do,
/// however short it is, and is no title.
pub(super) fn says_what_to_do(text: &str, cues: &Cues) -> bool {
    let number = references::at_start(text).map_or(0, |number| number.end);
    let behind = text.get(number..).unwrap_or_default();
    let inside = behind.trim_start_matches([')', '.', ':', ' ']);
    number > 0 && cues.labels.opens_with_verb(inside)
}

/// "7 Lamps on piers": the number of an ask and what it is about, where a table tells of its state.
pub(super) fn number_of_title(text: &str) -> Option<Range<usize>> {
    let number = references::at_start(text)?;
    let digits = text
        .get(number.clone())?
        .starts_with(|l: char| l.is_ascii_digit());
    let title = text
        .get(number.end..)?
        .trim_start_matches([')', '.', ':', ' ']);
    let asks = [" should ", " must ", "recommend"];
    let title_only = is_title(title) && !asks.iter().any(|word| title.contains(word));
    (digits && title_only && words::is_capital(title)).then_some(number)
}

/// "… when choosing bridges. (Recommendation 1)": the number stands behind the ask.
pub(super) fn closing_number(text: &str, cues: &Cues) -> Option<Range<usize>> {
    let closed = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let at = closed.rfind('(')? + 1;
    let inside = closed.get(at..)?;
    let found = cues.labels.label(inside)?;
    let behind = inside.get(found.end..)?.trim_start();
    let from = at + inside.len() - behind.len();
    let number = whole_reference(behind)?;
    let ask = matches!(found.label, Label::Ask(_));
    ask.then_some(from + number.start..from + number.end)
}

/// "No. 3" or "No. 3 to the Board" in a line of its own, under a heading of recommendations.
pub(super) fn listed_number(text: &str, cues: &Cues) -> Option<Range<usize>> {
    let found = cues.labels.label(text)?;
    let behind = text.get(found.end..)?.trim_start_matches(['.', ' ', ':']);
    let from = text.len() - behind.len();
    let number = references::at_start(behind)?;
    let rest = behind.get(number.end..)?;
    let alone = is_state(rest) || whole_reference(behind).is_some() || addressed(rest).is_some();
    (found.label == Label::Reference && alone).then_some(from + number.start..from + number.end)
}
