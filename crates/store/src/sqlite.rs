//! The register in one data folder: an SQLite database, captured documents, a lock.
//!
//! Reading goes straight to the database; changes go to one thread ([`writer`]) that commits them
//! in groups. A batch's way: [`prepared`] → [`writer`] → [`append`] → [`tables`].
//!
//! Several processes may have the folder at once: a server, and commands that read or change the
//! register beside it. The database takes their transactions one after another; each notices what
//! the others wrote ([`place`]) before it reads and before it writes.

mod across;
mod append;
mod backup;
mod captures;
mod check;
mod column_maps;
mod corrections;
mod counting;
mod dialect;
mod documents;
mod drafts;
mod followed;
mod groups;
mod ledger;
mod list;
mod lock;
mod measures;
mod mistakes;
mod place;
mod prepared;
mod readers;
mod rebuild;
mod remembered;
mod reports;
mod restore;
mod rows;
mod schema;
mod sightings;
mod statistics;
mod subjects;
mod tables;
mod totals;
mod waits;
mod writer;

pub use backup::BackedUp;
pub use check::Checked;
pub use lock::{Held, Task};
pub use restore::restore;

use crate::seal::name_of;
use crate::{
    Answer, Appended, Batch, Capture, ColumnMapRow, DependentRow, Directory, DocumentRow, DraftId,
    DraftRow, DraftState, GroupRow, ListQuery, Listed, MistakeRow, MistakeState, NewDocument,
    NewDraft, NewMistake, Of, RecommendationRow, ReportQuery, ReportRow, ResponseTimes, Sighting,
    SilenceQuery, SilenceRow, SlipQuery, SlipRow, Store, StoreError, SubjectKind, Trace, WaitQuery,
    WaitRow,
};
use crate::{CorrectionId, CorrectionRow, CorrectionsOf, NewCorrection};
use crate::{Counted, StatisticsQuery};
use counting::Counting;
use heeded_domain::event::{Event, Report, Subject};
use heeded_domain::id::{MistakeId, OrganisationId, RecommendationId, ReportId};
use heeded_domain::scheme::Schemes;
use heeded_domain::status::Standing;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::Ledger;
use lock::InUse;
use place::Place;
use prepared::Prepared;
use readers::Readers;
use remembered::Remembered;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use totals::Totals;
use writer::Writer;

/// Who opens a register, and whom to tell how far a long task has come.
pub struct Opening {
    /// What the lock says of this process: "heeded serve, process 123, since 22 November 2026".
    pub holder: String,
    /// Is told of progress when tables have to be worked out again.
    pub progress: Box<dyn FnMut(Progress) + Send>,
}

impl Opening {
    /// By a holder, in silence.
    #[must_use]
    pub fn by(holder: &str) -> Self {
        Self {
            holder: holder.to_owned(),
            progress: Box::new(|_| {}),
        }
    }
}

/// How far a long task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How much is done.
    pub done: u64,
    /// Of how much.
    pub total: u64,
}

/// What a long task is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Working tables out again; in recommendations.
    Rebuilding,
    /// Proving digests and the chain; in events.
    ProvingEvents,
    /// Comparing tables with what the events say; in recommendations.
    Comparing,
    /// Proving documents; in documents.
    ProvingDocuments,
    /// Copying the database; in pages.
    Copying,
    /// Packing or unpacking; in files.
    Packing,
}

/// The register in one data folder.
pub struct Sqlite {
    // In the order in which they end: the writer first, the lock last.
    writer: Writer,
    readers: Readers,
    place: Arc<Place>,
    /// The directory, and the event up to which it has been read.
    directory: Mutex<(u64, Arc<Directory>)>,
    totals: Totals,
    groups: Remembered<(groups::Kind, Date), Arc<Vec<GroupRow>>>,
    standings: Remembered<(Of, Date), Vec<(Standing, u64)>>,
    times: Remembered<(OrganisationId, Date), Arc<ResponseTimes>>,
    counting: Counting,
    schemes: Arc<Schemes>,
    folder: PathBuf,
    /// What this process says of itself.
    holder: String,
    in_use: Arc<InUse>,
}

