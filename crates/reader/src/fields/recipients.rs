//! Those whom a report is sent to, and offices: whoever stands at the head of a body is asked by
//! the name of the office or of the body, as the document has it.

use std::ops::Range;

use super::addressees::{Subject, looks_like_body};
use super::subject::subject_from;
use super::{Desk, doers, obliged, split};
use crate::draft::Sure;
use crate::layout::Entry;
use crate::recognise::{bodies, words};

/// With these words the name of a part of a body ends, where it stands behind the body's.
const PARTS_OF_BODIES: &[&str] = &["Department", "Directorate", "Division", "Section", "Team"];
/// The first word of the name of an office.
const OFFICES: &[&str] = &["secretary", "minister", "director", "chief", "commissioner"];
/// And of one that is only known as such where the body stands behind it.
const HEADS: &[&str] = &["administrator", "chair", "chairman", "chairperson", "head"];

/// Verbs behind a name that is that of whoever asks.
const TELLING: &[&str] = &[
    "ask",
    "asks",
    "consider",
    "considers",
    "recommend",
    "recommends",
    "request",
    "requests",
    "urge",
    "urges",
];
/// Posts that open an item of a list, with the body behind a comma.
const POSTS_BEFORE: &[&str] = &[
    "Chief Constable, ",
    "Chief Executive, ",
    "Chief Executive Officer, ",
    "Managing Director, ",
    "Medical Director, ",
];
/// With these words before it a post has more words than its last.
const PARTS_OF_POSTS: &[&str] = &[
    "Acting", "and", "Deputy", "Director", "General", "Interim", "The", "the",
];

/// Verbs behind a noun that tell of it.
const MODALS: &[&str] = &["be", "is", "must", "shall", "should", "was", "will"];

/// "The Board develop a plan": an ask that goes on behind the name with what is asked for.
pub(super) fn bare_verb<'e>(desk: &Desk<'_>, entry: &'e Entry) -> Option<Subject<'e>> {
    let first = entry.ask.first()?;
    let text = desk.words(first);
    let told = ["We recommended ", "We recommend "]
        .iter()
        .find(|opening| text.starts_with(**opening));
    let from = told.map_or(0, |opening| opening.len());
    let (range, _) = subject_from(desk, text, from)?;
    let name = text.get(range.clone())?;
    let behind = behind_means(text.get(range.end..)?);
    let (verb, object) = behind.split_once(' ')?;
    // "Any delayed transfer should be reported": a noun.
    let next = object.split(' ').next();
    let noun = next.is_some_and(|next| MODALS.contains(&next));
    let small = verb.starts_with(char::is_lowercase) && !TELLING.contains(&verb);
    let verb = desk
        .cues
        .labels
        .is_ask_verb(verb)
        .then_some(verb)
        .filter(|_| small && !noun)?;
    // "Quayside Western Rail renew": of one body only an ask says it without an "s".
    // "Recognise Quayside signs": the verb stands first.
    let opening = name.split(' ').next().unwrap_or_default();
    let is_verb = |word: &str| desk.cues.labels.is_bare_verb(word);
    let proper = || {
        is_proper(name) || doers::is_named_alone(&desk.source.text, words::without_article(name))
    };
    // "The Quay Hospital Director ensures that": of a post an ask says it as a fact.
    let acts = || is_verb(verb) || leads_body(name) && verb.ends_with('s');
    let named = || acts() && !is_verb(opening) && proper();
    (obliged::is_asked(desk, name) || named()).then_some((first, range, Sure::Likely))
}

/// A name of several words that have capitals all.
fn is_proper(name: &str) -> bool {
    let bare = words::without_article(name);
    bare.contains(' ') && words::is_capital(bare) && bare.split(' ').all(words::is_of_name)
}

/// Behind ", through the Quay Authority," and the like, which say by what means a body is to act.
fn behind_means(behind: &str) -> &str {
    const MEANS: &[&str] = &[
        ", acting through ",
        ", in consultation with ",
        ", through ",
        ", with ",
    ];
    /// "in consultation with the railways and other interested persons".
    const MEANS_WORDS_MAX: usize = 12;
    let opening = MEANS.iter().find_map(|means| behind.strip_prefix(means));
    let verb = opening.and_then(|rest| rest.split_once(", "));
    let verb = verb.filter(|(means, _)| words::at_most(means, MEANS_WORDS_MAX));
    verb.map_or(behind, |(_, verb)| verb).trim_start()
}

