//! What the first pages say once for the whole document: which State is under review, and on which
//! day the reply came that is printed below ("The response was received on 12 January 2031").

use std::ops::Range;

use jiff::civil::Date;

use super::Desk;
use crate::cues::Cues;
use crate::cues::papers::Papers;
use crate::draft::{Field, Sure};
use crate::layout::{Entry, Receipt, Span, receipts_before};
use crate::read::{Block, BlockKind, Source};
use crate::recognise::{bodies, words};

/// The first pages end within so many blocks.
const FIRST_BLOCKS: usize = 60;
/// The name of the State stands in one of so many.
const TITLE_BLOCKS: usize = 24;
/// A State has a name of at most so many words.
const STATE_WORDS: usize = 3;
/// A document about a State names it so often at least.
const OFTEN: usize = 4;
/// What the titles of papers of States end with, before the name of the State.
const REVIEW: &str = "Periodic Review";

/// What titles of papers hold that are about one State.
const OF_STATES: &[&str] = &[
    "concluding observations",
    "follow-up",
    "periodic review",
    "recommendations",
    "upr",
];
/// What stands between the parts of a title.
const JOINTS: &[&str] = &[": ", " – ", " — ", " - ", " (", ")", " | "];
/// Words of titles that no State is called by.
const TITLE_WORDS: &[&str] = &[
    "Accepted",
    "Addendum",
    "Annex",
    "Committee",
    "Convention",
    "Cycle",
    "Follow-up",
    "Information",
    "Matrix",
    "Mechanism",
    "Noted",
    "Observations",
    "Plan",
    "Recommendations",
    "Rejected",
    "Report",
    "Review",
    "Session",
    "Status",
    "Supported",
    "Table",
];

/// The State to which every ask of a document is made, by its title.
pub(super) fn state(source: &Source, cues: &Cues) -> Option<Span> {
    let papers = &cues.papers;
    let column = || in_column(source);
    if !papers.are_of_states(&source.text) {
        return column();
    }
    let titles = source.blocks.iter().enumerate().take(TITLE_BLOCKS);
    // A workbook may have its title in cells.
    let plain = titles.filter(|(_, block)| block.label.is_none());
    let lines: Vec<(bool, Span)> = plain
        .flat_map(|(at, block)| lines((source, papers), at, block))
        .collect();
    let often = |line: &str| source.text.matches(line).count() >= OFTEN;
    // "Universal Periodic Review – Fourth Cycle", and the name of the State in the next line.
    let titled = |span: &Span| {
        let above = span
            .block
            .checked_sub(1)
            .and_then(|at| source.blocks.get(at));
        above.is_some_and(|above| source.words(&above.range).contains(REVIEW))
    };
    let named = lines.into_iter().find(|(long, span)| {
        let line = source.words(&span.range);
        let named = *long || often(line) || titled(span) || is_reviewed(&source.text, line);
        is_state(line) && !papers.is_title(line) && named
    });
    named
        .map(|(_, span)| span)
        .or_else(column)
        .or_else(|| in_sentence(source, papers))
}

/// "The Kingdom of Cardania thanks the Committee": in a sentence of the first pages.
fn in_sentence(source: &Source, papers: &Papers) -> Option<Span> {
    let first = source.blocks.iter().enumerate().take(TITLE_BLOCKS);
    let mut plain = first.filter(|(_, block)| !matches!(block.kind, BlockKind::Cell(_)));
    plain.find_map(|(at, block)| {
        let text = source.words(&block.range);
        let range = papers.named_in(text)?;
        let start = block.range.start;
        is_state(text.get(range.clone())?).then_some(Span {
            block: at,
            range: start + range.start..start + range.end,
        })
    })
}

/// "The Tide Isles were reviewed at the fortieth session": a sentence that says who was.
fn is_reviewed(text: &str, name: &str) -> bool {
    let mut named = text.match_indices(name);
    named.any(|(at, _)| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        let behind = behind.get(name.len()..).unwrap_or_default();
        behind.starts_with(" was reviewed")
            || behind.starts_with(" were reviewed")
            || before.ends_with("review of ") && behind.starts_with(" was held")
    })
}

