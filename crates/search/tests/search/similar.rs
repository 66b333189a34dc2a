//! Recommendations that ask for much the same.

use crate::{follower, search_of};
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use heeded_domain::replay::recommendation;
use heeded_search::{NEAR, Place, SUGGESTED_MAX, Search, Similar};
use heeded_store::Store;
use heeded_testkit::{App, TODAY};
use jiff::civil::date;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FENCES: &str = "Review the fences along the line where children were seen to trespass.";

fn register() -> (App, Search) {
    let app = App::empty();
    for (text, year) in [
        (FENCES, 2022),
        (
            "That the fence of the line be reviewed at places of trespass by children.",
            2024,
        ),
        ("Train midwives in the use of blood gas meters.", 2023),
        ("Review the guidance on meters.", 2025),
    ] {
        let _ = app
            .recommendation(text)
            .addressed_to("Railway Board")
            .made_on(date(year, 3, 1))
            .recorded();
    }
    let search = search_of(&app);
    (app, search)
}

#[test]
fn the_same_ask_in_other_words_comes_first_and_its_own_record_never() {
    let (app, search) = register();
    let first = search.like(FENCES, TODAY, 1).unwrap();
    let id = first[0].id;
    assert!(
        (first[0].nearness - 1.0).abs() < 1e-3,
        "its own words are as near as can be"
    );
    let subject = Subject::Recommendation(id);
    let events = app.wait(app.store.events(subject)).unwrap();
    let ask: Ask = recommendation(&events).unwrap().ask;
    let found = search.similar((id, &ask), TODAY, 10).unwrap();
    assert!(found.iter().all(|similar| similar.id != id));
    let again = search
        .like(
            "That the fence of the line be reviewed at places of trespass by children.",
            TODAY,
            1,
        )
        .unwrap();
    assert_eq!(found[0].id, again[0].id);
    assert!(
        found
            .windows(2)
            .all(|pair| pair[0].nearness >= pair[1].nearness)
    );
}

#[test]
fn what_had_not_been_made_by_the_day_is_not_suggested() {
    let (_, search) = register();
    let found = search.like(FENCES, date(2023, 1, 1), 10).unwrap();
    assert_eq!(found.len(), 1);
}

#[test]
fn what_was_made_later_does_not_crowd_out_what_was_there_on_the_day() {
    let (app, _) = register();
    for number in 0..300 {
        let _ = app
            .recommendation(&format!("Review the fences along line {number}."))
            .addressed_to("Railway Board")
            .made_on(date(2025, 1, 1))
            .recorded();
    }
    let found = search_of(&app).like(FENCES, date(2023, 1, 1), 10).unwrap();
    assert_eq!(found.len(), 1);
}

#[test]
fn an_ask_is_found_that_has_no_word_of_the_draft_but_others_of_the_same_meaning() {
    let (_, search) = register();
    let found = search.like("Teach midwifery", TODAY, 10).unwrap();
    assert_eq!(found.len(), 1);
    let found = search.like("Boats: reappraise advice", TODAY, 10).unwrap();
    assert!(!found.is_empty(), "advice and guidance are one thing");
}

#[test]
fn words_that_nobody_used_and_no_words_at_all_are_near_to_nothing() {
    let (_, search) = register();
    for text in [
        "",
        "   ",
        "zygomorphic xylophones",
        "the of and",
        "\u{202e}\0",
    ] {
        assert_eq!(search.like(text, TODAY, 10).unwrap(), [], "{text:?}");
    }
}

#[test]
fn a_text_of_any_length_is_compared() {
    let (_, search) = register();
    let long = "fences and meters along the line ".repeat(100_000);
    assert_eq!(search.like(&long, TODAY, 3).unwrap().len(), 3);
}

/// A recommendation's ask, and what is suggested beside it.
fn suggested(app: &App, search: &Search, id: RecommendationId) -> Vec<RecommendationId> {
    let events = app.wait(app.store.events(Subject::Recommendation(id)));
    let ask = recommendation(&events.unwrap()).unwrap().ask;
    let found = search.suggested((id, &ask), TODAY).unwrap();
    assert!(found.iter().all(|similar| similar.nearness >= NEAR));
    let mut now = search.similar((id, &ask), TODAY, SUGGESTED_MAX).unwrap();
    now.retain(|similar| similar.nearness >= NEAR);
    let of = |found: Vec<Similar>| found.iter().map(|s| s.id).collect::<Vec<_>>();
    let found = of(found);
    assert_eq!(
        found,
        of(now),
        "what was worked out ahead is what is so now"
    );
    found
}

#[test]
fn what_comes_in_stands_beside_what_was_there_before_and_the_other_way_round() {
    for place in [None, Some(tempfile::tempdir().unwrap())] {
        let app = App::empty();
        let search = Search::default();
        let folder = place.as_ref().map(|folder| folder.path().join("search"));
        let place = folder.clone().map_or(Place::Memory, Place::Folder);
        let mut following = follower(&app, &search, place);
        let first = app.recommendation(FENCES).recorded();
        let _ = app
            .recommendation("Train midwives in the use of meters.")
            .recorded();
        app.wait(following.catch_up()).unwrap();
        assert_eq!(suggested(&app, &search, first), []);
        let again = app.recommendation(&format!("{FENCES} Soon.")).recorded();
        app.wait(following.catch_up()).unwrap();
        assert_eq!(suggested(&app, &search, first), [again]);
        assert_eq!(suggested(&app, &search, again), [first]);
        let Some(folder) = folder else { continue };
        std::fs::write(folder.join("suggested"), "nonsense").unwrap();
        assert_eq!(
            suggested(&app, &search, again),
            [first],
            "it is worked out when asked for"
        );
        std::fs::remove_dir_all(&folder).unwrap();
        app.wait(following.catch_up()).unwrap();
        assert_eq!(suggested(&app, &search, again), [first]);
        assert!(folder.join("suggested").metadata().unwrap().len() > 0);
    }
}

#[test]
fn of_many_that_are_near_those_are_suggested_that_had_been_made_by_the_day() {
    let app = App::empty();
    let mut ids = Vec::new();
    for year in 2000..2025 {
        let made = app.recommendation(FENCES).made_on(date(year, 3, 1));
        ids.push(made.recorded());
    }
    let search = search_of(&app);
    let newest = ids[24];
    assert_eq!(suggested(&app, &search, newest).len(), SUGGESTED_MAX);
    let events = app.wait(app.store.events(Subject::Recommendation(ids[0])));
    let ask = recommendation(&events.unwrap()).unwrap().ask;
    let then = search.suggested((ids[0], &ask), date(2004, 6, 1)).unwrap();
    let then: Vec<_> = then.iter().map(|similar| similar.id).collect();
    assert_eq!(then, ids[1..5]);
}

#[test]
fn a_follower_in_its_thread_works_suggestions_out_and_does_not_keep_the_register_open() {
    let app = App::invented(50);
    let search = Search::default();
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("search"));
    let held = Arc::strong_count(&app.store);
    let running = follower(&app, &search, place).start().unwrap();
    let file = folder.path().join("search").join("suggested");
    let began = Instant::now();
    while file.metadata().map_or(0, |file| file.len()) < 50 * 128 {
        assert!(began.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(running);
    assert_eq!(Arc::strong_count(&app.store), held);
}
