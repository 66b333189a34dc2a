//! Steps: the share that still waits, over days, with its interval and the numbers at risk.

use super::canvas::{Anchor, Canvas, line, lines, px, real, words};
use super::scale::Counts;
use super::{Drawing, Drawn};
use crate::words::thousands;
use heeded_survival::{Curve, Quantile, Watched};
use maud::{Markup, html};
use std::fmt::Write;

/// Height of the curve's field, in units.
const FIELD_UNITS: f64 = 220.0;

/// The curve is drawn while at least one in so many is still watched: beyond, a few decide.
const WATCHED_SHARE_MIN: u64 = 20;

/// A curve with what is counted under it.
#[derive(Clone, Debug)]
pub struct Steps {
    /// How long things took or go on.
    pub watched: Watched,
    /// What the height says: "Still waiting for a response".
    pub share_of: &'static str,
}

impl Drawing for Steps {
    fn draw(&self, canvas: Canvas) -> Drawn {
        let curve = self.watched.curve();
        let left = canvas.width_of("100%") + 8.0;
        let last = self.last_day();
        let ticks_max = if canvas == Canvas::WIDE { 6 } else { 4 };
        let days = Counts::new(u64::from(last), canvas.width - left - 14.0, ticks_max);
        let field = Field {
            canvas,
            left,
            top: canvas.line() * 2.0,
            days,
        };
        let foot = field.top + FIELD_UNITS;
        let rows = foot + 8.0 + canvas.letters;
        let markup = html! {
            (lines(canvas, (0.0, canvas.letters), STRONG, &[self.share_of.to_owned()]))
            (field.grid(foot))
            path class="app-chart__band" d=(field.band(&curve, last)) {}
            path class="app-chart__curve" d=(field.curve(&curve, last)) {}
            @if let Some(median) = curve.median().filter(|median| median.days <= last) {
                (field.median(&median))
            }
            (field.under(&self.watched, rows))
        };
        Drawn {
            height: rows + canvas.line() * 3.0 + 8.0,
            markup,
        }
    }
}

impl Steps {
    /// The last day that is drawn: one in twenty is still watched then.
    #[must_use]
    pub fn last_day(&self) -> u32 {
        let all = self.watched.at_risk(0);
        let enough = all.div_ceil(WATCHED_SHARE_MIN).max(1);
        self.watched.last_with(enough).unwrap_or(1).max(1)
    }
}

/// The field of the curve.
struct Field {
    canvas: Canvas,
    left: f64,
    top: f64,
    days: Counts,
}

impl Field {
    fn x(&self, days: u32) -> f64 {
        self.left + self.days.at(u64::from(days))
    }

    fn y(&self, share: f64) -> f64 {
        self.top + FIELD_UNITS * (1.0 - share)
    }

    fn end(&self) -> f64 {
        self.left + self.days.at(self.days.ticks.last().copied().unwrap_or(1))
    }

    fn grid(&self, foot: f64) -> Markup {
        html! {
            @for percent in [0_u64, 25, 50, 75, 100] {
                @let y = self.y(real(percent) / 100.0);
                @let class = if percent == 0 { "app-chart__axis" } else { "app-chart__grid" };
                (line((self.left, y), (self.end(), y), class))
                @let label = format!("{percent}%");
                (words(self.left - 6.0, y + 5.0, Anchor::End, LABEL, &label))
            }
            @for tick in &self.days.ticks {
                @let x = self.left + self.days.at(*tick);
                (line((x, foot), (x, foot + 6.0), "app-chart__axis"))
            }
        }
    }

    /// The curve as a path: level, then down, step by step.
    fn curve(&self, curve: &Curve, last: u32) -> String {
        let mut path = format!("M{} {}", px(self.x(0)), px(self.y(1.0)));
        for step in curve.steps.iter().filter(|step| step.days <= last) {
            push(
                &mut path,
                &format!("H{}V{}", px(self.x(step.days)), px(self.y(step.share))),
            );
        }
        push(&mut path, &format!("H{}", px(self.x(last))));
        path
    }

    /// The interval as a path: along its upper edge, and back along its lower one.
    fn band(&self, curve: &Curve, last: u32) -> String {
        let within = |step: &heeded_survival::Step| step.within;
        let steps = || curve.steps.iter().filter(|step| step.days <= last);
        let Some(first) = steps().next() else {
            return String::new();
        };
        let mut path = format!("M{} {}", px(self.x(first.days)), px(self.y(1.0)));
        let mut corners: Vec<(f64, f64)> = Vec::new();
        let mut low = 1.0;
        for step in steps() {
            let (lowest, highest) = within(step).unwrap_or((0.0, 0.0));
            let x = self.x(step.days);
            push(&mut path, &format!("H{}V{}", px(x), px(self.y(highest))));
            corners.push((x, self.y(low)));
            corners.push((x, self.y(lowest)));
            low = lowest;
        }
        push(
            &mut path,
            &format!("H{}V{}", px(self.x(last)), px(self.y(low))),
        );
        for (x, y) in corners.iter().rev() {
            push(&mut path, &format!("L{} {}", px(*x), px(*y)));
        }
        path.push('Z');
        path
    }