/// The names in a list of recipients: of each of its items the body, or the office by itself.
pub(super) fn bodies(desk: &Desk<'_>, words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for item in items(words) {
        let inside = without_address(words.get(item.clone()).unwrap_or_default());
        let ranges = body_among(desk, inside, split::names(desk, inside));
        found.extend(
            ranges
                .into_iter()
                .map(|one| item.start + one.start..item.start + one.end),
        );
    }
    found
}

/// "Tide Health Trust, Trust Headquarters, 3 Quay Street": whom, and not where.
fn without_address(words: &str) -> &str {
    const PLACES: &[&str] = &[
        "Avenue",
        "Floor",
        "Headquarters",
        "House",
        "Lane",
        "Place",
        "Road",
        "Square",
        "Street",
    ];
    let mut at = 0;
    for part in words.split_inclusive(", ") {
        let bare = part.trim_end_matches([',', ' ', '.']);
        // "3 Quay Street", "Unit 4 Tide Park"
        let number = bare.contains(|sign: char| sign.is_ascii_digit());
        let place = bare
            .rsplit(' ')
            .next()
            .is_some_and(|last| PLACES.contains(&last));
        if at > 0 && (number || place) {
            let kept = words.get(..at).unwrap_or(words);
            return kept.trim_end_matches([',', ' ']);
        }
        at += part.len();
    }
    words
}

/// The items of a list whose numbers stand inside one stretch of print.
fn items(words: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    // A list whose numbers stand apart is printed in one line.
    for post in POSTS_BEFORE {
        let opens = words.match_indices(post).filter(|(at, _)| {
            let before = words.get(..*at).unwrap_or_default();
            let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
            let part = PARTS_OF_POSTS.contains(&last);
            // "National Medical Director, Tide Health" is one post.
            let body = bodies::has_body_noun(before) || last.contains('.');
            *at > 0 && before.ends_with(' ') && body && !part && !last.ends_with([',', '.', ')'])
        });
        starts.extend(opens.map(|(at, _)| at));
    }
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        if at > 0 && number(line).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    starts.extend(numbers_inside(words));
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    let items = starts.iter().zip(ends);
    let bare = |start: usize, end: usize| {
        let skip = words.get(start..end).and_then(number).unwrap_or(0);
        start + skip..end
    };
    items.map(|(start, end)| bare(*start, end)).collect()
}

/// "… Tide Trust 2. Quay Board 3. Ann Ltd": where the numbers go on inside a line.
fn numbers_inside(words: &str) -> Vec<usize> {
    /// More are no list of recipients.
    const RECIPIENT_LINES_MAX: usize = 24;
    let mut found: Vec<usize> = Vec::new();
    let mut from = 0;
    for next in 2..=RECIPIENT_LINES_MAX {
        let rest = words.get(from..).unwrap_or_default();
        let marks = [
            format!(" {next}. "),
            format!(" {next}) "),
            format!(" ({next}) "),
        ];
        let at = marks.iter().filter_map(|mark| {
            let at = rest.find(mark.as_str())?;
            let behind = rest.get(at + mark.len()..)?;
            words::looks_like_name(behind).then_some(at + 1)
        });
        let Some(at) = at.min() else { break };
        from += at;
        found.push(from);
    }
    found
}

/// How long the number is that opens a line: "2. ", "(3) ".
fn number(line: &str) -> Option<usize> {
    let inside = line.trim_start().trim_start_matches('(');
    let digits = inside.len()
        - inside
            .trim_start_matches(|one: char| one.is_ascii_digit())
            .len();
    let behind = inside.get(digits..)?;
    let rest = behind.strip_prefix(['.', ')'])?;
    (digits > 0 && rest.starts_with(char::is_whitespace)).then_some(line.len() - rest.len())
}

/// "Administrator of the Canal Agency": whether a name is that of whoever leads another.
pub(super) fn is_post_in(post: &str, body: &str) -> bool {
    // "Department of Harbours: Pier Service" is two bodies, the wider first.
    let mut parts = body.split(": ");
    parts.any(|body| is_post_of(post, body))
}

/// Whether whoever is asked stands at the head of a body, or of one in the department that a column
/// names: "Administrator of the Pier Agency" beside "Department of Harbors".
pub(super) fn leads(asked: &str, named: &str) -> bool {
    let key = words::name_key(asked);
    let first = key.split(' ').next().unwrap_or_default();
    let head = OFFICES.contains(&first) || HEADS.contains(&first);
    let department = || words::name_key(named).starts_with("department of ");
    is_post_in(asked, named) || (head && key.contains(" of ") && department())
}

