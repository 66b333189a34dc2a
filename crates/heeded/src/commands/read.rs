//! `heeded read`: a document and what is in it; nothing is kept.

use super::{documents, due};
use crate::cli::{Read, ReadFormat};
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::settings::Settings;
use heeded_due::day_in_words;
use heeded_import::{cues, known_name};
use heeded_reader::{Cues, Document, Draft, DraftAction, Names, Reading, json};
use heeded_schemes::SchemeFiles;

pub(super) fn run(args: &Read, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let files = settings.scheme_files()?;
    let taken = documents::take(&args.file)?;
    let names = names(&files);
    let mut document = Document::new(&taken.name, &taken.bytes).with_names(&names);
    if let Some(pages) = &taken.pages {
        document = document.with_pages(pages);
    }
    let mut words = Cues::general();
    if let Some(id) = &args.scheme {
        let file = due::scheme(&files, id)?;
        document = document.with_calendar(file.scheme.calendar);
        words = cues(file)?;
    }
    if let Some(said_on) = &args.said_on {
        document = document.with_said_on(due::said_on(said_on)?);
    }
    let reading = heeded_reader::read(&document, &words)
        .map_err(|cause| Failure::Other(cause.to_string()))?;
    match args.format {
        // An empty list is an answer: who reads the JSON sees that nothing was found.
        ReadFormat::Json => print_json(&reading, output)?,
        ReadFormat::Text => {
            print_text(&reading, output)?;
            if reading.drafts.is_empty() {
                return Ok(Code::NothingFound);
            }
        }
    }
    Ok(Code::Done)
}

/// Every body that a shipped or own scheme knows.
fn names(files: &SchemeFiles) -> Names {
    let bodies = files.iter().flat_map(|file| &file.organisations);
    Names::new(bodies.map(known_name).collect())
}

fn print_json(reading: &Reading, output: Output) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(&json::Reading::from(reading))
        .map_err(|cause| Failure::Other(cause.to_string()))?;
    output.line(text)
}

fn print_text(reading: &Reading, output: Output) -> Result<(), Failure> {
    let found = reading.drafts.len();
    let unit = if found == 1 {
        "recommendation"
    } else {
        "recommendations"
    };
    output.line(format!("{found} {unit} found."))?;
    for (number, draft) in (1..).zip(&reading.drafts) {
        print_draft(number, draft, output)?;
    }
    for remark in &reading.remarks {
        output.line(format!("? {}", remark.words))?;
    }
    Ok(())
}

fn print_draft(number: usize, draft: &Draft, output: Output) -> Result<(), Failure> {
    let reference = draft
        .reference
        .as_ref()
        .map_or("no reference", |field| field.value.as_str());
    output.line(format!("\n{number}. {} ({reference})", draft.text.value))?;
    let addressees: Vec<&str> = draft.addressees.iter().map(|f| f.value.as_str()).collect();
    output.line(format!(
        "   Addressed to: {}",
        or_none(&addressees.join("; "))
    ))?;
    for response in &draft.responses {
        let received = response
            .received
            .as_ref()
            .map(|field| day_in_words(field.value));
        let received = received.unwrap_or_else(|| "day not stated".to_owned());
        output.line(format!("   Response received: {received}"))?;
    }
    if draft.responses.is_empty() {
        output.line("   No response.")?;
    }
    for action in &draft.actions {
        output.line(format!("   - {}", action_line(action)))?;
    }
    for remark in &draft.remarks {
        output.line(format!("   ? {}", remark.words))?;
    }
    Ok(())
}

fn action_line(action: &DraftAction) -> String {
    let due = action.due.as_ref().map_or_else(
        || "no date".to_owned(),
        |due| match due.due.chosen().latest {
            Some(latest) => format!("“{}”, by {}", due.words.value, day_in_words(latest)),
            None => format!("“{}”, no day", due.words.value),
        },
    );
    let lead = action
        .lead
        .as_ref()
        .map(|lead| format!("; led by {}", lead.value));
    format!("{} [{due}{}]", action.text.value, lead.unwrap_or_default())
}

fn or_none(words: &str) -> &str {
    if words.is_empty() {
        "nobody named"
    } else {
        words
    }
}
