//! Who leads a promise of prose: the body or post that its own sentence names.

use std::ops::Range;

use super::{Desk, Told};
use crate::draft::{Field, Sure};
use crate::layout::Span;
use crate::recognise::words::{self, Word};
use crate::recognise::{bodies, commitment, dates};

/// Words that speak for whoever answers: then no name leads.
const OWN: &[&str] = &["we", "i", "we'll", "we're", "i'll"];
/// What stands for a body that an earlier sentence names.
const PRONOUNS: &[&str] = &["it", "they"];
/// Words that may stand between a subject and its verb, or are the verb.
const VERBS: &[&str] = &[
    "also",
    "am",
    "and",
    "are",
    "be",
    "been",
    "began",
    "did",
    "do",
    "does",
    "had",
    "has",
    "have",
    "is",
    "met",
    "now",
    "or",
    "shall",
    "should",
    "then",
    "to",
    "undertook",
    "was",
    "were",
    "which",
    "who",
    "will",
    "with",
    "would",
    "wrote",
];
/// How a phrase opens that stands before the subject.
const ASIDES: &[&str] = &[
    "additionally",
    "also",
    "as",
    "at",
    "by",
    "consequently",
    "currently",
    "during",
    "finally",
    "following",
    "for",
    "from",
    "furthermore",
    "however",
    "if",
    "in",
    "moreover",
    "on",
    "once",
    "over",
    "separately",
    "since",
    "therefore",
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
    "meanwhile",
    "more",
    "next",
    "similarly",
    "subject",
    "until",
    "upon",
    "working",
];
/// Words with which the name of a thing opens.
const THINGS: &[&str] = &[
    "a", "all", "an", "any", "each", "every", "further", "its", "new", "no", "some", "that", "the",
    "their", "these", "this", "those",
];
/// Nouns of a group in small letters that acts: "the working group", "a panel of pilots".
const GROUPS: &[&str] = &[
    "agency",
    "board",
    "commission",
    "committee",
    "council",
    "department",
    "experts",
    "force",
    "forum",
    "government",
    "group",
    "inspectorate",
    "inspectors",
    "leaders",
    "ministers",
    "ministry",
    "office",
    "officials",
    "panel",
    "partnership",
    "programme",
    "regulator",
    "subgroup",
    "taskforce",
    "team",
    "trust",
    "unit",
    "university",
];
/// Nouns in the plural of people who act, where they open a clause without an article: "Surveyors
/// will look at it".
const PEOPLE: &[&str] = &[
    "colleagues",
    "commissioners",
    "engineers",
    "governors",
    "inspectors",
    "members",
    "ministers",
    "officers",
    "officials",
    "staff",
    "surveyors",
    "trustees",
];
/// Words before a noun that names a group: "each forum", "both councils".
const GROUP_OPENINGS: &[&str] = &[
    "a", "all", "an", "both", "each", "every", "its", "our", "that", "the", "their", "these",
    "this", "those",
];
/// What a pronoun stands for is looked for over so many sentences.
const SENTENCES_BACK: usize = 3;
/// What stands between commas behind a name says who that is in at most so many words.
const APPOSITION_WORDS: usize = 5;
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
    let agents = [nearest, first].map(|cue| agent(desk, sentence, cue.end));
    let found = match agents.into_iter().flatten().next() {
        Some(range) => Subject::Named(range),
        None => subject(desk, sentence, nearest.start),
    };
    let found = match found {
        Subject::None if !has_own(sentence) => match told_elsewhere(desk, sentence) {
            Subject::None => reported(desk, sentence),
            found => found,
        },
        found => found,
    };
    match found {
        Subject::Named(range) => Some(field(desk, span, range, Sure::Likely)),
        Subject::Pronoun => earlier(desk, before),
        Subject::None => None,
    }
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
        " stated that ",
        " said that ",
        " indicated that ",
        " advised that ",
        " reported that ",
        " confirmed that ",
        " told us that ",
        " explained that ",
        " noted that ",
    ];
    let said = SAYING.iter().filter_map(|verb| sentence.find(verb)).min();
    match said.map(|at| subject(desk, sentence, at)) {
        Some(Subject::Named(range)) => Subject::Named(range),
        _ => Subject::None,
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
    let article = ["the ", "The "].iter().find(|the| words.starts_with(**the));
    let skip = article.map_or(0, |article| article.len());
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
    let at = from + clause.find(" by ")? + " by ".len();
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
    if let Some(range) = named_at(desk, sentence, start).filter(|range| range.end <= at) {
        return Subject::Named(range);
    }
    if let Some(first) = words::all_words(clause).next() {
        if PRONOUNS.iter().any(|pronoun| first.is(clause, pronoun)) {
            return pronoun(desk, before, start);
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
        return pronoun(desk, before, 0);
    }
    match named_at(desk, sentence, 0).filter(|range| range.end <= at) {
        Some(range) => Subject::Named(range),
        None => Subject::None,
    }
}

/// "It" stands for the last body named before, in its own sentence or in one before; but for none
/// in "it is likely that".
fn pronoun(desk: &Desk<'_>, before: &str, start: usize) -> Subject {
    let clause = before.get(start..).unwrap_or_default();
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
    let earlier = before.get(..start).unwrap_or_default();
    let named = bodies::named_in(earlier, &desk.bodies)
        .into_iter()
        .next_back();
    named.map_or(Subject::Pronoun, Subject::Named)
}

fn has_own(clause: &str) -> bool {
    words::all_words(clause).any(|word| OWN.iter().any(|own| word.is(clause, own)))
}

/// Where the nearest clause before a verb begins.
fn clause_start(before: &str) -> usize {
    let marks = [", ", "; ", ": ", " – ", " — ", " and ", " but ", " that "];
    let found = marks
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()));
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
        .filter_map(|joint| name.find(joint));
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
    let rest = sentence.get(from..)?;
    let taken: Vec<Word> = words::all_words(rest).take(REACH).collect();
    let found = people_at(desk, rest, &taken)
        .or_else(|| owned_at(desk, rest, &taken))
        .or_else(|| name_or_group_at(desk, rest, &taken));
    found.map(|range| from + range.start..from + range.end)
}

