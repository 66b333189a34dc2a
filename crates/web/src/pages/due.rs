//! What is due: every planned action that waits for its day, the earliest last day first.

use super::pieces::{counted, due_words, organisation_link, thousands, timing_tag};
use super::recommendations::{DUES, due_choice, organisation_field};
use super::statistics::{Count, count, falling_due};
use super::typed::{self, last_page};
use crate::components::{
    Cell, Filter, FilterGroup, Heading, Select, SelectOption, Table, Working, page_of, pages,
};
use crate::layout::{Part, Place, Width};
use crate::trouble::{Trouble, Wrong};
use crate::visit::{AS_OF, Visit};
use crate::words;
use axum::response::Response;
use heeded_due::day_in_words;
use heeded_publish::{Body, body};
use heeded_store::{Directory, Listed, PAGE_ROWS, StatisticsQuery, WaitQuery, WaitRow};
use jiff::civil::Date;
use maud::{Markup, Render, html};
use serde::Serialize;
use std::sync::Arc;

struct Due {
    day: Date,
    found: Listed<WaitRow>,
    /// The quarter asked for.
    quarter: Option<Quarter>,
    /// The quarters from the day on, with how many last days fall into each.
    quarters: Vec<(Quarter, u64)>,
    directory: Arc<Directory>,
    /// Counts for the picture; none while too many wait for counts.
    count: Option<Count>,
}

#[derive(Serialize)]
struct DueJson {
    as_of: String,
    /// How many last days fall into each quarter from the day on.
    quarters: Vec<QuarterJson>,
    total: u64,
    page: u32,
    page_rows: u32,
    planned_actions: Vec<WaitJson>,
}

#[derive(Serialize)]
struct QuarterJson {
    quarter: String,
    planned_actions: u64,
}

#[derive(Serialize)]
struct WaitJson {
    recommendation: String,
    action: u32,
    text: String,
    organisation: Option<Body>,
    lead: Option<String>,
    due_as_stated: String,
    earliest: Option<String>,
    latest: Option<String>,
    timing: &'static str,
    times_moved: u32,
}

pub(super) async fn page(visit: Visit) -> Response {
    let due = load(&visit).await;
    visit.answer(due, data, |due| html(&visit, due))
}

async fn load(visit: &Visit) -> Result<Due, Trouble> {
    let (day, directory) = (visit.day()?, visit.directory().await?);
    let quarter = quarter_asked(visit)?;
    let organisation = typed::organisation(visit, "organisation", &directory)?;
    let counted = StatisticsQuery {
        as_of: day,
        issuer: None,
        organisation,
        year: None,
    };
    let query = WaitQuery {
        as_of: day,
        organisation,
        due: typed::one_of(visit, "due", &DUES)?,
        last_day: quarter.map(Quarter::days),
        page: typed::page(visit)?,
    };
    let store = &visit.register.store;
    let found = typed::listed(query.page, store.waits(query.clone()).await?)?;
    let mut quarters = Vec::with_capacity(QUARTERS_SHOWN_ITEMS);
    let mut next = Some(Quarter::of(day));
    while let Some(quarter) = next.filter(|_| quarters.len() < QUARTERS_SHOWN_ITEMS) {
        let of = WaitQuery {
            last_day: Some(quarter.days()),
            page: 1,
            ..query.clone()
        };
        quarters.push((quarter, store.waits_total(of).await?));
        next = quarter.next();
    }
    Ok(Due {
        day,
        found,
        quarter,
        quarters,
        directory,
        count: count(visit, counted).await.ok(),
    })
}

fn quarter_asked(visit: &Visit) -> Result<Option<Quarter>, Trouble> {
    let Some(typed) = visit.fields.get("quarter") else {
        return Ok(None);
    };
    let what = "The quarter in the address is not a quarter";
    let mend = "Write it as a year and a quarter, such as 2026-Q4";
    let wrong = || Wrong::new(("quarter", typed), what, mend).into();
    Quarter::read(typed).map(Some).ok_or_else(wrong)
}

fn data(due: &Due) -> DueJson {
    DueJson {
        as_of: due.day.to_string(),
        quarters: due
            .quarters
            .iter()
            .map(|(quarter, count)| QuarterJson {
                quarter: quarter.code(),
                planned_actions: *count,
            })
            .collect(),
        total: due.found.total,
        page: due.found.page,
        page_rows: PAGE_ROWS,
        planned_actions: due
            .found
            .rows
            .iter()
            .map(|row| wait_json(row, &due.directory))
            .collect(),
    }
}

