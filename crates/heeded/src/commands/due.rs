//! `heeded due`: what a vague date means, for people, for scripts, and line by line.

use crate::cli::DueArgs;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::settings::Settings;
use heeded_domain::scheme::SchemeId;
use heeded_due::{Calendar, Context, Due, Kind, Lateness, SaidOn, day_in_words};
use heeded_schemes::{SchemeFile, SchemeFiles};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::io::BufRead;

/// A line of `--jsonl` is an expression and its sentence: a longer one is no such thing.
const LINE_BYTES_MAX: usize = 1024 * 1024;

pub(super) fn run(args: &DueArgs, settings: &Settings, output: Output) -> Result<Code, Failure> {
    let files = settings.scheme_files()?;
    let calendar = match &args.scheme {
        Some(id) => Some(scheme(&files, id)?.scheme.calendar),
        None => None,
    };
    let said_on = args.said_on.as_deref().map(said_on).transpose()?;
    if args.jsonl {
        return lines(&files, calendar, said_on, output);
    }
    let words = args.words.as_deref().unwrap_or_default();
    let context = Context {
        said_on,
        calendar: calendar.unwrap_or_default(),
        sentence: None,
    };
    let due = heeded_due::read(words, &context);
    if args.json {
        let line = to_json(&Line {
            late: late(&due, args.late_on),
            ..Line::of(None, &due)
        })?;
        output.line(line)?;
    } else {
        explain(&due, args.late_on, output)?;
    }
    Ok(if due.kind == Kind::Unread {
        Code::NothingFound
    } else {
        Code::Done
    })
}

/// A scheme by its short name.
///
/// # Errors
///
/// [`Failure::Usage`], naming those there are.
pub(super) fn scheme<'a>(files: &'a SchemeFiles, id: &str) -> Result<&'a SchemeFile, Failure> {
    SchemeId::new(id)
        .and_then(|id| files.get(&id))
        .ok_or_else(|| {
            let known: Vec<String> = files
                .iter()
                .map(|file| file.scheme.id.to_string())
                .collect();
            Failure::Usage(format!(
                "there is no scheme “{id}”; there are: {}",
                known.join(", ")
            ))
        })
}

/// A day, month or year, as it is known.
///
/// # Errors
///
/// [`Failure::Usage`], showing the three forms.
pub(super) fn said_on(text: &str) -> Result<SaidOn, Failure> {
    parse_said_on(text).ok_or_else(|| {
        Failure::Usage(format!(
            "“{text}” is no day; write 2025, 2025-05 or 2025-05-20"
        ))
    })
}

fn parse_said_on(text: &str) -> Option<SaidOn> {
    if let Ok(day) = text.parse::<Date>() {
        return Some(SaidOn::Day(day));
    }
    match text.split_once('-') {
        Some((year, month)) => {
            let month = month
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            Some(SaidOn::Month(year.parse().ok()?, month))
        }
        None => Some(SaidOn::Year(
            text.parse()
                .ok()
                .filter(|year| (1000..=9999).contains(year))?,
        )),
    }
}

fn explain(due: &Due, late_on: Option<Date>, output: Output) -> Result<(), Failure> {
    output.line(due.explain())?;
    if let Some(day) = late_on {
        let answer = match due.is_late(day) {
            Lateness::No => "not late",
            Lateness::MayBe => {
                "perhaps late: not in every reading, or its condition may not have come about"
            }
            Lateness::Yes => "late",
        };
        output.line(format!("On {} it is {answer}.", day_in_words(day)))?;
    }
    Ok(())
}

fn late(due: &Due, day: Option<Date>) -> Option<&'static str> {
    day.map(|day| match due.is_late(day) {
        Lateness::No => "no",
        Lateness::MayBe => "may-be",
        Lateness::Yes => "yes",
    })
}

/// One line that is asked.
#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    expression: String,
    #[serde(default)]
    document_date: Option<String>,
    #[serde(default)]
    document_date_precision: Option<String>,
    #[serde(default)]
    sentence: Option<String>,
    #[serde(default)]
    scheme: Option<String>,
    #[serde(default)]
    source_document: Option<String>,
}

/// One line that is answered.
#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    as_stated: String,
    earliest: Option<String>,
    latest: Option<String>,
    edtf: Option<String>,
    kind: &'static str,
    hedges: Vec<HedgeLine>,
    readings: Vec<ReadingLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<&'static str>,
}

