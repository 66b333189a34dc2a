//! Makes a register of invented recommendations in a folder, for benchmarks of the whole binary:
//! `cargo run --release -p heeded-testkit --example invented_register FOLDER 100000`.

#![expect(clippy::print_stdout, reason = "it says how long the import took")]

use heeded_domain::scheme::Schemes;
use heeded_schemes::SchemeFiles;
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, SubjectKind};
use heeded_testkit::invented;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const SCHEME: &str = include_str!("../../../benches/schemes/invented.toml");

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("say in which folder")?;
    let records: u64 = args.next().ok_or("say how many recommendations")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let store = Sqlite::open(
        Path::new(&folder),
        Arc::new(schemes()?),
        Opening::by("a benchmark"),
    )?;
    let organisations = invented::organisations(records);
    runtime.block_on(store.reserve(SubjectKind::Organisation, organisations))?;
    runtime.block_on(store.reserve(SubjectKind::Recommendation, records))?;
    let batches: Vec<_> = invented::batches(records).collect();
    let began = Instant::now();
    for batch in batches {
        runtime.block_on(store.append(batch))?;
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("{records} recommendations with their history in {seconds:.1} seconds");
    Ok(())
}

/// The schemes that the binary has with `--schemes benches/schemes`: with others it would have to
/// work its tables out again at its first start.
fn schemes() -> Result<Schemes, Box<dyn Error>> {
    let mut files = SchemeFiles::shipped();
    files.add(heeded_schemes::parse(
        "benches/schemes/invented.toml",
        SCHEME,
    )?);
    Ok(files.schemes())
}
