//! `heeded note`, `heeded theme`, `heeded link` and `heeded looked`: what a person sets beside a
//! record; `heeded take-down` and `heeded put-back`: whether it is public.

use crate::cli::{
    Link as LinkArgs, Looked as LookedArgs, Note as NoteArgs, PutBack, TakeDown, Theme as ThemeArgs,
};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register;
use crate::settings::Settings;
use heeded_domain::event::RecommendationFact;
use heeded_domain::event::Subject;
use heeded_domain::id::RecommendationId;
use heeded_domain::recommendation::{Link, Note, NoteKind, ResponseSearch, Theme, ThemeSource};
use heeded_store::Store;

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

pub(super) fn link(args: &LinkArgs, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "link", output)?;
    let (id, to) = (named(&args.id)?, named(&args.to)?);
    let other = register::wait(opened.store.events(Subject::Recommendation(to)))??;
    if other.is_empty() {
        return Err(Failure::NoSuchRecord(args.to.clone()));
    }
    let link = Link {
        kind: args.kind,
        to,
    };
    opened.record(id, RecommendationFact::Linked(link))?;
    output.line(format!("{id} {} {to}.", args.kind.words()))?;
    Ok(Code::Done)
}

pub(super) fn looked(
    args: &LookedArgs,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "looked", output)?;
    let search = ResponseSearch {
        place: args.place.clone(),
        on: Some(args.on.unwrap_or_else(clock::today)),
    };
    opened.record(
        named(&args.id)?,
        RecommendationFact::ResponsesSought(search),
    )?;
    output.line(format!(
        "{}: looked at {}; no response that is not on record was found.",
        args.id, args.place
    ))?;
    Ok(Code::Done)
}

pub(super) fn take_down(
    args: &TakeDown,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "take-down", output)?;
    let fact = RecommendationFact::TakenDown(args.reason.clone());
    opened.record(named(&args.id)?, fact)?;
    output.line(format!("{} is taken down; its address says so.", args.id))?;
    Ok(Code::Done)
}

pub(super) fn put_back(
    args: &PutBack,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "put-back", output)?;
    let fact = RecommendationFact::PutBack(args.reason.clone());
    opened.record(named(&args.id)?, fact)?;
    output.line(format!("{} is public again.", args.id))?;
    Ok(Code::Done)
}

fn named(typed: &str) -> Result<RecommendationId, Failure> {
    let wrong = |_| Failure::NoSuchRecord(typed.to_owned());
    typed.parse().map_err(wrong)
}
