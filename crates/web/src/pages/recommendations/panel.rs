//! The panel of filters, each with its counts, and what the list is narrowed by.

use super::List;
use super::asked::{NOBODY, field, value};
use crate::components::{
    ChoiceItem, Content, Filter, FilterGroup, Input, SelectedFilter, SelectedFilters,
};
use crate::pages::pieces::{sentence_case, thousands};
use crate::visit::{AS_OF, Fields, Visit};
use heeded_domain::id::OrganisationId;
use heeded_publish::name;
use heeded_search::Axis;
use maud::{Markup, Render, html};

/// The axes in the order of the panel, with what each is called.
const GROUPS: [(Axis, &str); 8] = [
    (Axis::Standing, "Status"),
    (Axis::Issuer, "Made by"),
    (Axis::Addressee, "Addressed to"),
    (Axis::Answer, "Response"),
    (Axis::Disposition, "What the addressee says"),
    (Axis::Due, "Planned actions"),
    (Axis::Kind, "Kind"),
    (Axis::Year, "Year made"),
];

/// What a value is called in an address.
fn code(axis: Axis, value: u64) -> String {
    match axis {
        Axis::Issuer | Axis::Addressee => OrganisationId(value).to_string(),
        _ => axis.code(value),
    }
}

/// What a value is called on the page.
fn shown(list: &List, axis: Axis, value: u64) -> String {
    match axis {
        Axis::Issuer | Axis::Addressee => name(&list.directory, OrganisationId(value)).to_owned(),
        _ => sentence_case(&axis.words(value)),
    }
}

/// The values of an axis that are offered, with how many recommendations each has.
fn offered(list: &List, axis: Axis) -> Vec<(u64, Option<u64>)> {
    if let Some(found) = &list.found {
        let counts = found.counts.get(&axis).into_iter().flatten();
        let counts = counts.filter(|(value, _)| *value != NOBODY);
        return counts
            .map(|(value, count)| (*value, Some(*count)))
            .collect();
    }
    let chosen = list.asked.chosen(axis).filter(|value| *value != NOBODY);
    chosen.map(|value| (value, None)).collect()
}

pub(super) fn filter(visit: &Visit, list: &List) -> Markup {
    let groups = GROUPS
        .iter()
        .filter_map(|(axis, legend)| group(list, *axis, legend));
    let mut groups: Vec<Markup> = groups.collect();
    let as_of = list.asked.question.as_of.to_string();
    let day = Input {
        hint: Some("For example, 2025-06-01".into()),
        value: visit.fields.get(AS_OF).map(|_| as_of.as_str()),
        width: Some(10),
        ..Input::new(AS_OF, "As things stood on")
    };
    groups.push(day.render());
    let kept = ["q", "sort"].into_iter();
    Filter {
        action: "/recommendations",
        kept: kept
            .filter_map(|field| Some((field, visit.fields.get(field)?)))
            .collect(),
        groups: groups.into_iter().map(FilterGroup::fields).collect(),
        ..Filter::default()
    }
    .render()
}

fn group(list: &List, axis: Axis, legend: &str) -> Option<Markup> {
    let offered = offered(list, axis);
    let is_body = matches!(axis, Axis::Issuer | Axis::Addressee);
    let is_chosen = list.asked.chosen(axis).next().is_some();
    // One value alone narrows nothing.
    if offered.len() < 2 && !is_chosen && !is_body {
        return None;
    }
    let values: Vec<(String, String)> = offered
        .iter()
        .map(|(value, count)| {
            let count = count.map(|count| format!(" ({})", thousands(count)));
            let words = shown(list, axis, *value) + &count.unwrap_or_default();
            (code(axis, *value), words)
        })
        .collect();
    let chosen: Vec<String> = list.asked.chosen(axis).map(|v| code(axis, v)).collect();
    let items = values
        .iter()
        .map(|(code, words)| ChoiceItem::new(code, words))
        .collect();
    let selected = chosen.iter().map(String::as_str).collect();
    let boxes = FilterGroup::checkboxes(field(axis), legend, items, selected);
    let other = if is_body {
        other(list, axis, legend)
    } else {
        None
    };
    Some(html! {
        @if values.is_empty() { } @else if boxes.long {
            div class="app-filter__group--long" { (boxes.body) }
        } @else {
            (boxes.body)
        }
        @if let Some(other) = other { (other) }
    })
}

/// A line to type an organisation that is not offered.
fn other(list: &List, axis: Axis, legend: &str) -> Option<Markup> {
    let shown = list
        .found
        .as_ref()
        .and_then(|found| found.counts.get(&axis));
    let is_whole = shown.is_some_and(|shown| shown.len() < heeded_search::BODIES_MAX);
    if is_whole {
        return None;
    }
    let (id, label) = match axis {
        Axis::Issuer => ("issuer-other", format!("{legend}: another name")),
        _ => ("addressee-other", format!("{legend}: another name")),
    };
    let input = Input {
        id: Some(id),
        hint: Some(Content::from("A name or abbreviation")),
        ..Input::new(field(axis), label.as_str())
    };
    Some(input.render())
}

pub(super) fn selected(visit: &Visit, list: &List) -> Markup {
    let fields = visit.fields.without("page");
    let mut chosen: Vec<(&str, String, Fields)> = Vec::new();
    for (axis, legend) in GROUPS {
        for typed in visit.fields.all(field(axis)) {
            let value = value(axis, typed, &list.directory);
            let words = value.map_or_else(|| typed.to_owned(), |v| shown(list, axis, v));
            chosen.push((legend, words, fields.without_value(field(axis), typed)));
        }
    }
    let hrefs: Vec<String> = chosen
        .iter()
        .map(|(_, _, without)| format!("{}{}", visit.path, without.as_query()))
        .collect();
    let filters = chosen.iter().zip(&hrefs);
    let filters = filters.map(|((group, text, _), href)| SelectedFilter {
        group,
        text,
        remove_href: href,
    });
    let mut clear = Fields::default();
    for kept in ["q", "sort", AS_OF] {
        if let Some(value) = visit.fields.get(kept) {
            clear = clear.with(kept, value);
        }
    }
    let clear = format!("{}{}", visit.path, clear.as_query());
    SelectedFilters {
        filters: filters.collect(),
        clear_href: &clear,
    }
    .render()
}
