//! The search as readers meet it: words, filters with counts, passages, what is left out.

use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{Closure, ProgressFact};
use heeded_domain::vocabulary::{ClosureReason, Progress};
use heeded_testkit::App;
use jiff::civil::date;

/// A register with a few things to look for.
fn register() -> App {
    let app = App::empty();
    let _ = app
        .recommendation("Review the handover between night shifts.")
        .addressed_to("Ministry of Wards")
        .referenced("R/2024/7")
        .made_on(date(2024, 5, 1))
        .answered_on(
            date(2024, 6, 1),
            "We accept <b>this</b> & print a leaflet for night staff.",
        )
        .promising("Print the leaflet", "by Autumn 2025")
        .recorded();
    let _ = app
        .recommendation("Check the ampoules.")
        .addressed_to("Harbour Office")
        .made_on(date(2025, 2, 1))
        .recorded();
    app
}

#[test]
fn words_are_marked_in_a_passage_that_says_where_it_stands() {
    let app = register();
    let page = app.get("/recommendations?q=leaflets+staff").body;
    assert!(page.contains("1 recommendation</h2>"), "{page}");
    assert!(page.contains("From a response: "));
    assert!(page.contains("<mark>leaflet</mark>") && page.contains("<mark>staff</mark>"));
    assert!(
        page.contains("&lt;b&gt;this&lt;/b&gt; &amp; print"),
        "{page}"
    );
    assert!(
        page.contains("value=\"leaflets staff\""),
        "the words stay in the field"
    );
    assert!(
        page.contains("name=\"robots\""),
        "a search is no page to be found"
    );
}

#[test]
fn filters_show_counts_and_can_be_taken_away() {
    let app = register();
    let page = app
        .get("/recommendations?status=actions-overdue&q=review")
        .body;
    assert!(page.contains("Actions overdue (1)"), "{page}");
    assert!(
        page.contains("href=\"/recommendations?q=review\""),
        "each is removed by a link"
    );
    let all = app.get("/recommendations").body;
    for shown in [
        "Ministry of Wards (1)",
        "Harbour Office (1)",
        "2024 (1)",
        "2025 (1)",
    ] {
        assert!(all.contains(shown), "{shown} is not in {all}");
    }
    let both = app
        .get("/recommendations?year=2024&year=2025&answer=answered")
        .body;
    assert!(
        both.contains("1 recommendation</h2>"),
        "any within a filter, all between two"
    );
    let before = app.get("/recommendations?as-of=2024-05-02").body;
    assert!(
        before.contains("1 recommendation</h2>"),
        "only what was made by then"
    );
}

#[test]
fn what_is_left_out_meant_or_missing_is_said() {
    let app = register();
    let page = app.get("/recommendations?q=ampuoles").body;
    assert!(
        page.contains("There are no matching recommendations."),
        "{page}"
    );
    assert!(page.contains("Did you mean") && page.contains(">ampoules</a>"));
    let page = app.get("/recommendations?q=handover+ampoules").body;
    assert!(page.contains("No recommendation has all of these words."));
    let page = app.get("/recommendations?q=the+handover").body;
    assert!(page.contains("Left out, as nearly every text has them: the."));
    let many = "ward+".repeat(5_000);
    let page = app.get(&format!("/recommendations?q={many}")).body;
    assert!(page.contains("Only the first"), "{page}");
}

#[test]
fn a_reference_leads_to_its_record_and_a_name_to_its_organisation() {
    let app = register();
    let page = app.get("/recommendations?q=r%2F2024%2F7").body;
    assert!(page.contains("1 recommendation</h2>") && page.contains("R/2024/7"));
    let page = app.get("/recommendations?q=harbour+office").body;
    assert!(
        page.contains("Organisation: <a href=\"/organisations/"),
        "{page}"
    );
}

#[test]
fn hostile_words_are_shown_and_never_run() {
    let app = register();
    for typed in [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%3E%3Csvg+onload%3Dx%3E",
        "title:x%5EOR(((",
        "%00%E2%80%AE",
    ] {
        for field in ["q", "sort", "year", "theme", "issuer"] {
            let answer = app.get(&format!("/recommendations?{field}={typed}"));
            assert!(matches!(answer.status.as_u16(), 200 | 400), "{typed}");
            assert!(!answer.body.contains("<script") && !answer.body.contains("<svg onload"));
        }
    }
}

#[test]
fn the_list_is_data_too() {
    let app = register();
    let data = app.get("/recommendations.json?q=ampoules").body;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["total"], 1);
    assert_eq!(data["counts"]["year"]["2025"], 1);
    let table = app.get("/recommendations.csv?sort=newest");
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<&str> = table.body.lines().collect();
    assert!(lines[0].starts_with("id,reference"), "{}", table.body);
    assert!(lines[1].contains("Check the ampoules."), "{}", table.body);
    assert_eq!(lines.len(), 3, "{}", table.body);
}

