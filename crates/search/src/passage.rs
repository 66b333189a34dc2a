//! The passage of a record that shows best why it was found, with the words marked.

use crate::fields::{stemmed, terms};
use crate::words::Words;
use heeded_domain::recommendation::Recommendation;
use std::collections::BTreeSet;
use tantivy::tokenizer::TextAnalyzer;

/// About so many characters of a passage: two lines and a half on a wide screen.
const PASSAGE_CHARACTERS: usize = 220;

/// Bytes of one text that are looked through: a passage from its first 30 pages will do.
const LOOKED_THROUGH_BYTES_MAX: usize = 100_000;

/// What a passage is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenFrom {
    /// The words of the ask.
    Ask,
    /// A response.
    Response,
    /// A planned action.
    Action,
}

/// A passage in pieces, each marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is taken from.
    pub from: TakenFrom,
    /// The pieces in order; joined they are the words of the record.
    pub pieces: Vec<(String, bool)>,
    /// Whether the text goes on before it.
    pub is_cut_before: bool,
    /// Whether the text goes on after it.
    pub is_cut_after: bool,
}

/// A word found in a text: its place in bytes, and which of the wanted words it is.
#[derive(Debug, Clone, Copy)]
struct Hit {
    from: usize,
    to: usize,
    which: usize,
}

/// Finds the passages of several records for the same words.
pub struct Passages {
    /// The words to mark, by their stems.
    stems: Vec<String>,
    /// First characters of the stems: other words need no stemming.
    firsts: BTreeSet<char>,
    analyser: TextAnalyzer,
}

impl Passages {
    /// For these words; those that are excluded are none of them.
    #[must_use]
    pub fn new(words: &Words) -> Self {
        let mut analyser = stemmed();
        let written = words.wanted().flat_map(|part| &part.written);
        let mut stems: Vec<String> = written
            .flat_map(|word| terms(&mut analyser, word))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let firsts = stems.iter().filter_map(|stem| stem.chars().next());
        Self {
            firsts: firsts.collect(),
            stems,
            analyser,
        }
    }

    /// The best passage of a record, as it stood on the page's day; `None` where none of the words
    /// stands in it.
    pub fn best(&mut self, record: &Recommendation) -> Option<Passage> {
        let responses = record.responses.iter().filter_map(|r| r.newest());
        let actions = record.actions.iter().map(|action| &action.promise.text);
        let texts = std::iter::once((TakenFrom::Ask, record.ask.text.as_str()))
            .chain(responses.map(|version| (TakenFrom::Response, version.text.as_str())))
            .chain(actions.map(|text| (TakenFrom::Action, text.as_str())));
        let mut best: Option<(usize, TakenFrom, &str, Vec<Hit>)> = None;
        for (from, text) in texts {
            let hits = self.hits(text);
            let Some((distinct, window)) = best_window(&hits) else {
                continue;
            };
            if best.as_ref().is_none_or(|(most, ..)| distinct > *most) {
                best = Some((distinct, from, text, window.to_vec()));
            }
            if distinct == self.stems.len() {
                break;
            }
        }
        let (_, from, text, window) = best?;
        Some(cut(from, text, &window))
    }

    fn hits(&mut self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (from, word) in words_of(text) {
            let first = word.chars().next().unwrap_or(' ');
            // A letter with an accent stands in the index without it: only stemming tells.
            let may_be = !first.is_ascii() || self.firsts.contains(&first.to_ascii_lowercase());
            if !may_be {
                continue;
            }
            for stem in terms(&mut self.analyser, word) {
                if let Ok(which) = self.stems.binary_search(&stem) {
                    let to = from + word.len();
                    hits.push(Hit { from, to, which });
                }
            }
        }
        hits
    }
}

/// The words of a text with their places in bytes.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.floor_char_boundary(LOOKED_THROUGH_BYTES_MAX);
    let (text, _) = text.split_at(end);
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric())
        .filter_map(move |word| {
            // Its place is where the piece before ended, and what cut the two.
            let from = at;
            at = from + word.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            (!word.is_empty()).then_some((from, word))
        })
}

