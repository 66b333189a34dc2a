//! What each block is by itself: an ask, a label with its value, a name, plain words.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;
use jiff::civil::Date;

use super::cells::cell_role;
use super::columns::Columns;
use super::heads::{self, ask_head, for_line, list_heading, pair_head};
use super::named::{
    asked_line, closing_answer, closing_label, closing_receipt, composed_line, issued_head,
    issued_line, named_label, numbered_label, replied_line, timed_response,
};
use super::numbers::{head_by_numbers, says_what_to_do, whole_reference};
use super::positions::{self, Position};
use super::silence::says_no_answer;
use super::{
    acted, annexed, answered, concerns, decided, issued, postponed, quoted, reprinted, revised,
    row_labels, sent, stacked, titled,
};
use crate::cues::Cues;
use crate::cues::labels::{Found, Label};
use crate::read::{Block, BlockKind, Source, text};
use crate::recognise::{bodies, dates, references, words};

/// A name or a heading is at most this long.
const LONGEST_NAME_BYTES: usize = 120;
const LONGEST_NAME_WORDS: usize = 14;

/// What a block is; ranges are bytes of the document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Opens an ask; who asks, and the reference printed before it.
    Ask {
        issuer: Option<Range<usize>>,
        reference: Option<Range<usize>>,
    },
    /// "Recommendation 3", with or without the words of the ask.
    AskHead {
        kind: AskKind,
        label: Range<usize>,
        reference: Option<Range<usize>>,
        rest: Option<Range<usize>>,
    },
    /// A heading over a list of asks.
    AskList,
    /// A line over a list of concerns.
    ConcernList,
    /// A line over the list of those whom a report is sent to, or with them.
    Recipients(Option<Range<usize>>),
    Reference(Range<usize>),
    Addressee(Range<usize>),
    /// A heading or label of a response: who answers, which ask, and the words that follow.
    Response {
        body: Option<Range<usize>>,
        reference: Option<Range<usize>>,
        rest: Option<Range<usize>>,
    },
    From(Range<usize>),
    Received(Date, Range<usize>),
    Stated(Date, Range<usize>),
    Decision(Range<usize>),
    /// A heading over planned actions.
    Actions,
    /// One action behind its label.
    Action(Range<usize>),
    /// Something said of an action behind a label.
    Part(Label, Range<usize>),
    /// A short line that may be a name or a heading without a mark.
    Name,
    Heading(u8),
    Item,
    Text,
    /// A cell under a heading that says nothing to the reader.
    OtherCell,
    /// Said under a heading or label, and beside the point.
    Aside,
    /// The one under review.
    Reviewed(Range<usize>),
    /// A state that says that there is no answer.
    Unanswered,
    /// Behind a list of replies: the report goes on.
    Apart,
}

impl Role {
    /// The number of an ask, and its words where they stand in the same block.
    pub(super) fn numbered(number: Range<usize>, rest: Option<Range<usize>>) -> Self {
        Self::AskHead {
            kind: AskKind::SafetyRecommendation,
            label: number.clone(),
            reference: Some(number),
            rest,
        }
    }
}

/// The role of every block.
pub(super) fn roles(
    source: &Source,
    cues: &Cues,
    columns: &Columns,
    positions: &[Position],
) -> Vec<Role> {
    let mut roles: Vec<Role> = source
        .blocks
        .iter()
        .map(|block| role(source, block, (cues, columns)))
        .collect();
    if !roles.contains(&Role::ConcernList)
        && let Some(at) = concern_box(source, cues)
        && let Some(role) = roles.get_mut(at)
    {
        *role = Role::ConcernList;
    }
    leave_links(source, &mut roles);
    stacked::mark(source, cues, &mut roles);
    row_labels::mark(source, cues, &mut roles);
    head_by_numbers(source, cues, &mut roles);
    annexed::mark(source, cues, &mut roles);
    decided::mark(source, cues, &mut roles);
    concerns::mark_replies((source, cues), &mut roles);
    quoted::mark(source, &mut roles);
    positions::mark(source, positions, &mut roles);
    reprinted::mark(source, &mut roles);
    answered::mark(source, cues, &mut roles);
    postponed::mark(source, &mut roles);
    titled::mark(source, &mut roles);
    heads::mark(source, &mut roles);
    acted::mark(source, cues, &mut roles);
    issued::leave_title(source, &mut roles);
    sent::mark(source, &mut roles);
    revised::mark(source, &mut roles);
    roles
}

