//! The pages as readers meet them: what they say, that every link leads somewhere, that nothing
//! received is ever run, that a past day stays as it was.

use heeded_domain::event::{OrganisationFact, RecommendationFact};
use heeded_domain::organisation::{Moves, Succession, SuccessionKind};
use heeded_domain::recommendation::{Closure, Commitment, FoundIn, Promise, ResponseVersion};
use heeded_domain::vocabulary::ClosureReason;
use heeded_testkit::App;
use jiff::civil::date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The addresses within the register that a page links to.
fn links(html: &str) -> Vec<String> {
    let hrefs = html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    hrefs
        .filter(|href| href.starts_with('/'))
        .map(|href| href.replace("&amp;", "&"))
        .collect()
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_well_made() {
    let app = App::invented(45);
    let mut seen = BTreeSet::new();
    let mut next = vec!["/".to_owned(), "/due?as-of=2024-01-01".to_owned()];
    while let Some(address) = next.pop() {
        if !seen.insert(address.clone()) || seen.len() > 400 {
            continue;
        }
        let answer = app.get(&address);
        assert_eq!(answer.status, 200, "{address}");
        assert!(
            answer.headers.get("set-cookie").is_none(),
            "{address} sets a cookie"
        );
        if address.starts_with("/assets/") {
            continue;
        }
        let policy = answer
            .headers
            .get("content-security-policy")
            .unwrap()
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        if address.split('?').next().unwrap().ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(&answer.body).expect(&address);
            continue;
        }
        if address.split('?').next().unwrap().ends_with(".csv") {
            assert!(answer.body.lines().count() > 1, "{address} has no figures");
            continue;
        }
        if address.split('?').next().unwrap().ends_with(".atom") {
            assert!(answer.body.starts_with("<?xml"), "{address} is no feed");
            continue;
        }
        let html = answer.body;
        assert_eq!(
            html.matches("<h1").count(),
            1,
            "{address} has one heading of level 1"
        );
        assert!(
            html.contains("<title>") && html.contains("lang=\"en-GB\""),
            "{address}"
        );
        for never in ["<script", " style=\"", "onclick", "src=\"http"] {
            assert!(!html.contains(never), "{address} has {never}");
        }
        next.extend(links(&html));
    }
    assert!(
        seen.len() > 100,
        "the walk came to {} pages only",
        seen.len()
    );
}

#[test]
fn a_promise_is_late_due_or_perhaps_late_as_its_words_say() {
    let app = App::empty();
    let id = app
        .recommendation("The Ward Board recommends that the Ministry of Wards rests.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We will.")
        .promising("Publish the rota", "by Autumn 2026")
        .promising("Publish the review", "by Autumn 2025")
        .promising("Publish the frame", "by 2025 date TBC")
        .promising("Do the work", "in 2025/26, subject to funding")
        .recorded();
    let page = app
        .get(&format!("/recommendations/{id}?as-of=2026-11-22"))
        .body;
    let says = |words: &str| assert!(page.contains(words), "{words} is not in {page}");
    says("Due by 30 November 2026 as stated “by Autumn 2026”; not late before then.");
    says("Due by 30 November 2025 as stated “by Autumn 2025”; late since then");
    says("Due by 31 December 2025 as stated “by 2025 date TBC”; late since then");
    says("The date is not confirmed: “date TBC”.");
    says("that day has passed, but the promise has a condition, so it may be late.");
    says("2 of 4 planned actions are past their date");
    let before = app
        .get(&format!("/recommendations/{id}?as-of=2025-06-01"))
        .body;
    assert!(
        before.contains("planned actions are not reported as done"),
        "{before}"
    );
    assert!(!before.contains("late since then"));
}

#[test]
fn a_past_day_shows_what_had_happened_by_then() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We shall rest.")
        .recorded();
    let at = |day: &str| app.get(&format!("/recommendations/{id}?as-of={day}"));
    let early = at("2024-05-10").body;
    assert!(early.contains("No response on record as of 10 May 2024; not due until 30 July 2024."));
    assert!(!early.contains("We shall rest."));
    assert!(at("2024-06-01").body.contains("We shall rest."));
    assert_eq!(at("2024-04-30").status, 404);
    assert!(
        at("2024-04-30")
            .body
            .contains("Not in the register on that day")
    );
    let list = app.get("/recommendations?as-of=2024-04-30").body;
    assert!(list.contains("There are no matching recommendations."));
}

