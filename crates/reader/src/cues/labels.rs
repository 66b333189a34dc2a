//! Labels and openings: phrases that count only at the beginning of a line or of a sentence.

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::inside::Inside;
mod headings;

use super::{Section, composed, verbs};
use crate::recognise::bodies;
use crate::recognise::lexicon::Lexicon;
use crate::recognise::places::Places;
use crate::recognise::words::{self, Word, WordSet};

/// What a label says of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// The words of an ask.
    Ask(AskKind),
    /// A list of asks.
    AskList,
    /// The box that holds concerns, of a form.
    ConcernBox,
    /// A list of concerns.
    ConcernList,
    /// What every box of concerns says first.
    ConcernPreamble,
    /// A list of those whom the report is sent to.
    Recipients,
    Reference,
    Addressee,
    Response,
    From,
    Received,
    Stated,
    Disposition,
    Actions,
    Lead,
    Dependency,
    Comment,
    Due,
    /// What is beside the point: a theme, the number of an inquiry.
    Aside,
    /// The one under review, whom every ask is made to.
    Reviewed,
    /// What became of an ask; a heading by itself, never the first words of a sentence.
    Update,
}

/// A label found at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) label: Label,
    /// Where the label ends.
    pub(crate) end: usize,
    /// The name in it ("Response from the Harbour Board").
    pub(crate) body: Option<Range<usize>>,
}

/// The heading of a column or row has at most so many words.
const LONGEST_HEADING_WORDS: usize = 6;
/// How many words a name may have.
const LONGEST_NAME_WORDS: usize = 14;

/// A phrase as its words are compared.
#[derive(Debug, Clone)]
struct Parts {
    all: Vec<String>,
    /// Which of them stands for a name.
    slot: Option<usize>,
}

impl Parts {
    fn of(phrase: &str) -> Self {
        let part = |word: &str| match word.contains("{body}") {
            true => word.to_owned(),
            false => words::key(word),
        };
        let all: Vec<String> = phrase.split_whitespace().map(part).collect();
        let slot = all.iter().position(|part| part.contains("{body}"));
        Self { all, slot }
    }
}

/// A phrase, and what it says.
type Phrase<T> = (Parts, T);

/// Phrases by their first word, or by what stands behind the name with which they begin.
#[derive(Debug, Clone)]
struct Table<T> {
    by_first: Lexicon<Vec<Phrase<T>>>,
    /// Those that begin with a name.
    named: Vec<Phrase<T>>,
    /// Which of them have this word behind the name.
    by_second: Lexicon<Vec<usize>>,
    /// Which of them are only a name.
    bare: Vec<usize>,
}

impl<T: Copy> Table<T> {
    fn new() -> Self {
        Self {
            by_first: Lexicon::default(),
            named: Vec::new(),
            by_second: Lexicon::default(),
            bare: Vec::new(),
        }
    }

    fn add(&mut self, phrases: &[String], value: T) {
        for phrase in phrases {
            let parts = Parts::of(phrase);
            let Some(first) = parts.all.first() else {
                continue;
            };
            if parts.slot == Some(0) {
                let places = match parts.all.get(1) {
                    Some(second) => self.by_second.of(second),
                    None => &mut self.bare,
                };
                places.push(self.named.len());
                self.named.push((parts, value));
            } else {
                self.by_first.of(first).push((parts.clone(), value));
            }
        }
    }

