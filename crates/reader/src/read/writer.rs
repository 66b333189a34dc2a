//! Paragraphs, headings, items and tables, written one after the other as text and blocks.
//!
//! For formats that say what each stretch is (Word, spreadsheets, Markdown). Where a table's
//! headings stand is worked out in `super::grid`.

use std::ops::Range;

use super::grid::{self, Grid, GridCell, GridRow, Part, Plan, Shape};
use super::{Block, BlockKind, Look};
use crate::cues::Cues;
use crate::cues::labels::Label;

/// Where the heading of a group of rows stands among the headings of a document.
pub(super) const GROUP_LEVEL: u8 = 6;

/// Writes text and blocks.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) page: Option<u32>,
    /// How many rows of tables are written.
    pub(super) rows: usize,
}

impl Writer {
    /// A block of the text; the marker stands before it and is none of its words.
    pub(super) fn block(&mut self, kind: BlockKind, marker: &str, words: &str) {
        let separator = match kind {
            BlockKind::Heading(_) | BlockKind::Paragraph => "\n\n",
            BlockKind::Item | BlockKind::ItemPart | BlockKind::Cell(_) => "\n",
        };
        self.write(kind, (separator, marker), words, None);
    }

    fn write(
        &mut self,
        kind: BlockKind,
        (separator, marker): (&str, &str),
        words: &str,
        label: Option<Range<usize>>,
    ) {
        if words.trim().is_empty() {
            return;
        }
        let range = self.words((separator, marker), words);
        self.blocks.push(Block {
            range,
            kind,
            page: self.page,
            label,
            look: Look::default(),
        });
    }

    /// Words that belong to no block: headings of columns, footnotes.
    pub(super) fn words(&mut self, (separator, marker): (&str, &str), words: &str) -> Range<usize> {
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
        self.text.push_str(marker);
        let start = self.text.len();
        push_tidy(&mut self.text, words);
        start..self.text.len()
    }

    /// A table: every cell with the heading of its column or row.
    pub(super) fn table(&mut self, grid: &Grid, cues: &Cues) {
        let joints = grid.joints(cues);
        if joints.is_empty() {
            return self.one_table(grid, cues);
        }
        let starts = std::iter::once(0).chain(joints.iter().copied());
        let ends = joints.iter().copied().chain([grid.rows.len()]);
        for (start, end) in starts.zip(ends) {
            self.one_table(&grid.part(start..end), cues);
        }
    }

    fn one_table(&mut self, grid: &Grid, cues: &Cues) {
        let plan = Plan::of(grid, cues);
        match plan.shape {
            Shape::Frame => self.frame(grid, cues),
            Shape::Rows => self.rows_without_headings(grid),
            Shape::Columns(headings) => self.columns(grid, &plan, (headings, cues)),
            Shape::Pairs => self.pairs(grid, cues),
        }
        self.rows += 1;
    }

    /// A table of one column only frames its words.
    fn frame(&mut self, grid: &Grid, cues: &Cues) {
        for cell in grid.cells() {
            cell.parts.iter().for_each(|part| self.part(part));
            cell.inner.iter().for_each(|grid| self.table(grid, cues));
        }
    }

