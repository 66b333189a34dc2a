//! The rule on limits: every one is a named constant with its unit and its reason.

use crate::finding::Finding;
use crate::tree::Tree;

/// What can be counted here. A new unit is added where it is first needed.
const UNITS: &[&str] = &[
    "address",
    "attempt",
    "bit",
    "block",
    "byte",
    "cell",
    "char",
    "character",
    "column",
    "connection",
    "core",
    "day",
    "degree",
    "depth",
    "document",
    "draft",
    "entries",
    "entry",
    "event",
    "expression",
    "file",
    "hop",
    "hour",
    "item",
    "kib",
    "letter",
    "level",
    "line",
    "match",
    "megabyte",
    "mib",
    "millisecond",
    "minute",
    "month",
    "name",
    "organisation",
    "package",
    "page",
    "parameter",
    "part",
    "percent",
    "period",
    "permille",
    "pixel",
    "point",
    "reader",
    "reading",
    "record",
    "request",
    "result",
    "row",
    "second",
    "sentence",
    "share",
    "statement",
    "step",
    "tail",
    "thread",
    "times",
    "version",
    "week",
    "word",
    "year",
];

pub(crate) fn limits(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let constants = file.outline().map(|outline| outline.constants.as_slice());
        for constant in constants.unwrap_or_default() {
            if file.is_test_line(constant.line) || !is_limit(&constant.name) {
                continue;
            }
            let mut say = |what: &str, mend| {
                let what = format!("the limit `{}` {what}", constant.name);
                let finding = Finding::at(&file.path, constant.line, what, mend);
                findings.push(finding.about(&constant.name));
            };
            if constant.doc.trim().is_empty() {
                say("has no reason", "say above it why it is what it is");
            }
            if !has_unit(&constant.name) && !has_unit(&constant.doc) {
                say(
                    "has no unit",
                    "put the unit last in the name: MAX_PAGE_ROWS",
                );
            }
        }
    }
    findings
}

fn is_limit(name: &str) -> bool {
    name.split('_')
        .any(|word| matches!(word, "MAX" | "MIN" | "LIMIT" | "CEILING" | "TIMEOUT"))
}

fn has_unit(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        UNITS.contains(&word)
            || word
                .strip_suffix('s')
                .is_some_and(|one| UNITS.contains(&one))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        limits(&Tree::of(&[("crates/x/src/a.rs", text)])).len()
    }

    #[test]
    fn a_limit_has_a_unit_and_a_reason() {
        assert_eq!(
            count("/// A page is read, not scrolled.\npub const MAX_PAGE_ROWS: usize = 50;"),
            0
        );
        assert_eq!(
            count("/// The most bytes of a letter.\nconst MAX_LETTER: u64 = 9;"),
            0
        );
        assert_eq!(count("pub const MAX_PAGE_ROWS: usize = 50;"), 1);
        assert_eq!(
            count("/// Long enough.\npub const MAX_SIZE: usize = 50;"),
            1
        );
        assert_eq!(count("const SPRING: u8 = 21;"), 0);
        assert_eq!(count("#[cfg(test)]\nmod tests { const MAX: u8 = 1; }"), 0);
    }
}
