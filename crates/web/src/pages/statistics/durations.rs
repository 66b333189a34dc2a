//! Two pictures: how long answers and deliveries take, with those that still go on.

use super::{Count, Picture, drawn};
use crate::components::chart::{Figures, Holds, Steps};
use crate::pages::pieces::{counted, thousands};
use heeded_store::Durations;
use heeded_survival::{Curve, Quantile, Watched};
use std::collections::BTreeSet;

/// Rows of the table: each step of a short curve, else at round days.
const STEPS_ROWS_MAX: usize = 30;

/// The words of one of the two.
struct Words {
    id: &'static str,
    measure: &'static str,
    share_of: &'static str,
    one: &'static str,
    many: &'static str,
    /// "had responded", "were said to be done".
    had_come: &'static str,
    begins: &'static str,
    watched: &'static str,
}

const RESPONSES: Words = Words {
    id: "time-to-respond",
    measure: "Days from the day an addressee was asked to its first response",
    share_of: "Share still waiting for a response",
    one: "addressee",
    many: "addressees",
    had_come: "had responded",
    begins: "The count begins on the day the recommendation was sent to the addressee, else on \
             the day it was made.",
    watched: "have not responded, or the recommendation was closed or withdrawn before",
};

const DELIVERIES: Words = Words {
    id: "time-to-deliver",
    measure: "Days from a promise to the day it was said to be done",
    share_of: "Share of promises not yet said to be done",
    one: "promise",
    many: "promises",
    had_come: "were said to be done",
    begins: "The count begins on the day of the response that promised it. What is only to be \
             considered, or was done already, is left out.",
    watched: "are not said to be done, or were given up or closed before",
};

pub(super) fn responses(count: &Count) -> Picture {
    picture(&count.counted.statistics.responses, &RESPONSES)
}

pub(super) fn deliveries(count: &Count) -> Picture {
    picture(&count.counted.statistics.deliveries, &DELIVERIES)
}

fn picture(durations: &Durations, words: &'static Words) -> Picture {
    let watched = match durations.tells_when() {
        true => watched(durations),
        false => Watched::default(),
    };
    let curve = watched.curve();
    let steps = Steps {
        watched,
        share_of: words.share_of,
    };
    let headline = match durations.tells_when() {
        true => headline(&curve, &steps, words),
        false => format!(
            "Of most {} that {} the day is not known",
            words.many, words.had_come
        ),
    };
    Picture {
        id: words.id,
        description: format!(
            "A curve that falls from 100% at the start, with its 95% interval. {headline}."
        ),
        headline,
        measure: words.measure,
        working: working(durations, &curve, words),
        figures: figures(&steps.watched, &curve),
        drawing: (curve.all > 0).then(|| drawn(steps)),
    }
}

/// After how many days half had come, those that are open counted in; `None` where fewer than half
/// have come, or of most that have the day is not known.
pub(in crate::pages) fn median_days(durations: &Durations) -> Option<u32> {
    let curve = durations.tells_when().then(|| watched(durations).curve())?;
    curve.median().map(|median| median.days)
}

fn watched(durations: &Durations) -> Watched {
    let mut watched = Watched::default();
    for (days, count) in &durations.reached {
        watched.ended(*days, *count);
    }
    for (days, count) in &durations.watched {
        watched.censored(*days, *count);
    }
    watched
}

