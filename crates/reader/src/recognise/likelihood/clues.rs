//! What stands around a time in a sentence, as clues with names: "b0 will", "kind Period".
//!
//! A name is the clue's sort and the words it saw, apart by spaces. Words are small letters; a
//! number is "#", one of four digits "#4"; a capital word inside a sentence is a name, "^", and a
//! month "MON", for who promises and in which month says nothing.

use super::{Stands, Time};
use crate::cues::phrases::Says;

/// Words by which a clause begins or ends.
const JOINTS: &[&str] = &[
    "which", "that", "who", "where", "when", "while", "if", "and", "but", "or", "because", "as",
    "since", "until", "whether", ",", ";", ":", "(", ")", "–", "—",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// How far words are looked at by their order, by pairs and at all, before a time and behind it.
const NEAR_BEFORE: usize = 7;
const NEAR_BEHIND: usize = 4;
const PAIRS_BEFORE: usize = 12;
const PAIRS_BEHIND: usize = 9;
const WORDS_BEFORE: usize = 14;
const WORDS_BEHIND: usize = 12;
/// So many words of the time itself show its form.
const FORM_WORDS: usize = 4;
/// A sentence of fewer words is short, of more long.
const SHORT_WORDS: usize = 8;
const LONG_WORDS: usize = 40;

/// A word of a sentence, or a mark.
#[derive(Debug, Clone, Copy)]
struct Token<'s> {
    start: usize,
    end: usize,
    words: &'s str,
    shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// As it stands, in small letters.
    Word,
    /// A capital word inside a sentence.
    Name,
    Month,
    Number,
    /// A number of four digits.
    Year,
}

impl Token<'_> {
    /// The letters by which it is compared.
    fn letters(&self) -> impl Iterator<Item = char> {
        let fixed = match self.shape {
            Shape::Word => self.words,
            Shape::Name => "^",
            Shape::Month => "MON",
            Shape::Number => "#",
            Shape::Year => "#4",
        };
        let small = self.shape == Shape::Word;
        let lower = |letter: char| match letter {
            'A'..='Z' => letter.to_ascii_lowercase(),
            '’' => '\'',
            other => other,
        };
        fixed
            .chars()
            .map(move |letter| if small { lower(letter) } else { letter })
    }

    fn is(&self, word: &str) -> bool {
        self.letters().eq(word.chars())
    }

    fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// The words of a sentence.
fn tokens(sentence: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(sentence.len() / 5);
    let mut letters = sentence.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            continue;
        }
        let alike = |letter: char| match first {
            one if one.is_alphabetic() => letter.is_alphabetic() || matches!(letter, '\'' | '’'),
            one if one.is_ascii_digit() => letter.is_ascii_digit(),
            _ => false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| alike(*letter)) {
            end = at + letter.len_utf8();
        }
        let words = sentence.get(start..end).unwrap_or_default();
        let words = words.trim_end_matches(['\'', '’']);
        let shape = match first {
            one if one.is_ascii_digit() && words.len() == 4 => Shape::Year,
            one if one.is_ascii_digit() => Shape::Number,
            one if !one.is_uppercase() => Shape::Word,
            _ if MONTHS.iter().any(|month| words.eq_ignore_ascii_case(month)) => Shape::Month,
            _ if start > 0 => Shape::Name,
            _ => Shape::Word,
        };
        found.push(Token {
            start,
            end,
            words,
            shape,
        });
    }
    found
}

/// A clue: its sort, and what it saw.
pub(super) struct Clue<'c> {
    sort: &'static str,
    seen: Seen<'c>,
}

enum Seen<'c> {
    Words(&'c [Token<'c>]),
    Two(Token<'c>, Token<'c>),
    Said(&'c [&'static str]),
}

