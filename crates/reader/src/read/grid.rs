//! Tables as cells: which row holds the headings, which rows only name a group.
//!
//! A cell spans columns (`span`) or goes on with the one above it (`continues`). What a heading
//! means is not decided here, only whether the cues know it.

use std::collections::HashMap;
use std::ops::Range;

use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::recognise::columns::{self, Seems};
use crate::recognise::words;

/// A heading of a column is at most this long; more are words of a cell.
const LONGEST_HEADING_WORDS: usize = 11;
/// And so many bytes: a heading is kept for each column that it spans.
const LONGEST_HEADING_BYTES: usize = 300;
/// The headings stand in one of so many first rows: above them a sheet has its title.
const ROWS_ABOVE: usize = 12;

/// Tables with more columns than this are not guessed at.
const WIDEST_GUESSED: usize = 12;

#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<GridRow>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct GridRow {
    /// Whether the document marks it as a row of headings.
    pub(super) is_heading: bool,
    /// The page it begins on, in a document of pages.
    pub(super) page: Option<u32>,
    pub(super) cells: Vec<GridCell>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    pub(super) column: usize,
    pub(super) span: usize,
    /// Whether it is one with the cell above it.
    pub(super) continues: bool,
    pub(super) parts: Vec<Part>,
    /// Tables within the cell, behind its words.
    pub(super) inner: Vec<Grid>,
}

/// A paragraph of a cell, with its marker if it is an item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) marker: Option<String>,
    pub(super) words: String,
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One column: a frame around words.
    Frame,
    /// Headings of columns in so many rows.
    Columns(usize),
    /// A heading and its value in each row.
    Pairs,
    /// No headings.
    Rows,
}

/// What a table's headings are.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) shape: Shape,
    /// The row of the headings.
    pub(super) first_heading: usize,
    /// The heading of each column.
    pub(super) labels: Vec<String>,
    ranks: Vec<u8>,
    width: usize,
}

impl Grid {
    fn width(&self) -> usize {
        let ends = self.rows.iter().flat_map(|row| row.cells.iter());
        ends.map(|cell| cell.column + cell.span.max(1))
            .max()
            .unwrap_or(0)
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &GridCell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}

impl Grid {
    /// Where the tables of which it is made begin behind the first: a row of nothing but headings,
    /// below others, begins the next ("What we will do | Lead | By when", in a card).
    pub(super) fn joints(&self, cues: &Cues) -> Vec<usize> {
        let width = self.width();
        let mut within = false;
        let mut joints = Vec::new();
        for (at, row) in self.rows.iter().enumerate().skip(1) {
            let heads = row.heads(cues) && !self.repeats(at, row);
            // Below the rows of a list that a card has, the card goes on: "Comments | All is well".
            let goes_on = within && row.is_pair(width, cues);
            if heads || goes_on {
                joints.push(at);
                within = heads && row.is_indented();
            }
        }
        joints
    }

    /// Whether it has headings, of its columns or in front of its values.
    pub(super) fn shows_headings(&self, cues: &Cues) -> bool {
        let shape = Plan::of(self, cues).shape;
        matches!(shape, Shape::Columns(_) | Shape::Pairs)
    }

    /// The rows of a part of it.
    pub(super) fn part(&self, rows: Range<usize>) -> Self {
        Self {
            rows: self.rows.get(rows).unwrap_or_default().to_vec(),
        }
    }

    /// Whether a row repeats the headings of the table above it.
    fn repeats(&self, at: usize, row: &GridRow) -> bool {
        let words = |row: &GridRow| -> Vec<String> { row.filled().map(GridCell::words).collect() };
        let own = words(row);
        let mut rows = self.rows.iter().take(ROWS_ABOVE.min(at));
        rows.any(|first| words(first) == own)
    }
}

impl GridRow {
    /// Whether it holds headings and nothing else, most of them known.
    fn heads(&self, cues: &Cues) -> bool {
        /// Two may be a heading and its value.
        const HEADING_CELLS_MIN: usize = 3;
        let brief = |cell: &GridCell| {
            let bytes: usize = cell.parts.iter().map(|part| part.words.len()).sum();
            cell.inner.is_empty() && bytes <= LONGEST_HEADING_BYTES
        };
        // Under a heading that spans them stand those of columns, beside others that go on.
        let whole = self.cells.first().is_some_and(|cell| cell.column == 0)
            && self.cells.iter().all(|cell| !cell.continues)
            && self.own_labels(cues).is_none();
        if !whole || self.cells.len() < HEADING_CELLS_MIN || !self.cells.iter().all(brief) {
            return false;
        }
        let words: Vec<String> = self.filled().map(GridCell::words).collect();
        let known = words.iter().filter(|words| knows(words, cues)).count();
        if self.is_indented() && words.len() + 1 == self.cells.len() && known == words.len() {
            return true;
        }
        // "No." heads numbers here, and decides nothing.
        let number = |words: &String| cues.labels.heading(words) == Some(Label::Reference);
        let decides = |words: &String| !number(words) && cues.decision(words).is_some();
        words.len() >= HEADING_CELLS_MIN
            && known * 3 >= words.len() * 2
            && words.iter().all(|words| is_short(words) && !decides(words))
    }