/// "Recommendations" among the links of a page, each a short item: over no list.
fn leave_links(source: &Source, roles: &mut [Role]) {
    let is_link = |at: usize| {
        let block = source.blocks.get(at);
        block.is_some_and(|block| {
            block.kind == BlockKind::Item && is_title(source.words(&block.range))
        })
    };
    for at in 0..roles.len() {
        let beside = is_link(at + 1) || at.checked_sub(1).is_some_and(is_link);
        if let Some(role) = roles.get_mut(at)
            && *role == Role::AskList
            && is_link(at)
            && beside
        {
            *role = Role::Item;
        }
    }
}

/// "5 CORONER'S CONCERNS": the heading of a box, behind its number.
fn concern_box(source: &Source, cues: &Cues) -> Option<usize> {
    let boxed = source.blocks.iter().position(|block| {
        let text = source.words(&block.range);
        let bare = text.trim_start_matches(|l: char| l.is_ascii_digit() || ". ".contains(l));
        let found = cues.labels.concern_box(bare);
        found.is_some_and(|found| bare.trim_end_matches([':', '.', ' ']).len() <= found.end)
    });
    boxed.or_else(|| concerns::heading(source))
}

fn role(source: &Source, block: &Block, (cues, columns): (&Cues, &Columns)) -> Role {
    let text = source.words(&block.range);
    let labelled = match &block.label {
        Some(label) => {
            let label_start = label.start;
            let meant = columns.meant(label_start);
            let label = meant.or_else(|| cues.labels.heading(source.words(label)));
            let asked = columns.are_asked(label_start);
            let role = label.and_then(|label| cell_role(label, text, (block, asked), cues));
            // "To the Harbour Board:", above what it is to do in one cell.
            let role = match label {
                Some(Label::Ask(_)) if text.trim_end().ends_with(':') => {
                    let named = labelled_role(text, block, cues);
                    named
                        .filter(|role| matches!(role, Role::Addressee(_)))
                        .or(role)
                }
                _ => role,
            };
            let title =
                columns.are_titles(label_start) && is_title(text) && !says_what_to_do(text, cues);
            match pair_head(source, block, cues).or(role) {
                // "Recommendation 1", in a table that tells of it by its number.
                Some(Role::AskHead {
                    reference: Some(number),
                    rest: None,
                    ..
                }) if title => Some(Role::Reference(number)),
                Some(Role::AskHead { .. }) if title => Some(Role::Aside),
                role => Some(role.unwrap_or(Role::OtherCell)),
            }
        }
        None => closing_label(source, block)
            .or_else(|| closing_answer(text, block))
            .or_else(|| closing_receipt(text, block))
            .or_else(|| asked_line(text, block, cues))
            .or_else(|| labelled_role(text, block, cues))
            .or_else(|| timed_response(text, block))
            .or_else(|| replied_line(text, block))
            .or_else(|| numbered_label(text, block, cues))
            .or_else(|| named_label(text, block, cues))
            .or_else(|| for_line(text, block))
            .or_else(|| composed_line(text, block, cues)),
    };
    labelled
        .or_else(|| ask_role(text, block, cues))
        .or_else(|| list_heading(text, block))
        .or_else(|| trailing_label(text, block, cues))
        .unwrap_or_else(|| plain_role(text, block))
}

/// What stands between a label and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Colon,
    Nothing,
    Words,
}

pub(super) fn labelled_role(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    let found = cues.labels.label(text)?;
    let rest = text.get(found.end..)?.trim_start();
    // "Recommendation. The Board should", "The Board's response. Agreed."
    let stopped = || {
        let said = matches!(found.label, Label::Ask(_) | Label::Response);
        let behind = text.get(found.end.saturating_sub(1)..).unwrap_or_default();
        let behind = behind.trim_start_matches(char::is_alphanumeric);
        said && behind.strip_prefix(". ").is_some_and(words::is_capital)
    };
    let colon = text.get(..found.end)?.ends_with(':')
        || rest.starts_with([':', '–', '—', '|'])
        || stopped();
    let nothing = rest.trim_matches(|l: char| ".:-–—]".contains(l) || l.is_whitespace());
    // "Recommendations (9)": how many there are.
    let counted = nothing
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let counted = counted.is_some_and(|count| count.bytes().all(|byte| byte.is_ascii_digit()));
    let nothing = if counted && found.label == Label::AskList {
        ""
    } else {
        nothing
    };
    let follows = match (colon, nothing.is_empty()) {
        (_, true) => Follows::Nothing,
        (true, false) => Follows::Colon,
        (false, false) => Follows::Words,
    };
    by_label(&found, text, block, follows, cues)
}

