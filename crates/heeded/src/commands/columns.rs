//! `heeded columns`: what the columns of a table hold, confirmed by a person and remembered.

use super::documents::{self, Taker};
use super::sources::Sources;
use crate::cli::{Columns, ColumnsOf, Import};
use crate::clock;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_due::day_in_words;
use heeded_import::column_maps;
use heeded_reader::{ColumnMap, Document, Look, MAX_MAP_BYTES, Sure, look};
use heeded_schemes::SchemeFile;
use heeded_store::{ColumnMapRow, Store};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

pub(super) fn run(args: &Columns, settings: &Settings, output: Output) -> Result<Code, Failure> {
    match (&args.command, &args.file) {
        (Some(ColumnsOf::List), _) => list(settings, output),
        (Some(ColumnsOf::Forget { fingerprint }), _) => forget(fingerprint, settings, output),
        (None, Some(file)) => show((file, args.write.as_deref()), settings, output),
        (None, None) => Err(Failure::Usage(
            "name a spreadsheet or a CSV file, or say list or forget".to_owned(),
        )),
    }
}

fn show(
    (path, write): (&Path, Option<&Path>),
    settings: &Settings,
    output: Output,
) -> Result<Code, Failure> {
    let sources = Sources::of(&[path.to_owned()])?;
    let [source] = sources.all.as_slice() else {
        let words = format!("{} is a folder; name one table of it", path.display());
        return Err(Failure::Usage(words));
    };
    let taken = Taker::new(settings).take(source)?;
    let document = Document::new(&taken.name, &taken.bytes);
    let looks = look(&document).map_err(|cause| Failure::Other(cause.to_string()))?;
    for look in &looks {
        print(look, &taken.name, output)?;
    }
    let (Some(to), Some(first)) = (write, looks.first()) else {
        return Ok(Code::Done);
    };
    // What a person has corrected is not written over.
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(to)
        .map_err(|cause| Failure::file(format!("writing {}", to.display()), cause))?;
    file.write_all(first.to_toml(&taken.name).as_bytes())
        .map_err(|cause| Failure::file(format!("writing {}", to.display()), cause))?;
    output.remark(format!(
        "Correct {0}, then: heeded import {1} --columns {0} --issuer NAME",
        to.display(),
        path.display()
    ));
    Ok(Code::Done)
}

fn print(look: &Look, name: &str, output: Output) -> Result<(), Failure> {
    let sheet = match look.sheet.as_str() {
        "" => String::new(),
        sheet => format!(", sheet “{sheet}”"),
    };
    let (rows, fingerprint) = (look.rows, look.fingerprint());
    output.line(format!("{name}{sheet}: {rows} rows, shape {fingerprint}"))?;
    for column in &look.columns {
        let holds = match column.field {
            Some((field, Sure::Doubtful)) => format!("{}? (unsure)", field.words()),
            Some((field, _)) => field.words().to_owned(),
            None => "not used".to_owned(),
        };
        let heading = match column.heading.as_str() {
            "" => "(no heading)",
            heading => heading,
        };
        output.line(format!("  {heading}: {holds}"))?;
        let empty = match column.empty {
            0 => String::new(),
            empty => format!("   [{empty} empty]"),
        };
        output.line(format!("      {}{empty}", column.samples.join(" · ")))?;
    }
    if look.is_unsure() {
        output.remark(
            "Not all is certain: write a map with --write map.toml, correct it, and import with \
             --columns map.toml.",
        );
    }
    Ok(())
}

fn list(settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "columns", output)?;
    let maps = wait(opened.store.column_maps())??;
    for map in &maps {
        let on = day_in_words(map.remembered_on);
        output.line(format!("{}  {} (since {on})", map.fingerprint, map.name))?;
    }
    if maps.is_empty() {
        output.remark("No column map is remembered; `heeded import --columns` remembers one.");
    }
    Ok(Code::Done)
}

fn forget(fingerprint: &str, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "columns", output)?;
    if wait(opened.store.forget_columns(fingerprint.to_owned()))?? {
        output.line(format!("Forgotten: {fingerprint}"))?;
        return Ok(Code::Done);
    }
    Err(Failure::NothingFound(format!(
        "no column map is remembered as {fingerprint}; `heeded columns list` shows those there are"
    )))
}

/// The column map to read a document by, if there is one: the one that is named, one remembered
/// for tables of this shape, one of the scheme. What was found is said, and what was named is
/// remembered.
pub(super) fn map_for(
    document: &documents::Document,
    (opened, scheme): (&Opened, Option<&SchemeFile>),
    args: &Import,
    output: Output,
) -> Result<Option<ColumnMap>, Failure> {
    let bare = Document::new(&document.name, &document.bytes);
    let bare = match &document.pages {
        Some(pages) => bare.with_pages(pages),
        None => bare,
    };
    // What is no table has no shape; that it cannot be read by a map is said when it is.
    let looks = look(&bare).unwrap_or_default();
    if let Some(path) = &args.columns {
        let (map, body) = from_file(path)?;
        if let Some(table) = looks.iter().find(|table| map.fits(table)) {
            let row = ColumnMapRow {
                fingerprint: table.fingerprint(),
                name: map.name.clone(),
                body,
                remembered_on: clock::today(),
            };
            wait(opened.store.remember_columns(row))??;
        }
        return Ok(Some(map));
    }
    let remembered = wait(opened.store.column_maps())??;
    let shape = |row: &&ColumnMapRow| looks.iter().any(|one| one.fingerprint() == row.fingerprint);
    if let Some(row) = remembered.iter().find(shape) {
        output.remark(format!(
            "{}: read by the column map “{}”, remembered on {}; `heeded columns forget {}` \
             forgets it.",
            document.name,
            row.name,
            day_in_words(row.remembered_on),
            row.fingerprint
        ));
        let map = ColumnMap::from_toml(&row.name, &row.body);
        return Ok(Some(
            map.map_err(|cause| Failure::Other(cause.to_string()))?,
        ));
    }
    let known = scheme.map(column_maps).transpose()?.unwrap_or_default();
    let fits = |map: &ColumnMap| looks.iter().any(|table| map.fits(table));
    let found = known.into_iter().find(fits);
    if let Some(map) = &found {
        output.remark(format!(
            "{}: read by the column map “{}” of its issuer's scheme.",
            document.name, map.name
        ));
    }
    Ok(found)
}

fn from_file(path: &Path) -> Result<(ColumnMap, String), Failure> {
    let reading = || format!("reading {}", path.display());
    let most = u64::try_from(MAX_MAP_BYTES).unwrap_or(u64::MAX);
    let mut body = String::new();
    File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_string(&mut body))
        .map_err(|cause| Failure::file(reading(), cause))?;
    let name = path.display().to_string();
    let map = ColumnMap::from_toml(&name, &body);
    Ok((
        map.map_err(|cause| Failure::Usage(cause.to_string()))?,
        body,
    ))
}
