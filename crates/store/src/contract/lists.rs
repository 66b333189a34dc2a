//! What a store promises of lists: filters, orders, pages, days.

use super::invented::{DAYS, about, ask, batch, due, promise, recorded, responded};
use super::{Make, wait};
use crate::{DraftState, DueFilter, ListQuery, NewEvent, PAGE_ROWS, Sort, Store, WaitQuery};
use heeded_domain::event::{Event, RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::recommendation::{Commitment, DueRevision, ProgressFact, Promise, Withdrawal};
use heeded_domain::status::Standing;
use heeded_domain::timing::Timing;
use heeded_domain::vocabulary::Progress;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day on which most of these lists are read.
const TODAY: Date = date(2026, 11, 22);

/// Every recommendation as of a day, newest first.
pub(super) fn all(as_of: Date) -> ListQuery {
    let (issuer, addressee, standings, due) = (None, None, Vec::new(), None);
    ListQuery {
        as_of,
        issuer,
        addressee,
        standings,
        due,
        sort: Sort::Newest,
        page: 1,
    }
}

fn waits_of(as_of: Date) -> WaitQuery {
    WaitQuery {
        as_of,
        organisation: None,
        due: None,
        last_day: None,
        page: 1,
    }
}

pub(super) fn ids(store: &dyn Store, query: ListQuery) -> Vec<u64> {
    let listed = wait(store.list(query)).unwrap();
    let ids: Vec<u64> = listed.rows.iter().map(|row| row.id.0).collect();
    assert_eq!(
        listed.total,
        u64::try_from(ids.len()).unwrap(),
        "one page holds them all"
    );
    ids
}

pub(super) fn empty_register(make: Make<'_>) {
    let store = make();
    assert_eq!(wait(store.head()).unwrap(), 0);
    assert!(wait(store.directory()).unwrap().is_empty());
    assert!(wait(store.standings(TODAY)).unwrap().is_empty());
    assert!(wait(store.newest(TODAY, 10)).unwrap().is_empty());
    assert!(wait(store.events_after(0, 10)).unwrap().is_empty());
    let nobody = Subject::Organisation(OrganisationId(1));
    assert!(wait(store.events(nobody)).unwrap().is_empty());
    assert_eq!(wait(store.report(ReportId(1))).unwrap(), None);
    for state in [
        DraftState::Waiting,
        DraftState::Accepted,
        DraftState::SetAside,
    ] {
        assert!(wait(store.drafts(state, 10)).unwrap().is_empty());
    }
    for sort in [Sort::Newest, Sort::Oldest, Sort::NextDue, Sort::Reference] {
        let listed = wait(store.list(ListQuery {
            sort,
            page: 7,
            ..all(TODAY)
        }))
        .unwrap();
        assert_eq!((listed.rows.len(), listed.total, listed.page), (0, 0, 1));
    }
    let listed = wait(store.waits(waits_of(TODAY))).unwrap();
    assert_eq!((listed.rows.len(), listed.total, listed.page), (0, 0, 1));
}

/// Five recommendations: 1 overdue for an answer, 2 late, 3 planned for later, 4 awaiting an
/// answer, 5 withdrawn. Issuer 1 made the odd ones, 2 the even ones; 11 was asked in all, 12 in
/// 2 and 3.
fn five(store: &dyn Store) {
    let mut events = Vec::new();
    let made = [
        (1, 1, date(2024, 1, 1)),
        (2, 2, date(2024, 2, 1)),
        (3, 1, date(2024, 3, 1)),
        (4, 2, TODAY.checked_sub(1.day()).unwrap()),
        (5, 1, date(2024, 4, 1)),
    ];
    for (id, issuer, on) in made {
        let addressees: &[u64] = if [2, 3].contains(&id) {
            &[11, 12]
        } else {
            &[11]
        };
        let mut ask = ask(issuer, addressees, on, &format!("Record {id}."));
        ask.reference = (id != 4).then(|| format!("R/2024/{}", 12 - id));
        events.push(recorded(id, ask));
    }
    for (id, due) in [(2, date(2025, 6, 30)), (3, date(2027, 1, 31))] {
        events.push(responded(id, 11, date(2024, 4, 1), &[due]));
        events.push(responded(id, 12, date(2024, 4, 2), &[]));
    }
    let withdrawal = Withdrawal {
        reason: "A mistake.".to_owned(),
        on: Some(date(2024, 5, 1)),
    };
    let fact = about(5, RecommendationFact::Withdrawn(withdrawal));
    events.push(NewEvent {
        on: Some(date(2024, 5, 1)),
        fact,
    });
    wait(store.append(batch(events))).unwrap();
}

pub(super) fn rows(make: Make<'_>) {
    let store = make();
    five(&*store);
    let listed = wait(store.list(all(TODAY))).unwrap().rows;
    let wanted: Vec<RecommendationId> = listed.iter().rev().map(|row| row.id).collect();
    let rows = wait(store.rows(wanted, TODAY)).unwrap();
    assert!(
        rows.iter().eq(listed.iter().rev()),
        "in the order asked for"
    );
    let unknown = vec![RecommendationId(99), RecommendationId(1)];
    let rows = wait(store.rows(unknown.clone(), TODAY)).unwrap();
    assert_eq!(rows.len(), 1, "what is not there is left out");
    let before = wait(store.rows(unknown, date(1999, 1, 1))).unwrap();
    assert!(before.is_empty(), "nothing was there on that day");
}

pub(super) fn filters(make: Make<'_>) {
    let store = make();
    five(&*store);
    let store = &*store;
    let issuer = |id| ListQuery {
        issuer: Some(OrganisationId(id)),
        ..all(TODAY)
    };
    let addressee = |id| ListQuery {
        addressee: Some(OrganisationId(id)),
        ..all(TODAY)
    };
    let standing = |of: &[Standing]| ListQuery {
        standings: of.to_vec(),
        ..all(TODAY)
    };
    let due = |due| ListQuery {
        due: Some(due),
        ..all(TODAY)
    };
    assert_eq!(ids(store, all(TODAY)), [5, 4, 3, 2, 1]);
    assert_eq!(ids(store, issuer(1)), [5, 3, 1]);
    assert_eq!(ids(store, issuer(9)), [0; 0]);
    assert_eq!(ids(store, addressee(12)), [3, 2]);
    assert_eq!(ids(store, standing(&[Standing::ResponseOverdue])), [1]);
    assert_eq!(ids(store, standing(&[Standing::ActionsOverdue])), [2]);
    assert_eq!(
        ids(
            store,
            standing(&[Standing::Withdrawn, Standing::AwaitingResponse])
        ),
        [5, 4]
    );
    assert_eq!(ids(store, due(DueFilter::Late)), [2]);
    assert_eq!(ids(store, due(DueFilter::Later)), [3]);
    assert_eq!(ids(store, due(DueFilter::Now)), [0; 0]);
    assert_eq!(ids(store, due(DueFilter::MayBeLate)), [0; 0]);
    let counted = wait(store.standings(TODAY)).unwrap();
    let expected = [
        (Standing::ResponseOverdue, 1),
        (Standing::ActionsOverdue, 1),
        (Standing::AwaitingResponse, 1),
        (Standing::ActionsPlanned, 1),
        (Standing::Withdrawn, 1),
    ];
    assert_eq!(counted, expected);
}

pub(super) fn filters_combine(make: Make<'_>) {
    let store = make();
    five(&*store);
    let store = &*store;
    let issuer = |id| ListQuery {
        issuer: Some(OrganisationId(id)),
        ..all(TODAY)
    };
    let late = ListQuery {
        due: Some(DueFilter::Late),
        ..all(TODAY)
    };
    for sort in [Sort::Newest, Sort::Oldest, Sort::NextDue, Sort::Reference] {
        let of_both = ListQuery {
            addressee: Some(OrganisationId(12)),
            ..issuer(2)
        };
        let of_all = ListQuery {
            standings: vec![Standing::ActionsOverdue],
            due: Some(DueFilter::Late),
            ..of_both.clone()
        };
        let of_none = ListQuery {
            due: Some(DueFilter::Later),
            ..of_all.clone()
        };
        let late_of_issuer = ListQuery {
            issuer: Some(OrganisationId(2)),
            ..late.clone()
        };
        let overdue_late = ListQuery {
            due: Some(DueFilter::Late),
            ..ListQuery {
                standings: vec![Standing::ActionsOverdue],
                ..all(TODAY)
            }
        };
        for query in [of_both, of_all, late_of_issuer, overdue_late] {
            assert_eq!(
                ids(
                    store,
                    ListQuery {
                        sort,
                        ..query.clone()
                    }
                ),
                [2],
                "{sort:?} {query:?}"
            );
        }
        assert_eq!(
            ids(store, ListQuery { sort, ..of_none }),
            [0; 0],
            "{sort:?}"
        );
    }
}

pub(super) fn sorts(make: Make<'_>) {
    let store = make();
    five(&*store);
    let sorted = |sort| ids(&*store, ListQuery { sort, ..all(TODAY) });
    assert_eq!(sorted(Sort::Newest), [5, 4, 3, 2, 1]);
    assert_eq!(sorted(Sort::Oldest), [1, 2, 3, 4, 5]);
    // Those that wait for something first, by their day; the others in the order of the register.
    assert_eq!(sorted(Sort::NextDue), [2, 3, 1, 4, 5]);
    // R/2024/7, 9, 10, 11: by number and not by character; without one last.
    assert_eq!(sorted(Sort::Reference), [5, 3, 2, 1, 4]);
    let rows = wait(store.list(all(TODAY))).unwrap().rows;
    let second = rows
        .iter()
        .find(|row| row.id == RecommendationId(2))
        .unwrap();
    assert_eq!(second.title, "Record 2");
    assert_eq!(second.reference.as_deref(), Some("R/2024/10"));
    assert_eq!(second.addressees, [OrganisationId(11), OrganisationId(12)]);
    assert_eq!((second.issuer, second.responded), (OrganisationId(2), 2));
    assert_eq!(second.made_on, Some(date(2024, 2, 1)));
    let next = ("by 2025-06-30".to_owned(), Some(date(2025, 6, 30)));
    assert_eq!(second.next_due, Some(next));
    let first = rows
        .iter()
        .find(|row| row.id == RecommendationId(1))
        .unwrap();
    assert_eq!((first.responded, &first.next_due), (0, &None));
}

pub(super) fn pages(make: Make<'_>) {
    let store = make();
    let many = u64::from(PAGE_ROWS) * 2 + 3;
    let made = (1..=many).map(|id| recorded(id, ask(1, &[2], date(2024, 3, 1), "Rest.")));
    wait(store.append(batch(made.collect()))).unwrap();
    let page = |page| wait(store.list(ListQuery { page, ..all(TODAY) })).unwrap();
    let mut seen = Vec::new();
    for number in 1..=3 {
        let listed = page(number);
        assert_eq!((listed.total, listed.page), (many, number));
        seen.extend(listed.rows.into_iter().map(|row| row.id.0));
    }
    assert_eq!(seen, (1..=many).rev().collect::<Vec<_>>());
    for beyond in [0, 4, u32::MAX] {
        assert_eq!(page(beyond), page(1));
    }
}

pub(super) fn as_of(make: Make<'_>) {
    let store = make();
    let made = date(2024, 3, 1);
    let (answered, due_on) = (date(2024, 6, 1), date(2025, 1, 31));
    wait(store.append(batch(vec![recorded(1, ask(1, &[2], made, "Rest."))]))).unwrap();
    wait(store.append(batch(vec![responded(1, 2, answered, &[due_on])]))).unwrap();
    let done = ProgressFact {
        value: Progress::Delivered,
        on: Some(date(2025, 6, 1)),
        evidence: None,
    };
    let fact = about(1, RecommendationFact::ProgressClaimed(1, done));
    wait(store.append(batch(vec![NewEvent {
        on: Some(date(2025, 6, 1)),
        fact,
    }])))
    .unwrap();
    let time_is_over = made.checked_add((i64::from(DAYS) + 1).days()).unwrap();
    let spans = [
        (made, Standing::AwaitingResponse, 0),
        (time_is_over, Standing::ResponseOverdue, 0),
        (answered, Standing::ActionsPlanned, 1),
        (due_on.tomorrow().unwrap(), Standing::ActionsOverdue, 1),
        (date(2025, 6, 1), Standing::Completed, 1),
        (Date::MAX, Standing::Completed, 1),
    ];
    assert_eq!(
        wait(store.list(all(made.yesterday().unwrap())))
            .unwrap()
            .total,
        0
    );
    assert_eq!(wait(store.list(all(Date::MIN))).unwrap().total, 0);
    for pair in spans.windows(2) {
        let (from, standing, responded) = pair[0];
        for day in [from, pair[1].0.yesterday().unwrap()] {
            let listed = wait(store.list(all(day))).unwrap();
            assert_eq!(listed.total, 1, "on {day}");
            let row = &listed.rows[0];
            assert_eq!(
                (row.standing, row.responded),
                (standing, responded),
                "on {day}"
            );
            assert_eq!(
                wait(store.standings(day)).unwrap(),
                [(standing, 1)],
                "on {day}"
            );
            let query = ListQuery {
                standings: vec![standing],
                ..all(day)
            };
            assert_eq!(ids(&*store, query), [1], "on {day}");
        }
    }
    // A record whose days are not known stands from the start.
    let mut undated = ask(1, &[2], made, "Undated.");
    undated.made_on = None;
    wait(store.append(batch(vec![recorded(2, undated)]))).unwrap();
    assert_eq!(ids(&*store, all(Date::MIN)), [2]);
    assert_eq!(ids(&*store, all(TODAY)), [2, 1]);
}

pub(super) fn waits(make: Make<'_>) {
    let store = make();
    let first = date(2025, 1, 31);
    let second = date(2026, 6, 30);
    wait(store.append(batch(vec![
        recorded(1, ask(1, &[11, 12], date(2024, 3, 1), "Rest.")),
        responded(1, 11, date(2024, 4, 1), &[first, date(2025, 2, 28)]),
    ])))
    .unwrap();
    let moved = RecommendationFact::DueRevised(1, DueRevision::to(Some(due(second))));
    let open = RecommendationFact::ActionPlanned(promise(), Some(due(date(2027, 1, 1))));
    let on = Some(date(2025, 1, 1));
    wait(store.append(batch(vec![
        NewEvent {
            on,
            fact: about(1, moved),
        },
        NewEvent {
            on,
            fact: about(1, open),
        },
    ])))
    .unwrap();
    let rows = |query| wait(store.waits(query)).unwrap().rows;
    let actions = |query| rows(query).iter().map(|row| row.action).collect::<Vec<_>>();
    assert_eq!(actions(waits_of(date(2024, 3, 31))), [0; 0]);
    assert_eq!(actions(waits_of(date(2024, 4, 1))), [1, 2]);
    assert_eq!(actions(waits_of(TODAY)), [2, 1, 3]);
    let late = WaitQuery {
        due: Some(DueFilter::Late),
        ..waits_of(date(2025, 3, 1))
    };
    assert_eq!(actions(late), [2]);
    let later = WaitQuery {
        due: Some(DueFilter::Later),
        ..waits_of(date(2025, 3, 1))
    };
    assert_eq!(actions(later), [1, 3]);
    let now = WaitQuery {
        due: Some(DueFilter::Now),
        ..waits_of(date(2025, 2, 28))
    };
    assert_eq!(actions(now), [2]);
    let own = |id| WaitQuery {
        organisation: Some(OrganisationId(id)),
        ..waits_of(TODAY)
    };
    assert_eq!(actions(own(11)), [2, 1]);
    assert_eq!(actions(own(12)), [0; 0]);
    let before = &rows(waits_of(date(2024, 12, 31)))[0];
    assert_eq!((before.latest, before.times_moved), (Some(first), 0));
    let after = &rows(waits_of(date(2025, 1, 1)))[1];
    assert_eq!(
        (after.action, after.latest, after.times_moved),
        (1, Some(second), 1)
    );
    assert_eq!(after.as_stated, "by 2026-06-30");
    assert_eq!(after.timing, Timing::NotYetDue);
    assert_eq!(after.text, "Fit the detectors.");
    assert_eq!(after.lead.as_deref(), Some("Head of Wards"));
    assert_eq!(
        (after.recommendation, after.title.as_str()),
        (RecommendationId(1), "Rest")
    );
    assert_eq!(rows(waits_of(TODAY))[1].timing, Timing::Late);
    let total = |query| wait(store.waits_total(query)).unwrap();
    assert_eq!((total(waits_of(TODAY)), total(own(11))), (3, 2));
}

pub(super) fn considered(make: Make<'_>) {
    let store = make();
    let last = date(2025, 3, 1);
    let considered = Promise {
        commitment: Commitment::Considered,
        ..promise()
    };
    let planned = |promise| NewEvent {
        on: Some(date(2025, 1, 1)),
        fact: about(
            1,
            RecommendationFact::ActionPlanned(promise, Some(due(last))),
        ),
    };
    wait(store.append(batch(vec![
        recorded(1, ask(1, &[11], date(2024, 3, 1), "Rest.")),
        planned(considered),
        planned(promise()),
    ])))
    .unwrap();
    let stands = |due, day| {
        let due = Some(due);
        let query = WaitQuery {
            due,
            ..waits_of(day)
        };
        let rows = wait(store.waits(query)).unwrap().rows;
        let lists = ListQuery { due, ..all(day) };
        assert_eq!(ids(&*store, lists).is_empty(), rows.is_empty(), "{due:?}");
        let rows = rows.iter().map(|row| (row.action, row.timing));
        rows.collect::<Vec<_>>()
    };
    let both = [(1, Timing::DueNow), (2, Timing::DueNow)];
    assert_eq!(stands(DueFilter::Now, last), both);
    let after = date(2025, 3, 2);
    assert_eq!(
        stands(DueFilter::DayPassed, after),
        [(1, Timing::DayPassed)]
    );
    assert_eq!(stands(DueFilter::Late, after), [(2, Timing::Late)]);
    for none in [DueFilter::MayBeLate, DueFilter::Now, DueFilter::Later] {
        assert_eq!(stands(none, after), []);
    }
    assert_eq!(stands(DueFilter::DayPassed, last), []);
}

pub(super) fn changes(make: Make<'_>) {
    let store = make();
    let day = date(2024, 1, 2);
    let four: Vec<NewEvent> = (1..=4)
        .map(|number| recorded(number, ask(1, &[11], day, "Rest.")))
        .collect();
    wait(store.append(batch(four))).unwrap();
    for number in [3, 1, 2] {
        wait(store.append(batch(vec![responded(number, 11, day, &[])]))).unwrap();
    }
    let down = about(2, RecommendationFact::TakenDown("Not ours.".to_owned()));
    let down = NewEvent {
        on: None,
        fact: down,
    };
    wait(store.append(batch(vec![down]))).unwrap();
    let told = |events: Vec<Event>| -> Vec<(u64, u64)> {
        let number = |event: &Event| match event.fact.subject() {
            Subject::Recommendation(id) => id.0,
            _ => 0,
        };
        events.iter().map(|e| (number(e), e.seq)).collect()
    };
    let last = told(wait(store.changes_before(u64::MAX >> 1, 3)).unwrap());
    assert_eq!(
        last,
        [(1, 6), (3, 5), (4, 4)],
        "without what was taken down"
    );
    let earlier = told(wait(store.changes_before(5, 9)).unwrap());
    assert_eq!(earlier, [(4, 4), (3, 3), (1, 1)]);
    let some = |ids: &[u64], most| {
        let ids = ids.iter().map(|id| RecommendationId(*id)).collect();
        told(wait(store.changes_of(ids, most)).unwrap())
    };
    assert_eq!(some(&[1, 2, 3, 4], 2), [(1, 6), (3, 5), (3, 3), (1, 1)]);
    assert_eq!(some(&[4, 2, 99], 9), [(4, 4)]);
    assert_eq!(some(&[], 9), []);
}

pub(super) fn newest(make: Make<'_>) {
    let store = make();
    five(&*store);
    let mut undated = ask(1, &[2], TODAY, "Undated.");
    undated.made_on = None;
    wait(store.append(batch(vec![recorded(6, undated)]))).unwrap();
    let subjects = |day, limit| {
        let newest = wait(store.newest(day, limit)).unwrap();
        newest.iter().map(|event| event.seq).collect::<Vec<_>>()
    };
    // By the day in the world, not by the order of recording.
    assert_eq!(subjects(TODAY, 3), [4, 10, 9]);
    assert_eq!(subjects(date(2024, 2, 1), 10), [2, 1, 11]);
    assert_eq!(subjects(date(2020, 1, 1), 10), [11]);
    assert_eq!(subjects(TODAY, 0), [0; 0]);
}
