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
use heeded_import::{Arrival, Choice, Outcome, ReportTerms, Taken, Terms};
use heeded_schemes::SchemeFiles;
use heeded_store::DraftRow;
use serde::Serialize;
use std::path::Path;

/// What became of one document.
#[derive(Debug, Default, Serialize)]
struct Report {
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
    let mut reports = Vec::new();
    for path in &args.files {
        let report = one(&opened, path, &terms, args)?;
        if !args.json {
            tell(&report, args.accept, output)?;
        }
        reports.push(report);
        progress.step();
    }
    if args.json {
        let text = serde_json::to_string_pretty(&reports);
        output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?)?;
    }
    Ok(code(&reports))
}

fn code(reports: &[Report]) -> Code {
    if reports.iter().any(|report| !report.waiting.is_empty()) {
        return Code::Waiting;
    }
    if reports.iter().all(|report| report.found == 0) {
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

fn one(opened: &Opened, path: &Path, terms: &Terms, args: &Import) -> Result<Report, Failure> {
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
    let choice = match (args.accept, args.accept_doubtful) {
        (false, _) => Choice::None,
        (true, false) => Choice::Certain,
        (true, true) => Choice::All,
    };
    let outcomes = wait(importer.accept_taken(&taken, choice, clock::now_and_today))??;
    Ok(report(path, taken, outcomes))
}

fn report(path: &Path, taken: Taken, outcomes: Vec<Outcome>) -> Report {
    let mut report = Report {
        file: path.display().to_string(),
        document: taken.document,
        found: taken.drafts.len(),
        remarks: taken.remarks,
        ..Report::default()
    };
    for outcome in outcomes {
        match outcome {
            Outcome::Accepted(accepted) => report.accepted.push(accepted.id.to_string()),
            Outcome::DecidedBefore => report.already_decided += 1,
            Outcome::Waits(row) => report.waiting.push(waits(&row, "for a person to decide")),
            Outcome::Doubtful(row) => report.waiting.push(waits(&row, "doubtful")),
            Outcome::Refused(row, why) => report.waiting.push(waits(&row, &why.to_string())),
        }
    }
    report
}

fn waits(row: &DraftRow, why: &str) -> WaitingDraft {
    WaitingDraft {
        draft: row.id.0,
        title: row.title.clone(),
        why: why.to_owned(),
    }
}

fn tell(report: &Report, accept: bool, output: Output) -> Result<(), Failure> {
    let found = report.found;
    let unit = if found == 1 {
        "recommendation"
    } else {
        "recommendations"
    };
    output.line(format!("{}: {found} {unit} found.", report.file))?;
    if report.already_decided > 0 {
        output.line(format!(
            "  {} of them were decided before.",
            report.already_decided
        ))?;
    }
    if !report.accepted.is_empty() {
        let (count, ids) = (report.accepted.len(), report.accepted.join(", "));
        output.line(format!("  {count} accepted: {ids}"))?;
    }
    for draft in &report.waiting {
        let WaitingDraft { draft, title, why } = draft;
        output.line(format!("  draft {draft} waits ({why}): {title}…"))?;
    }
    for remark in &report.remarks {
        output.line(format!("  ? {remark}"))?;
    }
    if !accept && !report.waiting.is_empty() {
        output.remark("Accept drafts with `heeded drafts --accept NUMBER…`.");
    }
    Ok(())
}
