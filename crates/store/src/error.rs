//! What can go wrong in a store, in words that say how to mend it.
//!
//! Which error for what: [`StoreError::Stale`], [`StoreError::KeyReused`] and
//! [`StoreError::NotWaiting`] are the caller's to handle; [`StoreError::NoSpace`],
//! [`StoreError::Locked`], [`StoreError::BeingMade`], [`StoreError::Taken`], [`StoreError::Busy`]
//! and [`StoreError::Newer`] are the operator's; [`StoreError::Damaged`] is nobody's fault and
//! needs a backup; the rest is a fault of ours, and its cause is for the log, not for the page.

use crate::correction::CorrectionId;
use crate::write::DraftId;
use heeded_domain::event::Subject;
use heeded_domain::id::MistakeId;

/// What can go wrong in a store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The record has moved on since the change was prepared.
    #[error(
        "the record was changed by somebody else in the meantime; \
         read it again and repeat the change"
    )]
    Stale {
        /// Which record.
        subject: Subject,
        /// The event that the change rested on.
        expected: u64,
        /// Its last event now.
        found: u64,
    },
    /// An idempotency key came again with other content.
    #[error("the key “{0}” was used before for another change; use a new key")]
    KeyReused(String),
    /// A draft was decided before, or there is none of this number.
    #[error("draft {} does not wait for a decision; read the list of drafts again", .0.0)]
    NotWaiting(DraftId),
    /// More messages about mistakes wait than a register keeps.
    #[error("too many messages wait for an answer; `heeded mistakes` lists them")]
    TooManyMistakes,
    /// No message of this number waits.
    #[error("no message {0} waits for an answer; `heeded mistakes` lists those that do")]
    NoSuchMistake(MistakeId),
    /// A correction was taken back before, or there is none of this number.
    #[error("no correction {} holds; `heeded corrections` lists those that do", .0.0)]
    NoSuchCorrection(CorrectionId),
    /// The data folder has to be this process's alone, and another has it too.
    #[error(
        "the data folder has to be brought up to date for this version and these schemes, \
         and is in use by {holder}; stop that first, or choose another folder with --data"
    )]
    Locked {
        /// Who has it, as it wrote of itself.
        holder: String,
    },
    /// Another process makes the data folder, or brings it up to date.
    #[error("the data folder is being brought up to date by {holder}; try again when that is done")]
    BeingMade {
        /// Who does, as it wrote of itself.
        holder: String,
    },
    /// Another process has a task that one at a time has.
    #[error("{holder} does this already for this data folder; stop that first")]
    Taken {
        /// Who has it, as it wrote of itself.
        holder: String,
    },
    /// Another process wrote for so long that this one gave up; nothing of its change was kept.
    #[error("another process is writing to the register; try again when it is done")]
    Busy,
    /// A newer Heeded made the database.
    #[error(
        "the data folder was made by a newer Heeded (format {found}, \
         this one knows up to {known}); use that version, or restore a backup from before"
    )]
    Newer {
        /// The format found.
        found: u32,
        /// The newest this version knows.
        known: u32,
    },
    /// A record names a scheme that is not there.
    #[error("there is no scheme “{0}”; add its file to the schemes folder")]
    NoSuchScheme(String),
    /// What is kept does not prove right.
    #[error("the register is damaged: {0}; restore a backup, and keep this folder for inspection")]
    Damaged(String),
    /// A file is not a whole backup.
    #[error("this is not a whole backup: {0}; nothing was restored. Use another backup")]
    NotABackup(String),
    /// The disk is full.
    #[error("the disk is full; nothing of this change was kept. Make room and repeat it")]
    NoSpace,
    /// A file could not be read or written.
    #[error("{doing}: {cause}")]
    File {
        /// What was being done, with the path.
        doing: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(String),
}
