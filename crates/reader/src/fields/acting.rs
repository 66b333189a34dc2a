//! Who acts, where a clause opens: a name, people, a group; told by what follows it.

use std::ops::Range;

use super::lead::{ADVERBS, ASIDES, OWN, PRONOUNS};
use super::things::THINGS;
use super::{Desk, passives};
use crate::recognise::words::{self, Word};
use crate::recognise::{bodies, commitment, dates};

/// Words that may stand between a subject and its verb, or are the verb.
const VERBS: &[&str] = &[
    "agree",
    "aim",
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
    "expect",
    "had",
    "has",
    "have",
    "intend",
    "is",
    "met",
    "now",
    "or",
    "plan",
    "propose",
    "shall",
    "should",
    "then",
    "to",
    "told",
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
/// Nouns of a group in small letters that acts: "the working group", "a panel of pilots".
const GROUPS: &[&str] = &[
    "adviser",
    "agency",
    "airline",
    "association",
    "authority",
    "bidder",
    "board",
    "bureau",
    "commission",
    "committee",
    "company",
    "contractor",
    "council",
    "department",
    "director",
    "evaluator",
    "experts",
    "force",
    "forum",
    "government",
    "group",
    "inspector",
    "inspectorate",
    "inspectors",
    "institution",
    "laboratory",
    "leaders",
    "manager",
    "master",
    "ministers",
    "ministry",
    "office",
    "officer",
    "officials",
    "ombudsmen",
    "operator",
    "owner",
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
    "matrons",
    "members",
    "ministers",
    "officers",
    "officials",
    "staff",
    "statisticians",
    "surveyors",
    "trustees",
];
/// Words before a noun that names a group: "each forum", "both councils".
const GROUP_OPENINGS: &[&str] = &[
    "a", "all", "an", "both", "each", "every", "its", "our", "that", "the", "their", "these",
    "this", "those",
];
/// Nouns of things as well as of those who act: "the network will submit", "will be closed".
const EITHER: &[&str] = &[
    "centre", "division", "facility", "hospital", "network", "region",
];
/// Who belongs to a body is named in at most so many words: "community nursing team".
const OWNED_WORDS_MAX: usize = 3;
/// A group has at most so many words behind its article: "The four local resilience forums".
const GROUP_WORDS_MAX: usize = 5;
/// And so many, where one of them joins two names: "a panel of pilots".
const JOINED_WORDS_MAX: usize = 3;
/// What stands between commas behind a name says who that is in at most so many words.
const APPOSITION_WORDS: usize = 5;

/// A name that acts, or a group: the first that a clause opens with.
pub(super) fn name_or_group_at(
    desk: &Desk<'_>,
    rest: &str,
    taken: &[Word],
) -> Option<Range<usize>> {
    let first = taken.first()?;
    if PRONOUNS.iter().any(|pronoun| first.is(rest, pronoun)) {
        return None;
    }
    let opens = GROUP_OPENINGS.iter().any(|word| first.is(rest, word));
    let name = bodies::of_fields(rest, taken).or_else(|| words::name_at(rest, taken));
    if let Some(range) = name {
        let name = rest.get(range.clone())?;
        let behind = rest.get(range.end..)?;
        // "The Board's lamps": what is theirs.
        if name.ends_with(['\'', '’']) || name.ends_with("'s") || name.ends_with("’s") {
            return None;
        }
        // "Harbour Office (HO)" stands without its short name.
        let end = range.start + name.find(" (").unwrap_or(name.len());
        let acts = is_actor(desk, name) && verb_follows(rest, range.end);
        // "The Coastal Guard will inform": several words with capitals, behind "the" alone.
        let named = || !opens || first.is(rest, "the") && words::capitals(name) > 2;
        let promises = || named() && promises_deed(desk, name, behind);
        if acts || promises() || undertakes(name, behind) {
            return Some(range.start..end);
        }
        if let Some(end) = with_number(rest, &range).or_else(|| with_noun(rest, &range)) {
            return Some(range.start..end);
        }
        if !opens {
            return None;
        }
    }
    group_at(desk, rest, taken)
}

/// "Tide Rail and Quay Trams have undertaken to": what things never do shows that a name of several
/// words is that of somebody.
fn undertakes(name: &str, behind: &str) -> bool {
    const UNDERTAKING: &[&str] = &[
        " agreed to ",
        " expect to ",
        " expects to ",
        " has agreed to ",
        " has committed to ",
        " has promised to ",
        " has undertaken to ",
        " have agreed to ",
        " have committed to ",
        " have promised to ",
        " have undertaken to ",
        " intend to ",
        " intends to ",
        " undertook to ",
    ];
    let bare = words::without_article(name);
    words::capitals(bare) > 1 && UNDERTAKING.iter().any(|verb| behind.starts_with(verb))
}

/// "Region 5 expects": where a part of a body ends that has a number for its name.
fn with_number(rest: &str, name: &Range<usize>) -> Option<usize> {
    const PARTS: &[&str] = &[
        "Area", "Command", "District", "Division", "Region", "Sector",
    ];
    let noun = rest.get(name.clone())?.rsplit(' ').next()?;
    let behind = rest.get(name.end..)?.strip_prefix(' ')?;
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let end = name.end + " ".len() + digits;
    let part = digits > 0 && PARTS.contains(&noun);
    (part && verb_follows(rest, end)).then_some(end)
}

/// "The Lamps for Every Pier programme is": where a group ends whose noun is written small behind
/// its name.
fn with_noun(rest: &str, name: &Range<usize>) -> Option<usize> {
    let article = rest.get(name.clone())?.starts_with("The ");
    let behind = rest.get(name.end..)?.strip_prefix(' ')?;
    let noun = behind.split(' ').next()?;
    let end = name.end + " ".len() + noun.len();
    let acts = GROUPS.contains(&noun) && verb_follows(rest, end);
    (article && acts && !is_done_to(rest, end)).then_some(end)
}

/// "A panel will be set up", "organisations will be supported": what others do to them or for them,
/// unless they are told to do something.
fn is_done_to(rest: &str, end: usize) -> bool {
    let behind = rest
        .get(end..)
        .and_then(|rest| rest.strip_prefix(" will be "));
    behind.is_some_and(passives::is_done)
}

/// "Ofcom will report", "The Quayside Technology Center will deliver": a name that is not
/// known, and what only people do.
fn promises_deed(desk: &Desk<'_>, name: &str, behind: &str) -> bool {
    /// What things do as well: "the satellite will launch".
    const THINGS_DO: &[&str] = &["begin", "complete", "launch", "open", "operate", "start"];
    let Some(deed) = without_apposition(behind).strip_prefix(" will ") else {
        return false;
    };
    let verb = deed.split(' ').next().unwrap_or_default();
    let bare = words::without_article(name);
    let one = bare == name && !name.contains(' ') && name.len() > 3;
    let several = || {
        let last = bare.rsplit(' ').next().unwrap_or_default();
        words::capitals(bare) > 1 && words::is_capital(last) && !THINGS.has(last)
    };
    let named = (one || several()) && heeded_due::find(name).is_empty();
    let does = || desk.cues.labels.is_deed(deed) && !THINGS_DO.contains(&verb);
    // "Hills Rescue will extend it": the name of a thing has its article.
    let opening = bare.split(' ').next().unwrap_or_default();
    let bare_name = bare == name && !THINGS.has(opening) && several();
    let acts = || deed.starts_with("do so") || desk.cues.labels.is_bare_verb(verb);
    named && (does() || bare_name && acts())
}

/// "Surveyors will", "Hospital trusts are to": people or groups without an article.
pub(super) fn people_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
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
    // "Officials of both ministries met": whose they are belongs to their name.
    if let Some(whole) = described(rest, taken, noun) {
        return Some(first.start..whole);
    }
    if is_done_to(rest, end) {
        return None;
    }
    // Words between that are no adjectives begin a sentence of another kind: "We and officers".
    let plain = words::all_words(name).all(|word| !is_small(&word.key(name)));
    (plain && end == noun.end && finite_follows(rest, end)).then_some(first.start..end)
}

