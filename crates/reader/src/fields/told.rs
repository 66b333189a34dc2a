//! Who is asked, where the document tells of its ask ("the Commission recommended that the Board
//! …") or names them once for many: in the heading of a section, or as the one under review.

use std::ops::Range;

use super::addressees::looks_like_body;
use super::{Desk, recipients, split};
use crate::cues::labels::Label;
use crate::draft::{Field, Sure};
use crate::layout::{Entry, Span, is_title};
use crate::read::BlockKind;
use crate::recognise::bodies;
use crate::recognise::places::Places;
use crate::recognise::sentences::sentences;
use crate::recognise::words;

/// A heading names somebody if its words stand in the document so often.
const OFTEN: usize = 4;

/// The place behind the words with which an ask is told, where whoever is asked is named.
pub(super) fn behind_verb(desk: &Desk<'_>, text: &str) -> Option<usize> {
    sentences(text).into_iter().find_map(|sentence| {
        let words = text.get(sentence.clone())?;
        let end = desk.cues.labels.told(words)?;
        (!is_passive(words.get(..end)?)).then_some(sentence.start + end)
    })
}

/// "The Board is recommended to light its piers": whoever is asked stands before these words.
fn is_passive(told: &str) -> bool {
    let before = told
        .strip_suffix(" to")
        .and_then(|told| told.strip_suffix("recommended"));
    let Some(before) = before else { return false };
    let named = !["it", "this"]
        .iter()
        .any(|thing| words::has_key(before.split(' ').next().unwrap_or_default(), thing));
    named && [" is ", " are "].iter().any(|verb| before.ends_with(verb))
}

/// "The Group considers that the island authorities should", "The Inquiry invites the Board to":
/// behind what the issuer thinks, or behind its verb.
pub(super) fn considered(text: &str) -> Option<usize> {
    /// The issuer's name has at most so many words.
    const ISSUER_WORDS_MAX: usize = 5;
    /// A verb, and what its object then does.
    const VERBS: &[(&str, &str)] = &[
        (" considers that ", " should "),
        (" believes that ", " should "),
        (" is of the opinion that ", " should "),
        (" is of the view that ", " should "),
        (" invites ", " to "),
        (" asks ", " to "),
        (" urges ", " to "),
        (" calls on ", " to "),
        (" calls upon ", " to "),
        (" requests ", " to "),
        (" encourages ", " to "),
        (" expects ", " to "),
        // Of the Commons and the Lok Sabha "the Committee" is many.
        (" invite ", " to "),
        (" urge ", " to "),
        (" call on ", " to "),
        (" call upon ", " to "),
        (" request ", " to "),
        (" encourage ", " to "),
        (" expect ", " to "),
        (" would like ", " to "),
    ];
    let first = text.split_inclusive(". ").next()?;
    let found = VERBS
        .iter()
        .filter_map(|(verb, deed)| Some((first.place_of(verb)?, verb.len(), deed)));
    let (at, length, deed) = found.min()?;
    let issuer = first.get(..at)?;
    let short = words::at_most(issuer, ISSUER_WORDS_MAX) && words::is_capital(issuer);
    let asked = first.get(at + length..)?.contains(deed);
    (short && asked).then_some(at + length)
}

/// Those whom the nearest heading above the ask names, or the one under review.
pub(super) fn in_headings(desk: &Desk<'_>, entry: &Entry) -> Vec<Field<String>> {
    // What a paper of a State prints at its head is whom it is sent to.
    let papers = &desk.cues.papers;
    let addressed = |span: &&Span| {
        let titled = papers.is_title(desk.source.words(&span.range).trim());
        !titled || !papers.are_of_states(&desk.source.text)
    };
    let sections = entry.sections.iter().filter(addressed);
    let mut named = sections.map(|span| names_in(desk, span));
    let found = named.find(|names| !names.is_empty()).unwrap_or_default();
    if !found.is_empty() {
        return found
            .iter()
            .map(|span| desk.exact(span, "the heading above", sure_of(desk, entry)))
            .collect();
    }
    if let Some(span) = &desk.reviewed {
        return vec![desk.exact(span, "the one under review", Sure::Likely)];
    }
    let asked = asked_above(desk, entry);
    asked
        .map(|span| desk.exact(&span, "the line that says who is being asked", Sure::Likely))
        .into_iter()
        .collect()
}

