//! Who leads a promise of prose: the body or post that its own sentence names.

use std::ops::Range;

use super::acting::{group_at, is_actor, name_or_group_at, owned_at, people_at};
use super::agents::agent_at;
use super::{Desk, Told, passives};
use crate::draft::{Field, Sure};
use crate::layout::Span;
use crate::recognise::bodies;
use crate::recognise::places::Places;
use crate::recognise::words::{self, Word, WordSet};

/// Words that speak for whoever answers: then no name leads.
pub(super) const OWN: &[&str] = &["we", "i", "we'll", "we're", "i'll"];
const OWN_WORDS: WordSet = WordSet::of(OWN);
/// What stands for a body that an earlier sentence names.
pub(super) const PRONOUNS: &[&str] = &["it", "they"];
/// How a phrase opens that stands before the subject.
pub(super) const ASIDES: &[&str] = &[
    "also",
    "as",
    "at",
    "by",
    "during",
    "following",
    "for",
    "from",
    "if",
    "in",
    "on",
    "once",
    "over",
    "since",
    "through",
    "to",
    "under",
    "using",
    "when",
    "where",
    "while",
    "whilst",
    "with",
    "after",
    "alongside",
    "building",
    "further",
    "given",
    "looking",
    "more",
    "next",
    "subject",
    "until",
    "upon",
    "working",
];
/// Those that stand there alone, with a comma or without.
pub(super) const ADVERBS: &[&str] = &[
    "additionally",
    "consequently",
    "currently",
    "finally",
    "furthermore",
    "however",
    "meanwhile",
    "moreover",
    "separately",
    "similarly",
    "therefore",
];
/// Words that may stand before the subject without a comma: "In the meantime the Board will".
const OPENINGS: &[&str] = &[
    "After that",
    "At the same time",
    "Before then",
    "By then",
    "In addition",
    "In parallel",
    "In the interim",
    "In the meantime",
    "Until then",
];
/// Words with which the name of a thing opens.
const THINGS: &[&str] = &[
    "a", "all", "an", "any", "each", "every", "further", "its", "new", "no", "some", "that", "the",
    "their", "these", "this", "those",
];
/// What a pronoun stands for is looked for over so many sentences.
const SENTENCES_BACK: usize = 3;
/// A name is looked for over so many words behind "by" or at the head of a clause.
const REACH: usize = 16;

/// Who a sentence says will act; `cues` are the verb of the promise and that of its date.
pub(super) fn read(
    desk: &Desk<'_>,
    span: &Span,
    cues: [&Range<usize>; 2],
    before: &[Told],
) -> Option<Field<String>> {
    let sentence = desk.words(span);
    let [first, nearest] = cues;
    // "The team will ensure that lamps are lit by May": the day stands with what it sees to.
    let sees_to = ["will ensure ", "will make sure "].iter();
    let sees_to = sees_to.filter_map(|verb| Some(sentence.place_of(verb)?..nearest.end));
    let sees_to = sees_to
        .min_by_key(|verb| verb.start)
        .filter(|verb| verb.start < nearest.start);
    let nearest = sees_to.as_ref().unwrap_or(nearest);
    let agents = [nearest, first].map(|cue| agent(desk, sentence, cue.end));
    let agent = agents.into_iter().flatten().next();
    let stands_before = agent.is_none();
    let found = match agent {
        Some(range) => Subject::Named(range),
        None => match subject(desk, sentence, nearest.start) {
            found if is_acted_on(sentence, nearest, &found) => Subject::None,
            found => found,
        },
    };
    let found = match found {
        Subject::None if !has_own(sentence) => match told_elsewhere(desk, sentence) {
            Subject::None => match reported(desk, sentence) {
                Subject::None => planned(desk, sentence),
                found => found,
            },
            found => found,
        },
        found => found,
    };
    match found {
        Subject::Named(range) => {
            let shown = || known_at(desk, sentence, range.start).is_some();
            let unsure = may_be_another(sentence, &range, nearest) || stands_before && !shown();
            let sure = match unsure {
                true => Sure::Doubtful,
                false => Sure::Likely,
            };
            Some(field(desk, span, range, sure))
        }
        Subject::Pronoun => earlier(desk, before),
        Subject::None => None,
    }
}

/// "The Tide Council will be appointed", "the Adviser is drafting rules, which will be issued",
/// "surveys of the Isles, Tide and Quay will": what stands before the verb, and may not be who
/// acts.
fn may_be_another(sentence: &str, name: &Range<usize>, cue: &Range<usize>) -> bool {
    let between = sentence.get(name.end..cue.start).unwrap_or_default();
    let apart = [", which", ", who", "; "]
        .iter()
        .any(|joint| between.contains(joint));
    let before = sentence.get(..name.start).unwrap_or_default();
    let listed = before.ends_with(" and ") && before.contains(" of ");
    // "A guide will be sent by the Board": whoever acts stands behind the verb.
    let done = || name.end <= cue.start && behind_be(sentence, cue).is_some_and(passives::is_done);
    apart || listed || done()
}

