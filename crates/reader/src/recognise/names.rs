//! Names of organisations: those handed in, and those that the document itself explains.

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

/// The organisations that are known, handed in by whoever keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    names: Vec<Name>,
}

static NONE: Names = Names { names: Vec::new() };

impl Names {
    /// These organisations.
    #[must_use]
    pub fn new(names: Vec<Name>) -> Self {
        Self { names }
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
}
