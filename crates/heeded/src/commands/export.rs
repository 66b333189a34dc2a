//! `heeded export`: every record, as JSON lines or as a table.

use crate::cli::{Export, ExportFormat};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::progress::Progress;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_domain::event::{Fact, RecommendationFact, Subject};
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Recommendation;
use heeded_domain::replay::recommendation_as_of;
use heeded_domain::scheme::Scheme;
use heeded_publish::record::record;
use heeded_publish::table::Csv;
use heeded_store::{Directory, Store};
use jiff::civil::Date;
use std::fs::File;
use std::io::{self, BufWriter, Write};

pub(super) fn run(args: &Export, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "export", output)?;
    let day = args.as_of.unwrap_or_else(clock::today);
    let to: Box<dyn Write> = match &args.output {
        Some(path) => {
            let created = File::create_new(path);
            let doing = || format!("making {} (it must not be there yet)", path.display());
            Box::new(BufWriter::new(
                created.map_err(|cause| Failure::file(doing(), cause))?,
            ))
        }
        None => Box::new(BufWriter::new(io::stdout())),
    };
    let written = match args.format {
        ExportFormat::Jsonl => as_lines(&opened, to, day, output)?,
        ExportFormat::Csv => as_table(&opened, to, day, output)?,
    };
    output.remark(format!("{written} records written as of {day}."));
    Ok(Code::Done)
}

fn failed(cause: impl Into<io::Error>) -> Failure {
    Failure::file("writing the export", cause.into())
}

fn as_lines(
    opened: &Opened,
    mut to: Box<dyn Write>,
    day: Date,
    output: Output,
) -> Result<u64, Failure> {
    let directory = opened.directory()?;
    let written = each(opened, day, output, |facts, scheme| {
        let json = record(facts, scheme, &directory, day);
        serde_json::to_writer(&mut to, &json).map_err(failed)?;
        to.write_all(b"\n").map_err(failed)
    })?;
    to.flush().map_err(failed)?;
    Ok(written)
}

fn as_table(
    opened: &Opened,
    to: Box<dyn Write>,
    day: Date,
    output: Output,
) -> Result<u64, Failure> {
    let directory: &Directory = &*opened.directory()?;
    let mut table = Csv::new(to).map_err(failed)?;
    let written = each(opened, day, output, |facts, scheme| {
        table.write(facts, scheme, directory, day).map_err(failed)
    })?;
    table.finish().map_err(failed)?;
    Ok(written)
}

/// Events asked for in one go.
const EVENTS_MAX: u32 = 1_000;

/// Hands over every record that was there on the day, in the order in which they were recorded:
/// one walk through the events, so that the last record costs no more than the first.
fn each(
    opened: &Opened,
    day: Date,
    output: Output,
    mut take: impl FnMut(&Recommendation, &Scheme) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let progress = Progress::new(output, "events", wait(opened.store.head())??);
    let (mut seen, mut written) = (0, 0);
    loop {
        let events = wait(opened.store.events_after(seen, EVENTS_MAX))??;
        let Some(last) = events.last() else {
            return Ok(written);
        };
        seen = last.seq;
        for event in &events {
            progress.step();
            if let Fact::Recommendation(id, RecommendationFact::Recorded(_)) = event.fact {
                written += u64::from(one(opened, id, day, &mut take)?);
            }
        }
    }
}

/// Hands over one record, if it was there on the day; says whether it was.
fn one(
    opened: &Opened,
    id: RecommendationId,
    day: Date,
    take: &mut impl FnMut(&Recommendation, &Scheme) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let events = wait(opened.store.events(Subject::Recommendation(id)))??;
    let Some(facts) = recommendation_as_of(&events, day) else {
        return Ok(false);
    };
    let scheme = opened
        .schemes
        .get(&facts.ask.scheme)
        .ok_or_else(|| Failure::Usage(format!("there is no scheme “{}”", facts.ask.scheme)))?;
    take(&facts, scheme)?;
    Ok(true)
}
