//! `heeded import`: documents into the register, as drafts or accepted.

use super::columns;
use super::documents::{self, Taker};
use super::sources::{Source, Sources, Tally};
use crate::cli::Import;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_domain::scheme::SchemeId;
use heeded_fetch::{Fetched, Seen};
use heeded_import::{Arrival, Change, Choice, Outcome, ReportTerms, Taken, Terms};
use heeded_publish::change::{ChangeJson, changes};
use heeded_reader::{ColumnField, ColumnMap};
use heeded_schemes::SchemeFiles;
use heeded_store::{Capture, DraftRow, Store, readers_first};
use jiff::Timestamp;
use serde::Serialize;

/// Identifiers that are told one by one: a line or two of them.
const IDS_TOLD_MAX: usize = 20;

/// What became of one document.
#[derive(Debug, Default, Serialize)]
struct Report {
    /// The file or address.
    source: String,
    document: String,
    /// Why it could not be read; nothing of it is then kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// Since when what is at the address has not changed, where it has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    unchanged_since: Option<Timestamp>,
    found: usize,
    /// What stood at its place before: `same`, `other`, or nothing.
    seen_before: Option<&'static str>,
    accepted: Vec<String>,
    changed: Vec<Changed>,
    nothing_new: Vec<String>,
    waiting: Vec<WaitingDraft>,
    already_decided: usize,
    remarks: Vec<String>,
}

/// A record that was changed by what the document says now.
#[derive(Debug, Serialize)]
struct Changed {
    record: String,
    changes: Vec<String>,
}

/// A draft that still waits, and why.
#[derive(Debug, Serialize)]
struct WaitingDraft {
    draft: u64,
    change_of: Option<String>,
    title: String,
    why: String,
}

pub(super) fn run(args: &Import, settings: &Settings, output: Output) -> Result<Code, Failure> {
    // A register that is read meanwhile is read as fast as ever.
    readers_first();
    let opened = register::open(settings, "import", output)?;
    let terms = terms(args, &opened.files)?;
    let sources = Sources::of(&args.sources)?;
    let documents = u64::try_from(sources.all.len()).unwrap_or(u64::MAX);
    let progress = Progress::new(output, "documents", documents);
    let mut taker = Taker::new(settings);
    let (mut reports, mut tally) = (Vec::new(), Tally::default());
    for source in &sources.all {
        let report = one(&opened, (&mut taker, source), (&terms, output), args);
        progress.step();
        match report {
            Ok(report) => {
                if !args.json {
                    tell(&report, args.accept, output)?;
                }
                tally.add(source, Ok(report.found));
                reports.push(report);
            }
            // One document that cannot be read does not hold up the others; a register that
            // cannot be written does.
            Err(why) if sources.several && why.is_about_a_document() => {
                reports.push(Report {
                    source: source.to_string(),
                    error: Some(why.to_string()),
                    ..Report::default()
                });
                tally.add(source, Err(why));
            }
            Err(why) => return Err(why),
        }
    }
    drop(progress);
    if args.json {
        let text = serde_json::to_string_pretty(&reports);
        output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?)?;
    }
    if sources.several {
        tally.tell(&sources, output);
    }
    Ok(code(&reports, &tally))
}

