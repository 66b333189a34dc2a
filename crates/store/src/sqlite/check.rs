//! The proof of a register: everything that follows from something else is worked out again and
//! compared. It changes nothing and says each thing that is wrong in a sentence.

use super::dialect::{failed, open_reader};
use super::rebuild::recommendations;
use super::rows::{EVENT, event, query, unsigned};
use super::subjects::read_events;
use super::tables::{Changes, read, read_next_dues, read_traces};
use super::{Progress, Step, corrections, documents, reports};
use crate::StoreError;
use crate::project::{Followed, Projected, next_dues, project, traces};
use crate::seal::{Hash, Header, START, chain, digest};
use heeded_domain::event::{Event, Fact, RecommendationFact, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::replay::taken_down;
use heeded_domain::scheme::Schemes;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Problems told in full; the others are counted.
const PROBLEM_SENTENCES_MAX: usize = 100;

/// Things between two reports of progress.
const REPORT_EVERY: u64 = 500;

/// What a proof found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong, each in a sentence; the first hundred.
    pub problems: Vec<String>,
    /// How many more there are.
    pub more_problems: u64,
    /// Events proved.
    pub events: u64,
    /// Recommendations compared.
    pub recommendations: u64,
    /// Documents proved.
    pub documents: u64,
    /// Corrections read.
    pub corrections: u64,
}

impl Checked {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn problem(&mut self, sentence: String) {
        if self.problems.len() < PROBLEM_SENTENCES_MAX {
            self.problems.push(sentence);
        } else {
            self.more_problems += 1;
        }
    }
}

/// Proves the register of a folder.
pub(super) fn check(
    folder: &Path,
    schemes: &Schemes,
    progress: &mut dyn FnMut(Progress),
) -> Result<Checked, StoreError> {
    let connection = open_reader(folder)?;
    connection.execute_batch("BEGIN").map_err(failed)?;
    let mut checked = Checked::default();
    check_pages(&connection, &mut checked)?;
    check_events(&connection, &mut checked, progress)?;
    check_tables(&connection, schemes, &mut checked, progress)?;
    check_documents(&connection, folder, &mut checked, progress)?;
    check_corrections(&connection, &mut checked)?;
    Ok(checked)
}

/// What the database finds of itself: its pages and indexes.
fn check_pages(connection: &Connection, checked: &mut Checked) -> Result<(), StoreError> {
    let found: Vec<String> = query(connection, "PRAGMA integrity_check", (), |row| {
        column(row, 0)
    })?;
    for problem in found.into_iter().filter(|found| found != "ok") {
        checked.problem(format!("The database says of itself: {problem}."));
    }
    Ok(())
}

fn check_events(
    connection: &Connection,
    checked: &mut Checked,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), StoreError> {
    let total: i64 = connection
        .query_row("SELECT count(*) FROM event", (), |row| row.get(0))
        .map_err(failed)?;
    let sql = format!(
        "SELECT {EVENT}, e.digest, e.chain, p.salt FROM event e LEFT JOIN payload p
         ON p.seq = e.seq ORDER BY e.seq"
    );
    let (mut before, mut expected) = (START, 1_i64);
    query(connection, &sql, (), |row| {
        if checked.events.is_multiple_of(REPORT_EVERY) {
            let (done, total) = (checked.events, unsigned(total));
            progress(Progress {
                step: Step::ProvingEvents,
                done,
                total,
            });
        }
        let seq: i64 = column(row, 0)?;
        if seq != expected {
            checked.problem(format!("Event {expected} is not there; the next is {seq}."));
        }
        // One broken link is one problem: the next is proved against what stands there.
        before = check_event(row, seq, &before, checked)?;
        expected = seq + 1;
        checked.events += 1;
        Ok(())
    })?;
    Ok(())
}

