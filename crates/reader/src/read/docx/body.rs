//! The body of a Word file to paragraphs and tables, from front to back, without recursion.
//!
//! Tracked changes are read as accepted: what was put in is there, what was struck out is not.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::styles::{Lists, Styles};
use crate::read::grid::{Grid, GridCell, GridRow, Part};
use crate::read::xml::{attribute, character, is_on, local, name};

/// Tables within tables deeper than this are read as the words of their cell.
const DEEPEST_TABLE: usize = 8;
/// A table has at most so many columns; Word itself makes at most 63.
const MOST_COLUMNS: usize = 1000;
/// A marker with so many letters in a row is a word ("Recommendation 3:"), not a number.
const WORD_LETTERS: usize = 4;

/// A piece of the document.
#[derive(Debug)]
pub(super) enum Node {
    Paragraph(Paragraph),
    Table(Grid),
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) words: String,
    pub(super) heading: Option<u8>,
    pub(super) marker: Option<String>,
    pub(super) page: u32,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// Whether its end was struck out, so that it goes on in the next.
    joined: bool,
}

#[derive(Default)]
struct Table {
    grid: Grid,
    row: GridRow,
    column: usize,
    cell: Option<GridCell>,
    struck_out: bool,
    properties_of_row: bool,
}

/// What is known while a body is read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    lists: &'a mut Lists,
    links: &'a HashMap<String, String>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    link: Option<String>,
    in_text: bool,
    /// How many elements are open below one that is not read.
    skipped: usize,
    page: u32,
    pub(super) nodes: Vec<Node>,
    pub(super) tracked: bool,
    pub(super) broken: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        styles: &'a Styles,
        lists: &'a mut Lists,
        links: &'a HashMap<String, String>,
    ) -> Self {
        Self {
            styles,
            lists,
            links,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            link: None,
            in_text: false,
            skipped: 0,
            page: 1,
            nodes: Vec::new(),
            tracked: false,
            broken: false,
        }
    }

    pub(super) fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(&element),
                Ok(Event::Empty(element)) if self.skipped == 0 => self.empty(&element),
                Ok(Event::End(element)) => self.end(local(element.name().into_inner())),
                Ok(Event::Text(text)) => self.words(&text.xml10_content()),
                Ok(Event::CData(text)) => self.words(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => {
                    let character = character(&reference);
                    character
                        .iter()
                        .for_each(|one| self.words(one.encode_utf8(&mut [0; 4])));
                }
                Ok(Event::Eof) => break,
                Err(_) => {
                    self.broken = true;
                    break;
                }
                Ok(_) => {}
            }
        }
        self.broken |= !self.tables.is_empty() || !self.paragraphs.is_empty();
        while !self.paragraphs.is_empty() {
            self.end("p");
        }
        while !self.tables.is_empty() {
            self.end("tc");
            self.end("tr");
            self.end("tbl");
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text
            && self.skipped == 0
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.words.push_str(words);
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        if self.skipped > 0 {
            self.skipped = self.skipped.saturating_add(1);
            return;
        }
        match name(element) {
            "del" | "moveFrom" => {
                (self.tracked, self.skipped) = (true, 1);
            }
            "ins" | "moveTo" => self.tracked = true,
            "Fallback" | "instrText" | "delText" | "tabs" | "rubyBase" | "pPrChange"
            | "rPrChange" | "tblPrChange" | "sectPrChange" => self.skipped = 1,
            "p" => self.begin_paragraph(),
            "tbl" if self.tables.len() < DEEPEST_TABLE => self.tables.push(Table::default()),
            "tr" => self.with_table(|table| {
                table.row = GridRow::default();
                (table.column, table.struck_out) = (0, false);
            }),
            "trPr" => self.with_table(|table| table.properties_of_row = true),
            "tc" => self.with_table(|table| {
                table.cell = Some(GridCell {
                    column: table.column,
                    span: 1,
                    ..GridCell::default()
                });
            }),
            "hyperlink" => {
                let id = attribute(element, "id");
                self.link = id.and_then(|id| self.links.get(&id).cloned());
            }
            "t" => self.in_text = true,
            _ => self.empty(element),
        }
    }

    fn begin_paragraph(&mut self) {
        let open = match self.nodes.last() {
            // A paragraph whose end was struck out goes on in this one.
            Some(Node::Paragraph(last)) if last.joined && self.tables.is_empty() => {
                self.nodes.pop()
            }
            _ => None,
        };
        let words = match open {
            Some(Node::Paragraph(last)) => last.words,
            _ => String::new(),
        };
        self.paragraphs.push(Paragraph {
            words,
            page: self.page,
            ..Paragraph::default()
        });
    }

    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// An element without content, or what the beginning of one says.
    fn empty(&mut self, element: &BytesStart<'_>) {
        match name(element) {
            "tab" | "ptab" => self.put(" "),
            "br" if attribute(element, "type").as_deref() == Some("page") => self.next_page(),
            "br" | "cr" => self.put("\n"),
            "lastRenderedPageBreak" => self.next_page(),
            "noBreakHyphen" => self.put("-"),
            "ins" => self.tracked = true,
            "del" => self.struck_out(),
            "tblHeader" => self.with_table(|table| table.row.is_heading = is_on(element)),
            "gridSpan" => self.with_cell(|cell| {
                let span = attribute(element, "val").and_then(|span| span.parse().ok());
                cell.span = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
            }),
            "vMerge" => self.with_cell(|cell| {
                cell.continues = attribute(element, "val").as_deref() != Some("restart");
            }),
            _ => self.of_paragraph(element),
        }
    }

    fn of_paragraph(&mut self, element: &BytesStart<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let val = attribute(element, "val");
        match name(element) {
            "pStyle" => paragraph.style = val,
            "numId" => paragraph.list = val,
            "ilvl" => paragraph.level = val.and_then(|level| level.parse().ok()),
            "outlineLvl" => {
                let level: Option<u8> = val.and_then(|level| level.parse().ok());
                paragraph.heading = level.filter(|&level| level < 9).map(|level| level + 1);
            }
            _ => {}
        }
    }

    /// The end of a paragraph, or a row, was struck out.
    fn struck_out(&mut self) {
        self.tracked = true;
        match (self.tables.last_mut(), self.paragraphs.last_mut()) {
            (Some(table), None) if table.properties_of_row => table.struck_out = true,
            (_, Some(paragraph)) => paragraph.joined = true,
            _ => {}
        }
    }

    fn with_cell(&mut self, change: impl FnOnce(&mut GridCell)) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            change(cell);
        }
    }

    fn next_page(&mut self) {
        self.page = self.page.saturating_add(1);
        if let Some(paragraph) = self.paragraphs.last_mut()
            && paragraph.words.trim().is_empty()
        {
            paragraph.page = self.page;
        }
    }

    fn put(&mut self, words: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.words.push_str(words);
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "hyperlink" => {
                if let Some(address) = self.link.take() {
                    self.put(&format!(" <{address}>"));
                }
            }
            "p" => self.end_paragraph(),
            "trPr" => self.with_table(|table| table.properties_of_row = false),
            "tc" => self.with_table(Table::end_cell),
            "tr" => self.with_table(Table::end_row),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.in_text = false;
        let Some(mut paragraph) = self.paragraphs.pop() else {
            return;
        };
        let style = paragraph.style.take().unwrap_or_default();
        if self.styles.is_contents(&style) {
            return;
        }
        paragraph.heading = paragraph.heading.or_else(|| self.styles.heading(&style));
        if !paragraph.words.trim().is_empty() {
            self.mark(&mut paragraph, &style);
        }
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell.parts.push(Part {
                marker: paragraph.marker,
                words: paragraph.words,
            }),
            None => self.nodes.push(Node::Paragraph(paragraph)),
        }
    }

    /// Puts the number that Word prints where it belongs: into the words of a heading, or if it
    /// is a word itself; before those of a point of a list.
    fn mark(&mut self, paragraph: &mut Paragraph, style: &str) {
        let of_style = self.styles.list(style);
        let list = paragraph
            .list
            .clone()
            .or(of_style.as_ref().map(|(list, _)| list.clone()));
        let level = paragraph
            .level
            .or(of_style.map(|(_, level)| level))
            .unwrap_or(0);
        let marker = list
            .filter(|list| list != "0")
            .and_then(|list| self.lists.marker(&list, level))
            .or_else(|| self.styles.is_bulleted(style).then(|| "-".to_owned()))
            .filter(|marker| !marker.is_empty());
        let Some(marker) = marker else { return };
        let word = marker.split(|letter: char| !letter.is_alphabetic());
        let is_word = word
            .into_iter()
            .any(|word| word.chars().count() >= WORD_LETTERS);
        if is_word || (paragraph.heading.is_some() && marker != "-") {
            paragraph.words = format!("{marker} {}", paragraph.words.trim_start());
        } else {
            paragraph.marker = Some(format!("{marker} "));
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
            Some(cell) => cell.inner.push(table.grid),
            None => self.nodes.push(Node::Table(table.grid)),
        }
    }
}

impl Table {
    fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.column = (self.column + cell.span).min(MOST_COLUMNS);
            self.row.cells.push(cell);
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if !self.struck_out && !row.cells.is_empty() {
            self.grid.rows.push(row);
        }
    }
}
