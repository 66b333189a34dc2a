//! Times that say something of a thing, and not when a promise falls due: "our yearly review", "the
//! plan for 2031/32", "in its May letter".

use std::ops::Range;

use heeded_due::{Found, Kind};

use crate::recognise::words::{self, WordSet};

/// What comes again and again when a promise says how often: "monthly updates are provided".
const REGULAR: WordSet = WordSet::of(&[
    "update", "updates", "report", "reports", "review", "reviews", "meetings", "audits",
]);

/// "Our yearly review": says of a thing how often it comes, not when the promise falls due.
pub(super) fn is_attribute(sentence: &str, found: &Found) -> bool {
    let behind = sentence.get(found.range.end..).unwrap_or_default();
    // "In the Long-Term Plan": the name of a thing.
    let phrase = sentence.get(found.range.clone()).unwrap_or_default();
    let inside = phrase.split(' ').skip(1).any(words::is_capital);
    let next = behind.strip_prefix(' ').is_some_and(words::is_capital);
    let title = found.kind == Kind::Open && inside && next;
    title
        || is_of_letter(sentence, found)
        || is_of_paper(sentence, &found.range)
        || says_of_thing(sentence, found)
}

/// "Our yearly review", "in annual reviews": how often a thing comes.
pub(super) fn says_of_thing(sentence: &str, found: &Found) -> bool {
    let behind = sentence.get(found.range.end..).unwrap_or_default();
    found.kind == Kind::Recurring
        && behind.starts_with(' ')
        && !is_report(behind)
        && !tells_how_often(behind)
}

/// "Monthly and", "each year as part of": how often something is done, and no word before a noun.
fn tells_how_often(behind: &str) -> bool {
    const JOINTS: WordSet = WordSet::of(&[
        "and", "as", "at", "by", "from", "in", "on", "through", "to", "until", "with",
    ]);
    let next = words::all_words(behind).next();
    next.is_some_and(|word| JOINTS.has(word.text(behind)))
}

/// "The business plan for 2031/32", "the fiscal framework for the period 2031 to 2033", "the policy
/// 2031–2040": the years that a paper is for.
pub(super) fn is_of_paper(sentence: &str, phrase: &Range<usize>) -> bool {
    const PAPERS: WordSet = WordSet::of(&[
        "budget",
        "budgets",
        "circular",
        "framework",
        "plan",
        "plans",
        "policy",
        "programme",
        "strategy",
    ]);
    let words = sentence.get(phrase.clone()).unwrap_or_default();
    let years = words.starts_with("for ") || words.starts_with(|one: char| one.is_ascii_digit());
    let before = sentence.get(..phrase.start).unwrap_or_default();
    let noun = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let mut numbers = words.split(|one: char| !one.is_ascii_digit());
    years && PAPERS.has(noun) && numbers.any(|number| number.len() == "2031".len())
}

/// "In its May 2031 letter the Office stated that": the month of what was written before.
fn is_of_letter(sentence: &str, found: &Found) -> bool {
    const WRITTEN: WordSet = WordSet::of(&[
        "comments",
        "email",
        "letter",
        "memo",
        "memorandum",
        "reply",
        "report",
        "response",
        "submission",
        "update",
    ]);
    const SAID: WordSet = WordSet::of(&[
        "advised",
        "confirmed",
        "explained",
        "indicated",
        "noted",
        "reported",
        "said",
        "stated",
        "told",
        "wrote",
    ]);
    let before = sentence.get(..found.range.start).unwrap_or_default();
    let own = [" its ", " our ", " their "]
        .iter()
        .any(|whose| before.ends_with(whose));
    let behind = sentence.get(found.range.end..).unwrap_or_default();
    let mut all = words::all_words(behind).map(|word| word.key(behind));
    own && all.next().is_some_and(|noun| WRITTEN.has(&noun)) && all.any(|verb| SAID.has(&verb))
}

/// "6 monthly updates are provided": that they come is the promise.
fn is_report(behind: &str) -> bool {
    let mut all = words::all_words(behind).map(|word| word.key(behind));
    let noun = all.next().unwrap_or_default();
    let verb = all.next().unwrap_or_default();
    REGULAR.has(&noun) && matches!(verb.as_str(), "are" | "is" | "will")
}