    /// The longest phrase that the words begin with: where it ends and the name in it.
    fn find(&self, text: &str) -> Option<(T, usize, Option<Range<usize>>)> {
        let mut all = words::of_line(text);
        let first = all.next()?;
        let plain = self.by_first.get(first.text(text));
        let named = self.named_in(text);
        // Most texts are not cut any further: no phrase begins as they do.
        if plain.is_none() && named.is_empty() {
            return None;
        }
        let second = all.next();
        let second_text = second.map_or("", |word| word.text(text));
        let plain = plain.into_iter().flatten().filter_map(|(parts, value)| {
            // The first word is that of the phrase already; of the many phrases that begin with
            // "recommendation" most go on otherwise.
            let found = match (parts.slot, parts.all.as_slice()) {
                (None, [_]) => (first.end, None),
                (None | Some(2..), [_, next, more @ ..]) => {
                    let second = second.filter(|_| words::has_key(second_text, next))?;
                    match parts.slot {
                        Some(_) => matches(text, parts)?,
                        None => (follow(text, second.end, all.clone(), more)?, None),
                    }
                }
                _ => matches(text, parts)?,
            };
            Some((parts, value, found))
        });
        let named = named.into_iter().filter_map(|at| {
            let (parts, value) = self.named.get(at)?;
            Some((parts, value, matches(text, parts)?))
        });
        plain
            .chain(named)
            .max_by_key(|(parts, _, (end, _))| (*end, parts.all.len()))
            .map(|(_, value, (end, body))| (*value, end, body))
    }