/// The name under review without what makes it long, where the document calls it so elsewhere: not
/// "Korea", which nobody says of the Republic.
pub(super) fn by_short_name(source: &Source, papers: &Papers, span: Span) -> Span {
    let words = source.words(&span.range);
    let Some(short) = papers.short_name(words).map(str::trim) else {
        return span;
    };
    let before = |(at, _): (usize, &str)| source.text.get(..at).unwrap_or_default();
    let mut alone = source.text.match_indices(short).map(before);
    let called = !short.is_empty() && alone.any(|before| !before.ends_with(" of "));
    let from = span.range.end - short.len();
    match called && words.ends_with(short) {
        true => Span {
            range: from..span.range.end,
            ..span
        },
        false => span,
    }
}

/// "Position of Cardania", over a column: where a line by itself has the same name, that is of the
/// State.
fn in_column(source: &Source) -> Option<Span> {
    let labels = source
        .blocks
        .iter()
        .filter_map(|block| block.label.as_ref());
    let name = labels.map(|label| source.words(label)).find_map(|label| {
        let name = label.trim().strip_prefix("Position of ")?;
        is_state(name).then_some(name)
    })?;
    let lines = source.blocks.iter().enumerate().take(TITLE_BLOCKS);
    let mut lines = lines.filter(|(_, block)| source.words(&block.range).trim() == name);
    lines.next().map(|(block, line)| Span {
        block,
        range: line.range.clone(),
    })
}

/// The lines of a block, each without what makes the name of a State long, and whether it had that.
fn lines((source, papers): (&Source, &Papers), at: usize, block: &Block) -> Vec<(bool, Span)> {
    let text = source.words(&block.range);
    let mut found = Vec::new();
    let mut start = block.range.start;
    for line in text.split('\n') {
        let bare = line.trim();
        // "Universal Periodic Review: CARDANIA", "Matrix of recommendations: Cardania".
        let titled = bare.split_once(": ");
        let review = |title: &str| {
            let title = title.trim_end_matches(['*', '†', ' ']).to_lowercase();
            title.ends_with(&REVIEW.to_lowercase()) || title.contains("recommendations")
        };
        let titled = titled.filter(|(title, _)| review(title));
        let short = titled.map(|(_, name)| name.split(" Addendum").next().unwrap_or(name));
        let short = short.or_else(|| papers.short_name(bare));
        let name = short.unwrap_or(bare);
        let from = start + line.find(name).unwrap_or_default();
        let span = Span {
            block: at,
            range: from..from + name.len(),
        };
        found.push((short.is_some(), span));
        found.extend(in_title(papers, line, start).map(|(long, range)| {
            let span = Span { block: at, range };
            (long, span)
        }));
        start += line.len() + 1;
    }
    found
}

/// The names in a title: "Mid-term report of the Republic of Cardania", "Information received from
/// Cardania", "Cardania – Universal Periodic Review, fourth cycle"; and whether the name had been
/// long. The line begins at `start`.
fn in_title<'l>(
    papers: &'l Papers,
    line: &'l str,
    start: usize,
) -> impl Iterator<Item = (bool, Range<usize>)> + use<'l> {
    let before = [": ", " – "].into_iter().filter_map(|joint| {
        let (name, _) = line.split_once(joint)?;
        papers.short_name(name).is_some().then_some(name)
    });
    // "Universal Periodic Review of Cardania Fourth cycle": as much of it as is a State's name.
    let reviewed = line.match_indices("eview of ").filter_map(|(at, words)| {
        let rest = line.get(at + words.len()..)?;
        let rest = rest.strip_prefix("the ").unwrap_or(rest);
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        let mut names = ends.chain([rest.len()]).filter_map(|end| rest.get(..end));
        names.find(|name| heeded_due::is_state(name.trim_end_matches([',', ':', '.'])))
    });
    // "Committee on Human Rights, Cardania": who wrote a State's paper, and of which State.
    let of_body = line.rsplit_once(", ").and_then(|(body, name)| {
        let own = heeded_due::is_state(name.trim()) && bodies::has_body_noun(body);
        own.then_some(name.trim())
    });
    let before = before.chain(beside_review(line)).chain(of_body);
    let before = before.chain(reviewed);
    let behind = ["eport of ", "received from ", "ubmitted by ", "eplies of "]
        .into_iter()
        .flat_map(|words| line.match_indices(words));
    let behind = behind.filter_map(|(at, words)| {
        let rest = line.get(at + words.len()..)?;
        let few = rest.split(' ').take_while(|word| words::is_of_name(word));
        let end: usize = few.map(|word| word.len() + 1).sum();
        Some(
            rest.get(..end.min(rest.len()))?
                .trim_end_matches(|sign: char| !sign.is_alphabetic()),
        )
    });
    let before = before.map(|name| (true, name));
    let behind = behind.map(|name| {
        let bare = name.strip_prefix("the ").unwrap_or(name);
        (heeded_due::is_state(bare), name)
    });
    before.chain(behind).filter_map(move |(titled, named)| {
        let short = papers.short_name(named);
        let bare = named.strip_prefix("the ").unwrap_or(named);
        let name = short.unwrap_or(bare);
        let from = start + line.find(name)?;
        Some((titled || short.is_some(), from..from + name.len()))
    })
}

