//! Whom a document speaks of as of somebody: the words behind "by" and its like, and those that
//! say, owe or own something.
//!
//! Gathered in one walk, for it is asked for name after name, and to search the whole text for
//! each would take the square of its length.

use std::ops::Range;

/// Behind at least so many of the words of [`before`] stands a name and not a thing.
const AT_LEAST: usize = 2;
/// With these somebody owns.
const OWNING: [&str; 2] = ["’s", "'s"];

/// The words in these places, sorted.
#[derive(Debug)]
pub(crate) struct Mentions {
    /// Behind each of the words of [`before`].
    dealt: [Vec<String>; 6],
    /// In front of the words of [`is_behind`] and of [`OWNING`], from their last letter to their
    /// first.
    acting: Vec<String>,
}

impl Mentions {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut dealt: [Vec<&str>; 6] = Default::default();
        let mut acting: Vec<&str> = Vec::new();
        let mut last: Option<Range<usize>> = None;
        let mut begin = 0;
        let mut open: Option<usize> = None;
        let words = |place: Range<usize>| text.get(place).unwrap_or_default();
        // A space stands behind every word but the last, and before every word but the first. Words
        // are short: to go on byte by byte is quicker than to search for each space.
        for word in text.as_bytes().split(|byte| *byte == b' ') {
            let place = begin..begin + word.len();
            begin = place.end + 1;
            if let Some(list) = open.take().and_then(|at| dealt.get_mut(at)) {
                list.push(words(place.clone()));
            }
            if place.end == text.len() {
                break;
            }
            open = before(word).filter(|_| last.is_some());
            if is_behind(word) {
                acting.extend(last.map(words));
            }
            if word.last() == Some(&b's') {
                let word = words(place.clone());
                acting.extend(OWNING.iter().find_map(|owning| word.strip_suffix(owning)));
            }
            last = Some(place);
        }
        Self {
            dealt: dealt.map(|list| sorted(list, str::to_owned)),
            acting: sorted(acting, backwards),
        }
    }

    /// Whether a word without spaces stands there as somebody; "Ofcom" also in "Ofcom's".
    pub(crate) fn tell_of(&self, name: &str) -> bool {
        let dealt = || self.dealt.iter().filter(|list| begins(list, name)).count() >= AT_LEAST;
        !name.contains(' ') && (dealt() || begins(&self.acting, &backwards(name)))
    }

    /// Whether a name of several words stands there as somebody, by its last word: "Tide Trams
    /// should".
    pub(crate) fn last_acts(&self, name: &str) -> bool {
        let last = name.rsplit(' ').next().unwrap_or_default();
        name.contains(' ') && begins(&self.acting, &backwards(last))
    }
}

/// Which of the words a word is behind which a name may stand.
fn before(word: &[u8]) -> Option<usize> {
    // Bytes, for every word of the document passes here.
    match word {
        b"by" => Some(0),
        b"with" => Some(1),
        b"to" => Some(2),
        b"from" => Some(3),
        b"of" => Some(4),
        b"and" => Some(5),
        _ => None,
    }
}

/// Whether a word stands behind somebody.
fn is_behind(word: &[u8]) -> bool {
    matches!(word, b"should" | b"must" | b"accepts" | b"agrees" | b"told")
}

/// Each word once, written in a way and sorted so.
fn sorted(mut words: Vec<&str>, write: fn(&str) -> String) -> Vec<String> {
    words.sort_unstable();
    words.dedup();
    let mut written: Vec<String> = words.into_iter().map(write).collect();
    written.sort_unstable();
    written
}

fn backwards(word: &str) -> String {
    word.chars().rev().collect()
}

/// Whether one of the sorted words begins so.
fn begins(sorted: &[String], beginning: &str) -> bool {
    let at = sorted.partition_point(|word| word.as_str() < beginning);
    sorted
        .get(at)
        .is_some_and(|word| word.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: [&str; 6] = ["by", "with", "to", "from", "of", "and"];
    const BEHIND: [&str; 5] = ["should", "must", "accepts", "agrees", "told"];

    #[test]
    fn a_name_stands_behind_two_of_the_words_or_acts() {
        let tells = |text: &str, name: &str| Mentions::of(text).tell_of(name);
        let text = "Sent to Tidecom’s boats by by Tidecom and by Quay, by Qua";
        assert!(tells(text, "Tidecom"));
        assert!(!tells(text, "Quay") && !tells(text, "boats"));
        assert!(!tells("Sent by Tidecom, by Tidecom’s", "Tidecom"));
        assert!(!tells("to Quay, and by ", "Quay"));
        assert!(tells("of Tidecom’s lamps", "Tidecom"));
        assert!(tells("(Tidecom should not", "Tidecom"));
        assert!(!tells("(Tidecom should", "Tidecom"));
    }

    /// What is gathered is what a search of the text would find.
    #[test]
    fn it_tells_what_the_text_says() {
        let text = "by Quay to Quays, and (Quay told us. of and of Quay's\nmen must  should told \
                    of the QuayQuay accepts it from 'Quay’s with Bo’s Bo agrees";
        let mentions = Mentions::of(text);
        for name in [
            "Quay", "Quays,", "Bo", "us.", "of", "men", "the", "a", "", "it", "’s",
        ] {
            let dealt = BEFORE.iter().map(|word| format!(" {word} {name}"));
            let dealt = dealt.filter(|words| text.contains(words.as_str())).count() >= AT_LEAST;
            let says = BEHIND.iter().map(|word| format!("{name} {word} "));
            let owns = OWNING.iter().map(|word| format!("{name}{word} "));
            let acts = says.chain(owns).any(|words| text.contains(words.as_str()));
            assert_eq!(mentions.tell_of(name), dealt || acts, "{name}");
        }
    }
}
