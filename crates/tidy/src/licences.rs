//! The rule on licences: every package that is built is under one that `deny.toml` allows.
//!
//! `cargo deny` does this and more, but costs minutes to compile. So that nothing goes unchecked
//! where it is not installed, this reads the same list and judges what `cargo metadata` says.

use std::collections::BTreeSet;

use crate::finding::Finding;

/// Judges the packages of a `cargo metadata` answer by the allow list of a `deny.toml`.
///
/// # Errors
///
/// Says which of the two cannot be read.
pub fn licences(metadata: &str, deny: &str) -> Result<Vec<Finding>, String> {
    let allowed = allowed(deny)?;
    let metadata: serde_json::Value =
        serde_json::from_str(metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let list = |of: &serde_json::Value, key: &str| -> Vec<serde_json::Value> {
        of.get(key)
            .and_then(serde_json::Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    // The packages say their licences; the graph says which of them are built.
    let graph = metadata.get("resolve").unwrap_or(&serde_json::Value::Null);
    let built: BTreeSet<String> = list(graph, "nodes")
        .iter()
        .map(|node| word(node, "id"))
        .collect();
    let mut findings = Vec::new();
    for package in list(&metadata, "packages") {
        let (id, name, licence) = (
            word(&package, "id"),
            word(&package, "name"),
            word(&package, "license"),
        );
        if built.contains(&id) && !satisfied(&licence, &allowed) {
            let licence = if licence.is_empty() {
                "no licence that it names"
            } else {
                &licence
            };
            let what = format!("{name} {} is under {licence}", word(&package, "version"));
            let mend = "do without it; or, if we may ship it, allow the licence with the reason";
            findings.push(Finding::at("deny.toml", 0, what, mend).about(&name));
        }
    }
    Ok(findings)
}

fn word(of: &serde_json::Value, key: &str) -> String {
    of.get(key)
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn allowed(deny: &str) -> Result<Vec<String>, String> {
    let deny: toml::Table = deny
        .parse()
        .map_err(|error| format!("deny.toml: {error}"))?;
    let list = deny
        .get("licenses")
        .and_then(|licences| licences.get("allow"));
    let list = list
        .and_then(toml::Value::as_array)
        .ok_or("deny.toml: no licenses.allow")?;
    Ok(list
        .iter()
        .filter_map(toml::Value::as_str)
        .map(str::to_owned)
        .collect())
}

/// Whether a licence expression can be met with allowed licences alone.
///
/// `OR` lets us choose, `AND` does not; `/` is how old manifests wrote `OR`.
fn satisfied(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    any_of(&mut words, allowed) && words.is_empty()
}

fn any_of(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = all_of(words, allowed);
    while words.pop_if(|word| *word == "OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.pop_if(|word| *word == "AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let Some(word) = words.pop() else {
        return false;
    };
    if word == "(" {
        let met = any_of(words, allowed);
        return words.pop() == Some(")") && met;
    }
    let mut licence = word.to_owned();
    if words.pop_if(|word| *word == "WITH").is_some() {
        // An exception only ever gives more rights, but it is named in full in the list.
        licence = format!("{word} WITH {}", words.pop().unwrap_or_default());
    }
    allowed.contains(&licence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let allowed: Vec<String> = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"]
            .map(str::to_owned)
            .to_vec();
        let cases = [
            ("MIT", true),
            ("GPL-3.0-only", false),
            ("GPL-3.0-only OR MIT", true),
            ("MIT/GPL-3.0", true),
            ("MIT AND GPL-3.0-only", false),
            ("(GPL-3.0-only OR MIT) AND Zlib", true),
            ("GPL-3.0-only OR MIT AND Zlib", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true),
            ("Apache-2.0", false),
            ("MIT Zlib", false),
            ("", false),
        ];
        for (expression, expected) in cases {
            assert_eq!(satisfied(expression, &allowed), expected, "{expression}");
        }
    }

    #[test]
    fn a_package_that_is_built_under_a_licence_that_is_not_allowed() {
        let metadata = r#"{"packages":[
            {"id":"a","name":"a","version":"1.0.0","license":"MIT"},
            {"id":"b","name":"b","version":"2.0.0","license":"AGPL-3.0-only"},
            {"id":"c","name":"c","version":"3.0.0","license":null},
            {"id":"d","name":"d","version":"4.0.0","license":"AGPL-3.0-only"}],
            "resolve":{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}]}}"#;
        let found = licences(metadata, "[licenses]\nallow = [\"MIT\"]").unwrap();
        let found: Vec<_> = found.into_iter().map(|finding| finding.what).collect();
        assert_eq!(
            found,
            [
                "b 2.0.0 is under AGPL-3.0-only",
                "c 3.0.0 is under no licence that it names"
            ]
        );
        assert!(licences(metadata, "").is_err());
    }
}
