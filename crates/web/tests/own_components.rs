//! The components of our own: what a page shows through them.

use heeded_web::components::*;
use maud::{Markup, Render, html};

/// The words of some markup, one line for each element that has any.
fn words(markup: &Markup) -> String {
    let mut lines = Vec::new();
    for piece in markup.0.split('<') {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text).trim();
        if !text.is_empty() {
            lines.push(text.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn due_date_keeps_the_words_beside_our_reading() {
    let read = DueDate::read_as("by Winter 2025, TBC", "28 February 2026", "2026-02-28").render();
    assert_eq!(
        words(&read),
        "by Winter 2025, TBC\nWe treat this as due by\n28 February 2026\n."
    );
    assert!(read.0.contains(r#"<time datetime="2026-02-28">"#));
    let open = DueDate::new("when funding allows").render();
    assert_eq!(
        words(&open),
        "when funding allows\nWe have set no day for this."
    );
    assert!(!open.0.contains("<time"));
}

#[test]
fn quotation_keeps_received_words_exactly() {
    let received = "We accept this recomendation.\n\n  & will <act>";
    let html = Quotation {
        lang: Some("cy"),
        ..Quotation::new(received)
    }
    .render()
    .0;
    let escaped = "We accept this recomendation.\n\n  &amp; will &lt;act&gt;";
    assert!(html.contains(escaped), "{html}");
    assert!(
        html.contains(r#"<blockquote class="app-quotation__words" lang="cy">"#),
        "{html}"
    );
}

#[test]
fn timeline_gives_machines_a_day_only_where_one_is_known() {
    let known = TimelineItem {
        machine_date: Some("2024-11-06"),
        by: Some("Agency".into()),
        ..TimelineItem::new("Response received", "6 November 2024")
    };
    let vague = TimelineItem::new("Recommendation made", "May 2024");
    let html = Timeline::new(vec![known, vague]).render();
    assert_eq!(html.0.matches("datetime=").count(), 1);
    assert_eq!(
        words(&html),
        "Response received\n6 November 2024\nAgency\nRecommendation made\nMay 2024"
    );
}

#[test]
fn filter_is_a_plain_form_that_keeps_the_search() {
    let items = vec![
        ChoiceItem::new("overdue", "Overdue (3)"),
        ChoiceItem::new("done", "Done"),
    ];
    let html = Filter {
        action: "/recommendations",
        kept: vec![("q", "a \"b\"")],
        groups: vec![FilterGroup::checkboxes(
            "status",
            "Status",
            items,
            vec!["overdue"],
        )],
        open: true,
    }
    .render()
    .0;
    assert!(
        html.contains(r#"<form class="app-filter__form" action="/recommendations" method="get""#)
    );
    assert!(
        html.contains(r#"<input type="hidden" name="q" value="a &quot;b&quot;">"#),
        "{html}"
    );
    assert!(html.contains(r#"value="overdue" checked"#), "{html}");
    assert_eq!(html.matches("Apply filters").count(), 2);
}

#[test]
fn long_groups_scroll() {
    let items = |count: usize| (0..count).map(|_| ChoiceItem::new("x", "x")).collect();
    assert!(!FilterGroup::checkboxes("a", "A", items(8), vec![]).long);
    assert!(FilterGroup::checkboxes("a", "A", items(9), vec![]).long);
}

#[test]
fn selected_filters_say_what_a_press_takes_away() {
    assert_eq!(SelectedFilters::default().render().0, "");
    let filter = SelectedFilter {
        group: "Status",
        text: "Done",
        remove_href: "/?a=1&b=2",
    };
    let html = SelectedFilters {
        filters: vec![filter],
        clear_href: "/",
    }
    .render();
    assert_eq!(
        words(&html),
        "Selected filters\nRemove filter\nStatus:\nDone\nClear all filters"
    );
    assert!(html.0.contains("/?a=1&amp;b=2"));
}

#[test]
fn error_summary_takes_the_focus_without_a_script() {
    let html = ErrorSummary::new(vec![ErrorItem::new("Enter a date", "#date")])
        .render()
        .0;
    assert!(html.contains(r#"tabindex="-1" autofocus"#), "{html}");
}

#[test]
fn results_link_by_their_title() {
    let item = ResultItem {
        facts: vec!["Made 6 November 2024".into()],
        passage: Some(html! { "the " mark { "spinal" } " block" }.into()),
        ..ResultItem::new("Alarms on pumps", "/r/1")
    };
    let html = Results::new(vec![item]).render();
    assert!(
        html.0
            .contains(r#"<a href="/r/1">Alarms on pumps</a></h3>"#),
        "{}",
        html.0
    );
    assert_eq!(
        words(&html),
        "Alarms on pumps\nMade 6 November 2024\nthe\nspinal\nblock"
    );
}

#[test]
fn scrolling_table_is_reached_by_keyboard_and_named() {
    let table = Table {
        scrolling: true,
        stacking: false,
        caption_id: Some("counts"),
        rows: vec![vec!["Agency A".into(), Cell::missing("No data")]],
        ..Table::new("Counts", vec!["Body".into(), Column::numeric("Days")])
    };
    let html = table.render().0;
    assert!(html.starts_with(
        r#"<div class="app-scroll" role="region" aria-labelledby="counts" tabindex="0">"#
    ));
    assert!(html.contains(r#"id="counts""#));
}

#[test]
fn stacked_cell_may_hold_paragraphs() {
    let cell = |markup: Markup| {
        let rows = vec![vec!["Agency A".into(), Cell::from(markup)]];
        Table {
            rows,
            ..Table::new("Counts", vec!["Body".into(), "Said".into()])
        }
        .render()
        .0
    };
    assert!(cell(html! { p { "Yes" } }).contains("<div><p>Yes</p></div>"));
    assert!(cell(html! { b { "Yes" } }).contains("<span><b>Yes</b></span>"));
}