fn name_or_group_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    let first = taken.first()?;
    let opens = GROUP_OPENINGS.iter().any(|word| first.is(rest, word));
    if let Some(range) = words::name_at(rest, taken) {
        let name = rest.get(range.clone())?;
        let acts = is_actor(desk, name) && verb_follows(rest, range.end);
        // "Harbour Office (HO)" stands without its short name.
        let end = range.start + name.find(" (").unwrap_or(name.len());
        let promises = || promises_deed(desk, name, rest.get(range.end..).unwrap_or_default());
        if acts || !opens {
            return (acts || promises()).then_some(range.start..end);
        }
    }
    group_at(desk, rest, taken)
}

/// "Ofcom will report": one word that is no known name, and what only people do.
fn promises_deed(desk: &Desk<'_>, name: &str, behind: &str) -> bool {
    /// What things do as well: "the satellite will launch".
    const THINGS_DO: &[&str] = &["begin", "complete", "launch", "open", "operate", "start"];
    let Some(deed) = behind.strip_prefix(" will ") else {
        return false;
    };
    let verb = deed.split(' ').next().unwrap_or_default();
    let word = !name.contains(' ') && name.len() > 3 && heeded_due::find(name).is_empty();
    word && desk.cues.labels.is_deed(deed) && !THINGS_DO.contains(&verb)
}

/// "Surveyors will", "Hospital trusts are to": people or groups without an article.
fn people_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    /// At most so many words: "local safety boards".
    const PEOPLE_WORDS: usize = 3;
    let first = taken.first()?;
    if GROUP_OPENINGS.iter().any(|word| first.is(rest, word)) {
        return None;
    }
    let noun = taken.iter().take(PEOPLE_WORDS).find(|word| {
        let key = word.key(rest);
        let plural = key.ends_with('s') && desk.cues.labels.names_agent(&key);
        plural || PEOPLE.contains(&key.as_str())
    })?;
    let end = noun.bare_end(rest, false);
    let name = rest.get(first.start..end)?;
    // "Organisations will be supported": what others do for them.
    if rest.get(end..)?.starts_with(" will be ") {
        return None;
    }
    // Words between that are no adjectives begin a sentence of another kind: "We and officers".
    let plain = words::all_words(name).all(|word| !is_small(&word.key(name)));
    (plain && end == noun.end && finite_follows(rest, end)).then_some(first.start..end)
}

fn is_small(key: &str) -> bool {
    words::is_connector(key)
        || VERBS.contains(&key)
        || ASIDES.contains(&key)
        || OWN.contains(&key)
        || PRONOUNS.contains(&key)
}

