//! Rules on what is deliberately not there: the invariants of ARCHITECTURE.md that a test can hold.
//!
//! It looks at names, not at meaning: a call through two aliases gets past it. It is there to
//! stop the honest slip, with the invariant's number in the message.

use crate::finding::Finding;
use crate::pieces::Kind;
use crate::tree::Tree;

/// What must not be named in the code of a crate.
struct Absence {
    folders: &'static [&'static str],
    /// Beginnings or endings of paths; one that begins with `::` is an ending.
    paths: &'static [&'static str],
    mend: &'static str,
}

const ABSENCES: &[Absence] = &[
    Absence {
        folders: &["due", "domain", "reader", "schemes"],
        paths: &[
            "std::env",
            "std::fs",
            "std::net",
            "std::process",
            "std::io::stderr",
            "std::io::stdin",
            "std::io::stdout",
            "std::thread",
            "reqwest",
            "rusqlite",
            "tokio",
        ],
        mend: "invariant 1: the core does no I/O; let the caller read, and hand over what it read",
    },
    Absence {
        folders: &["due", "domain", "reader", "schemes"],
        paths: &[
            "std::time::Instant",
            "std::time::SystemTime",
            "::Timestamp::now",
            "::Zoned::now",
            "::now_v7",
        ],
        mend: "invariant 1: the core never asks what day it is; take the day as an argument",
    },
    Absence {
        folders: &["due", "domain"],
        paths: &["serde", "serde_json"],
        mend: "invariant 6: domain types carry no wire format; give the edge its own type",
    },
    Absence {
        folders: &[
            "due", "domain", "reader", "schemes", "search", "publish", "import", "web",
        ],
        paths: &["rusqlite", "tokio_postgres", "deadpool_postgres"],
        mend: "only crates/store knows a database: add a method there that says what is wanted",
    },
];

pub(crate) fn absences(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let Some(folder) = file.crate_folder() else {
            continue;
        };
        let Some(outline) = file.outline() else {
            continue;
        };
        for absence in ABSENCES
            .iter()
            .filter(|absence| absence.folders.contains(&folder))
        {
            for (path, line) in &outline.paths {
                let is_named = absence.paths.iter().any(|banned| names(path, banned));
                if is_named && !file.is_test_line(*line) {
                    let what = format!("`{path}` in crates/{folder}");
                    findings.push(Finding::at(&file.path, *line, what, absence.mend).about(path));
                }
            }
        }
    }
    findings.dedup();
    findings
}

/// Whether a path names what is banned.
fn names(path: &str, banned: &str) -> bool {
    match banned.strip_prefix("::") {
        Some(ending) => {
            let before = path.strip_suffix(ending);
            before.is_some_and(|before| before.is_empty() || before.ends_with("::"))
        }
        None => {
            let after = path.strip_prefix(banned);
            after.is_some_and(|after| after.is_empty() || after.starts_with("::"))
        }
    }
}

/// Where SQL may stand.
const SQL_HOME: &str = "crates/store/";

pub(crate) fn sql_at_home(tree: &Tree) -> Vec<Finding> {
    let mend = "only crates/store knows SQL: add a method there that says what is wanted";
    let mut findings = Vec::new();
    // This crate's own samples of SQL are what the rule is tried on.
    let elsewhere = |path: &str| !path.starts_with(SQL_HOME) && !path.starts_with("crates/tidy/");
    for file in tree.files.iter().filter(|file| elsewhere(&file.path)) {
        if file.has_extension("sql") {
            findings.push(Finding::at(&file.path, 0, "SQL outside crates/store", mend));
        }
        for piece in file
            .pieces()
            .into_iter()
            .filter(|piece| piece.kind == Kind::Literal)
        {
            if let Some(keyword) = sql_keyword(piece.text) {
                let what = format!("a string with {keyword} in it");
                findings.push(Finding::at(&file.path, piece.line, what, mend));
            }
        }
    }
    findings
}

/// The SQL that a string holds. SQL is written in capitals here, which prose is not.
fn sql_keyword(text: &str) -> Option<&'static str> {
    let pairs = [
        ("SELECT ", "FROM "),
        ("UPDATE ", "SET "),
        ("INSERT ", "INTO "),
    ];
    if let Some((verb, _)) = pairs
        .iter()
        .find(|(a, b)| text.contains(a) && text.contains(b))
    {
        return Some(verb.trim_end());
    }
    let alone = [
        "DELETE FROM",
        "CREATE TABLE",
        "CREATE INDEX",
        "ALTER TABLE",
        "DROP TABLE",
    ];
    if let Some(verb) = alone.iter().find(|verb| text.contains(*verb)) {
        return Some(verb);
    }
    text.trim_start_matches(['r', '#', '"'])
        .starts_with("PRAGMA ")
        .then_some("PRAGMA")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        absences(&Tree::of(&[(path, text)]))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn the_core_has_no_clock_and_no_disk() {
        let lib = "crates/domain/src/lib.rs";
        for text in [
            "use std::{fs, str};",
            "fn a() { let x = std::net::TcpStream::connect(b); }",
            "fn a() { let x = jiff::Timestamp::now(); }",
            "use jiff::Zoned; fn a() { Zoned::now(); }",
            "fn a() { format!(\"{}\", std::env::var(x)); }",
            "use std::time::{Duration, SystemTime};",
        ] {
            assert_eq!(found(lib, text).len(), 1, "{text}");
        }
        for text in [
            "use std::time::Duration;",
            "use std::fmt;",
            "// std::fs is not used here",
        ] {
            assert!(found(lib, text).is_empty(), "{text}");
        }
        assert!(found("crates/domain/tests/a.rs", "use std::fs;").is_empty());
        assert!(found("crates/store/src/lib.rs", "use std::fs;").is_empty());
    }

    #[test]
    fn the_domain_has_no_wire_format_and_the_web_no_database() {
        assert_eq!(
            found("crates/domain/src/a.rs", "use serde::Serialize;").len(),
            1
        );
        assert!(found("crates/web/src/a.rs", "use serde::Serialize;").is_empty());
        assert_eq!(
            found("crates/web/src/a.rs", "use rusqlite::Connection;").len(),
            1
        );
    }

    #[test]
    fn sql_stays_in_the_store() {
        let sql = "fn a() { b(\"SELECT id FROM events\"); }";
        let count = |path, text| sql_at_home(&Tree::of(&[(path, text)])).len();
        assert_eq!(count("crates/web/src/a.rs", sql), 1);
        assert_eq!(
            count("crates/web/tests/a.rs", "fn a() { b(r#\"PRAGMA x\"#); }"),
            1
        );
        assert_eq!(count("crates/store/src/a.rs", sql), 0);
        assert_eq!(count("crates/web/src/a.rs", "// SELECT id FROM events"), 0);
        assert_eq!(
            count(
                "crates/web/src/a.rs",
                "fn a() { b(\"select from the list\"); }"
            ),
            0
        );
        assert_eq!(count("crates/web/a.sql", ""), 1);
    }
}
