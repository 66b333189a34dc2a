//! How fast the store is on a register of 100,000 invented recommendations.
//!
//! `cargo bench -p heeded-store`. Making the register takes longer than the benchmarks.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

mod invented;

use divan::Bencher;
use divan::counter::ItemsCount;
use heeded_domain::event::Subject;
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::status::Standing;
use heeded_store::contract::{schemes, wait};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, DueFilter, ListQuery, Sort, Store, WaitQuery};
use invented::{History, RECORDS_PER_BATCH, batch};
use jiff::civil::{Date, date};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// Recommendations in the register.
const RECORDS: u64 = 100_000;

const TODAY: Date = date(2026, 11, 22);

/// The next recommendation that is not there yet.
static NEXT: AtomicU64 = AtomicU64::new(1);

fn register() -> &'static Sqlite {
    static REGISTER: OnceLock<Sqlite> = OnceLock::new();
    REGISTER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-register");
        // What an earlier run left.
        let _ = std::fs::remove_dir_all(&folder);
        let store =
            Sqlite::open(&folder, Arc::new(schemes()), Opening::by("the benchmark")).unwrap();
        while NEXT.load(Ordering::Relaxed) < RECORDS {
            wait(store.append(next(History::Mixed))).unwrap();
        }
        store
    })
}

fn main() {
    register();
    divan::main();
}

/// Recommendations, each with a response and two planned actions, in a register that has many
/// already; one transaction for each batch.
#[divan::bench(sample_count = 40, sample_size = 1)]
fn append_with_history(bencher: Bencher<'_, '_>) {
    let store = register();
    bencher
        .counter(ItemsCount::new(RECORDS_PER_BATCH))
        .with_inputs(|| next(History::Answered))
        .bench_values(|batch| wait(store.append(batch)).unwrap());
}

fn next(history: History) -> Batch {
    batch(
        NEXT.fetch_add(RECORDS_PER_BATCH, Ordering::Relaxed),
        history,
    )
}

/// The events of a record.
#[divan::bench]
fn events_of_a_record(bencher: Bencher<'_, '_>) {
    let store = register();
    let mut id = 0;
    bencher.bench_local(|| {
        id = (id + 7_919) % RECORDS + 1;
        wait(store.events(Subject::Recommendation(RecommendationId(id)))).unwrap()
    });
}

fn every() -> ListQuery {
    let (issuer, addressee, standings, due) = (None, None, Vec::new(), None);
    ListQuery {
        as_of: TODAY,
        issuer,
        addressee,
        standings,
        due,
        sort: Sort::Newest,
        page: 1,
    }
}

/// A page of each kind of list, with its total.
#[divan::bench(args = [
    "newest", "page 50", "as of 2015", "issuer", "addressee", "overdue", "withdrawn",
    "two standings",
    "late", "due now", "next due", "reference", "addressee by next due", "addressee late",
])]
fn list(bencher: Bencher<'_, '_>, kind: &str) {
    let store = register();
    let addressee = Some(OrganisationId(invented::FIRST_ADDRESSEE + 3));
    let query = match kind {
        "page 50" => ListQuery {
            page: 50,
            ..every()
        },
        "as of 2015" => ListQuery {
            as_of: date(2015, 6, 1),
            ..every()
        },
        "issuer" => ListQuery {
            issuer: Some(OrganisationId(2)),
            ..every()
        },
        "addressee" => ListQuery {
            addressee,
            ..every()
        },
        "overdue" => ListQuery {
            standings: vec![Standing::ActionsOverdue],
            ..every()
        },
        "withdrawn" => ListQuery {
            standings: vec![Standing::Withdrawn],
            ..every()
        },
        "two standings" => ListQuery {
            standings: vec![Standing::ResponseOverdue, Standing::AwaitingResponse],
            ..every()
        },
        "late" => ListQuery {
            due: Some(DueFilter::Late),
            ..every()
        },
        "due now" => ListQuery {
            due: Some(DueFilter::Now),
            ..every()
        },
        "next due" => ListQuery {
            sort: Sort::NextDue,
            ..every()
        },
        "reference" => ListQuery {
            sort: Sort::Reference,
            ..every()
        },
        "addressee by next due" => ListQuery {
            addressee,
            sort: Sort::NextDue,
            ..every()
        },
        "addressee late" => ListQuery {
            addressee,
            due: Some(DueFilter::Late),
            ..every()
        },
        _ => every(),
    };
    let shown = wait(store.list(query.clone())).unwrap().rows.len();
    assert!(shown == 20 || matches!(kind, "withdrawn" | "due now"));
    bencher.bench_local(|| wait(store.list(query.clone())).unwrap());
}

/// A page of waits, with its total.
#[divan::bench(args = ["all", "late", "later", "as of 2015", "organisation"])]
fn waits(bencher: Bencher<'_, '_>, kind: &str) {
    let store = register();
    let all = WaitQuery {
        as_of: TODAY,
        organisation: None,
        due: None,
        last_day: None,
        page: 1,
    };
    let query = match kind {
        "late" => WaitQuery {
            due: Some(DueFilter::Late),
            ..all
        },
        "later" => WaitQuery {
            due: Some(DueFilter::Later),
            ..all
        },
        "as of 2015" => WaitQuery {
            as_of: date(2015, 6, 1),
            ..all
        },
        "organisation" => WaitQuery {
            organisation: Some(OrganisationId(invented::FIRST_ADDRESSEE + 3)),
            ..all
        },
        _ => all,
    };
    assert_eq!(wait(store.waits(query.clone())).unwrap().rows.len(), 20);
    bencher.bench_local(|| wait(store.waits(query.clone())).unwrap());
}

/// How many recommendations stand how, on a day.
#[divan::bench]
fn standings(bencher: Bencher<'_, '_>) {
    let store = register();
    bencher.bench_local(|| wait(store.standings(TODAY)).unwrap());
}

/// The newest events.
#[divan::bench]
fn newest(bencher: Bencher<'_, '_>) {
    let store = register();
    bencher.bench_local(|| wait(store.newest(TODAY, 10)).unwrap());
}
