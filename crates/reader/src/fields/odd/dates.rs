//! Rules on dates: text younger than its receipt, dates to be confirmed, ambiguous or unread.

use heeded_due::{HedgeKind, Kind};
use jiff::civil::Date;

use super::{Case, quote};
use crate::cues::phrases::Says;
use crate::draft::{Field, FoundIn, Passage};
use crate::layout::Span;
use crate::recognise::{dates, words};
use crate::remark::{About, Remark, RemarkKind};

/// Words that tell something as done.
const TOLD_AS_DONE: &[&str] = &[
    "published",
    "issued",
    "launched",
    "announced",
    "released",
    "completed",
    "held",
    "agreed",
    "closed",
    "laid",
    "signed",
    "approved",
];

/// How strongly a sign tells that a text is younger than its receipt.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It cannot be otherwise.
    Proof,
    /// By itself it may be chance.
    Sign,
}

/// The text speaks of what came after the day on which it was received.
pub(super) fn revised_after_receipt(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, response) in case.draft.responses.iter().enumerate() {
        let Some(received) = &response.received else {
            continue;
        };
        let signs = signs(case, index, received);
        let proof = signs.iter().any(|(weight, ..)| *weight == Weight::Proof);
        let Some((_, passage, _)) = signs.first().filter(|_| proof || signs.len() >= 2) else {
            continue;
        };
        let told: Vec<&str> = signs.iter().map(|(.., words)| words.as_str()).collect();
        let verb = if proof { "was" } else { "may have been" };
        let words = format!(
            "Received on {}, and the text {verb} revised later: {}.",
            day_words(received.value),
            told.join("; ")
        );
        remarks.push(case.remark(
            RemarkKind::RevisedAfterReceipt,
            About::Received(index),
            *passage,
            words,
        ));
    }
    remarks
}

fn signs(case: &Case<'_>, index: usize, received: &Field<Date>) -> Vec<(Weight, Passage, String)> {
    let mut signs: Vec<(Weight, Passage, String)> = Vec::new();
    let mut spans: Vec<Span> = case
        .sentences(index)
        .iter()
        .map(|told| told.span.clone())
        .collect();
    spans.extend(labelled(case, index));
    for span in &spans {
        let text = case.desk.words(span);
        let passage = case.passage(span);
        let mut tell = |weight, words: String| {
            if !signs.iter().any(|(.., told)| *told == words) {
                signs.push((weight, passage, words));
            }
        };
        if let Some(day) = done_after(text, received.value) {
            tell(Weight::Proof, format!("it tells {day} as past"));
        }
        if let Some(words) = done_without_year(text) {
            tell(
                Weight::Sign,
                format!("it speaks of what was {words}, without a year"),
            );
        }
        let new = case
            .desk
            .cues
            .phrases
            .find(text)
            .into_iter()
            .find(|hit| hit.says == Says::New);
        if let Some(words) = new.and_then(|hit| text.get(hit.range)) {
            let words = words.to_lowercase();
            tell(
                Weight::Sign,
                format!("it speaks of something as new (“{words}”) without its day"),
            );
        }
    }
    signs.extend(later_year(case, index, received.value));
    signs
}

/// The comments and dependencies of the listed actions, where later edits like to hide.
fn labelled(case: &Case<'_>, index: usize) -> Vec<Span> {
    let actions = case
        .draft
        .actions
        .iter()
        .filter(|action| action.response == Some(index));
    let fields = actions.flat_map(|action| action.comments.iter().chain(&action.dependencies));
    fields
        .map(|field| Span {
            block: block_at(case, field.passage.start),
            range: field.passage.start..field.passage.end,
        })
        .collect()
}

fn block_at(case: &Case<'_>, byte: usize) -> usize {
    let blocks = &case.desk.source.blocks;
    blocks.partition_point(|block| block.range.end <= byte)
}

/// "Published on 3 March 2031" in a response received in 2030.
fn done_after(text: &str, received: Date) -> Option<String> {
    for (place, behind) in behind_deeds(text) {
        let near = behind.get(..near_end(behind)).unwrap_or_default();
        if let Some((date, range)) = dates::day(near)
            && date > received
        {
            return near.get(range).map(str::to_owned);
        }
        let month_later = words::all_words(near)
            .collect::<Vec<_>>()
            .windows(2)
            .any(|pair| match pair {
                [month, year] => later_month(month.text(near), year.text(near), received),
                _ => false,
            });
        if month_later {
            return Some(format!(
                "“{}{}”",
                place,
                near.trim_end_matches(['.', ',']).trim_end()
            ));
        }
    }
    None
}

fn later_month(month: &str, year: &str, received: Date) -> bool {
    let year: Option<i16> = year
        .trim_matches(|l: char| !l.is_ascii_digit())
        .parse()
        .ok();
    match (dates::month(month.trim_matches(',')), year) {
        (Some(month), Some(year)) => (year, month) > (received.year(), received.month()),
        _ => false,
    }
}

