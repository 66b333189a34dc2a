//! What the columns of a table hold, where their headings do not say it: "Paragraph" over nothing
//! but numbers is the reference of each ask, "The Inquiry said" over what bodies should do is the
//! column of asks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use heeded_domain::vocabulary::AskKind;

use super::numbers::whole_reference;
use super::{Span, is_title};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::{BlockKind, Source};
use crate::recognise::columns::{Seems, Tells, asks, seem, tells};
use crate::recognise::words;

/// A column holds titles where at least so many of its cells in a hundred are short and ask
/// nothing, of at least so many.
const TITLES_PERCENT: usize = 80;
/// What says of an ask what becomes of it, in words.
const TOLD: &[Label] = &[Label::Response, Label::Update, Label::Actions];
/// Two short asks may be nothing but short.
const TITLE_CELLS_MIN: usize = 3;

/// How headings call what will be done, where no other column says it.
const ACTS: &[&str] = &[
    "activities",
    "activity",
    "commitment",
    "commitments",
    "deliverable",
    "deliverables",
    "milestone",
    "milestones",
    "task",
    "tasks",
];

/// What the columns hold whose headings do not say it, by where their headings begin in the text.
#[derive(Debug, Default)]
pub(super) struct Columns {
    meant: HashMap<usize, Label>,
    /// The headings of columns that say what each ask is about, and not what is asked.
    titles: HashSet<usize>,
    /// The headings of columns whose cells say what is asked.
    asked: HashSet<usize>,
    /// The headings of columns that were taken for asks by their words alone.
    pub(super) guessed: Vec<Span>,
    /// Whether the place of a column is enough to take it for asks.
    by_place: bool,
}

/// A column as it is collected: its heading, what that says, and the words of its cells.
struct Column<'a> {
    heading: Span,
    label: Option<Label>,
    cells: Vec<(usize, &'a str)>,
}

impl<'a> Column<'a> {
    fn words(&self) -> Vec<&'a str> {
        self.cells.iter().map(|(_, words)| *words).collect()
    }
}

impl Columns {
    pub(super) fn of(source: &Source, cues: &Cues) -> Self {
        Self::collected(source, cues, Self::default())
    }

    /// The columns of a document in which nothing was found: the first sentences beside a number
    /// and what became of it are what is asked.
    pub(super) fn by_place(source: &Source, cues: &Cues) -> Self {
        let by_place = true;
        let columns = Self {
            by_place,
            ..Self::default()
        };
        Self::collected(source, cues, columns)
    }

    fn collected(source: &Source, cues: &Cues, mut columns: Self) -> Self {
        let mut table: Vec<Column<'_>> = Vec::new();
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut begins = 0;
        for (at, block) in source.blocks.iter().enumerate() {
            let (BlockKind::Cell(row), Some(label)) = (block.kind, &block.label) else {
                continue;
            };
            // The headings of a table stand before its cells.
            if label.start > begins {
                columns.settle(&table, source, cues);
                table.clear();
                places.clear();
                begins = block.range.start;
            }
            let words = source.words(&block.range);
            let known = places.get(&label.start).copied();
            match known.and_then(|place| table.get_mut(place)) {
                // The longest paragraph of a cell says most of it.
                Some(column) => match column.cells.last_mut().filter(|cell| cell.0 == row) {
                    Some(cell) if cell.1.len() < words.len() => cell.1 = words,
                    Some(_) => {}
                    None => column.cells.push((row, words)),
                },
                None => {
                    places.insert(label.start, table.len());
                    table.push(Column {
                        heading: Span {
                            block: at,
                            range: label.clone(),
                        },
                        label: cues.labels.heading(source.words(label)),
                        cells: vec![(row, words)],
                    });
                }
            }
        }
        columns.settle(&table, source, cues);
        columns
    }

    /// What a column holds by its words, where its heading does not say it.
    pub(super) fn meant(&self, heading: usize) -> Option<Label> {
        self.meant.get(&heading).copied()
    }

    /// Whether a column only names its asks.
    pub(super) fn are_titles(&self, heading: usize) -> bool {
        self.titles.contains(&heading)
    }

    /// Whether a column says what is asked, in short words too.
    pub(super) fn are_asked(&self, heading: usize) -> bool {
        self.asked.contains(&heading)
    }