impl Clue<'_> {
    /// The letters of its name.
    fn spell(&self, out: &mut impl FnMut(char)) {
        self.sort.chars().for_each(&mut *out);
        let mut token = |token: &Token<'_>| {
            out(' ');
            token.letters().for_each(&mut *out);
        };
        match &self.seen {
            Seen::Words(words) => words.iter().for_each(token),
            Seen::Two(first, second) => [first, second].into_iter().for_each(&mut token),
            Seen::Said(said) => said.iter().for_each(|word| {
                out(' ');
                word.chars().for_each(&mut *out);
            }),
        }
    }

    pub(super) fn name(&self) -> String {
        let mut name = String::new();
        self.spell(&mut |letter| name.push(letter));
        name
    }

    pub(super) fn hash(&self) -> u64 {
        let mut hash = EMPTY;
        self.spell(&mut |letter| hash = with(hash, letter));
        hash
    }
}

/// The hash of a clue by its name: FNV-1a over its letters.
pub(super) fn hash(name: &str) -> u64 {
    name.chars().fold(EMPTY, with)
}

const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

fn with(hash: u64, letter: char) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    (hash ^ u64::from(letter)).wrapping_mul(PRIME)
}

/// Shows every clue around a time, each once for each place in which it stands.
pub(super) fn each(time: &Time<'_>, out: &mut impl FnMut(&Clue<'_>)) {
    let all = tokens(time.sentence);
    let (start, end) = time.place;
    let first = all.partition_point(|token| token.end <= start);
    let behind = all.partition_point(|token| token.start < end).max(first);
    let before = all.get(..first).unwrap_or_default();
    let own = all.get(first..behind).unwrap_or_default();
    let after = all.get(behind..).unwrap_or_default();
    let mut clue = |sort: &'static str, seen: Seen<'_>| out(&Clue { sort, seen });
    clue("any", Seen::Said(&[]));
    of_words(before, own, after, &mut clue);
    of_clause(before, &mut clue);
    of_sentence(&all, &mut clue);
    of_time(time, &mut clue);
    of_hits(time, &mut clue);
}

