//! Makes a register of invented recommendations in a folder, for benchmarks of the whole binary:
//! `cargo run --release -p heeded-testkit --example invented_register FOLDER 100000`. With a second
//! number it adds so many to the first, which are there, beside whoever serves them: an import.

#![expect(clippy::print_stdout, reason = "it says how long the import took")]

mod schemes;

use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, Store, SubjectKind, readers_first};
use heeded_testkit::invented;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("say in which folder")?;
    let records: u64 = args.next().ok_or("say how many recommendations")?.parse()?;
    let more: Option<u64> = args.next().map(|more| more.parse()).transpose()?;
    readers_first();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let store = Sqlite::open(
        Path::new(&folder),
        Arc::new(schemes::all()?),
        Opening::by("a benchmark"),
    )?;
    let made = more.unwrap_or(records);
    runtime.block_on(store.reserve(SubjectKind::Recommendation, made))?;
    let batches: Box<dyn Iterator<Item = Batch>> = if let Some(more) = more {
        Box::new(invented::more_batches(records, more))
    } else {
        let organisations = invented::organisations(records);
        runtime.block_on(store.reserve(SubjectKind::Organisation, organisations))?;
        Box::new(invented::batches(records))
    };
    // Batch by batch, so that a million of them need no more memory than a few; making them up is
    // not counted.
    let mut taken = Duration::ZERO;
    for batch in batches {
        let began = Instant::now();
        runtime.block_on(store.append(batch))?;
        taken += began.elapsed();
    }
    let seconds = taken.as_secs_f64();
    println!("{made} recommendations with their history in {seconds:.1} seconds");
    Ok(())
}