    /// The labels that its cells bring along, each with its value: "No. 31-04 | Status: Open". Such
    /// a row heads no columns.
    pub(super) fn own_labels(&self, cues: &Cues) -> Option<Vec<(String, String)>> {
        /// One may be a sentence of any table.
        const LABELLED_CELLS_MIN: usize = 2;
        let labels = self.filled().map(|cell| own_label(&cell.words(), cues));
        let labels: Vec<(String, String)> = labels.collect::<Option<_>>()?;
        (labels.len() >= LABELLED_CELLS_MIN).then_some(labels)
    }

    /// Whether it has nothing over the numbers of the rows below it.
    fn is_indented(&self) -> bool {
        self.cells.first().is_some_and(GridCell::is_empty)
    }

    /// Whether it is a heading and, over the rest of the width, its value.
    fn is_pair(&self, width: usize, cues: &Cues) -> bool {
        let [heading, value] = self.cells.as_slice() else {
            return false;
        };
        let words = heading.words();
        let label = is_short(&words) && cues.labels.heading(&words).is_some();
        label && value.span > 1 && value.column + value.span >= width
    }

    pub(super) fn filled(&self) -> impl Iterator<Item = &GridCell> {
        self.cells.iter().filter(|cell| !cell.is_empty())
    }
}

impl GridCell {
    fn is_empty(&self) -> bool {
        self.inner.is_empty() && self.parts.iter().all(|part| part.words.trim().is_empty())
    }

    /// The rows of the tables within the cell, each as one line.
    pub(super) fn inner_lines(&self) -> Vec<String> {
        let rows = self.inner.iter().flat_map(|grid| &grid.rows);
        let line = |row: &GridRow| {
            let cells: Vec<String> = row.filled().map(Self::words).collect();
            cells.join(" | ")
        };
        rows.map(line).filter(|line| !line.is_empty()).collect()
    }

    pub(super) fn words(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|part| part.words.trim()).collect();
        parts.join(" ")
    }
}

impl Plan {
    pub(super) fn of(grid: &Grid, cues: &Cues) -> Self {
        let width = grid.width();
        let shape = |shape| Self {
            shape,
            first_heading: 0,
            labels: Vec::new(),
            ranks: Vec::new(),
            width,
        };
        let most = grid.rows.iter().map(|row| row.filled().count()).max();
        if most.unwrap_or(0) <= 1 {
            return shape(Shape::Frame);
        }
        let pairs = are_pairs(grid, width, cues);
        let heading = (0..grid.rows.len().min(ROWS_ABOVE))
            .find(|&at| grid.rows.get(at).is_some_and(|row| is_heading(row, cues)));
        match heading {
            Some(at) if !pairs => Self::columns(grid, at, width, cues),
            _ if pairs => shape(Shape::Pairs),
            _ if has_unknown_headings(grid, width, cues) => Self::columns(grid, 0, width, cues),
            _ => shape(Shape::Rows),
        }
    }

    fn columns(grid: &Grid, at: usize, width: usize, cues: &Cues) -> Self {
        let mut labels = vec![String::new(); width];
        let mut rows = 1;
        let first = grid.rows.get(at);
        put(&mut labels, first);
        // Under headings that span several columns stand those of the columns.
        let spans = first.is_some_and(|row| row.filled().any(|cell| cell.span > 1));
        let second = grid
            .rows
            .get(at + 1)
            .filter(|row| spans && is_heading(row, cues));
        if second.is_some() {
            put(&mut labels, second);
            rows += 1;
        }
        let mut ranks: Vec<u8> = labels.iter().map(|label| rank(label, cues)).collect();
        if !ranks.contains(&ASK_RANK) {
            // What is asked stands before what became of it, whatever it is called.
            let unknown = ranks
                .iter_mut()
                .take_while(|rank| !ANSWER_RANKS.contains(rank));
            unknown
                .filter(|rank| **rank > ASK_RANK)
                .for_each(|rank| *rank = ASK_RANK);
        }
        // Numbers under no heading are those of the rows.
        let bare = labels.first().is_some_and(String::is_empty);
        if let Some(rank) = ranks
            .first_mut()
            .filter(|_| bare && are_numbers(grid, at + rows))
        {
            *rank = 0;
        }
        Self {
            shape: Shape::Columns(rows),
            first_heading: at,
            labels,
            ranks,
            width,
        }
    }

