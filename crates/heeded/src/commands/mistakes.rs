//! `heeded mistakes`: what readers say is wrong, and what was done about it.

use crate::cli::Mistakes;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::register::{self, Opened, wait};
use crate::settings::Settings;
use heeded_store::{MistakeRow, MistakeState, Store};
use jiff::Timestamp;
use serde::Serialize;

/// How many messages of one state are listed at once.
const LISTED_ROWS_MAX: u32 = 1_000;

#[derive(Serialize)]
struct Line<'a> {
    number: String,
    at: String,
    about: &'a str,
    words: &'a str,
    reach: Option<&'a str>,
    state: &'static str,
    outcome: Option<&'a str>,
}

pub(super) fn run(args: &Mistakes, settings: &Settings, output: Output) -> Result<Code, Failure> {
    register::must_exist(settings)?;
    let opened = register::open(settings, "mistakes", output)?;
    let outcome = args.outcome.as_deref().unwrap_or_default();
    if let Some(number) = &args.answered {
        return settle(&opened, number, MistakeState::Answered, outcome, output);
    }
    if let Some(number) = &args.set_aside {
        return settle(&opened, number, MistakeState::SetAside, outcome, output);
    }
    let waiting = wait(
        opened
            .store
            .mistakes(MistakeState::Waiting, LISTED_ROWS_MAX),
    )??;
    print(&waiting, args, output)?;
    if args.all {
        for state in [MistakeState::Answered, MistakeState::SetAside] {
            let settled = wait(opened.store.mistakes(state, LISTED_ROWS_MAX))??;
            print(&settled, args, output)?;
        }
    }
    match waiting.len() {
        0 => output.remark("No message waits."),
        1 => output.remark("1 message waits."),
        many => output.remark(format!("{many} messages wait, the oldest first.")),
    }
    Ok(if waiting.is_empty() {
        Code::Done
    } else {
        Code::Waiting
    })
}

fn settle(
    opened: &Opened,
    number: &str,
    state: MistakeState,
    outcome: &str,
    output: Output,
) -> Result<Code, Failure> {
    let mend = "`heeded mistakes` lists the numbers, such as M0001A";
    let id = number
        .parse()
        .map_err(|_| Failure::Usage(format!("“{number}” is no number of a message; {mend}")))?;
    wait(opened.store.settle_mistake(id, state, outcome.to_owned()))??;
    output.line(format!("Message {id} is {}.", words(state)))?;
    Ok(Code::Done)
}

fn words(state: MistakeState) -> &'static str {
    match state {
        MistakeState::Waiting => "waiting",
        MistakeState::Answered => "answered",
        MistakeState::SetAside => "set aside",
    }
}

fn print(rows: &[MistakeRow], args: &Mistakes, output: Output) -> Result<(), Failure> {
    for row in rows {
        let line = Line {
            number: row.id.to_string(),
            at: to_the_second(row.message.at),
            about: &row.message.about,
            words: &row.message.words,
            reach: row.message.reach.as_deref(),
            state: words(row.state),
            outcome: row.outcome.as_deref(),
        };
        let text = if args.json {
            serde_json::to_string(&line).map_err(|cause| Failure::Other(cause.to_string()))?
        } else {
            in_words(&line)
        };
        output.line(text)?;
    }
    Ok(())
}

fn in_words(line: &Line<'_>) -> String {
    let about = printable(line.about);
    let mut text = format!("{}  {}  {about}  ({})", line.number, line.at, line.state);
    for paragraph in line.words.lines() {
        text.push_str(&format!("\n    {}", printable(paragraph)));
    }
    if let Some(reach) = line.reach {
        text.push_str(&format!("\n    Reach: {}", printable(reach)));
    }
    if let Some(outcome) = line.outcome {
        text.push_str(&format!("\n    Outcome: {}", printable(outcome)));
    }
    text
}

/// What anybody sends must not drive the terminal it is read on, nor turn what stands beside it.
fn printable(words: &str) -> String {
    words.replace(|c: char| c.is_control() || turns_direction(c), "\u{FFFD}")
}

/// Marks and overrides of the direction of writing (Unicode Standard Annex 9).
fn turns_direction(c: char) -> bool {
    let is_mark = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}');
    is_mark || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A time to the second: nobody answers letters by the nanosecond.
fn to_the_second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_does_not_drive_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}c\u{2066}d"), "a�[2Jb�c�d");
        assert_eq!(printable("Größe “x” – שלום"), "Größe “x” – שלום");
    }

    #[test]
    fn a_time_is_said_to_the_second() {
        let at = "2026-11-29T20:01:37.123456789Z".parse().unwrap();
        assert_eq!(to_the_second(at), "2026-11-29T20:01:37Z");
    }
}
