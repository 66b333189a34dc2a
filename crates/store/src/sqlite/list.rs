//! A page of recommendations as of a day: first which, from an index alone, then their rows.
//!
//! Every list walks one index, that of its narrowest filter or of its order, and asks the other
//! filters of each row on the way; joins are written as `CROSS JOIN` so that the database keeps
//! that order. The tests in `plans.rs` hold that no list reads or sorts a whole table.

use super::dialect::failed;
use super::rows::{date, date_or_never, query, signed, unsigned};
use super::tables::{read_addressees, standing};
use super::totals::Totals;
use super::waits::timing_condition;
use crate::day::number;
use crate::project::NO_ACTION;
use crate::{ListQuery, Listed, PAGE_ROWS, RecommendationRow, Sort, StoreError};
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
    let select = Select::new(wanted, total);
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
        // Counting needs no order: as if there were few.
        let newest = ListQuery {
            sort: Sort::Newest,
            ..wanted.clone()
        };
        let select = Select::new(&newest, 0);
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

/// Recommendations by their identifiers; those that were not there yet are left out.
pub(super) fn rows(
    connection: &Connection,
    ids: &[RecommendationId],
    as_of: Date,
) -> Result<Vec<RecommendationRow>, StoreError> {
    let rows = ids.iter().map(|id| row_if_there(connection, *id, as_of));
    rows.filter_map(Result::transpose).collect()
}

/// A recommendation in a list, as it stood on a day.
pub(super) fn row(
    connection: &Connection,
    id: RecommendationId,
    as_of: Date,
) -> Result<RecommendationRow, StoreError> {
    let row = row_if_there(connection, id, as_of)?;
    row.ok_or_else(|| StoreError::Damaged(format!("{id} has no row for {as_of}")))
}

fn row_if_there(
    connection: &Connection,
    id: RecommendationId,
    as_of: Date,
) -> Result<Option<RecommendationRow>, StoreError> {
    let sql = "SELECT r.reference, r.title, r.issuer, r.made_on, s.standing, s.responded,
            s.next_words, s.next_latest
        FROM recommendation r CROSS JOIN span s
        WHERE r.id = $1 AND s.recommendation = $1 AND s.from_day <= $2 AND s.until_day > $2";
    let mut statement = connection.prepare_cached(sql).map_err(failed)?;
    let mut rows = statement
        .query((signed(id.0), number(as_of)))
        .map_err(failed)?;
    let Some(row) = rows.next().map_err(failed)? else {
        return Ok(None);
    };
    let made_on: Option<i64> = row.get(3).map_err(failed)?;
    let words: Option<String> = row.get(6).map_err(failed)?;
    let latest: i64 = row.get(7).map_err(failed)?;
    let latest = if latest == NO_ACTION {
        None
    } else {
        date_or_never(latest)?
    };
    Ok(Some(RecommendationRow {
        id,
        reference: row.get(0).map_err(failed)?,
        title: row.get(1).map_err(failed)?,
        issuer: OrganisationId(unsigned(row.get(2).map_err(failed)?)),
        addressees: read_addressees(connection, id)?,
        made_on: made_on.map(date).transpose()?,
        standing: standing(row, 4)?,
        responded: row.get(5).map_err(failed)?,
        next_due: words.map(|words| (words, latest)),
    }))
}

/// A list as SQL: one table walked in the order of an index, the other filters as `EXISTS`.
pub(super) struct Select {
    /// The table to walk, with its joins.
    from: &'static str,
    /// The recommendation's number in it.
    id: &'static str,
    conditions: Vec<String>,
    order: String,
    /// Walks the references in their order.
    by_reference: bool,
    /// The day, then those filters that are numbers, as `$1`, `$2` …
    pub(super) values: Vec<Value>,
}

/// At most so many matches are gathered and sorted; more are walked in the order of an index, which
/// then comes to twenty of them soon. Either way a page looks at a few thousand rows at most.
const SORTED_MAX: u64 = 2_000;

impl Select {
    pub(super) fn new(wanted: &ListQuery, total: u64) -> Self {
        let few = total <= SORTED_MAX;
        let mut select = match (wanted.sort, wanted.addressee, wanted.issuer) {
            (Sort::Newest | Sort::Oldest, ..) => Self::walked(wanted),
            (Sort::NextDue, Some(_), _) if few => {
                Self::over("addressee a CROSS JOIN span s ON s.recommendation = a.recommendation")
            }
            (Sort::NextDue, _, Some(_)) if few => {
                Self::over("recommendation r CROSS JOIN span s ON s.recommendation = r.id")
            }
            (Sort::NextDue, ..) => Self::over("next_due n"),
            (Sort::Reference, Some(_), _) if few => {
                Self::over("addressee a CROSS JOIN recommendation r ON r.id = a.recommendation")
            }
            (Sort::Reference, ..) => Self::over("recommendation r"),
        };
        select.by_reference = wanted.sort == Sort::Reference && !few;
        select.values.push(number(wanted.as_of).into());
        select.known();
        select.filter(wanted);
        select.order = select.ordered(wanted.sort);
        select
    }

