//! Recommendations as a table, as several pages show them: a report, a theme, an organisation.

use super::pieces::{counted, day, organisation_links, standing_tag, thousands};
use crate::components::{Cell, Column, Table, Working};
use crate::visit::Visit;
use heeded_domain::status::Standing;
use heeded_publish::{Body, body};
use heeded_store::{Directory, RecommendationRow};
use maud::{Markup, Render, html};
use serde::Serialize;

/// A recommendation in a list, as data.
#[derive(Serialize)]
pub(super) struct RowJson {
    id: String,
    reference: Option<String>,
    title: String,
    addressees: Vec<Body>,
    made_on: Option<String>,
    standing: &'static str,
    responded: u32,
}

/// How many recommendations stand so, as data.
#[derive(Serialize)]
pub(super) struct CountJson {
    standing: &'static str,
    recommendations: u64,
}

pub(super) fn rows_json(rows: &[RecommendationRow], directory: &Directory) -> Vec<RowJson> {
    let json = |row: &RecommendationRow| RowJson {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        title: row.title.clone(),
        addressees: row
            .addressees
            .iter()
            .map(|id| body(directory, *id))
            .collect(),
        made_on: row.made_on.map(|day| day.to_string()),
        standing: row.standing.code(),
        responded: row.responded,
    };
    rows.iter().map(json).collect()
}

pub(super) fn counts_json(counts: &[(Standing, u64)]) -> Vec<CountJson> {
    let json = |(standing, recommendations): &(Standing, u64)| CountJson {
        standing: standing.code(),
        recommendations: *recommendations,
    };
    counts.iter().map(json).collect()
}

/// Recommendations with their addressees and statuses.
pub(super) fn table(
    visit: &Visit,
    directory: &Directory,
    rows: &[RecommendationRow],
    total: u64,
) -> Markup {
    let columns = ["Recommendation", "Addressed to", "Made", "Status"];
    let caption = counted(total, "recommendation", "recommendations");
    let mut table = Table::new(caption, columns.map(Into::into).into());
    table.rows = rows
        .iter()
        .map(|row| cells(visit, directory, row))
        .collect();
    table.render()
}

fn cells(visit: &Visit, directory: &Directory, row: &RecommendationRow) -> Vec<Cell<'static>> {
    let href = visit.to(&format!("/recommendations/{}", row.id));
    let asked = row.addressees.len();
    vec![
        Cell::new(html! {
            a href=(href) { (row.title) }
            @if let Some(reference) = &row.reference {
                p class="nhsuk-body-s nhsuk-u-margin-bottom-0" { (reference) }
            }
        }),
        Cell::new(organisation_links(visit, directory, &row.addressees)),
        Cell::new(day(row.made_on)),
        Cell::new(html! {
            (standing_tag(row.standing))
            @if asked > 1 {
                p class="nhsuk-body-s nhsuk-u-margin-bottom-0" {
                    (row.responded) " of " (asked) " responded"
                }
            }
        }),
    ]
}

/// How many stand how, in a table with its working.
pub(super) fn standings(counts: &[(Standing, u64)], whose: &'static str, total: u64) -> Markup {
    if counts.is_empty() {
        return html! {};
    }
    let columns = vec![Column::new("Status"), Column::numeric("Recommendations")];
    let mut table = Table::new("Where they stand", columns);
    table.rows = counts
        .iter()
        .map(|(standing, count)| {
            vec![
                Cell::new(html! { (standing_tag(*standing)) }),
                Cell::from(thousands(*count)),
            ]
        })
        .collect();
    let of = counted(total, "recommendation", "recommendations");
    html! {
        (table)
        (Working::of_counts(
            "Each recommendation is counted once, under the most serious thing that can be said \
             of it on the day.",
            format!("{of} {whose}, as far as this register has them."),
            "What nobody has published, or nobody has entered here, is in no count.",
        ))
    }
}