/// Whether a number follows a label: "Matter of concern 2", "Matter of concern (2)", though
/// "Matters of concern (2)" says how many there are.
fn is_numbered(text: &str, end: usize) -> bool {
    let behind = text.get(end..).unwrap_or_default().trim_start();
    let several = text
        .get(..end)
        .is_some_and(|label| label.starts_with("Matters"));
    let number = behind.strip_prefix('(').filter(|_| !several);
    number
        .unwrap_or(behind)
        .starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn by_label(
    found: &Found,
    text: &str,
    block: &Block,
    follows: Follows,
    cues: &Cues,
) -> Option<Role> {
    let rest = value(text, found.end);
    let place =
        |range: &Range<usize>| block.range.start + range.start..block.range.start + range.end;
    let given = place(&rest);
    match (found.label, follows) {
        (Label::Ask(kind), _) => ask_head(kind, found, text, block, follows),
        (Label::AskList, Follows::Nothing) => Some(Role::AskList),
        (Label::ConcernList, Follows::Nothing) => Some(Role::ConcernList),
        // "Matter of concern 2": not the line over a list, but one of several with numbers.
        (Label::ConcernList, _) if is_numbered(text, found.end) => {
            ask_head(AskKind::Concern, found, text, block, follows)
        }
        (Label::Recipients, Follows::Nothing) => Some(Role::Recipients(None)),
        (Label::Recipients, Follows::Colon) => Some(Role::Recipients(Some(given))),
        (Label::Reference, Follows::Colon) => references::at_start(text.get(rest)?)
            .map(|range| Role::Reference(given.start + range.start..given.start + range.end)),
        (Label::Addressee, Follows::Colon) => Some(Role::Addressee(given)),
        (Label::Response, _) => response(found, text, block, follows, cues),
        (Label::From, Follows::Colon) => Some(Role::From(given)),
        (Label::Received | Label::Stated, Follows::Colon | Follows::Words) => {
            day_of(found.label, text.get(rest)?, given.start)
        }
        (Label::Disposition, Follows::Colon) => Some(state(text.get(rest)?, given, cues)),
        // "Government position (5 and 6): Accepted", over the words for both.
        (Label::Disposition, Follows::Words) => {
            let rest = value(text, behind_note(text, found.end)?);
            Some(state(text.get(rest.clone())?, place(&rest), cues))
        }
        (Label::Aside, Follows::Colon) => Some(Role::Aside),
        // "Paragraph 2.21", "Page 14": where it stands in a report.
        (Label::Aside, Follows::Words) if whole_reference(text.get(rest.clone())?).is_some() => {
            Some(Role::Aside)
        }
        (Label::Reviewed, _) => reviewed(found, text, block),
        (Label::Update, Follows::Nothing | Follows::Colon) => {
            let rest = (follows == Follows::Colon).then_some(given);
            Some(Role::Response {
                body: None,
                reference: None,
                rest,
            })
        }
        // "To the Board", over the rows of a table; "To the Harbour Board:", over what it is to do.
        (Label::Addressee, Follows::Words) => addressee_line(found, text, block),
        (Label::Actions, Follows::Nothing) => Some(Role::Actions),
        (Label::Actions, Follows::Colon) => {
            let words = text.get(rest)?;
            words
                .contains(char::is_alphabetic)
                .then_some(Role::Action(given))
        }
        (
            label @ (Label::Lead | Label::Dependency | Label::Comment | Label::Due),
            Follows::Colon,
        ) => Some(Role::Part(label, given)),
        _ => None,
    }
}

/// How an ask stands: a decision, that there is no answer, or what became of it, told ("Status: The
/// Board will light it by May.").
fn state(words: &str, given: Range<usize>, cues: &Cues) -> Role {
    if says_no_answer(words, cues) {
        Role::Unanswered
    } else if decided::is_sentence(words, cues) {
        Role::Response {
            body: None,
            reference: None,
            rest: Some(given),
        }
    } else {
        Role::Decision(given)
    }
}

/// "To the Board", as a heading or by itself where it names a body; "To Ann Tide, its clerk:".
fn addressee_line(found: &Found, text: &str, block: &Block) -> Option<Role> {
    let given = value(text, found.end);
    let name = text.get(given.clone())?;
    let bare = name.trim_end_matches(':');
    let closed = bare.len() < name.len() && is_title(bare);
    let heading = matches!(block.kind, BlockKind::Heading(_));
    let body = || is_title(text) && words::is_capital(name) && bodies::has_body_noun(name);
    let named = (heading || closed || body()) && words::looks_like_name(bare);
    let start = block.range.start + given.start;
    named.then_some(Role::Addressee(start..start + bare.len()))
}

fn day_of(label: Label, text: &str, start: usize) -> Option<Role> {
    let (date, range) = dates::day(text)?;
    let place = start + range.start..start + range.end;
    Some(match label {
        Label::Received => Role::Received(date, place),
        _ => Role::Stated(date, place),
    })
}

/// "Universal Periodic Review of Tessaly", and not "Universal Periodic Review – Third Cycle".
fn reviewed(found: &Found, text: &str, block: &Block) -> Option<Role> {
    /// What such titles say of the review itself.
    const OF_REVIEW: &[&str] = &[
        "cycle", "first", "fourth", "group", "matrix", "outcome", "report", "second", "session",
        "third",
    ];
    let named = found.body.clone();
    let range = named.unwrap_or_else(|| value(text, found.end));
    let last = text.get(range.clone())?.split_whitespace().next_back();
    let itself = last.is_none_or(|last| OF_REVIEW.contains(&words::key(last).as_str()));
    let start = block.range.start;
    (!itself).then(|| Role::Reviewed(start + range.start..start + range.end))
}

/// The value behind a label.
pub(super) fn value(text: &str, end: usize) -> Range<usize> {
    let rest = text.get(end..).unwrap_or_default();
    let inside = rest.trim_start_matches(|l: char| l.is_whitespace() || ".:–—|".contains(l));
    let start = end + rest.len() - inside.len();
    start..start + inside.trim_end().len()
}

fn response(
    found: &Found,
    text: &str,
    block: &Block,
    follows: Follows,
    cues: &Cues,
) -> Option<Role> {
    let base = block.range.start;
    if let Some(end) = behind_note(text, found.end) {
        let given = value(text, end);
        return Some(Role::Response {
            body: None,
            reference: None,
            rest: Some(base + given.start..base + given.end),
        });
    }
    let body = found
        .body
        .as_ref()
        .map(|body| base + body.start..base + body.end);
    let given = value(text, found.end);
    let rest = text.get(given.clone())?;
    let reference = references::at_start(rest)
        .filter(|range| {
            rest.get(range.end..)
                .is_some_and(|behind| behind.trim_matches(':').trim().is_empty())
        })
        .map(|range| base + given.start + range.start..base + given.start + range.end);
    let given = base + given.start..base + given.end;
    let label = text.get(..found.end).unwrap_or_default();
    // "Awaiting response. The Office asked for more time."
    if says_no_answer(label, cues) {
        return Some(Role::Unanswered);
    }
    if rest.len() < LONGEST_NAME_BYTES && says_no_answer(rest, cues) {
        let cell = matches!(block.kind, BlockKind::Cell(_));
        return cell.then_some(Role::Unanswered);
    }
    let role = |reference: Option<Range<usize>>, rest: Option<Range<usize>>| Role::Response {
        body: body.clone(),
        reference,
        rest,
    };
    if let Some((number, behind)) = numbered_answer(label, rest) {
        let place = |range: Range<usize>| given.start + range.start..given.start + range.end;
        return Some(role(Some(place(number)), Some(place(behind))));
    }
    // "Response: 1B": a code, as those who answer juries in Ontario state one.
    let code = follows == Follows::Colon && !label.to_lowercase().contains("recommendation");
    match follows {
        _ if reference.is_some() => Some(role(reference.filter(|_| !code), None)),
        Follows::Nothing => Some(role(None, None)),
        Follows::Colon => Some(role(None, Some(given))),
        // "Response of the Board": a short line or a heading, not a sentence.
        Follows::Words => {
            let heading = matches!(block.kind, BlockKind::Heading(_)) || is_title(text);
            heading.then(|| role(None, None))
        }
    }
}

/// "Response to recommendation 2: We agree.": its number and what is answered, in the words behind
/// the label.
fn numbered_answer(label: &str, rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    let number = references::at_start(rest)?;
    let behind = rest.get(number.end..)?.strip_prefix(':')?.trim_start();
    let own = label.to_lowercase().ends_with("recommendation") && !behind.is_empty();
    own.then(|| (number, rest.len() - behind.len()..rest.len()))
}

/// "Response (3 June 2031): We agree": where the answer begins behind the day in between.
fn behind_note(text: &str, label_end: usize) -> Option<usize> {
    let inside = text.get(label_end..)?.trim_start().strip_prefix('(')?;
    let (note, behind) = inside.split_once("):")?;
    (is_title(note) && !behind.trim().is_empty()).then(|| text.len() - behind.len())
}

/// "Inquiry recommendation": a short line whose last words are the label of an ask.
fn trailing_label(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    const WORDS_BEFORE: usize = 4;
    if !words::at_most(text, WORDS_BEFORE + 2) || !is_title(text.trim_end_matches(':')) {
        return None;
    }
    let last = words::all_words(text).last()?;
    let found = cues.labels.label(last.text(text))?;
    let Label::Ask(kind) = found.label else {
        return None;
    };
    let label = block.range.start + last.start..block.range.end;
    Some(Role::AskHead {
        kind,
        label,
        reference: None,
        rest: None,
    })
}

fn ask_role(text: &str, block: &Block, cues: &Cues) -> Option<Role> {
    let first = words::all_words(text).next()?;
    let bare = first
        .text(text)
        .trim_matches(|l: char| !l.is_alphanumeric());
    let base = block.range.start;
    if let Some(number) = issued_line(text) {
        return Some(Role::Reference(base + number.start..base + number.end));
    }
    if references::is_issued(bare) {
        let at = first.start + first.text(text).find(bare)?;
        let reference = base + at..base + at + bare.len();
        let behind = value(text, first.end);
        return match ask_opening(text.get(behind.clone())?, base + behind.start, cues) {
            Some((issuer, _)) => Some(Role::Ask {
                issuer,
                reference: Some(reference),
            }),
            // "31-A-038.01 Closed Implemented": its state, which is told below too.
            None if behind.is_empty() || is_state(text.get(behind)?, cues) => {
                Some(Role::Reference(reference))
            }
            None => issued_head(text, block, first.end, reference),
        };
    }
    if let Some(number) = paragraph_number(text) {
        let behind = number.end + 1;
        let (issuer, _) = ask_opening(text.get(behind..)?, base + behind, cues)?;
        return Some(Role::Ask {
            issuer,
            reference: Some(base + number.start..base + number.end),
        });
    }
    // "104. I recommend that …": its number is typed before the words.
    let typed = text::marker(text).map_or(0, |marker| marker.end);
    let opening = ask_opening(text.get(typed..)?, base + typed, cues);
    let (issuer, _) = opening?;
    Some(Role::Ask {
        issuer,
        reference: None,
    })
}

/// The number of a paragraph of a section: "4.12 We recommend".
fn paragraph_number(text: &str) -> Option<Range<usize>> {
    let (first, _) = text.split_once(' ')?;
    let parts = |number: &str| {
        let mut parts = number.split('.');
        parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (first.contains('.') && parts(first)).then_some(0..first.len())
}

/// Whether words only say what became of an ask.
fn is_state(words: &str, cues: &Cues) -> bool {
    const STATE_WORDS: usize = 3;
    // "Open—Acceptable Response"
    let state = words.split('—').next().unwrap_or_default().trim();
    let stands = state.len() < words.len() && matches!(state, "Open" | "Closed");
    words::at_most(words, STATE_WORDS) && (stands || cues.decision(words).is_some())
}

/// Whether words open an ask, and who asks.
fn ask_opening(text: &str, base: usize, cues: &Cues) -> Option<(Option<Range<usize>>, usize)> {
    let (end, body) = cues.labels.ask_opening(text)?;
    Some((body.map(|body| base + body.start..base + body.end), end))
}

fn plain_role(text: &str, block: &Block) -> Role {
    match block.kind {
        BlockKind::Heading(_) if is_title(text) && words::looks_like_name(text) => Role::Name,
        BlockKind::Heading(level) => Role::Heading(level),
        BlockKind::Item => Role::Item,
        BlockKind::Paragraph if is_title(text) && words::looks_like_name(text) => Role::Name,
        BlockKind::ItemPart | BlockKind::Paragraph | BlockKind::Cell(_) => Role::Text,
    }
}

/// Whether words are a title or a name rather than a sentence.
pub(crate) fn is_title(text: &str) -> bool {
    let text = text.trim().trim_end_matches('|').trim_end();
    // "… that nobody read.”" is quoted, and a sentence still.
    let inner = text.trim_end_matches(['”', '’', '"']);
    text.len() <= LONGEST_NAME_BYTES
        && !inner.ends_with(['.', ';', '?', '!', ',', ':'])
        && words::at_most(text, LONGEST_NAME_WORDS)
}
