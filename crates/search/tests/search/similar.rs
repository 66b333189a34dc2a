//! Recommendations that ask for much the same.

use crate::search_of;
use heeded_domain::recommendation::Ask;
use heeded_domain::replay::recommendation;
use heeded_search::Search;
use heeded_store::Store;
use heeded_testkit::{App, TODAY};
use jiff::civil::date;

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
    let subject = heeded_domain::event::Subject::Recommendation(id);
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
