//! Serves a register of invented recommendations and imports more into it at the same time, to
//! measure what readers notice of that: commands that write have the register to themselves, so
//! nothing else shows it. `cargo run --release -p heeded-testkit --example serve_and_import FOLDER
//! 127.0.0.1:8000 100000 50000` adds 50,000 to the 100,000 there are, from the first request for
//! recommendations on.

#![expect(clippy::print_stdout, reason = "it says how long the import took")]

mod schemes;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use heeded_search::{Follower, Place, Search};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Store, SubjectKind};
use heeded_testkit::{TODAY, deployment, invented, now};
use heeded_web::{Allowances, Register, router};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("say in which folder")?);
    let address = args.next().ok_or("say at which address")?;
    let there: u64 = args.next().ok_or("say how many there are")?.parse()?;
    let more: u64 = args.next().ok_or("say how many are to come")?.parse()?;
    let schemes = Arc::new(schemes::all()?);
    let opening = Opening::by("a benchmark");
    let store = Arc::new(Sqlite::open(&folder, Arc::clone(&schemes), opening)?);
    let search = Search::default();
    let place = Place::Folder(folder.join("search"));
    let follower = Follower::new(search.clone(), store.clone(), Arc::clone(&schemes), place);
    let _following = follower.start()?;
    let asked = Arc::new(AtomicBool::new(false));
    let site = router(Register {
        store: store.clone(),
        search,
        schemes,
        deployment: Arc::new(deployment(Allowances::default())),
        today: Arc::new(|| TODAY),
        now: Arc::new(now),
    });
    let (begins, is_asked) = (Arc::clone(&asked), asked);
    let site = site.layer(from_fn(move |request: Request, next: Next| {
        let is_reader = request.uri().path().starts_with("/recommendations");
        begins.fetch_or(is_reader, Ordering::Relaxed);
        next.run(request)
    }));
    std::thread::spawn(move || {
        while !is_asked.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(50));
        }
        if let Err(error) = import(&*store, there, more) {
            println!("the import failed: {error}");
        }
    });
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        axum::serve(TcpListener::bind(address).await?, site).await?;
        Ok(())
    })
}

fn import(store: &dyn Store, there: u64, more: u64) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(store.reserve(SubjectKind::Recommendation, more))?;
    let began = Instant::now();
    for batch in invented::more_batches(there, more) {
        runtime.block_on(store.append(batch))?;
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("{more} more recommendations in {seconds:.1} seconds");
    Ok(())
}
