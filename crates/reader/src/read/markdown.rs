//! Markdown to text and blocks: headings, paragraphs, lists, tables.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::grid::{Grid, GridCell, GridRow, Part};
use super::writer::Writer;
use super::{BlockKind, Source};
use crate::cues::Cues;
use crate::reading::{Encoding, Format};

/// Reads Markdown.
pub(super) fn source(text: &str, cues: &Cues) -> Source {
    let mut page = Page {
        cues,
        writer: Writer::default(),
        words: String::new(),
        heading: None,
        lists: Vec::new(),
        item: None,
        links: Vec::new(),
        grid: None,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(text, options) {
        page.event(event);
    }
    page.end_block();
    let title = page
        .writer
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading(1));
    Source {
        title: title
            .and_then(|block| page.writer.text.get(block.range.clone()))
            .map(str::to_owned),
        format: Format::Markdown,
        encoding: Encoding(String::new()),
        text: page.writer.text,
        blocks: page.writer.blocks,
        remarks: Vec::new(),
    }
}

struct Page<'a> {
    cues: &'a Cues,
    writer: Writer,
    words: String,
    heading: Option<u8>,
    /// The next number of every list that is open; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    /// The marker of an item whose first words are still to come.
    item: Option<String>,
    links: Vec<String>,
    grid: Option<Grid>,
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) => self.words.push_str(&words),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(number(level));
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", number.saturating_sub(1))
                    }
                    _ => "- ".to_owned(),
                };
                self.item = Some(marker);
            }
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            Tag::Table(_) => {
                self.end_block();
                self.grid = Some(Grid::default());
            }
            Tag::TableHead => self.begin_row(true),
            Tag::TableRow => self.begin_row(false),
            Tag::TableCell | Tag::Paragraph => self.end_block(),
            _ => {}
        }
    }

    fn begin_row(&mut self, is_heading: bool) {
        if let Some(grid) = &mut self.grid {
            grid.rows.push(GridRow {
                page: None,
                is_heading,
                cells: Vec::new(),
            });
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_block();
                self.heading = None;
            }
            TagEnd::Link => {
                let address = self
                    .links
                    .pop()
                    .filter(|address| address.starts_with("http"));
                address
                    .iter()
                    .for_each(|address| self.words.push_str(&format!(" <{address}>")));
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => {
                let grid = self.grid.take();
                grid.iter()
                    .for_each(|grid| self.writer.table(grid, self.cues));
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_block(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let words = std::mem::take(&mut self.words);
        if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
            row.cells.push(GridCell {
                column: row.cells.len(),
                span: 1,
                parts: vec![Part {
                    marker: None,
                    words,
                }],
                ..GridCell::default()
            });
        }
    }

    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.trim().is_empty() {
            return;
        }
        let kind = match (self.heading, &self.item) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(_)) => BlockKind::Item,
            (None, None) if self.lists.is_empty() => BlockKind::Paragraph,
            (None, None) => BlockKind::ItemPart,
        };
        let marker = self.item.take().unwrap_or_default();
        self.writer.block(kind, &marker, &words);
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