/// Proves one event and answers its chain as it stands.
fn check_event(
    row: &Row<'_>,
    seq: i64,
    before: &Hash,
    checked: &mut Checked,
) -> Result<Hash, StoreError> {
    let (at, actor): (String, String) = (column(row, 1)?, column(row, 2)?);
    let (subject_kind, kind): (String, String) = (column(row, 4)?, column(row, 6)?);
    let header = Header {
        seq,
        at: &at,
        actor: &actor,
        on_day: column(row, 3)?,
        subject_kind: &subject_kind,
        subject_id: column(row, 5)?,
        kind: &kind,
    };
    let kept_digest: Vec<u8> = column(row, 8)?;
    let kept_chain: Vec<u8> = column(row, 9)?;
    if chain(before, &header, &kept_digest) != *kept_chain {
        checked.problem(format!(
            "Event {seq} does not continue the chain of the one before it."
        ));
    }
    let body = row.get_ref(7).map_err(failed)?.as_bytes_or_null();
    match (body, column::<Option<Vec<u8>>>(row, 10)?) {
        (Ok(Some(body)), Some(salt)) if digest(&salt, body) == *kept_digest => {
            if let Err(error) = event(row) {
                checked.problem(format!("Event {seq} is what was kept, but: {error}."));
            }
        }
        (Ok(Some(_)), Some(_)) => {
            checked.problem(format!("The content of event {seq} is not what was kept."));
        }
        _ => checked.problem(format!("The content of event {seq} is not there.")),
    }
    Ok(Hash::try_from(kept_chain).unwrap_or(START))
}

fn check_tables(
    connection: &Connection,
    schemes: &Schemes,
    checked: &mut Checked,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), StoreError> {
    let mut changes = Changes::default();
    let mut dues = read_next_dues(connection)?;
    let mut kept_traces = read_traces(connection)?;
    let all = recommendations(connection)?;
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    for id in all {
        if checked.recommendations.is_multiple_of(REPORT_EVERY) {
            let done = checked.recommendations;
            progress(Progress {
                step: Step::Comparing,
                done,
                total,
            });
        }
        let own = kept_traces.remove(&id).unwrap_or_default();
        let kept = read(connection, id).map(|kept| kept.map(|rows| rows.with(own.clone())));
        let kept_dues = dues.remove(&id).unwrap_or_default();
        match read_events(connection, Subject::Recommendation(id)) {
            Ok(events) => {
                let expected = worked_out(&events, schemes);
                let expected_dues = expected.as_ref().map(|rows| next_dues(&rows.spans));
                let same_dues = expected_dues.unwrap_or_default() == kept_dues;
                expected.iter().for_each(|rows| changes.count(rows));
                let is_hidden = taken_down(&events).is_some();
                let same_traces = !is_hidden || own == traces(&events);
                for table in differing(expected, kept?)
                    .into_iter()
                    .chain((!same_dues).then_some("next_due"))
                    .chain((!same_traces).then_some("trace"))
                {
                    checked.problem(format!(
                        "The rows of {id} in table {table} do not follow from its events."
                    ));
                }
            }
            Err(error) => checked.problem(format!("{id} cannot be worked out: {error}.")),
        }
        checked.recommendations += 1;
    }
    let strays = dues.keys().map(|id| ("next_due", id));
    for (table, id) in strays.chain(kept_traces.keys().map(|id| ("trace", id))) {
        checked.problem(format!(
            "Table {table} has rows of {id}, which has no events."
        ));
    }
    check_strays(connection, checked)?;
    check_reports(connection, checked)?;
    check_counts(connection, &changes, checked)
}

fn worked_out(events: &[Event], schemes: &Schemes) -> Option<Projected> {
    let scheme = events.iter().find_map(|event| match &event.fact {
        Fact::Recommendation(_, RecommendationFact::Recorded(ask)) => schemes.get(&ask.scheme),
        _ => None,
    })?;
    project(events, scheme)
}

/// The tables in which a recommendation's rows are others than they should be.
fn differing(expected: Option<Projected>, kept: Option<Projected>) -> Vec<&'static str> {
    let (expected, kept) = match (expected, kept) {
        (Some(expected), Some(kept)) => (expected, kept),
        (None, None) => return Vec::new(),
        _ => return vec!["recommendation"],
    };
    let (more, kept_more) = (&expected.followed, &kept.followed);
    let parts = [
        ("addressee", expected.addressees == kept.addressees),
        ("span", expected.spans == kept.spans),
        ("wait", expected.waits == kept.waits),
        ("theme", more.themes == kept_more.themes),
        ("dependency", more.dependencies == kept_more.dependencies),
        ("slip", more.slips == kept_more.slips),
        ("silence", more.silences == kept_more.silences),
        ("trace", expected.traces == kept.traces),
    ];
    let mut tables: Vec<_> = parts
        .into_iter()
        .filter(|(_, same)| !same)
        .map(|(table, _)| table)
        .collect();
    let alone = |rows: Projected| Projected {
        addressees: Vec::new(),
        spans: Vec::new(),
        waits: Vec::new(),
        followed: Followed::default(),
        traces: BTreeSet::new(),
        ..rows
    };
    if alone(expected) != alone(kept) {
        tables.push("recommendation");
    }
    tables
}