/// Where the words end that say whose people are, in front of what they do.
fn described(rest: &str, taken: &[Word], noun: &Word) -> Option<usize> {
    /// "of the two northern boards".
    const DESCRIBING_WORDS: usize = 9;
    const FINITE: &[&str] = &[
        "expect", "has", "have", "intend", "met", "plan", "shall", "will",
    ];
    let mut behind = taken.iter().filter(|word| word.start > noun.start);
    let joint = behind.next()?;
    if !["from", "in", "of"].iter().any(|word| joint.is(rest, word)) || noun.ends_sentence(rest) {
        return None;
    }
    let few: Vec<&Word> = behind.take(DESCRIBING_WORDS).collect();
    let verb = few
        .iter()
        .position(|word| FINITE.iter().any(|verb| word.is(rest, verb)))?;
    let last = few.get(verb.checked_sub(1)?)?;
    let plain = few.iter().take(verb).all(|word| !word.ends_sentence(rest));
    (plain && !is_done_to(rest, last.end)).then_some(last.end)
}

fn is_small(key: &str) -> bool {
    words::is_connector(key)
        || VERBS.contains(&key)
        || ASIDES.contains(&key)
        || ADVERBS.contains(&key)
        || OWN.contains(&key)
        || PRONOUNS.contains(&key)
}

