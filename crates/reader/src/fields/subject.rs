//! Who an ask opens with: its words up to the verb that tells what to do.

use std::ops::Range;

use super::{Desk, split};
use crate::cues::phrases::Says;
use crate::draft::Sure;
use crate::recognise::bodies;
use crate::recognise::words::{self, Word};

/// The name of an addressee ends within so many words.
pub(super) const SUBJECT_WORDS: usize = 30;
/// Words that open what stands before the name of who is asked.
const ASIDES: &[&str] = &[
    "as",
    "at",
    "before",
    "by",
    "following",
    "given",
    "if",
    "in",
    "once",
    "to",
    "when",
    "where",
    "while",
    "whilst",
    "with",
    "within",
];
/// And that has at most so many words: more is a sentence of its own.
const ASIDE_WORDS_MAX: usize = 16;
/// Words with which no name of who is asked begins.
const NO_SUBJECTS: &[&str] = &[
    "a",
    "an",
    "any",
    "as",
    "consideration",
    "i",
    "in",
    "it",
    "no",
    "there",
    "this",
    "to",
    "we",
    "when",
    "where",
];
/// Verbs in front of which the name of who is asked ends.
const MODALS: &[&str] = &[
    "are", "be", "has", "have", "is", "must", "need", "needs", "ought", "shall", "should", "to",
    "will",
];
/// Nouns that names of bodies end in, written small: "the State agency".
const SMALL_NOUNS: &[&str] = &[
    "agency",
    "authority",
    "board",
    "commission",
    "council",
    "department",
    "government",
    "hospital",
    "marketplace",
    "ministry",
    "office",
    "party",
    "unit",
];

/// The subject behind an opening, or behind "that".
pub(super) fn subject_from(
    desk: &Desk<'_>,
    text: &str,
    from: usize,
) -> Option<(Range<usize>, Sure)> {
    let rest = text.get(from..)?;
    let inside = rest.trim_start();
    let that = inside
        .get(..5)
        .is_some_and(|word| word.eq_ignore_ascii_case("that "));
    let skip = from + rest.len() - inside.len() + if that { 5 } else { 0 };
    let skip = behind_aside(text, skip);
    let (range, sure) = subject(desk, text.get(skip..)?)?;
    Some((skip + range.start..skip + range.end, sure))
}

/// Behind "at the earliest opportunity," and the like, which stand before the name.
fn behind_aside(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let inside = rest.trim_start_matches([',', ' ']);
    let from = from + rest.len() - inside.len();
    let first = inside.split(' ').next().unwrap_or_default();
    match inside.split_once(", ") {
        Some((aside, _))
            if ASIDES.contains(&first) && aside.split(' ').count() <= ASIDE_WORDS_MAX =>
        {
            from + aside.len() + ", ".len()
        }
        _ => from,
    }
}

