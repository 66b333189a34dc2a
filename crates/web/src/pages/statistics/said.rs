//! A picture: what addressees say they will do, by the year in which they were asked.

use super::{Count, Picture, drawn};
use crate::components::chart::{Columns, Figures, Holds, Panel};
use crate::pages::pieces::{counted, sentence_case, thousands};
use heeded_domain::measure::Said;
use heeded_domain::status::Standing;
use heeded_domain::vocabulary::Disposition;
use std::collections::BTreeSet;

/// Years drawn: what a telephone has room for; the table has all of them.
const YEARS_SHOWN: usize = 8;

pub(super) fn picture(count: &Count) -> Picture {
    let said = &count.counted.statistics.said;
    let years: BTreeSet<i16> = said.keys().filter_map(|(year, _)| *year).collect();
    let shown: Vec<i16> = years
        .iter()
        .rev()
        .take(YEARS_SHOWN)
        .rev()
        .copied()
        .collect();
    let at = |year: Option<i16>, what: Option<Said>| said.get(&(year, what)).copied().unwrap_or(0);
    let kinds: Vec<Option<Said>> = kinds()
        .into_iter()
        .filter(|kind| said.keys().any(|(_, there)| there == kind))
        .collect();
    let panels = kinds.iter().map(|kind| Panel {
        title: title(*kind),
        counts: shown.iter().map(|year| at(Some(*year), *kind)).collect(),
    });
    let columns = Columns {
        under: shown.iter().map(|year| Some(year.to_string())).collect(),
        panels: panels.collect(),
    };
    let all_years: Vec<Option<i16>> = years.iter().copied().map(Some).chain([None]).collect();
    let rows = all_years.iter().flat_map(|year| {
        kinds
            .iter()
            .filter(|kind| at(*year, **kind) > 0)
            .map(|kind| {
                let named = year.map_or_else(
                    || crate::words::NOT_KNOWN.to_owned(),
                    |year| year.to_string(),
                );
                vec![named, title(*kind), at(*year, *kind).to_string()]
            })
    });
    let total: u64 = said.values().sum();
    let headline = headline(count, total);
    Picture {
        id: "dispositions",
        description: format!("Columns for each year, a row for each thing said. {headline}."),
        headline,
        measure: "What each addressee says it will do, by the year in which it was asked",
        working: working(count, total, years.len().saturating_sub(shown.len())),
        figures: Figures {
            columns: vec![
                ("Year asked", Holds::Words),
                ("What it says", Holds::Words),
                ("Addressees", Holds::Numbers),
            ],
            rows: rows.collect(),
        },
        drawing: (!shown.is_empty()).then(|| drawn(columns)),
    }
}

/// The year asked, and what was said.
type Key = (Option<i16>, Option<Said>);

/// Everything that can be said, in the order of the vocabulary; no answer last.
fn kinds() -> Vec<Option<Said>> {
    let stated = Disposition::ALL
        .iter()
        .map(|disposition| Said::One(*disposition));
    let others = [Said::ByPart, Said::Suggested, Said::NotSaid];
    stated.chain(others).map(Some).chain([None]).collect()
}

fn title(said: Option<Said>) -> String {
    match said {
        None => "No response on record".to_owned(),
        Some(Said::One(disposition)) => sentence_case(disposition.words()),
        Some(Said::ByPart) => "Different for its parts".to_owned(),
        Some(Said::Suggested) => "Suggested by the reader, not confirmed".to_owned(),
        Some(Said::NotSaid) => "Responded, and does not say".to_owned(),
    }
}

fn headline(count: &Count, total: u64) -> String {
    let said = &count.counted.statistics.said;
    let of = |wanted: &[Disposition]| -> u64 {
        let is = |said: &Option<Said>| match said {
            Some(Said::One(disposition)) => wanted.contains(disposition),
            _ => false,
        };
        said.iter()
            .filter(|((_, said), _)| is(said))
            .map(|(_, count)| count)
            .sum()
    };
    if total == 0 {
        return "Nobody was asked for a response".to_owned();
    }
    let accepted = [
        Disposition::Accepted,
        Disposition::AcceptedInPrinciple,
        Disposition::PartlyAccepted,
    ];
    format!(
        "Of {} {} accepted in full, in part or in principle, and {} declined",
        counted(total, "addressee", "addressees"),
        thousands(of(&accepted)),
        thousands(of(&[Disposition::NotAccepted]))
    )
}

fn working(count: &Count, total: u64, years_left_out: usize) -> Vec<(&'static str, String)> {
    let said = &count.counted.statistics.said;
    let sum = |is: &dyn Fn(&Key) -> bool| -> u64 {
        said.iter()
            .filter(|(key, _)| is(key))
            .map(|(_, count)| count)
            .sum()
    };
    let left_out = match years_left_out {
        0 => String::new(),
        1 => " 1 earlier year is in the table alone.".to_owned(),
        many => format!(" {many} earlier years are in the table alone."),
    };
    vec![
        (
            "What is counted",
            format!(
                "{}: each organisation once for each recommendation that asks it for a response, \
                 by its last word on the whole. All rows have one scale.{left_out}",
                counted(total, "addressee", "addressees")
            ),
        ),
        (
            "What is not known",
            format!(
                "{} have no response on record; {} responded and the words were not confirmed or \
                 do not say; of {} the year is not known.{}",
                thousands(sum(&|(_, said)| said.is_none())),
                thousands(sum(&|(_, said)| {
                    matches!(said, Some(Said::Suggested | Said::NotSaid))
                })),
                thousands(sum(&|(year, _)| year.is_none())),
                not_known_at_all(count)
            ),
        ),
    ]
}

/// Says what of the register is not counted here: where nobody knows whether a response came.
fn not_known_at_all(count: &Count) -> String {
    let standings = &count.counted.statistics.standings;
    let unknown = standings.get(&Standing::ResponseNotKnown).copied();
    match unknown.unwrap_or_default() {
        0 => String::new(),
        unknown => format!(
            " Left out is who was asked by {} and of whom it is not known whether they responded.",
            counted(unknown, "recommendation", "recommendations")
        ),
    }
}
