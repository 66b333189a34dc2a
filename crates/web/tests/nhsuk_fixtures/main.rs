//! Our components against nhsuk-frontend's own: every fixture of the pinned version that uses
//! options we have must give the same HTML, and every other must be in [`skipped::SKIPPED`].
//!
//! After an upgrade (`style/build.sh`) a failure here names each change of markup.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a failing test is meant to stop there"
)]

mod forms;
mod html;
mod navigation;
mod options;
mod skipped;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use maud::Markup;
use serde_json::Value;

use options::Options;

/// Renders one component from the options of a fixture; an error names what we do not support.
type Render = fn(&Options<'_>) -> Result<Markup, String>;

const COMPONENTS: &[(&str, Render)] = &[
    ("action-link", navigation::action_link),
    ("back-link", navigation::back_link),
    ("breadcrumb", navigation::breadcrumb),
    ("button", forms::button),
    ("card", words::card),
    ("checkboxes", forms::checkboxes),
    ("contents-list", navigation::contents_list),
    ("details", words::details),
    ("error-message", forms::error_message),
    ("error-summary", forms::error_summary),
    ("fieldset", forms::fieldset),
    ("footer", navigation::footer),
    ("header", navigation::header),
    ("heading", words::heading),
    ("hint", forms::hint),
    ("input", forms::input),
    ("inset-text", words::inset_text),
    ("label", forms::label),
    ("legend", forms::legend),
    ("notification-banner", words::notification_banner),
    ("pagination", navigation::pagination),
    ("radios", forms::radios),
    ("search-input", forms::search_input),
    ("select", forms::select),
    ("skip-link", navigation::skip_link),
    ("summary-list", words::summary_list),
    ("tables", words::table),
    ("tag", words::tag),
    ("textarea", forms::textarea),
    ("warning-callout", words::warning_callout),
];

#[derive(serde::Deserialize)]
struct Fixture {
    name: String,
    options: Value,
    html: String,
}

fn fixtures(component: &str) -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/nhsuk");
    let text = fs::read_to_string(folder.join(format!("{component}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What is wrong with our rendering of a fixture, if anything.
fn difference(render: Render, fixture: &Fixture) -> Option<String> {
    let options = Options::new(&fixture.options);
    let ours = match render(&options).and_then(|ours| options.all_taken().map(|()| ours)) {
        Ok(ours) => ours,
        Err(unsupported) => return Some(format!("unsupported: {unsupported}")),
    };
    let (theirs, ours) = (html::expected(&fixture.html), html::lines(&ours.0));
    if theirs == ours {
        return None;
    }
    let same = theirs
        .iter()
        .zip(&ours)
        .take_while(|(theirs, ours)| theirs == ours)
        .count();
    let near = |lines: &[String]| {
        lines[same.min(lines.len())..]
            .iter()
            .take(3)
            .cloned()
            .collect()
    };
    let (theirs, ours): (Vec<String>, Vec<String>) = (near(&theirs), near(&ours));
    Some(format!(
        "at {same}:\n   theirs {}\n   ours   {}",
        theirs.join(" "),
        ours.join(" ")
    ))
}

#[test]
fn components_give_the_markup_of_the_package() {
    let mut wrong = Vec::new();
    let skips = skipped::SKIPPED.iter().flat_map(|skip| {
        skip.fixtures
            .iter()
            .map(|name| (skip.component.to_owned(), (*name).to_owned()))
    });
    let mut listed: BTreeMap<(String, String), bool> = skips.map(|skip| (skip, false)).collect();
    let mut matched = 0;
    for (component, render) in COMPONENTS {
        for fixture in fixtures(component) {
            match difference(*render, &fixture) {
                None => matched += 1,
                Some(difference) => {
                    match listed.get_mut(&(component.to_string(), fixture.name.clone())) {
                        Some(met) => *met = true,
                        None => wrong.push(format!("{component}: {}: {difference}", fixture.name)),
                    }
                }
            }
        }
    }
    let stale = listed.iter().filter(|(_, met)| !**met);
    wrong.extend(stale.map(|((component, name), _)| format!("{component}: {name}: listed, fits")));
    println!(
        "{matched} fixtures match, {} names are skipped",
        listed.len()
    );
    assert!(
        wrong.is_empty(),
        "{} fixtures:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_copied_fixture_file_is_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/nhsuk");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(component) = name.strip_suffix(".json") else {
            continue;
        };
        assert!(
            COMPONENTS.iter().any(|(known, _)| *known == component),
            "{component} is not run"
        );
    }
}

#[test]
fn every_skip_says_why() {
    assert!(skipped::SKIPPED.iter().all(|skip| !skip.reason.is_empty()));
}
