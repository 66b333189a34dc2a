//! A document into the register: captured, read, drafted, and accepted by a person.
//!
//! [`Importer::take`] captures a document, reads it and keeps its drafts: nothing of it is public
//! yet. [`Importer::accept`] turns one draft into events, in the name of whoever accepts it.
//! `bodies` matches the names that documents use with the register's organisations, `facts` turns
//! a draft into what happened, `draft` is the form in which a draft waits.

mod bodies;
mod draft;
mod facts;
mod particulars;

use bodies::Bodies;
use draft::Waiting;
use heeded_domain::decide::{Advice, Refusal, decide};
use heeded_domain::event::{Actor, Event, Fact, Report, ReportFact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::replay::recommendation;
use heeded_domain::scheme::SchemeId;
use heeded_reader::{
    ColumnError, ColumnMap, Cues, Document, Name, Names, Pages, Section, Unreadable,
};
use heeded_schemes::{KnownOrganisation, SchemeFile, SchemeFiles};
use heeded_store::{
    Batch, DraftId, DraftRow, DraftState, NewDocument, NewDraft, NewEvent, Store, StoreError,
    SubjectKind,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Why a document could not be taken or a draft not be accepted.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is no document that can be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It cannot be read by the column map.
    #[error(transparent)]
    Columns(#[from] ColumnError),
    /// The scheme's `[reading]` section is wrong.
    #[error("the scheme “{scheme}”: {cause}")]
    Cues {
        /// The scheme's short name.
        scheme: String,
        /// What is wrong and how to mend it.
        cause: heeded_reader::CueError,
    },
    /// There is no scheme of that short name.
    #[error("there is no scheme “{0}”; `heeded config` lists those there are")]
    NoSuchScheme(String),
    /// What a draft says may not be recorded.
    #[error("this draft cannot be accepted as it is: {0}")]
    Refused(#[from] Refusal),
    /// A waiting draft cannot be understood: another version of Heeded kept it.
    #[error("this draft was kept by another version of Heeded ({0}); import its document again")]
    OtherForm(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The media type of a Word file.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What is known of a document besides its bytes.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The rule book of its issuer.
    pub scheme: SchemeId,
    /// The issuer's name, or one of its abbreviations.
    pub issuer: String,
    /// The day its recommendations were made, where known.
    pub made_on: Option<Date>,
    /// The publication they come from, where it has a title of its own.
    pub report: Option<ReportTerms>,
    /// The day the document was captured.
    pub captured_on: Date,
}

/// The publication that a document is, or belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTerms {
    /// Its title: of one issuer, the same title is the same report.
    pub title: String,
    /// Where it is published.
    pub address: Option<String>,
}

/// A document as it came.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// The file name, or the last part of the address.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its words with their places, for a form that a program outside has to read (PDF).
    pub pages: Option<&'a Pages>,
    /// Its media type, where it came with one.
    pub media_type: Option<&'a str>,
    /// The address it was fetched from.
    pub address: Option<&'a str>,
}

/// A document that has been taken.
#[derive(Debug)]
pub struct Taken {
    /// SHA-256 of the document, in hexadecimal.
    pub document: String,
    /// What was found in it, each with the number it waits under, in the order of the document.
    pub drafts: Vec<(DraftId, heeded_reader::Draft)>,
    /// What is odd about the document as a whole, in sentences.
    pub remarks: Vec<String>,
}

/// A draft that has been accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The record it became.
    pub id: RecommendationId,
    /// What a careful person would ask about.
    pub advice: Vec<Advice>,
}

/// Which drafts of a document to accept in the name of the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// None: they wait for a person.
    None,
    /// Those that are not doubtful.
    Certain,
    /// All of them.
    All,
}

/// What became of one draft of a document.
#[derive(Debug)]
pub enum Outcome {
    /// It is a record now.
    Accepted(Accepted),
    /// It was accepted or set aside before.
    DecidedBefore,
    /// It waits, as nobody chose to accept it.
    Waits(DraftRow),
    /// It waits, as it is doubtful.
    Doubtful(DraftRow),
    /// It waits, as what it says may not be recorded.
    Refused(DraftRow, ImportError),
}

/// Drafts that wait are asked for in one go: far more than documents hold, and a bound all the
/// same.
const WAITING_DRAFTS_MAX: u32 = 100_000;

/// Brings documents into a register.
#[derive(Clone, Copy)]
pub struct Importer<'a> {
    /// The register.
    pub store: &'a dyn Store,
    /// The scheme files: rules, known organisations, cues.
    pub schemes: &'a SchemeFiles,
}