#[test]
fn a_new_version_stands_beside_what_it_changed() {
    let app = App::empty();
    let version = ResponseVersion {
        text: "We shall <rest> by spring.".to_owned(),
        stated_on: None,
        received_on: Some(date(2025, 3, 1)),
        source: None,
    };
    let id = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We shall <rest> by winter.")
        .then(RecommendationFact::ResponseRevised(1, version))
        .recorded();
    let at = |page: &str, day: &str| app.get(&format!("/recommendations/{id}{page}?as-of={day}"));
    let page = at("", "2025-03-01").body;
    let says = |words: &str| assert!(page.contains(words), "{words} is not in {page}");
    says("What changed from version 1 to version 2");
    says("removed: </span>winter.<");
    says("added: </span>spring.<");
    says("We shall &lt;rest&gt; by ");
    let before = at("", "2025-02-28").body;
    assert!(
        !before.contains("<del>") && before.contains("by winter."),
        "{before}"
    );
    let json: Value = serde_json::from_str(&at(".json", "2025-03-01").body).unwrap();
    let versions = json.pointer("/responses/0/versions").unwrap();
    assert_eq!(versions.pointer("/0/difference"), Some(&json!([])));
    let expected = json!([
        {"is": "same", "words": "We shall <rest> by"},
        {"is": "removed", "words": "winter."},
        {"is": "added", "words": "spring."},
    ]);
    assert_eq!(versions.pointer("/1/difference"), Some(&expected));
    assert_eq!(json.pointer("/last_changed"), Some(&json!("2025-03-01")));
    assert_eq!(json.pointer("/last_recorded"), Some(&json!("2026-11-22")));
}

#[test]
fn two_addressees_never_share_one_status() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .addressed_to("Care Council")
        .made_on(date(2026, 1, 5))
        .answered_on(date(2026, 2, 1), "We shall.")
        .recorded();
    let page = app.get(&format!("/recommendations/{id}")).body;
    assert!(page.contains("Response received on 1 February 2026, in time."));
    assert!(page.contains("it was due by 5 April 2026."));
    assert!(page.contains("1 of 2 addressees have responded."));
    assert!(
        app.get("/recommendations")
            .body
            .contains("1 of 2 responded")
    );
}

#[test]
fn received_words_are_shown_and_never_run() {
    let app = App::empty();
    let hostile = "<script>alert(1)</script> & \"quoted\" <img src=x onerror=y>";
    let id = app
        .recommendation(hostile)
        .made_by("Board <b>bold</b>")
        .addressed_to("\"><svg onload=z>")
        .referenced("<i>1</i>")
        .answered_on(date(2026, 2, 1), hostile)
        .promising(hostile, "by <b>2027</b>")
        .recorded();
    for address in [
        format!("/recommendations/{id}"),
        format!("/recommendations/{id}/history"),
        "/recommendations?addressee=%22%3E%3Cscript%3E".to_owned(),
        "/due".to_owned(),
        "/organisations".to_owned(),
        "/".to_owned(),
    ] {
        let html = app.get(&address).body;
        for never in ["<script", "<svg onload", "<b>bold", "<i>1", "<img src=x"] {
            assert!(!html.contains(never), "{address} lets {never} through");
        }
    }
    assert!(
        app.get(&format!("/recommendations/{id}"))
            .body
            .contains("&lt;script&gt;alert(1)")
    );
}

#[test]
fn a_filter_that_nobody_can_match_says_so() {
    let app = App::empty();
    let _ = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .recorded();
    let found = app.get("/recommendations?addressee=ministry+of+wards").body;
    assert!(found.contains("1 recommendation</h2>"), "{found}");
    let none = app.get("/recommendations?addressee=Ministry+of+Words").body;
    assert!(none.contains("No organisation in the register is called that"));
    assert!(none.contains("addressee=Ministry of Words"), "{none}");
}

#[test]
fn a_problem_says_what_happened_and_where_to_go_on() {
    let app = App::empty();
    for address in [
        "/nope",
        "/recommendations/R0001A",
        "/recommendations/x",
        "/schemes/nope",
    ] {
        let answer = app.get(address);
        assert_eq!(answer.status, 404, "{address}");
        assert!(answer.body.contains("Page not found"), "{address}");
        assert!(
            answer.body.contains("href=\"/recommendations\""),
            "{address}"
        );
    }
    let wrong = app.get("/recommendations?as-of=soon");
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains("such as 2025-06-01"));
    let data = app.get("/recommendations/R0001A.json");
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap();
    assert_eq!(data["title"], "Page not found");
}

#[test]
fn an_empty_register_says_how_to_fill_it() {
    let app = App::empty();
    assert!(app.get("/").body.contains("This register is empty so far."));
    for address in ["/recommendations", "/due", "/organisations"] {
        assert_eq!(app.get(address).status, 200, "{address}");
    }
}

