//! What an address asks for in the fields that several lists share.
//!
//! A value that is not known is a [`Wrong`], on every list and in every form: whoever follows an
//! old link, or reads a list by program, must not take the whole list for a part of it.

use crate::trouble::{Trouble, Wrong};
use crate::visit::Visit;
use heeded_domain::id::OrganisationId;
use heeded_publish::organisation_called;
use heeded_search::Words;
use heeded_store::{Directory, Listed, PAGE_ROWS};

const PAGE: &str = "page";

/// The organisation that a field names, where it does.
pub(super) fn organisation(
    visit: &Visit,
    field: &'static str,
    directory: &Directory,
) -> Result<Option<OrganisationId>, Trouble> {
    let Some(typed) = visit.fields.get(field) else {
        return Ok(None);
    };
    let found = organisation_called(directory, typed);
    let nobody = || Wrong::nobody((field, typed)).into();
    found.map(Some).ok_or_else(nobody)
}

/// The value of a field that has one of these, each with its code and its words.
pub(super) fn one_of<T: Copy>(
    visit: &Visit,
    field: &'static str,
    known: &[(&str, T, &str)],
) -> Result<Option<T>, Trouble> {
    let Some(typed) = visit.fields.get(field) else {
        return Ok(None);
    };
    let found = known.iter().find(|(code, ..)| *code == typed);
    let all = known.iter();
    let all = all.map(|(code, _, words)| ((*code).to_owned(), (*words).to_owned()));
    let wrong = || Wrong::not_among((field, typed), all).into();
    found.map(|(_, value, _)| Some(*value)).ok_or_else(wrong)
}

/// What a year is called that cannot be one.
pub(super) fn no_year(typed: (&'static str, &str)) -> Wrong {
    let what = "The year in the address is not a year";
    Wrong::new(typed, what, "Write it with four digits, such as 2025")
}

/// The words that a list is searched for; none where none are asked for.
pub(super) fn words(visit: &Visit) -> Result<Words, Trouble> {
    let typed = visit.fields.get("q").unwrap_or_default();
    let words = Words::read(typed);
    if typed.is_empty() || !words.is_empty() {
        return Ok(words);
    }
    let mend = if typed.contains(char::is_alphanumeric) {
        "It is longer than any word is. Enter fewer letters, or several words"
    } else {
        "It has no letter and no digit, and signs alone are not looked for. Enter a word"
    };
    Err(Wrong::new(("q", typed), "Nothing was looked for", mend).into())
}

/// The page asked for; the first where none is.
pub(super) fn page(visit: &Visit) -> Result<u32, Trouble> {
    let Some(typed) = visit.fields.get(PAGE) else {
        return Ok(1);
    };
    // More than a number holds is more than any list has.
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit());
    let page = typed
        .parse()
        .unwrap_or(if is_number { u32::MAX } else { 0 });
    if page == 0 {
        let what = "The page in the address is not a page";
        return Err(Wrong::new((PAGE, typed), what, "Write a number from 1").into());
    }
    Ok(page)
}

/// Refuses every page but the first, of what always comes whole.
pub(super) fn whole(visit: &Visit) -> Result<(), Trouble> {
    there(page(visit)?, 1)
}

/// The rows of a page that is there. The register answers with the first in the place of one that
/// is not, and whoever reads page after page would never come to an end.
pub(super) fn listed<T>(asked: u32, found: Listed<T>) -> Result<Listed<T>, Trouble> {
    there(asked, last_page(found.total))?;
    Ok(found)
}

/// Refuses a page behind the last.
pub(super) fn there(asked: u32, last: u32) -> Result<(), Trouble> {
    // A list without rows has a page that says so.
    let last = last.max(1);
    if asked > last {
        return Err(Trouble::no_such_page(last));
    }
    Ok(())
}

/// How many pages a list has.
pub(super) fn last_page(total: u64) -> u32 {
    u32::try_from(total.div_ceil(u64::from(PAGE_ROWS))).unwrap_or(u32::MAX)
}
