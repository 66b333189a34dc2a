//! Phrases that count anywhere in a sentence: all are searched for at once.

use std::cmp::Reverse;
use std::ops::Range;

use heeded_domain::vocabulary::Disposition;

use super::Section;
use crate::recognise::lexicon::{Lexicon, Mixed};
use crate::recognise::marks::{Mark, Marks};
use crate::recognise::words::{self, Kind, WordSet};

/// What a phrase in a sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    Promise,
    Considering,
    UnderWay,
    AlreadyDone,
    Condition,
    Refusal,
    Substitute,
    LostLink,
    /// The answer to another ask is meant.
    Referral,
    ToBeConfirmed,
    Collaboration,
    NoAnswer,
    /// In front of the last day for an answer.
    AnswerBy,
    New,
    Deed,
    Disposition(Disposition),
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) says: Says,
    pub(crate) range: Range<usize>,
}

/// What a walk over a sentence shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scan {
    /// Every phrase that stands in it, in order.
    pub(crate) hits: Vec<Hit>,
    /// Which rules its words concern.
    pub(crate) marks: Marks,
}

/// Every phrase, by its first letters and digits, and every word that marks a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    phrases: Vec<Phrase>,
    known: Lexicon<Known>,
}

/// What a run of letters and digits may begin.
#[derive(Debug, Clone, Default)]
struct Known {
    phrases: Vec<Beginning>,
    marks: Marks,
}

/// A phrase that begins with a run of letters, and as much of it as tells nearly every other apart.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// Which of the phrases.
    phrase: usize,
    says: Says,
    /// How many bytes of punctuation stand before its first letter.
    skipped: usize,
    length: usize,
    /// Its last byte, small.
    last: u8,
}

impl Beginning {
    /// Where the phrase stands, if its last letter stands where it should; `first` is the place of
    /// its first. Most phrases that begin with the same word end otherwise.
    fn place(&self, sentence: &str, first: usize) -> Option<Range<usize>> {
        let start = first.checked_sub(self.skipped)?;
        let range = start..start + self.length;
        let last = sentence.as_bytes().get(range.end.checked_sub(1)?)?;
        (last.to_ascii_lowercase() == self.last).then_some(range)
    }
}

#[derive(Debug, Clone)]
struct Phrase {
    says: Says,
    /// The phrase, or what stands before the name in it.
    front: String,
    /// What follows the name, for phrases that hold one ("consider {body}'s recommendation").
    behind: Option<String>,
}

/// A name in a phrase is at most this long.
const LONGEST_NAME_BYTES: usize = 80;

impl Phrases {
    pub(super) fn of(section: &Section) -> Self {
        let mut all = Self::default();
        all.add(&section.promises, Says::Promise);
        all.add(&section.considering, Says::Considering);
        all.add(&section.under_way, Says::UnderWay);
        all.add(&section.already_done, Says::AlreadyDone);
        all.add(&section.conditions, Says::Condition);
        all.add(&section.refusals, Says::Refusal);
        all.add(&section.substitutes, Says::Substitute);
        all.add(&section.lost_links, Says::LostLink);
        all.add(&section.referrals, Says::Referral);
        all.add(&section.to_be_confirmed, Says::ToBeConfirmed);
        all.add(&section.collaboration, Says::Collaboration);
        all.add(&section.deeds, Says::Deed);
        all.add(&section.told_as_new, Says::New);
        all.add(&section.no_answers, Says::NoAnswer);
        all.add(&section.answer_by, Says::AnswerBy);
        for (code, phrases) in &section.dispositions {
            if let Some(disposition) = Disposition::from_code(code) {
                all.add(phrases, Says::Disposition(disposition));
            }
        }
        all.index();
        all
    }

    fn add(&mut self, phrases: &[String], says: Says) {
        for phrase in phrases {
            // Hardly any of them has a name in it.
            let named = phrase.contains('{').then(|| phrase.split_once("{body}"));
            let (front, behind) = match named.flatten() {
                Some((front, behind)) => (front.trim_end(), Some(behind.to_lowercase())),
                None => (phrase.as_str(), None),
            };
            for (front, behind) in with_both_apostrophes(front, behind.as_deref()) {
                self.phrases.push(Phrase {
                    says,
                    front,
                    behind,
                });
            }
        }
    }

    /// Notes what each run of letters may begin; a phrase without letters says nothing.
    fn index(&mut self) {
        // Of those that begin together the shortest comes first.
        self.phrases.sort_by_key(|phrase| phrase.front.len());
        for (place, phrase) in self.phrases.iter().enumerate() {
            let last = phrase.front.bytes().next_back().unwrap_or_default();
            if let Some((known, skipped)) = first(&mut self.known, &phrase.front) {
                known.phrases.push(Beginning {
                    phrase: place,
                    says: phrase.says,
                    skipped,
                    length: phrase.front.len(),
                    last: last.to_ascii_lowercase(),
                });
            }
        }
        for mark in Mark::ALL {
            for word in mark.words().iter().flat_map(WordSet::all) {
                if let Some((known, _)) = first(&mut self.known, word) {
                    known.marks.add(mark);
                }
            }
        }
    }

