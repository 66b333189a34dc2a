//! The committed style sheet: what must be in it, what must not, and that it is what was compiled.
//!
//! Other compilers than Dart Sass drop rules without a word, and the package's own settings can
//! take the typeface away or bring the NHS's back: each rule here has gone wrong before.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

const CSS: &str = include_str!("../assets/heeded.css");

/// Classes that mark a place for a script, a test or a rule of the package that we leave out.
const WITHOUT_RULES: &[&str] = &[
    "nhsuk-checkboxes__conditional--hidden",
    "nhsuk-header__account-form",
    "nhsuk-header__navigation-item--current",
    "nhsuk-heading",
    "nhsuk-notification-banner-title",
    "nhsuk-pagination__link--next",
    "nhsuk-pagination__link--prev",
    "nhsuk-radios__conditional--hidden",
    "nhsuk-search-input",
    "nhsuk-search-input--large",
];

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The declarations of every rule for exactly this selector, or for it among others.
fn declarations(selector: &str) -> Vec<&str> {
    let rules = CSS.split('}').filter_map(|rule| rule.rsplit_once('{'));
    rules
        .filter(|(selectors, _)| {
            let own = selectors.rsplit('{').next().unwrap();
            own.split(',').any(|one| one.trim() == selector)
        })
        .map(|(_, declarations)| declarations)
        .collect()
}

fn sizes(selector: &str) -> BTreeSet<&str> {
    let all = declarations(selector)
        .into_iter()
        .flat_map(|rule| rule.split(';'));
    all.filter_map(|declaration| declaration.strip_prefix("font-size:"))
        .collect()
}

#[test]
fn headings_and_small_text_have_their_sizes_at_both_widths() {
    // grass drops the first of each pair.
    for selector in ["h1", ".nhsuk-heading-xl"] {
        assert!(
            sizes(selector).is_superset(&["2rem", "3rem"].into()),
            "{:?}",
            sizes(selector)
        );
    }
    let small = sizes(".nhsuk-body-s");
    assert!(small.is_superset(&[".875rem", "1rem"].into()), "{small:?}");
}

#[test]
fn the_typeface_is_named() {
    // The package leaves the family out as soon as it is not its own.
    let html = declarations("html").concat();
    assert!(html.contains("font-family:arial,sans-serif"), "{html}");
}

#[test]
fn nothing_comes_from_elsewhere_or_is_the_nhs_s() {
    for never in [
        "Frutiger",
        "assets.nhs.uk",
        "http",
        "url(",
        "@import",
        "@font-face",
    ] {
        assert!(!CSS.contains(never), "{never} is in the style sheet");
    }
    for (colour, name) in [("#005eb8", "NHS blue"), ("#003087", "NHS dark blue")] {
        assert!(!CSS.contains(colour), "{name} is in the style sheet");
    }
}

#[test]
fn readers_choices_are_answered() {
    for query in [
        "print",
        "forced-colors: active",
        "prefers-reduced-motion: reduce",
    ] {
        assert!(CSS.contains(query), "{query}");
    }
}

#[test]
fn files_are_those_that_were_built() {
    let sums = fs::read_to_string(here("assets/SHA256SUMS")).unwrap();
    let lines: Vec<&str> = sums.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 6);
    for line in lines {
        let (sum, name) = line.split_once("  ").unwrap();
        let bytes = fs::read(here("assets").join(name)).unwrap();
        let digest: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(digest, sum, "{name} was edited: run style/build.sh");
    }
}

#[test]
fn names_hold_the_hash_of_the_plain_file() {
    let sums = fs::read_to_string(here("assets/SHA256SUMS")).unwrap();
    let names = fs::read_to_string(here("assets/names.rs")).unwrap();
    for line in sums
        .lines()
        .filter(|line| line.ends_with(".css") || line.ends_with(".svg"))
    {
        assert!(names.contains(line.get(..16).unwrap()), "{line}");
    }
}

#[test]
fn sheet_is_small() {
    let gzipped = fs::metadata(here("assets/heeded.css.gz")).unwrap().len();
    assert!(gzipped < 25_000, "{gzipped} bytes of 25,000");
}

/// Every class that the source names begins with `nhsuk-` or `app-`; each must have a rule.
#[test]
fn every_class_in_the_source_has_a_rule() {
    let mut without = BTreeSet::new();
    for path in sources(&here("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let strings: Vec<&str> = code
            .flat_map(|line| line.split('"').skip(1).step_by(2))
            .collect();
        for class in strings.into_iter().flat_map(str::split_whitespace) {
            if is_class(class) && !has_rule(class) && !WITHOUT_RULES.contains(&class) {
                without.insert(format!("{}: {class}", path.display()));
            }
        }
    }
    assert!(without.is_empty(), "{without:#?}");
    let ruled: Vec<_> = WITHOUT_RULES
        .iter()
        .filter(|class| has_rule(class))
        .collect();
    assert!(ruled.is_empty(), "listed as without a rule: {ruled:?}");
}

fn is_class(word: &str) -> bool {
    // What ends in a hyphen or an underscore is the start of a name that code completes.
    (word.starts_with("nhsuk-") || word.starts_with("app-"))
        && !word.ends_with(['-', '_'])
        && word
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))
}

fn has_rule(class: &str) -> bool {
    let dotted = format!(".{class}");
    CSS.match_indices(&dotted).any(|(place, _)| {
        let after = CSS
            .get(place + dotted.len()..)
            .and_then(|rest| rest.chars().next());
        !after.is_some_and(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'))
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}
