//! What a person says of a draft, as a correction to keep.

use super::apply::{Applied, around};
use super::field::{FieldName, Owner, Spot};
use super::same;
use super::value::{canonical, many, words_at};
use crate::ImportError;
use crate::draft::Waiting;
use heeded_domain::event::Actor;
use heeded_store::{CorrectionId, NewCorrection};
use jiff::Timestamp;

/// Characters of a value that a person types: longer than any response we have seen.
const SAID_CHARACTERS_MAX: usize = 100_000;

/// Characters of a reason: a paragraph.
const WHY_CHARACTERS_MAX: usize = 2_000;

/// What a person says of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Which field, as the draft is shown.
    pub spot: Spot,
    /// What it is.
    pub to: To,
    /// Why: it stands beside the record, in public.
    pub why: String,
    /// How far it holds.
    pub reach: Reach,
}

/// What a field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// These words, a day, or a code.
    Value(String),
    /// This too: one more of several.
    Addition(String),
    /// Nothing: what was read is not so.
    Removal,
}

/// How far a correction holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// For this recommendation in documents of this place.
    Here,
    /// Wherever these words of this issuer stand at such a field.
    Everywhere,
}

/// A correction to keep, and those whose place it takes.
pub(crate) struct Made {
    pub(crate) new: Option<NewCorrection>,
    pub(crate) replaces: Vec<CorrectionId>,
}

pub(crate) fn cannot(why: impl Into<String>) -> ImportError {
    ImportError::CannotCorrect(why.into())
}

pub(crate) fn reason(why: &str) -> Result<String, ImportError> {
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    if why.is_empty() {
        return Err(cannot(
            "say why, in a few words: the reason is kept with it",
        ));
    }
    if why.chars().count() > WHY_CHARACTERS_MAX {
        let most = WHY_CHARACTERS_MAX;
        return Err(cannot(format!(
            "the reason has more than {most} characters; shorten it"
        )));
    }
    Ok(why)
}

/// The words of the response or action that a field belongs to, as read.
pub(crate) fn item(waiting: &Waiting, spot: Spot) -> Option<String> {
    let read = &waiting.corrected.read;
    let (list, at) = match (spot.field.owner(), spot.field) {
        (Owner::Response, _) => (FieldName::Responses, spot.item),
        (Owner::Action, _) => (FieldName::Actions, spot.item),
        (Owner::Ask, field) if field.is_of_items() => (field, spot.at),
        (Owner::Ask, _) => return None,
    };
    many(read, list, None).into_iter().nth(at?)
}

/// The correction that a person makes, from what was read and what holds.
pub(crate) fn made(
    waiting: &Waiting,
    saying: &Saying,
    (issuer, at): (String, Timestamp),
) -> Result<Made, ImportError> {
    let saying = pointed(waiting, saying)?;
    let (spot, field) = (saying.spot, saying.spot.field);
    let said = said(&saying)?;
    let held = waiting
        .corrected
        .applied
        .iter()
        .find(|one| one.spot == spot);
    let read = match (&saying.to, held) {
        (To::Addition(_), _) => None,
        (_, Some(held)) => held.row.correction.read.clone(),
        _ => words_at(&waiting.corrected.read, spot),
    };
    let added = held.is_some_and(|held| held.row.correction.read.is_none() && spot.at.is_some());
    let replaced = |one: &&Applied| {
        let made = &one.row.correction;
        made.place.is_some() == (saying.reach == Reach::Here) && made.field == field.code()
    };
    let held_here = held.filter(replaced);
    let replaces: Vec<CorrectionId> = held_here.map(|held| held.row.id).into_iter().collect();
    if let Some(held) = held
        && same(held.row.correction.said.as_deref(), said.as_deref())
        && !replaces.is_empty()
    {
        return Err(cannot(format!("{spot} is corrected so already")));
    }
    let as_read = !matches!(saying.to, To::Addition(_)) && same(said.as_deref(), read.as_deref());
    if as_read && held.is_none() {
        return Err(cannot(format!(
            "{spot} is read so already; there is nothing to correct"
        )));
    }
    if !replaces.is_empty() && (as_read || (added && said.is_none())) {
        return Ok(Made {
            new: None,
            replaces,
        });
    }
    if saying.reach == Reach::Everywhere && (!field.may_hold_everywhere() || read.is_none()) {
        return Err(only_here(spot));
    }
    let before = match field {
        FieldName::Responses => &waiting.read,
        _ => &waiting.corrected.read,
    };
    let new = NewCorrection {
        at,
        actor: Actor::Operator,
        issuer,
        place: (saying.reach == Reach::Here).then(|| waiting.scope()),
        document: waiting.document.clone(),
        reference: waiting.read.reference.as_ref().map(|one| one.value.clone()),
        ask: waiting.read.text.value.clone(),
        field: field.code().to_owned(),
        item: item(waiting, spot),
        read,
        said,
        around: around(before, field, spot.item),
        why: saying.why,
    };
    Ok(Made {
        new: Some(new),
        replaces,
    })
}

