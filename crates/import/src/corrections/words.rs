//! A correction in sentences: for the person who decides, and for the record.

use super::apply::{Applied, Question};
use super::field::FieldName;
use heeded_domain::event::Actor;
use heeded_due::day_in_words;
use heeded_store::{CorrectionRow, NewCorrection};
use jiff::tz::TimeZone;

/// Characters of a value that a sentence quotes: as much as a line or two of a terminal. The whole
/// stands in the correction.
const QUOTED_CHARACTERS_MAX: usize = 160;

/// Characters of a response or an action that a sentence quotes to say which one it is.
const NAMED_CHARACTERS_MAX: usize = 50;

fn cut(words: &str, most: usize) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let mut characters = words.chars();
    let start: String = characters.by_ref().take(most).collect();
    match characters.next() {
        Some(_) => format!("{}…", start.trim_end()),
        None => start,
    }
}

fn quoted(words: &str) -> String {
    format!("“{}”", cut(words, QUOTED_CHARACTERS_MAX))
}

/// What a correction says, in half a sentence.
#[must_use]
pub fn told(correction: &NewCorrection) -> String {
    let field = FieldName::from_code(&correction.field);
    let what = field.map_or(correction.field.as_str(), |field| field.words());
    let mut what = what.to_owned();
    let named = correction
        .item
        .as_ref()
        .filter(|_| correction.place.is_some());
    if let Some(item) = named.filter(|_| !field.is_some_and(FieldName::is_of_items)) {
        what.push_str(&format!(" “{}”", cut(item, NAMED_CHARACTERS_MAX)));
    }
    match (correction.read.as_deref(), correction.said.as_deref()) {
        (Some(read), Some(said)) if read == said => format!("{what}: {}, as read", quoted(said)),
        (Some(read), Some(said)) => {
            format!("{what}: {}, where {} was read", quoted(said), quoted(read))
        }
        (None, Some(said)) => format!("{what}: {}, which was not read", quoted(said)),
        (Some(read), None) => format!("{what}: not {}, which was read", quoted(read)),
        (None, None) => format!("{what}: as read, {}", quoted(&correction.around)),
    }
}

/// Who made it and when: "by the operator on 22 November 2026".
#[must_use]
pub fn made_by(correction: &NewCorrection) -> String {
    let day = day_in_words(correction.at.to_zoned(TimeZone::UTC).date());
    match correction.actor {
        Actor::Operator => format!("by the operator on {day}"),
        Actor::Heeded => format!("by Heeded, by a rule, on {day}"),
    }
}

fn made(row: &CorrectionRow) -> String {
    let CorrectionRow { id, correction, .. } = row;
    let (by, why) = (made_by(correction), &correction.why);
    format!("correction {}, {by}: {}", id.0, why.trim_end_matches('.'))
}

impl Applied {
    /// That it was applied again, for whoever decides about the draft.
    #[must_use]
    pub fn sentence(&self) -> String {
        let told = capital(&told(&self.row.correction));
        format!("{told} ({}).", made(&self.row))
    }

    /// It as a note beside the record.
    pub(crate) fn note(&self) -> String {
        let correction = &self.row.correction;
        format!(
            "Corrected before it was accepted. {}. Reason: {}. Said {}.",
            capital(&told(correction)),
            correction.why.trim_end_matches('.'),
            made_by(correction)
        )
    }
}

impl Question {
    /// What is asked of whoever decides about the draft.
    #[must_use]
    pub fn sentence(&self) -> String {
        let now = match self.now.as_str() {
            "" => "Nothing is read there now".to_owned(),
            now => format!(
                "The document has {} there now",
                quoted(&now.replace('\n', "; "))
            ),
        };
        format!(
            "A correction stood here: {} ({}). {now}, so it was not applied. Correct {} again, or \
             accept the draft as it is read.",
            told(&self.row.correction),
            made(&self.row),
            self.spot
        )
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
