//! What the first pages of papers of States say: where the asks of all of them are made to one.

use super::Section;

/// Phrases of papers that hold asks made to a State.
#[derive(Debug, Clone)]
pub(crate) struct Papers {
    of_states: Vec<String>,
    long_names: Vec<String>,
    titles: Vec<String>,
}

impl Papers {
    pub(super) fn of(section: &Section) -> Self {
        let with_space = |words: &String| format!("{words} ");
        Self {
            of_states: section.state_papers.clone(),
            long_names: section.state_long_names.iter().map(with_space).collect(),
            titles: section.state_paper_titles.clone(),
        }
    }

    /// Whether a text speaks as only papers do that hold asks made to a State.
    pub(crate) fn are_of_states(&self, text: &str) -> bool {
        let holds = |words: &String| memchr::memmem::find(text.as_bytes(), words.as_bytes());
        self.of_states.iter().any(|words| holds(words).is_some())
    }

    /// The short name of a State in its long one: "Cardania" of "the Republic of Cardania".
    pub(crate) fn short_name<'t>(&self, line: &'t str) -> Option<&'t str> {
        let bare = line.strip_prefix("the ").or(line.strip_prefix("The "));
        let bare = bare.unwrap_or(line);
        self.long_names
            .iter()
            .find_map(|long| bare.strip_prefix(long.as_str()))
    }

    /// Whether a line is a title that such papers print, and no name of a State.
    pub(crate) fn is_title(&self, line: &str) -> bool {
        self.titles
            .iter()
            .any(|title| title.eq_ignore_ascii_case(line))
    }
}