fn only_here(spot: Spot) -> ImportError {
    cannot(format!(
        "only names and other short pieces that were read can be corrected for everything of an \
         issuer: addressees, collaborators, who answers, leads, dependencies, conditions; correct \
         {spot} here alone"
    ))
}

/// What a person points at, where it is there and can be corrected so.
fn pointed(waiting: &Waiting, saying: &Saying) -> Result<Saying, ImportError> {
    let mut saying = Saying {
        why: reason(&saying.why)?,
        ..saying.clone()
    };
    let Spot { field, item, at } = saying.spot;
    let (shown, spot) = (&waiting.corrected.shown, saying.spot);
    let items = match field.owner() {
        Owner::Ask => None,
        Owner::Response => Some(shown.responses.len()),
        Owner::Action => Some(shown.actions.len()),
    };
    let there = items.is_none_or(|count| item.is_some_and(|item| item < count))
        && at.is_none_or(|at| at < many(shown, field, item).len());
    if !there {
        let show = "`heeded drafts show` shows its fields";
        return Err(cannot(format!("the draft has no {spot}; {show}")));
    }
    match (&saying.to, at) {
        (To::Addition(_), _) if !field.is_list() => {
            return Err(cannot(format!("{spot} holds one thing; say it with --to")));
        }
        // One more of several, whichever of them was pointed at.
        (To::Addition(_), _) => saying.spot = Spot::of(field, item),
        (_, None) if field.is_list() => {
            return Err(cannot(format!(
                "{spot} holds several; say which, such as {spot}[0], or add one with --add"
            )));
        }
        (To::Value(_), Some(at)) if field.is_of_items() => {
            let text = match field {
                FieldName::Responses => FieldName::ResponseText,
                _ => FieldName::ActionText,
            };
            saying.spot = Spot::of(text, Some(at));
        }
        (To::Removal, None) if field.is_needed() => {
            let whole = "remove the whole of it, or set the draft aside";
            return Err(cannot(format!("{spot} cannot be empty; {whole}")));
        }
        _ => {}
    }
    Ok(saying)
}

/// What a person says it is, as it is kept.
fn said(saying: &Saying) -> Result<Option<String>, ImportError> {
    let typed = match &saying.to {
        To::Removal => return Ok(None),
        To::Value(typed) | To::Addition(typed) => typed,
    };
    if typed.chars().count() > SAID_CHARACTERS_MAX {
        let most = SAID_CHARACTERS_MAX;
        return Err(cannot(format!(
            "these words have more than {most} characters"
        )));
    }
    let odd = |character: char| character.is_control() && !character.is_whitespace();
    if typed.contains(odd) {
        return Err(cannot(
            "these words hold characters that no document prints; leave them out",
        ));
    }
    canonical(saying.spot.field, typed)
        .map(Some)
        .map_err(cannot)
}
