//! "Has this been asked before?", on the record and on a page of its own.

use heeded_testkit::App;
use jiff::civil::date;

const ASK: &str = "Review the handover of patients between wards at night.";

fn register() -> App {
    let app = App::empty();
    for (text, year) in [
        (ASK, 2024),
        (ASK, 2019),
        ("Check the ampoules in every cupboard.", 2020),
    ] {
        let _ = app
            .recommendation(text)
            .addressed_to("Ministry of Wards")
            .made_on(date(year, 5, 1))
            .recorded();
    }
    app
}

#[test]
fn a_record_says_that_it_may_have_been_asked_before_and_that_nobody_confirmed_it() {
    let app = register();
    let page = app.get("/recommendations/R0001A").body;
    assert!(
        page.contains("Perhaps asked before: 1 time since 2019, by 1 body"),
        "{page}"
    );
    assert!(page.contains("suggested by their words, not confirmed by a person"));
    assert!(page.contains("href=\"/similar?of=R0001A\""));
    let first = app.get("/recommendations/R0002D").body;
    assert!(
        !first.contains("Perhaps asked before"),
        "the first was not asked before"
    );
    let alone = app.get("/recommendations/R0003G").body;
    assert!(
        alone.contains("No other recommendation on record is near"),
        "{alone}"
    );
}

#[test]
fn a_draft_is_compared_with_the_register() {
    let app = register();
    let page = app.get("/similar?text=handover+of+patients+at+night").body;
    assert!(page.contains("/recommendations/R0001A") && page.contains("/recommendations/R0002D"));
    assert!(!page.contains("/recommendations/R0003G"));
    assert!(
        page.contains("name=\"robots\""),
        "what somebody typed is no page to be found"
    );
    let none = app.get("/similar?text=xylophones").body;
    assert!(
        none.contains("No recommendation on record shares a telling word"),
        "{none}"
    );
    let data = app.get("/similar.json?text=ampoules").body;
    assert!(
        data.contains("\"R0003G\"") && data.contains("not confirmed by a person"),
        "{data}"
    );
}

#[test]
fn what_is_typed_is_shown_as_text_and_a_record_that_is_not_there_is_not_found() {
    let app = register();
    let page = app
        .get("/similar?text=%3Cscript%3Ealert(1)%3C/script%3E+handover")
        .body;
    assert!(!page.contains("<script>"), "{page}");
    assert_eq!(app.get("/similar?of=R9999Z").status, 404);
}

#[test]
fn as_of_a_day_only_what_had_been_asked_is_there() {
    let app = register();
    let page = app
        .get("/similar?as-of=2020-01-01&text=handover+of+patients")
        .body;
    assert!(
        page.contains("/recommendations/R0002D?as-of=2020-01-01"),
        "{page}"
    );
    assert!(!page.contains("/recommendations/R0001A"));
}