    fn median(&self, median: &Quantile) -> Markup {
        let (x, y) = (self.x(median.days), self.y(0.5));
        let words_of = format!("half after {} days", median.days);
        let half = self.canvas.width_of(&words_of);
        let (at, anchor) = if x + half + 10.0 > self.canvas.width {
            (x - 8.0, Anchor::End)
        } else {
            (x + 8.0, Anchor::Start)
        };
        html! {
            (line((self.left, y), (x, y), "app-chart__today"))
            (line((x, y), (x, self.y(0.0)), "app-chart__today"))
            (words(at, y - 8.0, anchor, STRONG, &words_of))
        }
    }

    /// A word under a place of the line of days, moved in where the paper would cut it.
    fn word_at(&self, x: f64, y: f64, word: &str) -> Markup {
        let half = self.canvas.width_of(word) / 2.0;
        let x = x.min(self.canvas.width - half).max(half);
        words(x, y, Anchor::Middle, LABEL, word)
    }

    /// Days, and how many are at risk on them.
    fn under(&self, watched: &Watched, y: f64) -> Markup {
        let next = self.canvas.line();
        html! {
            @for tick in &self.days.ticks {
                @let x = self.left + self.days.at(*tick);
                @let days = u32::try_from(*tick).unwrap_or(u32::MAX);
                (self.word_at(x, y, &thousands(*tick)))
                (self.word_at(x, y + 2.0 * next, &thousands(watched.at_risk(days))))
            }
            (words(0.0, y + next, Anchor::Start, STRONG, "Days, and how many still waited then:"))
        }
    }
}

/// Writing to a string cannot fail.
fn push(path: &mut String, more: &str) {
    let _ = path.write_str(more);
}

const LABEL: &str = "app-chart__label";
const STRONG: &str = "app-chart__label app-chart__label--strong";

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Steps {
        let mut watched = Watched::default();
        watched.ended(25, 1);
        watched.ended(50, 2);
        watched.censored(100, 1);
        Steps {
            watched,
            share_of: "Still waiting",
        }
    }

    #[test]
    fn the_curve_falls_where_something_came() {
        let svg = steps().draw(Canvas::WIDE).markup.0;
        // 100 days on the length left of 640; 220 units high, from the second line down.
        let left = Canvas::WIDE.width_of("100%") + 8.0;
        let x = |days: f64| px(left + (640.0 - left - 14.0) * days / 100.0);
        let y = |share: f64| px(2.0 * 21.0 + 220.0 * (1.0 - share));
        let curve = format!(
            "class=\"app-chart__curve\" d=\"M{} {}H{}V{}H{}V{}H{}\"",
            x(0.0),
            y(1.0),
            x(25.0),
            y(0.75),
            x(50.0),
            y(0.25),
            x(100.0)
        );
        assert!(svg.contains(&curve), "{curve} in {svg}");
        assert!(svg.contains("half after 50 days"));
        assert!(!svg.contains("NaN"));
    }

    #[test]
    fn numbers_at_risk_stand_under_their_days() {
        let svg = steps().draw(Canvas::WIDE).markup.0;
        let at_risk: Vec<String> = [0, 20, 40, 60, 80, 100]
            .map(|days| steps().watched.at_risk(days).to_string())
            .into();
        assert_eq!(at_risk, ["4", "4", "3", "1", "1", "1"]);
        assert!(svg.matches(">1</text>").count() == 3, "{svg}");
    }

    #[test]
    fn a_long_tail_of_a_few_is_not_drawn() {
        let mut watched = Watched::default();
        watched.ended(30, 99);
        watched.censored(5_000, 1);
        let steps = Steps {
            watched,
            share_of: "Still waiting",
        };
        assert_eq!(steps.last_day(), 30);
        assert!(steps.draw(Canvas::NARROW).markup.0.contains(">30</text>"));
    }

    #[test]
    fn a_curve_of_nothing_is_drawn_all_the_same() {
        let steps = Steps {
            watched: Watched::default(),
            share_of: "Still waiting",
        };
        assert!(!steps.draw(Canvas::NARROW).markup.0.contains("NaN"));
    }
}
