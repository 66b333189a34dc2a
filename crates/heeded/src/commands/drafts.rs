//! `heeded drafts`: what waits for a person. One draft field by field: `one`.

mod one;

use super::import::told;
use crate::cli::{Drafts, DraftsOf};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_import::{Change, ImportError};
use heeded_publish::change::{ChangeJson, changes};
use heeded_store::{DraftId, DraftRow, DraftState, Store};
use serde::Serialize;
use std::io::{self, BufRead, IsTerminal};

/// How many drafts one command shows and can name: beyond that a page of the workspace is better.
const DRAFTS_MAX: u32 = 100_000;

#[derive(Serialize)]
struct Line<'a> {
    draft: u64,
    document: &'a str,
    issuer: &'a str,
    scheme: &'a str,
    doubt: u32,
    title: &'a str,
    /// The record that it is a change of, and what it changes.
    change_of: Option<String>,
    changes: Vec<ChangeJson>,
    /// What was corrected in it, a sentence each.
    corrected: Vec<String>,
    why: &'a str,
}

pub(super) fn run(args: &Drafts, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "drafts", output)?;
    let waiting = wait(opened.store.drafts(DraftState::Waiting, DRAFTS_MAX))??;
    match &args.command {
        Some(DraftsOf::Show(show)) => {
            return one::show(&opened, find(&waiting, show.number)?, show.json, output);
        }
        Some(DraftsOf::Correct(correct)) => {
            return one::correct(&opened, find(&waiting, correct.number)?, correct, output);
        }
        None => {}
    }
    for number in &args.accept {
        accept(&opened, find(&waiting, *number)?, output)?;
    }
    let aside: Vec<&DraftRow> = args
        .set_aside
        .iter()
        .map(|number| find(&waiting, *number))
        .collect::<Result<_, _>>()?;
    set_aside(&opened, &aside, args.yes, output)?;
    if args.accept.is_empty() && args.set_aside.is_empty() {
        return list(&opened, &waiting, args.json, output);
    }
    Ok(Code::Done)
}

fn find(waiting: &[DraftRow], number: u64) -> Result<&DraftRow, Failure> {
    waiting
        .iter()
        .find(|row| row.id == DraftId(number))
        .ok_or_else(|| {
            Failure::NothingFound(format!(
                "no draft {number} waits; `heeded drafts` lists those that do"
            ))
        })
}

fn accept(opened: &Opened, row: &DraftRow, output: Output) -> Result<(), Failure> {
    let _turn = opened.take_turn(output)?;
    let accepted = wait(opened.importer().accept(row, clock::now(), clock::today()))??;
    let (draft, id) = (row.id.0, accepted.id);
    match &accepted.changed {
        None => output.line(format!("Draft {draft} accepted: {id}"))?,
        Some(change) if change.facts.is_empty() => {
            output.line(format!(
                "Draft {draft}: {id} says so already; nothing was changed"
            ))?;
        }
        Some(_) => output.line(format!("Draft {draft} accepted: {id} changed"))?,
    }
    for advice in accepted.advice {
        output.remark(format!("  {}", advice.sentence()));
    }
    Ok(())
}

fn set_aside(
    opened: &Opened,
    rows: &[&DraftRow],
    sure: bool,
    output: Output,
) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    for row in rows {
        output.remark(format!("Draft {}: {}…", row.id.0, row.title));
    }
    if !sure && !confirmed(output)? {
        return Err(Failure::Other("nothing was set aside".to_owned()));
    }
    for row in rows {
        wait(opened.store.set_aside(row.id))??;
        output.line(format!("Draft {} set aside.", row.id.0))?;
    }
    Ok(())
}

/// Asks at the terminal; without one, only `--yes` will do.
fn confirmed(output: Output) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "setting drafts aside cannot be undone; say --yes where nobody can be asked".to_owned(),
        ));
    }
    output.remark("Set these aside for good? Type yes:");
    let mut answer = String::new();
    io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|cause| Failure::file("reading the answer", cause))?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

fn list(
    opened: &Opened,
    waiting: &[DraftRow],
    json: bool,
    output: Output,
) -> Result<Code, Failure> {
    for row in waiting {
        let change = wait(opened.importer().change(row))??;
        if json {
            let corrected = corrected(opened, row)?;
            output.line(json_line(row, change.as_ref(), corrected)?)?;
            continue;
        }
        output.line(text_line(row))?;
        if let Some(change) = &change {
            output.line(format!(
                "        a change of {}: {}",
                change.record.id,
                row.why.lines().next().unwrap_or_default()
            ))?;
            for line in told(change) {
                output.line(format!("        · {line}"))?;
            }
        }
        let why = row.why.lines().skip(usize::from(change.is_some()));
        for line in why {
            output.line(format!("        {line}"))?;
        }
        for told in corrected(opened, row)? {
            output.line(format!("        Corrected. {told}"))?;
        }
    }
    if waiting.is_empty() {
        output.remark("No draft waits for a decision.");
        return Ok(Code::Done);
    }
    output.remark(format!("{} wait, the most doubtful first.", waiting.len()));
    output.remark("`heeded drafts show NUMBER` shows one field by field; `correct` corrects one.");
    Ok(Code::Waiting)
}

fn text_line(row: &DraftRow) -> String {
    let doubt = match row.doubt {
        0..10_000 => "certain",
        10_000..20_000 => "likely",
        _ => "doubtful",
    };
    format!(
        "{:>6}  {doubt:<8}  {}… ({})",
        row.id.0, row.title, row.issuer
    )
}

/// What was corrected in a draft, a sentence each; nothing in one that says that a record has gone.
fn corrected(opened: &Opened, row: &DraftRow) -> Result<Vec<String>, Failure> {
    match wait(opened.importer().shown(row))? {
        Ok(shown) => Ok(shown.told()),
        Err(ImportError::CannotCorrect(_)) => Ok(Vec::new()),
        Err(other) => Err(other.into()),
    }
}

fn json_line(
    row: &DraftRow,
    change: Option<&Change>,
    corrected: Vec<String>,
) -> Result<String, Failure> {
    let line = Line {
        corrected,
        draft: row.id.0,
        document: &row.document,
        issuer: &row.issuer,
        scheme: &row.scheme,
        doubt: row.doubt,
        title: &row.title,
        change_of: change.map(|change| change.record.id.to_string()),
        changes: change
            .map(|change| changes(&change.record, &change.facts))
            .unwrap_or_default(),
        why: &row.why,
    };
    serde_json::to_string(&line).map_err(|cause| Failure::Other(cause.to_string()))
}
