//! The binary: settings, logging, one file per command.
//!
//! The only place that has a clock, an environment and a terminal. Every command answers with an
//! exit code that scripts can rely on: see [`failure::Code`].

mod cli;
mod clock;
mod commands;
mod example;
mod failure;
mod indented;
mod output;
mod progress;
mod register;
mod server;
mod settings;

use clap::Parser;
use mimalloc::MiMalloc;
use output::Output;
use std::process::ExitCode;

/// Gives back to the system what an index in the making, or learning, took for a while. The
/// system's own allocator keeps it: nearly twice as much memory for as long as the server runs.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let output = if cli.quiet {
        Output::quiet()
    } else {
        Output::to_terminal()
    };
    match commands::run(cli, &output) {
        Ok(code) => code.into(),
        Err(failure) => {
            output.failure(&failure);
            failure.code().into()
        }
    }
}