impl Importer<'_> {
    /// Captures a document, reads it and keeps its drafts until a person decides.
    ///
    /// The same document again keeps nothing twice: its drafts are those of the first time.
    ///
    /// # Errors
    ///
    /// [`ImportError`]; nothing but the captured document is then kept.
    pub async fn take(&self, arrival: Arrival<'_>, terms: &Terms) -> Result<Taken, ImportError> {
        self.take_by(arrival, terms, None).await
    }

    /// The same for a table, by a column map where there is one.
    ///
    /// # Errors
    ///
    /// [`ImportError`]; nothing of it is then kept.
    pub async fn take_by(
        &self,
        arrival: Arrival<'_>,
        terms: &Terms,
        map: Option<&ColumnMap>,
    ) -> Result<Taken, ImportError> {
        let file = self.scheme(&terms.scheme)?;
        let names = self.names(file).await?;
        let cues = cues(file)?;
        let calendar = file.scheme.calendar;
        let mut document = Document::new(arrival.name, arrival.bytes)
            .with_names(&names)
            .with_calendar(calendar);
        if let Some(media_type) = arrival.media_type {
            document = document.with_media_type(media_type);
        }
        if let Some(pages) = arrival.pages {
            document = document.with_pages(pages);
        }
        let reading = match map {
            Some(map) => heeded_reader::read_by_columns(&document, &cues, map)?,
            None => heeded_reader::read(&document, &cues)?,
        };
        let media_type = match reading.format {
            heeded_reader::Format::Html => "text/html",
            heeded_reader::Format::Text => "text/plain",
            heeded_reader::Format::Pdf | heeded_reader::Format::Scan => "application/pdf",
            heeded_reader::Format::Word => WORD,
            heeded_reader::Format::Spreadsheet => "application/vnd.ms-excel",
            heeded_reader::Format::Csv => "text/csv",
            heeded_reader::Format::Markdown => "text/markdown",
            heeded_reader::Format::Email => "message/rfc822",
        };
        let captured = NewDocument {
            name: arrival.name.to_owned(),
            media_type: arrival.media_type.unwrap_or(media_type).to_owned(),
            address: arrival.address.map(str::to_owned),
            captured_on: terms.captured_on,
            bytes: arrival.bytes.to_vec(),
        };
        let sha256 = self.store.keep_document(captured).await?;
        let remarks = reading
            .remarks
            .iter()
            .map(|remark| remark.words.clone())
            .collect();
        let kept: Vec<NewDraft> = (0..reading.drafts.len())
            .map(|at| draft::to_keep(&reading, at, &sha256, terms))
            .collect();
        let ids = self.store.keep_drafts(kept).await?;
        let drafts = ids.into_iter().zip(reading.drafts).collect();
        Ok(Taken {
            document: sha256,
            drafts,
            remarks,
        })
    }

    /// Accepts a waiting draft: from now on it is a record, and public.
    ///
    /// Whoever accepts it a second time is told that it waits no more.
    ///
    /// # Errors
    ///
    /// [`ImportError`]; the draft then still waits, and nothing of it is recorded.
    pub async fn accept(
        &self,
        row: &DraftRow,
        at: Timestamp,
        today: Date,
    ) -> Result<Accepted, ImportError> {
        let waiting = Waiting::read(row)?;
        let file = self.scheme(&waiting.terms.scheme)?;
        let directory = self.store.directory().await?;
        let mut bodies = Bodies::new(&directory, file);
        let wanted = facts::names_in(&waiting.draft, &waiting.terms.issuer);
        bodies.make_room(&wanted);
        bodies.number_from(
            self.store
                .reserve(SubjectKind::Organisation, bodies.new_count())
                .await?,
        );
        let id = RecommendationId(self.store.reserve(SubjectKind::Recommendation, 1).await?);
        let (report, recorded) = self
            .report(&waiting.terms, bodies.find(&waiting.terms.issuer))
            .await?;
        let facts = facts::of(&waiting, &bodies, report, &file.scheme);
        let (events, advice) = self.decided(id, facts, file, (at, today))?;
        let batch = Batch {
            // That the draft still waits makes it safe to send twice.
            key: None,
            actor: Actor::Operator,
            at,
            events: bodies
                .events()
                .into_iter()
                .chain(recorded)
                .chain(events)
                .collect(),
            rests_on: vec![(Subject::Recommendation(id), 0)],
            accepts: vec![row.id],
        };
        self.store.append(batch).await?;
        Ok(Accepted { id, advice })
    }

    /// Accepts the drafts of a document as chosen; the others wait. What became of each, in order.
    ///
    /// One draft that cannot be recorded does not hold up the others.
    ///
    /// # Errors
    ///
    /// When the store fails: what was accepted until then is kept.
    pub async fn accept_taken(
        &self,
        taken: &Taken,
        choice: Choice,
        now: impl Fn() -> (Timestamp, Date),
    ) -> Result<Vec<Outcome>, ImportError> {
        let rows = self
            .store
            .drafts(DraftState::Waiting, WAITING_DRAFTS_MAX)
            .await?;
        let mut waiting: BTreeMap<DraftId, DraftRow> =
            rows.into_iter().map(|row| (row.id, row)).collect();
        let mut outcomes = Vec::with_capacity(taken.drafts.len());
        for (id, draft) in &taken.drafts {
            let doubtful = draft.doubt().is_doubtful();
            outcomes.push(match (waiting.remove(id), choice) {
                (None, _) => Outcome::DecidedBefore,
                (Some(row), Choice::Certain) if doubtful => Outcome::Doubtful(row),
                (Some(row), Choice::None) => Outcome::Waits(row),
                (Some(row), Choice::Certain | Choice::All) => {
                    let (at, today) = now();
                    match self.accept(&row, at, today).await {
                        Ok(accepted) => Outcome::Accepted(accepted),
                        Err(ImportError::Store(fault)) => return Err(fault.into()),
                        Err(refused) => Outcome::Refused(row, refused),
                    }
                }
            });
        }
        Ok(outcomes)
    }

    /// The report of the terms, and what brings it into the register where it is not there yet.
    async fn report(
        &self,
        terms: &Terms,
        issuer: Option<OrganisationId>,
    ) -> Result<(Option<ReportId>, Option<NewEvent>), ImportError> {
        let (Some(of), Some(issuer)) = (&terms.report, issuer) else {
            return Ok((None, None));
        };
        if let Some(known) = self.store.report_titled(issuer, of.title.clone()).await? {
            return Ok((Some(known), None));
        }
        let id = ReportId(self.store.reserve(SubjectKind::Report, 1).await?);
        let report = Report {
            title: of.title.clone(),
            issuer,
            address: of.address.clone(),
            published_on: terms.made_on,
        };
        let fact = Fact::Report(id, ReportFact::Recorded(report));
        Ok((
            Some(id),
            Some(NewEvent {
                on: terms.made_on,
                fact,
            }),
        ))
    }

    /// Decides fact after fact, each on the record as those before have made it.
    fn decided(
        &self,
        id: RecommendationId,
        facts: Vec<heeded_domain::event::RecommendationFact>,
        file: &SchemeFile,
        (at, today): (Timestamp, Date),
    ) -> Result<(Vec<NewEvent>, Vec<Advice>), ImportError> {
        let mut so_far: Vec<Event> = Vec::with_capacity(facts.len());
        let mut advice = Vec::new();
        for fact in facts {
            let record = recommendation(&so_far);
            let decision = decide(record.as_ref(), &fact, &file.scheme, today)?;
            advice.extend(decision.advice);
            let fact = Fact::Recommendation(id, fact);
            so_far.push(Event {
                seq: 0,
                at,
                actor: Actor::Operator,
                on: decision.on,
                fact,
            });
        }
        let events = so_far.into_iter().map(|event| NewEvent {
            on: event.on,
            fact: event.fact,
        });
        Ok((events.collect(), advice))
    }

    fn scheme(&self, id: &SchemeId) -> Result<&SchemeFile, ImportError> {
        self.schemes
            .get(id)
            .ok_or_else(|| ImportError::NoSuchScheme(id.to_string()))
    }

    /// Every name that the reader may meet: the register's organisations and the scheme's.
    async fn names(&self, file: &SchemeFile) -> Result<Names, ImportError> {
        let directory = self.store.directory().await?;
        let known = file.organisations.iter().map(known_name);
        let registered = directory.values().map(|organisation| Name {
            name: organisation.name().to_owned(),
            abbreviation: organisation.abbreviation().map(str::to_owned),
            aliases: organisation.known_as().map(str::to_owned).collect(),
        });
        Ok(Names::new(known.chain(registered).collect()))
    }
}

