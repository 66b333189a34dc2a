//! A reply that prints what it answers: the numbered paragraphs of a committee, each with its place
//! in the committee's report, or quotations with their numbers ("R3 “The Board should …”").

use std::collections::HashSet;
use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::Entry;
use super::markers::reference_before;
use super::roles::Role;
use crate::page::Face;
use crate::read::numerals::Numeral;
use crate::read::{Block, BlockKind, Source, text};
use crate::recognise::{references, words};

/// So many make a series; one or two may be anything.
const REPRINTED_BLOCKS_MIN: usize = 3;
/// A paragraph in bold has at least so many words; fewer are a heading.
const PARAGRAPH_WORDS_MIN: usize = 6;
/// Words of a paragraph by which somebody is asked to act: others only observe.
const ASKS: &[&str] = &[
    " should ",
    " must ",
    " ought to ",
    "recommend",
    " urge ",
    " call on ",
    " calls on ",
    " ask ",
    " asks ",
];

/// An ask that is printed again: where its number stands, and its words.
struct Reprinted {
    block: usize,
    number: Range<usize>,
    words: Range<usize>,
    kind: AskKind,
    /// Whether it says that it is a conclusion, which asks for nothing.
    concludes: bool,
}

/// Gives such paragraphs their roles.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let plain = |at: usize, block: &Block| {
        let role = roles.get(at);
        block.label.is_none()
            && !matches!(block.kind, BlockKind::Cell(_) | BlockKind::Heading(_))
            && matches!(
                role,
                Some(Role::Text | Role::Item | Role::Ask { .. } | Role::Name | Role::Aside)
            )
    };
    let blocks = source.blocks.iter().enumerate();
    let blocks: Vec<(usize, &Block)> = blocks.filter(|&(at, block)| plain(at, block)).collect();
    let all = |find: &dyn Fn(&(usize, &Block)) -> Option<Reprinted>| -> Vec<Reprinted> {
        blocks.iter().filter_map(find).collect()
    };
    let mut series = vec![
        all(&|&(at, block)| placed(source, at, block)),
        all(&|&(at, block)| quotation(source, at, block)),
    ];
    let labelled = roles
        .iter()
        .any(|role| matches!(role, Role::AskHead { .. }));
    let few = series
        .iter()
        .all(|found| found.len() < REPRINTED_BLOCKS_MIN);
    if few && !labelled && says_so(source, "in bold", &["recommendations"]) {
        series.push(all(&|&(at, block)| {
            in_face(source, at, (block, Face::Bold))
        }));
    }
    if few && !labelled && says_so(source, "in italics", &["concerns", "your words"]) {
        series.push(all(&|&(at, block)| {
            let found = in_face(source, at, (block, Face::Italic))?;
            let kind = AskKind::Concern;
            Some(Reprinted { kind, ..found })
        }));
    }
    if few && !labelled && replies_to_coroner(source) {
        series.push(typed_concerns(source));
        for face in [Face::Bold, Face::Italic] {
            series.push(all(&|&(at, block)| {
                let found = in_face(source, at, (block, face))?;
                let kind = AskKind::Concern;
                Some(Reprinted { kind, ..found })
            }));
        }
    }
    let long = series
        .into_iter()
        .filter(|found| found.len() >= REPRINTED_BLOCKS_MIN);
    for found in long {
        give(roles, found);
    }
}

/// Gives the asks of a series their roles.
fn give(roles: &mut [Role], found: Vec<Reprinted>) {
    let blocks: HashSet<usize> = found.iter().map(|one| one.block).collect();
    // A conclusion is only there for what is said to it.
    for found in found {
        let next = found.block + 1;
        let asked = matches!(roles.get(next), Some(Role::AskHead { .. }));
        if found.concludes && (asked || blocks.contains(&next)) {
            continue;
        }
        let Some(role) = roles.get_mut(found.block) else {
            continue;
        };
        *role = Role::AskHead {
            kind: found.kind,
            label: found.number.clone(),
            reference: Some(found.number),
            rest: Some(found.words),
        };
    }
}

/// Whether a document prints asks again in order to answer them: words follow upon some.
pub(super) fn is_reply(source: &Source, roles: &[Role]) -> bool {
    let printed = |&at: &usize| {
        let head = matches!(roles.get(at), Some(Role::AskHead { .. }));
        let block = source.blocks.get(at).filter(|_| head);
        block.is_some_and(|block| {
            placed(source, at, block).is_some() || quotation(source, at, block).is_some()
        })
    };
    let asks: Vec<usize> = (0..roles.len()).filter(printed).collect();
    let followed = |at: &&usize| matches!(roles.get(**at + 1), Some(Role::Text | Role::Item));
    let answered = asks.iter().filter(followed).count();
    asks.len() >= REPRINTED_BLOCKS_MIN && answered * 3 >= asks.len()
}

