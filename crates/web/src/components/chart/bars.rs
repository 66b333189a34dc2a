//! Bars: counts of several things, one under the other, each with its words and its number.

use super::canvas::{Anchor, Box, Canvas, lines, times, words};
use super::scale::Counts;
use super::{Drawing, Drawn};
use maud::{Markup, html};

/// Height of a bar, in units.
const BAR_UNITS: f64 = 20.0;

/// Between two bars, in units.
const GAP_UNITS: f64 = 12.0;

/// Lines of words for a bar's label: more would part it from its bar.
const LABEL_LINES_MAX: usize = 3;

/// Bars, the first on top; all on one scale from nought.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A count with its words.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// How many of these are drawn apart, first: the number's words say what they are.
    pub part: u64,
    /// The number in words: "12, of which 3 late".
    pub number: String,
}

impl Drawing for Bars {
    fn draw(&self, canvas: Canvas) -> Drawn {
        let highest = self.bars.iter().map(|bar| bar.count).max().unwrap_or(0);
        let numbers = self.bars.iter().map(|bar| canvas.width_of(&bar.number));
        let number = numbers.fold(0.0, f64::max) + 12.0;
        // Labels stand before the bars where there is room, else over them.
        let is_wide = canvas == Canvas::WIDE;
        let start = if is_wide { canvas.width * 0.4 } else { 0.0 };
        let length = (canvas.width - start - number).max(40.0);
        let scale = Counts::new(highest, length, highest.max(1));
        let mut y = 4.0;
        let mut drawn: Vec<Markup> = Vec::new();
        for bar in &self.bars {
            let room = if is_wide { start - 12.0 } else { canvas.width };
            let label = canvas.wrapped(&bar.label, room, LABEL_LINES_MAX);
            let height = canvas.line() * times(label.len());
            let top = if is_wide { y } else { y + height };
            drawn.push(html! {
                (lines(canvas, (0.0, y + canvas.letters - 1.0), "app-chart__label", &label))
                (bar.draw(canvas, (start, top), &scale))
            });
            let foot = if is_wide {
                height.max(BAR_UNITS)
            } else {
                height + BAR_UNITS
            };
            y += foot + GAP_UNITS;
        }
        let markup = html! { @for bar in &drawn { (bar) } };
        Drawn { height: y, markup }
    }
}

impl Bar {
    fn draw(&self, canvas: Canvas, (x, y): (f64, f64), scale: &Counts) -> Markup {
        let (whole, part) = (scale.at(self.count), scale.at(self.part.min(self.count)));
        let piece = |x, width| Box {
            x,
            y,
            width,
            height: BAR_UNITS,
        };
        html! {
            @if self.part > 0 { (piece(x, part).draw("app-chart__bar--4")) }
            @if self.count > self.part {
                (piece(x + part, whole - part).draw("app-chart__bar--1"))
            }
            (words(
                x + whole + 6.0,
                y + canvas.letters,
                Anchor::Start,
                "app-chart__label",
                &self.number,
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, count: u64, part: u64) -> Bar {
        let number = count.to_string();
        Bar {
            label: label.to_owned(),
            count,
            part,
            number,
        }
    }

    #[test]
    fn bars_stand_in_proportion_from_nought() {
        let bars = Bars {
            bars: vec![bar("One", 10, 0), bar("Two", 5, 2), bar("None", 0, 0)],
        };
        let svg = bars.draw(Canvas::NARROW).markup.0;
        // The longest takes all but the room for its number.
        let length = 320.0 - (Canvas::NARROW.width_of("10") + 12.0);
        let width = |share: f64| format!("width=\"{}\"", super::super::canvas::px(length * share));
        for share in [1.0, 0.2, 0.3] {
            assert!(svg.contains(&width(share)), "{} in {svg}", width(share));
        }
        assert_eq!(svg.matches("<rect").count(), 3, "{svg}");
    }

    #[test]
    fn labels_are_escaped_and_stand_over_the_bars_of_a_telephone() {
        let bars = Bars {
            bars: vec![bar("A <b> & c", 1, 0)],
        };
        let (wide, narrow) = (bars.draw(Canvas::WIDE), bars.draw(Canvas::NARROW));
        assert!(wide.markup.0.contains("A &lt;b&gt; &amp; c"));
        assert!(narrow.height > wide.height);
    }
}
