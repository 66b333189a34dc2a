//! Times without a day: occasions that come round ("at the next Budget") and what bears the name of
//! the season or year in which it comes ("the spring publication").

use std::ops::Range;

use super::words::{self, Word, WordSet};

/// What bears the name of the season or year in which it comes.
const EDITIONS: WordSet = WordSet::of(&[
    "assessment",
    "budget",
    "paper",
    "publication",
    "report",
    "review",
    "statement",
    "survey",
    "update",
]);
/// The same, as they mark a sentence.
pub(super) const EDITION_NOUNS: &[WordSet] = &[EDITIONS];
/// What comes round: a promise may be tied to the next of them.
const OCCASIONS: WordSet = WordSet::of(&[
    "assembly",
    "assessment",
    "audit",
    "budget",
    "conference",
    "cycle",
    "edition",
    "election",
    "inspection",
    "meeting",
    "period",
    "refurbishment",
    "renewal",
    "report",
    "revision",
    "review",
    "round",
    "season",
    "session",
    "statement",
    "term",
    "update",
    "upgrade",
]);
/// Words that open what says when, without a day: "at the next Budget", "before expiry", "on the
/// fourth anniversary", "take some time", "this session".
const OCCASION_OPENINGS: WordSet = WordSet::of(&[
    "after",
    "alongside",
    "at",
    "before",
    "by",
    "during",
    "in",
    "of",
    "on",
    "take",
    "takes",
    "this",
    "until",
]);
/// And with which of these it ends.
pub(super) const OCCASION_ENDS: &[WordSet] = &[
    OCCASIONS,
    WordSet::of(&[
        "anniversary",
        "expiry",
        "month",
        "months",
        "parliament",
        "possible",
        "time",
        "year",
        "years",
    ]),
];
/// How many words the name of such an edition has at most between its season and its noun.
const EDITION_WORDS: usize = 4;

/// "At the next Budget", "before expiry", "take some time": when, without a day.
pub(crate) fn occasions(sentence: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let all: Vec<Word> = words::all_words(sentence).collect();
    for (at, word) in all.iter().enumerate() {
        if !OCCASION_OPENINGS.has(word.text(sentence)) {
            continue;
        }
        let rest = all.get(at..).unwrap_or_default();
        let key = |place: usize| {
            let word = rest.get(place).map(|word: &Word| word.key(sentence));
            word.unwrap_or_default()
        };
        let opening = key(0);
        let takes = matches!(opening.as_str(), "take" | "takes");
        let last = match opening.as_str() {
            _ if takes => length_at(&key),
            "alongside" | "at" | "by" | "before" | "in" | "during" | "of" | "until" => {
                occasion(&key)
            }
            "on" => anniversary(&key),
            "after" => length(&key),
            // "Will be introduced this session": of a parliament.
            "this" => matches!(key(1).as_str(), "session" | "parliament").then_some(1),
            _ => None,
        };
        let Some(last) = last.and_then(|last| rest.get(last)) else {
            continue;
        };
        let first = rest.get(usize::from(takes)).unwrap_or(word);
        found.push(first.start..last.bare_end(sentence, false));
    }
    found
}

/// "On the fourth anniversary", "on the first day of the inquiry": a day that is not printed.
fn anniversary(key: &impl Fn(usize) -> String) -> Option<usize> {
    (key(1) == "the" && key(3) == "anniversary").then_some(3)
}

/// "After two years", "after twelve months of operation": counted from a day that is not printed.
fn length(key: &impl Fn(usize) -> String) -> Option<usize> {
    const NUMBERS: WordSet = WordSet::of(&[
        "a", "one", "two", "three", "four", "five", "six", "nine", "ten", "twelve", "eighteen",
    ]);
    let count = key(1);
    let counted = NUMBERS.has(&count) || count.parse::<u16>().is_ok();
    let unit = key(2);
    let unit = matches!(unit.as_str(), "months" | "years" | "month" | "year");
    // "After twelve months of operation"
    let of = if key(3) == "of" { 4 } else { 2 };
    (counted && unit).then_some(of)
}

/// "Take some time", "take several years".
fn length_at(key: &impl Fn(usize) -> String) -> Option<usize> {
    let vague = matches!(key(1).as_str(), "some" | "several" | "many");
    (vague && matches!(key(2).as_str(), "time" | "months" | "years")).then_some(2)
}

/// Which word ends an occasion that a preposition opens: the noun behind "the next", or what
/// comes about by itself.
fn occasion(key: &impl Fn(usize) -> String) -> Option<usize> {
    if matches!(key(0).as_str(), "before" | "until") && key(1) == "expiry" {
        return Some(1);
    }
    if key(0) == "at" && key(1) == "the" && key(2) == "earliest" && key(3) == "possible" {
        return Some(4);
    }
    let which = key(2);
    let next = matches!(
        which.as_str(),
        "next" | "forthcoming" | "upcoming" | "coming"
    );
    // "Before the 2032 season": not within it, so that the year is no bound of its own.
    let year = key(0) == "before" && which.len() == 4 && which.parse::<u16>().is_ok();
    let whose = matches!(key(1).as_str(), "the" | "its" | "our" | "their");
    if !whose || !(next || year) {
        return None;
    }
    (3..=6).find(|&place| OCCASIONS.has(&key(place)))
}

/// "The spring publication", "the 2032 Harbour Survey": where it names what comes then.
pub(crate) fn edition(sentence: &str) -> Option<Range<usize>> {
    const SEASONS: WordSet = WordSet::of(&["autumn", "spring", "summer", "winter"]);
    const NAMING: WordSet = WordSet::of(&["forthcoming", "next", "the", "upcoming"]);
    let all: Vec<Word> = words::all_words(sentence).collect();
    all.iter().enumerate().skip(1).find_map(|(at, word)| {
        let bare = words::trimmed(word.text(sentence));
        let season = SEASONS.has(bare);
        let year = bare.len() == 4 && bare.starts_with("20") && bare.parse::<u16>().is_ok();
        let article = all.get(at.checked_sub(1)?)?;
        if !(season || year) || !NAMING.has(article.text(sentence)) {
            return None;
        }
        let following = all.get(at + 1..)?;
        // "the 2031 survey of boats" may be any; a name shows that it is one in a series.
        let titled = following
            .first()
            .is_some_and(|next| words::is_capital(next.text(sentence)));
        let noun = following
            .iter()
            .take(EDITION_WORDS)
            .any(|word| EDITIONS.has(word.text(sentence)));
        (noun && (season || titled)).then(|| word.start..word.bare_end(sentence, false))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bears_the_name_of_its_season_comes_then() {
        let check = |sentence: &str, expected: Option<&str>| {
            let found = edition(sentence).and_then(|range| sentence.get(range));
            assert_eq!(found, expected, "{sentence}");
        };
        check(
            "This will be in the spring harbour publication.",
            Some("spring"),
        );
        check(
            "The Board will hold the 2032 Pilot Skills Survey.",
            Some("2032"),
        );
        check("The Board will use the 2032 survey of boats.", None);
        check("The Board will mend the winter moorings.", None);
    }
}