    /// Every phrase that stands in a sentence as whole words, in order.
    pub(crate) fn find(&self, sentence: &str) -> Vec<Hit> {
        self.scan(sentence).hits
    }

    /// The same, and which rules the words of the sentence concern.
    pub(crate) fn scan(&self, sentence: &str) -> Scan {
        self.walk(sentence, |_| true)
    }

    /// Where the phrases stand that say one thing; no other is looked for.
    pub(crate) fn saying(&self, says: Says, sentence: &str) -> impl Iterator<Item = Range<usize>> {
        let scan = self.walk(sentence, |one| one == says);
        scan.hits.into_iter().map(|hit| hit.range)
    }

    fn walk(&self, sentence: &str, wanted: impl Fn(Says) -> bool) -> Scan {
        let mut scan = Scan::default();
        for run in Runs::of(sentence) {
            let Some(known) = run.known_in(sentence, &self.known) else {
                continue;
            };
            scan.marks.join(known.marks);
            let may = known.phrases.iter().filter(|one| wanted(one.says));
            scan.hits.extend(may.filter_map(|one| {
                let range = one.place(sentence, run.range.start)?;
                self.phrases.get(one.phrase)?.at(sentence, range)
            }));
        }
        let order = |hit: &Hit| (hit.range.start, Reverse(hit.range.end));
        scan.hits.sort_by_key(order);
        scan
    }
}

impl Phrase {
    /// The phrase, where it stands at a place of a sentence.
    fn at(&self, sentence: &str, range: Range<usize>) -> Option<Hit> {
        let words = sentence.as_bytes().get(range.clone())?;
        let start = range.start;
        let counts = words.eq_ignore_ascii_case(self.front.as_bytes())
            && is_whole(sentence, &range)
            && !(self.says == Says::Condition && is_relative(sentence, start));
        let end = counts
            .then(|| end_behind(sentence, range.end, self.behind.as_deref()))
            .flatten()?;
        Some(Hit {
            says: self.says,
            range: start..end,
        })
    }
}

/// What is known of the first run of letters in words, and where that begins.
fn first<'k>(known: &'k mut Lexicon<Known>, words: &str) -> Option<(&'k mut Known, usize)> {
    let run = Runs::of(words).next()?;
    let letters = words.get(run.range.clone())?;
    let known = match run.is_ascii {
        true => known.of(letters),
        false => known.of(&letters.to_lowercase()),
    };
    Some((known, run.range.start))
}

/// A run of letters and digits, mixed while it was walked over.
struct Run {
    range: Range<usize>,
    mixed: Mixed,
    is_ascii: bool,
}

impl Run {
    fn known_in<'k>(&self, text: &str, known: &'k Lexicon<Known>) -> Option<&'k Known> {
        let letters = text.get(self.range.clone())?;
        if self.is_ascii {
            return known.mixed(self.mixed, letters);
        }
        known.exactly(&letters.to_lowercase())
    }
}

/// Cuts a text into runs of letters and digits.
struct Runs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Runs<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next letter, where it is not ASCII.
    fn wide(&self) -> Option<char> {
        let byte = self.text.as_bytes().get(self.at)?;
        if byte.is_ascii() {
            return None;
        }
        self.text.get(self.at..)?.chars().next()
    }

    /// Goes to where the next run begins.
    fn start(&mut self) -> Option<usize> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let begins = |byte: &u8| matches!(words::kind(*byte), Kind::Letter | Kind::Wide);
            self.at += rest.iter().position(begins)?;
            match self.wide() {
                Some(letter) if !letter.is_alphanumeric() => self.at += letter.len_utf8(),
                _ => return Some(self.at),
            }
        }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let start = self.start()?;
        let (mut mixed, mut is_ascii) = (Mixed::default(), true);
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let letters = rest.iter().take_while(|byte| {
                let goes_on = words::kind(**byte) == Kind::Letter;
                if goes_on {
                    mixed.add(**byte);
                }
                goes_on
            });
            self.at += letters.count();
            match self.wide() {
                Some(letter) if letter.is_alphanumeric() => {
                    is_ascii = false;
                    self.at += letter.len_utf8();
                }
                _ => break,
            }
        }
        Some(Run {
            range: start..self.at,
            mixed,
            is_ascii,
        })
    }
}

