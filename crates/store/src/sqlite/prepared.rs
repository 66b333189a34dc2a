//! A batch made ready on the caller's thread: what can be worked out before it is its turn.

use super::rows::{actor_code, columns};
use crate::seal::Hash;
use crate::wire::encode;
use crate::{Batch, DraftId, NewEvent, StoreError, day};
use heeded_domain::event::{Actor, Subject};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A batch made ready.
pub(super) struct Prepared {
    pub(super) key: Option<String>,
    /// SHA-256 of what the batch says: its actor, events and drafts; not of when it was sent.
    pub(super) digest: Hash,
    pub(super) actor: Actor,
    pub(super) actor_kept: &'static str,
    pub(super) at: Timestamp,
    pub(super) at_kept: String,
    pub(super) events: Vec<PreparedEvent>,
    pub(super) rests_on: Vec<(Subject, u64)>,
    pub(super) accepts: Vec<DraftId>,
}

/// An event with its columns.
pub(super) struct PreparedEvent {
    pub(super) kind: &'static str,
    pub(super) body: String,
    pub(super) on_kept: Option<i64>,
    pub(super) new: NewEvent,
}

impl Prepared {
    pub(super) fn new(batch: Batch) -> Result<Self, StoreError> {
        let events: Vec<PreparedEvent> = batch
            .events
            .into_iter()
            .map(PreparedEvent::new)
            .collect::<Result<_, _>>()?;
        let mut prepared = Self {
            key: batch.key,
            digest: Hash::default(),
            actor_kept: actor_code(&batch.actor),
            actor: batch.actor,
            at_kept: batch.at.to_string(),
            at: batch.at,
            events,
            rests_on: batch.rests_on,
            accepts: batch.accepts,
        };
        if prepared.key.is_some() {
            prepared.digest = prepared.digest();
        }
        Ok(prepared)
    }

    fn digest(&self) -> Hash {
        let mut hash = Sha256::new();
        hash.update(self.actor_kept);
        for event in &self.events {
            let (letter, id) = columns(event.new.fact.subject());
            hash.update(letter);
            hash.update(id.to_be_bytes());
            hash.update(event.on_kept.unwrap_or(i64::MIN).to_be_bytes());
            // A code has no NUL in it, and JSON has none either: the fields cannot run together.
            for text in [event.kind, "\0", event.body.as_str(), "\0"] {
                hash.update(text);
            }
        }
        for draft in &self.accepts {
            hash.update(draft.0.to_be_bytes());
        }
        hash.finalize().into()
    }
}

impl PreparedEvent {
    fn new(new: NewEvent) -> Result<Self, StoreError> {
        let (kind, body) = encode(&new.fact).map_err(|e| StoreError::Database(e.to_string()))?;
        let on_kept = new.on.map(day::number);
        Ok(Self {
            kind,
            body,
            on_kept,
            new,
        })
    }
}