/// Whether there is a register in a folder. Opening makes one where there is none, which whoever
/// only wants to read asks before.
#[must_use]
pub fn holds_register(folder: &Path) -> bool {
    folder.join(dialect::FILE).is_file()
}

impl Sqlite {
    /// Opens the register of a folder; makes folder and register where there are none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] when it has to be brought up to date for this version or these
    /// schemes and another process has it, [`StoreError::BeingMade`] when another process does
    /// that, [`StoreError::Newer`] when a newer Heeded made it, [`StoreError::NoSuchScheme`] when a
    /// record's scheme has gone.
    pub fn open(
        folder: &Path,
        schemes: Arc<Schemes>,
        mut opening: Opening,
    ) -> Result<Self, StoreError> {
        let documents = folder.join(documents::FOLDER);
        fs::create_dir_all(&documents)
            .map_err(|e| documents::file_failed("making", &documents, e))?;
        let in_use = InUse::share(folder, &opening.holder)?;
        let connection = dialect::open_writer(folder)?;
        schema::refuse_newer(&connection)?;
        let is_current =
            schema::is_newest(&connection)? && rebuild::is_current(&connection, &schemes)?;
        let ready = || ledger(folder, connection, &schemes, &mut opening.progress);
        let ledger = if is_current {
            ready()?
        } else {
            in_use.alone(ready)?
        };
        let place = Arc::new(Place::of(&ledger));
        let writer = Writer::start(ledger, Arc::clone(&place))?;
        let readers = Readers::new(folder, Arc::clone(&place));
        let counting = Counting::start(folder, Arc::clone(&place))?;
        let (directory, totals, folder) = (Mutex::default(), Totals::default(), folder.to_owned());
        Ok(Self {
            writer,
            readers,
            place,
            directory,
            totals,
            groups: Remembered::default(),
            standings: Remembered::default(),
            times: Remembered::default(),
            counting,
            schemes,
            folder,
            holder: opening.holder,
            in_use: Arc::new(in_use),
        })
    }

    /// Takes a task that one process at a time has; it is given back when the answer is dropped.
    ///
    /// # Errors
    ///
    /// [`StoreError::Taken`] when another process has it.
    pub fn take(&self, task: Task) -> Result<Held, StoreError> {
        Held::take(&self.folder, task, &self.holder)
    }

    /// As [`take`](Self::take), as soon as it is free; `waits` is told who has it until then.
    ///
    /// # Errors
    ///
    /// When the system gives no lock.
    pub fn take_in_turn(&self, task: Task, waits: impl FnOnce(&str)) -> Result<Held, StoreError> {
        match self.take(task) {
            Err(StoreError::Taken { holder }) => {
                waits(&holder);
                Held::wait(&self.folder, task, &self.holder)
            }
            taken => taken,
        }
    }

