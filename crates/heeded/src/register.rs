//! The register as commands open it.

use crate::clock;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;
use heeded_domain::decide::{decide, decide_organisation};
use heeded_domain::event::{Actor, Fact, OrganisationFact, RecommendationFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::replay::kept;
use heeded_domain::scheme::Schemes;
use heeded_import::Importer;
use heeded_publish::organisation_called;
use heeded_schemes::SchemeFiles;
use heeded_store::sqlite::{Held, Opening, Progress as Step, Sqlite, Task, holds_register};
use heeded_store::{Batch, Directory, NewEvent, Store};
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

/// Opens the register of the settings, beside whoever has it open too; `command` is what this
/// process says of itself to those.
///
/// # Errors
///
/// When the folder has to be brought up to date and is in use, is of a newer Heeded, or cannot be
/// read.
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
    if holds_register(&settings.data) {
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

    /// Waits until no other process brings things into the register, and keeps it so until the
    /// answer is dropped.
    ///
    /// # Errors
    ///
    /// When the system gives no lock.
    pub(crate) fn take_turn(&self, output: Output) -> Result<Held, Failure> {
        let waits = |holder: &str| {
            output.remark(format!("Waits until it is done: {holder}"));
        };
        Ok(self.store.take_in_turn(Task::BringingIn, waits)?)
    }

    /// Records a fact of a recommendation in the name of the operator, by the rules.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuchRecord`] where there is none, [`Failure::Usage`] where the rules refuse it.
    pub(crate) fn record(
        &self,
        id: RecommendationId,
        fact: RecommendationFact,
    ) -> Result<(), Failure> {
        let subject = Subject::Recommendation(id);
        let events = wait(self.store.events(subject))??;
        let none = || Failure::NoSuchRecord(id.to_string());
        let facts = kept(&events).ok_or_else(none)?;
        let scheme = &facts.ask.scheme;
        let unknown = || Failure::Usage(format!("there is no scheme “{scheme}”"));
        let scheme = self.schemes.get(scheme).ok_or_else(unknown)?;
        let (at, today) = clock::now_and_today();
        let decision = decide(Some(&facts), &fact, scheme, today)
            .map_err(|refusal| Failure::Usage(refusal.to_string()))?;
        let event = NewEvent {
            on: decision.on,
            fact: Fact::Recommendation(id, fact),
        };
        let batch = Batch {
            key: None,
            actor: Actor::Operator,
            at,
            events: vec![event],
            rests_on: vec![(subject, events.last().map_or(0, |event| event.seq))],
            accepts: Vec::new(),
        };
        wait(self.store.append(batch))??;
        Ok(())
    }

    /// Records a fact of an organisation in the name of the operator, by the rules.
    ///
    /// # Errors
    ///
    /// [`Failure::Usage`] where the rules refuse it.
    pub(crate) fn record_of(
        &self,
        id: OrganisationId,
        fact: OrganisationFact,
    ) -> Result<(), Failure> {
        let subject = Subject::Organisation(id);
        let events = wait(self.store.events(subject))??;
        let known = heeded_domain::replay::organisation(&events);
        let decision = decide_organisation(known.as_ref(), &fact)
            .map_err(|refusal| Failure::Usage(refusal.to_string()))?;
        let batch = Batch {
            key: None,
            actor: Actor::Operator,
            at: clock::now_and_today().0,
            events: vec![NewEvent {
                on: decision.on,
                fact: Fact::Organisation(id, fact),
            }],
            rests_on: vec![(subject, events.last().map_or(0, |event| event.seq))],
            accepts: Vec::new(),
        };
        wait(self.store.append(batch))??;
        Ok(())
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
/// [`Failure::NothingFound`] where there is none.
pub(crate) fn organisation(directory: &Directory, typed: &str) -> Result<OrganisationId, Failure> {
    organisation_called(directory, typed).ok_or_else(|| {
        Failure::NothingFound(format!(
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
