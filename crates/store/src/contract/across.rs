//! What a store promises of lists that go across records.

use super::invented::{about, ask, at, batch, due, promise, recorded, responded};
use super::{Make, wait};
use crate::{
    AnswerTime, MistakeState, NewEvent, NewMistake, Of, ReportQuery, ResponseTimes, SilenceQuery,
    SlipQuery, StatisticsQuery, Store, StoreError,
};
use heeded_domain::event::{Fact, RecommendationFact, Report, ReportFact};
use heeded_domain::id::{MistakeId, OrganisationId, ReportId};
use heeded_domain::recommendation::{
    DueRevision, ProgressFact, Promise, Theme, ThemeSource, Withdrawal,
};
use heeded_domain::status::Standing;
use heeded_domain::vocabulary::Progress;
use jiff::civil::{Date, date};

/// The day on which most of these lists are read.
const TODAY: Date = date(2026, 11, 22);

fn on(id: u64, day: Date, fact: RecommendationFact) -> NewEvent {
    NewEvent {
        on: Some(day),
        fact: about(id, fact),
    }
}

fn themed(id: u64, name: &str, source: ThemeSource) -> NewEvent {
    let name = name.to_owned();
    NewEvent {
        on: None,
        fact: about(id, RecommendationFact::Themed(Theme { name, source })),
    }
}

fn reported(id: u64, title: &str, published_on: Option<Date>) -> NewEvent {
    let report = Report {
        title: title.to_owned(),
        issuer: OrganisationId(1),
        address: None,
        published_on,
    };
    let fact = Fact::Report(ReportId(id), ReportFact::Recorded(report));
    NewEvent {
        on: published_on,
        fact,
    }
}

pub(super) fn reports(make: Make<'_>) {
    let store = make();
    let made = date(2024, 1, 1);
    let mut events = vec![
        reported(1, "Wards", Some(made)),
        reported(2, "Trams", None),
        reported(3, "Lifts", Some(date(2025, 1, 1))),
    ];
    for id in 1..=3 {
        let mut ask = ask(1, &[11], made, &format!("Record {id}."));
        ask.report = Some(ReportId(if id == 3 { 2 } else { 1 }));
        events.push(recorded(id, ask));
    }
    wait(store.append(batch(events))).unwrap();
    let listed = |as_of, issuer| {
        let page = 1;
        let found = wait(store.reports(ReportQuery {
            as_of,
            issuer,
            page,
        }))
        .unwrap();
        let rows = found.rows.iter().map(|r| (r.id.0, r.recommendations));
        (rows.collect::<Vec<_>>(), found.total)
    };
    assert_eq!(listed(TODAY, None), (vec![(3, 0), (1, 2), (2, 1)], 3));
    assert_eq!(listed(date(2024, 6, 1), None).0, [(1, 2), (2, 1)]);
    assert_eq!(listed(TODAY, Some(OrganisationId(2))), (vec![], 0));
    let of = wait(store.of(Of::Report(ReportId(1)), TODAY, 1)).unwrap();
    assert_eq!(of.rows.iter().map(|r| r.id.0).collect::<Vec<_>>(), [1, 2]);
    let titled = |title: &str| wait(store.report_titled(OrganisationId(1), title.to_owned()));
    assert_eq!(titled("Trams").unwrap(), Some(ReportId(2)));
    assert_eq!(titled("trams").unwrap(), None);
}

