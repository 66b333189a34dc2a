//! One thing that is wrong, where, and how to mend it.
//!
//! Not a severity scale: a finding either fails the test or has a line in `exceptions.toml`.

use std::fmt;

/// One breach of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the root of the project.
    pub path: String,
    /// The line, counted from 1; 0 when the whole file is meant.
    pub line: usize,
    /// The function, constant or word that it is about, where there is one.
    pub item: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub mend: &'static str,
}

impl Finding {
    /// Says that something is wrong at a line of a file.
    pub(crate) fn at(path: &str, line: usize, what: impl Into<String>, mend: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            line,
            item: None,
            what: what.into(),
            mend,
        }
    }

    /// Names what it is about, so that an exception can be made for that alone.
    pub(crate) fn about(mut self, item: &str) -> Self {
        self.item = Some(item.to_owned());
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}\n    mend: {}", self.what, self.mend)
    }
}
