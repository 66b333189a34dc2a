//! A picture: responses received per month.

use super::{Count, Picture, drawn};
use crate::components::chart::{Columns, Figures, Holds, Panel};
use crate::pages::pieces::{counted, thousands};
use crate::visit::month_in_words;
use heeded_due::month_name;
use std::collections::BTreeMap;

/// Months shown: three years, as a column needs room; earlier ones are counted together.
const MONTHS_SHOWN: i32 = 36;

/// First answers, and of how many the day is known.
struct Answers {
    all: u64,
    dated: u64,
    /// Those that came in the months shown.
    shown: u64,
}

impl Answers {
    fn undated(&self) -> u64 {
        self.all.saturating_sub(self.dated)
    }

    /// Whether months can be shown: those of the few whose day is known would be taken for all.
    fn tell_when(&self) -> bool {
        self.dated >= self.undated()
    }
}

pub(super) fn picture(count: &Count) -> Picture {
    let statistics = &count.counted.statistics;
    let months = months(count, &statistics.received);
    let came = statistics.said.iter();
    let came = came.filter(|((_, said), _)| said.is_some());
    let answers = Answers {
        all: came.map(|(_, count)| count).sum(),
        dated: statistics.received.values().sum(),
        shown: months.iter().map(|(_, count)| count).sum(),
    };
    let highest = months.iter().max_by_key(|(_, count)| *count);
    let highest = highest.filter(|(_, count)| *count > 0 && answers.tell_when());
    let headline = headline(&answers, highest);
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
        working: working(&answers),
    }
}

fn headline(answers: &Answers, highest: Option<&(Month, u64)>) -> String {
    let known = format!("{} of {}", thousands(answers.dated), thousands(answers.all));
    if !answers.tell_when() {
        return format!("Of most first responses the day is not known: {known} have one");
    }
    let among = match answers.undated() {
        0 => String::new(),
        _ => format!(", counting the {known} whose day is known"),
    };
    match highest {
        None => format!("No response came in these months{among}"),
        Some((month, most)) => format!(
            "{} in three years{among}; the most in a month came in {}: {}",
            counted(answers.shown, "first response", "first responses"),
            month_in_words(*month),
            thousands(*most)
        ),
    }
}

fn working(answers: &Answers) -> Vec<(&'static str, String)> {
    let (all, dated) = (thousands(answers.all), thousands(answers.dated));
    let earlier = match answers.dated - answers.shown {
        0 => String::new(),
        _ => format!(
            " {} of {dated} are shown; the others came before.",
            thousands(answers.shown)
        ),
    };
    let not_known = match answers.undated() {
        0 => "Every first answer on record has its day.".to_owned(),
        undated => format!(
            "The day of {} of {all} first answers, which stand in no month.",
            thousands(undated)
        ),
    };
    vec![
        (
            "What is counted",
            format!(
                "The first substantive answer of each addressee, in the month it was \
                 received.{earlier}"
            ),
        ),
        ("What is not known", not_known),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_whose_day_is_known_are_no_finding() {
        let of = |all, dated| {
            let answers = Answers {
                all,
                dated,
                shown: 5,
            };
            headline(&answers, Some(&((2024, 11), 3)))
        };
        let most = "the most in a month came in November 2024: 3";
        let in_three_years = "5 first responses in three years";
        assert_eq!(of(5, 5), format!("{in_three_years}; {most}"));
        let among = "counting the 6 of 12 whose day is known";
        assert_eq!(of(12, 6), format!("{in_three_years}, {among}; {most}"));
        let few = "Of most first responses the day is not known: 5 of 12,434 have one";
        assert_eq!(of(12_434, 5), few);
    }
}
