//! A record that was taken down: its address says so, and none of its words is left anywhere.

use heeded_domain::event::RecommendationFact;
use heeded_domain::id::RecommendationId;
use heeded_testkit::{Answer, App};
use jiff::civil::date;

/// A word that stands in this one record alone.
const WORD: &str = "Umbrellafish";

fn register(facts: Vec<RecommendationFact>) -> (App, RecommendationId) {
    let app = App::empty();
    let other = app
        .recommendation("Review the rota.")
        .addressed_to("Ministry of Wards");
    let _ = other.made_on(date(2024, 1, 2)).recorded();
    let story = app
        .recommendation(&format!("Tell {WORD} about the rota."))
        .addressed_to("Ministry of Wards")
        .in_report("A report on rotas", date(2024, 1, 1))
        .about(WORD)
        .made_on(date(2024, 1, 1))
        .answered_on(date(2024, 2, 1), &format!("We shall tell {WORD}."))
        .promising(&format!("Tell {WORD}"), "by 1 March 2024")
        .waiting_for(WORD)
        .moved_to(1, "by 1 March 2027", WORD);
    let id = facts
        .into_iter()
        .fold(story, heeded_testkit::Story::then)
        .recorded();
    (app, id)
}

fn down() -> RecommendationFact {
    RecommendationFact::TakenDown("It named a patient & <b>more</b>.".to_owned())
}

#[test]
fn its_address_says_that_it_was_taken_down_when_and_why() {
    let (app, id) = register(vec![down()]);
    let record = format!("/recommendations/{id}");
    for address in [
        record.clone(),
        format!("{record}?as-of=2024-06-01"),
        format!("{record}/history"),
        format!("/similar?of={id}"),
    ] {
        let gone = app.get(&address);
        assert_eq!(gone.status, 410, "{address}");
        for said in [
            "This record was taken down",
            "22 November 2026",
            "It named a patient &amp; &lt;b&gt;more&lt;/b&gt;.",
            "A report on rotas",
            "Ward Board",
            "name=\"robots\"",
        ] {
            assert!(
                gone.body.contains(said),
                "{said} is not in {address}: {}",
                gone.body
            );
        }
        assert!(!gone.body.contains(WORD), "{address}");
    }
    for file in ["/chain.csv", "/promises.csv", ".atom"] {
        let gone = app.get(&format!("{record}{file}"));
        assert_eq!(gone.status, 410, "{file}");
        let said = "Taken down on: 22 November 2026\nReason: It named a patient & <b>more</b>.\n";
        assert!(gone.body.contains(said), "{}", gone.body);
        assert!(!gone.body.contains(WORD), "{file}");
    }
    let data = app.get(&format!("{record}.json"));
    assert_eq!(data.status, 410);
    let data: serde_json::Value = serde_json::from_str(&data.body).unwrap();
    assert_eq!(data["taken_down_on"], "2026-11-22");
    assert_eq!(data["reason"], "It named a patient & <b>more</b>.");
}

/// Pages on which its words stand while it is public.
const PLACES: [&str; 16] = [
    "/",
    "/home.json",
    "/recommendations",
    "/recommendations.json",
    "/recommendations.csv",
    "/recommendations?as-of=2024-06-01",
    "/recommendations?q=rota",
    "/similar?text=Tell+somebody+about+the+rota",
    "/reports/P0001A",
    "/organisations/B0002D",
    "/themes",
    "/dependencies",
    "/due",
    "/slippage",
    "/statistics.json",
    "/unanswered",
];

fn word_in(answer: &Answer) -> bool {
    answer.body.to_lowercase().contains(&WORD.to_lowercase())
}

#[test]
fn none_of_its_words_is_left_and_all_come_back() {
    let (public, _) = register(Vec::new());
    let (app, _) = register(vec![down()]);
    let back = RecommendationFact::PutBack("The name is out.".to_owned());
    let (again, id) = register(vec![down(), back]);
    let mut seen = 0;
    for place in PLACES {
        let gone = app.get(place);
        assert_eq!(gone.status, 200, "{place}");
        assert!(!word_in(&gone), "{place}: {}", gone.body);
        let was = word_in(&public.get(place));
        assert_eq!(was, word_in(&again.get(place)), "{place}");
        seen += usize::from(was);
    }
    assert!(
        seen > 10,
        "the test looks where there is something to see: {seen}"
    );
    let search = app.get(&format!("/recommendations?q={WORD}")).body;
    assert!(
        search.contains("There are no matching recommendations."),
        "{search}"
    );
    let history = again.get(&format!("/recommendations/{id}/history")).body;
    assert!(history.contains("Taken down from the register") && history.contains("Put back"));
}
