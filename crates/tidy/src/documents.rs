//! Rules on the documents: no link leads nowhere, no page of the manual is left out.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::markdown;
use crate::tree::{File, Tree};

pub(crate) fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in pages(tree) {
        for (line, target) in local_links(page) {
            if let Some((what, mend)) = broken(tree, page, &target) {
                findings.push(Finding::at(&page.path, line, what, mend));
            }
        }
    }
    findings
}

/// What is wrong with a link, and how to mend it.
fn broken(tree: &Tree, from: &File, target: &str) -> Option<(String, &'static str)> {
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let place = resolve(&from.path, path);
    let folder = format!("{place}/");
    let is_root = place.is_empty();
    if !is_root
        && !tree
            .files
            .iter()
            .any(|f| f.path == place || f.path.starts_with(&folder))
    {
        let what = format!("a link to `{target}`, which is not there");
        return Some((what, "mend the path, or take it out"));
    }
    let page = tree.file(&place).filter(|page| page.has_extension("md"))?;
    if anchor.is_empty()
        || markdown::anchors(page.text())
            .iter()
            .any(|known| known == anchor)
    {
        return None;
    }
    let what = format!("a link to `{target}`, but no heading there reads so");
    Some((what, "link to the heading as it is"))
}

pub(crate) fn reachable(tree: &Tree) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec!["README.md".to_owned(), "docs/README.md".to_owned()];
    while let Some(path) = waiting.pop() {
        let Some(page) = tree.file(&path).filter(|page| page.has_extension("md")) else {
            continue;
        };
        if seen.insert(path) {
            let targets = local_links(page).into_iter();
            waiting.extend(targets.map(|(_, target)| {
                resolve(&page.path, target.split('#').next().unwrap_or_default())
            }));
        }
    }
    let manual = pages(tree).filter(|page| page.path.starts_with("docs/"));
    let lost = manual.filter(|page| !seen.contains(&page.path));
    lost.map(|page| {
        let mend = "link to it from docs/README.md, or from a page that is linked there";
        Finding::at(&page.path, 0, "no page leads here", mend)
    })
    .collect()
}

fn pages(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.ours().filter(|file| file.has_extension("md"))
}

fn local_links(page: &File) -> Vec<(usize, String)> {
    let mut links = markdown::links(page.text());
    links.retain(|(_, target)| !target.contains("://") && !target.starts_with("mailto:"));
    links
}

/// The path that a link means, from the root of the project.
fn resolve(from: &str, target: &str) -> String {
    if target.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            // A step above the root stays in the path, so that it is found to be nowhere.
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere() {
        let tree = Tree::of(&[
            (
                "README.md",
                "[a](docs/a.md) [b](docs/b.md) [c](https://example.org/x) [d](docs)",
            ),
            (
                "docs/a.md",
                "# One two\n[up](../README.md) [here](#one-two) [no](#three) [out](../../x)",
            ),
        ]);
        let found: Vec<String> = links(&tree)
            .iter()
            .map(|f| format!("{}:{}", f.path, f.what))
            .collect();
        assert_eq!(
            found,
            [
                "README.md:a link to `docs/b.md`, which is not there",
                "docs/a.md:a link to `#three`, but no heading there reads so",
                "docs/a.md:a link to `../../x`, which is not there",
            ]
        );
    }

    #[test]
    fn pages_that_nobody_links() {
        let tree = Tree::of(&[
            ("README.md", "[manual](docs/README.md)"),
            ("docs/README.md", "[a](a.md)"),
            ("docs/a.md", "[b](deep/b.md#x)"),
            ("docs/deep/b.md", ""),
            ("docs/lost.md", "[a](a.md)"),
        ]);
        let found: Vec<String> = reachable(&tree).into_iter().map(|f| f.path).collect();
        assert_eq!(found, ["docs/lost.md"]);
    }
}
