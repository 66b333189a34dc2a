//! Table: facts that one compares. Never for layout, never with an empty cell.
//!
//! Up to five columns use [`Table::stacking`] (each row a block on small screens, with the roles
//! that this takes away put back); wider ones [`Table::scrolling`].

use maud::{Markup, Render, html};

use super::classes::Classes;
use super::{Card, Content, Size};
use crate::words;

/// How a list is ordered by a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortOrder {
    /// By this column, smallest or earliest first.
    Ascending,
    /// By this column, largest or latest first.
    Descending,
    /// By another column; the link sorts by this one.
    NotSorted,
}

/// A column that sorts the whole list, on the server.
#[derive(Clone, Debug)]
pub struct Sort<'a> {
    /// Where the header's link goes: the list in the other order, on page 1.
    pub href: &'a str,
    /// How the list is ordered now.
    pub order: SortOrder,
}

impl Sort<'_> {
    fn aria(&self) -> Option<&'static str> {
        match self.order {
            SortOrder::Ascending => Some("ascending"),
            SortOrder::Descending => Some("descending"),
            SortOrder::NotSorted => None,
        }
    }
}

/// Where the words of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// On the left.
    Left,
    /// In the middle.
    Centre,
    /// On the right.
    Right,
}

impl Align {
    fn suffix(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Centre => "centre",
            Self::Right => "right",
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
pub struct Column<'a> {
    /// Its name.
    pub content: Content<'a>,
    /// Its name, or more of it, for screen readers only.
    pub hidden_text: Option<&'a str>,
    /// Holds numbers: aligned on the right, digits of one width.
    pub numeric: bool,
    /// Sorts the list.
    pub sort: Option<Sort<'a>>,
    /// Width, such as `one-third`.
    pub width: Option<&'a str>,
    /// Where its words stand, if not where they usually do.
    pub align: Option<Align>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Column<'a> {
    /// Makes a column of words.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes a column of numbers.
    pub fn numeric(content: impl Into<Content<'a>>) -> Self {
        Self {
            numeric: true,
            ..Self::new(content)
        }
    }
}

impl<'a> From<&'a str> for Column<'a> {
    fn from(words: &'a str) -> Self {
        Self::new(words)
    }
}

/// One value.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    /// The value; "Not stated" and the like rather than nothing.
    pub content: Content<'a>,
    /// Where the value leads.
    pub href: Option<&'a str>,
    /// Words after it for screen readers, which tell links apart.
    pub hidden_text: Option<&'a str>,
    /// Words in a column of numbers.
    pub in_words: bool,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Cell<'a> {
    /// Makes a value.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes a value that leads somewhere.
    pub fn link(content: impl Into<Content<'a>>, href: &'a str) -> Self {
        Self {
            href: Some(href),
            ..Self::new(content)
        }
    }

    /// Makes the words for what is not there, such as "Not stated".
    pub fn missing(content: impl Into<Content<'a>>) -> Self {
        Self {
            in_words: true,
            classes: "nhsuk-u-secondary-text-colour",
            ..Self::new(content)
        }
    }
}

