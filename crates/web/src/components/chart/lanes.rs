//! Lanes: what happened to each of several things, on one line of days with a day marked.

use super::canvas::{Anchor, Box, Canvas, line, lines, px, times, words};
use super::scale::{DayTick, Days};
use super::{Drawing, Drawn};
use heeded_due::day_in_words;
use jiff::civil::Date;
use maud::{Markup, html};

/// Height of a span, in units.
const BAR_UNITS: f64 = 18.0;

/// Between two lanes, in units.
const GAP_UNITS: f64 = 20.0;

/// Lines of words over a lane: a title of two and a note of three on a telephone.
const TITLE_LINES_MAX: usize = 2;
/// As [`TITLE_LINES_MAX`]; notes say each day in full, which takes more room.
const NOTE_LINES_MAX: usize = 4;

/// Lanes on one line of days.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// The first day shown.
    pub from: Date,
    /// The last day shown.
    pub until: Date,
    /// The day that is marked, and what the mark says.
    pub marked: (Date, String),
    /// The lanes, the first on top.
    pub lanes: Vec<Lane>,
    /// What the signs mean: only those that are drawn.
    pub key: Vec<(Sign, &'static str)>,
}

/// One thing, with its words above it.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// What it is.
    pub title: String,
    /// What is drawn, in words: the days in full.
    pub note: String,
    /// Spans of days, drawn in this order.
    pub spans: Vec<LaneSpan>,
    /// Days on which something happened.
    pub marks: Vec<(Date, Shape)>,
}

/// A span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneSpan {
    /// First day; `None`: it begins before what is shown.
    pub from: Option<Date>,
    /// Last day; `None`: it has no end.
    pub until: Option<Date>,
    /// How it looks.
    pub look: Look,
}

/// How a span looks; no two differ by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// A thin line: time passes.
    Passing,
    /// A filled box: it falls due, in the reading that counts.
    Due,
    /// A lower box with a light filling: it falls due, in a stricter reading.
    Strict,
    /// A dashed empty box: what was promised before the date moved.
    Moved,
    /// A thick line: over its time.
    Late,
}

/// What a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// A ring: it began.
    Ring,
    /// A diamond: an answer came.
    Diamond,
    /// A bar across: a last day.
    Post,
    /// A triangle: the date was moved.
    Triangle,
    /// A filled disc: done.
    Disc,
    /// A square: it ended otherwise.
    Square,
}

/// A sign that the key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A span.
    Span(Look),
    /// A mark.
    Mark(Shape),
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Passing => "app-chart__passing",
            Self::Due => "app-chart__bar--1",
            Self::Strict => "app-chart__strict",
            Self::Moved => "app-chart__moved",
            Self::Late => "app-chart__bar--4",
        }
    }

    /// How high it is and how far below the top of the lane.
    fn within(self) -> (f64, f64) {
        match self {
            Self::Passing => (BAR_UNITS / 2.0 - 1.5, 3.0),
            Self::Late => (BAR_UNITS / 2.0 - 4.0, 8.0),
            Self::Strict => (BAR_UNITS / 2.0 - 4.0, 8.0),
            Self::Due | Self::Moved => (1.0, BAR_UNITS - 2.0),
        }
    }

    fn draw(self, x: f64, y: f64, width: f64) -> Markup {
        let (below, height) = self.within();
        let y = y + below;
        // One day is seen too.
        let width = width.max(3.0);
        Box {
            x,
            y,
            width,
            height,
        }
        .draw(self.class())
    }
}

impl Shape {
    fn draw(self, x: f64, y: f64) -> Markup {
        let middle = y + BAR_UNITS / 2.0;
        html! {
            @match self {
                Self::Ring => circle class="app-chart__ring" cx=(px(x)) cy=(px(middle)) r="5.5" {},
                Self::Disc => circle class="app-chart__disc" cx=(px(x)) cy=(px(middle)) r="7" {},
                Self::Post => (line((x, y - 2.0), (x, y + BAR_UNITS + 2.0), "app-chart__post")),
                Self::Diamond => path class="app-chart__diamond" d=(diamond(x, middle)) {},
                Self::Triangle => path class="app-chart__triangle" d=(triangle(x, middle)) {},
                Self::Square => (Box { x: x - 6.0, y: middle - 6.0, width: 12.0, height: 12.0 }
                    .draw("app-chart__square")),
            }
        }
    }
}

