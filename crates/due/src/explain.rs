//! What a due date means, in plain sentences.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::due::{Due, Reading};

/// The months, in their order.
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

/// A day as people write it: "28 February 2026".
#[must_use]
pub fn day_in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// A month in full, from 1; empty for what is no month.
#[must_use]
pub fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1));
    let name = at.and_then(|at| MONTHS.get(at));
    name.copied().unwrap_or_default()
}

impl Due {
    /// What it means, in plain sentences: “by Winter 2025” means 1 December 2025 to ...
    #[must_use]
    pub fn explain(&self) -> String {
        let chosen = self.chosen();
        let stated = &self.as_stated;
        let mut text = match chosen.in_words() {
            Some(days) => format!("“{stated}” means {days}. {}", chosen.why),
            None => format!("“{stated}” sets no day. {}", chosen.why),
        };
        for other in self.readings.iter().skip(1) {
            let days = other
                .in_words()
                .unwrap_or_else(|| "no day at all".to_owned());
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                " It could also mean {days}: {}",
                lower_first(other.why.sentence())
            );
        }
        for hedge in &self.hedges {
            let _ = write!(text, " {} “{}”.", hedge.kind.sentence(), hedge.words);
        }
        text
    }
}

impl Reading {
    /// Its days in words: "1 December 2025 to 28 February 2026"; `None` where it sets none.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        match (self.earliest, self.latest) {
            (Some(first), Some(last)) if first == last => Some(day_in_words(first)),
            (Some(first), Some(last)) => {
                Some(format!("{} to {}", day_in_words(first), day_in_words(last)))
            }
            (Some(first), None) => Some(format!("{} or later", day_in_words(first))),
            (None, Some(last)) => Some(format!("{} at the latest", day_in_words(last))),
            (None, None) => None,
        }
    }
}

fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