/// What stands behind the "will be" or "is to be" of a promise.
fn behind_be<'s>(sentence: &'s str, cue: &Range<usize>) -> Option<&'s str> {
    let told = sentence.get(cue.start..)?;
    ["will be ", "is to be ", "are to be "]
        .iter()
        .find_map(|verb| told.strip_prefix(verb))
}

/// "All officers are to be trained", "they will be signed": a group that no capital shows to be a
/// body, and to which something is done.
fn is_acted_on(sentence: &str, cue: &Range<usize>, found: &Subject) -> bool {
    let small = match found {
        Subject::Named(range) => {
            let name = sentence.get(range.clone()).unwrap_or_default();
            let bare = ["the ", "The ", "all ", "All "]
                .iter()
                .find_map(|the| name.strip_prefix(the));
            bare.unwrap_or(name).starts_with(char::is_lowercase)
        }
        Subject::Pronoun => true,
        Subject::None => false,
    };
    small && behind_be(sentence, cue).is_some_and(passives::is_passive)
}

/// "Updates are given by the Board", "a promise was made for the Board to report": who acts,
/// where the subject of the sentence is a thing.
fn told_elsewhere(desk: &Desk<'_>, sentence: &str) -> Subject {
    /// So many words of a verb may stand before "by": "are now being given".
    const VERB_WORDS: usize = 4;
    let all: Vec<Word> = words::all_words(sentence).collect();
    let is_passive = |word: &Word| matches!(word.text(sentence), "is" | "are" | "be" | "being");
    let found = all.iter().enumerate().find_map(|(at, word)| {
        let start = word.end + 1;
        if word.is(sentence, "by") {
            let verb = all.get(at.saturating_sub(VERB_WORDS)..at)?;
            return name_behind(desk, sentence, start).filter(|_| verb.iter().any(is_passive));
        }
        let acting = word.is(sentence, "for");
        let range = name_behind(desk, sentence, start).filter(|_| acting)?;
        sentence
            .get(range.end..)?
            .starts_with(" to ")
            .then_some(range)
    });
    found.map_or(Subject::None, Subject::Named)
}

/// "The Board stated that new lamps will come": who says what will be.
fn reported(desk: &Desk<'_>, sentence: &str) -> Subject {
    const SAYING: &[&str] = &[
        " anticipates that ",
        " expects that ",
        " stated that ",
        " said that ",
        " indicated that ",
        " advised that ",
        " reported that ",
        " confirmed that ",
        " told us that ",
        " explained that ",
        " noted that ",
        " has confirmed that ",
        " has undertaken that ",
        " has told us that ",
        " informed us that ",
        " undertook that ",
    ];
    /// "The Board told the Office that": whom it told has at most so many words.
    const TOLD_WORDS: usize = 6;
    let told = || {
        let (at, behind) = (sentence.find(" told ")?, sentence.split_once(" told ")?.1);
        let (whom, _) = behind.split_once(" that ")?;
        (whom.split(' ').count() <= TOLD_WORDS).then_some(at)
    };
    // "According to the operator, the last lamps will be lit by May"
    let source = sentence.strip_prefix("According to ").and_then(|rest| {
        let from = sentence.len() - rest.len();
        name_behind(desk, sentence, from).filter(|name| {
            sentence
                .get(name.end..)
                .is_some_and(|behind| behind.starts_with(','))
        })
    });
    if let Some(source) = source {
        return Subject::Named(source);
    }
    if !sentence.holds(" that ") {
        return Subject::None;
    }
    let said = SAYING
        .iter()
        .filter_map(|verb| sentence.place_of(verb))
        .min();
    let said = said.or_else(told);
    match said.map(|at| subject(desk, sentence, at)) {
        Some(Subject::Named(range)) => Subject::Named(range),
        _ => Subject::None,
    }
}

/// "The Board's current target is May 2031": whose plan it is.
fn planned(desk: &Desk<'_>, sentence: &str) -> Subject {
    const PLANS: &[&str] = &[
        "aim",
        "expectation",
        "forecast",
        "intention",
        "plan",
        "target",
    ];
    /// "current target action date".
    const PLAN_WORDS: usize = 3;
    let all = words::first_words(sentence);
    let owner = all.iter().position(|word| word.is_possessive(sentence));
    let Some((at, owner)) = owner.and_then(|at| Some((at, all.get(at)?))) else {
        return Subject::None;
    };
    let mut behind = all.iter().skip(at + 1).take(PLAN_WORDS);
    let plans = behind.any(|word| PLANS.iter().any(|noun| word.is(sentence, noun)));
    let range = 0..owner.bare_end(sentence, true);
    let name = sentence.get(range.clone()).unwrap_or_default();
    match plans && is_actor(desk, name) {
        true => Subject::Named(range),
        false => Subject::None,
    }
}

