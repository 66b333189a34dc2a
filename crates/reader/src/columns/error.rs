//! What is wrong with a column map, or with the table that it is laid over.

use crate::document::Unreadable;

/// Words less alike than this (0 to 1, by edits) are another word and no slip of the keyboard.
const ALIKE: f64 = 0.55;

/// Why a table could not be read by a map: what happened and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnError {
    /// The map itself is wrong.
    #[error("the column map {map}: {what}")]
    Map {
        /// What the map is called.
        map: String,
        /// What is wrong and how to mend it.
        what: String,
    },
    /// The map names a heading that the table has not.
    #[error("{document} has no column “{heading}”, which the map names. {mend}")]
    NoSuchHeading {
        /// The document's name.
        document: String,
        /// The heading.
        heading: String,
        /// The nearest one, or all there are.
        mend: String,
    },
    /// The document is no table with headings.
    #[error(
        "{document} is no table with headings in one of its first rows; column maps are for \
         spreadsheets and CSV. Read it without a map"
    )]
    NoTable {
        /// The document's name.
        document: String,
    },
    /// It is no document that can be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

impl ColumnError {
    pub(super) fn in_map(map: &str, what: impl Into<String>) -> Self {
        Self::Map {
            map: map.to_owned(),
            what: what.into(),
        }
    }

    pub(super) fn no_such_heading(document: &str, heading: &str, there: &[String]) -> Self {
        let known = there.iter().map(String::as_str);
        let mend = match nearest(heading, known.clone()) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => {
                let known: Vec<&str> = known.filter(|one| !one.is_empty()).collect();
                format!("Its columns are: {}.", known.join("; "))
            }
        };
        Self::NoSuchHeading {
            document: document.to_owned(),
            heading: heading.to_owned(),
            mend,
        }
    }
}

/// The word that somebody most likely meant.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let alike = |known: &str| strsim::normalized_damerau_levenshtein(&word, &known.to_lowercase());
    let best = known.map(|known| (alike(known), known));
    let best = best.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 >= ALIKE).then_some(best.1)
}
