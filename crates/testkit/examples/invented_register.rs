//! Makes a register of invented recommendations in a folder, for benchmarks of the whole binary:
//! `cargo run --release -p heeded-testkit --example invented_register FOLDER 100000`.

#![expect(clippy::print_stdout, reason = "it says how long the import took")]

mod schemes;

use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, SubjectKind};
use heeded_testkit::invented;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("say in which folder")?;
    let records: u64 = args.next().ok_or("say how many recommendations")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let store = Sqlite::open(
        Path::new(&folder),
        Arc::new(schemes::all()?),
        Opening::by("a benchmark"),
    )?;
    let organisations = invented::organisations(records);
    runtime.block_on(store.reserve(SubjectKind::Organisation, organisations))?;
    runtime.block_on(store.reserve(SubjectKind::Recommendation, records))?;
    // Batch by batch, so that a million of them need no more memory than a few; making them up is
    // not counted.
    let mut taken = Duration::ZERO;
    for batch in invented::batches(records) {
        let began = Instant::now();
        runtime.block_on(store.append(batch))?;
        taken += began.elapsed();
    }
    let seconds = taken.as_secs_f64();
    println!("{records} recommendations with their history in {seconds:.1} seconds");
    Ok(())
}
