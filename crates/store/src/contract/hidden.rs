//! What a store promises of records that were taken down.

use super::invented::{about, ask, batch, promise, recorded, responded};
use super::lists::{all, ids};
use super::{Make, wait};
use crate::{AnswerTime, NewEvent, Of, SilenceQuery, StatisticsQuery, Store, Trace, WaitQuery};
use heeded_domain::event::{RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{Theme, ThemeSource};
use jiff::civil::{Date, date};
use std::sync::Arc;

const TODAY: Date = date(2026, 11, 22);
const ASKED: Date = date(2024, 3, 1);
const ANSWERED: Date = date(2024, 4, 1);

/// How many rows each list has on a day.
fn counts(store: &Arc<dyn Store>, day: Date) -> [u64; 11] {
    let waits = WaitQuery {
        as_of: day,
        organisation: None,
        due: None,
        last_day: None,
        page: 1,
    };
    let silences = SilenceQuery {
        as_of: day,
        organisation: None,
        time: None::<AnswerTime>,
        page: 1,
    };
    let statistics = StatisticsQuery {
        as_of: day,
        issuer: None,
        organisation: None,
        year: None,
    };
    let counted = wait(store.statistics(statistics)).unwrap().unwrap();
    let sum = |standings: Vec<(_, u64)>| standings.iter().map(|(_, count)| count).sum();
    let rows = wait(store.rows(vec![RecommendationId(1)], day)).unwrap();
    [
        wait(store.list(all(day))).unwrap().total,
        sum(wait(store.standings(day)).unwrap()),
        wait(store.waits(waits)).unwrap().total,
        wait(store.silences(silences)).unwrap().total,
        wait(store.themes(day, 1)).unwrap().total,
        wait(store.of(Of::Addressee(OrganisationId(11)), day, 1))
            .unwrap()
            .total,
        counted.statistics.standings.values().sum(),
        u64::try_from(rows.len()).unwrap(),
        u64::try_from(wait(store.newest(day, 10)).unwrap().len()).unwrap(),
        u64::try_from(wait(store.changes_before(u64::MAX, 10)).unwrap().len()).unwrap(),
        u64::try_from(
            wait(store.changes_of(vec![RecommendationId(1)], 10))
                .unwrap()
                .len(),
        )
        .unwrap(),
    ]
}

pub(super) fn taken_down(make: Make<'_>) {
    let store = make();
    let say = |fact| {
        let on = Some(TODAY);
        wait(store.append(batch(vec![NewEvent { on, fact }]))).unwrap();
    };
    let theme = Theme {
        name: "Rest".to_owned(),
        source: ThemeSource::Published,
    };
    let asked_of_two = ask(1, &[11, 12], ASKED, "Rest.");
    wait(store.append(batch(vec![
        recorded(1, asked_of_two),
        responded(1, 11, ANSWERED, &[date(2027, 1, 1)]),
        NewEvent {
            on: None,
            fact: about(1, RecommendationFact::Themed(theme)),
        },
    ])))
    .unwrap();
    let days = [ANSWERED, TODAY];
    let before = days.map(|day| counts(&store, day));
    assert!(
        before
            .iter()
            .all(|counts| counts.iter().all(|count| *count > 0)),
        "{before:?}"
    );
    say(about(
        1,
        RecommendationFact::TakenDown("It names a patient.".to_owned()),
    ));
    for day in days {
        assert_eq!(counts(&store, day), [0; 11], "on {day}");
    }
    // Whoever reads its document again is to find it, and those who run the register its events.
    let traced = wait(store.traced(Trace::Words(OrganisationId(1), "Rest.".to_owned()))).unwrap();
    assert_eq!(traced, [RecommendationId(1)]);
    let subject = Subject::Recommendation(RecommendationId(1));
    assert_eq!(wait(store.events(subject)).unwrap().len(), 4);
    // What goes on meanwhile is kept, and stays hidden.
    let more = RecommendationFact::ActionPlanned(promise(), None);
    say(about(1, more));
    assert_eq!(ids(&*store, all(TODAY)), [0; 0]);
    say(about(
        1,
        RecommendationFact::PutBack("The name is out.".to_owned()),
    ));
    let mut after = days.map(|day| counts(&store, day));
    // The events of taking it down and putting it back are news too, and so is the action.
    after[1][8] = before[1][8];
    for counts in &mut after {
        counts[9..].copy_from_slice(&before[0][9..]);
    }
    assert_eq!(after, before);
}
