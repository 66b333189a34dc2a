//! The invented documents of `examples/`, read by the real reader under their own schemes: as many
//! recommendations, responses and dated actions as a person counts in them.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use heeded_reader::{Cues, Document, Section};
use heeded_schemes::{SchemeFiles, parse};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");

fn example(name: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{name}")).unwrap()
}

/// The scheme files of the examples' list, and each document with its scheme.
fn list() -> (SchemeFiles, Vec<(String, String)>) {
    let list: toml::Table = example("example.toml").parse().unwrap();
    let mut files = SchemeFiles::shipped();
    for name in list.get("schemes").and_then(toml::Value::as_array).unwrap() {
        let name = name.as_str().unwrap();
        files.add(parse(name, &example(name)).unwrap());
    }
    let documents = list
        .get("document")
        .and_then(toml::Value::as_array)
        .unwrap();
    let text = |document: &toml::Value, key| document.get(key)?.as_str().map(str::to_owned);
    let named = |d: &toml::Value| (text(d, "file").unwrap(), text(d, "scheme").unwrap());
    (files, documents.iter().map(named).collect())
}

/// Recommendations, responses, and planned actions with a date.
fn counted(files: &SchemeFiles, name: &str, scheme: &str) -> (usize, usize, usize) {
    let file = files
        .iter()
        .find(|file| file.scheme.id.as_str() == scheme)
        .unwrap();
    let section = file
        .reading
        .as_deref()
        .map(Section::from_toml)
        .transpose()
        .unwrap();
    let cues = Cues::general().with(&section.unwrap_or_default());
    let text = example(name);
    let document = Document::new(name, text.as_bytes()).with_calendar(file.scheme.calendar);
    let drafts = heeded_reader::read(&document, &cues).unwrap().drafts;
    let responses = drafts.iter().map(|draft| draft.responses.len()).sum();
    let actions = drafts.iter().flat_map(|draft| &draft.actions);
    (
        drafts.len(),
        responses,
        actions.filter(|action| action.due.is_some()).count(),
    )
}

#[test]
fn every_example_reads_as_a_person_reads_it() {
    let (files, documents) = list();
    let read: Vec<_> = documents
        .iter()
        .map(|(name, scheme)| (name.as_str(), counted(&files, name, scheme)))
        .collect();
    let expected = [
        ("night-staffing-responses.txt", (8, 6, 8)),
        ("falls-from-beds.html", (6, 5, 8)),
        ("alarms-at-night.html", (5, 1, 1)),
        ("medicines-table.html", (7, 6, 5)),
        ("tram-doors-report.txt", (6, 5, 3)),
        ("coroner-report.txt", (3, 1, 1)),
        ("ward-rounds-responses.txt", (6, 6, 5)),
    ];
    assert_eq!(read, expected);
}