#[test]
fn obligations_follow_and_the_old_page_says_so() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .addressed_to("Wards Inspectorate")
        .made_on(date(2026, 1, 5))
        .recorded();
    let (old, new) = (
        app.organisation("Wards Inspectorate"),
        app.organisation("Care Council"),
    );
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
    assert!(page.contains("Since 1 July 2026 the obligations of this organisation are with"));
    let before = app
        .get(&format!("/organisations/{old}?as-of=2026-06-30"))
        .body;
    assert!(!before.contains("the obligations of this organisation are with"));
    let record = app.get(&format!("/recommendations/{id}")).body;
    assert!(record.contains("Since 1 July 2026 its obligations are with"));
    assert!(record.contains("Response overdue") || record.contains("it was due by 5 April 2026"));
    let list = app.get("/organisations").body;
    assert!(list.contains("Its obligations are with "), "{list}");
    assert!(list.contains("since <time datetime=\"2026-07-01\">"));
    assert!(list.contains("Not known to have closed") && !list.contains(">Open<"));
    let before = app.get("/organisations?as-of=2026-06-30").body;
    assert!(!before.contains("Its obligations are with "), "{before}");
    let new = app.get(&format!("/organisations/{new}")).body;
    assert!(new.contains("It answers for"));
}

#[test]
fn what_was_only_to_be_considered_is_nowhere_called_late() {
    let app = App::empty();
    let considered = Promise {
        text: "Consider a rota.".to_owned(),
        response: None,
        lead: None,
        dependencies: Vec::new(),
        conditions: Vec::new(),
        comments: None,
        found_in: FoundIn::List,
        commitment: Commitment::Considered,
        source: None,
    };
    let due = heeded_due::read("by 31 March 2025", &heeded_due::Context::default());
    let id = app
        .recommendation("Rest.")
        .addressed_to("Ministry of Wards")
        .made_on(date(2024, 1, 1))
        .answered_on(date(2024, 2, 1), "We will consider it.")
        .then(RecommendationFact::ActionPlanned(considered, Some(due)))
        .recorded();
    let record = format!("/recommendations/{id}");
    for address in [
        record.as_str(),
        "/due",
        "/recommendations",
        "/due?due=day-passed",
    ] {
        let page = app.get(address).body;
        assert!(!page.contains(">Late</strong>"), "{address}");
    }
    assert!(app.get(&record).body.contains(">Day passed</strong>"));
    assert!(
        app.get("/due?due=day-passed")
            .body
            .contains("Consider a rota.")
    );
    assert!(!app.get("/due?due=late").body.contains("Consider a rota."));
    let found = app.get("/recommendations?due=day-passed").body;
    assert!(found.contains("1 recommendation</h2>"), "{found}");
    let data = app.get(&format!("{record}.json")).body;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let action = &data["planned_actions"][0];
    assert_eq!(
        (&action["timing"], &action["due"]["late"]),
        (&"day passed".into(), &"no".into())
    );
    assert!(app.get("/recommendations.csv").body.contains("day passed"));
}

#[test]
fn the_history_has_its_days_in_words_and_for_machines() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .made_on(date(2024, 11, 6))
        .recorded();
    let page = app.get(&format!("/recommendations/{id}/history")).body;
    let day = "<time datetime=\"2024-11-06\">6 November 2024</time>";
    assert!(page.contains(day), "{page}");
    let recorded = "<time datetime=\"2026-11-22\">22 November 2026</time> by the operator";
    assert!(page.contains(recorded), "{page}");
}

#[test]
fn what_has_passed_is_not_next() {
    let app = App::empty();
    let story = |due: &str| {
        app.recommendation("Rest.")
            .addressed_to("Ministry of Wards")
            .answered_on(date(2024, 2, 1), "We shall.")
            .promising("Rest", "by Autumn 2025")
            .promising("Rest more", due)
    };
    let next = |id| {
        let page = app.get(&format!("/recommendations/{id}")).body;
        let (_, row) = page.split_once("Next action due").unwrap();
        row.split_once("</dd>").unwrap().0.to_owned()
    };
    let ahead = next(story("by Autumn 2026").recorded());
    assert!(ahead.contains("by Autumn 2026"), "{ahead}");
    assert!(ahead.contains(" 1 date has passed."), "{ahead}");
    let past = next(story("by June 2025").recorded());
    assert!(past.contains("No date lies ahead."), "{past}");
    assert!(past.contains(" 2 dates have passed."), "{past}");
    let closure = Closure {
        reason: ClosureReason::Delivered,
        native: None,
        on: Some(date(2026, 1, 1)),
    };
    let closed = RecommendationFact::Closed(closure);
    let closed = next(story("by Autumn 2026").then(closed).recorded());
    assert!(closed.contains("None is waited for any more"), "{closed}");
    let list = app.get("/recommendations").body;
    assert!(list.contains("Was due: ") && !list.contains("Next due: "));
}

#[test]
fn a_response_of_nobody_knows_whom_is_a_response() {
    let app = App::empty();
    let id = app
        .recommendation("Rest.")
        .made_on(date(2024, 5, 1))
        .answered_on(date(2024, 6, 1), "We shall rest.")
        .addressed_to("Ministry of Wards")
        .addressed_to("Care Council")
        .recorded();
    let page = app.get(&format!("/recommendations/{id}")).body;
    assert!(page.contains("A response that does not say whose it is"));
    assert!(!page.contains("No response is on record, so no planned action is."));
    assert!(page.contains("No planned action was found in the response."));
}