    /// The phrases, in their order, that can begin with the name at the head of a text: the words
    /// behind the name stand in the text, behind words of which all but the last stand in names.
    fn named_in(&self, text: &str) -> Vec<usize> {
        let mut places = self.bare.clone();
        let has_named = !self.named.is_empty();
        let may_name = || words::looks_like_name(text) || words::opens_with_article(text);
        let reach = match has_named && may_name() {
            true => LONGEST_NAME_WORDS + 1,
            false => 0,
        };
        let mut goes_on = true;
        let mut line = words::of_line(text);
        for at in 0..reach {
            let Some(place) = line.next() else { break };
            let word = place.text(text);
            let bare = words::trimmed(word);
            if at > 0
                && !bare.is_empty()
                && let Some(more) = self.by_second.exactly(&words::lowered(bare))
            {
                let stands = |at: &&usize| {
                    let parts = self.named.get(**at).map(|(parts, _)| parts.all.as_slice());
                    let behind = parts.and_then(|parts| parts.get(2..)).unwrap_or_default();
                    follow(text, place.end, line.clone(), behind).is_some()
                };
                places.extend(more.iter().filter(stands));
            }
            if !goes_on {
                break;
            }
            goes_on = is_in_name(word) || bodies::is_unnamed_noun(word);
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Where a phrase ends that a text begins with.
pub(super) fn end_of(phrase: &str, text: &str) -> Option<usize> {
    matches(text, &Parts::of(phrase)).map(|(end, _)| end)
}

/// Whether a line begins with a phrase; a name in it takes as few words as possible.
fn matches(text: &str, parts: &Parts) -> Option<(usize, Option<Range<usize>>)> {
    let mut line = words::of_line(text);
    let Some(slot) = parts.slot else {
        let last = follow(text, 0, line, &parts.all)?;
        return Some((last, None));
    };
    let (before, rest) = parts.all.split_at_checked(slot)?;
    let (slot, after) = rest.split_first()?;
    let possessive = slot.ends_with("'s");
    follow(text, 0, line.by_ref(), before)?;
    let mut behind = line;
    if after.is_empty() {
        let name = words::name_of(text, behind)?;
        return Some((name.end, Some(name)));
    }
    let start = behind.clone().next()?.start;
    for _ in 0..LONGEST_NAME_WORDS {
        let last = behind.next()?;
        let owns = !possessive || last.is_possessive(text);
        if owns && let Some(end) = follow(text, last.end, behind.clone(), after) {
            let range = start..last.bare_end(text, possessive);
            let named = text.get(range.clone())?;
            // "Recommendation P-31-12 (Open—Acceptable Response)": no name holds half a note.
            let times = |sign: u8| named.bytes().filter(|byte| *byte == sign).count();
            let closed = times(b'(') == times(b')');
            // "H-31-14 Open—Acceptable Response": how an ask stands.
            let closed = closed && !named.holds("—");
            let whole = closed && words::looks_like_name(named) && is_all_name(named);
            // "The department's response": whose it is stands elsewhere.
            let unnamed = || possessive && bodies::is_unnamed(named);
            return (whole || unnamed()).then_some((end, whole.then_some(range)));
        }
        // With such a word in it, nothing longer is a name.
        if owns && last.ends_sentence(text) || !is_in_name(last.text(text)) {
            return None;
        }
    }
    None
}

/// Whether every word of a name can stand in one: "Tide Board that wards" is none.
fn is_all_name(name: &str) -> bool {
    name.split_whitespace().all(is_in_name)
}

fn is_in_name(word: &str) -> bool {
    const SMALL: WordSet = WordSet::of(&[
        "all",
        "and",
        "at",
        "authority",
        "board",
        "council",
        "department",
        "for",
        "government",
        "in",
        "its",
        "ministry",
        "of",
        "on",
        "our",
        "the",
        "to",
        "trust",
    ]);
    let small = || {
        let bare = words::trimmed(word);
        let owner = ["'s", "’s"]
            .iter()
            .find_map(|ending| bare.strip_suffix(ending));
        SMALL.has(owner.unwrap_or(bare))
    };
    words::is_capital(word) || word.starts_with('&') || small()
}

/// The end of the parts of a phrase, if the words begin with them; where the words before them end
/// if there are none.
fn follow(
    text: &str,
    before: usize,
    mut text_words: impl Iterator<Item = Word>,
    parts: &[String],
) -> Option<usize> {
    let mut end = before;
    for part in parts {
        let word = text_words.next()?;
        if !word.is(text, part) {
            return None;
        }
        end = word.end;
    }
    Some(end)
}

fn openings(phrases: &[String]) -> Table<()> {
    let mut table = Table::new();
    table.add(phrases, ());
    table
}

fn keys(all: &[String]) -> Lexicon<()> {
    let mut keys = Lexicon::default();
    for word in all {
        *keys.of(&words::key(word)) = ();
    }
    keys
}

/// Every label and opening.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    labels: Table<Label>,
    boxes: Table<()>,
    asks: Table<()>,
    answers: Table<()>,
    purposes: Table<()>,
    obligations: Table<()>,
    told: Inside,
    prose: Inside,
    columns: Vec<String>,
    replies: Inside,
    nobody: Lexicon<()>,
    verbs: Lexicon<()>,
    openings_of_asks: Lexicon<()>,
    agents: Lexicon<()>,
}

impl Labels {
    pub(super) fn of(section: &Section) -> Self {
        let mut labels = Table::new();
        let kinds = [
            (
                &section.ask_labels,
                Label::Ask(AskKind::SafetyRecommendation),
            ),
            (
                &section.observation_labels,
                Label::Ask(AskKind::SafetyObservation),
            ),
            (
                &section.safety_action_labels,
                Label::Ask(AskKind::SafetyAction),
            ),
            (&section.prompt_labels, Label::Ask(AskKind::LearningPrompt)),
            (&section.concern_labels, Label::Ask(AskKind::Concern)),
            (&section.ask_list_headings, Label::AskList),
            (&section.concern_box_headings, Label::ConcernBox),
            (&section.concern_list_headings, Label::ConcernList),
            (&section.concern_preambles, Label::ConcernPreamble),
            (&section.recipient_labels, Label::Recipients),
            (&section.reference_labels, Label::Reference),
            (&section.addressee_labels, Label::Addressee),
            (&section.response_labels, Label::Response),
            (&section.from_labels, Label::From),
            (&section.receipt_labels, Label::Received),
            (&section.stated_labels, Label::Stated),
            (&section.disposition_labels, Label::Disposition),
            (&section.action_headings, Label::Actions),
            (&section.lead_labels, Label::Lead),
            (&section.dependency_labels, Label::Dependency),
            (&section.comment_labels, Label::Comment),
            (&section.due_labels, Label::Due),
            (&section.aside_labels, Label::Aside),
            (&section.reviewed_labels, Label::Reviewed),
            (&section.update_labels, Label::Update),
        ];
        for (phrases, label) in kinds {
            labels.add(phrases, label);
        }
        Self {
            labels,
            boxes: openings(&section.concern_box_headings),
            asks: openings(&section.ask_openings),
            answers: openings(&section.answer_openings),
            purposes: openings(&section.purpose_openings),
            obligations: openings(&section.obligations),
            told: Inside::of(&section.told_verbs),
            columns: section.ask_columns.clone(),
            prose: Inside::of(&section.prose_openings),
            replies: Inside::of(&section.reply_reports),
            nobody: keys(&section.no_bodies),
            verbs: keys(&section.ask_verbs),
            openings_of_asks: keys(&section.opening_verbs),
            agents: keys(&section.agents),
        }
    }

    /// The label that a line begins with.
    pub(crate) fn label(&self, text: &str) -> Option<Found> {
        /// Before its colon a composed label is at most so long.
        const COMPOSED_BYTES_MAX: usize = 80;
        /// What ends no name.
        const OWN: &[&str] = &[" our", " their", " your"];
        let found = self.labels.find(text);
        let head = text.as_bytes();
        let head = head.get(..COMPOSED_BYTES_MAX).unwrap_or(head);
        let colon = memchr::memchr(b':', head);
        if let Some(end) = colon
            && found.as_ref().is_none_or(|(_, known, _)| *known < end)
            && let Some(label) = text.get(..end).and_then(composed::composed)
        {
            return Some(Found {
                label,
                end,
                body: None,
            });
        }
        let (label, end, body) = found?;
        // "Comments and our response" is of two.
        let of_own = |name: &str| OWN.iter().any(|own| name.ends_with(own));
        let named = |name: &Range<usize>| {
            let name = text.get(name.clone()).unwrap_or_default();
            self.nobody.get(name).is_none() && !of_own(name)
        };
        let body = body.filter(named);
        Some(Found { label, end, body })
    }

    /// The label that a line begins with, if it is that of the box of concerns.
    pub(crate) fn concern_box(&self, text: &str) -> Option<Found> {
        // Hardly a line begins so: the others are not compared with all labels.
        self.boxes.find(text)?;
        self.label(text)
            .filter(|found| found.label == Label::ConcernBox)
    }

    /// What a line by itself says of the words below it, by words in an order of its own: "What the
    /// review recommended", "Our answer".
    pub(crate) fn composed(&self, line: &str) -> Option<Found> {
        let bare = line.trim_end().trim_end_matches(':');
        let label = composed::heading(bare).filter(|_| bare.contains(' '))?;
        Some(Found {
            label,
            end: line.len(),
            body: None,
        })
    }

    /// Where the opening of an ask ends, and who asks.
    pub(crate) fn ask_opening(&self, text: &str) -> Option<(usize, Option<Range<usize>>)> {
        self.asks.find(text).map(|(_, end, body)| (end, body))
    }

    /// Whether words begin as answers do.
    pub(crate) fn opens_answer(&self, text: &str) -> bool {
        self.answers.find(text).is_some()
    }

    /// Whether a sentence says what an ask is for.
    pub(crate) fn opens_purpose(&self, text: &str) -> bool {
        self.purposes.find(text).is_some()
    }

    /// Whether words oblige whoever stands before them ("should").
    pub(crate) fn obliges(&self, text: &str) -> bool {
        self.obligations.find(text).is_some()
    }

    /// Where the words end with which a sentence tells of an ask ("recommended that").
    pub(crate) fn told(&self, sentence: &str) -> Option<usize> {
        self.told.first_end(sentence)
    }

    /// Where the words end with which a sentence opens asks ("we also recommended that").
    pub(crate) fn prose_opening(&self, sentence: &str) -> Option<usize> {
        self.prose.first_end(sentence)
    }

    /// Whether a sentence reports an answer ("the Board concurred").
    pub(crate) fn reports_answer(&self, sentence: &str) -> bool {
        self.replies.first_end(sentence).is_some()
    }

    /// Whether words hold a noun of those who can be told to act.
    pub(crate) fn names_agent(&self, text: &str) -> bool {
        words::all_words(text).any(|word| self.agents.get(word.text(text)).is_some())
    }

    /// Whether words behind "should" begin with what only people do: "appoint", not "include".
    pub(crate) fn is_deed(&self, behind: &str) -> bool {
        const SMALL: WordSet = WordSet::of(&["also", "each", "now", "then", "therefore", "not"]);
        // "Should, with the support of the Board, guarantee"
        let aside = match behind.strip_prefix(", ") {
            Some(rest) => rest.split_once(", ").map_or(rest, |(_, behind)| behind),
            None => behind,
        };
        let mut all = words::all_words(aside).map(|word| words::trimmed(word.text(aside)));
        let verb = all.find(|word| !(SMALL.has(word) || stem(word, "ly").is_some()));
        verb.is_some_and(|verb| self.verbs.get(verb).is_some() && !verbs::VERBS_OF_THINGS.has(verb))
    }

    /// Whether words open with the verb of what to do: "Paint the pier", "Further strengthen its
    /// law"; "Review of piers" opens with a noun, "Further work is planned" too.
    pub(crate) fn opens_with_verb(&self, words: &str) -> bool {
        const SMALL: WordSet = WordSet::of(&["also", "better", "further", "more", "not", "now"]);
        // What tells of a noun behind "further".
        const TELLING: WordSet = WordSet::of(&[
            "are", "at", "by", "can", "for", "from", "had", "has", "have", "in", "is", "may", "of",
            "on", "should", "to", "was", "were", "will", "with", "would",
        ]);
        const WITH_OF: WordSet = WordSet::of(&["approve", "dispose"]);
        let mut all = words.split_whitespace();
        // Behind "further" a noun may stand; behind "fully" none does.
        let mut noun = false;
        let verb = all.find(|word| {
            let small = SMALL.has(word);
            noun |= small;
            !small && stem(word, "ly").is_none_or(str::is_empty)
        });
        let Some(verb) = verb.map(words::trimmed) else {
            return false;
        };
        let known = self.is_bare_verb(verb) || self.openings_of_asks.get(verb).is_some();
        let next = all.next().unwrap_or_default();
        let named = next == "of" && !WITH_OF.has(verb) || noun && TELLING.has(next);
        known && !named
    }

    /// Whether a word is a verb as it stands behind "should": "review", and not "reviews".
    pub(crate) fn is_bare_verb(&self, word: &str) -> bool {
        let known = |word: &str| self.verbs.get(word).is_some();
        let again = word.strip_prefix("re-");
        known(word) || again.is_some_and(known) || british(word).is_some_and(|word| known(&word))
    }

    /// Whether a word is a verb with which asks go on: "review", "reviews".
    pub(crate) fn is_ask_verb(&self, word: &str) -> bool {
        let word = words::lowered(words::trimmed(word));
        let known = |word: &str| self.verbs.exactly(word).is_some();
        let is_verb = |word: &str| known(word) || british(word).is_some_and(|word| known(&word));
        is_verb(&word)
            || word.strip_prefix("re-").is_some_and(is_verb)
            || stem(&word, "s").is_some_and(is_verb)
            || stem(&word, "es").is_some_and(is_verb)
            || stem(&word, "ies").is_some_and(|stem| is_verb(&format!("{stem}y")))
    }
}

/// "prioritise", of "prioritize": the spelling of the lists.
fn british(word: &str) -> Option<String> {
    [("ize", "ise"), ("yze", "yse")]
        .iter()
        .find_map(|(american, own)| stem(word, american).map(|stem| format!("{stem}{own}")))
}

/// A word without its ending of ASCII, small or capital; `None` where it ends otherwise.
fn stem<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let at = word.len().checked_sub(ending.len())?;
    let (stem, end) = word.split_at_checked(at)?;
    end.eq_ignore_ascii_case(ending).then_some(stem)
}
