//! The pictures as readers meet them: the finding in words, the same figures beside it and in the
//! file, what is not known, and each day as it stood.

use heeded_domain::event::{OrganisationFact, RecommendationFact};
use heeded_domain::id::RecommendationId;
use heeded_domain::organisation::{Moves, Succession, SuccessionKind};
use heeded_domain::recommendation::DueRevision;
use heeded_testkit::App;
use jiff::civil::date;

/// A recommendation to two bodies; one answered late and promised three things, one is silent.
fn two_addressees(app: &App) -> RecommendationId {
    app.recommendation("The Ward Board recommends that both rest.")
        .addressed_to("Ministry of Wards")
        .addressed_to("Care <Panel>")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 8, 9), "We will.")
        .promising("Publish the <rota>", "by Autumn 2026")
        .promising("Publish the review", "by Winter 2025")
        .promising("Think", "in due course")
        .then(RecommendationFact::DueRevised(
            1,
            DueRevision::to(Some(heeded_due::read(
                "by March 2027",
                &heeded_due::Context::default(),
            ))),
        ))
        .recorded()
}

/// The text of a picture, from its section's start to its end; empty when it is not there.
fn picture(page: &str, id: &str) -> String {
    let start = format!("<section class=\"app-chart\" id=\"{id}\">");
    let rest = page.split_once(&start).map_or("", |(_, rest)| rest);
    rest.split_once("</section>")
        .map_or("", |(picture, _)| picture)
        .to_owned()
}

#[test]
fn a_picture_has_a_name_a_description_its_figures_and_no_received_markup() {
    let app = App::empty();
    let id = two_addressees(&app);
    let page = app.get(&format!("/recommendations/{id}")).body;
    for (picture_id, file) in [("chain", "chain.csv"), ("promises", "promises.csv")] {
        let picture = picture(&page, picture_id);
        for width in ["wide", "narrow"] {
            let named = format!(
                "role=\"img\" aria-labelledby=\"{picture_id}-{width}-title \
                 {picture_id}-{width}-description\""
            );
            assert!(picture.contains(&named), "{named} in {picture}");
        }
        assert!(!picture.contains("<rota>") && !picture.contains("<Panel>"));
        assert!(!picture.contains(" style=") && !picture.contains("NaN"));
        let csv = app.get(&format!("/recommendations/{id}/{file}"));
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        let rows = picture.matches("<tr").count();
        assert_eq!(csv.body.lines().count(), rows, "{}", csv.body);
    }
}

#[test]
fn the_chain_says_who_answered_and_how_long_it_took() {
    let app = App::empty();
    let id = two_addressees(&app);
    let page = app.get(&format!("/recommendations/{id}")).body;
    let chain = picture(&page, "chain");
    let headline = "1 of 2 addressees has responded, after 100 days at most";
    assert!(chain.contains(headline), "{chain}");
    // The one answered ten days late, the other is late still: two thick lines, and the key's, in
    // each of two drawings.
    assert_eq!(chain.matches("app-chart__bar--4").count(), 6);
    let early = app.get(&format!("/recommendations/{id}?as-of=2024-05-31"));
    let early = picture(&early.body, "chain");
    assert!(
        early.contains("No response on record after 30 days"),
        "{early}"
    );
    assert!(early.contains("Shown: 31 May 2024") && !early.contains("app-chart__diamond"));
    assert!(early.contains("chain.csv?as-of=2024-05-31"));
}

#[test]
fn promises_tell_the_strict_reading_and_the_earlier_date_apart() {
    let app = App::empty();
    let id = two_addressees(&app);
    let page = app.get(&format!("/recommendations/{id}")).body;
    let promises = picture(&page, "promises");
    let headline = "1 of 2 dated promises is late; the next falls due by 31 March 2027";
    assert!(promises.contains(headline), "{promises}");
    assert!(promises.contains("1 planned action has no date that sets a bound"));
    let shapes = ["app-chart__strict", "app-chart__moved"];
    for shape in shapes {
        assert!(promises.contains(shape), "{shape} in {promises}");
    }
    let csv = app.get(&format!("/recommendations/{id}/promises.csv")).body;
    let review = "2. Publish the review,by Winter 2025,2025-12-01,2026-02-28,2025-02-28,0,late";
    assert!(csv.contains(review), "{csv}");
}