enum Subject {
    Named(Range<usize>),
    Pronoun,
    None,
}

fn field(desk: &Desk<'_>, span: &Span, range: Range<usize>, sure: Sure) -> Field<String> {
    let name = desk.within(span, &range);
    let words = desk.words(&name);
    let bare = words::without_article(words);
    let skip = words.len() - bare.len();
    // "A pilot", "its members", "the board": the accuracy run finds half of them to lead nothing.
    let opening = bare.split(' ').next().unwrap_or_default();
    let any = matches!(
        opening,
        "A" | "An" | "a" | "an" | "its" | "Its" | "their" | "Both" | "both"
    );
    let small = !bare.contains(' ') && bare.starts_with(char::is_lowercase);
    // "Schools", "two inspectors", "the remaining officers": some of a kind, for whom as often
    // something is done.
    let counted = matches!(
        words::key(opening).as_str(),
        "first" | "four" | "other" | "remaining" | "three" | "two"
    );
    let key = words::key(bare);
    let kind = !bare.contains(' ') && key.ends_with('s') && desk.cues.labels.names_agent(&key);
    let some = any || small || counted || kind;
    let sure = if some { Sure::Doubtful } else { sure };
    let name = desk.within(&name, &(skip..words.len()));
    desk.exact(&name, "the subject of the sentence", sure)
}

/// "It will publish": the body with which the nearest sentence before opens; one that opens with a
/// pronoun itself passes on to the one before it.
fn earlier(desk: &Desk<'_>, before: &[Told]) -> Option<Field<String>> {
    for told in before.iter().rev().take(SENTENCES_BACK) {
        let sentence = desk.words(&told.span);
        if let Some(range) = named_at(desk, sentence, 0) {
            return Some(field(desk, &told.span, range, Sure::Doubtful));
        }
        let first = words::all_words(sentence).next()?;
        if !PRONOUNS.iter().any(|pronoun| first.is(sentence, pronoun)) {
            return None;
        }
    }
    None
}

/// "Will be led by the Director of Tides": whoever stands behind "by" in the same clause.
fn agent(desk: &Desk<'_>, sentence: &str, from: usize) -> Option<Range<usize>> {
    let rest = sentence.get(from..)?;
    let end = rest.find([',', ';', ':']).unwrap_or(rest.len());
    let clause = rest.get(..end)?;
    let passive = words::all_words(clause)
        .take(3)
        .any(|word| word.is(clause, "be"));
    let at = from + clause.place_of(" by ")? + " by ".len();
    name_behind(desk, sentence, at).filter(|_| passive)
}

/// The subject of the clause whose verb stands at `at`: of its nearest clause, else of the whole.
fn subject(desk: &Desk<'_>, sentence: &str, at: usize) -> Subject {
    let before = sentence.get(..at).unwrap_or_default();
    let start = clause_start(before);
    let clause = before.get(start..).unwrap_or_default();
    if has_own(clause) {
        return Subject::None;
    }
    // "The Department of Tides and Quays will": its own "and" begins no clause.
    let whole = || named_at(desk, sentence, 0).filter(|range| range.contains(&start));
    if let Some(range) = (start > 0)
        .then(whole)
        .flatten()
        .filter(|range| range.end <= at)
    {
        return Subject::Named(range);
    }
    if let Some(range) = named_at(desk, sentence, start).filter(|range| range.end <= at) {
        return Subject::Named(range);
    }
    if let Some(first) = words::all_words(clause).next() {
        if PRONOUNS.iter().any(|pronoun| first.is(clause, pronoun)) {
            return pronoun(desk, sentence, (start, at));
        }
        // "This work", "the report": a thing, where the clause has a subject of its own.
        let opens = THINGS.iter().any(|thing| first.is(clause, thing));
        if start > 0 && (opens || words::is_capital(first.text(clause))) {
            return Subject::None;
        }
    }
    if has_own(before) {
        return Subject::None;
    }
    let first = words::all_words(before).next();
    if first.is_some_and(|word| PRONOUNS.iter().any(|pronoun| word.is(before, pronoun))) {
        return pronoun(desk, sentence, (0, at));
    }
    match named_at(desk, sentence, 0).filter(|range| range.end <= at) {
        Some(range) => Subject::Named(range),
        None => Subject::None,
    }
}

