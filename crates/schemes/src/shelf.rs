//! The scheme files that a register works with: those that ship, and an operator's.

use crate::{SchemeFile, parse};
use heeded_domain::scheme::{SchemeId, Schemes};
use std::collections::BTreeMap;

/// The files that ship, by their path in the project; by alphabet.
const SHIPPED: &[(&str, &str)] = &[
    (
        "schemes/aaib.toml",
        include_str!("../../../schemes/aaib.toml"),
    ),
    (
        "schemes/hssib.toml",
        include_str!("../../../schemes/hssib.toml"),
    ),
    (
        "schemes/ntsb.toml",
        include_str!("../../../schemes/ntsb.toml"),
    ),
    (
        "schemes/pfd.toml",
        include_str!("../../../schemes/pfd.toml"),
    ),
    (
        "schemes/raib.toml",
        include_str!("../../../schemes/raib.toml"),
    ),
    (
        "schemes/taic.toml",
        include_str!("../../../schemes/taic.toml"),
    ),
    (
        "schemes/tsb-canada.toml",
        include_str!("../../../schemes/tsb-canada.toml"),
    ),
    (
        "schemes/uk-committee.toml",
        include_str!("../../../schemes/uk-committee.toml"),
    ),
    (
        "schemes/uk-inquiry.toml",
        include_str!("../../../schemes/uk-inquiry.toml"),
    ),
    (
        "schemes/upr.toml",
        include_str!("../../../schemes/upr.toml"),
    ),
];

/// The scheme files that a register works with, by short name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemeFiles(BTreeMap<SchemeId, SchemeFile>);

impl SchemeFiles {
    /// Those that ship with Heeded.
    #[must_use]
    pub fn shipped() -> Self {
        #[expect(
            clippy::expect_used,
            reason = "the files are compiled in, and a test reads each"
        )]
        let read =
            |(name, text): &(&str, &str)| parse(name, text).expect("a shipped file is right");
        SHIPPED.iter().map(read).collect()
    }

    /// Adds a file; gives back the one of the same short name that it replaces.
    pub fn add(&mut self, file: SchemeFile) -> Option<SchemeFile> {
        self.0.insert(file.scheme.id.clone(), file)
    }

    /// The file of this short name.
    #[must_use]
    pub fn get(&self, id: &SchemeId) -> Option<&SchemeFile> {
        self.0.get(id)
    }

    /// Every file, by short name.
    pub fn iter(&self) -> impl Iterator<Item = &SchemeFile> {
        self.0.values()
    }

    /// The rule books alone, as the domain takes them.
    #[must_use]
    pub fn schemes(&self) -> Schemes {
        self.iter().map(|file| file.scheme.clone()).collect()
    }
}

impl FromIterator<SchemeFile> for SchemeFiles {
    /// Of two files with one short name the later stands: an operator's replaces ours.
    fn from_iter<T: IntoIterator<Item = SchemeFile>>(files: T) -> Self {
        let keyed = files.into_iter().map(|file| (file.scheme.id.clone(), file));
        Self(keyed.collect())
    }
}