/// "The Alliance's members will": those who belong to a body.
fn owned_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    let range = words::name_at(rest, taken)?;
    let owner = taken.iter().find(|word| word.end >= range.end)?;
    let name = rest.get(range.start..owner.bare_end(rest, true))?;
    if !owner.is_possessive(rest) || !is_actor(desk, name) {
        return None;
    }
    let noun = taken.iter().find(|word| word.start > owner.start)?;
    let key = noun.key(rest);
    let agent = PEOPLE.contains(&key.as_str()) || desk.cues.labels.names_agent(&key);
    let end = noun.bare_end(rest, false);
    (agent && verb_follows(rest, end)).then_some(range.start..end)
}

/// Whether a verb of what will be or is follows at once: for those that no capital shows to be a
/// name.
fn finite_follows(rest: &str, end: usize) -> bool {
    let behind = rest.get(end..).unwrap_or_default();
    let next = behind.split_whitespace().next().unwrap_or_default();
    const FINITE: &[&str] = &[
        "aim", "are", "expect", "have", "intend", "plan", "propose", "shall", "will",
    ];
    behind.starts_with(' ') && FINITE.contains(&words::key(next).as_str())
}

/// "The working group", "A group of pilots": a noun that acts, and what it is of.
fn group_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    let first = taken.first()?;
    let article = GROUP_OPENINGS.iter().any(|article| first.is(rest, article));
    let noun = taken.iter().take(4).skip(1).position(|word| {
        let key = word.key(rest);
        let group = GROUPS.contains(&key.as_str()) || PEOPLE.contains(&key.as_str());
        let several = key.ends_with('s') && desk.cues.labels.names_agent(&key);
        (group || several) && !words::is_capital(word.text(rest))
    })?;
    let of = taken.get(noun + 2).is_some_and(|word| word.is(rest, "of"));
    let last = if of { noun + 4 } else { noun + 1 };
    let end = taken.get(last)?.bare_end(rest, false);
    let ends = taken.get(last)?.text(rest).ends_with(',');
    (article && (ends || verb_follows(rest, end))).then_some(first.start..end)
}

/// Whether a name is one of those who can act: a body, a post, or who is spoken of as one.
fn is_actor(desk: &Desk<'_>, name: &str) -> bool {
    let bare = ["the ", "The "]
        .iter()
        .find_map(|the| name.strip_prefix(the))
        .unwrap_or(name);
    // "Ofcom": a name by itself that the document says things are done by, with or to.
    let single = || {
        let opening = GROUP_OPENINGS.contains(&words::key(bare).as_str());
        let day = || !heeded_due::find(bare).is_empty() || dates::month(bare).is_some();
        bare == name && !opening && desk.tells_of(bare) && !day()
    };
    // "RailCo": a capital inside a word makes it a name.
    let made = || {
        let inside = bare.chars().skip(1).any(char::is_uppercase);
        !bare.contains(' ') && inside && bare.chars().any(char::is_lowercase)
    };
    // "Tide Trams": capitals alone, and the document says that they act.
    let several = || {
        let mut parts = bare.split(' ');
        let capitals = parts.clone().filter(|word| words::is_capital(word)).count();
        let all = parts.all(|word| words::is_capital(word) || words::is_connector(word));
        bare == name && capitals > 1 && all && desk.acts_by_last(bare)
    };
    commitment::is_body(name) || desk.bodies.knows(name) || made() || single() || several()
}

/// Whether what follows a name can be its verb: "Wider Government spending" names no body.
fn verb_follows(rest: &str, end: usize) -> bool {
    let behind = rest.get(end..).unwrap_or_default();
    // "Tide Boats Limited, the maker, has agreed"
    let behind = match behind
        .strip_prefix(", ")
        .and_then(|rest| rest.split_once(", "))
    {
        Some((aside, _)) if aside.split(' ').count() <= APPOSITION_WORDS => {
            behind.get(", ,".len() + aside.len()..).unwrap_or_default()
        }
        _ => behind,
    };
    if !behind.starts_with(' ') {
        return bodies::is_abbreviation(behind.trim_start_matches(['(', ' ']))
            || !behind.starts_with(['’', '\'', '/', '-']);
    }
    let next = behind.split_whitespace().next().unwrap_or_default();
    let key = words::key(next);
    let verb = ["s", "ed", "ly"].iter().any(|ending| key.ends_with(ending));
    verb || VERBS.contains(&key.as_str()) || next.starts_with(['(', '–', '—', '-'])
}

/// Behind "In England," and "As a first step,"; behind a date that no comma ends.
fn behind_aside(sentence: &str, from: usize) -> usize {
    let rest = sentence.get(from..).unwrap_or_default();
    let first = words::all_words(rest).next();
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
