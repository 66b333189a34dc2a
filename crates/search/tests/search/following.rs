//! The follower: changes, kills, deleted folders, foreign stamps.

use super::{find, follower, ids};
use heeded_domain::event::{Fact, OrganisationFact, RecommendationFact};
use heeded_domain::organisation::Name;
use heeded_search::{Place, Search, SearchError};
use heeded_store::{Store, SubjectKind};
use heeded_testkit::{App, invented};
use std::fs;
use std::time::{Duration, Instant};

#[test]
fn changes_are_found_when_they_are_followed() {
    let app = App::empty();
    let search = Search::default();
    let mut follower = follower(&app, &search, Place::Memory);
    assert!(matches!(
        search.find(&super::question("")),
        Err(SearchError::Preparing { .. })
    ));
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(find(&search, "").total, 0);
    let id = app.recommendation("Check the ampoules.").recorded();
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(ids(&search, "ampoule"), [id]);
    let name = Name {
        full: "Board of Lanterns".to_owned(),
        abbreviation: None,
        from: None,
    };
    app.happens_to(
        app.organisation("Ward Board"),
        None,
        OrganisationFact::Renamed(name),
    );
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(
        ids(&search, "lanterns ampoules"),
        [id],
        "the new name of its issuer"
    );
    assert_eq!(find(&search, "").total, 1, "the document before has gone");
}

#[test]
fn what_was_committed_is_read_again_and_the_rest_is_followed() {
    let app = App::invented(600);
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("search"));
    // Steps are cut off anywhere: what is dropped without a commit is a kill as the index sees it.
    for steps in [1, 2, 0, 3, 1] {
        let search = Search::default();
        let mut follower = follower(&app, &search, place.clone());
        for _ in 0..steps {
            app.wait(follower.step()).unwrap();
        }
        let _ = app.recommendation("Something about lanterns.").recorded();
    }
    let search = Search::default();
    let mut follower = follower(&app, &search, place);
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(find(&search, "").total, 605);
    assert_eq!(find(&search, "lantern").total, 5);
}

#[test]
fn what_a_person_changed_is_found_before_what_came_in_by_the_thousand() {
    let app = App::invented(100);
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("search"));
    let open = || {
        let search = Search::default();
        let follower = follower(&app, &search, place.clone());
        (search, follower)
    };
    let (_, mut before) = open();
    app.wait(before.catch_up()).unwrap();
    drop(before);
    app.wait(app.store.reserve(SubjectKind::Recommendation, 400))
        .unwrap();
    for batch in invented::more_batches(100, 400) {
        app.wait(app.store.append(batch)).unwrap();
    }
    let mut change = invented::more_batches(500, 1).next().unwrap();
    app.wait(app.store.reserve(SubjectKind::Recommendation, 1))
        .unwrap();
    change.at = "2026-11-22T12:00:01Z".parse().unwrap();
    for event in &mut change.events {
        if let Fact::Recommendation(_, RecommendationFact::Recorded(ask)) = &mut event.fact {
            ask.text = "Something about lanterns.".to_owned();
        }
    }
    app.wait(app.store.append(change)).unwrap();
    // Each is killed after one step, and what it had not come to is lost to none.
    for _ in 0..2 {
        let (search, mut follower) = open();
        app.wait(follower.step()).unwrap();
        assert_eq!(find(&search, "lantern").total, 1);
        assert!(find(&search, "").total < 501, "the others stand behind it");
    }
    let (search, mut follower) = open();
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(find(&search, "lantern").total, 1);
    assert_eq!(find(&search, "").total, 501);
}

#[test]
fn a_deleted_folder_comes_back_while_the_old_index_answers() {
    let app = App::invented(50);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("search");
    let search = Search::default();
    let mut follower = follower(&app, &search, Place::Folder(path.clone()));
    app.wait(follower.catch_up()).unwrap();
    fs::remove_dir_all(&path).unwrap();
    assert_eq!(find(&search, "").total, 50);
    let _ = app.recommendation("Something about lanterns.").recorded();
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(find(&search, "lantern").total, 1);
    assert_eq!(find(&search, "").total, 51);
    assert!(path.join("meta.json").exists());
}

#[test]
fn what_is_damaged_or_of_another_version_or_of_another_register_is_made_anew() {
    let app = App::invented(50);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("search");
    let total = || {
        let search = Search::default();
        let mut follower = follower(&app, &search, Place::Folder(path.clone()));
        app.wait(follower.catch_up()).unwrap();
        find(&search, "").total
    };
    assert_eq!(total(), 50);
    fs::write(path.join("heeded-stamp"), "of long ago").unwrap();
    assert_eq!(total(), 50);
    fs::write(path.join("meta.json"), "{").unwrap();
    assert_eq!(total(), 50);
    for entry in fs::read_dir(&path).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|ending| ending == "term") {
            fs::write(file, "nonsense").unwrap();
        }
    }
    assert_eq!(total(), 50);
    let other = App::invented(30);
    let search = Search::default();
    let mut follower = super::follower(&other, &search, Place::Folder(path.clone()));
    app.wait(follower.catch_up()).unwrap();
    assert_eq!(
        find(&search, "").total,
        30,
        "fewer events than the index has read"
    );
}

#[test]
fn a_follower_in_its_thread_finds_a_change_and_stops_when_dropped() {
    let app = App::invented(20);
    let search = Search::default();
    let running = follower(&app, &search, Place::Memory).start().unwrap();
    let until = |wanted: u64| {
        // A machine under load may be slow; what would never come fails in the end.
        let began = Instant::now();
        while search
            .find(&super::question(""))
            .map_or(0, |found| found.total)
            != wanted
        {
            assert!(began.elapsed() < Duration::from_secs(60), "it never came");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    until(20);
    let _ = app.recommendation("Something about lanterns.").recorded();
    until(21);
    drop(running);
    assert!(app.wait(app.store.head()).unwrap() > 0);
}
