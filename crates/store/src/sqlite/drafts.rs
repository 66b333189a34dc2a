//! Drafts: kept until a person decides.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{query, signed, unsigned};
use crate::{DraftId, DraftRow, DraftState, NewDraft, StoreError};
use heeded_domain::id::RecommendationId;
use rusqlite::{Connection, Row};

impl Ledger {
    /// Keeps drafts; those that are there already stay as they are, unless they are another change.
    pub(super) fn keep_drafts(&mut self, drafts: &[NewDraft]) -> Result<Vec<DraftId>, StoreError> {
        drafts
            .iter()
            .map(|draft| self.keep_draft(draft).map_err(failed))
            .collect()
    }

    fn keep_draft(&self, draft: &NewDraft) -> rusqlite::Result<DraftId> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO draft (document, position, scheme, issuer, doubt, title, state, body,
                 about, why, change)
             VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10)
             ON CONFLICT (document, position) DO UPDATE SET scheme = excluded.scheme,
                 issuer = excluded.issuer, doubt = excluded.doubt, title = excluded.title,
                 state = excluded.state, body = excluded.body, about = excluded.about,
                 why = excluded.why, change = excluded.change
             WHERE draft.change <> excluded.change",
        )?;
        insert.execute((
            &draft.document,
            draft.position,
            &draft.scheme,
            &draft.issuer,
            draft.doubt,
            &draft.title,
            &draft.body,
            draft.about.map(|id| signed(id.0)),
            &draft.why,
            &draft.change,
        ))?;
        let mut find = self
            .connection
            .prepare_cached("SELECT id FROM draft WHERE document = $1 AND position = $2")?;
        let id = find.query_row((&draft.document, draft.position), |row| row.get(0))?;
        Ok(DraftId(unsigned(id)))
    }

    /// Puts a draft as it is read now in the place of one that waits.
    pub(super) fn recast_draft(&mut self, id: DraftId, new: &NewDraft) -> Result<(), StoreError> {
        let sql = "UPDATE draft SET scheme = $1, issuer = $2, doubt = $3, title = $4, body = $5,
                       about = $6, why = $7, change = $8
                   WHERE id = $9 AND state = 'waiting'";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (
            &new.scheme,
            &new.issuer,
            new.doubt,
            &new.title,
            &new.body,
            new.about.map(|id| signed(id.0)),
            &new.why,
            &new.change,
            signed(id.0),
        );
        match statement.execute(row).map_err(failed)? {
            0 => Err(StoreError::NotWaiting(id)),
            _ => Ok(()),
        }
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
    let sql =
        format!("SELECT {DRAFT} FROM draft WHERE state = $1 ORDER BY doubt DESC, id LIMIT $2");
    query(connection, &sql, (code(state), limit), draft)
}

/// The drafts of a document, in its order.
pub(super) fn of_document(
    connection: &Connection,
    document: &str,
) -> Result<Vec<DraftRow>, StoreError> {
    let sql = format!("SELECT {DRAFT} FROM draft WHERE document = $1 ORDER BY position");
    query(connection, &sql, (document,), draft)
}

/// The columns of [`draft`], in its order.
const DRAFT: &str =
    "id, document, position, scheme, issuer, doubt, title, state, body, about, why, change";

fn draft(row: &Row<'_>) -> Result<DraftRow, StoreError> {
    let kept: String = row.get(7).map_err(failed)?;
    let state = STATES.into_iter().find(|state| code(*state) == kept);
    let state =
        state.ok_or_else(|| StoreError::Damaged(format!("“{kept}” is no draft’s state")))?;
    let about: Option<i64> = row.get(9).map_err(failed)?;
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
            body: row.get(8)?,
            about: about.map(|id| RecommendationId(unsigned(id))),
            why: row.get(10)?,
            change: row.get(11)?,
        })
    };
    row().map_err(failed)
}

const STATES: [DraftState; 3] = [
    DraftState::Waiting,
    DraftState::Accepted,
    DraftState::SetAside,
];

fn code(state: DraftState) -> &'static str {
    match state {
        DraftState::Waiting => "waiting",
        DraftState::Accepted => "accepted",
        DraftState::SetAside => "set-aside",
    }
}
