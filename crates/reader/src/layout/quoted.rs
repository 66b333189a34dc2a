//! A report that prints recommendations as one list and the reply to them as another, with the
//! same numbers: "The maker made recommendations to the Board which included: 10.1 … 10.2 …" and
//! then "On 3 May 2031 the Board advised: 10.1 … 10.2 …".

use std::collections::HashSet;
use std::ops::Range;

use super::roles::Role;
use super::series;
use crate::read::{BlockKind, Source};
use crate::recognise::{dates, references, words};

/// So many numbers in a row make a list.
const LISTED_MIN: usize = 2;
/// How a report says that it quotes a reply.
const REPLIES: &[&str] = &[
    "advised",
    "replied",
    "responded",
    "stated",
    "answered",
    "commented",
];

/// Gives the items of such lists their roles.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let mut known: HashSet<String> = HashSet::new();
    for at in 0..roles.len() {
        let Some(words) = opening(source, roles, at) else {
            continue;
        };
        let items = items(source, roles, at + 1);
        let numbers = || items.iter().map(|(_, number)| key(source, number));
        let answers = items.len() >= LISTED_MIN && numbers().all(|number| known.contains(&number));
        let start = source.blocks.get(at).map_or(0, |block| block.range.start);
        if answers && let Some(verb) = reply(words) {
            let body = author(words, verb).map(|name| start + name.start..start + name.end);
            let end = items.last().map_or(at, |(last, _)| last + 1);
            for (block, role) in [(at, Role::Aside), (end, Role::Apart)] {
                let plain = matches!(roles.get(block), Some(Role::Text | Role::Item));
                if let Some(own) = roles.get_mut(block).filter(|_| plain) {
                    *own = role;
                }
            }
            for (block, number) in items {
                let rest = behind(source, block, &number);
                if let Some(role) = roles.get_mut(block) {
                    *role = Role::Response {
                        body: body.clone(),
                        reference: Some(number),
                        rest: Some(rest),
                    };
                }
            }
        } else if items.len() >= LISTED_MIN && words.contains("recommendation") {
            known.extend(numbers());
            for (block, number) in items {
                let rest = behind(source, block, &number);
                if let Some(role) = roles.get_mut(block) {
                    *role = Role::numbered(number, Some(rest));
                }
            }
        }
    }
}

/// The words of a block that opens a list.
fn opening<'a>(source: &'a Source, roles: &[Role], at: usize) -> Option<&'a str> {
    let block = source.blocks.get(at)?;
    let plain = matches!(roles.get(at), Some(Role::Text | Role::Item))
        && !matches!(block.kind, BlockKind::Cell(_));
    let words = source.words(&block.range).trim_end();
    (plain && words.ends_with(':')).then_some(words)
}

/// The blocks from here on that have dotted numbers ("10.1"), each with the place of its number.
fn items(source: &Source, roles: &[Role], from: usize) -> Vec<(usize, Range<usize>)> {
    let numbered = |at: usize| {
        let block = source.blocks.get(at)?;
        let (number, shape) = series::number(source.words(&block.range))?;
        let plain = matches!(roles.get(at), Some(Role::Text | Role::Item));
        let dotted = shape == series::Shape::Dotted && plain;
        dotted.then(|| {
            (
                at,
                block.range.start + number.start..block.range.start + number.end,
            )
        })
    };
    let mut items: Vec<(usize, Range<usize>)> = Vec::new();
    for at in from..roles.len() {
        let Some((block, number)) = numbered(at) else {
            break;
        };
        // The next paragraph of the report has a number of another chapter.
        let chapter = |number: &Range<usize>| source.words(number).split('.').next();
        if items
            .first()
            .is_some_and(|(_, first)| chapter(first) != chapter(&number))
        {
            break;
        }
        items.push((block, number));
    }
    items
}

fn key(source: &Source, number: &Range<usize>) -> String {
    references::key(source.words(number))
}

/// The words of an item behind its number.
fn behind(source: &Source, block: usize, number: &Range<usize>) -> Range<usize> {
    let end = source
        .blocks
        .get(block)
        .map_or(number.end, |block| block.range.end);
    let words = source.words(&(number.end..end));
    let inside = words.trim_start_matches(|l: char| !l.is_alphanumeric() && !"“\"‘".contains(l));
    end - inside.len()..end
}

/// Where the verb stands in the last sentence that says that a reply is quoted.
fn reply(words: &str) -> Option<usize> {
    let from = words.rfind(". ").map_or(0, |at| at + 2);
    let last = words.get(from..)?;
    let verbs = REPLIES
        .iter()
        .filter_map(|verb| last.find(&format!(" {verb}")));
    verbs.min().map(|at| from + at)
}

/// Who replied: the name between the day and the verb.
fn author(words: &str, verb: usize) -> Option<Range<usize>> {
    let before = words.get(..verb)?;
    let from = match dates::day(before) {
        Some((_, day)) => day.end,
        None => before.rfind(". ").map_or(0, |at| at + 2),
    };
    let name = before.get(from..)?;
    let inside = name.trim_start_matches([',', ' ']);
    let inside = inside.strip_prefix("the ").unwrap_or(inside).trim_end();
    let start = from + name.find(inside)?;
    let named = !inside.is_empty() && words::looks_like_name(inside);
    named.then_some(start..start + inside.len())
}
