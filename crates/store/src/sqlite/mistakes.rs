//! What readers say is wrong: kept for the operator, never public.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{query, signed, unsigned};
use crate::{MistakeRow, MistakeState, NewMistake, StoreError};
use heeded_domain::id::MistakeId;
use jiff::Timestamp;
use rusqlite::Connection;

/// Messages that may wait at once: far more than people send, few enough that whoever sends them
/// by machine cannot fill the disk (with the form's bounds about 60 MB).
const WAITING_ROWS_MAX: i64 = 10_000;

impl Ledger {
    /// Keeps a message, and answers its number.
    pub(super) fn keep_mistake(&mut self, message: &NewMistake) -> Result<MistakeId, StoreError> {
        let waiting = "SELECT count(*) FROM mistake WHERE state = 'waiting'";
        let mut statement = self.connection.prepare_cached(waiting).map_err(failed)?;
        let waiting: i64 = statement.query_row((), |row| row.get(0)).map_err(failed)?;
        if waiting >= WAITING_ROWS_MAX {
            return Err(StoreError::TooManyMistakes);
        }
        let sql = "INSERT INTO mistake (at, about, words, reach, state)
                   VALUES ($1, $2, $3, $4, 'waiting')";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let at = message.at.to_string();
        let row = (at, &message.about, &message.words, &message.reach);
        let id = statement.insert(row).map_err(failed)?;
        Ok(MistakeId(unsigned(id)))
    }

    /// Settles a message that waits, and forgets how to reach who sent it.
    pub(super) fn settle_mistake(
        &mut self,
        id: MistakeId,
        state: MistakeState,
        outcome: &str,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE mistake SET state = $1, outcome = $2, reach = NULL
                   WHERE id = $3 AND state = 'waiting'";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (code(state), outcome, signed(id.0));
        match statement.execute(row).map_err(failed)? {
            0 => Err(StoreError::NoSuchMistake(id)),
            _ => Ok(()),
        }
    }
}

/// Whether there is a message of this number.
pub(super) fn is_there(connection: &Connection, id: MistakeId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM mistake WHERE id = $1";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    statement.exists([signed(id.0)]).map_err(failed)
}

/// Messages of one state, oldest first.
pub(super) fn of_state(
    connection: &Connection,
    state: MistakeState,
    limit: u32,
) -> Result<Vec<MistakeRow>, StoreError> {
    let sql = "SELECT id, at, about, words, reach, outcome FROM mistake WHERE state = $1
               ORDER BY id LIMIT $2";
    query(connection, sql, (code(state), limit), |row| {
        let at: String = row.get(1).map_err(failed)?;
        let at = at.parse::<Timestamp>();
        Ok(MistakeRow {
            id: MistakeId(unsigned(row.get(0).map_err(failed)?)),
            message: NewMistake {
                at: at.map_err(|error| StoreError::Damaged(error.to_string()))?,
                about: row.get(2).map_err(failed)?,
                words: row.get(3).map_err(failed)?,
                reach: row.get(4).map_err(failed)?,
            },
            state,
            outcome: row.get(5).map_err(failed)?,
        })
    })
}

fn code(state: MistakeState) -> &'static str {
    match state {
        MistakeState::Waiting => "waiting",
        MistakeState::Answered => "answered",
        MistakeState::SetAside => "set-aside",
    }
}
