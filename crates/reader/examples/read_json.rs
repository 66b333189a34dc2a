//! Prints the reading of a file as JSON: `cargo run --example read_json -- FILE`.

use std::io::Write;
use std::process::ExitCode;

use heeded_reader::{Cues, Document, json, read};

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for path in std::env::args().skip(1) {
        let line = match read_file(&path) {
            Ok(line) => line,
            Err(message) => {
                failed = true;
                message
            }
        };
        failed |= writeln!(out, "{line}").is_err();
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn read_file(path: &str) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let pages = heeded_extract::pages(path, &bytes).map_err(|error| error.to_string())?;
    let mut document = Document::new(path, &bytes);
    let attached = heeded_extract::attached(&document);
    document = document.with_attached(&attached);
    if let Some(pages) = &pages {
        document = document.with_pages(pages);
    }
    let reading = read(&document, &Cues::general()).map_err(|error| error.to_string())?;
    serde_json::to_string_pretty(&json::Reading::from(&reading)).map_err(|error| error.to_string())
}
