//! `heeded note` and `heeded theme`: what a person sets beside a record.

use crate::cli::{Note as NoteArgs, Theme as ThemeArgs};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register;
use crate::settings::Settings;
use heeded_domain::event::RecommendationFact;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::{Note, NoteKind, Theme, ThemeSource};

pub(super) fn note(args: &NoteArgs, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "note", output)?;
    let directory = opened.directory()?;
    let from = args.from.as_deref();
    let from = from.map(|typed| register::organisation(&directory, typed));
    let from = from.transpose()?;
    let kind = match from {
        Some(_) => NoteKind::Organisation,
        None => NoteKind::Correction,
    };
    let note = Note {
        kind,
        from,
        text: args.words.clone(),
        on: Some(args.on.unwrap_or_else(clock::today)),
    };
    opened.record(named(&args.id)?, RecommendationFact::Noted(note))?;
    output.line(format!("{} has the {}.", args.id, kind.words()))?;
    Ok(Code::Done)
}

pub(super) fn theme(
    args: &ThemeArgs,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "theme", output)?;
    let theme = Theme {
        name: args.name.clone(),
        source: ThemeSource::Chosen,
    };
    opened.record(named(&args.id)?, RecommendationFact::Themed(theme))?;
    output.line(format!("{} is about “{}”.", args.id, args.name))?;
    Ok(Code::Done)
}

fn named(typed: &str) -> Result<RecommendationId, Failure> {
    let wrong = |_| Failure::NoSuchRecord(typed.to_owned());
    typed.parse().map_err(wrong)
}
