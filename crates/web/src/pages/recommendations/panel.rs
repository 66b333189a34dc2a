//! The panel of filters, each with its counts, and what the list is narrowed by.

use super::List;
use super::asked::{code, field, value};
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
const GROUPS: [(Axis, &str); 12] = [
    (Axis::Standing, "Status"),
    (Axis::Issuer, "Made by"),
    (Axis::Addressee, "Addressed to"),
    (Axis::Answer, "Response"),
    (Axis::Disposition, "What the addressee says"),
    (Axis::Due, "Planned actions"),
    (Axis::Progress, "Progress of planned actions"),
    (Axis::Verdict, "What its maker says of it"),
    (Axis::Closure, "Why it was closed"),
    (Axis::Theme, "Theme"),
    (Axis::Kind, "Kind"),
    (Axis::Year, "Year made"),
];

/// What a value is called on the page; `None` for a theme that no record has.
fn shown(list: &List, axis: Axis, value: u64) -> Option<String> {
    match axis {
        Axis::Issuer | Axis::Addressee => {
            Some(name(&list.directory, OrganisationId(value)).to_owned())
        }
        Axis::Theme => list.found.as_ref()?.themes.get(&value).cloned(),
        _ => Some(sentence_case(&axis.words(value))),
    }
}

/// A value that is offered: what it is called in an address and on the page, and how many
/// recommendations have it, where that is counted.
struct Offered {
    code: String,
    words: String,
    count: Option<u64>,
}

fn offered(list: &List, axis: Axis) -> Vec<Offered> {
    if let Some(found) = &list.found {
        let counts = found.counts.get(&axis).into_iter().flatten();
        let offered = counts.filter_map(|(value, count)| {
            Some(Offered {
                code: code(found, axis, *value)?,
                words: shown(list, axis, *value)?,
                count: Some(*count),
            })
        });
        return offered.collect();
    }
    let chosen = list.asked.chosen(axis);
    let offered = chosen.filter_map(|value| {
        let code = match axis {
            Axis::Issuer | Axis::Addressee => OrganisationId(value).to_string(),
            _ => axis.code(value),
        };
        let words = shown(list, axis, value)?;
        Some(Offered {
            code,
            words,
            count: None,
        })
    });
    offered.collect()
}

/// Whether choosing among these makes the list shorter: one value that all of it has does not.
fn narrows(list: &List, offered: &[Offered]) -> bool {
    match offered {
        [] => false,
        [only] => only.count.is_some_and(|count| count < list.total),
        _ => true,
    }
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
    if !is_chosen && !is_body && !narrows(list, &offered) {
        return None;
    }
    let values: Vec<(&str, String)> = offered
        .iter()
        .map(|offered| {
            let count = offered
                .count
                .map(|count| format!(" ({})", thousands(count)));
            let words = format!("{}{}", offered.words, count.unwrap_or_default());
            (offered.code.as_str(), words)
        })
        .collect();
    let is_chosen = |code: &str| {
        let value = value(axis, code, &list.directory);
        list.asked.chosen(axis).any(|chosen| Some(chosen) == value)
    };
    let items = values.iter();
    let items = items
        .map(|(code, words)| ChoiceItem::new(code, words))
        .collect();
    let codes = values.iter().map(|(code, _)| *code);
    let selected = codes.filter(|code| is_chosen(code)).collect();
    let boxes = FilterGroup::checkboxes(field(axis), legend, items, selected);
    let other = if is_body || axis == Axis::Theme {
        other(list, axis, legend)
    } else {
        None
    };
    // Where nothing was found there may be nothing to choose from, and a box of its own says less.
    if values.is_empty() && other.is_none() {
        return None;
    }
    Some(html! {
        @if values.is_empty() { } @else if boxes.long {
            div class="app-filter__group--long" { (boxes.body) }
        } @else {
            (boxes.body)
        }
        @if let Some(other) = other { (other) }
    })
}

/// A line to type an organisation or theme that is not offered.
fn other(list: &List, axis: Axis, legend: &str) -> Option<Markup> {
    let shown = list
        .found
        .as_ref()
        .and_then(|found| found.counts.get(&axis));
    let is_whole = shown.is_some_and(|shown| shown.len() < heeded_search::BODIES_MAX);
    if is_whole {
        return None;
    }
    let (id, hint) = match axis {
        Axis::Issuer => ("issuer-other", "A name or abbreviation"),
        Axis::Theme => ("theme-other", "Its words, as in the list of themes"),
        _ => ("addressee-other", "A name or abbreviation"),
    };
    let label = format!("{legend}: another name");
    let input = Input {
        id: Some(id),
        hint: Some(Content::from(hint)),
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
            let words = value.and_then(|v| shown(list, axis, v));
            let words = words.unwrap_or_else(|| typed.to_owned());
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
