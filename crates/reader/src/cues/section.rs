//! A section of cues as it stands in a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use heeded_domain::vocabulary::Disposition;
use serde::Deserialize;

/// Why a section of cues cannot be used; names the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the reading section cannot be used: {0}")]
pub struct CueError(String);

/// Declares the lists of a section once: the keys, their documentation, and how two are joined.
macro_rules! section {
    ($($(#[$doc:meta])* $key:ident,)+) => {
        /// A section of cues, as it stands under `[reading]` in a scheme's file. Every list is
        /// added to the general one; what each is for stands in `cues/general.toml`.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Section {
            $($(#[$doc])* pub $key: Vec<String>,)+
            /// Phrases that say what becomes of the ask, by the code of the disposition.
            pub dispositions: BTreeMap<String, Vec<String>>,
            /// Whole values that say it ("Accepted"), by the code of the disposition.
            pub decisions: BTreeMap<String, Vec<String>>,
        }

        impl Section {
            /// Every list with the key that a file gives it.
            pub(super) fn lists(&self) -> Vec<(String, &[String])> {
                let mut lists = vec![$((stringify!($key).to_owned(), self.$key.as_slice()),)+];
                let of_asks = ("dispositions", &self.dispositions);
                for (key, by_code) in [of_asks, ("decisions", &self.decisions)] {
                    for (code, phrases) in by_code {
                        lists.push((format!("{key}.{code}"), phrases.as_slice()));
                    }
                }
                lists
            }

            fn lists_mut(&mut self) -> Vec<&mut Vec<String>> {
                let mut lists = vec![$(&mut self.$key,)+];
                lists.extend(self.dispositions.values_mut());
                lists.extend(self.decisions.values_mut());
                lists
            }

            fn add(&mut self, other: &Self) {
                $(self.$key.extend(other.$key.iter().cloned());)+
                add_all(&mut self.dispositions, &other.dispositions);
                add_all(&mut self.decisions, &other.decisions);
            }
        }
    };
}

section! {
    /// Phrases of a finished deed.
    already_done,
    /// Nouns of those who can be told to act.
    agents,
    /// What stands in front of the last day for an answer.
    answer_by,
    /// How a sentence begins that answers.
    answer_openings,
    /// Headings over planned actions.
    action_headings,
    /// Labels of those who are asked.
    addressee_labels,
    /// Labels of what is beside the point: themes, file numbers.
    aside_labels,
    /// Labels of the one under review.
    reviewed_labels,
    /// Verbs with which a document tells of its ask.
    told_verbs,
    /// Headings over what became of an ask.
    update_labels,
    /// Headings of a column of recommendations that are no label elsewhere.
    ask_columns,
    /// Labels of a recommendation.
    ask_labels,
    /// Headings over a list of recommendations.
    ask_list_headings,
    /// How an ask opens.
    ask_openings,
    /// Verbs that follow the name of the body asked.
    ask_verbs,
    /// Verbs with which asks open, and which are nouns elsewhere.
    opening_verbs,
    /// What joins a collaborator.
    collaboration,
    /// Labels of additional comments.
    comment_labels,
    /// Labels of a concern.
    concern_labels,
    /// Headings of the box with the concerns.
    concern_box_headings,
    /// Lines over a list of concerns.
    concern_list_headings,
    /// How the words open that stand in every such box.
    concern_preambles,
    /// Words that make a promise conditional.
    conditions,
    /// Verbs that promise to think about it.
    considering,
    /// Words that tell a deed as done.
    deeds,
    /// Labels of dependencies.
    dependency_labels,
    /// Labels of the decision about a recommendation.
    disposition_labels,
    /// Labels of a due date.
    due_labels,
    /// Labels of who responds.
    from_labels,
    /// Labels of who leads an action.
    lead_labels,
    /// Words that point at a link.
    lost_links,
    /// Phrases that say that there is no answer.
    no_answers,
    /// Words in the place of a name in a label that name nobody.
    no_bodies,
    /// Labels of a safety observation.
    observation_labels,
    /// Words that oblige whoever stands before them.
    obligations,
    /// Words of a promise.
    promises,
    /// How a sentence opens asks in prose.
    prose_openings,
    /// How a sentence reports an answer.
    reply_reports,
    /// Labels of a learning prompt.
    prompt_labels,
    /// How a sentence of purpose opens.
    purpose_openings,
    /// Phrases that refer to the answer to another ask.
    referrals,
    /// Labels of the day of receipt.
    receipt_labels,
    /// Lines over the list of those whom a report is sent to.
    recipient_labels,
    /// Labels of a reference.
    reference_labels,
    /// Words of a refusal.
    refusals,
    /// Labels and headings of a response.
    response_labels,
    /// Labels of a safety action.
    safety_action_labels,
    /// Labels of the day that a response bears.
    stated_labels,
    /// What stands before a State's short name in its long one.
    state_long_names,
    /// Titles on the first page of papers of States that name no State.
    state_paper_titles,
    /// What only papers say that hold asks made to a State.
    state_papers,
    /// Words that offer something else.
    substitutes,
    /// Words of a date that is not settled.
    to_be_confirmed,
    /// Words that tell something as new, without saying of when it is.
    told_as_new,
    /// Words of something begun.
    under_way,
}

fn add_all(to: &mut BTreeMap<String, Vec<String>>, from: &BTreeMap<String, Vec<String>>) {
    for (code, phrases) in from {
        to.entry(code.clone())
            .or_default()
            .extend(phrases.iter().cloned());
    }
}

/// The general cues as a file.
const GENERAL: &str = include_str!("../../cues/general.toml");

impl Section {
    /// Reads a section from the lines of TOML that stand under `[reading]`.
    ///
    /// # Errors
    ///
    /// [`CueError`] with the line, for what is not TOML, for keys that are not known, and for
    /// dispositions that do not exist.
    pub fn from_toml(text: &str) -> Result<Self, CueError> {
        let section: Self = toml::from_str(text).map_err(|error| CueError(error.to_string()))?;
        section.check()?;
        Ok(section)
    }

    /// Whether its dispositions exist; for a section that was read as part of a larger file.
    ///
    /// # Errors
    ///
    /// [`CueError`] that names the disposition.
    pub fn check(&self) -> Result<(), CueError> {
        for (key, phrases) in self.lists() {
            let many = |phrase: &&String| count(phrase) > WRITTEN_OUT_ENTRIES_MAX;
            if let Some(phrase) = phrases.iter().find(many) {
                return Err(CueError(format!(
                    "{key}: “{phrase}” stands for more than {WRITTEN_OUT_ENTRIES_MAX} phrases; \
                     write it as several"
                )));
            }
        }
        let codes = self.dispositions.keys().chain(self.decisions.keys());
        for code in codes {
            if Disposition::from_code(code).is_none() {
                let known: Vec<&str> = Disposition::ALL.iter().map(|one| one.code()).collect();
                let known = known.join(", ");
                return Err(CueError(format!(
                    "no disposition is called {code}; there are {known}"
                )));
            }
        }
        Ok(())
    }

    /// The cues that hold for any body. They are made at every start, and checked by a test alone.
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program, and a test reads it"
    )]
    pub(super) fn general() -> Self {
        toml::from_str(GENERAL).expect("general.toml is well formed")
    }

    /// The same with every phrase written out: "{is|are} due" is "is due" and "are due".
    pub(super) fn written_out(mut self) -> Self {
        for list in self.lists_mut() {
            if list.iter().any(|phrase| alternatives(phrase).is_some()) {
                let mut all = Vec::with_capacity(list.len());
                for phrase in &*list {
                    write_out(&mut String::new(), phrase, &mut all);
                }
                *list = all;
            }
        }
        self
    }

    pub(super) fn joined(sections: &[Self]) -> Cow<'_, Self> {
        let (first, more) = match sections {
            [] => return Cow::Owned(Self::default()),
            [only] => return Cow::Borrowed(only),
            [first, more @ ..] => (first, more),
        };
        let mut whole = first.clone();
        for section in more {
            whole.add(section);
        }
        Cow::Owned(whole)
    }
}

