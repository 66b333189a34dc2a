//! What became of each block of a document, and by which cues: for whoever teaches the reader a
//! new body's words, and for programs that show it.
//!
//! It reads the document as [`crate::read`] does and looks at the result from the other side: not
//! "where does this field come from" but "what came of these words".

use std::cell::RefCell;
use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use crate::cues::Cues;
use crate::cues::fired::Fired;
use crate::document::{Document, Unreadable};
use crate::draft::{Draft, Field, Passage, Sure};
use crate::of_source;
use crate::read::{self, Block, BlockKind};
use crate::reading::Reading;
use crate::recognise::likelihood;
use crate::recognise::sentences::sentences;

pub use crate::recognise::likelihood::WeighedTime;

/// A reading, and what became of each block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was read.
    pub reading: Reading,
    /// The blocks of the document, in its order. None is left out.
    pub blocks: Vec<ExplainedBlock>,
    /// The times in the prose of answers, as they were weighed.
    pub times: Vec<WeighedTime>,
}

/// A block, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedBlock {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub passage: Passage,
    /// For a cell: the heading of its column or row.
    pub column: Option<Passage>,
    /// The fields that were read from it, drafts in order.
    pub fields: Vec<FieldRead>,
    /// The cues that its words hold, in order; those of the heading of its column first.
    pub cues: Vec<CueFired>,
    /// Sentences that became no such field and smell of one.
    pub unread: Vec<Unread>,
}

/// What a block is, as far as its format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// A paragraph, or a line.
    Paragraph,
    /// Begins an item of a list.
    Item,
    /// Goes on with the item before it.
    ItemPart,
    /// Stands in a table, in the row of this number (counted over the document, from 0).
    Cell(usize),
}

/// A field that was read from a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRead {
    /// Which of [`Reading::drafts`], from 0.
    pub draft: usize,
    /// The field, as the JSON names it: `text`, `actions[2].due`.
    pub field: String,
    /// What gave it away.
    pub cue: String,
    /// How sure the reader is.
    pub sure: Sure,
}

/// A cue that stands in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueFired {
    /// The list it is in, as a file calls it: "ask_openings", "dispositions.accepted".
    pub key: String,
    /// The phrase, as it stands in the list.
    pub phrase: String,
    /// Whether the scheme's own section has it; else it is one of the general ones.
    pub is_own: bool,
    /// Its words in the document.
    pub words: String,
}

/// A sentence that was left unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What it may be.
    pub smell: Smell,
    /// Where it stands.
    pub passage: Passage,
}

/// What unread words smell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Smell {
    /// An ask: it obliges somebody, or tells of a recommendation.
    Ask,
    /// A promise: it says what will be done, and when.
    Promise,
}

/// Reads a document, and tells what became of each block of it.
///
/// # Errors
///
/// As [`crate::read`].
pub fn explain(document: &Document<'_>, cues: &Cues) -> Result<Explanation, Unreadable> {
    let source = read::source(document, cues)?;
    let blocks = source.blocks.clone();
    let times = RefCell::new(Vec::new());
    let reading = of_source(document, cues, source, Some(&times));
    let explainer = Explainer {
        cues,
        reading: &reading,
        read: all_fields(&reading.drafts),
    };
    let blocks = blocks.iter().map(|block| explainer.block(block)).collect();
    Ok(Explanation {
        reading,
        blocks,
        times: times.into_inner(),
    })
}

/// The clues in the first words of what was taken for an ask of a kind, each with what it weighs in
/// hundredths of a logarithm of odds, as [`WeighedTime::weight`].
#[must_use]
pub fn clues_of_ask(text: &str, kind: AskKind) -> Vec<(String, i32)> {
    likelihood::named_of_ask(text, kind)
}

/// A field with its passage.
type Placed = (Passage, FieldRead);

struct Explainer<'a> {
    cues: &'a Cues,
    reading: &'a Reading,
    /// In the order of their passages' beginnings.
    read: Vec<Placed>,
}

