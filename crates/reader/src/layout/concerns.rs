//! A coroner's report: the list of what gives rise to concern, and of those whom it is sent to.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::roles::Role;
use super::{Span, is_title, markers, tables};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::cues::phrases::Says;
use crate::read::{Block, BlockKind, Source, text};
use crate::recognise::{bodies, references, words};

/// Recipients are listed in at most so many lines.
const RECIPIENTS_MAX: usize = 24;
/// What every such box says before its concerns speaks of one of these.
const PREAMBLE_SAYS: &[&str] = &["concern", "future deaths", "duty to report"];
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

/// What stands behind the concerns in the form.
const FORM_HEADINGS: &[&str] = &[
    "action should be taken",
    "your response",
    "copies",
    "copies and publication",
];

/// The heading over the first list of concerns.
pub(super) fn list(roles: &[Role]) -> Option<usize> {
    let mut roles = roles.iter();
    roles.position(|role| matches!(role, Role::ConcernList))
}

/// Where a list of concerns ends: at the next heading of the form.
pub(super) fn end(source: &Source, roles: &[Role], heading: usize) -> usize {
    let behind = roles.iter().enumerate().skip(heading + 1);
    let mut ends = behind.filter(|&(at, role)| {
        matches!(role, Role::Heading(_)) && !parts_list(source, heading, at)
            || is_form_heading(source.block_words(at))
            || words::closes_letter(source.block_words(at))
            || words::opens_letter(source.block_words(at))
            || is_answer(role)
            || is_next_box(source, heading, at)
    });
    let mut end = ends.next().map_or(roles.len(), |(at, _)| at);
    // "I have asked the Director to consider each of them.", between the list and its answers.
    let between = |at: usize| {
        let words = source.block_words(at);
        ["I ", "Our ", "We "]
            .iter()
            .any(|own| words.starts_with(own))
            && source
                .blocks
                .get(at)
                .is_some_and(|block| source.line_before(block.range.start).is_empty())
    };
    if roles.get(end).is_some_and(is_answer) {
        while end > heading + 1 && between(end - 1) {
            end -= 1;
        }
    }
    // The number of the next box may stand in a line of its own.
    let is_number = |at: usize| {
        let text = source.block_words(at);
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    end - usize::from(end > heading + 1 && is_number(end - 1))
}

/// Whether a heading stands over a part of a list: "Lamps — to the Tide Board", with the numbers of
/// the concerns going on below it.
fn parts_list(source: &Source, list: usize, heading: usize) -> bool {
    let number = |at: usize| -> Option<u32> {
        let block = source.blocks.get(at)?;
        let mut marker = source.line_before(block.range.start);
        if marker.is_empty() {
            let typed = markers::of_item(source.words(&block.range))?;
            marker = block.range.start + typed.start..block.range.start + typed.end;
        }
        source.words(&markers::bare(source, marker)).parse().ok()
    };
    let before = (list + 1..heading).rev().find_map(number).unwrap_or(0);
    number(heading + 1) == Some(before + 1)
}

/// "Concern 1", "Concern 1: handing over at night": a number with a title or nothing behind it.
fn is_titled(source: &Source, rest: Option<&Range<usize>>) -> bool {
    rest.is_none_or(|rest| is_title(source.words(rest)))
}

/// "Response to concern 1"
fn is_answer(role: &Role) -> bool {
    matches!(
        role,
        Role::Response {
            reference: Some(_),
            ..
        }
    )
}

/// "The coroner's concerns", "What gives rise to concern": a heading in a coroner's own words.
pub(super) fn heading(source: &Source) -> Option<usize> {
    /// Who writes stands in so many first blocks.
    const HEAD_BLOCKS: usize = 12;
    /// More words say what a concern is.
    const HEADING_WORDS_MAX: usize = 7;
    let lower = |at: usize| source.block_words(at).to_lowercase();
    let mut head = 0..HEAD_BLOCKS.min(source.blocks.len());
    let by_coroner = head.any(|at| words::find(source.block_words(at), "coroner").is_some());
    let is_over_concerns = |at: &usize| {
        // In a form the first cell of a row by itself is its heading.
        let box_of_form = |block: &Block| {
            let bare = block.label.is_none() && matches!(block.kind, BlockKind::Cell(_));
            bare && tables::blocks(source, *at).start == *at
        };
        let heading = source
            .blocks
            .get(*at)
            .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)) || box_of_form(block));
        let words = lower(*at);
        let words = words.trim_end_matches([':', '.', ' ']);
        let last = words.ends_with("concern") || words.ends_with("concerns");
        heading && last && words::at_most(words, HEADING_WORDS_MAX)
    };
    let mut all = by_coroner.then_some(0..source.blocks.len())?;
    all.clone()
        .find(is_over_concerns)
        .or_else(|| all.find(|at| opens_concerns(source, *at)))
}

