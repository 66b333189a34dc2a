//! Writes a folder with one page that shows every component, to look at in a browser:
//! `cargo run -p heeded-web --example kitchen_sink target/sink`, then serve the folder.
//!
//! What it says is invented.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use heeded_web::assets::{self, Asset};
use heeded_web::components::*;
use heeded_web::layout::{AsOf, Page, Part, Place, Printed, Site, Twin, Width};
use heeded_web::words;
use maud::{Markup, Render, html};

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args()
        .nth(1)
        .ok_or("give a folder to write to")?
        .into();
    fs::create_dir_all(folder.join("assets"))?;
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for (asset, file) in [
        (Asset::Stylesheet, "heeded.css"),
        (Asset::Icon, "heeded.svg"),
    ] {
        fs::copy(
            built.join(file),
            folder.join(assets::href(asset).trim_start_matches('/')),
        )?;
    }
    let site = Site {
        service_name: "Safety recommendations register",
        run_by: "the Example Investigations Body",
        official: false,
        logo: None,
        phase: Some(PhaseBanner {
            phase: "Beta",
            body: html! {
                "This is a new service. Your " a href="/contact" { "feedback" }
                " will help us to improve it."
            }
            .into(),
        }),
        copyright: Some("Records are available under the Open Government Licence v3.0.".into()),
    };
    fs::write(folder.join("index.html"), record_page(&site).render().0)?;
    fs::write(folder.join("list.html"), list_page(&site).render().0)?;
    fs::write(folder.join("form.html"), form_page(&site).render().0)?;
    Ok(())
}

const ABOVE: &[Breadcrumb<'_>] = &[
    Breadcrumb::new(words::HOME, "/"),
    Breadcrumb::new("Recommendations", "/recommendations"),
];

fn record_page<'a>(site: &'a Site<'a>) -> Page<'a> {
    let main = html! {
        (Heading {
            caption: Some(Caption::new("2024/017")),
            ..Heading::page("Standard for monitoring after spinal anaesthesia")
        })
        (Status::new(
            Tag::new("Actions overdue", TagColour::Orange),
            "An action by the Example Hospitals Agency was due by 30 September 2025. No report \
             that it was done is on record as of 22 November 2026.",
        ))
        (summary())
        (ContentsList::new(vec![
            ContentsItem::new("What was recommended", "#asked"),
            ContentsItem::new("Responses", "#responses"),
            ContentsItem::new("Planned actions", "#actions"),
            ContentsItem::new("Timeline", "#timeline"),
        ]))
        (Heading::section("What was recommended", "asked"))
        (Quotation {
            source: Some(html! {
                "Exact words, from " a href="/reports/1" { "Monitoring after anaesthesia" }
                ", page 14"
            }.into()),
            ..Quotation::new(
                "The Example Investigations Body recommends that the Example Hospitals Agency \
                 publishes a standard for monitoring after spinal anaesthesia.\n\nThis is to \
                 reduce the time before a deterioration is seen.",
            )
        })
        (responses())
        (actions())
        (Heading::section("Timeline", "timeline"))
        (timeline())
        (Details::new(
            "How we read dates",
            html! { p { "A season is read as its last day. The kindest reading is taken." } },
        ))
        (WarningCallout::new(
            "This record was corrected",
            "The date of the response was read wrongly until 4 May 2025.",
        ))
        (ActionLink::new("Report a mistake on this page", "/contact"))
    };
    Page {
        section: Some("Recommendations"),
        place: Place::Within(Part::Recommendations),
        breadcrumbs: ABOVE,
        as_of: Some(AsOf {
            day: "22 November 2026",
            today_href: "/",
        }),
        twins: vec![Twin::json("/recommendations/1.json")],
        printed: Some(Printed {
            address: "register.example/r/1",
            day: "22 November 2026",
        }),
        ..Page::new(
            site,
            "Standard for monitoring after spinal anaesthesia",
            main,
        )
    }
}

fn summary() -> Markup {
    let change = CardAction {
        text: "Change",
        href: "/change",
        hidden_text: Some("date made"),
    };
    SummaryList::new(vec![
        SummaryRow::new("Made by", "Example Investigations Body"),
        SummaryRow::new("Addressed to", "Example Hospitals Agency"),
        SummaryRow {
            actions: vec![change],
            ..SummaryRow::new("Date made", "6 November 2024")
        },
        SummaryRow::new(
            "Response received",
            html! { span class="app-missing" { "Not stated" } },
        ),
    ])
    .render()
}

