//! `heeded read`: documents and what is in them; nothing is kept.

use super::documents::{self, Taker};
use super::sources::{Source, Sources, Tally};
use super::{due, explain};
use crate::cli::{Read, ReadFormat};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::indented;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;
use heeded_due::{Calendar, SaidOn, day_in_words};
use heeded_import::{cues, known_name};
use heeded_reader::explain::Explanation;
use heeded_reader::{Cues, Document, Draft, DraftAction, Names, Reading, Sure, json};
use heeded_schemes::SchemeFiles;
use serde::Serialize;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(args: &Read, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let files = settings.scheme_files()?;
    let mut reader = Reader::new(args, settings, &files)?;
    let sources = Sources::of(&args.sources)?;
    match sources.all.as_slice() {
        [source] if !sources.several => one(&mut reader, source, args.format, output),
        _ => many(&mut reader, &sources, args.format, output),
    }
}

/// Reads documents, all with the same cues.
struct Reader<'a> {
    taker: Taker,
    keep: Option<&'a Path>,
    names: Names,
    cues: Cues,
    calendar: Option<Calendar>,
    said_on: Option<SaidOn>,
    scheme: Option<&'a str>,
    explains: bool,
}

/// What was read, explained or not.
enum Told {
    Plain(Reading),
    Explained(Explanation),
}

impl Told {
    fn reading(&self) -> &Reading {
        match self {
            Self::Plain(reading) => reading,
            Self::Explained(explanation) => &explanation.reading,
        }
    }

    fn code(&self) -> Code {
        if self.reading().drafts.is_empty() {
            Code::NothingFound
        } else {
            Code::Done
        }
    }
}

/// What was read, for programs.
#[derive(Serialize)]
#[serde(untagged)]
enum ToldJson {
    Plain(json::Reading),
    Explained(explain::Json),
}

impl<'a> Reader<'a> {
    fn new(args: &'a Read, settings: &Settings, files: &SchemeFiles) -> Result<Self, Failure> {
        let scheme = args.scheme.as_ref().map(|id| due::scheme(files, id));
        let scheme = scheme.transpose()?;
        Ok(Self {
            taker: Taker::new(settings),
            keep: args.keep.as_deref(),
            names: names(files),
            cues: scheme.map_or_else(|| Ok(Cues::general()), cues)?,
            calendar: scheme.map(|file| file.scheme.calendar),
            said_on: args.said_on.as_deref().map(due::said_on).transpose()?,
            scheme: args.scheme.as_deref(),
            explains: args.explain,
        })
    }

    fn read(&mut self, source: &Source) -> Result<Told, Failure> {
        let taken = self.taker.take(source)?;
        if let Some(folder) = self.keep {
            keep(folder, &taken)?;
        }
        let mut document = Document::new(&taken.name, &taken.bytes).with_names(&self.names);
        document.calendar = self.calendar;
        document.media_type = taken.media_type.as_deref();
        document.pages = taken.pages.as_ref();
        document.attached = &taken.attached;
        document.said_on = self.said_on;
        let told = if self.explains {
            heeded_reader::explain::explain(&document, &self.cues).map(Told::Explained)
        } else {
            heeded_reader::read(&document, &self.cues).map(Told::Plain)
        };
        told.map_err(|cause| Failure::Other(cause.to_string()))
    }

    fn json(&self, told: &Told) -> ToldJson {
        match told {
            Told::Plain(reading) => ToldJson::Plain(json::Reading::from(reading)),
            Told::Explained(explanation) => {
                ToldJson::Explained(explain::json(explanation, self.scheme))
            }
        }
    }

    fn print(&self, told: &Told, output: Output) -> Result<(), Failure> {
        match told {
            Told::Plain(reading) => print_text(reading, output),
            Told::Explained(explanation) => explain::print(explanation, self.scheme, output),
        }
    }
}

/// Keeps a fetched document as it came, and how it came beside it.
fn keep(folder: &Path, taken: &documents::Document) -> Result<(), Failure> {
    let Some(fetched) = &taken.fetched else {
        return Ok(());
    };
    let mut head = format!("asked: {}\n", fetched.asked);
    for redirect in &fetched.redirects {
        head.push_str(&format!("by way of: {redirect}\n"));
    }
    let (address, status, at) = (&fetched.address, fetched.status, clock::now());
    head.push_str(&format!(
        "answered: {address}\nat: {at}\nstatus: {status}\n\n{}",
        fetched.headers
    ));
    fs::create_dir_all(folder)
        .map_err(|cause| Failure::file(format!("making {}", folder.display()), cause))?;
    let headers = format!("{}.headers", taken.name);
    for (name, bytes) in [(&taken.name, &taken.bytes[..]), (&headers, head.as_bytes())] {
        let path = folder.join(name);
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path);
        file.as_mut()
            .map_err(|cause| std::io::Error::new(cause.kind(), cause.to_string()))
            .and_then(|file| file.write_all(bytes))
            .map_err(|cause| Failure::file(format!("keeping {}", path.display()), cause))?;
    }
    Ok(())
}