/// The window with most different words; the first of equals.
fn best_window(hits: &[Hit]) -> Option<(usize, &[Hit])> {
    let mut best: Option<(usize, &[Hit])> = None;
    for start in 0..hits.len() {
        let (_, rest) = hits.split_at(start);
        let first = rest.first()?;
        let within = |hit: &&Hit| hit.to <= first.from + PASSAGE_CHARACTERS;
        let length = rest.iter().take_while(within).count().max(1);
        let (window, _) = rest.split_at(length);
        let distinct: BTreeSet<usize> = window.iter().map(|hit| hit.which).collect();
        if best.is_none_or(|(most, _)| distinct.len() > most) {
            best = Some((distinct.len(), window));
        }
    }
    best
}

/// Cuts the window out of the text, at words, with some of what stands around it.
fn cut(from: TakenFrom, text: &str, window: &[Hit]) -> Passage {
    let first = window.first().map_or(0, |hit| hit.from);
    let last = window.last().map_or(0, |hit| hit.to);
    let around = PASSAGE_CHARACTERS.saturating_sub(last - first) / 2;
    let (start, end) = (
        word_start(text, first, around),
        word_end(text, last, around),
    );
    let mut pieces = Vec::new();
    let mut at = start;
    let mut push = |piece: &str, is_marked: bool| {
        if !piece.is_empty() {
            pieces.push((piece.to_owned(), is_marked));
        }
    };
    for hit in window {
        push(text.get(at..hit.from).unwrap_or_default(), false);
        push(text.get(hit.from..hit.to).unwrap_or_default(), true);
        at = hit.to;
    }
    push(text.get(at..end).unwrap_or_default(), false);
    Passage {
        from,
        pieces,
        is_cut_before: start > 0,
        is_cut_after: end < text.trim_end().len(),
    }
}

/// The start of a word at most `around` bytes before a place.
fn word_start(text: &str, place: usize, around: usize) -> usize {
    let earliest = text.floor_char_boundary(place.saturating_sub(around));
    if earliest == 0 {
        return 0;
    }
    let before = text.get(earliest..place).unwrap_or_default();
    match before.find(char::is_whitespace) {
        Some(space) => {
            let rest = before.get(space..).unwrap_or_default();
            earliest + space + (rest.len() - rest.trim_start().len())
        }
        None => place,
    }
}

/// The end of a word at most `around` bytes after a place.
fn word_end(text: &str, place: usize, around: usize) -> usize {
    let latest = text.floor_char_boundary(place.saturating_add(around).min(text.len()));
    if latest == text.len() {
        return latest;
    }
    let after = text.get(place..latest).unwrap_or_default();
    after
        .rfind(char::is_whitespace)
        .map_or(place, |space| place + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typed: &str) -> Option<String> {
        let hits = Passages::new(&Words::read(typed)).hits(text);
        let (_, window) = best_window(&hits)?;
        let passage = cut(TakenFrom::Ask, text, window);
        let pieces = passage
            .pieces
            .iter()
            .map(|(piece, is_marked)| match is_marked {
                true => format!("[{piece}]"),
                false => piece.clone(),
            });
        Some(pieces.collect())
    }

    #[test]
    fn words_are_marked_by_their_stems() {
        assert_eq!(
            shown("The Trust reviews handovers at night.", "handover night").as_deref(),
            Some("The Trust reviews [handovers] at [night].")
        );
        assert_eq!(shown("Nothing of the kind.", "handover"), None);
        assert_eq!(shown("Café rules", "cafe").as_deref(), Some("[Café] rules"));
    }

    #[test]
    fn the_window_with_most_words_wins_and_is_cut_at_words() {
        let filler = "Much else is said here that nobody looks for. ".repeat(20);
        let text = format!("A ward. {filler}The ward rota was late. {filler}");
        let shown = shown(&text, "ward rota").unwrap();
        assert!(shown.contains("[ward] [rota]"), "{shown}");
        assert!(shown.len() < 300, "{shown}");
    }

    #[test]
    fn texts_of_any_letters_are_cut_between_them() {
        let text = format!("{} ward {}", "é".repeat(400), "漢".repeat(400));
        assert!(shown(&text, "ward").unwrap().contains("[ward]"));
    }
}
