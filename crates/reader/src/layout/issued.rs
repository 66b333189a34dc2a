//! Asks known by the numbers under which their issuer gave them out: "2031/101 To Tide Towage Ltd"
//! over each, "(M-31-6)" behind each.

use std::ops::Range;

use super::heads::addressed;
use super::numbers::asks_in;
use super::roles::Role;
use super::{is_title, tables};
use crate::cues::Cues;
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// So many of one form are no accident.
const ISSUED_BLOCKS_MIN: usize = 3;

/// "RO-2031-103: Chairlift, derailment of the rope", over a page whose asks have numbers of their
/// own: the number and the title of the report.
pub(super) fn leave_title(source: &Source, roles: &mut [Role]) {
    leave_reports(source, roles);
    let is_ask = |role: &Role| matches!(role, Role::AskHead { .. } | Role::Ask { .. });
    let mut first = source.blocks.iter().enumerate();
    let title = first.find(|(_, block)| block.kind == BlockKind::Heading(1));
    let Some((at, _)) = title else { return };
    let others = roles
        .iter()
        .enumerate()
        .filter(|(own, role)| *own != at && is_ask(role));
    let below = others.clone().all(|(other, _)| other > at);
    if others.count() < ISSUED_BLOCKS_MIN || !below {
        return;
    }
    if let Some(role @ Role::AskHead { rest: Some(_), .. }) = roles.get_mut(at) {
        *role = Role::Heading(1);
    }
}

/// "OIG-31-06 Controls Over Dredging (issued May 14, 2031)", over the rows of the asks of a report:
/// its number and its title.
fn leave_reports(source: &Source, roles: &mut [Role]) {
    for at in 0..roles.len() {
        let Some(Role::AskHead {
            rest: Some(rest), ..
        }) = roles.get(at)
        else {
            continue;
        };
        let Some(block) = source.blocks.get(at) else {
            break;
        };
        let title = source.words(rest).contains("(issued ") || is_title(source.words(rest));
        let row = matches!(roles.get(at + 1), Some(Role::Reference(_)))
            && tables::row(source, at + 1).is_some();
        if let (BlockKind::Heading(level), true) = (block.kind, title && row)
            && let Some(role) = roles.get_mut(at)
        {
            *role = Role::Heading(level);
        }
    }
}

/// Marks the heads of asks, or the asks, where the numbers of several follow each other.
pub(super) fn head_by_issue(source: &Source, cues: &Cues, roles: &mut [Role]) {
    let heads = roles.iter();
    let heads = heads.filter(|role| matches!(role, Role::AskHead { .. }));
    let known = heads.count();
    for way in [over_asks, behind_asks] {
        let blocks = source.blocks.iter().enumerate();
        let plain = blocks.filter(|(_, block)| {
            block.label.is_none() && !matches!(block.kind, BlockKind::Cell(_))
        });
        let found = plain.filter_map(|(at, block)| {
            let (number, ask) = way(source.words(&block.range), cues)?;
            let start = block.range.start;
            let place = |range: Range<usize>| start + range.start..start + range.end;
            Some((at, (place(number), ask.map(place))))
        });
        let found: Vec<(usize, Issued)> = found.collect();
        if found.len() < ISSUED_BLOCKS_MIN.max(known + 1) || !follow(source, &found) {
            continue;
        }
        for (at, (number, rest)) in found {
            if let Some(role) = roles.get_mut(at) {
                *role = Role::numbered(number, rest);
            }
        }
        return;
    }
}

