//! A picture: what falls due by quarter.

use super::{Count, Picture, drawn};
use crate::components::chart::{Bar, Bars, Figures, Holds};
use crate::pages::pieces::{counted, thousands};
use crate::visit::quarter_of;
use heeded_due::month_name;
use heeded_store::FallingDue;

/// Quarters drawn one by one, from the day's own: two years; later ones are one bar.
const QUARTERS_SHOWN: i32 = 8;

/// A vague date counts once, in the quarter of its last day in the kindest reading: the promise is
/// kept until then. To spread it over its span would count parts of promises.
pub(in crate::pages) fn falling_due(count: &Count) -> Picture {
    let due = &count.counted.statistics.falling_due;
    let now = number(quarter_of(count.query.as_of));
    let bars = bars(due, now);
    let past: u64 = sum(due, i32::MIN, now - 1).0;
    let coming = sum(due, now, now + QUARTERS_SHOWN - 1).0;
    let headline = match (due.total(), past, coming) {
        (0, ..) => "No dated promise waits to be kept".to_owned(),
        (_, 0, coming) => format!("{} in the next two years", fall(coming)),
        (_, past, coming) => {
            format!(
                "{} in the next two years; {} past",
                fall(coming),
                match past {
                    1 => "1 more is from a quarter".to_owned(),
                    past => format!("{} more are from quarters", thousands(past)),
                }
            )
        }
    };
    let told = bars
        .iter()
        .map(|bar| format!("{}: {}", bar.label, bar.number));
    let rows = bars.iter().map(|bar| {
        vec![
            bar.label.clone(),
            bar.count.to_string(),
            bar.part.to_string(),
        ]
    });
    Picture {
        id: "falling-due",
        headline,
        measure: "Planned actions not said to be done, by the quarter of their last day",
        description: format!("Bars. {}.", told.collect::<Vec<_>>().join("; ")),
        figures: Figures {
            columns: vec![
                ("Quarter", Holds::Words),
                ("Planned actions", Holds::Numbers),
                ("Of these late", Holds::Numbers),
            ],
            rows: rows.collect(),
        },
        working: working(due),
        drawing: (due.total() > 0).then(|| drawn(Bars { bars })),
    }
}

fn fall(count: u64) -> String {
    counted(
        count,
        "planned action falls due",
        "planned actions fall due",
    )
}

fn working(due: &FallingDue) -> Vec<(&'static str, String)> {
    vec![
        (
            "What is counted",
            format!(
                "{} with a date that are not said to be done, given up or closed. A vague date \
                 counts once, in the quarter of its last day in the reading kindest to the \
                 organisation: until then the promise can be kept. Quarters are those of the \
                 calendar year.",
                counted(due.total(), "planned action", "planned actions")
            ),
        ),
        (
            "What is not known",
            format!(
                "The words of {} set a first day and no last one. Promises without any date are \
                 not counted here.",
                counted(due.without_last_day, "planned action", "planned actions")
            ),
        ),
    ]
}

type Quarter = (i16, i8);

fn number((year, quarter): Quarter) -> i32 {
    i32::from(year) * 4 + i32::from(quarter) - 1
}

/// "January to March 2026".
fn words(number: i32) -> String {
    let month = |of: i32| month_name(i8::try_from(number.rem_euclid(4) * 3 + of).unwrap_or(1));
    format!("{} to {} {}", month(1), month(3), number.div_euclid(4))
}

/// How many fall due in some quarters, first and last included, and how many of these are late.
fn sum(due: &FallingDue, first: i32, last: i32) -> (u64, u64) {
    let within = |quarter: &Quarter| (first..=last).contains(&number(*quarter));
    let counts = due.quarters.iter().filter(|(quarter, _)| within(quarter));
    counts.fold((0, 0), |(all, late), (_, (more, more_late))| {
        (all + more, late + more_late)
    })
}

fn bars(due: &FallingDue, now: i32) -> Vec<Bar> {
    let bar = |label: String, (count, late): (u64, u64)| {
        let number = match late {
            0 => thousands(count),
            late => format!("{}, {} late", thousands(count), thousands(late)),
        };
        Bar {
            label,
            count,
            part: late,
            number,
        }
    };
    let after = now + QUARTERS_SHOWN;
    let mut bars = vec![bar(
        format!("Before {}", words(now)),
        sum(due, i32::MIN, now - 1),
    )];
    bars.extend((now..after).map(|quarter| bar(words(quarter), sum(due, quarter, quarter))));
    bars.push(bar("Later".to_owned(), sum(due, after, i32::MAX)));
    bars.push(bar(
        "From a day on, without a last day".to_owned(),
        (due.without_last_day, 0),
    ));
    bars
}