/// "I am under a duty to report to you. My concerns are these:", over a list.
fn opens_concerns(source: &Source, at: usize) -> bool {
    let words = source.block_words(at).trim_end();
    let opens = words.ends_with(':') && words::find(words, "concern").is_some();
    let next = source.blocks.get(at + 1);
    // "(1) The lamp was out.", typed.
    let typed = || source.block_words(at + 1).starts_with("(1) ");
    opens && (next.is_some_and(|next| next.kind == BlockKind::Item) || typed())
}

/// "Concern 1. The Board has lit it.", under a heading of replies: what was said to the concern of
/// that number in the list before.
pub(super) fn mark_replies((source, cues): (&Source, &Cues), roles: &mut [Role]) {
    let Some(list) = list(roles) else { return };
    // A letter that opens before the list answers it.
    let letter = (0..list).any(|at| words::opens_letter(source.block_words(at)));
    let (numbers, first) = numbers((source, cues), roles, (list, letter));
    let mut replied = letter;
    for at in first..roles.len() {
        let Some(role) = roles.get_mut(at) else { break };
        replied |= matches!(role, Role::Response { .. } | Role::Received(..));
        replied |= source.blocks.get(at).is_some_and(|block| {
            let letter = words::opens_letter(source.words(&block.range));
            let heading = matches!(block.kind, BlockKind::Heading(_));
            let responses = || {
                let words = source.words(&block.range).to_lowercase();
                words.contains("responses")
            };
            letter || heading && responses()
        });
        let cell = || {
            let block = source.blocks.get(at);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Cell(_)))
        };
        let (reference, rest) = match role {
            Role::AskHead {
                kind: AskKind::Concern,
                reference: Some(reference),
                rest,
                ..
            } => {
                let titled = is_titled(source, rest.as_ref());
                (reference.clone(), rest.clone().filter(|_| !titled))
            }
            // In the rows of a table, beside what was done about it.
            Role::Reference(reference) if cell() => (reference.clone(), None),
            Role::Name | Role::Heading(_) | Role::Text => match matter(source, at) {
                Some(reference) => (reference, None),
                None => continue,
            },
            _ => continue,
        };
        let bare = source.words(&reference);
        let same = |number: &&str| number.trim_matches(['(', ')', '.', ' ']) == bare;
        if replied && numbers.iter().any(same) {
            *role = Role::Response {
                body: None,
                reference: Some(reference),
                rest,
            };
        }
    }
}

/// The numbers in a list of concerns, and the block behind it: in a letter that answers them the
/// list ends where one of its numbers heads an answer, "Concern 1" behind "(1) The lamp was out".
fn numbers<'s>(
    (source, cues): (&'s Source, &Cues),
    roles: &[Role],
    (list, letter): (usize, bool),
) -> (Vec<&'s str>, usize) {
    let mut numbers: Vec<&str> = Vec::new();
    let end = end(source, roles, list);
    for at in list + 1..end {
        let head = match roles.get(at) {
            Some(Role::AskHead {
                reference: Some(reference),
                rest,
                ..
            }) if is_titled(source, rest.as_ref()) => Some(reference.clone()),
            _ => None,
        };
        let own = || Some(number((source, cues), at)?.0);
        let Some(range) = head.clone().or_else(own) else {
            continue;
        };
        let number = source.words(&range);
        if letter && head.is_some() && numbers.contains(&number) {
            return (numbers, at);
        }
        numbers.push(number);
    }
    (numbers, end)
}

/// The "a" of "Matter (a)", in a line by itself.
fn matter(source: &Source, at: usize) -> Option<Range<usize>> {
    let block = source.blocks.get(at)?;
    let behind = source.words(&block.range).strip_prefix("Matter ")?;
    let letter = references::letters_in_brackets(behind);
    let number = letter.or_else(|| references::at_start(behind))?;
    let whole = behind
        .get(number.end..)?
        .trim_matches([')', ':', '.', ' '])
        .is_empty();
    let start = block.range.end - behind.len();
    whole.then_some(start + number.start..start + number.end)
}

