//! Appending a batch: the events, what follows from them, and the memory of the request.

use super::dialect::failed;
use super::ledger::{Head, Ledger};
use super::prepared::{Prepared, PreparedEvent};
use super::reports;
use super::rows::{columns, signed, unsigned};
use super::subjects::{last_event, read_events};
use super::tables;
use crate::project::{project, traces};
use crate::seal::{Header, SALT_BYTES, chain, digest};
use crate::{Appended, StoreError, SubjectKind};
use heeded_domain::event::{Event, Fact, RecommendationFact, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Ask;
use rusqlite::{CachedStatement, Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

impl Ledger {
    /// Appends a batch; called inside a savepoint that is undone when this fails.
    pub(super) fn append(&mut self, batch: Prepared) -> Result<Appended, StoreError> {
        if let Some(before) = self.answered_before(&batch)? {
            return Ok(before);
        }
        self.refuse_stale(&batch)?;
        self.accept_drafts(&batch)?;
        let there = self.already_there(&batch)?;
        let appended = Appended {
            first: unsigned(self.head.seq + 1),
            last: unsigned(self.head.seq + signed_len(batch.events.len())),
            again: false,
        };
        self.remember(&batch, appended)?;
        let written = self.write_events(batch)?;
        self.move_tables_on(written, &there)?;
        Ok(appended)
    }

    fn answered_before(&self, batch: &Prepared) -> Result<Option<Appended>, StoreError> {
        let Some(key) = &batch.key else {
            return Ok(None);
        };
        let sql = "SELECT digest, first_seq, last_seq FROM request WHERE key = $1";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let found = statement
            .query_row((key,), |row| {
                Ok((
                    row.get::<_, Vec<u8>>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, i64>(2)?,
                ))
            })
            .optional()
            .map_err(failed)?;
        match found {
            None => Ok(None),
            Some((kept, ..)) if kept != batch.digest => Err(StoreError::KeyReused(key.clone())),
            Some((_, first, last)) => {
                let (first, last) = (unsigned(first), unsigned(last));
                Ok(Some(Appended {
                    first,
                    last,
                    again: true,
                }))
            }
        }
    }

    fn refuse_stale(&self, batch: &Prepared) -> Result<(), StoreError> {
        for (subject, expected) in &batch.rests_on {
            let found = last_event(&self.connection, *subject)?;
            if found != *expected {
                let (subject, expected) = (*subject, *expected);
                return Err(StoreError::Stale {
                    subject,
                    expected,
                    found,
                });
            }
        }
        Ok(())
    }

    fn accept_drafts(&self, batch: &Prepared) -> Result<(), StoreError> {
        let sql = "UPDATE draft SET state = 'accepted' WHERE id = $1 AND state = 'waiting'";
        for draft in &batch.accepts {
            let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
            if statement.execute((signed(draft.0),)).map_err(failed)? == 0 {
                return Err(StoreError::NotWaiting(*draft));
            }
        }
        Ok(())
    }

    /// The recommendations of a batch that had events before it: only those have rows to replace.
    fn already_there(&self, batch: &Prepared) -> Result<BTreeSet<RecommendationId>, StoreError> {
        let new: BTreeSet<_> = batch
            .rests_on
            .iter()
            .filter(|(_, seq)| *seq == 0)
            .map(|(subject, _)| *subject)
            .collect();
        let mut there = BTreeSet::new();
        let subjects: BTreeSet<_> = batch.events.iter().map(|e| e.new.fact.subject()).collect();
        for subject in subjects {
            if let (Subject::Recommendation(id), false) = (subject, new.contains(&subject))
                && last_event(&self.connection, subject)? > 0
            {
                there.insert(id);
            }
        }
        Ok(there)
    }

    fn remember(&self, batch: &Prepared, appended: Appended) -> Result<(), StoreError> {
        let Some(key) = &batch.key else {
            return Ok(());
        };
        let sql = "INSERT INTO request (key, digest, first_seq, last_seq) VALUES ($1, $2, $3, $4)";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let (first, last) = (signed(appended.first), signed(appended.last));
        statement
            .execute((key, &batch.digest, first, last))
            .map_err(failed)?;
        Ok(())
    }

    /// Writes the events, and gives those about recommendations back, by subject.
    fn write_events(
        &mut self,
        batch: Prepared,
    ) -> Result<BTreeMap<RecommendationId, Vec<Event>>, StoreError> {
        let mut salts = vec![0; batch.events.len() * SALT_BYTES];
        getrandom::fill(&mut salts).map_err(|e| StoreError::Database(e.to_string()))?;
        let mut written: BTreeMap<RecommendationId, Vec<Event>> = BTreeMap::new();
        let mut reports = Vec::new();
        let mut insert = Inserting::new(&self.connection)?;
        let sealed = (batch.at_kept.as_str(), batch.actor_kept);
        for (event, salt) in batch.events.into_iter().zip(salts.chunks_exact(SALT_BYTES)) {
            self.head = insert
                .event(self.head, sealed, &event, salt)
                .map_err(failed)?;
            let seq = unsigned(self.head.seq);
            let subject = event.new.fact.subject();
            self.next_ids.make_room(subject);
            match subject {
                Subject::Recommendation(id) => written.entry(id).or_default().push(Event {
                    seq,
                    at: batch.at,
                    actor: batch.actor.clone(),
                    on: event.new.on,
                    fact: event.new.fact,
                }),
                Subject::Organisation(_) => self.organisations = seq,
                Subject::Report(_) => reports.extend(reports::row(event.new.on, &event.new.fact)),
            }
        }
        drop(insert);
        for row in reports {
            reports::insert(&self.connection, &row).map_err(failed)?;
        }
        self.keep_next_ids()?;
        Ok(written)
    }

    /// Works the rows of the recommendations out again.
    fn move_tables_on(
        &mut self,
        written: BTreeMap<RecommendationId, Vec<Event>>,
        there: &BTreeSet<RecommendationId>,
    ) -> Result<(), StoreError> {
        let mut changes = tables::Changes::default();
        for (id, mut events) in written {
            if there.contains(&id) {
                events = read_events(&self.connection, Subject::Recommendation(id))?;
                // Events only add traces: those of all of them hold those of before.
                tables::delete(&self.connection, id, &traces(&events), &mut changes)?;
            }
            self.project_one(id, &events, &mut changes)?;
        }
        changes.write(&self.connection)
    }

    /// Puts the rows of one recommendation in, by all its events.
    pub(super) fn project_one(
        &self,
        id: RecommendationId,
        events: &[Event],
        changes: &mut tables::Changes,
    ) -> Result<(), StoreError> {
        let Some(ask) = events.iter().find_map(ask) else {
            return Ok(());
        };
        let scheme = self
            .schemes
            .get(&ask.scheme)
            .ok_or_else(|| StoreError::NoSuchScheme(ask.scheme.to_string()))?;
        match project(events, scheme) {
            Some(rows) => tables::insert(&self.connection, id, &rows, changes),
            None => tables::insert_hidden(&self.connection, id, &traces(events)),
        }
    }

    /// Reserves identifiers and answers the first.
    pub(super) fn reserve(&mut self, kind: SubjectKind, count: u64) -> Result<u64, StoreError> {
        let first = self.next_ids.reserve(kind, count);
        self.keep_next_ids()?;
        Ok(first)
    }
}

/// The ask that an event records.
pub(super) fn ask(event: &Event) -> Option<&Ask> {
    match &event.fact {
        Fact::Recommendation(_, RecommendationFact::Recorded(ask)) => Some(ask),
        _ => None,
    }
}

/// The statements that write an event.
struct Inserting<'a> {
    event: CachedStatement<'a>,
    payload: CachedStatement<'a>,
}

impl<'a> Inserting<'a> {
    fn new(connection: &'a Connection) -> Result<Self, StoreError> {
        let event = "INSERT INTO event (seq, at, actor, on_day, subject_kind, subject_id, kind,
            digest, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let payload = "INSERT INTO payload (seq, salt, body) VALUES ($1, $2, $3)";
        Ok(Self {
            event: connection.prepare_cached(event).map_err(failed)?,
            payload: connection.prepare_cached(payload).map_err(failed)?,
        })
    }

    /// Writes an event after the head, and answers the new head.
    fn event(
        &mut self,
        head: Head,
        (at, actor): (&str, &str),
        event: &PreparedEvent,
        salt: &[u8],
    ) -> rusqlite::Result<Head> {
        let (subject_kind, subject_id) = columns(event.new.fact.subject());
        let (seq, on_day, kind) = (head.seq + 1, event.on_kept, event.kind);
        let header = Header {
            seq,
            at,
            actor,
            on_day,
            subject_kind,
            subject_id,
            kind,
        };
        let digest = digest(salt, event.body.as_bytes());
        let chain = chain(&head.chain, &header, &digest);
        self.event.execute((
            seq,
            at,
            actor,
            on_day,
            subject_kind,
            subject_id,
            kind,
            digest,
            chain,
        ))?;
        self.payload.execute((seq, salt, &event.body))?;
        Ok(Head { seq, chain })
    }
}

fn signed_len(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