/// "The Alliance's members will", "the Board's estates team will": those who belong to a body.
pub(super) fn owned_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    let range = words::name_at(rest, taken)?;
    let owner = taken.iter().find(|word| word.end >= range.end)?;
    let name = rest.get(range.start..owner.bare_end(rest, true))?;
    if !owner.is_possessive(rest) || !is_actor(desk, name) {
        return None;
    }
    let behind = taken.iter().filter(|word| word.start > owner.start);
    let acts = |word: &&Word| {
        let key = word.key(rest);
        let group = GROUPS.contains(&key.as_str()) || PEOPLE.contains(&key.as_str());
        let agent = group || desk.cues.labels.names_agent(&key);
        agent && verb_follows(rest, word.bare_end(rest, false))
    };
    let noun = behind.take(OWNED_WORDS_MAX).find(acts)?;
    Some(range.start..noun.bare_end(rest, false))
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
pub(super) fn group_at(desk: &Desk<'_>, rest: &str, taken: &[Word]) -> Option<Range<usize>> {
    let first = taken.first()?;
    let article = GROUP_OPENINGS.iter().any(|article| first.is(rest, article));
    let mut few = taken.iter().skip(1).take(GROUP_WORDS_MAX);
    let most = match few.any(|word| words::is_connector(&word.key(rest))) {
        true => JOINED_WORDS_MAX,
        false => GROUP_WORDS_MAX,
    };
    let noun = taken.iter().skip(1).take(most).position(|word| {
        let key = word.key(rest);
        let group = GROUPS.contains(&key.as_str()) || PEOPLE.contains(&key.as_str());
        let several = key.ends_with('s') && desk.cues.labels.names_agent(&key);
        let either = || EITHER.contains(&key.as_str()) && does_deed(desk, rest, word.end);
        (group || several || either()) && !words::is_capital(word.text(rest))
    })?;
    let of = taken.get(noun + 2).is_some_and(|word| word.is(rest, "of"));
    let last = if of { noun + 4 } else { noun + 1 };
    let end = taken.get(last)?.bare_end(rest, false);
    let ends = taken.get(last)?.text(rest).ends_with(',');
    let acts = (ends || verb_follows(rest, end)) && !is_done_to(rest, end);
    (article && acts).then_some(first.start..end)
}

/// "The network will submit": what only people do.
fn does_deed(desk: &Desk<'_>, rest: &str, end: usize) -> bool {
    let behind = rest.get(end..).and_then(|rest| rest.strip_prefix(" will "));
    behind.is_some_and(|deed| desk.cues.labels.is_deed(deed))
}

/// Whether a name is one of those who can act: a body, a post, or who is spoken of as one.
pub(super) fn is_actor(desk: &Desk<'_>, name: &str) -> bool {
    let bare = words::without_article(name);
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
        bare == name
            && words::capitals(bare) > 1
            && bare.split(' ').all(words::is_of_name)
            && desk.acts_by_last(bare)
    };
    // "The Trust Handbook": a paper of somebody.
    let paper = || {
        const PAPERS: &[&str] = &[
            "Agreement",
            "Bulletin",
            "Code",
            "Framework",
            "Guidance",
            "Guide",
            "Handbook",
            "Manual",
            "Memorandum",
            "Plan",
            "Policy",
            "Regulations",
            "Report",
            "Review",
            "Rules",
            "Standards",
            "Strategy",
            "Website",
        ];
        let last = bare.rsplit(' ').next().unwrap_or_default();
        bare.contains(' ') && PAPERS.contains(&last)
    };
    // "By EOFY": the end of a year, or of a day.
    let time = || matches!(bare, "COB" | "EOFY" | "EOY");
    let body = || commitment::is_body(name) && !paper() && !time();
    body() || desk.bodies.knows(name) || made() || single() || several()
}

/// What stands behind who somebody is: "Tide Boats Limited, the maker, has agreed".
fn without_apposition(behind: &str) -> &str {
    let rest = behind.strip_prefix(", ");
    match rest.and_then(|rest| rest.split_once(", ")) {
        Some((aside, _)) if aside.split(' ').count() <= APPOSITION_WORDS => {
            behind.get(", ,".len() + aside.len()..).unwrap_or_default()
        }
        _ => behind,
    }
}

/// Whether what follows a name can be its verb: "Wider Government spending" names no body.
fn verb_follows(rest: &str, end: usize) -> bool {
    let behind = rest.get(end..).unwrap_or_default();
    let behind = without_apposition(behind);
    if !behind.starts_with(' ') {
        return bodies::is_abbreviation(behind.trim_start_matches(['(', ' ']))
            || !behind.starts_with(['’', '\'', '/', '-']);
    }
    let next = behind.split_whitespace().next().unwrap_or_default();
    let key = words::key(next);
    let verb = ["s", "ed", "ly"].iter().any(|ending| key.ends_with(ending));
    verb || VERBS.contains(&key.as_str()) || next.starts_with(['(', '–', '—', '-'])
}
