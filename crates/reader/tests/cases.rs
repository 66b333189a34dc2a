//! Every folder below `cases/`: an input, what is expected of it, and why it is hard.
//!
//! To add a case, make a folder with `input.txt` (`.html`, `.docx`, …) and `why.md`, run the test
//! with `UPDATE=1`, and read the `expected.json` that it wrote: it must say what a person would.
//! An optional `cues.toml` holds the `[reading]` section of a scheme, `map.toml` a column map.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test is meant to stop there"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use heeded_reader::json::{self, Action, Recommendation, RemarkRead, Response};
use heeded_reader::{
    ColumnMap, Cues, Document, Reading, RemarkKind, Section, read, read_by_columns,
};
use serde_json::{Value, json};

fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

fn input(folder: &Path) -> (String, Vec<u8>) {
    let mut entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap());
    let input = entries.find(|entry| entry.file_name().to_string_lossy().starts_with("input."));
    let input = input.unwrap_or_else(|| panic!("{} has no input", folder.display()));
    let name = input.file_name().to_string_lossy().into_owned();
    (name, std::fs::read(input.path()).unwrap())
}

fn cues(folder: &Path) -> Cues {
    match std::fs::read_to_string(folder.join("cues.toml")) {
        Ok(text) => Cues::general().with(&Section::from_toml(&text).unwrap()),
        Err(_) => Cues::general(),
    }
}

/// Reads an input: by its column map, where it has one; a PDF file goes through poppler, as it does
/// in the binary.
fn read_input(folder: &Path, name: &str, bytes: &[u8]) -> Reading {
    let cues = &cues(folder);
    if let Ok(map) = std::fs::read_to_string(folder.join("map.toml")) {
        let map = ColumnMap::from_toml("map.toml", &map).unwrap();
        return read_by_columns(&Document::new(name, bytes), cues, &map).unwrap();
    }
    let pages = heeded_extract::pages(name, bytes).unwrap();
    let mut document = Document::new(name, bytes);
    let attached = heeded_extract::attached(&document);
    document = document.with_attached(&attached);
    if let Some(pages) = &pages {
        document = document.with_pages(pages);
    }
    read(&document, cues).unwrap()
}

/// What a person would check: values, without the places they were read from.
fn summary(reading: &json::Reading) -> Value {
    json!({
        "title": reading.title,
        "encoding": reading.encoding,
        "recommendations": reading.recommendations.iter().map(recommendation).collect::<Vec<_>>(),
        "remarks": remarks(&reading.remarks_read, &reading.remarks),
    })
}

fn remarks(read: &[RemarkRead], words: &[String]) -> Vec<String> {
    read.iter()
        .zip(words)
        .map(|(read, words)| format!("{}: {words}", read.kind))
        .collect()
}

fn recommendation(one: &Recommendation) -> Value {
    let remarks = remarks(&one.remarks_read, &one.remarks);
    let mut summary = json!({
        "reference": one.reference,
        "kind": one.kind,
        "text": one.text,
        "purpose": one.purpose,
        "addressees": one.addressees,
        "collaborators": one.collaborators,
        "responses": one.responses.iter().map(response).collect::<Vec<_>>(),
        "actions": one.actions.iter().map(action).collect::<Vec<_>>(),
        "remarks": remarks,
        "doubt": one.doubt,
    });
    if !one.particulars.is_empty() {
        let told = one.particulars.iter();
        let told: Vec<String> = told.map(|p| format!("{}: {}", p.what, p.value)).collect();
        summary["particulars"] = json!(told);
    }
    if let Some(day) = &one.respond_by {
        summary["respond_by"] = json!(day);
    }
    summary
}

fn response(one: &Response) -> Value {
    let dispositions: Vec<&str> = one
        .dispositions
        .iter()
        .map(|said| said.disposition.as_str())
        .collect();
    json!({
        "kind": one.kind,
        "from": one.from,
        "received": one.received,
        "stated": one.stated,
        "text": one.text,
        "dispositions": dispositions,
        "refusals": one.refusals,
    })
}

fn action(one: &Action) -> Value {
    let due = one.due.as_ref().map(|due| {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "open".to_owned());
        format!(
            "{} = {}..{}",
            due.as_stated,
            day(&due.earliest),
            day(&due.latest)
        )
    });
    json!({
        "text": one.text,
        "due": due,
        "lead": one.lead,
        "dependencies": one.dependencies,
        "conditions": one.conditions,
        "comments": one.comments,
        "found_in": one.found_in,
        "commitment": one.commitment,
    })
}

/// The lines in which two texts differ, with a few around them.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let tail = tail.min(old.len() - same).min(new.len() - same);
    let mut told = String::new();
    for line in &old[same.saturating_sub(3)..same] {
        writeln!(told, "      {line}").unwrap();
    }
    for line in &old[same..old.len() - tail] {
        writeln!(told, "    - {line}").unwrap();
    }
    for line in &new[same..new.len() - tail] {
        writeln!(told, "    + {line}").unwrap();
    }
    told
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "UPDATE is for those who write cases, not a setting"
)]
fn every_case_reads_as_expected() {
    let update = std::env::var("UPDATE").is_ok();
    let mut wrong = String::new();
    for folder in folders() {
        assert!(
            folder.join("why.md").exists(),
            "{} lacks why.md",
            folder.display()
        );
        let (name, bytes) = input(&folder);
        let reading = read_input(&folder, &name, &bytes);
        let summary = summary(&json::Reading::from(&reading));
        let found = serde_json::to_string_pretty(&summary).unwrap() + "\n";
        let path = folder.join("expected.json");
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found == expected {
            continue;
        }
        if update {
            std::fs::write(&path, &found).unwrap();
        } else {
            let case = folder.file_name().unwrap().to_string_lossy().into_owned();
            writeln!(
                wrong,
                "{case} (- expected, + found):\n{}",
                difference(&expected, &found)
            )
            .unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "\n{wrong}\nIf the new reading is right: UPDATE=1 cargo test --test cases"
    );
}

#[test]
fn a_reading_goes_to_json_and_comes_back_the_same() {
    for folder in folders() {
        let (name, bytes) = input(&folder);
        let reading = read_input(&folder, &name, &bytes);
        let text = serde_json::to_string(&json::Reading::from(&reading)).unwrap();
        let wire: json::Reading = serde_json::from_str(&text).unwrap();
        assert_eq!(
            heeded_reader::Reading::try_from(wire).unwrap(),
            reading,
            "{}",
            folder.display()
        );
    }
}

/// Every rule that makes a remark is shown by a case.
#[test]
fn every_kind_of_remark_has_a_case() {
    let expected: String = folders()
        .iter()
        .map(|folder| std::fs::read_to_string(folder.join("expected.json")).unwrap())
        .collect();
    for kind in RemarkKind::ALL {
        assert!(
            expected.contains(&format!("\"{}: ", kind.code())),
            "no case shows {kind:?}"
        );
    }
}
