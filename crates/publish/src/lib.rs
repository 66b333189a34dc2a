//! One record, many forms: what leaves the register as data.
//!
//! [`record`] is a recommendation as JSON, [`history`] its events, [`change`] what a later reading
//! would change, [`difference`] two texts word by word, [`table`] one line a planned action for
//! spreadsheets, [`feed`] what changed for those who follow, [`alike`] which organisations may be
//! one. Pure: records come in, values go out; the database is not asked here.
//! Field names are the nouns of the glossary; days are ISO 8601, vague ones EDTF beside the words.

pub mod alike;
pub mod change;
pub mod difference;
pub mod feed;
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
