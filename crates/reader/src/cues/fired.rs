//! Which phrases stand in a stretch of a document, each with the list it is from: for people who
//! teach the reader a new body's words. The reading itself asks `labels` and `phrases`.

use std::cmp::Reverse;
use std::ops::Range;

use super::phrases::{end_behind, is_whole};
use super::{Cues, labels};
use crate::recognise::references;
use crate::recognise::sentences::sentences;

/// A phrase that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fired {
    /// The list, as it is called in a file: "ask_openings", "dispositions.accepted".
    pub(crate) key: String,
    /// The phrase, as it stands in the list.
    pub(crate) phrase: String,
    /// Which section has it: 0 is the general one.
    pub(crate) section: usize,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// Where a phrase of a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// At the beginning of a line, or as the heading of a column.
    Line,
    /// At the beginning of a sentence.
    Sentence,
    /// As all the words there are.
    Whole,
    /// Anywhere.
    Anywhere,
    /// Only beside other cues: single verbs and nouns.
    Beside,
}

fn counts(key: &str) -> Counts {
    match key {
        "agents" | "ask_verbs" | "deeds" | "opening_verbs" => Counts::Beside,
        "answer_openings" | "ask_openings" | "purpose_openings" => Counts::Sentence,
        "ask_columns" => Counts::Whole,
        _ if key.starts_with("decisions.") => Counts::Whole,
        _ if key.ends_with("_labels") || key.ends_with("_headings") => Counts::Line,
        "concern_preambles" => Counts::Line,
        _ => Counts::Anywhere,
    }
}

/// A text, cut and put into small letters once for all phrases.
struct Searched<'t> {
    text: &'t str,
    /// Each sentence with its place. One letter for one: places in small letters are places.
    sentences: Vec<(Range<usize>, String)>,
}

impl Cues {
    /// Every phrase that stands in a line, a paragraph or a cell, in its order; of those of one
    /// list that begin together the longest.
    pub(crate) fn fired(&self, text: &str) -> Vec<Fired> {
        let lower = |range: Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            (range, words.to_ascii_lowercase())
        };
        let searched = Searched {
            text,
            sentences: sentences(text).into_iter().map(lower).collect(),
        };
        let mut all: Vec<Fired> = Vec::new();
        for (section, cues) in self.sections.iter().enumerate() {
            for (key, phrases) in cues.lists() {
                let counts = counts(&key);
                for phrase in phrases {
                    let places = searched.places(counts, phrase).into_iter();
                    all.extend(places.map(|range| Fired {
                        key: key.clone(),
                        phrase: phrase.clone(),
                        section,
                        range,
                    }));
                }
            }
        }
        longest(all)
    }
}

/// In order, without what lies in a longer phrase of the same list.
fn longest(mut all: Vec<Fired>) -> Vec<Fired> {
    all.sort_by(|a, b| {
        let order = |one: &Fired| (one.range.start, Reverse(one.range.end));
        (order(a), &a.key).cmp(&(order(b), &b.key))
    });
    let mut kept: Vec<Fired> = Vec::new();
    for one in all {
        let inside = |other: &Fired| {
            other.key == one.key
                && other.range.start <= one.range.start
                && one.range.end <= other.range.end
        };
        if !kept.iter().any(inside) {
            kept.push(one);
        }
    }
    kept
}

impl Searched<'_> {
    fn places(&self, counts: Counts, phrase: &str) -> Vec<Range<usize>> {
        match counts {
            Counts::Beside => Vec::new(),
            Counts::Line => self.line(phrase).into_iter().collect(),
            Counts::Sentence => {
                let all = self.sentences.iter();
                all.filter_map(|(range, _)| self.opening(phrase, range))
                    .collect()
            }
            Counts::Whole => {
                let words = self.text.trim().trim_end_matches('.').to_lowercase();
                let is_it = words == phrase;
                is_it.then_some(0..self.text.len()).into_iter().collect()
            }
            Counts::Anywhere => {
                let all = self.sentences.iter();
                all.filter_map(|(range, lower)| self.first(phrase, range, lower))
                    .collect()
            }
        }
    }

    fn opening(&self, phrase: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
        let end = labels::end_of(phrase, self.text.get(sentence.clone())?)?;
        Some(sentence.start..sentence.start + end)
    }

    /// A label with nothing behind it, a colon, or a number: "To improve" is no line "To:".
    fn line(&self, phrase: &str) -> Option<Range<usize>> {
        let place = self.opening(phrase, &(0..self.text.len()))?;
        let rest = self.text.get(place.end..)?.trim();
        let is_label = self.text.get(place.clone())?.ends_with(':')
            || rest.is_empty()
            || rest.starts_with([':', '.', '–', '—', '-', '|', '(', '['])
            || references::at_start(rest).is_some();
        is_label.then_some(place)
    }

    /// Where a phrase first stands in a sentence, as whole words.
    fn first(&self, phrase: &str, place: &Range<usize>, lower: &str) -> Option<Range<usize>> {
        let (front, behind) = match phrase.split_once("{body}") {
            Some((front, behind)) => (front.trim_end(), Some(behind.to_lowercase())),
            None => (phrase, None),
        };
        lower.match_indices(front).find_map(|(at, front)| {
            let range = at..at + front.len();
            let end = end_behind(lower, range.end, behind.as_deref())?;
            is_whole(lower, &range).then_some(place.start + at..place.start + end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Section;

    fn fired(text: &str) -> Vec<(String, String, usize)> {
        let own = "ask_labels = [\"tide mark\"]\npromises = [\"means to\"]";
        let cues = Cues::general().with(&Section::from_toml(own).unwrap());
        let fired = cues.fired(text).into_iter();
        fired
            .map(|one| {
                (
                    one.key,
                    text.get(one.range).unwrap().to_owned(),
                    one.section,
                )
            })
            .collect()
    }

    fn one(key: &str, words: &str, section: usize) -> (String, String, usize) {
        (key.to_owned(), words.to_owned(), section)
    }

    #[test]
    fn a_phrase_is_told_with_its_list_and_its_file() {
        assert_eq!(fired("Tide mark 3"), [one("ask_labels", "Tide mark", 1)]);
        let words = "The Harbour Board recommends that the piers are lit.";
        let expected = one("ask_openings", "The Harbour Board recommends that", 0);
        assert!(fired(words).contains(&expected), "{:?}", fired(words));
        let words = "It rained. The Board means to light it, subject to funding.";
        let found = fired(words);
        assert!(found.contains(&one("promises", "means to", 1)), "{found:?}");
        assert!(
            found.contains(&one("conditions", "subject to", 0)),
            "{found:?}"
        );
        let found = fired("Accepted.");
        assert!(
            found.contains(&one("decisions.accepted", "Accepted.", 0)),
            "{found:?}"
        );
        assert_eq!(fired("The goodwill of the crew."), [], "only whole words");
    }
}