impl Explainer<'_> {
    fn block(&self, block: &Block) -> ExplainedBlock {
        let place = |range: &Range<usize>| Passage {
            page: block.page,
            start: range.start,
            end: range.end,
        };
        let passage = place(&block.range);
        let column = block.label.as_ref().map(place);
        let text = &self.reading.text;
        let heading = column.as_ref().map_or("", |column| column.words(text));
        let (above, own) = (
            self.cues.fired(heading),
            self.cues.fired(passage.words(text)),
        );
        ExplainedBlock {
            kind: match block.kind {
                BlockKind::Heading(level) => Kind::Heading(level),
                BlockKind::Paragraph => Kind::Paragraph,
                BlockKind::Item => Kind::Item,
                BlockKind::ItemPart => Kind::ItemPart,
                BlockKind::Cell(row) => Kind::Cell(row),
            },
            passage,
            column,
            fields: self
                .over(&passage)
                .map(|(_, field)| field.clone())
                .collect(),
            unread: self.unread(block, &passage, &own),
            cues: told(above, heading)
                .chain(told(own, passage.words(text)))
                .collect(),
        }
    }

    /// The fields whose passages touch a passage.
    fn over<'s>(&'s self, passage: &Passage) -> impl Iterator<Item = &'s Placed> {
        let (start, end) = (passage.start, passage.end);
        let before = self.read.partition_point(|(read, _)| read.start < end);
        let candidates = self.read.get(..before).unwrap_or_default();
        candidates.iter().filter(move |(read, _)| read.end > start)
    }

    fn unread(&self, block: &Block, whole: &Passage, fired: &[Fired]) -> Vec<Unread> {
        if matches!(block.kind, BlockKind::Heading(_)) {
            return Vec::new();
        }
        let text = whole.words(&self.reading.text);
        let smelling = sentences(text).into_iter().filter_map(|range| {
            let passage = Passage {
                page: block.page,
                start: whole.start + range.start,
                end: whole.start + range.end,
            };
            let in_it = |one: &&Fired| range.start <= one.range.start && one.range.end <= range.end;
            let keys: Vec<&str> = fired
                .iter()
                .filter(in_it)
                .filter(|one| !COMMON.contains(&one.phrase.as_str()))
                .map(|one| one.key.as_str())
                .collect();
            let smell = self.smell(text.get(range.clone())?, &passage, &keys)?;
            Some(Unread { smell, passage })
        });
        smelling.collect()
    }

    /// What a sentence smells of that it has not become.
    fn smell(&self, sentence: &str, passage: &Passage, keys: &[&str]) -> Option<Smell> {
        let taken = |(_, field): &Placed| {
            field.field == "text" || field.field.starts_with("actions") || field.field == "purpose"
        };
        if self.over(passage).any(taken) {
            return None;
        }
        if keys.contains(&"promises") && !heeded_due::find(sentence).is_empty() {
            return Some(Smell::Promise);
        }
        let tells = [
            "ask_openings",
            "obligations",
            "prose_openings",
            "told_verbs",
        ];
        let smells = tells.iter().any(|key| keys.contains(key));
        let is_free = self.over(passage).next().is_none();
        (smells && is_free).then_some(Smell::Ask)
    }
}

/// Obligations that plain telling is full of: by themselves they smell of nothing.
const COMMON: &[&str] = &[
    "are to",
    "is to",
    "is responsible for",
    "need to",
    "needs to",
];

fn told(fired: Vec<Fired>, text: &str) -> impl Iterator<Item = CueFired> {
    fired.into_iter().map(|one| CueFired {
        words: text.get(one.range.clone()).unwrap_or_default().to_owned(),
        key: one.key,
        phrase: one.phrase,
        is_own: one.section > 0,
    })
}

/// Every field of every draft.
fn all_fields(drafts: &[Draft]) -> Vec<Placed> {
    let mut all = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut found = Found { at, all: &mut all };
        found.draft(draft);
    }
    all.sort_by_key(|(passage, field)| (passage.start, field.draft));
    all
}

struct Found<'a> {
    at: usize,
    all: &'a mut Vec<Placed>,
}

impl Found<'_> {
    fn add<T>(&mut self, field: &Field<T>, name: impl Into<String>) {
        let read = FieldRead {
            draft: self.at,
            field: name.into(),
            cue: field.cue.clone(),
            sure: field.sure,
        };
        self.all.push((field.passage, read));
    }

    fn each<'f, T: 'f>(&mut self, fields: impl IntoIterator<Item = &'f Field<T>>, name: &str) {
        for field in fields {
            self.add(field, name);
        }
    }

    fn draft(&mut self, draft: &Draft) {
        self.each(&draft.reference, "reference");
        self.add(&draft.text, "text");
        self.each(&draft.purpose, "purpose");
        self.each(&draft.addressees, "addressees");
        self.each(&draft.collaborators, "collaborators");
        self.each(&draft.respond_by, "respond_by");
        for (number, response) in draft.responses.iter().enumerate() {
            let name = |field: &str| format!("responses[{number}].{field}");
            self.each(&response.from, &name("from"));
            self.each(&response.received, &name("received"));
            self.each(&response.stated, &name("stated"));
            self.add(&response.text, name("text"));
            self.each(&response.dispositions, &name("dispositions"));
            self.each(&response.refusals, &name("refusals"));
        }
        for (number, action) in draft.actions.iter().enumerate() {
            let name = |field: &str| format!("actions[{number}].{field}");
            self.add(&action.text, name("text"));
            self.each(action.due.iter().map(|due| &due.words), &name("due"));
            self.each(&action.lead, &name("lead"));
            self.each(&action.dependencies, &name("dependencies"));
            self.each(&action.conditions, &name("conditions"));
            self.each(&action.comments, &name("comments"));
        }
    }
}
