//! Which asks a sentence names: "Recommendations 12) a-c) are accepted", "recommendations 5 to 7".

use super::{references, words};

/// A number of an ask with the letter of its part: "12" and "a" of "12a".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    number: String,
    letters: Option<(char, char)>,
}

/// Whether the asks that a sentence names are those of a reference; `None` where it names none.
pub(crate) fn includes(sentence: &str, reference: &str) -> Option<bool> {
    let own = piece(reference, None)?;
    let mut found = None;
    for behind in behind_labels(sentence) {
        let named = list(behind);
        if !named.is_empty() {
            let is_own = |range: &(Named, Named)| is_within(&own, range);
            found = Some(found.unwrap_or(false) || named.iter().any(is_own));
        }
    }
    found
}

/// What stands behind each "recommendation" of some words.
pub(crate) fn behind_labels(words: &str) -> impl Iterator<Item = &str> {
    words.match_indices("ecommendation").map(|(at, label)| {
        let behind = words.get(at + label.len()..).unwrap_or_default();
        behind.strip_prefix('s').unwrap_or(behind)
    })
}

/// A word of a list of numbers.
pub(crate) struct Listed<'w> {
    pub(crate) word: &'w str,
    /// Where it stands.
    pub(crate) at: usize,
    /// Whether it is the last of a stretch whose first is the word before: "5–7", "5 to 7".
    pub(crate) ends_range: bool,
}

/// The words of a list, "1, 2 and 4–6.", without what joins them, to the end of its sentence. Where
/// the list itself ends, whoever reads it knows by the first word that is no number to him.
pub(crate) fn listed(text: &str) -> impl Iterator<Item = Listed<'_>> {
    let (mut closed, mut range) = (false, false);
    let words = words::all_words(text).map_while(move |word| {
        let open = !closed;
        closed = word.text(text).ends_with(['.', ';', ':']);
        open.then_some(word)
    });
    words.enumerate().flat_map(move |(count, word)| {
        let own = word.text(text);
        let stretch = count > 0 && matches!(own, "to" | "through" | "-" | "–");
        let joint = count > 0 && matches!(own, "and" | "&" | "or");
        // "Recommendation number 3"
        let noun = count == 0 && matches!(own, "number" | "numbers");
        let mut all = Vec::new();
        if stretch || joint || noun {
            range |= stretch;
            return all;
        }
        let mut at = word.start;
        for piece in own.split(',') {
            let bare = piece.trim_end_matches([';', ':', '.']);
            let (first, last) = ends(bare);
            if !first.is_empty() {
                let ends_range = std::mem::take(&mut range);
                let word = first;
                all.push(Listed {
                    word,
                    at,
                    ends_range,
                });
            }
            all.extend(last.map(|word| Listed {
                word,
                at: at + bare.len() - word.len(),
                ends_range: true,
            }));
            at += piece.len() + ",".len();
        }
        all
    })
}

/// The places of what a list names by its numbers, and in a stretch of those between. What no place
/// is known of is left out.
pub(crate) fn places(list: &str, place: impl Fn(&str) -> Option<usize>) -> Vec<usize> {
    /// No report makes more recommendations at once; of a longer stretch the ends are named.
    const STRETCH_ENTRIES_MAX: usize = 100;
    let mut all: Vec<usize> = Vec::new();
    for one in listed(list) {
        let word = one.word.trim_matches(['“', '”', '‘', '’', '"']);
        let Some(at) = place(word) else {
            if references::is_reference(word) {
                continue;
            }
            break;
        };
        let last = all.last().filter(|_| one.ends_range);
        let between = last.map_or(at, |last| last + 1)..at;
        if between.len() <= STRETCH_ENTRIES_MAX {
            all.extend(between);
        }
        all.push(at);
    }
    all
}

/// The two ends of a stretch of numbers in one word, or the word.
fn ends(word: &str) -> (&str, Option<&str>) {
    let is_number = |end: &str| !end.is_empty() && end.bytes().all(|one| one.is_ascii_digit());
    // "2031-004" is the number of one.
    let stretch = word
        .split_once(['-', '–'])
        .filter(|(first, last)| is_number(first) && is_number(last) && !last.starts_with('0'));
    stretch.map_or((word, None), |(first, last)| (first, Some(last)))
}

