//! `heeded check`: proves that the register is whole.

use crate::cli::Check;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::register;
use crate::settings::Settings;
use serde::Serialize;

#[derive(Serialize)]
struct CheckJson<'a> {
    events: u64,
    recommendations: u64,
    documents: u64,
    corrections: u64,
    problems: &'a [String],
    more_problems: u64,
}

pub(super) fn run(args: &Check, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "check", output)?;
    let progress = Progress::new(output, "events", u64::MAX);
    let checked = opened
        .store
        .check(&mut |step| progress.reach(step.done, step.total))?;
    drop(progress);
    if args.json {
        let json = CheckJson {
            events: checked.events,
            recommendations: checked.recommendations,
            documents: checked.documents,
            corrections: checked.corrections,
            problems: &checked.problems,
            more_problems: checked.more_problems,
        };
        let text = serde_json::to_string_pretty(&json);
        output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?)?;
    } else {
        for problem in &checked.problems {
            output.line(problem)?;
        }
        let found = match checked.problems.len() {
            0 => "all is whole".to_owned(),
            1 => "1 problem; restore a backup, and keep this folder for inspection".to_owned(),
            many => format!(
                "{many} problems and {} more; restore a backup, and keep this folder",
                checked.more_problems
            ),
        };
        output.line(format!(
            "{} events, {} recommendations, {} documents and {} corrections checked: {found}.",
            checked.events, checked.recommendations, checked.documents, checked.corrections
        ))?;
    }
    Ok(if checked.is_sound() {
        Code::Done
    } else {
        Code::Damaged
    })
}
