//! The list as data: a page of it as JSON, the whole as a table.

use super::List;
use super::asked::{Asked, code, field};
use crate::pages::typed;
use crate::trouble::Trouble;
use crate::visit::Visit;
use axum::body::{Body as Stream, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::replay::recommendation_as_of;
use heeded_publish::table::Csv;
use heeded_publish::{Body, body};
use heeded_search::{Found, SearchError};
use heeded_store::{Directory, PAGE_ROWS, RecommendationRow, StoreError};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records in one piece of a table, before others who wait get their turn: some milliseconds.
const PIECE_RECORDS: usize = 50;

#[derive(Serialize)]
pub(super) struct ListJson {
    as_of: String,
    words: String,
    total: u64,
    page: u32,
    page_rows: u32,
    /// No record has all of the words; these have some.
    any_word: bool,
    did_you_mean: Option<String>,
    /// For each filter: the code of a value, and how many there are.
    counts: BTreeMap<&'static str, BTreeMap<String, u64>>,
    recommendations: Vec<RowJson>,
}

#[derive(Serialize)]
struct RowJson {
    id: String,
    reference: Option<String>,
    title: String,
    issuer: Body,
    addressees: Vec<Body>,
    made_on: Option<String>,
    standing: &'static str,
    responded: u32,
    next_due_as_stated: Option<String>,
    next_due_latest: Option<String>,
}

pub(super) fn data(list: &List) -> ListJson {
    let found = list.found.as_ref();
    let rows = list.rows.iter();
    ListJson {
        as_of: list.asked.question.as_of.to_string(),
        words: list.asked.question.words.typed.clone(),
        total: list.total,
        page: list.page,
        page_rows: PAGE_ROWS,
        any_word: found.is_some_and(|found| found.is_any_word),
        did_you_mean: found.and_then(|found| found.suggestion.clone()),
        counts: found.map(counts).unwrap_or_default(),
        recommendations: rows.map(|row| row_json(row, &list.directory)).collect(),
    }
}

fn counts(found: &Found) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
    let axes = found.counts.iter().map(|(axis, values)| {
        let values = values.iter().filter(|(_, count)| *count > 0);
        let coded = values.filter_map(|(value, count)| Some((code(found, *axis, *value)?, *count)));
        (field(*axis), coded.collect())
    });
    axes.collect()
}

fn row_json(row: &RecommendationRow, directory: &Directory) -> RowJson {
    let text = |day: Option<Date>| day.map(|day| day.to_string());
    RowJson {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        title: row.title.clone(),
        issuer: body(directory, row.issuer),
        addressees: row
            .addressees
            .iter()
            .map(|id| body(directory, *id))
            .collect(),
        made_on: text(row.made_on),
        standing: row.standing.code(),
        responded: row.responded,
        next_due_as_stated: row.next_due.as_ref().map(|(words, _)| words.clone()),
        next_due_latest: row.next_due.as_ref().and_then(|(_, latest)| text(*latest)),
    }
}

/// A table on its way to a reader.
struct Table {
    visit: Visit,
    directory: Arc<Directory>,
    day: Date,
    ids: std::vec::IntoIter<RecommendationId>,
    has_begun: bool,
}

/// The whole list as a table, in pieces: its length costs no memory.
pub(in crate::pages) async fn table(visit: Visit) -> Response {
    match begun(&visit).await {
        Ok(table) => {
            let pieces = unfold(Some(table), |table| async move {
                let mut table = table?;
                match table.piece().await {
                    Ok(piece) if piece.is_empty() && table.ids.len() == 0 => None,
                    Ok(piece) => Some((Ok(Bytes::from(piece)), Some(table))),
                    // A table that breaks off must not look whole.
                    Err(cause) => Some((Err(cause), None)),
                }
            });
            let kind = [(CONTENT_TYPE, "text/csv; charset=utf-8")];
            (kind, Stream::from_stream(pieces)).into_response()
        }
        Err(trouble) => trouble.answer(&visit),
    }
}

async fn begun(visit: &Visit) -> Result<Table, Trouble> {
    let directory = visit.directory().await?;
    let asked = Asked::read(visit, &directory)?;
    typed::whole(visit)?;
    let ids = match visit.register.search.every(&asked.question) {
        Ok(ids) => ids,
        Err(SearchError::Preparing { .. }) => return Err(Trouble::Preparing),
        Err(error) => {
            tracing::error!(error = %error, "the search index gave no answer");
            return Err(Trouble::Fault);
        }
    };
    Ok(Table {
        visit: visit.clone(),
        directory,
        day: asked.question.as_of,
        ids: ids.into_iter(),
        has_begun: false,
    })
}

impl Table {
    async fn piece(&mut self) -> Result<Vec<u8>, std::io::Error> {
        let failed = |cause: StoreError| std::io::Error::other(cause.to_string());
        let mut piece = Vec::new();
        let mut csv = if std::mem::replace(&mut self.has_begun, true) {
            Csv::going_on(&mut piece)
        } else {
            Csv::new(&mut piece)?
        };
        for id in self.ids.by_ref().take(PIECE_RECORDS) {
            let events = self
                .visit
                .register
                .store
                .events(Subject::Recommendation(id));
            let record = recommendation_as_of(&events.await.map_err(failed)?, self.day);
            let schemes = &self.visit.register.schemes;
            if let Some(record) = record
                && let Some(scheme) = schemes.get(&record.ask.scheme)
            {
                csv.write(&record, scheme, &self.directory, self.day)?;
            }
        }
        csv.finish()?;
        Ok(piece)
    }
}