/// "It" stands for the last body named before, in its own sentence or in one before; but for none
/// in "it is likely that".
fn pronoun(desk: &Desk<'_>, sentence: &str, (start, at): (usize, usize)) -> Subject {
    let clause = sentence.get(start..at).unwrap_or_default();
    let mut all = words::all_words(clause).skip(1);
    let be = all
        .next()
        .is_some_and(|word| word.is(clause, "is") || word.is(clause, "was"));
    // "It is reviewing": somebody; "it is likely", "it is hoped": nobody.
    let acts = all
        .next()
        .is_some_and(|word| word.key(clause).ends_with("ing"));
    if be && !acts {
        return Subject::None;
    }
    // "It will be brought in": a thing.
    let behind = sentence.get(at..).unwrap_or_default();
    let verb = behind.strip_prefix("will be ");
    if verb.is_some_and(passives::is_passive) {
        return Subject::None;
    }
    let earlier = sentence.get(..start).unwrap_or_default();
    let named = bodies::named_in(earlier, &desk.bodies)
        .into_iter()
        .next_back();
    let named = named.or_else(|| named_at(desk, sentence, 0).filter(|name| name.end <= start));
    named.map_or(Subject::Pronoun, Subject::Named)
}

fn has_own(clause: &str) -> bool {
    words::all_words(clause).any(|word| OWN_WORDS.has(word.text(clause)))
}

/// Where the nearest clause before a verb begins.
fn clause_start(before: &str) -> usize {
    let marks = [", ", "; ", ": ", " – ", " — ", " and ", " but ", " that "];
    let found = marks
        .iter()
        .filter_map(|mark| Some(before.last_place_of(mark)? + mark.len()));
    found.max().unwrap_or(0)
}

/// The body or post named behind "by" or "for", the first of several.
fn name_behind(desk: &Desk<'_>, sentence: &str, from: usize) -> Option<Range<usize>> {
    let rest = sentence.get(from..)?;
    let taken: Vec<Word> = words::all_words(rest).take(REACH).collect();
    let Some(range) = words::name_at(rest, &taken) else {
        return group_at(desk, rest, &taken).map(|range| from + range.start..from + range.end);
    };
    let name = rest.get(range.clone())?;
    let joined = [" & ", " and ", " ("]
        .iter()
        .filter_map(|joint| name.place_of(joint));
    let whole = is_actor(desk, name).then_some(name.len());
    let end = whole.or_else(|| {
        joined
            .min()
            .filter(|&end| name.get(..end).is_some_and(|name| is_actor(desk, name)))
    })?;
    Some(from + range.start..from + range.start + end)
}

/// The body, post or group that a clause opens with, behind what stands before its subject.
fn named_at(desk: &Desk<'_>, sentence: &str, from: usize) -> Option<Range<usize>> {
    let from = behind_aside(sentence, from);
    known_at(desk, sentence, from).or_else(|| {
        let rest = sentence.get(from..)?;
        let range = agent_at(desk, rest, words::all_words(rest).next()?)?;
        Some(from + range.start..from + range.end)
    })
}

/// The name or the group at a place whose noun shows that it can act.
fn known_at(desk: &Desk<'_>, sentence: &str, from: usize) -> Option<Range<usize>> {
    let rest = sentence.get(from..)?;
    let taken: Vec<Word> = words::all_words(rest).take(REACH).collect();
    let found = people_at(desk, rest, &taken)
        .or_else(|| owned_at(desk, rest, &taken))
        .or_else(|| name_or_group_at(desk, rest, &taken));
    found.map(|range| from + range.start..from + range.end)
}

/// Behind "In England," and "As a first step,"; behind a date that no comma ends.
fn behind_aside(sentence: &str, from: usize) -> usize {
    let rest = sentence.get(from..).unwrap_or_default();
    let first = words::all_words(rest).next();
    // "Meanwhile the Board will": the word alone stands before the subject.
    if let Some(word) = first.filter(|word| ADVERBS.iter().any(|one| word.is(rest, one))) {
        let behind = rest.get(word.end..).unwrap_or_default();
        return from + rest.len() - behind.trim_start_matches([',', ' ']).len();
    }
    if let Some(opening) = OPENINGS.iter().find(|opening| rest.starts_with(**opening)) {
        let behind = rest.get(opening.len()..).unwrap_or_default();
        return from + rest.len() - behind.trim_start_matches([',', ' ']).len();
    }
    let aside = first.is_some_and(|word| ASIDES.iter().any(|aside| word.is(rest, aside)));
    let dated = heeded_due::find(rest)
        .into_iter()
        .next()
        .filter(|found| found.range.start == 0)
        .map(|found| found.range.end);
    if !aside && dated.is_none() {
        return from;
    }
    let comma = rest.find(", ").map(|at| at + ", ".len());
    let behind = match (dated, comma) {
        (Some(dated), _) => {
            let words = rest.get(dated..).unwrap_or_default();
            dated + words.len() - words.trim_start_matches([',', ' ']).len()
        }
        (None, Some(comma)) => comma,
        (None, None) => return from,
    };
    from + behind
}
