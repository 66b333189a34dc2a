//! `heeded organisations`: who stands in the register, who may stand in it twice, and what a person
//! says of that. Each thing said is an event; nothing is merged by itself.

use crate::cli::{Organisations, OrganisationsDo};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened};
use crate::settings::Settings;
use heeded_domain::event::OrganisationFact;
use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::{Moves, Organisation, Succession, SuccessionKind, goes_on_as};
use heeded_publish::alike::{Alike, alike};
use heeded_publish::{Body, body, name, organisation_called};
use heeded_store::Directory;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    name: &'a str,
    abbreviation: Option<&'a str>,
    also_known_as: &'a [String],
    ended_on: Option<String>,
    goes_on_as: Option<Body>,
}

#[derive(Serialize)]
struct Pair {
    likeness: &'static str,
    one: Body,
    other: Body,
    names: [String; 2],
}

pub(super) fn run(
    args: &Organisations,
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "organisations", output)?;
    let says = matches!(
        args.what,
        Some(
            OrganisationsDo::Alias { .. }
                | OrganisationsDo::Same { .. }
                | OrganisationsDo::Apart { .. }
        )
    );
    // A name that is given here must not come in elsewhere meanwhile.
    let _turn = says.then(|| opened.take_turn(output)).transpose()?;
    let directory = opened.directory()?;
    match &args.what {
        None => list(&directory, args.json, output),
        Some(OrganisationsDo::Similar { json }) => similar(&directory, args.json || *json, output),
        Some(OrganisationsDo::Alias {
            organisation,
            spelling,
        }) => add_alias(&opened, &directory, (organisation, spelling), output),
        Some(OrganisationsDo::Same {
            organisation,
            other,
        }) => say_same(&opened, &directory, (organisation, other), output),
        Some(OrganisationsDo::Apart {
            organisation,
            other,
        }) => say_apart(&opened, &directory, (organisation, other), output),
    }
}

fn list(directory: &Directory, json: bool, output: Output) -> Result<Code, Failure> {
    for organisation in directory.values() {
        let line = line(directory, organisation);
        let text = if json {
            as_json(&line)?
        } else {
            in_words(&line)
        };
        output.line(text)?;
    }
    match directory.len() {
        1 => output.remark("1 organisation."),
        many => output.remark(format!("{many} organisations.")),
    }
    Ok(Code::Done)
}

fn line<'a>(directory: &Directory, organisation: &'a Organisation) -> Line<'a> {
    let now = goes_on_as(organisation, |id| directory.get(&id));
    Line {
        id: organisation.id.to_string(),
        name: organisation.name(),
        abbreviation: organisation.abbreviation(),
        also_known_as: &organisation.aliases,
        ended_on: organisation.ended_on.map(|day| day.to_string()),
        goes_on_as: (now != organisation.id).then(|| body(directory, now)),
    }
}

fn in_words(line: &Line<'_>) -> String {
    let mut text = format!("{}  {}", line.id, line.name);
    if let Some(short) = line.abbreviation {
        text.push_str(&format!(" ({short})"));
    }
    if !line.also_known_as.is_empty() {
        text.push_str(&format!("; also {}", line.also_known_as.join(", ")));
    }
    if let Some(day) = &line.ended_on {
        text.push_str(&format!("; until {day}"));
    }
    if let Some(now) = &line.goes_on_as {
        text.push_str(&format!("; is {} {}", now.id, now.name));
    }
    text
}

fn similar(directory: &Directory, json: bool, output: Output) -> Result<Code, Failure> {
    let found = alike(directory);
    for pair in &found {
        let text = if json {
            as_json(&Pair {
                likeness: pair.likeness.code(),
                one: body(directory, pair.one),
                other: body(directory, pair.other),
                names: [pair.one_name.clone(), pair.other_name.clone()],
            })?
        } else {
            pair_in_words(pair)
        };
        output.line(text)?;
    }
    if found.is_empty() {
        output.remark("No two organisations have names alike that you have not decided on.");
        return Ok(Code::Done);
    }
    let pairs = match found.len() {
        1 => "1 pair waits".to_owned(),
        many => format!("{many} pairs wait"),
    };
    output.remark(format!(
        "{pairs} for you: `heeded organisations same ONE OTHER` where they are one body, \
         `heeded organisations apart ONE OTHER` where they are not."
    ));
    Ok(Code::Waiting)
}

fn pair_in_words(pair: &Alike) -> String {
    format!(
        "{}  {}\n{}  {}\n    {}",
        pair.one,
        pair.one_name,
        pair.other,
        pair.other_name,
        pair.likeness.words()
    )
}

fn add_alias(
    opened: &Opened,
    directory: &Directory,
    (typed, spelling): (&str, &str),
    output: Output,
) -> Result<Code, Failure> {
    let id = register::organisation(directory, typed)?;
    if let Some(other) = organisation_called(directory, spelling).filter(|other| *other != id) {
        return Err(Failure::Usage(format!(
            "“{spelling}” is {other} in the register; if that is the same body, `heeded \
             organisations same {other} {id}` says so"
        )));
    }
    opened.record_of(id, OrganisationFact::AliasAdded(spelling.trim().to_owned()))?;
    output.line(format!("“{spelling}” means {id} {}.", name(directory, id)))?;
    Ok(Code::Done)
}

fn say_same(
    opened: &Opened,
    directory: &Directory,
    typed: (&str, &str),
    output: Output,
) -> Result<Code, Failure> {
    let (one, other) = both(directory, typed)?;
    let now = |id: OrganisationId| {
        directory
            .get(&id)
            .map_or(id, |of| goes_on_as(of, |id| directory.get(&id)))
    };
    if now(one) == now(other) {
        let refusal = format!("{one} and {other} go on as one record already; nothing to record");
        return Err(Failure::Usage(refusal));
    }
    let fact = OrganisationFact::Succeeded(Succession {
        kind: SuccessionKind::Same,
        to: Some(other),
        on: clock::today(),
        moves: Moves::All,
        source: None,
    });
    opened.record_of(one, fact)?;
    let (first, second) = (name(directory, one), name(directory, other));
    output.line(format!("{one} {first} goes on as {other} {second}."))?;
    Ok(Code::Done)
}

fn say_apart(
    opened: &Opened,
    directory: &Directory,
    typed: (&str, &str),
    output: Output,
) -> Result<Code, Failure> {
    let (one, other) = both(directory, typed)?;
    opened.record_of(one, OrganisationFact::ToldApart(other))?;
    output.line(format!("{one} and {other} are two bodies."))?;
    Ok(Code::Done)
}

fn both(
    directory: &Directory,
    (one, other): (&str, &str),
) -> Result<(OrganisationId, OrganisationId), Failure> {
    let one = register::organisation(directory, one)?;
    Ok((one, register::organisation(directory, other)?))
}

fn as_json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|cause| Failure::Other(cause.to_string()))
}
