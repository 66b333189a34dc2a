//! `heeded show`: one record.

use crate::cli::Show;
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::Recommendation;
use heeded_domain::replay::{recommendation_as_of, taken_down};
use heeded_domain::status::status;
use heeded_publish::{name, record};
use heeded_store::Store;
use jiff::civil::Date;

pub(super) fn run(args: &Show, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "show", output)?;
    let id: RecommendationId = args
        .id
        .parse()
        .map_err(|_| Failure::NoSuchRecord(args.id.clone()))?;
    let day = args.as_of.unwrap_or_else(clock::today);
    let events = wait(opened.store.events(Subject::Recommendation(id)))??;
    if events.is_empty() {
        return Err(Failure::NoSuchRecord(args.id.clone()));
    }
    if let Some((_, why)) = taken_down(&events) {
        return Err(Failure::NothingFound(format!(
            "{} is taken down ({why}); `heeded put-back` makes it public again",
            args.id
        )));
    }
    let facts = recommendation_as_of(&events, day).ok_or_else(|| {
        Failure::NothingFound(format!(
            "{} was not made yet on {day}; choose a later day",
            args.id
        ))
    })?;
    print(&facts, &opened, day, args, output)?;
    Ok(Code::Done)
}

fn print(
    facts: &Recommendation,
    opened: &Opened,
    day: Date,
    args: &Show,
    output: Output,
) -> Result<(), Failure> {
    let scheme = opened
        .schemes
        .get(&facts.ask.scheme)
        .ok_or_else(|| Failure::Usage(format!("there is no scheme “{}”", facts.ask.scheme)))?;
    let directory = opened.directory()?;
    if args.json {
        let json = record::record(facts, scheme, &directory, day);
        let text = serde_json::to_string_pretty(&json);
        return output.line(text.map_err(|cause| Failure::Other(cause.to_string()))?);
    }
    let status = status(facts, scheme, day);
    output.line(format!("{} {}", facts.id, facts.ask.title()))?;
    output.line(format!(
        "Status: {}. {}",
        status.standing().words(),
        status.why()
    ))?;
    output.line(format!("Made by: {}", name(&directory, facts.ask.issuer)))?;
    output.line(format!("\n{}\n", facts.ask.text))?;
    for answer in &status.answers {
        let who = name(&directory, answer.addressee);
        output.line(format!("{who}: {}", answer.sentence(day)))?;
    }
    print_actions(facts, day, output)
}

fn print_actions(facts: &Recommendation, day: Date, output: Output) -> Result<(), Failure> {
    if facts.actions.is_empty() {
        return output.line("\nNo planned action.");
    }
    output.line("\nPlanned actions:")?;
    for action in &facts.actions {
        let words = &action.promise.text;
        output.line(format!(
            "{}. {words}\n   {}",
            action.number,
            action.why(day)
        ))?;
    }
    Ok(())
}
