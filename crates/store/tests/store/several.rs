//! Several processes have a register at once: each sees what the others wrote, nothing is lost, and
//! who needs it alone is told who else has it.
//!
//! The children are this test binary itself. They do what they are told, a line each, and say when
//! it is done.

use crate::invented::{batch, open, problems, word};
use heeded_domain::event::{Actor, Fact, OrganisationFact, Subject};
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::Name;
use heeded_domain::scheme::Schemes;
use heeded_store::contract::{schemes, wait};
use heeded_store::sqlite::{Opening, Sqlite, Task};
use heeded_store::{Batch, ListQuery, NewEvent, Sort, Store, StoreError, SubjectKind};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Names the folder to the child.
const FOLDER: &str = "HEEDED_SEVERAL_TEST_FOLDER";

/// Batches that each of several children appends.
const BATCHES: usize = 60;

/// A process that has the folder open.
struct Other {
    child: Child,
    told: Option<ChildStdin>,
    says: Lines<BufReader<ChildStdout>>,
}

impl Other {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["several::child", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let told = child.stdin.take();
        let says = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut other = Self { child, told, says };
        other.hear("open");
        other
    }

    fn tell(&mut self, what: &str) {
        let told = self.told.as_mut().unwrap();
        writeln!(told, "{what}").unwrap();
    }

    fn hear(&mut self, what: &str) {
        assert!(
            self.says
                .by_ref()
                .map_while(Result::ok)
                .any(|line| line == what),
            "it ended without saying {what}"
        );
    }

    fn has_done(&mut self, what: &str) {
        self.tell(what);
        self.hear("done");
    }

    fn holder(&self) -> String {
        holder(self.child.id())
    }

    fn end(mut self) {
        drop(self.told.take());
        assert!(self.child.wait().unwrap().success());
    }
}

fn holder(process: u32) -> String {
    format!("heeded serve, process {process}, since 22 November 2026")
}

#[test]
#[ignore = "is the process beside the other tests"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let opening = Opening::by(&holder(std::process::id()));
    let store = Sqlite::open(Path::new(&folder), Arc::new(schemes()), opening).unwrap();
    let mut held = Vec::new();
    println!("\nopen");
    for line in std::io::stdin().lines().map_while(Result::ok) {
        match line.split_once(' ') {
            Some(("append", words)) => append_all(&store, words),
            Some(("name", name)) => record_name(&store, name),
            _ if line == "bring in" => held.push(store.take(Task::BringingIn).unwrap()),
            _ if line == "let go" => held.clear(),
            other => panic!("told {other:?}"),
        }
        println!("\ndone");
    }
}

fn append_all(store: &Sqlite, words: &str) {
    for number in 0..BATCHES {
        let id = wait(store.reserve(SubjectKind::Recommendation, 1)).unwrap();
        wait(store.append(batch(id, &format!("{words}-{number}")))).unwrap();
    }
}

fn record_name(store: &Sqlite, name: &str) {
    let id = OrganisationId(wait(store.reserve(SubjectKind::Organisation, 1)).unwrap());
    let named = Name {
        full: name.to_owned(),
        abbreviation: None,
        from: None,
    };
    let fact = Fact::Organisation(id, OrganisationFact::Recorded(named));
    let event = NewEvent {
        on: Some(date(2026, 1, 1)),
        fact,
    };
    wait(store.append(Batch {
        key: None,
        actor: Actor::Operator,
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        events: vec![event],
        rests_on: vec![(Subject::Organisation(id), 0)],
        accepts: Vec::new(),
    }))
    .unwrap();
}

fn all() -> ListQuery {
    ListQuery {
        as_of: date(2026, 11, 22),
        issuer: None,
        addressee: None,
        standings: Vec::new(),
        due: None,
        sort: Sort::Newest,
        page: 1,
    }
}

#[test]
fn several_that_write_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    let mut others = ["first", "second", "third"].map(|words| {
        let mut other = Other::start(folder.path());
        other.tell(&format!("append {words}"));
        other
    });
    append_all(&store, "own");
    for other in &mut others {
        other.hear("done");
    }
    for other in others {
        other.end();
    }
    assert_eq!(problems(&store), Vec::<String>::new());
    let events = wait(store.events_after(0, u32::MAX)).unwrap();
    let mut places: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for event in &events {
        places.entry(word(&event.fact)).or_default().push(event.seq);
    }
    assert_eq!(places.len(), 4 * BATCHES);
    for (key, kept) in places {
        assert_eq!(
            kept,
            (kept[0]..kept[0] + 3).collect::<Vec<_>>(),
            "batch {key}"
        );
    }
    let subjects: BTreeSet<Subject> = events.iter().map(|event| event.fact.subject()).collect();
    assert_eq!(subjects.len(), 4 * BATCHES, "no identifier was given twice");
    assert_eq!(
        wait(store.list(all())).unwrap().total,
        u64::try_from(4 * BATCHES).unwrap()
    );
}

