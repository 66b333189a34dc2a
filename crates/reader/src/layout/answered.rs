//! Asks that the answer right below shows, where nothing labels them: "2.1 The Board should …" and
//! below it "Position: Accepted"; and "Recommendations 1 and 2" over the words of both.

use std::ops::Range;

use super::numbers::asks_in;
use super::reprinted::number_of;
use super::roles::Role;
use crate::cues::Cues;
use crate::read::{Block, BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::{named_asks, references, words};

/// So many numbered paragraphs with an answer below them are a list of asks; one or two may be
/// paragraphs of a report.
const ANSWERED_BLOCKS_MIN: usize = 3;
/// Where so many in a hundred of them say what to do, all are asks.
const ASKING_PERCENT: usize = 80;
/// One heading stands over at most so many asks: the longest known over six.
const TOGETHER_BLOCKS_MAX: usize = 8;

/// How an ask stands, behind its number.
const STATES: &[&str] = &[
    "closed",
    "complete",
    "completed",
    "in progress",
    "not started",
    "ongoing",
    "open",
    "overdue",
    "pending",
    "resolved",
    "under way",
    "unresolved",
];

/// Gives such paragraphs their roles.
pub(super) fn mark(source: &Source, cues: &Cues, roles: &mut [Role]) {
    for at in 0..roles.len() {
        together((source, cues), roles, at);
    }
    cards(source, cues, roles);
    let labelled = roles
        .iter()
        .any(|role| matches!(role, Role::AskHead { .. }));
    // "We recommend that the Board:" over a list says more of its items than their numbers.
    let listed = source.blocks.iter().zip(roles.iter()).any(|(block, role)| {
        matches!(role, Role::Ask { .. }) && source.words(&block.range).trim_end().ends_with(':')
    });
    if labelled || listed {
        return;
    }
    let blocks = source.blocks.iter().enumerate();
    // "2. publish a plan", the last point of an ask, is none itself.
    let mut free = 0;
    let mut found: Vec<(usize, Range<usize>, Range<usize>)> = blocks
        .filter(|(at, _)| is_plain(roles.get(*at)))
        .filter_map(|(at, block)| {
            let behind = behind_points(source, roles, at);
            let ask = (at >= free && answers(roles.get(behind))).then_some(block)?;
            let (number, words) = numbered(source, ask)?;
            free = behind;
            Some((at, number, words))
        })
        .collect();
    let asks = |words: &Range<usize>| asks_in(source.words(words), cues);
    let asking = found.iter().filter(|(.., words)| asks(words)).count();
    if asking < ANSWERED_BLOCKS_MIN {
        return;
    }
    // What nearly all say to do, the others say too: "39.18 Open a shelter".
    if asking * 100 < found.len() * ASKING_PERCENT {
        found.retain(|(.., words)| asks(words));
    }
    for (at, number, words) in found {
        head(roles, at, (number, words));
    }
}

/// "3 - Tide Office Closed" over what the office is to do, and below that its answer; or "31-017-03
/// Open", "4 In progress", a number and how it stands: one card an ask, as inspectors and trackers
/// have them.
fn cards(source: &Source, cues: &Cues, roles: &mut [Role]) {
    /// A number, who is asked and a state. Words.
    const CARD_WORDS_MAX: usize = 8;
    let text = |at: usize| {
        let block = source.blocks.get(at);
        block.map(|block| source.words(&block.range))
    };
    let stated = |at: usize| {
        let (number, state) = text(at)?.trim().split_once(' ')?;
        let parts = || number.split(['-', '/', '.']);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let numbered = parts().all(digits);
        let known =
            || STATES.contains(&state.to_lowercase().as_str()) || cues.decision(state).is_some();
        (numbered && known()).then_some((at, number.len()))
    };
    let card = |at: usize| {
        let line = text(at).filter(|line| line.starts_with(|one: char| one.is_ascii_digit()))?;
        let (number, rest) = line.split_once(" - ").or_else(|| line.split_once(" – "))?;
        let short = words::at_most(line, CARD_WORDS_MAX) && words::is_capital(rest);
        let counted = number.bytes().all(|byte| byte.is_ascii_digit());
        let over = asks_in(text(at + 1)?, cues) && answers(roles.get(at + 2));
        (short && counted && over).then_some((at, number.len()))
    };
    let plain = |at: &usize| is_plain(roles.get(*at)) && is_plain(roles.get(at + 1));
    let found = || (0..roles.len()).filter(plain);
    let mut stated: Vec<(usize, usize)> = found().filter_map(stated).collect();
    // Words below some show what stands below the others.
    let asks = |at: usize| text(at + 1).is_some_and(|words| asks_in(words, cues));
    if stated.iter().filter(|(at, _)| asks(*at)).count() < ANSWERED_BLOCKS_MIN {
        stated.clear();
    }
    let found: Vec<(usize, usize)> = found().filter_map(card).chain(stated).collect();
    if found.len() < ANSWERED_BLOCKS_MIN {
        return;
    }
    for (at, digits) in found {
        let (Some(line), Some(ask)) = (source.blocks.get(at), source.blocks.get(at + 1)) else {
            break;
        };
        let number = line.range.start..line.range.start + digits;
        head(roles, at + 1, (number, ask.range.clone()));
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Aside;
        }
    }
}