fn one(
    reader: &mut Reader<'_>,
    source: &Source,
    format: ReadFormat,
    output: Output,
) -> Result<Code, Failure> {
    let told = reader.read(source)?;
    match format {
        // An empty list is an answer: who reads the JSON sees that nothing was found.
        ReadFormat::Json => {
            let json = reader.json(&told);
            // Of a long page the text is several times as large as the page: it is never held
            // whole.
            output.lines(|out| {
                indented::write(out, &json)?;
                writeln!(out)
            })?;
            Ok(Code::Done)
        }
        ReadFormat::Text => {
            reader.print(&told, output)?;
            Ok(told.code())
        }
    }
}

/// One of several, as a line for programs.
#[derive(Serialize)]
struct Line {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<ToldJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Reads one after the other: what cannot be read does not hold up the others.
fn many(
    reader: &mut Reader<'_>,
    sources: &Sources,
    format: ReadFormat,
    output: Output,
) -> Result<Code, Failure> {
    let count = u64::try_from(sources.all.len()).unwrap_or(u64::MAX);
    let progress = Progress::new(output, "documents", count);
    let mut tally = Tally::default();
    for source in &sources.all {
        let told = reader.read(source);
        progress.step();
        match (&told, format) {
            (told, ReadFormat::Json) => {
                let line = Line {
                    source: source.to_string(),
                    reading: told.as_ref().ok().map(|told| reader.json(told)),
                    error: told.as_ref().err().map(ToString::to_string),
                };
                let mut line = serde_json::to_vec(&line).map_err(unwritable)?;
                line.push(b'\n');
                output.bytes(&line)?;
            }
            (Ok(told), ReadFormat::Text) => {
                output.line(format!("== {source}"))?;
                reader.print(told, output)?;
                output.line("")?;
            }
            (Err(_), ReadFormat::Text) => {}
        }
        tally.add(source, told.map(|told| told.reading().drafts.len()));
    }
    drop(progress);
    tally.tell(sources, output);
    Ok(tally.code())
}

fn unwritable(cause: serde_json::Error) -> Failure {
    Failure::Other(cause.to_string())
}

/// Every body that a shipped or own scheme knows.
fn names(files: &SchemeFiles) -> Names {
    let bodies = files.iter().flat_map(|file| &file.organisations);
    Names::new(bodies.map(known_name).collect())
}

fn print_text(reading: &Reading, output: Output) -> Result<(), Failure> {
    output.lines(|out| {
        let found = reading.drafts.len();
        let unit = if found == 1 {
            "recommendation"
        } else {
            "recommendations"
        };
        writeln!(out, "{found} {unit} found.")?;
        if reading
            .drafts
            .iter()
            .any(|draft| draft.doubt().doubtful > 0)
        {
            writeln!(out, "What is doubtful has {DOUBTFUL} behind it.")?;
        }
        for (number, draft) in (1..).zip(&reading.drafts) {
            print_draft(number, draft, out)?;
        }
        for remark in &reading.remarks {
            writeln!(out, "? {}", remark.words)?;
        }
        Ok(())
    })
}

fn print_draft(number: usize, draft: &Draft, out: &mut dyn Write) -> io::Result<()> {
    let reference = draft.reference.as_ref();
    let reference = reference.map_or_else(
        || "no reference".to_owned(),
        |field| marked(&field.value, field.sure),
    );
    let text = marked(&draft.text.value, draft.text.sure);
    writeln!(out, "\n{number}. {text} ({reference})")?;
    let addressees = draft.addressees.iter();
    let addressees: Vec<String> = addressees.map(|f| marked(&f.value, f.sure)).collect();
    writeln!(out, "   Addressed to: {}", or_none(&addressees.join("; ")))?;
    for response in &draft.responses {
        let received = response
            .received
            .as_ref()
            .map(|field| marked(&day_in_words(field.value), field.sure));
        let received = received.unwrap_or_else(|| "day not stated".to_owned());
        let response = marked("Response", response.text.sure);
        writeln!(out, "   {response} received: {received}")?;
    }
    if draft.responses.is_empty() {
        writeln!(out, "   No response.")?;
    }
    for action in &draft.actions {
        writeln!(out, "   - {}", action_line(action))?;
    }
    for remark in &draft.remarks {
        writeln!(out, "   ? {}", remark.words)?;
    }
    Ok(())
}

fn action_line(action: &DraftAction) -> String {
    let due = action.due.as_ref().map_or_else(
        || "no date".to_owned(),
        |due| {
            let words = marked(&format!("“{}”", due.words.value), due.words.sure);
            match due.due.chosen().latest {
                Some(latest) => format!("{words}, by {}", day_in_words(latest)),
                None => format!("{words}, no day"),
            }
        },
    );
    let lead = action
        .lead
        .as_ref()
        .map(|lead| format!("; led by {}", marked(&lead.value, lead.sure)));
    let text = marked(&action.text.value, action.text.sure);
    format!("{text} [{due}{}]", lead.unwrap_or_default())
}

/// Stands behind what a person must look at.
const DOUBTFUL: &str = "(?)";

fn marked(words: &str, sure: Sure) -> String {
    match sure {
        Sure::Certain | Sure::Likely => words.to_owned(),
        Sure::Doubtful => format!("{words} {DOUBTFUL}"),
    }
}

fn or_none(words: &str) -> &str {
    if words.is_empty() {
        "nobody named"
    } else {
        words
    }
}