#[test]
fn a_long_list_is_whole_as_a_table_and_paged_on_screen() {
    let app = App::invented(130);
    let table = app.get("/recommendations.csv").body;
    let ids: std::collections::BTreeSet<&str> = table
        .lines()
        .filter(|line| line.starts_with('R'))
        .filter_map(|line| line.split(',').next())
        .collect();
    assert_eq!(ids.len(), 130);
    let page = app.get("/recommendations?page=2").body;
    assert!(page.contains("(page 2 of 7)"));
}

#[test]
fn a_theme_is_a_filter_with_its_count_and_may_be_typed() {
    let app = App::empty();
    let about = |theme: &str| {
        let story = app.recommendation("Review the rota.").about(theme);
        let _ = story.addressed_to("Ministry of Wards").recorded();
    };
    about("Rest & recovery");
    about("rest and recovery");
    about("Staffing");
    let all = app.get("/recommendations").body;
    assert!(all.contains("Rest &amp; recovery (2)"), "{all}");
    assert!(all.contains("Staffing (1)"));
    let typed = app.get("/recommendations?theme=Rest+and+Recovery").body;
    assert!(typed.contains("2 recommendations</h2>"), "{typed}");
    let data = app.get("/recommendations.json?theme=staffing").body;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["total"], 1);
    assert_eq!(data["counts"]["theme"]["rest-and-recovery"], 2);
    let none = app.get("/recommendations?theme=%3Cb%3E").body;
    assert!(
        none.contains("No recommendation has the theme “&lt;b&gt;”"),
        "{none}"
    );
}

#[test]
fn what_its_maker_says_and_why_it_was_closed_are_filters() {
    let app = register();
    let closure = Closure {
        reason: ClosureReason::DeclinedRiskStands,
        native: None,
        on: Some(date(2026, 1, 1)),
    };
    let _ = app
        .recommendation("Light the stairs.")
        .then(RecommendationFact::Closed(closure))
        .recorded();
    let page = app
        .get("/recommendations?closure=declined-risk-stands")
        .body;
    assert!(page.contains("1 recommendation</h2>"), "{page}");
    assert!(page.contains("Declined, risk stands (1)"), "{page}");
    assert!(
        !page.contains("What its maker says of it"),
        "nobody has said"
    );
}

#[test]
fn progress_of_planned_actions_is_a_filter_on_any_day() {
    let app = register();
    let delivered = ProgressFact {
        value: Progress::Delivered,
        on: Some(date(2025, 9, 1)),
        evidence: None,
    };
    let _ = app
        .recommendation("Light the stairs.")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We will light them.")
        .promising("Light the stairs", "by Autumn 2025")
        .then(RecommendationFact::ProgressClaimed(1, delivered))
        .recorded();
    let page = app.get("/recommendations").body;
    assert!(page.contains("Progress of planned actions"), "{page}");
    assert!(
        page.contains("Delivered (1)") && page.contains("No progress reported (1)"),
        "{page}"
    );
    let page = app.get("/recommendations?progress=delivered").body;
    assert!(
        page.contains("1 recommendation</h2>") && page.contains("Light the stairs"),
        "{page}"
    );
    let before = "/recommendations?progress=no-report&as-of=2025-08-31";
    let page = app.get(before).body;
    assert!(page.contains("2 recommendations</h2>"), "{page}");
}

#[test]
fn a_report_is_found_by_the_words_of_its_title() {
    let app = App::empty();
    let in_report = |title: &str| {
        let story = app.recommendation("Review the rota.");
        let _ = story.in_report(title, date(2025, 3, 1)).recorded();
    };
    in_report("Handovers between wards");
    in_report("Lighting of platforms");
    let page = app.get("/reports?q=handover").body;
    assert!(
        page.contains("1 report") && page.contains("Handovers between wards"),
        "{page}"
    );
    assert!(!page.contains("Lighting of platforms"));
    let none = app.get("/reports?q=ampoules").body;
    assert!(none.contains("No report has all of these words"), "{none}");
    assert!(none.contains("href=\"/recommendations?q=ampoules\""));
    let before = app.get("/reports.json?q=handover&as-of=2025-02-28").body;
    let before: serde_json::Value = serde_json::from_str(&before).unwrap();
    assert_eq!(before["total"], 0);
    let page = app.get("/recommendations?q=platforms").body;
    assert!(page.contains("Report: "), "{page}");
}