/// Whether a letter says before the asks that its replies follow them, and words follow them.
pub(super) fn says_reply(source: &Source, found: &[(Entry, bool)]) -> bool {
    let first = found
        .iter()
        .filter_map(|(entry, _)| Some(entry.ask.first()?.block))
        .min();
    let quoted = |(entry, _): &(Entry, bool)| {
        let words = entry.ask.first().map_or("", |ask| source.words(&ask.range));
        words.starts_with(['“', '‘', '"'])
    };
    let quotes = found.len() >= REPRINTED_BLOCKS_MIN && found.iter().all(quoted);
    let before = first.unwrap_or_default();
    let written = quotes && opens_letter(source, before) || opens_reply(source, before);
    // What nothing follows is answered nowhere.
    let follow = found.iter().filter(|(entry, _)| !entry.unplaced.is_empty());
    written && follow.count() * 2 > found.len()
}

/// Whether a letter opens above a block and says there that its replies follow what is printed: "I
/// set out each concern, followed by the Trust's response"; or what it is: "I write in response to
/// your letter", "Thank you for your report".
pub(super) fn opens_reply(source: &Source, before: usize) -> bool {
    const REPLIES: &[&str] = &["response", "reply", "respond", "replies", "answer"];
    const EACH: &[&str] = &[
        " each",
        " in turn",
        " below",
        " beneath",
        "following",
        "followed by",
        "response to your",
        "reply to your",
        "answer to your",
    ];
    const YOURS: &[&str] = &[
        "concerns that you raise",
        "concerns you raise",
        "you raised",
        "you set out",
        "your concerns",
        "your matters of concern",
        "your report",
    ];
    let says = |words: &str| {
        words.split(". ").any(|told| {
            let told = told.to_lowercase();
            let has = |all: &[&str]| all.iter().any(|word| told.contains(word));
            has(REPLIES) && has(EACH) || has(YOURS)
        })
    };
    let blocks = source.blocks.get(..before).unwrap_or_default().iter();
    let mut words = blocks.map(|block| source.words(&block.range));
    opens_letter(source, before) && words.any(says)
}

fn opens_letter(source: &Source, before: usize) -> bool {
    let blocks = source.blocks.get(..before).unwrap_or_default().iter();
    let mut words = blocks.map(|block| source.words(&block.range));
    words.any(words::opens_letter)
}

fn kind(words: &str) -> AskKind {
    if ASKS.iter().any(|ask| words.contains(ask)) {
        AskKind::SafetyRecommendation
    } else {
        AskKind::SafetyObservation
    }
}

/// "12. We recommend that the Board light its piers. (Paragraphs 34 and 35)"
fn placed(source: &Source, at: usize, block: &Block) -> Option<Reprinted> {
    let words = source.words(&block.range);
    let closed = words.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let (ask, inside) = closed.rsplit_once('(')?;
    let place = inside.to_lowercase();
    let concludes = place.starts_with("conclusion, ");
    // "(Conclusion, Paragraph 34)", "(Recommendation, Paragraph 35)": its kind stands before it.
    let named = ["conclusion, ", "recommendation, "];
    let place = named
        .iter()
        .find_map(|kind| place.strip_prefix(kind))
        .unwrap_or(&place);
    let numbers = ["paragraphs", "paragraph", "paras", "para"]
        .iter()
        .find_map(|label| place.strip_prefix(label))?;
    let mut parts = numbers.split([' ', ',', '-', '–', '.', ';']);
    let counted = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = parts.all(|part| counted(part) || matches!(part, "and" | "to"));
    let any = numbers.contains(|letter: char| letter.is_ascii_digit());
    (whole && any).then_some(())?;
    let (number, start) = number_of(source, block)?;
    let end = block.range.start + ask.trim_end().len();
    (start < end).then_some(Reprinted {
        block: at,
        number,
        words: start..end,
        kind: kind(source.words(&(start..end))),
        concludes,
    })
}

/// The number of a paragraph, the marker of an item or typed before its words, and where its words
/// begin.
pub(super) fn number_of(source: &Source, block: &Block) -> Option<(Range<usize>, usize)> {
    if let Some(number) = reference_before(source, block) {
        return Some((number, block.range.start));
    }
    let words = source.words(&block.range);
    let marker = text::marker(words)?;
    let number = references::at_start(words.get(marker.clone())?)?;
    let behind = words.get(marker.end..)?;
    let inside = behind.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let at = block.range.start + marker.start;
    Some((
        at + number.start..at + number.end,
        block.range.end - inside.len(),
    ))
}