#[test]
fn what_another_wrote_is_seen_however_much_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    wait(store.append(batch(1, "own"))).unwrap();
    assert_eq!(wait(store.list(all())).unwrap().total, 1);
    assert!(wait(store.directory()).unwrap().is_empty());
    let before = wait(store.head()).unwrap();
    let mut other = Other::start(folder.path());
    other.has_done("name Fleet Authority");
    let directory = wait(store.directory()).unwrap();
    let named: Vec<&str> = directory.values().map(|body| body.name()).collect();
    assert_eq!(named, ["Fleet Authority"]);
    other.has_done("append theirs");
    let expected = 1 + u64::try_from(BATCHES).unwrap();
    assert_eq!(wait(store.list(all())).unwrap().total, expected);
    // Who only asks for the newest event is told within a moment as well.
    other.has_done("name Rail Authority");
    let begun = Instant::now();
    while wait(store.head()).unwrap() < before + 2 + 3 * (expected - 1) {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
    // And writes on from there, in the place after theirs.
    let appended = wait(store.append(batch(1_000, "after"))).unwrap();
    assert_eq!(appended.last, wait(store.head()).unwrap());
    assert_eq!(problems(&store), Vec::<String>::new());
    other.end();
}

#[test]
fn a_task_of_one_at_a_time_is_waited_for_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    let mut other = Other::start(folder.path());
    other.has_done("bring in");
    let refused = store.take(Task::BringingIn).err().unwrap();
    assert!(
        matches!(&refused, StoreError::Taken { holder } if *holder == other.holder()),
        "{refused}"
    );
    store.take(Task::Serving).unwrap();
    let mut told = None;
    std::thread::scope(|scope| {
        let (store, told) = (&store, &mut told);
        let waiting = scope.spawn(move || {
            let waits = |holder: &str| *told = Some(holder.to_owned());
            store.take_in_turn(Task::BringingIn, waits).unwrap()
        });
        std::thread::sleep(Duration::from_millis(200));
        assert!(!waiting.is_finished());
        other.has_done("let go");
        drop(waiting.join().unwrap());
    });
    assert_eq!(told, Some(other.holder()));
    other.end();
}

#[test]
fn who_needs_the_folder_alone_is_told_who_has_it() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    let other = Other::start(folder.path());
    let killed = Other::start(folder.path());
    let mut child = killed.child;
    child.kill().unwrap();
    child.wait().unwrap();
    // Other schemes: every table has to be worked out again.
    let none = || Arc::new(Schemes::from_iter([]));
    let refused = Sqlite::open(folder.path(), none(), Opening::by("other schemes"));
    let refused = refused.err().unwrap();
    assert!(
        matches!(&refused, StoreError::Locked { holder } if *holder == other.holder()),
        "{refused}"
    );
    assert!(refused.to_string().contains("--data"), "{refused}");
    other.end();
    drop(Sqlite::open(folder.path(), none(), Opening::by("other schemes")).unwrap());
    assert_eq!(
        fs::read_dir(folder.path().join("processes"))
            .unwrap()
            .count(),
        0,
        "who has gone, however it went, is cleared away"
    );
}

#[test]
fn who_comes_while_tables_are_made_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()).unwrap());
    // As a process that works the tables of a large register out again.
    let file = File::open(folder.path().join("heeded.lock")).unwrap();
    file.lock().unwrap();
    let refused = open(folder.path()).err().unwrap();
    assert!(
        matches!(&refused, StoreError::BeingMade { holder } if holder == "another process"),
        "{refused}"
    );
    file.unlock().unwrap();
    open(folder.path()).unwrap();
}

#[test]
fn tables_are_not_worked_out_again_while_another_looks_at_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).unwrap();
    let other = Other::start(folder.path());
    let refused = wait(store.rebuild(Box::new(|_| {}))).err().unwrap();
    assert!(matches!(refused, StoreError::Locked { .. }), "{refused}");
    other.end();
    wait(store.rebuild(Box::new(|_| {}))).unwrap();
}
