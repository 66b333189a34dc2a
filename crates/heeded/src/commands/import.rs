//! `heeded import`: documents into the register, as drafts or accepted.

use super::documents;
use crate::cli::Import;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_domain::scheme::SchemeId;
use heeded_import::{Arrival, Importer, ReportTerms, Taken, Terms};
use heeded_schemes::SchemeFiles;
use heeded_store::{DraftId, DraftRow, DraftState, Store};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Drafts are asked for in one go: far more than a document holds, and a bound all the same.
const DRAFTS_MAX: u32 = 100_000;

/// What became of one document.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Outcome {
    file: String,
    document: String,
    found: usize,
    accepted: Vec<String>,
    waiting: Vec<WaitingDraft>,
    already_decided: usize,
    remarks: Vec<String>,
}

/// A draft that still waits, and why.
#[derive(Debug, Serialize)]
struct WaitingDraft {
    draft: u64,
    title: String,
    why: String,
}

pub(super) fn run(args: &Import, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let opened = register::open(settings, "import", output)?;
    let terms = terms(args, &opened.files)?;
    let documents = u64::try_from(args.files.len()).unwrap_or(u64::MAX);
    let progress = Progress::new(output, "documents", documents);
    let mut outcomes = Vec::new();
    for path in &args.files {
        let outcome = one(&opened, path, &terms, args)?;
        if !args.json {
            tell(&outcome, args.accept, output)?;
        }
        outcomes.push(outcome);
        progress.step();
    }
    if args.json {
        let text = serde_json::to_string_pretty(&outcomes);
        output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?)?;
    }
    Ok(code(&outcomes))
}

fn code(outcomes: &[Outcome]) -> Code {
    if outcomes.iter().any(|outcome| !outcome.waiting.is_empty()) {
        return Code::Waiting;
    }
    if outcomes.iter().all(|outcome| outcome.found == 0) {
        Code::NothingFound
    } else {
        Code::Done
    }
}

/// The terms of an import: the scheme by its name or by its issuer's.
fn terms(args: &Import, files: &SchemeFiles) -> Result<Terms, Failure> {
    let typed = args.scheme.as_deref().unwrap_or(&args.issuer);
    let by_id = SchemeId::new(typed).and_then(|id| files.get(&id));
    let by_issuer = || {
        files.iter().find(|file| {
            let issuer = file.scheme.issuer.as_deref();
            let named = file
                .organisation(typed)
                .is_some_and(|body| Some(body.name()) == issuer);
            named || issuer.is_some_and(|issuer| issuer.eq_ignore_ascii_case(typed))
        })
    };
    let file = by_id.or_else(by_issuer).ok_or_else(|| {
        let known: Vec<String> = files
            .iter()
            .map(|file| file.scheme.id.to_string())
            .collect();
        Failure::Usage(format!(
            "no scheme is called “{typed}” or is that body's; name one with --scheme: {}. \
             docs/schemes.md says how to write another",
            known.join(", ")
        ))
    })?;
    let issuer_is_scheme = args.issuer == file.scheme.id.as_str();
    let issuer = match &file.scheme.issuer {
        Some(issuer) if issuer_is_scheme => issuer.clone(),
        None if issuer_is_scheme => {
            return Err(Failure::Usage(format!(
                "several bodies work to the scheme “{typed}”; say which one with --issuer NAME"
            )));
        }
        _ => args.issuer.clone(),
    };
    let captured_on = args.captured_on.unwrap_or_else(clock::today);
    let report = args.report.clone().map(|title| ReportTerms {
        title,
        address: args.address.clone(),
    });
    Ok(Terms {
        report,
        scheme: file.scheme.id.clone(),
        issuer,
        made_on: args.made_on,
        captured_on,
    })
}

fn one(opened: &Opened, path: &Path, terms: &Terms, args: &Import) -> Result<Outcome, Failure> {
    let document = documents::take(path)?;
    let arrival = Arrival {
        name: &document.name,
        bytes: &document.bytes,
        pages: document.pages.as_ref(),
        media_type: None,
        address: args.address.as_deref(),
    };
    let importer = opened.importer();
    let taken = wait(importer.take(arrival, terms))??;
    let choice = Choice {
        accept: args.accept,
        doubtful: args.accept_doubtful,
    };
    let mut outcome = accept_all(opened, &importer, &taken, choice)?;
    outcome.file = path.display().to_string();
    Ok(outcome)
}

/// Which drafts to accept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    /// Any at all.
    pub(crate) accept: bool,
    /// Those that are doubtful too.
    pub(crate) doubtful: bool,
}

/// Accepts the drafts of a document, as chosen; the others wait.
pub(crate) fn accept_all(
    opened: &Opened,
    importer: &Importer<'_>,
    taken: &Taken,
    choice: Choice,
) -> Result<Outcome, Failure> {
    let rows = wait(opened.store.drafts(DraftState::Waiting, DRAFTS_MAX))??;
    let waiting: BTreeMap<DraftId, DraftRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut outcome = Outcome {
        document: taken.document.clone(),
        found: taken.drafts.len(),
        remarks: taken.remarks.clone(),
        ..Outcome::default()
    };
    for (id, draft) in &taken.drafts {
        let Some(row) = waiting.get(id) else {
            outcome.already_decided += 1;
            continue;
        };
        let doubtful = draft.doubt().is_doubtful();
        if !choice.accept || (doubtful && !choice.doubtful) {
            let why = if doubtful {
                "doubtful"
            } else {
                "for a person to decide"
            };
            outcome.waiting.push(waits(row, why));
            continue;
        }
        match wait(importer.accept(row, clock::now(), clock::today()))? {
            Ok(accepted) => outcome.accepted.push(accepted.id.to_string()),
            Err(heeded_import::ImportError::Store(fault)) => return Err(fault.into()),
            // One draft that cannot be recorded does not hold up the others.
            Err(refused) => outcome.waiting.push(waits(row, &refused.to_string())),
        }
    }
    Ok(outcome)
}

fn waits(row: &DraftRow, why: &str) -> WaitingDraft {
    WaitingDraft {
        draft: row.id.0,
        title: row.title.clone(),
        why: why.to_owned(),
    }
}

fn tell(outcome: &Outcome, accept: bool, output: Output) -> Result<(), Failure> {
    let found = outcome.found;
    let unit = if found == 1 {
        "recommendation"
    } else {
        "recommendations"
    };
    output.line(format!("{}: {found} {unit} found.", outcome.file))?;
    if outcome.already_decided > 0 {
        output.line(format!(
            "  {} of them were decided before.",
            outcome.already_decided
        ))?;
    }
    if !outcome.accepted.is_empty() {
        let (count, ids) = (outcome.accepted.len(), outcome.accepted.join(", "));
        output.line(format!("  {count} accepted: {ids}"))?;
    }
    for draft in &outcome.waiting {
        let WaitingDraft { draft, title, why } = draft;
        output.line(format!("  draft {draft} waits ({why}): {title}…"))?;
    }
    for remark in &outcome.remarks {
        output.line(format!("  ? {remark}"))?;
    }
    if !accept && !outcome.waiting.is_empty() {
        output.remark("Accept drafts with `heeded drafts --accept NUMBER…`.");
    }
    Ok(())
}