/// What stands behind an ask: below "The Board must:" behind its points.
fn behind_points(source: &Source, roles: &[Role], at: usize) -> usize {
    /// The alphabet has no more letters.
    const POINTS_MAX: usize = 26;
    let words = |at: usize| {
        source
            .blocks
            .get(at)
            .map(|block| source.words(&block.range))
    };
    let opens = words(at).is_some_and(|words| words.trim_end().ends_with(':'));
    let lettered = |words: &str| references::letters_in_brackets(words).is_some();
    let dashed = |words: &str| words.starts_with(['–', '—', '-', '•']);
    let listed = |block: &Block| {
        let marker = source.words(&source.line_before(block.range.start));
        let counted = marker.contains(|sign: char| sign.is_ascii_digit());
        let goes_on = source.words(&block.range).starts_with(char::is_lowercase);
        block.kind == BlockKind::Item && (goes_on || !counted)
    };
    let point = |at: &usize| {
        let point = words(*at).is_some_and(|words| lettered(words) || dashed(words));
        (point || source.blocks.get(*at).is_some_and(listed)) && is_plain(roles.get(*at))
    };
    let points = (at + 1..roles.len()).take(POINTS_MAX).take_while(point);
    at + 1 + if opens { points.count() } else { 0 }
}

/// Whether a block is marked as an answer.
fn answers(role: Option<&Role>) -> bool {
    matches!(
        role,
        Some(Role::Response { .. } | Role::Decision(_) | Role::Received(..))
    )
}

pub(super) fn is_plain(role: Option<&Role>) -> bool {
    matches!(
        role,
        Some(Role::Text | Role::Item | Role::Name | Role::Ask { .. })
    )
}

/// The number of a paragraph, "2.1" or the marker of an item, and its words.
pub(super) fn numbered(source: &Source, block: &Block) -> Option<(Range<usize>, Range<usize>)> {
    if matches!(block.kind, BlockKind::Cell(_) | BlockKind::Heading(_)) {
        return None;
    }
    let end = block.range.end;
    if let Some((number, start)) = number_of(source, block) {
        return Some((number, start..end));
    }
    // "“5. The Inquiry recommends": a report in its own words.
    let words = source.words(&block.range);
    let words = words.trim_start_matches(['“', '‘', '"', '\'']);
    let start = end - words.len();
    let (first, rest) = words.split_once(' ')?;
    let number = references::at_start(first)?;
    let dotted = first
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    (dotted || is_lettered(first)).then(|| {
        (
            start + number.start..start + number.end,
            end - rest.len()..end,
        )
    })
}

