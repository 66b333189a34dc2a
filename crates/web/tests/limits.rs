//! How much one address may ask for, and what it is told then.

use heeded_testkit::App;
use heeded_web::Allowances;

#[test]
fn who_searches_without_end_is_told_when_to_come_again() {
    let app = App::allowing(Allowances {
        searches_per_minute: 5,
        tables_per_minute: 2,
    });
    for _ in 0..5 {
        assert_eq!(app.get("/recommendations?q=rest").status, 200);
    }
    let refused = app.get("/recommendations?q=rest");
    assert_eq!(refused.status, 429);
    let wait = refused.headers["retry-after"].to_str().unwrap();
    assert!((1..=60).contains(&wait.parse::<u32>().unwrap()), "{wait}");
    assert!(refused.body.contains("<h1"), "{}", refused.body);
    assert!(refused.body.contains("Too many searches from here"));
    assert!(refused.body.contains("look through all reports"));
    // Similar ones are searches too; data says the same in its own way.
    assert_eq!(app.get("/similar?text=rest").status, 429);
    let data = app.get("/recommendations.json?q=rest");
    assert_eq!(data.status, 429);
    assert!(data.headers.contains_key("retry-after"));
    assert!(data.body.contains("Too many searches"), "{}", data.body);
    // Everything else goes on.
    for free in [
        "/",
        "/recommendations",
        "/recommendations?status=closed",
        "/similar",
        "/reports",
    ] {
        assert_eq!(app.get(free).status, 200, "{free}");
    }
    let tables = (0..4).map(|_| app.get("/recommendations.csv").status.as_u16());
    assert_eq!(tables.collect::<Vec<_>>(), [200, 200, 429, 429]);
}

#[test]
fn nothing_is_limited_where_nothing_is_set() {
    let app = App::allowing(Allowances::default());
    for _ in 0..50 {
        assert_eq!(app.get("/recommendations?q=rest").status, 200);
    }
}

#[test]
fn who_sends_too_many_messages_keeps_the_words() {
    let app = App::allowing(Allowances::default());
    let sent = |words: &str| {
        let form = format!("about=R0001A&words={words}&reach=me");
        app.send("/report-a-mistake", &form)
    };
    for _ in 0..20 {
        assert_eq!(sent("Wrong").status, 303);
    }
    let refused = sent("A+%3Clong%3E+story");
    assert_eq!(refused.status, 429);
    assert!(refused.headers.contains_key("retry-after"));
    let says = |words: &str| assert!(refused.body.contains(words), "{}", refused.body);
    says("A &lt;long&gt; story</textarea>");
    says("value=\"/recommendations/R0001A\"");
    says("value=\"me\"");
    says("Yours was not kept");
    assert!(!refused.body.contains("tell us what you were looking for"));
}
