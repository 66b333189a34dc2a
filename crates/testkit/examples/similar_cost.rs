//! What it costs to find what is similar, in a register that is there already: the processor's time
//! for each of some records, evenly taken from all, without a page around it.
//! `cargo run --release -p heeded-testkit --example similar_cost FOLDER RECORDS`; the folder as
//! `invented_register` makes it, and an index is made in it if there is none.

#![expect(clippy::print_stdout, reason = "its answer")]

mod schemes;

use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use heeded_domain::replay::recommendation;
use heeded_search::{Follower, Place, SUGGESTED_MAX, Search};
use heeded_store::Store;
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_testkit::TODAY;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("say in which folder")?);
    let records: u64 = args.next().ok_or("say of how many records")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let schemes = Arc::new(schemes::all()?);
    let opening = Opening::by("a benchmark");
    let store = Arc::new(Sqlite::open(&folder, Arc::clone(&schemes), opening)?);
    let search = Search::default();
    let place = Place::Folder(folder.join("search"));
    let mut follower = Follower::new(search.clone(), store.clone(), schemes, place);
    while runtime.block_on(follower.step())? {}
    follower.learn();
    let asks = runtime.block_on(asks(store.as_ref(), records))?;
    // What is read for the first time is read from a disk.
    for _ in 0..2 {
        measure("similar", &asks, |id, ask| {
            Ok(search.similar((id, ask), TODAY, SUGGESTED_MAX)?.len())
        })?;
        measure("suggested", &asks, |id, ask| {
            Ok(search.suggested((id, ask), TODAY)?.len())
        })?;
    }
    Ok(())
}

/// So many recommendations, evenly taken from all.
async fn asks(
    store: &dyn Store,
    wanted: u64,
) -> Result<Vec<(RecommendationId, Ask)>, Box<dyn Error>> {
    let mut newest = 1;
    while !store.events(subject(newest * 2)).await?.is_empty() {
        newest *= 2;
    }
    let mut asks = Vec::new();
    for number in 0..wanted {
        let id = 1 + newest * number / wanted;
        let events = store.events(subject(id)).await?;
        let record = recommendation(&events);
        asks.extend(record.map(|record| (record.id, record.ask)));
    }
    Ok(asks)
}

fn subject(number: u64) -> Subject {
    Subject::Recommendation(RecommendationId(number))
}

fn measure(
    name: &str,
    asks: &[(RecommendationId, Ask)],
    find: impl Fn(RecommendationId, &Ask) -> Result<usize, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (mut all, mut found) = (Vec::with_capacity(asks.len()), 0);
    for (id, ask) in asks {
        let before = nanoseconds()?;
        found += find(*id, ask)?;
        all.push(nanoseconds()? - before);
    }
    all.sort_unstable();
    let milliseconds = |ns: u64| std::time::Duration::from_nanos(ns).as_secs_f64() * 1e3;
    let at = |percent: usize| all.get(all.len() * percent / 100).copied().unwrap_or(0);
    let mean = all.iter().sum::<u64>() / u64::try_from(all.len().max(1))?;
    println!(
        "{name:<10} {:.3} ms of CPU; half {:.3}, 99 of 100 {:.3}; {found} found for {}",
        milliseconds(mean),
        milliseconds(at(50)),
        milliseconds(at(99)),
        asks.len()
    );
    Ok(())
}

/// The processor's time of this thread.
fn nanoseconds() -> Result<u64, Box<dyn Error>> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(times.split(' ').next().unwrap_or_default().parse()?)
}