/// "R3 “The Board should light its piers.”": nothing but a number and a quotation.
fn quotation(source: &Source, at: usize, block: &Block) -> Option<Reprinted> {
    /// No report makes a thousand recommendations; each digit is a byte.
    const DIGIT_BYTES_MAX: usize = 3;
    let words = source.words(&block.range).trim_end();
    let (number, rest) = match words.starts_with(is_opening) {
        true => (reference_before(source, block)?, words),
        false => {
            let bare = words.strip_prefix('R').unwrap_or(words).trim_start();
            let from = block.range.start + words.len() - bare.len();
            let digits = bare.find(|letter: char| !letter.is_ascii_digit())?;
            (1..=DIGIT_BYTES_MAX).contains(&digits).then_some(())?;
            let rest = bare.get(digits..)?.trim_start_matches(['.', ')', ':', ' ']);
            (from..from + digits, rest)
        }
    };
    let inside = rest.strip_prefix(is_opening)?;
    let closed = inside.trim_end_matches('.').strip_suffix(is_closing)?;
    let end = block.range.start + words.len() - (inside.len() - closed.len());
    let start = block.range.start + words.len() - inside.len();
    // "“One” and “two”" is no quotation as a whole.
    let whole = !closed.contains(['“', '”', '"']);
    (whole && start < end).then_some(Reprinted {
        block: at,
        number,
        words: start..end,
        kind: AskKind::SafetyRecommendation,
        concludes: false,
    })
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '“' | '"' | '‘')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '”' | '"' | '’')
}

/// Whether a document says in which type it prints what it answers: "The Committee's
/// recommendations are in bold", "Your words are in italics".
fn says_so(source: &Source, face: &str, whose: &[&str]) -> bool {
    // Most documents say it nowhere.
    if memchr::memmem::find(source.text.as_bytes(), face.as_bytes()).is_none() {
        return false;
    }
    source.blocks.iter().any(|block| {
        let words = source.words(&block.range);
        let mut sentences = words.split_inclusive(". ");
        sentences.any(|told| {
            let lower = told.to_lowercase();
            lower.contains(face) && whose.iter().any(|words| lower.contains(words))
        })
    })
}

/// Whether a document is a letter that answers a coroner's report: what it prints with numbers in
/// type of its own are the concerns of that.
fn replies_to_coroner(source: &Source) -> bool {
    let mut blocks = source.blocks.iter().map(|block| source.words(&block.range));
    let letter = blocks.any(words::opens_letter);
    let mut named = ["regulation 28", "future deaths"].iter();
    letter && named.any(|name| words::find(&source.text, name).is_some())
}

/// "(1) There was no record …", "(b) …", before the words of a coroner in a letter that answers
/// them, each with words below it.
fn typed_concerns(source: &Source) -> Vec<Reprinted> {
    let ways = MARKERS.iter().flat_map(|marker| {
        let counts = COUNTS.iter();
        counts.map(|count| typed_alike(source, *marker, *count))
    });
    let found = ways.max_by_key(Vec::len).unwrap_or_default();
    let first = found.first().map_or(0, |one| one.block);
    match opens_reply(source, first) {
        true => found,
        false => Vec::new(),
    }
}

/// What stands before and behind the number or letter of a concern.
const MARKERS: &[(&str, &str)] = &[
    ("(", ")"),
    ("", ")"),
    ("", "."),
    ("Matter ", ":"),
    ("Matter ", " –"),
    ("Matter ", "."),
];
/// In what signs concerns are counted.
const COUNTS: &[Numeral] = &[
    Numeral::Decimal,
    Numeral::LowerLetter,
    Numeral::UpperLetter,
    Numeral::LowerRoman,
];

/// The paragraphs that are counted on with one kind of marker, each with words below it.
fn typed_alike(source: &Source, (before, behind): (&str, &str), count: Numeral) -> Vec<Reprinted> {
    let mut found: Vec<Reprinted> = Vec::new();
    let mut next = count.write(1);
    for (at, block) in source.blocks.iter().enumerate() {
        // As a marker it stands before the block, on its line.
        let line = source.line_before(block.range.start).start..block.range.end;
        let words = source.words(&line);
        let rest = words.strip_prefix(before);
        let rest = rest.and_then(|rest| rest.strip_prefix(next.as_str())?.strip_prefix(behind));
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ')) else {
            continue;
        };
        let apart = found.last().is_none_or(|last| last.block + 1 < at);
        let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if !apart || !plain {
            break;
        }
        let start = line.start + before.len();
        found.push(Reprinted {
            block: at,
            number: start..start + next.len(),
            words: line.end - rest.trim_start().len()..line.end,
            kind: AskKind::Concern,
            concludes: false,
        });
        next = count.write(found.len() + 1);
    }
    found
}

fn in_face(source: &Source, at: usize, (block, face): (&Block, Face)) -> Option<Reprinted> {
    let long = source.words(&block.range).split_whitespace().count() >= PARAGRAPH_WORDS_MIN;
    let faced = block.look.face == face && block.kind == BlockKind::Item;
    let number = reference_before(source, block)?;
    (long && faced).then_some(Reprinted {
        block: at,
        number,
        words: block.range.clone(),
        kind: kind(source.words(&block.range)),
        concludes: false,
    })
}