fn wait_json(row: &WaitRow, directory: &Directory) -> WaitJson {
    WaitJson {
        recommendation: row.recommendation.to_string(),
        action: row.action,
        text: row.text.clone(),
        organisation: row.organisation.map(|id| body(directory, id)),
        lead: row.lead.clone(),
        due_as_stated: row.as_stated.clone(),
        earliest: row.earliest.map(|day| day.to_string()),
        latest: row.latest.map(|day| day.to_string()),
        timing: row.timing.words(),
        times_moved: row.times_moved,
    }
}

fn html(visit: &Visit, due: &Due) -> Markup {
    let last = last_page(due.found.total);
    let to_page = |page| visit.to_page(page);
    let main = html! {
        (Heading::page("What is due"))
        p {
            "Planned actions with a date that are not reported as done, the earliest last day "
            "first. A vague date such as “by autumn 2026” is late only after its last day; where "
            "words can be read in two ways, the reading kindest to the organisation counts, and "
            "the page says so. See also "
            a href=(visit.to("/slippage")) { "dates that were moved" } " and "
            a href=(visit.to("/dependencies")) { "what actions wait for" } "."
        }
        div class="nhsuk-grid-row" {
            div class="nhsuk-grid-column-one-quarter" { (filter(visit, due)) }
            div class="nhsuk-grid-column-three-quarters" {
                (quarter_chosen(visit, due))
                @if due.found.rows.is_empty() {
                    p { "No planned action with a date waits to be done here." }
                } @else {
                    (table(visit, due))
                    (counting())
                }
                @if let Some(pages) = pages(due.found.page, last, to_page) { (pages) }
                @if let Some(count) = due.count.as_ref().filter(|_| due.found.page == 1) {
                    (Heading::section("By quarter", "quarters"))
                    (falling_due(count).show(visit, count))
                }
            }
        }
    };
    visit.frame(
        "What is due",
        |page| {
            page.place = Place::At(Part::Due);
            page.width = Width::Full;
            page.page_of = page_of(due.found.page, last);
        },
        main,
    )
}

fn filter(visit: &Visit, due: &Due) -> Markup {
    let organisation = organisation_field("organisation", "Promised by", visit, &due.directory);
    let groups = vec![
        FilterGroup::fields(due_choice(visit, "Status")),
        FilterGroup::fields(quarter_choice(due)),
        FilterGroup::fields(organisation),
    ];
    let as_of = visit.fields.get(AS_OF).map(|day| (AS_OF, day));
    Filter {
        action: "/due",
        groups,
        kept: as_of.into_iter().collect(),
        ..Filter::default()
    }
    .render()
}

/// The quarters that lie ahead, each with how many last days fall into it; and the one asked for,
/// where that is another.
fn quarter_choice(due: &Due) -> Markup {
    let asked = due.quarter.filter(|asked| {
        let is_asked = |(quarter, _): &(Quarter, u64)| quarter == asked;
        !due.quarters.iter().any(is_asked)
    });
    let asked = asked.map(|quarter| (quarter.code(), quarter.words()));
    let ahead = due.quarters.iter().map(|(quarter, count)| {
        let words = format!("{} ({})", quarter.words(), thousands(*count));
        (quarter.code(), words)
    });
    let quarters: Vec<(String, String)> = asked.into_iter().chain(ahead).collect();
    let mut options = vec![SelectOption::new("", "All")];
    let chosen = quarters.iter();
    options.extend(chosen.map(|(code, words)| SelectOption::new(code, words)));
    let code = due.quarter.map(Quarter::code);
    Select {
        value: code.as_deref(),
        ..Select::new("quarter", "Last day in", options)
    }
    .render()
}

/// Says that the list is that of one quarter, and shows the way back.
fn quarter_chosen(visit: &Visit, due: &Due) -> Markup {
    let fields = visit.fields.without("page");
    let all = format!("{}{}", visit.path, fields.without("quarter").as_query());
    html! {
        @if let Some(quarter) = due.quarter {
            p {
                "Here are those whose last day falls into " (quarter.words()) ". A vague date can "
                "fall due earlier too: its row shows the whole span. "
                a href=(all) { "Show every quarter" }
            }
        }
    }
}

fn counting() -> Working<'static> {
    Working::of_counts(
        "Each planned action that is not reported as done is counted once, in the quarter of the \
         last day that its words can mean.",
        "Of all planned actions with words that set a last day; late ones lie before the first \
         quarter shown.",
        "Words that set no last day, such as “in due course”, are in no quarter. What was done \
         without anybody reporting it is not known.",
    )
}

fn table(visit: &Visit, due: &Due) -> Markup {
    waits_table(
        visit,
        Some(&due.directory),
        &due.found.rows,
        counted(due.found.total, "planned action", "planned actions"),
    )
}

