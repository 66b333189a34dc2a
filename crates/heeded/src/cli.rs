//! The command line: every command and flag, with the help that teaches it.

mod drafts;
mod help;

pub(crate) use drafts::{CorrectDraft, Corrections, Drafts, DraftsOf};
use help::{AFTER_HELP, SITE_HELP};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use heeded_domain::vocabulary::LinkKind;
use jiff::civil::Date;
use std::path::PathBuf;

/// Was it heeded? A register of safety recommendations and of what became of them.
#[derive(Debug, Parser)]
#[command(name = "heeded", version, about, after_help = AFTER_HELP, propagate_version = true)]
pub(crate) struct Cli {
    /// Settings that beat the settings file.
    #[command(flatten)]
    pub overrides: Overrides,
    /// Say nothing but the result and failures.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Settings that beat the settings file.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Overrides {
    /// Settings file [default: heeded.toml, where there is one].
    #[arg(long, global = true, env = "HEEDED_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Data folder with database and documents [default: heeded-data].
    #[arg(long, global = true, env = "HEEDED_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Folder with scheme files of your own.
    #[arg(long, global = true, env = "HEEDED_SCHEMES", value_name = "DIR")]
    pub schemes: Option<PathBuf>,
    /// Let addresses of this machine and of private networks be read.
    #[arg(
        long,
        global = true,
        env = "HEEDED_ALLOW_PRIVATE_ADDRESSES",
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        hide = true
    )]
    pub allow_private_addresses: Option<bool>,
    /// Address and port to listen on [default: 127.0.0.1:8080].
    #[arg(
        long,
        global = true,
        env = "HEEDED_LISTEN",
        value_name = "ADDRESS",
        hide = true
    )]
    pub listen: Option<String>,
    /// Name of the service.
    #[arg(
        long,
        global = true,
        env = "HEEDED_SERVICE_NAME",
        value_name = "NAME",
        hide = true
    )]
    pub service_name: Option<String>,
    /// The body that runs the register.
    #[arg(
        long,
        global = true,
        env = "HEEDED_RUN_BY",
        value_name = "NAME",
        hide = true
    )]
    pub run_by: Option<String>,
    /// Whether it is an official publication.
    #[arg(
        long,
        global = true,
        env = "HEEDED_OFFICIAL",
        value_name = "BOOL",
        hide = true
    )]
    pub official: Option<bool>,
    /// The public address, for citations.
    #[arg(
        long,
        global = true,
        env = "HEEDED_PUBLIC_ADDRESS",
        value_name = "URL",
        hide = true
    )]
    pub public_address: Option<String>,
    /// Where people write to.
    #[arg(
        long,
        global = true,
        env = "HEEDED_CONTACT",
        value_name = "E-MAIL",
        hide = true
    )]
    pub contact: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the register as web pages.
    ///
    /// Makes an empty register where there is none. Listens on 127.0.0.1:8080 unless --listen or
    /// the settings say otherwise, and prints the address. Stop it with Ctrl-C: what was
    /// acknowledged is kept.
    #[command(after_help = SITE_HELP)]
    Serve(Serve),
    /// Read documents and print what is in them; nothing is kept.
    ///
    /// Takes files, folders, addresses (http, https) and "-" for standard input. Of a folder every
    /// file of a known kind is read, in the order of its name. An address of a private network is
    /// read only with --allow-private-addresses.
    ///
    /// As JSON one file or address is one object; a folder, or several, give one object a line,
    /// with `source` and `reading` or `error`.
    Read(Read),
    /// Read documents into the register.
    ///
    /// Takes what `heeded read` takes. What came from an address is kept with its headers, and is
    /// asked for again only if it has changed.
    ///
    /// Without --accept the drafts wait for a person (`heeded drafts`). With it each draft is
    /// accepted in the name of the operator; doubtful ones are listed and left waiting, unless
    /// --accept-doubtful. The same document again changes nothing.
    Import(Import),
    /// Show what the columns of a spreadsheet or a CSV file hold, by their headings.
    ///
    /// Each heading with three of its cells and what it seems to hold. --write makes a column map
    /// of it, to correct and to use with `heeded import --columns`. The map is then remembered for
    /// files with the same headings, in whatever order.
    Columns(Columns),
    /// Drafts that wait for a person: list them, correct them, accept them, set them aside.
    ///
    /// Without options it lists those that wait, the most doubtful first. `heeded drafts show`
    /// shows every field of one with its name; `heeded drafts correct` says what a field is, where
    /// the reader read it wrong or the document has a misprint. A correction is remembered: it is
    /// applied again whenever the page is read and the same words stand there.
    Drafts(Drafts),
    /// What was corrected in drafts: list the corrections, take one back.
    ///
    /// A correction is applied again whenever its document is read and the same words stand at that
    /// field. Taken back, it is applied no more; records that were accepted with it stay as they
    /// are, and the correction stays in the list with --all.
    Corrections(Corrections),
    /// Say what a vague date means: "by Winter 2025, subject to funding".
    Due(DueArgs),
    /// Print one record.
    Show(Show),
    /// List recommendations, or late planned actions.
    List(List),
    /// Set a note beside a record: an organisation's own, or a correction.
    ///
    /// Nothing that stands in the record is changed: the note stands beside it, with who speaks and
    /// the day. Stop a server on the same folder first.
    Note(Note),
    /// Say what a record is about, in your words.
    Theme(Theme),
    /// Confirm that a recommendation supports, repeats, contradicts or supersedes another.
    ///
    /// Of any issuer. Pages suggest which may ask for the same; a link says that a person has read
    /// both. Stop a server on the same folder first.
    Link(Link),
    /// Say that responses were looked for, and none that is not on record was found.
    ///
    /// Coroners' reports stand without their responses: from such a document nobody can tell who
    /// has not responded, so the record says "not known". Look where responses are published. Those
    /// you find: `heeded import`. That you found no other: this, and from that day silence is a
    /// fact. Stop a server on the same folder first.
    Looked(Looked),
    /// Organisations: list them, find those that may be one, say that they are or are not.
    ///
    /// Nothing is merged by itself: a spelling that nobody has becomes an organisation of its own.
    /// What you say here is an event of the register. Stop a server on the same folder first.
    Organisations(Organisations),
    /// Take a record down: accepted by mistake, or with what must not be public.
    ///
    /// It leaves every page, list, count, search and file at once, as of every day; its address
    /// says that it was taken down, when and why. Its events stay in the data folder and in
    /// backups, so that it can be put back and nothing can vanish unseen. The reason is public: do
    /// not repeat in it what has to go. For the issuer's own act record a withdrawal instead. Stop
    /// a server on the same folder first.
    TakeDown(TakeDown),
    /// Put back a record that was taken down.
    PutBack(PutBack),
    /// What readers say is wrong: list the messages, settle them.
    ///
    /// Without options it lists those that wait. How to reach who sent one is deleted when it is
    /// settled, so answer first.
    Mistakes(Mistakes),
    /// Write every record as JSON lines or CSV.
    Export(Export),
    /// Prove that the register is whole: its events, its tables, its documents.
    Check(Check),
    /// Write the whole register to one file, while it is in use.
    Backup(Backup),
    /// Make a data folder from a backup.
    Restore(Restore),
    /// Show the settings in force, and the schemes.
    Config(Config),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page (troff).
    Man,
}

