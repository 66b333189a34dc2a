//! Whoever stands at the head of a sentence and is told to do what only people do, though nothing
//! else shows that they can act.

use std::ops::Range;

use super::obliged::{self, Found, GROUP_WORDS, around_modal, behind_joining};
use super::things::THINGS;
use super::{Desk, passives, split};
use crate::draft::Sure;
use crate::recognise::words::WordSet;
use crate::recognise::{bodies, commitment, words};

/// Whoever is told to act stands in at most so many words, what describes them included.
pub(super) const DOER_WORDS: usize = 16;
/// "fire and rescue service" is the longest of such names. Words.
const SERVICE_WORDS_MAX: usize = 4;
/// Words with which a description of a group begins.
const DESCRIBING: &[&str] = &[
    "across",
    "at",
    "between",
    "for",
    "from",
    "in",
    "on",
    "responsible",
    "that",
    "which",
    "who",
    "whose",
    "with",
    "within",
];
/// Words with which the name of nobody begins.
pub(super) const NO_DOERS: &[&str] = &[
    "a",
    "after",
    "an",
    "any",
    "as",
    "at",
    "before",
    "by",
    "during",
    "following",
    "for",
    "from",
    "he",
    "i",
    "if",
    "in",
    "it",
    "its",
    "no",
    "on",
    "she",
    "such",
    "that",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "we",
    "what",
    "when",
    "where",
    "with",
    "you",
];

/// The head of a sentence that tells somebody to do something.
struct Head<'t> {
    /// The name without its article and without what describes it.
    name: &'t str,
    range: Range<usize>,
    /// What follows "should".
    behind: &'t str,
    /// Whether something behind the name describes it: "owners in harbours".
    described: bool,
}

impl Head<'_> {
    /// "Lamps should be lit" asks nobody, and "pilots should be able to see them" those who make
    /// them able; "owners should be required to" asks the owners.
    fn asks(&self) -> bool {
        let behind = self.behind.strip_prefix("not ").unwrap_or(self.behind);
        let told = behind.strip_prefix("be ");
        !told.is_some_and(|told| passives::is_done(told) || told.starts_with("able "))
    }

    /// Whether the name ends with a noun of those who can be told to act.
    fn is_group(&self, desk: &Desk<'_>) -> bool {
        // "Owners of ferries": the noun that acts stands before what is theirs.
        let head = self.name.split(" of ").next().unwrap_or_default();
        let last = words::all_words(head).last();
        let last = last.map_or_else(String::new, |word| word.key(head));
        // "The service", "the ambulance service": one of many, and no helpline.
        let served = last == "service" && words::at_most(self.name, SERVICE_WORDS_MAX);
        let group = served || matches!(last.as_str(), "groups" | "forums");
        desk.cues.labels.names_agent(&last) || group
    }

    /// "The health board must", "the ward manager must": one of those who are told what to do, by
    /// what they are.
    fn is_one(&self, text: &str) -> bool {
        const ONE: WordSet = WordSet::of(&[
            "agency",
            "authority",
            "board",
            "clinician",
            "company",
            "council",
            "employer",
            "home",
            "hospital",
            "landlord",
            "manager",
            "ministry",
            "operator",
            "owner",
            "practice",
            "provider",
            "school",
            "surgery",
            "team",
            "trust",
        ]);
        let before = text.get(..self.range.start).unwrap_or_default();
        let article = ["The ", "the ", "Each ", "Every "]
            .iter()
            .any(|article| before.ends_with(article));
        let last = words::all_words(self.name).last();
        let last = last.map_or_else(String::new, |word| word.key(self.name));
        article && ONE.has(&last)
    }
}

/// What stands before the first "should" of a sentence, where it can be a name and what describes
/// it.
fn head<'t>(text: &'t str, sentence: &Range<usize>) -> Option<Head<'t>> {
    let from = behind_joining(text, sentence.start);
    let rest = text.get(from..sentence.end)?;
    let (before, behind) = around_modal(rest)?;
    let all: Vec<words::Word> = words::all_words(before).take(DOER_WORDS + 1).collect();
    // The name ends where a clause or a place describes it: "promoters who", "owners in harbours".
    // "The responsible manager": before its noun the word tells which one.
    let first = 1 + usize::from(words::without_article(before).len() < before.len());
    let end = all
        .iter()
        .skip(first)
        .find(|word| {
            let rest = before.get(word.start..).unwrap_or_default();
            // "The Chief Fire Officer of the area", but "owners of ferries".
            let post = rest.starts_with("of the ") && before.starts_with("The ");
            // "Skills for Harbours": a part of the name.
            let inside = rest.strip_prefix("for ").is_some_and(words::is_capital)
                && words::is_capital(before.get(..word.start).unwrap_or_default());
            post || !inside && DESCRIBING.contains(&word.key(before).as_str())
        })
        .map_or(before.len(), |word| word.start);
    let name = before.get(..end)?.trim_end_matches([' ', ',']);
    let bare = words::without_article(name);
    let first = words::key(bare.split(' ').next()?);
    let opens = !NO_DOERS.contains(&first.as_str());
    let few = (1..=GROUP_WORDS + 1).contains(&bare.split(' ').count());
    let marks = bare.contains([',', ';', ':', '(']);
    let stands = opens && few && !marks && all.len() <= DOER_WORDS;
    // "Employers in the public sector": which of a group; not of one that has a name.
    let group = bare.split(' ').skip(1).all(|word| !words::is_capital(word));
    let which = before.get(end..).unwrap_or_default();
    let which = group && (which.starts_with("in ") || which.starts_with("with "));
    let shown = if which { before.len() } else { name.len() };
    stands.then_some(Head {
        name: bare,
        range: from + name.len() - bare.len()..from + shown,
        behind,
        described: end < before.len(),
    })
}

