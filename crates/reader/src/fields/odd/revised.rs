//! The rule on text that is younger than the day of its receipt.

use jiff::civil::Date;

use super::{Case, quote};
use crate::cues::phrases::{Hit, Says};
use crate::draft::{Field, FoundIn, Passage};
use crate::fields::Told;
use crate::layout::Span;
use crate::recognise::{dates, words};
use crate::remark::{About, Remark, RemarkKind};
use heeded_due::day_in_words;

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
            day_in_words(received.value),
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
    let mut note = |sign: (Weight, Passage, String)| {
        if !signs.iter().any(|(.., told)| *told == sign.2) {
            signs.push(sign);
        }
    };
    let labelled = labelled(case, index);
    for Told { span, scan } in case.sentences(index).iter().chain(&labelled) {
        for (weight, words) in signs_in(case.desk.words(span), &scan.hits, received.value) {
            note((weight, case.passage(span), words));
        }
    }
    signs.extend(later_year(case, index, received.value));
    signs
}

fn signs_in(text: &str, hits: &[Hit], received: Date) -> Vec<(Weight, String)> {
    let mut signs = Vec::new();
    let deeds = behind_deeds(text, hits);
    if let Some(day) = done_after(&deeds, received) {
        signs.push((Weight::Proof, format!("it tells {day} as past")));
    }
    if let Some(words) = done_without_year(&deeds) {
        signs.push((
            Weight::Sign,
            format!("it speaks of what was {words}, without a year"),
        ));
    }
    let new = hits.iter().find(|hit| hit.says == Says::New);
    if let Some(words) = new.and_then(|hit| text.get(hit.range.clone())) {
        let words = words.to_lowercase();
        signs.push((
            Weight::Sign,
            format!("it speaks of something as new (“{words}”) without its day"),
        ));
    }
    signs
}

/// The comments and dependencies of the listed actions, where later edits like to hide.
fn labelled(case: &Case<'_>, index: usize) -> Vec<Told> {
    let actions = case
        .draft
        .actions
        .iter()
        .filter(|action| action.response == Some(index));
    let fields = actions.flat_map(|action| action.comments.iter().chain(&action.dependencies));
    fields
        .map(|field| {
            let range = field.passage.start..field.passage.end;
            let span = Span {
                block: block_at(case, range.start),
                range,
            };
            let scan = case.desk.cues.phrases.scan(case.desk.words(&span));
            Told { span, scan }
        })
        .collect()
}

fn block_at(case: &Case<'_>, byte: usize) -> usize {
    let blocks = &case.desk.source.blocks;
    blocks.partition_point(|block| block.range.end <= byte)
}

/// "Published on 3 March 2031" in a response received in 2030.
fn done_after(deeds: &[(&str, &str)], received: Date) -> Option<String> {
    for (deed, behind) in deeds {
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
            let near = near.trim_end_matches(['.', ',']).trim_end();
            return Some(format!("“{deed}{near}”"));
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
fn done_without_year(deeds: &[(&str, &str)]) -> Option<String> {
    for (deed, behind) in deeds {
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

/// Every word that tells a deed as done, with what follows it.
fn behind_deeds<'t>(text: &'t str, hits: &[Hit]) -> Vec<(&'t str, &'t str)> {
    let told = |hit: &Hit| {
        let before = text.get(..hit.range.start)?.trim_end().rsplit(' ').next()?;
        let to_come = matches!(before, "be" | "is" | "are" | "being" | "to");
        let words = text.get(hit.range.clone()).zip(text.get(hit.range.end..));
        words.filter(|_| !to_come)
    };
    hits.iter()
        .filter(|hit| hit.says == Says::Deed)
        .filter_map(told)
        .collect()
}

/// What still belongs to the deed: five words or less.
fn near_end(behind: &str) -> usize {
    words::all_words(behind)
        .nth(4)
        .map_or(behind.len(), |word| word.end)
}

/// Words that hold for a year after the receipt, told as known ("changes 25-26", "in 2031 date
/// TBC").
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
