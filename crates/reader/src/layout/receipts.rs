//! The day on which a reply to a whole report was received, said once at its head: "The
//! Government's response was received on 3 March 2031 and is appended."

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use super::roles::Role;
use super::{Entry, Span};
use crate::read::{Block, BlockKind, Source};
use crate::recognise::places::Places;
use crate::recognise::sentences::sentences;
use crate::recognise::{dates, words};

/// How such a sentence says that the reply is what follows.
const FOLLOWS: &[&str] = &[
    "appended",
    "annexed",
    "attached",
    "below",
    "published as an appendix",
];

/// A reply of which the day of receipt is known.
pub(crate) struct Receipt {
    pub(crate) date: Date,
    pub(crate) span: Span,
    /// The words before the day, which may name who replied.
    pub(crate) whose: String,
}

/// Gives the day to the answers of its section.
pub(super) fn fill(entries: &mut [Entry], source: &Source, roles: &[Role]) {
    let Some(first) = entries
        .iter()
        .find_map(|entry| Some(entry.ask.first()?.block))
    else {
        return;
    };
    let told = appended(source, first);
    let heads = match told.is_empty() {
        true => at_heads(roles, entries, first),
        false => Vec::new(),
    };
    let told = match told.is_empty() && heads.is_empty() {
        true => in_form(source, first),
        false => told,
    };
    if told.is_empty() && heads.is_empty() {
        return;
    }
    for entry in entries {
        let Some(block) = entry.ask.first().map(|span| span.block) else {
            continue;
        };
        let above = || {
            let before = heads.partition_point(|receipt| receipt.span.block < block);
            heads.get(before.checked_sub(1)?)
        };
        let Some(receipt) = of_section(source, &told, block).or_else(above) else {
            continue;
        };
        for answer in &mut entry.answers {
            answer.appended = Some((receipt.date, receipt.span.clone()));
        }
    }
}

/// "Reply of the Government received | 14 August 2031", in a form before the first ask: the only
/// such row.
fn in_form(source: &Source, first: usize) -> Vec<Receipt> {
    /// "Date on which the reply of the Government was received".
    const LABEL_WORDS_MAX: usize = 10;
    let blocks = source.blocks.get(..first).unwrap_or_default();
    let pairs = blocks.windows(2).enumerate();
    let days = pairs.filter_map(|(at, pair)| {
        let [label, value] = pair else { return None };
        let same = matches!((label.kind, value.kind),
            (BlockKind::Cell(one), BlockKind::Cell(other)) if one == other);
        let small = source.words(&label.range).to_lowercase();
        let replied = ["reply", "replies", "response"]
            .iter()
            .any(|word| small.contains(word));
        let date = dates::whole_day(source.words(&value.range))?;
        let says = small.ends_with("received") && words::at_most(&small, LABEL_WORDS_MAX);
        (same && replied && says).then(|| Receipt {
            date,
            span: Span {
                block: at + 1,
                range: value.range.clone(),
            },
            whose: String::new(),
        })
    });
    let days: Vec<Receipt> = days.collect();
    if days.len() == 1 { days } else { Vec::new() }
}

/// "[Date received: 28 November 2031]", over the first ask, as the United Nations print it over
/// what States send; where others are asked further below, each has a day of its own over what it
/// is asked.
fn at_heads(roles: &[Role], entries: &[Entry], first: usize) -> Vec<Receipt> {
    let answers = entries.iter().flat_map(|entry| &entry.answers);
    let used = answers.filter_map(|answer| Some(answer.received.as_ref()?.1.block));
    let used: HashSet<usize> = used.collect();
    let all = roles.iter().enumerate();
    let days = all.filter_map(|(block, role)| match role {
        Role::Received(day, range) if !used.contains(&block) => Some(Receipt {
            date: *day,
            span: Span {
                block,
                range: range.clone(),
            },
            whose: String::new(),
        }),
        _ => None,
    });
    let days: Vec<Receipt> = days.collect();
    let above = days.iter().filter(|one| one.span.block < first).count();
    match above {
        1 => days,
        _ => Vec::new(),
    }
}

/// The receipt of the reply that a block stands in: the only one, or that whose name the nearest
/// heading bears.
fn of_section<'a>(source: &Source, receipts: &'a [Receipt], block: usize) -> Option<&'a Receipt> {
    match receipts {
        [] => return None,
        [only] => return Some(only),
        _ => {}
    }
    let headings = source.blocks.get(..block)?.iter().rev();
    let headings = headings.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    headings
        .map(|heading| {
            let words = source.words(&heading.range);
            let named = |name: String| {
                words
                    .split_whitespace()
                    .any(|word| words::has_key(word, &name))
            };
            let mut own = receipts
                .iter()
                .filter(|receipt| names(&receipt.whose).all(named));
            own.next().filter(|_| own.next().is_none())
        })
        .find_map(|own| own)
}

