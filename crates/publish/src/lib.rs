//! One record, many forms: what leaves the register as data.
//!
//! [`record`] is a recommendation as JSON, [`history`] its events, [`change`] what a later reading
//! would change, [`difference`] two texts word by word, [`table`] one line a planned action for
//! spreadsheets, [`alike`] which organisations may be one. Pure: records come in, values go out; the database is not asked here.
//! Field names are the nouns of the glossary; days are ISO 8601, vague ones EDTF beside the words.

pub mod alike;
pub mod change;
pub mod difference;
pub mod history;
pub mod record;
pub mod table;

use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::Organisation;
use serde::Serialize;
use std::collections::BTreeMap;

/// The organisations that names are taken from.
pub type Directory = BTreeMap<OrganisationId, Organisation>;

/// An organisation, where another thing refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    /// Its permanent identifier.
    pub id: String,
    /// Its newest name.
    pub name: String,
}

/// Refers to an organisation by its identifier and newest name.
#[must_use]
pub fn body(directory: &Directory, id: OrganisationId) -> Body {
    Body {
        id: id.to_string(),
        name: name(directory, id).to_owned(),
    }
}

/// The newest name of an organisation; words that say so where it is not on record.
#[must_use]
pub fn name(directory: &Directory, id: OrganisationId) -> &str {
    directory
        .get(&id)
        .map_or("an organisation not on record", Organisation::name)
}

/// The organisation that has this identifier, name, abbreviation or alias, whatever the capitals.
#[must_use]
pub fn organisation_called(directory: &Directory, typed: &str) -> Option<OrganisationId> {
    if let Ok(id) = typed.parse() {
        return directory.contains_key(&id).then_some(id);
    }
    let typed = typed.to_lowercase();
    let called = |name: &str| name.to_lowercase() == typed;
    let mut all = directory.values();
    all.find(|body| body.known_as().any(called))
        .map(|body| body.id)
}

/// The middle one of numbers in their order; of two in the middle the whole number between them,
/// the lower one where they are neighbours. `None` where there are no numbers.
#[must_use]
pub fn median(in_order: &[u32]) -> Option<u32> {
    let middle = in_order.len() / 2;
    let upper = *in_order.get(middle)?;
    if in_order.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *in_order.get(middle.checked_sub(1)?)?;
    Some(lower.midpoint(upper))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_one_is_the_median() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7));
        assert_eq!(median(&[1, 4]), Some(2));
        assert_eq!(median(&[1, 4, 100]), Some(4));
    }
}
