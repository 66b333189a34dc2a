//! The files of the project, read once.
//!
//! Which files are ours is git's answer: what is tracked, and what is new and not ignored, so that
//! a file is judged before it is added and not after.

use std::path::Path;
use std::process::Command;

use crate::outline::Outline;
use crate::pieces::{Piece, pieces};

/// A file of the project.
#[derive(Debug)]
pub struct File {
    /// Where it is, from the root of the project, with `/` between the parts.
    pub path: String,
    /// Its text; none when it is not UTF-8.
    pub text: Option<String>,
    /// Its size.
    pub size_bytes: usize,
    /// What stands in it, when it is Rust.
    pub(crate) outline: Option<Result<Outline, String>>,
}

impl File {
    fn new(path: &str, bytes: Vec<u8>) -> Self {
        let size_bytes = bytes.len();
        let text = String::from_utf8(bytes).ok();
        let is_rust = path.ends_with(".rs") && !is_input(path);
        let outline = text.as_deref().filter(|_| is_rust).map(Outline::read);
        Self {
            path: path.to_owned(),
            text,
            size_bytes,
            outline,
        }
    }

    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    pub(crate) fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref()?.as_ref().ok()
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.outline.is_some()
    }

    /// The comments, strings and code of a Rust file.
    pub(crate) fn pieces(&self) -> Vec<Piece<'_>> {
        if self.is_rust() {
            pieces(self.text())
        } else {
            Vec::new()
        }
    }

    /// The crate's folder under `crates/`, if it is in one.
    pub(crate) fn crate_folder(&self) -> Option<&str> {
        self.path
            .strip_prefix("crates/")?
            .split_once('/')
            .map(|(folder, _)| folder)
    }

    /// Whether the whole file is test code.
    pub(crate) fn is_test_file(&self) -> bool {
        let inside = self.path.split_once('/').map_or("", |(_, rest)| rest);
        ["/tests/", "/benches/", "/examples/"]
            .iter()
            .any(|folder| inside.contains(folder))
            || self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
    }

    /// Whether that line of a Rust file is test code.
    pub(crate) fn is_test_line(&self, line: usize) -> bool {
        self.is_test_file() || self.outline().is_some_and(|outline| outline.is_test(line))
    }

    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, own)| own == extension)
    }
}

/// Whether the file is an input of a test, or a document: others' words, or meant to be wrong.
fn is_input(path: &str) -> bool {
    path.contains("/tests/cases/") || path.contains("/snapshots/") || path.starts_with("examples/")
}

/// Every file of the project.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files, by path.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads the project that stands at `root`.
    ///
    /// # Errors
    ///
    /// Says why when git does not answer or a file cannot be read.
    pub fn read(root: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        for path in listed(root)? {
            let place = root.join(&path);
            // Git still lists a file that was just deleted; a link to a folder is no file.
            if !place.is_file() {
                continue;
            }
            let bytes = std::fs::read(&place).map_err(|error| format!("{path}: {error}"))?;
            files.push(File::new(&path, bytes));
        }
        Ok(Self { files })
    }

    /// Makes a tree of invented files, to try a rule on.
    #[must_use]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| File::new(path, text.as_bytes().to_vec()));
        Self {
            files: files.collect(),
        }
    }

    /// Returns the file of that path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Our own Rust.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// Our own text: not the inputs of tests, not invented documents, not what a tool wrote.
    pub(crate) fn ours(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| {
            let name = file.path.rsplit('/').next().unwrap_or_default();
            file.text.is_some() && !is_input(&file.path) && name != "Cargo.lock"
        })
    }

    /// The crates' manifests: folder under `crates/`, file, contents.
    pub(crate) fn manifests(&self) -> impl Iterator<Item = (&str, &File, toml::Table)> {
        self.files.iter().filter_map(|file| {
            let folder = file
                .path
                .strip_prefix("crates/")?
                .strip_suffix("/Cargo.toml")?;
            Some((folder, file, file.text().parse().ok()?))
        })
    }
}

fn listed(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git, which lists the files, cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "git ls-files: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut names: Vec<String> = names
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_test_code_from_what_ships() {
        let ships = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
        let tree = Tree::of(&[
            ("crates/x/src/lib.rs", ships),
            ("crates/x/tests/t.rs", "fn c() {}"),
        ]);
        let file = tree.file("crates/x/src/lib.rs").unwrap();
        assert!(!file.is_test_line(1));
        assert!(file.is_test_line(4));
        assert!(tree.file("crates/x/tests/t.rs").unwrap().is_test_line(1));
    }

    #[test]
    fn leaves_the_inputs_of_tests_alone() {
        let tree = Tree::of(&[
            ("crates/x/tests/cases/a.txt", "color"),
            ("README.md", "Heeded"),
        ]);
        let ours: Vec<_> = tree.ours().map(|file| file.path.as_str()).collect();
        assert_eq!(ours, ["README.md"]);
    }
}