/// Three bodies are asked in one record each: two answer, after 10 and after 40 days.
fn three_asked(app: &App) {
    for (body, answered) in [
        ("Ministry of Wards", Some(date(2026, 3, 11))),
        ("Care Panel", Some(date(2026, 4, 10))),
        ("Harbour Office", None),
    ] {
        let story = app
            .recommendation("The Ward Board recommends that it rests.")
            .addressed_to(body)
            .made_on(date(2026, 3, 1));
        let story = match answered {
            Some(day) => story
                .answered_on(day, "We will.")
                .promising("Publish the rota", "by March 2027"),
            None => story,
        };
        let _ = story.recorded();
    }
}

#[test]
fn who_still_waits_counts_in_the_time_to_respond() {
    let app = App::empty();
    three_asked(&app);
    let page = app.get("/statistics").body;
    let curve = picture(&page, "time-to-respond");
    // Without the silent one the median would be 10 days.
    let headline = "Half of the addressees had responded after 40 days";
    assert!(curve.contains(headline), "{curve}");
    assert!(
        curve.contains("3 addressees: 2 had responded; 1 have not"),
        "{curve}"
    );
    let csv = app.get("/statistics/time-to-respond.csv").body;
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(lines.len(), 4, "{csv}");
    assert!(lines[1].starts_with("10,3,1,0.667,"), "{csv}");
    assert!(lines[2].starts_with("40,2,2,0.333,"), "{csv}");
    let early = app.get("/statistics?as-of=2026-03-31").body;
    let early = picture(&early, "time-to-respond");
    assert!(early.contains("Not known: the curve does not come down to one half."));
}

#[test]
fn statistics_of_a_part_and_their_files_count_the_same_part() {
    let app = App::empty();
    three_asked(&app);
    let body = app.organisation("Harbour Office");
    let page = app.get(&format!("/statistics?addressee={body}")).body;
    let phases = picture(&page, "phases");
    assert!(phases.contains("1 of 1 recommendation awaits a response"));
    let href = format!("/statistics/phases.csv?addressee={body}");
    assert!(phases.contains(&href), "{phases}");
    assert!(app.get(&href).body.contains("Response overdue,Waiting,1"));
    let json = app.get(&format!("/statistics.json?addressee={body}")).body;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["of"], "all recommendations to Harbour Office");
    assert_eq!(json["pictures"].as_array().unwrap().len(), 6);
    for wrong in ["/statistics?year=soon", "/statistics?addressee=Nobody"] {
        assert_eq!(app.get(wrong).status, 400, "{wrong}");
    }
    assert_eq!(app.get("/statistics/nothing.csv").status, 404);
}

#[test]
fn what_falls_due_stands_in_the_quarter_of_its_last_day() {
    let app = App::empty();
    three_asked(&app);
    let page = app.get("/due").body;
    let due = picture(&page, "falling-due");
    assert!(due.contains("2 planned actions fall due in the next two years"));
    let csv = app.get("/statistics/falling-due.csv").body;
    assert!(csv.contains("January to March 2027,2,0"), "{csv}");
    let _ = app
        .recommendation("Light the stairs.")
        .addressed_to("Harbour Office")
        .answered_on(date(2024, 8, 9), "We will.")
        .promising("Light them", "by March 2025")
        .recorded();
    let late = app.get("/statistics/falling-due.csv").body;
    assert!(
        late.contains("Before October to December 2026,1,1"),
        "{late}"
    );
}

#[test]
fn a_closing_shows_what_is_open_and_with_whom() {
    let app = App::empty();
    three_asked(&app);
    let (gone, heir) = (
        app.organisation("Care Panel"),
        app.organisation("Ministry of Wards"),
    );
    let step = Succession {
        kind: SuccessionKind::Merged,
        to: Some(heir),
        on: date(2026, 7, 1),
        moves: Moves::All,
        source: None,
    };
    app.happens_to(gone, None, OrganisationFact::Succeeded(step));
    let page = app.get(&format!("/organisations/{gone}")).body;
    let handed = picture(&page, "handed-on");
    let headline = "1 open recommendation and 1 dated promise passed to Ministry of Wards on \
                    1 July 2026";
    assert!(handed.contains(headline), "{handed}");
    let page = app.get(&format!("/organisations/{heir}")).body;
    let headline = "Ministry of Wards answers for 2 open recommendations and 2 dated promises";
    assert!(picture(&page, "handed-on").contains(headline));
    let csv = app
        .get(&format!("/organisations/{heir}/handed-on.csv"))
        .body;
    assert!(csv.contains("Care Panel,1,1,0"), "{csv}");
    let before = app.get(&format!("/organisations/{heir}?as-of=2026-06-30"));
    assert!(!before.body.contains("handed-on"));
}
