//! `heeded backup`: the whole register in one file.

use crate::cli::Backup;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::register;
use crate::settings::Settings;

pub(super) fn run(args: &Backup, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    if args.file.exists() {
        let there = args.file.display();
        return Err(Failure::Other(format!(
            "{there} is there already; choose another name"
        )));
    }
    let opened = register::open(settings, "backup", output)?;
    let progress = Progress::new(output, "steps", u64::MAX);
    opened.store.backup(&args.file, &mut |step| {
        progress.reach(step.done, step.total)
    })?;
    drop(progress);
    let length = std::fs::metadata(&args.file).map_or(0, |file| file.len());
    output.line(format!("{} written, {length} bytes.", args.file.display()))?;
    output.remark(
        "Prove it now and then: `heeded restore FILE --data ELSEWHERE`, then `heeded check`.",
    );
    Ok(Code::Done)
}
