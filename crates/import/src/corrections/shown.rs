//! A draft field by field, for the person who decides about it.

use super::apply::{Applied, Question, told_once};
use super::field::{FieldName, Owner, Spot};
use super::value::{cue_of, many, one, words_at};
use heeded_reader::{Draft, Sure};

/// A draft as a person is to see it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The draft with the corrections that hold; what was said to be none is still in it, so that
    /// [`Spot`]s are those of what is shown.
    pub draft: Draft,
    /// What was corrected.
    pub applied: Vec<Applied>,
    /// What a person has to decide.
    pub questions: Vec<Question>,
}

/// A field of a draft as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownField {
    /// Where it is.
    pub spot: Spot,
    /// What it holds.
    pub value: String,
    /// What gave it away.
    pub cue: String,
    /// How sure the reader is, or a person.
    pub sure: Sure,
}

impl Shown {
    /// Every field that holds something, in the order of the draft: those of the ask, then of each
    /// response, then of each planned action. Responses and actions are told by their words.
    #[must_use]
    pub fn fields(&self) -> Vec<ShownField> {
        let draft = &self.draft;
        let spots = spots(draft).into_iter();
        let field = |spot: Spot| {
            let (sure, cue) = cue_of(draft, spot)?;
            Some(ShownField {
                spot,
                value: words_at(draft, spot)?,
                cue: cue.to_owned(),
                sure,
            })
        };
        spots.filter_map(field).collect()
    }

    /// What was done to it in sentences, each correction once, wherever its words stand.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let first = told_once(&self.applied);
        first.map(Applied::sentence).collect()
    }

    /// Every field that holds nothing, but could.
    #[must_use]
    pub fn empty(&self) -> Vec<Spot> {
        let spots = whole(&self.draft).into_iter();
        let is_empty = |spot: &Spot| match spot.field.is_list() {
            true => many(&self.draft, spot.field, spot.item).is_empty(),
            false => one(&self.draft, spot.field, spot.item).is_none(),
        };
        spots.filter(is_empty).collect()
    }

    /// What was done to a field: it, or all of the response or action that it belongs to.
    #[must_use]
    pub fn applied_at(&self, spot: Spot) -> Option<&Applied> {
        let whole = match (spot.field.owner(), spot.item) {
            (Owner::Response, at) => Some((FieldName::Responses, at)),
            (Owner::Action, at) => Some((FieldName::Actions, at)),
            (Owner::Ask, _) => None,
        };
        let of_whole = |one: &&Applied| {
            let (field, at) = (one.spot.field, one.spot.at);
            one.removes() && whole == Some((field, at))
        };
        let own = self.applied.iter().find(|one| one.spot == spot);
        own.or_else(|| self.applied.iter().find(of_whole))
    }
}

/// Every whole field of a draft, those of items one after the other.
fn whole(draft: &Draft) -> Vec<Spot> {
    let of = |owner: Owner, item: Option<usize>| {
        let all = FieldName::ALL.iter().copied();
        all.filter(move |field| field.owner() == owner)
            .map(move |field| Spot::of(field, item))
    };
    let responses = (0..draft.responses.len()).flat_map(|at| of(Owner::Response, Some(at)));
    let actions = (0..draft.actions.len()).flat_map(|at| of(Owner::Action, Some(at)));
    of(Owner::Ask, None)
        .chain(responses)
        .chain(actions)
        .collect()
}

/// Every field with each of several; the words of responses and actions once.
fn spots(draft: &Draft) -> Vec<Spot> {
    let mut spots = Vec::new();
    for spot in whole(draft) {
        match spot.field.is_list() {
            false => spots.push(spot),
            true if spot.field.is_of_items() => {}
            true => {
                let count = many(draft, spot.field, spot.item).len();
                spots.extend((0..count).map(|at| Spot {
                    at: Some(at),
                    ..spot
                }));
            }
        }
    }
    spots
}