/// "31-E-06.01", and below it "to the Board" and "Open", over what the Board should do: cards of
/// which each has a number in a line of its own.
pub(super) fn cards(source: &Source, cues: &Cues, roles: &mut [Role]) {
    /// Between the number and the words stand at most so many lines.
    const NOTES_MAX: usize = 3;
    /// "to the Board", "Closed Implemented": a note has at most so many words.
    const NOTE_WORDS_MAX: usize = 6;
    let words = |at: usize| source.block_words(at).trim();
    let number = |at: usize| {
        let own = matches!(roles.get(at), Some(Role::Reference(_)));
        let issued = own && references::is_issued(words(at).trim_end_matches('.'));
        issued.then(|| source.blocks.get(at).map(|block| block.range.clone()))?
    };
    let mut found: Vec<(usize, usize, Range<usize>)> = Vec::new();
    for at in 0..roles.len() {
        let Some(number) = number(at) else { continue };
        let note = |at: &usize| words::at_most(words(*at), NOTE_WORDS_MAX);
        let notes = (at + 1..).take(NOTES_MAX).take_while(note).count();
        let ask = at + 1 + notes;
        let plain = matches!(roles.get(ask), Some(Role::Text));
        if notes > 0 && plain && asks_in(words(ask), cues) {
            found.push((at, notes, number));
        }
    }
    if found.len() < ISSUED_BLOCKS_MIN {
        return;
    }
    for (at, notes, number) in found {
        for note in at + 1..=at + notes {
            let name = words(note).strip_prefix("to ").map(str::len);
            let block = source.blocks.get(note);
            let told = block
                .zip(name)
                .map(|(block, length)| Role::Addressee(block.range.end - length..block.range.end));
            if let Some(role) = roles.get_mut(note) {
                *role = told.unwrap_or(Role::Aside);
            }
        }
        if let Some(role) = roles.get_mut(at) {
            *role = Role::numbered(number, None);
        }
    }
}

/// The number of an ask, and its words where they stand in the same block.
type Issued = (Range<usize>, Option<Range<usize>>);

/// Whether most of the numbers are each by one more than the one before: a list that was given out
/// in its order, and no years.
fn follow(source: &Source, found: &[(usize, Issued)]) -> bool {
    let last = |number: &Range<usize>| -> Option<u32> {
        let words = source.words(number);
        words.rsplit(['/', '-']).next()?.parse().ok()
    };
    let pairs = found.iter().zip(found.iter().skip(1));
    let next = pairs.filter(|((_, one), (_, other))| {
        last(&one.0).is_some_and(|one| last(&other.0) == one.checked_add(1))
    });
    next.count() * 4 >= (found.len() - 1) * 3
}

/// The number over an ask.
fn over_asks(words: &str, _: &Cues) -> Option<Issued> {
    number_with_name(words).map(|number| (number, None))
}

/// "2031/101 To Tide Towage Ltd": the number before whom it is given to, and nothing else.
fn number_with_name(words: &str) -> Option<Range<usize>> {
    let number = references::at_start(words)?;
    let parted = words.get(number.clone())?.contains(['/', '-']);
    let behind = words.get(number.end..)?;
    let name = addressed(behind).filter(|_| parted && behind.starts_with(char::is_whitespace))?;
    let rest = behind.get(name.end..)?;
    (!rest.contains(char::is_alphanumeric)).then_some(number)
}

/// "Fit lamps in all cabins. (M-31-6)": the code behind what somebody is to do.
fn behind_asks(text: &str, cues: &Cues) -> Option<Issued> {
    let closed = text.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let at = closed.rfind('(')?;
    let code = closed.get(at + 1..)?;
    let mut parts = code.split('-');
    let letters = parts.next()?.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut digits = 0;
    let numbers = parts.all(|part| {
        digits += 1;
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let ask = text.get(..at)?.trim_end();
    let verb = words::is_capital(ask) && cues.labels.opens_with_verb(ask);
    let told = verb || ask.contains(" should ");
    (letters && numbers && digits >= 2 && told)
        .then(|| (at + 1..at + 1 + code.len(), Some(0..ask.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_under_which_asks_are_given_out_are_told() {
        let number =
            |words: &str| number_with_name(words).map(|at| words.get(at).unwrap().to_owned());
        assert_eq!(
            number("2031/101 To Tide Towage Ltd").as_deref(),
            Some("2031/101")
        );
        assert_eq!(number("2031/101 To whom it may concern"), None);
        assert_eq!(number("12 To Tide Towage Ltd"), None);
        let cues = Cues::general();
        let code = |words: &str| {
            behind_asks(words, &cues).map(|(at, _)| words.get(at).unwrap().to_owned())
        };
        assert_eq!(
            code("Fit lamps in all cabins. (M-31-6)").as_deref(),
            Some("M-31-6")
        );
        assert_eq!(code("The lamps were lit (M-31-6)."), None);
        assert_eq!(code("Fit lamps in all cabins (class B)."), None);
    }
}
