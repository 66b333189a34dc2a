//! A page of recommendations as of a day: first which, from an index alone, then their rows.
//!
//! Every list is driven by the index that its narrowest filter or its order has; the joins are
//! written as `CROSS JOIN` so that the database keeps that order. Which index answers which
//! question is tested with `EXPLAIN` below.

use super::dialect::failed;
use super::rows::{date, date_or_never, query, signed, unsigned};
use super::tables::{read_addressees, standing};
use super::totals::Totals;
use crate::day::number;
use crate::project::NO_ACTION;
use crate::{DueFilter, ListQuery, Listed, PAGE_ROWS, RecommendationRow, Sort, StoreError};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::status::Standing;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// A page of recommendations.
pub(super) fn page(
    connection: &Connection,
    totals: &Totals,
    head: u64,
    wanted: &ListQuery,
) -> Result<Listed<RecommendationRow>, StoreError> {
    let total = total(connection, totals, head, wanted)?;
    let page = page_within(wanted.page, total);
    let select = Select::new(wanted);
    let sql = format!(
        "{} LIMIT {PAGE_ROWS} OFFSET {}",
        select.keys(),
        offset(page)
    );
    let keys = query(connection, &sql, params_from_iter(&select.values), |row| {
        Ok(RecommendationId(unsigned(row.get(0).map_err(failed)?)))
    })?;
    let rows = keys.into_iter().map(|id| row(connection, id, wanted.as_of));
    Ok(Listed {
        rows: rows.collect::<Result<_, _>>()?,
        total,
        page,
    })
}

/// The page asked for where there is one, else the first.
pub(super) fn page_within(asked: u32, total: u64) -> u32 {
    let pages = total.div_ceil(u64::from(PAGE_ROWS)).max(1);
    if (1..=pages).contains(&u64::from(asked)) {
        asked
    } else {
        1
    }
}

/// Rows on the pages before.
pub(super) fn offset(page: u32) -> u64 {
    u64::from(page.saturating_sub(1)) * u64::from(PAGE_ROWS)
}

fn total(
    connection: &Connection,
    totals: &Totals,
    head: u64,
    wanted: &ListQuery,
) -> Result<u64, StoreError> {
    if wanted.issuer.is_none() && wanted.addressee.is_none() && wanted.due.is_none() {
        let counted = standings(connection, wanted.as_of)?.into_iter();
        let counts = |standing| wanted.standings.is_empty() || wanted.standings.contains(&standing);
        return Ok(counted
            .filter(|(s, _)| counts(*s))
            .map(|(_, count)| count)
            .sum());
    }
    totals.of_list(head, wanted, || {
        let select = Select::new(wanted);
        let mut statement = connection.prepare_cached(&select.count()).map_err(failed)?;
        let count = statement.query_row(params_from_iter(&select.values), |row| row.get(0));
        count.map(unsigned).map_err(failed)
    })
}

/// How many recommendations stand how on a day.
pub(super) fn standings(
    connection: &Connection,
    as_of: Date,
) -> Result<Vec<(Standing, u64)>, StoreError> {
    let day = number(as_of);
    let (month, year) = (day.div_euclid(100) * 100, day.div_euclid(10_000) * 10_000);
    let sql = "SELECT standing, sum(change) FROM (
            SELECT standing, change FROM standing_change WHERE level = 'year' AND period < $1
            UNION ALL SELECT standing, change FROM standing_change
                WHERE level = 'month' AND period >= $1 AND period < $2
            UNION ALL SELECT standing, change FROM standing_change
                WHERE level = 'day' AND period >= $2 AND period <= $3
        ) AS changes GROUP BY standing HAVING sum(change) > 0";
    let mut counted = query(connection, sql, (year, month, day), |row| {
        Ok((standing(row, 0)?, unsigned(row.get(1).map_err(failed)?)))
    })?;
    counted.sort_unstable();
    Ok(counted)
}

fn row(
    connection: &Connection,
    id: RecommendationId,
    as_of: Date,
) -> Result<RecommendationRow, StoreError> {
    let sql = "SELECT r.reference, r.title, r.issuer, r.made_on, s.standing, s.responded,
            s.next_words, s.next_latest
        FROM recommendation r CROSS JOIN span s
        WHERE r.id = $1 AND s.recommendation = $1 AND s.from_day <= $2 AND s.until_day > $2";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement
        .query((signed(id.0), number(as_of)))
        .map_err(failed)?;
    let row = rows.next().map_err(failed)?;
    let row = row.ok_or_else(|| StoreError::Damaged(format!("{id} has no row for {as_of}")))?;
    let made_on: Option<i64> = row.get(3).map_err(failed)?;
    let words: Option<String> = row.get(6).map_err(failed)?;
    let latest: i64 = row.get(7).map_err(failed)?;
    let latest = if latest == NO_ACTION {
        None
    } else {
        date_or_never(latest)?
    };
    Ok(RecommendationRow {
        id,
        reference: row.get(0).map_err(failed)?,
        title: row.get(1).map_err(failed)?,
        issuer: OrganisationId(unsigned(row.get(2).map_err(failed)?)),
        addressees: read_addressees(connection, id)?,
        made_on: made_on.map(date).transpose()?,
        standing: standing(row, 4)?,
        responded: row.get(5).map_err(failed)?,
        next_due: words.map(|words| (words, latest)),
    })
}

