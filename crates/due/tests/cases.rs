//! Runs every case in `cases/*.txt`: words, and what they mean. `cases/README.md` has the format.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::fmt::Write as _;
use std::{fs, path::Path};

use heeded_due::{Calendar, Context, Due, Edtf, SaidOn, day_in_words, read};
use jiff::civil::Date;

/// A first and a last day, `None` where there is none.
type Days = (Option<Date>, Option<Date>);

#[test]
fn words_mean_what_the_cases_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = String::new();
    let mut cases = 0;
    for file in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if file.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            cases += 1;
            if let Err(message) = check(line) {
                writeln!(wrong, "{name}:{}: {line}\n    {message}", number + 1).unwrap();
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "of {cases} cases these are wrong:\n{wrong}"
    );
    assert!(cases > 300, "only {cases} cases were found");
}

fn check(line: &str) -> Result<(), String> {
    let columns: Vec<&str> = line
        .split(" | ")
        .flat_map(|part| part.strip_suffix(" |").or(Some(part)))
        .collect();
    let [words, said_on, calendar, days, kind, rest @ ..] = columns.as_slice() else {
        return Err("a case has five columns or six".to_owned());
    };
    let note = rest.first().copied().unwrap_or_default();
    let words = words.replace("\\n", "\n");
    let context = Context {
        said_on: said(said_on),
        calendar: match *calendar {
            "AU" => Calendar::AUSTRALIA,
            "NZ" => Calendar::NEW_ZEALAND,
            "US" => Calendar::UNITED_STATES,
            _ => Calendar::UNITED_KINGDOM,
        },
        sentence: note.strip_prefix("sentence: "),
    };
    let due = read(&words, &context);
    let chosen = due.chosen();
    let expected = interval(days);
    if (chosen.earliest, chosen.latest) != expected {
        return Err(format!(
            "means {}, not {}",
            shown((chosen.earliest, chosen.latest)),
            shown(expected)
        ));
    }
    if format!("{:?}", due.kind).to_lowercase() != *kind {
        return Err(format!("is {:?}, not {kind}", due.kind));
    }
    if let Some(also) = note.strip_prefix("also ") {
        let also = interval(also);
        if !due
            .readings
            .iter()
            .skip(1)
            .any(|reading| (reading.earliest, reading.latest) == also)
        {
            return Err(format!(
                "does not also mean {}: {}",
                shown(also),
                due.explain()
            ));
        }
    }
    edtf_agrees(&due)
}

/// EDTF must be valid and say the same days.
fn edtf_agrees(due: &Due) -> Result<(), String> {
    for reading in &due.readings {
        let days = (reading.earliest, reading.latest);
        match &reading.edtf {
            None if days == (None, None) => {}
            None => return Err(format!("{} has no EDTF", shown(days))),
            Some(edtf) if Edtf::parse(edtf.as_str()).is_none() => {
                return Err(format!("{edtf} is not EDTF"));
            }
            Some(edtf) if edtf.bounds() != days => {
                return Err(format!("{edtf} does not say {}", shown(days)));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn said(text: &str) -> Option<SaidOn> {
    if text == "-" {
        return None;
    }
    if let Some(day) = text.strip_prefix('>') {
        return Some(SaidOn::LaterThan(day.parse().unwrap()));
    }
    let parts: Vec<i16> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Some(match parts[..] {
        [year] => SaidOn::Year(year),
        [year, month] => SaidOn::Month(year, i8::try_from(month).unwrap()),
        _ => SaidOn::Day(text.parse().unwrap()),
    })
}

/// "2031-03" is its first and last day, "2031..2033-06" the first of the one and the last of the
/// other.
fn interval(text: &str) -> Days {
    match text.trim().split_once("..") {
        Some((first, last)) => (whole(first).0, whole(last).1),
        None => whole(text.trim()),
    }
}

fn whole(text: &str) -> Days {
    let parts: Vec<i16> = text
        .split('-')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect();
    let month = |year, month: i16| Date::new(year, i8::try_from(month).unwrap(), 1).unwrap();
    match parts[..] {
        [] => (None, None),
        [year] => (Some(month(year, 1)), Some(month(year, 1).last_of_year())),
        [year, number] => (
            Some(month(year, number)),
            Some(month(year, number).last_of_month()),
        ),
        _ => (Some(text.parse().unwrap()), Some(text.parse().unwrap())),
    }
}

fn shown((first, last): Days) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), day_in_words);
    format!("{}..{}", day(first), day(last))
}
