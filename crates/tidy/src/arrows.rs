//! Which crate may depend on which: an arrow only ever points down.
//!
//! The table below is ARCHITECTURE.md's, floor by floor. What tests use (dev-dependencies) is free:
//! a test may stand on any floor.

use crate::finding::Finding;
use crate::tree::Tree;

/// A crate's folder, and the folders of our crates that it may depend on.
type Floor = (&'static str, &'static [&'static str]);

/// From the ground up. A crate that is not built yet may have its line already.
const FLOORS: &[Floor] = &[
    ("due", &[]),
    ("survival", &[]),
    ("domain", &["due"]),
    ("reader", &["due", "domain"]),
    ("extract", &["due", "domain", "reader"]),
    ("fetch", &[]),
    ("schemes", &["due", "domain", "reader"]),
    ("store", &["due", "domain"]),
    ("search", &["due", "domain", "store"]),
    ("publish", &["due", "domain"]),
    ("import", &["due", "domain", "reader", "schemes", "store"]),
    (
        "web",
        &[
            "due", "survival", "domain", "reader", "schemes", "store", "search", "publish",
            "import",
        ],
    ),
    (
        "heeded",
        &[
            "due", "domain", "reader", "extract", "fetch", "schemes", "store", "search", "publish",
            "import", "web",
        ],
    ),
    // Not floors of the house: what tests stand on. Neither may be depended on by what ships.
    (
        "testkit",
        &[
            "due", "domain", "reader", "schemes", "store", "search", "publish", "import", "web",
        ],
    ),
    ("tidy", &[]),
];

pub(crate) fn arrows(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (folder, file, manifest) in tree.manifests() {
        let Some((_, below)) = FLOORS.iter().find(|(name, _)| *name == folder) else {
            let mend = "give it a line in crates/tidy/src/arrows.rs and one in ARCHITECTURE.md";
            findings.push(Finding::at(&file.path, 0, "a crate without a floor", mend));
            continue;
        };
        for section in ["dependencies", "build-dependencies"] {
            let names = manifest.get(section).and_then(toml::Value::as_table);
            let names = names.into_iter().flat_map(toml::Table::keys);
            for other in names.filter_map(|name| name.strip_prefix("heeded-")) {
                if !below.contains(&other) {
                    let what = format!("crates/{folder} depends on crates/{other}");
                    let mend = "arrows point down only: move what is needed to a lower floor, \
                                or hand it in as an argument";
                    findings.push(Finding::at(&file.path, 0, what, mend).about(other));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        arrows(&Tree::of(&[(path, text)]))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn an_arrow_that_points_up() {
        let up = "[dependencies]\nheeded-store.workspace = true\nheeded-due.workspace = true\n";
        assert_eq!(
            found("crates/domain/Cargo.toml", up),
            ["crates/domain depends on crates/store"]
        );
        assert!(found("crates/web/Cargo.toml", up).is_empty());
    }

    #[test]
    fn what_ships_does_not_stand_on_what_tests_stand_on() {
        let kit = "[dependencies]\nheeded-testkit.workspace = true\n";
        assert_eq!(found("crates/web/Cargo.toml", kit).len(), 1);
        let kit = "[dev-dependencies]\nheeded-testkit.workspace = true\n";
        assert!(found("crates/web/Cargo.toml", kit).is_empty());
    }

    #[test]
    fn a_crate_that_nobody_placed() {
        assert_eq!(
            found("crates/attic/Cargo.toml", ""),
            ["a crate without a floor"]
        );
    }

    #[test]
    fn no_two_floors_stand_on_each_other() {
        for (name, below) in FLOORS {
            for other in *below {
                let (_, its) = FLOORS.iter().find(|(floor, _)| floor == other).unwrap();
                assert!(!its.contains(name), "{name} and {other}");
            }
        }
    }
}