/// The parts of a title beside those that say what is reviewed: "Cardania", of "Universal Periodic
/// Review: Cardania – matrix of recommendations".
fn beside_review(line: &str) -> Vec<&str> {
    let of_review = |part: &str| {
        let part = part.to_lowercase();
        OF_STATES.iter().any(|words| part.contains(words))
    };
    if !of_review(line) {
        return Vec::new();
    }
    let mut parts = vec![line];
    for joint in JOINTS {
        let cut = parts.into_iter().flat_map(|part| part.split(*joint));
        parts = cut.collect();
    }
    parts.into_iter().filter(|part| !of_review(part)).collect()
}

/// Whether a line may be the name of a State.
fn is_state(line: &str) -> bool {
    // "Russian Federation", whose name ends as those of bodies do, and long ones.
    if heeded_due::is_state(line) {
        return true;
    }
    let few = (1..=STATE_WORDS).contains(&line.split(' ').count());
    let letters = line
        .chars()
        .all(|one| one.is_alphabetic() || " -’'".contains(one));
    let name = line.split(' ').all(words::is_of_name) && words::is_capital(line);
    let some = !matches!(line, "State" | "Government");
    // States whose names end those of bodies: "Tides New Zealand".
    let whole = matches!(line, "Australia" | "Canada" | "New Zealand");
    let body = !whole && bodies::has_body_noun(line);
    let title = |word: &str| TITLE_WORDS.iter().any(|one| one.eq_ignore_ascii_case(word));
    let body = body || line.split(' ').any(title);
    few && some && letters && name && !body && line.len() > STATE_WORDS
}

/// Every reply of which the first pages say on which day it came.
pub(super) fn receipts(source: &Source, entries: &[Entry]) -> Vec<Receipt> {
    let first = entries.iter().filter_map(|entry| entry.ask.first());
    let before = first.map(|span| span.block).min().unwrap_or(FIRST_BLOCKS);
    receipts_before(source, before.min(FIRST_BLOCKS))
}

/// The day on which the reply of somebody came, by what the first pages say.
pub(super) fn received(
    desk: &Desk<'_>,
    from: Option<&Field<String>>,
    addressees: &[Field<String>],
) -> Option<Field<Date>> {
    const CUE: &str = "what the first pages say of the reply";
    let field = |one: &Receipt, sure: Sure| desk.field(one.date, &one.span, CUE, sure);
    if let [only] = desk.receipts.as_slice() {
        return Some(field(only, Sure::Likely));
    }
    let named = |one: &&Receipt| {
        let mut names = bodies::named_in(&one.whose, &desk.bodies).into_iter();
        names.any(|name| {
            let name = one.whose.get(name).unwrap_or_default();
            let mut answering = from.into_iter().chain(addressees);
            answering.any(|field| desk.bodies.same(name, &field.value))
        })
    };
    let mut all = desk.receipts.iter();
    if let Some(own) = all.clone().find(named) {
        return Some(field(own, Sure::Likely));
    }
    // What is nobody else's is the government's: a department answers for it.
    let government = all.find(|one| one.whose.contains("Government"))?;
    Some(field(government, Sure::Doubtful))
}
