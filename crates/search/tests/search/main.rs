//! The search on registers of its own: in memory, in a folder, followed, killed, deleted.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up is meant to stop there"
)]

mod counts;
mod following;
mod similar;
mod wording;

use heeded_domain::id::RecommendationId;
use heeded_search::{Choice, Follower, Found, Place, Question, Search, Sort, Words};
use heeded_store::Store;
use heeded_testkit::{App, TODAY, invented};
use std::sync::Arc;

/// A search over what a register holds now.
fn search_of(app: &App) -> Search {
    let search = Search::default();
    let mut follower = follower(app, &search, Place::Memory);
    app.wait(follower.catch_up()).unwrap();
    search
}

fn follower(app: &App, search: &Search, place: Place) -> Follower {
    let store: Arc<dyn Store> = app.store.clone();
    Follower::new(search.clone(), store, Arc::new(invented::schemes()), place)
}

fn question(typed: &str) -> Question {
    Question {
        words: Words::read(typed),
        choices: Vec::new(),
        as_of: TODAY,
        sort: Sort::Relevance,
        page: 1,
    }
}

fn narrowed(typed: &str, choices: &[Choice]) -> Question {
    Question {
        choices: choices.to_vec(),
        ..question(typed)
    }
}

fn find(search: &Search, typed: &str) -> Found {
    search.find(&question(typed)).unwrap()
}

fn ids(search: &Search, typed: &str) -> Vec<RecommendationId> {
    find(search, typed).ids
}
