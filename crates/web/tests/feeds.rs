//! Feeds: what changed in a list, of a record, about an organisation.

use heeded_domain::event::RecommendationFact;
use heeded_testkit::App;
use jiff::civil::date;

/// More changes than are looked through for a list that is long.
const ELSEWHERE: usize = 2_100;

/// So many of them of one record.
const EACH: usize = 30;

fn titles(feed: &str) -> Vec<String> {
    let parts = feed.split("<title>").skip(2);
    let ends = parts.filter_map(|part| part.split_once("</title>"));
    ends.map(|(title, _)| title.to_owned()).collect()
}

fn register() -> App {
    let app = App::empty();
    let _ = app
        .recommendation("Review the rota & more.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 1, 1))
        .answered_on(date(2024, 2, 1), "We shall.")
        .recorded();
    let _ = app
        .recommendation("Light the stairs.")
        .addressed_to("Harbour Office")
        .made_on(date(2024, 1, 2))
        .recorded();
    app
}

#[test]
fn a_list_is_followed_with_its_filters_newest_change_first() {
    let app = register();
    let feed = app.get("/recommendations.atom");
    assert_eq!(feed.status, 200);
    assert_eq!(
        feed.headers["content-type"],
        "application/atom+xml; charset=utf-8"
    );
    let expected = [
        "Recommendation made: Light the stairs",
        "Recommendation made, Response received: Review the rota &amp; more",
    ];
    assert_eq!(titles(&feed.body), expected, "{}", feed.body);
    assert!(
        feed.body
            .contains("1 February 2024. From Ministry of Wards."),
        "{}",
        feed.body
    );
    let id = "<id>https://register.example/recommendations/R0001A#event-";
    assert!(feed.body.contains(id), "{}", feed.body);
    let words = app.get("/recommendations.atom?q=stairs").body;
    assert_eq!(titles(&words), expected[..1], "{words}");
    let none = app.get("/recommendations.atom?status=closed");
    assert_eq!((none.status.as_u16(), titles(&none.body).len()), (200, 0));
    let page = app
        .get("/recommendations?status=closed&sort=due&as-of=2025-01-01")
        .body;
    let link = "type=\"application/atom+xml\" href=\"/recommendations.atom?status=closed\"";
    assert!(
        page.contains(&format!("<link rel=\"alternate\" {link}")),
        "{page}"
    );
    assert!(page.contains("Follow this list as a feed"));
}

#[test]
fn a_record_and_an_organisation_are_followed() {
    let app = register();
    let record = app.get("/recommendations/R0001A.atom").body;
    assert_eq!(titles(&record).len(), 1, "{record}");
    assert!(
        app.get("/recommendations/R0001A")
            .body
            .contains("Follow this record as a feed")
    );
    let ministry = app.organisation("Ministry of Wards");
    let feed = app.get(&format!("/organisations/{ministry}.atom")).body;
    assert!(titles(&feed).concat().contains("Review the rota"), "{feed}");
    assert!(!feed.contains("Light the stairs"));
    let board = app.organisation("Ward Board");
    let made = app.get(&format!("/organisations/{board}.atom")).body;
    assert_eq!(
        titles(&made).len(),
        2,
        "what it made is followed too: {made}"
    );
    for missing in ["/recommendations/R9999X.atom", "/organisations/nobody.atom"] {
        assert_eq!(app.get(missing).status, 404, "{missing}");
    }
}

#[test]
fn an_organisation_is_followed_however_much_changes_elsewhere() {
    let app = App::empty();
    let old = app.recommendation("Mend the winch.");
    let _ = old.addressed_to("Winch Board").recorded();
    for _ in 0..ELSEWHERE / EACH {
        let mut busy = app.recommendation("Count the lamps.");
        for number in 0..EACH {
            busy = busy.about(&format!("Lamp {number}"));
        }
        let _ = busy.recorded();
    }
    let winches = app.organisation("Winch Board");
    let feed = app.get(&format!("/organisations/{winches}.atom")).body;
    assert_eq!(titles(&feed), ["Recommendation made: Mend the winch"]);
}

#[test]
fn a_feed_is_not_sent_again_until_something_changed() {
    let app = register();
    let feed = app.get("/recommendations.atom");
    let tag = feed.headers["etag"].to_str().unwrap().to_owned();
    assert!(tag.starts_with("W/"), "{tag}");
    let again = |tags: &str| app.get_with("/recommendations.atom", &[("if-none-match", tags)]);
    let same = again(&format!("W/\"other\", {tag}"));
    assert_eq!((same.status.as_u16(), same.body.as_str()), (304, ""));
    assert_eq!(same.headers["etag"], tag.as_str());
    assert_eq!(again("W/\"other\"").status, 200);
    let _ = app.recommendation("Tell the harbour.").recorded();
    let changed = again(&tag);
    assert_eq!(changed.status, 200);
    assert!(
        changed.body.contains("Tell the harbour"),
        "{}",
        changed.body
    );
    assert_ne!(changed.headers["etag"], tag.as_str());
    let head = app.head("/recommendations.atom");
    assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""));
    assert_eq!(head.headers["etag"], changed.headers["etag"]);
    let missing = app.get("/recommendations/R9999X.atom");
    assert!(
        !missing.headers.contains_key("etag"),
        "nothing to come back for"
    );
}

#[test]
fn what_was_taken_down_is_in_no_feed() {
    let app = register();
    let down = RecommendationFact::TakenDown("Not ours.".to_owned());
    let story = app
        .recommendation("Tell Umbrellafish.")
        .addressed_to("Ministry of Wards");
    let id = story.then(down).recorded();
    let ministry = app.organisation("Ministry of Wards");
    for feed in [
        "/recommendations.atom",
        &format!("/organisations/{ministry}.atom"),
    ] {
        assert!(!app.get(feed).body.contains("Umbrellafish"), "{feed}");
    }
    assert_eq!(app.get(&format!("/recommendations/{id}.atom")).status, 410);
}