/// A list as SQL: where it starts, what it joins, what it asks.
struct Select {
    from: &'static str,
    conditions: String,
    /// `known_from` and the recommendation's number, as the driving table has them.
    newest: (&'static str, &'static str),
    sort: Sort,
    values: Vec<Value>,
}

/// Which table a list starts from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Driver {
    Addressee,
    Recommendation,
    Span,
}

impl Driver {
    fn of(wanted: &ListQuery) -> Self {
        let narrow_span = wanted.standings.len() == 1
            || matches!(wanted.due, Some(due) if due != DueFilter::Later);
        if wanted.addressee.is_some() {
            Self::Addressee
        } else if wanted.issuer.is_some() || wanted.sort == Sort::Reference {
            Self::Recommendation
        } else if narrow_span || wanted.sort == Sort::NextDue {
            Self::Span
        } else {
            Self::Recommendation
        }
    }
}

impl Select {
    fn new(wanted: &ListQuery) -> Self {
        let driver = Driver::of(wanted);
        let by_span =
            !wanted.standings.is_empty() || wanted.due.is_some() || wanted.sort == Sort::NextDue;
        let by_record = wanted.sort == Sort::Reference || wanted.issuer.is_some();
        let from = match (driver, by_record, by_span) {
            (Driver::Addressee, false, false) => "addressee a",
            (Driver::Addressee, false, true) => {
                "addressee a CROSS JOIN span s ON s.recommendation = a.recommendation"
            }
            (Driver::Addressee, true, false) => {
                "addressee a CROSS JOIN recommendation r ON r.id = a.recommendation"
            }
            (Driver::Addressee, true, true) => {
                "addressee a CROSS JOIN recommendation r ON r.id = a.recommendation
                 CROSS JOIN span s ON s.recommendation = a.recommendation"
            }
            (Driver::Recommendation, _, false) => "recommendation r",
            (Driver::Recommendation, _, true) => {
                "recommendation r CROSS JOIN span s ON s.recommendation = r.id"
            }
            (Driver::Span, ..) => "span s",
        };
        let newest = match driver {
            Driver::Addressee => ("a.known_from", "a.recommendation"),
            Driver::Recommendation => ("r.known_from", "r.id"),
            Driver::Span => ("s.known_from", "s.recommendation"),
        };
        let mut select = Self {
            from,
            conditions: String::new(),
            newest,
            sort: wanted.sort,
            values: Vec::new(),
        };
        select.ask(&format!("{} <= ?", newest.0), number(wanted.as_of).into());
        select.ask_of_span(wanted, by_span);
        if let Some(addressee) = wanted.addressee {
            select.ask("a.organisation = ?", signed(addressee.0).into());
        }
        if let Some(issuer) = wanted.issuer {
            select.ask("r.issuer = ?", signed(issuer.0).into());
        }
        select
    }

    fn ask_of_span(&mut self, wanted: &ListQuery, by_span: bool) {
        if !by_span {
            return;
        }
        self.ask("s.from_day <= ?", number(wanted.as_of).into());
        self.ask("s.until_day > ?", number(wanted.as_of).into());
        match wanted.standings.as_slice() {
            [] => {}
            [one] => self.ask("s.standing = ?", one.code().to_owned().into()),
            several => {
                // The codes are ours: nothing of a reader's gets into the SQL.
                let codes: Vec<_> = several.iter().map(|s| format!("'{}'", s.code())).collect();
                self.conditions
                    .push_str(&format!(" AND s.standing IN ({})", codes.join(", ")));
            }
        }
        if let Some(due) = wanted.due {
            let column = match due {
                DueFilter::Late => "late",
                DueFilter::MayBeLate => "may_be_late",
                DueFilter::Now => "due_now",
                DueFilter::Later => "due_later",
            };
            self.conditions.push_str(&format!(" AND s.{column} = 1"));
        }
    }

    /// Adds a condition, in which `?` stands for a value.
    fn ask(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        let place = format!("${}", self.values.len());
        let joined = if self.conditions.is_empty() {
            ""
        } else {
            " AND "
        };
        self.conditions.push_str(joined);
        self.conditions.push_str(&condition.replace('?', &place));
    }

    fn count(&self) -> String {
        format!(
            "SELECT count(*) FROM {} WHERE {}",
            self.from, self.conditions
        )
    }

    fn keys(&self) -> String {
        let (known_from, id) = self.newest;
        let order = match self.sort {
            Sort::Newest => format!("{known_from} DESC, {id} DESC"),
            Sort::Oldest => format!("{known_from}, {id}"),
            Sort::NextDue => format!("s.next_latest, {known_from}, {id}"),
            Sort::Reference => "r.reference_order NULLS LAST, r.id".to_owned(),
        };
        format!(
            "SELECT {id} FROM {} WHERE {} ORDER BY {order}",
            self.from, self.conditions
        )
    }
}
