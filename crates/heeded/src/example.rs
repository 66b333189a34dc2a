//! The invented examples: real layouts, read by the real reader, accepted like any other.

use crate::clock;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use crate::register::{Opened, organisation, wait};
use heeded_domain::event::{RecommendationFact, Subject};
use heeded_domain::id::{MistakeId, RecommendationId};
use heeded_domain::recommendation::{
    Closure, DueRevision, Note, NoteKind, PlannedAction, ProgressFact, Theme, ThemeSource,
};
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::{self, ClosureReason};
use heeded_import::{Arrival, Choice, Outcome, ReportTerms, Terms};
use heeded_schemes::SchemeFiles;
use heeded_store::{NewMistake, Store};
use jiff::civil::Date;
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
    /// What the page calls its subject.
    #[serde(default)]
    themes: Vec<String>,
    /// What happened to its records since.
    #[serde(default)]
    since: Vec<Since>,
}

/// What happened to a record of a document: a date was moved, somebody set a note beside it, an
/// organisation said how far an action has come, the issuer closed it, or it was taken down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Since {
    /// Its place in the document, from 1.
    record: usize,
    #[serde(default)]
    moved: Option<Moved>,
    #[serde(default)]
    note: Option<NoteOf>,
    #[serde(default)]
    progress: Option<ProgressOf>,
    #[serde(default)]
    closed: Option<ClosedOf>,
    /// Why it was taken out of everything public.
    #[serde(default)]
    taken_down: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    /// The date as stated until then: says which planned action it is.
    from: String,
    due: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteOf {
    from: String,
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgressOf {
    /// The date as stated: says which planned action it is.
    due: String,
    /// A code of the vocabulary, such as "delivered".
    value: String,
    on: toml::value::Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosedOf {
    /// A code of the vocabulary.
    reason: String,
    on: toml::value::Datetime,
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
    "night-actions.csv",
    "night-staffing-responses.txt",
    "rail-scheme.toml",
    "scheme.toml",
    "tram-doors-report.txt",
    "ward-rounds-responses.txt",
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
            attached: &[],
            media_type: None,
            address: Some(&example.address),
        };
        let importer = opened.importer();
        let taken = wait(importer.take(arrival, &terms(&example)?))??;
        let outcomes = wait(importer.accept_taken(&taken, Choice::All, clock::now_and_today))??;
        let records: Vec<RecommendationId> = outcomes.iter().filter_map(accepted).collect();
        afterwards(opened, &example, &records)?;
        progress.step();
    }
    message(opened)
}

/// Sends a reader's message, so that there is one to settle; once, whenever it is filled.
fn message(opened: &Opened) -> Result<(), Failure> {
    if wait(opened.store.has_mistake(MistakeId(1)))?? {
        return Ok(());
    }
    let message = NewMistake {
        at: clock::now(),
        about: "/recommendations/R0001A".to_owned(),
        words: "Our letter is of the 6th, not of the 5th.".to_owned(),
        reach: None,
    };
    wait(opened.store.keep_mistake(message))??;
    Ok(())
}

fn accepted(outcome: &Outcome) -> Option<RecommendationId> {
    match outcome {
        Outcome::Accepted(accepted) => Some(accepted.id),
        _ => None,
    }
}

/// Records the themes of a document's records, and what happened to them since. Records that were
/// there before have it already.
fn afterwards(
    opened: &Opened,
    example: &Example,
    records: &[RecommendationId],
) -> Result<(), Failure> {
    for (id, name) in records
        .iter()
        .flat_map(|id| example.themes.iter().map(move |name| (*id, name)))
    {
        let theme = Theme {
            name: name.clone(),
            source: ThemeSource::Published,
        };
        opened.record(id, RecommendationFact::Themed(theme))?;
    }
    for since in &example.since {
        let at = since.record.checked_sub(1);
        let Some(id) = at.and_then(|at| records.get(at)) else {
            continue;
        };
        if let Some(moved) = &since.moved {
            move_due(opened, *id, moved)?;
        }
        if let Some(note) = &since.note {
            let directory = opened.directory()?;
            let note = Note {
                kind: NoteKind::Organisation,
                from: Some(organisation(&directory, &note.from)?),
                text: note.words.clone(),
                on: Some(clock::today()),
            };
            opened.record(*id, RecommendationFact::Noted(note))?;
        }
        if let Some(said) = &since.progress {
            claim_progress(opened, *id, said)?;
        }
        if let Some(closed) = &since.closed {
            close(opened, *id, closed)?;
        }
        if let Some(why) = &since.taken_down {
            opened.record(*id, RecommendationFact::TakenDown(why.clone()))?;
        }
    }
    Ok(())
}

fn close(opened: &Opened, id: RecommendationId, closed: &ClosedOf) -> Result<(), Failure> {
    let reason = ClosureReason::from_code(&closed.reason);
    let closure = Closure {
        reason: reason.ok_or_else(|| wrong("example.toml", &closed.reason))?,
        native: None,
        on: Some(day_of("example.toml", &closed.on)?),
    };
    opened.record(id, RecommendationFact::Closed(closure))
}

fn claim_progress(opened: &Opened, id: RecommendationId, said: &ProgressOf) -> Result<(), Failure> {
    let value = vocabulary::Progress::from_code(&said.value);
    let fact = ProgressFact {
        value: value.ok_or_else(|| wrong("example.toml", &said.value))?,
        on: Some(day_of("example.toml", &said.on)?),
        evidence: None,
    };
    let action = action_due(opened, id, &said.due)?;
    opened.record(id, RecommendationFact::ProgressClaimed(action, fact))
}

/// The number of the planned action of a record whose date is stated so.
fn action_due(opened: &Opened, id: RecommendationId, due: &str) -> Result<u32, Failure> {
    let events = wait(opened.store.events(Subject::Recommendation(id)))??;
    let facts = recommendation(&events);
    let of = |action: &&PlannedAction| action.due().is_some_and(|d| d.as_stated == due);
    let action = facts.iter().flat_map(|facts| &facts.actions).find(of);
    action
        .map(|action| action.number)
        .ok_or_else(|| wrong("example.toml", format!("nothing {due}")))
}

fn day_of(file: &str, day: &toml::value::Datetime) -> Result<Date, Failure> {
    day.to_string().parse().map_err(|cause| wrong(file, cause))
}

fn move_due(opened: &Opened, id: RecommendationId, moved: &Moved) -> Result<(), Failure> {
    let action = action_due(opened, id, &moved.from)?;
    let due = heeded_due::read(&moved.due, &heeded_due::Context::default());
    let reason = Some(moved.reason.clone());
    opened.record(
        id,
        RecommendationFact::DueRevised(
            action,
            DueRevision {
                reason,
                ..DueRevision::to(Some(due))
            },
        ),
    )
}

fn terms(example: &Example) -> Result<Terms, Failure> {
    let day = |day: &toml::value::Datetime| day_of(&example.file, day);
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
