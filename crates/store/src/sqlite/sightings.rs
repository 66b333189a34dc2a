//! Where and when documents were seen, and what records are found by when one is read later.

use super::dialect::failed;
use super::ledger::Ledger;
use super::rows::{date, query, signed, unsigned};
use crate::project::{document_trace, in_order, words_trace};
use crate::{
    DOCUMENTS_OF_A_PLACE_MAX, RECORDS_OF_A_REFERENCE_MAX, RECORDS_OF_A_TRACE_MAX, Sighting,
    StoreError, Trace, day,
};
use heeded_domain::id::RecommendationId;
use jiff::civil::Date;
use rusqlite::{Connection, Row};

impl Ledger {
    /// Keeps a sighting, unless it is the last one there already.
    pub(super) fn keep_sighting(&mut self, sighting: &Sighting) -> Result<(), StoreError> {
        let Sighting {
            issuer,
            place,
            document,
            seen_on,
        } = sighting;
        let sql = "INSERT INTO sighting (issuer, place, document, seen_on)
                   SELECT $1, $2, $3, $4 WHERE NOT EXISTS (
                       SELECT 1 FROM (
                           SELECT document, seen_on FROM sighting
                           WHERE issuer = $1 AND place = $2
                           ORDER BY seen_on DESC, id DESC LIMIT 1) last
                       WHERE last.document = $3 AND last.seen_on = $4)";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let row = (issuer, place, document, day::number(*seen_on));
        statement.execute(row).map(|_| ()).map_err(failed)
    }
}

/// The documents of a place, last seen first.
pub(super) fn of_place(
    connection: &Connection,
    issuer: &str,
    place: &str,
) -> Result<Vec<Sighting>, StoreError> {
    let sql = "SELECT issuer, place, document, max(seen_on) AS seen_on FROM sighting
               WHERE issuer = $1 AND place = $2 GROUP BY issuer, place, document
               ORDER BY max(seen_on) DESC, max(id) DESC LIMIT $3";
    let params = (issuer, place, DOCUMENTS_OF_A_PLACE_MAX);
    query(connection, sql, params, sighting)
}

/// The last sighting, by the end of a day, at any place of a document.
pub(super) fn last(
    connection: &Connection,
    document: &str,
    by: Date,
) -> Result<Option<Sighting>, StoreError> {
    let sql = "SELECT s.issuer, s.place, s.document, s.seen_on FROM sighting s
               JOIN (SELECT DISTINCT issuer, place FROM sighting WHERE document = $1) its
                   ON its.issuer = s.issuer AND its.place = s.place
               WHERE s.seen_on <= $2 ORDER BY s.seen_on DESC, s.id DESC LIMIT 1";
    let found = query(connection, sql, (document, day::number(by)), sighting)?;
    Ok(found.into_iter().next())
}

fn sighting(row: &Row<'_>) -> Result<Sighting, StoreError> {
    Ok(Sighting {
        issuer: row.get(0).map_err(failed)?,
        place: row.get(1).map_err(failed)?,
        document: row.get(2).map_err(failed)?,
        seen_on: date(row.get(3).map_err(failed)?)?,
    })
}

/// The records that have a trace.
pub(super) fn traced(
    connection: &Connection,
    trace: &Trace,
) -> Result<Vec<RecommendationId>, StoreError> {
    let id = |row: &Row<'_>| Ok(RecommendationId(unsigned(row.get(0).map_err(failed)?)));
    let by_hash = |hash: i64| {
        let sql = "SELECT recommendation FROM trace WHERE hash = $1
                   ORDER BY recommendation LIMIT $2";
        query(connection, sql, (hash, RECORDS_OF_A_TRACE_MAX), id)
    };
    match trace {
        Trace::Document(sha256) => by_hash(document_trace(sha256)),
        Trace::Words(issuer, text) => by_hash(words_trace(*issuer, text)),
        Trace::Reference(issuer, reference) => {
            let sql = "SELECT id FROM recommendation INDEXED BY recommendation_of_reference
                       WHERE issuer = $1 AND reference_order = $2 ORDER BY id LIMIT $3";
            let one_more = RECORDS_OF_A_REFERENCE_MAX + 1;
            let params = (signed(issuer.0), in_order(reference), one_more);
            let found = query(connection, sql, params, id)?;
            let tells = found.len() < usize::try_from(one_more).unwrap_or(usize::MAX);
            Ok(if tells { found } else { Vec::new() })
        }
    }
}