    /// Works the tables out again from the events; answers how many recommendations there are.
    /// [`StoreError::Locked`] while another process has the register.
    pub fn rebuild(&self, mut progress: Box<dyn FnMut(Progress) + Send>) -> Answer<'_, u64> {
        Box::pin(async move {
            let in_use = Arc::clone(&self.in_use);
            // Alone: what others remember of the tables would not be forgotten.
            let work = move |ledger: &mut Ledger| in_use.alone(|| ledger.rebuild(&mut progress));
            let rebuilt = self.writer.submit(work).await;
            self.totals.forget();
            self.groups.forget();
            self.standings.forget();
            self.times.forget();
            self.counting.forget();
            rebuilt
        })
    }

    /// Proves the register: the chain and digests of the events, every content, every row of the
    /// tables by the events, every document by its SHA-256. The register may be in use meanwhile.
    ///
    /// # Errors
    ///
    /// Only what kept the proof from being made; what it finds is in [`Checked`].
    pub fn check(&self, progress: &mut dyn FnMut(Progress)) -> Result<Checked, StoreError> {
        check::check(&self.folder, &self.schemes, progress)
    }

    /// Writes the register into one new file: database, documents and a list of both with their
    /// SHA-256. The register may be in use meanwhile; the backup is of one moment.
    ///
    /// # Errors
    ///
    /// When the file is there already or cannot be written; then no part of it is left.
    pub fn backup(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<BackedUp, StoreError> {
        backup::backup(&self.folder, to, progress)
    }

    /// Answers at once with what a connection reads.
    fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Answer<'_, T> {
        Box::pin(std::future::ready(self.readers.read(work)))
    }

    /// As [`read`](Self::read), with the head that the answer is of.
    fn read_at<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection, u64) -> Result<T, StoreError>,
    ) -> Answer<'_, T> {
        let head = self.place.head();
        self.read(|connection| work(connection, head))
    }

    /// Notices what other processes have written.
    fn look(&self) -> Result<(), StoreError> {
        self.readers.read(|_| Ok(()))
    }

    fn page_of_groups(
        &self,
        kind: groups::Kind,
        as_of: Date,
        page: u32,
    ) -> Answer<'_, Listed<GroupRow>> {
        self.read_at(|connection, head| {
            let work = || groups::all(connection, kind, as_of);
            let all = self.groups.of(head, (kind, as_of), work)?;
            Ok(groups::page(&all, page))
        })
    }

    fn read_directory(&self) -> Result<Arc<Directory>, StoreError> {
        // Names decide what is new, so what another process has just brought in is among them.
        self.look()?;
        let wanted = self.place.organisations();
        let mut cached = self
            .directory
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if cached.0 < wanted {
            let mut directory = Arc::clone(&cached.1);
            let changed = Arc::make_mut(&mut directory);
            let read = self
                .readers
                .read(|c| subjects::move_directory_on(c, changed, cached.0))?;
            *cached = (read.max(wanted), directory);
        }
        Ok(Arc::clone(&cached.1))
    }
}