/// "Published 12 May": no year, so the day may lie before the receipt or after it.
fn done_without_year(text: &str) -> Option<String> {
    for (deed, behind) in behind_deeds(text) {
        let near: Vec<&str> = behind.split_whitespace().take(4).collect();
        let at = near
            .iter()
            .position(|word| dates::month(word.trim_matches([',', '.', ';'])).is_some())?;
        let day = at
            .checked_sub(1)
            .and_then(|at| near.get(at))
            .is_some_and(|word| {
                word.trim_end_matches(|l: char| l.is_ascii_alphabetic())
                    .parse::<u8>()
                    .is_ok_and(|day| day <= 31)
            });
        let year = near
            .get(at + 1)
            .is_some_and(|word| word.trim_matches(|l: char| !l.is_ascii_digit()).len() == 4);
        if day && !year {
            let words: Vec<&str> = near.into_iter().take(at + 1).collect();
            return Some(format!(
                "“{deed} {}”",
                words.join(" ").trim_end_matches(['.', ',', ';'])
            ));
        }
    }
    None
}

/// Every word that tells a deed, with what follows it.
fn behind_deeds(text: &str) -> Vec<(&str, &str)> {
    let past = |word: &words::Word| {
        TOLD_AS_DONE
            .iter()
            .find(|deed| word.is(text, deed))
            .copied()
    };
    let mut found = Vec::new();
    let mut before: Option<words::Word> = None;
    for word in words::all_words(text) {
        let to_come = before.is_some_and(|before| {
            ["be", "is", "are", "being", "to"]
                .iter()
                .any(|key| before.is(text, key))
        });
        if !to_come
            && let Some(deed) = past(&word)
            && let Some(behind) = text.get(word.end..)
        {
            found.push((deed, behind));
        }
        before = Some(word);
    }
    found
}

/// What still belongs to the deed: five words or less.
fn near_end(behind: &str) -> usize {
    words::all_words(behind)
        .nth(4)
        .map_or(behind.len(), |word| word.end)
}

/// Words that hold for a year after the receipt, told as known ("changes 25-26", "in 2031 date TBC").
fn later_year(case: &Case<'_>, index: usize, received: Date) -> Option<(Weight, Passage, String)> {
    let actions = case
        .draft
        .actions
        .iter()
        .filter(|action| action.response == Some(index));
    let listed = actions.filter(|action| action.found_in == FoundIn::List);
    for field in listed.flat_map(|action| &action.dependencies) {
        let later = field
            .value
            .split(|l: char| !l.is_ascii_digit() && l != '-' && l != '/')
            .any(|word| financial_year(word).is_some_and(|year| year > received.year()));
        if later {
            let words = format!(
                "an action waits for {}, in a year after the receipt",
                quote(&field.value)
            );
            return Some((Weight::Sign, field.passage, words));
        }
    }
    None
}

/// The first year of "25-26", "2025/26".
fn financial_year(word: &str) -> Option<i16> {
    let (first, second) = word.split_once(['-', '/'])?;
    let number = |digits: &str| digits.parse::<i16>().ok();
    let (a, b) = (number(first)?, number(second)?);
    let first_year = if first.len() == 2 { 2000 + a } else { a };
    (second.len() == 2 && first.len() % 2 == 0 && (a % 100) + 1 == b).then_some(first_year)
}

fn day_words(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// A date that is to be confirmed.
pub(super) fn to_be_confirmed(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let hedge = due
            .due
            .hedges
            .iter()
            .find(|hedge| hedge.kind == HedgeKind::ToBeConfirmed)?;
        Some((
            RemarkKind::DateToBeConfirmed,
            format!(
                "The date “{}” is not settled (“{}”).",
                due.words.value, hedge.words
            ),
        ))
    })
}

/// A date that can be read in more than one way.
pub(super) fn ambiguous(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let (chosen, rest) = due.due.readings.split_first()?;
        let other = rest.iter().find(|other| !is_day_before(other, chosen))?;
        let days = |reading: &heeded_due::Reading| {
            let day = |date: Option<Date>| date.map_or_else(|| "no day".to_owned(), day_words);
            format!("{} to {}", day(reading.earliest), day(reading.latest))
        };
        let words = format!(
            "“{}” is read as {}; it could also mean {}.",
            due.words.value,
            days(chosen),
            days(other)
        );
        Some((RemarkKind::AmbiguousDate, words))
    })
}

/// "By March" may mean before March begins: so it is with every such date, and no remark is due.
fn is_day_before(other: &heeded_due::Reading, chosen: &heeded_due::Reading) -> bool {
    let before = chosen.earliest.and_then(|day| day.yesterday().ok());
    before.is_some() && other.latest == before
}

/// A time phrase that could not be read.
pub(super) fn unread(case: &Case<'_>) -> Vec<Remark> {
    each_due(case, |due| {
        let unread = due.due.kind == Kind::Unread;
        unread.then(|| {
            (
                RemarkKind::DateUnread,
                format!(
                    "The words “{}” could not be read as a date.",
                    due.words.value
                ),
            )
        })
    })
}

fn each_due(
    case: &Case<'_>,
    rule: impl Fn(&crate::draft::DraftDue) -> Option<(RemarkKind, String)>,
) -> Vec<Remark> {
    let dues = case
        .draft
        .actions
        .iter()
        .enumerate()
        .filter_map(|(at, action)| Some((at, action.due.as_ref()?)));
    dues.filter_map(|(at, due)| {
        let (kind, words) = rule(due)?;
        Some(case.remark(kind, About::Due(at), due.words.passage, words))
    })
    .collect()
}
