//! A picture: responses received per month.

use super::{Count, Picture, drawn};
use crate::components::chart::{Columns, Figures, Holds, Panel};
use crate::pages::pieces::{counted, thousands};
use crate::visit::month_in_words;
use heeded_due::month_name;
use std::collections::BTreeMap;

/// Months shown: three years, as a column needs room; earlier ones are counted together.
const MONTHS_SHOWN: i32 = 36;

pub(super) fn picture(count: &Count) -> Picture {
    let received = &count.counted.statistics.received;
    let months = months(count, received);
    let shown: u64 = months.iter().map(|(_, count)| count).sum();
    let all: u64 = received.values().sum();
    let highest = months
        .iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0);
    let headline = match highest {
        None => "No response came in these months".to_owned(),
        Some((month, most)) => format!(
            "{} in three years; the most in a month came in {}: {}",
            counted(shown, "first response", "first responses"),
            month_in_words(*month),
            thousands(*most)
        ),
    };
    let panel = Panel {
        title: String::new(),
        counts: months.iter().map(|(_, count)| *count).collect(),
    };
    // A word under each January, and under the first month where there is room before the next.
    let under = months
        .iter()
        .enumerate()
        .map(|(at, ((year, month), _))| match (at, month) {
            (_, 1) => Some(year.to_string()),
            (0, month) if *month < 9 => Some(month_name(*month).to_owned()),
            _ => None,
        });
    let drawing = Columns {
        under: under.collect(),
        panels: vec![panel],
    };
    let rows = months
        .iter()
        .map(|(month, count)| vec![month_in_words(*month), count.to_string()]);
    Picture {
        id: "received",
        description: format!("Columns, one a month. {headline}."),
        headline,
        measure: "First responses received per month",
        figures: Figures {
            columns: vec![("Month", Holds::Words), ("First responses", Holds::Numbers)],
            rows: rows.collect(),
        },
        drawing: highest.is_some().then(|| drawn(drawing)),
        working: working(count, all, all - shown),
    }
}

fn working(count: &Count, all: u64, earlier: u64) -> Vec<(&'static str, String)> {
    let undated = count.counted.statistics.responses.end_not_known;
    vec![
        (
            "What is counted",
            format!(
                "The first substantive answer of each addressee, in the month it was received.{}",
                match earlier {
                    0 => String::new(),
                    _ => format!(
                        " {} of {} are shown; the others came before.",
                        thousands(all - earlier),
                        thousands(all)
                    ),
                }
            ),
        ),
        (
            "What is not known",
            match undated {
                0 => "Every first answer on record has its day.".to_owned(),
                _ => format!(
                    "The day of {}, which stand in no month.",
                    counted(undated, "further answer", "further answers")
                ),
            },
        ),
    ]
}

type Month = (i16, i8);

/// The months up to the day, oldest first, each with its count.
fn months(count: &Count, received: &BTreeMap<Month, u64>) -> Vec<(Month, u64)> {
    let day = count.query.as_of;
    let last = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let month = |number: i32| {
        let year = i16::try_from(number.div_euclid(12)).unwrap_or(i16::MAX);
        let month = i8::try_from(number.rem_euclid(12) + 1).unwrap_or(1);
        (year, month)
    };
    (last - MONTHS_SHOWN + 1..=last)
        .map(month)
        .map(|month| (month, received.get(&month).copied().unwrap_or(0)))
        .collect()
}