/// Serve the register as web pages.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Fill the register with invented examples at start, read by the real reader. Without --data
    /// they are kept nowhere.
    #[arg(long)]
    pub example: bool,
}

/// Read documents and print what is in them.
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Files, folders, addresses; "-" for standard input.
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// In which form to print it.
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub format: ReadFormat,
    /// Show the document block by block: what became of each, by which cues, and what was left
    /// unread though it smells of an ask or a promise (docs/teaching.md).
    #[arg(long)]
    pub explain: bool,
    /// A folder in which to keep what comes from addresses: each as it came, and its headers.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// The scheme whose cues and calendar to read with.
    #[arg(long, value_name = "ID")]
    pub scheme: Option<String>,
    /// The day the document was written, for dates without a year: 2025, 2025-05 or 2025-05-20.
    #[arg(long, value_name = "DAY")]
    pub said_on: Option<String>,
}

/// In which form to print a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Read documents into the register.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files, folders, addresses; "-" for standard input.
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// The body that made the recommendations: its name, its abbreviation, or a scheme's short
    /// name ("hssib").
    #[arg(long, value_name = "NAME")]
    pub issuer: String,
    /// The scheme it works to [default: the one whose issuer it is].
    #[arg(long, value_name = "ID")]
    pub scheme: Option<String>,
    /// The day the recommendations were made, where known.
    #[arg(long, value_name = "DAY")]
    pub made_on: Option<Date>,
    /// The title of the report they come from; of one issuer, one title is one report.
    #[arg(long, value_name = "TITLE")]
    pub report: Option<String>,
    /// Where it is published.
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// A column map for spreadsheets and CSV files (`heeded columns --write`); remembered for files
    /// with the same headings.
    #[arg(long, value_name = "MAP")]
    pub columns: Option<PathBuf>,
    /// The day the documents were captured [default: today].
    #[arg(long, value_name = "DAY")]
    pub captured_on: Option<Date>,
    /// Accept the drafts in the name of the operator.
    #[arg(long)]
    pub accept: bool,
    /// Accept doubtful drafts too.
    #[arg(long, requires = "accept")]
    pub accept_doubtful: bool,
    /// Print the outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Show what the columns of a table hold.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Columns {
    /// The spreadsheet or CSV file; "-" for standard input.
    pub file: Option<PathBuf>,
    /// The file to write a column map to; it must not be there yet.
    #[arg(long, value_name = "MAP")]
    pub write: Option<PathBuf>,
    /// What to do with the maps that are remembered.
    #[command(subcommand)]
    pub command: Option<ColumnsOf>,
}

