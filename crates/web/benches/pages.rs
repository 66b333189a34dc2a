//! Pages on a register of invented recommendations: CPU time per page, whole HTML, in-process.
//!
//! `cargo bench -p heeded-web --bench pages` measures on 100,000; `HEEDED_BENCH_RECORDS=10000` on
//! fewer. One thread, warm caches; times are wall time of a thread that never waits, so CPU time.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark takes its size from the environment"
)]

use divan::Bencher;
use heeded_domain::id::RecommendationId;
use heeded_testkit::App;
use std::cell::{Cell, OnceCell};

thread_local! {
    static APP: OnceCell<App> = const { OnceCell::new() };
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

fn main() {
    divan::main();
}

fn records() -> u64 {
    std::env::var("HEEDED_BENCH_RECORDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000)
}

/// Another record each time, all over the register.
fn next() -> u64 {
    NEXT.with(|next| {
        let at = (next.get() + 7_919) % records();
        next.set(at);
        1 + at
    })
}

fn get(address: &str) -> usize {
    APP.with(|app| {
        let app = app.get_or_init(|| App::invented(records()));
        let answer = app.get(address);
        assert!(answer.status.is_success(), "{address}: {}", answer.status);
        answer.body.len()
    })
}

fn page(bencher: Bencher<'_, '_>, address: impl Fn() -> String) {
    get(&address());
    bencher.bench_local(|| get(&address()));
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn record(bencher: Bencher<'_, '_>) {
    page(bencher, || {
        format!("/recommendations/{}", RecommendationId(next()))
    });
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn record_as_data(bencher: Bencher<'_, '_>) {
    page(bencher, || {
        format!("/recommendations/{}.json", RecommendationId(next()))
    });
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn list(bencher: Bencher<'_, '_>) {
    page(bencher, || {
        format!("/recommendations?page={}", 1 + next() % 100)
    });
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn list_by_status(bencher: Bencher<'_, '_>) {
    page(bencher, || {
        format!(
            "/recommendations?status=actions-overdue&page={}",
            1 + next() % 50
        )
    });
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn list_by_addressee(bencher: Bencher<'_, '_>) {
    page(bencher, || {
        format!("/recommendations?addressee=O{}", 1 + next() % 6)
    });
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn list_next_due(bencher: Bencher<'_, '_>) {
    page(bencher, || "/recommendations?sort=due".to_owned());
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn due(bencher: Bencher<'_, '_>) {
    page(bencher, || format!("/due?page={}", 1 + next() % 100));
}

#[divan::bench(sample_count = 200, sample_size = 10)]
fn home(bencher: Bencher<'_, '_>) {
    page(bencher, || "/".to_owned());
}
