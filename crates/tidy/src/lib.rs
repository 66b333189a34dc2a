//! The house rules, held by tests.
//!
//! CONTRIBUTING.md says what the house looks like; this crate keeps it so. Each rule is a plain
//! function from the files of the project to what is wrong with them, and `tests/tidy.rs` runs
//! every one over the real files. What has to differ stands in `exceptions.toml`, with its reason.
//!
//! It ships nothing and no other crate may depend on it. What a compiler lint can hold (arguments,
//! `unwrap`, missing docs) is left to the lints in the root `Cargo.toml` and `clippy.toml`.

mod absences;
mod arrows;
mod documents;
mod exceptions;
mod finding;
mod licences;
mod limits;
mod manifests;
mod markdown;
mod outline;
mod pieces;
mod shape;
mod spelling;
mod tree;
mod words;

pub use exceptions::Exceptions;
pub use finding::Finding;
pub use licences::licences;
pub use shape::report;
pub use tree::{File, Tree};

/// A rule: looks at every file, returns what is wrong.
pub type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule that needs nothing but the files, by the name that `exceptions.toml` calls it.
pub const RULES: &[(&str, Rule)] = &[
    ("absences", absences::absences),
    ("arrows", arrows::arrows),
    ("bans", manifests::bans),
    ("bool-arguments", shape::bool_arguments),
    ("dependency-count", manifests::dependency_count),
    ("documents-reachable", documents::reachable),
    ("file-length", shape::file_length),
    ("function-length", shape::function_length),
    ("ignored-tests", shape::ignored_tests),
    ("large-files", shape::large_files),
    ("limits", limits::limits),
    ("line-width", shape::line_width),
    ("links", documents::links),
    ("manifests", manifests::manifests),
    ("module-doc", shape::module_doc),
    ("module-names", shape::module_names),
    ("spelling", spelling::spelling),
    ("sql-at-home", absences::sql_at_home),
    ("words", words::words),
];

/// Returns the rule of that name.
#[must_use]
pub fn rule(name: &str) -> Option<Rule> {
    RULES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, rule)| *rule)
}