/// "Response received: 3 March 2031", above replies to several asks: the day of all of them.
pub(super) fn above(entries: &mut [Entry], roles: &[Role]) {
    let asks: Vec<usize> = entries
        .iter()
        .filter_map(|entry| Some(entry.ask.first()?.block))
        .collect();
    let answers = || entries.iter().flat_map(|entry| &entry.answers);
    let used: Vec<usize> = answers()
        .filter_map(|answer| Some(answer.received.as_ref()?.1.block))
        .collect();
    let days: Vec<(usize, Date, Range<usize>)> = roles
        .iter()
        .enumerate()
        .filter_map(|(at, role)| match role {
            Role::Received(day, range) if !used.contains(&at) => Some((at, *day, range.clone())),
            _ => None,
        })
        .collect();
    for answer in entries.iter_mut().flat_map(|entry| &mut entry.answers) {
        let first = answer.mark.as_ref().or(answer.narrative.first());
        let Some(mark) = first.map(|first| first.block) else {
            continue;
        };
        let last = days.iter().rfind(|(at, ..)| *at < mark);
        let of_replies = last.filter(|(at, ..)| !asks.iter().any(|ask| (*at..mark).contains(ask)));
        if let (None, Some((block, day, range))) = (&answer.received, of_replies) {
            let place = Span {
                block: *block,
                range: range.clone(),
            };
            answer.received = Some((*day, place));
        }
    }
}

/// "Reply received 12 June 2031. New lamps are on trial.": whether words go on behind the day.
pub(super) fn goes_on(text: &str) -> bool {
    /// "Reply received 12 June 2031 by post."
    const REST_WORDS_MAX: usize = 3;
    let behind = dates::day(text).and_then(|(_, place)| text.get(place.end..));
    behind.is_some_and(|behind| behind.split_whitespace().count() > REST_WORDS_MAX)
}

/// What is said before the first ask of replies that follow.
fn appended(source: &Source, first: usize) -> Vec<Receipt> {
    let mut told = receipts_before(source, first);
    // "… on 19 March. They are appended below": the next sentence may say it.
    told.retain(|receipt| {
        let text = source.block_words(receipt.span.block);
        FOLLOWS.iter().any(|word| text.contains(word))
    });
    told
}

/// The words with capitals among those that say whose a reply is.
fn names(whose: &str) -> impl Iterator<Item = String> {
    let capital = |word: &&str| words::is_capital(word) && !matches!(*word, "The" | "A" | "Our");
    whose.split_whitespace().filter(capital).map(bare_key)
}

/// "Government's" as it stands in a heading: "Government".
fn bare_key(word: &str) -> String {
    let key = words::key(word);
    let bare = key.strip_suffix("'s").or_else(|| key.strip_suffix("’s"));
    bare.map_or_else(|| key.clone(), str::to_owned)
}

/// Every reply of which the blocks before one say on which day it came.
pub(crate) fn receipts_before(source: &Source, first: usize) -> Vec<Receipt> {
    let blocks = source.blocks.iter().enumerate().take(first);
    blocks
        .flat_map(|(at, block)| receipts_in(source, at, block))
        .collect()
}

fn receipts_in(source: &Source, at: usize, block: &Block) -> Vec<Receipt> {
    // Hardly a block tells of a receipt.
    if !source.words(&block.range).holds("received") {
        return Vec::new();
    }
    // Lines of print end anywhere; every byte keeps its place.
    let text = source.words(&block.range).replace('\n', " ");
    // A list of terms has the label in the block before.
    let before = at
        .checked_sub(1)
        .map_or("", |before| source.block_words(before));
    let label = block.label.as_ref().map(|label| source.words(label));
    let label = label.unwrap_or(before);
    let mut found = Vec::new();
    for sentence in sentences(&text) {
        let said = text.get(sentence.clone()).unwrap_or_default();
        let about = format!("{label} {said}").to_lowercase();
        let reply = ["response", "reply", "replies"]
            .iter()
            .any(|noun| about.contains(noun));
        // "In response to your report, which we received on": that is the day of the report.
        let reply = reply && !said.contains("your report") && !said.contains("your letter");
        let Some(verb) = said.find("received on ").filter(|_| reply) else {
            continue;
        };
        for (whose, date, place) in days(said, verb) {
            let start = block.range.start + sentence.start;
            found.push(Receipt {
                date,
                span: Span {
                    block: at,
                    range: start + place.start..start + place.end,
                },
                whose,
            });
        }
    }
    found
}

/// Each "on 12 January 2031" from a verb on, with the words before it.
fn days(said: &str, verb: usize) -> Vec<(String, Date, Range<usize>)> {
    let mut found = Vec::new();
    let (mut whose, mut from) = (0, verb);
    while let Some(on) = said.get(from..).and_then(|rest| rest.find(" on ")) {
        let start = from + on + " on ".len();
        let rest = said.get(start..).unwrap_or_default();
        from = start;
        if let Some((date, place)) = dates::day(rest).filter(|(_, place)| place.start == 0) {
            let before = said.get(whose..start).unwrap_or_default().to_owned();
            from = start + place.end;
            whose = from;
            found.push((before, date, start..from));
        }
        // The "on" of the next day may stand at once behind.
        from = from.saturating_sub(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_stands_with_whose_reply_it_is() {
        let said = "The response of the Government was received on 12 January 2031 and that of the \
                    Harbour Office on 19 January 2031.";
        let found = days(said, said.find("received on ").unwrap());
        let found: Vec<(i8, bool)> = found
            .iter()
            .map(|(whose, date, _)| (date.day(), whose.contains("Harbour Office")))
            .collect();
        assert_eq!(found, [(12, false), (19, true)]);
    }
}
