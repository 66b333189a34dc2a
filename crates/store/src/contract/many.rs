//! What a store promises when many change it at once.

use super::invented::{about, ask, batch, recorded, subject};
use super::{Make, wait};
use crate::{Batch, NewEvent, StoreError};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{Note, NoteKind};
use jiff::civil::date;
use std::sync::Barrier;

/// Threads that change the same record.
const THREADS: usize = 8;

/// Changes that each of them tries.
const ROUNDS: u64 = 10;

pub(super) fn one_winner(make: Make<'_>) {
    let store = make();
    wait(store.append(batch(vec![recorded(
        1,
        ask(1, &[2], date(2024, 3, 1), "Rest."),
    )])))
    .unwrap();
    let start = Barrier::new(THREADS);
    let attempt = |thread: usize, round: u64| {
        let text = format!("thread {thread} in round {round}");
        let note = Note {
            kind: NoteKind::Remark,
            from: None,
            text,
            on: None,
        };
        let fact = about(1, RecommendationFact::Noted(note));
        // Everybody has read the record as it was before the round.
        let rests_on = vec![(subject(1), round)];
        start.wait();
        let answer = wait(store.append(Batch {
            rests_on,
            ..batch(vec![NewEvent { on: None, fact }])
        }));
        start.wait();
        match answer {
            Ok(appended) => assert_eq!(appended.first, round + 1),
            Err(StoreError::Stale { found, .. }) => assert_eq!(found, round + 1),
            Err(other) => panic!("{other}"),
        }
    };
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let attempt = &attempt;
            scope.spawn(move || (1..=ROUNDS).for_each(|round| attempt(thread, round)));
        }
    });
    let events = wait(store.events(subject(1))).unwrap();
    let numbers: Vec<u64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(
        numbers,
        (1..=ROUNDS + 1).collect::<Vec<_>>(),
        "one winner in each round"
    );
}
