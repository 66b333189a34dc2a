//! A document into the register: captured, read, drafted, and accepted by a person.
//!
//! [`Importer::take`] captures a document, reads it and keeps its drafts: nothing of it is public
//! yet. [`Importer::accept`] turns one draft into events, in the name of whoever accepts it.
//! `bodies` matches the names that documents use with the register's organisations, `facts` turns
//! a draft into what happened, `draft` is the form in which a draft waits. A document that is read
//! again: `again`, from `matching` (which record) over `pairing` to `changes` (what is new). What a
//! person says that a field is: `correct`, kept and applied again by `corrections`.

mod accept;
mod again;
mod bodies;
mod changes;
mod correct;
mod corrections;
mod draft;
mod facts;
mod matching;
mod pairing;
mod particulars;

pub use correct::Said;
pub use corrections::apply::{Applied, Question};
pub use corrections::field::{FieldName, NoSuchField, Owner, Spot};
pub use corrections::saying::{Reach, Saying, To};
pub use corrections::shown::{Shown, ShownField};
pub use corrections::words::{made_by, told};

use again::{Here, kept_under};
use heeded_domain::decide::{Advice, Refusal};
use heeded_domain::event::RecommendationFact;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Recommendation;
use heeded_domain::scheme::SchemeId;
use heeded_reader::{
    Attached, ColumnError, ColumnMap, Cues, Document, Name, Names, Pages, Reading, Section,
    Unreadable,
};
use heeded_schemes::{KnownOrganisation, SchemeFile, SchemeFiles};
use heeded_store::{DraftId, DraftRow, NewDocument, Store, StoreError};
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
    /// A draft was new when it was read, and its recommendation is on record by now.
    #[error("{0} is on record by now with these words: the draft waits as a change of it")]
    OnRecordNow(RecommendationId),
    /// A field cannot be corrected so.
    #[error("{0}")]
    CannotCorrect(String),
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
    /// The words of the PDF files that lie in it, if it is a letter.
    pub attached: &'a [Attached],
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
    /// What was found in it, in the order of the document.
    pub drafts: Vec<Found>,
    /// Records that it held when it was read before and no longer holds.
    pub gone: Vec<Found>,
    /// What stood at its place when that was looked at before, if it was.
    pub seen_before: Option<Seen>,
    /// What is odd about the document as a whole, in sentences.
    pub remarks: Vec<String>,
}

/// What a document was, when its place was looked at before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The very same bytes.
    Same,
    /// Another version.
    Other,
}

/// A recommendation in a document, or a record that is missing in it.
#[derive(Debug)]
pub struct Found {
    /// The number that it waits under, or waited; `None` when it says what is on record.
    pub id: Option<DraftId>,
    /// The record that it is of, if it is on record.
    pub of: Option<RecommendationId>,
    /// What was read; `None` for a record that is missing.
    pub draft: Option<heeded_reader::Draft>,
}

/// A draft that has been accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The record it became, or changed.
    pub id: RecommendationId,
    /// What it changed, where it was a change; no fact, where the record said so by then.
    pub changed: Option<Box<Change>>,
    /// What a careful person would ask about.
    pub advice: Vec<Advice>,
}

/// What a draft changes in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record before.
    pub record: Recommendation,
    /// What is recorded, in order; nothing, where the record says so by now.
    pub facts: Vec<RecommendationFact>,
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
    /// It says what is on record.
    NothingNew(RecommendationId),
    /// It was accepted or set aside before.
    DecidedBefore,
    /// It waits, as nobody chose to accept it.
    Waits(DraftRow),
    /// It waits, as it is doubtful.
    Doubtful(DraftRow),
    /// It waits, as what it says may not be recorded.
    Refused(DraftRow, ImportError),
}

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
        document = document.with_attached(arrival.attached);
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
        let place = again::place(arrival.address, arrival.name);
        let here = self.here(kept_under(file, terms), place, &sha256).await?;
        self.keep(reading, terms, &here, file).await
    }

    /// Keeps what is new in a reading, and that its document was seen.
    async fn keep(
        &self,
        reading: Reading,
        terms: &Terms,
        here: &Here,
        file: &SchemeFile,
    ) -> Result<Taken, ImportError> {
        let mut compared = self.compare(&reading, terms, here, file).await?;
        let mut ids: BTreeMap<u32, DraftId> = BTreeMap::new();
        if here.is_unchanged() {
            // What was decided of this very document stands, whatever became of the record since.
            let decided = self.store.drafts_of(here.document.clone()).await?;
            ids.extend(decided.iter().map(|row| (row.position, row.id)));
        }
        let new = compared.new_drafts(&ids);
        let positions: Vec<u32> = new.iter().map(|draft| draft.position).collect();
        ids.extend(
            positions
                .into_iter()
                .zip(self.store.keep_drafts(new).await?),
        );
        // Last: a document that was seen has been compared.
        if let Some(sighting) = here.sighting(terms) {
            self.store.keep_sighting(sighting).await?;
        }
        let own = reading.remarks.iter().map(|remark| remark.words.clone());
        let remarks = own.chain(std::mem::take(&mut compared.remarks)).collect();
        let (drafts, gone) = compared.found(&ids);
        Ok(Taken {
            document: here.document.clone(),
            drafts,
            gone,
            seen_before: here.seen_before(),
            remarks,
        })
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
