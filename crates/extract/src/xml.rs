//! What `pdftohtml -xml` writes, a line for each run of words, to pages.
//!
//! It is no XML that a parser would take (links are not always closed), so it is read by its lines.

use std::collections::HashMap;

use heeded_reader::{Face, Page, Run};

/// The farthest place that is believed: no page is larger than 200 inches, 14,400 points, and what
/// reckons with places never overflows.
const MOST_POINTS: i32 = 1_000_000;

/// Every page, in order.
pub(crate) fn pages(output: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut fonts: HashMap<&str, Font> = HashMap::new();
    for line in output.lines() {
        let line = behind_chatter(line);
        if let Some(tag) = line.strip_prefix("<page ") {
            pages.push(Page {
                width: number(tag, "width"),
                height: number(tag, "height"),
                runs: Vec::new(),
                rules: Vec::new(),
            });
        } else if let Some(tag) = line.strip_prefix("<fontspec ") {
            let family = attribute(tag, "family").unwrap_or_default();
            let face = face(family);
            let size = number(tag, "size");
            fonts.insert(
                attribute(tag, "id").unwrap_or_default(),
                Font { size, face },
            );
        } else if let Some(text) = line.strip_prefix("<text ")
            && let Some(page) = pages.last_mut()
        {
            page.runs.extend(runs(text, &fonts));
        }
    }
    pages
}

/// A line without what poppler says in front of a page that holds links within the file: " link to
/// page 1  link to page 2 <page …".
fn behind_chatter(line: &str) -> &str {
    let mut line = line.trim_start();
    while let Some(rest) = line.strip_prefix("link to page ") {
        let number = |letter: char| letter.is_ascii_digit() || letter == '-';
        line = rest.trim_start_matches(number).trim_start();
    }
    line
}

#[derive(Debug, Clone, Copy, Default)]
struct Font {
    size: i32,
    face: Face,
}

/// Families say their face ("CUWKCJ+Arial-BoldMT"), also where no mark does.
fn face(family: &str) -> Face {
    let family = family.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| family.contains(word));
    if has(&["bold", "black", "heavy"]) {
        Face::Bold
    } else if has(&["italic", "oblique"]) {
        Face::Italic
    } else {
        Face::Plain
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut all = attributes(tag);
    all.find_map(|(own, value)| (own == name).then_some(value))
}

/// The attributes of a tag with their values.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut parts = tag.split('"');
    std::iter::from_fn(move || {
        let (before, value) = (parts.next()?, parts.next()?);
        Some((before.trim_start().trim_end_matches('='), value))
    })
}

fn number(tag: &str, name: &str) -> i32 {
    attribute(tag, name).map_or(0, points)
}

fn points(value: &str) -> i32 {
    let points = value.parse::<i32>().unwrap_or_default();
    points.clamp(-MOST_POINTS, MOST_POINTS)
}

/// The runs of one line: a new one where the face changes, each with its share of the width.
fn runs(line: &str, fonts: &HashMap<&str, Font>) -> Vec<Run> {
    let Some((tag, content)) = line.split_once('>') else {
        return Vec::new();
    };
    let content = content.strip_suffix("</text>").unwrap_or(content);
    let (mut left, mut top, mut width, mut height) = (0, 0, 0, 0);
    let mut font = Font::default();
    for (name, value) in attributes(tag) {
        match name {
            "left" => left = points(value),
            "top" => top = points(value),
            "width" => width = points(value),
            "height" => height = points(value),
            "font" => font = fonts.get(value).copied().unwrap_or_default(),
            _ => {}
        }
    }
    let pieces = pieces(content, font.face);
    let letters = |text: &str| i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
    let all = pieces.iter().map(|(_, text)| letters(text)).sum::<i32>();
    let mut found = Vec::new();
    for (face, text) in pieces {
        let share = width.saturating_mul(letters(&text)) / all.max(1);
        let run = Run {
            left,
            top,
            width: share,
            height,
            size: font.size,
            face,
            text,
        };
        left += share;
        if !run.text.trim().is_empty() {
            found.push(run);
        }
    }
    found
}

/// The words between marks, with the face that they stand in.
fn pieces(content: &str, usual: Face) -> Vec<(Face, String)> {
    let mut found: Vec<(Face, String)> = Vec::new();
    let (mut bold, mut italic) = (0usize, 0usize);
    let mut rest = content;
    while !rest.is_empty() {
        let (words, tag, after) = match rest.split_once('<') {
            Some((words, behind)) => match behind.split_once('>') {
                Some((tag, after)) => (words, tag, after),
                None => (words, "", ""),
            },
            None => (rest, "", ""),
        };
        if !words.is_empty() {
            let face = match (bold, italic) {
                (0, 0) => usual,
                (0, _) => Face::Italic.max(usual),
                _ => Face::Bold,
            };
            let words = html_escape::decode_html_entities(words);
            match found.last_mut() {
                Some((last, text)) if *last == face => text.push_str(&words),
                _ => found.push((face, words.into_owned())),
            }
        }
        match tag {
            "b" => bold += 1,
            "/b" => bold = bold.saturating_sub(1),
            "i" => italic += 1,
            "/i" => italic = italic.saturating_sub(1),
            _ => {}
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_links_within_the_file_is_a_page() {
        let output = " link to page 1  link to page 12 <page number=\"1\" height=\"841\" \
                      width=\"99999999999\">\n\
                      <text top=\"2147483647\" left=\"1\" width=\"2147483647\">Tides</text>";
        let pages = pages(output);
        assert_eq!((pages.len(), pages[0].height, pages[0].width), (1, 841, 0));
        assert_eq!(pages[0].runs[0].top, MOST_POINTS);
    }

    #[test]
    fn runs_keep_place_size_and_face() {
        let output = "<page number=\"1\" top=\"0\" left=\"0\" height=\"841\" width=\"595\">\n\
            \t<fontspec id=\"0\" size=\"14\" family=\"AB+Arial-BoldMT\" color=\"#000000\"/>\n\
            \t<fontspec id=\"1\" size=\"12\" family=\"AB+Arial\" color=\"#000000\"/>\n\
            <text top=\"10\" left=\"20\" width=\"50\" height=\"14\" font=\"0\">Tides</text>\n\
            <text top=\"30\" left=\"20\" width=\"100\" height=\"12\" font=\"1\">\
            R&amp;D <i>of <a href=\"x\">it</a></i></text>\n\
            <text top=\"50\" left=\"20\" width=\"3\" height=\"12\" font=\"1\"> </text>\n</page>";
        let pages = pages(output);
        let [page] = pages.as_slice() else {
            panic!("{pages:?}")
        };
        let found: Vec<(&str, i32, Face)> = page
            .runs
            .iter()
            .map(|run| (run.text.as_str(), run.size, run.face))
            .collect();
        assert_eq!(
            found,
            [
                ("Tides", 14, Face::Bold),
                ("R&D ", 12, Face::Plain),
                ("of it", 12, Face::Italic)
            ]
        );
        assert_eq!((page.width, page.runs[2].left), (595, 64));
    }
}