/// "6 ACTION SHOULD BE TAKEN": nothing but capitals, behind the number of a box; or a heading of
/// the form of such reports (Chief Coroner's Guidance No. 5), however it is written.
fn is_form_heading(text: &str) -> bool {
    let bare = text.trim_start_matches(|l: char| l.is_ascii_digit() || ". ".contains(l));
    if FORM_HEADINGS
        .iter()
        .any(|heading| heading.eq_ignore_ascii_case(bare.trim_end()))
    {
        return true;
    }
    let letters = || bare.chars().filter(|letter| letter.is_alphabetic());
    let small = letters().filter(|letter| letter.is_lowercase()).count();
    let all = letters().count();
    is_title(bare) && all >= 4 && small * 4 <= all && bare.contains(' ')
}

/// Whether a cell is the value of another box than the list stands in.
fn is_next_box(source: &Source, heading: usize, at: usize) -> bool {
    let row = tables::row(source, at);
    let labelled = |at: usize| source.blocks.get(at).and_then(|block| block.label.clone());
    let own = labelled(at).filter(|_| row != tables::row(source, heading));
    own.is_some_and(|own| labelled(heading) != Some(own))
}

/// Whether a block begins a concern: an item of the outermost list; where there is no list, the
/// first paragraph.
pub(super) fn is_concern(
    (source, cues): (&Source, &Cues),
    (heading, end): (usize, usize),
    block: usize,
) -> bool {
    let all = heading + 1..end;
    let preamble = |at: usize| {
        let words = source.block_words(at);
        let found = cues.labels.label(words);
        let says = PREAMBLE_SAYS.iter().any(|said| words.contains(said));
        says && found.is_some_and(|found| found.label == Label::ConcernPreamble)
    };
    let style = |at: usize| number((source, cues), at).map(|(_, style)| style);
    let Some(first) = all.clone().find_map(style) else {
        // "During the course of the inquest I heard that the limit is too high": the concern
        // itself, where nothing else stands there.
        let opening = all.clone().find(|&at| !preamble(at));
        let opening = opening.or_else(|| all.clone().last());
        let several = || {
            let paragraphs = all.filter(|&at| !preamble(at) && !goes_on(source.block_words(at)));
            let paragraphs: Vec<usize> = paragraphs.collect();
            are_several(source, heading, &paragraphs) && begins_anew(source.block_words(block))
        };
        return opening == Some(block) || (!preamble(block) && several());
    };
    style(block) == Some(first)
}

/// Whether paragraphs without numbers are a concern each: the line above them speaks of several,
/// and each is a paragraph of its own and no remark.
fn are_several(source: &Source, heading: usize, paragraphs: &[usize]) -> bool {
    /// More blocks are the prose of a report.
    const CONCERN_BLOCKS_MAX: usize = 6;
    /// A concern says what was wrong; fewer words are a remark or a line that opens others.
    const WORDS_MIN: usize = 15;
    let plural = source
        .block_words(heading)
        .to_lowercase()
        .contains("matters of concern are");
    let long = |at: &usize| source.block_words(*at).split_whitespace().count() >= WORDS_MIN;
    plural && (2..=CONCERN_BLOCKS_MAX).contains(&paragraphs.len()) && paragraphs.iter().all(long)
}

/// Whether a paragraph goes on with a sentence that a page cut off.
fn goes_on(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Whether a paragraph speaks of something else than the one before it.
fn begins_anew(text: &str) -> bool {
    const GOES_ON: &[&str] = &[
        "this",
        "these",
        "that",
        "those",
        "it",
        "they",
        "he",
        "she",
        "his",
        "her",
        "their",
        "such",
        "however",
        "i",
        "my",
        "for",
        "consequently",
        "therefore",
        "as",
        "in",
    ];
    // "There was no plan" tells of another want, "there were four of them" of the same.
    let wants = [
        "There was no",
        "There is no",
        "There were no",
        "There are no",
    ];
    let wants = wants.iter().any(|opening| text.starts_with(opening));
    let first = words::all_words(text).next();
    let there = first.as_ref().is_some_and(|word| word.is(text, "there"));
    let first = first.filter(|_| !goes_on(text) && (wants || !there));
    first.is_some_and(|word| !GOES_ON.contains(&word.key(text).as_str()))
}

/// What kind of marker stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Number,
    Letter,
    Bullet,
}