    fn settle(&mut self, table: &[Column<'_>], source: &Source, cues: &Cues) {
        // "Rec." over nothing but numbers says which asks the rows are about.
        let names_only = |column: &Column<'_>| {
            let mut cells = column.cells.iter();
            cells.all(|(_, words)| named_ask(words, cues).is_some())
        };
        let asked = table.iter().any(|column| {
            let asks = matches!(column.label, Some(Label::Ask(_)));
            asks && !names_only(column)
        });
        let numbered = has(table, |label| matches!(label, Label::Reference));
        let answered = has(table, |label| {
            matches!(
                label,
                Label::Response | Label::Disposition | Label::Update | Label::Actions
            )
        });
        self.name_leads(table, cues);
        if asked {
            self.name_answers(table, cues);
        } else if !answered && has(table, |label| *label == Label::Due) {
            self.name_actions(table, source);
        }
        self.name_titles(table, cues);
        let open = seeming(table, source, (cues, asked));
        let first = |wanted: Seems| {
            let mut fitting = open.iter().filter(|(_, seems)| *seems == wanted);
            fitting.next().map(|(column, _)| *column)
        };
        let ask = first(Seems::Asks).filter(|_| !asked);
        let numbers = first(Seems::Numbers);
        let counted = numbered || numbers.is_some();
        let by_place = self.by_place && !asked && counted && answered;
        let ask = ask.or_else(|| first_told(table, cues).filter(|_| by_place));
        let answer = first(Seems::Answers).filter(|_| !answered);
        // Two columns that fit together show what the table is; one alone may be anything.
        if !(asked || ask.is_some()) || !(asked || answered || answer.is_some()) {
            return;
        }
        if let Some(column) = ask {
            self.mean(column, Label::Ask(AskKind::SafetyRecommendation));
            if !opens_asks(column, source, cues) {
                self.guessed.push(column.heading.clone());
            }
        }
        if let Some(column) = answer {
            self.mean(column, Label::Response);
        }
        if let Some(column) = numbers.filter(|_| !numbered) {
            self.mean(column, Label::Reference);
        }
        self.beside(table, cues);
    }

    fn mean(&mut self, column: &Column<'_>, label: Label) {
        self.meant.insert(column.heading.range.start, label);
    }

    /// Which column answers beside asks, where none is called so.
    fn name_answers(&mut self, table: &[Column<'_>], cues: &Cues) {
        let called = |wanted: Label| {
            let columns = table.iter();
            columns.filter(move |column| column.label == Some(wanted))
        };
        // "Comments of the Administration" is all that a table says of its asks.
        let told =
            |label: &Label| matches!(label, Label::Response | Label::Update | Label::Actions);
        if !has(table, told) {
            for column in called(Label::Comment) {
                self.mean(column, Label::Response);
            }
        }
        // "Accepted. The Board will light it.", under "Agreed action".
        let answers = |label: &Label| {
            let answer = matches!(label, Label::Response | Label::Disposition | Label::Update);
            answer || *label == Label::Comment
        };
        let decides = |column: &&Column<'_>| {
            let opens = |words: &&&str| {
                let first = words.split(['.', ',', ':', '–', '—']).next();
                first.is_some_and(|first| cues.decision(first).is_some())
            };
            let words = column.words();
            let decided = words.iter().filter(opens).count();
            decided > 1 && decided * 2 > words.len()
        };
        if !has(table, answers)
            && let Some(column) = called(Label::Actions).find(decides)
        {
            self.mean(column, Label::Response);
        }
    }

