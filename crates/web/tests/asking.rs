//! What a list is asked that it does not know: said in every form, and never left out in silence.

#![expect(clippy::expect_used, reason = "a failing test is meant to stop there")]

use heeded_testkit::App;
use jiff::civil::date;
use serde_json::Value;

/// Forms in which the list of recommendations is asked for.
const FORMS: [&str; 4] = ["", ".json", ".csv", ".atom"];

fn register() -> App {
    let app = App::empty();
    let _ = app
        .recommendation("Review the handover.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 5, 1))
        .about("Rest")
        .in_report("Handovers", date(2024, 5, 1))
        .recorded();
    app
}

fn data(app: &App, address: &str) -> Value {
    serde_json::from_str(&app.get(address).body).expect(address)
}

#[test]
fn a_value_that_no_filter_has_is_refused_in_every_form() {
    let app = register();
    let filters = "status kind answer disposition due progress verdict closure year issuer \
                   addressee sort page";
    for filter in filters.split_whitespace() {
        for form in FORMS {
            let address = format!("/recommendations{form}?{filter}=nonsense");
            let answer = app.get(&address);
            assert_eq!(answer.status, 400, "{address}");
            let says = |words: &str| assert!(answer.body.contains(words), "{}", answer.body);
            says(filter);
            says("nonsense");
        }
    }
    for address in [
        "/due?due=nonsense",
        "/due?quarter=nonsense",
        "/due?organisation=nonsense",
        "/unanswered?time=nonsense",
        "/unanswered?organisation=nonsense",
        "/slippage?organisation=nonsense",
        "/statistics?issuer=nonsense",
        "/statistics?year=nonsense",
        "/statistics/received.csv?addressee=nonsense",
        "/organisations?page=nonsense",
        "/reports?page=0",
    ] {
        assert_eq!(app.get(address).status, 400, "{address}");
    }
}

#[test]
fn a_value_that_is_not_known_is_shown_with_those_that_are() {
    let app = register();
    let page = app.get("/recommendations?q=handover&status=%3Cb%3E").body;
    let says = |words: &str| assert!(page.contains(words), "{words} is not in {page}");
    says("status=&lt;b&gt;");
    says("href=\"/recommendations?q=handover&amp;status=response-overdue\"");
    says("<a href=\"/recommendations?q=handover\">see this page without “status”</a>");
    let problem = app.get("/recommendations.json?status=nonsense");
    assert_eq!(problem.headers["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&problem.body).unwrap();
    assert_eq!(problem["field"], "status");
    assert_eq!(problem["value"], "nonsense");
    assert_eq!(problem["status"], 400);
    let known = problem["known"].as_array().unwrap();
    assert!(known.contains(&"response-overdue".into()), "{known:?}");
}

#[test]
fn what_asks_for_a_table_or_a_feed_is_told_in_plain_text() {
    let app = register();
    for (address, status) in [
        ("/recommendations.csv?status=nonsense", 400),
        ("/recommendations.atom?as-of=soon", 400),
        ("/recommendations/R0009X/promises.csv", 404),
        ("/organisations/B0009X.atom", 404),
        ("/statistics/nonsense.csv", 404),
        ("/nowhere.csv", 404),
    ] {
        let answer = app.get(address);
        assert_eq!(answer.status, status, "{address}");
        let kind = answer.headers["content-type"].to_str().unwrap();
        assert_eq!(kind, "text/plain; charset=utf-8", "{address}");
        assert!(!answer.body.contains('<'), "{}", answer.body);
    }
    let text = app.get("/recommendations.csv?status=nonsense").body;
    assert!(text.contains("\nstatus=nonsense\nKnown values: "), "{text}");
    let way = "You can see this page without “status”: /recommendations.csv\n";
    assert!(text.contains(way), "{text}");
}

#[test]
fn signs_alone_are_not_looked_for() {
    let app = register();
    let long = "a".repeat(5_000);
    for typed in ["*", "%00", "%FF%FE", "%22%22%22", long.as_str()] {
        for list in FORMS.map(|form| format!("/recommendations{form}")) {
            let answer = app.get(&format!("{list}?q={typed}"));
            assert_eq!(answer.status, 400, "{list}?q={typed}");
            let told = answer.body.contains("Nothing was looked for");
            assert!(told, "{}", answer.body);
            assert!(answer.body.len() < 10_000, "what was typed is cut");
        }
        assert_eq!(app.get(&format!("/reports?q={typed}")).status, 400);
    }
    let page = app.get("/recommendations?q=*&year=2024").body;
    let way = "<a href=\"/recommendations?year=2024\">see this page without “q”</a>";
    assert!(page.contains(way), "{page}");
    assert!(page.contains("no letter and no digit"), "{page}");
    let page = app.get(&format!("/recommendations?q={long}")).body;
    assert!(page.contains("longer than any word"), "{page}");
}

#[test]
fn a_day_that_has_not_come_is_refused() {
    let app = register();
    for address in [
        "/?as-of=2026-11-23",
        "/recommendations.json?as-of=2099-01-01",
        "/recommendations/R0001A?as-of=2099-01-01",
        "/organisations?as-of=0205-06-01",
        "/statistics/received.csv?as-of=2099-01-01",
    ] {
        assert_eq!(app.get(address).status, 400, "{address}");
    }
    let page = app.get("/due?as-of=2099-01-01").body;
    assert!(page.contains("That day has not come yet"), "{page}");
    assert!(page.contains("22 November 2026"), "{page}");
    assert!(
        page.contains("<a href=\"/due\">see this page without"),
        "{page}"
    );
    assert_eq!(app.get("/?as-of=2026-11-22").status, 200);
}

#[test]
fn a_past_day_says_what_of_it_is_not_known() {
    let app = App::empty();
    let _ = app.recommendation("Rest.").recorded();
    let page = app.get("/recommendations?as-of=1800-01-01").body;
    assert!(page.contains("1 recommendation</h2>"), "{page}");
    assert!(page.contains("What has no day on record"), "{page}");
}

#[test]
fn whoever_reads_page_after_page_comes_to_an_end() {
    let app = App::invented(45);
    for list in [
        "/recommendations",
        "/recommendations?q=review",
        "/organisations",
        "/reports",
        "/reports?q=of",
        "/themes",
        "/due",
        "/unanswered",
        "/slippage",
        "/dependencies",
    ] {
        let (path, query) = list.split_once('?').unwrap_or((list, ""));
        let mut pages = 0;
        for page in 1..=100 {
            let answer = app.get(&format!("{path}.json?{query}&page={page}"));
            if answer.status == 404 {
                break;
            }
            assert_eq!(answer.status, 200, "{list}");
            let data: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(data["page"], page, "{list}");
            pages = page;
        }
        assert!((1..100).contains(&pages), "{list} has {pages} pages");
        let beyond = app.get(&format!("{path}?{query}&page=99999"));
        assert_eq!(beyond.status, 404, "{list}");
        let beyond = data(&app, &format!("{path}.json?{query}&page=99999999999"));
        assert_eq!(beyond["last_page"], pages, "{list}");
    }
    let page = app.get("/recommendations?page=9&sort=due").body;
    let way = "<a href=\"/recommendations?sort=due&amp;page=3\">see the last page</a>";
    assert!(
        page.contains("It has 3 pages.") && page.contains(way),
        "{page}"
    );
}

#[test]
fn what_comes_whole_has_one_page() {
    let app = register();
    for list in ["/recommendations.csv", "/recommendations.atom"] {
        assert_eq!(app.get(&format!("{list}?page=1")).status, 200, "{list}");
        let second = app.get(&format!("{list}?page=2"));
        assert_eq!(second.status, 404, "{list}");
        assert!(second.body.contains("It has one page"), "{}", second.body);
    }
}

#[test]
fn a_slash_too_many_leads_to_the_page() {
    let app = register();
    for (address, there) in [
        ("/recommendations/", "/recommendations"),
        (
            "/recommendations/R0001A/?as-of=2025-06-01",
            "/recommendations/R0001A?as-of=2025-06-01",
        ),
        ("/about//", "/about"),
    ] {
        let answer = app.get(address);
        assert_eq!(answer.status, 308, "{address}");
        assert_eq!(answer.headers["location"], there);
    }
    for elsewhere in ["//site.example/", "/%5Csite.example/", "///"] {
        let answer = app.get(elsewhere);
        let there = answer
            .headers
            .get("location")
            .map(|to| to.to_str().unwrap());
        let is_ours = there.is_none_or(|there| !there.starts_with("//"));
        assert!(is_ours, "{elsewhere} leads to {there:?}");
    }
}

#[test]
fn who_sends_to_a_page_that_is_read_is_told_so() {
    let app = register();
    for (address, allowed, words) in [
        ("/recommendations", "GET,HEAD", "It can only be read"),
        ("/due.json", "GET,HEAD", "It can only be read"),
        ("/assets/icon.svg", "GET,HEAD", "This file can only be read"),
    ] {
        let answer = app.send(address, "a=b");
        assert_eq!(answer.status, 405, "{address}");
        assert_eq!(answer.headers["allow"], allowed, "{address}");
        assert!(answer.body.contains(words), "{}", answer.body);
    }
}