/// The number of a concern, and of what kind it is: the marker of an item, or typed before its
/// words in a cell ("(1) The …", "Concern 1: The …").
pub(super) fn number(
    (source, cues): (&Source, &Cues),
    block: usize,
) -> Option<(Range<usize>, Style)> {
    let own = source.blocks.get(block)?;
    let start = own.range.start;
    let mut marker = source.line_before(start);
    if marker.is_empty() {
        marker = match typed(source.words(&own.range), cues) {
            Some(typed) => start + typed.start..start + typed.end,
            None => source
                .blocks
                .get(marker_before(source, block)?)?
                .range
                .clone(),
        };
    }
    let range = markers::bare(source, marker);
    let bare = source.words(&range);
    // Recognised letters take "1" for "I" and "l".
    let digits = bare
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = digits || matches!(bare, "I" | "l");
    let style = match bare {
        "" => Style::Bullet,
        _ if number => Style::Number,
        _ => Style::Letter,
    };
    Some((range, style))
}

/// The block before that is nothing but the number of an item: "(2)", in a column or a line of its
/// own.
pub(super) fn marker_before(source: &Source, block: usize) -> Option<usize> {
    block
        .checked_sub(1)
        .filter(|before| is_marker(source, *before))
}

/// Whether a block is the number of an item and nothing else: "(2)".
pub(super) fn is_marker(source: &Source, block: usize) -> bool {
    /// "(12)"
    const MARKER_BYTES_MAX: usize = 4;
    let words = source.block_words(block).trim();
    let inside = words
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let digits = |inside: &str| inside.bytes().all(|byte| byte.is_ascii_digit());
    words.len() <= MARKER_BYTES_MAX
        && inside.is_some_and(|inside| !inside.is_empty() && digits(inside))
}

/// Where the number stands with which words begin.
fn typed(words: &str, cues: &Cues) -> Option<Range<usize>> {
    let labelled = cues.labels.label(words).and_then(|found| {
        let behind = words.get(found.end..)?.trim_start();
        let from = words.len() - behind.len();
        let number = references::at_start(behind)?;
        let ask = found.label == Label::Ask(AskKind::Concern);
        ask.then_some(from + number.start..from + number.end)
    });
    labelled.or_else(|| markers::of_item(words))
}

/// What a letter with concerns says once for all of them.
pub(super) struct Letter {
    /// Those whom it is sent to.
    pub(super) recipients: Vec<Span>,
    /// The blocks that say by when an answer is due, in their order.
    terms: Vec<usize>,
}

impl Letter {
    pub(super) fn of(source: &Source, cues: &Cues, roles: &[Role]) -> Self {
        let answer_by = |at: &usize| {
            let mut terms = cues.phrases.saying(Says::AnswerBy, source.block_words(*at));
            terms.next().is_some()
        };
        Self {
            recipients: recipients(source, roles),
            terms: (0..source.blocks.len()).filter(answer_by).collect(),
        }
    }

    /// The first block behind a concern that says by when an answer is due.
    pub(super) fn terms_behind(&self, concern: usize) -> Option<usize> {
        let next = self.terms.partition_point(|&at| at <= concern);
        self.terms.get(next).copied()
    }
}

/// Where the words of a line over concerns begin that say whom they are for: "For the Trust",
/// "Lamps — to the Board".
pub(super) fn told_for(line: &str) -> Option<usize> {
    const OPENINGS: &[&str] = &["For ", "To "];
    const INSIDE: &[&str] = &[
        " — for ",
        " — to ",
        " – for ",
        " – to ",
        " - for ",
        " - to ",
        ": for ",
        ": to ",
    ];
    let opening = OPENINGS.iter().find(|opening| line.starts_with(**opening));
    let inside = || {
        INSIDE
            .iter()
            .find_map(|mark| Some(line.rfind(mark)? + mark.len()))
    };
    opening.map(|opening| opening.len()).or_else(inside)
}

