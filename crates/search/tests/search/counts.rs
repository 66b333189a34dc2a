//! Filters and their counts, against a naive count over the register.

use super::{follower, narrowed, question, search_of};
use heeded_domain::event::{Event, RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::{Theme, ThemeSource};
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::status::{Standing, status};
use heeded_search::Sort::{NewestMade, NewestResponse, NextDue, OldestUnanswered, Relevance};
use heeded_search::{Axis, Choice, Place, Question, Search};
use heeded_store::{DueFilter, ListQuery, Sort, Store};
use heeded_testkit::{App, TODAY, invented};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const RECORDS: u64 = 300;

/// One register for all cases: making it takes longer than asking it.
struct Register {
    search: Search,
    events: Vec<Vec<Event>>,
}

fn register() -> &'static Register {
    static MADE: OnceLock<Register> = OnceLock::new();
    MADE.get_or_init(|| {
        let app = App::invented(RECORDS);
        let search = search_of(&app);
        let events = (1..=RECORDS).map(|id| {
            let subject = Subject::Recommendation(RecommendationId(id));
            app.wait(app.store.events(subject)).unwrap()
        });
        let events = events.collect();
        Register { search, events }
    })
}

/// The values of a record on a day, axis by axis; `None` when it was not there yet.
fn values(events: &[Event], day: Date) -> Option<Vec<Choice>> {
    let record = recommendation_as_of(events, day)?;
    let scheme = invented::scheme();
    let status = status(&record, &scheme, day);
    let place = |standing| Standing::ALL.iter().position(|s| *s == standing).unwrap();
    let mut values = vec![
        (
            Axis::Standing,
            u64::try_from(place(status.standing())).unwrap(),
        ),
        (Axis::Issuer, record.ask.issuer.0),
        (Axis::Kind, 0),
    ];
    let asked = record.ask.addressees.iter();
    values.extend(asked.map(|a| (Axis::Addressee, a.organisation.0)));
    let made = record.ask.made_on.unwrap();
    values.push((Axis::Year, u64::try_from(made.year()).unwrap()));
    Some(values)
}

