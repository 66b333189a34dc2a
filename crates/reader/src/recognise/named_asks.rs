//! Which asks a sentence names: "Recommendations 12) a-c) are accepted", "recommendations 5 to 7".

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
    for (at, label) in sentence.match_indices("ecommendation") {
        let behind = sentence.get(at + label.len()..).unwrap_or_default();
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        let named = list(behind);
        if !named.is_empty() {
            let is_own = |range: &(Named, Named)| is_within(&own, range);
            found = Some(found.unwrap_or(false) || named.iter().any(is_own));
        }
    }
    found
}

/// The first and the last of each stretch of a list.
fn list(words: &str) -> Vec<(Named, Named)> {
    let mut all: Vec<(Named, Named)> = Vec::new();
    let mut range = false;
    for word in words.split_whitespace() {
        let joins = !all.is_empty();
        if matches!(word, "and" | "&" | "or") && joins {
            continue;
        }
        if matches!(word, "to" | "through" | "-" | "–") && joins {
            range = true;
            continue;
        }
        let pieces = word
            .trim_end_matches([',', ';', ':', '.'])
            .split(['/', ',']);
        for one in pieces.flat_map(ends) {
            range |= one.ends_range;
            let one = one.word;
            let last = all.last().map(|(_, last)| last.number.clone());
            let Some(named) = piece(one, last.as_deref()) else {
                return all;
            };
            // "12) a-c)": the letters say which parts of 12.
            let refines = all.last().is_some_and(|(first, last)| {
                first == last && last.letters.is_none() && last.number == named.number
            });
            match all.last_mut() {
                Some(last) if refines => *last = (named.clone(), named),
                Some(last) if range => last.1 = named,
                _ => all.push((named.clone(), named)),
            }
            range = false;
        }
        if word.ends_with(['.', ';', ':']) {
            break;
        }
    }
    all
}

/// A piece of a list.
struct Piece<'w> {
    word: &'w str,
    /// Whether it is the last of a stretch of which the piece before is the first: "5–7".
    ends_range: bool,
}

/// The two ends of a stretch of numbers in one word, or the word.
fn ends(word: &str) -> impl Iterator<Item = Piece<'_>> {
    let numbers = word.split_once(['-', '–']).filter(|(first, last)| {
        let is_number = |end: &str| !end.is_empty() && end.bytes().all(|one| one.is_ascii_digit());
        is_number(first) && is_number(last)
    });
    let (first, last) = numbers.map_or((word, None), |(first, last)| (first, Some(last)));
    let piece = |word, ends_range| Piece { word, ends_range };
    [
        Some(piece(first, false)),
        last.map(|last| piece(last, true)),
    ]
    .into_iter()
    .flatten()
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