fn diamond(x: f64, y: f64) -> String {
    let (x, y) = (px(x), px(y - 8.0));
    format!("M{x} {y}l8 8l-8 8l-8 -8z")
}

fn triangle(x: f64, y: f64) -> String {
    let (x, y) = (px(x - 7.0), px(y + 6.0));
    format!("M{x} {y}h14l-7 -13z")
}

impl Drawing for Lanes {
    fn draw(&self, canvas: Canvas) -> Drawn {
        let margin = 8.0;
        let days = Days::new(self.from, self.until, margin, canvas.width - 2.0 * margin);
        let mut y = canvas.line() + 12.0;
        let top = y - 8.0;
        let mut drawn = Vec::new();
        for lane in &self.lanes {
            let (markup, foot) = lane.draw(canvas, days, y);
            drawn.push(markup);
            y = foot + GAP_UNITS;
        }
        let foot = y - GAP_UNITS / 2.0;
        let x = days.at(self.marked.0);
        let (axis, mut height) = axis(canvas, days, foot);
        let key = self.key(canvas, &mut height);
        let markup = html! {
            (line((x, top), (x, foot), "app-chart__today"))
            (beside(canvas, x, canvas.letters, &self.marked.1))
            @for lane in &drawn { (lane) }
            (axis)
            (key)
        };
        Drawn { height, markup }
    }
}

/// Words at a place, turned to the side where there is room.
fn beside(canvas: Canvas, x: f64, y: f64, text: &str) -> Markup {
    let half = canvas.width_of(text) / 2.0;
    let (x, anchor) = if x < half {
        (x.max(0.0), Anchor::Start)
    } else if x > canvas.width - half {
        (x.min(canvas.width), Anchor::End)
    } else {
        (x, Anchor::Middle)
    };
    words(
        x,
        y,
        anchor,
        "app-chart__label app-chart__label--strong",
        text,
    )
}

impl Lanes {
    fn key(&self, canvas: Canvas, height: &mut f64) -> Markup {
        let start = 40.0;
        let mut rows = Vec::new();
        for (sign, meaning) in &self.key {
            let meaning = canvas.wrapped(meaning, canvas.width - start, 3);
            *height += canvas.line() * times(meaning.len()) + 4.0;
            let foot = *height - canvas.line() * (times(meaning.len()) - 1.0);
            let y = foot - canvas.letters * 0.35 - BAR_UNITS / 2.0;
            let sign = match sign {
                Sign::Span(look) => look.draw(4.0, y, 26.0),
                Sign::Mark(shape) => shape.draw(17.0, y),
            };
            rows.push(
                html! { (sign) (lines(canvas, (start, foot), "app-chart__label", &meaning)) },
            );
        }
        *height += 8.0;
        html! { @for row in &rows { (row) } }
    }
}

impl Lane {
    /// Draws the lane from `y` down; answers where it ends.
    fn draw(&self, canvas: Canvas, days: Days, y: f64) -> (Markup, f64) {
        let title = canvas.wrapped(&self.title, canvas.width * 0.96, TITLE_LINES_MAX);
        let note = canvas.wrapped(&self.note, canvas.width, NOTE_LINES_MAX);
        let first = y + canvas.letters;
        let second = first + canvas.line() * times(title.len());
        let bar = second + canvas.line() * times(note.len()) - canvas.letters + 4.0;
        let markup = html! {
            (lines(canvas, (0.0, first), "app-chart__label app-chart__label--strong", &title))
            (lines(canvas, (0.0, second), "app-chart__label", &note))
            @for span in &self.spans {
                @let x = span.from.map_or(0.0, |from| days.at(from));
                @let end = span.until.and_then(|day| day.tomorrow().ok()).map(|day| days.at(day));
                (span.look.draw(x, bar, end.unwrap_or(canvas.width - 8.0) - x))
                @if end.is_none() { (open_end(canvas, bar)) }
            }
            @for (day, shape) in &self.marks { (shape.draw(days.at(*day), bar)) }
        };
        (markup, bar + BAR_UNITS)
    }
}

