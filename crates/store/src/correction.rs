//! Corrections: what a person says that a field of a draft is, kept and found again.
//!
//! Which fields there are and where a correction applies is for `heeded-import` to say; here they
//! are kept, and never deleted: what was taken back stands as taken back.

use heeded_domain::event::Actor;
use jiff::Timestamp;

/// Corrections that are looked at of one place or issuer: ten for each of 2,000 recommendations.
pub const CORRECTION_ROWS_OF_A_PLACE_MAX: u32 = 20_000;

/// A correction's number in this register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorrectionId(pub u64);

/// A correction to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub actor: Actor,
    /// The name that the issuer of the document is kept under.
    pub issuer: String,
    /// The address or file name of the document; `None`: it holds wherever these words of this
    /// issuer stand at this field.
    pub place: Option<String>,
    /// SHA-256 of the document in which it was made.
    pub document: String,
    /// The reference of the ask, as read.
    pub reference: Option<String>,
    /// The words of the ask, as read.
    pub ask: String,
    /// The name of the field.
    pub field: String,
    /// The words of the response or the planned action that it belongs to, as read.
    pub item: Option<String>,
    /// What was read there; `None`: nothing, or nothing of this.
    pub read: Option<String>,
    /// What it is; `None`: nothing.
    pub said: Option<String>,
    /// All that the field held, as read.
    pub around: String,
    /// Why.
    pub why: String,
}

/// A correction that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Its number.
    pub id: CorrectionId,
    /// What it says.
    pub correction: NewCorrection,
    /// When and why it was taken back, if it was.
    pub taken_back: Option<(Timestamp, String)>,
}

/// Which corrections to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectionsOf {
    /// Every one that holds for what an issuer has at a place; not those that hold everywhere.
    Place {
        /// The name that the issuer is kept under.
        issuer: String,
        /// The address or file name.
        place: String,
    },
    /// Every one that holds wherever the words of this issuer stand.
    Everywhere(String),
    /// Every one there is, those taken back too, at most so many: the newest.
    All(u32),
}