/// What to do with remembered column maps.
#[derive(Debug, Subcommand)]
pub(crate) enum ColumnsOf {
    /// List the column maps that are remembered.
    List,
    /// Forget one.
    Forget {
        /// Its shape, as the list shows it.
        fingerprint: String,
    },
}

/// Say what a vague date means.
#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    /// The words, such as "by Winter 2025, TBC".
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub words: Option<String>,
    /// The day the words were said, for dates without a year: 2025, 2025-05 or 2025-05-20.
    #[arg(long, value_name = "DAY")]
    pub said_on: Option<String>,
    /// The scheme whose calendar to read with (financial years, seasons).
    #[arg(long, value_name = "ID")]
    pub scheme: Option<String>,
    /// Say also whether it is late on this day.
    #[arg(long, value_name = "DAY")]
    pub late_on: Option<Date>,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
    /// Read JSON lines from standard input: `id`, `expression`, `document_date`, `sentence`.
    #[arg(long)]
    pub jsonl: bool,
}

/// Print one record.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Its identifier, such as R0001A.
    pub id: String,
    /// As things stood at the end of this day.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Date>,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

/// List recommendations, or late planned actions.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Late planned actions rather than recommendations.
    #[arg(long)]
    pub late: bool,
    /// As things stood at the end of this day.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Date>,
    /// Only with this status, such as response-overdue.
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Only addressed to this organisation: name, abbreviation or identifier.
    #[arg(long, value_name = "NAME")]
    pub addressee: Option<String>,
    /// Only made by this organisation.
    #[arg(long, value_name = "NAME")]
    pub issuer: Option<String>,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Write every record.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// In which form.
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    pub format: ExportFormat,
    /// As things stood at the end of this day.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Date>,
    /// The file to write; it must not be there yet. Without it: standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// In which form to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One record a line, as JSON.
    Jsonl,
    /// One planned action a line, for spreadsheets.
    Csv,
}

/// Prove that the register is whole.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Print the outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Write the whole register to one file.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet.
    pub file: PathBuf,
}

/// Make a data folder from a backup.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    pub file: PathBuf,
}

/// Show the settings in force.
#[derive(Debug, Args)]
pub(crate) struct Config {
    /// Print the default settings file with its documentation.
    #[arg(long)]
    pub defaults: bool,
}

