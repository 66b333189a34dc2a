//! Working the projections out again: when the code or the schemes that made them have changed.

use super::dialect::failed;
use super::ledger::Ledger;
use super::reports;
use super::rows::{query, unsigned};
use super::subjects::read_events;
use super::tables::{Changes, TABLES};
use super::{Progress, Step};
use crate::StoreError;
use crate::project::PROJECTION;
use crate::seal::name_of;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::scheme::Schemes;
use rusqlite::{Connection, OptionalExtension};

/// Recommendations between two reports of progress.
const REPORT_EVERY: u64 = 500;

impl Ledger {
    /// Works the projections out again when they are not of this code and these schemes.
    pub(super) fn rebuild_if_needed(
        &mut self,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), StoreError> {
        if is_current(&self.connection, &self.schemes)? {
            return Ok(());
        }
        self.begin()?;
        let rebuilt = self
            .rebuild(progress)
            .and_then(|_| self.commit().map_err(failed));
        if rebuilt.is_err() {
            self.roll_back()?;
        }
        rebuilt
    }

    /// Works every projection out again; answers how many recommendations there are.
    pub(super) fn rebuild(
        &mut self,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<u64, StoreError> {
        for table in TABLES {
            self.connection
                .execute(&format!("DELETE FROM {table}"), ())
                .map_err(failed)?;
        }
        let all = recommendations(&self.connection)?;
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let mut changes = Changes::default();
        for (done, id) in (0_u64..).zip(all) {
            if done.is_multiple_of(REPORT_EVERY) {
                progress(Progress {
                    step: Step::Rebuilding,
                    done,
                    total,
                });
            }
            let events = read_events(&self.connection, Subject::Recommendation(id))?;
            self.project_one(id, &events, &mut changes)?;
        }
        changes.write(&self.connection)?;
        for row in reports::worked_out(&self.connection)? {
            reports::insert(&self.connection, &row).map_err(failed)?;
        }
        let sql = "INSERT INTO meta (name, value) VALUES ('projection', $1)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection
            .execute(sql, (fingerprint(&self.schemes),))
            .map_err(failed)?;
        progress(Progress {
            step: Step::Rebuilding,
            done: total,
            total,
        });
        Ok(total)
    }
}

/// Whether the projections are of this code and these schemes.
pub(super) fn is_current(connection: &Connection, schemes: &Schemes) -> Result<bool, StoreError> {
    let sql = "SELECT value FROM meta WHERE name = 'projection'";
    let kept: Option<String> = connection
        .query_row(sql, (), |row| row.get(0))
        .optional()
        .map_err(failed)?;
    Ok(kept == Some(fingerprint(schemes)))
}

/// Every recommendation that has been recorded.
pub(super) fn recommendations(
    connection: &Connection,
) -> Result<Vec<RecommendationId>, StoreError> {
    let sql = "SELECT DISTINCT subject_id FROM event WHERE subject_kind = 'R' ORDER BY subject_id";
    query(connection, sql, (), |row| {
        Ok(RecommendationId(unsigned(row.get(0).map_err(failed)?)))
    })
}

/// Names the code and the schemes that projections are made by.
fn fingerprint(schemes: &Schemes) -> String {
    format!(
        "{PROJECTION} {}",
        name_of(format!("{schemes:?}").as_bytes())
    )
}
