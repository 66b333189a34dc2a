//! What may differ from a rule, with the reason: `crates/tidy/exceptions.toml`.
//!
//! The list only shrinks by itself: an entry that excuses nothing any longer is a finding.

use std::cell::Cell;

use crate::finding::Finding;
use crate::{RULES, Tree};

/// Where the list is kept.
const PATH: &str = "crates/tidy/exceptions.toml";
/// A reason is a sentence: this many characters are the shortest that says anything.
const MIN_REASON_CHARS: usize = 20;

/// The exceptions that are made.
#[derive(Debug)]
pub struct Exceptions {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    rule: String,
    path: String,
    item: Option<String>,
    is_used: Cell<bool>,
}

impl Exceptions {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// Says what is wrong with an entry: a rule that is not known, a reason that says nothing.
    pub fn read(tree: &Tree) -> Result<Self, String> {
        let text = tree.file(PATH).map(crate::File::text).unwrap_or_default();
        let table: toml::Table = text.parse().map_err(|error| format!("{PATH}: {error}"))?;
        let list = table.get("exception").and_then(toml::Value::as_array);
        let entries = list
            .into_iter()
            .flatten()
            .map(Entry::read)
            .collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }

    /// Takes out of the findings of a rule what is excused.
    #[must_use]
    pub fn apply(&self, rule: &str, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| {
            let excuses = self
                .entries
                .iter()
                .filter(|entry| entry.excuses(rule, finding));
            // Every entry that fits is marked: two that excuse the same are both in use.
            excuses.map(|entry| entry.is_used.set(true)).count() == 0
        });
        findings
    }

    /// Runs every rule, and returns the entries that excuse nothing.
    #[must_use]
    pub fn stale(&self, tree: &Tree) -> Vec<Finding> {
        for (name, rule) in RULES {
            let _ = self.apply(name, rule(tree));
        }
        let stale = self.entries.iter().filter(|entry| !entry.is_used.get());
        stale
            .map(|entry| {
                let item = entry.item.as_deref().unwrap_or("the whole file");
                let what = format!(
                    "no longer needed: {} for {item}, {}",
                    entry.rule, entry.path
                );
                Finding::at(PATH, 0, what, "take the entry out")
            })
            .collect()
    }
}

impl Entry {
    fn read(value: &toml::Value) -> Result<Self, String> {
        let text = |key: &str| {
            value
                .get(key)
                .and_then(toml::Value::as_str)
                .map(str::to_owned)
        };
        let rule = text("rule").unwrap_or_default();
        let path = text("path").ok_or(format!("{PATH}: an entry without a path"))?;
        if crate::rule(&rule).is_none() {
            return Err(format!("{PATH}: {path}: no rule is called `{rule}`"));
        }
        if text("reason").is_none_or(|reason| reason.chars().count() < MIN_REASON_CHARS) {
            return Err(format!("{PATH}: {rule} for {path} has no reason"));
        }
        Ok(Self {
            rule,
            path,
            item: text("item"),
            is_used: Cell::new(false),
        })
    }

    fn excuses(&self, rule: &str, finding: &Finding) -> bool {
        self.rule == rule
            && self.path == finding.path
            && (self.item.is_none() || self.item == finding.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "[[exception]]\nrule = \"bool-arguments\"\npath = \"crates/x/src/a.rs\"\n\
        item = \"a\"\nreason = \"the one that everybody knows\"\n";

    fn left(source: &str) -> (usize, usize) {
        let tree = Tree::of(&[(PATH, LIST), ("crates/x/src/a.rs", source)]);
        let exceptions = Exceptions::read(&tree).unwrap();
        let rule = crate::rule("bool-arguments").unwrap();
        let left = exceptions.apply("bool-arguments", rule(&tree)).len();
        (left, exceptions.stale(&tree).len())
    }

    #[test]
    fn excuses_what_it_names_and_nothing_else() {
        assert_eq!(left("pub fn a(x: bool) {}"), (0, 0));
        assert_eq!(left("pub fn a(x: bool) {}\npub fn b(x: bool) {}"), (1, 0));
    }

    #[test]
    fn an_entry_that_excuses_nothing_is_a_finding() {
        assert_eq!(left("pub fn a() {}"), (0, 1));
    }

    #[test]
    fn an_entry_has_a_known_rule_and_a_reason() {
        for (from, to) in [
            ("bool-arguments", "bools"),
            ("the one that everybody knows", "so"),
        ] {
            let tree = Tree::of(&[(PATH, LIST.replace(from, to).as_str())]);
            assert!(Exceptions::read(&tree).is_err(), "{to}");
        }
    }
}
