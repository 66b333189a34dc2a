//! `heeded drafts show` and `heeded drafts correct`: one draft, field by field.

use crate::cli::CorrectDraft;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{Opened, wait};
use heeded_import::{Reach, Saying, Shown, ShownField, To};
use heeded_reader::Sure;
use heeded_store::{CorrectionId, DraftRow};
use serde::Serialize;

/// How far the names of fields are set apart from what they hold.
const NAMES_WIDE: usize = 28;

#[derive(Serialize)]
struct DraftJson<'a> {
    draft: u64,
    title: &'a str,
    issuer: &'a str,
    fields: Vec<FieldJson>,
    /// Names of fields that hold nothing.
    empty: Vec<String>,
    /// What a person has to decide, a sentence each.
    to_decide: Vec<String>,
}

#[derive(Serialize)]
struct FieldJson {
    field: String,
    value: String,
    sure: &'static str,
    cue: String,
    /// The correction that was applied to it.
    correction: Option<u64>,
    /// What was read, where it was corrected.
    read: Option<String>,
    /// Whether the correction says that it is none.
    removed: bool,
}

pub(super) fn show(
    opened: &Opened,
    row: &DraftRow,
    json: bool,
    output: Output,
) -> Result<Code, Failure> {
    let shown = wait(opened.importer().shown(row))??;
    if json {
        let text = serde_json::to_string_pretty(&as_json(row, &shown));
        output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?)?;
        return Ok(Code::Done);
    }
    output.line(format!(
        "Draft {} ({}): {}…",
        row.id.0, row.issuer, row.title
    ))?;
    for field in shown.fields() {
        output.line(line(&shown, &field))?;
    }
    let empty: Vec<String> = shown.empty().iter().map(ToString::to_string).collect();
    if !empty.is_empty() {
        output.line(format!("Nothing in: {}", empty.join(", ")))?;
    }
    for told in shown.told() {
        output.line(format!("Corrected. {told}"))?;
    }
    for question in &shown.questions {
        output.line(format!("To decide: {}", question.sentence()))?;
    }
    output.remark(format!(
        "Correct one: heeded drafts correct {} --field NAME --to WORDS --why WORDS",
        row.id.0
    ));
    Ok(Code::Done)
}

fn line(shown: &Shown, field: &ShownField) -> String {
    let ShownField {
        spot,
        value,
        cue,
        sure,
    } = field;
    let value = value.lines().collect::<Vec<_>>().join("\n      ");
    let told = match shown.applied_at(*spot) {
        Some(applied) if applied.removes() => "  [removed]".to_owned(),
        Some(applied) => format!("  [correction {}]", applied.row.id.0),
        None => match sure {
            Sure::Certain => String::new(),
            sure => format!("  [{}: {cue}]", word(*sure)),
        },
    };
    format!("  {:<NAMES_WIDE$}{value}{told}", spot.to_string())
}

fn word(sure: Sure) -> &'static str {
    match sure {
        Sure::Certain => "certain",
        Sure::Likely => "likely",
        Sure::Doubtful => "doubtful",
    }
}

fn as_json<'a>(row: &'a DraftRow, shown: &Shown) -> DraftJson<'a> {
    let field = |field: ShownField| {
        let applied = shown.applied_at(field.spot);
        FieldJson {
            field: field.spot.to_string(),
            value: field.value,
            sure: word(field.sure),
            cue: field.cue,
            correction: applied.map(|one| one.row.id.0),
            read: applied.and_then(|one| one.row.correction.read.clone()),
            removed: applied.is_some_and(heeded_import::Applied::removes),
        }
    };
    DraftJson {
        draft: row.id.0,
        title: &row.title,
        issuer: &row.issuer,
        fields: shown.fields().into_iter().map(field).collect(),
        empty: shown.empty().iter().map(ToString::to_string).collect(),
        to_decide: shown.questions.iter().map(|one| one.sentence()).collect(),
    }
}

pub(super) fn correct(
    opened: &Opened,
    row: &DraftRow,
    args: &CorrectDraft,
    output: Output,
) -> Result<Code, Failure> {
    let to = match (&args.to, &args.add) {
        (Some(words), _) => To::Value(words.clone()),
        (None, Some(words)) => To::Addition(words.clone()),
        (None, None) => To::Removal,
    };
    let reach = match args.everywhere {
        true => Reach::Everywhere,
        false => Reach::Here,
    };
    let saying = Saying {
        spot: args.field,
        to,
        why: args.why.clone(),
        reach,
    };
    let importer = opened.importer();
    let said = wait(importer.correct(row, &saying, clock::now()))??;
    let number = row.id.0;
    if let Some(id) = said.id {
        let what = kept(opened, id)?;
        output.line(format!("Draft {number}, correction {}: {what}.", id.0))?;
    }
    for id in &said.taken_back {
        output.line(format!("Correction {} is taken back.", id.0))?;
    }
    match said.others {
        0 => {}
        1 => output.line("It is applied to 1 other draft that waits.")?,
        many => output.line(format!("It is applied to {many} other drafts that wait."))?,
    }
    for question in wait(importer.shown(row))??.questions {
        output.remark(format!("To decide: {}", question.sentence()));
    }
    output.remark(format!("Accept it with `heeded drafts --accept {number}`."));
    Ok(Code::Done)
}

/// What a correction says.
fn kept(opened: &Opened, id: CorrectionId) -> Result<String, Failure> {
    let all = super::super::corrections::all(opened)?;
    let row = all.iter().find(|row| row.id == id);
    Ok(row
        .map(|row| heeded_import::told(&row.correction))
        .unwrap_or_default())
}