impl<'a, T: Into<Content<'a>>> From<T> for Cell<'a> {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// Rows of values under columns.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// What the table shows: always give one.
    pub caption: Content<'a>,
    /// Size of the caption.
    pub caption_size: Option<Size>,
    /// Further classes of the caption.
    pub caption_classes: &'a str,
    /// The id of the caption, which a scrolling table needs.
    pub caption_id: Option<&'a str>,
    /// The columns.
    pub columns: Vec<Column<'a>>,
    /// The rows, each with a value for every column.
    pub rows: Vec<Vec<Cell<'a>>>,
    /// The first value names its row.
    pub first_cell_is_header: bool,
    /// Each row becomes a block on small screens.
    pub stacking: bool,
    /// Scrolls sideways where it does not fit.
    pub scrolling: bool,
    /// Less space, for editors.
    pub compact: bool,
    /// Every other row tinted, for editors.
    pub striped: bool,
    /// Without lines.
    pub borderless: bool,
    /// Without the line under the last row.
    pub no_last_border: bool,
    /// The card that it stands in; its body is the table.
    pub card: Option<Card<'a>>,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Table<'a> {
    /// Makes a table whose rows become blocks on small screens and are named by their first value.
    pub fn new(caption: impl Into<Content<'a>>, columns: Vec<Column<'a>>) -> Self {
        Self {
            caption: caption.into(),
            columns,
            first_cell_is_header: true,
            stacking: true,
            ..Self::default()
        }
    }

    fn is_sortable(&self) -> bool {
        self.columns.iter().any(|column| column.sort.is_some())
    }

    fn class(&self) -> Classes {
        Classes::new("nhsuk-table")
            .when(self.compact, "nhsuk-table--compact")
            .when(self.stacking, "nhsuk-table--responsive")
            .when(self.borderless, "nhsuk-table--no-border")
            .when(
                self.no_last_border && !self.borderless,
                "nhsuk-table--no-last-row-border",
            )
            .when(self.is_sortable(), "nhsuk-table--sortable")
            .when(self.striped, "nhsuk-table--striped")
            .add(self.classes)
    }

    /// The role of an element: put back where stacking takes the table's own away.
    fn role(&self, role: &'static str) -> Option<&'static str> {
        self.stacking.then_some(role)
    }

    fn caption(&self) -> Markup {
        let class = Classes::new("nhsuk-table__caption")
            .modifier(
                "nhsuk-table__caption--",
                self.caption_size.map(Size::suffix),
            )
            .add(self.caption_classes);
        html! {
            @if !self.caption.is_empty() {
                caption class=(class) id=[self.caption_id] {
                    (self.caption)
                    @if self.is_sortable() {
                        span class="nhsuk-u-visually-hidden" {
                            " (" (words::COLUMN_HEADERS_ARE_SORTABLE) ")"
                        }
                    }
                }
            }
        }
    }

    fn head(&self) -> Markup {
        html! {
            @if !self.columns.is_empty() {
                thead class="nhsuk-table__head" role=[self.role("rowgroup")] {
                    tr class="nhsuk-table__row" role=[self.role("row")] {
                        @for column in &self.columns { (self.column(column)) }
                    }
                }
            }
        }
    }

    fn column(&self, column: &Column<'_>) -> Markup {
        let class = Classes::new("nhsuk-table__header")
            .when(column.numeric, "nhsuk-table__header--numeric")
            .modifier("nhsuk-u-text-align-", column.align.map(Align::suffix))
            .modifier("nhsuk-u-width-", column.width)
            .add(column.classes);
        let sort = column.sort.as_ref();
        html! {
            th class=(class) scope="col" role=[self.role("columnheader")]
                data-sort[sort.is_some()] aria-sort=[sort.and_then(Sort::aria)] {
                (value(&column.content, column.hidden_text, sort.map(|sort| sort.href)))
            }
        }
    }

    fn cell(&self, cell: &Cell<'_>, column: Option<&Column<'_>>, names_row: NamesRow) -> Markup {
        let numeric = column.is_some_and(|column| column.numeric);
        let base = match names_row {
            NamesRow::Yes => "nhsuk-table__header",
            NamesRow::No => "nhsuk-table__cell",
        };
        let align = column.and_then(|column| column.align);
        let class = Classes::new(base)
            .when(numeric && !cell.in_words, &format!("{base}--numeric"))
            .modifier(
                "nhsuk-u-text-align-",
                if numeric && cell.in_words {
                    Some("right")
                } else {
                    align.map(Align::suffix)
                },
            )
            .add(cell.classes);
        let inner = html! {
            @if let Some(column) = column.filter(|_| self.stacking) {
                span class="nhsuk-table__heading" aria-hidden="true" {
                    (value(&column.content, column.hidden_text, None)) " "
                }
            }
            @match &cell.content {
                // Markup is wrapped, so that it stays one thing beside its heading. The package
                // uses a span whatever it holds; paragraphs and lists may not stand in one.
                Content::Html(markup) if self.stacking && holds_blocks(&markup.0) => {
                    div { (cell) }
                },
                Content::Html(_) if self.stacking => span { (cell) },
                _ => (cell),
            }
        };
        match names_row {
            NamesRow::Yes => html! {
                th class=(class) scope="row" role=[self.role("rowheader")] { (inner) }
            },
            NamesRow::No => html! { td class=(class) role=[self.role("cell")] { (inner) } },
        }
    }

    fn body(&self) -> Markup {
        html! {
            tbody class="nhsuk-table__body" {
                @for row in &self.rows {
                    tr class="nhsuk-table__row" role=[self.role("row")] {
                        @for (place, cell) in row.iter().enumerate() {
                            @let names = NamesRow::when(place == 0 && self.first_cell_is_header);
                            (self.cell(cell, self.columns.get(place), names))
                        }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let table = html! {
            table class=(self.class()) role=[self.role("table")] {
                (self.caption())
                (self.head())
                (self.body())
            }
        };
        if !self.scrolling {
            return table;
        }
        // The package's own scrolling region needs its script: this one is reached by keyboard, and
        // named by the caption, without one.
        html! {
            div class="app-scroll" role="region" aria-labelledby=[self.caption_id] tabindex="0" {
                (table)
            }
        }
    }
}

/// Whether a cell is the header of its row.
#[derive(Clone, Copy)]
enum NamesRow {
    Yes,
    No,
}

impl NamesRow {
    fn when(names: bool) -> Self {
        if names { Self::Yes } else { Self::No }
    }
}

impl Render for Cell<'_> {
    fn render(&self) -> Markup {
        value(&self.content, self.hidden_text, self.href)
    }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        match &self.card {
            None => self.table(),
            Some(card) => Card {
                body: self.table().into(),
                ..card.clone()
            }
            .render(),
        }
    }
}

/// Says whether markup has elements that may not stand within a line.
fn holds_blocks(markup: &str) -> bool {
    [
        "<p", "<ul", "<ol", "<dl", "<div", "<details", "<figure", "<table",
    ]
    .iter()
    .any(|start| markup.contains(start))
}

fn value(content: &Content<'_>, hidden: Option<&str>, href: Option<&str>) -> Markup {
    let words = html! {
        (content)
        @if let Some(hidden) = hidden {
            span class="nhsuk-u-visually-hidden" {
                @if !content.is_empty() { " " }
                (hidden)
            }
        }
    };
    match href {
        Some(href) => html! { a class="nhsuk-link" href=(href) { (words) } },
        None => words,
    }
}