/// An arrow's head: it goes on.
fn open_end(canvas: Canvas, y: f64) -> Markup {
    let (x, y) = (px(canvas.width - 10.0), px(y));
    html! { path class="app-chart__arrow" d=(format!("M{x} {y}l9 9l-9 9")) {} }
}

/// The line of days under the lanes; answers how far down it reaches.
fn axis(canvas: Canvas, days: Days, y: f64) -> (Markup, f64) {
    let ticks = days.ticks(if canvas == Canvas::NARROW { 4 } else { 7 });
    let has_months = ticks.iter().any(|tick| tick.month.is_some());
    let second = y + 8.0 + canvas.letters + if has_months { canvas.line() } else { 0.0 };
    let markup = html! {
        (line((0.0, y), (canvas.width, y), "app-chart__axis"))
        @for tick in &ticks { (day_tick(canvas, days, y, tick)) }
    };
    (markup, second + 8.0)
}

fn day_tick(canvas: Canvas, days: Days, y: f64, tick: &DayTick) -> Markup {
    let x = days.at(tick.day);
    let label = y + 8.0 + canvas.letters;
    let year = tick.year.map(|year| year.to_string());
    let below = if tick.month.is_some() {
        label + canvas.line()
    } else {
        label
    };
    html! {
        (line((x, y), (x, y + 6.0), "app-chart__axis"))
        @if let Some(month) = tick.month { (tick_words(canvas, x, label, month)) }
        @if let Some(year) = year { (tick_words(canvas, x, below, &year)) }
    }
}

fn tick_words(canvas: Canvas, x: f64, y: f64, text: &str) -> Markup {
    let half = canvas.width_of(text) / 2.0;
    let x = x.clamp(
        half.min(canvas.width / 2.0),
        (canvas.width - half).max(canvas.width / 2.0),
    );
    words(x, y, Anchor::Middle, "app-chart__label", text)
}

/// "Today, 22 November 2026", or the day that a page shows.
#[must_use]
pub fn day_mark(day: Date, today: Date) -> (Date, String) {
    let which = if day == today { "Today" } else { "Shown" };
    (day, format!("{which}: {}", day_in_words(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lanes() -> Lanes {
        let until = Some(date(2026, 11, 30));
        Lanes {
            from: date(2026, 1, 1),
            until: date(2026, 12, 31),
            marked: day_mark(date(2026, 11, 22), date(2026, 11, 22)),
            lanes: vec![Lane {
                title: "Publish <the> standard & more".to_owned(),
                note: "Due 1 September to 30 November 2026.".to_owned(),
                spans: vec![
                    LaneSpan {
                        from: Some(date(2026, 9, 1)),
                        until,
                        look: Look::Due,
                    },
                    LaneSpan {
                        from: Some(date(2026, 9, 1)),
                        until: None,
                        look: Look::Passing,
                    },
                ],
                marks: vec![(date(2026, 3, 1), Shape::Ring)],
            }],
            key: vec![(Sign::Span(Look::Due), "falls due")],
        }
    }

    #[test]
    fn words_are_escaped_and_an_open_end_has_an_arrow() {
        let drawn = lanes().draw(Canvas::NARROW);
        let svg = drawn.markup.0;
        assert!(
            svg.contains("Publish &lt;the&gt; standard &amp; more"),
            "{svg}"
        );
        assert_eq!(svg.matches("app-chart__arrow").count(), 1);
        assert!(svg.contains("Today: 22 November 2026"));
    }

    #[test]
    fn a_span_stands_where_its_days_are() {
        // 304 units for 364 days: 1 September is day 243, the day after the last is day 334.
        let svg = lanes().draw(Canvas::NARROW).markup.0;
        let (x, width) = (8.0 + 304.0 * 243.0 / 364.0, 304.0 * 91.0 / 364.0);
        let bar = format!("class=\"app-chart__bar--1\" x=\"{}\"", px(x));
        assert!(svg.contains(&bar), "{bar} in {svg}");
        assert!(
            svg.contains(&format!("width=\"{}\"", px(width))),
            "{width} in {svg}"
        );
    }

    #[test]
    fn every_lane_makes_the_picture_higher() {
        let one = lanes().draw(Canvas::WIDE).height;
        let mut two = lanes();
        two.lanes.push(two.lanes[0].clone());
        assert!(two.draw(Canvas::WIDE).height > one + BAR_UNITS);
    }
}