/// The lines that name those whom the report is sent to: behind the words that say so, or below.
fn recipients(source: &Source, roles: &[Role]) -> Vec<Span> {
    let found = roles.iter().enumerate().find_map(|(at, role)| match role {
        Role::Recipients(rest) => Some((at, rest)),
        _ => None,
    });
    // "To:" by itself, as letters have it.
    let letter = || {
        let to = |at: &usize| matches!(source.block_words(*at).trim(), "To:" | "TO:" | "To");
        (0..roles.len()).find(to).map(|at| (at, &None))
    };
    let Some((from, rest)) = found.or_else(letter) else {
        let inside = in_title(source);
        let names = inside.map(|span| names((source, span.block), span.range));
        return names.unwrap_or_else(|| above_greeting(source).into_iter().collect());
    };
    if let Some(range) = rest {
        return names((source, from), range.clone());
    }
    let lines = (from + 1..roles.len()).take(RECIPIENTS_MAX);
    let ends = |at: usize| {
        let text = source.block_words(at);
        let heading = source.blocks.get(at).map(|block| block.kind);
        let heading = matches!(heading, Some(BlockKind::Heading(_))) && at > from + 1;
        let coroner = words::name_key(text) == "coroner";
        let greeting = words::opens_letter(text);
        let form = text.split(' ').any(|word| word == "CORONER") || is_form_heading(text);
        heading || coroner || greeting || form
    };
    lines
        .take_while(|&at| !ends(at))
        .filter_map(|at| Some((at, source.blocks.get(at)?.range.clone())))
        .flat_map(|(at, range)| names((source, at), range))
        .collect()
}

/// "REPORT TO PREVENT FUTURE DEATHS THIS REPORT IS BEING SENT TO: Tide Board", printed in one: what
/// stands behind the words that say so.
fn in_title(source: &Source) -> Option<Span> {
    const FIRST_BLOCKS: usize = 8;
    const SENT: &str = "REPORT IS BEING SENT TO:";
    (0..FIRST_BLOCKS.min(source.blocks.len())).find_map(|block| {
        let range = source.blocks.get(block)?.range.clone();
        let behind = source.block_words(block).split_once(SENT)?.1.trim_start();
        let range = range.end - behind.len()..range.end;
        (!behind.is_empty()).then_some(Span { block, range })
    })
}

/// "Tide County Council", in the address over "Dear Chief Executive": whom a letter goes to.
fn above_greeting(source: &Source) -> Option<Span> {
    /// An address has at most so many lines, a greeting stands in one of the first.
    const ADDRESS_BLOCKS: usize = 10;
    const FIRST_BLOCKS: usize = 25;
    let greets = |at: &usize| words::opens_letter(source.block_words(*at));
    let greeting = (0..FIRST_BLOCKS.min(source.blocks.len())).find(greets)?;
    // What answers a coroner goes to the coroner.
    let reply = (greeting..greeting + ADDRESS_BLOCKS).any(|at| {
        let words = source.block_words(at).to_lowercase();
        words.contains("response to") || words.contains("respond") || words.contains("your report")
    });
    let mut address = greeting.saturating_sub(ADDRESS_BLOCKS)..greeting;
    let block = address.find(|&at| {
        let line = source.block_words(at);
        let body = bodies::has_body_noun(line) && words::looks_like_name(line);
        let post = line.ends_with("Executive") || line.ends_with("Director");
        body && !post && !line.to_lowercase().contains("coroner")
    })?;
    let range = source.blocks.get(block)?.range.clone();
    (!reply).then_some(Span { block, range })
}

/// Cuts a line into the names that it lists, each without its number.
fn names((source, block): (&Source, usize), range: Range<usize>) -> Vec<Span> {
    let mut from = range.start;
    let mut found = Vec::new();
    for piece in source.words(&range).split_inclusive(['|', ';', '\n']) {
        let bare = piece.trim_end_matches(['|', ';', '\n', ' ']);
        let marker = text::marker(bare.trim_start()).map_or(0, |marker| marker.end);
        let name = bare.trim_start().get(marker..).unwrap_or_default();
        let name = name.trim_start_matches(|l: char| l.is_ascii_digit() || ".) ".contains(l));
        let end = from + bare.len();
        if is_asked(name) {
            let range = end - name.len()..end;
            found.push(Span { block, range });
        }
        from += piece.len();
    }
    found
}

fn is_asked(text: &str) -> bool {
    let private = words::all_words(text).any(|word| RELATIONS.contains(&word.key(text).as_str()));
    !private && text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
}
