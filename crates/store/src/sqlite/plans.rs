//! How the database means to answer each kind of list: by an index in the order of the list.

use super::across::{self, Paged};
use super::list::Select;
use super::{Opening, Sqlite, groups, reports, statistics, waits};
use crate::contract::{schemes, wait};
use crate::{
    AnswerTime, DueFilter, ListQuery, Of, ReportQuery, SilenceQuery, SlipQuery, Sort,
    StatisticsQuery, WaitQuery,
};
use heeded_domain::id::{OrganisationId, ReportId};
use heeded_domain::status::Standing;
use jiff::civil::date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::sync::Arc;

/// The steps of the database's plan for a query.
fn plan(store: &Sqlite, sql: &str, values: &[Value]) -> Vec<String> {
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = store.read(|connection| {
        super::rows::query(connection, &explained, params_from_iter(values), |row| {
            row.get("detail").map_err(super::dialect::failed)
        })
    });
    wait(steps).unwrap()
}

fn every_list() -> Vec<ListQuery> {
    let mut lists = Vec::new();
    for sort in [Sort::Newest, Sort::Oldest, Sort::NextDue, Sort::Reference] {
        for issuer in [None, Some(OrganisationId(1))] {
            for addressee in [None, Some(OrganisationId(2))] {
                for standings in [vec![], vec![Standing::Closed], Standing::ALL.to_vec()] {
                    for due in [None, Some(DueFilter::Late), Some(DueFilter::Now)] {
                        let (as_of, page) = (date(2026, 11, 22), 1);
                        let standings = standings.clone();
                        lists.push(ListQuery {
                            as_of,
                            issuer,
                            addressee,
                            standings,
                            due,
                            sort,
                            page,
                        });
                    }
                }
            }
        }
    }
    lists
}

#[test]
fn no_list_reads_or_sorts_a_whole_table() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path(), Arc::new(schemes()), Opening::by("test")).unwrap();
    for query in every_list() {
        let select = Select::new(&query, u64::MAX);
        for step in plan(
            &store,
            &format!("{} LIMIT 20", select.keys()),
            &select.values,
        ) {
            let whole = step.starts_with("SCAN") && !step.contains("INDEX") && step != "SCAN n";
            assert!(!whole && !step.contains("TEMP B-TREE"), "{query:?}: {step}");
        }
        let few = Select::new(&query, 0);
        for step in plan(&store, &few.keys(), &few.values) {
            let whole = step.starts_with("SCAN") && !step.contains("INDEX") && step != "SCAN n";
            assert!(!whole, "{query:?}: {step}");
        }
    }
}

#[test]
fn waits_that_go_on_come_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path(), Arc::new(schemes()), Opening::by("test")).unwrap();
    for organisation in [None, Some(OrganisationId(1))] {
        for due in [None, Some(DueFilter::Late), Some(DueFilter::Now)] {
            let as_of = date(2026, 11, 22);
            let query = WaitQuery {
                as_of,
                organisation,
                due,
                last_day: due.map(|_| (date(2026, 10, 1), date(2026, 12, 31))),
                page: 1,
            };
            let (keys, values) = waits::keys(&query);
            let sql = format!("{keys} ORDER BY latest, recommendation, action LIMIT 20");
            let steps = plan(&store, &sql, &values);
            let open = if organisation.is_some() {
                "wait_open_of_organisation"
            } else {
                "wait_open"
            };
            assert!(steps.iter().any(|step| step.contains(open)), "{steps:#?}");
            assert!(
                steps.iter().any(|step| step.contains("wait_ended")),
                "{steps:#?}"
            );
            let sorts = steps
                .iter()
                .filter(|step| step.contains("TEMP B-TREE"))
                .count();
            assert!(
                sorts <= 1,
                "only those that ended since are sorted: {steps:#?}"
            );
        }
    }
}

/// Lists across records, each with the index that has its order.
fn across_records() -> Vec<(Paged, &'static str)> {
    let (as_of, page) = (date(2026, 11, 22), 1);
    let mut lists = vec![
        (
            across::of(&Of::Addressee(OrganisationId(1)), as_of),
            "addressee_of",
        ),
        (
            across::of(&Of::Report(ReportId(1)), as_of),
            "recommendation_of_report",
        ),
        (across::of(&Of::Theme("rest".to_owned()), as_of), "theme_of"),
        (groups::dependents("money", as_of), "dependency_on"),
    ];
    for organisation in [None, Some(OrganisationId(1))] {
        let of = |whole, one| if organisation.is_some() { one } else { whole };
        let slips = across::slips(&SlipQuery {
            as_of,
            organisation,
            page,
        });
        lists.push((slips, of("slip_open", "slip_open_of_organisation")));
        for time in [None, Some(AnswerTime::Over), Some(AnswerTime::NotKnown)] {
            let query = SilenceQuery {
                as_of,
                organisation,
                time,
                page,
            };
            let open = of("silence_open", "silence_open_of_organisation");
            lists.push((across::silences(&query), open));
        }
    }
    lists
}

#[test]
fn lists_across_records_come_in_the_order_of_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path(), Arc::new(schemes()), Opening::by("test")).unwrap();
    for (list, index) in across_records() {
        let steps = plan(&store, &format!("{} LIMIT 20", list.sql()), &list.values);
        let used = |step: &String| step.split(' ').any(|word| word == index);
        assert!(steps.iter().any(used), "{index}: {steps:#?}");
        let sorts = steps.iter().filter(|step| step.contains("TEMP B-TREE"));
        let walks = |step: &String| step.starts_with("SCAN") && !step.contains("INDEX");
        let whole = steps.iter().any(walks);
        assert!(sorts.count() <= 1 && !whole, "{index}: {steps:#?}");
    }
    for issuer in [None, Some(OrganisationId(1))] {
        let (as_of, page) = (date(2026, 11, 22), 1);
        let (condition, values) = reports::condition(&ReportQuery {
            as_of,
            issuer,
            page,
        });
        let steps = plan(
            &store,
            &format!("{} LIMIT 20", reports::keys(&condition)),
            &values,
        );
        let sorted = steps.iter().any(|step| step.contains("TEMP B-TREE"));
        assert!(!sorted, "{steps:#?}");
    }
}

#[test]
fn statistics_of_a_body_read_no_other_body_s_rows() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path(), Arc::new(schemes()), Opening::by("test")).unwrap();
    let bodies = [
        (Some(OrganisationId(1)), None),
        (None, Some(OrganisationId(2))),
        (Some(OrganisationId(1)), Some(OrganisationId(2))),
    ];
    for (issuer, organisation) in bodies {
        for year in [None, Some(2024)] {
            let query = StatisticsQuery {
                as_of: date(2026, 11, 22),
                issuer,
                organisation,
                year,
            };
            let parts = [
                statistics::measures(&query),
                statistics::standings(&query),
                statistics::waits(&query),
            ];
            for (sql, values) in parts {
                let steps = plan(&store, &sql, &values);
                let whole = steps.iter().any(|step| step.starts_with("SCAN"));
                assert!(!whole, "{query:?}: {steps:#?}");
            }
        }
    }
}
