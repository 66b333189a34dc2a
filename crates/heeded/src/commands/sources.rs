//! What a command is told to read: files, the files of folders, addresses, standard input.
//!
//! A folder is walked in the order of names, never out of it, and never without end.

use crate::failure::{Code, Failure};
use crate::output::Output;
use std::fmt;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How deep folders may lie in a folder: what people make is 3 to 5.
const DEPTH_MAX: usize = 16;
/// How many files of one folder are read: a body's whole output of decades; more is a mistake, such
/// as the root of a disk.
const FILES_MAX: usize = 10_000;
/// The endings of the forms that are read.
const ENDINGS: &[&str] = &[
    "csv", "docx", "eml", "htm", "html", "markdown", "md", "ods", "pdf", "tsv", "txt", "xhtml",
    "xls", "xlsx",
];

/// One document to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Input,
    File(PathBuf),
    Address(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input => f.write_str("standard input"),
            Self::File(path) => path.display().fmt(f),
            Self::Address(address) => f.write_str(address),
        }
    }
}

/// What the arguments of a command come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sources {
    /// In the order of the arguments; those of a folder by their names.
    pub(crate) all: Vec<Source>,
    /// Whether there may be several: a folder, or more than one argument. A script then knows the
    /// form of the answer from what it asked, not from what it found.
    pub(crate) several: bool,
    skipped: Skipped,
}

/// What was passed over in folders.
#[derive(Debug, Default, PartialEq, Eq)]
struct Skipped {
    hidden: usize,
    links: usize,
    other_kinds: usize,
    unreadable: Vec<String>,
}

impl Sources {
    /// Finds what arguments name.
    ///
    /// # Errors
    ///
    /// Where a folder holds more than is read in one go.
    pub(crate) fn of(arguments: &[PathBuf]) -> Result<Self, Failure> {
        let mut sources = Self {
            several: arguments.len() > 1,
            ..Self::default()
        };
        for argument in arguments {
            match argument.to_str() {
                Some("-") => sources.all.push(Source::Input),
                Some(typed) if heeded_fetch::is_address(typed) => {
                    sources.all.push(Source::Address(typed.to_owned()));
                }
                _ if argument.is_dir() => sources.add_folder(argument)?,
                _ => sources.all.push(Source::File(argument.clone())),
            }
        }
        Ok(sources)
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        self.several = true;
        let before = self.all.len();
        let mut walk = WalkDir::new(folder)
            .max_depth(DEPTH_MAX)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(cause) => {
                    self.skipped.unreadable.push(cause.to_string());
                    continue;
                }
            };
            if entry.depth() > 0 && is_hidden(&entry) {
                self.skipped.hidden += 1;
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if entry.depth() > 0 && entry.path_is_symlink() {
                self.skipped.links += 1;
            } else if entry.file_type().is_file() {
                self.add_file(entry.into_path());
            }
            if self.all.len() - before > FILES_MAX {
                return Err(Failure::Usage(format!(
                    "{} holds more than {FILES_MAX} documents; name the folders in it one by one",
                    folder.display()
                )));
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: PathBuf) {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_known = ending.is_some_and(|ending| {
            let ending = ending.to_ascii_lowercase();
            ENDINGS.contains(&ending.as_str())
        });
        if is_known {
            self.all.push(Source::File(path));
        } else {
            self.skipped.other_kinds += 1;
        }
    }

    /// What was passed over, in a sentence; `None` when nothing was.
    pub(crate) fn skipped(&self) -> Option<String> {
        let Skipped {
            hidden,
            links,
            other_kinds,
            unreadable,
        } = &self.skipped;
        let counts = [
            (*hidden, "hidden"),
            (*links, "symbolic links"),
            (*other_kinds, "of a kind that is not read"),
        ];
        let mut parts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        parts.extend(unreadable.iter().cloned());
        (!parts.is_empty()).then(|| format!("Passed over: {}.", parts.join("; ")))
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry
        .file_name()
        .to_str()
        .is_some_and(|name| name.starts_with('.'))
}

/// How many of several sources came to what: whoever reads it wants to know what to look at.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    read: usize,
    without: Vec<String>,
    failed: Vec<String>,
}

impl Tally {
    /// One more is done: how many drafts it gave, or why it could not be read.
    pub(crate) fn add(&mut self, source: &Source, found: Result<usize, Failure>) {
        match found {
            Ok(0) => self.without.push(source.to_string()),
            Ok(_) => {}
            Err(why) => {
                self.failed.push(format!("{source}: {why}"));
                return;
            }
        }
        self.read += 1;
    }

    /// The summary; what could not be read is said even when quiet.
    pub(crate) fn tell(&self, sources: &Sources, output: Output) {
        for failed in &self.failed {
            output.failure(&Failure::Other(failed.clone()));
        }
        for without in &self.without {
            output.remark(format!("Nothing found in {without}."));
        }
        if let Some(skipped) = sources.skipped() {
            output.remark(skipped);
        }
        let (read, without, failed) = (self.read, self.without.len(), self.failed.len());
        output.remark(format!(
            "{read} read, nothing found in {without} of them; {failed} could not be read."
        ));
    }

    /// The exit code for all together.
    pub(crate) fn code(&self) -> Code {
        if !self.failed.is_empty() {
            Code::Failed
        } else if self.read == self.without.len() {
            Code::NothingFound
        } else {
            Code::Done
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_folder_is_its_documents_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("b/.cache")).unwrap();
        for name in [
            "c.TXT",
            "a.html",
            "b/x.pdf",
            "b/.cache/y.pdf",
            ".z.txt",
            "d.png",
        ] {
            fs::write(at(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/", at("b/root")).unwrap();
        let sources = Sources::of(&[folder.path().to_owned()]).unwrap();
        let expected = ["a.html", "b/x.pdf", "c.TXT"].map(|name| Source::File(at(name)));
        assert_eq!(sources.all, expected);
        assert!(sources.several);
        let skipped = sources.skipped().unwrap();
        assert!(skipped.contains("2 hidden"), "{skipped}");
        assert!(
            skipped.contains("1 of a kind that is not read"),
            "{skipped}"
        );
        #[cfg(unix)]
        assert!(skipped.contains("1 symbolic links"), "{skipped}");
    }

    #[test]
    fn arguments_are_told_apart() {
        let typed = ["-", "https://a.example/x", "page.html"].map(PathBuf::from);
        let sources = Sources::of(&typed).unwrap();
        let address = Source::Address("https://a.example/x".to_owned());
        let file = Source::File(PathBuf::from("page.html"));
        assert_eq!(sources.all, [Source::Input, address, file]);
        assert!(!Sources::of(&typed[2..]).unwrap().several);
    }
}