    fn part(&mut self, part: &Part) {
        let kind = match &part.marker {
            Some(_) => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        self.block(
            kind,
            part.marker.as_deref().unwrap_or_default(),
            &part.words,
        );
    }

    fn rows_without_headings(&mut self, grid: &Grid) {
        for row in &grid.rows {
            self.next_row(row);
            for cell in &row.cells {
                self.cell(cell, None);
            }
        }
    }

    /// Rows of a heading with its value.
    fn pairs(&mut self, grid: &Grid, cues: &Cues) {
        let mut rows = grid.rows.iter().peekable();
        let mut last: Option<Range<usize>> = None;
        while let Some(row) = rows.next() {
            // Words beside no heading are more of the value above them, over a page's end too.
            let mut own = row.cells.iter().filter(|cell| !cell.continues);
            if let (Some(more), None, Some(label)) = (own.next(), own.next(), &last)
                && more.column > 0
            {
                self.page = row.page.or(self.page);
                self.cell(more, Some(label));
                continue;
            }
            // With such a row the next form begins; each cell of it is a row of that form.
            if let Some(labels) = row.own_labels(cues) {
                self.rows += 1;
                for (label, value) in labels {
                    self.next_row(row);
                    let label = self.words(("\n", ""), &label);
                    let kind = BlockKind::Cell(self.rows);
                    self.write(kind, ("\n", ""), &value, Some(label));
                }
                continue;
            }
            self.next_row(row);
            // "Recommendation 3" over both columns names what the pairs below tell of; a sentence
            // there is what is asked.
            if let [only] = row.cells.as_slice()
                && only.span > 1
            {
                self.across(only);
                continue;
            }
            // "Recommendation 3 | Open", over the words: how it stands is told behind them.
            let below = rows.next_if(|next| grid::is_head_with_state(row, next));
            if let ([head, state], Some(ask)) = (row.cells.as_slice(), below) {
                self.block(BlockKind::Heading(GROUP_LEVEL), "", &head.words());
                self.next_row(ask);
                ask.cells.iter().for_each(|cell| self.across(cell));
                state.parts.iter().for_each(|part| self.part(part));
                continue;
            }
            // "Latest response | Received 3 June 2031 | We agree": both stand under one heading.
            let size = if row.cells.len() == 3 { 3 } else { 2 };
            for pair in row.cells.chunks(size) {
                let Some((heading, values)) = pair.split_first() else {
                    continue;
                };
                if values.is_empty() {
                    self.across(heading);
                    continue;
                }
                let label = self.words(("\n", ""), &heading.words());
                for value in values {
                    self.cell(value, Some(&label));
                }
                last = Some(label);
            }
        }
    }

    /// A cell over all columns: a heading, or words.
    fn across(&mut self, cell: &GridCell) {
        let words = cell.words();
        match grid::is_short(&words) {
            true => self.block(BlockKind::Heading(GROUP_LEVEL), "", &words),
            false => cell.parts.iter().for_each(|part| self.part(part)),
        }
    }

    fn columns(&mut self, grid: &Grid, plan: &Plan, (headings, cues): (usize, &Cues)) {
        for row in grid.rows.iter().take(plan.first_heading) {
            let rows = vec![row.clone()];
            self.frame(&Grid { rows }, cues);
        }
        let labels = self.labels(&plan.labels);
        let mut asked: Option<&GridCell> = None;
        let mut answers = false;
        for row in grid.rows.iter().skip(plan.first_heading + headings) {
            if plan.is_heading_again(row) {
                continue;
            }
            if let Some(group) = plan.group(row) {
                // "Agency response" over all columns, and what it was in the row below.
                let told = row.filled().next().filter(|_| answers);
                let label = cues.labels.heading(&group);
                answers = matches!(label, Some(Label::Response | Label::Update));
                match told {
                    Some(cell) => self.across(cell),
                    None => self.block(BlockKind::Heading(GROUP_LEVEL), "", &group),
                }
                continue;
            }
            answers = false;
            asked = plan.asked(row).or(asked);
            let again = asked.filter(|_| plan.is_asked_again(row));
            self.row(row, plan, (&labels, again));
        }
    }

    /// The headings of columns; one that spans several is written once.
    fn labels(&mut self, headings: &[String]) -> Vec<Option<Range<usize>>> {
        let mut labels: Vec<Option<Range<usize>>> = Vec::new();
        let mut last = "";
        for heading in headings {
            labels.push(match labels.last() {
                Some(label) if heading == last => label.clone(),
                _ => (!heading.is_empty()).then(|| self.words(("\n", ""), heading)),
            });
            last = heading;
        }
        labels
    }

    fn next_row(&mut self, row: &GridRow) {
        self.rows += 1;
        self.page = row.page.or(self.page);
    }

    /// A row; `again` is the cell above it that says who is asked here too.
    fn row(
        &mut self,
        row: &GridRow,
        plan: &Plan,
        (labels, again): (&[Option<Range<usize>>], Option<&GridCell>),
    ) {
        self.next_row(row);
        let own = row.cells.iter().filter(|cell| !cell.continues);
        let mut cells: Vec<_> = own.chain(again).collect();
        cells.sort_by_key(|cell| plan.rank(cell.column));
        for cell in cells {
            let label = labels.get(cell.column).and_then(Option::as_ref);
            self.cell(cell, label);
        }
    }

    fn cell(&mut self, cell: &GridCell, label: Option<&Range<usize>>) {
        let kind = BlockKind::Cell(self.rows);
        for part in &cell.parts {
            let marker = part.marker.as_deref().unwrap_or_default();
            self.write(kind, ("\n", marker), &part.words, label.cloned());
        }
        // A table within a cell is read as lines of that cell.
        for line in cell.inner_lines() {
            self.write(kind, ("\n", ""), &line, label.cloned());
        }
    }
}

/// Writes words with single spaces; a break of a line stays, invisible marks fall out.
fn push_tidy(text: &mut String, words: &str) {
    let mut separator = "";
    for line in words.lines() {
        for word in line.split_whitespace() {
            let word: String = word.chars().filter_map(super::text::letter).collect();
            if !word.is_empty() {
                text.push_str(separator);
                text.push_str(&word);
                separator = " ";
            }
        }
        if !separator.is_empty() {
            separator = "\n";
        }
    }
}
