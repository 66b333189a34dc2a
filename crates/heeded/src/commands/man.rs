//! `heeded man` and `heeded completions`: what packages install, made from the command line itself.

use crate::cli::Cli;
use crate::failure::{Code, Failure};
use crate::output::Output;
use clap::CommandFactory;
use clap_complete::Shell;

pub(super) fn page(output: Output) -> Result<Code, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut page)
        .map_err(|cause| Failure::file("making the manual page", cause))?;
    output.bytes(&page)?;
    Ok(Code::Done)
}

pub(super) fn completions(shell: Shell, output: Output) -> Result<Code, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "heeded", &mut script);
    output.bytes(&script)?;
    Ok(Code::Done)
}
