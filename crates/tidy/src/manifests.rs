//! Rules on the manifests: one place for versions and lints, no banned dependency, and a ceiling.

use crate::finding::Finding;
use crate::tree::Tree;

/// The packages that the lock file may hold, ours included and optional ones too.
///
/// A newcomer compiles what is here before the first page opens, and somebody has to read what
/// changes in it. Raise it only with the reason, here: 320 is what the choices of the first
/// register need, with the web server as the largest part; 1 more is our own crate of curves, 11
/// are governor, which counts what each address sends (locks, most of them for other systems), 2
/// compare texts word by word, 1 takes an old workbook out of the file that it is packed in, as
/// calamine follows chains of sectors without counting, 2 are an allocator that gives memory back.
const MAX_LOCKED_PACKAGES: usize = 337;

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
    let root = table(tree, "Cargo.toml");
    let shared = root
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let mut findings = Vec::new();
    for (_, file, manifest) in tree.manifests() {
        let faults = own_words(&manifest)
            .into_iter()
            .chain(own_versions(&manifest, shared));
        findings.extend(faults.map(|(what, mend)| Finding::at(&file.path, 0, what, mend)));
    }
    findings
}

/// What is wrong with a manifest, and how to mend it.
type Fault = (String, &'static str);

/// What a manifest says by itself and should not, or should and does not.
fn own_words(manifest: &toml::Table) -> Vec<Fault> {
    let package = manifest.get("package");
    let says = |key: &str| package.and_then(|package| package.get(key));
    let own = INHERITED
        .iter()
        .filter(|key| !says(key).is_some_and(is_inherited));
    let mut faults: Vec<Fault> = own
        .map(|key| {
            (
                format!("`{key}` is its own"),
                "write `KEY.workspace = true`",
            )
        })
        .collect();
    if !manifest.get("lints").is_some_and(is_inherited) {
        faults.push((
            "has lints of its own".to_owned(),
            "write [lints] workspace = true",
        ));
    }
    if says("description").is_none() {
        faults.push((
            "has no description".to_owned(),
            "say in one line what the crate is",
        ));
    }
    faults
}

/// Versions that a manifest states although the root has them.
fn own_versions(manifest: &toml::Table, shared: Option<&toml::Value>) -> Vec<Fault> {
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = sections
        .iter()
        .filter_map(|section| manifest.get(*section)?.as_table());
    let own = tables.flatten().filter(|(name, value)| {
        shared.is_some_and(|shared| shared.get(name).is_some()) && !is_inherited(value)
    });
    let mend = "write `NAME.workspace = true`: the root has its version";
    own.map(|(name, _)| (format!("`{name}` has a version of its own"), mend))
        .collect()
}

pub(crate) fn bans(tree: &Tree) -> Vec<Finding> {
    let deny = table(tree, "deny.toml");
    let banned = deny
        .get("bans")
        .and_then(|bans| bans.get("deny"))
        .and_then(toml::Value::as_array);
    let lock = table(tree, "Cargo.lock");
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let mut findings = Vec::new();
    for package in packages.into_iter().flatten() {
        let name = word(package, "name");
        let mut say = |what: String, mend| {
            findings.push(Finding::at("Cargo.lock", 0, what, mend).about(name));
        };
        if word(package, "source").starts_with("git+") {
            let mend = "use a release: what a branch holds may be gone tomorrow";
            say(format!("`{name}` is from git"), mend);
        }
        let bans = banned
            .into_iter()
            .flatten()
            .filter(|ban| word(ban, "crate") == name);
        for ban in bans {
            let mend = "`cargo tree --invert NAME` shows who brings it; turn that feature off";
            say(format!("`{name}` is banned: {}", word(ban, "reason")), mend);
        }
    }
    findings
}

fn table(tree: &Tree, path: &str) -> toml::Table {
    tree.file(path)
        .and_then(|file| file.text().parse().ok())
        .unwrap_or_default()
}

fn word<'v>(of: &'v toml::Value, key: &str) -> &'v str {
    of.get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
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