#[derive(Serialize)]
struct HedgeLine {
    kind: &'static str,
    words: String,
}

#[derive(Serialize)]
struct ReadingLine {
    chosen: bool,
    earliest: Option<String>,
    latest: Option<String>,
    edtf: Option<String>,
    why: String,
}

impl Line {
    fn of(id: Option<serde_json::Value>, due: &Due) -> Self {
        let text = |day: Option<Date>| day.map(|day| day.to_string());
        let chosen = due.chosen();
        let readings = due
            .readings
            .iter()
            .enumerate()
            .map(|(at, reading)| ReadingLine {
                chosen: at == 0,
                earliest: text(reading.earliest),
                latest: text(reading.latest),
                edtf: reading.edtf.as_ref().map(|edtf| edtf.as_str().to_owned()),
                why: reading.why.to_string(),
            });
        let hedges = due.hedges.iter().map(|hedge| HedgeLine {
            kind: hedge.kind.code(),
            words: hedge.words.clone(),
        });
        Self {
            id,
            as_stated: due.as_stated.clone(),
            earliest: text(chosen.earliest),
            latest: text(chosen.latest),
            edtf: chosen.edtf.as_ref().map(|edtf| edtf.as_str().to_owned()),
            kind: due.kind.code(),
            hedges: hedges.collect(),
            readings: readings.collect(),
            late: None,
        }
    }
}

fn to_json(line: &Line) -> Result<String, Failure> {
    serde_json::to_string(line).map_err(|cause| Failure::Other(cause.to_string()))
}

fn lines(
    files: &SchemeFiles,
    calendar: Option<Calendar>,
    said_on: Option<SaidOn>,
    output: Output,
) -> Result<Code, Failure> {
    for (number, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let line = line.map_err(|cause| Failure::file(format!("reading line {number}"), cause))?;
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |what: String| Failure::Other(format!("line {number} of the input: {what}"));
        if line.len() > LINE_BYTES_MAX {
            return Err(wrong(format!("it is longer than {LINE_BYTES_MAX} bytes")));
        }
        let asked: Asked = serde_json::from_str(&line).map_err(|cause| wrong(cause.to_string()))?;
        let context = Context {
            said_on: asked.said_on().map_err(&wrong)?.or(said_on),
            calendar: calendar
                .or_else(|| asked.calendar(files))
                .unwrap_or_default(),
            sentence: asked.sentence.as_deref(),
        };
        let due = heeded_due::read(&asked.expression, &context);
        output.line(to_json(&Line::of(Some(asked.id), &due))?)?;
    }
    Ok(Code::Done)
}

impl Asked {
    fn said_on(&self) -> Result<Option<SaidOn>, String> {
        let Some(text) = &self.document_date else {
            return Ok(None);
        };
        let said_on = parse_said_on(text)
            .ok_or_else(|| format!("document_date “{text}” is no day, month or year"))?;
        let precision = self.document_date_precision.as_deref().unwrap_or_default();
        // The words were said in an answer of which only this is known.
        let later = precision.contains("later") || precision.contains("update");
        Ok(Some(match said_on {
            SaidOn::Day(day) if later => SaidOn::LaterThan(day),
            other => other,
        }))
    }

    /// The calendar of the scheme that is named; else of the scheme whose short name is a folder of
    /// the document's path (people keep an issuer's documents together); else of the country that
    /// the sentence names.
    fn calendar(&self, files: &SchemeFiles) -> Option<Calendar> {
        let of = |id: &str| {
            files
                .get(&SchemeId::new(id)?)
                .map(|file| file.scheme.calendar)
        };
        let named = self.scheme.as_deref().and_then(of);
        let folders = || self.source_document.as_deref()?.split('/').find_map(of);
        let place = || Calendar::suggested_by(self.sentence.as_deref()?);
        named.or_else(folders).or_else(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_known_to_the_day_the_month_or_the_year() {
        assert_eq!(parse_said_on("2025"), Some(SaidOn::Year(2025)));
        assert_eq!(parse_said_on("2025-05"), Some(SaidOn::Month(2025, 5)));
        assert!(matches!(parse_said_on("2025-05-20"), Some(SaidOn::Day(_))));
        for wrong in ["", "soon", "2025-13", "25", "2025-02-30", "2025-05-20-1"] {
            assert_eq!(parse_said_on(wrong), None, "{wrong}");
        }
    }
}