/// Planned actions as a table; the page of an organisation shows the same without saying in every
/// row whose they are: it gives no directory.
pub(super) fn waits_table(
    visit: &Visit,
    directory: Option<&Directory>,
    rows: &[WaitRow],
    caption: String,
) -> Markup {
    let whose = directory.map_or("Led by", |_| "Promised by");
    let columns = ["Action", whose, "Due (as stated)", "Status"];
    let mut table = Table::new(caption, columns.map(Into::into).into());
    table.rows = rows
        .iter()
        .map(|row| cells(visit, directory, row))
        .collect();
    table.first_cell_is_header = false;
    table.render()
}

fn cells(visit: &Visit, directory: Option<&Directory>, row: &WaitRow) -> Vec<Cell<'static>> {
    let record = visit.to(&format!("/recommendations/{}", row.recommendation));
    vec![
        Cell::new(html! {
            (row.text)
            p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                "In answer to " a href=(record) { (row.title) }
            }
        }),
        match row.organisation.zip(directory) {
            Some((id, directory)) => Cell::new(html! {
                (organisation_link(visit, directory, id))
                @if let Some(lead) = &row.lead {
                    p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { "Led by " (lead) }
                }
            }),
            None => row
                .lead
                .clone()
                .map_or_else(|| Cell::missing(words::NOT_STATED), Cell::from),
        },
        Cell::new(html! {
            (due_words(&row.as_stated, row.latest))
            @if let Some(span) = span(row) {
                p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { (span) }
            }
        }),
        Cell::new(html! {
            (timing_tag(row.timing))
            @if row.times_moved > 0 {
                p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                    "Moved " (row.times_moved)
                    @if row.times_moved == 1 { " time" } @else { " times" }
                }
            }
        }),
    ]
}

/// The days that a vague date spans, in words, where they are of more than one quarter.
fn span(row: &WaitRow) -> Option<String> {
    let (first, last) = (row.earliest?, row.latest?);
    // Within a quarter the last day, which the row has, says enough.
    let quarters = Quarter::of(first).until(Quarter::of(last));
    (quarters > 1).then(|| {
        let (first, last) = (day_in_words(first), day_in_words(last));
        format!("Any day from {first} to {last}, across {quarters} quarters")
    })
}

/// Quarters shown from the day on: two years, as far ahead as promises usually go.
const QUARTERS_SHOWN_ITEMS: usize = 8;

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quarter {
    year: i16,
    /// From 1 to 4.
    number: i8,
}

impl Quarter {
    fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() + 2) / 3,
        }
    }

    /// Reads "2026-Q4".
    fn read(code: &str) -> Option<Self> {
        let (year, number) = code.split_once("-Q")?;
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        let known = (1..=4).contains(&number) && (1..=9998).contains(&year);
        known.then_some(Self { year, number })
    }

    fn code(self) -> String {
        format!("{:04}-Q{}", self.year, self.number)
    }

    fn words(self) -> String {
        let months = match self.number {
            1 => "January to March",
            2 => "April to June",
            3 => "July to September",
            _ => "October to December",
        };
        format!("{months} {}", self.year)
    }

    fn next(self) -> Option<Self> {
        let next = match self.number {
            4 => Self {
                year: self.year.checked_add(1)?,
                number: 1,
            },
            number => Self {
                number: number + 1,
                ..self
            },
        };
        Date::new(next.year, 1, 1).is_ok().then_some(next)
    }

    /// How many quarters there are from this one to another, both counted.
    fn until(self, last: Self) -> i32 {
        let count = |quarter: Self| i32::from(quarter.year) * 4 + i32::from(quarter.number);
        count(last) - count(self) + 1
    }

    /// Its first and last day.
    fn days(self) -> (Date, Date) {
        let first = Date::new(self.year, self.number * 3 - 2, 1).unwrap_or(Date::MAX);
        let last = Date::new(self.year, self.number * 3, 1).unwrap_or(Date::MAX);
        (first, last.last_of_month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn quarters_have_days_names_and_neighbours() {
        let last = Quarter::of(date(2026, 11, 22));
        assert_eq!(
            (last.code().as_str(), Quarter::read("2026-Q4")),
            ("2026-Q4", Some(last))
        );
        assert_eq!(last.days(), (date(2026, 10, 1), date(2026, 12, 31)));
        assert_eq!(last.words(), "October to December 2026");
        let next = last.next().unwrap();
        assert_eq!((next.code().as_str(), last.until(next)), ("2027-Q1", 2));
        for wrong in ["2026", "2026-Q0", "2026-Q5", "99999-Q1", "-Q1", "2026-q4"] {
            assert_eq!(Quarter::read(wrong), None, "{wrong}");
        }
        assert_eq!(Quarter::of(date(9999, 12, 31)).next(), None);
    }
}
