//! The rule on words that must not stand in the project: promises without an owner, and traces of
//! the machine that somebody wrote it on.

use crate::finding::Finding;
use crate::pieces::Kind;
use crate::tree::{File, Tree};

/// Folders of somebody's machine. What a program needs at run time it is told, or asks for.
const MACHINE_FOLDERS: &[&str] = &["/home/", "/root/", "/tmp/", "/Users/", "C:\\Users\\"];

/// Hosts that only a package client needs to know; in a lock file they pin everyone to a mirror.
/// Cut in two, so that this list is not what the rule finds.
const REGISTRY_HOSTS: &[(&str, &str)] = &[
    ("registry.", "npmjs"),
    ("crates.io", "/api"),
    ("static.", "crates.io"),
    ("index.", "crates.io"),
    ("deb.", "debian.org"),
];

pub(crate) fn words(tree: &Tree) -> Vec<Finding> {
    // The samples of this crate's own tests are all such words.
    let others = tree
        .ours()
        .filter(|file| !file.path.starts_with("crates/tidy/"));
    let mut findings = Vec::new();
    for file in others {
        machine(file, &mut findings);
        promises(file, &mut findings);
        hosts(file, &mut findings);
    }
    findings
}

fn machine(file: &File, findings: &mut Vec<Finding>) {
    let beside = beside_the_project();
    for (number, line) in file.text().lines().enumerate() {
        let fixed = MACHINE_FOLDERS.iter().copied();
        let found = fixed
            .chain(beside.iter().map(String::as_str))
            .find(|path| roots(line, path));
        if let Some(path) = found {
            let what = format!("`{path}` is a folder of one machine");
            let mend = "use a path from the project's root; for scratch, mktemp -d";
            findings.push(Finding::at(&file.path, number + 1, what, mend));
        }
        for (head, tail) in REGISTRY_HOSTS {
            let host = format!("{head}{tail}");
            if line.contains(&host) {
                let mend = "name the package, not the host: the client knows where to look";
                let what = format!("names the host `{host}`");
                findings.push(Finding::at(&file.path, number + 1, what, mend));
            }
        }
    }
}

/// Whether an absolute path in the line begins with `path`.
fn roots(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        // In `https://host/home/` and `crates/x/tmp/` it is a part of something else.
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '-' | '_' | '}'))
    })
}

/// The checkout itself and what lies beside it: paths that are true on this machine only.
fn beside_the_project() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2);
    let Some(parent) = root.and_then(std::path::Path::parent) else {
        return Vec::new();
    };
    let beside = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let folders = beside.filter(|entry| entry.path().is_dir());
    let paths = folders.map(|entry| entry.path().to_string_lossy().into_owned());
    // Where the parent is the root of the disk, its folders are everybody's.
    paths.filter(|path| path.matches('/').count() > 1).collect()
}

/// `TODO` names an issue; `FIXME` is not merged.
fn promises(file: &File, findings: &mut Vec<Finding>) {
    for (line, text) in comments(file) {
        if text.contains("FIXME") {
            let mend = "mend it now, or open an issue and write TODO(#number)";
            findings.push(Finding::at(
                &file.path,
                line,
                "something known to be wrong",
                mend,
            ));
        }
        let issues = text
            .split("TODO")
            .skip(1)
            .map(|after| after.strip_prefix("(#"));
        for issue in issues {
            if !issue.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit())) {
                let mend = "open an issue and write TODO(#number)";
                findings.push(Finding::at(
                    &file.path,
                    line,
                    "a TODO without an issue",
                    mend,
                ));
            }
        }
    }
}

/// The comments of a file; of scripts and settings, every line.
fn comments(file: &File) -> Vec<(usize, &str)> {
    if file.is_rust() {
        let pieces = file
            .pieces()
            .into_iter()
            .filter(|piece| piece.kind == Kind::Comment);
        return pieces.map(|piece| (piece.line, piece.text)).collect();
    }
    let scripts = ["js", "mjs", "scss", "sh", "sql", "toml"];
    if !scripts.iter().any(|kind| file.has_extension(kind)) {
        return Vec::new();
    }
    file.text()
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line))
        .collect()
}

/// A host and port belong to the settings, where they can be changed and are documented.
fn hosts(file: &File, findings: &mut Vec<Finding>) {
    let ships = file.path.starts_with("crates/") && file.path.contains("/src/");
    if !ships || file.crate_folder() == Some("heeded") {
        return;
    }
    for piece in file
        .pieces()
        .into_iter()
        .filter(|piece| piece.kind == Kind::Literal)
    {
        let named = ["localhost:", "127.0.0.1:"]
            .iter()
            .find(|host| piece.text.contains(*host));
        if let Some(host) = named.filter(|_| !file.is_test_line(piece.line)) {
            let what = format!("`{host}` in a string");
            let mend = "take it from the settings (config.default.toml)";
            findings.push(Finding::at(&file.path, piece.line, what, mend));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        words(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn folders_of_a_machine() {
        assert_eq!(count("README.md", "Run /home/ann/heeded/test"), 1);
        assert_eq!(count("test", "cd \"/tmp/x\""), 1);
        assert_eq!(
            count(
                "README.md",
                "see https://example.org/home/ann and docs/tmp/x"
            ),
            0
        );
        assert!(roots("cd /srv/build/heeded/docs", "/srv/build/heeded"));
        assert!(!roots("cd heeded/srv/build/heeded", "/srv/build/heeded"));
    }

    #[test]
    fn hosts_of_registries() {
        let lock = "\"resolved\": \"https://registry.npmjs.org/x\"";
        assert_eq!(count("tests/browser/package-lock.json", lock), 1);
    }

    #[test]
    fn promises_without_an_owner() {
        let path = "crates/x/src/a.rs";
        assert_eq!(count(path, "// TODO: later"), 1);
        assert_eq!(count(path, "// TODO(#12): later"), 0);
        assert_eq!(count(path, "// FIXME"), 1);
        assert_eq!(count(path, "fn a() { b(\"TODO\"); }"), 0);
        assert_eq!(count("config.default.toml", "# TODO later"), 1);
    }

    #[test]
    fn hosts_that_are_not_settings() {
        let text = "fn a() { b(\"http://localhost:3000\"); }";
        assert_eq!(count("crates/web/src/a.rs", text), 1);
        assert_eq!(count("crates/web/tests/a.rs", text), 0);
        assert_eq!(count("crates/heeded/src/a.rs", text), 0);
    }
}