    /// For the orders by number, which many indexes have: the narrowest filter leads.
    fn walked(wanted: &ListQuery) -> Self {
        if wanted.addressee.is_some() {
            Self::over("addressee a")
        } else if wanted.issuer.is_some() {
            Self::over("recommendation r")
        } else if wanted.due.is_some() {
            Self::over("wait w")
        } else if wanted.standings.len() == 1 {
            Self::over("span s")
        } else {
            Self::over("recommendation r")
        }
    }

    fn over(from: &'static str) -> Self {
        let id = match from.split_once(' ').map_or(from, |(table, _)| table) {
            "addressee" => "a.recommendation",
            "next_due" => "n.recommendation",
            "span" => "s.recommendation",
            "wait" => "w.recommendation",
            _ => "r.id",
        };
        let (conditions, order, values) = (Vec::new(), String::new(), Vec::new());
        Self {
            from,
            id,
            conditions,
            order,
            by_reference: false,
            values,
        }
    }

    fn walks(&self, table: &str) -> bool {
        self.from.split(' ').any(|word| word == table)
    }

    /// Only what there was on the day.
    fn known(&mut self) {
        if self.walks("addressee") {
            self.conditions.push("a.known_from <= $1".to_owned());
        } else if self.walks("recommendation") {
            self.conditions.push("r.known_from <= $1".to_owned());
        }
        for (table, alias) in [("next_due", "n"), ("span", "s"), ("wait", "w")] {
            if self.walks(table) {
                self.conditions
                    .push(format!("{alias}.from_day <= $1 AND {alias}.until_day > $1"));
            }
        }
    }

    fn filter(&mut self, wanted: &ListQuery) {
        if let Some(OrganisationId(addressee)) = wanted.addressee {
            let place = self.value(addressee);
            self.exists(
                "addressee",
                "a",
                "recommendation",
                format!("a.organisation = {place}"),
            );
        }
        if let Some(OrganisationId(issuer)) = wanted.issuer {
            let place = self.value(issuer);
            // The plus sign keeps the database on the index that has the order.
            let plus = if self.by_reference { "+" } else { "" };
            self.exists(
                "recommendation",
                "r",
                "id",
                format!("{plus}r.issuer = {place}"),
            );
        }
        if !wanted.standings.is_empty() {
            // The codes are ours: nothing that a reader typed gets into the SQL.
            let codes: Vec<_> = wanted
                .standings
                .iter()
                .map(|s| format!("'{}'", s.code()))
                .collect();
            let mut condition = format!("s.standing IN ({})", codes.join(", "));
            if !self.walks("span") {
                condition.push_str(" AND s.from_day <= $1 AND s.until_day > $1");
            }
            self.exists("span", "s", "recommendation", condition);
        }
        if let Some(due) = wanted.due {
            let mut condition = timing_condition(due);
            if !self.walks("wait") {
                condition.push_str(" AND w.from_day <= $1 AND w.until_day > $1");
            }
            self.exists("wait", "w", "recommendation", condition);
        }
    }

    /// Asks a condition of the walked table, or of the rows of another that belong to it.
    fn exists(&mut self, table: &str, alias: &str, key: &str, condition: String) {
        let condition = if self.walks(table) {
            condition
        } else {
            let id = self.id;
            format!(
                "EXISTS (SELECT 1 FROM {table} {alias} WHERE {alias}.{key} = {id} AND {condition})"
            )
        };
        self.conditions.push(condition);
    }

    fn value(&mut self, number: u64) -> String {
        self.values.push(signed(number).into());
        format!("${}", self.values.len())
    }

    fn ordered(&self, sort: Sort) -> String {
        let id = self.id;
        match sort {
            Sort::Newest => format!("{id} DESC"),
            Sort::Oldest => id.to_owned(),
            Sort::NextDue if self.walks("next_due") => format!("n.latest, {id}"),
            Sort::NextDue => format!("s.next_latest, {id}"),
            Sort::Reference => format!("r.reference_order NULLS LAST, {id}"),
        }
    }

    fn count(&self) -> String {
        let (from, id, conditions) = (self.from, self.id, self.conditions.join(" AND "));
        // Two actions of one record can be late: it still is one record.
        let what = if self.walks("wait") {
            format!("DISTINCT {id}")
        } else {
            "*".to_owned()
        };
        format!("SELECT count({what}) FROM {from} WHERE {conditions}")
    }

    pub(super) fn keys(&self) -> String {
        let (from, id, order) = (self.from, self.id, &self.order);
        let distinct = if self.walks("wait") { "DISTINCT " } else { "" };
        let conditions = self.conditions.join(" AND ");
        format!("SELECT {distinct}{id} FROM {from} WHERE {conditions} ORDER BY {order}")
    }
}
