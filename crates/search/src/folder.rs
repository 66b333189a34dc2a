//! Where an index lives: a folder with a stamp, or memory.
//!
//! The stamp says which tantivy and which version of our documents made it. An index with another
//! stamp, or one that cannot be opened, is not repaired: it is deleted and made anew.

use crate::SearchError;
use crate::fields::{self, Fields};
use crate::similar::Kept;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::Index;

/// The stamp's file in the folder.
const STAMP: &str = "heeded-stamp";

/// Where an index is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder of its own, which may be deleted at any time.
    Folder(PathBuf),
    /// In memory.
    Memory,
}

/// An opened index.
pub(crate) struct Opened {
    pub(crate) index: Index,
    pub(crate) fields: Fields,
    /// Suggestions that were worked out ahead.
    pub(crate) kept: Kept,
}

impl Place {
    /// Opens the index; makes an empty one where there is none of ours.
    pub(crate) fn open(&self) -> Result<Opened, SearchError> {
        let (schema, fields) = fields::schema();
        let mut index = match self {
            Self::Memory => Index::create_in_ram(schema),
            Self::Folder(folder) => match opened(folder) {
                Some(index) => index,
                None => return self.made_anew(),
            },
        };
        index.set_tokenizers(fields::analysers());
        let kept = self.kept()?;
        Ok(Opened {
            index,
            fields,
            kept,
        })
    }

    /// Makes an empty index, whatever was there.
    pub(crate) fn made_anew(&self) -> Result<Opened, SearchError> {
        let (schema, fields) = fields::schema();
        let mut index = match self {
            Self::Memory => Index::create_in_ram(schema),
            Self::Folder(folder) => {
                if folder.exists() {
                    fs::remove_dir_all(folder)?;
                }
                fs::create_dir_all(folder)?;
                let index = Index::create_in_dir(folder, schema)?;
                // Last: a folder without it is made anew.
                fs::write(folder.join(STAMP), stamp())?;
                index
            }
        };
        index.set_tokenizers(fields::analysers());
        let kept = self.kept()?;
        Ok(Opened {
            index,
            fields,
            kept,
        })
    }

    fn kept(&self) -> Result<Kept, SearchError> {
        match self {
            Self::Memory => Ok(Kept::in_memory()),
            Self::Folder(folder) => Kept::in_folder(folder),
        }
    }

    /// Whether the folder has gone, or been replaced by another.
    pub(crate) fn is_gone(&self) -> bool {
        match self {
            Self::Memory => false,
            Self::Folder(folder) => !folder.join(STAMP).exists(),
        }
    }
}

fn opened(folder: &Path) -> Option<Index> {
    if fs::read_to_string(folder.join(STAMP)).ok()? != stamp() {
        return None;
    }
    Index::open_in_dir(folder).ok()
}

fn stamp() -> String {
    format!(
        "{}, documents of version {}\n",
        tantivy::version_string(),
        fields::VERSION
    )
}