/// "Fire and rescue services in towns should": one group whose name has an "and" in it, and what
/// describes it; without that it is read like any other.
pub(super) fn described(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let head = head(text, sentence)?;
    let (before, _) = head.name.split_once(" and ")?;
    let two = desk.cues.labels.names_agent(before) || bodies::has_body_noun(before);
    let one = head.described && !two && head.is_group(desk) && head.asks();
    one.then_some((head.range, Sure::Doubtful))
}

/// "Undertakers of ferries should appoint a pilot".
pub(super) fn doer(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    let head = head(text, sentence)?;
    let bare = head.name;
    let capital = bare.split(' ').all(words::is_of_name);
    // "Port Tide Metro should widen": a name of several words, and what somebody does.
    let several = words::capitals(bare) > 1;
    let verb = head.behind.split(' ').next().unwrap_or_default();
    let told = several && desk.cues.labels.is_ask_verb(verb);
    let able = several && head.behind.starts_with("be able ");
    let body =
        told || commitment::is_body(bare) || bodies::ends_body(bare) || is_proper(desk, bare);
    let named = capital && (able || body && head.asks());
    let group = (head.is_group(desk) || head.is_one(text)) && head.asks();
    let acts = named || group || desk.cues.labels.is_deed(head.behind);
    let sure = if named { Sure::Likely } else { Sure::Doubtful };
    let made = obliged::is_made(head.behind);
    (acts && !made).then_some((head.range, sure))
}

/// "Ministry of Tides to lead a count", "The Harbour Director ensures that lamps burn": how tables
/// and inspectors tell somebody to act, without "should". Only at the head of an ask.
pub(super) fn directed(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    /// Whom inspectors of the United States tell to see to something.
    const POSTS: &[&str] = &[
        "Administrator",
        "Chief",
        "Commissioner",
        "Director",
        "Secretary",
    ];
    /// What issuers do with an ask.
    const ASKING: &[&str] = &[
        "asks",
        "considers that",
        "encourages",
        "notes",
        "recommends",
        "urges",
    ];
    let rest = text.get(sentence.clone()).filter(|_| sentence.start == 0)?;
    let verb_behind = |at: usize| rest.get(at..)?.trim_start().split([' ', ',', '.']).next();
    let is_verb =
        |at: usize| verb_behind(at).is_some_and(|verb| desk.cues.labels.is_ask_verb(verb));
    if let Some(at) = rest
        .find(" to ")
        .filter(|at| verb_behind(at + " to ".len()) != Some("be"))
    {
        let sure = told_to(desk, rest.get(..at)?);
        // Behind the name of a body any verb will do.
        if is_verb(at + " to ".len()) || sure == Some(Sure::Likely) {
            return sure.map(|sure| (0..at, sure));
        }
    }
    let name = words::name_at(rest, &words::first_words(rest)).filter(|name| name.start == 0)?;
    // "The Director, together with the Chief of Pilots, clarifies"
    let behind_name = rest.get(name.end..)?;
    let behind_name = match behind_name.strip_prefix(", together with ") {
        Some(aside) => aside.split_once(", ")?.1,
        None => behind_name.trim_start(),
    };
    let verb = behind_name.split([' ', ',', '.']).next()?;
    let certain = behind_name.starts_with("makes certain");
    let asking = |said: &&str| behind_name.starts_with(*said);
    let told = verb.ends_with('s') && desk.cues.labels.is_ask_verb(verb) || certain;
    let mut parts = rest.get(name.clone())?.split(' ');
    let post = parts.any(|word| POSTS.contains(&word));
    (told && post && !ASKING.iter().any(asking)).then_some((name, Sure::Likely))
}

