//! Tags and text to blocks: what one pass over a page keeps in mind.

mod lists;
mod plain;

use std::borrow::Cow;
use std::ops::Range;

use plain::{plain, small};

use super::cells::Cells;
use super::rules::{self, Role};
use super::tokens::{Tag, Token, Tokens};
use crate::cues::Cues;
use crate::cues::labels::Label;
use crate::read::writer::GROUP_LEVEL;
use crate::read::{Block, BlockKind, Look};
use crate::recognise::words;

/// Whether to read the site's furniture (navigation, footers, cookie banners).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Furniture {
    #[default]
    LeaveOut,
    Keep,
}

/// What a pass over a page gives.
#[derive(Default)]
pub(super) struct Built {
    pub(super) title: Option<String>,
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    /// For each block whether it stands in the main part.
    pub(super) main: Vec<bool>,
    pub(super) truncated: bool,
    /// Whether the page ended inside furniture.
    pub(super) lost_in_furniture: bool,
}

/// Reads a page from front to back; without cues, its tables as they are marked.
pub(super) fn build(html: &str, furniture: Furniture, cues: Option<&Cues>) -> Built {
    let mut page = Page {
        furniture,
        cues,
        ..Page::default()
    };
    let mut saw_html = false;
    let mut saw_end = false;
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => page.words(text),
            Token::Open(tag) => {
                let name = small(tag.name);
                saw_html |= matches!(name.as_ref(), "html" | "body");
                page.open(&tag, &name);
            }
            Token::Close(name) => {
                let name = small(name);
                saw_end |= matches!(name.as_ref(), "html" | "body");
                page.close(&name);
            }
            Token::CutOff => page.built.truncated = true,
        }
    }
    page.end_block();
    page.built.truncated |= saw_html && !saw_end;
    page.built.lost_in_furniture = page
        .skipped
        .as_ref()
        .is_some_and(|skipped| skipped.furniture);
    page.built
}

/// An element whose content is left out, and how often its name is open.
struct Skipped {
    name: String,
    depth: usize,
    furniture: bool,
}

#[derive(Default)]
struct Page<'c> {
    built: Built,
    furniture: Furniture,
    cues: Option<&'c Cues>,
    /// The table that is being read, as long as it marks no headings.
    cells: Option<Cells>,
    skipped: Option<Skipped>,
    /// Where the block being written began, if one is.
    start: Option<usize>,
    space: bool,
    /// Whether an element with a class of its own has just begun in the line.
    styled: bool,
    main_depth: usize,
    in_title: bool,
    heading: Option<u8>,
    /// How many lists and items are open, and whether the item has its first block still to come.
    items: usize,
    item_begins: bool,
    /// The number of every list that is open; `None` for one without numbers.
    lists: Vec<Option<lists::Ordered>>,
    link: Option<(String, usize)>,
    /// The address of a link that opened the block: kept back until more words follow, because a
    /// link that is all of a block is a heading, a name or a menu.
    pending_address: Option<String>,
    table: Table,
    field: Option<Field>,
}

/// A part of a field, as sites write pairs of label and value, and how deep the pass is in it.
struct Field {
    name: String,
    depth: usize,
    role: Role,
}

/// Where a pass stands in a table.
#[derive(Default)]
struct Table {
    depth: usize,
    row: usize,
    column: usize,
    /// The headings of the columns, from the latest row of nothing but headings.
    headings: Vec<Range<usize>>,
    /// The heading of this row.
    row_heading: Option<Range<usize>>,
    row_has_cells: bool,
    row_headings: Vec<Range<usize>>,
    /// How many of them stand before the heading that is being read.
    headings_before: usize,
    in_cell: bool,
    in_heading: bool,
    /// Whether the cell takes the whole width: it names the group of the rows below.
    in_group: bool,
    /// The table, by how deep it lies, that only arranges the page: its cells hold headings.
    arranges: Option<usize>,
}

impl Table {
    /// Whether words stand in a cell that means something.
    fn is_cell(&self) -> bool {
        (self.in_cell || self.in_heading) && self.arranges != Some(self.depth)
    }
}