/// Whether whoever is asked is a post, and a line names the body that it is in: "the Quay Hospital
/// Director" beside "Harbours Health Administration".
pub(super) fn acts_for(asked: &str, named: &str) -> bool {
    const UNDER: &[&str] = &["assistant secretary ", "under secretary "];
    let key = words::name_key(asked);
    let post = leads_body(asked) || UNDER.iter().any(|under| key.starts_with(under));
    post && !leads_body(named) && !is_office(named)
}

fn is_post_of(post: &str, body: &str) -> bool {
    let (key, body) = (words::name_key(post), words::name_key(body));
    // "Secretary of the Interior", at the head of the "Department of the Interior".
    let field = |name: &str, first: &str| {
        let rest = name.strip_prefix(first)?.trim_start();
        Some(words::without_article(rest).to_owned())
    };
    let own = field(&key, "secretary of ");
    if own.is_some() && own == field(&body, "department of ") {
        return true;
    }
    let post = key.strip_suffix(body.as_str()).and_then(|before| {
        before
            .strip_suffix(" of the ")
            .or(before.strip_suffix(" of "))
    });
    let first = post.map(|post| post.split(' ').next().unwrap_or_default());
    first.is_some_and(|first| OFFICES.contains(&first) || HEADS.contains(&first))
}

/// "Committee on the Rights of Harbours (CRH/C/TID/CO/2)": the title of a paper, by its symbol.
pub(super) fn is_symbol(line: &str) -> bool {
    let inside = line.split_once('(').map(|(_, inside)| inside);
    let symbol = inside.and_then(|inside| inside.split(')').next());
    symbol.is_some_and(|symbol| symbol.matches('/').count() > 1 && !symbol.contains(' '))
}

/// "What the organisation": words that ask; "Not specified": words that name nobody.
pub(super) fn names_nobody(words: &str) -> bool {
    const NOBODY: &[&str] = &[
        "n/a",
        "none",
        "not applicable",
        "not specified",
        "not stated",
        "tbc",
        "to be confirmed",
        "unspecified",
        "various",
    ];
    let first = words.split(' ').next();
    matches!(first, Some("What" | "Why" | "How" | "Who" | "Which"))
        || NOBODY
            .iter()
            .any(|nobody| words.eq_ignore_ascii_case(nobody))
}

/// Whether words that stand in the place of a name are one: "61 of 88 lamps have been lit" tells
/// what was done.
pub(super) fn may_be_name(words: &str) -> bool {
    /// "Director-General of the Ministry of Harbours, Moorings and Inland Waters".
    const NAME_WORDS_MAX: usize = 14;
    const TELLING: &[&str] = &["are", "been", "has", "have", "is", "was", "were", "will"];
    let tells = || words.split(' ').any(|word| TELLING.contains(&word));
    let counted = words.starts_with(|one: char| one.is_ascii_digit());
    words::at_most(words, NAME_WORDS_MAX) && !counted && !tells()
}

/// Whether a name is that of an office and not of a body.
pub(super) fn is_office(name: &str) -> bool {
    let first = name.split_whitespace().find(|word| words::is_capital(word));
    let first = first.map(words::key).unwrap_or_default();
    OFFICES.contains(&first.as_str())
}

/// Whether words are the post of whoever leads a body: "Chief Executive", "Governor".
fn leads_body(words: &str) -> bool {
    const POSTS: &[&str] = &[
        "chair",
        "chief executive",
        "chief constable",
        "director",
        "governor",
        "headteacher",
        "manager",
        "managing director",
        "medical director",
        "president",
        "principal",
        "registered manager",
        "the chair",
        "the chief executive",
        "the governor",
    ];
    let key = words::name_key(words);
    POSTS.contains(&key.as_str()) || key.ends_with(" director") || key.ends_with(" officer")
}