/// What the writer holds, with the database in the newest form.
fn ledger(
    folder: &Path,
    mut connection: Connection,
    schemes: &Arc<Schemes>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Ledger, StoreError> {
    dialect::set_up_writer(&connection)?;
    schema::migrate(&mut connection)?;
    let mut ledger = Ledger::new(folder.to_owned(), connection, Arc::clone(schemes))?;
    ledger.rebuild_if_needed(progress)?;
    Ok(ledger)
}

impl Store for Sqlite {
    fn reserve(&self, kind: SubjectKind, count: u64) -> Answer<'_, u64> {
        self.writer
            .submit(move |ledger| ledger.reserve(kind, count))
    }

    fn append(&self, batch: Batch) -> Answer<'_, Appended> {
        match Prepared::new(batch) {
            Ok(prepared) => self.writer.submit(move |ledger| ledger.append(prepared)),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn keep_document(&self, document: NewDocument) -> Answer<'_, String> {
        let sha256 = name_of(&document.bytes);
        self.writer.submit(move |ledger| {
            ledger.keep_document(&sha256, &document)?;
            Ok(sha256)
        })
    }

    fn keep_capture(&self, capture: Capture) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.keep_capture(&capture))
    }

    fn last_capture(&self, asked: String) -> Answer<'_, Option<Capture>> {
        self.read(|connection| captures::last(connection, &asked))
    }

    fn remember_columns(&self, map: ColumnMapRow) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.remember_columns(&map))
    }

    fn column_maps(&self) -> Answer<'_, Vec<ColumnMapRow>> {
        self.read(column_maps::all)
    }

    fn forget_columns(&self, fingerprint: String) -> Answer<'_, bool> {
        self.writer
            .submit(move |ledger| ledger.forget_columns(&fingerprint))
    }

    fn keep_drafts(&self, drafts: Vec<NewDraft>) -> Answer<'_, Vec<DraftId>> {
        self.writer
            .submit(move |ledger| ledger.keep_drafts(&drafts))
    }

    fn keep_sighting(&self, sighting: Sighting) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.keep_sighting(&sighting))
    }

    fn sightings(&self, issuer: String, place: String) -> Answer<'_, Vec<Sighting>> {
        self.read(|connection| sightings::of_place(connection, &issuer, &place))
    }

    fn last_seen(&self, document: String, by: Date) -> Answer<'_, Option<Sighting>> {
        self.read(|connection| sightings::last(connection, &document, by))
    }

    fn traced(&self, trace: Trace) -> Answer<'_, Vec<RecommendationId>> {
        self.read(|connection| sightings::traced(connection, &trace))
    }

    fn recast_draft(&self, id: DraftId, draft: NewDraft) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.recast_draft(id, &draft))
    }

    fn keep_correction(
        &self,
        correction: NewCorrection,
        replaces: Vec<CorrectionId>,
    ) -> Answer<'_, CorrectionId> {
        self.writer
            .submit(move |ledger| ledger.keep_correction(&correction, &replaces))
    }

    fn take_back(&self, id: CorrectionId, at: Timestamp, why: String) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.take_back(id, at, &why))
    }

    fn corrections(&self, of: CorrectionsOf) -> Answer<'_, Vec<CorrectionRow>> {
        self.read(|connection| corrections::of(connection, &of))
    }

    fn head(&self) -> Answer<'_, u64> {
        let is_time = self.place.is_time_to_look();
        let looked = if is_time { self.look() } else { Ok(()) };
        Box::pin(std::future::ready(looked.map(|()| self.place.head())))
    }

    fn events(&self, subject: Subject) -> Answer<'_, Vec<Event>> {
        self.read(|connection| subjects::read_events(connection, subject))
    }

    fn events_after(&self, seq: u64, limit: u32) -> Answer<'_, Vec<Event>> {
        self.read(|connection| subjects::events_after(connection, seq, limit))
    }

    fn events_of_few(&self, seq: u64, few: u32, limit: u32) -> Answer<'_, Vec<Event>> {
        self.read(|connection| subjects::events_of_few(connection, seq, few, limit))
    }

    fn directory(&self) -> Answer<'_, Arc<Directory>> {
        Box::pin(std::future::ready(self.read_directory()))
    }

    fn report_titled(&self, issuer: OrganisationId, title: String) -> Answer<'_, Option<ReportId>> {
        self.read(|connection| reports::titled(connection, issuer, &title))
    }

    fn report(&self, id: ReportId) -> Answer<'_, Option<Report>> {
        self.read(|connection| subjects::report(connection, id))
    }

    fn list(&self, query: ListQuery) -> Answer<'_, Listed<RecommendationRow>> {
        let head = self.place.head();
        self.read(|connection| list::page(connection, &self.totals, head, &query))
    }

    fn rows(&self, ids: Vec<RecommendationId>, as_of: Date) -> Answer<'_, Vec<RecommendationRow>> {
        self.read(|connection| list::rows(connection, &ids, as_of))
    }

    fn waits(&self, query: WaitQuery) -> Answer<'_, Listed<WaitRow>> {
        let head = self.place.head();
        self.read(|connection| waits::page(connection, &self.totals, head, &query))
    }

    fn waits_total(&self, query: WaitQuery) -> Answer<'_, u64> {
        let head = self.place.head();
        self.read(|connection| waits::total(connection, &self.totals, head, &query))
    }

    fn standings(&self, as_of: Date) -> Answer<'_, Vec<(Standing, u64)>> {
        self.read(|connection| list::standings(connection, as_of))
    }

    fn of(&self, thing: Of, as_of: Date, page: u32) -> Answer<'_, Listed<RecommendationRow>> {
        self.read_at(|connection, head| {
            across::page_of(connection, (&self.totals, head), (thing, as_of, page))
        })
    }

    fn standings_of(&self, thing: Of, as_of: Date) -> Answer<'_, Vec<(Standing, u64)>> {
        self.read_at(|connection, head| {
            let work = || across::standings_of(connection, &thing, as_of);
            self.standings.of(head, (thing.clone(), as_of), work)
        })
    }

    fn reports(&self, query: ReportQuery) -> Answer<'_, Listed<ReportRow>> {
        self.read_at(|connection, head| reports::page(connection, &self.totals, head, &query))
    }

    fn report_rows(&self, ids: Vec<ReportId>, as_of: Date) -> Answer<'_, Vec<ReportRow>> {
        self.read(|connection| reports::by_id(connection, &ids, as_of))
    }

    fn themes(&self, as_of: Date, page: u32) -> Answer<'_, Listed<GroupRow>> {
        self.page_of_groups(groups::Kind::Themes, as_of, page)
    }

    fn dependencies(&self, as_of: Date, page: u32) -> Answer<'_, Listed<GroupRow>> {
        self.page_of_groups(groups::Kind::Dependencies, as_of, page)
    }

    fn dependents(&self, key: String, as_of: Date, page: u32) -> Answer<'_, Listed<DependentRow>> {
        self.read_at(|connection, head| {
            groups::page_of_dependents(connection, (&self.totals, head), (key, as_of, page))
        })
    }

    fn silences(&self, query: SilenceQuery) -> Answer<'_, Listed<SilenceRow>> {
        self.read_at(|connection, head| {
            across::page_of_silences(connection, (&self.totals, head), &query)
        })
    }

    fn response_times(&self, of: OrganisationId, as_of: Date) -> Answer<'_, ResponseTimes> {
        self.read_at(|connection, head| {
            let work = || Ok(Arc::new(across::response_times(connection, of, as_of)?));
            let times = self.times.of(head, (of, as_of), work)?;
            Ok(ResponseTimes::clone(&times))
        })
    }

    fn slips(&self, query: SlipQuery) -> Answer<'_, Listed<SlipRow>> {
        self.read_at(|connection, head| {
            across::page_of_slips(connection, (&self.totals, head), &query)
        })
    }

    fn keep_mistake(&self, message: NewMistake) -> Answer<'_, MistakeId> {
        self.writer
            .submit(move |ledger| ledger.keep_mistake(&message))
    }

    fn mistakes(&self, state: MistakeState, limit: u32) -> Answer<'_, Vec<MistakeRow>> {
        self.read(|connection| mistakes::of_state(connection, state, limit))
    }

    fn has_mistake(&self, id: MistakeId) -> Answer<'_, bool> {
        self.read(move |connection| mistakes::is_there(connection, id))
    }

    fn settle_mistake(
        &self,
        id: MistakeId,
        state: MistakeState,
        outcome: String,
    ) -> Answer<'_, ()> {
        self.writer
            .submit(move |ledger| ledger.settle_mistake(id, state, &outcome))
    }

    fn statistics(&self, query: StatisticsQuery) -> Answer<'_, Option<Counted>> {
        let head = self.place.head();
        self.counting.of(query, head)
    }

    fn changes_before(&self, seq: u64, limit: u32) -> Answer<'_, Vec<Event>> {
        self.read(|connection| subjects::changes_before(connection, seq, limit))
    }

    fn changes_of(&self, ids: Vec<RecommendationId>, most: u32) -> Answer<'_, Vec<Event>> {
        self.read(move |connection| subjects::changes_of(connection, &ids, most))
    }

    fn newest(&self, as_of: Date, limit: u32) -> Answer<'_, Vec<Event>> {
        self.read(|connection| subjects::newest(connection, as_of, limit))
    }

    fn document(&self, sha256: String) -> Answer<'_, Option<DocumentRow>> {
        self.read(|connection| documents::row(connection, &sha256))
    }

    fn document_bytes(&self, sha256: String) -> Answer<'_, Vec<u8>> {
        Box::pin(std::future::ready(documents::bytes(&self.folder, &sha256)))
    }

    fn drafts(&self, state: DraftState, limit: u32) -> Answer<'_, Vec<DraftRow>> {
        self.read(|connection| drafts::of_state(connection, state, limit))
    }

    fn drafts_of(&self, document: String) -> Answer<'_, Vec<DraftRow>> {
        self.read(|connection| drafts::of_document(connection, &document))
    }

    fn set_aside(&self, draft: DraftId) -> Answer<'_, ()> {
        self.writer.submit(move |ledger| ledger.set_aside(draft))
    }
}

#[cfg(test)]
mod full_disk;

#[cfg(test)]
mod plans;
