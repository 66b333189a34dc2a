//! What the address asks for: words, choices, day, order, page.

use super::due_filter;
use crate::pages::pieces::sentence_case;
use crate::pages::typed;
use crate::trouble::{Trouble, Wrong};
use crate::visit::Visit;
use heeded_domain::id::OrganisationId;
use heeded_domain::key::key;
use heeded_domain::status::Standing;
use heeded_publish::organisation_called;
use heeded_search::{Axis, Choice, Found, Question, Sort};
use heeded_store::{Directory, ListQuery};

/// Values of one axis that are read from an address: more than any list has, fewer than would cost.
const CHOICES_MAX: usize = 60;

/// The orders, with their codes in addresses and their words.
pub(super) const SORTS: [(&str, Sort, &str); 5] = [
    ("relevance", Sort::Relevance, "best match"),
    ("newest", Sort::NewestMade, "newest"),
    ("response", Sort::NewestResponse, "newest response"),
    ("unanswered", Sort::OldestUnanswered, "oldest unanswered"),
    ("due", Sort::NextDue, "next due"),
];

/// What the address asks for.
pub(super) struct Asked {
    pub(super) question: Question,
}

/// The field of the address for an axis.
pub(super) fn field(axis: Axis) -> &'static str {
    match axis {
        Axis::Standing => "status",
        Axis::Answer => "answer",
        Axis::Disposition => "disposition",
        Axis::Due => "due",
        Axis::Progress => "progress",
        Axis::Verdict => "verdict",
        Axis::Closure => "closure",
        Axis::Theme => "theme",
        Axis::Kind => "kind",
        Axis::Year => "year",
        Axis::Issuer => "issuer",
        Axis::Addressee => "addressee",
    }
}

/// What a value is called in an address; `None` for a theme that no record has.
pub(super) fn code(found: &Found, axis: Axis, value: u64) -> Option<String> {
    match axis {
        Axis::Issuer | Axis::Addressee => Some(OrganisationId(value).to_string()),
        Axis::Theme => found.themes.get(&value).map(|name| key(name)),
        _ => Some(axis.code(value)),
    }
}

/// The value of an axis that was typed or chosen; `None` where there is none.
pub(super) fn value(axis: Axis, typed: &str, directory: &Directory) -> Option<u64> {
    match axis {
        Axis::Issuer | Axis::Addressee => organisation_called(directory, typed).map(|id| id.0),
        _ => axis.from_code(typed),
    }
}

/// Says that an axis has no such value, and which it has.
fn unknown(axis: Axis, typed: &str) -> Wrong {
    let typed = (field(axis), typed);
    match axis {
        Axis::Issuer | Axis::Addressee => Wrong::nobody(typed),
        Axis::Year => typed::no_year(typed),
        _ => Wrong::not_among(
            typed,
            axis.values()
                .map(|value| (axis.code(value), sentence_case(&axis.words(value)))),
        ),
    }
}

impl Asked {
    pub(super) fn read(visit: &Visit, directory: &Directory) -> Result<Self, Trouble> {
        let fields = &visit.fields;
        let mut choices: Vec<Choice> = Vec::new();
        for axis in Axis::ALL {
            for typed in fields.all(field(axis)).take(CHOICES_MAX) {
                let value = value(axis, typed, directory);
                choices.push((axis, value.ok_or_else(|| unknown(axis, typed))?));
            }
        }
        choices.sort_unstable();
        choices.dedup();
        let question = Question {
            words: typed::words(visit)?,
            choices,
            as_of: visit.day()?,
            sort: typed::one_of(visit, "sort", &SORTS)?.unwrap_or_default(),
            page: typed::page(visit)?,
        };
        Ok(Self { question })
    }

    /// The order that holds: without words nothing matches better than another.
    pub(super) fn sort_shown(&self) -> Sort {
        match self.question.sort {
            Sort::Relevance if self.question.words.is_empty() => Sort::NewestMade,
            sort => sort,
        }
    }

    /// The values chosen of an axis.
    pub(super) fn chosen(&self, axis: Axis) -> impl Iterator<Item = u64> {
        let of_axis = self
            .question
            .choices
            .iter()
            .filter(move |(a, _)| *a == axis);
        of_axis.map(|(_, value)| *value)
    }

    /// The same for the register itself, which knows neither words nor every filter.
    pub(super) fn as_list(&self) -> Option<ListQuery> {
        let only = |axis| {
            let mut chosen = self.chosen(axis);
            let first = chosen.next();
            chosen.next().is_none().then_some(first)
        };
        let body = |axis| only(axis).map(|id| id.map(OrganisationId));
        let known = [Axis::Standing, Axis::Issuer, Axis::Addressee, Axis::Due];
        let is_known = |(axis, _): &Choice| known.contains(axis);
        let question = &self.question;
        if !question.words.is_empty() || !question.choices.iter().all(is_known) {
            return None;
        }
        let due = match only(Axis::Due)? {
            Some(value) => Some(due_filter(&Axis::Due.code(value))?),
            None => None,
        };
        let standings = self.chosen(Axis::Standing);
        Some(ListQuery {
            as_of: question.as_of,
            issuer: body(Axis::Issuer)?,
            addressee: body(Axis::Addressee)?,
            standings: standings
                .filter_map(|value| Standing::from_code(&Axis::Standing.code(value)))
                .collect(),
            due,
            sort: heeded_store::Sort::Newest,
            page: question.page,
        })
    }
}
