//! Asks behind labels without a number that have one all the same: below headings ("FS1 Fire
//! doors", "Required action 1", and below each "Recommendation: The Council should …"), or before
//! their words ("(ii) The Council should …").

use std::collections::HashSet;
use std::ops::Range;

use super::roles::{Role, is_title};
use super::sites::LINES_ABOVE;
use crate::read::{BlockKind, Source};
use crate::recognise::{references, words};

/// So many show it; one or two may stand under the chapters of a report.
const TITLED_BLOCKS_MIN: usize = 3;

/// Gives such asks their numbers.
pub(super) fn mark(source: &Source, roles: &mut [Role]) {
    let all = |asks: fn(Option<&Role>) -> bool| -> Vec<usize> {
        (0..roles.len()).filter(|at| asks(roles.get(*at))).collect()
    };
    let mut bare = all(is_bare);
    if bare.is_empty() {
        bare = all(is_told);
    }
    let lettered = each_its_own(source, &bare, |at| letters_before(source, roles.get(at)?));
    if !lettered.is_empty() {
        for (at, letters) in lettered {
            if let Some(Role::AskHead {
                reference,
                rest: Some(rest),
                ..
            }) = roles.get_mut(at)
            {
                let behind = source.words(&(letters.end..rest.end));
                let inside = behind.trim_start_matches([')', ' ', '\n']);
                rest.start = rest.end - inside.len();
                *reference = Some(letters);
            }
        }
        return;
    }
    let found = each_its_own(source, &bare, |at| number_above(source, roles, at));
    // "Regulation 5: Care plans": the same word before each number.
    let noun = |(_, number): &(usize, Range<usize>)| {
        let line = source.words(&source.line_before(number.start)).trim();
        (!line.is_empty()).then_some(line)
    };
    let first_noun = found.first().and_then(noun);
    let is_named = |one: &(usize, Range<usize>)| first_noun.is_some() && noun(one) == first_noun;
    let codes = || {
        let mut numbers = found.iter().map(|(_, range)| source.words(range));
        numbers.all(is_code) || found.iter().all(is_named)
    };
    let counted = || {
        let counts = found.iter().zip(1..);
        let mut counts = counts.map(|((_, range), count)| (source.words(range), count));
        counts.all(|(number, count): (&str, usize)| number.parse() == Ok(count))
    };
    if !(codes() || counted()) {
        return;
    }
    for (at, number) in found {
        if let Some(Role::AskHead { reference, .. } | Role::Ask { reference, .. }) =
            roles.get_mut(at)
        {
            *reference = Some(number);
        }
    }
}

/// The number of each of several asks, where no two have the same; otherwise none.
fn each_its_own(
    source: &Source,
    asks: &[usize],
    number: impl Fn(usize) -> Option<Range<usize>>,
) -> Vec<(usize, Range<usize>)> {
    let found = asks.iter().map(|&at| Some((at, number(at)?)));
    let found: Vec<(usize, Range<usize>)> = found.collect::<Option<_>>().unwrap_or_default();
    let different: HashSet<&str> = found.iter().map(|(_, range)| source.words(range)).collect();
    match different.len() == found.len() && found.len() >= TITLED_BLOCKS_MIN {
        true => found,
        false => Vec::new(),
    }
}

/// The letters in brackets before the words of an ask. As the marker of an item they stand in front
/// of its words, on the same line.
fn letters_before(source: &Source, role: &Role) -> Option<Range<usize>> {
    let Role::AskHead {
        rest: Some(rest), ..
    } = role
    else {
        return None;
    };
    let marker = source.line_before(rest.start);
    let start = match source.words(&marker).trim().is_empty() {
        true => rest.start,
        false => marker.start,
    };
    let letters = references::letters_in_brackets(source.text.get(start..rest.end)?)?;
    Some(start + letters.start..start + letters.end)
}

/// Whether a block is an ask behind its label, without a number.
fn is_bare(role: Option<&Role>) -> bool {
    matches!(
        role,
        Some(Role::AskHead {
            reference: None,
            rest: Some(_),
            ..
        })
    )
}

/// Whether a block asks in its own words ("We recommend that …"), without a number.
fn is_told(role: Option<&Role>) -> bool {
    matches!(
        role,
        Some(Role::Ask {
            reference: None,
            ..
        })
    )
}

/// The number of the nearest heading above an ask, unless another ask or an answer stands between.
fn number_above(source: &Source, roles: &[Role], at: usize) -> Option<Range<usize>> {
    for above in (0..at).rev().take(LINES_ABOVE) {
        let block = source.blocks.get(above)?;
        match roles.get(above)? {
            Role::Heading(_) | Role::Name if !matches!(block.kind, BlockKind::Cell(_)) => {
                let range = number(source.words(&block.range))?;
                let start = block.range.start;
                return Some(start + range.start..start + range.end);
            }
            Role::AskHead { .. } | Role::Response { .. } | Role::Reference(_) => return None,
            _ => {}
        }
    }
    None
}

/// "FS1" of "FS1 Fire doors", "1" of "Required action 1", "31-14-02" by itself.
fn number(title: &str) -> Option<Range<usize>> {
    /// "Area for improvement 1"
    const LABEL_WORDS_MAX: usize = 4;
    let title = title.trim_end();
    if references::is_reference(title) && is_code(title) {
        return Some(0..title.len());
    }
    let (first, rest) = title.split_once(' ').filter(|_| is_title(title))?;
    let bare = first.trim_end_matches(['.', ':', ')']);
    if references::is_reference(bare) && bare.bytes().any(|byte| byte.is_ascii_digit()) {
        return words::is_capital(rest).then_some(0..bare.len());
    }
    // "Regulation 5: Care plans"
    let second = rest.split(' ').next()?;
    if let Some(digits) = second.strip_suffix(':')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        let start = first.len() + 1;
        return Some(start..start + digits.len());
    }
    let last = title.rsplit(' ').next()?;
    let digits = last.bytes().all(|byte| byte.is_ascii_digit());
    let short = words::at_most(title, LABEL_WORDS_MAX);
    (digits && short).then_some(title.len() - last.len()..title.len())
}

/// "FS1", "A-2", "31-14-02": no number of a chapter.
fn is_code(number: &str) -> bool {
    let joined = number.bytes().filter(|byte| *byte == b'-').count() > 1;
    (joined || number.starts_with(|letter: char| letter.is_ascii_uppercase()))
        && number.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn headings_begin_or_end_with_their_numbers() {
        for (title, found) in [
            ("FS1 Fire doors (High priority)", Some("FS1")),
            ("Required action 12", Some("12")),
            ("3. Lamps", Some("3")),
            ("Regulation 5: Care plans", Some("5")),
            ("31-14-02", Some("31-14-02")),
            ("2031", None),
            ("Fire doors", None),
            ("Progress in the year to 2031 and after", None),
        ] {
            assert_eq!(
                number(title).and_then(|range| title.get(range)),
                found,
                "{title}"
            );
        }
    }
}
