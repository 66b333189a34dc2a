//! What is followed across records: themes, what actions wait for, dates that moved, silences.

use crate::day::{FOR_EVER, number};
use heeded_domain::chronicle::Chronicle;
use heeded_domain::id::OrganisationId;
use heeded_domain::key::key;
use heeded_domain::recommendation::{PlannedAction, Recommendation, ThemeSource};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a record adds to lists that go across records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Followed {
    pub(crate) themes: Vec<ThemeOf>,
    pub(crate) dependencies: Vec<DependencySpan>,
    pub(crate) slips: Vec<SlipSpan>,
    pub(crate) silences: Vec<SilenceSpan>,
}

/// What a record is about, in its issuer's or a person's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ThemeOf {
    pub(crate) key: String,
    pub(crate) name: String,
}

/// While a planned action that was not reported as done waited for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DependencySpan {
    pub(crate) action: i64,
    /// Its place among what the action waits for, from 0.
    pub(crate) position: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) key: String,
    /// As written.
    pub(crate) words: String,
}

/// While a planned action's date had been moved so often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SlipSpan {
    pub(crate) action: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
    pub(crate) times_moved: i64,
    pub(crate) organisation: Option<OrganisationId>,
}

/// While an addressee had not answered, and the same last day held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SilenceSpan {
    pub(crate) organisation: OrganisationId,
    pub(crate) from: i64,
    pub(crate) until: i64,
    /// The day it was asked; [`FOR_EVER`] when that is not known, which sorts last.
    pub(crate) since: i64,
    /// The last day for its answer; [`FOR_EVER`] when that is not known.
    pub(crate) due: i64,
    /// Whether an answer ended it.
    pub(crate) answered: bool,
}

/// Keys of words in a column of dependencies that say there is none.
const NOTHING: [&str; 8] = [
    "n-a",
    "na",
    "nil",
    "no",
    "none",
    "none-identified",
    "not-applicable",
    "not-stated",
];

/// What a record adds to lists that go across records.
pub(super) fn followed(record: &Recommendation, chronicle: &Chronicle) -> Followed {
    Followed {
        themes: themes(record),
        dependencies: dependencies(record, chronicle),
        slips: record
            .actions
            .iter()
            .flat_map(|a| slips(record, a))
            .collect(),
        silences: silences(chronicle),
    }
}

fn themes(record: &Recommendation) -> Vec<ThemeOf> {
    // What a program suggests is shown on the record with its label, and gathers no list.
    let all = record.themes.iter();
    all.filter(|theme| theme.source != ThemeSource::Suggested)
        .map(|theme| ThemeOf {
            key: theme.key(),
            name: theme.name.clone(),
        })
        .collect()
}

fn dependencies(record: &Recommendation, chronicle: &Chronicle) -> Vec<DependencySpan> {
    let mut opens = chronicle.opens.clone();
    opens.sort_by_key(|open| (open.action, open.from));
    let mut spans = Vec::new();
    for open in opens {
        let waits_for = record
            .action(open.action)
            .map(|action| action.promise.dependencies.as_slice())
            .unwrap_or_default();
        for (position, words) in (0_i64..).zip(waits_for) {
            let key = key(words);
            if key.is_empty() || NOTHING.contains(&key.as_str()) {
                continue;
            }
            spans.push(DependencySpan {
                action: i64::from(open.action),
                position,
                from: number(open.from),
                until: open.until.map_or(FOR_EVER, number),
                key,
                words: words.clone(),
            });
        }
    }
    spans
}

/// One row for each stretch of days in which its date had been moved equally often.
fn slips(record: &Recommendation, action: &PlannedAction) -> Vec<SlipSpan> {
    let days: BTreeSet<Date> = action
        .dues
        .iter()
        .map(|r| r.on.unwrap_or(Date::MIN))
        .collect();
    let moved_by = |day: Date| {
        let revised = action
            .dues
            .iter()
            .filter(|r| r.on.is_none_or(|on| on <= day));
        i64::try_from(revised.count()).unwrap_or(i64::MAX) - 1
    };
    let ends = days
        .iter()
        .skip(1)
        .map(|day| number(*day))
        .chain([FOR_EVER]);
    let stretches = days.iter().zip(ends);
    stretches
        .map(|(from, until)| SlipSpan {
            action: i64::from(action.number),
            from: number(*from),
            until,
            times_moved: moved_by(*from),
            organisation: record.promised_by(action),
        })
        .filter(|slip| slip.times_moved > 0)
        .collect()
}

fn silences(chronicle: &Chronicle) -> Vec<SilenceSpan> {
    let mut asked: BTreeMap<OrganisationId, Date> = BTreeMap::new();
    let mut spans: Vec<SilenceSpan> = Vec::with_capacity(chronicle.silences.len());
    for silence in &chronicle.silences {
        let since = *asked.entry(silence.addressee).or_insert(silence.from);
        spans.push(SilenceSpan {
            organisation: silence.addressee,
            from: number(silence.from),
            until: silence.until.map_or(FOR_EVER, number),
            since: if since == Date::MIN {
                FOR_EVER
            } else {
                number(since)
            },
            due: silence.due.map_or(FOR_EVER, number),
            answered: silence.answered,
        });
    }
    spans.sort_by_key(|span| (span.organisation, span.from));
    spans
}