/// "The Rt Hon Ann Tide MP, Secretary of State for Harbours": the office, not who holds it.
fn body_among(desk: &Desk<'_>, words: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let is_body = |range: &&Range<usize>| {
        let name = words.get((*range).clone());
        // "Chief Executive" has a noun for bodies in it.
        name.is_some_and(|name| looks_like_body(desk, name) && !leads_body(name))
    };
    let last = ranges.iter().rfind(is_body).cloned();
    // "Governor, Tide Prison": whoever stands behind the office of one who leads it.
    if let (None, [first, rest @ ..]) = (&last, ranges.as_slice())
        && words.get(first.clone()).is_some_and(leads_body)
        && let Some(body) = rest.last()
    {
        return vec![body.clone()];
    }
    // "Medical Director, Quay Care": one stretch, where no noun tells that a body stands behind.
    if let (None, [only]) = (&last, ranges.as_slice())
        && let Some((post, body)) = words.get(only.clone()).and_then(|one| one.split_once(", "))
        && leads_body(post)
        && words::is_capital(body)
    {
        let body = only.end - body.len()..only.end;
        return vec![body];
    }
    // "Harbour Council, Highways Department": a part of the body named before it.
    let part = last.as_ref().and_then(|last| words.get(last.clone()));
    let part = part.is_some_and(|name| PARTS_OF_BODIES.iter().any(|noun| name.ends_with(noun)));
    let first = ranges.iter().find(is_body).cloned();
    match (first, last) {
        (Some(first), Some(last))
            if part
                && first != last
                && !is_office(words.get(first.clone()).unwrap_or_default()) =>
        {
            let whole = first.start..last.end;
            vec![whole]
        }
        (_, Some(last)) => vec![last],
        _ => behind_post(words, ranges),
    }
}

/// "Ann Tide, Safety Manager, Quayside": what stands behind the last post, or that post; all where
/// there is none. "[REDACTED]" stands for whoever holds it.
fn behind_post(words: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut at = 0;
    let parts = words.split(", ").map(|part| {
        let start = at;
        at += part.len() + ", ".len();
        let inside = words::without_article(part.trim());
        let from = start + part.find(inside).unwrap_or(0);
        from..from + inside.len()
    });
    let parts: Vec<Range<usize>> = parts.collect();
    let name = |range: &Range<usize>| words.get(range.clone()).unwrap_or_default();
    let post = parts.iter().rposition(|part| is_post(name(part)));
    let behind = post.and_then(|post| parts.get(post + 1).or_else(|| parts.get(post)));
    // "Ann Tide MP, Minister for Harbours"
    let office = || parts.iter().find(|part| is_office(name(part)));
    let meant = behind.or_else(office);
    match meant.filter(|meant| words::is_capital(name(meant))) {
        Some(meant) => vec![meant.clone()],
        None => ranges,
    }
}

/// "Safety Manager", "Project Manager for Tides": whether words are a post, and no body.
fn is_post(words: &str) -> bool {
    const POSTS: &[&str] = &[
        "Chairman",
        "Director",
        "Engineer",
        "Executive",
        "Head",
        "Leader",
        "Manager",
        "Officer",
        "President",
    ];
    let mut all = words.split(' ');
    let post = all.any(|word| POSTS.contains(&word));
    let behind = all.next();
    post && behind.is_none_or(|word| matches!(word, "and" | "for" | "of" | "–"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_part_the_items_of_a_list() {
        let list =
            "1. Secretary of State for Tides\n2.   Governor, Tide Prison\nNorth\n(3) Quay Ltd";
        let found = items(list).into_iter();
        let found: Vec<&str> = found.map(|item| list.get(item).unwrap().trim()).collect();
        let wanted = [
            "Secretary of State for Tides",
            "Governor, Tide Prison\nNorth",
            "Quay Ltd",
        ];
        assert_eq!(found, wanted);
        let inside = "The Chief Executive, Tide Trust 2. The Secretary of State for Tides 3. Quay";
        let found = items(inside).into_iter();
        let found: Vec<&str> = found.map(|item| inside.get(item).unwrap().trim()).collect();
        let wanted = [
            "The Chief Executive, Tide Trust",
            "The Secretary of State for Tides",
            "Quay",
        ];
        assert_eq!(found, wanted);
        let line = "Chief Executive, Tide Trust Medical Director, Quay Board";
        assert_eq!(items(line), [0..28, 28..line.len()]);
    }

    #[test]
    fn a_post_belongs_to_its_body() {
        assert!(is_post_in(
            "Administrator of the Canal Agency",
            "Canal Agency"
        ));
        assert!(!is_post_in("Friends of the Canal Agency", "Canal Agency"));
        assert!(is_symbol("Committee on Tides (CT/C/TID/CO/2)"));
        assert!(!is_symbol("Tide Board (TB)"));
    }
}
