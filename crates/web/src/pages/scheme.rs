//! A scheme: an issuer's rule book, as this register follows it.

use super::pieces::sentence_case;
use crate::components::{Cell, Heading, SummaryList, SummaryRow, Table};
use crate::layout::{Part, Place};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use heeded_domain::scheme::{Duty, Extension, Ground, Scheme, SchemeId};
use maud::{Markup, html};
use serde::Serialize;

#[derive(Serialize)]
struct SchemeJson {
    id: String,
    name: String,
    issuer: Option<String>,
    kinds: Vec<&'static str>,
    reference_form: Option<String>,
    duties: Vec<DutyJson>,
    verdicts: Vec<VerdictJson>,
    explanation: Vec<String>,
}

#[derive(Serialize)]
struct DutyJson {
    addressees: Option<Vec<String>>,
    ground: &'static str,
    legal_basis: Option<String>,
    days: Option<u16>,
    counted_from: Option<&'static str>,
}

#[derive(Serialize)]
struct VerdictJson {
    native: String,
    neutral: &'static str,
    closes: bool,
}

pub(super) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    let scheme = find(&visit, id.trim_end_matches(".json"));
    visit.answer(scheme, data, |scheme| html(&visit, scheme))
}

fn find(visit: &Visit, id: &str) -> Result<Scheme, Trouble> {
    let id = SchemeId::new(id).ok_or(Trouble::NotFound)?;
    visit
        .register
        .schemes
        .get(&id)
        .cloned()
        .ok_or(Trouble::NotFound)
}

fn data(scheme: &Scheme) -> SchemeJson {
    SchemeJson {
        id: scheme.id.to_string(),
        name: scheme.name.clone(),
        issuer: scheme.issuer.clone(),
        kinds: scheme.kinds.iter().map(|kind| kind.code()).collect(),
        reference_form: scheme.reference_form.clone(),
        duties: scheme.duties.iter().map(duty_json).collect(),
        verdicts: scheme
            .verdicts
            .iter()
            .map(|verdict| VerdictJson {
                native: verdict.code.clone(),
                neutral: verdict.neutral.code(),
                closes: verdict.closes,
            })
            .collect(),
        explanation: scheme.explanation.clone(),
    }
}

fn duty_json(duty: &Duty) -> DutyJson {
    DutyJson {
        addressees: duty.addressees.clone(),
        ground: ground(duty.ground),
        legal_basis: duty.legal_basis.clone(),
        days: duty.limit.map(|limit| limit.days),
        counted_from: duty.limit.map(|limit| limit.basis.words()),
    }
}

fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Law => "owed by law",
        Ground::Practice => "asked for and expected",
        Ground::None => "nobody has to respond",
    }
}

fn html(visit: &Visit, scheme: &Scheme) -> Markup {
    let main = html! {
        (Heading::page(scheme.name.as_str()))
        (facts(scheme))
        @for sentence in &scheme.explanation { p { (sentence) } }
        (Heading::section("Who has to respond, and by when", "duties"))
        @if scheme.duties.is_empty() {
            p { "No duty to respond is known to this register." }
        }
        @for duty in &scheme.duties { (duty_html(duty)) }
        @if !scheme.verdicts.is_empty() { (verdicts(scheme)) }
        p { a href=(visit.to("/statuses")) { "How statuses work" } }
    };
    visit.frame(
        &scheme.name,
        |page| {
            page.place = Place::Within(Part::Statuses);
            page.section = Some("How statuses work");
        },
        main,
    )
}

fn facts(scheme: &Scheme) -> Markup {
    let kinds: Vec<_> = scheme.kinds.iter().map(|kind| kind.words()).collect();
    let not_known = || "Not known".to_owned();
    let issuer = scheme.issuer.clone();
    html! {
        (SummaryList::new(vec![
            SummaryRow::new("Issuer", issuer.unwrap_or_else(|| "Several bodies".to_owned())),
            SummaryRow::new("Kinds of record", sentence_case(&kinds.join(", "))),
            SummaryRow::new("References", scheme.reference_form.clone().unwrap_or_else(not_known)),
        ]))
    }
}

fn duty_html(duty: &Duty) -> Markup {
    let who = duty
        .addressees
        .as_ref()
        .map_or_else(|| "Every addressee".to_owned(), |only| only.join("; "));
    let limit = duty.limit.map_or_else(
        || "No time limit is known".to_owned(),
        |limit| format!("{} days from {}", limit.days, limit.basis.words()),
    );
    let more_time = match duty.extension {
        Some(Extension::OnRequest) => "May be granted on request",
        Some(Extension::Never) => "None",
        None => "Not known",
    };
    let basis = duty
        .legal_basis
        .clone()
        .unwrap_or_else(|| words::NOT_STATED.to_owned());
    html! {
        (SummaryList::new(vec![
            SummaryRow::new("Who", who),
            SummaryRow::new("A response is", ground(duty.ground)),
            SummaryRow::new("On the ground of", basis),
            SummaryRow::new("Time", limit),
            SummaryRow::new("More time", more_time),
        ]))
    }
}

fn verdicts(scheme: &Scheme) -> Markup {
    let columns = ["In its own words", "Neutral value", "Ends the record"];
    let mut table = Table::new("Verdicts", columns.map(Into::into).into());
    table.rows = scheme
        .verdicts
        .iter()
        .map(|verdict| {
            vec![
                Cell::from(verdict.code.clone()),
                Cell::from(verdict.neutral.words()),
                Cell::from(if verdict.closes { "Yes" } else { "No" }),
            ]
        })
        .collect();
    html! { (Heading::section("Verdicts", "verdicts")) (table) }
}
