//! The paper that a picture is drawn on: its width, its letters, and shapes with rounded places.
//!
//! Every picture is drawn twice, for a wide and for a narrow place; the style sheet shows the one
//! that fits. So words are never shrunk below what can be read on a telephone.

use maud::{Markup, html};

/// One of the two papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// Units across; the height follows from what is drawn.
    pub width: f64,
    /// Height of letters, in the same units; the style sheet has the same for the class.
    pub letters: f64,
    pub(super) class: &'static str,
    pub(super) name: &'static str,
}

impl Canvas {
    /// For a place of 500 pixels and more: letters come out at 12 to 18 pixels.
    pub const WIDE: Self = Self {
        width: 640.0,
        letters: 16.0,
        class: "app-chart__wide",
        name: "wide",
    };
    /// For a telephone: letters come out at 12 to 19 pixels from 320 pixels of screen on.
    pub const NARROW: Self = Self {
        width: 320.0,
        letters: 15.0,
        class: "app-chart__narrow",
        name: "narrow",
    };

    /// From one line of words to the next.
    pub(super) fn line(self) -> f64 {
        (self.letters * 1.3).round()
    }

    /// About how wide words come out: for choosing where they fit, not for placing letters.
    pub(super) fn width_of(self, words: &str) -> f64 {
        self.letters * words.chars().map(width_of_letter).sum::<f64>()
    }

    /// Words broken into lines of at most this width; what is beyond the last line is cut with "…".
    pub(super) fn wrapped(self, words: &str, width: f64, lines_max: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in words.split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.width_of(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let is_cut = lines.len() > lines_max;
        lines.truncate(lines_max);
        for line in &mut lines {
            *line = self.cut(line, width);
        }
        if is_cut && let Some(last) = lines.last_mut() {
            *last = self.cut(&format!("{last} …"), width);
        }
        lines
    }

    /// Words cut to a width, with "…" where something is left out.
    fn cut(self, words: &str, width: f64) -> String {
        if self.width_of(words) <= width {
            return words.to_owned();
        }
        let mut kept = String::new();
        for letter in words.chars() {
            if self.width_of(&kept) + self.width_of(&format!("{letter}…")) > width {
                break;
            }
            kept.push(letter);
        }
        format!("{}…", kept.trim_end_matches([' ', '…']))
    }
}

/// The width of a letter in a sans-serif typeface such as Arial, in heights of letters.
fn width_of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '‘' | '’' | '|' | '.' | ',' | ':' | ';' | '!' => 0.25,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | 'I' | '-' => 0.32,
        'm' | 'M' | 'W' | 'w' | '%' | '—' | '…' => 0.88,
        'A'..='Z' | '&' => 0.69,
        _ => 0.56,
    }
}

/// Where words stand to their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::Middle => Some("middle"),
            Self::End => Some("end"),
        }
    }
}

/// A place or a length, to a tenth of a unit: enough for the eye, and short.
pub(super) fn px(value: f64) -> String {
    let tenths = format!("{value:.1}");
    let short = tenths.strip_suffix(".0").unwrap_or(&tenths);
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// A whole number as a length. Above four thousand million a picture is full anyway.
pub(super) fn real(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A number of things as a factor for places.
pub(super) fn times(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(super) fn words(x: f64, y: f64, anchor: Anchor, class: &str, text: &str) -> Markup {
    html! {
        text x=(px(x)) y=(px(y)) class=(class) text-anchor=[anchor.attribute()] { (text) }
    }
}

/// Lines of words one under the other, the first with its foot at `y`.
pub(super) fn lines(canvas: Canvas, (x, y): (f64, f64), class: &str, text: &[String]) -> Markup {
    html! {
        @for (at, line) in text.iter().enumerate() {
            (words(x, y + canvas.line() * times(at), Anchor::Start, class, line))
        }
    }
}

/// A box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Box {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Box {
    pub(super) fn draw(self, class: &str) -> Markup {
        html! {
            rect class=(class) x=(px(self.x)) y=(px(self.y)) width=(px(self.width.max(0.0)))
                height=(px(self.height.max(0.0))) {}
        }
    }
}

pub(super) fn line(from: (f64, f64), to: (f64, f64), class: &str) -> Markup {
    html! { line class=(class) x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1)) {} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_and_cut_to_the_paper() {
        let canvas = Canvas::NARROW;
        let text = "Review the training in handover screens so that it meets the needs of the \
                    night staff, whoever pays them";
        let two = canvas.wrapped(text, 300.0, 2);
        assert_eq!(two.len(), 2);
        assert!(
            two.iter().all(|line| canvas.width_of(line) <= 300.0),
            "{two:?}"
        );
        assert!(two[1].ends_with('…'), "{two:?}");
        assert_eq!(canvas.wrapped("Short", 300.0, 2), ["Short"]);
        let long = canvas.wrapped(&"x".repeat(200), 300.0, 1);
        assert!(canvas.width_of(&long[0]) <= 300.0 && long[0].ends_with('…'));
    }

    #[test]
    fn places_are_short() {
        assert_eq!(
            [px(12.0), px(0.04), px(-0.04), px(1.25)],
            ["12", "0", "0", "1.2"]
        );
    }
}