/// The words before a time, its own and those behind.
fn of_words(
    before: &[Token<'_>],
    own: &[Token<'_>],
    after: &[Token<'_>],
    clue: &mut impl FnMut(&'static str, Seen<'_>),
) {
    const BEFORE: [&str; 4] = ["b0", "b1", "b2", "b3"];
    const BEHIND: [&str; 3] = ["a0", "a1", "a2"];
    let last = |few: usize| before.len().saturating_sub(few);
    let near = before.iter().rev().take(NEAR_BEFORE).enumerate();
    for (at, token) in near {
        let sort = BEFORE.get(at).or(BEFORE.last()).copied();
        clue(sort.unwrap_or_default(), one(token));
    }
    for (at, token) in after.iter().take(NEAR_BEHIND).enumerate() {
        let sort = BEHIND.get(at).or(BEHIND.last()).copied();
        clue(sort.unwrap_or_default(), one(token));
    }
    for token in before.get(last(WORDS_BEFORE)..).unwrap_or_default() {
        clue("before", one(token));
    }
    for token in after.iter().take(WORDS_BEHIND) {
        clue("behind", one(token));
    }
    let pairs = before.get(last(PAIRS_BEFORE)..).unwrap_or_default();
    for pair in pairs.windows(2) {
        clue("pair", Seen::Words(pair));
    }
    let pairs = after.get(..after.len().min(PAIRS_BEHIND));
    for pair in pairs.unwrap_or_default().windows(2) {
        clue("pair-behind", Seen::Words(pair));
    }
    for token in own.iter().take(2) {
        clue("time", one(token));
    }
    let form = own.get(..own.len().min(FORM_WORDS)).unwrap_or_default();
    clue("form", Seen::Words(form));
    if let (Some(before), Some(own)) = (before.last(), own.first()) {
        clue("into", Seen::Two(*before, *own));
    }
    if before.is_empty() {
        clue("opens", Seen::Said(&[]));
    }
}

fn one<'c>(token: &'c Token<'c>) -> Seen<'c> {
    Seen::Words(std::slice::from_ref(token))
}

/// The words of the clause that ends with the time, as far as the joint before it.
fn of_clause(before: &[Token<'_>], clue: &mut impl FnMut(&'static str, Seen<'_>)) {
    let joint = before.iter().rposition(|token| token.is_any(JOINTS));
    if let Some(joint) = joint.and_then(|at| before.get(at)) {
        clue("joint", one(joint));
    }
    let clause = joint.map_or(before, |at| before.get(at + 1..).unwrap_or_default());
    for token in clause {
        clue("clause", one(token));
    }
    if let Some(first) = clause.first() {
        clue("clause-opens", one(first));
    }
    let plain = |ending: &str| {
        let mut words = clause.iter().filter(|token| token.shape == Shape::Word);
        words.any(|token| token.words.ends_with(ending))
    };
    if plain("ed") {
        clue("clause-ed", Seen::Said(&[]));
    }
    if plain("ing") {
        clue("clause-ing", Seen::Said(&[]));
    }
    if clause.iter().any(|token| token.is_any(&["will", "shall"])) {
        clue("clause-will", Seen::Said(&[]));
    }
}

/// What the whole sentence holds.
fn of_sentence(all: &[Token<'_>], clue: &mut impl FnMut(&'static str, Seen<'_>)) {
    const HELD: &[(&str, &[&str])] = &[
        ("sentence-will", &["will", "shall"]),
        ("sentence-would", &["would"]),
        ("sentence-has", &["has", "have", "had", "was", "were"]),
    ];
    for (sort, words) in HELD {
        if all.iter().any(|token| token.is_any(words)) {
            clue(sort, Seen::Said(&[]));
        }
    }
    if all.len() < SHORT_WORDS {
        clue("short", Seen::Said(&[]));
    }
    if all.len() > LONG_WORDS {
        clue("long", Seen::Said(&[]));
    }
}

/// What the time is, how it lies, and where its sentence stands.
fn of_time(time: &Time<'_>, clue: &mut impl FnMut(&'static str, Seen<'_>)) {
    let (kind, lies) = (time.kind.code(), time.lies.word());
    clue("kind", Seen::Said(&[kind]));
    clue("lies", Seen::Said(&[lies]));
    clue("kind-lies", Seen::Said(&[kind, lies]));
    match time.stands {
        Stands::Prose => {}
        Stands::Below => clue("below", Seen::Said(&[])),
        Stands::Action => clue("action", Seen::Said(&[])),
    }
    let (at, of) = time.told;
    if at == 0 {
        clue("first", Seen::Said(&[]));
    }
    if at + 1 == of {
        clue("last", Seen::Said(&[]));
    }
}

/// The phrases known before the time and behind it.
fn of_hits(time: &Time<'_>, clue: &mut impl FnMut(&'static str, Seen<'_>)) {
    let (start, end) = time.place;
    let lies = time.lies.word();
    let before = time.hits.iter().filter(|hit| hit.range.start < start);
    let mut last = None;
    for hit in before {
        clue("says", Seen::Said(&[said(hit.says)]));
        last = Some(said(hit.says));
    }
    let mut behind = time
        .hits
        .iter()
        .filter(|hit| hit.range.start >= end)
        .peekable();
    let none = last.is_none() && behind.peek().is_none();
    for hit in behind {
        clue("says-behind", Seen::Said(&[said(hit.says)]));
    }
    if let Some(last) = last {
        clue("says-last", Seen::Said(&[last]));
        clue("says-lies", Seen::Said(&[last, lies]));
    }
    if none {
        clue("says-nothing", Seen::Said(&[]));
        clue("says-nothing-lies", Seen::Said(&[lies]));
    }
}

fn said(says: Says) -> &'static str {
    match says {
        Says::Promise => "promise",
        Says::Considering => "considering",
        Says::UnderWay => "under-way",
        Says::AlreadyDone => "already-done",
        Says::Condition => "condition",
        Says::Refusal => "refusal",
        Says::Substitute => "substitute",
        Says::LostLink => "lost-link",
        Says::Referral => "referral",
        Says::ToBeConfirmed => "to-be-confirmed",
        Says::Collaboration => "collaboration",
        Says::NoAnswer => "no-answer",
        Says::AnswerBy => "answer-by",
        Says::New => "new",
        Says::Deed => "deed",
        Says::Disposition(_) => "disposition",
    }
}