    /// The order in which the cells of a row are read: what is asked of whom comes first.
    pub(super) fn rank(&self, column: usize) -> u8 {
        self.ranks.get(column).copied().unwrap_or(u8::MAX)
    }

    /// The cell of a row that says who is asked.
    pub(super) fn asked<'g>(&self, row: &'g GridRow) -> Option<&'g GridCell> {
        let mut filled = row.filled().filter(|cell| !cell.continues);
        filled.find(|cell| self.rank(cell.column) == ADDRESSEE_RANK)
    }

    /// Whether a row has an ask of its own, and one cell with the rows above it for who is asked.
    pub(super) fn is_asked_again(&self, row: &GridRow) -> bool {
        let goes_on = |cell: &GridCell| self.rank(cell.column) == ADDRESSEE_RANK && cell.continues;
        let asks = |cell: &GridCell| self.rank(cell.column) == ASK_RANK && !cell.continues;
        row.cells.iter().any(goes_on) && row.filled().any(asks)
    }

    /// Whether a row repeats the headings, as on every page of a long table.
    pub(super) fn is_heading_again(&self, row: &GridRow) -> bool {
        let mut filled = row.filled().peekable();
        filled.peek().is_some()
            && filled.all(|cell| {
                let label = self.labels.get(cell.column);
                label.is_some_and(|label| label.trim() == cell.words())
            })
    }

    /// The words of a row that only names the group of the rows below it.
    pub(super) fn group(&self, row: &GridRow) -> Option<String> {
        let mut filled = row.filled();
        let (only, None) = (filled.next()?, filled.next()) else {
            return None;
        };
        let merged = only.span >= self.width && self.width > 1;
        let alone = only.column == 0
            && self.width > 2
            && row.cells.iter().all(|cell| !cell.continues)
            && only.parts.len() == 1
            && is_short(&only.words());
        (merged || alone).then(|| only.words())
    }
}

fn put(labels: &mut [String], row: Option<&GridRow>) {
    for cell in row.into_iter().flat_map(GridRow::filled) {
        let columns = labels.iter_mut().skip(cell.column).take(cell.span.max(1));
        columns.for_each(|label| *label = cell.words());
    }
}

/// The label before the colon and what stands behind it; a number needs no colon.
fn own_label(words: &str, cues: &Cues) -> Option<(String, String)> {
    let found = cues.labels.label(words)?;
    let (label, rest) = words.split_at_checked(found.end)?;
    let value = rest.trim_start_matches(['.', ':', ' ']);
    let closed = label.ends_with(':') || rest.trim_start().starts_with(':');
    let number = found.label == Label::Reference && columns::whole_reference(value);
    let label = label.trim_end_matches([':', ' ']);
    ((closed || number) && !value.is_empty()).then(|| (label.to_owned(), value.to_owned()))
}

/// A row of short words of which one at least is a heading that the cues know.
fn is_heading(row: &GridRow, cues: &Cues) -> bool {
    let filled: Vec<String> = row.filled().map(GridCell::words).collect();
    let short = filled.iter().all(|words| is_short(words));
    let known = filled.iter().filter(|words| knows(words, cues)).count();
    let enough = row.is_heading || known * 4 >= filled.len().min(8);
    filled.len() >= 2 && short && known >= 1 && enough && row.own_labels(cues).is_none()
}

/// Whether the first cells of all rows of several cells are numbers.
fn are_numbers(grid: &Grid, from: usize) -> bool {
    let rows = grid.rows.iter().skip(from);
    let mut rows = rows.filter(|row| row.filled().count() > 1).peekable();
    let numbered = |row: &GridRow| {
        let mut filled = row.filled();
        let first = filled.next().filter(|cell| cell.column == 0);
        first.is_none_or(|cell| columns::whole_reference(&cell.words()))
    };
    rows.peek().is_some() && rows.all(numbered)
}

