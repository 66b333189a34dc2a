//! Responses of which a table has only the addresses, as lists that others make of published
//! replies do: each address is a response of its own, whose words nobody has read.

use heeded_domain::vocabulary::ResponseKind;

use crate::draft::{DraftResponse, Field, Sure};
use crate::fields::Desk;
use crate::layout::Span;
use crate::recognise::words;
use crate::remark::{About, Remark, RemarkKind};

/// What stands between addresses in one cell.
const BETWEEN: &[char] = &['|', ';', ','];
/// The words of a file's name before those that say whose response it is.
const FROM: &[&str] = &["response from ", "reply from ", "letter from "];
/// A name with fewer words of its own may be that of anybody.
const SHARED_WORDS_MIN: usize = 2;
/// The name of a file may have so many words that the addressee's has not: a branch, a version.
const OTHER_WORDS_MAX: usize = 1;
/// Words that most names of bodies have.
const COMMON: &[&str] = &["and", "chief", "executive", "for", "in", "of", "on", "the"];

/// The addresses in a cell; `None` where it has other words.
pub(super) fn addresses(desk: &Desk<'_>, cell: &Span) -> Option<Vec<Span>> {
    let text = desk.words(cell);
    let mut found = Vec::new();
    for word in words::all_words(text) {
        let written = word.text(text);
        let bare = written.trim_matches(BETWEEN);
        if bare.is_empty() {
            continue;
        }
        let start = word.start + written.find(bare).unwrap_or_default();
        let is_address = bare.starts_with("https://") || bare.starts_with("http://");
        found.push(is_address.then(|| desk.within(cell, &(start..start + bare.len())))?);
    }
    (!found.is_empty()).then_some(found)
}

/// The response at an address.
pub(super) fn response(
    desk: &Desk<'_>,
    address: &Span,
    addressees: &[Field<String>],
    cue: &str,
) -> DraftResponse {
    let from = whose(desk, desk.words(address), addressees);
    let from = from.map(|addressee| {
        let cue = "the name of the file at its address";
        desk.field(addressee.value.clone(), address, cue, Sure::Likely)
    });
    DraftResponse {
        kind: desk.field(ResponseKind::Substantive, address, cue, Sure::Likely),
        from,
        received: None,
        stated: None,
        text: desk.exact(address, cue, Sure::Certain),
        dispositions: Vec::new(),
        refusals: Vec::new(),
    }
}

/// That the words of such responses are still to be read.
pub(super) fn unread(count: usize, response: &DraftResponse) -> Remark {
    let words = match count {
        1 => "Only the address of the response is in the table: its words have not been read.",
        _ => {
            "Only the addresses of the responses are in the table: their words have not been read."
        }
    };
    Remark {
        kind: RemarkKind::ResponseUnread,
        words: words.to_owned(),
        passage: Some(response.text.passage),
        about: About::Document,
    }
}

/// The one addressee whom the name of the file names: "2031-0612-Response-from-Tide-Board.pdf".
fn whose<'a>(
    desk: &Desk<'_>,
    address: &str,
    addressees: &'a [Field<String>],
) -> Option<&'a Field<String>> {
    let file = address.split(['?', '#']).next()?.rsplit('/').next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let said: Vec<&str> = stem
        .split(['-', '_', '+'])
        .filter(|word| !word.is_empty())
        .collect();
    let said = said.join(" ");
    let small = said.to_lowercase();
    let at = FROM
        .iter()
        .find_map(|from| Some(small.find(from)? + from.len()))?;
    let name = said.get(at..)?;
    let same = |field: &&Field<String>| desk.bodies.same(name, &field.value);
    let shares = |field: &&Field<String>| share_words(name, &field.value);
    only(addressees.iter().filter(same)).or_else(|| only(addressees.iter().filter(shares)))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether all the telling words of one name stand in the other; where that of the file has more,
/// it may be that of several.
fn share_words(file: &str, addressee: &str) -> bool {
    let telling = |name: &str| -> Vec<String> {
        let keys = words::all_words(name).map(|word| word.key(name));
        keys.filter(|key| !key.is_empty() && !COMMON.contains(&key.as_str()))
            .collect()
    };
    let (file, addressee) = (telling(file), telling(addressee));
    let shared = file.iter().filter(|word| addressee.contains(word)).count();
    let whole = shared == file.len() || addressee.iter().all(|word| file.contains(word));
    whole && shared >= SHARED_WORDS_MIN && file.len() - shared <= OTHER_WORDS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_share_their_telling_words_or_are_others() {
        assert!(share_words(
            "Tide and Quay Council",
            "The Chief Executive, Tide & Quay Council"
        ));
        assert!(share_words(
            "Greater Tide Integrated Care",
            "NHS Greater Tide Integrated Care Board"
        ));
        assert!(!share_words("Tide Hospital", "Tide Council"));
        assert!(!share_words("Council", "Tide Council"));
        assert!(share_words("Lamp Trust Redacted", "The Lamp Trust"));
        assert!(!share_words("Lamp Trust and Quay Hospital", "Lamp Trust"));
    }
}
