//! `heeded restore`: a data folder from a backup.

use crate::cli::Restore;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

pub(super) fn run(args: &Restore, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let progress = Progress::new(output, "steps", u64::MAX);
    let report = &mut |step: heeded_store::sqlite::Progress| progress.reach(step.done, step.total);
    heeded_store::sqlite::restore(&args.file, &settings.data, report)?;
    drop(progress);
    output.line(format!("Restored into {}.", settings.data.display()))?;
    output.remark("`heeded check` proves that it is whole.");
    Ok(Code::Done)
}
