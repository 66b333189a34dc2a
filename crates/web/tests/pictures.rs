//! The pictures as readers meet them: the finding in words, the same figures beside it and in the
//! file, what is not known, and each day as it stood.

use heeded_domain::event::RecommendationFact;
use heeded_domain::id::RecommendationId;
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
            Some(heeded_due::read(
                "by March 2027",
                &heeded_due::Context::default(),
            )),
            None,
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
