//! The phrases that give things away, as data: `cues/general.toml`, and a section per scheme.

use serde::Deserialize;

/// The phrases that the reader goes by.
#[derive(Debug, Clone)]
pub struct Cues {
    sections: Vec<Section>,
}

/// A section of cues, as it stands under `[reading]` in a scheme's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Section {
    /// Phrases that open an ask; `{body}` stands for a name ("{body} recommends that").
    pub ask_openings: Vec<String>,
}

/// Why a section of cues cannot be used; names the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the reading section cannot be used: {0}")]
pub struct CueError(String);

impl Section {
    /// Reads a section from the lines of TOML that stand under `[reading]`.
    ///
    /// # Errors
    ///
    /// [`CueError`] with the line, for what is not TOML and for keys that are not known.
    pub fn from_toml(text: &str) -> Result<Self, CueError> {
        toml::from_str(text).map_err(|error| CueError(error.to_string()))
    }
}

impl Cues {
    /// The general cues, for any body's documents in English.
    #[must_use]
    pub fn general() -> Self {
        Self {
            sections: Vec::new(),
        }
    }

    /// The same with a scheme's own added.
    #[must_use]
    pub fn with(&self, section: &Section) -> Self {
        let mut sections = self.sections.clone();
        sections.push(section.clone());
        Self { sections }
    }
}

impl Default for Cues {
    fn default() -> Self {
        Self::general()
    }
}
