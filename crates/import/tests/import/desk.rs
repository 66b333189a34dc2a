//! A register in a folder of its own, and a body whose page is read again and again.

use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Recommendation;
use heeded_domain::replay::{recommendation, recommendation_as_of};
use heeded_domain::scheme::SchemeId;
use heeded_import::{Accepted, Arrival, Choice, Importer, Outcome, ReportTerms, Taken, Terms};
use heeded_schemes::SchemeFiles;
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{DraftRow, DraftState, Store};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The day on which all of this is recorded.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// The moment at which it is.
pub(crate) const AT: Timestamp = Timestamp::constant(1_795_348_800, 0);

const SCHEME: &str = r#"
id = "board"
name = "Invented recommendations"
issuer = "Ward Safety Board"
kinds = ["safety-recommendation"]
explanation = ["Everything in it is invented."]

[calendar]
country = "united-kingdom"

[[duty]]
ground = "practice"
days = 90
basis = "published"

[[organisation]]
name = "Ward Safety Board"
abbreviation = "WSB"

[[organisation]]
name = "National Wards Service"
abbreviation = "NWS"

[[organisation]]
name = "Wards Voices Office"
ended_on = 2026-06-30

[[organisation.succession]]
kind = "merged"
to = "National Wards Service"
on = 2026-07-01
moves = "all"
"#;

pub(crate) struct Desk {
    pub(crate) store: Sqlite,
    schemes: SchemeFiles,
    _folder: tempfile::TempDir,
}

/// Waits without a runtime: the store answers from its own thread.
pub(crate) fn wait<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = std::pin::pin!(answer);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = answer.as_mut().poll(&mut context) {
            return done;
        }
        std::thread::yield_now();
    }
}

/// What became of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) nothing_new: usize,
    pub(crate) decided_before: usize,
    pub(crate) waits: usize,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let schemes: SchemeFiles = [heeded_schemes::parse("board.toml", SCHEME).unwrap()]
            .into_iter()
            .collect();
        let opening = Opening::by("a test");
        let store = Sqlite::open(folder.path(), Arc::new(schemes.schemes()), opening).unwrap();
        Self {
            store,
            schemes,
            _folder: folder,
        }
    }

    pub(crate) fn importer(&self) -> Importer<'_> {
        Importer {
            store: &self.store,
            schemes: &self.schemes,
        }
    }

    /// Takes what a file of a name holds on a day.
    pub(crate) fn take(&self, name: &str, text: &str, captured_on: Date) -> Taken {
        let arrival = Arrival {
            name,
            bytes: text.as_bytes(),
            pages: None,
            attached: &[],
            media_type: None,
            address: None,
        };
        let terms = Terms {
            scheme: SchemeId::new("board").unwrap(),
            issuer: "WSB".to_owned(),
            made_on: Some(date(2024, 1, 5)),
            report: Some(ReportTerms {
                title: "Rotas".to_owned(),
                address: None,
            }),
            captured_on,
        };
        wait(self.importer().take(arrival, &terms)).unwrap()
    }

    /// Takes it and accepts it as chosen.
    pub(crate) fn read_as(&self, taken: &Taken, choice: Choice) -> Told {
        let now = || (AT, TODAY);
        let mut told = Told::default();
        for outcome in wait(self.importer().accept_taken(taken, choice, now)).unwrap() {
            match outcome {
                Outcome::Accepted(accepted) if accepted.changed.is_some() => told.changed += 1,
                Outcome::Accepted(_) => told.new += 1,
                Outcome::NothingNew(_) => told.nothing_new += 1,
                Outcome::DecidedBefore => told.decided_before += 1,
                Outcome::Waits(_) | Outcome::Doubtful(_) => told.waits += 1,
                Outcome::Refused(row, why) => panic!("{}: {why}", row.title),
            }
        }
        told
    }

    /// Takes it and accepts everything.
    pub(crate) fn read(&self, name: &str, text: &str, captured_on: Date) -> Told {
        let taken = self.take(name, text, captured_on);
        self.read_as(&taken, Choice::All)
    }

    pub(crate) fn record(&self, number: u64) -> Recommendation {
        recommendation(&self.events(number)).unwrap()
    }

    pub(crate) fn record_on(&self, number: u64, day: Date) -> Recommendation {
        recommendation_as_of(&self.events(number), day).unwrap()
    }

    pub(crate) fn events(&self, number: u64) -> Vec<heeded_domain::event::Event> {
        let subject = Subject::Recommendation(RecommendationId(number));
        wait(self.store.events(subject)).unwrap()
    }

    /// How many events there are.
    pub(crate) fn head(&self) -> u64 {
        wait(self.store.head()).unwrap()
    }

    pub(crate) fn waiting(&self) -> Vec<DraftRow> {
        let mut rows = wait(self.store.drafts(DraftState::Waiting, 10_000)).unwrap();
        rows.sort_by_key(|row| row.id);
        rows
    }

    /// Accepts everything that waits.
    pub(crate) fn accept_all(&self) -> Vec<Accepted> {
        let accept = |row| wait(self.importer().accept(row, AT, TODAY)).unwrap();
        self.waiting().iter().map(accept).collect()
    }

    /// The names of the organisations, in the order in which they came.
    pub(crate) fn names(&self) -> Vec<String> {
        let directory = wait(self.store.directory()).unwrap();
        let names = directory.values().map(|body| body.name().to_owned());
        names.collect()
    }

    /// Whether the tables follow from the events: what does not, in sentences.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.store.check(&mut |_| ()).unwrap().problems
    }
}
