//! The bodies that a scheme's documents name: each known by names that mean no other.

use crate::check::{each_with_words, one_of, some_words, words};
use crate::error::Fault;
use crate::file::{KnownOrganisation, KnownSuccession};
use crate::raw::{self, Day, Text};
use heeded_domain::organisation::{Moves, Name, SuccessionKind};
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::Spanned;

type Checked<T> = Result<T, Fault>;

/// What `moves` can say; "function" has its name in the key `function`.
const MOVES: &[(&str, Moving)] = &[
    ("all", Moving::All),
    ("function", Moving::Function),
    ("not-known", Moving::NotKnown),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Moving {
    All,
    Function,
    NotKnown,
}

/// Checks every body, then that no name means two and that every successor is among them.
pub(crate) fn organisations(raw: &[Spanned<raw::Organisation>]) -> Checked<Vec<KnownOrganisation>> {
    let bodies: Vec<_> = raw
        .iter()
        .map(|raw| organisation(raw.as_ref()))
        .collect::<Checked<_>>()?;
    no_name_means_two(raw)?;
    for raw in raw.iter().map(Spanned::as_ref) {
        successors_are_known(raw, &bodies)?;
    }
    Ok(bodies)
}

fn organisation(raw: &raw::Organisation) -> Checked<KnownOrganisation> {
    let former = raw.former.iter();
    let mut names = former
        .map(|f| name(&f.name, f.abbreviation.as_ref(), f.from.as_ref()))
        .collect::<Checked<Vec<_>>>()?;
    names.push(name(
        &raw.name,
        raw.abbreviation.as_ref(),
        raw.from.as_ref(),
    )?);
    let days: Vec<Date> = names.iter().filter_map(|name| name.from).collect();
    if !days.is_sorted() {
        let what = format!(
            "the names of \"{}\" are not in order of time",
            raw.name.as_ref()
        );
        let mend = "Put the former names before each other, the oldest first; check each from.";
        return Err(Fault::new(raw.name.span().start, what, mend));
    }
    let steps = raw.succession.iter();
    Ok(KnownOrganisation {
        names,
        aliases: each_with_words("aliases", &raw.aliases)?,
        ended_on: raw
            .ended_on
            .as_ref()
            .map(|raw| day("ended_on", raw))
            .transpose()?,
        successions: steps
            .map(|raw| succession(raw.as_ref(), raw.span().start))
            .collect::<Checked<_>>()?,
    })
}

fn name(full: &Text, abbreviation: Option<&Text>, from: Option<&Day>) -> Checked<Name> {
    Ok(Name {
        full: words("name", full)?,
        abbreviation: some_words("abbreviation", abbreviation)?,
        from: from.map(|raw| day("from", raw)).transpose()?,
    })
}

fn succession(raw: &raw::Succession, at: usize) -> Checked<KnownSuccession> {
    // That two records are one body is found in a register, never told by a scheme.
    let told = SuccessionKind::ALL
        .iter()
        .filter(|kind| **kind != SuccessionKind::Same);
    let kinds: Vec<_> = told.map(|k| (k.code(), *k)).collect();
    let kind = one_of("kind", &raw.kind, &kinds)?;
    let to = some_words("to", raw.to.as_ref())?;
    let is_closed = kind == SuccessionKind::Closed;
    if is_closed && to.is_some() {
        let mend = "Where somebody took over, the kind is merged, split or function-moved.";
        return Err(Fault::new(at, "a body that closed has no successor", mend));
    }
    if !is_closed && to.is_none() {
        let mend = "Name in to who took over; where nobody did, the kind is closed.";
        return Err(Fault::new(at, "a succession without a successor", mend));
    }
    Ok(KnownSuccession {
        kind,
        to,
        on: day("on", &raw.on)?,
        moves: moves(raw, at)?,
        source: some_words("source", raw.source.as_ref())?,
    })
}

fn moves(raw: &raw::Succession, at: usize) -> Checked<Moves> {
    let moving = one_of("moves", &raw.moves, MOVES)?;
    let function = some_words("function", raw.function.as_ref())?;
    match (moving, function) {
        (Moving::All, None) => Ok(Moves::All),
        (Moving::NotKnown, None) => Ok(Moves::NotKnown),
        (Moving::Function, Some(function)) => Ok(Moves::Function(function)),
        (Moving::Function, None) => {
            let mend = "Name it: function = \"…\".";
            Err(Fault::new(at, "which function moved is not said", mend))
        }
        (_, Some(_)) => {
            let mend = "Write moves = \"function\", or leave function out.";
            Err(Fault::new(
                at,
                "a function is named, and moves says another thing",
                mend,
            ))
        }
    }
}

/// Every text that means a body must mean it alone, and stand once.
fn no_name_means_two(raw: &[Spanned<raw::Organisation>]) -> Checked<()> {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for raw in raw.iter().map(Spanned::as_ref) {
        let owner = raw.name.as_ref().as_str();
        let current = std::iter::once(&raw.name).chain(&raw.abbreviation);
        let former = raw.former.iter();
        let former = former.flat_map(|f| std::iter::once(&f.name).chain(&f.abbreviation));
        for text in current.chain(former).chain(&raw.aliases) {
            let other = owners.insert(text.as_ref().trim().to_lowercase(), owner);
            if let Some(other) = other {
                let what = format!("\"{}\" already means \"{other}\"", text.as_ref());
                let mend = "A name means one body, and stands once: take one of them out.";
                return Err(Fault::new(text.span().start, what, mend));
            }
        }
    }
    Ok(())
}

fn successors_are_known(raw: &raw::Organisation, bodies: &[KnownOrganisation]) -> Checked<()> {
    for step in raw.succession.iter().map(Spanned::as_ref) {
        let Some(to) = &step.to else { continue };
        let name = to.as_ref().trim();
        if name == raw.name.as_ref().trim() {
            let mend = "Name the body that took over.";
            return Err(Fault::new(
                to.span().start,
                "a body cannot follow itself",
                mend,
            ));
        }
        let mut names = bodies.iter().map(KnownOrganisation::name);
        if !names.any(|known| known == name) {
            let names = bodies.iter().map(KnownOrganisation::name);
            let fault = Fault::not_one_of(to.span().start, "to", name, names);
            return Err(fault.and("A successor is an [[organisation]] of this file."));
        }
    }
    Ok(())
}

/// A day: a TOML date, without quotes and without a time.
fn day(key: &str, raw: &Day) -> Checked<Date> {
    let date = match raw.as_ref() {
        toml::Value::Datetime(when) if when.time.is_none() => when.date,
        _ => None,
    };
    let date = date.and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
        Date::new(year, month, day).ok()
    });
    date.ok_or_else(|| {
        let mend = "Write year-month-day without quotes, as in 2026-06-30.";
        Fault::new(raw.span().start, format!("{key} is not a day"), mend)
    })
}