/// Rows of recommendations that have no events.
fn check_strays(connection: &Connection, checked: &mut Checked) -> Result<(), StoreError> {
    for (table, key) in [
        ("recommendation", "id"),
        ("addressee", "recommendation"),
        ("span", "recommendation"),
        ("wait", "recommendation"),
        ("theme", "recommendation"),
        ("dependency", "recommendation"),
        ("slip", "recommendation"),
        ("silence", "recommendation"),
    ] {
        let sql = format!(
            "SELECT DISTINCT {key} FROM {table} WHERE NOT EXISTS
             (SELECT 1 FROM event e WHERE e.subject_kind = 'R' AND e.subject_id = {table}.{key})"
        );
        for id in query(connection, &sql, (), |row| column::<i64>(row, 0))? {
            let id = RecommendationId(unsigned(id));
            checked.problem(format!(
                "Table {table} has rows of {id}, which has no events."
            ));
        }
    }
    Ok(())
}

/// Every report by its events, in one walk of both.
fn check_reports(connection: &Connection, checked: &mut Checked) -> Result<(), StoreError> {
    let (kept, expected) = (reports::kept(connection)?, reports::worked_out(connection)?);
    if kept != expected {
        checked.problem("The rows of table report do not follow from the events.".to_owned());
    }
    Ok(())
}

fn check_counts(
    connection: &Connection,
    changes: &Changes,
    checked: &mut Checked,
) -> Result<(), StoreError> {
    let sql = "SELECT level, period, standing, change FROM standing_change WHERE change <> 0";
    let kept: BTreeMap<(String, i64, String), i64> = query(connection, sql, (), |row| {
        Ok((
            (column(row, 0)?, column(row, 1)?, column(row, 2)?),
            column(row, 3)?,
        ))
    })?
    .into_iter()
    .collect();
    let expected = changes.rows().into_iter();
    let expected: BTreeMap<_, _> = expected
        .map(|((level, period, standing), n)| ((level.to_owned(), period, standing.to_owned()), n))
        .collect();
    if kept != expected {
        checked.problem(
            "The counts in table standing_change do not follow from the events.".to_owned(),
        );
    }
    Ok(())
}

fn check_documents(
    connection: &Connection,
    folder: &Path,
    checked: &mut Checked,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), StoreError> {
    let all = documents::names(connection)?;
    let total = u64::try_from(all.len()).unwrap_or(u64::MAX);
    for name in all {
        let done = checked.documents;
        progress(Progress {
            step: Step::ProvingDocuments,
            done,
            total,
        });
        let length = documents::row(connection, &name)?.map(|row| row.length_bytes);
        match documents::bytes(folder, &name) {
            Ok(bytes) if u64::try_from(bytes.len()).ok() == length => {}
            Ok(_) => checked.problem(format!("The length of document {name} is not right.")),
            Err(StoreError::Damaged(what)) => checked.problem(format!("Of documents: {what}.")),
            Err(error) => checked.problem(format!("Document {name} cannot be read: {error}.")),
        }
        checked.documents += 1;
    }
    Ok(())
}

/// Every correction: that it can be read, and that the document it was made in is there.
fn check_corrections(connection: &Connection, checked: &mut Checked) -> Result<(), StoreError> {
    let (count, problems) = corrections::problems(connection)?;
    checked.corrections = count;
    problems.into_iter().for_each(|one| checked.problem(one));
    Ok(())
}

fn column<T: FromSql>(row: &Row<'_>, at: usize) -> Result<T, StoreError> {
    row.get(at).map_err(failed)
}
