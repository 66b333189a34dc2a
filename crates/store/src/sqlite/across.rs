//! Lists that go across records: what belongs to one thing, silences, dates that moved.

use super::dialect::failed;
use super::list::{offset, page_within, row};
use super::rows::{date_or_never, query, signed, unsigned};
use super::statistics;
use super::tables::standing;
use super::totals::{Question, Totals};
use crate::day::{FOR_EVER, number};
use crate::{
    AnswerTime, Listed, Of, PAGE_ROWS, RecommendationRow, ResponseTimes, SilenceQuery, SilenceRow,
    SlipQuery, SlipRow, StoreError,
};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::status::Standing;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

/// A question whose answer has pages: which rows as SQL without their order, and the order.
pub(super) struct Paged {
    pub(super) keys: String,
    pub(super) order: &'static str,
    pub(super) values: Vec<Value>,
}

impl Paged {
    /// The page asked for, with its total.
    pub(super) fn page<T>(
        &self,
        connection: &Connection,
        (totals, head, question): (&Totals, u64, Question),
        asked: u32,
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Listed<T>, StoreError> {
        let total = totals.of(head, question, || {
            let sql = format!("SELECT count(*) FROM ({}) AS keys", self.keys);
            let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
            let count = statement.query_row(params_from_iter(&self.values), |row| row.get(0));
            count.map(unsigned).map_err(failed)
        })?;
        let page = page_within(asked, total);
        let sql = format!("{} LIMIT {PAGE_ROWS} OFFSET {}", self.sql(), offset(page));
        let rows = query(connection, &sql, params_from_iter(&self.values), read)?;
        Ok(Listed { rows, total, page })
    }

    /// The rows in their order.
    pub(super) fn sql(&self) -> String {
        format!("{} ORDER BY {}", self.keys, self.order)
    }
}

/// The rows of a table that held on the day `$1`. Those that go on are nearly all that a page of
/// today shows, and have an index in the order of the list; the others are few and sorted in.
fn held(columns: &str, table: &str, conditions: &str) -> String {
    let select = format!("SELECT {columns} FROM {table} t");
    format!(
        "{select} WHERE t.until_day = {FOR_EVER} AND t.from_day <= $1{conditions}
         UNION ALL {select} WHERE t.until_day < {FOR_EVER} AND t.until_day > $1
             AND t.from_day <= $1{conditions}"
    )
}

/// The recommendations of a thing as of a day.
pub(super) fn of(thing: &Of, as_of: Date) -> Paged {
    let day: Value = number(as_of).into();
    let id = |id: u64| -> Value { signed(id).into() };
    let (keys, order, value) = match thing {
        Of::Addressee(OrganisationId(organisation)) => (
            "SELECT recommendation FROM addressee WHERE known_from <= $1 AND organisation = $2",
            "recommendation DESC",
            id(*organisation),
        ),
        Of::Report(report) => (
            "SELECT id FROM recommendation WHERE known_from <= $1 AND report = $2",
            "id",
            id(report.0),
        ),
        Of::Theme(key) => (
            "SELECT recommendation FROM theme WHERE known_from <= $1 AND key = $2",
            "recommendation DESC",
            key.clone().into(),
        ),
    };
    let values = vec![day, value];
    Paged {
        keys: keys.to_owned(),
        order,
        values,
    }
}

/// A page of the recommendations of a thing.
pub(super) fn page_of(
    connection: &Connection,
    (totals, head): (&Totals, u64),
    (thing, as_of, page): (Of, Date, u32),
) -> Result<Listed<RecommendationRow>, StoreError> {
    let paged = of(&thing, as_of);
    let question = Question::Of(thing, as_of);
    paged.page(connection, (totals, head, question), page, |found| {
        let id = RecommendationId(unsigned(found.get(0).map_err(failed)?));
        row(connection, id, as_of)
    })
}

/// How many recommendations of a thing stand how on a day.
pub(super) fn standings_of(
    connection: &Connection,
    thing: &Of,
    as_of: Date,
) -> Result<Vec<(Standing, u64)>, StoreError> {
    let Paged { keys, values, .. } = of(thing, as_of);
    let column = if matches!(thing, Of::Report(_)) {
        "id"
    } else {
        "recommendation"
    };
    let sql = format!(
        "SELECT s.standing, count(*) FROM ({keys}) AS k CROSS JOIN span s
         WHERE s.recommendation = k.{column} AND s.from_day <= $1 AND s.until_day > $1
         GROUP BY s.standing"
    );
    let mut counted = query(connection, &sql, params_from_iter(&values), |row| {
        Ok((standing(row, 0)?, unsigned(row.get(1).map_err(failed)?)))
    })?;
    counted.sort_unstable();
    Ok(counted)
}

/// Which silences.
pub(super) fn silences(wanted: &SilenceQuery) -> Paged {
    let mut values: Vec<Value> = vec![number(wanted.as_of).into()];
    let mut conditions = String::new();
    if let Some(organisation) = wanted.organisation {
        values.push(signed(organisation.0).into());
        conditions.push_str(" AND t.organisation = $2");
    }
    match wanted.time {
        None => {}
        Some(AnswerTime::Over) => conditions.push_str(" AND t.due < $1"),
        Some(AnswerTime::Left) => {
            conditions.push_str(&format!(" AND t.due >= $1 AND t.due < {FOR_EVER}"));
        }
        Some(AnswerTime::NotKnown) => conditions.push_str(&format!(" AND t.due = {FOR_EVER}")),
    }
    let columns = "t.since, t.recommendation, t.organisation, t.due";
    let keys = held(columns, "silence", &conditions);
    Paged {
        keys,
        order: "since, recommendation, organisation",
        values,
    }
}

/// A page of silences.
pub(super) fn page_of_silences(
    connection: &Connection,
    (totals, head): (&Totals, u64),
    wanted: &SilenceQuery,
) -> Result<Listed<SilenceRow>, StoreError> {
    let question = Question::Silences(SilenceQuery {
        page: 1,
        ..wanted.clone()
    });
    let asked = (totals, head, question);
    silences(wanted).page(connection, asked, wanted.page, |row| {
        Ok(SilenceRow {
            since: date_or_never(row.get(0).map_err(failed)?)?,
            recommendation: RecommendationId(unsigned(row.get(1).map_err(failed)?)),
            organisation: OrganisationId(unsigned(row.get(2).map_err(failed)?)),
            due: date_or_never(row.get(3).map_err(failed)?)?,
        })
    })
}

/// Which planned actions whose date was moved.
pub(super) fn slips(wanted: &SlipQuery) -> Paged {
    let mut values: Vec<Value> = vec![number(wanted.as_of).into()];
    let mut conditions = "";
    if let Some(organisation) = wanted.organisation {
        values.push(signed(organisation.0).into());
        conditions = " AND t.organisation = $2";
    }
    let keys = held(
        "t.times_moved, t.recommendation, t.action",
        "slip",
        conditions,
    );
    Paged {
        keys,
        order: "times_moved DESC, recommendation, action",
        values,
    }
}

/// A page of planned actions whose date was moved.
pub(super) fn page_of_slips(
    connection: &Connection,
    (totals, head): (&Totals, u64),
    wanted: &SlipQuery,
) -> Result<Listed<SlipRow>, StoreError> {
    let question = Question::Slips(SlipQuery {
        page: 1,
        ..wanted.clone()
    });
    let asked = (totals, head, question);
    slips(wanted).page(connection, asked, wanted.page, |row| {
        Ok(SlipRow {
            times_moved: row.get(0).map_err(failed)?,
            recommendation: RecommendationId(unsigned(row.get(1).map_err(failed)?)),
            action: row.get(2).map_err(failed)?,
        })
    })
}

/// How long an organisation's answers took, by a day.
pub(super) fn response_times(
    connection: &Connection,
    organisation: OrganisationId,
    as_of: Date,
) -> Result<ResponseTimes, StoreError> {
    let wanted = SilenceQuery {
        as_of,
        organisation: Some(organisation),
        time: None,
        page: 1,
    };
    let open = silences(&wanted);
    let sql = format!("SELECT count(*) FROM ({}) AS keys", open.keys);
    let mut statement = connection.prepare_cached(&sql).map_err(failed)?;
    let open = statement.query_row(params_from_iter(&open.values), |row| row.get(0));
    Ok(ResponseTimes {
        durations: statistics::responses_of(connection, organisation, as_of)?,
        open: open.map(unsigned).map_err(failed)?,
    })
}
