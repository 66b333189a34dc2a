//! What the first pages of papers of States say: where the asks of all of them are made to one.

use std::ops::Range;

use memchr::memmem::Finder;

use super::Section;
use crate::recognise::words;

/// Phrases of papers that hold asks made to a State.
#[derive(Debug, Clone)]
pub(crate) struct Papers {
    /// Ready to look for, since every document is searched for each.
    of_states: Vec<Finder<'static>>,
    long_names: Vec<String>,
    titles: Vec<String>,
}

impl Papers {
    pub(super) fn of(section: &Section) -> Self {
        let with_space = |words: &String| format!("{words} ");
        let finder = |words: &String| Finder::new(words).into_owned();
        Self {
            of_states: section.state_papers.iter().map(finder).collect(),
            long_names: section.state_long_names.iter().map(with_space).collect(),
            titles: section.state_paper_titles.clone(),
        }
    }

    /// Whether a text speaks as only papers do that hold asks made to a State.
    pub(crate) fn are_of_states(&self, text: &str) -> bool {
        let mut words = self.of_states.iter();
        words.any(|words| words.find(text.as_bytes()).is_some())
    }

    /// The short name of a State in its long one: "Cardania" of "the Republic of Cardania".
    pub(crate) fn short_name<'t>(&self, line: &'t str) -> Option<&'t str> {
        let bare = words::without_article(line);
        // Titles may be large: "REPUBLIC OF CARDANIA".
        self.long_names.iter().find_map(|long| {
            let (own, short) = bare.split_at_checked(long.len())?;
            own.eq_ignore_ascii_case(long).then_some(short)
        })
    }

    /// Where a sentence has the short name of a State, behind what makes it long.
    pub(crate) fn named_in(&self, sentence: &str) -> Option<Range<usize>> {
        let start = self.long_names.iter().find_map(|long| {
            let at = sentence.find(long.as_str())?;
            // "Democratic Republic of": no State is called by what follows.
            let before = sentence.get(..at)?.trim_end().rsplit(' ').next()?;
            let longer = words::is_capital(before) && !words::opens_with_article(before);
            (!longer).then_some(at + long.len())
        })?;
        let name = sentence.get(start..)?.split(' ');
        let capitals = name.take_while(|word| words::is_capital(word));
        let length: usize = capitals.map(|word| word.len() + 1).sum();
        let end = start + length.checked_sub(1)?;
        let name = sentence
            .get(start..end)?
            .trim_end_matches([',', '.', ';', ':']);
        Some(start..start + name.len())
    }

    /// Whether a line is a title that such papers print, and no name of a State.
    pub(crate) fn is_title(&self, line: &str) -> bool {
        self.titles
            .iter()
            .any(|title| title.eq_ignore_ascii_case(line))
    }
}
