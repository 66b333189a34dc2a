//! The frame of a page: its title, where the reader is, and what must never be in it.

use heeded_web::components::{Breadcrumb, Logo, page_of};
use heeded_web::layout::{AsOf, Page, Part, Place, Printed, Site, Twin};
use maud::{Render, html};

const SITE: Site<'static> = Site {
    service_name: "Example register",
    run_by: "the Example Body",
    official: false,
    logo: None,
    phase: None,
    copyright: None,
};

fn page(title: &str) -> Page<'_> {
    Page::new(&SITE, title, html! { h1 { (title) } })
}

#[test]
fn title_goes_from_the_page_to_the_service() {
    assert_eq!(page("Cookies").full_title(), "Cookies – Example register");
    let list = Page {
        page_of: page_of(2, 14),
        ..page("Recommendations")
    };
    assert_eq!(
        list.full_title(),
        "Recommendations (page 2 of 14) – Example register"
    );
    let record = Page {
        section: Some("Recommendations"),
        ..page("Alarms on pumps")
    };
    assert_eq!(
        record.full_title(),
        "Alarms on pumps – Recommendations – Example register"
    );
    let form = Page {
        has_errors: true,
        ..page("Record a response")
    };
    assert_eq!(
        form.full_title(),
        "Error: Record a response – Example register"
    );
    assert_eq!(page("Example register").full_title(), "Example register");
}

#[test]
fn navigation_says_where_the_reader_is() {
    let at = Page {
        place: Place::At(Part::Due),
        ..page("Due")
    }
    .render()
    .0;
    assert!(at.contains(r#"href="/due" aria-current="page""#), "{at}");
    let within = Page {
        place: Place::Within(Part::Due),
        ..page("June")
    }
    .render()
    .0;
    assert!(
        within.contains(r#"href="/due" aria-current="true""#),
        "{within}"
    );
    assert_eq!(
        page("Cookies").render().0.matches("aria-current").count(),
        0
    );
}

#[test]
fn nothing_runs_and_nothing_comes_from_elsewhere() {
    let everything = Page {
        breadcrumbs: &[Breadcrumb::new("Home", "/")],
        as_of: Some(AsOf {
            day: "3 May 2024",
            today_href: "/r/1",
        }),
        twins: vec![Twin::json("/r/1.json")],
        printed: Some(Printed {
            address: "register.example/r/1",
            day: "3 May 2024",
        }),
        ..page("Alarms on pumps")
    }
    .render()
    .0;
    // The icons drawn in the page name their format by an address that nobody fetches.
    let fetched = everything.replace("http://www.w3.org/2000/svg", "");
    for never in [
        "<script", " style=", "<style", "http:", "https:", "src=\"//", "onclick",
    ] {
        assert!(!fetched.contains(never), "{never} in {everything}");
    }
}

#[test]
fn words_of_others_are_escaped() {
    let html = Page {
        section: Some("<i>"),
        ..page("A & <b>")
    }
    .render()
    .0;
    assert!(html.contains("<title>A &amp; &lt;b&gt; – &lt;i&gt; – Example register</title>"));
}

#[test]
fn page_says_what_it_is_and_whose() {
    let html = page("Cookies").render().0;
    for part in [
        "<!DOCTYPE html><html lang=\"en-GB\">",
        "<meta charset=\"utf-8\">",
        "href=\"#maincontent\"",
        "<main class=\"nhsuk-main-wrapper\" id=\"maincontent\">",
        "This register is run by the Example Body. This is not an official publication.",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    let unlisted = Page {
        unlisted: true,
        ..page("Draft")
    }
    .render()
    .0;
    assert!(unlisted.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn past_day_and_other_forms_are_in_words() {
    let html = Page {
        as_of: Some(AsOf {
            day: "3 May 2024",
            today_href: "/r/1",
        }),
        twins: vec![Twin::json("/r/1.json?on=2024-05-03")],
        ..page("Alarms on pumps")
    }
    .render()
    .0;
    assert!(html.contains("as it stood on 3 May 2024"), "{html}");
    assert!(
        html.contains(r#"<link rel="alternate" type="application/json""#),
        "{html}"
    );
    assert!(html.contains("This page as data (JSON)</a>"), "{html}");
}

#[test]
fn mark_of_the_running_body_has_a_name() {
    let site = Site {
        logo: Some(Logo {
            src: "/logo.svg",
            alt: "Example Body",
        }),
        ..SITE
    };
    let html = Page::new(&site, "Cookies", html! {}).render().0;
    assert!(
        html.contains(r#"src="/logo.svg" width="280" alt="Example Body""#),
        "{html}"
    );
}
