//! Letters as forms: "From", "To", "Date" and the words of the letter, one form below the other, as
//! a database of recommendations keeps what was written about each.

use std::collections::HashSet;

use super::roles::Role;
use super::tables;
use crate::read::{BlockKind, Source};
use crate::recognise::{dates, words};

/// So many letters show whose database it is.
const LETTERS_MIN: usize = 4;
/// The form of a letter has at most so many rows between who wrote it and its day.
const ROWS_MAX: usize = 4;

/// A letter: the block that says from whom, and to whom it went.
struct Letter {
    from: usize,
    to: usize,
}

/// Marks the day of each letter as its own, and leaves out the letters of whose database it is:
/// they answer nothing.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let letters = letters(source, roles);
    if letters.len() < LETTERS_MIN {
        return;
    }
    for letter in &letters {
        date(source, roles, letter);
        // "History of the recommendation", over the letters.
        let above = letter.from.checked_sub(1);
        let heading = above.filter(|at| {
            let block = source.blocks.get(*at);
            block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
        });
        if let Some(role @ (Role::Heading(_) | Role::Name)) =
            heading.and_then(|at| roles.get_mut(at))
        {
            *role = Role::Aside;
        }
    }
    let Some(keeper) = keeper(source, &letters) else {
        return;
    };
    let ends = letters.iter().skip(1).map(|next| next.from);
    for (letter, end) in letters.iter().zip(ends.chain([roles.len()])) {
        if key(source, letter.from) != keeper {
            continue;
        }
        for at in letter.from..end {
            // A heading or a paragraph is behind the form.
            if !tables::is_pair(source, at) && tables::row(source, at).is_none() {
                break;
            }
            if let Some(role) = roles.get_mut(at) {
                *role = Role::Aside;
            }
        }
    }
}

fn letters(source: &Source, roles: &[Role]) -> Vec<Letter> {
    let pair = |at: usize| tables::is_pair(source, at);
    let from = |at: &usize| matches!(roles.get(*at), Some(Role::From(_))) && pair(*at);
    let to = |at: usize| matches!(roles.get(at), Some(Role::Addressee(_))) && pair(at);
    let found = (0..roles.len()).filter(from);
    found
        .filter(|at| to(at + 1))
        .map(|from| Letter { from, to: from + 1 })
        .collect()
}

/// The name in a block, as names are compared.
fn key(source: &Source, at: usize) -> String {
    words::name_key(source.block_words(at))
}

/// Who wrote or got every letter.
fn keeper(source: &Source, letters: &[Letter]) -> Option<String> {
    let both = |letter: &Letter| HashSet::from([key(source, letter.from), key(source, letter.to)]);
    let mut names = letters.iter().map(both);
    let first = names.next()?;
    let common = names.fold(first, |common, own| &common & &own);
    let mut common = common.into_iter();
    let keeper = common.next()?;
    common.next().is_none().then_some(keeper)
}

/// "Date: 4 May 2031", in the form of a letter: the day that it bears, by which nothing is due.
fn date(source: &Source, roles: &mut [Role], letter: &Letter) {
    for at in letter.to + 1..letter.to + ROWS_MAX {
        let Some(block) = source.blocks.get(at) else {
            return;
        };
        let label = block.label.as_ref().map(|label| source.words(label));
        let is_date = label.is_some_and(|label| {
            let bare = label.trim_end_matches([':', ' ']);
            bare.eq_ignore_ascii_case("date") || bare.eq_ignore_ascii_case("date sent")
        });
        if !is_date {
            continue;
        }
        let day = dates::day(source.words(&block.range)).map(|(day, _)| day);
        if let (Some(role), Some(day)) = (roles.get_mut(at), day) {
            *role = Role::Stated(day, block.range.clone());
        }
        return;
    }
}
