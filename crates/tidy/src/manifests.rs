//! Rules on the manifests: one place for versions and lints, no banned dependency, and a ceiling.

use crate::finding::Finding;
use crate::tree::Tree;

/// The packages that the lock file may hold, ours included and optional ones too.
///
/// A newcomer compiles what is here before the first page opens, and somebody has to read what
/// changes in it. Raise it only with the reason, here: 320 is what the choices of the first
/// register need, with the web server as the largest part.
const MAX_LOCKED_PACKAGES: usize = 320;

pub(crate) fn dependency_count(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.file("Cargo.lock") else {
        let mend = "commit Cargo.lock: everyone builds what was tested";
        return vec![Finding::at("Cargo.lock", 0, "is not there", mend)];
    };
    let count = file
        .text()
        .lines()
        .filter(|line| *line == "[[package]]")
        .count();
    if count <= MAX_LOCKED_PACKAGES {
        return Vec::new();
    }
    let what = format!("{count} packages, at most {MAX_LOCKED_PACKAGES}");
    let mend = "do without one, turn off its features, or raise the ceiling with the reason in \
                crates/tidy/src/manifests.rs";
    vec![Finding::at(&file.path, 0, what, mend)]
}

/// What every crate takes from the root, so that it is said once.
const INHERITED: &[&str] = &[
    "edition",
    "license",
    "publish",
    "repository",
    "rust-version",
    "version",
];

pub(crate) fn manifests(tree: &Tree) -> Vec<Finding> {
    let root: toml::Table = tree
        .file("Cargo.toml")
        .and_then(|file| file.text().parse().ok())
        .unwrap_or_default();
    let shared = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let mut findings = Vec::new();
    for (_, file, manifest) in tree.manifests() {
        let mut say = |what: String, mend| {
            findings.push(Finding::at(&file.path, 0, what, mend));
        };
        let package = manifest.get("package");
        for key in INHERITED {
            if !package
                .and_then(|package| package.get(*key))
                .is_some_and(is_inherited)
            {
                say(
                    format!("`{key}` is its own"),
                    "write `KEY.workspace = true`",
                );
            }
        }
        if !manifest.get("lints").is_some_and(is_inherited) {
            say(
                "has lints of its own".to_owned(),
                "write [lints] workspace = true",
            );
        }
        if package
            .and_then(|package| package.get("description"))
            .is_none()
        {
            say(
                "has no description".to_owned(),
                "say in one line what the crate is",
            );
        }
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let own = manifest.get(section).and_then(toml::Value::as_table);
            for (name, value) in own.into_iter().flatten() {
                if shared.and_then(|shared| shared.get(name)).is_some() && !is_inherited(value) {
                    let mend = "write `NAME.workspace = true`: the root has its version";
                    say(format!("`{name}` has a version of its own"), mend);
                }
            }
        }
    }
    findings
}

pub(crate) fn bans(tree: &Tree) -> Vec<Finding> {
    let read = |path: &str| -> toml::Table {
        tree.file(path)
            .and_then(|file| file.text().parse().ok())
            .unwrap_or_default()
    };
    let list = |of: Option<&toml::Value>| of.and_then(toml::Value::as_array).cloned();
    let deny = read("deny.toml");
    let banned = list(deny.get("bans").and_then(|bans| bans.get("deny"))).unwrap_or_default();
    let mut findings = Vec::new();
    for package in list(read("Cargo.lock").get("package")).unwrap_or_default() {
        let text = |key: &str| {
            package
                .get(key)
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
        };
        let (name, source) = (text("name"), text("source"));
        if source.starts_with("git+") {
            let mend = "use a release: what a branch holds may be gone tomorrow";
            findings.push(Finding::at(
                "Cargo.lock",
                0,
                format!("`{name}` is from git"),
                mend,
            ));
        }
        let of = |entry: &toml::Value, key: &str| {
            entry
                .get(key)
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        for entry in banned.iter().filter(|entry| of(entry, "crate") == name) {
            let what = format!("`{name}` is banned: {}", of(entry, "reason"));
            let mend = "`cargo tree --invert NAME` shows who brings it; turn that feature off";
            findings.push(Finding::at("Cargo.lock", 0, what, mend).about(name));
        }
    }
    findings
}

fn is_inherited(value: &toml::Value) -> bool {
    value.get("workspace").and_then(toml::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[package]\nname = \"heeded-x\"\ndescription = \"X\"\n\
        edition.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\
        repository.workspace = true\nrust-version.workspace = true\nversion.workspace = true\n\
        [dependencies]\njiff.workspace = true\n[lints]\nworkspace = true\n";

    fn count(manifest: &str) -> usize {
        let root = "[workspace.dependencies]\njiff = \"0.2\"\n";
        manifests(&Tree::of(&[
            ("Cargo.toml", root),
            ("crates/x/Cargo.toml", manifest),
        ]))
        .len()
    }

    #[test]
    fn what_is_said_once() {
        assert_eq!(count(GOOD), 0);
        assert_eq!(
            count(&GOOD.replace("jiff.workspace = true", "jiff = \"0.1\"")),
            1
        );
        assert_eq!(count(&GOOD.replace("[lints]\nworkspace = true", "")), 1);
        assert_eq!(
            count(&GOOD.replace("version.workspace = true\n[", "version = \"1\"\n[")),
            1
        );
        assert_eq!(count(&GOOD.replace("description = \"X\"\n", "")), 1);
    }

    #[test]
    fn what_is_banned() {
        let deny = "[bans]\ndeny = [{ crate = \"chrono\", reason = \"dates are jiff's\" }]\n";
        let lock = "[[package]]\nname = \"chrono\"\n[[package]]\nname = \"jiff\"\n\
            [[package]]\nname = \"x\"\nsource = \"git+https://example.org/x\"\n";
        let found = bans(&Tree::of(&[("deny.toml", deny), ("Cargo.lock", lock)]));
        let found: Vec<_> = found.into_iter().map(|finding| finding.what).collect();
        assert_eq!(
            found,
            ["`chrono` is banned: dates are jiff's", "`x` is from git"]
        );
    }

    #[test]
    fn the_ceiling() {
        let lock = "[[package]]\n".repeat(MAX_LOCKED_PACKAGES + 1);
        assert_eq!(
            dependency_count(&Tree::of(&[("Cargo.lock", &lock)])).len(),
            1
        );
        assert_eq!(
            dependency_count(&Tree::of(&[("Cargo.lock", "[[package]]\n")])).len(),
            0
        );
        assert_eq!(dependency_count(&Tree::of(&[])).len(), 1);
    }
}