/// One phrase with alternatives stands for at most so many phrases: a slip of the pen could make
/// millions.
const WRITTEN_OUT_ENTRIES_MAX: usize = 4_096;

/// The first of the alternatives in a phrase, with what stands before and behind: "{is|are} due".
/// `{body}` has none.
fn alternatives(phrase: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + memchr::memchr(b'{', phrase.as_bytes().get(from..)?)?;
        let close = open + memchr::memchr(b'}', phrase.as_bytes().get(open..)?)?;
        let inside = phrase.get(open + 1..close)?;
        if inside.contains('|') {
            return Some((phrase.get(..open)?, inside, phrase.get(close + 1..)?));
        }
        from = close + 1;
    }
}

/// How many phrases one with alternatives stands for.
fn count(phrase: &str) -> usize {
    let mut rest = phrase;
    let mut all: usize = 1;
    while let Some((_, inside, behind)) = alternatives(rest) {
        all = all.saturating_mul(inside.split('|').count());
        rest = behind;
    }
    all
}

/// Adds every phrase that one with alternatives stands for, with single spaces; what stands before
/// is written out already.
fn write_out(before: &mut String, phrase: &str, all: &mut Vec<String>) {
    let length = before.len();
    if let Some((more, inside, behind)) = alternatives(phrase) {
        before.push_str(more);
        let start = before.len();
        for word in inside.split('|') {
            before.push_str(word);
            write_out(before, behind, all);
            before.truncate(start);
        }
    } else {
        before.push_str(phrase);
        let mut single = String::with_capacity(before.len());
        for word in before.split_whitespace() {
            if !single.is_empty() {
                single.push(' ');
            }
            single.push_str(word);
        }
        all.push(single);
    }
    before.truncate(length);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_out(phrase: &str) -> Vec<String> {
        let mut all = Vec::new();
        write_out(&mut String::new(), phrase, &mut all);
        all
    }

    #[test]
    fn alternatives_are_written_out() {
        assert_eq!(
            written_out("{is|are} {now |}due {to|by}"),
            [
                "is now due to",
                "is now due by",
                "is due to",
                "is due by",
                "are now due to",
                "are now due by",
                "are due to",
                "are due by",
            ]
        );
        assert_eq!(written_out("{body} accepts"), ["{body} accepts"]);
        assert_eq!(
            written_out("{body} {will|shall}"),
            ["{body} will", "{body} shall"]
        );
        assert_eq!(written_out("a {|"), ["a {|"]);
    }

    #[test]
    fn a_phrase_that_stands_for_too_many_is_refused() {
        let twelve = "{a|b} ".repeat(13);
        let error = Section::from_toml(&format!("promises = [\"{twelve}\"]")).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("promises") && message.contains("4096"),
            "{message}"
        );
    }

    #[test]
    fn the_general_cues_are_well_formed() {
        let general = Section::from_toml(GENERAL).unwrap();
        assert_eq!(general, Section::general());
        assert!(!general.ask_openings.is_empty());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = Section::from_toml("promises = [\"will\"]\npromisses = []").unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("line 2") && message.contains("promisses"),
            "{message}"
        );
    }

    #[test]
    fn an_unknown_disposition_is_refused() {
        let error = Section::from_toml("[decisions]\nmaybe = [\"maybe\"]").unwrap_err();
        assert!(error.to_string().contains("maybe"));
    }
}