/// The first and the last of each stretch of a list.
fn list(words: &str) -> Vec<(Named, Named)> {
    let mut all: Vec<(Named, Named)> = Vec::new();
    for one in listed(words) {
        // "12d/12e"
        for (count, word) in one.word.split('/').enumerate() {
            let last = all.last().map(|(_, last)| last.number.clone());
            let Some(named) = piece(word, last.as_deref()) else {
                return all;
            };
            // "12) a-c)": the letters say which parts of 12.
            let refines = all.last().is_some_and(|(first, last)| {
                first == last && last.letters.is_none() && last.number == named.number
            });
            match all.last_mut() {
                Some(last) if refines => *last = (named.clone(), named),
                Some(last) if one.ends_range && count == 0 => last.1 = named,
                _ => all.push((named.clone(), named)),
            }
        }
    }
    all
}

/// "12", "12a", "12a-c", "(b)"; letters alone, in brackets or as a stretch, are those of the
/// number before them.
fn piece(word: &str, before: Option<&str>) -> Option<Named> {
    let digits = word.find(|one: char| !(one.is_ascii_digit() || one == '.'));
    let (number, rest) = word.split_at(digits.unwrap_or(word.len()));
    let bare: String = rest.chars().filter(|one| !"()".contains(*one)).collect();
    let letters = match bare.as_bytes() {
        [] => None,
        [one @ b'a'..=b'z'] => Some((char::from(*one), char::from(*one))),
        [first @ b'a'..=b'z', b'-', last @ b'a'..=b'z'] => {
            Some((char::from(*first), char::from(*last)))
        }
        _ => return None,
    };
    let shown = rest.contains(['(', ')']) || bare.contains('-');
    let number = match (number.trim_end_matches('.'), before) {
        ("", Some(before)) if letters.is_some() && shown => before,
        ("", _) => return None,
        (number, _) => number,
    };
    let number = number.to_owned();
    Some(Named { number, letters })
}

fn is_within(own: &Named, (first, last): &(Named, Named)) -> bool {
    let value = |named: &Named| named.number.parse::<u32>().ok();
    let between = match (value(own), value(first), value(last)) {
        (Some(own), Some(first), Some(last)) => (first..=last).contains(&own),
        _ => own.number == first.number || own.number == last.number,
    };
    let letter = |(from, to): (char, char)| {
        own.letters
            .is_none_or(|(own, _)| (from..=to).contains(&own))
    };
    between && first.letters.is_none_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_asks_has_those_it_names_and_no_others() {
        let first = "Recommendations 12) a-c) are accepted in full by the Harbour Office.";
        assert_eq!(includes(first, "12a"), Some(true));
        assert_eq!(includes(first, "12e"), Some(false));
        assert_eq!(includes(first, "12"), Some(true));
        let pair = "It accepts the aims of recommendations 12d/12e, and notes them.";
        assert_eq!(includes(pair, "12e"), Some(true));
        assert_eq!(includes(pair, "12b"), Some(false));
        let stretch = "We agree with recommendations 5 to 7 and 9.";
        assert_eq!(includes(stretch, "6"), Some(true));
        assert_eq!(includes(stretch, "8"), Some(false));
        assert_eq!(includes(stretch, "9"), Some(true));
        for stretch in ["Recommendations 5–7 are", "Recommendations 5 through 7 are"] {
            assert_eq!(includes(stretch, "6"), Some(true));
            assert_eq!(includes(stretch, "8"), Some(false));
        }
    }

    #[test]
    fn a_list_gives_its_numbers_up_to_the_first_other_word() {
        let place = |word: &str| word.trim_matches(['(', ')']).parse::<usize>().ok();
        assert_eq!(places("1, 2 and 4–6 are", place), [1, 2, 4, 5, 6]);
        assert_eq!(places("(2) to (4). 7 more", place), [2, 3, 4]);
        assert_eq!(places("1, A and 3 of 9", place), [1, 3]);
        // A stretch that nobody means is not counted out.
        assert_eq!(places("1 to 4000000000", place), [1, 4_000_000_000]);
    }

    #[test]
    fn what_names_no_ask_says_nothing_of_any() {
        for words in [
            "The recommendation is accepted.",
            "We accept these recommendations in principle.",
            "Recommendations of a kind are accepted.",
        ] {
            assert_eq!(includes(words, "3"), None, "{words}");
        }
        assert_eq!(includes("Recommendation 3 a year ago", "3"), Some(true));
        assert_eq!(includes("Recommendation 3 is accepted", "no number"), None);
    }
}
