//! `heeded drafts` and `heeded corrections`: their flags, with the help that teaches them.

use clap::{Args, Subcommand};
use heeded_import::Spot;

/// Drafts that wait for a person.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Drafts {
    /// Accept these drafts, by number.
    #[arg(long, value_name = "NUMBER", num_args = 1..)]
    pub accept: Vec<u64>,
    /// Set these aside as not a recommendation, by number. This cannot be undone.
    #[arg(long, value_name = "NUMBER", num_args = 1..)]
    pub set_aside: Vec<u64>,
    /// Do not ask before setting aside.
    #[arg(long)]
    pub yes: bool,
    /// Print the list as JSON.
    #[arg(long)]
    pub json: bool,
    /// What to do with one draft.
    #[command(subcommand)]
    pub command: Option<DraftsOf>,
}

/// What to do with one draft.
#[derive(Debug, Subcommand)]
pub(crate) enum DraftsOf {
    /// Show every field of a draft with its name, its words and how sure the reader is.
    ///
    /// The names are those that `heeded drafts correct --field` takes. What was corrected stands
    /// below, and what a person has to decide.
    Show(ShowDraft),
    /// Say what a field of a draft is, in the place of what was read.
    ///
    /// `heeded drafts correct 7 --field addressees[0] --to "NHS England" --why typo --everywhere`
    ///
    /// `heeded drafts correct 7 --field actions[1].due --to "by March 2027" --why "it was cut off"`
    ///
    /// `heeded drafts correct 7 --field actions[2] --remove --why "it tells what was done before"`
    ///
    /// `heeded drafts correct 7 --field addressees --add "Care Council" --why "in the heading"`
    ///
    /// Lists are counted from 0. A date is typed as it is stated and read again; a day is one day
    /// ("6 May 2024"). The words of a document are not edited: correct what the reader made of
    /// them. The correction and its reason stand beside the record when the draft is accepted, in
    /// public, so name no person.
    #[command(verbatim_doc_comment)]
    Correct(CorrectDraft),
}

/// Show every field of a draft.
#[derive(Debug, Args)]
pub(crate) struct ShowDraft {
    /// Its number, as `heeded drafts` lists it.
    pub number: u64,
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Say what a field of a draft is.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(crate) struct CorrectDraft {
    /// The number of the draft, as `heeded drafts` lists it.
    pub number: u64,
    /// The field, as `heeded drafts show` names it: `addressees[0]`,
    /// `responses[0].received`.
    #[arg(long, value_name = "FIELD")]
    pub field: Spot,
    /// What stands there: words, a day, or a code such as safety-recommendation.
    #[arg(long, value_name = "WORDS", group = "what")]
    pub to: Option<String>,
    /// One more of several: an addressee, a planned action.
    #[arg(long, value_name = "WORDS", group = "what")]
    pub add: Option<String>,
    /// Nothing stands there: what was read is not so.
    #[arg(long, group = "what")]
    pub remove: bool,
    /// Why, in a few words. It stands beside the record, in public.
    #[arg(long, value_name = "WORDS")]
    pub why: String,
    /// Wherever these words of this issuer stand, in any document: for misprinted names.
    #[arg(long)]
    pub everywhere: bool,
}

/// What was corrected in drafts.
#[derive(Debug, Args)]
pub(crate) struct Corrections {
    /// Take this correction back, by number: it is applied no more.
    #[arg(long, value_name = "NUMBER", requires = "why")]
    pub take_back: Option<u64>,
    /// Why it is taken back.
    #[arg(long, value_name = "WORDS", requires = "take_back")]
    pub why: Option<String>,
    /// List those that were taken back too.
    #[arg(long)]
    pub all: bool,
    /// Print the list as JSON lines.
    #[arg(long)]
    pub json: bool,
}