/// "Paint the pier.", "The pier should be painted." beside "Owner: Tide Board": where an ask names
/// nobody, the body that its row has for it. A post is no body, and leads for one.
pub(super) fn by_owner(desk: &Desk<'_>, entry: &Entry) -> Vec<Field<String>> {
    let in_cell = |span: &&Span| {
        let block = desk.source.blocks.get(span.block);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Cell(_)))
    };
    let loose = entry.answers.iter().flat_map(|answer| &answer.loose);
    let leads = loose.filter(|(label, _)| *label == Label::Lead);
    let label = |span: &Span| {
        let block = desk.source.blocks.get(span.block);
        block.and_then(|block| block.label.clone())
    };
    let leads: Vec<&Span> = leads.map(|(_, span)| span).filter(in_cell).collect();
    let column = leads.first().and_then(|first| label(first));
    let mut found: Vec<Field<String>> = Vec::new();
    // The paragraphs of its cell; another column says who works on it.
    for lead in leads.into_iter().filter(|lead| label(lead) == column) {
        let words = desk.words(lead);
        let names = split::names(desk, words);
        let is_body = |range: &Range<usize>| is_owner(desk, words.get(range.clone()));
        if !names.iter().all(is_body) {
            return Vec::new();
        }
        let spans = names.iter().map(|range| desk.within(lead, range));
        let field = |span| desk.exact(&span, "whom its row has for it", Sure::Doubtful);
        found.extend(spans.map(field));
    }
    found
}

/// Whether what stands in a column of those who own the asks is a body and no post.
fn is_owner(desk: &Desk<'_>, name: Option<&str>) -> bool {
    const POSTS: &[&str] = &[
        "CEO", "CFO", "CIO", "CMO", "CNO", "COO", "DASS", "DCS", "DON", "DPH", "MD", "SRO", "TBC",
    ];
    let name = name.unwrap_or_default();
    // "Director of Public Health", "Tide Services (Training Manager)"
    const HOLDERS: &[&str] = &[
        "Adviser",
        "Advisor",
        "Chief",
        "Coordinator",
        "Director",
        "Head",
        "Lead",
        "Manager",
        "Officer",
    ];
    let holder = |word: &str| HOLDERS.contains(&words::trimmed(word));
    if name.split(' ').any(holder) {
        return false;
    }
    let short = bodies::is_abbreviation(name) && !POSTS.contains(&name);
    let named = bodies::has_body_noun(name) && looks_like_body(desk, name);
    short || named || bodies::is_company(name) || name.ends_with(" Health")
}

/// "We are asking Tide Board to improve how it lights piers:", in a line above a list of asks.
fn asked_above(desk: &Desk<'_>, entry: &Entry) -> Option<Span> {
    const LINES_ABOVE: usize = 80;
    let first = entry.ask.first()?;
    let above = desk.source.blocks.iter().enumerate().take(first.block);
    let mut above = above.rev().take(LINES_ABOVE);
    above.find_map(|(block, one)| {
        let line = desk.source.words(&one.range);
        let start = line.find("asking ")? + "asking ".len();
        let rest = line.get(start..).filter(|_| line.ends_with(':'))?;
        let name = rest.get(..rest.find(" to ")?)?;
        let bare = name.strip_prefix("the ").unwrap_or(name);
        let start = one.range.start + start + name.len() - bare.len();
        let range = start..start + bare.len();
        looks_like_body(desk, bare).then_some(Span { block, range })
    })
}

/// A heading that says "assigned to" names whom it is for; one that only is a name may be that of
/// whoever wrote what stands below it.
fn sure_of(desk: &Desk<'_>, entry: &Entry) -> Sure {
    let says = |span: &Span| {
        BEFORE
            .iter()
            .any(|before| desk.words(span).contains(before))
    };
    if entry.sections.iter().any(says) {
        Sure::Likely
    } else {
        Sure::Doubtful
    }
}