/// A body that a scheme knows, as the reader takes names.
#[must_use]
pub fn known_name(body: &KnownOrganisation) -> Name {
    let mut newest_first = body.names.iter().rev();
    Name {
        name: body.name().to_owned(),
        abbreviation: newest_first.find_map(|name| name.abbreviation.clone()),
        aliases: body.known_as().map(str::to_owned).collect(),
    }
}

/// The column maps of a scheme, for tables that its issuer publishes.
///
/// # Errors
///
/// [`ImportError::Columns`] where one is wrong.
pub fn column_maps(file: &SchemeFile) -> Result<Vec<ColumnMap>, ImportError> {
    let name = format!("of the scheme “{}”", file.scheme.id);
    let maps = file.columns.iter();
    maps.map(|text| Ok(ColumnMap::from_toml(&name, text)?))
        .collect()
}

/// The general cues with those of a scheme.
///
/// # Errors
///
/// [`ImportError::Cues`] where the scheme's section is wrong.
pub fn cues(file: &SchemeFile) -> Result<Cues, ImportError> {
    let general = Cues::general();
    let Some(text) = &file.reading else {
        return Ok(general);
    };
    let section = Section::from_toml(text).map_err(|cause| ImportError::Cues {
        scheme: file.scheme.id.to_string(),
        cause,
    })?;
    Ok(general.with(&section))
}