pub(super) fn themes(make: Make<'_>) {
    let store = make();
    let (first, later) = (date(2024, 1, 1), date(2025, 1, 1));
    let events = vec![
        recorded(1, ask(1, &[11], first, "Rest.")),
        recorded(2, ask(1, &[11], later, "Sleep.")),
        themed(1, "Rest & recovery", ThemeSource::Published),
        themed(2, "rest and recovery", ThemeSource::Chosen),
        themed(2, "Rotas", ThemeSource::Published),
        themed(1, "Sleep", ThemeSource::Suggested),
    ];
    wait(store.append(batch(events))).unwrap();
    let all = |day| {
        let found = wait(store.themes(day, 1)).unwrap();
        let rows = found.rows.iter().map(|row| (row.key.clone(), row.count));
        rows.collect::<Vec<_>>()
    };
    let rest = "rest-and-recovery".to_owned();
    assert_eq!(all(TODAY), [(rest.clone(), 2), ("rotas".to_owned(), 1)]);
    assert_eq!(all(date(2024, 6, 1)), [(rest.clone(), 1)]);
    let of = wait(store.of(Of::Theme(rest.clone()), TODAY, 1)).unwrap();
    assert_eq!(of.rows.iter().map(|r| r.id.0).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(of.total, 2);
    let counts = wait(store.standings_of(Of::Theme(rest), TODAY)).unwrap();
    assert_eq!(counts, [(Standing::ResponseOverdue, 2)]);
    let nobody = wait(store.of(Of::Theme("sleep".to_owned()), TODAY, 1)).unwrap();
    assert_eq!(nobody.total, 0, "what a program suggests gathers no list");
}

pub(super) fn dependencies(make: Make<'_>) {
    let store = make();
    let made = date(2024, 1, 1);
    let waiting = |words: &str| {
        let promise = Promise {
            dependencies: vec![words.to_owned()],
            ..promise()
        };
        RecommendationFact::ActionPlanned(promise, None)
    };
    let done = ProgressFact {
        value: Progress::Delivered,
        on: Some(date(2026, 3, 1)),
        evidence: None,
    };
    let events = vec![
        recorded(1, ask(1, &[11], made, "Rest.")),
        on(1, date(2024, 2, 1), waiting("The new rota")),
        on(1, date(2024, 2, 1), waiting("None.")),
        recorded(2, ask(1, &[11], made, "Sleep.")),
        on(2, date(2024, 3, 1), waiting("new rota")),
        on(2, date(2024, 3, 1), waiting("Money")),
        on(
            2,
            date(2026, 3, 1),
            RecommendationFact::ProgressClaimed(1, done),
        ),
    ];
    wait(store.append(batch(events))).unwrap();
    let all = |day| {
        let found = wait(store.dependencies(day, 1)).unwrap();
        let rows = found.rows.iter().map(|row| (row.key.clone(), row.count));
        rows.collect::<Vec<_>>()
    };
    let (rota, money) = ("new-rota".to_owned(), "money".to_owned());
    assert_eq!(all(TODAY), [(money.clone(), 1), (rota.clone(), 1)]);
    assert_eq!(all(date(2025, 1, 1)), [(rota.clone(), 2), (money, 1)]);
    assert_eq!(all(date(2024, 1, 15)), []);
    let found = wait(store.dependents(rota, date(2025, 1, 1), 1)).unwrap();
    let words: Vec<_> = found.rows.iter().map(|row| row.words.as_str()).collect();
    assert_eq!(
        words,
        ["The new rota", "new rota"],
        "as written, in one group"
    );
}

/// 1 was answered after 31 days, 2 is overdue, 3 still has time, 4 was withdrawn.
fn asked_of_eleven(store: &dyn Store) {
    let withdrawal = Withdrawal {
        reason: "A mistake.".to_owned(),
        on: Some(date(2024, 5, 1)),
    };
    let events = vec![
        recorded(1, ask(1, &[11], date(2024, 1, 1), "One.")),
        responded(1, 11, date(2024, 2, 1), &[]),
        recorded(2, ask(1, &[11, 12], date(2024, 3, 1), "Two.")),
        responded(2, 12, date(2024, 3, 11), &[]),
        recorded(3, ask(1, &[11], date(2026, 11, 1), "Three.")),
        recorded(4, ask(1, &[11], date(2024, 4, 1), "Four.")),
        on(
            4,
            date(2024, 5, 1),
            RecommendationFact::Withdrawn(withdrawal),
        ),
    ];
    wait(store.append(batch(events))).unwrap();
}

pub(super) fn silences(make: Make<'_>) {
    let store = make();
    asked_of_eleven(store.as_ref());
    let silent = |as_of, organisation: Option<u64>, time| {
        let (page, organisation) = (1, organisation.map(OrganisationId));
        let query = SilenceQuery {
            as_of,
            organisation,
            time,
            page,
        };
        let found = wait(store.silences(query)).unwrap();
        let rows = found
            .rows
            .iter()
            .map(|r| (r.recommendation.0, r.organisation.0));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(silent(TODAY, None, None), [(2, 11), (3, 11)]);
    assert_eq!(silent(TODAY, None, Some(AnswerTime::Over)), [(2, 11)]);
    assert_eq!(silent(TODAY, Some(11), Some(AnswerTime::Left)), [(3, 11)]);
    assert_eq!(silent(TODAY, None, Some(AnswerTime::NotKnown)), []);
    assert_eq!(silent(TODAY, Some(12), None), []);
    assert_eq!(silent(date(2024, 1, 31), None, None), [(1, 11)]);
    assert_eq!(silent(date(2024, 2, 1), None, None), []);
    assert_eq!(silent(date(2024, 4, 2), None, None), [(2, 11), (4, 11)]);
    let took = |times: &ResponseTimes| -> Vec<(u32, u64)> {
        let reached = times.durations.reached.iter();
        reached.map(|(days, count)| (*days, *count)).collect()
    };
    let times = wait(store.response_times(OrganisationId(11), TODAY)).unwrap();
    assert_eq!((took(&times), times.open), (vec![(31, 1)], 2));
    let query = StatisticsQuery {
        as_of: TODAY,
        issuer: None,
        organisation: Some(OrganisationId(11)),
        year: None,
    };
    let counted = wait(store.statistics(query)).unwrap().unwrap();
    assert_eq!(times.durations, counted.statistics.responses);
    let times = wait(store.response_times(OrganisationId(11), date(2024, 1, 31))).unwrap();
    assert_eq!((took(&times), times.open), (vec![], 1));
}

pub(super) fn slips(make: Make<'_>) {
    let store = make();
    let moved = |day| RecommendationFact::DueRevised(1, DueRevision::to(Some(due(day))));
    let (first, second) = (date(2025, 5, 1), date(2026, 5, 1));
    let mut events = Vec::new();
    for id in 1..=3 {
        events.push(recorded(id, ask(1, &[11], date(2024, 1, 1), "Rest.")));
        events.push(responded(id, 11, date(2024, 2, 1), &[date(2025, 6, 30)]));
    }
    events.push(on(2, first, moved(date(2026, 6, 30))));
    events.push(on(3, first, moved(date(2026, 6, 30))));
    events.push(on(3, second, moved(date(2027, 6, 30))));
    wait(store.append(batch(events))).unwrap();
    let slipped = |as_of, organisation: Option<u64>| {
        let (page, organisation) = (1, organisation.map(OrganisationId));
        let found = wait(store.slips(SlipQuery {
            as_of,
            organisation,
            page,
        }))
        .unwrap();
        let rows = found
            .rows
            .iter()
            .map(|r| (r.recommendation.0, r.action, r.times_moved));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(slipped(TODAY, None), [(3, 1, 2), (2, 1, 1)]);
    assert_eq!(slipped(TODAY, Some(11)), [(3, 1, 2), (2, 1, 1)]);
    assert_eq!(slipped(TODAY, Some(12)), []);
    assert_eq!(slipped(date(2025, 12, 1), None), [(2, 1, 1), (3, 1, 1)]);
    assert_eq!(slipped(date(2025, 4, 30), None), []);
}

pub(super) fn mistakes(make: Make<'_>) {
    let store = make();
    let message = |words: &str| NewMistake {
        at: at(),
        about: "/recommendations/R0001A".to_owned(),
        words: words.to_owned(),
        reach: Some("me@example.org".to_owned()),
    };
    let first = wait(store.keep_mistake(message("The day is wrong.\n<b>"))).unwrap();
    let second = wait(store.keep_mistake(message("Nothing."))).unwrap();
    assert_ne!(first, second);
    let waiting = || wait(store.mistakes(MistakeState::Waiting, 10)).unwrap();
    assert_eq!(waiting()[0].message, message("The day is wrong.\n<b>"));
    wait(store.settle_mistake(first, MistakeState::Answered, "Mended.".to_owned())).unwrap();
    assert_eq!(waiting().len(), 1);
    let settled = wait(store.mistakes(MistakeState::Answered, 10)).unwrap();
    assert_eq!(
        settled[0].message.reach, None,
        "how to reach people is not kept"
    );
    assert_eq!(settled[0].outcome.as_deref(), Some("Mended."));
    let again = wait(store.settle_mistake(first, MistakeState::SetAside, String::new()));
    assert!(matches!(again, Err(StoreError::NoSuchMistake(id)) if id == first));
    let has_come = |id| wait(store.has_mistake(id)).unwrap();
    assert!(has_come(first) && has_come(second), "settled or not");
    assert!(!has_come(MistakeId(second.0 + 1)));
}