/// Set a note beside a record.
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// The record, such as R0001A.
    pub id: String,
    /// The words of the note.
    pub words: String,
    /// The organisation whose note it is: name, abbreviation or identifier. Without it the note is
    /// a correction by those who run the register.
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
    /// The day of the note [default: today].
    #[arg(long, value_name = "DAY")]
    pub on: Option<Date>,
}

/// Say what a record is about.
#[derive(Debug, Args)]
pub(crate) struct Theme {
    /// The record, such as R0001A.
    pub id: String,
    /// What it is about, such as "Medicines safety".
    pub name: String,
}

/// Say where responses were looked for.
#[derive(Debug, Args)]
pub(crate) struct Looked {
    /// The record, such as R0001A.
    pub id: String,
    /// Where you looked: an address, or words.
    #[arg(value_name = "WHERE")]
    pub place: String,
    /// The day you looked, such as 2026-05-03 [default: today].
    #[arg(long, value_name = "DAY")]
    pub on: Option<Date>,
}

/// Take a record down.
#[derive(Debug, Args)]
pub(crate) struct TakeDown {
    /// The record, such as R0001A.
    pub id: String,
    /// Why, in words that everybody may read.
    pub reason: String,
}

/// Put a record back.
#[derive(Debug, Args)]
pub(crate) struct PutBack {
    /// The record, such as R0001A.
    pub id: String,
    /// Why, in words that everybody may read.
    pub reason: String,
}

/// Confirm how one recommendation stands to another.
#[derive(Debug, Args)]
pub(crate) struct Link {
    /// The record that gets the link, such as R0001A.
    pub id: String,
    /// How it stands to the other.
    #[arg(value_parser = link_kind)]
    pub kind: LinkKind,
    /// The other record, such as R0002D.
    pub to: String,
}

fn link_kind(typed: &str) -> Result<LinkKind, String> {
    let known: Vec<&str> = LinkKind::ALL.iter().map(|kind| kind.code()).collect();
    LinkKind::from_code(typed).ok_or_else(|| format!("write one of: {}", known.join(", ")))
}

/// Organisations of the register.
#[derive(Debug, Args)]
pub(crate) struct Organisations {
    /// What to do; without it they are listed.
    #[command(subcommand)]
    pub what: Option<OrganisationsDo>,
    /// Print the list as JSON lines.
    #[arg(long)]
    pub json: bool,
}

/// What to do with organisations.
#[derive(Debug, Subcommand)]
pub(crate) enum OrganisationsDo {
    /// List those whose names are alike, for you to decide.
    ///
    /// Misspellings, abbreviations, other capitals, brackets and articles, words in another order.
    /// Those on which you have decided are not listed again.
    Similar {
        /// Print the list as JSON lines.
        #[arg(long)]
        json: bool,
    },
    /// Record that a spelling means an organisation; documents that use it are read so.
    Alias {
        /// The organisation: name, abbreviation or identifier.
        organisation: String,
        /// The other spelling.
        spelling: String,
    },
    /// Record that an organisation is another record of a second one.
    ///
    /// Both records stay, with their history. From today the second one answers for what the first
    /// one was asked, and documents that name the first one are read as naming the second.
    Same {
        /// The organisation that stands in the register twice: name, abbreviation or identifier.
        organisation: String,
        /// The record under which it goes on.
        other: String,
    },
    /// Record that two organisations are not one, however alike their names.
    Apart {
        /// One organisation: name, abbreviation or identifier.
        organisation: String,
        /// The other.
        other: String,
    },
}

/// What readers say is wrong.
#[derive(Debug, Args)]
pub(crate) struct Mistakes {
    /// Settle this message: something was done about it.
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "outcome",
        conflicts_with = "set_aside"
    )]
    pub answered: Option<String>,
    /// Settle this message: there was nothing to do.
    #[arg(long, value_name = "NUMBER", requires = "outcome")]
    pub set_aside: Option<String>,
    /// What was done about it, or why nothing; for your own files.
    #[arg(long, value_name = "WORDS")]
    pub outcome: Option<String>,
    /// List those that were settled too.
    #[arg(long)]
    pub all: bool,
    /// Print the list as JSON lines.
    #[arg(long)]
    pub json: bool,
}
