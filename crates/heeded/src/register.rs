//! The register as commands open it.

use crate::clock;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;
use heeded_domain::id::OrganisationId;
use heeded_domain::scheme::Schemes;
use heeded_import::Importer;
use heeded_publish::organisation_called;
use heeded_schemes::SchemeFiles;
use heeded_store::sqlite::{Opening, Progress as Step, Sqlite};
use heeded_store::{Directory, Store};
use std::cell::OnceCell;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// An open register with its rule books.
pub(crate) struct Opened {
    /// The register.
    pub store: Arc<Sqlite>,
    /// The scheme files.
    pub files: SchemeFiles,
    /// Their rules alone.
    pub schemes: Arc<Schemes>,
}

/// Opens the register of the settings; `command` is what the lock will say has it.
///
/// # Errors
///
/// When the folder is in use, of a newer Heeded, or cannot be read.
pub(crate) fn open(settings: &Settings, command: &str, output: Output) -> Result<Opened, Failure> {
    open_with(&settings.data, settings.scheme_files()?, command, output)
}

/// Opens the register of a folder with these scheme files.
///
/// # Errors
///
/// As [`open`].
pub(crate) fn open_with(
    folder: &Path,
    files: SchemeFiles,
    command: &str,
    output: Output,
) -> Result<Opened, Failure> {
    let schemes = Arc::new(files.schemes());
    let opening = opening(command, "records brought up to date", output);
    let store = Arc::new(Sqlite::open(folder, Arc::clone(&schemes), opening)?);
    Ok(Opened {
        store,
        files,
        schemes,
    })
}

/// What a store is told when it is opened: who has it now, and how to show progress.
pub(crate) fn opening(command: &str, what: &'static str, output: Output) -> Opening {
    let progress = Progress::new(output, what, u64::MAX);
    Opening {
        holder: format!(
            "heeded {command}, process {}, since {}",
            std::process::id(),
            clock::now()
        ),
        progress: Box::new(move |step: Step| progress.reach(step.done, step.total)),
    }
}

/// Refuses to read a register that is not there: only commands that write make one.
///
/// # Errors
///
/// [`Failure::Other`], saying how to make one.
pub(crate) fn must_exist(settings: &Settings) -> Result<(), Failure> {
    if settings.data.is_dir() {
        return Ok(());
    }
    Err(Failure::Other(format!(
        "there is no register in {}; `heeded import` makes one, or name another with --data",
        settings.data.display()
    )))
}

impl Opened {
    /// What brings documents into this register.
    pub(crate) fn importer(&self) -> Importer<'_> {
        Importer {
            store: self.store.as_ref(),
            schemes: &self.files,
        }
    }

    /// Every organisation, by identifier.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub(crate) fn directory(&self) -> Result<Arc<Directory>, Failure> {
        Ok(wait(self.store.directory())??)
    }
}

/// The organisation that has this identifier, name, abbreviation or alias.
///
/// # Errors
///
/// [`Failure::Other`] where there is none.
pub(crate) fn organisation(directory: &Directory, typed: &str) -> Result<OrganisationId, Failure> {
    organisation_called(directory, typed).ok_or_else(|| {
        Failure::Other(format!(
            "no organisation in the register is called “{typed}”"
        ))
    })
}

thread_local! {
    /// What waits: made once, as commands wait for every record.
    static RUNTIME: OnceCell<Runtime> = const { OnceCell::new() };
}

/// Waits for an answer of the register on this thread.
///
/// # Errors
///
/// When the runtime cannot be made.
pub(crate) fn wait<T>(answer: impl Future<Output = T>) -> Result<T, Failure> {
    RUNTIME.with(|made| {
        if made.get().is_none() {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            // Nobody else can have set it: it is this thread's own.
            let _ = made.set(runtime.map_err(|cause| Failure::file("starting", cause))?);
        }
        let runtime = made
            .get()
            .ok_or_else(|| Failure::Other("starting failed".to_owned()))?;
        Ok(runtime.block_on(answer))
    })
}
