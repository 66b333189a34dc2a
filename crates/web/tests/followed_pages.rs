//! The pages that go across records: reports, themes, silence, slippage, dependencies, quarters,
//! an organisation's work; and the form for mistakes.

#![expect(clippy::expect_used, reason = "a failing test is meant to stop there")]

use heeded_domain::event::{OrganisationFact, RecommendationFact};
use heeded_domain::id::MistakeId;
use heeded_domain::organisation::{Moves, Succession, SuccessionKind};
use heeded_domain::recommendation::{Note, NoteKind, Theme, ThemeSource};
use heeded_store::{MistakeState, Store};
use heeded_testkit::App;
use jiff::civil::date;

fn data(app: &App, address: &str) -> serde_json::Value {
    serde_json::from_str(&app.get(address).body).expect(address)
}

/// One answered recommendation with a promise that waits and was moved, one without an answer.
fn two(app: &App) {
    let _ = app
        .recommendation("The Board recommends that the Ministry of Wards rests.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 5, 1))
        .in_report("Wards at night", date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We will.")
        .promising("Publish the rota", "by June 2025")
        .waiting_for("The new rota system")
        .moved_to(1, "by autumn 2026", "The system came late.")
        .about("Rest & recovery")
        .recorded();
    let _ = app
        .recommendation("The Board recommends that the Care Council sleeps.")
        .addressed_to("Care Council")
        .made_on(date(2026, 1, 5))
        .in_report("Wards at night", date(2024, 5, 1))
        .about("rest and recovery")
        .recorded();
}

#[test]
fn a_report_shows_what_became_of_what_it_recommends() {
    let app = App::empty();
    two(&app);
    let list = app.get("/reports").body;
    assert!(list.contains("href=\"/reports/P0001") && list.contains("Wards at night"));
    let id = data(&app, "/reports.json")["reports"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let page = app.get(&format!("/reports/{id}")).body;
    assert!(page.contains("https://board.example/report"), "{page}");
    assert!(page.contains("Ministry of Wards") && page.contains("Response overdue"));
    assert!(page.contains("How this is counted"));
    let early = format!("/reports/{id}.json?as-of=2024-05-02");
    assert_eq!(data(&app, &early)["total"], 1);
    assert_eq!(
        app.get(&format!("/reports/{id}?as-of=2024-04-30")).status,
        404
    );
    let record = app.get("/recommendations/R0001A").body;
    assert!(
        record.contains(&format!("href=\"/reports/{id}\"")),
        "{record}"
    );
}

#[test]
fn a_theme_is_somebodys_words_and_never_a_programs() {
    let app = App::empty();
    two(&app);
    let suggested = Theme {
        name: "Sleep".to_owned(),
        source: ThemeSource::Suggested,
    };
    let id = app
        .recommendation("Sleep.")
        .then(RecommendationFact::Themed(suggested))
        .recorded();
    let themes = data(&app, "/themes.json");
    assert_eq!(themes["total"], 1, "{themes}");
    let page = app.get("/themes/rest-and-recovery").body;
    assert!(
        page.contains("<q>Rest &amp; recovery</q>"),
        "both spellings: {page}"
    );
    assert!(page.contains("<q>rest and recovery</q>") && page.contains("published with it"));
    assert_eq!(app.get("/themes/sleep").status, 404);
    let record = app.get(&format!("/recommendations/{id}")).body;
    assert!(
        record.contains("Sleep (suggested by a program)"),
        "{record}"
    );
}

#[test]
fn silence_is_listed_with_the_working_of_its_day() {
    let app = App::empty();
    two(&app);
    let page = app.get("/unanswered").body;
    assert!(page.contains("1 response not on record"), "{page}");
    assert!(page.contains("90 days are counted from"), "{page}");
    assert!(!page.contains("Publish the rota"));
    let rows = data(&app, "/unanswered.json?time=over");
    assert_eq!(rows["unanswered"][0]["due_on"], "2026-04-05");
    assert_eq!(data(&app, "/unanswered.json?time=left")["total"], 0);
    let then = data(&app, "/unanswered.json?as-of=2024-05-20");
    assert_eq!(
        then["unanswered"][0]["addressee"]["name"],
        "Ministry of Wards"
    );
    let wrong = app.get("/unanswered?organisation=Nobody");
    assert_eq!(wrong.status, 400);
}

#[test]
fn a_date_that_moved_keeps_every_date_it_had() {
    let app = App::empty();
    two(&app);
    let page = app.get("/slippage").body;
    for words in [
        "by June 2025",
        "by autumn 2026",
        "The system came late.",
        "1 time",
    ] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
    // It was moved on the day the tests take place.
    assert_eq!(data(&app, "/slippage.json?as-of=2026-11-21")["total"], 0);
    let rows = data(&app, "/slippage.json");
    assert_eq!(
        rows["planned_actions"][0]["dues"][1]["latest"],
        "2026-11-30"
    );
}

#[test]
fn what_actions_wait_for_gathers_them() {
    let app = App::empty();
    two(&app);
    let list = app.get("/dependencies").body;
    assert!(
        list.contains("href=\"/dependencies/new-rota-system\""),
        "{list}"
    );
    let page = app.get("/dependencies/new-rota-system").body;
    assert!(page.contains("Publish the rota") && page.contains("The new rota system"));
    assert_eq!(app.get("/dependencies/the-budget").status, 404);
}

#[test]
fn a_quarter_holds_what_ends_in_it_and_shows_whole_spans() {
    let app = App::empty();
    two(&app);
    let page = app.get("/due?quarter=2026-Q4").body;
    assert!(page.contains("Any day from 1 September 2026 to 30 November 2026, across 2 quarters"));
    assert!(page.contains("October to December 2026 (1)"), "{page}");
    let rows = data(&app, "/due.json?quarter=2027-Q1");
    assert_eq!(rows["total"], 0);
    assert_eq!(rows["quarters"][0]["planned_actions"], 1);
    assert_eq!(app.get("/due?quarter=soon").status, 400);
}

#[test]
fn organisations_are_found_by_a_part_of_their_names() {
    let app = App::empty();
    two(&app);
    let found = data(&app, "/organisations.json?q=COUNCIL+car");
    assert_eq!(found["total"], 1);
    assert_eq!(found["organisations"][0]["name"], "Care Council");
    let page = app.get("/organisations?q=nobody").body;
    assert!(page.contains("No organisation in the register is called that"));
    assert!(page.contains("value=\"nobody\""), "{page}");
}

#[test]
fn an_organisation_shows_how_long_its_answers_took_and_what_it_leaves() {
    let app = App::empty();
    two(&app);
    let (old, new) = (
        app.organisation("Ministry of Wards"),
        app.organisation("New Ministry"),
    );
    let page = app.get(&format!("/organisations/{old}")).body;
    assert!(
        page.contains("1 response has come, after 31 days"),
        "{page}"
    );
    assert!(!page.contains("What it leaves behind"));
    let step = Succession {
        kind: SuccessionKind::Merged,
        to: Some(new),
        on: date(2026, 7, 1),
        moves: Moves::All,
        source: None,
    };
    app.happens_to(
        old,
        Some(date(2026, 7, 1)),
        OrganisationFact::Succeeded(step),
    );
    let page = app.get(&format!("/organisations/{old}")).body;
    assert!(page.contains("What it leaves behind") && page.contains("passed to New Ministry"));
    assert!(page.contains("no response that is not on record"), "{page}");
    let json = data(&app, &format!("/organisations/{old}.json"));
    assert_eq!(json["responses"]["median_days"], 31);
    assert_eq!(json["planned_actions_waiting"], 1);
    let council = app.organisation("Care Council");
    let json = data(&app, &format!("/organisations/{council}.json"));
    assert_eq!(json["responses"]["median_days"], serde_json::Value::Null);
    assert_eq!(json["responses"]["not_on_record_and_overdue"], 1);
}

#[test]
fn an_organisations_own_note_stands_beside_the_record_with_its_day() {
    let app = App::empty();
    let from = app.organisation("Ministry of Wards");
    let note = Note {
        kind: NoteKind::Organisation,
        from: Some(from),
        text: "The rota was <b>published</b> in May.".to_owned(),
        on: Some(date(2026, 6, 1)),
    };
    let id = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .then(RecommendationFact::Noted(note))
        .recorded();
    let page = app.get(&format!("/recommendations/{id}")).body;
    assert!(
        page.contains("Note by the organisation") && page.contains("1 June 2026"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;published"));
    let json = data(&app, &format!("/recommendations/{id}.json"));
    assert_eq!(json["notes"][0]["on"], "2026-06-01");
    let before = app
        .get(&format!("/recommendations/{id}?as-of=2026-05-31"))
        .body;
    assert!(!before.contains("Note by the organisation"));
}

#[test]
fn anybody_can_report_a_mistake() {
    let app = App::empty();
    let form = app.get("/report-a-mistake?about=R0001A").body;
    assert!(form.contains("value=\"/recommendations/R0001A\""), "{form}");
    let sent = app.send(
        "/report-a-mistake",
        "about=R0001A&words=The+day+is+wrong.%0D%0A%3Cscript%3E&reach=me%40example.org",
    );
    assert_eq!(sent.status, 303);
    let next = sent
        .headers
        .get("location")
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let page = app.get(&next).body;
    assert!(
        page.contains("Your message has come") && page.contains("<strong>M0001"),
        "{page}"
    );
    let none = format!("/report-a-mistake/sent?reference={}", MistakeId(9));
    assert_eq!(app.get(&none).status, 404, "none of this number has come");
    let kept = app
        .wait(app.store.mistakes(MistakeState::Waiting, 10))
        .unwrap();
    let message = &kept.first().unwrap().message;
    assert_eq!(message.about, "/recommendations/R0001A");
    assert_eq!(message.words, "The day is wrong.\n<script>");
    assert_eq!(message.reach.as_deref(), Some("me@example.org"));
    assert_eq!(sent.headers.get("cache-control").unwrap(), "no-store");
    assert!(sent.headers.get("set-cookie").is_none());
}

#[test]
fn a_form_that_cannot_be_kept_says_how_to_mend_it() {
    let app = App::empty();
    let empty = app.send("/report-a-mistake", "about=&words=+");
    assert_eq!(empty.status, 422);
    assert!(empty.body.contains("There is a problem") && empty.body.contains("<title>Error: "));
    assert!(empty.body.contains("href=\"#words\"") && empty.body.contains("Enter what is wrong"));
    let long = format!("about=x&words={}", "w".repeat(4_001));
    assert!(
        app.send("/report-a-mistake", &long)
            .body
            .contains("4,000 characters or fewer")
    );
    let form = app.get("/report-a-mistake").body;
    assert!(form.contains("Up to 4,000 characters"), "{form}");
    let trapped = app.send("/report-a-mistake", "about=x&words=y&website=z");
    assert_eq!(trapped.status, 422);
    let huge = format!("about=x&words={}", "w".repeat(70_000));
    let huge = app.send("/report-a-mistake", &huge);
    assert_eq!(huge.status, 413);
    assert!(huge.body.contains("There is a problem"), "{}", huge.body);
    assert!(huge.body.contains("Your message was too long to be read"));
    let elsewhere = app.send_from("/report-a-mistake", "about=x&words=y", "cross-site");
    assert_eq!(elsewhere.status, 403);
    let kept = app
        .wait(app.store.mistakes(MistakeState::Waiting, 10))
        .unwrap();
    assert!(kept.is_empty());
}

#[test]
fn nobody_floods_the_form() {
    let app = App::empty();
    let sent: Vec<u16> = (0..25)
        .map(|_| {
            app.send("/report-a-mistake", "about=x&words=y")
                .status
                .as_u16()
        })
        .collect();
    assert_eq!(sent.first(), Some(&303));
    let last = app.send("/report-a-mistake", "about=x&words=y");
    assert_eq!(last.status, 429);
    assert!(last.headers.contains_key("retry-after") && last.body.contains("Wait some minutes"));
    let kept = app
        .wait(app.store.mistakes(MistakeState::Waiting, 100))
        .unwrap();
    assert_eq!(kept.len(), 20);
}

#[test]
fn the_footer_leads_to_pages_that_are_there() {
    let app = App::empty();
    let home = app.get("/").body;
    for path in [
        "/accessibility",
        "/contact",
        "/cookies",
        "/data",
        "/glossary",
        "/terms",
    ] {
        assert!(home.contains(&format!("href=\"{path}\"")), "{path}");
        assert_eq!(app.get(path).status, 200, "{path}");
    }
    assert!(
        app.get("/accessibility")
            .body
            .contains("has not been assessed")
    );
    let above = app.get("/unanswered").body;
    assert!(above.contains("nhsuk-breadcrumb") && above.contains("href=\"/recommendations\""));
}
