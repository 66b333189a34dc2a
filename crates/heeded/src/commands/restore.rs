//! `heeded restore`: a data folder from a backup.

use crate::cli::Restore;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register;
use crate::settings::Settings;
use heeded_store::sqlite::restore;
use std::sync::Arc;

pub(super) fn run(args: &Restore, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let schemes = Arc::new(settings.scheme_files()?.schemes());
    let opening = register::opening("restore", "steps", output);
    restore(&args.file, &settings.data, schemes, opening)?;
    output.line(format!("Restored into {}.", settings.data.display()))?;
    output.remark("`heeded check` proves that it is whole.");
    Ok(Code::Done)
}
