//! Kills a real process, many times, at any moment: nothing acknowledged is lost, nothing is half
//! there, the next one can start.
//!
//! The child is this test binary itself. It prints a line for everything acknowledged to it; the
//! parent kills it after some lines, reads the rest of what it said, and opens the register.

use crate::invented::{batch, document, open, problems, word};
use heeded_store::contract::wait;
use heeded_store::{Store, SubjectKind};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

/// Names the folder to the child.
const FOLDER: &str = "HEEDED_KILL_TEST_FOLDER";

/// Names the round to the child, so that its keys are new.
const ROUND: &str = "HEEDED_KILL_TEST_ROUND";

/// Times the child is killed.
const KILLS: u64 = 30;

/// Threads of the child that append.
const WRITERS: u64 = 3;

/// What the child has been told is kept.
#[derive(Default)]
struct Acknowledged {
    batches: BTreeMap<String, (u64, u64)>,
    documents: BTreeMap<String, String>,
}

#[test]
fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Acknowledged::default();
    let mut random = 7_u64;
    for round in 0..KILLS {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695);
        // Lines to wait for: sometimes none at all, so that it dies while it opens.
        let lines = (random >> 33) % 60;
        let child = start(folder.path(), round);
        kill_after(child, lines, &mut acknowledged);
        prove(folder.path(), &acknowledged);
    }
    assert!(
        acknowledged.batches.len() > 100,
        "it was killed before it did anything"
    );
    assert!(!acknowledged.documents.is_empty());
}

fn start(folder: &Path, round: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["kill::child", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn kill_after(mut child: Child, lines: u64, acknowledged: &mut Acknowledged) {
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut seen = 0;
    let mut line = String::new();
    if lines == 0 {
        child.kill().unwrap();
    }
    while said.read_line(&mut line).unwrap() > 0 {
        // A line without its end was cut off: nobody has been told what it says.
        if line.ends_with('\n') && note(&line, acknowledged) {
            seen += 1;
            if seen == lines {
                child.kill().unwrap();
            }
        }
        line.clear();
    }
    let ended = child.wait().unwrap();
    assert!(!ended.success(), "the child ended by itself");
}

/// Takes note of a line; `false` when it is none of ours.
fn note(line: &str, acknowledged: &mut Acknowledged) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["kept", key, first, last] => {
            let place = (first.parse().unwrap(), last.parse().unwrap());
            acknowledged.batches.insert((*key).to_owned(), place);
            true
        }
        ["document", name, key] => {
            acknowledged
                .documents
                .insert((*name).to_owned(), (*key).to_owned());
            true
        }
        _ => false,
    }
}

fn prove(folder: &Path, acknowledged: &Acknowledged) {
    let store = open(folder).expect("the lock is free and the register opens");
    assert_eq!(problems(&store), Vec::<String>::new());
    let events = wait(store.events_after(0, u32::MAX)).unwrap();
    let mut places: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for event in &events {
        places.entry(word(&event.fact)).or_default().push(event.seq);
    }
    for (key, (first, last)) in &acknowledged.batches {
        let kept: Vec<u64> = (*first..=*last).collect();
        assert_eq!(places.get(key.as_str()), Some(&kept), "batch {key}");
    }
    for (key, kept) in places {
        assert_eq!(kept.len(), 3, "batch {key} is half there");
    }
    for (name, key) in &acknowledged.documents {
        assert_eq!(
            wait(store.document_bytes(name.clone())).unwrap(),
            key.as_bytes()
        );
        assert!(wait(store.document(name.clone())).unwrap().is_some());
    }
}

#[test]
#[ignore = "is the process that the other test kills"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let round = std::env::var_os(ROUND).unwrap().into_string().unwrap();
    let store = open(Path::new(&folder)).unwrap();
    let (store, next, round) = (&store, &AtomicU64::new(0), &round);
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        out.write_all(line.as_bytes())
            .and_then(|()| out.flush())
            .unwrap();
    };
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(move || {
                loop {
                    let key = format!("{round}-{}", next.fetch_add(1, Ordering::Relaxed));
                    let id = wait(store.reserve(SubjectKind::Recommendation, 1)).unwrap();
                    let kept = wait(store.append(batch(id, &key))).unwrap();
                    say(format!("kept {key} {} {}\n", kept.first, kept.last));
                }
            });
        }
        scope.spawn(move || {
            loop {
                let key = format!("{round}-{}", next.fetch_add(1, Ordering::Relaxed));
                let name = wait(store.keep_document(document(&key))).unwrap();
                say(format!("document {name} {key}\n"));
            }
        });
    });
}