/// The subject of an ask: up to its verb. Names in capitals end by themselves; "all trusts" need a
/// verb that is known.
pub(super) fn subject(desk: &Desk<'_>, text: &str) -> Option<(Range<usize>, Sure)> {
    let all: Vec<Word> = words::all_words(text).take(SUBJECT_WORDS).collect();
    let first = all.first()?;
    let bare = |word: &Word| word.text(text).trim_end_matches([',', ';', ':']).to_owned();
    if NO_SUBJECTS.contains(&bare(first).to_lowercase().as_str()) {
        return None;
    }
    let article = usize::from(matches!(bare(first).as_str(), "the" | "The"));
    let generic = matches!(
        bare(first).as_str(),
        "All" | "Each" | "Every" | "Those" | "Any"
    );
    if let Some(end) = of_place(text, &all, article) {
        return Some((first.start..end, Sure::Likely));
    }
    let named = !generic
        && all.get(article).is_some_and(|word| {
            words::is_capital(word.text(text)) || word.text(text).contains('/')
        });
    let collaboration: Vec<usize> = hits(desk, text);
    let mut last = None;
    for (at, word) in all.iter().enumerate() {
        let plain = bare(word);
        let lower = plain.chars().next().is_some_and(char::is_lowercase);
        let modal = MODALS.contains(&plain.as_str());
        // "Operators of night trains should": no verb, for another follows at once.
        let noun = || {
            let next = all.get(at + 1).map(&bare).unwrap_or_default();
            plain.ends_with('s') && !named && MODALS.contains(&next.as_str()) && next != "to"
        };
        let verb =
            at > article && lower && (modal || desk.cues.labels.is_ask_verb(&plain) && !noun());
        if verb || collaboration.contains(&word.start) {
            let sure = if named { Sure::Certain } else { Sure::Likely };
            return last.map(|end| (first.start..end, sure));
        }
        // "(1) review": points that the ask counts in its line.
        if at > 0 && plain.starts_with('(') && plain.len() <= 4 {
            return last.map(|end| (first.start..end, Sure::Certain));
        }
        let place = named && opens_place(text, first.start, (word, all.get(at + 1)));
        let next = all.get(at + 1).map(|next| next.text(text));
        // "The Medicines and Healthcare products Regulatory Agency"
        let part = plain == "products" && next.is_some_and(words::is_capital);
        let noun = place || part || at > article && is_small_noun(&plain, article > 0);
        if named && lower && at >= article && !noun && !words::is_connector(&plain) {
            if let Some(end) = group_behind(desk, text, all.get(at.saturating_sub(1)..)) {
                return Some((first.start..end, Sure::Likely));
            }
            return last.map(|end| (first.start..end, Sure::Certain));
        }
        if (!words::is_connector(&plain) || !named) && !place {
            last = Some(word.start + plain.len());
        }
        // Behind a comma a list of names may go on; anything else ends the subject.
        let goes_on =
            next.is_some_and(|next| words::is_capital(next) || matches!(next, "and" | "the"));
        if word.ends_sentence(text) && !goes_on {
            let group = last.and_then(|end| text.get(first.start..end));
            let group = group.is_some_and(|group| desk.cues.labels.names_agent(group));
            return (named || group)
                .then_some(last)
                .flatten()
                .map(|end| (first.start..end, Sure::Certain));
        }
    }
    None
}

/// "The Inspectorate in the Isles": where a body is, as a part of its name.
fn opens_place(text: &str, name: usize, (word, next): (&Word, Option<&Word>)) -> bool {
    let before = text.get(name..word.start).unwrap_or_default();
    let capital = next.is_some_and(|next| words::is_capital(next.text(text)));
    matches!(word.text(text), "in" | "at" | "on") && capital && bodies::has_body_noun(before)
}

/// "The authorities of Cardania": where the name of the place ends.
fn of_place(text: &str, all: &[Word], article: usize) -> Option<usize> {
    let [first, of, place @ ..] = all.get(article..)? else {
        return None;
    };
    if article == 0 || !first.is(text, "authorities") || !of.is(text, "of") {
        return None;
    }
    let place = place
        .iter()
        .take_while(|word| words::is_capital(word.text(text)));
    place.last().map(|last| last.bare_end(text, false))
}

/// A noun in small letters with which a name ends: "the Island authorities", though "local
/// authorities" without an article are a group.
fn is_small_noun(word: &str, article: bool) -> bool {
    article && word == "authorities" || SMALL_NOUNS.contains(&word)
}

/// "The Board and devolved administrations should": where the group ends that "and" joins to a name
/// and that is told to act.
fn group_behind(desk: &Desk<'_>, text: &str, from: Option<&[Word]>) -> Option<usize> {
    let (first, rest) = from?.split_first()?;
    let group = match (first.text(text), rest.split_first()) {
        ("and", _) => rest,
        ("the", Some(_)) if ends_with_and(text, first.start) => rest,
        _ => return None,
    };
    let modal = group
        .iter()
        .take(split::NAME_WORDS_AFTER_AND)
        .position(|word| {
            let word = word.text(text);
            MODALS.contains(&word) || desk.cues.labels.is_ask_verb(word)
        })?;
    let last = group.get(modal.checked_sub(1)?)?;
    desk.cues
        .labels
        .names_agent(last.text(text))
        .then(|| last.bare_end(text, false))
}

fn ends_with_and(text: &str, at: usize) -> bool {
    text.get(..at)
        .is_some_and(|before| before.ends_with(" and "))
}

fn hits(desk: &Desk<'_>, text: &str) -> Vec<usize> {
    let told = desk.cues.phrases.saying(Says::Collaboration, text);
    told.map(|range| range.start).collect()
}
