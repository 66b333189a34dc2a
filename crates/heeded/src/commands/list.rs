//! `heeded list`: recommendations, or late planned actions.

use crate::cli::List;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, organisation, wait};
use crate::settings::Settings;
use heeded_domain::status::Standing;
use heeded_due::day_in_words;
use heeded_publish::name;
use heeded_store::{
    Directory, DueFilter, ListQuery, Listed, RecommendationRow, Sort, Store, WaitQuery, WaitRow,
};
use jiff::civil::Date;
use serde::Serialize;

pub(super) fn run(args: &List, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "list", output)?;
    let day = args.as_of.unwrap_or_else(clock::today);
    let directory = opened.directory()?;
    let found = if args.late {
        let query = wait_query(args, &directory, day)?;
        late(&opened, query, &directory, args.json, output)?
    } else {
        let query = list_query(args, &directory, day)?;
        all(&opened, query, &directory, args.json, output)?
    };
    let unit = match (args.late, found) {
        (true, 1) => "late planned action",
        (true, _) => "late planned actions",
        (false, 1) => "recommendation",
        (false, _) => "recommendations",
    };
    output.remark(format!("{found} {unit} as of {}.", day_in_words(day)));
    Ok(Code::Done)
}

fn list_query(args: &List, directory: &Directory, day: Date) -> Result<ListQuery, Failure> {
    let body = |typed: &Option<String>| {
        typed
            .as_deref()
            .map(|typed| organisation(directory, typed))
            .transpose()
    };
    let standings = args.status.iter().map(|code| {
        Standing::from_code(code).ok_or_else(|| {
            let known: Vec<_> = Standing::ALL
                .iter()
                .map(|standing| standing.code())
                .collect();
            Failure::Usage(format!(
                "there is no status “{code}”; there are: {}",
                known.join(", ")
            ))
        })
    });
    Ok(ListQuery {
        as_of: day,
        issuer: body(&args.issuer)?,
        addressee: body(&args.addressee)?,
        standings: standings.collect::<Result<_, _>>()?,
        due: None,
        sort: Sort::Oldest,
        page: 1,
    })
}

fn wait_query(args: &List, directory: &Directory, day: Date) -> Result<WaitQuery, Failure> {
    if args.issuer.is_some() || !args.status.is_empty() {
        return Err(Failure::Usage(
            "--late lists planned actions: it goes with --addressee, not with --issuer or --status"
                .to_owned(),
        ));
    }
    let body = args
        .addressee
        .as_deref()
        .map(|typed| organisation(directory, typed));
    let due = Some(DueFilter::Late);
    Ok(WaitQuery {
        as_of: day,
        organisation: body.transpose()?,
        due,
        last_day: None,
        page: 1,
    })
}

#[derive(Serialize)]
struct RecommendationLine {
    id: String,
    reference: Option<String>,
    title: String,
    issuer: String,
    addressees: Vec<String>,
    made_on: Option<String>,
    standing: &'static str,
    responded: u32,
}

fn all(
    opened: &Opened,
    query: ListQuery,
    directory: &Directory,
    json: bool,
    output: Output,
) -> Result<u64, Failure> {
    every_page(
        |page| {
            wait(opened.store.list(ListQuery {
                page,
                ..query.clone()
            }))?
            .map_err(Failure::from)
        },
        |row| output.line(recommendation_line(row, directory, json)?),
    )
}

fn recommendation_line(
    row: &RecommendationRow,
    directory: &Directory,
    json: bool,
) -> Result<String, Failure> {
    let addressees = row
        .addressees
        .iter()
        .map(|id| name(directory, *id).to_owned());
    if !json {
        let to: Vec<String> = addressees.collect();
        let (standing, title) = (row.standing.words(), &row.title);
        return Ok(format!(
            "{}  {standing:<18}  {title} ({})",
            row.id,
            to.join("; ")
        ));
    }
    to_json(&RecommendationLine {
        id: row.id.to_string(),
        reference: row.reference.clone(),
        title: row.title.clone(),
        issuer: name(directory, row.issuer).to_owned(),
        addressees: addressees.collect(),
        made_on: row.made_on.map(|day| day.to_string()),
        standing: row.standing.code(),
        responded: row.responded,
    })
}

#[derive(Serialize)]
struct WaitLine {
    recommendation: String,
    action: u32,
    text: String,
    organisation: Option<String>,
    due_as_stated: String,
    latest: Option<String>,
    timing: &'static str,
}

fn late(
    opened: &Opened,
    query: WaitQuery,
    directory: &Directory,
    json: bool,
    output: Output,
) -> Result<u64, Failure> {
    every_page(
        |page| {
            wait(opened.store.waits(WaitQuery {
                page,
                ..query.clone()
            }))?
            .map_err(Failure::from)
        },
        |row| output.line(wait_line(row, directory, json)?),
    )
}

fn wait_line(row: &WaitRow, directory: &Directory, json: bool) -> Result<String, Failure> {
    let organisation = row.organisation.map(|id| name(directory, id).to_owned());
    if !json {
        let since = row.latest.map(day_in_words).unwrap_or_default();
        let who = organisation.unwrap_or_else(|| "not stated who".to_owned());
        let (id, stated) = (row.recommendation, &row.as_stated);
        return Ok(format!(
            "{id}  due by {since} (“{stated}”)  {}  [{who}]",
            row.text
        ));
    }
    to_json(&WaitLine {
        recommendation: row.recommendation.to_string(),
        action: row.action,
        text: row.text.clone(),
        organisation,
        due_as_stated: row.as_stated.clone(),
        latest: row.latest.map(|day| day.to_string()),
        timing: row.timing.words(),
    })
}

/// Hands over the rows of every page; answers how many there are.
fn every_page<T>(
    ask: impl Fn(u32) -> Result<Listed<T>, Failure>,
    mut take: impl FnMut(&T) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let mut page = 1;
    loop {
        let found = ask(page)?;
        found.rows.iter().try_for_each(&mut take)?;
        let seen = u64::from(page) * u64::from(heeded_store::PAGE_ROWS);
        // A page beyond the end answers with page 1: then all has been seen.
        if found.page != page || seen >= found.total {
            return Ok(found.total);
        }
        page += 1;
    }
}

fn to_json(line: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(line).map_err(|cause| Failure::Other(cause.to_string()))
}