    /// "Action office(s)", over nothing but names: who leads.
    fn name_leads(&mut self, table: &[Column<'_>], cues: &Cues) {
        let told = |label: Option<Label>| matches!(label, Some(Label::Actions | Label::Response));
        for column in table.iter().filter(|column| told(column.label)) {
            let words = column.words();
            // "The Board will light it.", however short.
            let sentence = words.iter().any(|words| words.trim_end().ends_with('.'));
            if !sentence && tells(&words, cues) == Some(Tells::Leads) {
                self.mean(column, Label::Lead);
            }
        }
    }

    /// "Milestone", with a day beside it: what will be done, in a table that says nothing else of
    /// an ask.
    fn name_actions(&mut self, table: &[Column<'_>], source: &Source) {
        let says = |column: &&Column<'_>| {
            let heading = source.words(&column.heading.range);
            let last = heading.rsplit(' ').next().unwrap_or_default();
            column.label.is_none() && ACTS.iter().any(|noun| words::has_key(last, noun))
        };
        if let Some(column) = table.iter().find(says) {
            self.mean(column, Label::Actions);
        }
    }

    /// Which columns of asks only name them, and which say what is asked.
    fn name_titles(&mut self, table: &[Column<'_>], cues: &Cues) {
        for column in table
            .iter()
            .filter(|column| matches!(column.label, Some(Label::Ask(_))))
        {
            let named = |(_, words): &&(usize, &str)| is_title(words) && !asks(words, cues);
            let titles = column.cells.iter().filter(named).count();
            let all = column.cells.len();
            if all >= TITLE_CELLS_MIN && titles * 100 >= all * TITLES_PERCENT {
                self.titles.insert(column.heading.range.start);
            } else if all >= TITLE_CELLS_MIN {
                self.asked.insert(column.heading.range.start);
            }
        }
    }

    /// What the columns beside the asks tell whose headings nobody knows.
    fn beside(&mut self, table: &[Column<'_>], cues: &Cues) {
        let label = |column: &Column<'_>| {
            let meant = self.meant.get(&column.heading.range.start);
            meant.copied().or(column.label)
        };
        let mut known: Vec<Label> = table.iter().filter_map(label).collect();
        let open = table.iter().filter(|column| label(column).is_none());
        let told = open
            .filter_map(|column| Some((column.heading.range.start, tells(&column.words(), cues)?)));
        let told: Vec<(usize, Tells)> = told.collect();
        for (heading, tells) in told {
            let (label, same): (Label, &[Label]) = match tells {
                Tells::Days => (Label::Due, &[Label::Due]),
                Tells::States => (Label::Disposition, &[Label::Disposition]),
                Tells::Leads => (Label::Lead, &[Label::Lead]),
                Tells::Actions => (Label::Actions, TOLD),
                Tells::Words => (Label::Response, TOLD),
            };
            if !known.iter().any(|known| same.contains(known)) {
                known.push(label);
                self.meant.insert(heading, label);
            }
        }
    }
}

/// Where the number stands in a cell that only names an ask: "12", "Recommendation 12".
pub(super) fn named_ask(text: &str, cues: &Cues) -> Option<Range<usize>> {
    let label = cues.labels.label(text);
    let label = label.filter(|label| matches!(label.label, Label::Ask(_)));
    let start = label.map_or(0, |label| label.end);
    let behind = text.get(start..)?;
    let start = text.len() - behind.trim_start().len();
    let number = whole_reference(behind.trim_start())?;
    Some(start + number.start..start + number.end)
}

/// Whether a heading of a table says this.
fn has(table: &[Column<'_>], wanted: impl Fn(&Label) -> bool) -> bool {
    let mut labels = table.iter().filter_map(|column| column.label.as_ref());
    labels.any(wanted)
}

/// "The Board recommends that:", over what it recommends.
fn opens_asks(column: &Column<'_>, source: &Source, cues: &Cues) -> bool {
    let heading = source.words(&column.heading.range);
    cues.labels.ask_opening(heading).is_some()
}

/// The columns whose headings say nothing certain, and what they seem to hold by their words.
fn seeming<'t, 'a>(
    table: &'t [Column<'a>],
    source: &Source,
    (cues, asked): (&Cues, bool),
) -> Vec<(&'t Column<'a>, Seems)> {
    // "Action required", over what bodies should do, beside what they will do.
    let mut acts = table
        .iter()
        .filter(|column| column.label == Some(Label::Actions));
    let required = acts.next().filter(|_| !asked && acts.next().is_some());
    let required = required.map(|column| column.heading.range.start);
    let open = table.iter().filter(|column| {
        let unknown = matches!(column.label, None | Some(Label::Aside));
        unknown || required == Some(column.heading.range.start)
    });
    open.filter_map(|column| {
        let seems = match opens_asks(column, source, cues) {
            true => Some(Seems::Asks),
            false => seem(&column.words(), cues),
        };
        Some((column, seems?))
    })
    .collect()
}

/// The first column of sentences under a heading that nobody knows.
fn first_told<'t, 'a>(table: &'t [Column<'a>], cues: &Cues) -> Option<&'t Column<'a>> {
    table.iter().find(|column| {
        let tells = tells(&column.words(), cues);
        column.label.is_none() && matches!(tells, Some(Tells::Words | Tells::Actions))
    })
}
