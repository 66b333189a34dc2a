//! Columns: counts over time, in one panel or in several of one scale, one under the other.

use super::canvas::{Anchor, Box, Canvas, line, lines, times, words};
use super::scale::{Counts, middles};
use super::{Drawing, Drawn};
use maud::{Markup, html};

/// Height of a panel's columns, in units: of one alone, and of several.
const ALONE_UNITS: f64 = 150.0;
/// As [`ALONE_UNITS`].
const PANEL_UNITS: f64 = 48.0;

/// Columns over time.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The words under the columns; none where there is nothing to say, as under most months.
    pub under: Vec<Option<String>>,
    /// The panels, the first on top; all on one scale from nought.
    pub panels: Vec<Panel>,
}

/// One row of columns.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// What is counted; empty for a panel alone.
    pub title: String,
    /// As many counts as there are columns.
    pub counts: Vec<u64>,
}

impl Drawing for Columns {
    fn draw(&self, canvas: Canvas) -> Drawn {
        let high = if self.panels.len() > 1 {
            PANEL_UNITS
        } else {
            ALONE_UNITS
        };
        let counts = self.panels.iter().flat_map(|panel| &panel.counts);
        let highest = counts.copied().max().unwrap_or(0);
        let scale = Counts::new(highest, high, highest.max(1));
        let mut y = 0.0;
        let mut drawn = Vec::new();
        for panel in &self.panels {
            let (markup, foot) = self.panel(canvas, panel, &scale, y);
            drawn.push(markup);
            y = foot + 10.0;
        }
        let labels = y + canvas.letters - 4.0;
        let places = middles(self.under.len(), 0.0, canvas.width);
        let markup = html! {
            @for panel in &drawn { (panel) }
            @for (x, label) in places.zip(&self.under) {
                @if let Some(label) = label { (under(canvas, x, labels, label)) }
            }
        };
        Drawn {
            height: labels + 8.0,
            markup,
        }
    }
}

/// Words under a column, kept on the paper.
fn under(canvas: Canvas, x: f64, y: f64, label: &str) -> Markup {
    let half = canvas.width_of(label) / 2.0;
    let x = x.clamp(
        half.min(canvas.width / 2.0),
        (canvas.width - half).max(canvas.width / 2.0),
    );
    words(x, y, Anchor::Middle, "app-chart__label", label)
}

impl Columns {
    /// Draws a panel from `y` down; answers where its line is.
    fn panel(&self, canvas: Canvas, panel: &Panel, scale: &Counts, y: f64) -> (Markup, f64) {
        let title = if panel.title.is_empty() {
            Vec::new()
        } else {
            canvas.wrapped(&panel.title, canvas.width, 2)
        };
        let tall = scale.at(scale.ticks.last().copied().unwrap_or(1));
        let head = y + canvas.line() * times(title.len());
        let foot = head + canvas.line() + tall;
        let part = canvas.width / times(self.under.len().max(1));
        let numbers = panel
            .counts
            .iter()
            .map(|count| canvas.width_of(&count.to_string()));
        // Every column says its number, or only the highest does: the table says all.
        let all_fit = numbers.fold(0.0, f64::max) + 2.0 <= part;
        let highest = panel.counts.iter().copied().max().unwrap_or(0);
        let places = middles(self.under.len(), 0.0, canvas.width);
        let markup = html! {
            (lines(canvas, (0.0, y + canvas.letters), STRONG, &title))
            (line((0.0, foot), (canvas.width, foot), "app-chart__axis"))
            @for (x, count) in places.zip(&panel.counts) {
                @let height = scale.at(*count);
                @let wide = (part * 0.72).min(44.0);
                @if *count > 0 {
                    (Box { x: x - wide / 2.0, y: foot - height, width: wide, height }
                        .draw("app-chart__bar--1"))
                }
                @if all_fit || (*count == highest && highest > 0) {
                    (words(x, foot - height - 4.0, Anchor::Middle, LABEL, &count.to_string()))
                }
            }
        };
        (markup, foot)
    }
}

const LABEL: &str = "app-chart__label";
const STRONG: &str = "app-chart__label app-chart__label--strong";

#[cfg(test)]
mod tests {
    use super::*;

    fn years(panels: Vec<Panel>) -> Columns {
        let under = ["2024", "2025"].map(|year| Some(year.to_owned()));
        Columns {
            under: under.into(),
            panels,
        }
    }

    fn panel(title: &str, counts: &[u64]) -> Panel {
        Panel {
            title: title.to_owned(),
            counts: counts.to_vec(),
        }
    }

    #[test]
    fn panels_share_one_scale() {
        let columns = years(vec![panel("Accepted", &[8, 4]), panel("Noted", &[2, 0])]);
        let svg = columns.draw(Canvas::WIDE).markup.0;
        for height in ["48", "24", "12"] {
            assert!(
                svg.contains(&format!(" height=\"{height}\"")),
                "{height} in {svg}"
            );
        }
        assert_eq!(
            svg.matches("<rect").count(),
            3,
            "nothing is drawn for nought"
        );
        assert_eq!(svg.matches(">0<").count(), 1, "but it is said");
    }

    #[test]
    fn where_numbers_do_not_fit_the_highest_is_said() {
        let counts: Vec<u64> = (1_000..1_036).collect();
        let columns = Columns {
            under: vec![None; counts.len()],
            panels: vec![Panel {
                title: String::new(),
                counts,
            }],
        };
        let svg = columns.draw(Canvas::NARROW).markup.0;
        assert_eq!(
            (svg.matches("<text").count(), svg.matches(">1035<").count()),
            (1, 1)
        );
    }
}
