//! What goes into a store: batches of events, documents, drafts.

use heeded_domain::event::{Actor, Fact, Subject};
use heeded_domain::id::{OrganisationId, RecommendationId};
use jiff::Timestamp;
use jiff::civil::Date;

/// Events to append together, in one transaction.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Makes the batch safe to send twice; `None` when the caller does not need that.
    pub key: Option<String>,
    /// Who records it.
    pub actor: Actor,
    /// When it is recorded.
    pub at: Timestamp,
    /// The events, in order.
    pub events: Vec<NewEvent>,
    /// The last event of each subject that the caller's decision rests on; 0 for "not there yet".
    /// A subject that has moved on since is a stale edit.
    pub rests_on: Vec<(Subject, u64)>,
    /// Waiting drafts that this batch accepts.
    pub accepts: Vec<DraftId>,
}

/// An event before it has its place in the sequence.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// The day it took effect in the world, where known.
    pub on: Option<Date>,
    /// What it is about and what happened.
    pub fact: Fact,
}

/// Where a batch came to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its first event.
    pub first: u64,
    /// Its last event.
    pub last: u64,
    /// Whether it was there already, by its key.
    pub again: bool,
}

/// A captured document.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// The file name, or the last part of the address.
    pub name: String,
    /// Its media type, such as `text/html`.
    pub media_type: String,
    /// The address it was fetched from.
    pub address: Option<String>,
    /// The day it was captured.
    pub captured_on: Date,
    /// Its bytes, exactly as they came.
    pub bytes: Vec<u8>,
}

/// That a captured document was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The name of the body whose recommendations it holds.
    pub issuer: String,
    /// Its address, or its file name.
    pub place: String,
    /// SHA-256 of the document.
    pub document: String,
    /// The day it was seen.
    pub seen_on: Date,
}

/// What records are found by when a document is read later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// Something in them comes from this document.
    Document(String),
    /// This issuer gave them this reference, however its numbers are padded. None, where more than
    /// [`RECORDS_OF_A_REFERENCE_MAX`](crate::RECORDS_OF_A_REFERENCE_MAX) have it.
    Reference(OrganisationId, String),
    /// They ask for this in these words, whatever their punctuation.
    Words(OrganisationId, String),
}

/// What is known of a captured document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The file name, or the last part of the address.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The address it was fetched from.
    pub address: Option<String>,
    /// The day it was first captured.
    pub captured_on: Date,
    /// How many bytes it has.
    pub length_bytes: u64,
}

/// How a captured document came from its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// SHA-256 of the document, in hexadecimal. It is kept already.
    pub document: String,
    /// The address that was asked for.
    pub asked: String,
    /// The address that answered, after every redirect.
    pub address: String,
    /// The addresses between the two, in order.
    pub redirects: Vec<String>,
    /// When it answered.
    pub at: Timestamp,
    /// The status of HTTP, such as 200.
    pub status: u16,
    /// The headers as received, a line each: "etag: \"7\"".
    pub headers: String,
}

/// A draft's number in this register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub u64);

/// A draft to keep until a person decides.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// SHA-256 of the document it was found in.
    pub document: String,
    /// Its place in that document, from 0: with the document it makes the draft's identity, and
    /// keeping the same one again changes nothing.
    pub position: u32,
    /// Under which scheme and for which issuer it was read: what acceptance will need.
    pub scheme: String,
    /// The issuer's name.
    pub issuer: String,
    /// How doubtful it is; 0 is certain. For the order of the work.
    pub doubt: u32,
    /// One line that says what it is.
    pub title: String,
    /// The draft itself, as JSON of the reader.
    pub body: String,
    /// The record that it is a change of, if it is one.
    pub about: Option<RecommendationId>,
    /// Why it is held to be that record's, or what else a person should know of it.
    pub why: String,
    /// Names the change, so that the same one is kept once and another of the same place waits
    /// anew; empty for what is no change.
    pub change: String,
}

/// A column map that a person confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMapRow {
    /// Of the headings of its tables, in any order.
    pub fingerprint: String,
    /// What it is a map of.
    pub name: String,
    /// The map itself, TOML of the reader.
    pub body: String,
    /// The day it was confirmed.
    pub remembered_on: Date,
}