fn days(days: u32) -> String {
    counted(u64::from(days), "day", "days")
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn headline(curve: &Curve, steps: &Steps, words: &Words) -> String {
    if curve.all == 0 {
        return "There is nothing that can be timed".to_owned();
    }
    if let Some(median) = curve.median() {
        return format!(
            "Half of the {} {} after {}",
            words.many,
            words.had_come,
            days(median.days)
        );
    }
    let last = steps.last_day();
    if curve.steps.is_empty() {
        return format!(
            "None of the {} {} within {}",
            counted(curve.all, words.one, words.many),
            words.had_come,
            days(last)
        );
    }
    let share = percent(1.0 - curve.share_after(last));
    format!(
        "{share} of the {} {} after {}",
        words.many,
        words.had_come,
        days(last)
    )
}

fn working(durations: &Durations, curve: &Curve, words: &Words) -> Vec<(&'static str, String)> {
    let came: u64 = durations.reached.values().sum();
    let still: u64 = durations.watched.values().sum();
    let timed = counted(durations.timed(), words.one, words.many);
    let median = match curve.median() {
        Some(median) => format!(
            "{}; 95% confidence interval {}. It rests on {timed}, of which {} {}.",
            days(median.days),
            between(&median),
            thousands(came),
            words.had_come
        ),
        None if !durations.tells_when() => {
            "Not known: a median of the few whose day is known would be that of others.".to_owned()
        }
        None if curve.all == 0 => "Not known: there is nothing to time.".to_owned(),
        None => "Not known: the curve does not come down to one half.".to_owned(),
    };
    vec![
        (
            "What is counted",
            format!(
                "{timed}: {} {}; {} {}, and count for as long as they were watched \
                 (Kaplan–Meier). {}",
                thousands(came),
                words.had_come,
                thousands(still),
                words.watched,
                words.begins
            ),
        ),
        ("Median", median),
        ("What is not known", not_known(durations)),
    ]
}

fn between(median: &Quantile) -> String {
    match (median.lowest, median.highest) {
        (Some(low), Some(high)) => format!("{low} to {}", days(high)),
        (Some(low), None) => format!("from {}, without an upper end", days(low)),
        (None, Some(high)) => format!("up to {}", days(high)),
        (None, None) => "not known".to_owned(),
    }
}

fn not_known(durations: &Durations) -> String {
    if durations.not_timed() == 0 {
        return "Every one could be timed.".to_owned();
    }
    let whys = [
        (durations.beginning_not_known, "the first day is not known"),
        (durations.end_not_known, "the last day is not known"),
        (
            durations.ended_before_it_began,
            "the last day lies before the first",
        ),
    ];
    let whys = whys.iter().filter(|(count, _)| *count > 0);
    let whys = whys.map(|(count, why)| format!("of {} {why}", thousands(*count)));
    format!(
        "{} more could not be timed: {}.",
        thousands(durations.not_timed()),
        whys.collect::<Vec<_>>().join(", ")
    )
}

fn figures(watched: &Watched, curve: &Curve) -> Figures {
    let columns = vec![
        ("Days", Holds::Numbers),
        ("At risk", Holds::Numbers),
        ("Came by then", Holds::Numbers),
        ("Share still waiting", Holds::Numbers),
        ("95% interval, lowest", Holds::Numbers),
        ("95% interval, highest", Holds::Numbers),
    ];
    let rows = table_days(curve).into_iter().map(|day| {
        let until = || curve.steps.iter().take_while(|step| step.days <= day);
        let came: u64 = until().map(|step| step.ended).sum();
        let within = until().last().map_or(Some((1.0, 1.0)), |step| step.within);
        let bound = |bound: Option<f64>| {
            bound.map_or_else(|| crate::words::NOT_KNOWN.to_owned(), |b| format!("{b:.3}"))
        };
        vec![
            day.to_string(),
            watched.at_risk(day).to_string(),
            came.to_string(),
            format!("{:.3}", curve.share_after(day)),
            bound(within.map(|(low, _)| low)),
            bound(within.map(|(_, high)| high)),
        ]
    });
    Figures {
        columns,
        rows: rows.collect(),
    }
}

/// The days of the table's rows: the start, where it falls, and the last day watched.
fn table_days(curve: &Curve) -> Vec<u32> {
    if curve.all == 0 {
        return Vec::new();
    }
    let mut days: BTreeSet<u32> = [0, curve.longest].into();
    if curve.steps.len() <= STEPS_ROWS_MAX {
        days.extend(curve.steps.iter().map(|step| step.days));
    } else {
        let last = curve.steps.last().map_or(0, |step| step.days);
        let rows = u32::try_from(STEPS_ROWS_MAX).unwrap_or(1);
        let weeks = last.div_ceil(7 * rows).max(1);
        let every = usize::try_from(7 * weeks).unwrap_or(7);
        days.extend((0..=last).step_by(every).chain([last]));
    }
    days.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_of_the_few_whose_day_is_known() {
        let of = |known: u64, not_known: u64| {
            let durations = Durations {
                reached: [(30, known)].into(),
                watched: [(900, 4)].into(),
                end_not_known: not_known,
                ..Durations::default()
            };
            let picture = picture(&durations, &RESPONSES);
            (
                picture.headline,
                picture.drawing.is_some(),
                median_days(&durations),
            )
        };
        let headline = "Half of the addressees had responded after 30 days";
        assert_eq!(of(6, 6), (headline.to_owned(), true, Some(30)));
        let headline = "Of most addressees that had responded the day is not known";
        assert_eq!(of(6, 7), (headline.to_owned(), false, None));
    }
}
