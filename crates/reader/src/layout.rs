//! Blocks to entries: where a recommendation, its addressees, its responses and its actions stand.
//!
//! `roles` says what each block is by itself; `entries` finds the asks and shares the blocks out
//! between them; `answers` orders what follows an ask. Nothing is interpreted here: an entry is
//! places in the text, and `crate::fields` makes values of them.

mod above;
mod acted;
mod annexed;
mod answered;
mod answers;
mod bare_labels;
mod begun;
mod cells;
mod chapters;
mod columns;
mod concerns;
mod counted;
mod decided;
mod entries;
mod handed_out;
mod headings;
mod heads;
mod in_turn;
mod inner;
mod issued;
mod labelled;
mod lines;
mod marked;
mod markers;
mod named;
mod numbered_lines;
mod numbers;
mod paired;
mod parts;
mod place;
mod planned;
mod positions;
mod postponed;
mod prose;
mod quoted;
mod receipts;
mod replied;
mod replies;
mod reprinted;
mod revised;
mod roles;
mod row_labels;
mod rows;
mod runs;
mod said;
mod said_again;
mod sent;
mod series;
mod silence;
mod sites;
mod stacked;
mod state_papers;
mod stems;
mod tables;
mod titled;
mod under;

use std::ops::Range;

use heeded_domain::vocabulary::AskKind;
use jiff::civil::Date;

use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::Source;

use columns::Columns;
pub(crate) use receipts::{Receipt, receipts_before};
use roles::Role;
pub(crate) use roles::is_title;

/// A place in the text: the block it begins in, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) block: usize,
    pub(crate) range: Range<usize>,
}

impl Span {
    /// All words of a block.
    fn whole(source: &Source, block: usize) -> Self {
        let own = source.blocks.get(block);
        let range = own.map_or(0..0, |own| own.range.clone());
        Self { block, range }
    }
}

/// How an ask was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AskCue {
    /// Its opening: "X recommends that".
    Opening,
    /// Its label: "Recommendation 3:".
    Label,
    /// Its place under a heading such as "Recommendations".
    List,
    /// A row of a table that has its number and what became of it, and not its words.
    Row,
}

/// How a line that may name an addressee was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameCue {
    /// Behind a label: "Addressee:".
    Label,
    /// In the list of those whom the whole report is sent to.
    Recipient,
    /// Behind the words that open several asks at once.
    Opening,
    /// A line above the ask.
    Line,
    /// A heading above the ask.
    Heading,
}

/// One recommendation with what belongs to it, as places.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The kind that its label says, and where.
    pub(crate) kind: Option<(AskKind, Span)>,
    pub(crate) reference: Option<Span>,
    /// The letter of the part of a numbered ask: "(a)" of recommendation 2.
    pub(crate) part: Option<Span>,
    pub(crate) names: Vec<(NameCue, Span)>,
    /// For an ask by its number alone or in a table: the headings above it, the nearest first.
    pub(crate) sections: Vec<Span>,
    pub(crate) ask: Vec<Span>,
    pub(crate) ask_cue: AskCue,
    pub(crate) answers: Vec<Answer>,
    /// Words that may say by when an answer is due.
    pub(crate) deadlines: Vec<Span>,
    /// Where the same words stand again.
    pub(crate) repeats: Vec<Span>,
    /// Words in the place of an answer that leave it to others: "It is for the Auditor to reply."
    pub(crate) left_to_others: Option<Span>,
    /// Words between this entry and the next that belong to neither.
    pub(crate) unplaced: Vec<Span>,
    /// Whether the next ask follows at once, in the same series: one answer is for both.
    pub(crate) shares: bool,
}

impl Entry {
    pub(crate) fn new(ask_cue: AskCue) -> Self {
        Self {
            kind: None,
            reference: None,
            part: None,
            names: Vec::new(),
            sections: Vec::new(),
            ask: Vec::new(),
            ask_cue,
            answers: Vec::new(),
            deadlines: Vec::new(),
            repeats: Vec::new(),
            left_to_others: None,
            unplaced: Vec::new(),
            shares: false,
        }
    }
}

/// How an answer was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AnswerCue {
    /// A heading, a label, a line of receipt or a list of actions.
    Marked,
    /// It stands below the last of several asks that it answers at once.
    Shared,
    /// It follows an ask in a document where others are marked.
    Follows,
    /// It begins as answers do.
    Opens,
}

