//! One file per command.

mod backup;
mod beside;
mod check;
mod columns;
mod config;
mod corrections;
mod documents;
mod drafts;
mod due;
mod explain;
mod export;
mod import;
mod list;
mod man;
mod mistakes;
mod organisations;
mod read;
mod restore;
mod serve;
mod show;
mod sources;

use crate::cli::{Cli, Command};
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::settings::Settings;

/// Runs a command.
///
/// # Errors
///
/// A [`Failure`] with its exit code.
pub(crate) fn run(cli: Cli, output: &Output) -> Result<Code, Failure> {
    let output = *output;
    let settings = Settings::take(&cli.overrides)?;
    let data_named = cli.overrides.data.is_some();
    match cli.command {
        Command::Serve(args) => serve::run(&args, &settings, data_named, output),
        Command::Read(args) => read::run(&args, &settings, output),
        Command::Import(args) => import::run(&args, &settings, output),
        Command::Columns(args) => columns::run(&args, &settings, output),
        Command::Drafts(args) => drafts::run(&args, &settings, output),
        Command::Corrections(args) => corrections::run(&args, &settings, output),
        Command::Due(args) => due::run(&args, &settings, output),
        Command::Show(args) => show::run(&args, &settings, output),
        Command::List(args) => list::run(&args, &settings, output),
        Command::Note(args) => beside::note(&args, &settings, output),
        Command::Looked(args) => beside::looked(&args, &settings, output),
        Command::Theme(args) => beside::theme(&args, &settings, output),
        Command::Link(args) => beside::link(&args, &settings, output),
        Command::Organisations(args) => organisations::run(&args, &settings, output),
        Command::TakeDown(args) => beside::take_down(&args, &settings, output),
        Command::PutBack(args) => beside::put_back(&args, &settings, output),
        Command::Mistakes(args) => mistakes::run(&args, &settings, output),
        Command::Export(args) => export::run(&args, &settings, output),
        Command::Check(args) => check::run(&args, &settings, output),
        Command::Backup(args) => backup::run(&args, &settings, output),
        Command::Restore(args) => restore::run(&args, &settings, output),
        Command::Config(args) => config::run(&args, &settings, output),
        Command::Completions { shell } => man::completions(shell, output),
        Command::Man => man::page(output),
    }
}