/// What stands in a heading before whom it is for.
const BEFORE: &[&str] = &[
    " assigned to ",
    " addressed to ",
    " made to ",
    " for ",
    "Recommendation to ",
    "Recommendations to ",
];
/// What is written for a body to read, and asks it nothing.
const TO_READERS: &[&str] = &["briefing for ", "paper for ", "report for ", "update for "];
/// Words of a heading that names no addressee, but where "assigned to" stands behind them.
const ABOUT: &[&str] = &[
    "administration",
    "annex",
    "finding",
    "findings",
    "inquest",
    "inquiry",
    "investigation",
    "plan",
    "recommendations",
    "report",
    "response",
    "responses",
    "review",
    "scrutiny",
    "tracker",
];

/// "Update on the Board's responses to the recommendations" is about what is asked, and of nobody.
pub(super) fn is_about_asks(heading: &str) -> bool {
    words::all_words(heading).any(|word| ABOUT.contains(&word.key(heading).as_str()))
}

/// "To the Tide Board: that it light the pier": whom an ask is for, at its head.
pub(super) fn letter_head(ask: &str) -> Option<Range<usize>> {
    /// "Director-General of the Ministry of Harbours, Moorings and Inland Waters".
    const NAME_WORDS_MAX: usize = 14;
    let rest = ask.strip_prefix("To ")?;
    let (name, behind) = rest.split_once(':')?;
    let told = behind.trim_start().to_lowercase().starts_with("that ");
    let named = words::at_most(name, NAME_WORDS_MAX) && words::looks_like_name(name);
    (told && named).then(|| "To ".len().."To ".len() + name.len())
}

/// "Piers: The Board Should Light Them" is the title of a report.
pub(super) fn is_headline(heading: &str) -> bool {
    const SAYS: &[&str] = &[
        " Should ", " should ", " Must ", " must ", " Needs ", " Need ",
    ];
    SAYS.iter().any(|word| heading.holds(word))
}

/// The bodies in a heading such as "Recommendations assigned to the Board".
fn names_in(desk: &Desk<'_>, span: &Span) -> Vec<Span> {
    let heading = desk.words(span);
    if recipients::is_symbol(heading) {
        return Vec::new();
    }
    let made_to = words::made_to(heading);
    if made_to.is_none() && is_headline(heading) {
        return Vec::new();
    }
    let about = is_about_asks(heading);
    // "Action plan – update for the Board": who reads it.
    let small = heading.to_lowercase();
    if TO_READERS.iter().any(|noun| small.contains(noun)) {
        return Vec::new();
    }
    if made_to.is_none()
        && (!is_title(heading) || about && !BEFORE.iter().any(|before| heading.contains(before)))
    {
        return Vec::new();
    }
    let starts = BEFORE
        .iter()
        .filter_map(|before| Some(heading.rfind(before)? + before.len()));
    // "Recommendations to the Office for Tides": behind these words all is the name.
    let opening = BEFORE
        .iter()
        .find(|before| heading.starts_with(**before))
        .map(|before| before.len());
    let start = made_to.or(opening).or(starts.max()).unwrap_or(0);
    let rest = heading.get(start..).unwrap_or_default();
    let names = split::names(desk, rest)
        .into_iter()
        .map(|range| desk.within(span, &(start + range.start..start + range.end)));
    let names: Vec<Span> = names.collect();
    // "Recommendations to the Governor": whatever stands there is whom they are made to.
    let all = made_to.is_some() || names.iter().all(|name| is_body(desk, desk.words(name)));
    if all { names } else { Vec::new() }
}

/// A heading may name a body by a short name that the document goes on using.
fn is_body(desk: &Desk<'_>, name: &str) -> bool {
    let capital = name.split_whitespace().all(words::is_capital);
    let several = name.contains(' ') || name.chars().skip(1).any(char::is_uppercase);
    // "Police custody", "Hospital care": what some asks are about.
    let named = desk.bodies.knows(name) || name.split(' ').all(words::is_of_name);
    named && looks_like_body(desk, name)
        || (capital && several && desk.source.text.matches(name).nth(OFTEN - 1).is_some())
}
