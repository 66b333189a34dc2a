//! Charts: pictures of figures, drawn on the server as SVG.
//!
//! A [`Chart`] is what stands on a page: the finding in words, what is measured, the picture, what
//! is counted and what is not known, the same figures as a table and as a file. What is drawn is a
//! [`Drawing`]: [`Lanes`], [`Bars`], [`Columns`], [`Steps`]. No colour says anything alone; nothing
//! is styled in place; every word is escaped; how much is drawn has a bound.

mod bars;
mod canvas;
mod columns;
mod lanes;
mod scale;
mod steps;

pub use bars::{Bar, Bars};
pub use canvas::Canvas;
pub use columns::{Columns, Panel};
pub use lanes::{Lane, LaneSpan, Lanes, Look, Shape, Sign, day_mark};
pub use scale::with_room;
pub use steps::Steps;

use super::{Cell, Column, Details, Heading, Level, Size, Table};
use crate::words;
use canvas::px;
use heeded_due::day_in_words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

/// Something that can be drawn on paper of any width.
pub trait Drawing {
    /// Draws it; the words come out at the size that the paper says.
    fn draw(&self, canvas: Canvas) -> Drawn;
}

/// What was drawn.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// How high it came out, in the units of the paper.
    pub height: f64,
    /// The shapes and words.
    pub markup: Markup,
}

/// The figures of a picture: the table beside it and the file show exactly these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The columns; those that hold numbers are marked.
    pub columns: Vec<(&'static str, Holds)>,
    /// The rows, as many values as there are columns; the first names the row.
    pub rows: Vec<Vec<String>>,
}

/// What a column of figures holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words.
    Words,
    /// Days, as machines write them; the table shows them in words.
    Days,
    /// Numbers.
    Numbers,
}

/// A picture with all that has to stand beside it.
pub struct Chart<'a> {
    /// Its name in the page, for links to it.
    pub id: &'a str,
    /// The finding, in a sentence.
    pub headline: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// What the picture shows, for those who do not see it.
    pub description: String,
    /// The picture; `None` where there is nothing to draw: the headline says why.
    pub drawing: Option<&'a dyn Drawing>,
    /// What is counted, of how many, what is not known: each with its name.
    pub working: Vec<(&'static str, String)>,
    /// The figures.
    pub figures: &'a Figures,
    /// Where the same figures are as a file.
    pub csv_href: String,
}

impl Chart<'_> {
    fn svg(&self, drawing: &dyn Drawing, canvas: Canvas) -> Markup {
        let drawn = drawing.draw(canvas);
        let (title, described) = (
            format!("{}-{}-title", self.id, canvas.name),
            format!("{}-{}-description", self.id, canvas.name),
        );
        let view = format!("0 0 {} {}", px(canvas.width), px(drawn.height));
        html! {
            svg class=(canvas.class) viewBox=(view) role="img"
                aria-labelledby={ (title) " " (described) } {
                title id=(title) { (self.headline) }
                desc id=(described) { (self.description) }
                (drawn.markup)
            }
        }
    }
}

impl Render for Chart<'_> {
    fn render(&self) -> Markup {
        let headline = Heading {
            content: self.headline.as_str().into(),
            level: Level::Three,
            size: Some(Size::S),
            ..Heading::default()
        };
        html! {
            section class="app-chart" id=(self.id) {
                (headline)
                p class="app-chart__subtitle" { (self.subtitle) }
                @if let Some(drawing) = self.drawing {
                    div class="app-chart__drawing" {
                        (self.svg(drawing, Canvas::WIDE))
                        (self.svg(drawing, Canvas::NARROW))
                    }
                }
                dl class="app-chart__working" {
                    @for (name, sentence) in &self.working {
                        div { dt { (name) } dd { (sentence) } }
                    }
                }
                @if !self.figures.rows.is_empty() {
                    (self.table())
                    p class="app-chart__source" {
                        a href=(self.csv_href) type="text/csv" {
                            (words::THESE_FIGURES_AS_A_FILE)
                            span class="nhsuk-u-visually-hidden" { ": " (self.subtitle) }
                        }
                    }
                }
            }
        }
    }
}

/// Columns of a table that stacks on a telephone; one with more scrolls by itself.
const STACKING_COLUMNS_MAX: usize = 5;

impl Chart<'_> {
    fn table(&self) -> Markup {
        let columns = self.figures.columns.iter().map(|(name, holds)| Column {
            numeric: *holds == Holds::Numbers,
            ..Column::from(*name)
        });
        let caption_id = format!("{}-caption", self.id);
        let mut table = Table::new(self.subtitle.as_str(), columns.collect());
        table.caption_id = Some(&caption_id);
        table.caption_size = Some(Size::S);
        table.stacking = self.figures.columns.len() <= STACKING_COLUMNS_MAX;
        table.scrolling = !table.stacking;
        let rows = self.figures.rows.iter();
        table.rows = rows
            .map(|row| {
                let values = self.figures.columns.iter().zip(row);
                values
                    .map(|((_, holds), value)| cell(*holds, value))
                    .collect()
            })
            .collect();
        Details::new(words::THESE_FIGURES_AS_A_TABLE, table.render()).render()
    }
}

fn cell(holds: Holds, value: &str) -> Cell<'static> {
    match (holds, value.parse::<Date>()) {
        (Holds::Days, Ok(day)) => Cell::new(html! {
            time datetime=(value) { (day_in_words(day)) }
        }),
        _ => Cell::from(value.to_owned()),
    }
}

/// A day as a figure: as machines write it.
#[must_use]
pub fn figure_of(day: Option<Date>) -> String {
    day.map_or_else(|| words::NOT_KNOWN.to_owned(), |day| day.to_string())
}
