//! Reads one file, a PDF or any other that the reader takes, and prints the reading as JSON: the
//! whole way of a document without a register.
#![expect(clippy::print_stdout, reason = "printing is what this example does")]

use heeded_reader::{Cues, Document, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a file")?;
    let bytes = std::fs::read(&path)?;
    let pages = heeded_extract::pages(&path, &bytes)?;
    let mut document = Document::new(&path, &bytes);
    let attached = heeded_extract::attached(&document);
    document = document.with_attached(&attached);
    if let Some(pages) = &pages {
        document = document.with_pages(pages);
    }
    let reading = heeded_reader::read(&document, &Cues::general())?;
    println!(
        "{}",
        serde_json::to_string_pretty(&json::Reading::from(&reading))?
    );
    Ok(())
}