fn responses() -> Markup {
    html! {
        (Heading::section("Responses", "responses"))
        (Card {
            level: Level::Three,
            ..Card::new(
                "Example Hospitals Agency",
                html! {
                    (Status::new(
                        Tag::new("Actions planned", TagColour::Yellow),
                        "Response received on 6 November 2024.",
                    ))
                    (Quotation::new("We accept this recomendation and will act by Winter 2025."))
                },
            )
        })
        (InsetText::new("Silence is a fact with a day: no other response is on record."))
    }
}

fn actions() -> Markup {
    let row = |action: &'static str, due: Markup, status: Tag<'static>| {
        vec![
            Cell::from(action),
            Cell::from(due),
            Cell::from(status.render()),
        ]
    };
    let by_winter = DueDate::read_as("by Winter 2025", "28 February 2026", "2026-02-28");
    let open = DueDate::new("when funding allows");
    let table = Table {
        rows: vec![
            row(
                "Publish the standard",
                by_winter.render(),
                Tag::new("Actions overdue", TagColour::Orange),
            ),
            row(
                "Train staff",
                open.render(),
                Tag::new("Actions planned", TagColour::Yellow),
            ),
        ],
        ..Table::new(
            "What was promised",
            vec!["Action".into(), "Due".into(), "Status".into()],
        )
    };
    html! { (Heading::section("Planned actions", "actions")) (table) }
}

fn timeline() -> Markup {
    let versions = CardAction {
        text: "Compare the versions",
        href: "/history",
        hidden_text: Some("of 6 November 2024 and 4 May 2025"),
    };
    Timeline::new(vec![
        TimelineItem {
            machine_date: Some("2025-05-04"),
            body: Some("The date of the response was put right.".into()),
            link: Some(versions),
            ..TimelineItem::new("Record corrected", "4 May 2025")
        },
        TimelineItem {
            machine_date: Some("2024-11-06"),
            by: Some("Example Hospitals Agency".into()),
            ..TimelineItem::new("Response received", "6 November 2024")
        },
        TimelineItem::new("Recommendation made", "May 2024"),
    ])
    .render()
}

fn list_page<'a>(site: &'a Site<'a>) -> Page<'a> {
    let search = SearchInput {
        button: Some(SearchButton {
            variant: ButtonVariant::Brand,
            ..SearchButton::default()
        }),
        ..SearchInput::new(
            "q",
            Label {
                size: Some(Size::M),
                ..Label::new("Search recommendations")
            },
        )
    };
    let main = html! {
        (Heading::page("Recommendations"))
        form action="/recommendations" method="get" { (search) }
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-third" { (filter()) }
            div class="nhsuk-grid-column-two-thirds" { (results()) }
        }
        (counts())
    };
    Page {
        place: Place::At(Part::Recommendations),
        width: Width::Full,
        search_in_header: false,
        page_of: page_of(7, 14),
        twins: vec![
            Twin::json("/recommendations.json"),
            Twin {
                href: "/recommendations.csv".into(),
                media_type: "text/csv",
                text: "This list as CSV",
            },
        ],
        ..Page::new(site, "Recommendations", main)
    }
}

