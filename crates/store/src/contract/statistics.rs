//! What a store promises of statistics: the same counts as one would make by hand, as of any day.

use super::invented::{DAYS, about, ask, batch, recorded, responded};
use super::{Make, wait};
use crate::{Counted, NewEvent, Statistics, StatisticsQuery, Store};
use heeded_domain::event::RecommendationFact;
use heeded_domain::id::OrganisationId;
use heeded_domain::measure::Said;
use heeded_domain::recommendation::{Closure, ProgressFact};
use heeded_domain::status::Standing;
use heeded_domain::vocabulary::{ClosureReason, Progress};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

fn all(as_of: Date) -> StatisticsQuery {
    StatisticsQuery {
        as_of,
        issuer: None,
        organisation: None,
        year: None,
    }
}

fn counted(store: &dyn Store, query: StatisticsQuery) -> Counted {
    wait(store.statistics(query)).unwrap().unwrap()
}

fn count(store: &dyn Store, query: StatisticsQuery) -> Statistics {
    Statistics::clone(&counted(store, query).statistics)
}

/// Two bodies are asked in March 2024; one answers after 30 days and promises two things, of which
/// one is done after 100 days. Another record of 2025 is closed unanswered after 20 days.
fn fill(store: &dyn Store) {
    let (made, answered) = (date(2024, 3, 1), date(2024, 3, 31));
    let done = ProgressFact {
        value: Progress::Delivered,
        on: Some(date(2024, 7, 9)),
        evidence: None,
    };
    let closed = Closure {
        reason: ClosureReason::NoLongerApplicable,
        native: None,
        on: Some(date(2025, 1, 21)),
    };
    let event = |id, on, fact| NewEvent {
        on: Some(on),
        fact: about(id, fact),
    };
    let events = vec![
        recorded(1, ask(1, &[2, 3], made, "Rest.")),
        responded(1, 2, answered, &[date(2024, 6, 30), date(2024, 12, 31)]),
        event(
            1,
            date(2024, 7, 9),
            RecommendationFact::ProgressClaimed(1, done),
        ),
        recorded(2, ask(4, &[2], date(2025, 1, 1), "Sleep.")),
        event(2, date(2025, 1, 21), RecommendationFact::Closed(closed)),
    ];
    wait(store.append(batch(events))).unwrap();
}

fn one(days: u32) -> BTreeMap<u32, u64> {
    [(days, 1)].into()
}

pub(super) fn counts(make: Make<'_>) {
    let store = make();
    assert_eq!(count(&*store, all(date(2026, 1, 1))), Statistics::default());
    fill(&*store);
    let now = count(&*store, all(date(2025, 3, 1)));
    assert_eq!(now.responses.reached, one(30));
    assert_eq!(now.responses.watched, [(20, 1), (365, 1)].into());
    assert_eq!(now.deliveries.reached, one(100));
    assert_eq!(now.deliveries.watched, one(335));
    assert_eq!((now.responses.timed(), now.responses.not_timed()), (3, 0));
    let standings = [(Standing::ResponseOverdue, 1), (Standing::Closed, 1)];
    assert_eq!(now.standings, standings.into());
    let said = [
        ((Some(2024), None), 1),
        ((Some(2024), Some(Said::NotSaid)), 1),
        ((Some(2025), None), 1),
    ];
    assert_eq!(now.said, said.into());
    assert_eq!(now.received, [((2024, 3), 1)].into());
    assert_eq!(now.falling_due.quarters, [((2024, 4), (1, 1))].into());
}

pub(super) fn as_of(make: Make<'_>) {
    let store = make();
    fill(&*store);
    let early = count(&*store, all(date(2024, 3, 30)));
    assert!(early.responses.reached.is_empty(), "the answer comes later");
    assert_eq!(early.responses.watched, [(29, 2)].into());
    assert_eq!(early.said, [((Some(2024), None), 2)].into());
    assert!(early.received.is_empty() && early.deliveries.timed() == 0);
    assert_eq!(early.falling_due.total(), 0);
    let between = count(&*store, all(date(2024, 7, 8)));
    assert_eq!(between.deliveries.watched, [(99, 2)].into());
    let quarters = [((2024, 2), (1, 1)), ((2024, 4), (1, 0))];
    assert_eq!(between.falling_due.quarters, quarters.into());
    let open = count(&*store, all(date(2025, 1, 20)));
    assert_eq!(open.standings.get(&Standing::Closed), None);
    let before = count(&*store, all(date(2024, 2, 29)));
    assert_eq!(before, Statistics::default());
    assert!(i64::from(DAYS) < 300, "the silent one is overdue by then");
}

pub(super) fn filters(make: Make<'_>) {
    let store = make();
    fill(&*store);
    let day = date(2025, 3, 1);
    let by = |issuer: Option<u64>, organisation: Option<u64>, year| StatisticsQuery {
        issuer: issuer.map(OrganisationId),
        organisation: organisation.map(OrganisationId),
        year,
        ..all(day)
    };
    let timed = |query| {
        let found = count(&*store, query);
        let records: u64 = found.standings.values().sum();
        let due = found.falling_due.total();
        (found.responses.timed(), records, due)
    };
    assert_eq!(timed(by(Some(1), None, None)), (2, 1, 1));
    assert_eq!(timed(by(Some(4), None, None)), (1, 1, 0));
    assert_eq!(timed(by(None, Some(2), None)), (2, 2, 1));
    assert_eq!(timed(by(None, Some(3), None)), (1, 1, 0));
    assert_eq!(timed(by(Some(1), Some(2), None)), (1, 1, 1));
    assert_eq!(timed(by(None, None, Some(2024))), (2, 1, 1));
    assert_eq!(timed(by(None, Some(2), Some(2025))), (1, 1, 0));
    assert_eq!(timed(by(Some(1), Some(2), Some(2025))), (0, 0, 0));
}

/// What was counted says where the register stood; what is recorded since is counted anew.
pub(super) fn moves_on(make: Make<'_>) {
    let store = make();
    fill(&*store);
    let query = all(date(2025, 3, 1));
    let first = counted(&*store, query);
    assert_eq!((first.at, first.head), (5, 5));
    let more = recorded(3, ask(1, &[2], date(2025, 2, 1), "Wake."));
    wait(store.append(batch(vec![more]))).unwrap();
    let second = counted(&*store, query);
    assert_eq!((second.at, second.head), (6, 6));
    assert_eq!(second.statistics.responses.timed(), 4);
}
