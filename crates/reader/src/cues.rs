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

use std::sync::{Arc, OnceLock};

use heeded_domain::vocabulary::Disposition;

pub use section::{CueError, Section};

use crate::recognise::lexicon::Lexicon;

use labels::Labels;
use papers::Papers;
use phrases::Phrases;

/// The phrases that the reader goes by; a copy shares them.
#[derive(Debug, Clone)]
pub struct Cues {
    sections: Arc<[Section]>,
    decisions: Arc<Lexicon<Option<Disposition>>>,
    /// In bytes.
    longest_decision: usize,
    pub(crate) labels: Arc<Labels>,
    pub(crate) papers: Arc<Papers>,
    pub(crate) phrases: Arc<Phrases>,
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
        let mut sections = self.sections.to_vec();
        sections.push(section.clone());
        Self::of(sections)
    }

    fn of(sections: Vec<Section>) -> Self {
        let sections = sections.into_iter().map(Section::written_out);
        let sections: Arc<[Section]> = sections.collect();
        let whole = Section::joined(&sections);
        let phrases = whole.decisions.values().flatten();
        Self {
            decisions: decisions(&sections).into(),
            longest_decision: phrases.map(String::len).max().unwrap_or_default(),
            labels: Labels::of(&whole).into(),
            papers: Papers::of(&whole).into(),
            phrases: Phrases::of(&whole).into(),
            sections: Arc::clone(&sections),
        }
    }

    /// The decision that words say by themselves ("Accepted in part").
    pub(crate) fn decision(&self, words: &str) -> Option<Disposition> {
        let words = words.trim().trim_end_matches('.');
        // Most words are sentences, and longer than any decision by itself.
        if words.len() > self.longest_decision {
            return None;
        }
        self.decisions.exactly(words).copied().flatten()
    }
}

/// What each decision of some sections means; of two with the same words the first counts.
fn decisions(sections: &[Section]) -> Lexicon<Option<Disposition>> {
    let mut all: Lexicon<Option<Disposition>> = Lexicon::default();
    for (code, phrases) in sections.iter().flat_map(|section| &section.decisions) {
        // Words are compared in small letters, so that no other phrase can be meant.
        let phrases = phrases
            .iter()
            .filter(|phrase| phrase.to_ascii_lowercase() == **phrase);
        for phrase in phrases {
            let known = all.of(phrase);
            *known = known.or(Disposition::from_code(code));
        }
    }
    all
}

impl Default for Cues {
    fn default() -> Self {
        Self::general()
    }
}
