//! `heeded corrections`: what a person said that fields of drafts are, and what was taken back.

use crate::cli::Corrections;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_import::{made_by, told};
use heeded_store::{CorrectionId, CorrectionRow, CorrectionsOf, Store};
use serde::Serialize;

/// How many corrections are listed at once, the newest: ten times what is applied at one place.
const LISTED_ROWS_MAX: u32 = 200_000;

#[derive(Serialize)]
struct Line<'a> {
    number: u64,
    at: String,
    by: String,
    issuer: &'a str,
    /// Where it holds; null: wherever these words of the issuer stand.
    place: Option<&'a str>,
    document: &'a str,
    reference: Option<&'a str>,
    ask: &'a str,
    field: &'a str,
    item: Option<&'a str>,
    read: Option<&'a str>,
    said: Option<&'a str>,
    around: &'a str,
    why: &'a str,
    taken_back_at: Option<String>,
    why_taken_back: Option<&'a str>,
}

pub(super) fn run(
    args: &Corrections,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "corrections", output)?;
    if let Some(number) = args.take_back {
        let why = args.why.clone().unwrap_or_default();
        let id = CorrectionId(number);
        wait(opened.importer().take_back(id, clock::now(), why))??;
        output.line(format!("Correction {number} is taken back."))?;
        output.remark("Records that were accepted with it stay as they are.");
        return Ok(Code::Done);
    }
    let all = all(&opened)?;
    let listed = all
        .iter()
        .filter(|row| args.all || row.taken_back.is_none());
    let mut count = 0_usize;
    for row in listed {
        output.line(if args.json {
            in_json(row)?
        } else {
            in_words(row)
        })?;
        count += 1;
    }
    match count {
        0 => output.remark("There are no corrections; `heeded drafts correct` makes one."),
        1 => output.remark("1 correction."),
        many => output.remark(format!("{many} corrections, the oldest first.")),
    }
    Ok(Code::Done)
}

/// Every correction, those taken back too, the oldest first.
///
/// # Errors
///
/// When the store fails.
pub(super) fn all(opened: &Opened) -> Result<Vec<CorrectionRow>, Failure> {
    Ok(wait(
        opened
            .store
            .corrections(CorrectionsOf::All(LISTED_ROWS_MAX)),
    )??)
}

fn in_words(row: &CorrectionRow) -> String {
    let made = &row.correction;
    let place = made.place.as_deref().unwrap_or("everywhere");
    let (number, issuer) = (row.id.0, &made.issuer);
    let why = made.why.trim_end_matches('.');
    let mut words = format!(
        "{number:>6}  {issuer}, {place}: {}.\n        {why}; {}.",
        told(made),
        made_by(made)
    );
    if made.place.is_some() {
        let ask: Vec<&str> = made.ask.split_whitespace().take(16).collect();
        words.push_str(&format!("\n        Of “{}…”", ask.join(" ")));
    }
    if let Some((at, why)) = &row.taken_back {
        words.push_str(&format!("\n        Taken back at {at}: {why}."));
    }
    words
}

fn in_json(row: &CorrectionRow) -> Result<String, Failure> {
    let made = &row.correction;
    let taken_back = row.taken_back.as_ref();
    let line = Line {
        number: row.id.0,
        at: made.at.to_string(),
        by: made_by(made),
        issuer: &made.issuer,
        place: made.place.as_deref(),
        document: &made.document,
        reference: made.reference.as_deref(),
        ask: &made.ask,
        field: &made.field,
        item: made.item.as_deref(),
        read: made.read.as_deref(),
        said: made.said.as_deref(),
        around: &made.around,
        why: &made.why,
        taken_back_at: taken_back.map(|(at, _)| at.to_string()),
        why_taken_back: taken_back.map(|(_, why)| why.as_str()),
    };
    serde_json::to_string(&line).map_err(|cause| Failure::Other(cause.to_string()))
}