/// "A-2": the letter of a chapter and a number.
fn is_lettered(word: &str) -> bool {
    let Some((letter, number)) = word.split_once('-') else {
        return false;
    };
    let capital = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase());
    capital && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn head(roles: &mut [Role], at: usize, (number, words): (Range<usize>, Range<usize>)) {
    if let Some(role) = roles.get_mut(at) {
        *role = Role::numbered(number, Some(words));
    }
}

/// "Recommendations 1 and 2", below it as many paragraphs, and then the answer to all.
fn together((source, cues): (&Source, &Cues), roles: &mut [Role], at: usize) {
    let Some(block) = source.blocks.get(at) else {
        return;
    };
    let Some(numbers) = listed(source, block) else {
        return;
    };
    let end = at + 1 + numbers.len();
    let whole = |at: usize| matches!(roles.get(at), Some(Role::AskHead { rest: Some(_), .. }));
    let plain = (at + 1..end).all(|at| is_plain(roles.get(at)) || whole(at));
    // Below "Recommendation 6" and the like no mark has to show that these are asks too.
    let labelled = || {
        let heads = roles
            .iter()
            .filter(|role| matches!(role, Role::AskHead { .. }));
        let asks = |at: usize| {
            let block = source.blocks.get(at);
            block.is_some_and(|block| asks_in(source.words(&block.range), cues))
        };
        heads.count() >= ANSWERED_BLOCKS_MIN && (at + 1..end).all(asks)
    };
    if !plain || !(answers(roles.get(end)) || labelled()) {
        return;
    }
    if let Some(role) = roles.get_mut(at) {
        *role = match block.kind {
            BlockKind::Heading(level) => Role::Heading(level),
            _ => Role::Name,
        };
    }
    for (number, at) in numbers.into_iter().zip(at + 1..end) {
        let Some(block) = source.blocks.get(at) else {
            break;
        };
        // "Recommendation 2: The Board should light it."
        if let Some(Role::AskHead {
            reference: Some(_),
            rest: Some(_),
            ..
        }) = roles.get(at)
        {
            continue;
        }
        // A paragraph may bring its own number.
        let whole = number.map(|number| (number, block.range.clone()));
        if let Some(ask) = numbered(source, block).or(whole) {
            head(roles, at, ask);
        }
    }
}

/// The numbers of "Recommendations 1, 2 and 3", "Inquiry recommendations 4 to 6: training".
pub(super) fn listed(source: &Source, block: &Block) -> Option<Vec<Option<Range<usize>>>> {
    /// "Royal Commission recommendations"
    const NAME_WORDS_MAX: usize = 3;
    let words = source.words(&block.range);
    // Most blocks have neither.
    words.place_of("ecommendations ")?;
    let label = ["Recommendations ", "recommendations "];
    let (at, label) = label
        .iter()
        .find_map(|label| Some((words.place_of(label)?, label)))?;
    // "4.3 Recommendations 6 and 7": behind the number of the section.
    let before = words.get(..at)?;
    let before = before.trim_start_matches(|l: char| l.is_ascii_digit() || ". ".contains(l));
    let name =
        words::at_most(before, NAME_WORDS_MAX) && (before.is_empty() || words::is_capital(before));
    // "Recommendations 2 and 3: training" bring their title along.
    let behind = words.get(at + label.len()..)?.split(':').next()?;
    let from = block.range.start + at + label.len();
    name.then_some(())?;
    let mut all: Vec<Option<Range<usize>>> = Vec::new();
    let mut end = 0;
    let mut last = None;
    for one in named_asks::listed(behind) {
        references::is_reference(one.word).then_some(())?;
        let value = one.word.parse::<usize>().ok();
        // "1 to 4": those between are printed with the words of each alone.
        if one.ends_range {
            let between = value?.checked_sub(last?)?.checked_sub(1)?;
            all.extend(std::iter::repeat_n(None, between.min(TOGETHER_BLOCKS_MAX)));
        }
        last = value;
        end = one.at + one.word.len();
        all.push(Some(from + one.at..from + end));
    }
    let closed = behind.get(end..)?.trim().is_empty();
    (closed && (2..=TOGETHER_BLOCKS_MAX).contains(&all.len())).then_some(all)
}
