//! Whoever acts though no noun shows it: "our supplier will deliver", "each district plans to".
//! What follows is done by people alone.

use std::ops::Range;

use super::Desk;
use super::lead::{OWN, PRONOUNS};
use super::things::THINGS;
use crate::recognise::words::{self, Word};

/// A subject has at most so many words: "The remaining three northern districts".
const SUBJECT_WORDS_MAX: usize = 6;
/// What promises, where somebody must stand before it.
const UNDERTAKING: &[&str] = &[
    " agree to ",
    " agreed to ",
    " agrees to ",
    " expect to ",
    " expects to ",
    " has agreed to ",
    " has committed to ",
    " has undertaken to ",
    " have agreed to ",
    " have committed to ",
    " have undertaken to ",
    " hope to ",
    " hopes to ",
    " intend to ",
    " intends to ",
    " plan to ",
    " plans to ",
    " propose to ",
    " proposes to ",
];
/// What is said of things too: then the verb behind it tells.
const EITHER: &[&str] = &[" will ", " shall "];
/// Nouns of what else has no will, though "the review will report" is said of it.
const EVENTS: &[&str] = &[
    "action",
    "actions",
    "analysis",
    "approach",
    "arrangements",
    "assessment",
    "assessments",
    "audit",
    "audits",
    "case",
    "changes",
    "consultation",
    "course",
    "dashboard",
    "data",
    "date",
    "document",
    "draft",
    "drafts",
    "evaluation",
    "event",
    "exercise",
    "findings",
    "form",
    "former",
    "funding",
    "inquiry",
    "inspection",
    "inspections",
    "investigation",
    "latter",
    "legislation",
    "letter",
    "majority",
    "measures",
    "meeting",
    "ones",
    "others",
    "plans",
    "records",
    "reports",
    "research",
    "response",
    "rest",
    "results",
    "reviews",
    "roll-out",
    "service",
    "site",
    "software",
    "spec",
    "specification",
    "study",
    "template",
    "trial",
    "website",
    "work",
    "workshop",
    "workshops",
    "workstream",
];
/// Verbs of people and of things: "the rooms will close".
const OF_BOTH: &[&str] = &[
    "begin", "carry", "cease", "close", "come", "commence", "complete", "cover", "end", "go",
    "issue", "join", "launch", "meet", "open", "operate", "receive", "remain", "replace", "run",
    "start", "take",
];
/// Words that no subject of its own holds.
const NO_SUBJECT: &[&str] = &[
    "as", "at", "by", "for", "from", "if", "in", "it", "on", "that", "there", "these", "this",
    "those", "to", "what", "when", "where", "which", "who", "with",
];

/// The subject that a clause opens with, where it does what things never do.
pub(super) fn agent_at(desk: &Desk<'_>, rest: &str, first: Word) -> Option<Range<usize>> {
    let verb = |all: &[&str]| {
        let found = all
            .iter()
            .filter_map(|verb| Some((rest.find(verb)?, verb.len())));
        found.min()
    };
    let (at, promise) = match (verb(UNDERTAKING), verb(EITHER)) {
        (Some((at, _)), other) if other.is_none_or(|(other, _)| at < other) => (at, true),
        (_, other) => (other?.0, false),
    };
    let subject = rest.get(first.start..at)?;
    // "The service now expects to": what stands between is no part of the name.
    let subject = [" now", " also", " then", " therefore"]
        .iter()
        .find_map(|word| subject.strip_suffix(word))
        .unwrap_or(subject);
    let joined = ["and ", "but ", "or "]
        .iter()
        .any(|joint| subject.starts_with(joint));
    let mut all = words::all_words(subject).map(|word| word.key(subject));
    let plain = all.all(|key| {
        !NO_SUBJECT.contains(&key.as_str())
            && !OWN.contains(&key.as_str())
            && !PRONOUNS.contains(&key.as_str())
            && !key.ends_with("ing")
    });
    let short =
        words::at_most(subject, SUBJECT_WORDS_MAX) && !subject.contains([',', ';', ':', '(']);
    let head = subject.split(" of ").next().unwrap_or_default();
    let noun = words::key(head.rsplit(' ').next().unwrap_or_default());
    let thing = THINGS.has(&noun) || EVENTS.contains(&noun.as_str());
    let several = subject.contains(' ');
    let deed = || {
        let behind = rest
            .get(at..)
            .and_then(|rest| rest.split_once(' ')?.1.split_once(' '));
        behind.is_some_and(|(_, deed)| {
            let verb = deed.split(' ').next().unwrap_or_default();
            desk.cues.labels.is_deed(deed) && !OF_BOTH.contains(&verb)
        })
    };
    let named = plain && short && several && !thing && !joined;
    (named && (promise || deed())).then_some(first.start..first.start + subject.len())
}
