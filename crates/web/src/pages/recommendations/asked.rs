//! What the address asks for: words, choices, day, order, page.

use super::{due_filter, page_number};
use crate::trouble::Trouble;
use crate::visit::Visit;
use heeded_domain::id::OrganisationId;
use heeded_domain::key::key;
use heeded_domain::status::Standing;
use heeded_publish::organisation_called;
use heeded_search::{Axis, Choice, Found, Question, Sort, Words};
use heeded_store::{Directory, ListQuery};

/// Stands for an organisation that nobody is: it matches nothing, rather than everything.
pub(super) const NOBODY: u64 = u64::MAX;

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
    /// Names typed into a filter that no organisation has.
    pub(super) unknown: Vec<String>,
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

impl Asked {
    pub(super) fn read(visit: &Visit, directory: &Directory) -> Result<Self, Trouble> {
        let fields = &visit.fields;
        let (mut choices, mut unknown): (Vec<Choice>, Vec<String>) = Default::default();
        for axis in Axis::ALL {
            for typed in fields.all(field(axis)).take(CHOICES_MAX) {
                match (value(axis, typed, directory), axis) {
                    (Some(value), _) => choices.push((axis, value)),
                    (None, Axis::Issuer | Axis::Addressee) => {
                        unknown.push(typed.to_owned());
                        choices.push((axis, NOBODY));
                    }
                    // What no list has narrows nothing.
                    (None, _) => {}
                }
            }
        }
        choices.sort_unstable();
        choices.dedup();
        let sort = fields.get("sort");
        let sort = SORTS.iter().find(|(code, ..)| Some(*code) == sort);
        let question = Question {
            words: Words::read(fields.get("q").unwrap_or_default()),
            choices,
            as_of: visit.day()?,
            sort: sort.map(|(_, sort, _)| *sort).unwrap_or_default(),
            page: page_number(fields),
        };
        Ok(Self { question, unknown })
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
        let is_known = |(axis, value): &Choice| known.contains(axis) && *value != NOBODY;
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
