//! The day on which a reply to a whole report was received, said once at its head: "The
//! Government's response was received on 3 March 2031 and is appended."

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use super::roles::Role;
use super::{Entry, Span};
use crate::read::{BlockKind, Source};
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
struct Receipt {
    day: Date,
    place: Span,
    /// The words with capitals that name who replied.
    names: Vec<String>,
}

/// Gives the day to the answers of its section.
pub(super) fn fill(entries: &mut [Entry], source: &Source, roles: &[Role]) {
    let Some(first) = entries
        .iter()
        .find_map(|entry| Some(entry.ask.first()?.block))
    else {
        return;
    };
    let told = receipts(source, first);
    let heads = match told.is_empty() {
        true => at_heads(roles, entries, first),
        false => Vec::new(),
    };
    if told.is_empty() && heads.is_empty() {
        return;
    }
    for entry in entries {
        let Some(block) = entry.ask.first().map(|span| span.block) else {
            continue;
        };
        let above = || {
            let before = heads.partition_point(|receipt| receipt.place.block < block);
            heads.get(before.checked_sub(1)?)
        };
        let Some(receipt) = of_section(source, &told, block).or_else(above) else {
            continue;
        };
        for answer in &mut entry.answers {
            answer.appended = Some((receipt.day, receipt.place.clone()));
        }
    }
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
            day: *day,
            place: Span {
                block,
                range: range.clone(),
            },
            names: Vec::new(),
        }),
        _ => None,
    });
    let days: Vec<Receipt> = days.collect();
    let above = days.iter().filter(|one| one.place.block < first).count();
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
            let named = |name: &String| {
                words
                    .split_whitespace()
                    .any(|word| words::has_key(word, name))
            };
            let mut own = receipts
                .iter()
                .filter(|receipt| receipt.names.iter().all(named));
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
        let Some(mark) = answer.mark.as_ref().map(|mark| mark.block) else {
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

/// What is said of receipts before the first ask.
fn receipts(source: &Source, first: usize) -> Vec<Receipt> {
    let mut found = Vec::new();
    for (at, block) in source.blocks.iter().enumerate().take(first) {
        let text = source.words(&block.range);
        // "… on 19 March. They are appended below": the next sentence may say it.
        if !FOLLOWS.iter().any(|word| text.contains(word)) {
            continue;
        }
        for sentence in sentences(text) {
            let words = text.get(sentence.clone()).unwrap_or_default();
            let reply = ["response", "reply"]
                .iter()
                .any(|word| words.contains(word));
            if reply && words.contains("received on ") {
                found.extend(days(words, at, block.range.start + sentence.start));
            }
        }
    }
    found
}

/// Each day of a sentence, with the names between it and the day before.
fn days(text: &str, block: usize, start: usize) -> Vec<Receipt> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((day, place)) = next_day(text, from) {
        let before = text.get(from..place.start).unwrap_or_default();
        let capital =
            |word: &&str| words::is_capital(word) && !matches!(*word, "The" | "A" | "Our");
        let names = before.split_whitespace().filter(capital);
        let names = names.map(bare_key).collect();
        from = place.end;
        found.push(Receipt {
            day,
            place: Span {
                block,
                range: start + place.start..start + place.end,
            },
            names,
        });
    }
    found
}

/// "Government's" as it stands in a heading: "Government".
fn bare_key(word: &str) -> String {
    let key = words::key(word);
    let bare = key.strip_suffix("'s").or_else(|| key.strip_suffix("’s"));
    bare.map_or_else(|| key.clone(), str::to_owned)
}

/// The next whole day behind " on ".
fn next_day(text: &str, from: usize) -> Option<(Date, Range<usize>)> {
    const ON: &str = " on ";
    let at = from + text.get(from..)?.find(ON)? + ON.len();
    match dates::day(text.get(at..)?) {
        Some((day, place)) if place.start == 0 => Some((day, at + place.start..at + place.end)),
        _ => next_day(text, at),
    }
}