impl Page<'_> {
    fn words(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        let text = match memchr::memchr(b'&', text.as_bytes()) {
            Some(_) => html_escape::decode_html_entities(text),
            None => Cow::Borrowed(text),
        };
        if self.in_title {
            let title: Vec<&str> = text.split_whitespace().collect();
            self.built.title.get_or_insert_with(|| title.join(" "));
            return;
        }
        let mut behind = 0;
        while let Some(word) = words::all_words(text.get(behind..).unwrap_or_default()).next() {
            let start = behind + word.start;
            self.space |= word.start > 0;
            // What stands in the page as it will in the text is written at once; an address that
            // waits comes between two words.
            behind += match self.pending_address {
                None => word
                    .end
                    .max(word.start + plain(text.get(start..).unwrap_or_default())),
                Some(_) => word.end,
            };
            self.word(text.get(start..behind).unwrap_or_default());
        }
        self.space |= behind < text.len();
    }

    fn word(&mut self, word: &str) {
        if self.start.is_none() {
            self.begin_block(word);
        } else {
            if !word.starts_with(['|', ':', ',']) {
                self.put_pending_address();
            }
            // "<span class="number">4</span><span class="state">Open</span>": two words.
            let digit = self.built.text.ends_with(|l: char| l.is_ascii_digit());
            let apart = self.styled && digit && word.starts_with(char::is_uppercase);
            if (self.space || apart) && !self.built.text.ends_with('\n') {
                self.built.text.push(' ');
            }
        }
        (self.space, self.styled) = (false, false);
        if word.is_ascii() {
            self.built.text.push_str(word);
        } else {
            self.built
                .text
                .extend(word.chars().filter_map(crate::read::text::letter));
        }
    }

    /// Begins a block with its first words.
    fn begin_block(&mut self, words: &str) {
        if !self.built.text.is_empty() {
            self.built.text.push('\n');
        }
        if self.item_begins {
            let marker = self.next_marker(words);
            self.built.text.push_str(&marker);
        }
        self.start = Some(self.built.text.len());
    }

    fn end_block(&mut self) {
        self.space = false;
        let Some(start) = self.start.take() else {
            return;
        };
        let end = self.built.text.trim_end().len();
        if end <= start {
            return;
        }
        let range = start..end;
        self.pending_address = None;
        if self.table.in_heading && self.table.headings.is_empty() && !self.table.in_group {
            self.table.row_headings.push(range);
            return;
        }
        let kind = match self.is_told_over_columns() {
            true => BlockKind::Paragraph,
            false => self.kind(),
        };
        let label = self.label().filter(|_| matches!(kind, BlockKind::Cell(_)));
        self.item_begins = false;
        self.built.blocks.push(Block {
            range,
            kind,
            page: None,
            label,
            look: Look::default(),
        });
        self.built.main.push(self.main_depth > 0);
        if let Some(cells) = &mut self.cells {
            cells.block(self.table.in_cell || self.table.in_group);
        }
    }

    /// Whether a cell over all columns stands below "Agency response" over all columns: it is that
    /// response, and no heading.
    fn is_told_over_columns(&self) -> bool {
        let last = self.built.blocks.last();
        let last = last.filter(|last| last.kind == BlockKind::Heading(GROUP_LEVEL));
        let above = last.and_then(|last| self.built.text.get(last.range.clone()));
        let labels = self.cues.map(|cues| &cues.labels);
        let label = above
            .zip(labels)
            .and_then(|(above, labels)| labels.heading(above));
        self.table.in_group && matches!(label, Some(Label::Response | Label::Update))
    }

    fn kind(&self) -> BlockKind {
        if self.table.in_group {
            BlockKind::Heading(GROUP_LEVEL)
        } else if self.table.is_cell() {
            BlockKind::Cell(self.table.row)
        } else if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if self.items > 0 && self.item_begins {
            BlockKind::Item
        } else if self.items > 0 {
            BlockKind::ItemPart
        } else {
            BlockKind::Paragraph
        }
    }

    fn label(&self) -> Option<Range<usize>> {
        if !self.table.in_cell && !self.table.in_heading {
            return None;
        }
        let column = self.table.headings.get(self.table.column.saturating_sub(1));
        let label = column.or(self.table.row_heading.as_ref()).cloned();
        label.filter(|label| !label.is_empty())
    }

    fn open(&mut self, tag: &Tag<'_>, name: &str) {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += usize::from(skipped.name == name && !rules::is_void(name));
            return;
        }
        let role = match self.heading {
            // What shows and hides the part below it is the heading of that part.
            Some(_) if name == "button" => Role::Inline,
            _ => rules::role(name),
        };
        if self.skips(tag, name, role) {
            self.skipped = Some(Skipped {
                name: name.to_owned(),
                depth: 1,
                furniture: role != Role::Never,
            });
            return;
        }
        let role = self.field_role(tag, name).unwrap_or(role);
        match role {
            Role::Inline => {
                self.space |= rules::is_badge(tag, name);
                self.styled = rules::is_styled(tag, name);
            }
            Role::Link => {
                self.link = tag
                    .attribute("href")
                    .map(|to| (to.to_owned(), self.built.text.len()))
            }
            Role::Title => self.in_title = true,
            Role::Break => self.line_break(),
            Role::Heading(level) => {
                self.end_block();
                self.heading = Some(level);
                self.cells.iter_mut().for_each(Cells::is_other);
                self.leave_field();
                if self.table.in_cell && self.label().is_none() {
                    self.table.arranges = Some(self.table.depth);
                }
            }
            Role::Item => self.open_item(tag),
            Role::List => self.open_list(tag, name),
            Role::Main => {
                self.end_block();
                self.main_depth += 1;
            }
            Role::Block | Role::Furniture | Role::Never => self.end_block(),
            Role::Table | Role::Row | Role::HeadCell | Role::Cell | Role::Term | Role::Detail => {
                self.open_table(role);
                let span = |name| tag.attribute(name)?.trim().parse().ok();
                self.keep(role, (span("colspan"), span("rowspan")));
                let span = span("colspan");
                let columns = self.table.headings.len();
                let spans = span.is_some_and(|span: usize| columns > 1 && span >= columns);
                self.table.in_group = spans && matches!(role, Role::HeadCell | Role::Cell);
            }
        }
    }

    /// The role of a part of a field: its label, or the value behind a label.
    fn field_role(&mut self, tag: &Tag<'_>, name: &str) -> Option<Role> {
        if let Some(field) = self.field.as_mut().filter(|field| field.name == name) {
            field.depth += 1;
        }
        if self.table.depth > 0 {
            return None;
        }
        let role = rules::field(tag, name)?;
        let labelled = !self.table.row_headings.is_empty();
        let inside = self.field.as_ref().is_some_and(|field| field.role == role);
        if role == Role::Detail && (!labelled || inside) {
            return None;
        }
        let name = name.to_owned();
        self.field = Some(Field {
            name,
            depth: 1,
            role,
        });
        Some(role)
    }

    /// The role of the part of a field that an end tag closes.
    fn closes_field(&mut self, name: &str) -> Option<Role> {
        let field = self.field.as_mut().filter(|field| field.name == name)?;
        field.depth -= 1;
        if field.depth > 0 {
            return None;
        }
        let role = self.field.take()?.role;
        if role == Role::Detail {
            self.end_block();
            self.table.row_headings.clear();
        }
        Some(role)
    }

    /// A value with a heading in it is a part of the page, and no cell.
    fn leave_field(&mut self) {
        let value = self.field.take_if(|field| field.role == Role::Detail);
        if value.is_some() {
            self.table.row_headings.clear();
            (self.table.in_cell, self.table.in_heading) = (false, false);
        }
    }

    fn skips(&self, tag: &Tag<'_>, name: &str, role: Role) -> bool {
        if role == Role::Never {
            return true;
        }
        self.furniture == Furniture::LeaveOut
            && ((role == Role::Furniture && self.main_depth == 0)
                || matches!(name, "nav" | "dialog")
                || rules::is_furniture(tag, name))
    }

    /// In an item or a cell with a heading a break is a new line of the same thing; elsewhere a new
    /// paragraph.
    fn line_break(&mut self) {
        if self.items > 0 || self.table.in_cell && self.label().is_some() {
            if self.start.is_some() && !self.built.text.ends_with('\n') {
                self.built.text.push('\n');
            }
        } else {
            self.end_block();
        }
    }

    fn open_table(&mut self, role: Role) {
        self.end_block();
        let table = &mut self.table;
        match role {
            Role::Table => {
                table.depth += 1;
                table.headings.clear();
                // What a list of terms said last is no heading of this table.
                table.row_headings.clear();
                table.row_heading = None;
                table.row += 1;
            }
            Role::Row => self.begin_row(),
            Role::HeadCell => {
                table.column += 1;
                table.headings_before = table.row_headings.len();
                (table.in_cell, table.in_heading) = (false, true);
            }
            Role::Cell => {
                table.column += 1;
                table.row_heading = if table.column == 2 {
                    table.row_headings.last().cloned()
                } else {
                    None
                }
                .or(table.row_heading.take());
                table.row_has_cells = true;
                (table.in_cell, table.in_heading) = (true, false);
            }
            Role::Term => {
                table.row_headings.clear();
                (table.in_cell, table.in_heading) = (false, true);
            }
            _ => {
                table.row += 1;
                table.row_heading = table.row_headings.last().cloned();
                (table.in_cell, table.in_heading) = (true, false);
            }
        }
    }

    /// Keeps the cells of a table that may be read as those of a Word file are.
    fn keep(&mut self, role: Role, (across, down): (Option<usize>, Option<usize>)) {
        if role == Role::Table && self.table.depth == 1 && self.cues.is_some() {
            self.cells = Some(Cells::begin(&self.built));
            return;
        }
        let Some(cells) = &mut self.cells else { return };
        match role {
            Role::Row => cells.row(),
            Role::Cell => cells.cell((across.unwrap_or(1), down.unwrap_or(1))),
            Role::HeadCell => cells.heading((across.unwrap_or(1), down.unwrap_or(1))),
            _ => cells.is_other(),
        }
    }

    /// Keeps the words of a heading, which are no block.
    fn keep_heading(&mut self) {
        let own = self.table.row_headings.iter();
        let own = own.skip(self.table.headings_before);
        if let Some(cells) = &mut self.cells {
            cells.words(own.filter_map(|range| self.built.text.get(range.clone())));
        }
    }

    fn begin_row(&mut self) {
        let table = &mut self.table;
        if !table.row_has_cells && !table.row_headings.is_empty() {
            table.headings = std::mem::take(&mut table.row_headings);
        }
        table.row += 1;
        table.column = 0;
        table.row_has_cells = false;
        table.row_headings.clear();
        table.row_heading = None;
        (table.in_cell, table.in_heading) = (false, false);
    }

    fn close(&mut self, name: &str) {
        if let Some(skipped) = &mut self.skipped {
            if skipped.name == name {
                skipped.depth -= 1;
                if skipped.depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match self.closes_field(name).unwrap_or_else(|| rules::role(name)) {
            Role::Inline | Role::Never | Role::Break => {}
            Role::Link => self.end_link(),
            Role::Title => self.in_title = false,
            Role::Heading(_) => {
                self.end_block();
                self.heading = None;
            }
            Role::Item => {
                self.end_block();
                self.item_begins = false;
                self.items = self.items.min(self.lists.len().saturating_sub(1));
            }
            Role::List => {
                self.end_block();
                self.lists.pop();
                self.items = self.items.min(self.lists.len());
                self.item_begins = false;
            }
            Role::Main => {
                self.end_block();
                self.main_depth = self.main_depth.saturating_sub(1);
            }
            Role::Block | Role::Furniture => self.end_block(),
            Role::Table => {
                self.end_block();
                self.begin_row();
                self.table.arranges = self.table.arranges.filter(|&at| at < self.table.depth);
                self.table.depth = self.table.depth.saturating_sub(1);
                // A list of terms behind a table has none of its columns.
                if self.table.depth == 0 {
                    self.table.headings.clear();
                }
                if self.table.depth == 0
                    && let (Some(cells), Some(cues)) = (self.cells.take(), self.cues)
                {
                    cells.end(&mut self.built, &mut self.table.row, cues);
                }
            }
            Role::Row => {
                self.end_block();
                self.begin_row();
            }
            role @ (Role::HeadCell | Role::Cell | Role::Term | Role::Detail) => {
                self.end_block();
                if role == Role::HeadCell {
                    self.keep_heading();
                    self.end_heading();
                }
                (self.table.in_cell, self.table.in_heading) = (false, false);
                self.table.in_group = false;
            }
        }
    }

    /// A heading without words keeps its place among those of the columns.
    fn end_heading(&mut self) {
        let end = self.built.text.len();
        let heads = self.table.headings.is_empty() && !self.table.in_group;
        let row = &mut self.table.row_headings;
        if heads && self.table.in_heading && row.len() < self.table.column {
            row.resize(self.table.column, end..end);
        }
    }

    /// Puts the address of a link behind its words, if it leads out of the page.
    fn end_link(&mut self) {
        let Some((address, from)) = self.link.take() else {
            return;
        };
        let address = html_escape::decode_html_entities(address.trim());
        let leads = address.starts_with("http") || address.starts_with('/');
        if !leads || address.contains(|l: char| l.is_whitespace() || l == '>') {
            return;
        }
        self.pending_address = Some(address.into_owned());
        if self.start.is_some_and(|start| start < from) {
            self.put_pending_address();
        }
    }

    fn put_pending_address(&mut self) {
        if let Some(address) = self.pending_address.take() {
            self.built.text.push_str(" <");
            self.built.text.push_str(&address);
            self.built.text.push('>');
        }
    }
}
