//! What it costs to read a page of 2,000 recommendations again, by how large the register is.
//!
//! `cargo bench -p heeded-import`, with sizes after `--` where others are wanted. All records are
//! of one issuer and numbered from 1 to 20, as in the reports of one body: the hard case, in which
//! every number stands in many. CPU time is that of the whole process.

#![expect(clippy::print_stdout, reason = "it says what it measured")]

use heeded_domain::event::{Actor, Fact, OrganisationFact, RecommendationFact};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::organisation::Name;
use heeded_domain::recommendation::{Addressee, Ask};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::AskKind;
use heeded_import::{Arrival, Choice, Importer, Outcome, Terms};
use heeded_schemes::SchemeFiles;
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, NewEvent, Store, SubjectKind};
use jiff::civil::date;
use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const SCHEME: &str = include_str!("../../../benches/schemes/invented.toml");

/// Registers to measure, in records.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

/// Records in one transaction.
const RECORDS_PER_BATCH: u64 = 500;

/// One organisation for so many records.
const RECORDS_PER_ORGANISATION: u64 = 250;

/// Recommendations on the page.
const DRAFTS: u64 = 2_000;

/// One in so many answers was edited when the page is read again.
const EDITED_EVERY: u64 = 10;

/// Numbers of recommendations in one report.
const REFERENCES: u64 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` itself hands over `--bench`.
    let sizes: Vec<u64> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        SIZES.to_vec()
    } else {
        sizes
    };
    println!("{DRAFTS} drafts; ms of CPU each: read first, accepted, read again, changes accepted");
    for size in sizes {
        let bench = Bench::new(size)?;
        let first = bench.read("page.txt", &page(|_| false), 1)?;
        let again = bench.read("page.txt", &page(|at| at.is_multiple_of(EDITED_EVERY)), 2)?;
        println!(
            "{size:>9} records: {:.3}  {:.3}  {:.3}  {:.3}   ({} new, {} changed)",
            each(first.read),
            each(first.accepted),
            each(again.read),
            each(again.accepted),
            first.new,
            again.changed
        );
    }
    Ok(())
}

/// Waits without a runtime: the store answers from its own thread.
fn wait<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = std::pin::pin!(answer);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = answer.as_mut().poll(&mut context) {
            return done;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
}

/// A register of invented records, and what reads into it.
struct Bench {
    store: Sqlite,
    schemes: SchemeFiles,
    _folder: tempfile::TempDir,
}

/// What reading a page and accepting all of it cost, and what became of it.
struct Cost {
    read: Duration,
    accepted: Duration,
    new: usize,
    changed: usize,
}

impl Bench {
    fn new(records: u64) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let mut schemes = SchemeFiles::shipped();
        schemes.add(heeded_schemes::parse("invented.toml", SCHEME)?);
        let opening = Opening::by("a benchmark");
        let store = Sqlite::open(folder.path(), Arc::new(schemes.schemes()), opening)?;
        let bodies = (records / RECORDS_PER_ORGANISATION).max(10);
        wait(store.reserve(SubjectKind::Organisation, bodies))?;
        wait(store.reserve(SubjectKind::Recommendation, records))?;
        wait(store.append(batch((1..=bodies).map(organisation).collect())?))?;
        for start in (1..=records).step_by(usize::try_from(RECORDS_PER_BATCH)?) {
            let end = records.min(start + RECORDS_PER_BATCH - 1);
            let events = (start..=end).map(|id| recommendation(id, bodies)).collect();
            wait(store.append(batch(events)?))?;
        }
        Ok(Self {
            store,
            schemes,
            _folder: folder,
        })
    }

    fn read(&self, name: &str, text: &str, month: i8) -> Result<Cost, Box<dyn Error>> {
        let importer = Importer {
            store: &self.store,
            schemes: &self.schemes,
        };
        let arrival = Arrival {
            name,
            bytes: text.as_bytes(),
            pages: None,
            attached: &[],
            media_type: None,
            address: None,
        };
        let terms = Terms {
            scheme: SchemeId::new("invented").ok_or("a short name")?,
            issuer: "O1".to_owned(),
            made_on: Some(date(2024, 1, 5)),
            report: None,
            captured_on: date(2026, month, 1),
        };
        let began = cpu()?;
        let taken = wait(importer.take(arrival, &terms))?;
        let read = cpu()?;
        let at = "2026-11-22T12:00:00Z".parse()?;
        let accept = importer.accept_taken(&taken, Choice::All, || (at, date(2026, 11, 22)));
        let outcomes = wait(accept)?;
        let accepted = cpu()?;
        let count = |wanted: bool| {
            let changed = outcomes.iter().filter(|outcome| match outcome {
                Outcome::Accepted(accepted) => accepted.changed.is_some() == wanted,
                _ => false,
            });
            changed.count()
        };
        Ok(Cost {
            read: read.saturating_sub(began),
            accepted: accepted.saturating_sub(read),
            new: count(false),
            changed: count(true),
        })
    }
}

fn batch(events: Vec<NewEvent>) -> Result<Batch, Box<dyn Error>> {
    Ok(Batch {
        key: None,
        actor: Actor::Operator,
        at: "2026-11-22T12:00:00Z".parse()?,
        events,
        rests_on: Vec::new(),
        accepts: Vec::new(),
    })
}

fn organisation(id: u64) -> NewEvent {
    let name = Name {
        full: format!("{} Trust {id}", piece(id)),
        abbreviation: Some(format!("O{id}")),
        from: None,
    };
    let fact = Fact::Organisation(OrganisationId(id), OrganisationFact::Recorded(name));
    NewEvent { on: None, fact }
}

/// A record of the first organisation, in a report of twenty.
fn recommendation(id: u64, bodies: u64) -> NewEvent {
    let (asked, what) = (id % bodies + 1, words(id));
    let text = format!("O1 recommends that O{asked} inspects the stairs of {what} twice a year.");
    let addressee = Addressee {
        organisation: OrganisationId(asked),
        named_as: format!("O{asked}"),
    };
    let ask = Ask {
        issuer: OrganisationId(1),
        scheme: SchemeId::new("invented").unwrap_or_else(|| unreachable!("a short name")),
        kind: AskKind::SafetyRecommendation,
        reference: Some((id % REFERENCES + 1).to_string()),
        text,
        purpose: None,
        parts: Vec::new(),
        addressees: vec![addressee],
        collaborators: Vec::new(),
        report: None,
        made_on: Some(date(2020, 1, 5)),
        source: None,
    };
    let fact = Fact::Recommendation(RecommendationId(id), RecommendationFact::Recorded(ask));
    NewEvent {
        on: Some(date(2020, 1, 5)),
        fact,
    }
}

/// A page of recommendations with their answers, each in words of its own.
fn page(edited: impl Fn(u64) -> bool) -> String {
    let mut page = String::new();
    for at in 0..DRAFTS {
        let (number, body) = (at % REFERENCES + 1, at % 7 + 2);
        // In no record: what is like one of the same number would be taken for it.
        let ward = format!(
            "{}{}{} yard {at}",
            piece(at),
            piece(at / 16),
            piece(at / 256)
        );
        let answer = match edited(at) {
            true => "We accept this recommendation in principle, and will say more.",
            false => "We accept this recommendation and have begun the work.",
        };
        page.push_str(&format!(
            "Safety recommendation {number}\n\
             O1 recommends that O{body} reviews the rota of {ward} for those who work there at \
             night.\n{answer}\nResponse received on 6 May 2024.\n\n"
        ));
    }
    page
}

/// Words that stand in one recommendation alone.
fn words(at: u64) -> String {
    let (one, two, three) = (piece(at), piece(at / 16), piece(at / 256));
    format!("{one}{two} ward, {two}{three} wing and {three}{one} house {at}")
}

fn piece(of: u64) -> &'static str {
    const PIECES: [&str; 16] = [
        "alder", "birch", "cedar", "dune", "elm", "fern", "gorse", "hazel", "iris", "juniper",
        "kelp", "larch", "maple", "nettle", "oak", "pine",
    ];
    let at = usize::try_from(of % 16).unwrap_or_default();
    PIECES.get(at).copied().unwrap_or_default()
}

fn each(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0 / f64::from(u32::try_from(DRAFTS).unwrap_or(1))
}

/// CPU time of this process, all its threads: in hundredths of a second, as Linux counts.
fn cpu() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // After the name, which may hold anything: the 12th and 13th are user and system time.
    let (_, rest) = stat.rsplit_once(')').ok_or("the times of this process")?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut next =
        || -> Result<u64, Box<dyn Error>> { Ok(fields.next().ok_or("a time")?.parse()?) };
    Ok(Duration::from_millis((next()? + next()?) * 10))
}