fn with_both_apostrophes(front: &str, behind: Option<&str>) -> Vec<(String, Option<String>)> {
    let plain = (front.to_owned(), behind.map(str::to_owned));
    if !front.contains('\'') && !behind.is_some_and(|behind| behind.contains('\'')) {
        return vec![plain];
    }
    let curly = (
        front.replace('\'', "’"),
        behind.map(|behind| behind.replace('\'', "’")),
    );
    vec![plain, curly]
}

pub(super) fn is_whole(sentence: &str, range: &Range<usize>) -> bool {
    let letter = |letter: char| letter.is_alphanumeric();
    let before = sentence
        .get(..range.start)
        .and_then(|text| text.chars().next_back());
    let after = sentence
        .get(range.end..)
        .and_then(|text| text.chars().next());
    !before.is_some_and(letter) && !after.is_some_and(letter)
}

/// "Boats which are subject to survey": says what boats they are, and makes nothing conditional.
fn is_relative(sentence: &str, at: usize) -> bool {
    let mut before = sentence.get(..at).unwrap_or_default().rsplit(' ').skip(1);
    let verb = before.next().unwrap_or_default();
    let relative = before.next().unwrap_or_default();
    matches!(verb, "is" | "are" | "was" | "were") && matches!(relative, "which" | "that" | "who")
}

/// Where a phrase with a name in it ends: a few words on, where what follows the name stands.
pub(super) fn end_behind(sentence: &str, end: usize, behind: Option<&str>) -> Option<usize> {
    let Some(behind) = behind.filter(|behind| !behind.is_empty()) else {
        return Some(end);
    };
    let at = words::find(sentence.get(end..)?, behind)?;
    (at <= LONGEST_NAME_BYTES).then_some(end + at + behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cues::Cues;
    use proptest::prelude::*;

    impl Phrases {
        /// What a search for each phrase by itself finds.
        fn one_by_one(&self, sentence: &str) -> Vec<Hit> {
            let lower = sentence.to_ascii_lowercase();
            let mut hits = Vec::new();
            for phrase in &self.phrases {
                let front = phrase.front.to_ascii_lowercase();
                for (at, _) in lower.match_indices(&front) {
                    let range = at..at + front.len();
                    let relative = phrase.says == Says::Condition && is_relative(sentence, at);
                    let end = end_behind(sentence, range.end, phrase.behind.as_deref());
                    if let Some(end) = end.filter(|_| is_whole(sentence, &range) && !relative) {
                        hits.push(Hit {
                            says: phrase.says,
                            range: at..end,
                        });
                    }
                }
            }
            hits.sort_by_key(|hit| (hit.range.start, Reverse(hit.range.end)));
            hits
        }
    }

    fn cues() -> Cues {
        let own = "promises = [\"(will\", \"Übt aus\", \"#3\"]\nconditions = [\"— pending\"]";
        Cues::general().with(&Section::from_toml(own).unwrap())
    }

    #[test]
    fn phrases_may_begin_with_marks_and_with_letters_of_any_kind() {
        let cues = cues();
        let found = |sentence: &str| -> Vec<String> {
            let hits = cues.phrases.find(sentence).into_iter();
            hits.map(|hit| sentence.get(hit.range).unwrap().to_owned())
                .collect()
        };
        assert_eq!(found("It (WILL) go."), ["(WILL", "WILL"]);
        assert_eq!(found("Wer Übt aus, #3?"), ["Übt aus", "#3"]);
        assert_eq!(
            found("We’ll go — pending."),
            ["We’ll", "— pending", "pending"]
        );
        assert_eq!(found("Goodwill and éwill."), [""; 0]);
    }

    /// Words of phrases, phrases whole and cut, with marks between them.
    fn sentence() -> impl Strategy<Value = String> {
        let cues = cues();
        let phrases = cues.phrases.phrases.iter();
        let mut pieces: Vec<String> = phrases.map(|phrase| phrase.front.clone()).collect();
        let words: Vec<String> = pieces
            .iter()
            .flat_map(|piece| piece.split(' ').map(str::to_owned))
            .collect();
        pieces.extend(words);
        let gaps = [
            " ", " ", " ", "", "-", ", ", "'", "’", "é", " (", ". ", "\n",
        ];
        let piece = (prop::sample::select(pieces), 0..3_u8).prop_map(|(piece, how)| match how {
            0 => piece.to_uppercase(),
            _ => piece,
        });
        let piece = (piece, prop::sample::select(gaps.to_vec()));
        let piece = piece.prop_map(|(piece, gap)| piece + gap);
        prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(500)
        })]

        #[test]
        fn a_walk_finds_what_a_search_for_each_finds(sentence in sentence()) {
            let phrases = cues().phrases;
            prop_assert_eq!(phrases.find(&sentence), phrases.one_by_one(&sentence));
        }
    }
}