fn filter() -> Markup {
    let statuses = [
        "Awaiting response (12)",
        "Response overdue (3)",
        "Completed (40)",
    ];
    let bodies = [
        "Agency A", "Agency B", "Board C", "Board D", "Trust E", "Trust F", "Trust G", "Trust H",
        "Trust I", "Trust J",
    ];
    let items = |words: &[&'static str]| words.iter().map(|w| ChoiceItem::new(w, *w)).collect();
    Filter {
        action: "/recommendations",
        kept: vec![("q", "spinal")],
        groups: vec![
            FilterGroup::checkboxes("status", "Status", items(&statuses), vec![statuses[1]]),
            FilterGroup::checkboxes("body", "Addressed to", items(&bodies), vec![]),
            FilterGroup::fields(
                Input {
                    width: Some(4),
                    ..Input::new("year", "Year made")
                }
                .render(),
            ),
        ],
        open: false,
    }
    .render()
}

fn results() -> Markup {
    let item = |title: &'static str, tag: Tag<'static>| ResultItem {
        caption: Some("2024/017, Example Investigations Body".into()),
        status: Some(tag),
        facts: vec![
            "To Example Hospitals Agency".into(),
            "Made 6 November 2024".into(),
        ],
        passage: Some(
            html! { "… after " mark { "spinal" } " anaesthesia, the time before …" }.into(),
        ),
        ..ResultItem::new(title, "/recommendations/1")
    };
    let options = vec![
        SelectOption::new("relevance", "Relevance"),
        SelectOption::new("due", "Next due"),
    ];
    html! {
        h2 class="nhsuk-heading-m" { "128 recommendations" }
        (SelectedFilters {
            filters: vec![SelectedFilter {
                group: "Status",
                text: "Response overdue",
                remove_href: "/recommendations",
            }, SelectedFilter {
                group: "Addressed to",
                text: "An organisation with a name that is long enough to wrap on a small screen",
                remove_href: "/recommendations",
            }],
            clear_href: "/recommendations",
        })
        form action="/recommendations" method="get" {
            (Select {
                after: Some(Button {
                    variant: ButtonVariant::Secondary,
                    small: true,
                    ..Button::new("Sort")
                }.render()),
                ..Select::new("sort", "Sort by", options)
            })
        }
        (Results::new(vec![
            item("Standard for monitoring after spinal anaesthesia",
                Tag::new("Response overdue", TagColour::Red)),
            item("Alarms on infusion pumps", Tag::new("Completed", TagColour::Green)),
            item("Handover between wards", Tag::new("Awaiting response", TagColour::Blue)),
        ]))
        @if let Some(pagination) = pages(7, 14, |page| format!("?page={page}")) { (pagination) }
    }
}

fn counts() -> Markup {
    let sort = |href, order| Some(Sort { href, order });
    let columns = vec![
        Column {
            sort: sort("?sort=name", SortOrder::NotSorted),
            ..Column::new("Organisation")
        },
        Column {
            sort: sort("?sort=asks", SortOrder::Descending),
            ..Column::numeric("Recommendations")
        },
        Column::numeric("Median days to respond"),
    ];
    let table = Table {
        rows: vec![
            vec![Cell::link("Agency A", "/a"), "1,204".into(), "56".into()],
            vec![
                Cell::link("Board C", "/c"),
                "12".into(),
                Cell::missing("No data"),
            ],
        ],
        stacking: false,
        scrolling: true,
        caption_id: Some("counts"),
        ..Table::new("Recommendations by addressee", columns)
    };
    let tags = [
        ("Not accepted", TagColour::Purple),
        ("Response received", TagColour::Grey),
        ("Aqua", TagColour::AquaGreen),
        ("Pink", TagColour::Pink),
        ("White", TagColour::White),
    ];
    html! {
        (table)
        p { @for (words, colour) in tags { (Tag::new(words, colour)) " " } }
    }
}

fn form_page<'a>(site: &'a Site<'a>) -> Page<'a> {
    let errors = vec![ErrorItem::new(
        "Enter the date the response was received",
        "#received",
    )];
    let kinds = vec![
        ChoiceItem {
            hint: Some("It says what will be done".into()),
            ..ChoiceItem::new("substantive", "A substantive answer")
        },
        ChoiceItem::new("holding", "A holding answer"),
        ChoiceItem::divider("or"),
        ChoiceItem::new("other", "Something else"),
    ];
    let parts = vec![
        ChoiceItem::new("1", "Evaluate"),
        ChoiceItem::new("2", "Identify"),
    ];
    let main = html! {
        (ErrorSummary::new(errors))
        (Heading::page("Record a response"))
        form action="/form" method="post" novalidate {
            (Input {
                hint: Some("For example, 6 November 2024".into()),
                error: Some("Enter the date the response was received".into()),
                width: Some(20),
                ..Input::new("received", "Date received")
            })
            (Radios(Choice::new("kind", Legend { size: Some(Size::M),
                ..Legend::new("What kind of response is it?") }, kinds)))
            (Checkboxes(Choice::new("part", "Which parts does it answer?", parts)))
            (Textarea::new("words", "Exact words"))
            (Input { prefix: Some("£".into()), suffix: Some("a year".into()),
                width: Some(5), ..Input::new("cost", "Cost") })
            (Button::new("Publish response"))
            " "
            (Button { variant: ButtonVariant::Secondary, ..Button::new("Save for later") })
            " "
            (Button { variant: ButtonVariant::Warning, ..Button::new("Withdraw") })
        }
        (NotificationBanner::success("Response published."))
    };
    Page {
        has_errors: true,
        back_href: Some("/work"),
        account: Some(Account {
            items: vec![
                AccountItem::Name("Recommendations manager"),
                AccountItem::Button("Sign out", "/sign-out"),
            ],
        }),
        ..Page::new(site, "Record a response", main)
    }
}