/// Whether the first row holds headings that nobody knows, over a column of asks and one of
/// answers.
fn has_unknown_headings(grid: &Grid, width: usize, cues: &Cues) -> bool {
    let Some((first, rows)) = grid.rows.split_first() else {
        return false;
    };
    let headings: Vec<String> = first.filled().map(GridCell::words).collect();
    let short = headings
        .iter()
        .all(|words| is_short(words) && !columns::asks(words, cues));
    if headings.len() < width || width < 2 || !short {
        return false;
    }
    let seems = |column: usize| {
        let cells = rows.iter().flat_map(GridRow::filled);
        let cells = cells.filter(|cell| cell.column == column);
        let words: Vec<String> = cells.map(GridCell::words).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        columns::seem(&words, cues)
    };
    let found: Vec<Option<Seems>> = (0..width.min(WIDEST_GUESSED)).map(seems).collect();
    found.contains(&Some(Seems::Asks)) && found.contains(&Some(Seems::Answers))
}

/// A form: in each row a heading and its value, or two of each, where the cues know most of the
/// headings. A table of columns has a row of nothing but headings.
fn are_pairs(grid: &Grid, width: usize, cues: &Cues) -> bool {
    if are_numbered(grid, cues) || are_numbers_over_words(grid) || are_labels(grid, cues) {
        return true;
    }
    let told = |row: &&GridRow| row.own_labels(cues).is_none();
    let rows: Vec<&GridRow> = grid.rows.iter().filter(told).collect();
    // Where every row has two cells or one, it is a form, however many columns they span.
    let width = match rows.iter().map(|row| row.cells.len()).max() {
        Some(2) => 2,
        _ => width,
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut headings = 0;
    for row in rows {
        let known = row.cells.iter().map(|cell| knows(&cell.words(), cues));
        let mut known: Vec<bool> = known.collect();
        // "K1 | The Board should light its piers": a number is the heading of its ask.
        if let ([number, ask], [known, _]) = (row.cells.as_slice(), known.as_mut_slice()) {
            let numbered = columns::whole_reference(&number.words());
            *known |= numbered && columns::asks(&ask.words(), cues);
        }
        let paired = row.cells.len() == 1 || row.cells.len() % 2 == 0;
        // "Status | Closed" heads no columns of a form of four.
        if width > 2 && (!paired || known.len() > 2 && known.iter().all(|known| *known)) {
            return false;
        }
        let firsts = row.cells.iter().step_by(2).zip(known.iter().step_by(2));
        let firsts = firsts.filter(|(cell, _)| !cell.is_empty() && (width > 2 || cell.column == 0));
        for (cell, known) in firsts {
            headings += 1;
            if *known {
                *seen.entry(cell.words().to_lowercase()).or_default() += 1;
            }
        }
    }
    let known: usize = seen.values().sum();
    let fits = matches!(width, 2 | 4) && known * 2 > headings;
    fits && (seen.len() >= 2 || width == 2 && headings == 1)
}

/// One form below the other: the first cell of each row is a label, the same again and again, or
/// the number of an ask beside it, and one value or two follow.
fn are_labels(grid: &Grid, cues: &Cues) -> bool {
    /// So many rows of which each label stands at least twice.
    const LABEL_ROWS_MIN: usize = 6;
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut numbers = 0;
    for row in &grid.rows {
        let (Some(first), Some(value)) = (row.cells.first(), row.cells.get(1)) else {
            return false;
        };
        if row.cells.len() > 3 || first.column > 0 || first.continues {
            return false;
        }
        let words = first.words();
        if columns::whole_reference(&words) && columns::asks(&value.words(), cues) {
            numbers += 1;
        } else if is_short(&words) && cues.labels.heading(&words).is_some() {
            *seen.entry(words.to_lowercase()).or_default() += 1;
        } else {
            return false;
        }
    }
    let repeated = seen.values().all(|times| *times > 1);
    grid.rows.len() >= LABEL_ROWS_MIN && numbers > 1 && repeated && seen.len() > 1
}

/// "K1 | Open", and below it over both columns what is asked: rows of numbers and states, each
/// with the words in the row below it.
fn are_numbers_over_words(grid: &Grid) -> bool {
    /// One may be the headings of two columns over their group.
    const HEADS_ROWS_MIN: usize = 2;
    let pairs = grid.rows.windows(2);
    let heads = pairs.filter(|pair| matches!(pair, [row, below] if is_head_with_state(row, below)));
    let heads = heads.count();
    heads >= HEADS_ROWS_MIN && heads * 2 + 1 >= grid.rows.len()
}

/// Whether a row holds the number of an ask and a word beside it, and the row below the ask.
pub(super) fn is_head_with_state(row: &GridRow, below: &GridRow) -> bool {
    let ([head, state], [ask]) = (row.cells.as_slice(), below.cells.as_slice()) else {
        return false;
    };
    let numbered = head.words().bytes().any(|byte| byte.is_ascii_digit());
    let sentence = ask.span > 1 && !is_short(&ask.words());
    numbered && sentence && is_short(&state.words()) && is_short(&head.words())
}

/// "R1 | The Board should light its piers.": rows of a number and an ask, and nothing else.
fn are_numbered(grid: &Grid, cues: &Cues) -> bool {
    let numbered = |row: &GridRow| {
        let [number, ask] = row.cells.as_slice() else {
            return false;
        };
        columns::whole_reference(&number.words()) && columns::asks(&ask.words(), cues)
    };
    !grid.rows.is_empty() && grid.rows.iter().all(numbered)
}

pub(super) fn is_short(words: &str) -> bool {
    // "Rec. no." is short for something; longer words with a stop are a sentence.
    const ABBREVIATED_WORDS: usize = 3;
    let fits = words.len() <= LONGEST_HEADING_BYTES;
    let words = words::without_note(words);
    let count = words.split_whitespace().count();
    let ends = words.trim_end().ends_with(['.', ';']);
    fits && (1..=LONGEST_HEADING_WORDS).contains(&count) && (!ends || count <= ABBREVIATED_WORDS)
}

fn knows(words: &str, cues: &Cues) -> bool {
    is_short(words) && (cues.labels.heading(words).is_some() || is_numbered_ask(words, cues))
}

/// "Recommendation A1": the label of an ask with its number and nothing else.
fn is_numbered_ask(words: &str, cues: &Cues) -> bool {
    let Some(found) = cues.labels.label(words) else {
        return false;
    };
    let number = words.get(found.end..).unwrap_or_default().trim();
    matches!(found.label, Label::Ask(_)) && columns::whole_reference(number)
}

/// Where the column stands, in the order in which a row is read, that says who is asked.
const ADDRESSEE_RANK: u8 = 1;
/// And the column of asks.
const ASK_RANK: u8 = 2;
/// Where the columns stand that tell what became of them.
const ANSWER_RANKS: Range<u8> = 3..5;

fn rank(heading: &str, cues: &Cues) -> u8 {
    match cues.labels.heading(heading) {
        Some(Label::Reference) => 0,
        Some(Label::Addressee) => ADDRESSEE_RANK,
        Some(Label::Ask(_)) => ASK_RANK,
        None if cues.labels.ask_opening(heading).is_some() => ASK_RANK,
        Some(Label::Aside) | None => 5,
        Some(Label::Lead | Label::Due | Label::Dependency | Label::Comment) => 4,
        Some(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let cell = |(column, words): (usize, &&str)| GridCell {
            column,
            span: 1,
            parts: vec![Part {
                marker: None,
                words: (*words).to_owned(),
            }],
            ..GridCell::default()
        };
        let row = |cells: &&[&str]| GridRow {
            cells: cells.iter().enumerate().map(cell).collect(),
            ..GridRow::default()
        };
        Grid {
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn forms_are_told_from_tables_of_columns() {
        let cues = Cues::general();
        let shape = |rows: &[&[&str]]| Plan::of(&grid(rows), &cues).shape;
        let record: &[&[&str]] = &[
            &["K1", "The Board should light its piers."],
            &["Owner", "Chief Pilot", "Status", "On track"],
            &["Update May 2031", "Nine of ten are lit."],
            &["Completion date", "June 2031"],
        ];
        assert_eq!(shape(record), Shape::Pairs);
        let numbered: &[&[&str]] = &[&["R1", "The Board should light its piers."]];
        assert_eq!(shape(numbered), Shape::Pairs);
        let columns: &[&[&str]] = &[
            &["Ref", "Recommendation", "Owner", "Status"],
            &["K1", "The Board should light its piers.", "Pilot", "Open"],
        ];
        assert_eq!(shape(columns), Shape::Columns(1));
        let boxes: &[&[&str]] = &[
            &["1", "CORONER: I am the coroner."],
            &["2", "POWERS: an Act."],
        ];
        assert_eq!(shape(boxes), Shape::Rows);
    }
}