fn naive(events: &[Vec<Event>], day: Date, choices: &[Choice]) -> Vec<u64> {
    let mut found = Vec::new();
    for (number, events) in (1..).zip(events) {
        let Some(values) = values(events, day) else {
            continue;
        };
        let fits = choices.iter().all(|(axis, _)| {
            let of_axis = choices.iter().filter(|(a, _)| a == axis);
            of_axis.clone().any(|choice| values.contains(choice))
        });
        if fits {
            found.push(number);
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_found_and_counted_is_what_a_naive_count_finds(
        standings in proptest::collection::vec(0_u64..10, 0..3),
        years in proptest::collection::vec(2018_u64..2027, 0..3),
        bodies in proptest::collection::vec(1_u64..7, 0..3),
        issuers in proptest::collection::vec(1_u64..7, 0..2),
        days in 0_i32..3_500,
    ) {
        let day = date(2018, 1, 1).checked_add(jiff::ToSpan::days(days)).unwrap();
        let mut choices: Vec<Choice> = Vec::new();
        choices.extend(standings.iter().map(|v| (Axis::Standing, *v)));
        choices.extend(years.iter().map(|v| (Axis::Year, *v)));
        choices.extend(bodies.iter().map(|v| (Axis::Addressee, *v)));
        choices.extend(issuers.iter().map(|v| (Axis::Issuer, *v)));
        let asked = Question { as_of: day, ..narrowed("", &choices) };
        let register = register();
        let found = register.search.find(&asked).unwrap();
        let every = register.search.every(&asked).unwrap();
        let mut every: Vec<u64> = every.iter().map(|id| id.0).collect();
        every.sort_unstable();
        let wanted = naive(&register.events, day, &choices);
        prop_assert_eq!(found.total, u64::try_from(wanted.len()).unwrap());
        prop_assert_eq!(&every, &wanted);
        for axis in [Axis::Standing, Axis::Year, Axis::Issuer, Axis::Addressee] {
            let others: Vec<Choice> = choices.iter().copied().filter(|(a, _)| *a != axis).collect();
            let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
            for number in naive(&register.events, day, &others) {
                let at = usize::try_from(number - 1).unwrap();
                let mut of_axis = values(&register.events[at], day).unwrap();
                of_axis.retain(|(a, _)| *a == axis);
                of_axis.dedup();
                for (_, value) in of_axis {
                    *counts.entry(value).or_default() += 1;
                }
            }
            let shown = found.counts[&axis].iter().copied().filter(|(_, n)| *n > 0);
            let shown: BTreeMap<u64, u64> = shown.collect();
            prop_assert_eq!(shown, counts, "{:?}", axis);
        }
    }
}

#[test]
fn a_theme_is_one_however_it_is_spelt_and_a_suggested_one_is_none() {
    let app = App::empty();
    let about = |theme| app.recommendation("Rest.").about(theme).recorded();
    let (one, other) = (about("Rest & recovery"), about("rest and recovery"));
    let _ = about("Rotas");
    let suggested = RecommendationFact::Themed(Theme {
        name: "Sleep".to_owned(),
        source: ThemeSource::Suggested,
    });
    let _ = app.recommendation("Rest.").then(suggested).recorded();
    let search = search_of(&app);
    let theme = Axis::Theme.from_code("Rest and Recovery").unwrap();
    let found = search.find(&narrowed("", &[(Axis::Theme, theme)])).unwrap();
    assert_eq!(found.ids, [other, one]);
    let rotas = Axis::Theme.from_code("rotas").unwrap();
    assert_eq!(found.counts[&Axis::Theme], [(theme, 2), (rotas, 1)]);
    let names: Vec<&str> = found.themes.values().map(String::as_str).collect();
    assert!(names.contains(&"Rotas") && names.len() == 2, "{names:?}");
}

#[test]
fn lists_are_those_of_the_store() {
    let app = App::invented(RECORDS);
    let search = search_of(&app);
    let dues = [
        ("late", DueFilter::Late),
        ("may-be-late", DueFilter::MayBeLate),
        ("day-passed", DueFilter::DayPassed),
        ("now", DueFilter::Now),
        ("later", DueFilter::Later),
    ];
    for day in [TODAY, date(2024, 6, 1), date(2019, 2, 3)] {
        for (code, due) in dues {
            for addressee in [None, Some(OrganisationId(2))] {
                let query = ListQuery {
                    as_of: day,
                    issuer: None,
                    addressee,
                    standings: Vec::new(),
                    due: Some(due),
                    sort: Sort::Newest,
                    page: 1,
                };
                let listed = app.wait(app.store.list(query)).unwrap();
                let mut choices = vec![(Axis::Due, Axis::Due.from_code(code).unwrap())];
                choices.extend(addressee.map(|id| (Axis::Addressee, id.0)));
                let asked = Question {
                    as_of: day,
                    ..narrowed("", &choices)
                };
                let found = search.find(&asked).unwrap();
                assert_eq!(found.total, listed.total, "{code} on {day}");
            }
        }
    }
}

/// The pages of a question, one after the other, are its whole order; most pages are found without
/// putting all in order.
fn are_the_order_cut(search: &Search, asked: &Question) {
    let every = search.every(asked).unwrap();
    let mut paged = Vec::new();
    for page in 1..=u32::try_from(every.len().div_ceil(20)).unwrap() {
        let found = search
            .find(&Question {
                page,
                ..asked.clone()
            })
            .unwrap();
        assert_eq!(found.page, page);
        paged.extend(found.ids);
    }
    assert_eq!(paged, every, "{asked:?}");
}

#[test]
fn the_oldest_without_an_answer_come_first_and_those_of_no_known_day_after_them() {
    let app = App::empty();
    for number in 0..60_i64 {
        let one = app
            .recommendation("A ward.")
            .addressed_to("Ministry of Wards");
        let made = date(2020, 1, 1).checked_add((number / 4).days()).unwrap();
        let one = if number % 3 == 0 {
            one
        } else {
            one.made_on(made)
        };
        let one = if number % 5 == 0 {
            one.answered_on(date(2024, 6, 1), "Yes.")
        } else {
            one
        };
        let _ = one.recorded();
    }
    let search = search_of(&app);
    let asked = Question {
        sort: OldestUnanswered,
        ..question("")
    };
    are_the_order_cut(&search, &asked);
    let every = search.every(&asked).unwrap();
    let row = |id: &RecommendationId| {
        let number = id.0 - 1;
        let (of_five, of_three) = (number.is_multiple_of(5), number.is_multiple_of(3));
        (of_five, of_three, number / 4)
    };
    let of = |from: usize, to: usize| every[from..to].iter().map(row);
    assert!(of(0, 48).all(|(is_answered, ..)| !is_answered));
    assert!(of(0, 32).all(|(_, is_unknown, _)| !is_unknown));
    assert!(of(0, 32).map(|(.., day)| day).is_sorted());
    assert!(of(32, 48).all(|(_, is_unknown, _)| is_unknown));
    assert!(of(48, 60).all(|(is_answered, ..)| is_answered));
}

#[test]
fn counts_of_the_whole_list_move_on_with_the_register() {
    let app = App::empty();
    let first = app
        .recommendation("A ward.")
        .made_on(date(2020, 1, 1))
        .recorded();
    let search = Search::default();
    let mut follower = follower(&app, &search, Place::Memory);
    let years = || {
        let found = search.find(&question("")).unwrap();
        found.counts[&Axis::Year].clone()
    };
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(years(), [(2020, 1)]);
    let _ = app
        .recommendation("A ward.")
        .made_on(date(2021, 1, 1))
        .recorded();
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(years(), [(2021, 1), (2020, 1)]);
    let taken_down = RecommendationFact::TakenDown("By order.".to_owned());
    app.happens_to_recommendation(first, taken_down);
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(years(), [(2021, 1)]);
}

#[test]
fn pages_follow_each_other_without_gap_or_overlap() {
    let register = register();
    for typed in ["", "guidance", "guidance handovers"] {
        let all = Question {
            sort: Relevance,
            ..question(typed)
        };
        are_the_order_cut(&register.search, &all);
        for sort in [NewestMade, NewestResponse, OldestUnanswered, NextDue] {
            are_the_order_cut(
                &register.search,
                &Question {
                    sort,
                    ..all.clone()
                },
            );
        }
    }
    let beyond = Question {
        page: 9_999,
        ..question("")
    };
    assert_eq!(register.search.find(&beyond).unwrap().page, 1);
}

#[test]
fn a_choice_nobody_has_is_shown_with_none() {
    let register = register();
    let withdrawn = Axis::Standing.from_code("withdrawn").unwrap();
    let found = register
        .search
        .find(&narrowed("", &[(Axis::Standing, withdrawn)]))
        .unwrap();
    assert_eq!(found.total, 0);
    assert!(found.counts[&Axis::Standing].contains(&(withdrawn, 0)));
    assert!(
        found.counts[&Axis::Standing].len() > 1,
        "the others are counted as without it"
    );
}
