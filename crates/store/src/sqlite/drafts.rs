//! Drafts: kept until a person decides.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{query, signed, unsigned};
use crate::{DraftId, DraftRow, DraftState, NewDraft, StoreError};
use rusqlite::Connection;

impl Ledger {
    /// Keeps drafts; those that are there already stay as they are.
    pub(super) fn keep_drafts(&mut self, drafts: &[NewDraft]) -> Result<Vec<DraftId>, StoreError> {
        drafts
            .iter()
            .map(|draft| self.keep_draft(draft).map_err(failed))
            .collect()
    }

    fn keep_draft(&self, draft: &NewDraft) -> rusqlite::Result<DraftId> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO draft (document, position, scheme, issuer, doubt, title, state, body)
             VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7)
             ON CONFLICT (document, position) DO NOTHING",
        )?;
        insert.execute((
            &draft.document,
            draft.position,
            &draft.scheme,
            &draft.issuer,
            draft.doubt,
            &draft.title,
            &draft.body,
        ))?;
        let mut find = self
            .connection
            .prepare_cached("SELECT id FROM draft WHERE document = $1 AND position = $2")?;
        let id = find.query_row((&draft.document, draft.position), |row| row.get(0))?;
        Ok(DraftId(unsigned(id)))
    }

    /// Sets a draft aside; one that was set aside before stays so.
    pub(super) fn set_aside(&mut self, draft: DraftId) -> Result<(), StoreError> {
        let sql = "UPDATE draft SET state = 'set-aside' WHERE id = $1 AND state <> 'accepted'";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        match statement.execute((signed(draft.0),)).map_err(failed)? {
            0 => Err(StoreError::NotWaiting(draft)),
            _ => Ok(()),
        }
    }
}

/// Drafts of one state, most doubtful first.
pub(super) fn of_state(
    connection: &Connection,
    state: DraftState,
    limit: u32,
) -> Result<Vec<DraftRow>, StoreError> {
    let sql = "SELECT id, document, position, scheme, issuer, doubt, title, body FROM draft
               WHERE state = $1 ORDER BY doubt DESC, id LIMIT $2";
    query(connection, sql, (code(state), limit), |row| {
        let row = || {
            Ok(DraftRow {
                id: DraftId(unsigned(row.get(0)?)),
                document: row.get(1)?,
                position: row.get(2)?,
                scheme: row.get(3)?,
                issuer: row.get(4)?,
                doubt: row.get(5)?,
                title: row.get(6)?,
                state,
                body: row.get(7)?,
            })
        };
        row().map_err(failed)
    })
}

fn code(state: DraftState) -> &'static str {
    match state {
        DraftState::Waiting => "waiting",
        DraftState::Accepted => "accepted",
        DraftState::SetAside => "set-aside",
    }
}