/// One answer, as places.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) cue: AnswerCue,
    pub(crate) from: Option<Span>,
    pub(crate) received: Option<(Date, Span)>,
    /// The day on which all replies of its section were received, said once at their head.
    pub(crate) appended: Option<(Date, Span)>,
    pub(crate) stated: Option<(Date, Span)>,
    pub(crate) decision: Option<Span>,
    pub(crate) narrative: Vec<Span>,
    pub(crate) actions: Vec<Listed>,
    /// What columns of its row say of an action that its narrative tells.
    pub(crate) loose: Vec<(Label, Span)>,
    /// Dates and leads in columns of their own, where the answer is no list of actions.
    pub(crate) beside: Vec<(Label, Span)>,
    /// The line or heading that marks it.
    pub(crate) mark: Option<Span>,
}

impl Answer {
    pub(crate) fn new() -> Self {
        Self {
            cue: AnswerCue::Follows,
            from: None,
            received: None,
            appended: None,
            stated: None,
            decision: None,
            narrative: Vec::new(),
            actions: Vec::new(),
            loose: Vec::new(),
            beside: Vec::new(),
            mark: None,
        }
    }

    /// Whether it only says how the ask was taken, and in no words of its own.
    pub(crate) fn only_decides(&self) -> bool {
        let words = !self.narrative.is_empty() || !self.actions.is_empty();
        self.decision.is_some() && !words && self.received.is_none() && self.stated.is_none()
    }

    /// Whether it says in no words of its own how the ask was taken, only what will be done.
    pub(crate) fn only_acts(&self) -> bool {
        let told = self.from.is_some() || self.received.is_some() || !self.narrative.is_empty();
        !told && !self.actions.is_empty()
    }
}

/// One action of a list: its words, then what is said of it under labels.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) text: Span,
    pub(crate) parts: Vec<(Label, Span)>,
}

/// What the document holds, as places.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) entries: Vec<Entry>,
    /// Who asks, where openings say it ("X recommends that").
    pub(crate) issuer: Option<Span>,
    /// The one under review, where the document says whom all is about.
    pub(crate) reviewed: Option<Span>,
    /// The headings of columns that were taken for asks by the words below them alone.
    pub(crate) guessed: Vec<Span>,
    /// The asks that their numbers alone showed.
    pub(crate) counted: Vec<Span>,
    /// The marks of answers that nobody knows.
    pub(crate) marks: Vec<Span>,
}

/// Fewer rows of a table show nothing of what its columns hold.
const COLUMN_ENTRIES_MIN: usize = 3;

/// Finds the entries of a document.
pub(crate) fn layout(source: &Source, cues: &Cues) -> Layout {
    let mut columns = Columns::of(source, cues);
    let positions = positions::positions(source);
    let mut roles = roles::roles(source, cues, &columns, &positions);
    let entries = |roles: &[Role], follows: bool| {
        let layout = prose::layout(source, cues, roles);
        layout.unwrap_or_else(|| entries::entries(source, cues, (roles, &positions), follows))
    };
    let mut layout = entries(&roles, false);
    if let Some(told) = prose::instead(source, cues, (&roles, &layout)) {
        layout = told;
    }
    if layout.entries.is_empty() {
        let placed = Columns::by_place(source, cues);
        let found = roles::roles(source, cues, &placed, &positions);
        let told = entries(&found, false);
        if told.entries.len() >= COLUMN_ENTRIES_MIN {
            (columns, roles, layout) = (placed, found, told);
        }
    }
    let mut follows = false;
    if let Some(shown) = counted::roles(source, cues, (&roles, &layout)) {
        (roles, follows) = (shown.roles, shown.answered);
        decided::mark(source, cues, &mut roles);
        layout = entries(&roles, follows);
        layout.counted = shown.asks;
    }
    if let Some((found, marks)) = marked::roles(source, cues, (&roles, &layout)) {
        let told = entries(&found, follows);
        let answered = |layout: &Layout| {
            let entries = layout.entries.iter();
            let marked = entries.filter(|entry| marked::is_marked(source, entry));
            marked.count()
        };
        if told.entries.len() == layout.entries.len() && answered(&told) > answered(&layout) {
            let counted = std::mem::take(&mut layout.counted);
            layout = Layout {
                counted,
                marks,
                ..told
            };
        }
    }
    layout.guessed = columns.guessed;
    layout
}
