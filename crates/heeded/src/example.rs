//! The invented examples: real layouts, read by the real reader, accepted like any other.

use crate::clock;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use crate::register::{Opened, wait};
use heeded_domain::scheme::SchemeId;
use heeded_import::{Arrival, Choice, ReportTerms, Terms};
use heeded_schemes::SchemeFiles;
use serde::Deserialize;

/// What the list of examples says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    schemes: Vec<String>,
    document: Vec<Example>,
}

/// One example document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    file: String,
    title: String,
    issuer: String,
    scheme: String,
    address: String,
    published_on: Option<toml::value::Datetime>,
    captured_on: toml::value::Datetime,
}

macro_rules! example_files {
    ($($name:literal,)+) => {
        /// The files, compiled in: `--example` works wherever the binary is put.
        const FILES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../../examples/", $name))),)+];
    };
}

example_files! {
    "alarms-at-night.html",
    "coroner-report.txt",
    "example.toml",
    "falls-from-beds.html",
    "medicines-table.html",
    "night-staffing-responses.txt",
    "rail-scheme.toml",
    "scheme.toml",
    "tram-doors-report.txt",
}

fn file(name: &str) -> Result<&'static [u8], Failure> {
    let found = FILES.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, bytes)| *bytes)
        .ok_or_else(|| wrong(name, "it is not compiled in"))
}

fn text(name: &str) -> Result<&'static str, Failure> {
    std::str::from_utf8(file(name)?).map_err(|cause| wrong(name, cause))
}

fn wrong(name: &str, cause: impl std::fmt::Display) -> Failure {
    Failure::Other(format!("the example {name}: {cause}"))
}

fn examples() -> Result<Examples, Failure> {
    toml::from_str(text("example.toml")?).map_err(|cause| wrong("example.toml", cause))
}

/// The scheme files with those of the examples.
///
/// # Errors
///
/// When an example is wrong: a fault of ours.
pub(crate) fn scheme_files(mut files: SchemeFiles) -> Result<SchemeFiles, Failure> {
    for name in examples()?.schemes {
        files.add(heeded_schemes::parse(&name, text(&name)?).map_err(|e| wrong(&name, e))?);
    }
    Ok(files)
}

/// Reads every example into a register and accepts what is found.
///
/// # Errors
///
/// When the store fails, or an example is wrong.
pub(crate) fn fill(opened: &Opened, output: Output) -> Result<(), Failure> {
    let documents = examples()?.document;
    let progress = Progress::new(
        output,
        "examples",
        u64::try_from(documents.len()).unwrap_or(0),
    );
    for example in documents {
        let arrival = Arrival {
            name: &example.file,
            bytes: file(&example.file)?,
            pages: None,
            media_type: None,
            address: Some(&example.address),
        };
        let importer = opened.importer();
        let taken = wait(importer.take(arrival, &terms(&example)?))??;
        wait(importer.accept_taken(&taken, Choice::All, clock::now_and_today))??;
        progress.step();
    }
    Ok(())
}

fn terms(example: &Example) -> Result<Terms, Failure> {
    let day = |day: &toml::value::Datetime| {
        day.to_string()
            .parse()
            .map_err(|cause| wrong(&example.file, cause))
    };
    Ok(Terms {
        scheme: SchemeId::new(&example.scheme)
            .ok_or_else(|| wrong(&example.file, "its scheme has no short name"))?,
        issuer: example.issuer.clone(),
        made_on: example.published_on.as_ref().map(day).transpose()?,
        report: Some(ReportTerms {
            title: example.title.clone(),
            address: Some(example.address.clone()),
        }),
        captured_on: day(&example.captured_on)?,
    })
}

/// For the tests: every file of the folder is compiled in, and every day lies in the past.
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_compiled_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        let compiled: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(there, compiled);
    }

    #[test]
    fn every_example_has_days_that_have_come() {
        for example in examples().unwrap().document {
            assert!(
                terms(&example).unwrap().captured_on <= clock::today(),
                "{}",
                example.file
            );
        }
    }
}
