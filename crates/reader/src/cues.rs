//! The phrases that give things away, as data: `cues/general.toml`, and a section per scheme.
//!
//! [`Section`] is the form of the file; `labels` and `phrases` are what it becomes, so that a text
//! is searched for all phrases at once. To teach the reader a new body's words, write a `[reading]`
//! section in that body's scheme file; no code changes.

mod composed;
pub(crate) mod fired;
mod inside;
pub(crate) mod labels;
pub(crate) mod papers;
pub(crate) mod phrases;
mod section;
mod verbs;

use std::sync::OnceLock;

use heeded_domain::vocabulary::Disposition;

pub use section::{CueError, Section};

use labels::Labels;
use papers::Papers;
use phrases::Phrases;

/// The phrases that the reader goes by.
#[derive(Debug, Clone)]
pub struct Cues {
    sections: Vec<Section>,
    /// In bytes.
    longest_decision: usize,
    pub(crate) labels: Labels,
    pub(crate) papers: Papers,
    pub(crate) phrases: Phrases,
}

static GENERAL: OnceLock<Cues> = OnceLock::new();

impl Cues {
    /// The general cues, for any body's documents in English.
    #[must_use]
    pub fn general() -> Self {
        GENERAL
            .get_or_init(|| Self::of(vec![Section::general()]))
            .clone()
    }

    /// The same with a scheme's own added.
    #[must_use]
    pub fn with(&self, section: &Section) -> Self {
        let mut sections = self.sections.clone();
        sections.push(section.clone());
        Self::of(sections)
    }

    fn of(sections: Vec<Section>) -> Self {
        let sections = sections.into_iter().map(Section::written_out);
        let sections: Vec<Section> = sections.collect();
        let whole = Section::joined(&sections);
        let decisions = whole.decisions.values().flatten();
        Self {
            longest_decision: decisions.map(String::len).max().unwrap_or_default(),
            labels: Labels::of(&whole),
            papers: Papers::of(&whole),
            phrases: Phrases::of(&whole),
            sections,
        }
    }

    /// The decision that words say by themselves ("Accepted in part").
    pub(crate) fn decision(&self, words: &str) -> Option<Disposition> {
        let words = words.trim().trim_end_matches('.');
        // Most words are sentences, and longer than any decision by itself.
        if words.len() > self.longest_decision {
            return None;
        }
        let words = words.to_ascii_lowercase();
        self.sections.iter().find_map(|section| {
            let (code, _) = section
                .decisions
                .iter()
                .find(|(_, phrases)| phrases.contains(&words))?;
            Disposition::from_code(code)
        })
    }
}

impl Default for Cues {
    fn default() -> Self {
        Self::general()
    }
}
