//! Measures how soon a change is found: records one recommendation after the other in the register
//! of a folder, each with a word of its own, and asks the server that has it for that word until it
//! is there. `cargo run --release -p heeded-testkit --example found_within FOLDER HOST:PORT 10`.

#![expect(clippy::print_stdout, reason = "it says how long that took")]

mod schemes;

use heeded_domain::event::{Actor, Fact, RecommendationFact};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, Store, SubjectKind};
use heeded_testkit::invented;
use jiff::{SignedDuration, Timestamp};
use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Between two questions: finer than anybody notices, and no load by itself.
const ASK_EVERY: Duration = Duration::from_millis(20);

/// From one change to the next: they are to be no import themselves.
const CHANGE_EVERY: Duration = Duration::from_millis(700);

/// Something is broken if it takes so long.
const GIVE_UP_AFTER: Duration = Duration::from_secs(60);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("say in which folder")?;
    let address = args.next().ok_or("say at which address, as HOST:PORT")?;
    let changes: u64 = args.next().ok_or("say how many changes")?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let store = Sqlite::open(
        Path::new(&folder),
        Arc::new(schemes::all()?),
        Opening::by("a benchmark"),
    )?;
    let mut found = Vec::new();
    for _ in 0..changes {
        let id = runtime.block_on(store.reserve(SubjectKind::Recommendation, 1))?;
        let word = word(id);
        runtime.block_on(store.append(change(id, &word)?))?;
        let kept = Instant::now();
        while !is_found(&address, &word)? {
            if kept.elapsed() >= GIVE_UP_AFTER {
                return Err("it is not found".into());
            }
            std::thread::sleep(ASK_EVERY);
        }
        found.push(kept.elapsed().as_millis());
        std::thread::sleep(CHANGE_EVERY);
    }
    let each: Vec<String> = found.iter().map(ToString::to_string).collect();
    found.sort_unstable();
    let middle = found.get(found.len() / 2).ok_or("there was no change")?;
    let most = found.last().ok_or("there was no change")?;
    println!(
        "a change was found after {middle} ms in the middle, {most} ms at most (each: {})",
        each.join(", ")
    );
    Ok(())
}

/// One recommendation like those that are there, and a word that no other has.
fn change(id: u64, word: &str) -> Result<Batch, Box<dyn Error>> {
    // Each at a moment of its own, as changes by people are; an import has one for hundreds.
    let first: Timestamp = "2026-11-22T12:00:00Z".parse()?;
    let at = first + SignedDuration::from_millis(i64::try_from(id)?);
    let events = invented::more_batches(id - 1, 1).flat_map(|batch| batch.events);
    let mut events: Vec<_> = events.take(1).collect();
    for event in &mut events {
        if let Fact::Recommendation(_, RecommendationFact::Recorded(ask)) = &mut event.fact {
            ask.text.push_str(&format!(" It is about {word}."));
        }
    }
    Ok(Batch {
        key: None,
        actor: Actor::Operator,
        at,
        rests_on: Vec::new(),
        events,
        accepts: Vec::new(),
    })
}

/// A word without digits, of which no two are alike but for a letter, which would be found as well.
fn word(id: u64) -> String {
    let letters = id.to_string().into_bytes().into_iter();
    let letters = letters.flat_map(|digit| [char::from(digit - b'0' + b'b'); 3]);
    format!("xq{}", letters.collect::<String>())
}

fn is_found(address: &str, word: &str) -> Result<bool, Box<dyn Error>> {
    let mut connection = TcpStream::connect(address)?;
    let path = format!("/recommendations.json?q={word}");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes())?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer.contains("\"total\":1,"))
}
