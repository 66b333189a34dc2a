//! The house rules, over the real files of the project. One test for each, so that what is broken
//! has a name; what may differ stands in `crates/tidy/exceptions.toml`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the project stops there"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use heeded_tidy::{Exceptions, Finding, RULES, Tree, rule};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_path_buf()
}

/// The project, read once for all the tests.
static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(&root()).unwrap());

fn none(findings: &[Finding]) {
    let text: String = findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect();
    assert!(findings.is_empty(), "{} to mend:\n\n{text}", findings.len());
}

fn holds(name: &str) {
    let exceptions = Exceptions::read(&TREE).unwrap();
    none(&exceptions.apply(name, rule(name).unwrap()(&TREE)));
}

macro_rules! rules {
    ($($test:ident: $name:literal,)*) => {
        $(#[test] fn $test() { holds($name); })*

        #[test]
        fn every_rule_is_run() {
            let run = [$($name),*];
            let known: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
            assert_eq!(run.as_slice(), known, "the list in this file and RULES in src/lib.rs");
        }
    };
}

rules! {
    the_core_has_no_io_and_no_clock: "absences",
    arrows_point_down: "arrows",
    no_banned_dependency: "bans",
    no_bool_arguments_in_public: "bool-arguments",
    dependencies_stay_under_the_ceiling: "dependency-count",
    every_page_of_the_manual_is_linked: "documents-reachable",
    files_are_short: "file-length",
    functions_are_short: "function-length",
    no_test_is_ignored_in_silence: "ignored-tests",
    files_are_small: "large-files",
    limits_have_units_and_reasons: "limits",
    lines_are_narrow: "line-width",
    links_lead_somewhere: "links",
    manifests_inherit: "manifests",
    modules_say_what_they_are: "module-doc",
    modules_have_names: "module-names",
    spelling_is_british: "spelling",
    sql_stays_in_the_store: "sql-at-home",
    no_word_of_one_machine: "words",
}

#[test]
fn no_exception_is_stale() {
    none(&Exceptions::read(&TREE).unwrap().stale(&TREE));
}

#[test]
fn licences_are_allowed() {
    // Only what is built on this platform is there to be read; optional features count too.
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--all-features",
        ])
        .args(["--filter-platform", host])
        .current_dir(root())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&metadata.stderr);
    assert!(metadata.status.success(), "cargo metadata: {errors}");
    let metadata = String::from_utf8(metadata.stdout).unwrap();
    let deny = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    none(&heeded_tidy::licences(&metadata, &deny).unwrap());
}

/// Not a rule: prints how long functions are, for whoever runs it with `--nocapture`.
#[test]
fn report_on_functions() {
    let report = heeded_tidy::report(&TREE);
    assert!(report.contains("tidy: "), "{report}");
    println!("{report}");
}
