//! A field of the address whose value this register does not know.
//!
//! Such a value is never left out in silence: a list that was to be narrowed and is not would be
//! read, and cited, as the answer to another question.

use super::Way;
use crate::visit::{Fields, Visit};
use std::borrow::Cow;

/// Characters of a value that a problem repeats: more than any value that is known has.
const REPEATED_CHARACTERS_MAX: usize = 100;

/// A field of the address whose value cannot be understood, or is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The name of the field.
    pub field: &'static str,
    /// The value, as it was asked for.
    pub value: String,
    /// What is wrong.
    pub what: Cow<'static, str>,
    /// How to mend it.
    pub mend: Cow<'static, str>,
    /// Every value that is known, with its words; empty where they are no closed list.
    pub known: Vec<(String, String)>,
}

impl Wrong {
    /// A value that a person can mend by writing another.
    #[must_use]
    pub fn new(
        (field, value): (&'static str, &str),
        what: impl Into<Cow<'static, str>>,
        mend: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            field,
            value: value.to_owned(),
            what: what.into(),
            mend: mend.into(),
            known: Vec::new(),
        }
    }

    /// A value that is not in a closed list.
    #[must_use]
    pub fn not_among(
        (field, value): (&'static str, &str),
        known: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let what = format!("“{field}” has no such value");
        let mend = "Choose one of those that this register knows, or leave it out";
        Self {
            known: known.into_iter().collect(),
            ..Self::new((field, value), what, mend)
        }
    }

    /// A name that no organisation has.
    #[must_use]
    pub fn nobody((field, value): (&'static str, &str)) -> Self {
        let what = "No organisation in the register is called that";
        let mend = "Check the spelling, or choose it from the list of organisations";
        Self::new((field, value), what, mend)
    }

    /// The value, as far as a problem repeats it.
    pub(super) fn repeated(&self) -> String {
        let mut repeated: String = self.value.chars().take(REPEATED_CHARACTERS_MAX).collect();
        if repeated.len() < self.value.len() {
            repeated.push('…');
        }
        repeated
    }

    /// The same address with another value in the place of this one.
    pub(super) fn known_ways(&self, visit: &Visit) -> Vec<Way> {
        let rest = self.rest(visit);
        let known = self.known.iter();
        known
            .map(|(code, words)| Way {
                words: format!("{words} ({code})"),
                href: at(visit, &rest.and(self.field, code)),
            })
            .collect()
    }

    /// The same address without this value.
    pub(super) fn way_without(&self, visit: &Visit) -> Way {
        Way {
            words: format!("see this page without “{}”", self.field),
            href: at(visit, &self.rest(visit)),
        }
    }

    fn rest(&self, visit: &Visit) -> Fields {
        // What stands on a page depends on what is asked for: the first page of another list.
        let rest = visit.fields.without_value(self.field, &self.value);
        rest.without("page")
    }
}

/// The address that was asked for with other fields.
fn at(visit: &Visit, fields: &Fields) -> String {
    format!("{}{}", visit.address(), fields.as_query())
}