fn code(reports: &[Report], tally: &Tally) -> Code {
    let waits = reports.iter().any(|report| !report.waiting.is_empty());
    match tally.code() {
        Code::Failed => Code::Failed,
        _ if waits => Code::Waiting,
        code => code,
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
        // Only a table can say it, row by row.
        None if issuer_is_scheme => String::new(),
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

fn one(
    opened: &Opened,
    (taker, source): (&mut Taker, &Source),
    (terms, output): (&Terms, Output),
    args: &Import,
) -> Result<Report, Failure> {
    let (document, unchanged_since) = match source {
        Source::Address(address) => if_changed(opened, taker, address)?,
        _ => (taker.take(source)?, None),
    };
    let fetched = document.fetched.as_ref();
    let asked = fetched.map(|fetched| fetched.asked.as_str());
    let arrival = Arrival {
        name: &document.name,
        bytes: &document.bytes,
        pages: document.pages.as_ref(),
        attached: &document.attached,
        media_type: document.media_type.as_deref(),
        address: asked.or(args.address.as_deref()),
    };
    let importer = opened.importer();
    let map = map_for(&document, (opened, terms), args, output)?;
    // What is new is seen against the whole register: two at once would both bring in a new name.
    let _turn = opened.take_turn(output)?;
    let taken = wait(importer.take_by(arrival, terms, map.as_ref()))??;
    if let Some(fetched) = fetched {
        let capture = capture(fetched, &taken.document);
        wait(opened.store.keep_capture(capture))??;
    }
    let choice = match (args.accept, args.accept_doubtful) {
        (false, _) => Choice::None,
        (true, false) => Choice::Certain,
        (true, true) => Choice::All,
    };
    let outcomes = wait(importer.accept_taken(&taken, choice, clock::now_and_today))??;
    Ok(Report {
        unchanged_since,
        ..report(source, taken, outcomes)
    })
}

/// The column map for a document; where no issuer is named it has to tell who each is.
fn map_for(
    document: &documents::Document,
    (opened, terms): (&Opened, &Terms),
    args: &Import,
    output: Output,
) -> Result<Option<ColumnMap>, Failure> {
    let scheme = opened.files.get(&terms.scheme);
    let map = columns::map_for(document, (opened, scheme), args, output)?;
    let tells = map
        .as_ref()
        .is_some_and(|map| map.holds(ColumnField::Issuer));
    if terms.issuer.is_empty() && !tells {
        return Err(Failure::Usage(format!(
            "several bodies work to the scheme “{}”; say which one with --issuer NAME",
            terms.scheme
        )));
    }
    Ok(map)
}

/// What is at an address; where it is what was fetched before, the document that is kept, and when
/// it came.
fn if_changed(
    opened: &Opened,
    taker: &mut Taker,
    address: &str,
) -> Result<(documents::Document, Option<Timestamp>), Failure> {
    let asked = heeded_fetch::without_fragment(address)?;
    let before = wait(opened.store.last_capture(asked))??;
    let seen = before
        .as_ref()
        .map(|before| Seen::in_headers(&before.headers));
    if let Some(document) = taker.ask(address, &seen.unwrap_or_default())? {
        return Ok((document, None));
    }
    let gone = || Failure::Other(format!("{address} sent nothing; try again"));
    let before = before.ok_or_else(gone)?;
    let row = wait(opened.store.document(before.document.clone()))??.ok_or_else(gone)?;
    let bytes = wait(opened.store.document_bytes(before.document))??;
    let document = documents::from_bytes(row.name, bytes)?;
    let media_type = Some(row.media_type);
    Ok((
        documents::Document {
            media_type,
            ..document
        },
        Some(before.at),
    ))
}

/// How a document came, as the register keeps it.
fn capture(fetched: &Fetched, document: &str) -> Capture {
    Capture {
        document: document.to_owned(),
        asked: fetched.asked.clone(),
        address: fetched.address.clone(),
        redirects: fetched.redirects.clone(),
        at: clock::now(),
        status: fetched.status,
        headers: fetched.headers.clone(),
    }
}

fn report(source: &Source, taken: Taken, outcomes: Vec<Outcome>) -> Report {
    let mut report = Report {
        source: source.to_string(),
        document: taken.document,
        found: taken.drafts.len(),
        remarks: taken.remarks,
        seen_before: taken.seen_before.map(|seen| match seen {
            heeded_import::Seen::Same => "same",
            heeded_import::Seen::Other => "other",
        }),
        ..Report::default()
    };
    for outcome in outcomes {
        match outcome {
            Outcome::Accepted(accepted) => match accepted.changed {
                None => report.accepted.push(accepted.id.to_string()),
                Some(changes) => report.changed.push(Changed {
                    record: accepted.id.to_string(),
                    changes: told(&changes),
                }),
            },
            Outcome::NothingNew(id) => report.nothing_new.push(id.to_string()),
            Outcome::DecidedBefore => report.already_decided += 1,
            Outcome::Waits(row) => report.waiting.push(waits(&row, "for a person to decide")),
            Outcome::Doubtful(row) => report.waiting.push(waits(&row, doubtful(&row))),
            Outcome::Refused(row, why) => report.waiting.push(waits(&row, &why.to_string())),
        }
    }
    report
}

/// Why a doubtful draft waits: what a person has to decide, where it says so.
fn doubtful(row: &DraftRow) -> &str {
    let asks = |line: &&str| line.starts_with("A correction stood here");
    row.why.lines().find(asks).unwrap_or("doubtful")
}

/// What a change says, a line each.
pub(super) fn told(change: &Change) -> Vec<String> {
    let changes = changes(&change.record, &change.facts);
    changes.iter().map(ChangeJson::line).collect()
}

/// Identifiers in words: some one by one, of many the first and the last. As JSON all are told.
fn told_ids(ids: &[String]) -> String {
    match ids {
        [first, .., last] if ids.len() > IDS_TOLD_MAX => format!("{first} to {last}"),
        few => few.join(", "),
    }
}

fn waits(row: &DraftRow, why: &str) -> WaitingDraft {
    WaitingDraft {
        draft: row.id.0,
        change_of: row.about.map(|id| id.to_string()),
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
    output.line(format!("{}: {found} {unit} found.", report.source))?;
    if let Some(at) = report.unchanged_since {
        output.line(format!("  Not changed since it was fetched at {at}."))?;
    }
    if report.already_decided > 0 {
        output.line(format!(
            "  {} of them were decided before.",
            report.already_decided
        ))?;
    }
    match (report.nothing_new.len(), report.seen_before) {
        (0, Some("same")) => output.line("  The same document as when it was last read.")?,
        (0, _) => {}
        (count, _) => output.line(format!("  Nothing new of {count} on record."))?,
    }
    for Changed { record, changes } in &report.changed {
        output.line(format!("  {record} changed:"))?;
        for change in changes {
            output.line(format!("    {change}"))?;
        }
    }
    if !report.accepted.is_empty() {
        let count = report.accepted.len();
        output.line(format!(
            "  {count} accepted: {}",
            told_ids(&report.accepted)
        ))?;
    }
    for draft in &report.waiting {
        let WaitingDraft {
            draft,
            change_of,
            title,
            why,
        } = draft;
        let what = change_of.as_ref().map(|id| format!("a change of {id}, "));
        let what = what.unwrap_or_default();
        output.line(format!("  draft {draft} waits ({what}{why}): {title}…"))?;
    }
    for remark in &report.remarks {
        output.line(format!("  ? {remark}"))?;
    }
    if !accept && !report.waiting.is_empty() {
        output.remark("Accept drafts with `heeded drafts --accept NUMBER…`.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_identifiers_the_first_and_the_last_are_told() {
        let ids = |count: usize| (1..=count).map(|id| id.to_string()).collect::<Vec<_>>();
        assert_eq!(told_ids(&ids(2)), "1, 2");
        assert_eq!(told_ids(&ids(IDS_TOLD_MAX + 1)), "1 to 21");
    }
}