/// How sure it is that words before "to light the pier" name who is to do it.
fn told_to(desk: &Desk<'_>, name: &str) -> Option<Sure> {
    let first = words::key(name.split(' ').next().unwrap_or_default());
    let few = words::at_most(name, DOER_WORDS) && words::is_capital(name);
    let capital = name.split(' ').all(words::is_of_name);
    let bare = words::without_article(name);
    let body = bodies::ends_body(bare) || bodies::has_body_noun(bare) || desk.bodies.knows(bare);
    // "Train officers to see": the verb of an ask opens no name.
    let few = few && !desk.cues.labels.is_ask_verb(&first);
    let head = name.split(" of ").next().unwrap_or_default();
    let group = words::at_most(name, GROUP_WORDS + 1)
        && !NO_DOERS.contains(&first.as_str())
        && !name.contains([',', ';', ':'])
        && !name.contains(" by ")
        && split::ends_group(desk, Some(head));
    match (
        few && capital && body,
        few && (group || are_several(desk, name)),
    ) {
        (true, _) => Some(Sure::Likely),
        (false, true) => Some(Sure::Doubtful),
        (false, false) => None,
    }
}

/// "All responders", "Tide Wendle", "The pier operator and the Harbour Office": each of those named
/// is a group, or has a name that is of no thing.
fn are_several(desk: &Desk<'_>, name: &str) -> bool {
    /// "All category 1 responders"
    const PART_WORDS_MAX: usize = 5;
    let acts = |part: &str| {
        let bare = words::without_article(part);
        let mut all = bare.split(' ');
        // "Owners of ferries": the noun that acts stands before what is theirs.
        let head = bare.split(" of ").next().unwrap_or_default();
        let last = words::key(head.rsplit(' ').next().unwrap_or_default());
        let named = all.clone().all(words::is_of_name) && !THINGS.has(&last);
        let proper = named && words::capitals(bare) > 1;
        let each = ["All ", "Each ", "Every "];
        let each = each.iter().any(|each| part.starts_with(each));
        let opens = words::key(part.split(' ').next().unwrap_or_default());
        let group = each || desk.cues.labels.names_agent(&last);
        let told = all.any(|word| desk.cues.labels.is_ask_verb(word) || NO_DOERS.contains(&word));
        let few = words::at_most(part, PART_WORDS_MAX) && !NO_DOERS.contains(&opens.as_str());
        proper || group && few && !told
    };
    let mut parts = split::names(desk, name).into_iter();
    parts.all(|range| name.get(range).is_some_and(acts))
}

/// Whether one word is a name of its own: it has its capital inside sentences too.
fn is_proper(desk: &Desk<'_>, word: &str) -> bool {
    let text = &desk.source.text;
    !word.contains(' ')
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let mut letters = before.chars().rev();
            let apart = letters.next().is_some_and(char::is_whitespace);
            let inside = |one: char| one.is_lowercase() || one == ',';
            apart && letters.next().is_some_and(inside)
        })
}

/// "Tide Canada should accept", "That Moorings for Isles trial": a name of several words at the
/// head of what is to be done, with a verb of what only people do; no noun shows that it is a body.
pub(super) fn named(desk: &Desk<'_>, text: &str, sentence: &Range<usize>) -> Option<Found> {
    /// One word in capitals is any word that opens a sentence.
    const NAME_WORDS_MIN: usize = 2;
    let from = behind_joining(text, sentence.start);
    let rest = text.get(from..sentence.end)?;
    let that = rest.strip_prefix("That ");
    let inside = that.unwrap_or(rest);
    let from = from + rest.len() - inside.len();
    let name = words::name_at(inside, &words::first_words(inside))?;
    let behind = inside.get(name.end..)?.trim_start();
    let modal = ["should ", "must "]
        .iter()
        .find_map(|modal| behind.strip_prefix(modal));
    let words_in = inside.get(name.clone())?;
    let last = words::key(words_in.rsplit(' ').next().unwrap_or_default());
    let acts = |behind: &str| {
        let verb = behind.split(' ').next().unwrap_or_default();
        verb.starts_with(char::is_lowercase)
            && !matches!(verb, "be" | "and" | "or" | "have" | "is" | "are")
    };
    let deed = match modal {
        Some(behind) => desk.cues.labels.is_deed(behind) || acts(behind) && !THINGS.has(&last),
        // "That Tide Canada not grant it"
        None => that.is_some() && acts(behind.strip_prefix("not ").unwrap_or(behind)),
    };
    let several = words_in.split(' ').filter(|word| words::is_capital(word));
    let named = several.count() >= NAME_WORDS_MIN && !words_in.contains([',', ';', ':', '(']);
    (deed && named && name.start == 0)
        .then_some((from + name.start..from + name.end, Sure::Doubtful))
}

/// "Ofships should look at it": one word that the document writes large within sentences, and never
/// small.
pub(super) fn is_named_alone(text: &str, name: &str) -> bool {
    /// "Use", "Data": shorter ones are words of any kind.
    const LETTERS_MIN: usize = 5;
    if name.contains(' ') || name.len() < LETTERS_MIN || !words::is_capital(name) {
        return false;
    }
    let within = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or_default();
        before.ends_with(' ') && before.trim_end().ends_with(|one: char| one.is_lowercase())
    };
    let small = name.to_lowercase();
    text.match_indices(name).any(within) && !text.contains(small.as_str())
}
