//! Names of organisations: those handed in, and those that the document itself explains.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::words;

/// An organisation that is known: its name, its abbreviation, what else it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The name in full.
    pub name: String,
    /// Its usual abbreviation.
    pub abbreviation: Option<String>,
    /// Former names, misspellings, other abbreviations.
    pub aliases: Vec<String>,
}

/// The organisations that are known, handed in by whoever keeps them. To make this takes time for
/// each name; made once it serves any number of documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    names: Vec<Name>,
    known: Arc<Known>,
}

/// Names as they are compared.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The key of an abbreviation, alias or name → the key of the full name.
    pub(super) full: HashMap<String, String>,
    /// Names and aliases, in that order.
    pub(super) forms: Vec<Form>,
}

/// A name or an alias.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) name: String,
    pub(super) key: String,
    /// Letters of the key.
    pub(super) letters: usize,
}

impl Form {
    fn of(name: &str) -> Self {
        let key = words::name_key(name);
        Self {
            name: name.to_owned(),
            letters: key.chars().count(),
            key,
        }
    }
}

impl Known {
    fn of(names: &[Name]) -> Self {
        let mut known = Self::default();
        for name in names {
            let key = words::name_key(&name.name);
            for alias in name.abbreviation.iter().chain(&name.aliases) {
                known.full.insert(words::name_key(alias), key.clone());
            }
            known.full.insert(key.clone(), key);
            let forms = std::iter::once(&name.name).chain(&name.aliases);
            known.forms.extend(forms.map(|form| Form::of(form)));
        }
        known
    }
}

static NONE: LazyLock<Names> = LazyLock::new(Names::default);

impl Names {
    /// These organisations.
    #[must_use]
    pub fn new(names: Vec<Name>) -> Self {
        let known = Arc::new(Known::of(&names));
        Self { names, known }
    }

    /// No organisation at all.
    #[must_use]
    pub fn none() -> &'static Self {
        &NONE
    }

    /// All of them, in the order given.
    #[must_use]
    pub fn all(&self) -> &[Name] {
        &self.names
    }

    /// All of them as they are compared.
    pub(super) fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known)
    }
}
